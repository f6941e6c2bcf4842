//! The swap: the staged folder and the output change places at one stroke, and the old one is cleared away without losing anything.

use super::manifest::{MANIFEST, Manifest, RECORDS, is_passing};
use super::place::Place;
use super::{Stop, names};
use crate::fs::{self, Kind};
use std::collections::BTreeSet;
use std::path::Path;

/// Puts a staged folder in the place of the output. `Ok(false)` when the system cannot; then nothing has changed.
pub fn swap(staging: &Path, place: &Place) -> Result<bool, Stop> {
    if place.exists() {
        return Ok(fs::exchange(staging, &place.output)?);
    }
    fs::rename(staging, &place.output)?;
    Ok(true)
}

/// Clears away what killed builds left. Files of others that lie only there go back to the output.
/// What only has such a name stays.
pub fn sweep(place: &Place) -> Result<(), Stop> {
    for leftover in place.leftovers()? {
        match Manifest::read(&leftover) {
            Ok(Some(_)) => drop(retire(&leftover, &place.output)?),
            Ok(None) if is_hardly_begun(&leftover)? => fs::remove_tree(&leftover)?,
            _ => {}
        }
    }
    Ok(())
}

/// Whether a build was killed before it wrote its list: then there are folders, and at most a part of the list.
fn is_hardly_begun(folder: &Path) -> Result<bool, Stop> {
    Ok(fs::walk(folder)?.iter().all(|f| f.kind == Kind::Folder || is_passing(&f.path)))
}

/// Removes a folder that was an output, or was to be one. Its own files and links to files of the output go;
/// what came into it meanwhile moves to the output. Returns whether the folder is gone.
pub fn retire(old: &Path, output: &Path) -> Result<bool, Stop> {
    let own: BTreeSet<String> = Manifest::read(old)?.map(|m| m.files.into_keys().collect()).unwrap_or_default();
    let new: BTreeSet<String> = match fs::is_folder(output) {
        true => Manifest::read(output)?.map(|m| m.files.into_keys().collect()).unwrap_or_default(),
        false => BTreeSet::new(),
    };
    // Inner things first; the records last of all, for a build that is killed here must still recognize the folder.
    let mut found = fs::walk(old)?;
    found.reverse();
    found.sort_by_key(|f| f.path.starts_with(RECORDS));
    for f in found {
        let (from, to) = (old.join(&f.path), output.join(&f.path));
        let is = |paths: &BTreeSet<String>| f.path.to_str().is_some_and(|p| paths.contains(p));
        if f.kind == Kind::Folder {
            // Fails where something had to stay, and then the folder stays too.
            fs::remove_folder(&from).ok();
        } else if f.path == Path::new(MANIFEST) || is_passing(&f.path) || (f.kind == Kind::File && is(&own)) || fs::is_same(&from, &to)? {
            fs::remove_file(&from)?;
        } else if !is(&new) {
            keep(&from, &to)?;
        }
    }
    Ok(fs::remove_folder(old).is_ok())
}

/// A file of someone else: the newer of two stays in the output.
fn keep(from: &Path, to: &Path) -> Result<(), Stop> {
    if fs::kind(to)?.is_some() && !fs::is_newer(from, to)? {
        return Ok(fs::remove_file(from)?);
    }
    if let Some(parent) = to.parent() {
        fs::create_folders(parent)?;
    }
    Ok(fs::rename(from, to)?)
}

/// Removes the folders above a removed file that hold nothing any more, but never the output itself.
pub fn remove_empty_folders(output: &Path, path: &str) {
    let folders: Vec<&str> = names::above(path).collect();
    for folder in folders.into_iter().rev() {
        if fs::remove_folder(&output.join(folder)).is_err() {
            break;
        }
    }
}
