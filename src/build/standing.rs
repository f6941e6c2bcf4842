//! What stands in an output before a build: kohyo's own files, and all others, which stay as they are.

use super::manifest::{self, MANIFEST, Manifest};
use super::{Stop, names, refusal};
use crate::fs::{self, Found, Kind};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What stands in an output.
#[derive(Debug, Default)]
pub struct Standing {
    /// The list of the last build, if there was one.
    pub manifest: Option<Manifest>,
    /// Paths of kohyo's files that are there.
    pub ours: BTreeSet<String>,
    /// Folders that hold kohyo's files.
    pub our_folders: BTreeSet<PathBuf>,
    /// Everything else; a folder stands before what it holds.
    pub foreign: Vec<Found>,
}

impl Standing {
    /// Looks into a folder. One that holds more than dot files, and was not made by kohyo, is refused.
    pub fn read(output: &Path) -> Result<Standing, Stop> {
        let manifest = Manifest::read(output)?;
        let found = fs::walk(output)?;
        if manifest.is_none() {
            let examples: Vec<String> = found.iter().filter(|f| !is_dotted(&f.path)).map(|f| f.path.display().to_string()).collect();
            if !examples.is_empty() {
                return Err(refusal::not_ours(output, &examples).into());
            }
        }
        Ok(Standing::sort(manifest, found))
    }

    /// Tells kohyo's files from all others.
    fn sort(manifest: Option<Manifest>, found: Vec<Found>) -> Standing {
        let listed = manifest.iter().flat_map(|m| m.files.keys().map(String::as_str)).chain([MANIFEST]);
        let listed: BTreeSet<&str> = listed.collect();
        let our_folders = listed.iter().flat_map(|p| names::above(p)).map(PathBuf::from).collect();
        let mut standing = Standing { our_folders, ..Standing::default() };
        for f in found {
            match f.path.to_str() {
                Some(path) if f.kind == Kind::File && listed.contains(path) => {
                    standing.ours.insert(path.to_owned());
                }
                _ if f.kind == Kind::Folder && standing.our_folders.contains(&f.path) => {}
                _ if manifest::is_passing(&f.path) => {}
                _ => standing.foreign.push(f),
            }
        }
        Standing { manifest, ..standing }
    }
}

/// `.gitkeep`, `.git/…`: an output with nothing else counts as empty.
fn is_dotted(path: &Path) -> bool {
    path.iter().next().is_some_and(|first| first.as_encoded_bytes().starts_with(b"."))
}
