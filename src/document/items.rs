//! Items of personal data (項目): joined in lines, groups in brackets, and the conditions under which others are among them.

use super::composer::{Blocks, Composer, Scope, join, paragraph};
use super::inline::{append, push_text};
use super::text::something;
use super::tree::{Block, Inlines, Kind, List, ListItem, Wording};
use crate::content::NodeId;
use crate::content::model::text::{Item, ItemGroup, SingleItem};

impl Composer<'_> {
    /// Items as blocks: their lines, what stands under a condition, and what belongs to some uses only.
    pub fn items(&mut self, at: NodeId, items: &[Item], scope: &Scope) -> Blocks {
        let mut out = self.item_lines(at, items, scope);
        out.append(self.item_notes(items, scope));
        out
    }

    /// What has no condition joined with 、, groups on lines of their own, then the conditions.
    pub fn item_lines(&mut self, at: NodeId, items: &[Item], scope: &Scope) -> Blocks {
        if !self.writing() {
            items.iter().for_each(|i| self.name_item(i, scope));
            return something(at, items.iter().any(is_said));
        }
        let mut lines: Vec<(NodeId, Inlines)> = Vec::new();
        let mut run: Vec<Inlines> = Vec::new();
        for i in items {
            self.name_item(i, scope);
            match i {
                Item::Plain(t) => run.push(self.text(t, scope)),
                Item::Single(s) if is_plain(s) => run.push(self.text(&s.item, scope)),
                Item::Group(g) if g.when.is_none() => {
                    self.flush(at, &mut run, &mut lines);
                    lines.push((g.at, self.group(g, scope)));
                }
                Item::Single(_) | Item::Group(_) => {}
            }
        }
        self.flush(at, &mut run, &mut lines);
        let mut out = self.lines(at, lines);
        let mut conditions = Vec::new();
        items.iter().for_each(|i| collect_conditions(i, &mut conditions));
        out.extend(conditions.into_iter().map(|c| self.condition(c, scope)));
        out
    }

    fn name_item(&mut self, i: &Item, scope: &Scope) {
        match i {
            Item::Single(s) => _ = self.named(s.at, s.id.as_ref(), None, scope),
            Item::Group(g) => {
                self.named(g.at, g.id.as_ref(), None, scope);
                g.items.iter().for_each(|i| self.name_item(i, scope));
            }
            Item::Plain(_) => {}
        }
    }

    fn flush(&mut self, at: NodeId, run: &mut Vec<Inlines>, lines: &mut Vec<(NodeId, Inlines)>) {
        if !run.is_empty() {
            lines.push((at, join(std::mem::take(run), self.phrase("、", ", "))));
        }
    }

    /// One line is a paragraph, several are a list without marks.
    fn lines(&mut self, at: NodeId, lines: Vec<(NodeId, Inlines)>) -> Blocks {
        if lines.len() < 2 {
            return lines.into_iter().map(|(at, l)| paragraph(at, l)).collect();
        }
        let item = |(at, l)| ListItem { at, anchor: None, label: Wording::EMPTY, body: vec![paragraph(at, l)] };
        let items = lines.into_iter().map(item).collect();
        Blocks::One(Block { at, anchor: None, role: "items", kind: Kind::List(List { counted: false, items }) })
    }

    /// 健診【受診年月日、検査の結果等】; without a name, what would stand in the brackets.
    pub(super) fn group(&mut self, g: &ItemGroup, scope: &Scope) -> Inlines {
        let mut parts = Vec::new();
        for i in &g.items {
            match i {
                Item::Plain(t) => parts.push(self.text(t, scope)),
                Item::Single(s) if is_plain(s) => parts.push(self.text(&s.item, scope)),
                Item::Group(inner) if inner.when.is_none() => parts.push(self.group(inner, scope)),
                Item::Single(_) | Item::Group(_) => {}
            }
        }
        let mut body = join(parts, self.phrase("、", ", "));
        if g.open == Some(true) {
            push_text(&mut body, self.phrase("等", " and others"));
        }
        if let Some(t) = &g.tail {
            let tail = self.text(t, scope);
            append(&mut body, tail);
        }
        let Some(name) = &g.group else { return body };
        let mut out = self.text(name, scope);
        push_text(&mut out, self.phrase("【", " ("));
        append(&mut out, body);
        push_text(&mut out, self.phrase("】", ")"));
        out
    }

    /// ※被扶養者の場合、上記に加え続柄
    fn condition(&mut self, i: &Item, scope: &Scope) -> Block {
        let (at, when, body) = match i {
            Item::Single(s) => (s.at, s.when.as_ref(), self.text(&s.item, scope)),
            Item::Group(g) => (g.at, g.when.as_ref(), self.group(g, scope)),
            Item::Plain(t) => (t.at, None, self.text(t, scope)),
        };
        let mut line = when.map(|w| self.text(w, scope)).unwrap_or_default();
        push_text(&mut line, self.phrase("、上記に加え", ", in addition: "));
        append(&mut line, body);
        note(at, Blocks::One(paragraph(at, line)))
    }

    /// Items that belong to some uses only, as notes: ※(1)については、…
    pub fn item_notes(&mut self, items: &[Item], scope: &Scope) -> Blocks {
        let mut of_uses = Vec::new();
        items.iter().for_each(|i| collect_of_uses(i, &mut of_uses));
        let mut out = Blocks::new();
        for s in of_uses {
            let body = match &s.text {
                Some(p) => self.prose(p, scope),
                None => Blocks::One(paragraph(s.at, self.uses_sentence(s, scope))),
            };
            out.push(note(s.at, body));
        }
        out
    }

    fn uses_sentence(&mut self, s: &SingleItem, scope: &Scope) -> Inlines {
        let numbers = s.uses.iter().map(|u| self.refer("item", &format!("{}/own", &***u), u.at, scope)).collect();
        let mut out = join(numbers, self.phrase("、", ", "));
        push_text(&mut out, self.phrase("については、", ": "));
        if let Some(when) = &s.when {
            let when = self.text(when, scope);
            append(&mut out, when);
            push_text(&mut out, self.phrase("、", ", "));
        }
        let item = self.text(&s.item, scope);
        append(&mut out, item);
        out
    }
}

fn note(at: NodeId, body: Blocks) -> Block {
    Block { at, anchor: None, role: "note", kind: Kind::Note { mark: "※".into(), body: body.into() } }
}

/// Whether an item stands in the list without more words.
fn is_plain(s: &SingleItem) -> bool {
    s.when.is_none() && s.uses.is_empty()
}

/// Whether an item has a place in the list or under a condition: one that belongs to some uses stands in a note.
fn is_said(i: &Item) -> bool {
    !matches!(i, Item::Single(s) if !s.uses.is_empty())
}

/// Items under a condition, wherever they stand.
fn collect_conditions<'i>(i: &'i Item, out: &mut Vec<&'i Item>) {
    match i {
        Item::Single(s) if s.when.is_some() && s.uses.is_empty() => out.push(i),
        Item::Group(g) => {
            if g.when.is_some() {
                out.push(i);
            }
            g.items.iter().for_each(|inner| collect_conditions(inner, out));
        }
        Item::Single(_) | Item::Plain(_) => {}
    }
}

/// Items that belong to some uses, wherever they stand.
fn collect_of_uses<'i>(i: &'i Item, out: &mut Vec<&'i SingleItem>) {
    match i {
        Item::Single(s) if !s.uses.is_empty() => out.push(s),
        Item::Group(g) => g.items.iter().for_each(|inner| collect_of_uses(inner, out)),
        Item::Single(_) | Item::Plain(_) => {}
    }
}
