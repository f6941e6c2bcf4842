//! Bad inputs and what is said about them: each group is one snapshot that shows the input beside its messages.

mod printer;

use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};
use printer::{Society, report};

/// Compares with the snapshot of the test, which holds inputs and messages and nothing else.
macro_rules! shown {
    ($text:expr) => {
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!($text) })
    };
}

/// The messages for one text as `purposes.yaml`.
fn said(title: &str, text: &str) -> String {
    format!("━━ {title}\n{}{}", quoted(text), report(&Society::new().file("purposes.yaml", text)))
}

fn quoted(text: &str) -> String {
    text.lines().map(|l| format!("  │ {}\n", l.replace('\t', "→").replace('\u{3000}', "□").replace('\u{a0}', "~"))).collect()
}

fn all(cases: &[(&str, &str)]) -> String {
    cases.iter().map(|(title, text)| said(title, text)).collect::<Vec<_>>().join("\n")
}

#[test]
fn indentation() {
    shown!(all(&[
        ("tab", "title: 目的\nareas:\n\t- id: a\n"),
        ("full-width blank", "title: 目的\nareas:\n　- id: a\n"),
        ("no-break blank", "areas:\n\u{a0}\u{a0}- id: a\n"),
        ("key deeper than the text before", "title: 目的\n  intro: はじめに\n"),
        ("dash deeper than the entry before", "notes:\n  - 一つ目\n    - 二つ目\n  - 三つ目\n"),
        ("dash without blank", "notes:\n  -一つ目\n  -二つ目\n"),
        ("tab behind a dash", "notes:\n  -\t一つ目\n"),
        ("text that goes on too far left", "intro: 個人情報を、\n次のとおり利用します。\nchange: 変更\n"),
        ("key between two depths", "areas:\n    - id: a\n  - id: b\n"),
        ("key behind a dash less deep than the first", "areas:\n  - id: a\n   name: 給付\n"),
    ]));
}

#[test]
fn colons() {
    shown!(all(&[
        ("full-width colon", "title: 目的\nintro：はじめに\n"),
        ("full-width colon behind a key of one's own", "名前：値\n"),
        ("full-width colon in an entry", "areas:\n  - id: a\n    name：給付\n  - name： 徴収\n"),
        ("full-width colon before braces", "intro： {text: 目的, mark: ※, id: a}\n"),
        ("no blank behind the colon", "title:目的\n"),
        ("no blank behind the colon in an entry", "areas:\n  - name:給付\n"),
        ("no blank behind the colon in braces", "areas: [{id: a, name:給付}]\n"),
        ("full-width blank behind the colon", "title:　目的\n"),
        ("colon in a text", "intro: 電話: 03-0000-0000\n"),
        ("colon in a text in braces", "notes: [{text: 電話: 03-0000-0000, mark: ※}]\n"),
        ("colon in a text in brackets", "notes: [受付: 平日, 電話]\n"),
        ("comma in a text", "notes: [{text: 氏名, 住所}]\n"),
        ("known key within quotes", "notes: [{text: \"氏名と住所, mark: ※\"}]\n"),
    ]));
}

#[test]
fn first_characters() {
    shown!(all(&[
        ("link first", "intro: [窓口](contact:x)へ\n"),
        ("link first in braces", "notes: [{text: [窓口](contact:x)へ}]\n"),
        ("link inside braces", "notes: [{text: 次の[窓口](contact:x)へ, mark: ※}]\n"),
        ("link inside brackets", "notes: [次の[窓口](contact:x)へ, 電話]\n"),
        ("brace first", "intro: {甲}の場合\n"),
        ("star", "intro: *注\nnotes:\n  - **重要** なこと\n"),
        ("unknown anchor", "intro: *papers\n"),
        ("ampersand", "intro: &注 意\n"),
        ("at, percent, backquote", "title: @組合\nintro: %の値\nchange: `code`\n"),
        ("exclamation mark", "title: !重要\nintro: !!str 3\n"),
        ("greater than, bar", "title: >大きい\nintro: |縦棒\n"),
        ("question mark in brackets", "notes: [?注, 一, , 二]\n"),
        ("special in brackets", "notes: [*注, @組合]\n"),
    ]));
}

