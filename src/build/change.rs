//! What a build changes: the difference between the files that stand in the output and the new ones.

use super::manifest::{MANIFEST, Manifest};
use super::standing::Standing;
use super::{OutputFile, Stop, names, refusal};
use crate::diagnostic::Diagnostic;
use crate::fs::{self, Found, Kind};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The difference. All paths are sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// New files.
    pub added: Vec<String>,
    /// Files with new content.
    pub changed: Vec<String>,
    /// Files that are no longer wanted.
    pub removed: Vec<String>,
    /// Files among those that somebody changed by hand since the last build.
    pub edited: Vec<String>,
    /// Files that stay as they are.
    pub same: BTreeSet<String>,
}

impl Change {
    /// Whether the output stays as it is.
    pub fn is_nothing(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// How many files a build writes or removes.
    pub fn count(&self) -> usize {
        self.added.len() + self.changed.len() + self.removed.len()
    }

    /// Compares by content, never by date: what was damaged or changed by hand is mended, and nothing is stale.
    pub fn between(output: &Path, standing: &Standing, files: &[OutputFile]) -> Result<Change, Stop> {
        let clashes = clashes(output, &standing.foreign, files);
        if !clashes.is_empty() {
            return Err(Stop::Refused(clashes));
        }
        let mut change = Change::default();
        for file in files {
            let was_there = standing.ours.contains(&file.path);
            if was_there && fs::holds(&output.join(&file.path), &file.bytes)? {
                change.same.insert(file.path.clone());
            } else if was_there {
                change.changed.push(file.path.clone());
            } else {
                change.added.push(file.path.clone());
            }
        }
        let wanted: BTreeSet<&str> = files.iter().map(|f| f.path.as_str()).chain([MANIFEST]).collect();
        change.removed = standing.ours.iter().filter(|path| !wanted.contains(path.as_str())).cloned().collect();
        change.added.sort();
        change.changed.sort();
        change.edited = edited(output, standing.manifest.as_ref(), change.changed.iter().chain(&change.removed))?;
        Ok(change)
    }
}

/// Those of the files that no longer hold what kohyo wrote.
fn edited<'a>(output: &Path, old: Option<&Manifest>, paths: impl Iterator<Item = &'a String>) -> Result<Vec<String>, Stop> {
    let mut edited = Vec::new();
    for path in paths {
        if let Some(entry) = old.and_then(|m| m.files.get(path))
            && !entry.is_of(&fs::read(&output.join(path))?)
        {
            edited.push(path.clone());
        }
    }
    edited.sort();
    Ok(edited)
}

/// Foreign files that stand where kohyo's must go.
fn clashes(output: &Path, foreign: &[Found], files: &[OutputFile]) -> Vec<Diagnostic> {
    if foreign.is_empty() {
        return Vec::new();
    }
    let mut wanted: BTreeMap<String, &str> = BTreeMap::new();
    let mut folders: BTreeMap<String, &str> = BTreeMap::new();
    for file in files {
        let key = names::fold(&file.path).into_owned();
        folders.extend(names::above(&key).map(|folder| (folder.to_owned(), file.path.as_str())));
        wanted.insert(key, &file.path);
    }
    let clash = |f: &Found| {
        let parts: Vec<_> = f.path.iter().map(|p| p.to_string_lossy()).collect();
        let path = parts.join("/");
        let key = names::fold(&path);
        let as_folder = folders.get(&*key).filter(|_| f.kind != Kind::Folder);
        let wanted = wanted.get(&*key).or(as_folder)?;
        Some(refusal::foreign_in_the_way(output, &f.path.display().to_string(), wanted))
    };
    foreign.iter().filter_map(clash).collect()
}
