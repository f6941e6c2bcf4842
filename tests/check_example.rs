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
