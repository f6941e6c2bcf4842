//! What forms have in common: to whom, the day, the rows about a person, what the answers are used for, where the form goes, what the office notes.

use super::draft::Draft;
use crate::content::NodeId;
use crate::content::model::lists::Form;
use crate::content::model::scalar::Desk;
use crate::document::composer::{Blocks, Composer, block, paragraph, words};
use crate::document::inline::{append, push_text};
use crate::document::labels::default_label;
use crate::document::tree::{Block, Card, Cell, Definition, Inline, Inlines, Kind, Label, Table, Tick};

/// What is asked about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// The reading of the name.
    Reading,
    /// The name.
    Name,
    /// The name, as a signature.
    Signature,
    /// The day of birth.
    Birth,
    /// The day of death.
    Death,
    /// The number as an insured person.
    Insured,
    /// The postal code and address.
    Address,
    /// The telephone number.
    Tel,
    /// What the person is to the one whose data it is.
    Relation,
}

impl Ask {
    fn role(self) -> &'static str {
        match self {
            Ask::Reading => "sheet-reading",
            Ask::Name => "sheet-name",
            Ask::Signature => "sheet-signature",
            Ask::Birth => "sheet-birth",
            Ask::Death => "sheet-death",
            Ask::Insured => "sheet-insured",
            Ask::Address => "sheet-address",
            Ask::Tel => "sheet-tel",
            Ask::Relation => "sheet-relation",
        }
    }
}

