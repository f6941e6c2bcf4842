//! Nodes of the tree as data: one shape for each kind, with the same words as in the pages.

use super::words::{Day, Marks, Whole};
use crate::document::tree::{self, Block, Inline, Kind, ListItem, Target, Tick};
use crate::web::writer::kind_name;
use serde::Serialize;

/// A node.
#[derive(Debug, Serialize)]
pub(super) struct Node<'a> {
    kind: &'static str,
    /// What it is in the content model: the name of a block, a part or a field.
    #[serde(skip_serializing_if = "str::is_empty")]
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    anchor: Option<&'a str>,
    #[serde(flatten)]
    shape: Shape<'a>,
}

/// What a node has according to its kind.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Shape<'a> {
    Section {
        #[serde(skip_serializing_if = "str::is_empty")]
        number: &'a str,
        heading: String,
        #[serde(flatten)]
        marks: Marks,
        nodes: Vec<Node<'a>>,
    },
    Group {
        nodes: Vec<Node<'a>>,
    },
    Paragraph {
        #[serde(skip_serializing_if = "str::is_empty")]
        number: &'a str,
        text: String,
        #[serde(flatten)]
        marks: Marks,
    },
    List {
        counted: bool,
        items: Vec<Item<'a>>,
    },
    Table {
        #[serde(skip_serializing_if = "String::is_empty")]
        caption: String,
        /// The heads of the columns; an empty one stands over the heads of the rows.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        columns: Vec<String>,
        #[serde(flatten)]
        marks: Marks,
        rows: Vec<Vec<Cell<'a>>>,
    },
    Definitions {
        rows: Vec<Definition<'a>>,
    },
    Note {
        #[serde(skip_serializing_if = "str::is_empty")]
        mark: &'a str,
        #[serde(flatten)]
        body: Body<'a>,
    },
    Card(Card<'a>),
    Letterhead(Letterhead<'a>),
    Signature(Signature),
    Bare {},
}

/// What an item, a cell, a value or a note says: a text where it is a single paragraph, else nodes.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Body<'a> {
    Text {
        text: String,
        #[serde(flatten)]
        marks: Marks,
    },
    Nodes {
        nodes: Vec<Node<'a>>,
    },
}

/// An item of a list.
#[derive(Debug, Serialize)]
struct Item<'a> {
    /// Of a counted list: (1).
    #[serde(skip_serializing_if = "str::is_empty")]
    number: &'a str,
    /// Of another list: ・.
    #[serde(skip_serializing_if = "str::is_empty")]
    mark: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    anchor: Option<&'a str>,
    #[serde(flatten)]
    body: Body<'a>,
}

/// A cell of a table.
#[derive(Debug, Serialize)]
struct Cell<'a> {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    head: bool,
    #[serde(skip_serializing_if = "is_one")]
    row_span: u32,
    #[serde(skip_serializing_if = "is_one")]
    column_span: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    anchor: Option<&'a str>,
    #[serde(flatten)]
    body: Body<'a>,
}

/// A label and its value.
#[derive(Debug, Serialize)]
struct Definition<'a> {
    /// The field of the content model: `data_items`.
    #[serde(skip_serializing_if = "str::is_empty")]
    field: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    number: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    anchor: Option<&'a str>,
    #[serde(flatten)]
    marks: Marks,
    value: Body<'a>,
}

/// Name, address and ways of a society or desk.
#[derive(Debug, Serialize)]
pub(super) struct Card<'a> {
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(flatten)]
    marks: Marks,
    /// The telephone numbers and mail addresses of the rows once more, for who only wants those.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tel: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mail: Vec<&'a str>,
    rows: Vec<Definition<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nodes: Vec<Node<'a>>,
}

/// Head of a letter.
#[derive(Debug, Serialize)]
pub(super) struct Letterhead<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Day>,
    #[serde(skip_serializing_if = "str::is_empty")]
    number: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    to: String,
    #[serde(flatten)]
    marks: Marks,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Signature>,
}

/// Who signs.
#[derive(Debug, Serialize)]
struct Signature {
    #[serde(skip_serializing_if = "String::is_empty")]
    organization: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(flatten)]
    marks: Marks,
}

fn is_one(value: &u32) -> bool {
    *value <= 1
}

