//! What a screen reader and a print shop get: language, title, headings, heads of tables, alternatives, margins, the mark of a draft.

use crate::bench::{composed, example, print};
use crate::reader::{Element, Read};
use kohyo::content::NodeId;
use kohyo::document::tree::{Block, Cell, Inline, Inlines, Kind, Publication, Table};
use kohyo::lang::Lang;
use kohyo::print::Options;

/// A tenth of a point of tolerance on the 15 mm that every sheet leaves free.
const MARGIN: f64 = 15.0 / 25.4 * 72.0 - 0.1;

fn sample(options: Options, choose: impl Fn(&str) -> bool) -> Vec<(String, Read)> {
    let mut publication = crate::sample::site().into_iter().find(|p| p.lang == Lang::Ja).unwrap();
    publication.facts.print_pdf = true;
    print(&publication, options, choose).into_iter().map(|(d, p)| (d.path, Read::new(&p.bytes))).collect()
}

#[test]
fn every_file_says_what_it_is() {
    for publication in composed(&example()).1 {
        for (document, printed) in print(&publication, Options::default(), |_| true) {
            let (read, path) = (Read::new(&printed.bytes), &document.path);
            assert_eq!(read.title, document.data["title"].as_str().unwrap(), "{path}");
            assert!(read.lang.starts_with(publication.lang.tag()), "{path}: {}", read.lang);
            assert_eq!(read.sheets.len(), printed.starts.len(), "{path}");
            assert_eq!(read.all("H1").len(), 1, "{path}: one title");
            headings(&read, path);
            heads(&read, path);
            assert!(read.all("Figure").iter().all(|f| !f.alt.is_empty()), "{path}: pictures have words");
            assert!(!read.all("Figure").is_empty(), "{path}: the code leads to the page");
            assert!(read.sheets.len() < 3 || !read.bookmarks.is_empty(), "{path}: bookmarks");
            for (i, sheet) in read.sheets.iter().enumerate() {
                assert!(sheet.nearest >= MARGIN, "{path} {}: a printer cuts what is {} pt from the edge", i + 1, sheet.nearest);
                assert!(!sheet.text.contains('\u{fffd}'), "{path}: text without characters");
            }
        }
    }
}

/// No level is skipped.
fn headings(read: &Read, path: &str) {
    fn levels(e: &Element, out: &mut Vec<u32>) {
        out.extend(e.tag.strip_prefix('H').and_then(|n| n.parse::<u32>().ok()));
        e.below.iter().for_each(|b| levels(b, out));
    }
    let mut all = Vec::new();
    levels(&read.root, &mut all);
    assert!(all.windows(2).all(|w| w[1] <= w[0] + 1), "{path}: {all:?}");
}

/// Heads of tables say what they are the heads of.
fn heads(read: &Read, path: &str) {
    for head in read.all("TH") {
        assert!(["Row", "Column", "Both"].contains(&head.scope.as_str()), "{path}: {head:?}");
        assert!(!head.text.trim().is_empty(), "{path}: an empty head");
    }
}

#[test]
fn the_structure_of_a_page() {
    let (_, publications) = composed(&example());
    let printed = print(&publications[0], Options::default(), |path| path == "privacy/joint-use/joint-use.pdf");
    insta::assert_snapshot!("joint_use", Read::new(&printed[0].1.bytes).outline());
}

#[test]
fn the_structure_of_every_kind_of_node() {
    for (path, read) in sample(Options::default(), |_| true) {
        insta::assert_snapshot!(format!("sample_{}", path.replace('/', "_")), read.outline());
    }
}

#[test]
fn a_booklet_has_its_bookmarks_and_numbers_its_sheets() {
    let (_, publications) = composed(&example());
    let printed = print(&publications[0], Options::default(), |path| path == "bulletins/booklet.pdf");
    let read = Read::new(&printed[0].1.bytes);
    let marks: String = read.bookmarks.iter().map(|(depth, title)| format!("{}{title}\n", "  ".repeat(*depth))).collect();
    insta::assert_snapshot!("booklet_bookmarks", marks);
    assert!(read.all("TOCI").len() > 20, "contents");
    let last = read.sheets.last().unwrap();
    assert!(last.artifacts.contains("個人情報保護管理規程") && last.artifacts.contains('―'), "{}", last.artifacts);
}

#[test]
fn a_file_says_which_standards_it_keeps() {
    let standards = |options| {
        let publication = crate::sample::site().into_iter().find(|p| p.lang == Lang::Ja).unwrap();
        let printed = print(&publication, options, |path| path == "bulletins/board.pdf");
        // The metadata stand in the file as they are.
        let file = String::from_utf8_lossy(&printed[0].1.bytes).into_owned();
        (
            file.contains("<pdfuaid:part>1</pdfuaid:part>"),
            file.contains("<pdfaid:part>2</pdfaid:part>") && file.contains("<pdfaid:conformance>A<"),
        )
    };
    assert_eq!(standards(Options::default()), (true, false));
    assert_eq!(standards(Options { archive: true, ..Options::default() }), (true, true));
}

