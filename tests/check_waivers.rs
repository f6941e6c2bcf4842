//! A waiver covers what it names, for as long as it says, and stays in every report.

mod check_support;

use check_support::{check_tree, packs, written};
use kohyo::check::{Outcome, Report};

fn report(waiver: &str, day: &str) -> Report {
    let content = format!(
        "society: {{name: 例示, kind: health_insurance_society}}\nforms: {{items: [{{id: request, title: 請求書, sheet: request}}]}}\nwaivers:\n- {waiver}\n"
    );
    check_tree(&packs(), &written(&content), &[], day)
}

fn outcome(report: &Report, rule: &str) -> Outcome {
    report.rules.iter().find(|r| r.rule == rule).map_or(Outcome::RuleError, |r| r.outcome)
}

const FULL: &str = "{rule: appi-21-2-direct-collection, at: forms#request, reason: 紙の様式に印刷済み, approved_by: 常務理事, approved_on: 2026-11-01, expires: 2027-03-31}";

#[test]
fn a_valid_waiver_covers_its_finding_which_stays_in_the_report() {
    let r = report(FULL, "2026-12-01");
    assert_eq!(outcome(&r, "appi-21-2-direct-collection"), Outcome::Waived);
    let finding = r.of_rule("appi-21-2-direct-collection").next().and_then(|f| f.waiver.clone());
    assert_eq!(finding.map(|w| (w.approved_by, w.expires)), Some(("常務理事".into(), "2027-03-31".into())));
    assert_eq!(outcome(&r, "waiver-unused"), Outcome::Pass);
}

#[test]
fn the_place_may_be_named_in_every_way() {
    for at in ["forms#request", "/forms/items/0", "forms/items/request", "forms/items/1/purpose"] {
        let r = report(&FULL.replace("forms#request", at), "2026-12-01");
        assert_eq!(outcome(&r, "appi-21-2-direct-collection"), Outcome::Waived, "{at}");
    }
}

#[test]
fn an_expired_incomplete_or_endless_waiver_covers_nothing() {
    let cases = [
        (FULL.to_owned(), "2027-04-01", "waiver-expired"),
        (FULL.replace("reason: 紙の様式に印刷済み, ", ""), "2026-12-01", "waiver-incomplete"),
        (FULL.replace("2027-03-31", "2027-11-02"), "2026-12-01", "waiver-incomplete"),
        (FULL.replace("2027-03-31", "来年"), "2026-12-01", "waiver-incomplete"),
        (FULL.to_owned(), "2026-10-31", "waiver-incomplete"),
    ];
    for (waiver, day, said_by) in cases {
        let r = report(&waiver, day);
        assert_eq!(outcome(&r, "appi-21-2-direct-collection"), Outcome::Fail, "{waiver} {day}");
        assert_eq!(outcome(&r, said_by), Outcome::Fail, "{waiver} {day}");
    }
}

#[test]
fn a_waiver_that_covers_nothing_is_a_warning() {
    for waiver in [FULL.replace("forms#request", "forms#other"), FULL.replace("appi-21-2-direct-collection", "no-such-rule")] {
        let r = report(&waiver, "2026-12-01");
        assert_eq!(outcome(&r, "waiver-unused"), Outcome::Fail, "{waiver}");
        assert_eq!(outcome(&r, "appi-21-2-direct-collection"), Outcome::Fail, "{waiver}");
    }
}
