//! The swap: the staged folder and the output change places at one stroke, and the old one is cleared away without losing anything.

use super::manifest::{Manifest, is_passing, is_record};
use super::place::Place;
use super::{Stop, names};
use crate::fs::{self, Kind};
use std::path::{Path, PathBuf};

/// Puts a staged folder in the place of the output. `Ok(false)` when the system cannot; then nothing has changed.
pub fn swap(staging: &Path, place: &Place) -> Result<bool, Stop> {
    if place.exists() {
        return Ok(fs::exchange(staging, &place.output)?);
    }
    fs::rename(staging, &place.output)?;
    Ok(true)
}

/// Clears away the old output, and what killed builds left, beside an output that stands. Files of others that lie only
/// there go back to the output; what merely has such a name stays. Returns what could not be cleared away.
pub fn sweep(place: &Place) -> Vec<PathBuf> {
    place.leftovers().filter(|leftover| !matches!(clear(leftover, &place.output), Ok(true))).collect()
}

fn clear(leftover: &Path, output: &Path) -> Result<bool, Stop> {
    match Manifest::read(leftover)? {
        Some(own) => retire(leftover, &own, output),
        None if holds_nothing_of_its_own(leftover, output)? => Ok(fs::remove_tree(leftover).is_ok()),
        None => Ok(true),
    }
}

/// Whether a folder without a list can go: a build was killed before it wrote its list, or the folder is an output from before the
/// first build, with nothing but what the output holds now.
fn holds_nothing_of_its_own(folder: &Path, output: &Path) -> Result<bool, Stop> {
    for f in fs::walk(folder)? {
        let is_elsewhere = f.kind == Kind::Folder || is_passing(&f.path) || fs::is_same(&folder.join(&f.path), &output.join(&f.path))?;
        if !is_elsewhere {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Removes a folder that was an output, or was to be one. Its own files and links to files of the output go;
/// what came into it meanwhile moves to the output. Returns whether the folder is gone.
fn retire(old: &Path, own: &Manifest, output: &Path) -> Result<bool, Stop> {
    let new = Manifest::read(output)?.map(|m| m.files).unwrap_or_default();
    for f in fs::walk(old)?.iter().rev().filter(|f| !is_record(&f.path)) {
        let (from, to) = (old.join(&f.path), output.join(&f.path));
        let path = f.path.to_str().unwrap_or_default();
        if f.kind == Kind::Folder {
            // Fails where something had to stay, and then the folder stays too.
            fs::remove_folder(&from).ok();
        } else if (f.kind == Kind::File && own.files.contains_key(path)) || fs::is_same(&from, &to)? {
            fs::remove_file(&from)?;
        } else if !new.contains_key(path) {
            keep(&from, &to)?;
        }
    }
    // The records go last, and only when all else is gone: by them a later build recognizes the folder.
    let gone = fs::walk(old)?.iter().all(|f| is_record(&f.path));
    if gone {
        fs::remove_tree(old)?;
    }
    Ok(gone)
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
