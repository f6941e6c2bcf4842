//! The document tree as data for templates: every text is a value, never markup.
//!
//! Nodes are numbered through (`n`), so that the place of each can be found on paper; templates put the numbers back as marks.

use super::links::Links;
use super::text::{pieces, together};
use crate::content::NodeId;
use crate::document::tree::{
    Block, Card, Cell, Date, Definition, Inline, Kind, Letterhead, List, ListItem, Section, Signature, Table, Target, Tick, plain,
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Turns nodes into values, and remembers what the values cannot say.
pub(super) struct Writer<'a> {
    links: &'a Links<'a>,
    /// Names that something in the document may lead to.
    anchors: BTreeSet<&'a str>,
    /// Those of them that were given away.
    named: BTreeSet<&'a str>,
    /// The values of the content that the numbered nodes print.
    pub(super) nodes: Vec<NodeId>,
    /// Which characters occur, and where first.
    pub(super) characters: BTreeMap<char, BTreeSet<NodeId>>,
    /// The value that is being printed.
    at: NodeId,
    shown: &'a dyn Fn(char) -> bool,
}

impl<'a> Writer<'a> {
    /// For a document of these blocks; `shown` says whether the fonts have a character.
    pub(super) fn new(links: &'a Links<'a>, blocks: &'a [Block], at: NodeId, shown: &'a dyn Fn(char) -> bool) -> Self {
        let mut anchors = BTreeSet::new();
        for_each(blocks, &mut |_, anchor| anchors.extend(anchor));
        Writer { links, anchors, named: BTreeSet::new(), nodes: Vec::new(), characters: BTreeMap::new(), at, shown }
    }

