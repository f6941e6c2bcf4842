//! Whatever happens to lines and values of a content folder: it is opened, composed and reported without panic and soon.

use crate::folder::open;
use kohyo::lang::Lang;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Values of every type, and texts that mean something.
const VALUES: &[&str] = &[
    "3",
    "-1",
    "1.5",
    "true",
    "文",
    "\"\"",
    "[]",
    "{}",
    "[a, b]",
    "{a: b}",
    "[[一], [二]]",
    "{none: true}",
    "{none: ありません}",
    "{elsewhere: \"<page:top>\"}",
    "{on_request: privacy}",
    "society",
    "\"<item:a>\"",
    "\"[前項](item:pay-benefits)と<field:name>\"",
    "\"<field:items>\"",
    "\"policy:references\"",
    "purposes",
    "{text: 甲, items: [乙, {block: disclosure}], numbering: [\"(1)\", 一]}",
    "{columns: [甲], rows: [[{text: 乙, rows: 9, columns: 9}], [丙, 丁]]}",
    "2026-13-40",
    "9999-12-31",
    "\"**\"",
    "\"\u{1F600}<b>[x](y)\"",
    "id",
];

/// What happens to a line.
#[derive(Debug, Clone)]
enum Change {
    Delete,
    Double,
    /// The line of another place comes in its place.
    Copy(usize),
    /// The value behind the colon becomes another.
    Value(usize),
    /// The value of another line.
    Swap(usize),
    Deeper,
    Shallower,
    /// One character goes.
    Cut(usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Delete),
        Just(Change::Double),
        any::<usize>().prop_map(Change::Copy),
        any::<usize>().prop_map(Change::Value),
        any::<usize>().prop_map(Change::Value),
        any::<usize>().prop_map(Change::Swap),
        Just(Change::Deeper),
        Just(Change::Shallower),
        any::<usize>().prop_map(Change::Cut),
    ]
}

/// The end of a key within a line, in braces too: the n-th colon that is followed by a blank.
fn value_at(line: &str, n: usize) -> Option<usize> {
    let colons: Vec<usize> = line.match_indices(": ").map(|(i, _)| i + 2).collect();
    if colons.is_empty() { None } else { Some(colons[n % colons.len()]) }
}

/// The value that begins there: up to a comma, a closing bracket or the end.
fn value_end(line: &str, start: usize) -> usize {
    line[start..].find([',', '}', ']']).map_or(line.len(), |i| start + i)
}

fn changed(lines: &mut Vec<String>, at: usize, change: &Change) {
    if lines.is_empty() {
        return;
    }
    let at = at % lines.len();
    let other = |n: usize, lines: &[String]| lines[n % lines.len()].clone();
    match change {
        Change::Delete => _ = lines.remove(at),
        Change::Double => lines.insert(at, lines[at].clone()),
        Change::Copy(n) => lines[at] = other(*n, lines),
        Change::Value(n) => replace_value(&mut lines[at], *n, VALUES[n % VALUES.len()]),
        Change::Swap(n) => {
            let from = other(*n, lines);
            if let Some(start) = value_at(&from, *n) {
                replace_value(&mut lines[at], *n, &from[start..value_end(&from, start)]);
            }
        }
        Change::Deeper => lines[at].insert_str(0, "  "),
        Change::Shallower => lines[at] = lines[at].strip_prefix("  ").unwrap_or(&lines[at]).to_string(),
        Change::Cut(n) => {
            let n = n % lines[at].chars().count().max(1);
            lines[at] = lines[at].chars().enumerate().filter(|(i, _)| *i != n).map(|(_, c)| c).collect();
        }
    }
}

fn replace_value(line: &mut String, n: usize, value: &str) {
    if let Some(start) = value_at(line, n) {
        let end = value_end(line, start);
        line.replace_range(start..end, value);
    }
}

/// All files of a folder, by their path in it.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut todo = vec![dir.to_path_buf()];
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
            match entry.is_dir() {
                true => todo.push(entry),
                false => out.push(entry.strip_prefix(dir).expect("inside").to_path_buf()),
            }
        }
    }
    out.sort();
    out
}

fn survive(dir: &Path, changes: &[(usize, usize, Change)]) {
    let to = tempfile::tempdir().expect("a folder");
    let all = files(dir);
    for path in &all {
        let copy = to.path().join(path);
        fs::create_dir_all(copy.parent().expect("a folder above")).expect("a folder");
        fs::copy(dir.join(path), copy).expect("a file");
    }
    let texts: Vec<&PathBuf> = all.iter().filter(|p| p.extension().is_some_and(|e| e == "yaml" || e == "md")).collect();
    for (file, line, change) in changes {
        let path = to.path().join(texts[file % texts.len()]);
        let mut lines: Vec<String> = fs::read_to_string(&path).expect("a text").lines().map(str::to_string).collect();
        changed(&mut lines, *line, change);
        fs::write(&path, lines.join("\n") + "\n").expect("a file");
    }
    let start = Instant::now();
    let opened = open(to.path());
    for lang in [Lang::Ja, Lang::En] {
        opened.report(lang);
    }
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "took {took:?}");
}

/// So many cases, or as many as PROPTEST_CASES asks for.
fn few(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(cases), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(few(60))]

    #[test]
    fn any_change_of_lines_and_values_is_survived(changes in prop::collection::vec((any::<usize>(), any::<usize>(), change()), 1..6)) {
        survive(Path::new("tests/model/everything"), &changes);
    }
}

proptest! {
    #![proptest_config(few(8))]

    #[test]
    fn any_change_of_the_example_is_survived(changes in prop::collection::vec((any::<usize>(), any::<usize>(), change()), 1..6)) {
        survive(Path::new("content"), &changes);
    }
}
