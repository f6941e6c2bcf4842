//! The parts of a page: what stands under a heading that has a name, as plain text. Texts of their own stand on lines of their own.

use crate::document::tree::{Block, Card, Definition, Inline, Kind, Letterhead, List, Page, Section, Signature, Table, plain};
use crate::web::writer::{made_up_id, number_of};

/// A part of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// How deep it stands: 0 is the page itself.
    pub(super) depth: u32,
    /// The name of its place; none: the page.
    pub(super) anchor: Option<String>,
    /// Its heading; that of the page is its title.
    pub(super) heading: String,
    /// What it says.
    pub(super) text: String,
}

impl Part {
    /// Whether there is nothing to find in it.
    pub(super) fn is_empty(&self) -> bool {
        self.heading.is_empty() && self.text.is_empty()
    }
}

/// The parts of a page in its order.
pub(super) fn parts(page: &Page) -> Vec<Part> {
    // The sections of the top page stand elsewhere than in the tree: only names of the content are sure.
    let named = !page.path.is_empty();
    let parts = vec![Part::default()];
    let mut gather = Gather { parts, current: 0, number: "", named, sections: 0, level: 0, within: 0 };
    gather.blocks(&page.blocks);
    gather.parts
}

struct Gather<'a> {
    parts: Vec<Part>,
    /// The part that is being written, by its index.
    current: usize,
    /// The number of an item whose text comes next.
    number: &'a str,
    /// Whether sections without a name get one, as on the page.
    named: bool,
    /// How many sections of the first level were met.
    sections: usize,
    /// How many sections are open.
    level: u32,
    /// How many lists, tables and cards are open: sections in them are no chapters of the page.
    within: u32,
}

impl<'a> Gather<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            Kind::Section(section) => self.section(block, section),
            // Lists of what is found itself.
            _ if matches!(block.role, "notices" | "all-notices" | "years") => {}
            Kind::Group(blocks) => self.blocks(blocks),
            Kind::Paragraph { label, text } => self.text(label, text),
            Kind::List(list) => self.list(list),
            Kind::Table(table) => self.table(table),
            Kind::Definitions(rows) => self.rows(rows),
            Kind::Note { mark: _, body } => self.blocks(body),
            Kind::Card(card) => self.card(block, card),
            Kind::Letterhead(head) => self.letterhead(head),
            Kind::Signature(signature) => self.signature(signature),
            Kind::Choice(ticks) => ticks.iter().for_each(|tick| self.text("", &tick.text)),
            Kind::Ki | Kind::Ijo | Kind::Blank(_) => {}
        }
    }

    fn section(&mut self, block: &'a Block, section: &'a Section) {
        let chapter = self.level == 0 && self.within == 0;
        self.sections += usize::from(chapter);
        let made_up = || (chapter && self.named).then(|| made_up_id(self.sections));
        let anchor = block.anchor.as_deref().map(str::to_owned).or_else(made_up);
        let mut heading = String::new();
        add(number_of(section), &section.heading, &mut heading);
        self.level += 1;
        match anchor {
            Some(anchor) => self.part(anchor, heading, |g| g.blocks(&section.body)),
            None => {
                self.line(&heading);
                self.blocks(&section.body);
            }
        }
        self.level -= 1;
    }

    /// A part of its own, below the one that is being written.
    fn part(&mut self, anchor: String, heading: String, body: impl FnOnce(&mut Self)) {
        let outer = self.current;
        let depth = self.parts.get(outer).map_or(0, |part| part.depth) + 1;
        self.current = self.parts.len();
        self.parts.push(Part { depth, anchor: Some(anchor), heading, text: String::new() });
        body(self);
        self.current = outer;
    }

    fn list(&mut self, list: &'a List) {
        self.within += 1;
        for item in &list.items {
            if list.counted {
                self.number = item.label.trim();
            }
            self.blocks(&item.body);
            self.number = "";
        }
        self.within -= 1;
    }

    fn table(&mut self, table: &'a Table) {
        self.text("", &table.caption);
        table.columns.iter().for_each(|head| self.text("", head));
        self.within += 1;
        table.rows.iter().flatten().for_each(|cell| self.blocks(&cell.body));
        self.within -= 1;
    }

    fn rows(&mut self, rows: &'a [Definition]) {
        self.within += 1;
        for row in rows {
            match &row.anchor {
                // A word that is explained, a row that others refer to.
                Some(anchor) if !row.term.is_empty() => {
                    let mut heading = String::new();
                    add(&row.number, &row.term, &mut heading);
                    self.part(anchor.to_string(), heading, |g| g.blocks(&row.body));
                }
                _ => {
                    self.text(&row.number, &row.term);
                    self.blocks(&row.body);
                }
            }
        }
        self.within -= 1;
    }

    fn card(&mut self, block: &'a Block, card: &'a Card) {
        let body = |g: &mut Self| {
            g.rows(&card.rows);
            g.within += 1;
            g.blocks(&card.body);
            g.within -= 1;
        };
        match &block.anchor {
            Some(anchor) if !card.title.is_empty() => {
                self.part(anchor.to_string(), plain(&card.title), |g| {
                    g.text("", &card.name);
                    body(g);
                });
            }
            _ => {
                self.text("", &card.name);
                self.text("", &card.title);
                body(self);
            }
        }
    }

    fn letterhead(&mut self, head: &Letterhead) {
        self.line(&head.number);
        head.date.iter().for_each(|date| self.line(&date.text));
        self.text("", &head.to);
        head.from.iter().for_each(|from| self.signature(from));
    }

    fn signature(&mut self, signature: &Signature) {
        self.text("", &signature.organization);
        self.text("", &signature.title);
        self.text("", &signature.name);
    }

    /// A text on a line of its own.
    fn text(&mut self, label: &str, text: &[Inline]) {
        let number = std::mem::take(&mut self.number);
        if let Some(part) = self.parts.get_mut(self.current) {
            let out = next_line(&mut part.text);
            add(number, &[], out);
            add(label, text, out);
        }
    }

    fn line(&mut self, text: &str) {
        if let Some(part) = self.parts.get_mut(self.current).filter(|_| !text.is_empty()) {
            next_line(&mut part.text).push_str(text);
        }
    }
}

fn next_line(out: &mut String) -> &mut String {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// A text with the number in front of it.
fn add(label: &str, text: &[Inline], out: &mut String) {
    let label = label.trim();
    if !label.is_empty() {
        out.push_str(label);
        out.push(' ');
    }
    pieces(text, out);
}

/// Words with their readings in brackets, as they are read where ruby is not shown.
fn pieces(text: &[Inline], out: &mut String) {
    for piece in text {
        match piece {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } | Inline::Foreign { body, .. } => pieces(body, out),
            Inline::Ruby { base, reading } => out.extend([base, "（", reading, "）"]),
            Inline::Date(date) => out.push_str(&date.text),
            Inline::Break => out.push(' '),
            Inline::Gap(_) | Inline::FootnoteMark(_) => {}
        }
    }
}
