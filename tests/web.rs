//! The web room on a fictional society: whole pages as snapshots, and the promises that hold for every page.

#[path = "web/sample.rs"]
mod sample;

use kohyo::web::{Options, OutputFile, Theme, render};
use std::path::Path;

fn standard() -> Theme {
    Theme::load(None).unwrap_or_else(|problems| panic!("the standard theme loads: {problems:?}"))
}

fn rendered(options: &Options) -> Vec<OutputFile> {
    render(&sample::site(), &standard(), options).unwrap_or_else(|problems| panic!("the sample renders: {problems:?}"))
}

fn file<'a>(files: &'a [OutputFile], path: &str) -> &'a str {
    let found = files.iter().find(|f| f.path == path).unwrap_or_else(|| panic!("{path} is written"));
    std::str::from_utf8(&found.bytes).unwrap_or_else(|_| panic!("{path} is UTF-8"))
}

#[test]
fn two_renders_are_equal_to_the_byte() {
    assert_eq!(rendered(&Options::default()), rendered(&Options::default()));
}

#[test]
fn characters_of_the_content_stay_characters() {
    let files = rendered(&Options::default());
    let html = file(&files, "odds/index.html");
    assert!(html.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;と{{ site.name }}はそのまま。"));
    assert!(!html.contains("javascript:"), "an unsafe address is no link");
}
