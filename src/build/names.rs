//! Which paths may be written: none that leaves the output, none that some system cannot store, no two that some system takes for one.

use super::{OutputFile, refusal};
use crate::diagnostic::Diagnostic;
use crate::lang::Words;
use crate::words;
use std::borrow::Cow;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Names that Windows keeps for devices, with or without an ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A path as the most forgetful file system sees it: composed, and in small letters.
pub fn fold(path: &str) -> Cow<'_, str> {
    if is_small(path) { Cow::Borrowed(path) } else { Cow::Owned(path.nfc().flat_map(char::to_lowercase).collect()) }
}

/// A name in small letters.
fn small(name: &str) -> Cow<'_, str> {
    if is_small(name) { Cow::Borrowed(name) } else { Cow::Owned(name.to_lowercase()) }
}

/// Whether a text is in small letters, and in such as have one form only.
fn is_small(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase())
}

/// The folders above a path, outermost first: `a/b/c` → `a`, `a/b`.
pub fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Everything that is wrong with the paths of the files.
pub fn problems(files: &[OutputFile]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = files.iter().filter_map(|f| reason(&f.path).map(|why| refusal::bad_path(&f.path, why))).collect();
    let folded: Vec<Cow<str>> = files.iter().map(|f| fold(&f.path)).collect();
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    for (file, folded) in files.iter().zip(&folded) {
        if let Some(first) = taken.insert(folded, &file.path) {
            found.push(refusal::bad_path(&file.path, twice(first, &file.path)));
        }
    }
    for (file, folded) in files.iter().zip(&folded) {
        if let Some(first) = above(folded).find_map(|folder| taken.get(folder)) {
            found.push(refusal::bad_path(
                &file.path,
                words!("「{first}」はファイルなので、その下にファイルを置けません。", "{first} is a file, so nothing can stand below it"),
            ));
        }
    }
    found
}

fn twice(first: &str, second: &str) -> Words {
    if first == second {
        words!("同じパスに二つのファイルを書き出すことになります。", "two files would be written to this path")
    } else {
        words!(
            "「{first}」と大文字・小文字などしか違わず、WindowsやmacOSでは同じファイルになります。",
            "it differs from {first} only in case or composition: one file on Windows and macOS"
        )
    }
}

/// Why a path must not be written, if so.
pub fn reason(path: &str) -> Option<Words> {
    if path.contains('\\') {
        return Some(words!("円記号（バックスラッシュ）が入っています。", "it contains a backslash"));
    }
    if path.starts_with('/') {
        return Some(words!("スラッシュで始まっていて、出力先の外を指します。", "it begins with a slash and leaves the output"));
    }
    path.split('/').find_map(segment)
}

/// Why one name of a path cannot be used, if so.
fn segment(name: &str) -> Option<Words> {
    let stem = small(name.split('.').next().unwrap_or("").trim_end());
    if name == ".." {
        Some(words!("「..」が入っていて、出力先の外を指すことがあります。", "it contains .. and may leave the output"))
    } else if name.is_empty() || name == "." {
        Some(words!("名前の空いた部分があります。", "a part of it has no name"))
    } else if name.chars().any(char::is_control) {
        Some(words!("目に見えない制御文字が入っています。", "it contains a control character"))
    } else if let Some(bad) = name.chars().find(|c| "<>:\"|?*".contains(*c)) {
        Some(words!("ファイル名に使えない文字「{bad}」が入っています。", "it contains {bad}, which file names cannot hold"))
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        Some(words!("名前が空白で始まるか、空白か点で終わっています。", "a name begins with a space, or ends with a space or a dot"))
    } else if is_device(&stem) {
        Some(words!("「{name}」はWindowsが装置の名前として使っています。", "{name} is the name of a device on Windows"))
    } else if name.len() > 255 {
        Some(words!("名前が長すぎます（255バイトまで）。", "a name is longer than 255 bytes"))
    } else if small(name) == ".kohyo" {
        Some(words!("「.kohyo」はkohyoが管理に使うフォルダーです。", ".kohyo is where kohyo keeps its own records"))
    } else {
        None
    }
}

fn is_device(stem: &str) -> bool {
    let port = |kind| {
        stem.strip_prefix(kind).is_some_and(|n: &str| matches!(n, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
    };
    DEVICES.contains(&stem) || port("com") || port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> Vec<OutputFile> {
        paths.iter().map(|p| OutputFile { path: (*p).into(), bytes: Vec::new().into() }).collect()
    }

    #[test]
    fn ordinary_paths_may_be_written() {
        for path in [
            "index.html",
            "privacy/index.html",
            "assets/site.0a1b.css",
            "bulletins/掲示用.pdf",
            ".nojekyll",
            "console/index.html",
            "com10/a",
        ] {
            assert_eq!(reason(path), None, "{path}");
        }
    }

    #[test]
    fn paths_that_leave_the_output_or_some_system_are_refused() {
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../../x",
            "a//b",
            "a/",
            "./a",
            "a\\b",
            "C:/x",
            "a\u{0}b",
            "a\nb",
            "nul",
            "Con.html",
            "x/COM1.txt",
            "a ",
            "a.",
            " a",
            ".kohyo/x",
            ".KOHYO/x",
        ] {
            assert!(reason(path).is_some(), "{path:?}");
        }
        assert!(reason(&"あ".repeat(86)).is_some());
        assert!(reason(&"あ".repeat(85)).is_none());
    }

    #[test]
    fn two_files_that_some_system_takes_for_one_are_refused() {
        assert_eq!(problems(&files(&["a.html", "b/a.html"])), []);
        for pair in [
            ["a.html", "a.html"],
            ["Guide/x", "guide/X"],
            ["が.html", "か\u{3099}.html"],
            ["ａ.html", "Ａ.html"],
            ["a", "a/b"],
            ["a/b", "A"],
        ] {
            assert_eq!(problems(&files(&pair)).len(), 1, "{pair:?}");
        }
    }
}
