//! Nodes of the tree as data: one shape for each kind, with the same words as in the pages.

use super::json::{Json, Key, key};
use super::words::{self, Whole, day};
use crate::document::tree::{self, Block, Inline, Kind, ListItem, Target, Tick};
use crate::web::writer::kind_name;
use std::iter::once;

impl Whole<'_> {
    /// The entry `nodes`: blocks one after the other.
    pub(super) fn nodes(&self, json: &mut Json, blocks: &[Block]) {
        json.key(key!("nodes"));
        json.list_of(blocks, |json, block| self.node(json, block));
    }

    /// A node: its kind, what it is in the content model (the name of a block, a part or a field), and what it has according to its kind.
    fn node(&self, json: &mut Json, block: &Block) {
        json.object(|json| {
            json.word_if_any(key!("kind"), kind_name(&block.kind));
            json.word_if_any(key!("role"), block.role);
            json.entry_if_some(key!("anchor"), block.anchor.as_deref());
            self.shape(json, &block.kind);
        });
    }

    fn shape(&self, json: &mut Json, kind: &Kind) {
        match kind {
            Kind::Section(section) => {
                json.entry_if_any(key!("number"), section.label.trim());
                self.marked(json, key!("heading"), &section.heading);
                self.nodes(json, &section.body);
            }
            Kind::Group(body) => self.nodes(json, body),
            Kind::Paragraph { label, text } => {
                json.entry_if_any(key!("number"), label.trim());
                self.marked(json, key!("text"), text);
            }
            Kind::List(list) => {
                items(json, list.counted, |json| json.list_of(&list.items, |json, item| self.item(json, item, list.counted)));
            }
            Kind::Table(table) => self.table(json, table),
            Kind::Definitions(rows) => self.rows(json, rows),
            Kind::Note { mark, body } => {
                json.entry_if_any(key!("mark"), mark.trim());
                self.body(json, body);
            }
            Kind::Card(card) => self.card(json, card),
            Kind::Letterhead(head) => self.letterhead(json, head),
            Kind::Signature(signature) => self.signature(json, signature),
            Kind::Choice(ticks) => items(json, false, |json| json.list_of(ticks, |json, tick| self.tick(json, tick))),
            Kind::Ki | Kind::Ijo | Kind::Blank(_) => {}
        }
    }

    /// The entry `key` with a text, and what it means.
    fn marked(&self, json: &mut Json, key: Key, text: &[Inline]) {
        words::entry(json, key, text);
        self.marks(json, once(text));
    }

    /// What an item, a cell, a value or a note says: a text where it is a single paragraph, else nodes.
    fn body(&self, json: &mut Json, body: &[Block]) {
        match body {
            [Block { anchor: None, role: "", kind: Kind::Paragraph { label, text }, .. }] if label.trim().is_empty() => {
                self.marked(json, key!("text"), text);
            }
            _ => self.nodes(json, body),
        }
    }

    /// An item of a counted list has a number, (1), and that of another list a mark, ・.
    fn item(&self, json: &mut Json, item: &ListItem, counted: bool) {
        json.object(|json| {
            json.entry_if_any(if counted { key!("number") } else { key!("mark") }, item.label.trim());
            json.entry_if_some(key!("anchor"), item.anchor.as_deref());
            self.body(json, &item.body);
        });
    }

    fn tick(&self, json: &mut Json, tick: &Tick) {
        json.object(|json| {
            json.entry(key!("mark"), "□");
            self.marked(json, key!("text"), &tick.text);
        });
    }

    /// A table; an empty head of a column stands over the heads of the rows.
    fn table(&self, json: &mut Json, table: &tree::Table) {
        words::entry_if_any(json, key!("caption"), &table.caption);
        if !table.columns.is_empty() {
            json.key(key!("columns"));
            json.list_of(&table.columns, |json, head| words::value(json, head));
        }
        self.marks(json, once(table.caption.as_slice()).chain(table.columns.iter().map(|head| head.as_slice())));
        json.key(key!("rows"));
        json.list_of(&table.rows, |json, row| json.list_of(row, |json, cell| self.cell(json, cell)));
    }

    fn cell(&self, json: &mut Json, cell: &tree::Cell) {
        json.object(|json| {
            if cell.head {
                json.key(key!("head"));
                json.bool(true);
            }
            for (key, span) in [(key!("row_span"), cell.rows), (key!("column_span"), cell.columns)] {
                if span > 1 {
                    json.key(key);
                    json.number(u64::from(span));
                }
            }
            json.entry_if_some(key!("anchor"), cell.anchor.as_deref());
            self.body(json, &cell.body);
        });
    }

    fn rows(&self, json: &mut Json, rows: &[tree::Definition]) {
        json.key(key!("rows"));
        json.list_of(rows, |json, row| self.definition(json, row));
    }

    /// A label and its value; `field` is that of the content model: `data_items`.
    fn definition(&self, json: &mut Json, row: &tree::Definition) {
        json.object(|json| {
            json.word_if_any(key!("field"), row.role);
            json.entry_if_any(key!("number"), row.number.trim());
            words::entry_if_any(json, key!("label"), &row.term);
            json.entry_if_some(key!("anchor"), row.anchor.as_deref());
            self.marks(json, once(row.term.as_slice()));
            json.key(key!("value"));
            json.object(|json| self.body(json, &row.body));
        });
    }

    /// Name, address and ways of a society or desk.
    pub(super) fn card(&self, json: &mut Json, card: &tree::Card) {
        words::entry_if_any(json, key!("name"), &card.name);
        words::entry_if_any(json, key!("title"), &card.title);
        self.marks(json, [card.name.as_slice(), &card.title].into_iter());
        // The telephone numbers and mail addresses of the rows once more, for who only wants those.
        ways(json, key!("tel"), card, |target| if let Target::Tel(number) = target { Some(number) } else { None });
        ways(json, key!("mail"), card, |target| if let Target::Mail(address) = target { Some(address) } else { None });
        self.rows(json, &card.rows);
        if !card.body.is_empty() {
            self.nodes(json, &card.body);
        }
    }

    /// Head of a letter.
    pub(super) fn letterhead(&self, json: &mut Json, head: &tree::Letterhead) {
        if let Some(date) = &head.date {
            json.key(key!("date"));
            day(json, date);
        }
        json.entry_if_any(key!("number"), &head.number);
        words::entry_if_any(json, key!("to"), &head.to);
        self.marks(json, once(head.to.as_slice()));
        if let Some(from) = &head.from {
            json.key(key!("from"));
            json.object(|json| self.signature(json, from));
        }
    }

    /// Who signs.
    fn signature(&self, json: &mut Json, signature: &tree::Signature) {
        let texts =
            [(key!("organization"), signature.organization.as_slice()), (key!("title"), &signature.title), (key!("name"), &signature.name)];
        for (key, text) in texts {
            words::entry_if_any(json, key, text);
        }
        self.marks(json, texts.into_iter().map(|(_, text)| text));
    }
}

fn items(json: &mut Json, counted: bool, items: impl FnOnce(&mut Json)) {
    json.key(key!("counted"));
    json.bool(counted);
    json.key(key!("items"));
    items(json);
}

/// The entry `key` with where the rows of a card lead, left out where none does.
fn ways<'a>(json: &mut Json, key: Key, card: &'a tree::Card, way: impl Fn(&'a Target) -> Option<&'a String>) {
    let mut found = Vec::new();
    for block in card.rows.iter().flat_map(|row| &row.body) {
        if let Kind::Paragraph { text, .. } = &block.kind {
            targets(text, &mut |target| found.extend(way(target)));
        }
    }
    if !found.is_empty() {
        json.key(key);
        json.list_of(found, |json, way| json.text(way));
    }
}

/// Where a text leads.
fn targets<'a>(text: &'a [Inline], visit: &mut impl FnMut(&'a Target)) {
    for piece in text {
        match piece {
            Inline::Link { target, .. } => visit(target),
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Foreign { body, .. } => targets(body, visit),
            _ => {}
        }
    }
}
