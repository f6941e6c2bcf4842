//! What a page or bulletin must say: every text of its part of the document tree, in its order, and where its words lead.

use super::squeeze::{squeeze, unblank};
use crate::content::{NodeId, Tree};
use crate::document::tree::{Block, Bulletin, Card, Cell, Definition, Inline, Kind, Letterhead, ListItem, Signature, Table, Target};
use std::ops::Range;

/// The texts of some blocks.
#[derive(Debug)]
pub struct Expected<'a> {
    /// What they consist of; none of it is blank.
    pub parts: Vec<&'a str>,
    /// The single ones.
    pub runs: Vec<Run>,
    /// Where words lead.
    pub links: Vec<(NodeId, &'a Target)>,
    at: NodeId,
    group: u32,
    literal: bool,
    start: u32,
    /// Whether readings stand in the text: on paper they are drawn above it, and are no part of it.
    readings: bool,
}

/// A text that must stand somewhere as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The value that it prints.
    pub at: NodeId,
    /// Its part of all that the texts consist of.
    parts: Range<u32>,
    /// The block that it belongs to: within one, a theme may put things in another order.
    pub group: u32,
    /// Whether some of it is code, in which marks mean nothing.
    pub code: bool,
}

/// The texts without their blanks.
#[derive(Debug, Default)]
pub struct Said {
    /// All of them one after the other.
    text: String,
    /// The part of each of them, and its block.
    pub runs: Vec<(Range<usize>, u32)>,
}

impl Said {
    /// The text of a run.
    pub fn words(&self, run: usize) -> &str {
        &self.text[self.runs[run].0.clone()]
    }
}

