//! A small society in a folder of its own, and its problems as text.

use kohyo::content::{Read, Source, read};
use kohyo::diagnostic::{Diagnostic, Place, Severity};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A content folder that holds the two files every society has.
pub struct Society {
    dir: TempDir,
}

impl Society {
    pub fn new() -> Self {
        let society = Society { dir: tempfile::tempdir().expect("a folder") };
        society.file("society.yaml", "name: 例示健康保険組合\n").file("site.yaml", "base_url: https://example.jp/\n")
    }

    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub fn file(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    pub fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        let path = self.dir().join(path);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        self
    }

    pub fn read(&self) -> Result<Read, Vec<Diagnostic>> {
        read(self.dir())
    }
}

/// All problems of a society.
pub fn report(society: &Society) -> String {
    let read = society.read().expect("society.yaml is there");
    if read.diagnostics.is_empty() {
        return "  (nothing)\n".into();
    }
    read.diagnostics.iter().map(|d| diagnostic(&read, d)).collect()
}

fn diagnostic(read: &Read, d: &Diagnostic) -> String {
    let severity = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let at = d.place.as_ref().map_or(String::new(), |p| place(read, p));
    let mut out = format!("{severity}[{}] {at}\n", d.code);
    let parts = [("what", Some(&d.what)), ("label", d.label.as_ref()), ("why", d.why.as_ref()), ("fix", d.fix.as_ref())];
    for (name, words) in parts {
        if let Some(words) = words {
            let _ = writeln!(out, "  {name:5} {}\n        {}", indented(&words.ja), indented(&words.en));
        }
    }
    for (other, words) in &d.others {
        let _ = writeln!(out, "  also  {} {} / {}", place(read, other), words.ja, words.en);
    }
    out
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n        ")
}

/// `purposes.yaml:1:3-1:7 ‹text›`
fn place(read: &Read, place: &Place) -> String {
    let Some(span) = read.span(place) else {
        return match place {
            Place::File(path) => path.escape_debug().to_string(),
            other => format!("{other:?} not found"),
        };
    };
    let source: &Source = read.sources.get(span.file).expect("its file");
    let (start, end) = read.sources.positions(&span).expect("its file");
    let text = read.sources.text(&span).expect("a range of whole characters");
    let text = text.replace('\n', "⏎").replace('\t', "→").replace('\u{3000}', "□").replace('\u{a0}', "~");
    format!("{}:{}:{}-{}:{} ‹{}›", source.path, start.line, start.column, end.line, end.column, text.escape_debug())
}

/// The same with long lines cut.
pub fn shortened(text: &str) -> String {
    let cut = |line: &str| {
        let short: String = line.chars().take(160).collect();
        if short.len() < line.len() { short + "…" } else { short }
    };
    text.lines().map(|l| cut(l) + "\n").collect()
}
