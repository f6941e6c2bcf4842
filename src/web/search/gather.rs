//! The parts of a page: what stands under a heading that has a name, as plain text. Texts of their own stand on lines of their own.

use crate::document::tree::{Block, Card, Definition, Inline, Kind, Letterhead, List, Page, Section, Signature, Table, plain};
use crate::web::writer::{made_up_id, number_of};

/// A part of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Part<'a> {
    /// How deep it stands: 0 is the page itself.
    pub(super) depth: u32,
    anchor: Anchor<'a>,
    /// Its heading; that of the page is its title.
    pub(super) heading: Words,
    /// What it says.
    pub(super) text: Words,
}

/// Words as they stand in a string of JavaScript.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    written: String,
    /// Whether the last of them is the end of a line.
    ends_line: bool,
}

impl Words {
    fn with_capacity(bytes: usize) -> Words {
        Words { written: String::with_capacity(bytes), ends_line: false }
    }

    /// As they are written.
    pub(super) fn written(&self) -> &str {
        &self.written
    }

    fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    fn clear(&mut self) {
        self.written.clear();
        self.ends_line = false;
    }

    fn push(&mut self, text: &str) {
        if let Some(last) = text.as_bytes().last() {
            super::pieces(text, &mut self.written);
            self.ends_line = *last == b'\n';
        }
    }

    /// Begins a line, unless one begins here.
    fn next_line(&mut self) {
        if !self.is_empty() && !self.ends_line {
            self.written.push_str("\\n");
            self.ends_line = true;
        }
    }
}

/// The name of the place of a part.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Anchor<'a> {
    /// It is the page.
    #[default]
    Page,
    /// The content names it.
    Named(&'a str),
    /// The page names it by its number.
    Numbered(usize),
}

impl Part<'_> {
    /// Whether there is nothing to find in it.
    pub(super) fn is_empty(&self) -> bool {
        self.heading.is_empty() && self.text.is_empty()
    }

    /// Adds the name of its place as it stands in a string of JavaScript; of the page there is none.
    pub(super) fn push_anchor(&self, out: &mut String) {
        match self.anchor {
            Anchor::Page => {}
            Anchor::Named(name) => super::pieces(name, out),
            Anchor::Numbered(number) => out.push_str(&made_up_id(number)),
        }
    }
}

/// Most headings are no longer than so many bytes.
const HEADING: usize = 128;

/// Neither are most texts.
const TEXT: usize = 1 << 10;

/// Gathers the parts of one page after the other.
#[derive(Default)]
pub(super) struct Gather<'a> {
    /// The parts of the page, and behind them those of earlier pages, whose room is used again.
    parts: Vec<Part<'a>>,
    /// How many the page has.
    count: usize,
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
    /// The parts of a page in its order.
    pub(super) fn parts(&mut self, page: &'a Page) -> &[Part<'a>] {
        let parts = std::mem::take(&mut self.parts);
        // The sections of the top page stand elsewhere than in the tree: only names of the content are sure.
        *self = Gather { parts, named: !page.path.is_empty(), ..Gather::default() };
        self.begin(0, Anchor::Page);
        self.blocks(&page.blocks);
        self.parts.get(..self.count).unwrap_or_default()
    }

    /// Begins a part.
    fn begin(&mut self, depth: u32, anchor: Anchor<'a>) {
        self.current = self.count;
        self.count += 1;
        match self.parts.get_mut(self.current) {
            Some(part) => {
                (part.depth, part.anchor) = (depth, anchor);
                part.heading.clear();
                part.text.clear();
            }
            None => {
                let (heading, text) = (Words::with_capacity(HEADING), Words::with_capacity(TEXT));
                self.parts.push(Part { depth, anchor, heading, text });
            }
        }
    }

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
        let anchor = match &block.anchor {
            Some(name) => Some(Anchor::Named(name)),
            None => (chapter && self.named).then_some(Anchor::Numbered(self.sections)),
        };
        self.level += 1;
        match anchor {
            Some(anchor) => self.part(anchor, number_of(section), &section.heading, |g| g.blocks(&section.body)),
            None => {
                let number = number_of(section).trim();
                if let Some(part) = self.parts.get_mut(self.current).filter(|_| !number.is_empty() || says(&section.heading)) {
                    part.text.next_line();
                    add(number, &section.heading, &mut part.text);
                }
                self.blocks(&section.body);
            }
        }
        self.level -= 1;
    }

    /// A part of its own, below the one that is being written.
    fn part(&mut self, anchor: Anchor<'a>, number: &str, heading: &[Inline], body: impl FnOnce(&mut Self)) {
        let outer = self.current;
        let depth = self.parts.get(outer).map_or(0, |part| part.depth) + 1;
        self.begin(depth, anchor);
        if let Some(part) = self.parts.get_mut(self.current) {
            add(number, heading, &mut part.heading);
        }
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
                    self.part(Anchor::Named(anchor), &row.number, &row.term, |g| g.blocks(&row.body));
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
                self.part(Anchor::Named(anchor), "", &[], |g| {
                    g.title(&card.title);
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

    /// The heading of a part whose readings are left out.
    fn title(&mut self, title: &[Inline]) {
        if let Some(part) = self.parts.get_mut(self.current) {
            part.heading.push(&plain(title));
        }
    }

    /// A text on a line of its own.
    fn text(&mut self, label: &str, text: &[Inline]) {
        let number = std::mem::take(&mut self.number);
        if let Some(part) = self.parts.get_mut(self.current) {
            part.text.next_line();
            add(number, &[], &mut part.text);
            add(label, text, &mut part.text);
        }
    }

    fn line(&mut self, text: &str) {
        if let Some(part) = self.parts.get_mut(self.current).filter(|_| !text.is_empty()) {
            part.text.next_line();
            part.text.push(text);
        }
    }
}

/// A text with the number in front of it.
fn add(label: &str, text: &[Inline], out: &mut Words) {
    let label = label.trim();
    if !label.is_empty() {
        out.push(label);
        out.push(" ");
    }
    pieces(text, &mut |piece| out.push(piece));
}

/// Whether a text has any words.
fn says(text: &[Inline]) -> bool {
    let mut any = false;
    pieces(text, &mut |piece| any |= !piece.is_empty());
    any
}

/// Words with their readings in brackets, as they are read where ruby is not shown.
fn pieces(text: &[Inline], out: &mut impl FnMut(&str)) {
    for piece in text {
        match piece {
            Inline::Text(text) | Inline::Code(text) => out(text),
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } | Inline::Foreign { body, .. } => pieces(body, out),
            Inline::Ruby { base, reading } => [base, "（", reading, "）"].into_iter().for_each(&mut *out),
            Inline::Date(date) => out(&date.text),
            Inline::Break => out(" "),
            Inline::Gap(_) | Inline::FootnoteMark(_) => {}
        }
    }
}
