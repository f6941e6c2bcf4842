//! What is printed: the example, and a folder that uses every construct of the model.

use crate::folder::{Folder, Opened, open};
use insta::assert_snapshot;
use kohyo::document::outline::{bulletin_outline, outline, page_outline};
use kohyo::lang::Lang;
use std::path::Path;

/// The text of a node that numbers, for tables in the tests below.
fn page(opened: &Opened, lang: Lang, id: &str) -> String {
    let publication = opened.publication(lang);
    page_outline(publication.pages.iter().find(|p| p.id == id).expect("the page"))
}

#[test]
fn everything_is_printed() {
    let opened = open(Path::new("tests/model/everything"));
    assert_eq!(opened.errors(), Vec::<&str>::new(), "{}", opened.report(Lang::Ja));
    for lang in [Lang::Ja, Lang::En] {
        for p in &opened.publication(lang).pages {
            assert_snapshot!(format!("everything-{lang}-{}", p.id), page_outline(p));
        }
        for b in &opened.publication(lang).bulletins {
            assert_snapshot!(format!("everything-{lang}-bulletin-{}", b.id), bulletin_outline(b));
        }
    }
}

#[test]
fn the_example_is_printed() {
    let opened = open(Path::new("content"));
    assert_eq!(opened.report(Lang::Ja), "");
    for lang in [Lang::Ja, Lang::En] {
        for p in &opened.publication(lang).pages {
            assert_snapshot!(format!("example-{lang}-{}", p.id), page_outline(p));
        }
        for b in &opened.publication(lang).bulletins {
            assert_snapshot!(format!("example-{lang}-bulletin-{}", b.id), bulletin_outline(b));
        }
    }
}

#[test]
fn the_same_input_gives_the_same_tree() {
    for dir in ["content", "tests/model/everything"] {
        let (a, b) = (open(Path::new(dir)), open(Path::new(dir)));
        for lang in [Lang::Ja, Lang::En] {
            assert_eq!(outline(a.publication(lang)), outline(b.publication(lang)));
        }
    }
}

#[test]
fn days_are_printed_with_the_era_or_without() {
    let folder = |era| {
        Folder::policy("history: [{date: 2019-05-01, what: 改定}, {date: 2016-03, what: 制定}, {date: 2005, what: 準備}]\n")
            .and("site.yaml", era)
    };
    let (plain, era) = (folder("").open(), folder("era: true\n").open());
    let said = |o: &Opened| page(o, Lang::Ja, "top");
    assert!(said(&plain).contains("2019年5月1日{2019-05-01}改定") && said(&plain).contains("2016年3月{2016-03}制定"), "{}", said(&plain));
    assert!(said(&era).contains("令和元年5月1日{2019-05-01}改定") && said(&era).contains("平成28年3月{2016-03}制定"), "{}", said(&era));
    assert!(said(&era).contains("平成17年{2005}準備"), "{}", said(&era));
}

#[test]
fn a_note_whose_place_is_not_on_the_page_stands_where_it_is_written() {
    let provision = "notes: [{text: 送り方の注, at: [opt_out]}]\nopt_out: ありません。\n";
    let with = |blocks: &str| {
        let folder = Folder::new().with("site.yaml", "[contacts]", blocks).file("provision.yaml", provision).open();
        assert_eq!(folder.codes(), Vec::<&str>::new(), "{}", folder.report(Lang::Ja));
        page(&folder, Lang::Ja, "top")
    };
    let whole = with("[provision]");
    assert_eq!(whole.matches("送り方の注").count(), 1, "{whole}");
    assert!(whole.find("ありません").expect("the text") < whole.find("送り方の注").expect("the note"), "{whole}");
    assert_eq!(with("[provision/notes]").matches("送り方の注").count(), 1);
}

#[test]
fn a_field_that_a_sentence_prints_is_no_row() {
    let disclosure = |intro: &str| {
        let text = format!(
            "intro: {intro}\nprocedures:\n  - {{id: a, target: 全て, requests: [disclose], means: [mail], fee: {{kind: none}}, decision: {{within_days: 30}}}}\n"
        );
        let folder = Folder::new().with("site.yaml", "[contacts]", "[disclosure]").file("disclosure.yaml", &text).open();
        assert_eq!(folder.codes(), Vec::<&str>::new(), "{}", folder.report(Lang::Ja));
        page(&folder, Lang::Ja, "top")
    };
    let rows = |text: &str| ["請求の種類", "請求の方法", "手数料", "決定までの期間"].map(|row| text.contains(row));
    assert_eq!(rows(&disclosure("次のとおりです。")), [true; 4]);
    assert_eq!(
        rows(&disclosure("<field:procedures/a/means>で受け付け、<field:procedures/a/decision/within_days>で決めます。")),
        [true, false, true, false]
    );
    assert_eq!(rows(&disclosure("{text: 郵送します。, states: [procedures/a/means, procedures/a/fee]}")), [true, false, false, true]);
    assert_eq!(rows(&disclosure("{text: すべて書きました。, states: [procedures/a]}")), [false; 4]);
    // Published in another file, a value is printed here all the same.
    assert_eq!(rows(&disclosure("<field:society/name>です。")), [true; 4]);
}
