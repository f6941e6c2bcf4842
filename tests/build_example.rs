//! The example society, from its folder to its site, as the program itself builds it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that fails must stop, and looks at the disk itself")]

use kohyo::build::MANIFEST;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs `kohyo build` without printed matter, which has tests of its own: its exit code, output and messages.
fn build(content: &Path, output: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohyo"));
    command
        .arg("build")
        .arg("--content")
        .arg(content)
        .arg("--output")
        .arg(output)
        .arg("--no-print")
        .args(more)
        .env("LC_ALL", "ja_JP.UTF-8");
    let done = command.output().unwrap();
    (done.status.code(), String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
}

fn copy(from: &Path, to: &Path) {
    for found in kohyo::fs::walk(from).unwrap().iter().filter(|f| f.kind == kohyo::fs::Kind::File) {
        let to = to.join(&found.path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from.join(&found.path), to).unwrap();
    }
}

fn list(output: &Path) -> String {
    fs::read_to_string(output.join(MANIFEST)).unwrap()
}

#[test]
fn the_example_builds_without_a_word_of_complaint_and_only_once() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    let (code, said, complaints) = build(Path::new("content"), &output, &[]);
    assert_eq!((code, complaints.as_str()), (Some(0), ""));
    assert!(said.contains(&format!("見るには: {}", output.join("index.html").display())), "{said}");
    let (code, said, _) = build(Path::new("content"), &output, &[]);
    assert!(code == Some(0) && said.contains("変わったファイルはありません"), "{said}");
}

#[test]
fn the_same_content_and_day_give_the_same_bytes_alone_or_among_others() {
    let folder = tempfile::tempdir().unwrap();
    let (many, sites, alone) = (folder.path().join("many"), folder.path().join("sites"), folder.path().join("alone"));
    for name in ["a", "b", "c"] {
        copy(Path::new("content"), &many.join(name));
    }
    assert_eq!(build(&many, &sites, &["--jobs", "3"]).0, Some(0));
    assert_eq!(build(Path::new("content"), &alone, &["--jobs", "1"]).0, Some(0));
    for name in ["a", "b", "c"] {
        assert_eq!(list(&sites.join(name)), list(&alone), "{name}");
    }
}

#[test]
fn a_build_after_a_change_is_the_same_as_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let (content, changed, fresh) = (folder.path().join("content"), folder.path().join("changed"), folder.path().join("fresh"));
    copy(Path::new("content"), &content);
    assert_eq!(build(&content, &changed, &[]).0, Some(0));
    let society = fs::read_to_string(content.join("society.yaml")).unwrap();
    fs::write(content.join("society.yaml"), society.replace("tel: 03-0000-0010", "tel: 03-0000-0099")).unwrap();
    assert_eq!(build(&content, &changed, &[]).0, Some(0));
    assert_eq!(build(&content, &fresh, &[]).0, Some(0));
    assert_eq!(list(&changed), list(&fresh));
    let found = kohyo::fs::walk(&changed).unwrap();
    assert_eq!(found, kohyo::fs::walk(&fresh).unwrap());
    for f in found.iter().filter(|f| f.kind == kohyo::fs::Kind::File) {
        assert_eq!(fs::read(changed.join(&f.path)).unwrap(), fs::read(fresh.join(&f.path)).unwrap(), "{}", f.path.display());
    }
    let page = fs::read_to_string(fresh.join("privacy/requests/index.html")).unwrap();
    assert!(page.contains("03-0000-0099") && !page.contains("03-0000-0010"));
}

#[test]
fn content_that_cannot_be_used_changes_nothing_and_is_shown_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let (content, output) = (folder.path().join("content"), folder.path().join("output"));
    copy(Path::new("content"), &content);
    assert_eq!(build(&content, &output, &[]).0, Some(0));
    let before = list(&output);
    let society = fs::read_to_string(content.join("society.yaml")).unwrap();
    fs::write(content.join("society.yaml"), society.replacen("\ntel: ", "\ntell: ", 1)).unwrap();
    let (code, said, complaints) = build(&content, &output, &[]);
    assert_eq!((code, said.as_str(), list(&output)), (Some(2), "", before));
    assert!(complaints.contains("society.yaml:7:1") && complaints.contains("| ^^^^"), "{complaints}");
}