impl Composer<'_> {
    /// Our own words on a form.
    pub(super) fn sheet_label(&self, key: &'static str) -> Inlines {
        words(default_label("sheets", key, self.input.lang).unwrap_or(key))
    }

    /// Sentences of ours as a paragraph.
    pub(super) fn sheet_words(&self, at: NodeId, ja: &'static str, en: &'static str) -> Block {
        paragraph(at, words(self.phrase(ja, en)))
    }

    /// The day to be filled in, to whom the form goes, what it says, and what the answers are used for.
    pub(super) fn sheet_head(&mut self, draft: &mut Draft, f: &Form, statement: (&'static str, &'static str)) {
        let day = self.day_gap(3);
        draft.blocks.push(Block { role: "day", ..paragraph(f.at, day) });
        let to = self.addressee();
        draft.blocks.push(Block { role: "to", ..paragraph(f.at, to) });
        let (ja, en) = statement;
        draft.blocks.push(Block { role: "statement", ..self.sheet_words(f.at, ja, en) });
        // Shown before anything is written (法21条2項).
        let scope = self.scope_of(f.at);
        let purpose = self.prose_opt(f.purpose.as_ref(), &scope);
        draft.frame("purpose", self.sheet_label("sheet-purpose"), purpose);
    }

    /// 例示健康保険組合　理事長　例示 太郎　様
    fn addressee(&mut self) -> Inlines {
        let to = self.signature("representative");
        let named = !to.name.is_empty();
        let mut out = Inlines::new();
        if self.ja() {
            append(&mut out, to.organization);
            for part in [to.title, to.name].into_iter().filter(|p| !p.is_empty()) {
                push_text(&mut out, "　");
                append(&mut out, part);
            }
            push_text(&mut out, if named { "　様" } else { "　御中" });
            return out;
        }
        push_text(&mut out, "To: ");
        for part in [to.title, to.name].into_iter().filter(|p| !p.is_empty()) {
            append(&mut out, part);
            push_text(&mut out, if named { " " } else { "" });
        }
        if named {
            push_text(&mut out, "– ");
        }
        append(&mut out, to.organization);
        out
    }

    /// A day to be filled in. The year has room for an era.
    pub(super) fn day_gap(&self, year: u32) -> Inlines {
        let gap = Inline::Gap;
        let text = |t: &'static str| Inline::Text(t.into());
        match self.ja() {
            true => vec![gap(year + 2), text("年"), gap(3), text("月"), gap(3), text("日")].into(),
            false => vec![text("Year "), gap(year + 1), text(" Month "), gap(3), text(" Day "), gap(3)].into(),
        }
    }

    /// Rows about a person.
    pub(super) fn person_rows(&self, at: NodeId, asked: &[Ask]) -> Vec<Definition> {
        asked.iter().map(|a| self.blank_row(at, a.role(), self.person_room(at, *a))).collect()
    }

    fn person_room(&self, at: NodeId, ask: Ask) -> Blocks {
        let text = |t: &'static str| Inline::Text(t.into());
        match ask {
            Ask::Reading | Ask::Name | Ask::Signature | Ask::Relation | Ask::Tel => Blocks::One(blank(at, 1)),
            Ask::Birth | Ask::Death => Blocks::One(paragraph(at, self.day_gap(2))),
            Ask::Insured => {
                let (symbol, number) = (self.phrase("記号", "Symbol "), self.phrase("番号", " Number "));
                Blocks::One(paragraph(at, vec![text(symbol), Inline::Gap(5), text(number), Inline::Gap(5)].into()))
            }
            Ask::Address => {
                let code = paragraph(at, vec![text("〒"), Inline::Gap(3), text("－"), Inline::Gap(4)].into());
                vec![code, blank(at, 1)].into()
            }
        }
    }

    /// A label and room to write.
    pub(super) fn blank_row(&self, at: NodeId, role: &'static str, body: Blocks) -> Definition {
        Definition { at, anchor: None, role, number: Label::EMPTY, term: self.sheet_label(role), body: body.into() }
    }

    /// The desks that take the form, as they are reached; what else their cards say stands on the site.
    pub(super) fn sheet_desks(&mut self, draft: &mut Draft, means: Option<Block>, desks: &[&Desk]) {
        let mut body: Blocks = means.into_iter().collect();
        let mut seen: Vec<&str> = Vec::new();
        for desk in desks {
            if seen.contains(&&****desk) {
                continue;
            }
            seen.push(desk);
            body.extend(self.desk_card(desk));
        }
        draft.part("submit", self.sheet_label("sheet-submit"), body);
    }

    fn desk_card(&mut self, desk: &Desk) -> Option<Block> {
        let mut found = match &***desk {
            "society" => self.society_card(),
            id => self.contact_block(id, true).into_iter().next()?,
        };
        found.anchor = None;
        if let Kind::Card(card) = &mut found.kind {
            card.body.clear();
        }
        Some(found)
    }

    /// The society itself as a desk.
    fn society_card(&mut self) -> Block {
        let profile = &self.input.society.profile;
        let mut rows: Vec<Definition> = profile.address.given().and_then(|a| self.address_row(profile.at, a)).into_iter().collect();
        rows.extend(self.way_rows(profile.at, &profile.ways));
        let name = self.society_name();
        block(profile.at, Kind::Card(Box::new(Card { name, title: Inlines::new(), rows, body: Vec::new() })))
    }

    /// What the office notes: a row of boxes with a head each.
    pub(super) fn office(&self, draft: &mut Draft, fee: bool) {
        let mut heads = vec!["sheet-received", "sheet-receipt-number", "sheet-checked"];
        if fee {
            heads.push("sheet-fee-received");
        }
        heads.push("sheet-clerk");
        let columns = heads.iter().map(|h| self.sheet_label(h)).collect();
        let at = draft.at;
        let empty = |_| Cell { at, anchor: None, head: false, rows: 1, columns: 1, body: vec![blank(at, 1)] };
        let table = Table { caption: Inlines::new(), columns, rows: vec![heads.iter().map(empty).collect()] };
        draft.frame("office", self.sheet_label("sheet-office"), Blocks::One(block(at, Kind::Table(Box::new(table)))));
    }
}

/// Empty lines to write on.
pub(super) fn blank(at: NodeId, lines: u32) -> Block {
    block(at, Kind::Blank(lines))
}

/// Boxes to tick; nothing where there are none.
pub(super) fn choice(at: NodeId, role: &'static str, ticks: Vec<Tick>) -> Blocks {
    if ticks.is_empty() {
        return Blocks::new();
    }
    Blocks::One(Block { at, anchor: None, role, kind: Kind::Choice(ticks) })
}

/// Rows as blocks; nothing where there are none.
pub(super) fn rows(at: NodeId, role: &'static str, rows: Vec<Definition>) -> Blocks {
    if rows.is_empty() {
        return Blocks::new();
    }
    Blocks::One(Block { at, anchor: None, role, kind: Kind::Definitions(rows) })
}
