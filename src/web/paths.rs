//! The last look at the paths of the output: none leaves it, none is there twice.

use super::OutputFile;
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::collections::BTreeMap;

/// Reports paths that cannot be written as they are.
pub(super) fn check(files: &[OutputFile], problems: &mut Vec<Diagnostic>) {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for file in files {
        if leaves(&file.path) {
            problems.push(outside(&file.path));
        }
        // Windows and macOS take `A.html` and `a.html` for one.
        *counts.entry(file.path.to_lowercase()).or_default() += 1;
    }
    problems.extend(counts.iter().filter(|(_, count)| **count > 1).map(|(path, _)| twice(path)));
}

/// Whether a path could lead out of the output folder.
fn leaves(path: &str) -> bool {
    path.contains(['\\', ':', '\0']) || path.split('/').any(|part| matches!(part, "" | "." | ".."))
}

fn outside(path: &str) -> Diagnostic {
    Diagnostic::error(
        "path-outside",
        words!("{path} は出力先のフォルダーの中に書けません。", "{path} cannot be written within the output folder."),
    )
    .at(Place::File("site.yaml".to_owned()))
    .fix(words!(
        "path と from は privacy/purposes/ のように、.. や \\ や : を使わずに書いてください。",
        "Write path and from like privacy/purposes/, without .., \\ or :."
    ))
}

fn twice(path: &str) -> Diagnostic {
    Diagnostic::error("same-output", words!("{path} に出力するものが2つあります。", "Two things would be written to {path}."))
        .at(Place::File("site.yaml".to_owned()))
        .why(words!("後から書いたものが先のものを消してしまいます。", "The later one would overwrite the earlier one."))
        .fix(words!(
            "site.yaml の pages の path と redirects の from が重ならないようにしてください。",
            "See that no path of pages and from of redirects in site.yaml are the same."
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(paths: &[&str]) -> Vec<&'static str> {
        let files: Vec<OutputFile> = paths.iter().map(|p| OutputFile { path: (*p).to_owned(), bytes: Vec::new().into() }).collect();
        let mut problems = Vec::new();
        check(&files, &mut problems);
        problems.into_iter().map(|p| p.code).collect()
    }

    #[test]
    fn paths_stay_within_the_output() {
        assert_eq!(codes(&["index.html", "privacy/index.html"]), [""; 0]);
        assert_eq!(codes(&["../index.html"]), ["path-outside"]);
        assert_eq!(codes(&["a//b.html", "/b.html", "c:/d.html", "a\\b.html"]), ["path-outside"; 4]);
    }

    #[test]
    fn no_path_twice() {
        assert_eq!(codes(&["a/index.html", "A/index.html"]), ["same-output"]);
    }
}
