//! What `install` promises while others read, write, or kill it.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a test that fails must stop, and looks at the disk itself"
)]

use kohyo::build::{OutputFile, install, install_waiting};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A site of which every page tells the build that made it.
fn site(version: u32) -> Vec<OutputFile> {
    let page = |path: &str, text: String| OutputFile { path: path.into(), bytes: text.into() };
    let mut files: Vec<OutputFile> = (0..20).map(|n| page(&format!("p{n}/index.html"), format!("{version}"))).collect();
    files.push(page("index.html", format!("{version}")));
    files.push(page("style.css", "body {}".into()));
    files.push(page(&format!("only/{version}.html"), format!("{version}")));
    files
}

fn read(output: &Path, path: &str) -> String {
    let path = output.join(path);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Reads pages again and again; between two readings of the same top page all other pages must be of that build too.
fn watch(output: &Path, stop: &AtomicBool, seen: &AtomicU32) {
    while !stop.load(Ordering::Relaxed) {
        let before = read(output, "index.html");
        let pages: Vec<String> = (0..20).map(|n| read(output, &format!("p{n}/index.html"))).collect();
        if read(output, "index.html") == before {
            assert!(pages.iter().all(|page| *page == before), "build {before} mixed with {pages:?}");
            seen.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[test]
fn a_reader_sees_the_old_site_or_the_new_one_but_never_a_mixture() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    install(&site(0), &output).unwrap();
    let (stop, seen) = (AtomicBool::new(false), AtomicU32::new(0));
    thread::scope(|scope| {
        let reader = scope.spawn(|| watch(&output, &stop, &seen));
        for version in 1..=50 {
            assert!(install(&site(version), &output).unwrap().at_once);
            thread::sleep(Duration::from_millis(2));
        }
        stop.store(true, Ordering::Relaxed);
        reader.join().unwrap();
    });
    assert!(seen.load(Ordering::Relaxed) > 0, "the reader never saw a whole site between two builds");
}

#[test]
fn builds_at_the_same_time_come_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    thread::scope(|scope| {
        for builder in 0..4 {
            let output = &output;
            scope.spawn(move || (0..10).for_each(|n| drop(install(&site(builder * 10 + n), output).unwrap())));
        }
    });
    let last = read(&output, "index.html");
    assert!((0..20).all(|n| read(&output, &format!("p{n}/index.html")) == last));
    assert_eq!(kohyo::fs::list(&output.join("only")).unwrap(), [PathBuf::from(format!("{last}.html"))]);
    assert_eq!(kohyo::fs::list(folder.path()).unwrap(), [PathBuf::from("output")]);
}

#[test]
fn a_build_that_must_wait_says_so_and_then_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    let lock = kohyo::fs::Lock::take(&folder.path().join(".output.kohyo-lock"), &|| panic!("nobody holds it")).unwrap();
    let (told, is_told) = mpsc::channel();
    let build = thread::spawn({
        let output = output.clone();
        move || install_waiting(&site(1), &output, &|| told.send(()).unwrap()).unwrap()
    });
    is_told.recv_timeout(Duration::from_secs(60)).unwrap();
    assert!(!output.exists());
    drop(lock);
    build.join().unwrap();
    assert_eq!((read(&output, "index.html"), is_told.recv().is_err()), ("1".into(), true));
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    // In the child, where this is set: builds until it is killed.
    const OUTPUT: &str = "KOHYO_TEST_OUTPUT";
    if let Some(output) = std::env::var_os(OUTPUT) {
        for version in 1.. {
            install(&site(version), Path::new(&output)).unwrap();
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    install(&site(0), &output).unwrap();
    fs::write(output.join("mine.txt"), "mine").unwrap();
    for delay in 0..20 {
        let myself = std::env::current_exe().unwrap();
        let test = "a_killed_build_leaves_the_old_site_or_the_new_one";
        let mut child =
            Command::new(myself).args(["--exact", test]).env(OUTPUT, &output).stdout(std::process::Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_micros(8_000 + 2_731 * delay));
        child.kill().unwrap();
        child.wait().unwrap();
        let version = read(&output, "index.html");
        assert!((0..20).all(|n| read(&output, &format!("p{n}/index.html")) == version));
        assert_eq!(read(&output, "mine.txt"), "mine");
    }
    install(&site(0), &output).unwrap();
    assert_eq!(kohyo::fs::list(folder.path()).unwrap(), [PathBuf::from("output")]);
    assert_eq!((read(&output, "index.html"), read(&output, "mine.txt")), ("0".into(), "mine".into()));
}
