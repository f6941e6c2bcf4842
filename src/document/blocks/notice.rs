//! `notice:ID`: public notices, news, changes, incidents.

use super::definitions;
use super::purposes::cell;
use crate::content::NodeId;
use crate::content::model::documents::{Change, Incident, Notice, Update};
use crate::content::model::scalar::Day;
use crate::content::model::text::{Answer, Prose, State};
use crate::document::composer::{Blocks, Composer, Scope, paragraph, words};
use crate::document::inline::push_text;
use crate::document::tree::{Block, Cell, Definition, Inlines, Kind, Letterhead, NoticeEntry, Table, plain};

impl Composer<'_> {
    pub(super) fn notice_block(&mut self, id: &str) -> Blocks {
        let society = self.input.society;
        let Some(d) = society.notices.iter().find(|d| *d.id == *id) else { return Blocks::new() };
        let scope = self.file_scope(id, &d.file, &["・"]);
        self.dated(d.date.date);
        let mut out = Blocks::One(self.notice_head(d));
        out.append(self.prose_of(d.at, "intro", d.file.record.intro.as_ref(), &scope));
        out.append(self.notice_body(d, &scope));
        out.append(self.changes(d, &scope));
        if let Some(incident) = &d.incident {
            out.append(self.incident(incident, &scope));
        }
        if let Some(desk) = &d.contact {
            let line = self.desk(desk);
            let row = self.row(d.at, "contact", "notices", Blocks::One(paragraph(desk.at, line)));
            out.append(definitions(d.at, "", row.into_iter().collect()));
        }
        for u in by_day(&d.updates) {
            let block = self.update(u, &scope);
            out.push(block);
        }
        out.append(self.notes(&d.file.record.notes, &scope));
        out.append(self.history(&d.file));
        out
    }

    fn notice_head(&mut self, d: &Notice) -> Block {
        let from = d.from.as_ref().map(|by| self.signature(by));
        let to = d.to.as_ref().map(|t| self.text_at(t.at)).unwrap_or_default();
        let number = d.number.as_ref().map(|n| plain(&self.text_at(n.at))).unwrap_or_default();
        let head = Letterhead { date: Some(self.date(d.date.date)), number, to, from };
        Block { at: d.at, anchor: None, role: "notice-head", kind: Kind::Letterhead(Box::new(head)) }
    }

    /// A bare text of the body is a paragraph, not an item.
    fn notice_body(&mut self, d: &Notice, scope: &Scope) -> Blocks {
        self.list_without(&d.body, scope, &mut 0, |c, n| c.input.tree.text(n.at).is_some())
    }

    /// What changes, old beside new.
    fn changes(&mut self, d: &Notice, scope: &Scope) -> Blocks {
        if d.changes.is_empty() {
            return Blocks::new();
        }
        let any = |f: fn(&Change) -> bool| d.changes.iter().any(f);
        let keys: Vec<&'static str> =
            [("old", any(|c| c.old.is_some())), ("new", any(|c| c.new.is_some())), ("reason", any(|c| c.reason.is_some()))]
                .into_iter()
                .filter_map(|(k, any)| any.then_some(k))
                .collect();
        let columns = std::iter::once("what").chain(keys.iter().copied()).map(|k| self.label(d.at, k, "notices")).collect();
        let rows = d.changes.iter().map(|c| self.change_row(c, &keys, scope)).collect();
        let at = self.input.tree.get(d.at, "changes").unwrap_or(d.at);
        Blocks::One(Block {
            at,
            anchor: None,
            role: "changes",
            kind: Kind::Table(Box::new(Table { caption: Inlines::new(), columns, rows })),
        })
    }

    fn change_row(&mut self, c: &Change, keys: &[&str], scope: &Scope) -> Vec<Cell> {
        let what = self.label(c.at, c.what.word(), "notices");
        let mut row = vec![cell(c.at, None, true, Blocks::One(paragraph(c.at, what)))];
        for key in keys {
            let prose: Option<&Prose> = match *key {
                "old" => c.old.as_ref(),
                "new" => c.new.as_ref(),
                _ => c.reason.as_ref(),
            };
            let body = self.prose_opt(prose, scope);
            row.push(cell(prose.map_or(c.at, Prose::at), None, false, body));
        }
        row
    }

    fn incident(&mut self, i: &Incident, scope: &Scope) -> Blocks {
        let mut rows: Vec<Definition> = Vec::new();
        let day_row = |c: &mut Self, key: &'static str, day: Option<&Day>| {
            let day = day?;
            let line = Inlines::One(c.day(day));
            c.row(i.at, key, "notices", Blocks::One(paragraph(day.at, line)))
        };
        rows.extend(day_row(self, "occurred_on", i.occurred_on.as_ref()));
        rows.extend(day_row(self, "found_on", i.found_on.given()));
        rows.extend(self.state_row(i.at, "found_on", i.found_on.state(), scope));
        rows.extend(self.prose_row(i.at, "course", i.course.given(), i.course.state(), scope));
        rows.extend(match &i.data_items {
            Answer::Given(items) => {
                let body = self.items(i.at, items, scope);
                self.row(i.at, "data_items", "notices", body)
            }
            Answer::State(s) => {
                let body = self.state(s, scope);
                self.row(i.at, "data_items", "notices", body)
            }
            Answer::Absent => None,
        });
        rows.extend(match i.persons.given() {
            Some(n) => {
                let line = words(format!("{n}{}", self.phrase("人", "")));
                self.row(i.at, "persons", "notices", Blocks::One(paragraph(i.at, line)))
            }
            None => self.state_row(i.at, "persons", i.persons.state(), scope),
        });
        rows.extend(self.prose_row(i.at, "cause", i.cause.as_ref(), None, scope));
        rows.extend(self.prose_row(i.at, "harm", i.harm.as_ref(), None, scope));
        rows.extend(self.prose_row(i.at, "response", i.response.given(), i.response.state(), scope));
        rows.extend(self.prose_row(i.at, "prevention", i.prevention.given(), i.prevention.state(), scope));
        let desk = self.desk_row(i.contact.given());
        rows.extend(self.row(i.at, "contact", "notices", desk));
        rows.extend(self.state_row(i.at, "contact", i.contact.state(), scope));
        definitions(i.at, "incident", rows)
    }

    fn state_row(&mut self, record: NodeId, key: &'static str, state: Option<&State>, scope: &Scope) -> Option<Definition> {
        let body = state.map(|s| self.state(s, scope)).unwrap_or_default();
        self.row(record, key, "notices", body)
    }

    fn prose_row(
        &mut self,
        record: NodeId,
        key: &'static str,
        prose: Option<&Prose>,
        state: Option<&State>,
        scope: &Scope,
    ) -> Option<Definition> {
        let body = match (prose, state) {
            (Some(p), _) => self.prose(p, scope),
            (None, Some(s)) => self.state(s, scope),
            (None, None) => Blocks::new(),
        };
        self.row(record, key, "notices", body)
    }

    /// A later addition, under its day.
    fn update(&mut self, u: &Update, scope: &Scope) -> Block {
        self.dated(u.date.date);
        let anchor = self.anchor(u.at, format!("update-{}", u.date.date));
        let body = self.prose(&u.text, scope);
        let mut heading = Inlines::One(self.day(&u.date));
        push_text(&mut heading, self.phrase(" 追記", ": addition"));
        self.section(u.at, "update", anchor, String::new(), heading, body)
    }

    /// The notices as lists and feeds show them.
    pub(in crate::document) fn notice_entries(&mut self) -> Vec<NoticeEntry> {
        let society = self.input.society;
        society.notices.iter().filter_map(|d| self.notice_entry(d)).collect()
    }

    fn notice_entry(&mut self, d: &Notice) -> Option<NoticeEntry> {
        let target = self.target("notice", &d.id, d.at)?;
        let title = d.file.record.title.as_ref().map(|t| plain(&self.text_at(t.at))).unwrap_or_else(|| d.id.to_string());
        let summary = match &d.file.record.intro {
            Some(Prose::Node(n)) => n.paragraphs().first().map(|t| plain(&self.text_at(t.at))).unwrap_or_default(),
            _ => String::new(),
        };
        let updated = by_day(&d.updates).last().map(|u| self.date(u.date.date));
        let kind_label = plain(&self.label(d.at, d.kind.word(), "notices"));
        Some(NoticeEntry {
            id: d.id.to_string(),
            kind: d.kind.word(),
            kind_label,
            date: self.date(d.date.date),
            updated,
            title,
            summary,
            target,
        })
    }

    /// The head of a letter of a bulletin.
    pub(in crate::document) fn letterhead(&mut self, l: &crate::content::model::site::Letterhead) -> Letterhead {
        let text =
            |c: &mut Self, t: Option<&crate::content::model::scalar::Text>| -> Inlines { t.map(|t| c.text_at(t.at)).unwrap_or_default() };
        let to = text(self, l.to.as_ref());
        let number = plain(&text(self, l.number.as_ref()));
        let from = l.from.map(|_| self.signature("representative"));
        Letterhead { date: l.date.as_ref().map(|d| self.date(d.date)), number, to, from }
    }
}

/// Later additions, the first one first, however they were written.
pub(super) fn by_day(updates: &[Update]) -> Vec<&Update> {
    let mut updates: Vec<&Update> = updates.iter().collect();
    updates.sort_by_key(|u| u.date.date);
    updates
}
