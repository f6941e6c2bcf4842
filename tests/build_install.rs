//! What `install` promises about an output folder, one promise a test.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a test that fails must stop, and looks at the disk itself"
)]

use kohyo::build::{Installed, MANIFEST, OutputFile, Stop, install};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

fn files(files: &[(&str, &str)]) -> Vec<OutputFile> {
    files.iter().map(|(path, text)| OutputFile { path: (*path).into(), bytes: (*text).into() }).collect()
}

fn output() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    (folder, output)
}

fn put(output: &Path, given: &[(&str, &str)]) -> Installed {
    install(&files(given), output).unwrap()
}

fn text(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).unwrap()
}

/// Everything in a folder, without kohyo's records.
fn tree(folder: &Path) -> Vec<String> {
    let found = kohyo::fs::walk(folder).unwrap();
    found.iter().map(|f| f.path.to_str().unwrap().to_owned()).filter(|p| !p.starts_with(".kohyo")).collect()
}

/// What lies beside the output: nothing may be left there.
fn beside(output: &Path) -> Vec<PathBuf> {
    let names = kohyo::fs::list(output.parent().unwrap()).unwrap();
    names.into_iter().filter(|n| n != output.file_name().unwrap()).collect()
}

/// The codes of a refusal.
fn refused(result: Result<Installed, Stop>) -> Vec<&'static str> {
    match result {
        Err(Stop::Refused(problems)) => problems.iter().map(|p| p.code).collect(),
        other => panic!("not refused: {other:?}"),
    }
}

const LONG_AGO: Duration = Duration::from_secs(1_000_000_000);

fn make_old(path: &Path) -> SystemTime {
    let time = SystemTime::UNIX_EPOCH + LONG_AGO;
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    time
}

fn modified(path: impl AsRef<Path>) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn a_new_output_holds_just_the_files() {
    let (_folder, output) = output();
    let done = put(&output, &[("index.html", "top"), ("privacy/index.html", "privacy")]);
    assert_eq!(tree(&output), ["index.html", "privacy", "privacy/index.html"]);
    assert_eq!(text(output.join("privacy/index.html")), "privacy");
    assert_eq!(done.change.added, ["index.html", "privacy/index.html"]);
    assert_eq!(beside(&output), [""; 0].map(PathBuf::from));
}

#[test]
fn folders_above_a_new_output_are_made() {
    let (folder, _) = output();
    put(&folder.path().join("a/b/output"), &[("index.html", "1")]);
    assert_eq!(text(folder.path().join("a/b/output/index.html")), "1");
}

#[test]
fn unchanged_files_keep_their_date_and_inode() {
    let (_folder, output) = output();
    put(&output, &[("index.html", "1"), ("style.css", "a{}")]);
    let old = make_old(&output.join("style.css"));
    let done = put(&output, &[("index.html", "2"), ("style.css", "a{}")]);
    assert_eq!(text(output.join("index.html")), "2");
    assert_eq!(modified(output.join("style.css")), old);
    assert_eq!((done.change.changed, done.at_once), (vec!["index.html".to_owned()], true));
}

#[test]
fn the_same_again_touches_nothing_at_all() {
    let (_folder, output) = output();
    let site = [("index.html", "1"), ("a/b.css", "x")];
    put(&output, &site);
    let before: Vec<_> = kohyo::fs::walk(&output).unwrap().iter().map(|f| modified(output.join(&f.path))).collect();
    let root = modified(&output);
    let done = put(&output, &site);
    let after: Vec<_> = kohyo::fs::walk(&output).unwrap().iter().map(|f| modified(output.join(&f.path))).collect();
    assert!(done.change.is_nothing());
    assert_eq!((before, root), (after, modified(&output)));
}

#[test]
fn pages_whose_source_is_gone_vanish_with_their_folders() {
    let (_folder, output) = output();
    put(&output, &[("index.html", "1"), ("old/page/index.html", "x")]);
    let done = put(&output, &[("index.html", "1")]);
    assert_eq!(tree(&output), ["index.html"]);
    assert_eq!(done.change.removed, ["old/page/index.html"]);
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let (_folder, output) = output();
    put(&output, &[("a", "file"), ("b/c", "file")]);
    put(&output, &[("a/c", "file"), ("b", "file")]);
    assert_eq!(tree(&output), ["a", "a/c", "b"]);
}

