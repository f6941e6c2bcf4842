//! Nothing outside of the output folder is written, whatever the content says, and what is not kohyo's stays.

use crate::place::{SMALL, all, build, change, copy, differences};
use std::fs;
use std::path::Path;

/// A desk with content, and things around the output that nobody may touch.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(SMALL, &folder.path().join("content"));
    fs::create_dir_all(folder.path().join("outside/index.html")).unwrap();
    fs::write(folder.path().join("outside.txt"), "outside").unwrap();
    folder
}

/// Builds, and shows that nothing but the output changed. Answers the exit code and the messages.
fn only_the_output_changes(folder: &Path) -> (i32, String) {
    let around = |folder: &Path| {
        let mut all = all(folder);
        all.retain(|path, _| !path.starts_with("output"));
        all
    };
    let before = around(folder);
    let done = build(&folder.join("content"), &folder.join("output"), &["--draft", "--no-print"]);
    assert_eq!(differences(&before, &around(folder)), [""; 0], "{}", done.1);
    done
}

#[test]
fn paths_of_the_content_never_lead_out() {
    for path in [
        "../outside/",
        "/outside/",
        "a/../../outside/",
        "..\\\\outside/",
        "C:/outside/",
        "a\\nb/",
        "%2e%2e/outside/",
        ".kohyo/",
        "a/./b/",
        "con/",
        "~/x/",
    ] {
        let desk = desk();
        change(&desk.path().join("content/site.yaml"), "path: about/", &format!("path: \"{path}\""));
        let (code, said) = only_the_output_changes(desk.path());
        assert!(code == 2 && !desk.path().join("output").exists() || code == 0, "{path}: {code} {said}");
        assert!(code == 2 || path.starts_with('%') || path.starts_with('~'), "{path} was written");
    }
}

#[test]
fn redirects_and_files_never_lead_out() {
    for from in ["../outside.txt", "/etc/x.html", "a\\n.html", "../outside/index.html"] {
        let desk = desk();
        let site = desk.path().join("content/site.yaml");
        let text = fs::read_to_string(&site).unwrap();
        let redirects = format!("\n  - {{from: \"{from}\", to: about}}");
        let changed = match text.find("redirects:") {
            Some(at) => format!(
                "{}{redirects}{}",
                &text[..at + 10],
                text[at + 10..].split_once('\n').map_or(String::new(), |(first, rest)| if first.trim().is_empty() {
                    format!("\n{rest}")
                } else {
                    String::new()
                })
            ),
            None => format!("{text}redirects:{redirects}\n"),
        };
        fs::write(&site, changed).unwrap();
        let (code, said) = only_the_output_changes(desk.path());
        assert_eq!(code, 2, "{from}: {said}");
    }
    for file in ["../outside.txt", "/etc/hostname", "pia\\n.pdf"] {
        let desk = desk();
        let files = desk.path().join("content/files.yaml");
        let text = fs::read_to_string(&files).unwrap().replace("pia.pdf", "PIA");
        fs::write(&files, text.replace("file: PIA", &format!("file: \"{file}\"")).replace("PIA", "pia.pdf")).unwrap();
        let (code, said) = only_the_output_changes(desk.path());
        assert_eq!(code, 2, "{file}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn links_in_the_content_never_lead_out() {
    use std::os::unix::fs::symlink;
    let desk = desk();
    let secret = desk.path().join("outside.txt");
    fs::remove_file(desk.path().join("content/files/pia.pdf")).unwrap();
    symlink(&secret, desk.path().join("content/files/pia.pdf")).unwrap();
    let (code, said) = only_the_output_changes(desk.path());
    let leaked = code == 0 && all(&desk.path().join("output")).values().any(|held| held == b"outside");
    assert!(!leaked, "a file from outside of the content was published: {said}");
    // The output is a link: what it leads to is replaced, and nothing beside it.
    let other = self::desk();
    fs::create_dir(other.path().join("real")).unwrap();
    symlink("real", other.path().join("output")).unwrap();
    assert_eq!(build(&other.path().join("content"), &other.path().join("output"), &["--draft", "--no-print"]).0, 0);
    assert!(other.path().join("real/index.html").is_file() && other.path().join("output").is_symlink());
}

#[cfg(unix)]
#[test]
fn names_of_every_kind_stay_as_they_are() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = desk();
    let output = desk.path().join("output");
    assert_eq!(build(&desk.path().join("content"), &output, &["--draft", "--no-print"]).0, 0);
    let mine: [&[u8]; 5] = ["改行\nの 名前\t.txt".as_bytes(), b"not-\xff-text", b"-rf", b"\x1b[31m", "。".as_bytes()];
    for name in mine {
        fs::write(output.join(OsStr::from_bytes(name)), "mine").unwrap();
        fs::create_dir_all(output.join("about").join(OsStr::from_bytes(name))).unwrap();
    }
    change(&desk.path().join("content/society.yaml"), "例示", "例示第二");
    let (code, said) = only_the_output_changes(desk.path());
    assert_eq!(code, 0, "{said}");
    for name in mine {
        assert_eq!(fs::read(output.join(OsStr::from_bytes(name))).unwrap(), b"mine");
        assert!(output.join("about").join(OsStr::from_bytes(name)).is_dir());
    }
    // A name in the content that is no word is refused or passed over, and said without moving the cursor.
    fs::write(desk.path().join("content").join(OsStr::from_bytes("notices/\x1b[2J\nx.yaml".as_bytes())), "kind: news\n").unwrap();
    let (_, said) = only_the_output_changes(desk.path());
    assert!(!said.contains('\x1b'), "{said:?}");
}
