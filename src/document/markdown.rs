//! Pages of prose: CommonMark with tables and footnotes becomes blocks.

use super::composer::{Blocks, Composer, Scope, block, paragraph, section};
use super::inline::{Builder, Flaw, Met, Resolver, Written, guard_emphasis, has_stars};
use super::tree::{Block, Cell, Inline, Inlines, Kind, List, ListItem, Table, Wording, plain};
use crate::content::NodeId;
use crate::content::society::MarkdownPage;
use crate::diagnostic::Place;
use crate::lang::Lang;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

struct Prose<'c, 'a> {
    composer: &'c mut Composer<'a>,
    page: &'c MarkdownPage,
    at: NodeId,
    scope: &'c Scope,
}

impl Resolver for Prose<'_, '_> {
    fn resolve(&mut self, met: Met<'_>) -> Inlines {
        self.composer.met(met, self.at, self.scope)
    }

    fn flaw(&mut self, flaw: Flaw, range: Range<usize>) {
        let start = self.page.body_start;
        let place = Place::Bytes(self.page.file.clone(), range.start + start..range.end + start);
        self.composer.flaw(flaw, place);
    }
}

/// A container that is open while events are read.
enum Open {
    Section { level: u32, heading: Inlines, anchor: Option<Wording> },
    List { counted: Option<u64> },
    Item { label: String },
    Quote,
    Table(TableParts),
    Footnote(String),
}

#[derive(Default)]
struct TableParts {
    columns: Vec<Inlines>,
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    head: bool,
}

struct Reader<'c, 'a> {
    prose: Prose<'c, 'a>,
    inline: Builder,
    open: Vec<(Open, Vec<Block>)>,
    root: Vec<Block>,
    footnotes: Vec<(String, u32)>,
    code: Option<String>,
    translated: bool,
}

