//! What a reference to an item prints, seen from different places; numbers; words that count from where they stand.

use crate::folder::Folder;
use kohyo::document::numbering::Scheme;
use kohyo::document::outline::outline;
use kohyo::lang::Lang;
use proptest::prelude::*;

/// What the reference prints that stands behind `@` on the page.
fn printed(policy: &str) -> Vec<String> {
    let opened = Folder::policy(policy).open();
    assert_eq!(opened.codes(), Vec::<&str>::new(), "{}", opened.report(Lang::Ja));
    let text = outline(opened.publication(Lang::Ja));
    let said = text.lines().filter_map(|l| l.split_once('@')).map(|(_, r)| r.to_string());
    said.map(|r| r.split("](").next().unwrap_or_default().trim_start_matches('[').to_string()).collect()
}

/// Six headings; the sixth has an item 1 with five items, the first of which has three.
fn sixth(at_place: &str, elsewhere: &str) -> String {
    let mut out = String::from("numbering: [\"第1\", \"1\", \"(1)\", \"①\"]\nbody:\n");
    out.push_str(&format!("  - {{heading: 一, text: \"{elsewhere}\"}}\n"));
    out.push_str(&"  - {heading: 空き}\n".repeat(4));
    out.push_str("  - heading: 六\n    id: six\n    items:\n      - text: 一\n        id: six-one\n        items:\n");
    out.push_str("          - {id: first, text: 甲, items: [一, 二, {id: third, text: 三}]}\n");
    out.push_str(&"          - 空き\n".repeat(3));
    out.push_str(&format!("          - \"{at_place}\"\n"));
    out
}

#[test]
fn an_item_is_named_from_the_place_where_the_reference_stands() {
    assert_eq!(printed(&sixth("@<item:third>", "")), ["(1)③"]);
    assert_eq!(printed(&sixth("", "@<item:third>")), ["第6の1(1)③"]);
    assert_eq!(printed(&sixth("@<item:third/number>", "")), ["第6の1(1)③"]);
    assert_eq!(printed(&sixth("@<item:third/own>", "")), ["③"]);
    assert_eq!(printed(&sixth("@<item:third/full>", "")), ["第6の1(1)③（三）"]);
    assert_eq!(printed(&sixth("@<item:third/title>", "")), ["三"]);
}

#[test]
fn what_contains_the_place_is_named_by_its_own_label() {
    assert_eq!(printed(&sixth("@<item:six-one>", "")), ["1"]);
    assert_eq!(printed(&sixth("@<item:six>", "")), ["第6"]);
    assert_eq!(printed(&sixth("@<item:first>", "")), ["(1)"]);
}

#[test]
fn an_item_of_another_file_is_named_with_its_title() {
    let other = "id: other\ntitle: 別の方針\nnumbering: [\"(1)\"]\nbody: [一, {id: second, text: 二}]\n";
    let folder = Folder::policy("body: [\"@<item:other#second>、<item:other#second/number>\"]\n").file("policies/other.yaml", other).open();
    let text = outline(folder.publication(Lang::Ja));
    assert!(text.contains("@別の方針(2)、(2)"), "{text}");
}

#[test]
fn another_form_of_the_number_may_be_given_for_references() {
    let policy = "numbering: [{label: \"(1)\", reference: 第1号}, \"一\"]\nbody: [{id: a, text: 甲, items: [一, {id: b, text: 乙}]}, \"@<item:a>\", \"@<item:b>\"]\n";
    assert_eq!(printed(policy), ["第1号", "第1号第二号"]);
}

/// A rule whose second article has three paragraphs; the last says `text`.
fn rule(text: &str) -> Folder {
    let rule = format!(
        "id: r\nkind: regulation\ntitle: 規程\narticles:\n  - {{id: a, heading: 甲, text: 甲}}\n  - id: b\n    heading: 乙\n    paragraphs:\n      - {{id: b1, text: 一}}\n      - {{id: b2, text: 二, items: [{{id: i, text: 一}}, \"{text}\"]}}\n      - {{id: b3, text: \"{text}\"}}\n  - {{id: c, heading: 丙, text: 丙}}\n"
    );
    Folder::new().with("site.yaml", "[contacts]", "[\"rule:r\"]").file("rules/r.yaml", &rule)
}

#[test]
fn words_that_count_from_the_place_are_compared_with_it() {
    // Right at one of the two places at least; the other is told.
    let differ = |text: &str| rule(text).open().codes().iter().filter(|c| **c == "own-words-differ").count();
    assert_eq!(differ("[前条](item:a)と[次条](item:c)"), 0);
    assert_eq!(differ("[前条](item:c)"), 2);
    assert_eq!(differ("[前項](item:b2)"), 1, "right in the third paragraph, wrong in the second");
    assert_eq!(differ("[前二項](item:b1)"), 1, "right in the third paragraph, too far from the second");
    assert_eq!(differ("[前号](item:i)"), 1, "right in the second item, wrong in the third paragraph");
    assert_eq!(differ("[前条第1項](item:b1)"), 2);
    assert_eq!(differ("[第2条第1項](item:b1)"), 0);
    assert_eq!(differ("[第二条](item:b1)"), 0);
    assert_eq!(differ("[第3条](item:b1)"), 2);
    assert_eq!(differ("[この条](item:b1)"), 0);
    assert_eq!(differ("[第28条](law:appi/27)"), 2);
    assert_eq!(differ("[法第27条](law:appi/27/5/3)"), 0);
}

proptest! {
    #[test]
    fn the_label_of_every_number_has_that_number(n in 1u32..300) {
        prop_assert_eq!(Scheme::of("第1条").step(n).label, format!("第{n}条"));
        prop_assert_eq!(Scheme::of("(1)").step(n).reference, format!("({n})"));
        prop_assert_eq!(Scheme::of("article").step(n).reference, format!("第{n}条"));
        prop_assert_eq!(Scheme::of("1. ").step(n).reference, n.to_string());
    }

    #[test]
    fn labels_of_different_numbers_differ(a in 1u32..60, b in 1u32..60) {
        prop_assume!(a != b);
        for sample in ["1", "１", "一", "①", "ア", "イ", "a", "A", "i", "I", "第1", "別表1", "※1", "article", "paragraph", "第一章"] {
            let scheme = Scheme::of(sample);
            prop_assert_ne!(scheme.step(a).label, scheme.step(b).label, "{}", sample);
            prop_assert_ne!(scheme.step(a).reference, scheme.step(b).reference, "{}", sample);
        }
    }

    #[test]
    fn the_first_label_is_the_sample(before in "[（第※]?", sample in "[1１一①アイaAiI]", after in "[）条章. ]?") {
        let label = format!("{before}{sample}{after}");
        prop_assert_eq!(Scheme::of(&label).step(1).label, label);
    }
}
