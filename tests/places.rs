//! Where values stand: keys, plain, quoted and block texts, aliases, byte order marks, CR LF, front matter.

use kohyo::content::{NodeId, Part, Position, Read, Tree, read};
use kohyo::diagnostic::Place;
use std::fs;
use tempfile::TempDir;

struct Society {
    _dir: TempDir,
    read: Read,
}

/// A society whose `purposes.yaml` is this text.
fn society(text: &str) -> Society {
    with("purposes.yaml", text)
}

fn with(path: &str, text: &str) -> Society {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("society.yaml"), "name: 例示健康保険組合\n").expect("a file");
    fs::write(dir.path().join("site.yaml"), "base_url: https://example.jp/\n").expect("a file");
    fs::create_dir_all(dir.path().join("pages")).expect("a folder");
    fs::write(dir.path().join(path), text).expect("a file");
    let read = read(dir.path()).expect("society.yaml is there");
    Society { _dir: dir, read }
}

impl Society {
    /// The node at a path: `/purposes/areas/0/id`.
    fn node(&self, path: &str) -> NodeId {
        let tree = &self.read.tree;
        path.split('/').skip(1).fold(Tree::ROOT, |node, step| match step.parse::<usize>() {
            Ok(i) if tree.get(node, step).is_none() => tree.children(node)[i],
            _ => tree.get(node, &step.replace('|', "/")).unwrap_or_else(|| panic!("{step} of {path}")),
        })
    }

    fn text(&self, path: &str, part: Part) -> &str {
        let span = self.read.locate(self.node(path), part).expect("a place");
        self.read.sources.text(&span).expect("a range of whole characters")
    }

    fn value(&self, path: &str) -> &str {
        self.text(path, Part::Value)
    }

    fn key(&self, path: &str) -> &str {
        self.text(path, Part::Key)
    }

    /// The text of the file under a part of a value.
    fn within(&self, path: &str, part: &str) -> &str {
        let node = self.node(path);
        let start = self.read.tree.text(node).expect("a text").find(part).expect("that part");
        let span = self.read.locate_within(node, start..start + part.len()).expect("a place");
        self.read.sources.text(&span).expect("a range of whole characters")
    }

    fn position(&self, path: &str, part: Part) -> (Position, Position) {
        let span = self.read.locate(self.node(path), part).expect("a place");
        self.read.sources.positions(&span).expect("a file")
    }
}

fn at(line: usize, column: usize) -> Position {
    Position { line, column }
}

#[test]
fn keys_and_values() {
    let s =
        society("title: 個人情報の利用目的  # 注記\nareas:\n  - {id: a, \"name\": '給付'}\n  - id: b\n    name: \"徴収\"\nnumber: 12\n");
    assert_eq!(s.key("/purposes/title"), "title");
    assert_eq!(s.value("/purposes/title"), "個人情報の利用目的");
    assert_eq!(s.position("/purposes/title", Part::Value), (at(1, 8), at(1, 17)));
    assert_eq!(s.key("/purposes/areas/0/name"), "\"name\"");
    assert_eq!(s.value("/purposes/areas/0/name"), "'給付'");
    assert_eq!(s.position("/purposes/areas/0/name", Part::Value), (at(3, 21), at(3, 25)));
    assert_eq!(s.value("/purposes/areas/0"), "{id: a, \"name\": '給付'}");
    assert_eq!(s.value("/purposes/areas/1"), "id: b\n    name: \"徴収\"");
    assert_eq!(s.value("/purposes/number"), "12");
    // An entry of a list has no key, its value is shown.
    assert_eq!(s.key("/purposes/areas/1/id"), "id");
    assert_eq!(s.text("/purposes/areas/0", Part::Key), "{id: a, \"name\": '給付'}");
}

#[test]
fn block_texts() {
    let s = society("intro: |\n  一行目です。\n    二行目です。\n\n  三行目です。\nchange: >-\n  This is\n  folded.\n\nnotes: []\n");
    assert_eq!(s.value("/purposes/intro"), "一行目です。\n    二行目です。\n\n  三行目です。");
    assert_eq!(s.within("/purposes/intro", "二行目"), "二行目");
    assert_eq!(s.within("/purposes/intro", "三行目です。"), "三行目です。");
    assert_eq!(s.within("/purposes/intro", "目です。\n  二"), "目です。\n    二");
    assert_eq!(s.within("/purposes/change", "folded"), "folded");
    assert_eq!(s.value("/purposes/notes"), "[]");
}

