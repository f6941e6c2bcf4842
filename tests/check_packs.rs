//! The packs that are built in load, which runs the tests of every rule; both languages and every fact are there.

mod check_support;

use check_support::packs;
use kohyo::check::rule::VersionState;
use kohyo::diagnostic::Severity;

#[test]
fn every_builtin_rule_is_proved_by_its_tests() {
    let packs = packs();
    assert!(packs.rules().count() >= 10);
    assert_eq!(check_support::told(&packs.prove()), "");
}

#[test]
fn every_builtin_rule_speaks_both_languages_and_names_its_source() {
    let packs = packs();
    for (pack, rule) in packs.rules() {
        let pending = rule.versions.iter().all(|v| matches!(v.state, VersionState::Pending { .. }));
        for (what, text) in [("title_en", &rule.title_en), ("message_en", &rule.message_en)] {
            assert!(!text.is_empty(), "{}: {what}", rule.id);
        }
        assert!(pending || !rule.fix.is_empty() && !rule.fix_en.is_empty(), "{}: fix", rule.id);
        for source in &rule.source.0 {
            assert!(pack.sources.contains_key(source), "{}: source {source} is not among the sources of {}", rule.id, pack.mark.id);
        }
        assert!(
            rule.severity != Severity::Error || !rule.law.is_empty() || rule.basis.name() == "data_quality",
            "{}: an error needs a provision",
            rule.id
        );
    }
}
