//! Every report format of the same small society: one duty met, one not, one waived, one to come, one fault of a rule.

#![allow(clippy::panic)]

mod check_support;
#[path = "check_support/formats.rs"]
mod formats;

use check_support::{told, written};
use kohyo::check::report::{Format, write};
use kohyo::check::{Location, Locator, Outcome, Packs, Rendered, Report, Subject, run, view::View};
use kohyo::diagnostic::{Place, Severity};
use kohyo::lang::Lang;

const PACK: &str = r##"
pack: sample
pack_version: 2026.12.1
title: 見本
title_en: Sample
rules:
  - id: name
    title: 名称を示す
    title_en: State the name
    law: [{act: appi, article: 32, paragraph: 1, item: 1}]
    basis: statute
    severity: error
    level: knowable
    versions: [{require: [society.name]}]
    message: 名称がありません（{law}）
    message_en: No name ({law})
    fix: name を書いてください。
    fix_en: Write a name.
    tests: [{name: なし, as_of: 2026-12-01, doc: {}, fails: ["#society.name"]}, {name: あり, as_of: 2026-12-01, doc: {society: {name: 例示}}, fails: []}]
  - id: fax
    title: FAXを示す
    title_en: State the fax
    law: []
    basis: practice
    severity: warning
    when: {exists: "$.society"}
    select: "$.society"
    versions: [{require: [fax]}]
    message: "「{title}」に FAX がありません: 100%, <&>"
    message_en: "“{title}” has no fax: 100%, <&>"
    fix: fax を書いてください。
    fix_en: Write a fax.
    tests: [{name: なし, as_of: 2026-12-01, doc: {society: {name: 例示}}, fails: ["/society#fax"]}, {name: あり, as_of: 2026-12-01, doc: {society: {fax: "03"}}, fails: []}]
  - id: words
    title: 保険証と書かない
    title_en: No insurance cards
    law: []
    basis: practice
    severity: error
    select: text
    versions: [{text: {find: 保険証}}]
    message: 「{value}」は、いまはありません
    message_en: “{value}” no longer exists
    fix: 改めてください。
    fix_en: Change it.
    tests: [{name: あり, as_of: 2026-12-01, text: 保険証, hits: 1}, {name: なし, as_of: 2026-12-01, text: 資格確認書, hits: 0}]
  - id: later
    title: これからの義務
    title_en: A duty to come
    law: [{act: 令和8年法律第56号}]
    basis: statute
    severity: info
    versions: [{status: pending, promulgated: 2026-07-17, by: 2028-07-16, note: 公表が要ります。, note_en: To be published.}]
    message: 義務ができます
    tests: [{name: 未定, as_of: 2026-12-01, outcome: not_in_force}]
  - id: blind
    title: 何も見つけない規則
    title_en: A rule that finds nothing
    law: []
    basis: practice
    severity: error
    select: "$.forms.items[*]"
    min_matches: 1
    versions: [{require: [title]}]
    message: 題名がありません
    message_en: No title
    tests: [{name: なし, as_of: 2026-12-01, doc: {forms: [{id: a}]}, fails: ["/forms/items/0#title"]}, {name: あり, as_of: 2026-12-01, doc: {forms: [{title: あ}]}, fails: []}]
"##;

const CONTENT: &str = r##"
society: {name: 例示健康保険組合, tel: 03-0000-0000}
purposes: {intro: 保険証の発行}
waivers: [{rule: words, at: /purposes/intro, reason: "=確認中", approved_by: 常務理事, approved_on: 2026-11-01, expires: 2027-03-31}]
"##;

/// Each file's values stand on the line of their depth.
struct Lines;

impl Locator for Lines {
    fn locate(&self, place: &Place) -> Option<Location> {
        let node = match place {
            Place::Node(n, _) | Place::Within(n, _) => n.0 as usize,
            _ => return None,
        };
        Some(Location { file: "content/組合, a.yaml".into(), line: node + 1, column: 3, end_line: node + 1, end_column: 9 })
    }
}

fn report() -> Report {
    let packs = Packs::default().with_files(vec![("sample.yaml".into(), PACK.into())]).unwrap_or_else(|p| panic!("{}", told(&p)));
    let tree = written(CONTENT);
    let view = View::new(&tree);
    let site = [("".to_owned(), vec!["about/".to_owned()]), ("about/".to_owned(), vec!["/society/name".to_owned()])].into_iter().collect();
    let rendered = Rendered::of_test(&site, &Default::default(), view.tree, |p| view.node(p));
    let day = jiff::civil::date(2026, 12, 1);
    let subject =
        Subject {
            name: "例示健康保険組合".into(), path: "content".into(), tree: &tree, bodies: &[], rendered: Some(&rendered), day
        };
    let mut report = run(&packs, &subject);
    report.locate(&Lines);
    report
}

