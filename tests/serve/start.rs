//! How it starts, and how it ends.

use crate::program::{Preview, SMALL, copy, kohyo};
use std::net::TcpListener;
use std::process::Stdio;

#[test]
fn a_port_that_was_asked_for_and_is_taken_is_an_error_that_tells_the_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let done = kohyo(&["serve", "--content", SMALL, "--port", &port]).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(said.contains(&format!("ポート {port} は、ほかのプログラムが使っています")) && said.contains("直し方"), "{said}");
}

#[cfg(unix)]
#[test]
fn without_a_port_the_next_free_one_is_taken_and_ctrl_c_ends_it_well() {
    let folder = || {
        let folder = tempfile::tempdir().unwrap();
        copy(SMALL, &folder.path().join("content"));
        folder
    };
    // Later arguments win over those that the support gives.
    let first = Preview::of(SMALL);
    let second = Preview::start(folder(), &[]);
    assert_ne!(first.at, second.at);
    assert!(first.at.ip().is_loopback());
    let _live = first.live("live/0/");
    assert_eq!(first.end(), Some(0));
    assert_eq!(second.end(), Some(0));
}

#[test]
fn nothing_to_show_is_said_and_nothing_is_served() {
    let empty = tempfile::tempdir().unwrap();
    let done = kohyo(&["serve", "--content", empty.path().to_str().unwrap(), "--port", "0"]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    let done = kohyo(&["serve", "--content", SMALL, "--port", "0", "--host", "203.0.113.7"]).output().unwrap();
    assert_eq!(done.status.code(), Some(2), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(String::from_utf8_lossy(&done.stderr).contains("--host"));
}

#[test]
fn it_speaks_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    copy(SMALL, &folder.path().join("content"));
    let english = Preview::start(folder, &["--lang", "en"]);
    assert!(english.get("/").text().contains("Check before publication"));
    let mut live = english.live("live/0/");
    let news = live.hear_until(crate::program::is_checked);
    assert!(news["panel"]["status"].as_str().unwrap().contains("errors"), "{news}");
    assert!(Preview::of(SMALL).get("/").text().contains("公表前点検"));
}

#[test]
fn nothing_is_written_anywhere() {
    let preview = Preview::of(SMALL);
    let mut live = preview.live("live/0/");
    live.hear_until(crate::program::is_checked);
    preview.get("/");
    let names: Vec<_> = std::fs::read_dir(preview.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["content"]);
}