#[test]
fn a_draft_says_so_on_every_sheet_and_to_nobodys_ears() {
    let draft = Options { draft: true, ..Options::default() };
    for (path, read) in sample(draft, |_| true) {
        assert!(read.sheets.iter().all(|s| s.artifacts.contains("下書き")), "{path}");
        assert!(!read.root.text.contains("下書き"), "{path}");
    }
    for (path, read) in sample(Options::default(), |_| true) {
        assert!(read.sheets.iter().all(|s| !s.artifacts.contains("下書き")), "{path}");
    }
}

fn text(text: &str) -> Vec<Block> {
    let text = vec![Inline::Text(text.to_owned().into())].into();
    vec![Block { at: NodeId(0), anchor: None, role: "", kind: Kind::Paragraph { label: "".into(), text } }]
}

fn cell(words: &str, head: bool, rows: u32) -> Cell {
    Cell { at: NodeId(0), anchor: None, head, rows, columns: 1, body: text(words) }
}

/// The first page of the sample with nothing but a table on it, between two paragraphs.
fn with_table(columns: usize, rows: Vec<Vec<Cell>>) -> Publication {
    let mut publication = crate::sample::site().into_iter().find(|p| p.lang == Lang::Ja).unwrap();
    publication.facts.print_pdf = true;
    let columns = (1..=columns).map(|i| vec![Inline::Text(format!("見出し{i}").into())].into()).collect();
    let table =
        Block { at: NodeId(0), anchor: None, role: "", kind: Kind::Table(Box::new(Table { caption: Inlines::new(), columns, rows })) };
    publication.pages[0].blocks = [text("前の文です。"), vec![table], text("後の文です。")].concat();
    publication.bulletins.clear();
    publication.pages.truncate(1);
    publication
}

#[test]
fn a_table_that_is_too_wide_for_an_upright_sheet_gets_one_across() {
    let row = |i: u32| (0..10).map(|_| cell(&format!("{i}番目の行の長めの文です"), false, 1)).collect();
    let printed = print(&with_table(10, (0..60).map(row).collect()), Options::default(), |_| true);
    let read = Read::new(&printed[0].1.bytes);
    let across: Vec<bool> = read.sheets.iter().map(|s| s.size.0 > s.size.1).collect();
    assert!(across.len() >= 4 && !across[0] && across[1] && across[2] && across.last() == Some(&false), "{across:?}");
    // The heads are drawn on every sheet; a screen reader hears them once.
    assert!(read.sheets[1].text.contains("見出し10") && read.sheets[2].artifacts.contains("見出し10"));
    assert_eq!(read.root.text.matches("見出し10").count(), 1);
}

#[test]
fn the_head_of_many_rows_is_on_every_sheet_that_has_some_of_them() {
    let long = "二枚にわたるほど長い表の、一つの欄に書かれた文です。".repeat(3);
    let row = |group: u32, i: u32| match i {
        0 => vec![cell(&format!("第{group}の区分"), true, 20), cell(&long, false, 1), cell(&long, false, 1)],
        _ => vec![cell(&long, false, 1), cell(&long, false, 1)],
    };
    let rows = (1..=2).flat_map(|group| (0..20).map(move |i| (group, i))).map(|(group, i)| row(group, i)).collect();
    let printed = print(&with_table(3, rows), Options::default(), |_| true);
    let read = Read::new(&printed[0].1.bytes);
    assert!(read.sheets.len() > 2);
    for (i, sheet) in read.sheets.iter().enumerate() {
        let said = format!("{}{}", sheet.text, sheet.artifacts);
        assert!(said.contains("第1の区分") || said.contains("第2の区分"), "sheet {}", i + 1);
    }
    assert_eq!(read.root.text.matches("第1の区分").count(), 1);
}

#[test]
fn code_keeps_its_lines_and_may_be_longer_than_a_sheet() {
    let mut publication = with_table(1, vec![vec![cell("値", false, 1)]]);
    let lines: Vec<String> = (1..=90).map(|i| format!("{}key-{i}: 値{i}", "  ".repeat(i % 3))).collect();
    let code = vec![Inline::Code((lines.join("\n") + "\n").into())];
    publication.pages[0].blocks =
        vec![Block { at: NodeId(0), anchor: None, role: "code", kind: Kind::Paragraph { label: "".into(), text: code.into() } }];
    let printed = print(&publication, Options::default(), |_| true);
    let read = Read::new(&printed[0].1.bytes);
    assert!(read.sheets.len() > 1, "a block goes on overleaf");
    let code = read.all("Code");
    assert!(!code.is_empty(), "{}", read.outline());
    let said: String = read.all("Code").iter().map(|c| c.text.as_str()).collect();
    for line in &lines {
        assert!(crate::reader::dense(&said).contains(&crate::reader::dense(line)), "{line} in {said}");
    }
}