#[test]
fn outcomes_and_waivers_are_counted() {
    let report = report();
    let outcomes: Vec<(&str, Outcome)> = report.rules.iter().map(|r| (r.rule.as_str(), r.outcome)).collect();
    let expected = [
        ("name", Outcome::Pass),
        ("fax", Outcome::Fail),
        ("words", Outcome::Waived),
        ("later", Outcome::NotInForce),
        ("blind", Outcome::NoMatch),
    ];
    assert_eq!(outcomes, expected);
    assert_eq!((report.findings_of(Severity::Error), report.findings_of(Severity::Warning)), (0, 1));
}

#[test]
fn every_format_in_both_languages() {
    let reports = [report()];
    for format in Format::ALL {
        insta::assert_snapshot!(format!("check_report_{}", format.name()), write(format, &reports, Lang::Ja));
    }
    insta::assert_snapshot!("check_report_text_en", write(Format::Text, &reports, Lang::En));
    assert!(write(Format::Html, &reports, Lang::En).contains("<html lang=\"en\">"));
}

#[test]
fn the_json_contract_holds() {
    let json: serde_json::Value = serde_json::from_str(&write(Format::Json, &[report()], Lang::Ja)).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["as_of"], "2026-12-01");
    assert_eq!(json["packs"][0]["sha256"].as_str().map(str::len), Some(64));
    let society = &json["societies"][0];
    assert_eq!(society["summary"]["pass"], 1);
    assert_eq!(society["summary"]["waived"], 1);
    assert_eq!(society["rules"][0]["law"], "個人情報保護法第32条第1項第1号");
    assert_eq!(society["rules"][0]["evidence"][0]["page"], "about/");
    let finding = &society["findings"][0];
    for key in ["rule", "severity", "message", "fix", "path", "file", "line", "column", "end_line", "end_column"] {
        assert!(!finding[key].is_null(), "{key}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in Format::ALL {
        assert_eq!(write(format, &[report()], Lang::Ja), write(format, &[report()], Lang::Ja), "{}", format.name());
    }
}

#[test]
fn a_cell_is_never_a_formula() {
    let csv = write(Format::Csv, &[report()], Lang::Ja);
    assert!(csv.starts_with('\u{feff}'));
    assert!(!csv.contains("\"="), "{csv}");
}

/// The report on the broken society of `tests/check_support/broken.yaml`: every kind of rule finds something.
fn broken() -> Report {
    let tree = written(include_str!("check_support/broken.yaml"));
    let view = View::new(&tree);
    let site = [
        ("".to_owned(), vec!["purposes/".to_owned()]),
        ("purposes/".to_owned(), vec!["/purposes".to_owned(), "/society/name".to_owned()]),
        ("lost/".to_owned(), vec!["/joint-use".to_owned()]),
    ];
    let rendered = Rendered::of_test(&site.into_iter().collect(), &Default::default(), view.tree, |p| view.node(p));
    let day = jiff::civil::date(2026, 12, 1);
    let name = "例示健康保険組合".to_owned();
    let subject = Subject { name, path: "content".into(), tree: &tree, bodies: &[], rendered: Some(&rendered), day };
    let mut report = run(&check_support::packs(), &subject);
    report.locate(&Lines);
    report
}

#[test]
fn sarif_keeps_to_its_standard() {
    for reports in [vec![], vec![report()], vec![broken()], vec![report(), broken()]] {
        for lang in [Lang::Ja, Lang::En] {
            let mut log: serde_json::Value = serde_json::from_str(&write(Format::Sarif, &reports, lang)).unwrap();
            assert_eq!(formats::sarif_problems(&log), [""; 0]);
            if let Some(result) = log["runs"].get_mut(0).and_then(|r| r["results"].get_mut(0)) {
                // The judge is no friend of everything.
                result["level"] = "grave".into();
                result["ruleIndex"] = 1_000_000.into();
                result["column"] = 1.into();
                assert_eq!(formats::sarif_problems(&log).len(), 3);
            }
        }
    }
}

#[test]
fn junit_keeps_to_its_form() {
    for reports in [vec![], vec![report()], vec![broken()], vec![report(), broken()]] {
        for lang in [Lang::Ja, Lang::En] {
            assert_eq!(formats::junit_problems(&write(Format::Junit, &reports, lang)), [""; 0]);
        }
    }
    let good = write(Format::Junit, &[report()], Lang::Ja);
    let bad = [
        good.replace("failures=\"1\"", "failures=\"2\""),
        good.replace(" hostname=\"localhost\"", ""),
        good.replace("<skipped/>", "<odd/>"),
        good.replace("</testsuite>", ""),
        good.replace("T00:00:00", ""),
    ];
    for bad in bad {
        assert_ne!(formats::junit_problems(&bad), [""; 0], "{bad}");
    }
}

#[test]
fn the_findings_of_a_broken_society() {
    let reports = [broken()];
    insta::assert_snapshot!("check_broken_text", write(Format::Text, &reports, Lang::Ja));
    let json: serde_json::Value = serde_json::from_str(&write(Format::Json, &reports, Lang::Ja)).unwrap();
    insta::assert_snapshot!("check_broken_json", format!("{:#}", json["societies"][0]["findings"]));
}
