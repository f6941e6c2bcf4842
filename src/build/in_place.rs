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
    let bytes: BTreeMap<&str, &[u8]> = files.iter().map(|f| (f.path.as_str(), &*f.bytes)).collect();
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
    files.iter().map(|f| names::fold(&f.path)).any(|new| new == old || above_old.contains(&*new) || names::above(&new).any(|f| f == old))
}

fn remove(output: &Path, paths: &[&String]) -> Result<(), Stop> {
    for path in paths {
        fs::remove_file(&output.join(path))?;
        swap::remove_empty_folders(output, path);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that fails must stop")]

    use super::*;
    use crate::build::{MANIFEST, install};

    fn files(files: &[(&str, &str)]) -> Vec<OutputFile> {
        files.iter().map(|(path, text)| OutputFile { path: (*path).into(), bytes: (*text).into() }).collect()
    }

    /// What stands after the first files were exchanged for the second, file by file.
    fn exchanged(old: &[(&str, &str)], foreign: &[&str], new: &[(&str, &str)]) -> Vec<(String, String)> {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("output");
        install(&files(old), &output).unwrap();
        for path in foreign {
            put(&output.join(path), b"mine").unwrap();
        }
        let new = files(new);
        let standing = Standing::read(&output).unwrap();
        let change = Change::between(&output, &standing, &new).unwrap();
        replace(&output, &standing, &new, &change, &Manifest::of(&new)).unwrap();
        assert_eq!(Manifest::read(&output).unwrap(), Some(Manifest::of(&new)));
        let found = fs::walk(&output).unwrap().into_iter().filter(|f| f.kind == fs::Kind::File && f.path != Path::new(MANIFEST));
        found.map(|f| (f.path.display().to_string(), String::from_utf8(fs::read(&output.join(&f.path)).unwrap()).unwrap())).collect()
    }

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect()
    }

    #[test]
    fn files_come_change_and_go_and_foreign_ones_stay() {
        let old = [("a/old.html", "1"), ("index.html", "1"), ("style.css", "1")];
        let new = [("b/new.html", "2"), ("index.html", "2"), ("style.css", "1")];
        let expected = [("b/new.html", "2"), ("index.html", "2"), ("photos/x.jpg", "mine"), ("style.css", "1")];
        assert_eq!(exchanged(&old, &["photos/x.jpg"], &new), owned(&expected));
    }

    #[test]
    fn a_page_may_become_a_folder_and_a_folder_a_page() {
        let new = [("a/c", "2"), ("b", "2")];
        assert_eq!(exchanged(&[("a", "1"), ("b/c/d", "1")], &[], &new), owned(&new));
    }

    #[test]
    fn a_name_may_change_in_case_only() {
        assert_eq!(exchanged(&[("Guide.html", "1")], &[], &[("guide.html", "1")]), owned(&[("guide.html", "1")]));
    }

    #[test]
    fn pages_come_after_what_they_need() {
        let mut paths = ["index.html", "a/index.html", "assets/site.css", "feed.xml", "data/disclosure.json"];
        paths.sort_by_key(|path| (turn(path), *path));
        assert_eq!(paths, ["assets/site.css", "data/disclosure.json", "a/index.html", "feed.xml", "index.html"]);
    }

    #[test]
    fn a_build_that_was_killed_midway_is_taken_up_again() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("output");
        let (old, new) = (files(&[("index.html", "1"), ("old.html", "1")]), files(&[("index.html", "2"), ("new.html", "2")]));
        install(&old, &output).unwrap();
        // As it is when the list of both and one new page are there, and others wait.
        Manifest::of(&old).with(&Manifest::of(&new)).write(&output).unwrap();
        fs::write(&output.join("new.html"), b"2").unwrap();
        put(&output.join(".kohyo/new/index.html"), b"2").unwrap();
        install(&new, &output).unwrap();
        let found: Vec<String> = fs::walk(&output).unwrap().iter().map(|f| f.path.display().to_string()).collect();
        assert_eq!(found, [".kohyo", ".kohyo/manifest.json", "index.html", "new.html"]);
        assert_eq!(fs::read(&output.join("index.html")).unwrap(), b"2");
    }
}
