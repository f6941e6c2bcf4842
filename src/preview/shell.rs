//! The pages of the preview's own: the one around a page, the list of societies, and those that say what cannot be shown.

use super::address::{OWN, encoded};
use super::studio::Studio;
use super::{list, words};
use crate::lang::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where the site of a society lies by itself.
pub(super) fn site_root(many: bool, name: &str) -> String {
    if many { format!("/{OWN}/site/{}/", encoded(name)) } else { format!("/{OWN}/site/") }
}

/// Where it lies for people.
pub(super) fn base(many: bool, name: &str) -> String {
    if many { format!("/{}/", encoded(name)) } else { "/".to_owned() }
}

/// The style, script and sign of these pages.
pub(super) fn asset(name: &str) -> Option<&'static str> {
    match name {
        "shell.css" => Some(include_str!("assets/shell.css")),
        "shell.js" => Some(include_str!("assets/shell.js")),
        "icon.svg" => Some(include_str!("assets/icon.svg")),
        _ => None,
    }
}

#[derive(Serialize)]
struct Around<'a> {
    t: BTreeMap<&'static str, &'static str>,
    lang: &'static str,
    name: &'a str,
    many: bool,
    base: String,
    site: String,
    src: String,
    version: u64,
    run: u32,
}

/// The page around a page; `path` is the page's in its site.
pub(super) fn around(studio: &Studio, name: &str, path: &str) -> String {
    let (many, version) = {
        let state = studio.state();
        (state.many, state.now)
    };
    let site = site_root(many, name);
    let lang = studio.settings.lang;
    words::render(
        "shell.html",
        &Around {
            t: words::table(lang),
            lang: lang.tag(),
            name,
            many,
            base: base(many, name),
            src: format!("{site}{}", encoded(path)),
            site,
            version,
            run: std::process::id(),
        },
    )
}

#[derive(Serialize)]
struct Index {
    t: BTreeMap<&'static str, &'static str>,
    lang: &'static str,
    list: String,
    run: u32,
}

/// The list of societies.
pub(super) fn index(studio: &Studio) -> String {
    let lang = studio.settings.lang;
    let list = list::html(&studio.state(), lang);
    words::render("index.html", &Index { t: words::table(lang), lang: lang.tag(), list, run: std::process::id() })
}

#[derive(Serialize)]
struct Word<'a> {
    lang: &'static str,
    title: &'a str,
    text: &'a str,
    problems: &'a [String],
}

/// A page that says why there is none, by the names of its words.
pub(super) fn word(lang: Lang, title: &'static str, text: &'static str, problems: &[String]) -> String {
    let (title, text) = (words::get(title, lang), words::get(text, lang));
    words::render("word.html", &Word { lang: lang.tag(), title, text, problems })
}
