//! What the tests of the check share: content of a folder or written as YAML, looked at with the built-in packs.

#![allow(dead_code, clippy::panic)]

use kohyo::build::society::compose;
use kohyo::check::view::tree;
use kohyo::check::{Body, Files, Packs, Rendered, Report, Subject, locator, run};
use kohyo::content::{Content, Tree, open};
use kohyo::diagnostic::{Diagnostic, Severity};
use std::path::{Path, PathBuf};

/// The built-in packs.
pub fn packs() -> Packs {
    Packs::builtin().unwrap_or_else(|p| panic!("{}", told(&p)))
}

/// The same with the tests of their rules.
pub fn packs_in_full() -> Packs {
    Packs::in_full().unwrap_or_else(|p| panic!("{}", told(&p)))
}

/// What problems say.
pub fn told(problems: &[Diagnostic]) -> String {
    problems.iter().map(|d| format!("{:?}: {}\n", d.place, d.what.ja)).collect()
}

/// The folder of the example society.
pub fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// A content folder as it was opened.
pub fn opened(dir: &Path) -> Content {
    let content = open(dir);
    assert!(content.usable(), "{}: {}", dir.display(), told(&content.diagnostics));
    content
}

/// Looks at a content folder as the program does: composed, and with places.
pub fn check_folder(packs: &Packs, dir: &Path, day: &str) -> Report {
    check_content(packs, &opened(dir), day)
}

/// The same for a content that was opened.
pub fn check_content(packs: &Packs, content: &Content, day: &str) -> Report {
    let day = day.parse().unwrap_or_else(|e| panic!("{e}"));
    let (Some(edition), Some(read)) = (content.editions.first(), &content.read) else { panic!("nothing to check") };
    let (publications, _) = compose(content, day);
    let rendered = Rendered::of(&publications, &edition.tree);
    let bodies = locator::bodies(read);
    let subject =
        Subject { name: "例示".into(), path: "content".into(), tree: &edition.tree, bodies: &bodies, rendered: Some(&rendered), day };
    let mut report = run(packs, &subject);
    report.locate(&Files { read, folder: "content" });
    report
}

/// Content written as one YAML mapping of stems.
pub fn written(yaml: &str) -> Tree {
    tree(&serde_yaml::from_str(yaml).unwrap_or_else(|e| panic!("{e}")))
}

/// Looks at a tree alone, without pages.
pub fn check_tree(packs: &Packs, tree: &Tree, bodies: &[Body], day: &str) -> Report {
    let day = day.parse().unwrap_or_else(|e| panic!("{e}"));
    run(packs, &Subject { name: "例示".into(), path: "content".into(), tree, bodies, rendered: None, day })
}

/// The findings, one a line: gravity, rule, place, message.
pub fn lines(report: &Report) -> String {
    let line = |f: &kohyo::check::Finding| {
        let at = f.location.as_ref().map(|l| format!("{}:{}:{}", l.file, l.line, l.column)).unwrap_or_default();
        let waived = if f.waiver.is_some() { " (waived)" } else { "" };
        format!("{} {} {at} {}{waived}\n  {}\n", gravity(f.severity), f.rule, f.path, f.message.ja)
    };
    report.findings.iter().map(line).collect()
}

fn gravity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
