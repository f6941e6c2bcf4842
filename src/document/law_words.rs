//! Citations: what a `<law:…>` prints on a day, and whether all of them can be read.

use super::tree::Wording;
use crate::content::ids::Ids;
use crate::content::named::Named;
use crate::content::reference::references;
use crate::content::tree::Tree;
use crate::diagnostic::{Diagnostic, Place};
use crate::lang::Lang;
use crate::law::citation::{Citation, View};
use crate::law::cite_error::CiteError;
use crate::law::statutes::Statutes;
use crate::words;
use jiff::civil::Date;
use memchr::memmem;
use std::cell::RefCell;
use std::ptr;

/// What citations of the statutes that are built in print: many societies cite the same.
#[derive(Default)]
struct Cited {
    by_target: Named<String, Vec<Said>>,
    count: usize,
}

/// What a citation prints on a day, in a language, by a name of the act.
struct Said {
    on: Date,
    lang: Lang,
    name: Option<Box<str>>,
    text: Wording,
}

/// More than so many are not kept.
const MOST_KEPT: usize = 4000;

thread_local! {
    static CITED: RefCell<Cited> = RefCell::default();
}

impl Cited {
    fn get(&self, target: &str, on: Date, name: Option<&str>, lang: Lang) -> Option<Wording> {
        let said = self.by_target.get(target)?.iter();
        said.into_iter().find(|s| s.on == on && s.lang == lang && s.name.as_deref() == name).map(|s| s.text.clone())
    }

    fn keep(&mut self, target: &str, said: Said) {
        if self.count < MOST_KEPT {
            self.count += 1;
            self.by_target.of(target).push(said);
        }
    }
}

/// What a citation prints.
pub fn cite(statutes: &Statutes, target: &str, on: Date, name: Option<&str>, lang: Lang) -> Result<Wording, Diagnostic> {
    let builtin = ptr::eq(statutes, Statutes::builtin());
    if let Some(known) = CITED.with_borrow(|cited| cited.get(target, on, name, lang)).filter(|_| builtin) {
        return Ok(known);
    }
    let (cited, view) = View::split(target);
    let text = Citation::parse(cited).and_then(|c| statutes.cite(&c, view, on, name, lang)).map_err(problem)?;
    let text = Wording::from(text).shared();
    if builtin {
        let said = Said { on, lang, name: name.map(Box::from), text: text.clone() };
        CITED.with_borrow_mut(|all| all.keep(target, said));
    }
    Ok(text)
}

/// Every citation of every text, printed or not.
pub fn verify(tree: &Tree, ids: &Ids, statutes: &Statutes) -> Vec<Diagnostic> {
    let builtin = ptr::eq(statutes, Statutes::builtin());
    let mut out = Vec::new();
    let law = memmem::Finder::new("law:");
    for (at, text) in ids.referring(tree).filter(|(_, text)| law.find(text.as_bytes()).is_some()) {
        for r in references(text).filter(|r| r.kind == "law") {
            // What could be cited is right.
            if builtin && CITED.with_borrow(|cited| cited.by_target.get(r.target).is_some()) {
                continue;
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_citation_that_is_known_says_the_same_as_a_new_one() {
        let (builtin, other) = (Statutes::builtin(), Statutes::builtin().clone());
        for target in ["appi/27/5/3", "appi/27/5/3/full", "appi/2/own", "appi", "appi/900", "bango/19//8", "?"] {
            for _ in 0..2 {
                for day in [date(2022, 3, 31), date(2026, 12, 1)] {
                    for name in [None, Some("個人情報保護法"), Some("法")] {
                        for lang in [Lang::Ja, Lang::En] {
                            assert_eq!(cite(builtin, target, day, name, lang), cite(&other, target, day, name, lang));
                        }
                    }
                }
            }
        }
    }
}
