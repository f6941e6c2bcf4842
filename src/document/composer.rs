//! The composer: what is known while documents are made, and the small pieces that every block is made of.
//!
//! It goes over a society twice. The first time it numbers everything and remembers where it stands; the second time it writes the texts, with every reference resolved.

use super::hidden::Hidden;
use super::labels::default_label;
use super::notes::Placed;
use super::numbering::{Counting, Levels};
use super::parts::Parts;
use super::registry::{Item, PathId, Registry, Spot};
use super::tree::{Block, Date, Inline, Inlines, Kind, Label, Section, Wording, Year};
use crate::content::excerpt::Excerpt;
use crate::content::few::Few;
use crate::content::ids::Ids;
use crate::content::model::scalar::{Day, Id, Text};
use crate::content::model::text::Numbering;
use crate::content::named::Named;
use crate::content::tree::Value;
use crate::content::{NodeId, Society, Tree};
use crate::diagnostic::Diagnostic;
use crate::lang::Lang;
use crate::law;
use crate::law::statutes::Statutes;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

/// What documents are made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The society.
    pub society: &'a Society,
    /// Its values.
    pub tree: &'a Tree,
    /// Its names.
    pub ids: &'a Ids,
    /// The statutes.
    pub statutes: &'a Statutes,
    /// The day of the law.
    pub day: jiff::civil::Date,
    /// The language of the pages.
    pub lang: Lang,
}

/// Where something is printed: its document, its number, and the schemes of the levels below.
#[derive(Clone)]
pub struct Scope {
    /// The document whose numbers these are.
    pub document: Rc<str>,
    /// The number of the place.
    pub path: PathId,
    /// The schemes of the levels below.
    pub levels: Levels,
}

impl Scope {
    /// The same place with other schemes below.
    pub fn with(&self, levels: Levels) -> Scope {
        Scope { levels, ..self.clone() }
    }

    /// The same place, one level further down.
    pub fn below(&self) -> Scope {
        self.with(self.levels.below(1))
    }
}

/// Which time the composer goes over the society.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// Numbers and places.
    Number,
    /// Texts.
    Write,
}

/// The page that is made.
#[derive(Default)]
pub struct PageState {
    /// Its index, when it is a page of the site.
    pub index: Option<usize>,
    /// Its title as written: a heading equal to it is not printed again.
    pub title: Option<String>,
    /// The parts that stand on it.
    pub(super) placed: Parts,
    /// The blocks that are being printed, from the outside in.
    pub open: Vec<Excerpt>,
    /// Whether a block stood inside the one that is printed.
    pub nested: bool,
    /// The last number that was printed, for `continue`.
    pub last: Option<(Rc<Counting>, u32)>,
    /// The names of places on it.
    pub(super) anchors: Named<Wording, ()>,
    /// The latest day of its history.
    pub updated: Option<law::date::Date>,
    /// Whether something has no translation.
    pub untranslated: bool,
    /// How often each counting mark of notes was used.
    pub marks: BTreeMap<String, u32>,
    /// The notes with a place of their own that stand on it.
    pub noted: BTreeSet<NodeId>,
    /// How many footnotes of prose it has.
    pub footnotes: u32,
}

impl PageState {
    /// Begins another page, in the memory of the last one.
    pub(super) fn renew(&mut self, index: Option<usize>, title: Option<String>) {
        let PageState { mut placed, mut anchors, mut open, .. } = std::mem::take(self);
        placed.clear();
        anchors.clear();
        open.clear();
        *self = PageState { index, title, placed, anchors, open, ..PageState::default() };
    }
}

