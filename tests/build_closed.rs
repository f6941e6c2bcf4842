//! What `install` does in folders that are closed to writing. The superuser may write everywhere, so then it works as nobody.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a test that fails must stop, and looks at the disk itself"
)]

use kohyo::build::{OutputFile, Stop, install};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// A process started by one test inherits the copy another one is writing, and a program open for writing cannot be started ("text file busy").
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

const FOLDER: &str = "KOHYO_TEST_FOLDER";
const NOBODY: u32 = 65534;

fn site(version: &str) -> Vec<OutputFile> {
    let page = |path: &str| OutputFile { path: path.into(), bytes: version.into() };
    vec![page("index.html"), page("a/index.html"), page(&format!("{version}/index.html"))]
}

/// Runs a test in a folder of its own, which `prepare` fills and closes, as someone who may not write everywhere.
fn as_mortal(test: &str, prepare: impl Fn(&Path), check: impl Fn(&Path)) {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return check(Path::new(&folder));
    }
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = tempfile::tempdir().unwrap();
    let work = folder.path().join("work");
    fs::create_dir(&work).unwrap();
    prepare(&work);
    let myself = folder.path().join("myself");
    fs::copy(std::env::current_exe().unwrap(), &myself).unwrap();
    let mut child = Command::new(&myself);
    child.args(["--exact", test]).env(FOLDER, &work).current_dir("/");
    if fs::metadata(&work).unwrap().uid() == 0 {
        give_away(folder.path());
        child.uid(NOBODY).gid(NOBODY);
    }
    let ended = child.output().unwrap();
    mode(&work, 0o755);
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stdout));
}

fn give_away(folder: &Path) {
    chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    for found in kohyo::fs::walk(folder).unwrap() {
        chown(folder.join(found.path), Some(NOBODY), Some(NOBODY)).unwrap();
    }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn text(path: PathBuf) -> String {
    fs::read_to_string(path).unwrap()
}

fn failure(output: &Path) -> String {
    match install(&site("2"), output) {
        Err(Stop::Failed(error)) => error.words().ja,
        other => panic!("no failure: {other:?}"),
    }
}

#[test]
fn a_new_output_in_a_closed_folder_fails_with_the_reason() {
    as_mortal(
        "a_new_output_in_a_closed_folder_fails_with_the_reason",
        |work| mode(work, 0o555),
        |work| assert_eq!(failure(&work.join("output")), format!("「{}」に書き込めません（権限がありません）", work.display())),
    );
}

#[test]
fn a_closed_output_fails_and_stays() {
    as_mortal(
        "a_closed_output_fails_and_stays",
        |work| {
            install(&site("1"), &work.join("output")).unwrap();
            mode(&work.join("output"), 0o555);
        },
        |work| {
            let output = work.join("output");
            assert_eq!(failure(&output), format!("「{}」に書き込めません（権限がありません）", output.display()));
            assert_eq!(text(output.join("index.html")), "1");
        },
    );
}

#[test]
fn an_open_output_in_a_closed_folder_is_replaced_file_by_file() {
    as_mortal(
        "an_open_output_in_a_closed_folder_is_replaced_file_by_file",
        |work| {
            install(&site("1"), &work.join("output")).unwrap();
            fs::write(work.join("output/mine.txt"), "mine").unwrap();
            mode(work, 0o555);
        },
        |work| {
            let output = work.join("output");
            let done = install(&site("2"), &output).unwrap();
            assert!(!done.at_once);
            assert_eq!((text(output.join("index.html")), text(output.join("mine.txt"))), ("2".into(), "mine".into()));
            let found: Vec<String> = kohyo::fs::walk(&output).unwrap().iter().map(|f| f.path.display().to_string()).collect();
            let expected = [".kohyo", ".kohyo/manifest.json", "2", "2/index.html", "a", "a/index.html", "index.html", "mine.txt"];
            assert_eq!(found, expected);
            assert!(install(&site("2"), &output).unwrap().change.is_nothing());
        },
    );
}