#[test]
fn parts_of_texts() {
    let s = society(concat!(
        "title: 前の<item:x>後\n",
        "intro: \"甲\\t\\u4e59<item:y>と\\\"丙\\\"\"\n",
        "change: '甲''乙<item:z>'\n",
        "notes: [{text: 一<item:w>}]\n",
        "reservation: this text\n  goes on\n",
        "labels: {a: \"two lines\n  go on\"}\n",
    ));
    assert_eq!(s.within("/purposes/title", "<item:x>"), "<item:x>");
    assert_eq!(s.within("/purposes/intro", "<item:y>"), "<item:y>");
    assert_eq!(s.within("/purposes/intro", "丙"), "丙");
    assert_eq!(s.within("/purposes/intro", "乙<"), "\\t\\u4e59<", "what an escape stands for is shown with it");
    assert_eq!(s.within("/purposes/change", "<item:z>"), "<item:z>");
    assert_eq!(s.within("/purposes/change", "甲'乙"), "甲''乙");
    assert_eq!(s.within("/purposes/notes/0/text", "<item:w>"), "<item:w>");
    assert_eq!(s.within("/purposes/reservation", "goes on"), "goes on");
    assert_eq!(s.within("/purposes/reservation", "text goes"), "text\n  goes");
    assert_eq!(s.within("/purposes/labels/a", "go on"), "go on");
    let node = s.node("/purposes/title");
    let span = s.read.locate_within(node, 0..10_000).expect("a place");
    assert_eq!(s.read.sources.text(&span), Some("前の<item:x>後"), "more than there is means the whole");
}

#[test]
fn aliases_are_found_where_they_were_named() {
    let s = society("areas:\n  - &first\n    id: a\n    name: &n 給付\n  - *first\n  - {id: b, name: *n}\n");
    assert_eq!(s.position("/purposes/areas/1/name", Part::Value), (at(4, 14), at(4, 16)));
    assert_eq!(s.position("/purposes/areas/1/name", Part::Key), (at(4, 5), at(4, 9)));
    assert_eq!(s.value("/purposes/areas/2/name"), "給付");
    assert_eq!(s.position("/purposes/areas/2/name", Part::Key), (at(6, 13), at(6, 17)));
}

#[test]
fn byte_order_mark_and_line_ends() {
    let s = society("\u{feff}title: 目的\r\nareas:\r\n  - id: a\r\n    name: 給付\r\n");
    assert!(s.read.diagnostics.is_empty(), "{:?}", s.read.diagnostics);
    assert_eq!(s.position("/purposes/title", Part::Key), (at(1, 1), at(1, 6)));
    assert_eq!(s.position("/purposes/areas/0/name", Part::Value), (at(4, 11), at(4, 13)));
    assert_eq!(s.value("/purposes/areas/0/name"), "給付");
    let source = s.read.sources.get(s.read.sources.by_stem("purposes").expect("it")).expect("it");
    assert_eq!(&source.text[source.line(3)], "  - id: a");
    assert_eq!(source.position(source.text.len()), at(5, 1));
    assert_eq!(source.byte(at(4, 11)), source.text.find("給付").expect("it"));
}

#[test]
fn repeated_and_odd_keys() {
    let s = society("title: 一\nintro: 二\ntitle: 三\nflows:\n  1.0: 甲\n  \"a/b\": 乙\n");
    let twins: Vec<NodeId> = s.read.tree.children(s.node("/purposes")).to_vec();
    let second = s.read.locate(twins[2], Part::Value).expect("a place");
    assert_eq!(s.read.sources.text(&second), Some("三"));
    let odd = s.read.tree.children(s.node("/purposes/flows")).to_vec();
    let span = s.read.locate(odd[0], Part::Value).expect("a place");
    assert_eq!(s.read.sources.text(&span), Some("甲"));
    assert_eq!(s.key("/purposes/flows/a|b"), "\"a/b\"");
}

#[test]
fn empty_values_are_shown_by_their_key() {
    let s = society("title:\nnotes:\n  - 一\n  -\n");
    assert_eq!(s.value("/purposes/title"), "title");
    assert_eq!(s.value("/purposes/notes/1"), "-");
}

#[test]
fn front_matter() {
    let s = with("pages/a.md", "---\nid: a\ntitle: 題名\n---\n本文です。\n");
    assert!(s.read.diagnostics.is_empty(), "{:?}", s.read.diagnostics);
    assert_eq!(s.position("/pages|a/title", Part::Value), (at(3, 8), at(3, 10)));
    let page = &s.read.pages[0];
    assert_eq!((page.stem.as_str(), page.body.as_str(), page.body_line), ("pages/a", "本文です。\n", 5));
    assert_eq!(s.read.tree.get_text(page.front, "id"), Some("a"));
    let source = s.read.sources.get(s.read.sources.by_stem("pages/a").expect("it")).expect("it");
    assert!(source.text[page.body_start..].starts_with("本文"));
}