#[cfg(unix)]
#[test]
fn what_kohyo_did_not_write_stays_as_it_is() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let (_folder, output) = output();
    put(&output, &[("index.html", "1"), ("privacy/index.html", "p")]);
    fs::write(output.join("robots.txt"), "mine").unwrap();
    fs::write(output.join("privacy/photo.jpg"), "photo").unwrap();
    fs::create_dir_all(output.join("member/empty")).unwrap();
    fs::set_permissions(output.join("member"), fs::Permissions::from_mode(0o750)).unwrap();
    symlink("nowhere", output.join("link")).unwrap();
    make_old(&output.join("robots.txt"));
    let inode = fs::metadata(output.join("robots.txt")).unwrap().ino();
    let folder_date = modified(output.join("member"));
    put(&output, &[("index.html", "2")]);
    assert_eq!(tree(&output), ["index.html", "link", "member", "member/empty", "privacy", "privacy/photo.jpg", "robots.txt"]);
    let kept = fs::metadata(output.join("robots.txt")).unwrap();
    assert_eq!((kept.ino(), kept.mtime()), (inode, LONG_AGO.as_secs() as i64));
    assert_eq!(fs::read_link(output.join("link")).unwrap(), Path::new("nowhere"));
    assert_eq!(fs::metadata(output.join("member")).unwrap().mode() & 0o777, 0o750);
    assert_eq!(modified(output.join("member")), folder_date);
}

#[test]
fn a_folder_of_others_is_refused_and_left_alone() {
    let (_folder, output) = output();
    fs::create_dir(&output).unwrap();
    fs::write(output.join("thesis.doc"), "years of work").unwrap();
    assert_eq!(refused(install(&files(&[("index.html", "1")]), &output)), ["output-not-ours"]);
    assert_eq!(tree(&output), ["thesis.doc"]);
    assert_eq!(beside(&output).len(), 0);
}

#[test]
fn a_folder_with_dot_files_only_counts_as_empty() {
    let (_folder, output) = output();
    fs::create_dir_all(output.join(".git/refs")).unwrap();
    fs::write(output.join(".gitkeep"), "").unwrap();
    put(&output, &[("index.html", "1")]);
    assert_eq!(tree(&output), [".git", ".git/refs", ".gitkeep", "index.html"]);
    assert_eq!(beside(&output).len(), 0);
}

#[test]
fn a_foreign_file_where_a_page_must_go_is_named_and_kept() {
    let (_folder, output) = output();
    put(&output, &[("index.html", "1")]);
    fs::write(output.join("guide"), "mine").unwrap();
    fs::write(output.join("Style.css"), "mine").unwrap();
    let new = [("index.html", "2"), ("guide/index.html", "g"), ("style.css", "s")];
    let Err(Stop::Refused(problems)) = install(&files(&new), &output) else { panic!("not refused") };
    let said: Vec<&str> = problems.iter().map(|p| p.what.en.as_str()).collect();
    assert_eq!(said.len(), 2);
    assert!(said[0].contains("Style.css") && said[1].contains("guide"), "{said:?}");
    assert_eq!((text(output.join("index.html")), text(output.join("guide"))), ("1".into(), "mine".into()));
}

#[test]
fn a_page_changed_by_hand_is_made_anew_and_named() {
    let (_folder, output) = output();
    put(&output, &[("index.html", "1"), ("a.html", "a")]);
    fs::write(output.join("index.html"), "changed by hand").unwrap();
    let done = put(&output, &[("index.html", "1"), ("a.html", "a")]);
    assert_eq!(done.change.edited, ["index.html"]);
    assert_eq!(text(output.join("index.html")), "1");
}

#[test]
fn a_page_removed_by_hand_comes_back() {
    let (_folder, output) = output();
    put(&output, &[("index.html", "1"), ("a.html", "a")]);
    fs::remove_file(output.join("a.html")).unwrap();
    put(&output, &[("index.html", "1"), ("a.html", "a")]);
    assert_eq!(text(output.join("a.html")), "a");
}

#[test]
fn paths_that_leave_the_output_are_refused_before_anything_is_written() {
    let (_folder, output) = output();
    let bad = [("index.html", "1"), ("../escape.html", "x"), ("/etc/x", "x"), ("a\\b", "x"), ("nul", "x"), ("INDEX.html", "x")];
    assert_eq!(refused(install(&files(&bad), &output)), ["output-path"; 5]);
    assert!(!output.exists());
    assert_eq!(beside(&output).len(), 0);
}

#[test]
fn the_root_the_home_and_a_file_are_refused() {
    let (folder, _) = output();
    let site = files(&[("index.html", "1")]);
    assert_eq!(refused(install(&site, Path::new("/"))), ["output-too-high"]);
    assert_eq!(refused(install(&site, &kohyo::fs::home().unwrap())), ["output-too-high"]);
    fs::write(folder.path().join("file"), "x").unwrap();
    assert_eq!(refused(install(&site, &folder.path().join("file"))), ["output-not-a-folder"]);
}

#[test]
fn an_output_with_a_damaged_or_newer_list_is_refused() {
    let (_folder, output) = output();
    put(&output, &[("index.html", "1")]);
    for list in ["{", r#"{"version": 3, "files": {}}"#, r#"{"version": 0, "files": {}}"#] {
        fs::write(output.join(MANIFEST), list).unwrap();
        assert_eq!(refused(install(&files(&[("index.html", "2")]), &output)), ["manifest-unreadable"]);
        assert_eq!(text(output.join("index.html")), "1");
    }
}

