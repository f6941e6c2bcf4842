//! What changes on a day changes on that day, and nothing else.

mod check_support;

use check_support::{check_folder, example, packs};
use kohyo::check::Outcome;
use std::collections::BTreeSet;

/// The rules in force on a day.
fn in_force(day: &str) -> BTreeSet<String> {
    let report = check_folder(&packs(), &example(), day);
    report.rules.iter().filter(|r| r.outcome != Outcome::NotInForce).map(|r| r.rule.clone()).collect()
}

#[test]
fn the_first_of_april_2022_brings_exactly_its_duties() {
    let (before, after) = (in_force("2022-03-31"), in_force("2022-04-01"));
    let gone: Vec<&String> = before.difference(&after).collect();
    let new: Vec<&str> = after.difference(&before).map(String::as_str).collect();
    assert!(gone.is_empty(), "{gone:?}");
    insta::assert_snapshot!(new.join("\n"));
}

#[test]
fn provisions_are_cited_as_they_were_numbered_on_the_day() {
    let law = |day: &str| {
        let report = check_folder(&packs(), &example(), day);
        report.rules.iter().find(|r| r.rule == "appi-27-5-3-items").map(|r| r.law.ja.clone())
    };
    assert_eq!(law("2022-03-31").as_deref(), Some("個人情報保護法第23条第5項第3号"));
    assert_eq!(law("2022-04-01").as_deref(), Some("個人情報保護法第27条第5項第3号"));
}

#[test]
fn what_is_promulgated_and_not_in_force_is_listed_and_no_finding() {
    let report = check_folder(&packs(), &example(), "2026-12-01");
    let ahead: Vec<_> = report.rules.iter().filter(|r| r.rule.starts_with("appi-2026-")).collect();
    assert_eq!(ahead.len(), 6);
    for rule in ahead {
        assert_eq!(rule.outcome, Outcome::NotInForce);
        assert!(rule.note.ja.contains("2026-07-17"), "{}: {}", rule.rule, rule.note.ja);
        assert_eq!(report.of_rule(&rule.rule).count(), 0);
    }
}
