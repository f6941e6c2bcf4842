//! Mistakes in the model, one small folder each, and what is said of them: what, where, why, how to mend. Nothing else is said beside it.

use crate::folder::Folder;
use kohyo::lang::Lang;

/// Compares with the snapshot of the test, which holds the messages in both languages.
macro_rules! shown {
    ($($title:literal => $folder:expr),* $(,)?) => {{
        let mut said = String::new();
        $( said.push_str(&both($title, &$folder)); )*
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(said) });
    }};
}

fn both(title: &str, folder: &Folder) -> String {
    let opened = folder.open();
    let nothing = |said: String| if said.is_empty() { "(nothing)\n".to_string() } else { said };
    format!("━━━━ {title}\n{}\n{}\n", nothing(opened.report(Lang::Ja)), nothing(opened.report(Lang::En)))
}

/// A society with one file more.
fn one(path: &str, text: &str) -> Folder {
    Folder::new().file(path, text)
}

const JOINT_USE: &str = "\
statement: 共同して利用します。
items:
  - id: checkups
    partner: employer
    data_items: [氏名]
    parties: [{id: self, name: society, purpose: 健診のため}]
    manager: society
";

const DISCLOSURE: &str = "\
procedures:
  - {id: all, target: 全て, requests: [disclose], requesters: [self], submit_to: privacy, means: [mail], methods: [paper], fee: copy}
fees: [{id: copy, kind: fixed, amount: 300}]
";

#[test]
fn unknown_keys() {
    shown! {
        "a key that resembles another" => one("joint-use.yaml", &JOINT_USE.replace("partner", "patrner")),
        "a required key misspelt is not missing too" => Folder::new().with("society.yaml", "kind:", "kimd:"),
        "a key that resembles nothing" => one("security.yaml", "measures: {zzz: はい}\n"),
        "a key of a nested record" => one("disclosure.yaml", &DISCLOSURE.replace("fee: copy", "fee: copy, decision: {whithin_days: 30}")),
        "a Japanese key" => one("security.yaml", "組織: あり\n"),
        "a key in a short form" => Folder::policy("body: [{tekst: 文}]\n"),
        "an answer that belongs elsewhere" => one("disclosure.yaml", &DISCLOSURE.replace("fee: copy", "fee: copy, decision: {none: 未定}")),
    }
}

/// A manual in place of a society.
fn manual() -> Folder {
    Folder::new()
        .file("society.yaml", "name: 例示の手引き\nkind: documentation\n")
        .file("site.yaml", "base_url: https://example.or.jp/\npages: [{id: top, path: \"\", title: 手引き, blocks: [page:top]}]\n")
        .file("pages/top.md", "---\nid: top\n---\nはじめに読むページです。\n")
}

#[test]
fn a_manual_is_no_insurer() {
    shown! {
        "a manual, of which nothing is checked" => manual(),
        "with what insurers make public" => manual().file("security.yaml", "measures: {rules: 規程を定めています。}\n"),
        "with a policy" => manual().file("policies/p.yaml", "id: p\ntitle: 方針\nbody: [文]\n"),
        "with the name of an insurer" => manual().with("society.yaml", "例示の手引き", "例示健康保険組合"),
        "with the name of an insurer in its long form" => manual().with("society.yaml", "例示の手引き", "{text: 例示健保, latin: Reiji}"),
    }
}

#[test]
fn references_in_code_are_only_shown() {
    let body = "---\nid: top\n---\n`<page:nowhere>`と書きます。\n\n```\ntext: <law:appi/9999>\n```\n\n    <page:nowhere>\n";
    let shown = manual().file("pages/top.md", body).open();
    assert_eq!(shown.codes(), ["documentation"]);
    let glossary = "items: [{id: a, term: 参照, text: \"`<page:nowhere>`のように書きます。\"}]\n";
    assert_eq!(manual().file("glossary.yaml", glossary).open().codes(), ["documentation"]);
    let beside = manual().file("pages/top.md", &body.replace("と書きます", "は<page:nowhere>です")).open();
    assert_eq!(beside.errors(), ["unknown-reference"]);
}

