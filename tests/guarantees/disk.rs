//! A disk that is full, at whatever moment, leaves the old site byte for byte.

use crate::place::{KOHYO, Two, all, build, differences, ended, two};
use std::fs;
use std::path::Path;
use std::process::Command;

const FOLDER: &str = "KOHYO_TEST_FULL_DISK";

/// A small disk of memory, in a space of mounts that ends with the process.
#[test]
fn a_full_disk_leaves_the_old_site() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return fill_up(Path::new(&folder));
    }
    let disk = tempfile::tempdir().unwrap();
    let myself = std::env::current_exe().unwrap();
    // The superuser needs no user space of his own, and might be refused one.
    let spaces = [&["--mount"][..], &["--mount", "--map-root-user"]];
    let mut refused = Vec::new();
    for space in spaces {
        let mut child = Command::new("unshare");
        child.args(space).args(["sh", "-c", "mount -t tmpfs -o size=6m tmpfs \"$0\" && exec \"$@\""]);
        child.arg(disk.path()).arg(&myself).args(["--exact", "disk::a_full_disk_leaves_the_old_site"]).env(FOLDER, disk.path());
        match child.output() {
            Ok(done) if done.status.success() => return,
            Ok(done) if String::from_utf8_lossy(&done.stdout).contains("running 1 test") => {
                panic!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr))
            }
            Ok(done) => refused.push(String::from_utf8_lossy(&done.stderr).trim().to_owned()),
            Err(e) => refused.push(e.to_string()),
        }
    }
    // Where nobody may mount: files that may not grow fail in the same way, in the middle of writing.
    println!("no small disk could be mounted ({refused:?}): limits of file sizes stand for it");
    limited();
}

/// Fills a disk but for a little, builds, and makes it less little until a build succeeds.
fn fill_up(disk: &Path) {
    let Two { folder: _folder, contents, outputs } = two();
    let output = disk.join("output");
    assert_eq!(build(&contents[0], &output, &["--draft", "--no-print"]).0, 0);
    let ballast = disk.join("ballast");
    let mut failed = 0;
    for free in (0..).map(|step| step * 48 * 1024) {
        fs::write(&ballast, vec![0; 8 << 20]).unwrap_err();
        let full = fs::metadata(&ballast).unwrap().len();
        fs::OpenOptions::new().write(true).open(&ballast).unwrap().set_len(full.saturating_sub(free)).unwrap();
        let (code, said) = build(&contents[1], &output, &["--draft", "--no-print"]);
        if code == 0 {
            break;
        }
        failed += 1;
        assert!(code == 3 && said.contains("空き"), "{free}: {code}\n{said}");
        assert_eq!(differences(&outputs[0], &all(&output)), [""; 0], "with {free} bytes free");
        let beside = kohyo::fs::list(disk).unwrap();
        assert!(
            beside.iter().all(|name| !name.display().to_string().starts_with(".output.kohyo-") || name.extension().is_none()),
            "{beside:?}"
        );
    }
    assert!(failed > 3, "the disk was full only {failed} times");
    assert_eq!(differences(&outputs[1], &all(&output)), [""; 0]);
}

#[test]
fn a_file_that_may_not_grow_leaves_the_old_site() {
    limited();
}

/// The same by limits of the size of files, which need no rights at all.
fn limited() {
    let Two { folder, contents, outputs } = two();
    let output = folder.path().join("output");
    assert_eq!(build(&contents[0], &output, &["--draft", "--no-print"]).0, 0);
    let mut failed = 0;
    // In blocks of 512 bytes, or of 1024 in some shells.
    for blocks in [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 100_000] {
        let mut limited = Command::new("sh");
        limited.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""), KOHYO, "build", "--draft", "--no-print"]);
        limited.arg("--content").arg(&contents[1]).arg("--output").arg(&output).env("LC_ALL", "ja_JP.UTF-8");
        // Messages go to a pipe, which has no size.
        let (code, said) = ended(limited.output().unwrap());
        if code == 0 {
            assert_eq!(differences(&outputs[1], &all(&output)), [""; 0]);
            break;
        }
        failed += 1;
        assert_eq!(code, 3, "{blocks}: {said}");
        assert_eq!(differences(&outputs[0], &all(&output)), [""; 0], "{blocks} blocks");
    }
    assert!(failed > 3 && differences(&outputs[1], &all(&output)).is_empty(), "{failed} builds failed");
}