#[test]
fn quotes_and_brackets() {
    shown!(all(&[
        ("text behind a quote", "intro: \"甲\"と\"乙\"\n"),
        ("text behind a quote in braces", "notes: [{text: \"甲\"と乙, mark: ※}]\n"),
        ("open quote", "title: \"目的\nintro: はじめに\n"),
        ("open quote at the end", "title: '目的\n"),
        ("open brace", "areas:\n  - {id: a, name: 給付\n  - {id: b, name: 徴収}\n"),
        ("open bracket at the end", "notes: [一, 二\n"),
        ("backslash", "title: \"C:\\組合\"\n"),
        ("wrong bracket", "notes: [一, 二}\n"),
    ]));
}

#[test]
fn values_taken_for_something_else() {
    shown!(all(&[
        ("text cut by a hash", "intro: 番号 #1\nchange: #2 による\nnotes: [様式 #3 による]\n"),
        ("yes and no", "areas:\n  - {id: a, name: no, specific: yes}\n"),
        ("yes and no as keys", "flows:\n  on: 内部\n  no: 外部\n"),
        ("time", "notes: [9:30, 10:00:00]\n"),
        ("postal code and telephone", "reservation:\n  contact: {postal_code: 0600001, tel: 0312345678, fax: 1000001}\n"),
        ("samples of numbers", "numbering: [1., ア]\nhistory: [{date: 2026-04-01, version: 1.10}]\n"),
        ("samples in a list", "numbering:\n  - 1.\n  - ア\n"),
        ("date without zeros", "reviewed_on: 2026-4-1\n"),
        ("plain text over two lines", "intro: 個人情報を\n  利用します。\n"),
        ("quoted text over two lines", "intro: \"個人情報を\n  利用します。\"\n"),
        ("folded text", "intro: >-\n  個人情報を\n  利用します。\n"),
    ]));
}

#[test]
fn structure() {
    shown!(all(&[
        ("the same key twice", "title: 目的\nintro: 一\ntitle: 利用目的\n"),
        ("the same key twice in braces", "areas: [{id: a, id: b}]\n"),
        ("no value", "title:\nareas:\n  - id: a\n    name:\n  -\n"),
        ("keys that are no texts", "flows:\n  1: 内部\n  true: 外部\n  [a, b]: 両方\n"),
        ("merge key", "areas:\n  - &a {id: a}\n  - {<<: *a, name: 給付}\n"),
        ("two documents", "title: 目的\n---\ntitle: 利用目的\n"),
        ("only a text", "目的\n"),
        ("a line without colon", "title: 目的\nintro\nchange: 変更\n"),
        ("dash behind a key", "notes: - 一つ目\n"),
    ]));
}

#[test]
fn limits() {
    let deep = format!("notes: {}{}\n", "[".repeat(20_000), "]".repeat(20_000));
    let dashes = format!("notes:\n  {}一\n", "- ".repeat(5_000));
    let steps: String = (0..200).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
    let bomb = alias_bomb();
    let cases = [("20,000 brackets", deep), ("5,000 dashes", dashes), ("200 steps", steps), ("alias bomb", bomb), ("circle", circle())];
    let said: Vec<String> = cases
        .iter()
        .map(|(title, text)| format!("━━ {title}\n{}", report(&Society::new().file("purposes.yaml", text))))
        .map(|text| printer::shortened(&text))
        .collect();
    shown!(said.join("\n"));
}

fn alias_bomb() -> String {
    let mut text = String::from("a0: &a0 [笑, 笑, 笑, 笑, 笑, 笑, 笑, 笑, 笑, 笑]\n");
    for i in 1..9 {
        let before = vec![format!("*a{}", i - 1); 10].join(", ");
        text += &format!("a{i}: &a{i} [{before}]\n");
    }
    text
}

fn circle() -> String {
    "notes: &a [一, *a]\n".into()
}