    /// Blocks one after the other.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) -> Value {
        blocks.iter().map(|b| self.block(b)).collect()
    }

    fn block(&mut self, block: &'a Block) -> Value {
        let before = std::mem::replace(&mut self.at, block.at);
        let mut fields = self.node(block.at, block.anchor.as_deref());
        fields.insert("kind".into(), kind_name(&block.kind).into());
        fields.insert("role".into(), block.role.into());
        let own = match &block.kind {
            Kind::Section(section) => self.section(section),
            Kind::Group(body) => json!({ "body": self.blocks(body) }),
            Kind::Paragraph { label, text } => json!({ "label": self.string(label.trim()), "text": self.inlines(text) }),
            Kind::List(list) => self.list(list),
            Kind::Table(table) => self.table(table),
            Kind::Definitions(rows) => self.definitions(rows),
            Kind::Note { mark, body } => json!({ "mark": self.string(mark.trim()), "body": self.blocks(body) }),
            Kind::Card(card) => self.card(card),
            Kind::Letterhead(head) => self.letterhead(head),
            Kind::Signature(signature) => self.signature(signature),
            Kind::Choice(ticks) => json!({ "ticks": ticks.iter().map(|tick| self.tick(tick)).collect::<Value>() }),
            Kind::Blank(lines) => json!({ "lines": lines }),
            Kind::Ki | Kind::Ijo => json!({}),
        };
        self.at = before;
        if let Value::Object(own) = own {
            fields.extend(own);
        }
        Value::Object(fields)
    }

    /// The number of a node, and its name if nothing before it has that name.
    fn node(&mut self, at: NodeId, anchor: Option<&'a str>) -> Map<String, Value> {
        let mut fields = Map::new();
        fields.insert("n".into(), self.nodes.len().into());
        fields.insert("anchor".into(), anchor.filter(|a| self.named.insert(a)).into());
        self.nodes.push(at);
        fields
    }

    fn section(&mut self, section: &'a Section) -> Value {
        // An article has its number in its first paragraph, below the heading.
        let number = match section.body.first().map(|block| &block.kind) {
            Some(Kind::Paragraph { label, .. }) if section.label.trim().is_empty() => label.trim(),
            _ => section.label.trim(),
        };
        json!({
            "label": self.string(section.label.trim()),
            "number": number,
            "heading": self.inlines(&section.heading),
            "plain": plain(&section.heading),
            "body": self.blocks(&section.body),
        })
    }

    fn list(&mut self, list: &'a List) -> Value {
        let items: Vec<Value> = list.items.iter().map(|item| self.item(item)).collect();
        json!({ "counted": list.counted, "items": items })
    }

    fn item(&mut self, item: &'a ListItem) -> Value {
        let before = std::mem::replace(&mut self.at, item.at);
        let mut fields = self.node(item.at, item.anchor.as_deref());
        fields.insert("label".into(), self.string(item.label.trim()));
        fields.insert("body".into(), self.blocks(&item.body));
        self.at = before;
        Value::Object(fields)
    }

    fn table(&mut self, table: &'a Table) -> Value {
        let columns: Vec<Value> = table.columns.iter().map(|head| self.inlines(head)).collect();
        let rows: Vec<Vec<Value>> = table.rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
        json!({ "caption": self.inlines(&table.caption), "columns": columns, "rows": rows, "extents": super::extent::of(table) })
    }

    fn cell(&mut self, cell: &'a Cell) -> Value {
        let before = std::mem::replace(&mut self.at, cell.at);
        let mut fields = self.node(cell.at, cell.anchor.as_deref());
        fields.insert("head".into(), cell.head.into());
        fields.insert("rows".into(), cell.rows.max(1).into());
        fields.insert("columns".into(), cell.columns.max(1).into());
        fields.insert("body".into(), self.blocks(&cell.body));
        self.at = before;
        Value::Object(fields)
    }

    fn definitions(&mut self, rows: &'a [Definition]) -> Value {
        let values: Vec<Value> = rows.iter().map(|row| self.definition(row)).collect();
        json!({ "rows": values, "deep": rows.iter().any(|row| is_deep(&row.body)), "extent": super::extent::of_rows(rows) })
    }

    fn definition(&mut self, row: &'a Definition) -> Value {
        let before = std::mem::replace(&mut self.at, row.at);
        let mut fields = self.node(row.at, row.anchor.as_deref());
        fields.insert("role".into(), row.role.into());
        fields.insert("number".into(), self.string(row.number.trim()));
        fields.insert("term".into(), self.inlines(&row.term));
        fields.insert("plain".into(), plain(&row.term).into());
        fields.insert("body".into(), self.blocks(&row.body));
        fields.insert("deep".into(), is_deep(&row.body).into());
        fields.insert("extent".into(), super::extent::of_rows(std::slice::from_ref(row)).into());
        self.at = before;
        Value::Object(fields)
    }

    /// A box to tick, and how wide its text is.
    fn tick(&mut self, tick: &'a Tick) -> Value {
        let before = std::mem::replace(&mut self.at, tick.at);
        let mut fields = self.node(tick.at, None);
        fields.insert("role".into(), tick.role.into());
        fields.insert("text".into(), self.inlines(&tick.text));
        fields.insert("width".into(), super::extent::of_text(&tick.text).into());
        self.at = before;
        Value::Object(fields)
    }

    fn card(&mut self, card: &'a Card) -> Value {
        let rows: Vec<Value> = card.rows.iter().map(|row| self.definition(row)).collect();
        json!({ "name": self.inlines(&card.name), "title": self.inlines(&card.title), "rows": rows, "body": self.blocks(&card.body) })
    }

    /// The head of a letter.
    pub(super) fn letterhead(&mut self, head: &'a Letterhead) -> Value {
        let from = head.from.as_ref().map(|from| self.signature(from));
        json!({
            "date": head.date.as_ref().map(|date| self.date(date)),
            "number": self.string(&head.number),
            "to": self.inlines(&head.to),
            "from": from,
        })
    }

    fn signature(&mut self, s: &'a Signature) -> Value {
        json!({ "organization": self.inlines(&s.organization), "title": self.inlines(&s.title), "name": self.inlines(&s.name) })
    }

    /// A text that stands by itself, such as a title.
    pub(super) fn string(&mut self, text: &str) -> Value {
        self.look(text);
        text.into()
    }

    fn date(&mut self, date: &Date) -> Value {
        self.look(&date.text);
        together("date", &date.text)
    }

    fn inlines(&mut self, text: &'a [Inline]) -> Value {
        let mut out = Vec::new();
        text.iter().for_each(|piece| self.inline(piece, &mut out));
        Value::Array(out)
    }

    fn inline(&mut self, piece: &'a Inline, out: &mut Vec<Value>) {
        let value = match piece {
            Inline::Text(text) => {
                self.look(text);
                return pieces(text, out);
            }
            Inline::Strong(body) => json!({ "kind": "strong", "body": self.inlines(body) }),
            Inline::Emphasis(body) => json!({ "kind": "emphasis", "body": self.inlines(body) }),
            Inline::Code(code) => json!({ "kind": "code", "text": self.string(code) }),
            Inline::Link { target, body } => self.link(target, body),
            Inline::Ruby { base, reading } => json!({ "kind": "ruby", "base": self.string(base), "reading": self.string(reading) }),
            Inline::Date(date) => self.date(date),
            Inline::Break => json!({ "kind": "break" }),
            Inline::Foreign { lang, body } => json!({ "kind": "foreign", "lang": lang.tag(), "body": self.inlines(body) }),
            Inline::Gap(width) => json!({ "kind": "gap", "width": width }),
            Inline::FootnoteMark(number) => {
                let note = format!("fn-{number}");
                json!({ "kind": "mark", "number": number, "to": self.anchors.get(note.as_str()) })
            }
        };
        out.push(value);
    }

    /// A link that works in the file: to a place in the same document, else to an address.
    fn link(&mut self, target: &'a Target, body: &'a [Inline]) -> Value {
        let to = self.links.within(target).and_then(|anchor| self.anchors.get(anchor));
        let url = self.links.url(target);
        let kind = match target {
            Target::Page { .. } | Target::File(_) | Target::Sheet(_) => "page",
            Target::Url(_) => "url",
            Target::Mail(_) => "mail",
            Target::Tel(_) => "tel",
        };
        json!({ "kind": "link", "target": kind, "to": to, "url": url, "body": self.inlines(body) })
    }

    /// Remembers characters that no font has.
    fn look(&mut self, text: &str) {
        for c in text.chars() {
            if !(self.shown)(c) {
                self.characters.entry(c).or_default().insert(self.at);
            }
        }
    }
}