/// Makes documents.
pub struct Composer<'a> {
    /// What they are made from.
    pub input: Input<'a>,
    /// Which time.
    pub pass: Pass,
    /// Numbers and places.
    pub registry: Registry,
    /// Values that the society's own sentences print: not printed again as rows.
    pub hidden: Hidden,
    /// Notes that stand at the end of a value.
    pub placed: Placed,
    /// The page that is made.
    pub page: PageState,
    /// The indexes of pages by id.
    pub page_index: BTreeMap<String, usize>,
    /// The parts that any page or bulletin prints.
    pub(super) printed: Parts,
    /// The parts that have all their numbers, so that paper needs not number them again.
    pub(super) numbered: Parts,
    /// Whether a list goes on with the numbers of another: then what stands before it on its page matters.
    pub(super) continues: bool,
    /// The pages that list notices, and whether those of all kinds.
    pub notice_lists: BTreeMap<usize, bool>,
    /// The years of the notices.
    pub years: Vec<Year>,
    /// Whether an annex is printed: its parts have no headings of their own.
    pub annexing: bool,
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
    pub(super) depth: u32,
    /// By record, the words that it has of its own for labels.
    pub(super) labels: BTreeMap<NodeId, NodeId>,
    /// The levels of numberings of the content, by their first label.
    pub(super) numberings: RefCell<BTreeMap<NodeId, Levels>>,
    /// Days as they are printed.
    pub(super) dates: RefCell<BTreeMap<law::date::Date, Arc<Date>>>,
    /// The plain scope of each file, for texts that stand outside any numbering.
    pub(super) plain: BTreeMap<NodeId, Scope>,
}

impl<'a> Composer<'a> {
    /// A scope at the top of a document.
    pub fn scope(&mut self, document: &str, levels: Levels) -> Scope {
        let (document, path) = self.registry.document(document);
        Scope { document, path, levels }
    }

