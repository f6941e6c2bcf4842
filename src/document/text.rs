//! Nodes, prose, states, lists, notes and tables of the content as blocks.

use super::composer::{Composer, Scope, block, join, paragraph, section, words};
use super::numbering::{Levels, Scheme};
use super::tree::{Block, Cell, Inline, Kind, List, ListItem, Table};
use crate::content::NodeId;
use crate::content::model::scalar::{Desk, Text};
use crate::content::model::text::Table as TableContent;
use crate::content::model::text::{Cell as CellContent, Item, Node, Note, Numbering, Prose, Reason, State};
use crate::diagnostic::Diagnostic;
use crate::words as say;
use std::collections::BTreeSet;

/// The levels of a numbering, else these.
pub fn levels(numbering: Option<&Numbering>, default: &[&str]) -> Levels {
    match numbering {
        Some(n) => Levels::of_labels(&n.0),
        None => Levels::of(default),
    }
}

impl Composer<'_> {
    /// Prose: its paragraphs and what belongs to them.
    pub fn prose(&mut self, prose: &Prose, scope: &Scope) -> Vec<Block> {
        match prose {
            Prose::Node(n) => self.node(n, scope),
            Prose::State(s) => self.state(s, scope),
        }
    }

    /// Prose that may be absent.
    pub fn prose_opt(&mut self, prose: Option<&Prose>, scope: &Scope) -> Vec<Block> {
        prose.map(|p| self.prose(p, scope)).unwrap_or_default()
    }

    /// Prose of a field, unless a sentence prints it.
    pub fn prose_of(&mut self, record: NodeId, key: &str, prose: Option<&Prose>, scope: &Scope) -> Vec<Block> {
        if self.shows(record, key) { self.prose_opt(prose, scope) } else { Vec::new() }
    }

    /// What a state prints.
    pub fn state(&mut self, state: &State, scope: &Scope) -> Vec<Block> {
        match state {
            State::None(s) => match &s.none {
                Reason::Silent => self.prose_opt(s.text.as_ref(), scope),
                Reason::Said(p) => self.prose(p, scope),
            },
            State::Elsewhere(s) => match &s.text {
                Some(text) => self.prose(text, scope),
                None => self.elsewhere(&s.elsewhere.0, scope),
            },
            State::OnRequest(s) => match &s.text {
                Some(text) => self.prose(text, scope),
                None => self.on_request(s.at, &s.on_request),
            },
        }
    }

    /// A link to where it is published. An annex prints its number as a label and its title.
    fn elsewhere(&mut self, target: &Text, scope: &Scope) -> Vec<Block> {
        let inner = target.trim_start_matches('<').trim_end_matches('>');
        let Some((kind, id)) = inner.split_once(':') else { return Vec::new() };
        if kind == "annex" {
            let label = self.refer_plain(kind, id, target.at, scope);
            let text = self.refer(kind, &format!("{id}/title"), target.at, scope);
            return vec![block(target.at, Kind::Paragraph { label, text })];
        }
        let text = self.refer(kind, &format!("{id}/full"), target.at, scope);
        vec![paragraph(target.at, text)]
    }

    fn on_request(&mut self, at: NodeId, desk: &Desk) -> Vec<Block> {
        let mut text = self.desk(desk);
        match self.ja() {
            true => text.extend(words("にお申し出いただければ、遅滞なくお答えします。")),
            false => {
                text.insert(0, Inline::Text("Please ask ".into()));
                text.extend(words("; we will answer without delay."));
            }
        }
        vec![paragraph(at, text)]
    }

    /// A desk by its title, or the society by its name.
    pub fn desk(&mut self, desk: &Text) -> Vec<Inline> {
        match &**desk {
            "society" => self.society_name(),
            id => {
                let (kind, id) = ("contact", id.to_string());
                let scope = self.scope("society", Levels::of(&[]));
                self.refer(kind, &id, desk.at, &scope)
            }
        }
    }

    /// Several desks.
    pub fn desks(&mut self, desks: &[Desk]) -> Vec<Inline> {
        let parts = desks.iter().map(|d| self.desk(d)).collect();
        join(parts, self.phrase("、", ", "))
    }

    /// A node that stands alone: heading and what belongs to it.
    pub fn node(&mut self, n: &Node, scope: &Scope) -> Vec<Block> {
        let anchor = self.named(n.at, n.id.as_ref(), None, scope);
        let inner = self.inner(n, scope);
        let body = self.node_body(n, &inner);
        match &n.heading {
            Some(h) if self.page.title.as_deref() != Some(&**h) => {
                let heading = self.text(h, scope);
                vec![section(n.at, "", anchor, String::new(), heading, body)]
            }
            _ => anchored(n.at, anchor, body),
        }
    }

    /// The scope of what stands below a node.
    pub(super) fn inner(&mut self, n: &Node, scope: &Scope) -> Scope {
        match &n.numbering {
            Some(own) => scope.with(Levels::of_labels(&own.0)),
            None => scope.clone(),
        }
    }

    /// Everything of a node but its heading: text, block, items, table, notes, continuation.
    pub fn node_body(&mut self, n: &Node, scope: &Scope) -> Vec<Block> {
        let mut out: Vec<Block> = n.paragraphs().iter().map(|t| self.paragraph(t, scope)).collect();
        if let Some(name) = &n.block {
            out.extend(self.block_in_node(name, n, scope));
        }
        out.extend(self.list(&n.items, scope));
        if let Some(t) = &n.table {
            out.push(self.table(t, n.at, scope));
        }
        out.extend(self.notes(&n.notes, None, scope));
        for c in n.continuation.iter().flat_map(|c| &c.0) {
            out.extend(self.continuation(c, scope));
        }
        out
    }

    /// Text that follows the items of a node, unnumbered; its own items count anew.
    fn continuation(&mut self, n: &Node, scope: &Scope) -> Vec<Block> {
        self.node(n, scope)
    }

    /// A list of nodes by the scheme of this level.
    pub fn list(&mut self, items: &[Node], scope: &Scope) -> Vec<Block> {
        self.list_from(items, scope, &mut 0)
    }

    /// The same, counting on from a number.
    pub fn list_from(&mut self, items: &[Node], scope: &Scope, count: &mut u32) -> Vec<Block> {
        let mut scheme = scope.levels.here();
        let mut out = Vec::new();
        for n in items {
            if n.numbered == Some(false) || self.untitled_block(n) {
                let b = self.node(n, &scope.below());
                out.extend(b);
                continue;
            }
            if let (Some(true), Some((s, k))) = (n.continues, self.page.last.clone()) {
                (scheme, *count) = (s, k);
            }
            *count += 1;
            self.page.last = Some((scheme.clone(), *count));
            self.list_item(n, &scheme, *count, scope, &mut out);
        }
        out
    }

    /// A node that only holds a block without a title has nothing to number.
    fn untitled_block(&self, n: &Node) -> bool {
        n.heading.is_none() && n.text.is_none() && n.block.as_ref().is_some_and(|b| self.whole_title(&b.0).is_none())
    }

    fn list_item(&mut self, n: &Node, scheme: &Scheme, count: u32, scope: &Scope, out: &mut Vec<Block>) {
        let step = self.scheme_step(scheme, count);
        let here = self.step(scope, &step.reference, n.at, scope.levels.below(1));
        let anchor = self.named(n.at, n.id.as_ref(), None, &here);
        let inner = self.inner(n, &here);
        let heading = match &n.heading {
            Some(h) => Some(self.text(h, &here)),
            None => n.block.as_ref().and_then(|b| self.whole_title_text(&b.0)),
        };
        let body = self.node_body(n, &inner);
        match heading {
            Some(h) => out.push(section(n.at, "item", anchor, step.label, wrap(h, scheme.pair()), body)),
            None => push_item(out, scheme.counts(), ListItem { at: n.at, anchor, label: step.label, body }),
        }
    }

    /// Notes that stand here: those without `at`, or those whose `at` names one of these.
    pub fn notes(&mut self, notes: &[Note], at: Option<&BTreeSet<&str>>, scope: &Scope) -> Vec<Block> {
        let mut out = Vec::new();
        for n in notes {
            let here = match at {
                None => n.places.is_empty(),
                Some(names) => n.places.iter().any(|p| names.contains(&***p)),
            };
            if here {
                out.push(self.note(n, scope));
            }
        }
        out
    }

    /// One note.
    pub fn note(&mut self, n: &Note, scope: &Scope) -> Block {
        let anchor = self.named(n.at, n.node.id.as_ref(), None, scope);
        let body = {
            let inner = self.inner(&n.node, scope);
            match &n.node.heading {
                Some(_) => self.node(&Node { id: None, ..n.node.clone() }, &inner),
                None => self.node_body(&n.node, &inner),
            }
        };
        let mark = self.note_mark(n.mark.as_deref());
        Block { at: n.at, anchor, role: "note", kind: Kind::Note { mark, body } }
    }

    /// The mark of a note; a sample such as ※1 counts over the page.
    fn note_mark(&mut self, mark: Option<&str>) -> String {
        let sample = mark.unwrap_or("※");
        let scheme = Scheme::of(sample);
        if !scheme.counts() {
            return sample.to_string();
        }
        let n = match self.page.marks.get_mut(sample) {
            Some(n) => {
                *n += 1;
                *n
            }
            None => {
                self.page.marks.insert(sample.to_string(), 1);
                1
            }
        };
        scheme.step(n).label
    }

    /// A table. A column's numbering runs on down the rows; covered cells are left out of its rows.
    pub fn table(&mut self, t: &TableContent, at: NodeId, scope: &Scope) -> Block {
        let caption = t.caption.as_ref().map(|c| self.text(c, scope)).unwrap_or_default();
        let columns: Vec<Vec<Inline>> = t.columns.iter().map(|c| self.text(&c.head, scope)).collect();
        let columns = if columns.iter().all(Vec::is_empty) && self.writing() { Vec::new() } else { columns };
        let mut counts = vec![0u32; t.columns.len()];
        let mut covered = vec![0u32; t.columns.len()];
        let mut rows = Vec::new();
        for row in &t.rows {
            let mut cells = Vec::new();
            let mut column = 0;
            for cell in row {
                while covered.get(column).is_some_and(|n| *n > 0) {
                    covered[column] -= 1;
                    column += 1;
                }
                let Some(head) = t.columns.get(column) else {
                    self.too_many_cells(cell.at, t.columns.len());
                    break;
                };
                let span = cell.columns.unwrap_or(1).clamp(1, (t.columns.len() - column) as u32);
                let own = cell.node.numbering.as_ref().or(head.numbering.as_ref());
                let made = self.cell(cell, own, column == 0, span, &mut counts[column], scope);
                covered.iter_mut().skip(column).take(span as usize).for_each(|c| *c = made.rows - 1);
                column += span as usize;
                cells.push(made);
            }
            covered.iter_mut().skip(column).for_each(|c| *c = c.saturating_sub(1));
            rows.push(cells);
        }
        block(at, Kind::Table(Table { caption, columns, rows }))
    }

    fn too_many_cells(&mut self, at: NodeId, columns: usize) {
        self.problems.push(
            Diagnostic::error(
                "too-many-cells",
                say!(
                    "表の列は{columns}つですが、この行にはそれより多くのセルがあります",
                    "the table has {columns} columns, but this row has more cells"
                ),
            )
            .at_value(at)
            .fix(say!(
                "上の行の rows で覆われたセルは書きません。セルを減らすか、columns に列を足してください",
                "cells covered by `rows` of a row above are left out; take cells away, or add a column"
            )),
        );
    }

    fn cell(&mut self, c: &CellContent, numbering: Option<&Numbering>, head: bool, columns: u32, count: &mut u32, scope: &Scope) -> Cell {
        let anchor = self.named(c.at, c.node.id.as_ref(), None, scope);
        let plain = Node { items: Vec::new(), ..c.node.clone() };
        let mut body = self.node_body(&plain, scope);
        let inner = scope.with(levels(numbering, &["・"]));
        body.extend(self.list_from(&c.node.items, &inner, count));
        Cell { at: c.at, anchor, head, rows: c.rows.unwrap_or(1).max(1), columns, body }
    }

    // ---- items of personal data (項目)

    /// The names of items without conditions.
    pub fn plain_items(&mut self, items: &[Item], scope: &Scope) -> Vec<Inline> {
        let mut parts = Vec::new();
        for i in items {
            match i {
                Item::Plain(t) => parts.push(self.text(t, scope)),
                Item::Single(s) if s.when.is_none() && s.uses.is_empty() => parts.push(self.text(&s.item, scope)),
                _ => {}
            }
        }
        join(parts, self.phrase("、", ", "))
    }

    /// Items as lines: what has no condition joined with 、, groups on lines of their own, then the conditions.
    pub fn items(&mut self, at: NodeId, items: &[Item], scope: &Scope) -> Vec<Block> {
        let mut lines: Vec<(NodeId, Vec<Inline>)> = Vec::new();
        let mut conditions: Vec<&Item> = Vec::new();
        let mut run: Vec<&Item> = Vec::new();
        for i in items {
            self.name_item(i, scope);
            match i {
                Item::Plain(_) => run.push(i),
                Item::Single(s) if s.when.is_none() && s.uses.is_empty() => run.push(i),
                Item::Single(_) => conditions.push(i),
                Item::Group(g) if g.when.is_some() => conditions.push(i),
                Item::Group(g) => {
                    self.flush(at, &mut run, &mut lines, scope);
                    lines.push((g.at, self.group(g, scope)));
                    conditions.extend(g.items.iter().filter(|i| is_conditional(i)));
                }
            }
        }
        self.flush(at, &mut run, &mut lines, scope);
        let mut out = self.lines(at, lines);
        out.extend(conditions.into_iter().filter_map(|c| self.condition(c, scope)));
        out
    }

    fn name_item(&mut self, i: &Item, scope: &Scope) {
        match i {
            Item::Single(s) => self.named(s.at, s.id.as_ref(), None, scope),
            Item::Group(g) => self.named(g.at, g.id.as_ref(), None, scope),
            Item::Plain(_) => None,
        };
    }

    fn flush(&mut self, at: NodeId, run: &mut Vec<&Item>, lines: &mut Vec<(NodeId, Vec<Inline>)>, scope: &Scope) {
        if run.is_empty() {
            return;
        }
        let owned: Vec<Item> = run.drain(..).cloned().collect();
        let line = self.plain_items(&owned, scope);
        lines.push((at, line));
    }

    /// One line is a paragraph, several are a list without marks.
    fn lines(&mut self, at: NodeId, lines: Vec<(NodeId, Vec<Inline>)>) -> Vec<Block> {
        if lines.len() < 2 {
            return lines.into_iter().map(|(at, l)| paragraph(at, l)).collect();
        }
        let items =
            lines.into_iter().map(|(at, l)| ListItem { at, anchor: None, label: String::new(), body: vec![paragraph(at, l)] }).collect();
        vec![Block { at, anchor: None, role: "items", kind: Kind::List(List { counted: false, items }) }]
    }

    /// 健診【受診年月日、検査の結果等】
    fn group(&mut self, g: &crate::content::model::text::ItemGroup, scope: &Scope) -> Vec<Inline> {
        let mut body = self.plain_items(&g.items, scope);
        if g.open == Some(true) {
            body.extend(words(self.phrase("等", " and others").to_string()));
        }
        if let Some(t) = &g.tail {
            let tail = self.text(t, scope);
            super::inline::append(&mut body, tail);
        }
        let Some(name) = &g.group else { return body };
        let mut out = self.text(name, scope);
        super::inline::push_text(&mut out, self.phrase("【", " ("));
        super::inline::append(&mut out, body);
        super::inline::push_text(&mut out, self.phrase("】", ")"));
        out
    }

    /// ※被扶養者の場合、上記に加え続柄…
    fn condition(&mut self, i: &Item, scope: &Scope) -> Option<Block> {
        let (at, when, body) = match i {
            Item::Single(s) if s.uses.is_empty() => (s.at, s.when.as_ref()?, self.text(&s.item, scope)),
            Item::Group(g) => {
                let inner = crate::content::model::text::ItemGroup { group: None, ..(**g).clone() };
                (g.at, g.when.as_ref()?, self.group(&inner, scope))
            }
            _ => return None,
        };
        let mut line = self.text(when, scope);
        super::inline::push_text(&mut line, self.phrase("、上記に加え", ", in addition: "));
        super::inline::append(&mut line, body);
        Some(Block { at, anchor: None, role: "note", kind: Kind::Note { mark: "※".into(), body: vec![paragraph(at, line)] } })
    }

    /// Items that belong to some uses only, as notes: ※(1)については、…
    pub fn item_notes(&mut self, items: &[Item], scope: &Scope) -> Vec<Block> {
        let mut out = Vec::new();
        for i in items {
            let Item::Single(s) = i else { continue };
            if s.uses.is_empty() {
                continue;
            }
            let body = match &s.text {
                Some(p) => self.prose(p, scope),
                None => vec![paragraph(s.at, self.uses_sentence(s, scope))],
            };
            out.push(Block { at: s.at, anchor: None, role: "note", kind: Kind::Note { mark: "※".into(), body } });
        }
        out
    }

    fn uses_sentence(&mut self, s: &crate::content::model::text::SingleItem, scope: &Scope) -> Vec<Inline> {
        let numbers = s.uses.iter().map(|u| self.refer("item", &format!("{}/own", &***u), u.at, scope)).collect();
        let mut out = join(numbers, self.phrase("、", ", "));
        super::inline::push_text(&mut out, self.phrase("については、", ": "));
        if let Some(when) = &s.when {
            let when = self.text(when, scope);
            super::inline::append(&mut out, when);
            super::inline::push_text(&mut out, self.phrase("、", ", "));
        }
        let item = self.text(&s.item, scope);
        super::inline::append(&mut out, item);
        out
    }
}

