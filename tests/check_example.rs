//! The example society as the program sees it: composed, every duty met and shown where.

mod check_support;

use check_support::{check_folder, example, lines, packs};
use kohyo::check::Outcome;

#[test]
fn the_example_has_nothing_to_complain_of() {
    let report = check_folder(&packs(), &example(), "2026-12-01");
    assert_eq!(lines(&report), "");
    for outcome in [Outcome::NoMatch, Outcome::RuleError] {
        assert_eq!(report.count(outcome), 0, "{outcome:?}");
    }
}

#[test]
fn what_is_asked_of_a_folder_is_met_where_its_files_stand() {
    let report = check_folder(&packs(), &example(), "2026-12-01");
    let places = |id: &str| -> Vec<String> {
        let rule = report.rules.iter().find(|r| r.rule == id).unwrap_or_else(|| panic!("{id}"));
        rule.evidence.iter().filter_map(|e| Some(e.page.as_ref().or(e.pdf.as_ref())?.to_string())).collect()
    };
    assert_eq!(places("kenpo-gl-policy-publish"), ["privacy/"]);
    assert_eq!(places("kenpo-gl-rules-publish"), ["rules/management/", "bulletins/booklet.pdf", "rules/receipts/"]);
}
