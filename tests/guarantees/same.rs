//! The same content and day give the same bytes: in another folder, for another user, in another language and time zone, with one thread or many.

use crate::place::{KOHYO, SMALL, all, command, copy, differences};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn folder_user_language_zone_and_threads_change_no_byte() {
    let here = tempfile::tempdir().unwrap();
    let output = here.path().join("output");
    let told = command(Path::new(SMALL), &output, &["--draft", "--no-print", "--jobs", "1"]).env("TZ", "Asia/Tokyo").output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let expected = all(&output);

    let settings: [&[(&str, &str)]; 4] = [
        &[("LC_ALL", "C"), ("TZ", "America/Los_Angeles"), ("RAYON_NUM_THREADS", "8")],
        &[("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati"), ("RAYON_NUM_THREADS", "2")],
        &[("LC_ALL", "en_US.UTF-8"), ("LANG", "C"), ("TZ", ""), ("SOURCE_DATE_EPOCH", "1")],
        &[("LC_ALL", "ja_JP.UTF-8"), ("TZ", ":no/such/zone"), ("HOME", "/nonexistent"), ("NO_COLOR", "1")],
    ];
    for (i, variables) in settings.into_iter().enumerate() {
        let elsewhere = here.path().join(format!("ほかの 場所{i}/深い/所"));
        copy(SMALL, &elsewhere.join("原稿"));
        let mut other = Command::new(KOHYO);
        other.current_dir(&elsewhere).args(["build", "--draft", "--no-print", "--content", "原稿", "--output", "出力", "--jobs", "4"]);
        let done = other.envs(variables.iter().copied()).output().unwrap();
        assert!(done.status.success(), "{variables:?}: {}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(differences(&expected, &all(&elsewhere.join("出力"))), [""; 0], "{variables:?}");
    }
}

/// Only the superuser can become somebody else; an ordinary user is somebody else than whoever made the output of the example.
#[cfg(unix)]
#[test]
fn another_user_makes_the_same_bytes() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    let here = tempfile::tempdir().unwrap();
    let mine = here.path().join("mine");
    assert!(command(Path::new(SMALL), &mine, &["--draft", "--no-print"]).output().unwrap().status.success());
    let theirs = here.path().join("theirs");
    fs::create_dir(&theirs).unwrap();
    copy(SMALL, &theirs.join("content"));
    let program = theirs.join("kohyo");
    fs::copy(KOHYO, &program).unwrap();
    let mut other = Command::new("sh");
    other.args(["-c", "umask 077; exec ./kohyo build --draft --no-print --content content --output output"]).current_dir(&theirs);
    if fs::metadata(&theirs).unwrap().uid() == 0 {
        fs::set_permissions(here.path(), fs::Permissions::from_mode(0o755)).unwrap();
        for path in [theirs.clone(), theirs.join("content")]
            .into_iter()
            .chain(kohyo::fs::walk(&theirs).unwrap().into_iter().map(|f| theirs.join(f.path)))
        {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        other.uid(NOBODY).gid(NOBODY);
    }
    let done = other.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(differences(&all(&mine), &all(&theirs.join("output"))), [""; 0]);
}