#[test]
fn missing_keys() {
    shown! {
        "of a file" => one("policies/p.yaml", "title: 方針\nbody: [文]\n"),
        "of society.yaml, and a reference all the same" => Folder::policy("body: [\"<page:tpo>\"]\n").with("society.yaml", "kind: health_insurance_society\n", ""),
        "of an entry of a list" => Folder::new().with("site.yaml", "id: top, ", ""),
        "of an entry with an id" => Folder::new().with("site.yaml", "path: \"\", ", ""),
        "of an inner record" => one("joint-use.yaml", &JOINT_USE.replace("manager: society", "manager: {address: {building: 4階}}")),
        "of a page of prose" => one("pages/a.md", "---\ntitle: 文\n---\n本文\n"),
        "of an empty file, and nothing of what it would name" => Folder::policy("body: [\"<page:top>、<term:self>\"]\n").file("site.yaml", "# 未定\n"),
        "two at once" => one("processed.yaml", "anonymized: [{title: 統計}]\npseudonymized: [{title: 仮名}]\n"),
    }
}

#[test]
fn wrong_types() {
    shown! {
        "a text for a list" => one("disclosure.yaml", &DISCLOSURE.replace("[disclose]", "disclose")),
        "a list for a text" => Folder::new().with("society.yaml", "03-0000-0000", "[03-0000-0000]"),
        "a group for a text" => Folder::new().with("society.yaml", "03-0000-0000", "{a: b}"),
        "a text for a group" => one("security.yaml", "measures: あります\n"),
        "a text for a file" => one("purposes.yaml", "- id: a\n"),
        "waivers under a title" => one("waivers.yaml", "title: 認めたもの\nitems: []\n"),
        "no waivers yet" => one("waivers.yaml", "# まだありません\n"),
        "a text for a number" => one("disclosure.yaml", &DISCLOSURE.replace("300", "三百円")),
        "a number with a comma and a counter" => one("disclosure.yaml", &DISCLOSURE.replace("amount: 300", "amount: \"３，０００円\"")),
        "a number with a comma" => Folder::new().and("society.yaml", "persons: 8,400\n"),
        "a negative number" => one("disclosure.yaml", &DISCLOSURE.replace("300", "-1")),
        "a text for true or false" => Folder::new().and("site.yaml", "era: はい\n"),
        "a word that is not of the list" => one("joint-use.yaml", &JOINT_USE.replace("employer", "emploier")),
        "a word that resembles none" => one("joint-use.yaml", &JOINT_USE.replace("employer", "会社")),
        "another word than the only one" => Folder::new().and("site.yaml", "bulletins: [{id: board, for: 掲示板, paper: {size: A3, orientation: portrait}, letterhead: {from: 理事長}, blocks: [society]}]\n"),
        "a list for a word" => one("joint-use.yaml", &JOINT_USE.replace("employer", "[employer]")),
        "an address" => Folder::new().and("society.yaml", "address: 東京都\n"),
        "a table whose rows are texts" => Folder::policy("body: [{table: {columns: [甲], rows: [乙]}}]\n"),
        "uses that are a list" => one("purposes.yaml", "areas: [{id: a, name: 甲, uses: [乙]}]\n"),
        "a duty that is no reference" => one("provision.yaml", "opt_out: {elsewhere: 別のページ}\n"),
        "an address of the web" => Folder::new().with("site.yaml", "https://example.or.jp/", "www.example.or.jp"),
        "ids" => Folder::new().with("site.yaml", "id: top", "id: Top Page").and("society.yaml", "roles: [{id: con, title: 役}]\n"),
        "texts that are numbers, or true" => Folder::policy("number: 3\n").and("society.yaml", "representative: {name: true}\naddress: {postal_code: 1000001, text: 東京都}\n"),
        "a sample that is a number" => Folder::policy("numbering: [1, ア]\nbody: [甲]\n"),
        "too many cells in a row" => Folder::policy("body: [{table: {columns: [甲, 乙], rows: [[一, 二, 三]]}}]\n"),
        "too few cells in a row" => Folder::policy("body: [{table: {columns: [甲, 乙], rows: [[一]]}}]\n"),
    }
}

#[test]
fn days() {
    let with = |day: &str| Folder::policy(&format!("body: [文]\nhistory: [{{date: {day}, what: 制定}}]\n"));
    shown! {
        "a day that is not" => with("2026-02-30"),
        "an era that had ended" => with("平成31年5月1日"),
        "a right day of an era" => with("平成31年4月30日"),
        "no leading zero" => with("2026-4-1"),
        "a thirteenth month" => with("2026-13"),
        "no day at all" => with("いつか"),
        "a list" => with("[2026-04-01]"),
    }
}

#[test]
fn values_that_are_missing() {
    shown! {
        "of a field that may say that there is none" => one("joint-use.yaml", &JOINT_USE.replace("manager: society", "manager:")),
        "of a required field" => Folder::new().with("society.yaml", "kind: health_insurance_society", "kind:"),
        "of an entry" => Folder::policy("body:\n  - 文\n  -\n"),
    }
}

