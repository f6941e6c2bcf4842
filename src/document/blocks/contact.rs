//! `contact:ID`, `contacts`: desks and how they are reached.

use crate::content::model::profile::ContactPoint;
use crate::document::composer::{Blocks, Composer};
use crate::document::tree::{Block, Card, Definition, Inlines, Kind};

impl Composer<'_> {
    pub(in crate::document) fn contact_block(&mut self, id: &str, own_heading: bool) -> Blocks {
        let society = self.input.society;
        let found = society.profile.contact_points.given().into_iter().flatten().find(|c| *c.id == *id);
        found.map(|c| Blocks::One(self.card(c, own_heading))).unwrap_or_default()
    }

    /// The card of a desk; `titled` when a heading above says something else than its title.
    fn card(&mut self, c: &ContactPoint, titled: bool) -> Block {
        let scope = self.plain_scope("society");
        let scope = self.record_scope(&c.record, &scope);
        // While numbers are given, only their notes matter.
        let rows = if self.writing() || !self.placed.is_empty() { self.card_rows(c) } else { Vec::new() };
        let title = match c.record.title.as_ref() {
            Some(t) if titled => self.text_at(t.at),
            _ => Inlines::new(),
        };
        let mut body = self.prose_of(c.at, "intro", c.record.intro.as_ref(), &scope);
        body.append(self.notes(&c.record.notes, &scope));
        let name = self.society_name();
        let anchor = self.anchor(c.at, format!("contact-{}", &*c.id));
        Block { at: c.at, anchor, role: "contact", kind: Kind::Card(Box::new(Card { name, title, rows, body: self.kept(body) })) }
    }

    fn card_rows(&mut self, c: &ContactPoint) -> Vec<Definition> {
        let mut rows = self.way_rows(c.at, &c.ways);
        if let Some(address) = c.address.as_ref().and_then(|a| self.address_row(c.at, a)) {
            let behind = usize::from(rows.first().is_some_and(|row| row.role == "department"));
            rows.insert(behind, address);
        }
        rows
    }

    pub(super) fn contacts_block(&mut self) -> Blocks {
        let society = self.input.society;
        let mut out = Blocks::new();
        if let Some(state) = society.profile.contact_points.state() {
            let scope = self.plain_scope("society");
            return self.state(state, &scope);
        }
        for c in society.profile.contact_points.given().into_iter().flatten() {
            let card = self.card(c, false);
            match c.record.title.as_ref() {
                Some(t) => {
                    let heading = self.text_at(t.at);
                    out.push(self.section(c.at, "contact", None, String::new(), heading, Blocks::One(card)));
                }
                None => out.push(card),
            }
        }
        out
    }
}
