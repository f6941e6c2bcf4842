//! Text of the content is text: markup, templates, formulas and commands come out as they were written, in every output.

use crate::place::{KOHYO, SMALL, all, build, copy};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Something that each output could take for its own: HTML, Tera, Typst, a formula, a terminal.
const HOSTILE: &str = r##"=1+1<script>alert(1)</script>{{ 1237*1237 }}{% raw %}#panic("x") $a$ @ref & ]]> %0A::error::"##;
/// As a YAML text; the last character clears a screen.
fn yaml() -> String {
    format!("\"{}\\e[2J\"", HOSTILE.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A small society whose titles and texts are hostile.
fn content(folder: &Path) {
    copy(SMALL, folder);
    let hostile = yaml();
    let write = |path: &str, from: &str, to: &str| crate::place::change(&folder.join(path), from, to);
    write("site.yaml", "title: 組合について", &format!("title: {hostile}"));
    write("notices/2026-11-01-news.yaml", "title: 開所のお知らせ", &format!("title: {hostile}"));
    write("notices/2026-11-01-news.yaml", "body: [開所しました。]", &format!("body: [{hostile}]"));
    let society = fs::read_to_string(folder.join("society.yaml")).unwrap();
    let name = society.lines().find(|line| line.starts_with("name:")).unwrap().to_owned();
    write("society.yaml", &name, &format!("name: {hostile}"));
}

fn check(content: &Path, format: &str) -> String {
    let mut command = Command::new(KOHYO);
    command.args(["check", "--format", format, "--as-of", "2026-12-01", "--content"]).arg(content).env("LC_ALL", "ja_JP.UTF-8");
    let done = command.output().unwrap();
    assert!(
        !String::from_utf8_lossy(&done.stderr).contains("[2J") || !done.stderr.contains(&0x1b),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn pages_feeds_and_data_say_it_as_it_was_written() {
    let desk = tempfile::tempdir().unwrap();
    let (folder, output) = (desk.path().join("content"), desk.path().join("output"));
    content(&folder);
    let (code, said) = build(&folder, &output, &["--draft", "--no-print"]);
    assert!(!said.contains('\x1b'), "{said:?}");
    assert_eq!(code, 0, "{said}");
    let made = all(&output);
    let escaped = HOSTILE.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let mut pages = 0;
    for (path, held) in made.iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "html" || e == "xml")) {
        let text = String::from_utf8_lossy(held);
        assert!(!text.contains("<script>alert") && !text.contains("1530169"), "{}", path.display());
        pages += u32::from(text.contains(&escaped));
    }
    assert!(pages > 10, "{pages}");
    let feed = String::from_utf8_lossy(&made[Path::new("feed.xml")]).into_owned();
    assert!(feed.contains(&escaped) && !feed.contains('\x1b'), "{feed}");
    let data: serde_json::Value = serde_json::from_slice(&made[Path::new("data/disclosure.json")]).unwrap();
    assert!(texts(&data).iter().any(|text| text.starts_with(HOSTILE)), "the data do not say it");
}

fn texts(value: &serde_json::Value) -> Vec<&str> {
    match value {
        serde_json::Value::String(text) => vec![text],
        serde_json::Value::Array(list) => list.iter().flat_map(texts).collect(),
        serde_json::Value::Object(map) => map.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn reports_say_it_as_it_was_written() {
    let desk = tempfile::tempdir().unwrap();
    content(desk.path());
    for format in ["json", "sarif"] {
        let value: serde_json::Value = serde_json::from_str(&check(desk.path(), format)).unwrap_or_else(|e| panic!("{format}: {e}"));
        assert!(texts(&value).iter().any(|text| text.contains("<script>alert(1)</script>")), "{format}");
    }
    let text = check(desk.path(), "text");
    assert!(text.contains(HOSTILE) && text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    let github = check(desk.path(), "github");
    assert!(
        github.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice ")),
        "{github}"
    );
    assert!(!github.contains('\x1b'));
    let junit = check(desk.path(), "junit");
    assert!(junit.contains("&lt;script&gt;") && !junit.contains("<script>") && !junit.contains('\x1b'));
    let html = check(desk.path(), "html");
    assert!(html.contains("&lt;script&gt;alert(1)") && !html.contains("<script>alert"));
}

#[test]
fn a_spreadsheet_runs_nothing() {
    let desk = tempfile::tempdir().unwrap();
    content(desk.path());
    let csv = check(desk.path(), "csv");
    let formulas: Vec<String> = cells(csv.trim_start_matches('\u{feff}'))
        .into_iter()
        .filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']))
        .collect();
    assert!(formulas.is_empty(), "{formulas:?}");
    assert!(cells(&csv).len() > 1_000);
    assert!(csv.contains("\"'=1+1<script>"), "the name of the society is there");
}

/// The cells of a table in quotes, row after row.
fn cells(csv: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = csv;
    while let Some((_, after)) = rest.split_once('"') {
        let mut cell = String::new();
        rest = after;
        while let Some((part, after)) = rest.split_once('"') {
            cell.push_str(part);
            rest = after;
            match after.strip_prefix('"') {
                Some(more) => rest = more,
                None => break,
            }
            cell.push('"');
        }
        found.push(cell);
    }
    found
}