#[test]
fn names_twice() {
    shown! {
        "desks" => Folder::new().and("society.yaml", "  - {id: privacy, title: 別の窓口, tel: 03-0000-0001, handles: [request]}\n"),
        "items of a file" => Folder::policy("body: [{id: a, text: 甲}, {text: 乙, items: [{id: a, text: 丙}]}]\n"),
        "a rule and a policy" => Folder::policy("body: [文]\n").file("rules/p.yaml", "id: p\nkind: guideline\nbody: [文]\n"),
        "a document and a file" => Folder::new().file("rules/r.yaml", "id: disclosure\nkind: guideline\nbody: [文]\n").file("disclosure.yaml", DISCLOSURE),
        "parties of one joint use" => one("joint-use.yaml", &JOINT_USE.replace("parties: [", "parties: [{id: self, name: 甲, purpose: 乙}, ")),
        "bulletins" => Folder::new().and(
            "site.yaml",
            "bulletins:\n  - {id: b, for: 掲示板, paper: {size: A3, orientation: portrait}, blocks: [contacts]}\n  - {id: b, for: 冊子, paper: {size: A4, orientation: portrait}, blocks: [contacts]}\n",
        ),
        "parties of two joint uses may share an id" => one("joint-use.yaml", &format!("{JOINT_USE}{}", JOINT_USE.split_once("items:\n").map(|(_, i)| i.replace("checkups", "others")).unwrap_or_default())),
    }
}

#[test]
fn unknown_references() {
    let say = |text: &str| Folder::policy(&format!("body: [\"{text}\"]\n"));
    shown! {
        "a kind" => say("<pages:top>"),
        "a page" => say("<page:tpo>"),
        "a page that resembles none" => say("[こちら](page:zzz)"),
        "a desk" => say("<contact:privasy>"),
        "a term" => say("<term:selv>"),
        "an item of this file" => say("<item:nothing>"),
        "an item of another file" => say("<item:society#privasy>").file("disclosure.yaml", DISCLOSURE),
        "an item that another file has" => say("<item:copy>").file("disclosure.yaml", DISCLOSURE),
        "a document" => say("<item:disclosur#copy>").file("disclosure.yaml", DISCLOSURE),
        "an annex" => say("<annex:x>"),
        "a form, a file, a rule, a notice, a role" => say("<form:a> <file:a> <rule:a> <notice:a> <role:a>"),
        "a procedure and a joint use" => say("<procedure:al> <joint-use:checkup>").file("disclosure.yaml", DISCLOSURE).file("joint-use.yaml", JOINT_USE),
        "a field" => say("<field:society/nmae>"),
        "a field of an entry" => say("<field:disclosure/procedures/all/decission>").file("disclosure.yaml", DISCLOSURE),
        "a field of nothing" => say("<field:zzz>"),
        "a law" => say("<law:apii/27> <law:appi/x>"),
        "a block" => say("<block:joint-uze>"),
        "states" => Folder::policy("body: [{text: 文, states: [disclosure/procedures/al]}]\n").file("disclosure.yaml", DISCLOSURE),
        "in a page of prose" => Folder::new().with("site.yaml", "[contacts]", "[\"page:a\"]").file("pages/a.md", "---\nid: a\n---\n本文の<page:tpo>です。\n"),
    }
}

#[test]
fn unknown_ids_in_fields() {
    shown! {
        "desks, forms, fees" => one("disclosure.yaml", &DISCLOSURE.replace("privacy", "privasy").replace("fee: copy", "fee: copi, forms: [x]")),
        "a page of the menu" => Folder::new().and("site.yaml", "menu: [{title: 全て, pages: [tpo]}]\n"),
        "a signature" => Folder::policy("body: [文]\nsigned: representativ\n"),
        "a category" => one("purposes.yaml", "categories: [{id: insured, name: 被保険者}]\nareas: [{id: a, name: 甲, uses: {x: [{text: 乙, categories: [insureds]}]}}]\n"),
        "a party" => one("joint-use.yaml", &JOINT_USE.replace("manager: society", "manager: {party: employer}")),
        "a place of a note" => Folder::policy("body: [文]\nnotes: [{text: 注, at: [bodi]}]\n"),
        "a redirect" => Folder::new().with("site.yaml", "path: \"\"", "path: purposes/").and("site.yaml", "redirects: [{from: old.html, to: purpose/}]\n"),
        "a language" => Folder::new().and("site.yaml", "languages: [ja, fr]\n"),
        "a label" => Folder::policy("body: [文]\nlabels: {hisory: 沿革}\n"),
        "a file that is not there" => one("files.yaml", "- {id: pia, title: 評価書, file: pai.pdf}\n").file("files/pia.pdf", "%PDF"),
    }
}

