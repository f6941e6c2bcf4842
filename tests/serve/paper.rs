//! Printed matter is made when it is asked for.

use crate::program::{Preview, SMALL, copy};

#[cfg(feature = "pdf")]
#[test]
fn a_sheet_is_typeset_when_it_is_opened_and_again_when_it_changed() {
    let preview = Preview::of(SMALL);
    let page = preview.get("/_kohyo/site/").text();
    let pdf = page.split("href=\"bulletins/").nth(1).map(|rest| format!("bulletins/{}", rest.split('"').next().unwrap()));
    let pdf = pdf.unwrap_or_else(|| panic!("the top page leads to the bulletin: {page}"));
    let first = preview.get(&format!("/{pdf}"));
    assert_eq!((first.status, first.header("content-type")), (200, Some("application/pdf")));
    assert!(first.body.starts_with(b"%PDF-"));
    assert_eq!(preview.get(&format!("/_kohyo/site/{pdf}")).body, first.body);
    let mut live = preview.live("live/0/");
    live.hear_until(crate::program::is_checked);
    preview.change("society.yaml", "例示", "甲示");
    live.hear_until(|news| news["changed"].as_array().is_some_and(|c| !c.is_empty()));
    let second = preview.get(&format!("/{pdf}"));
    assert!(second.body.starts_with(b"%PDF-") && second.body != first.body);
    let missing = preview.get("/bulletins/nowhere.pdf");
    assert_eq!(missing.status, 404);
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_program_that_cannot_print_says_so() {
    let preview = Preview::of(SMALL);
    let answer = preview.get("/bulletins/board.pdf");
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("印刷の機能（pdf）"), "{}", answer.text());
}

#[test]
fn without_printed_matter_nothing_leads_to_it() {
    let folder = tempfile::tempdir().unwrap();
    copy(SMALL, &folder.path().join("content"));
    let preview = Preview::start(folder, &["--no-print"]);
    assert!(!preview.get("/_kohyo/site/").text().contains("bulletins/"));
    assert_eq!(preview.get("/bulletins/board.pdf").status, 404);
}
