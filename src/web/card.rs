//! Labels with values, contact cards, heads of letters and signatures as HTML.

use super::escape::escape;
use super::writer::Writer;
use crate::document::tree::{Block, Card, Definition, Inline, Letterhead, Signature};

impl Writer<'_> {
    /// Labels and values; a value without a label stands between two lists.
    pub(super) fn definitions(&mut self, block: &Block, rows: &[Definition], mut body: impl FnMut(&mut Self, usize)) {
        self.open("div", "definitions", block);
        self.push("\n");
        self.rows(rows, &mut body);
        self.push("</div>\n");
    }

    fn rows(&mut self, rows: &[Definition], body: &mut dyn FnMut(&mut Self, usize)) {
        self.within += 1;
        let mut listed = false;
        for (i, row) in rows.iter().enumerate() {
            let named = !row.term.is_empty() || !row.number.trim().is_empty();
            if named != listed {
                self.push(if named { "<dl>\n" } else { "</dl>\n" });
                listed = named;
            }
            self.push("<div");
            self.attributes(if named { "" } else { "value" }, row.role, row.anchor.as_deref());
            self.place(row.at);
            self.push(">");
            if named {
                self.push("<dt>");
                self.label(&row.number);
                self.inlines(&row.term);
                self.push("</dt><dd>");
            }
            body(self, i);
            self.push(if named { "</dd></div>\n" } else { "</div>\n" });
        }
        if listed {
            self.push("</dl>\n");
        }
        self.within -= 1;
    }

    /// A contact card; what it says besides its rows is written by `body`.
    pub(super) fn card(&mut self, block: &Block, card: &Card, body: impl FnOnce(&mut Self)) {
        self.open("div", "card", block);
        self.push("\n");
        self.card_inside(card, body);
        self.push("</div>\n");
    }

    /// The inside of a card.
    pub(super) fn card_inside(&mut self, card: &Card, body: impl FnOnce(&mut Self)) {
        self.line("card-name", &card.name);
        self.line("card-title", &card.title);
        self.rows(&card.rows, &mut |w, i| w.flow(&card.rows[i].body));
        self.within += 1;
        body(self);
        self.within -= 1;
    }

    /// The head of a letter: day and number at the right, to whom at the left, from whom at the right.
    pub(super) fn letterhead(&mut self, block: &Block, head: &Letterhead) {
        self.open("div", "letterhead", block);
        self.push("\n");
        if !head.number.is_empty() {
            self.push("<p class=\"letter-number\">");
            escape(&head.number, &mut self.out);
            self.push("</p>\n");
        }
        if let Some(date) = &head.date {
            self.push("<p class=\"letter-date\">");
            self.date(date);
            self.push("</p>\n");
        }
        self.line("letter-to", &head.to);
        if let Some(from) = &head.from {
            self.push("<div class=\"signature\">");
            self.signature(from);
            self.push("</div>\n");
        }
        self.push("</div>\n");
    }

    /// Who signs: the society, below it the office and the name.
    pub(super) fn signature(&mut self, signature: &Signature) {
        self.line("organization", &signature.organization);
        if signature.title.is_empty() && signature.name.is_empty() {
            return;
        }
        self.push("<p class=\"person\">");
        if !signature.title.is_empty() {
            self.push("<span class=\"office\">");
            self.inlines(&signature.title);
            self.push("</span> ");
        }
        self.inlines(&signature.name);
        self.push("</p>\n");
    }

    fn line(&mut self, class: &str, text: &[Inline]) {
        if !text.is_empty() {
            self.push("<p class=\"");
            self.push(class);
            self.push("\">");
            self.inlines(text);
            self.push("</p>\n");
        }
    }
}