#[test]
fn ambiguous_references() {
    let rule = |id: &str| format!("id: {id}\nkind: regulation\ntitle: 規程{id}\nannexes: [{{id: x, title: 表, text: 文}}]\n");
    shown! {
        "an annex of two rules" => Folder::policy("body: [\"<annex:x>\"]\n").file("rules/a.yaml", &rule("a")).file("rules/b.yaml", &rule("b")),
        "a number that stands twice" => Folder::policy("numbering: [\"1\", \"(1)\"]\nbody:\n  - {text: 甲, items: [{id: b, text: 一}], continuation: {items: [{id: c, text: 二}, \"<item:b>\"]}}\n"),
        "an item without a number" => Folder::policy("body: [{id: a, text: 甲}, \"<item:a>\"]\n"),
    }
}

#[test]
fn blocks() {
    let with = |blocks: &str| Folder::new().with("site.yaml", "[contacts]", blocks);
    shown! {
        "unknown" => with("[contatcs]"),
        "unknown, resembling none" => with("[zzz]"),
        "an unknown part" => with("[provision/optout]").file("provision.yaml", "opt_out: ありません。\n"),
        "an unknown part in a list" => with("[{block: provision, parts: [optout]}]").file("provision.yaml", "opt_out: ありません。\n"),
        "parts of what cannot be divided" => with("[{block: contacts, parts: [intro]}, society/intro]"),
        "without its id" => with("[contact]"),
        "with an id that it does not take" => with("[\"contacts:privacy\"]"),
        "with an unknown id" => with("[\"contact:privasy\", \"policy:x\", \"annex:r#x\"]"),
        "whose file is not there" => with("[provision]"),
        "twice" => with("[contacts, contacts]"),
        "a part twice" => with("[provision, provision/opt-out]").file("provision.yaml", "opt_out: ありません。\n"),
        "one of a list that stands there too" => with("[\"joint-use:checkups\", joint-use]").file("joint-use.yaml", JOINT_USE),
        "inside itself" => Folder::policy("body: [{block: \"policy:p\"}]\n"),
        "a circle of two" => Folder::policy("body: [{block: \"policy:q\"}]\n").file("policies/q.yaml", "id: q\nbody: [{block: \"policy:p\"}]\n"),
    }
}

#[test]
fn paths() {
    let at = |path: &str| Folder::new().with("site.yaml", "path: \"\"", &format!("path: '{path}'"));
    shown! {
        "up" => at("../x/"),
        "absolute" => at("/etc/"),
        "a drive" => at("C:/x/"),
        "backslashes" => at("a\\b"),
        "reserved" => at("privacy/nul/"),
        "blanks" => at("個人 情報/"),
        "our folders" => at("assets/"),
        "our files" => at("index.html"),
        "two slashes" => at("a//b/"),
        "hidden" => at(".git/"),
        "two pages" => at("privacy/").and("site.yaml", "  - {id: other, path: Privacy, blocks: [society]}\n"),
        "a page and a redirect" => at("privacy/").and("site.yaml", "redirects: [{from: privacy/index.html, to: privacy/}]\n"),
    }
}

#[test]
fn translations() {
    let en = |path: &str, text: &str| {
        Folder::policy("body: [一, 二]\nintro: 文\nlabels: {history: 沿革}\n")
            .and("site.yaml", "languages: [ja, en]\n")
            .file(&format!("en/{path}"), text)
    };
    shown! {
        "an unknown id" => en("society.yaml", "by_id: {privasy: {title: Desk}}\n"),
        "an unknown key" => en("policies/p.yaml", "intr: Text\n"),
        "another length" => en("policies/p.yaml", "body: [One]\n"),
        "another shape" => en("policies/p.yaml", "intro: [A, B]\n"),
        "a number for a text" => en("policies/p.yaml", "intro: 3\n"),
        "no original" => en("policies/q.yaml", "title: Text\n"),
        "a reference of its own" => en("policies/p.yaml", "intro: <page:tpo>\n"),
        "own words of its own" => en("policies/p.yaml", "intro: \"<b>Text</b>\"\n"),
    }
}

