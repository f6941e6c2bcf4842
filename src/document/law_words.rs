//! Citations: what a `<law:…>` prints on a day, and whether all of them can be read.

use crate::content::ids::Ids;
use crate::content::reference::references;
use crate::content::tree::Tree;
use crate::diagnostic::{Diagnostic, Place};
use crate::lang::Lang;
use crate::law::citation::{Citation, View};
use crate::law::cite_error::CiteError;
use crate::law::statutes::Statutes;
use crate::words;

/// What a citation prints.
pub fn cite(statutes: &Statutes, target: &str, on: jiff::civil::Date, name: Option<&str>, lang: Lang) -> Result<String, Diagnostic> {
    let (text, view) = View::split(target);
    Citation::parse(text).and_then(|c| statutes.cite(&c, view, on, name, lang)).map_err(problem)
}

/// Every citation of every text, printed or not.
pub fn verify(tree: &Tree, ids: &Ids, statutes: &Statutes) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (at, text) in ids.referring(tree) {
        for r in references(text).filter(|r| r.kind == "law") {
            let (target, _) = View::split(r.target);
            if let Err(e) = Citation::parse(target).and_then(|c| statutes.accept(&c)) {
                out.push(problem(e).at(Place::Within(at, r.range)));
            }
        }
    }
    out
}

fn problem(e: CiteError) -> Diagnostic {
    Diagnostic::error("unknown-law", e.words()).fix(words!(
        "<law:法令/条/項/号> の形で書いてください（例：<law:appi/27/5/3>）",
        "write <law:act/article/paragraph/item>, such as <law:appi/27/5/3>"
    ))
}
