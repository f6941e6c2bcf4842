//! The packs that are built in load, which runs the tests of every rule; both languages and every fact are there.

use kohyo::check::{Packs, rule::VersionState};
use kohyo::diagnostic::{Diagnostic, Severity};

fn told(problems: &[Diagnostic]) -> String {
    problems.iter().map(|d| format!("{:?}: {}\n", d.place, d.what.ja)).collect()
}

fn packs() -> Packs {
    Packs::builtin().unwrap_or_else(|p| panic!("{}", told(&p)))
}

#[test]
fn every_builtin_rule_is_proved_by_its_tests() {
    assert!(packs().rules().count() >= 10);
}

#[test]
fn every_builtin_rule_speaks_both_languages_and_names_its_source() {
    for (pack, rule) in packs().rules() {
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
