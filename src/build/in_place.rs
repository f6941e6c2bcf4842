//! Where folders cannot be exchanged (a mount point, a closed parent folder, some file systems and systems): the same, file by file.
//!
//! Every single file is whole at every moment, pages come after what they need, and what vanishes goes last.
//! A reader may for a moment see pages of two builds; a killed build leaves such a mixture, and the next build mends it.

use super::change::Change;
use super::manifest::{Manifest, RECORDS, WAITING};
use super::standing::Standing;
use super::{OutputFile, Stop, names, swap};
use crate::fs;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Brings an output up to date file by file.
pub fn replace(output: &Path, standing: &Standing, files: &[OutputFile], change: &Change, manifest: &Manifest) -> Result<(), Stop> {
    let waiting = output.join(RECORDS).join(WAITING);
    clear(&waiting)?;
    fs::create_folders(&output.join(RECORDS))?;
    let bytes: BTreeMap<&str, &[u8]> = files.iter().map(|f| (f.path.as_str(), f.bytes.as_slice())).collect();
    let mut fresh: Vec<&str> = change.added.iter().chain(&change.changed).map(String::as_str).collect();
    fresh.sort_by_key(|path| (turn(path), *path));
    for path in &fresh {
        put(&waiting.join(path), bytes.get(path).copied().unwrap_or_default())?;
    }
    let old = standing.manifest.clone().unwrap_or_else(|| Manifest::of(&[]));
    // From here until the end the list names the old files and the new: a killed build can be taken up again.
    old.with(manifest).write(output)?;
    let (first, last): (Vec<&String>, Vec<&String>) = change.removed.iter().partition(|old| is_in_the_way(old, files));
    remove(output, &first)?;
    for path in fresh {
        make_room(&output.join(path))?;
        fs::rename(&waiting.join(path), &output.join(path))?;
    }
    remove(output, &last)?;
    manifest.write(output)?;
    clear(&waiting)
}

/// Style sheets and data before pages, the top page at the end: nothing leads to what is not there yet.
fn turn(path: &str) -> u8 {
    match path {
        "index.html" => 2,
        p if p.ends_with(".html") || p.ends_with(".xml") => 1,
        _ => 0,
    }
}

fn clear(waiting: &Path) -> Result<(), Stop> {
    if fs::kind(waiting)?.is_some() {
        fs::remove_tree(waiting)?;
    }
    Ok(())
}

fn put(path: &Path, bytes: &[u8]) -> fs::Result<()> {
    make_room(path)?;
    fs::write_new(path, bytes)
}

fn make_room(path: &Path) -> fs::Result<()> {
    path.parent().map_or(Ok(()), fs::create_folders)
}

/// Whether an old file must go before the new ones come: one is a folder where the other is a file, or they differ in case only.
fn is_in_the_way(old: &str, files: &[OutputFile]) -> bool {
    let old = names::fold(old);
    let above_old: BTreeSet<&str> = names::above(&old).collect();
    files
        .iter()
        .map(|f| names::fold(&f.path))
        .any(|new| new == old || above_old.contains(new.as_str()) || names::above(&new).any(|f| f == old))
}

fn remove(output: &Path, paths: &[&String]) -> Result<(), Stop> {
    for path in paths {
        fs::remove_file(&output.join(path))?;
        swap::remove_empty_folders(output, path);
    }
    Ok(())
}
