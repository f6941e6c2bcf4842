//! The plan: which societies are built, and where each goes.

use super::{MANIFEST, Stop, place, refusal};
use crate::fs;
use std::path::{Path, PathBuf};

/// The file that makes a folder a society's.
const SOCIETY: &str = "society.yaml";

/// The content of one society.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// The name of its folder; none when it is the only one.
    pub name: Option<String>,
    /// Where its content is.
    pub content: PathBuf,
}

impl Folder {
    /// One society if the folder is one, else every society one folder below, sorted by name.
    pub fn all(content: &Path) -> Result<Vec<Folder>, Stop> {
        if fs::is_file(&content.join(SOCIETY)) {
            return Ok(vec![Folder { name: None, content: content.to_owned() }]);
        }
        let names = societies(content)?;
        if names.is_empty() {
            return Err(refusal::no_content(content).into());
        }
        Ok(names.into_iter().map(|name| Folder { content: content.join(&name), name: Some(name) }).collect())
    }
}

/// One society to build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The name of its folder; none when it is the only one.
    pub name: Option<String>,
    /// Where its content is.
    pub content: PathBuf,
    /// Where its site goes.
    pub output: PathBuf,
}

/// What a build has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The societies, sorted by name.
    pub sites: Vec<Site>,
    /// Outputs in the same folder whose society is not in the content any more.
    pub orphans: Vec<PathBuf>,
}

impl Plan {
    /// One society if the folder is one, else every society one folder below.
    pub fn new(content: &Path, output: &Path, theme: Option<&Path>) -> Result<Plan, Stop> {
        let inputs: Vec<&Path> = [content].into_iter().chain(theme).collect();
        place::apart(output, &inputs)?;
        place::Place::of(output)?;
        let folders = Folder::all(content)?;
        let names: Vec<String> = folders.iter().filter_map(|f| f.name.clone()).collect();
        if !names.is_empty() && fs::is_file(&output.join(MANIFEST)) {
            return Err(refusal::single_output(output).into());
        }
        let orphans = if names.is_empty() { Vec::new() } else { orphans(output, &names)? };
        let site =
            |Folder { name, content }| Site { output: name.as_ref().map_or(output.to_owned(), |name| output.join(name)), content, name };
        Ok(Plan { sites: folders.into_iter().map(site).collect(), orphans })
    }
}

/// The folders below that hold a society. Folders that begin with a dot are not looked into.
fn societies(content: &Path) -> Result<Vec<String>, Stop> {
    if !fs::is_folder(content) {
        return Ok(Vec::new());
    }
    let is_dotted = |name: &Path| name.as_os_str().as_encoded_bytes().starts_with(b".");
    let mut names = Vec::new();
    for name in fs::list(content)?.into_iter().filter(|n| !is_dotted(n) && fs::is_file(&content.join(n).join(SOCIETY))) {
        match name.to_str() {
            Some(name) => names.push(name.to_owned()),
            None => return Err(refusal::unreadable_name(&content.join(name)).into()),
        }
    }
    Ok(names)
}

/// Outputs beside those of the plan.
fn orphans(output: &Path, names: &[String]) -> Result<Vec<PathBuf>, Stop> {
    if !fs::is_folder(output) {
        return Ok(Vec::new());
    }
    let beside = fs::list(output)?;
    let beside = beside.into_iter().filter(|n| !n.to_str().is_some_and(|n| names.iter().any(|name| name == n) || n.starts_with('.')));
    Ok(beside.map(|n| output.join(n)).filter(|p| fs::is_file(&p.join(MANIFEST))).collect())
}