#[test]
fn texts() {
    let say = |text: &str| Folder::policy(&format!("body: ['{text}']\n"));
    shown! {
        "raw HTML" => say("これは<b>太字</b>です。"),
        "a link that leads nowhere" => say("[x](javascript:alert)と[y](foo)"),
        "a picture" => say("![図](https://example.or.jp/a.png)"),
        "asterisks left over" => say("これは**強調です。"),
        "own words that differ" => Folder::new().with("site.yaml", "[contacts]", "[\"rule:r\"]").file(
            "rules/r.yaml",
            "id: r\nkind: regulation\ntitle: 規程\narticles: [{id: a, heading: 甲, text: 甲}, {heading: 乙, text: \"[第2条](item:a)と[前条](item:a)\"}, {heading: 丙, text: \"[前条](item:a)\"}]\n",
        ),
        "a title that resembles the real one" => Folder::policy("body: [\"[個人情報の相談窓口](contact:privacy)\"]\n"),
        "in a page of prose" => Folder::new().with("site.yaml", "[contacts]", "[\"page:a\"]").file("pages/a.md", "---\nid: a\n---\n# 見出し\n\n**「甲」**は<i>斜体</i>で、[x](foo:bar)です。\n"),
    }
}

/// A slip in the Japanese does not make its right translation wrong.
#[test]
fn the_translation_of_a_misspelt_key_is_not_blamed() {
    let folder = Folder::policy("intor: 文\n").and("site.yaml", "languages: [ja, en]\n").file("en/policies/p.yaml", "intro: Text\n");
    assert_eq!(folder.open().codes(), ["unknown-key"]);
}

/// A file that cannot be read is reported, and nothing that it may hold is called unknown.
#[test]
fn files_that_cannot_be_read() {
    let broken = "title: \"閉じない\nitems: [\n";
    shown! {
        "what refers to it" => Folder::policy("body: [\"<item:r#a> <rule:r> <annex:x> <joint-use:j> <field:joint-use/items/j/since> <form:f> <item:joint-use#j>\"]\n")
            .file("rules/r.yaml", broken).file("joint-use.yaml", broken).file("forms.yaml", broken)
            .with("site.yaml", "[\"policy:p\"]", "[\"policy:p\", \"rule:r\", joint-use, \"annex:r#x\"]"),
        "its translation" => Folder::policy(broken).and("site.yaml", "languages: [ja, en]\n").file("en/policies/p.yaml", "title: Policy\n"),
        "site.yaml, and mistakes elsewhere" => Folder::new().file("site.yaml", broken).file("disclosure.yaml", &DISCLOSURE.replace("privacy", "privasy").replace("kind: fixed", "kind: fixt")),
        "society.yaml" => Folder::policy("body: [\"<contact:privacy> <term:name> <page:tpo>\"]\n").file("society.yaml", broken),
        "a page of prose" => Folder::policy("body: [\"<page:a>\"]\n").file("pages/a.md", "---\nid: [\n---\n本文\n"),
    }
}

/// A record with a mistake keeps its name: references to it are right.
#[test]
fn one_mistake_is_one_message() {
    shown! {
        "a procedure with a wrong word" => one("disclosure.yaml", &DISCLOSURE.replace("requests: [disclose]", "requestz: [disclose]")).file("faq.yaml", "- {id: a, q: 問, a: \"<procedure:all>\"}\n"),
        "a rule without its kind" => Folder::policy("body: [\"<rule:r>の<item:r#a>\"]\n").file("rules/r.yaml", "id: r\ntitle: 規程\narticles: [{id: a, heading: 甲, text: 甲}]\n"),
        "a fee with a wrong kind" => one("disclosure.yaml", &DISCLOSURE.replace("fixed", "fixt")),
    }
}

#[test]
fn all_problems_are_told_in_one_run() {
    let folder = Folder::policy("bodi: [文]\nintro: <page:tpo>\n").with("site.yaml", "path: \"\"", "path: ../x").with(
        "society.yaml",
        "handles",
        "handels",
    );
    let codes = folder.file("security.yaml", "measures: {none: true, x: y}\nentrustee_supervision: <file:x>\n").open().codes();
    for code in ["unknown-key", "unknown-reference", "bad-path"] {
        assert!(codes.contains(&code), "{code} is missing in {codes:?}");
    }
    assert_eq!(codes.iter().filter(|c| **c == "unknown-key").count(), 3, "{codes:?}");
    assert_eq!(codes.iter().filter(|c| **c == "unknown-reference").count(), 2, "{codes:?}");
}