impl<'a> Expected<'a> {
    /// What these blocks say: about so many texts.
    pub fn of(blocks: &'a [Block], texts: usize) -> Expected<'a> {
        let mut expected = Expected::nothing(texts);
        expected.outer(blocks);
        expected
    }

    /// What these blocks say on paper.
    pub fn on_paper(blocks: &'a [Block]) -> Expected<'a> {
        let mut expected = Expected { readings: false, ..Expected::nothing(0) };
        expected.outer(blocks);
        expected
    }

    fn nothing(texts: usize) -> Expected<'a> {
        let (parts, runs, links) = (Vec::with_capacity(texts), Vec::with_capacity(texts), Vec::new());
        Expected { parts, runs, links, at: Tree::ROOT, group: 0, literal: false, start: 0, readings: true }
    }

    /// What a bulletin says: its title, the head of a letter, its blocks.
    pub fn of_bulletin(bulletin: &'a Bulletin) -> Expected<'a> {
        let mut expected = Expected::on_paper(&[]);
        expected.letter(bulletin);
        expected.outer(&bulletin.blocks);
        expected
    }

    /// Title and head of a letter: their order is the renderer's.
    fn letter(&mut self, bulletin: &'a Bulletin) {
        self.say(bulletin.at, &bulletin.title);
        if let Some(head) = &bulletin.letterhead {
            self.letterhead(bulletin.at, head);
        }
    }

    /// What a run consists of.
    pub fn parts_of(&self, run: &Run) -> &[&'a str] {
        self.parts.get(run.parts.start as usize..run.parts.end as usize).unwrap_or_default()
    }

    /// The text of a run without blanks.
    pub fn words(&self, run: &Run) -> String {
        let mut words = String::new();
        self.parts_of(run).iter().for_each(|part| squeeze(part, &mut words));
        words
    }

    /// All texts without blanks.
    pub fn said(&self) -> Said {
        let mut said = Said::default();
        for run in &self.runs {
            let start = said.text.len();
            self.parts_of(run).iter().for_each(|part| squeeze(part, &mut said.text));
            said.runs.push((start..said.text.len(), run.group));
        }
        said
    }

    /// Blocks of a page or section: each stands by itself.
    fn outer(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.group += 1;
            match &block.kind {
                Kind::Section(section) => {
                    self.say(block.at, &section.label);
                    self.inlines(block.at, &section.heading);
                    self.outer(&section.body);
                }
                Kind::Group(body) => self.outer(body),
                _ => self.block(block),
            }
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        let at = block.at;
        match &block.kind {
            Kind::Section(section) => {
                self.say(at, &section.label);
                self.inlines(at, &section.heading);
                self.blocks(&section.body);
            }
            Kind::Group(body) => self.blocks(body),
            Kind::Note { mark, body } => {
                self.say(at, mark);
                self.blocks(body);
            }
            Kind::Paragraph { label, text } => {
                self.say(at, label);
                self.inlines(at, text);
            }
            Kind::List(list) => list.items.iter().for_each(|item| self.item(item)),
            Kind::Table(table) => self.table(at, table),
            Kind::Definitions(rows) => rows.iter().for_each(|row| self.definition(row)),
            Kind::Card(card) => self.card(at, card),
            Kind::Letterhead(head) => self.letterhead(at, head),
            Kind::Signature(signature) => self.signature(at, signature),
            Kind::Choice(ticks) => ticks.iter().for_each(|tick| self.inlines(tick.at, &tick.text)),
            // Words of the theme, and room to write in.
            Kind::Ki | Kind::Ijo | Kind::Blank(_) => {}
        }
    }

    fn item(&mut self, item: &'a ListItem) {
        self.say(item.at, &item.label);
        self.blocks(&item.body);
    }

    fn table(&mut self, at: NodeId, table: &'a Table) {
        self.inlines(at, &table.caption);
        table.columns.iter().for_each(|head| self.inlines(at, head));
        table.rows.iter().flatten().for_each(|cell: &Cell| self.blocks(&cell.body));
    }

    fn definition(&mut self, row: &'a Definition) {
        self.say(row.at, &row.number);
        self.inlines(row.at, &row.term);
        self.blocks(&row.body);
    }

    fn card(&mut self, at: NodeId, card: &'a Card) {
        self.inlines(at, &card.name);
        self.inlines(at, &card.title);
        card.rows.iter().for_each(|row| self.definition(row));
        self.blocks(&card.body);
    }

    fn letterhead(&mut self, at: NodeId, head: &'a Letterhead) {
        self.say(at, &head.number);
        if let Some(date) = &head.date {
            self.say(at, &date.text);
        }
        self.inlines(at, &head.to);
        if let Some(from) = &head.from {
            self.signature(at, from);
        }
    }

    fn signature(&mut self, at: NodeId, signature: &'a Signature) {
        self.inlines(at, &signature.organization);
        self.inlines(at, &signature.title);
        self.inlines(at, &signature.name);
    }

    fn say(&mut self, at: NodeId, text: &'a str) {
        self.begin(at);
        self.part(text);
        self.end();
    }

    fn part(&mut self, text: &'a str) {
        if !unblank(text.as_bytes()).is_empty() {
            self.parts.push(text);
        }
    }

    fn inlines(&mut self, at: NodeId, text: &'a [Inline]) {
        self.begin(at);
        self.pieces(text);
        self.end();
    }

    fn pieces(&mut self, text: &'a [Inline]) {
        for piece in text {
            match piece {
                Inline::Text(text) => self.part(text),
                Inline::Code(code) => {
                    self.literal = true;
                    self.part(code);
                }
                Inline::Strong(body) | Inline::Emphasis(body) | Inline::Foreign { body, .. } => self.pieces(body),
                Inline::Link { target, body } => {
                    self.links.push((self.at, target));
                    self.pieces(body);
                }
                Inline::Ruby { base, reading } => {
                    self.part(base);
                    if self.readings {
                        self.part(reading);
                    }
                }
                Inline::Date(date) => self.part(&date.text),
                Inline::Break | Inline::Gap(_) => {}
                // The number of the mark is the renderer's: the text goes on after it.
                Inline::FootnoteMark(_) => {
                    self.end();
                    self.begin(self.at);
                }
            }
        }
    }

    fn begin(&mut self, at: NodeId) {
        self.at = at;
        self.start = self.count();
        self.literal = false;
    }

    fn end(&mut self) {
        let end = self.count();
        if self.start < end {
            self.runs.push(Run { at: self.at, parts: self.start..end, group: self.group, code: self.literal });
        }
        self.start = end;
    }

    /// How many parts there are; no page has more than can be counted.
    fn count(&self) -> u32 {
        u32::try_from(self.parts.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Inlines, List, Section};

    fn text(text: &str) -> Inlines {
        Inlines::One(Inline::Text(text.to_owned().into()))
    }

    fn block(at: u32, kind: Kind) -> Block {
        Block { at: NodeId(at), anchor: None, role: "", kind }
    }

    #[test]
    fn every_text_is_expected_once_and_in_order() {
        let paragraph = |at, words: &str| block(at, Kind::Paragraph { label: "1 ".into(), text: text(words) });
        let item = ListItem { at: NodeId(4), anchor: None, label: "(1)".into(), body: vec![paragraph(5, "五　点")] };
        let marked = vec![Inline::Text("前".into()), Inline::FootnoteMark(1), Inline::Code("**".into())];
        let section = Section {
            label: "".into(),
            heading: text("見出し"),
            body: vec![
                paragraph(3, "本文"),
                block(4, Kind::List(List { counted: true, items: vec![item] })),
                block(6, Kind::Paragraph { label: "".into(), text: marked.into() }),
            ],
        };
        let blocks = [block(2, Kind::Section(Box::new(section)))];
        let expected = Expected::of(&blocks, 0);
        let runs: Vec<(u32, String, u32, bool)> =
            expected.runs.iter().map(|run| (run.at.0, expected.words(run), run.group, run.code)).collect();
        let wanted = [
            (2, "見出し", 1, false),
            (3, "1", 2, false),
            (3, "本文", 2, false),
            (4, "(1)", 3, false),
            (5, "1", 3, false),
            (5, "五点", 3, false),
            (6, "前", 4, false),
            (6, "**", 4, true),
        ];
        assert_eq!(runs, wanted.map(|(at, words, group, code)| (at, words.to_owned(), group, code)));
        let said = expected.said();
        assert!((0..runs.len()).all(|i| said.words(i) == runs[i].1 && said.runs[i].1 == runs[i].2));
    }
}
