//! The example society, and what the real pages look like.

mod check_support;

use check_support::{check, example, lines, packs};

#[test]
fn the_example_has_nothing_to_complain_of() {
    let report = check(&packs(), &example(), None, "2026-12-01");
    assert_eq!(lines(&report), "");
}