impl Composer<'_> {
    /// The blocks of a page of prose.
    pub(super) fn markdown(&mut self, page: &MarkdownPage, scope: &Scope) -> Blocks {
        let body = guard_emphasis(&page.body);
        let prose = Prose { composer: self, page, at: page.at, scope };
        let mut reader = Reader {
            prose,
            inline: Builder::default(),
            open: Vec::new(),
            root: Vec::new(),
            footnotes: Vec::new(),
            code: None,
            translated: page.translated,
        };
        let written = Written::new(&page.body, &body);
        for (event, range) in Parser::new_ext(&body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).into_offset_iter() {
            reader.event(event, written.range(range));
        }
        reader.finish()
    }
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some(code) = &mut self.code {
            match event {
                Event::Text(t) => return code.push_str(&t),
                Event::End(TagEnd::CodeBlock) => return self.end_code(),
                _ => return,
            }
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::FootnoteReference(name) => {
                let n = self.footnote(&name);
                self.inline.event(Event::FootnoteReference(n.to_string().into()), range, &mut self.prose);
            }
            Event::Html(t) => {
                self.inline.event(Event::InlineHtml(t), range, &mut self.prose);
                self.flush_paragraph();
            }
            Event::Rule => {}
            other => {
                self.inline.event(other, range, &mut self.prose);
            }
        }
    }

    fn footnote(&mut self, name: &str) -> u32 {
        if let Some((_, n)) = self.footnotes.iter().find(|(k, _)| k == name) {
            return *n;
        }
        let page = &mut self.prose.composer.page;
        page.footnotes += 1;
        let n = page.footnotes;
        self.footnotes.push((name.to_string(), n));
        n
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.open_section(level),
            Tag::List(first) => {
                self.flush_paragraph();
                self.open.push((Open::List { counted: first }, Vec::new()));
            }
            Tag::Item => self.open_item(),
            Tag::BlockQuote(_) => self.open.push((Open::Quote, Vec::new())),
            Tag::Table(_) => self.open.push((Open::Table(TableParts::default()), Vec::new())),
            Tag::TableHead => self.table(|t| t.head = true),
            Tag::TableRow => self.table(|t| t.row.clear()),
            Tag::FootnoteDefinition(name) => self.open.push((Open::Footnote(name.to_string()), Vec::new())),
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Paragraph | Tag::TableCell | Tag::HtmlBlock => {}
            other => {
                self.inline.event(Event::Start(other), range, &mut self.prose);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) => self.set_heading(),
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush_paragraph(),
            TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::Table => {
                self.flush_paragraph();
                // A heading inside a list, quote or note ends with it.
                while matches!(self.open.last(), Some((Open::Section { .. }, _))) {
                    self.close();
                }
                self.close();
            }
            TagEnd::TableHead => self.table(|t| {
                t.head = false;
                t.row.clear();
            }),
            TagEnd::TableRow => self.table(|t| {
                let row = std::mem::take(&mut t.row);
                t.rows.push(row);
            }),
            TagEnd::TableCell => self.end_cell(),
            other => {
                self.inline.event(Event::End(other), range, &mut self.prose);
            }
        }
    }

    fn top(&mut self) -> &mut Vec<Block> {
        match self.open.last_mut() {
            Some((_, v)) => v,
            None => &mut self.root,
        }
    }

    fn at(&self) -> NodeId {
        self.prose.at
    }

    /// Inline text in the language of the page; an untranslated page says that it is Japanese.
    fn take_inline(&mut self) -> Inlines {
        let nodes = self.inline.finish();
        if has_stars(&nodes) {
            let body = &self.prose.page.body;
            let last = body.rfind("**").unwrap_or_default();
            self.prose.flaw(Flaw::Stars, last..(last + 2).min(body.len()));
        }
        let composer = &mut self.prose.composer;
        if composer.ja() || self.translated || nodes.is_empty() || !plain(&nodes).chars().any(super::references::is_japanese) {
            return nodes;
        }
        composer.page.untranslated = true;
        Inlines::One(Inline::foreign(Lang::Ja, nodes))
    }

    fn flush_paragraph(&mut self) {
        let text = self.take_inline();
        if !text.is_empty() {
            let at = self.at();
            self.top().push(paragraph(at, text));
        }
    }

    // ---- headings

    fn open_section(&mut self, level: HeadingLevel) {
        self.flush_paragraph();
        let level = level as u32;
        while matches!(self.open.last(), Some((Open::Section { level: l, .. }, _)) if *l >= level) {
            self.close();
        }
        self.open.push((Open::Section { level, heading: Inlines::new(), anchor: None }, Vec::new()));
    }

    fn set_heading(&mut self) {
        let text = self.take_inline();
        let name = self.prose.composer.anchor_only("section");
        if let Some((Open::Section { heading, anchor, .. }, _)) = self.open.last_mut() {
            *heading = text;
            *anchor = name;
        }
    }

    // ---- lists

    fn open_item(&mut self) {
        let label = match self.open.last_mut() {
            Some((Open::List { counted: Some(n) }, _)) => {
                let label = format!("{n}. ");
                *n += 1;
                label
            }
            _ => "・".to_string(),
        };
        self.open.push((Open::Item { label }, Vec::new()));
    }

    // ---- tables

    fn table(&mut self, change: impl FnOnce(&mut TableParts)) {
        if let Some((Open::Table(t), _)) = self.open.last_mut() {
            change(t);
        }
    }

    fn end_cell(&mut self) {
        let text = self.take_inline();
        let at = self.at();
        self.table(|t| match t.head {
            true => t.columns.push(text),
            false => {
                let head = t.row.is_empty();
                let body = if text.is_empty() { Vec::new() } else { vec![paragraph(at, text)] };
                t.row.push(Cell { at, anchor: None, head, rows: 1, columns: 1, body });
            }
        });
    }

    fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default().replace(super::inline::GUARD, "");
        let at = self.at();
        let text = Inlines::One(Inline::Code(code.into()));
        self.top().push(Block { role: "code", ..paragraph(at, text) });
    }

    // ---- closing

    fn close(&mut self) {
        self.flush_paragraph();
        let Some((open, body)) = self.open.pop() else { return };
        let at = self.at();
        match open {
            Open::Section { heading, anchor, .. } => self.top().push(section(at, "", anchor, String::new(), heading, body)),
            Open::Item { label } => self.push_list_item(label, body),
            Open::List { counted } => self.push_list(counted.is_some(), body),
            Open::Quote => self.top().push(Block { at, anchor: None, role: "quote", kind: Kind::Group(body) }),
            Open::Table(t) => {
                self.top().push(block(at, Kind::Table(Box::new(Table { caption: Inlines::new(), columns: t.columns, rows: t.rows }))))
            }
            Open::Footnote(name) => self.push_footnote(&name, body),
        }
    }

    fn push_list_item(&mut self, label: String, body: Vec<Block>) {
        let at = self.at();
        let item = ListItem { at, anchor: None, label: label.into(), body };
        self.top().push(block(at, Kind::List(List { counted: false, items: vec![item] })));
    }

    /// The items were kept as lists of one: now they are one list.
    fn push_list(&mut self, counted: bool, body: Vec<Block>) {
        let at = self.at();
        let items = body
            .into_iter()
            .flat_map(|b| match b.kind {
                Kind::List(l) => l.items,
                _ => Vec::new(),
            })
            .collect();
        self.top().push(block(at, Kind::List(List { counted, items })));
    }

    fn push_footnote(&mut self, name: &str, body: Vec<Block>) {
        let n = self.footnote(name);
        let at = self.at();
        let note =
            Block { at, anchor: Some(format!("fn-{n}").into()), role: "footnote", kind: Kind::Note { mark: n.to_string().into(), body } };
        self.root.push(note);
    }

    fn finish(mut self) -> Blocks {
        while !self.open.is_empty() {
            self.close();
        }
        self.flush_paragraph();
        let mut out = self.root;
        // Footnotes stand at the end, in the order of their numbers.
        let (mut notes, rest): (Vec<Block>, Vec<Block>) = out.drain(..).partition(|b| b.role == "footnote");
        notes.sort_by_key(|b| match &b.kind {
            Kind::Note { mark, .. } => mark.parse::<u32>().unwrap_or(0),
            _ => 0,
        });
        let mut out = rest;
        out.extend(notes);
        out.into()
    }
}
