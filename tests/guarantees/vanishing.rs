//! Content that vanishes and comes back while it is read: a build answers with a reason or with a whole site, and never loses the old one.

use crate::chance::Chance;
use crate::place::{SMALL, all, copy, differences, in_process};
use kohyo::build::{Manifest, OutputFile};
use kohyo::cli::Exit;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Takes files and folders away and puts them back, again and again.
fn disturb(content: &Path, stop: &AtomicBool) {
    let mut chance = Chance::new(7);
    let found = kohyo::fs::walk(content).unwrap();
    let paths: Vec<PathBuf> = found.into_iter().map(|f| content.join(f.path)).collect();
    let aside = content.with_extension("aside");
    while !stop.load(Ordering::Relaxed) {
        let path = &paths[chance.below(paths.len())];
        fs::rename(path, &aside).unwrap();
        (0..chance.below(2000)).for_each(|_| thread::yield_now());
        fs::rename(&aside, path).unwrap();
    }
}

#[test]
fn content_that_vanishes_while_it_is_read_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (content, output) = (folder.path().join("content"), folder.path().join("output"));
    copy(SMALL, &content);
    assert_eq!(in_process(&content, &output, &["--draft", "--no-print"]).0, Exit::Fine);
    let whole = all(&output);
    let stop = AtomicBool::new(false);
    let (mut made, mut refused) = (0, 0);
    thread::scope(|scope| {
        let disturber = scope.spawn(|| disturb(&content, &stop));
        // On a busy machine it may take longer until both have happened.
        for turn in 0..2_000 {
            if turn >= 60 && made > 0 && refused > 0 {
                break;
            }
            let before = all(&output);
            let (exit, said) = in_process(&content, &output, &["--draft", "--no-print"]);
            if exit == Exit::Fine {
                made += 1;
                let list = Manifest::read(&output).unwrap().unwrap();
                let files =
                    list.files.keys().map(|path| OutputFile { path: path.clone(), bytes: fs::read(output.join(path)).unwrap().into() });
                assert_eq!(list.files, Manifest::of(&files.collect::<Vec<_>>()).files, "a file is not what its build made");
            } else {
                refused += 1;
                assert!(!said.is_empty(), "nothing was made, and nothing was said about it");
                assert_eq!(differences(&before, &all(&output)), [""; 0]);
            }
        }
        stop.store(true, Ordering::Relaxed);
        disturber.join().unwrap();
    });
    assert!(made > 0 && refused > 0, "{made} made, {refused} refused");
    assert_eq!(in_process(&content, &output, &["--draft", "--no-print"]).0, Exit::Fine);
    assert_eq!(differences(&whole, &all(&output)), [""; 0]);
}
