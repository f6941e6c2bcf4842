//! What the tests of the check share: content of a folder, or written as YAML, as a tree.

#![allow(dead_code)]

use kohyo::check::view::tree;
use kohyo::check::{Body, Packs, Rendered, Report, Subject, run};
use kohyo::content::Tree;
use kohyo::diagnostic::Diagnostic;
use std::path::Path;

/// The content of one society.
pub struct Content {
    pub tree: Tree,
    pub bodies: Vec<Body>,
}

/// The built-in packs.
pub fn packs() -> Packs {
    Packs::builtin().unwrap_or_else(|p| panic!("{}", told(&p)))
}

/// What problems say.
pub fn told(problems: &[Diagnostic]) -> String {
    problems.iter().map(|d| format!("{:?}: {}\n", d.place, d.what.ja)).collect()
}

/// Content written as one YAML mapping of stems.
pub fn content(yaml: &str) -> Content {
    let value: serde_json::Value = serde_yaml::from_str(yaml).unwrap_or_else(|e| panic!("{e}"));
    Content { tree: tree(&value), bodies: Vec::new() }
}

/// The files of a content folder as one JSON object by stem, and the bodies of its Markdown pages.
pub fn files(dir: &Path) -> (serde_json::Value, Vec<Body>) {
    let (mut root, mut bodies) = (serde_json::Map::new(), Vec::new());
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
        let entry = entry.unwrap_or_else(|e| panic!("{e}"));
        let path = entry.path().strip_prefix(dir).unwrap_or(entry.path()).display().to_string();
        let text = || std::fs::read_to_string(entry.path()).unwrap_or_else(|e| panic!("{path}: {e}"));
        if let Some(stem) = path.strip_suffix(".yaml") {
            let value = serde_yaml::from_str(&text()).unwrap_or_else(|e| panic!("{path}: {e}"));
            root.insert(stem.to_owned(), value);
        } else if let Some(stem) = path.strip_suffix(".md") {
            let text = text();
            let start = text.find("\n---\n").map_or(0, |i| i + 5);
            let front = text[..start].trim_matches(['-', '\n']);
            root.insert(stem.to_owned(), serde_yaml::from_str(front).unwrap_or_else(|e| panic!("{path}: {e}")));
            bodies.push(Body { stem: stem.to_owned(), file: path.clone(), text: text[start..].to_owned(), start });
        }
    }
    (serde_json::Value::Object(root), bodies)
}

/// A content folder.
pub fn folder(dir: &Path) -> Content {
    let (value, bodies) = files(dir);
    Content { tree: tree(&value), bodies }
}

/// The example society.
pub fn example() -> Content {
    folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"))
}

/// Looks at content on a day.
pub fn check(packs: &Packs, content: &Content, rendered: Option<&Rendered>, day: &str) -> Report {
    let day = day.parse().unwrap_or_else(|e| panic!("{e}"));
    run(
        packs,
        &Subject { name: "例示".to_owned(), path: "content".to_owned(), tree: &content.tree, bodies: &content.bodies, rendered, day },
    )
}

/// The findings, one a line: rule, gravity, path, message.
pub fn lines(report: &Report) -> String {
    let waived = |w: bool| if w { " (waived)" } else { "" };
    report
        .findings
        .iter()
        .map(|f| format!("{:?} {} {}{}\n  {}\n", f.severity, f.rule, f.path, waived(f.waiver.is_some()), f.message.ja))
        .collect()
}
