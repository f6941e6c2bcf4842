//! Whatever stands in a file, reading it ends soon, without panic, and every place that is named lies in the file.

use kohyo::content::{NodeId, Part, read};
use kohyo::diagnostic::Diagnostic;
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// What is put into a file, the marks of YAML above all.
const BITS: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\n  ",
    "\n\n",
    ":",
    ": ",
    "#",
    " #1",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    "- ",
    "\n- ",
    "&a ",
    "*a",
    "!",
    "!!int ",
    "|",
    "|\n",
    ">",
    ">-\n",
    "? ",
    "%",
    "@",
    "`",
    "---\n",
    "\n---\n",
    "...\n",
    "：",
    "\u{3000}",
    "\t",
    "\r",
    "\r\n",
    "\\",
    "no",
    "<<: ",
    "あ",
    "\0",
    "\u{2028}",
    "\u{feff}",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "- - - - - - - - - - - - - - - - - - - - - - - - -",
];

const FILES: &[&str] =
    &["society.yaml", "forms.yaml", "joint-use.yaml", "disclosure.yaml", "pages/introduction.md", "notices/2026-12-01-purposes.yaml"];

/// One change: where (as a share of the file), how many bytes go, what comes.
type Change = (f64, usize, usize, Vec<u8>);

fn changed(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (share, gone, bit, raw) in changes {
        let at = (bytes.len() as f64 * share) as usize;
        let end = (at + gone).min(bytes.len());
        let come = match BITS.get(*bit) {
            Some(bit) => bit.as_bytes(),
            None => raw,
        };
        bytes.splice(at..end, come.iter().copied());
    }
    bytes
}

fn society(path: &str, bytes: &[u8]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(dir.path().join(path).parent().expect("a folder above")).expect("a folder");
    fs::write(dir.path().join("society.yaml"), "name: 例示健康保険組合\n").expect("a file");
    fs::write(dir.path().join("site.yaml"), "base_url: https://example.jp/\n").expect("a file");
    fs::write(dir.path().join(path), bytes).expect("a file");
    dir
}

/// Reads, locates everything, and checks that all of it lies in the files.
fn check(path: &str, bytes: &[u8]) {
    let dir = society(path, bytes);
    let start = Instant::now();
    let read = read(dir.path()).expect("society.yaml is there");
    // Of very many values some are enough.
    let every = 1 + read.tree.len() / 500;
    let spans = (1..read.tree.len()).step_by(every).flat_map(|i| {
        let node = NodeId(i as u32);
        let within = read.tree.text(node).and_then(|t| read.locate_within(node, t.len() / 3..t.len() / 2));
        [read.locate(node, Part::Key), read.locate(node, Part::Value), within].into_iter().flatten().collect::<Vec<_>>()
    });
    let places = read.diagnostics.iter().flat_map(|d: &Diagnostic| d.place.iter().chain(d.others.iter().map(|o| &o.0)));
    for span in spans.chain(places.filter_map(|p| read.span(p))) {
        assert!(read.sources.text(&span).is_some(), "{span:?} lies outside of its file or cuts a character");
    }
    let took = start.elapsed();
    assert!(took < Duration::from_secs(5), "took {took:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_change_is_survived(
        file in 0..FILES.len(),
        changes in prop::collection::vec((0.0..1.0, 0usize..12, 0..BITS.len() * 5 / 4, prop::collection::vec(any::<u8>(), 0..6)), 1..4),
    ) {
        let bytes = fs::read(Path::new("content").join(FILES[file])).expect("the example");
        check(FILES[file], &changed(&bytes, &changes));
    }
}

/// Shapes that are known to make parsers slow.
#[test]
fn known_traps_for_parsers_end_soon() {
    let wide = "[".repeat(30_000);
    let shapes = [
        format!("a: \"{wide}\"\nb: {wide}\n"),
        format!("a: 'x' {wide}\n"),
        format!("a: [] {wide}\n"),
        format!("a: |x {wide}\n"),
        format!("a: !x {wide}\n"),
        format!("a: &x {wide}\n"),
        format!("a: *x {wide}\n"),
        format!("a: - {wide}\n"),
        format!("? {wide}\n"),
        format!("? - {wide}\n"),
        format!("a: b\n  {wide}\n"),
        format!("--- {wide}\n"),
        format!("a: b\n...\n{wide}\n"),
        format!("%TAG ! {wide}\n"),
        "{a: ".repeat(30_000),
        "[a, ".repeat(30_000),
        "? ".repeat(30_000),
        "? - ".repeat(30_000),
        "- ? ".repeat(30_000),
        "a: &a ".repeat(30_000),
        (0..3_000).map(|i| format!("{}-\n", " ".repeat(i))).collect(),
        format!("a: {}\n", "x ".repeat(200_000)),
        format!("{}: b\n", "x".repeat(200_000)),
        format!("{{{}}}\n", "a, ".repeat(60_000)),
        format!("[{}]\n", "&a x, *a, ".repeat(20_000)),
        (0..20_000).map(|i| format!("k{i}: v\n")).collect(),
        "\"a\n".repeat(20_000),
        "a: >\n".repeat(20_000),
    ];
    for shape in shapes {
        check("purposes.yaml", shape.as_bytes());
    }
}