/// Whether a value holds more than text and lists of texts.
fn is_deep(body: &[Block]) -> bool {
    body.iter().any(|block| match &block.kind {
        Kind::Section(_) | Kind::Table(_) | Kind::Definitions(_) | Kind::Card(_) | Kind::Letterhead(_) => true,
        Kind::Group(body) | Kind::Note { body, .. } => is_deep(body),
        Kind::List(list) => list.items.iter().any(|item| is_deep(&item.body)),
        Kind::Paragraph { .. } | Kind::Signature(_) | Kind::Ki | Kind::Ijo | Kind::Choice(_) | Kind::Blank(_) => false,
    })
}

/// Every node of a document with its name.
pub(super) fn for_each<'a>(blocks: &'a [Block], see: &mut dyn FnMut(NodeId, Option<&'a str>)) {
    for block in blocks {
        see(block.at, block.anchor.as_deref());
        match &block.kind {
            Kind::Section(section) => for_each(&section.body, see),
            Kind::Group(body) | Kind::Note { body, .. } => for_each(body, see),
            Kind::List(list) => list.items.iter().for_each(|item| {
                see(item.at, item.anchor.as_deref());
                for_each(&item.body, see);
            }),
            Kind::Table(table) => table.rows.iter().flatten().for_each(|cell| {
                see(cell.at, cell.anchor.as_deref());
                for_each(&cell.body, see);
            }),
            Kind::Definitions(rows) => for_each_row(rows, see),
            Kind::Card(card) => {
                for_each_row(&card.rows, see);
                for_each(&card.body, see);
            }
            Kind::Choice(ticks) => ticks.iter().for_each(|tick| see(tick.at, None)),
            Kind::Paragraph { .. } | Kind::Letterhead(_) | Kind::Signature(_) | Kind::Ki | Kind::Ijo | Kind::Blank(_) => {}
        }
    }
}

fn for_each_row<'a>(rows: &'a [Definition], see: &mut dyn FnMut(NodeId, Option<&'a str>)) {
    for row in rows {
        see(row.at, row.anchor.as_deref());
        for_each(&row.body, see);
    }
}

/// The name of a kind, as templates know it.
fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Section(_) => "section",
        Kind::Group(_) => "group",
        Kind::Paragraph { .. } => "paragraph",
        Kind::List(_) => "list",
        Kind::Table(_) => "table",
        Kind::Definitions(_) => "definitions",
        Kind::Note { .. } => "note",
        Kind::Card(_) => "card",
        Kind::Letterhead(_) => "letterhead",
        Kind::Signature(_) => "signature",
        Kind::Ki => "ki",
        Kind::Ijo => "ijo",
        Kind::Choice(_) => "choice",
        Kind::Blank(_) => "blank",
    }
}