#[test]
fn a_list_that_names_files_outside_removes_none_of_them() {
    let (folder, output) = output();
    put(&output, &[("index.html", "1")]);
    fs::write(folder.path().join("outside.txt"), "mine").unwrap();
    let list = text(output.join(MANIFEST)).replace("index.html", "../outside.txt");
    fs::write(output.join(MANIFEST), list).unwrap();
    fs::remove_file(output.join("index.html")).unwrap();
    put(&output, &[("index.html", "2")]);
    assert_eq!(text(folder.path().join("outside.txt")), "mine");
}

#[test]
fn the_same_files_give_the_same_list() {
    let (_f, one) = output();
    let (_g, two) = output();
    put(&one, &[("index.html", "1"), ("a/b.css", "x")]);
    put(&two, &[("old.html", "0")]);
    put(&two, &[("a/b.css", "x"), ("index.html", "1")]);
    assert_eq!(text(one.join(MANIFEST)), text(two.join(MANIFEST)));
}

#[test]
fn what_a_killed_build_left_is_cleared_away() {
    let (folder, output) = output();
    put(&output, &[("index.html", "1")]);
    fs::write(output.join("mine.txt"), "mine").unwrap();
    let half = folder.path().join(".output.kohyo-3");
    put(&half, &[("index.html", "half"), ("a/index.html", "half")]);
    fs::hard_link(output.join("mine.txt"), half.join("mine.txt")).unwrap();
    fs::create_dir(folder.path().join(".output.kohyo-1")).unwrap();
    put(&output, &[("index.html", "2")]);
    assert_eq!(tree(&output), ["index.html", "mine.txt"]);
    assert_eq!(beside(&output).len(), 0);
}

#[test]
fn however_many_builds_were_killed_the_next_one_finds_room() {
    for stands in [true, false] {
        let (folder, output) = output();
        if stands {
            put(&output, &[("index.html", "1")]);
        }
        for n in 1..=9 {
            let half = folder.path().join(format!(".output.kohyo-{n}"));
            // Killed before it had written its list, or after.
            if n % 2 == 0 {
                fs::create_dir_all(half.join("a")).unwrap();
            } else {
                put(&half, &[("index.html", "half")]);
            }
        }
        put(&output, &[("index.html", "2")]);
        assert_eq!((tree(&output), beside(&output).len()), (vec!["index.html".to_owned()], 0), "an output stood: {stands}");
    }
    // What only looks like a leftover is not cleared away, and then there is no room.
    let (folder, output) = output();
    for n in 1..=9 {
        fs::create_dir(folder.path().join(format!(".output.kohyo-{n}"))).unwrap();
        fs::write(folder.path().join(format!(".output.kohyo-{n}/x")), "mine").unwrap();
    }
    assert_eq!(refused(install(&files(&[("index.html", "2")]), &output)), ["staging-taken"]);
    assert_eq!(beside(&output).len(), 9);
}

#[test]
fn files_of_others_in_a_leftover_return_to_the_output() {
    let (folder, output) = output();
    put(&output, &[("index.html", "1")]);
    let left = folder.path().join(".output.kohyo-3");
    put(&left, &[("index.html", "0")]);
    fs::create_dir(left.join("photos")).unwrap();
    fs::write(left.join("photos/late.jpg"), "arrived while the folders were exchanged").unwrap();
    put(&output, &[("index.html", "2")]);
    assert_eq!(tree(&output), ["index.html", "photos", "photos/late.jpg"]);
    assert_eq!(beside(&output).len(), 0);
}

#[test]
fn folders_that_only_look_like_leftovers_stay() {
    let (folder, output) = output();
    put(&output, &[("index.html", "1")]);
    for name in [".output.kohyo-backup", ".output.kohyo-2"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("x"), "mine").unwrap();
    }
    put(&output, &[("index.html", "2")]);
    assert_eq!(beside(&output).len(), 2);
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_is_replaced_where_it_leads() {
    let (folder, _) = output();
    fs::create_dir(folder.path().join("real")).unwrap();
    let link = folder.path().join("link");
    std::os::unix::fs::symlink("real", &link).unwrap();
    put(&link, &[("index.html", "1")]);
    put(&link, &[("index.html", "2")]);
    assert_eq!(text(folder.path().join("real/index.html")), "2");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn an_output_below_a_file_fails_with_the_name() {
    let (folder, _) = output();
    fs::write(folder.path().join("file"), "x").unwrap();
    let Err(Stop::Failed(error)) = install(&files(&[("index.html", "1")]), &folder.path().join("file/output")) else {
        panic!("no failure")
    };
    assert!(error.words().ja.contains("file"), "{error}");
}