fn is_conditional(i: &Item) -> bool {
    match i {
        Item::Plain(_) => false,
        Item::Single(s) => s.when.is_some() && s.uses.is_empty(),
        Item::Group(g) => g.when.is_some(),
    }
}

/// The heading in the brackets of its scheme.
pub(super) fn wrap(heading: Vec<Inline>, pair: Option<(char, char)>) -> Vec<Inline> {
    let Some((open, close)) = pair else { return heading };
    let mut out = words(open);
    super::inline::append(&mut out, heading);
    super::inline::push_text(&mut out, &close.to_string());
    out
}

/// Adds an item to the list that is being made, or begins one.
pub(super) fn push_item(out: &mut Vec<Block>, counted: bool, item: ListItem) {
    if let Some(Block { kind: Kind::List(l), role: "", .. }) = out.last_mut()
        && l.counted == counted
    {
        return l.items.push(item);
    }
    let at = item.at;
    out.push(block(at, Kind::List(List { counted, items: vec![item] })));
}

/// Blocks of a record that references may lead to.
pub(super) fn anchored(at: NodeId, anchor: Option<String>, body: Vec<Block>) -> Vec<Block> {
    match anchor {
        None => body,
        Some(_) => vec![Block { at, anchor, role: "", kind: Kind::Group(body) }],
    }
}