impl<'a> Whole<'a> {
    /// Blocks one after the other.
    pub(super) fn nodes(&self, blocks: &'a [Block]) -> Vec<Node<'a>> {
        blocks.iter().map(|block| self.node(block)).collect()
    }

    fn node(&self, block: &'a Block) -> Node<'a> {
        let kind = kind_name(&block.kind);
        Node { kind, role: block.role, anchor: block.anchor.as_deref(), shape: self.shape(&block.kind) }
    }

    fn shape(&self, kind: &'a Kind) -> Shape<'a> {
        match kind {
            Kind::Section(section) => {
                let (heading, marks) = self.marked(&section.heading);
                Shape::Section { number: section.label.trim(), heading, marks, nodes: self.nodes(&section.body) }
            }
            Kind::Group(body) => Shape::Group { nodes: self.nodes(body) },
            Kind::Paragraph { label, text } => {
                let (text, marks) = self.marked(text);
                Shape::Paragraph { number: label.trim(), text, marks }
            }
            Kind::List(list) => {
                Shape::List { counted: list.counted, items: list.items.iter().map(|item| self.item(item, list.counted)).collect() }
            }
            Kind::Table(table) => self.table(table),
            Kind::Definitions(rows) => Shape::Definitions { rows: self.rows(rows) },
            Kind::Note { mark, body } => Shape::Note { mark: mark.trim(), body: self.body(body) },
            Kind::Card(card) => Shape::Card(self.card(card)),
            Kind::Letterhead(head) => Shape::Letterhead(self.letterhead(head)),
            Kind::Signature(signature) => Shape::Signature(self.signature(signature)),
            Kind::Choice(ticks) => Shape::List { counted: false, items: ticks.iter().map(|tick| self.tick(tick)).collect() },
            Kind::Ki | Kind::Ijo | Kind::Blank(_) => Shape::Bare {},
        }
    }

    fn marked(&self, text: &[Inline]) -> (String, Marks) {
        let mut marks = Marks::default();
        (self.text(text, &mut marks), marks)
    }

    fn body(&self, body: &'a [Block]) -> Body<'a> {
        match body {
            [Block { anchor: None, role: "", kind: Kind::Paragraph { label, text }, .. }] if label.trim().is_empty() => {
                let (text, marks) = self.marked(text);
                Body::Text { text, marks }
            }
            _ => Body::Nodes { nodes: self.nodes(body) },
        }
    }

    fn item(&self, item: &'a ListItem, counted: bool) -> Item<'a> {
        let label = item.label.trim();
        let (number, mark) = if counted { (label, "") } else { ("", label) };
        Item { number, mark, anchor: item.anchor.as_deref(), body: self.body(&item.body) }
    }

    fn tick(&self, tick: &'a Tick) -> Item<'a> {
        let (text, marks) = self.marked(&tick.text);
        Item { number: "", mark: "□", anchor: None, body: Body::Text { text, marks } }
    }

    fn table(&self, table: &'a tree::Table) -> Shape<'a> {
        let mut marks = Marks::default();
        let caption = self.text(&table.caption, &mut marks);
        let columns = table.columns.iter().map(|head| self.text(head, &mut marks)).collect();
        let rows = table.rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
        Shape::Table { caption, columns, marks, rows }
    }

    fn cell(&self, cell: &'a tree::Cell) -> Cell<'a> {
        let body = self.body(&cell.body);
        Cell { head: cell.head, row_span: cell.rows, column_span: cell.columns, anchor: cell.anchor.as_deref(), body }
    }

    fn rows(&self, rows: &'a [tree::Definition]) -> Vec<Definition<'a>> {
        rows.iter().map(|row| self.definition(row)).collect()
    }

    fn definition(&self, row: &'a tree::Definition) -> Definition<'a> {
        let (label, marks) = self.marked(&row.term);
        let value = self.body(&row.body);
        Definition { field: row.role, number: row.number.trim(), label, anchor: row.anchor.as_deref(), marks, value }
    }

    /// A card.
    pub(super) fn card(&self, card: &'a tree::Card) -> Card<'a> {
        let mut marks = Marks::default();
        let name = self.text(&card.name, &mut marks);
        let title = self.text(&card.title, &mut marks);
        let (mut tel, mut mail) = (Vec::new(), Vec::new());
        for target in card.rows.iter().flat_map(|row| &row.body).flat_map(targets) {
            match target {
                Target::Tel(number) => tel.push(number.as_str()),
                Target::Mail(address) => mail.push(address.as_str()),
                Target::Page { .. } | Target::File(_) | Target::Sheet(_) | Target::Url(_) => {}
            }
        }
        Card { name, title, marks, tel, mail, rows: self.rows(&card.rows), nodes: self.nodes(&card.body) }
    }

    /// Head of a letter.
    pub(super) fn letterhead(&self, head: &'a tree::Letterhead) -> Letterhead<'a> {
        let (to, marks) = self.marked(&head.to);
        let from = head.from.as_ref().map(|from| self.signature(from));
        Letterhead { date: head.date.as_ref().map(Day::from), number: &head.number, to, marks, from }
    }

    fn signature(&self, signature: &tree::Signature) -> Signature {
        let mut marks = Marks::default();
        let mut text = |text| self.text(text, &mut marks);
        let (organization, title, name) = (text(&signature.organization), text(&signature.title), text(&signature.name));
        Signature { organization, title, name, marks }
    }
}

/// Where the paragraph of a card's row leads.
fn targets(block: &Block) -> Vec<&Target> {
    fn add<'a>(text: &'a [Inline], out: &mut Vec<&'a Target>) {
        for piece in text {
            match piece {
                Inline::Link { target, .. } => out.push(target),
                Inline::Strong(body) | Inline::Emphasis(body) | Inline::Foreign { body, .. } => add(body, out),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    if let Kind::Paragraph { text, .. } = &block.kind {
        add(text, &mut out);
    }
    out
}