    /// The levels of a numbering, else these.
    pub fn levels(&self, numbering: Option<&Numbering>, default: &[&'static str]) -> Levels {
        numbering.map_or_else(|| Levels::of(default), |own| self.levels_of(own))
    }

    /// The levels of a numbering of the content.
    pub fn levels_of(&self, numbering: &Numbering) -> Levels {
        let Some(first) = numbering.0.first() else { return Levels::of(&[]) };
        let mut known = self.numberings.borrow_mut();
        known.entry(first.at).or_insert_with(|| Levels::of_labels(&numbering.0)).clone()
    }

    /// A place one number further.
    pub fn step(&mut self, scope: &Scope, reference: &Wording, owner: NodeId, levels: Levels) -> Scope {
        let tree = self.input.tree;
        let path = self.registry.step(scope.path, reference, owner, || inside(tree, owner));
        Scope { document: scope.document.clone(), path, levels }
    }

    /// Whether texts are written this time.
    pub fn writing(&self) -> bool {
        self.pass == Pass::Write
    }

    /// Whether this language prints Japanese.
    pub fn ja(&self) -> bool {
        self.input.lang == Lang::Ja
    }

    /// One of two phrases, by language. While numbers are given, texts say nothing.
    pub fn phrase<'p>(&self, ja: &'p str, en: &'p str) -> &'p str {
        if self.writing() { self.sample(ja, en) } else { "" }
    }

    /// One of two samples of numbers, by language.
    pub fn sample<'p>(&self, ja: &'p str, en: &'p str) -> &'p str {
        if self.ja() { ja } else { en }
    }

    /// Whether a field of a record has a value that is printed here: not one that a sentence prints.
    pub fn shows(&self, record: NodeId, key: &str) -> bool {
        self.shown(record, key).is_some()
    }

    /// The value of a field of a record, if it is printed here.
    pub(super) fn shown(&self, record: NodeId, key: &str) -> Option<NodeId> {
        (!self.hidden.contains(record)).then_some(())?;
        self.input.tree.get(record, key).filter(|n| self.hidden.is_empty() || !self.said(*n))
    }

    /// Whether a sentence prints a value, or all that it consists of.
    fn said(&self, value: NodeId) -> bool {
        let tree = self.input.tree;
        let parts = tree.children(value);
        let all = matches!(tree.value(value), Value::Map(_)) && !parts.is_empty() && parts.iter().all(|p| self.said(*p));
        self.hidden.contains(value) || all
    }

    /// Whether a record is printed here.
    pub fn shows_record(&self, record: NodeId) -> bool {
        !self.hidden.contains(record)
    }

    /// The words in front of a field: those of the record, of what is around it, of the file; else those of the model. `near` is any value inside the record.
    pub fn label(&mut self, near: NodeId, key: &str, file: &str) -> Inlines {
        // While numbers are given, texts say nothing.
        if self.writing() { self.label_words(near, key, file) } else { Inlines::new() }
    }

    fn label_words(&mut self, near: NodeId, key: &str, file: &str) -> Inlines {
        let tree = self.input.tree;
        let own = match self.labels.is_empty() {
            true => None,
            false => tree.outward(near).find_map(|r| tree.get(*self.labels.get(&r)?, key)),
        };
        match own {
            Some(n) if self.ja() || tree.entry(n).translated_from().is_some() => self.text_at(n),
            _ => match default_label(file, key, self.input.lang) {
                Some(word) => Inlines::One(Inline::Text(word.into())),
                None => own.map(|n| self.text_at(n)).unwrap_or_else(|| Inlines::One(Inline::Text(key.to_string().into()))),
            },
        }
    }

    /// The label as plain text.
    pub fn label_text(&mut self, near: NodeId, key: &str, file: &str) -> String {
        let l = self.label_words(near, key, file);
        super::tree::plain(&l)
    }

    /// The heading that `labels` gives to a part of a file.
    pub fn part_label(&self, file: NodeId, part: &str) -> Option<NodeId> {
        let tree = self.input.tree;
        tree.get(tree.get(file, "labels")?, part)
    }

    /// Remembers the number of a record with an id and gives it a name on the page.
    pub fn named(&mut self, record: NodeId, id: Option<&Id>, title: Option<Wording>, scope: &Scope) -> Option<Wording> {
        let id = id?;
        if self.pass == Pass::Number {
            self.registry.item(&scope.document, &id.id, Item { path: scope.path, at: record, title });
        }
        self.anchor(record, &id.id)
    }

    /// Gives a record a name on the page.
    pub fn anchor(&mut self, record: NodeId, wanted: impl Into<Wording>) -> Option<Wording> {
        let wanted = wanted.into().shared();
        let mut name = wanted.clone();
        if !self.page.anchors.insert(&name, ()) {
            let stem = self.input.tree.stem(record).replace('/', "-");
            name = Wording::from(format!("{stem}-{wanted}")).shared();
            let mut n = 2;
            while !self.page.anchors.insert(&name, ()) {
                name = Wording::from(format!("{stem}-{wanted}-{n}")).shared();
                n += 1;
            }
        }
        if let Some(page) = self.page.index {
            self.registry.spot(record, Spot { page, anchor: Some(name.clone()) });
        }
        Some(name)
    }

    /// Remembers that a record stands on this page.
    pub fn stands(&mut self, record: NodeId, anchor: Option<Wording>) {
        if let Some(page) = self.page.index {
            self.registry.spot(record, Spot { page, anchor });
        }
    }

    /// A day as it is printed.
    pub fn date(&self, day: law::date::Date) -> Date {
        if self.writing() { Date::clone(&self.shared_date(day)) } else { Date { iso: String::new(), text: String::new() } }
    }

    /// The same for a text: it is made once.
    pub(super) fn shared_date(&self, day: law::date::Date) -> Arc<Date> {
        let era = self.input.society.site.era.unwrap_or(false);
        let make = || Arc::new(Date { iso: day.to_string(), text: day.print(era, self.input.lang) });
        self.dates.borrow_mut().entry(day).or_insert_with(make).clone()
    }

    /// A day of the content as a node; the page remembers the latest.
    pub fn day(&mut self, day: &Day) -> Inline {
        if self.writing() { Inline::Date(self.shared_date(day.date)) } else { Inline::Text(Wording::EMPTY) }
    }

    /// Remembers a day of a history or of a review.
    pub fn dated(&mut self, day: law::date::Date) {
        self.page.updated = self.page.updated.max(Some(day));
    }

    /// A paragraph that is only made where texts are written: nothing in it has a number or a name.
    pub(super) fn written(&mut self, at: NodeId, text: impl FnOnce(&mut Self) -> Inlines) -> Block {
        let text = if self.writing() { text(self) } else { Inlines::new() };
        paragraph(at, text)
    }

    /// Blocks to keep in a tree. While numbers are given, it is enough to know that there are some, which is known before.
    pub(super) fn kept(&self, blocks: Blocks) -> Vec<Block> {
        if self.writing() { blocks.into() } else { Vec::new() }
    }

    /// A section; while numbers are given, anything that stands for it.
    pub(super) fn section(
        &self,
        at: NodeId,
        role: &'static str,
        anchor: Option<Wording>,
        label: impl Into<Wording>,
        heading: Inlines,
        body: Blocks,
    ) -> Block {
        if self.writing() { section(at, role, anchor, label, heading, body) } else { paragraph(at, Inlines::new()) }
    }

    /// A paragraph with a text of the content.
    pub fn paragraph(&mut self, text: &Text, scope: &Scope) -> Block {
        let line = self.text(text, scope);
        paragraph(text.at, line)
    }
}

/// The record that holds an item; a continuation belongs to the record that it continues.
fn inside(tree: &Tree, item: NodeId) -> NodeId {
    let continues = |n: NodeId| tree.key(n) == Some("continuation") || tree.parent(n).is_some_and(|p| tree.key(p) == Some("continuation"));
    let mut maps = tree.outward(item).skip(1).filter(|n| matches!(tree.value(*n), Value::Map(_)));
    maps.find(|n| !continues(*n)).unwrap_or(Tree::ROOT)
}

/// What one value of the content prints: mostly one block, or none.
pub type Blocks = Few<Block>;

/// A block without a role.
pub fn block(at: NodeId, kind: Kind) -> Block {
    Block { at, anchor: None, role: "", kind }
}

/// A paragraph.
pub fn paragraph(at: NodeId, text: Inlines) -> Block {
    block(at, Kind::Paragraph { label: Label::EMPTY, text })
}

/// Words as a node.
pub fn words(text: impl Into<Wording>) -> Inlines {
    let text = text.into();
    if text.is_empty() { Inlines::new() } else { Inlines::One(Inline::Text(text)) }
}

/// A section.
pub fn section(
    at: NodeId,
    role: &'static str,
    anchor: Option<Wording>,
    label: impl Into<Wording>,
    heading: Inlines,
    body: impl Into<Vec<Block>>,
) -> Block {
    Block { at, anchor, role, kind: Kind::Section(Box::new(Section { label: label.into(), heading, body: body.into() })) }
}

/// Lists of nodes with a mark between them.
pub fn join(parts: Vec<Inlines>, between: &'static str) -> Inlines {
    if parts.len() < 2 {
        return super::inline::joined(parts.into_iter().next().unwrap_or_default());
    }
    // Mostly they are only words.
    if parts.iter().all(|p| matches!(p.as_slice(), [] | [Inline::Text(_)])) {
        let texts = || parts.iter().map(|p| if let [Inline::Text(t)] = p.as_slice() { t.as_str() } else { "" });
        let length = texts().map(str::len).sum::<usize>() + between.len() * (parts.len() - 1);
        let mut out = String::with_capacity(length);
        for (i, text) in texts().enumerate() {
            out.push_str(if i > 0 { between } else { "" });
            out.push_str(text);
        }
        return words(out);
    }
    let mut out = Inlines::new();
    for (i, p) in parts.into_iter().enumerate() {
        if i > 0 {
            super::inline::push_text(&mut out, between);
        }
        super::inline::append(&mut out, p);
    }
    out
}