#[test]
fn encodings() {
    let text = "title: 個人情報の利用目的\nintro: 次のとおりです。\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [&[0xFF, 0xFE], &utf16[..]].concat();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("Shift_JIS", SHIFT_JIS.encode(text).0.into_owned()),
        ("EUC-JP", EUC_JP.encode(text).0.into_owned()),
        ("ISO-2022-JP", ISO_2022_JP.encode(text).0.into_owned()),
        ("UTF-16 with its mark", with_mark),
        ("UTF-16 without", utf16),
        ("invalid UTF-8", b"title: \xE7\x9B\xAE\xE7\x9A\x84\nintro: a\xFF\xFEb\n".to_vec()),
        ("cut in the middle of a character", b"title: \xE7\x9B\xAE\xE7\x9A".to_vec()),
        ("NUL", b"title: a\nintro: b\0c\n".to_vec()),
        ("bell", b"title: a\x07b\n".to_vec()),
        ("line separator", "title: 目的\u{2028}です\n".into()),
        ("mark in the middle", "title: 目的\n\u{feff}intro: 一\n".into()),
        ("garbled already", "title: 目\u{fffd}的\n".into()),
    ];
    let said: Vec<String> =
        cases.iter().map(|(title, bytes)| format!("━━ {title}\n{}", report(&Society::new().bytes("purposes.yaml", bytes)))).collect();
    shown!(said.join("\n"));
}

#[test]
fn several_files_at_once() {
    let society = Society::new()
        .file("purposes.yaml", "title:目的\n")
        .file("security.yaml", "title: a\ntitle: b\n")
        .file("forms.yaml", "- {id: a\n")
        .file("faq.yaml", "[]\n");
    shown!(report(&society));
}

#[test]
fn pages() {
    let cases = [
        ("no front matter", "# 見出し\n本文\n"),
        ("front matter that does not end", "---\nid: a\n本文\n"),
        ("trap in the front matter", "---\nid: a\ntitle：題名\n---\n本文 #1 は [そのまま](page:x)。\n"),
        ("empty", ""),
    ];
    let said: Vec<String> = cases
        .iter()
        .map(|(title, text)| format!("━━ {title}\n{}{}", quoted(text), report(&Society::new().file("pages/a.md", text))))
        .collect();
    shown!(said.join("\n"));
}

#[test]
fn names_of_files() {
    let society = Society::new()
        .file("purpose.yaml", "title: a\n")
        .file("forms.yml", "[]\n")
        .file("rules/management.yml", "id: a\n")
        .file("notes.txt", "a\n")
        .file("rules/old/a.yaml", "id: a\n")
        .file("policies/nul.yaml", "id: a\n")
        .file("policies/a..b.yaml", "id: a\n")
        .file("policies/a\\b.yaml", "id: a\n")
        .file("policies/a\nb.yaml", "id: a\n")
        .file("files/様式1号.pdf", "%PDF")
        .file("files/deep/a.txt", "a")
        .file(".git/config", "a")
        .file("Thumbs.db", "a")
        .file("~$draft.docx", "a");
    let read = society.read().expect("society.yaml is there");
    let files: Vec<&str> = read.files.iter().map(String::as_str).collect();
    assert_eq!(files, ["files/deep/a.txt", "files/様式1号.pdf"]);
    shown!(report(&society));
}

#[cfg(unix)]
#[test]
fn links() {
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("secret.yaml"), "id: a\n").expect("a file");
    let society = Society::new().file("policies/a.yaml", "id: a\n");
    let link = |target: &std::path::Path, at: &str| std::os::unix::fs::symlink(target, society.dir().join(at)).expect("a link");
    link(&outside.path().join("secret.yaml"), "security.yaml");
    link(outside.path(), "rules");
    link(std::path::Path::new("../policies"), "policies/again");
    link(std::path::Path::new("nowhere.yaml"), "faq.yaml");
    link(std::path::Path::new("a.yaml"), "policies/b.yaml");
    let read = society.read().expect("society.yaml is there");
    assert!(read.sources.by_stem("policies/b").is_some(), "a link within the content is followed");
    assert!(read.sources.iter().all(|s| !s.stem.starts_with("rules")));
    shown!(report(&society));
}

