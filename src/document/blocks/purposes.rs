//! `purposes`: what is held and what it is used for (法17条, 21条, 32条1項2号; ガイダンス別表1・別表2).

use super::definitions;
use crate::content::NodeId;
use crate::content::model::purposes::{Acquisition, Area, Category, Purposes, Reservation, RetainedData, Use};
use crate::content::model::text::{Answer, Prose};
use crate::document::composer::{Blocks, Composer, Scope, paragraph, words};
use crate::document::inline::{append, push_text};
use crate::document::numbering::{Counting, Levels};
use crate::document::text::{anchored, push_item, something};
use crate::document::tree::{Block, Cell, Inlines, Kind, ListItem, Table, Wording};

const NUMBERING: &[&str] = &["1. ", "【】", "・"];

impl Composer<'_> {
    pub(super) fn purposes_block(&mut self, want: &[&'static str]) -> Blocks {
        let Some(d) = &self.input.society.purposes else { return Blocks::new() };
        let scope = self.file_scope("purposes", &d.file, NUMBERING);
        self.parts(d.at, want, |c, part| c.purposes_part(d, part, &scope))
    }

    fn purposes_part(&mut self, d: &Purposes, part: &str, scope: &Scope) -> Blocks {
        match part {
            "intro" => self.prose_of(d.at, "intro", d.file.record.intro.as_ref(), scope),
            "change" => self.prose_of(d.at, "change", d.change.as_ref(), scope),
            "retained" => self.retained(d, scope),
            "reservation" => d.reservation.as_ref().map(|r| self.reservation(r, scope)).unwrap_or_default(),
            "by-area" => self.areas(d, scope),
            "by-category" => self.categories(d, scope),
            "acquisitions" => d.acquisitions.iter().flat_map(|a| self.acquisition(a, scope)).collect(),
            "not-notified" => self.prose_opt(d.not_notified.as_ref(), &scope.with(Levels::of(&["(1)"]))),
            "matrix" => self.matrix(d, scope),
            "notes" => self.notes(&d.file.record.notes, scope),
            "history" => self.history(&d.file),
            _ => Blocks::new(),
        }
    }

    fn retained(&mut self, d: &Purposes, scope: &Scope) -> Blocks {
        match &d.retained_personal_data {
            None => Blocks::new(),
            Some(RetainedData::Same(at)) => {
                let line =
                    self.phrase("保有個人データの利用目的も、同じです。", "The purposes of use of retained personal data are the same.");
                Blocks::One(paragraph(*at, words(line)))
            }
            Some(RetainedData::Said(r)) => self.prose(&r.text, scope),
            Some(RetainedData::Prose(p)) => self.prose(p, scope),
        }
    }

    fn reservation(&mut self, r: &Reservation, scope: &Scope) -> Blocks {
        let inner = scope.with(self.levels(r.record.numbering.as_deref(), &["(ア)"]));
        let mut out = self.prose_of(r.at, "intro", r.record.intro.as_ref(), &inner);
        let scheme = inner.levels.here();
        let mut n = 0;
        for statement in [&r.may_object, &r.deemed, &r.changeable] {
            match statement {
                Answer::Absent => {}
                Answer::State(s) => out.append(self.state(s, &inner)),
                Answer::Given(p) => {
                    n += 1;
                    self.statement(p, &scheme, n, &inner, &mut out);
                }
            }
        }
        let contact = self.contact_row(r.at, &r.contact, "purposes", scope);
        out.append(definitions(r.at, "", contact.into_iter().collect()));
        out.append(self.notes(&r.record.notes, scope));
        self.titled(r.at, r.record.title.as_ref().map(|t| t.at), out)
    }

    fn statement(&mut self, p: &Prose, scheme: &Counting, n: u32, scope: &Scope, out: &mut Blocks) {
        let step = self.counted_step(scheme, n);
        let here = self.step(scope, &step.reference, p.at(), scope.levels.below(1));
        let (anchor, body) = match p {
            Prose::Node(node) => {
                let anchor = self.named(node.at, node.id.as_ref(), None, &here);
                (anchor, self.node_body(node, &here))
            }
            Prose::State(s) => (None, self.state(s, &here)),
        };
        push_item(out, scheme.counts(), ListItem { at: p.at(), anchor, label: step.label, body: self.kept(body) }, 2);
    }

    /// A row with the desk of a record.
    pub(super) fn contact_row(
        &mut self,
        record: NodeId,
        contact: &Answer<crate::content::model::scalar::Desk>,
        file: &str,
        scope: &Scope,
    ) -> Option<crate::document::tree::Definition> {
        self.shown_row(record, "contact", file, |c| match contact {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => c.state(s, scope),
            Answer::Given(desk) => {
                let line = c.desk(desk);
                Blocks::One(paragraph(desk.at, line))
            }
        })
    }

    /// Blocks of a record under its title, if it has one.
    pub(super) fn titled(&mut self, at: NodeId, title: Option<NodeId>, body: Blocks) -> Blocks {
        let Some(title) = title else { return body };
        if body.is_empty() {
            return body;
        }
        let heading = self.text_at(title);
        Blocks::One(self.section(at, "", None, String::new(), heading, body))
    }

    // ---- by area (別表2)

    fn areas(&mut self, d: &Purposes, scope: &Scope) -> Blocks {
        match &d.areas {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => self.state(s, scope),
            Answer::Given(areas) => areas.iter().enumerate().map(|(k, a)| self.area(d, a, k as u32 + 1, scope)).collect(),
        }
    }

    fn area(&mut self, d: &Purposes, a: &Area, k: u32, scope: &Scope) -> Block {
        let scheme = scope.levels.here();
        let step = self.counted_step(&scheme, k);
        self.page.last = Some((scheme, k));
        let here = self.step(scope, &step.reference, a.at, scope.levels.below(1));
        let anchor = self.named(a.at, Some(&a.id), None, &here);
        let here = match &a.record.numbering {
            Some(own) => here.with(self.levels_of(own)),
            None => here,
        };
        let rest = here.below();
        let mut body = self.prose_of(a.at, "intro", a.record.intro.as_ref(), &rest);
        match &a.uses {
            Answer::Absent => {}
            Answer::State(s) => body.append(self.state(s, &rest)),
            Answer::Given(flows) => {
                for (j, (flow, at, uses)) in flows.0.iter().enumerate() {
                    let block = self.flow(d, flow, *at, uses, j as u32 + 1, &here);
                    body.push(block);
                }
            }
        }
        body.append(self.notes(&a.record.notes, &rest));
        let heading = self.text_at(a.name.at);
        self.section(a.at, "area", anchor, step.label, heading, body)
    }

    fn flow(&mut self, d: &Purposes, flow: &str, at: NodeId, uses: &[Use], j: u32, area: &Scope) -> Block {
        let scheme = area.levels.here();
        let step = self.counted_step(&scheme, j);
        let below = area.below();
        let mut list = self.uses(uses, &below);
        list.append(self.notes_at(at, &below));
        let name = match d.flows.as_ref().and_then(|f| f.0.iter().find(|(k, _)| k == flow)) {
            Some((_, t)) => self.text_at(t.at),
            None => words(flow.to_owned()),
        };
        self.section(at, "flow", None, step.label, self.wrap(name, scheme.pair()), list)
    }

    /// Uses as a list by the scheme of this level.
    pub(super) fn uses(&mut self, uses: &[Use], scope: &Scope) -> Blocks {
        let scheme = scope.levels.here();
        let mut out = Blocks::new();
        for (m, u) in uses.iter().enumerate() {
            let step = self.counted_step(&scheme, m as u32 + 1);
            let here = self.step(scope, &step.reference, u.at, scope.levels.below(1));
            let anchor = self.named(u.at, u.id.as_ref(), None, &here);
            if !self.writing() {
                self.count_list(&u.detail, &here, &mut 0, |_, _| false);
                self.notes_at_field(u.at, "detail", &here);
                continue;
            }
            let mut line = self.text(&u.text, &here);
            if let Some(r) = &u.reference {
                let target = self.reference_full(&r.0, &here);
                push_text(&mut line, self.phrase("（", " (see "));
                append(&mut line, target);
                push_text(&mut line, self.phrase("参照）", ")"));
            }
            let mut body = Blocks::One(paragraph(u.at, line));
            body.append(self.list(&u.detail, &here));
            body.append(self.notes_at_field(u.at, "detail", &here));
            push_item(
                &mut out,
                scheme.counts(),
                ListItem { at: u.at, anchor, label: step.label, body: self.kept(body) },
                uses.len() - m - 1,
            );
        }
        match uses {
            [first, ..] if !self.writing() => something(first.at, true),
            _ => out,
        }
    }

    /// A reference that stands alone, with its title in brackets; that of an item with its number.
    pub(super) fn reference_full(&mut self, target: &crate::content::model::scalar::Text, scope: &Scope) -> Inlines {
        let inner = target.trim_start_matches('<').trim_end_matches('>');
        match inner.split_once(':') {
            Some(("item", id)) => self.refer("item", id, target.at, scope),
            Some((kind, id)) => self.refer(kind, &format!("{id}/full"), target.at, scope),
            None => Inlines::new(),
        }
    }

    // ---- by category (別表1)

    fn categories(&mut self, d: &Purposes, scope: &Scope) -> Blocks {
        let list = match &d.categories {
            Answer::Absent => return Blocks::new(),
            Answer::State(s) => return self.state(s, scope),
            Answer::Given(list) => list,
        };
        let keys: Vec<&'static str> =
            [("items", list.iter().any(|c| !c.items.is_empty())), ("purposes", list.iter().any(|c| !c.purposes.is_empty()))]
                .into_iter()
                .filter_map(|(k, any)| any.then_some(k))
                .collect();
        let mut columns: Vec<Inlines> =
            std::iter::once("name").chain(keys.iter().copied()).map(|k| self.label(d.at, k, "purposes")).collect();
        if self.writing() && columns.iter().all(|c| crate::document::tree::plain(c).is_empty()) {
            columns.clear();
        }
        let rows = list.iter().map(|x| self.category_row(x, &keys, scope)).collect();
        let at = self.input.tree.get(d.at, "categories").unwrap_or(d.at);
        Blocks::One(Block {
            at,
            anchor: None,
            role: "categories",
            kind: Kind::Table(Box::new(Table { caption: Inlines::new(), columns, rows })),
        })
    }

    fn category_row(&mut self, x: &Category, keys: &[&str], scope: &Scope) -> Vec<Cell> {
        let anchor = self.named(x.at, Some(&x.id), None, scope);
        let own = self.levels(x.record.numbering.as_deref(), &["・"]);
        let scope = &scope.with(own);
        let name = self.text_at(x.name.at);
        let mut head = Blocks::One(paragraph(x.name.at, name));
        head.append(self.prose_of(x.at, "intro", x.record.intro.as_ref(), scope));
        let mut cells = vec![cell(x.at, anchor, true, head)];
        for (i, key) in keys.iter().enumerate() {
            let mut body = match *key {
                "items" if x.items.is_empty() => Blocks::new(),
                "items" => self.items(x.at, &x.items, scope),
                _ => self.uses(&x.purposes, scope),
            };
            body.append(self.notes_at_field(x.at, key, scope));
            if i + 1 == keys.len() {
                body.append(self.notes(&x.record.notes, scope));
            }
            let at = self.input.tree.get(x.at, key).unwrap_or(x.at);
            cells.push(cell(at, None, false, body));
        }
        cells
    }

    // ---- the others

    fn acquisition(&mut self, a: &Acquisition, scope: &Scope) -> Blocks {
        let inner = scope.with(self.levels(a.record.numbering.as_deref(), &["1. "]));
        let anchor = self.named(a.at, a.id.as_ref(), None, &inner);
        let mut body = self.prose_of(a.at, "intro", a.record.intro.as_ref(), &inner);
        let from = self.shown_row(a.at, "from", "purposes", |c| Blocks::One(c.paragraph(&a.from, &inner)));
        let items = match &a.data_items {
            Answer::Given(items) => self.shown_row(a.at, "data_items", "purposes", |c| c.item_lines(a.at, items, &inner)),
            Answer::State(s) => self.shown_row(a.at, "data_items", "purposes", |c| c.state(s, &inner)),
            Answer::Absent => None,
        };
        body.append(definitions(a.at, "", from.into_iter().chain(items).collect()));
        body.append(self.uses(&a.uses, &inner));
        body.append(self.notes_at_field(a.at, "uses", &inner));
        if let Answer::Given(items) = &a.data_items {
            body.append(self.item_notes(items, &inner));
        }
        body.append(self.notes(&a.record.notes, &inner));
        let body = self.titled(a.at, a.record.title.as_ref().map(|t| t.at), body);
        anchored(a.at, anchor, body)
    }

    /// Which use needs which category: a table of marks.
    fn matrix(&mut self, d: &Purposes, scope: &Scope) -> Blocks {
        let (Some(areas), Some(categories)) = (d.areas.given(), d.categories.given()) else { return Blocks::new() };
        let mut columns = vec![self.label(d.at, "purposes", "purposes")];
        columns.extend(categories.iter().map(|c| self.text_at(c.name.at)).collect::<Vec<_>>());
        let uses = areas.iter().filter_map(|a| a.uses.given()).flat_map(|u| &u.0).flat_map(|(_, _, uses)| uses);
        let mut rows = Vec::new();
        for u in uses {
            let text = self.text(&u.text, scope);
            let mut cells = vec![cell(u.at, None, true, Blocks::One(paragraph(u.at, text)))];
            for c in categories {
                let mark = if u.categories.iter().any(|x| ***x == *c.id.id) { "○" } else { "" };
                cells.push(cell(u.at, None, false, Blocks::One(paragraph(u.at, words(mark)))));
            }
            rows.push(cells);
        }
        Blocks::One(Block {
            at: d.at,
            anchor: None,
            role: "matrix",
            kind: Kind::Table(Box::new(Table { caption: Inlines::new(), columns, rows })),
        })
    }
}

/// A cell that spans nothing.
pub(super) fn cell(at: NodeId, anchor: Option<Wording>, head: bool, body: Blocks) -> Cell {
    Cell { at, anchor, head, rows: 1, columns: 1, body: body.into() }
}
