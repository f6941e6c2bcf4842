//! `processed`: anonymously and pseudonymously processed information (法41条, 43条).

use super::definitions;
use crate::content::NodeId;
use crate::content::model::processed::{Anonymized, Pseudonymized};
use crate::content::model::scalar::{Desk, Text};
use crate::content::model::text::{Answer, Item};
use crate::document::composer::{Blocks, Composer, Scope, join, paragraph};
use crate::document::text::anchored;
use crate::document::tree::{Definition, Wording};

impl Composer<'_> {
    pub(super) fn processed_block(&mut self, want: &[&'static str]) -> Blocks {
        let Some(d) = &self.input.society.processed else { return Blocks::new() };
        let scope = self.file_scope("processed", &d.file, &["・"]);
        self.parts(d.at, want, |c, part| match part {
            "intro" => c.prose_of(d.at, "intro", d.file.record.intro.as_ref(), &scope),
            "anonymized" => match &d.anonymized {
                Answer::Absent => Blocks::new(),
                Answer::State(s) => c.state(s, &scope),
                Answer::Given(list) => list.iter().flat_map(|x| c.anonymized(x, &scope)).collect(),
            },
            "pseudonymized" => match &d.pseudonymized {
                Answer::Absent => Blocks::new(),
                Answer::State(s) => c.state(s, &scope),
                Answer::Given(list) => list.iter().flat_map(|x| c.pseudonymized(x, &scope)).collect(),
            },
            "notes" => c.notes(&d.file.record.notes, &scope),
            "history" => c.history(&d.file),
            _ => Blocks::new(),
        })
    }

    fn anonymized(&mut self, x: &Anonymized, scope: &Scope) -> Blocks {
        let anchor = self.named(x.at, Some(&x.id), None, scope);
        let scope = &self.record_scope(&x.record, scope);
        let mut body = self.prose_of(x.at, "intro", x.record.intro.as_ref(), scope);
        let mut rows: Vec<Definition> = Vec::new();
        rows.extend(self.shown_row(x.at, "purpose", "processed", |c| c.prose_opt(x.purpose.as_ref(), scope)));
        rows.extend(self.shown_row(x.at, "data_items", "processed", |c| match &x.data_items {
            Answer::Given(items) => c.items(x.at, items, scope),
            Answer::State(s) => c.state(s, scope),
            Answer::Absent => Blocks::new(),
        }));
        rows.extend(self.shown_row(x.at, "removed", "processed", |c| {
            let parts = x.removed.iter().map(|t| c.text(t, scope)).collect();
            Blocks::One(paragraph(x.at, join(parts, c.phrase("、", ", "))))
        }));
        rows.extend(self.shown_row(x.at, "period", "processed", |c| c.text_row(x.period.as_ref(), scope)));
        match &x.provision {
            Answer::Absent => {}
            Answer::State(s) => body.append(self.state(s, scope)),
            Answer::Given(p) => {
                rows.extend(self.shown_row(p.at, "to", "processed", |c| c.text_row(p.to.as_ref(), scope)));
                rows.extend(self.shown_row(p.at, "method", "processed", |c| match &p.method {
                    Answer::Given(t) => Blocks::One(c.paragraph(t, scope)),
                    Answer::State(s) => c.state(s, scope),
                    Answer::Absent => Blocks::new(),
                }));
            }
        }
        rows.extend(self.shown_row(x.at, "safety", "processed", |c| c.prose_opt(x.safety.as_ref(), scope)));
        rows.extend(self.shown_row(x.at, "contact", "processed", |c| c.desk_row(x.contact.as_ref())));
        body.append(definitions(x.at, "processed-rows", rows));
        body.append(self.notes(&x.record.notes, scope));
        self.record_section(x.at, "processed-item", x.record.title.as_ref(), anchor, body)
    }

    fn pseudonymized(&mut self, x: &Pseudonymized, scope: &Scope) -> Blocks {
        let anchor = self.named(x.at, Some(&x.id), None, scope);
        let scope = &self.record_scope(&x.record, scope);
        let mut body = self.prose_of(x.at, "intro", x.record.intro.as_ref(), scope);
        let purpose = self.prose_answer(x.at, "purpose", &x.purpose, scope);
        let mut rows: Vec<Definition> = self.row(x.at, "purpose", "processed", purpose).into_iter().collect();
        let items: &[Item] = &x.data_items;
        rows.extend(self.shown_row(x.at, "data_items", "processed", |c| c.items(x.at, items, scope)));
        rows.extend(self.shown_row(x.at, "safety", "processed", |c| c.prose_opt(x.safety.as_ref(), scope)));
        body.append(definitions(x.at, "processed-rows", rows));
        body.append(self.notes(&x.record.notes, scope));
        self.record_section(x.at, "processed-item", x.record.title.as_ref(), anchor, body)
    }

    fn text_row(&mut self, text: Option<&Text>, scope: &Scope) -> Blocks {
        text.map(|t| Blocks::One(self.paragraph(t, scope))).unwrap_or_default()
    }

    pub(super) fn desk_row(&mut self, desk: Option<&Desk>) -> Blocks {
        let Some(desk) = desk else { return Blocks::new() };
        let line = self.desk(desk);
        Blocks::One(paragraph(desk.at, line))
    }

    /// Blocks of a record under its title; without one they only have a name on the page.
    pub(super) fn record_section(
        &mut self,
        at: NodeId,
        role: &'static str,
        title: Option<&Text>,
        anchor: Option<Wording>,
        body: Blocks,
    ) -> Blocks {
        match title {
            Some(t) => {
                let heading = self.text_at(t.at);
                Blocks::One(self.section(at, role, anchor, String::new(), heading, body))
            }
            None => anchored(at, anchor, body),
        }
    }
}
