//! An entry of `glossary`.

use crate::content::model::lists::GlossaryEntry;
use crate::document::composer::{Composer, Scope};
use crate::document::tree::{Definition, Inline, Inlines, Label, plain};

impl Composer<'_> {
    pub(super) fn glossary_entry(&mut self, e: &GlossaryEntry, scope: &Scope) -> Definition {
        let anchor = self.named(e.at, Some(&e.id), None, scope);
        let term = self.text(&e.term, scope);
        let mut term = match &e.ruby {
            Some(r) if self.writing() && self.ja() => Inlines::One(Inline::ruby(plain(&term), r.text.to_string())),
            _ => term,
        };
        term.extend(self.aliases(&e.aliases, scope));
        let body = self.prose(&e.text, scope);
        Definition { at: e.at, anchor, role: "term", number: Label::EMPTY, term, body: self.kept(body) }
    }
}
