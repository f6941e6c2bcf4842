//! `contact:ID`, `contacts`: desks and how they are reached.

use crate::content::model::profile::ContactPoint;
use crate::document::composer::{Composer, section};
use crate::document::tree::{Block, Card, Inlines, Kind};

impl Composer<'_> {
    pub(in crate::document) fn contact_block(&mut self, id: &str, own_heading: bool) -> Vec<Block> {
        let society = self.input.society;
        let found = society.profile.contact_points.given().into_iter().flatten().find(|c| *c.id == *id);
        found.map(|c| vec![self.card(c, own_heading)]).unwrap_or_default()
    }

    /// The card of a desk; `titled` when a heading above says something else than its title.
    fn card(&mut self, c: &ContactPoint, titled: bool) -> Block {
        let scope = self.plain_scope("society");
        let scope = self.record_scope(&c.record, &scope);
        let mut rows = Vec::new();
        let ways = self.way_rows(c.at, &c.ways);
        let (department, others): (Vec<_>, Vec<_>) = ways.into_iter().partition(|r| r.role == "department");
        rows.extend(department);
        rows.extend(c.address.as_ref().and_then(|a| self.address_row(c.at, a)));
        rows.extend(others);
        let title = match c.record.title.as_ref() {
            Some(t) if titled => self.text_at(t.at),
            _ => Inlines::new(),
        };
        let mut body = self.prose_of(c.at, "intro", c.record.intro.as_ref(), &scope);
        body.extend(self.notes(&c.record.notes, &scope));
        let name = self.society_name();
        let anchor = self.anchor(c.at, format!("contact-{}", &*c.id));
        Block { at: c.at, anchor, role: "contact", kind: Kind::Card(Box::new(Card { name, title, rows, body })) }
    }

    pub(super) fn contacts_block(&mut self) -> Vec<Block> {
        let society = self.input.society;
        let mut out = Vec::new();
        if let Some(state) = society.profile.contact_points.state() {
            let scope = self.plain_scope("society");
            return self.state(state, &scope);
        }
        for c in society.profile.contact_points.given().into_iter().flatten() {
            let card = self.card(c, false);
            match c.record.title.as_ref() {
                Some(t) => {
                    let heading = self.text_at(t.at);
                    out.push(section(c.at, "contact", None, String::new(), heading, vec![card]));
                }
                None => out.push(card),
            }
        }
        out
    }
}
