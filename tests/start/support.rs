//! What the tests of starting share: folders that are written, filled, opened and checked.

use kohyo::build::society::look;
use kohyo::check::{Packs, Report};
use kohyo::diagnostic::{Diagnostic, Severity};
use kohyo::init::{NewFile, blanks};
use std::fs;
use std::path::Path;

/// The day of the law.
pub const DAY: jiff::civil::Date = jiff::civil::date(2026, 12, 1);

/// The text with an example, or nothing, in place of every blank: what a clerk does.
pub fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut end = 0;
    for blank in blanks(text) {
        out.push_str(&text[end..blank.range.start]);
        out.push_str(blank.example.unwrap_or_default());
        end = blank.range.end;
    }
    out + &text[end..]
}

/// Writes files into a folder.
pub fn write(dir: &Path, files: &[NewFile]) {
    for file in files {
        let path = dir.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
        fs::write(path, &file.text).expect("a file");
    }
}

/// What the program says of a folder: problems of the content, and the check.
pub fn looked(packs: &Packs, dir: &Path) -> (Vec<Diagnostic>, Option<Report>) {
    let looked = look(dir, packs, Some(DAY), DAY);
    (looked.diagnostics, looked.report)
}

/// Everything that is more than a remark, one a line.
pub fn complaints(packs: &Packs, dir: &Path) -> String {
    let (diagnostics, report) = looked(packs, dir);
    let mut out: Vec<String> = diagnostics.iter().map(|d| format!("{} {}", d.code, d.what.ja)).collect();
    let report = report.expect("content that can be checked");
    out.extend(report.faults().map(|r| format!("fault {}", r.rule)));
    for f in report.findings.iter().filter(|f| f.severity != Severity::Info) {
        let at = f.location.as_ref().map(|l| format!("{}:{}", l.file, l.line)).unwrap_or_default();
        out.push(format!("{} {at} {} {}", f.rule, f.path, f.message.ja));
    }
    out.join("\n")
}

/// All files of a folder, by their path in it.
pub fn files(dir: &Path) -> Vec<String> {
    let all = kohyo::fs::walk(dir).expect("a folder");
    all.into_iter().filter(|f| f.kind == kohyo::fs::Kind::File).map(|f| f.path.display().to_string()).collect()
}