#[cfg(unix)]
#[test]
fn unreadable() {
    use std::os::unix::fs::PermissionsExt;
    let society = Society::new().file("faq.yaml", "[]\n");
    let path = society.dir().join("faq.yaml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("rights");
    // Root reads everything: there a pipe shows the same care.
    let expected = if std::fs::File::open(&path).is_ok() {
        std::fs::remove_file(&path).expect("removed");
        let listener = std::os::unix::net::UnixListener::bind(&path).expect("a socket");
        drop(listener);
        "not a regular file"
    } else {
        "Permission denied"
    };
    let text = report(&society);
    assert!(text.contains("error[unreadable-file] faq.yaml"), "{text}");
    assert!(text.contains(expected), "{text}");
    assert!(society.read().expect("society.yaml is there").broken.contains("faq"));
}

#[test]
fn sizes() {
    let line = "- 個人情報の利用目的を、次のとおり公表します。\n";
    let large = line.repeat((4 << 20) / line.len() + 1);
    let text = report(&Society::new().file("purposes.yaml", &large));
    assert!(text.contains("error[file-too-large] purposes.yaml"), "{text}");
    let comments = "# 個人情報の利用目的\n".repeat(130_000);
    let mut society = Society::new();
    for i in 0..10 {
        society = society.file(&format!("notices/{i}.yaml"), &comments);
    }
    let problems = society.read().expect_err("too much");
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["content-too-large"]);
}

#[test]
fn too_many_files() {
    let society = Society::new();
    let files = society.dir().join("files");
    std::fs::create_dir(&files).expect("a folder");
    for i in 0..5_001 {
        std::fs::write(files.join(format!("{i}.txt")), "").expect("a file");
    }
    let problems = society.read().expect_err("too many");
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["too-many-files"]);
}

#[test]
fn nothing_to_read() {
    let society = Society::new();
    let problems = kohyo::content::read(&society.dir().join("nowhere")).expect_err("no folder");
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["no-content-folder"]);
    let problems = kohyo::content::read(&society.dir().join("society.yaml")).expect_err("no folder");
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["no-content-folder"]);
    std::fs::rename(society.dir().join("society.yaml"), society.dir().join("society.yml")).expect("renamed");
    let problems = society.read().expect_err("no society.yaml");
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["yml-ending", "missing-file"]);
    std::fs::rename(society.dir().join("society.yml"), society.dir().join("society.yaml")).expect("renamed");
    std::fs::remove_file(society.dir().join("site.yaml")).expect("removed");
    let read = society.read().expect("society.yaml is there");
    assert_eq!(read.diagnostics.iter().map(|p| p.code).collect::<Vec<_>>(), ["missing-file"]);
}

#[test]
fn good_content_is_left_in_peace() {
    let read = kohyo::content::read(std::path::Path::new("content")).expect("the example");
    assert!(read.diagnostics.is_empty(), "{:#?}", read.diagnostics);
    assert!(read.broken.is_empty());
    assert_eq!(read.pages.len(), 6);
    let fine = [
        "",
        "# nothing but a comment\n",
        "---\ntitle: 目的   # a comment\n...\n",
        "title: '目的: 一' # a comment\nintro: \"甲 #1、[乙](page:x)\"\n",
        "intro: |\n  一行目 #1: [x](page:y)\n  　二行目\n\n  三行目\nchange: 変更\n",
        "notes:\n- 一\n- text: C#と#記号と http://example.jp/a:b の説明\n- {text: (1)とあります, mark: \"\"}\n",
        "areas: &a\n  - {id: a, name: 給付}\n  - &b\n    id: b\n    name: 徴収\nflows: {x: *b}\nlabels: *a\n",
        "notes: [\n  一,\n  {text: 二,\n   mark: ※},\n]\ntitle: 目的\n",
        "\"title\": 目的\n'intro': はじめに\nlabels: {\"history\": 制定, notes: \"\"}\n",
        "title: 目的\r\nnotes:\r\n  - 一\r\n  - 二\r\n",
        "notes:\n  - - 一\n    - 二\n  -\n    text: 三\n  - 受付時間：平日9:00から\n  - policy:basic\n  - 2026年4月1日\n",
        "intro: this text\n  goes on\n",
        "intro:\n  次の行に書いた文です。\nchange: -5\nnotes: [-1, 0, 1.5, true, 03-1234-5678]\n",
    ];
    for text in fine {
        let said = report(&Society::new().file("purposes.yaml", text));
        assert_eq!(said, "  (nothing)\n", "{text}");
    }
}