#[test]
fn where_two_parsers_may_differ_a_place_comes_out_all_the_same() {
    let odd = [
        "title: 目的\nnotes:\n  - {text: \"一\n二\"}\nchange: 変更\n",
        "title:\t目的\nnotes: [\n]\nchange: \"一\n\n二\"\n",
        "%YAML 1.1\n---\ntitle: 目的\nnotes:\n- 一\nchange: 変更\n...\n",
        "{title: 目的,\nnotes: [一, 二\n], change: {a: b}}\n",
        "? title\n: 目的\n? notes\n: [一]\nchange: |1-\n 変更\n",
    ];
    for text in odd {
        let s = society(text);
        assert!(s.read.broken.is_empty(), "{text}: {:#?}", s.read.diagnostics);
        for path in ["/purposes/title", "/purposes/notes", "/purposes/change"] {
            let span = s.read.locate(s.node(path), Part::Key).expect("a place");
            let found = s.read.sources.text(&span).expect("whole characters");
            assert_eq!(found, path.rsplit('/').next().unwrap_or_default(), "{text}");
        }
    }
}

#[test]
fn a_translated_text_is_found_in_its_overlay() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("en")).expect("a folder");
    for (path, text) in
        [("society.yaml", "name: 例示健康保険組合\n"), ("site.yaml", "{}\n"), ("en/society.yaml", "name: Example <term:x>\n")]
    {
        fs::write(dir.path().join(path), text).expect("a file");
    }
    let s = Society { read: read(dir.path()).expect("society.yaml is there"), _dir: dir };
    let (own, other) = (s.node("/society/name"), s.node("/en|society/name"));
    let mut tree = Tree::clone(&s.read.tree);
    tree.entry_mut(own).value = tree.value(other).clone();
    tree.entry_mut(own).translate_from(other);
    let span = s.read.locate_in(&tree, own, Part::Value).expect("a place");
    assert_eq!(s.read.sources.get(span.file).map(|f| f.path.as_str()), Some("en/society.yaml"));
    let part = s.read.locate_within_in(&tree, own, 8..16).expect("a place");
    assert_eq!(s.read.sources.text(&part), Some("<term:x>"));
    let key = s.read.locate_in(&tree, own, Part::Key).expect("a place");
    assert_eq!(s.read.sources.get(key.file).map(|f| f.path.as_str()), Some("society.yaml"));
}

#[test]
fn what_was_said_is_known() {
    let s = society("areas:\n  - {id: no, name: 給付}\n  - {id: b, name: 徴収}\n");
    assert!(s.read.has_error_near(s.node("/purposes/areas/0/name")));
    assert!(!s.read.has_error_near(s.node("/purposes/areas/1/name")));
}

#[test]
fn numbers_that_are_meant_as_text_become_text() {
    let s = society(
        "numbering: [1., 2]\nhistory: [{date: 2026-04-01, version: 1.10}]\nreservation: {contact: {postal_code: 1000001}}\nflows: {a: 3}\n",
    );
    assert_eq!(s.read.tree.text(s.node("/purposes/numbering/0")), Some("1."));
    assert_eq!(s.read.tree.text(s.node("/purposes/history/0/version")), Some("1.10"));
    assert_eq!(s.read.tree.text(s.node("/purposes/reservation/contact/postal_code")), Some("1000001"));
    assert_eq!(s.read.tree.text(s.node("/purposes/flows/a")), None, "nothing was said about this one");
}

#[test]
fn every_value_of_the_example_is_found() {
    let read = read(std::path::Path::new("content")).expect("the example");
    for node in (1..read.tree.len()).map(|i| NodeId(i as u32)) {
        let span = read.locate(node, Part::Value).expect("a place");
        let raw = read.sources.text(&span).expect("whole characters");
        if let Some(text) = read.tree.text(node) {
            // A double-quoted text may hold \" for a quotation mark.
            let quoted = raw.strip_prefix('"').and_then(|r| r.strip_suffix('"')).map(|r| r.replace("\\\"", "\""));
            let plain = quoted.as_deref().unwrap_or_else(|| raw.trim_matches('\''));
            assert!(text.trim_end() == plain.trim_end() || raw.contains('\n'), "{} is {text:?} and not {raw:?}", read.tree.path(node));
            let whole = read.span(&Place::Within(node, 0..text.len())).expect("a place");
            assert!(
                read.sources
                    .text(&whole)
                    .expect("whole characters")
                    .contains(raw.trim_matches(['"', '\'']).split('\n').next().unwrap_or_default())
            );
        }
        if let Some(key) = read.tree.key(node).filter(|_| read.tree.parent(node) != Some(Tree::ROOT)) {
            let span = read.locate(node, Part::Key).expect("a place");
            assert_eq!(read.sources.text(&span).map(|k| k.trim_matches('"')), Some(key));
        }
    }
}
