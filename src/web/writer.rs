//! The document tree as HTML: the plain way, without templates, for every kind of node that the theme does not draw itself.

use super::escape::{digits, escape};
use super::overrides;
use super::view::View;
use crate::content::NodeId;
use crate::diagnostic::Diagnostic;
use crate::document::tree::{Block, Inline, Kind, List, Section, Tick, add_plain};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Heading elements end here; deeper headings are paragraphs with a role.
const DEEPEST: u8 = 6;

/// A heading of the first level, for the table of contents.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Name, label and title, one after the other.
    words: String,
    /// Where the label begins.
    label: usize,
    /// Where the title begins.
    title: usize,
}

impl Entry {
    fn new(id: &str, label: &str, heading: &[Inline]) -> Entry {
        /// As long as most headings are.
        const HEADING: usize = 64;
        let mut words = String::with_capacity(id.len() + label.len() + HEADING);
        words.push_str(id);
        words.push_str(label);
        add_plain(heading, &mut words);
        Entry { words, label: id.len(), title: id.len() + label.len() }
    }

    /// The name of its place.
    pub(super) fn id(&self) -> &str {
        self.words.get(..self.label).unwrap_or_default()
    }

    /// The number in front of it.
    pub(super) fn label(&self) -> &str {
        self.words.get(self.label..self.title).unwrap_or_default()
    }

    /// Its words.
    pub(super) fn title(&self) -> &str {
        self.words.get(self.title..).unwrap_or_default()
    }
}

/// Writes nodes.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    pub(super) view: View<'a>,
    /// The level of the next heading.
    pub(super) level: u8,
    /// Within lists, tables and cards: headings there are no chapters of the page.
    pub(super) within: u32,
    pub(super) outline: Vec<Entry>,
    /// Footnotes whose marks were written.
    pub(super) marked: BTreeSet<u32>,
    pub(super) errors: Vec<Diagnostic>,
}

impl<'a> Writer<'a> {
    /// For a page whose title is the heading of the first level.
    pub(super) fn new(view: View<'a>) -> Self {
        Writer { out: String::new(), view, level: 2, within: 0, outline: Vec::new(), marked: BTreeSet::new(), errors: Vec::new() }
    }

    /// Blocks one after the other.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// One block, drawn by the theme if it wants to.
    pub(super) fn block(&mut self, block: &Block) {
        match self.view.site.theme.overrides.of(block.role, kind_name(&block.kind)) {
            Some(template) => overrides::block(self, block, template),
            None => self.plain(block),
        }
    }

    /// One block as it looks without a template of its own.
    pub(super) fn plain(&mut self, block: &Block) {
        match &block.kind {
            Kind::Section(section) => {
                let body = |w: &mut Self| w.blocks(&section.body);
                self.section(block, section, body);
            }
            Kind::Group(blocks) => {
                self.group(block, |w| w.blocks(blocks));
            }
            Kind::Paragraph { label, text } => self.paragraph(block, label, text),
            Kind::List(list) => self.list(block, list, |w, i| w.flow(&list.items[i].body)),
            Kind::Table(table) => self.table(block, table, |w, row, column| w.flow(&table.rows[row][column].body)),
            Kind::Definitions(rows) => self.definitions(block, rows, |w, i| w.flow(&rows[i].body)),
            Kind::Note { mark, body } => self.note(block, mark, |w| w.flow(body)),
            Kind::Card(card) => self.card(block, card, |w| w.blocks(&card.body)),
            Kind::Letterhead(head) => self.letterhead(block, head),
            Kind::Signature(signature) => {
                self.open("div", "signature", block);
                self.signature(signature);
                self.push("</div>\n");
            }
            Kind::Ki => self.centred(block, "ki"),
            Kind::Ijo => self.centred(block, "ijo"),
            Kind::Choice(ticks) => self.choice(block, ticks),
            // Paper is written on, not the screen.
            Kind::Blank(_) => {}
        }
    }

    /// Blocks without a heading; words of others are a quotation.
    pub(super) fn group(&mut self, block: &Block, body: impl FnOnce(&mut Self)) {
        let tag = if block.role == "quote" { "blockquote" } else { "div" };
        self.open(tag, "group", block);
        self.push("\n");
        body(self);
        self.close(tag);
    }

    /// A heading and what stands under it.
    pub(super) fn section(&mut self, block: &Block, section: &Section, body: impl FnOnce(&mut Self)) {
        let level = self.level;
        let tag = if level <= DEEPEST { "section" } else { "div" };
        let id = self.enter(block, section);
        self.push("<");
        self.push(tag);
        self.attributes("section", block.role, id.as_deref());
        self.place(block.at);
        self.push(">\n");
        self.heading(level, &section.label, &section.heading);
        self.level = level.saturating_add(1);
        body(self);
        self.level = level;
        self.close(tag);
    }

    /// The id of a section; those of the first level get one in any case, for the table of contents.
    fn enter<'b>(&mut self, block: &'b Block, section: &Section) -> Option<Cow<'b, str>> {
        let named = block.anchor.as_deref().map(Cow::Borrowed);
        if self.level != 2 || self.within > 0 {
            return named;
        }
        let id = named.unwrap_or_else(|| Cow::Owned(made_up_id(self.outline.len() + 1)));
        self.outline.push(Entry::new(&id, number_of(section).trim(), &section.heading));
        Some(id)
    }

    fn heading(&mut self, level: u8, label: &str, heading: &[Inline]) {
        let close = match level {
            ..=DEEPEST => {
                self.push("<h");
                self.number(u32::from(level));
                self.push(">");
                "</h"
            }
            _ => {
                self.push("<p class=\"heading\" role=\"heading\" aria-level=\"");
                self.number(u32::from(level));
                self.push("\">");
                "</p>\n"
            }
        };
        self.label(label);
        self.inlines(heading);
        self.push(close);
        if level <= DEEPEST {
            self.number(u32::from(level));
            self.push(">\n");
        }
    }

    fn paragraph(&mut self, block: &Block, label: &str, text: &[Inline]) {
        if block.role == "code" {
            return self.lines_of_code(block, text);
        }
        if label.trim().is_empty() {
            self.open("p", "", block);
            self.inlines(text);
        } else {
            self.open("p", "labelled", block);
            self.label(label);
            self.push("<span class=\"text\">");
            self.inlines(text);
            self.push("</span>");
        }
        self.push("</p>\n");
    }

    /// Code with its lines and blanks, to be copied as it stands.
    fn lines_of_code(&mut self, block: &Block, text: &[Inline]) {
        self.open("pre", "", block);
        self.inlines(text);
        self.push("</pre>\n");
    }

    /// A list whose items are written by `body`.
    pub(super) fn list(&mut self, block: &Block, list: &List, mut body: impl FnMut(&mut Self, usize)) {
        let tag = if list.counted { "ol" } else { "ul" };
        self.open(tag, "list", block);
        self.push("\n");
        self.within += 1;
        for (i, item) in list.items.iter().enumerate() {
            self.push("<li");
            self.attributes("", "", item.anchor.as_deref());
            self.place(item.at);
            self.push(">");
            match list.counted {
                true => self.label(&item.label),
                false => self.bullet(item.label.trim()),
            }
            self.push("<div class=\"body\">");
            body(self, i);
            self.push("</div></li>\n");
        }
        self.within -= 1;
        self.close(tag);
    }

    /// A note with its mark.
    pub(super) fn note(&mut self, block: &Block, mark: &str, body: impl FnOnce(&mut Self)) {
        self.open("div", "note", block);
        self.span("mark", mark.trim());
        self.push("<div class=\"body\">");
        body(self);
        self.way_back(block);
        self.push("</div></div>\n");
    }

    /// From a footnote to its mark.
    fn way_back(&mut self, block: &Block) {
        let number = block.anchor.as_ref().and_then(|anchor| anchor.strip_prefix("fn-")?.parse().ok());
        if let Some(number) = number.filter(|number: &u32| self.marked.contains(number)) {
            self.push(" <a href=\"#fnref_");
            self.number(number);
            self.push("\" role=\"doc-backlink\" aria-label=\"");
            escape(self.view.text("back"), &mut self.out);
            self.push("\">↩</a>");
        }
    }

    fn choice(&mut self, block: &Block, ticks: &[Tick]) {
        self.open("ul", "choice", block);
        self.push("\n");
        for tick in ticks {
            self.push("<li");
            self.place(tick.at);
            self.push(">");
            self.span("label", "□");
            self.inlines(&tick.text);
            self.push("</li>\n");
        }
        self.push("</ul>\n");
    }

    fn centred(&mut self, block: &Block, name: &'a str) {
        self.open("p", name, block);
        let text = self.view.text(name);
        escape(text, &mut self.out);
        self.push("</p>\n");
    }

    /// The content of an item or cell: a lone paragraph needs no element of its own.
    pub(super) fn flow(&mut self, body: &[Block]) {
        match body {
            [Block { anchor: None, role: "", kind: Kind::Paragraph { label, text }, .. }]
                if label.is_empty() && !self.draws("paragraph") =>
            {
                self.inlines(text);
            }
            _ => self.blocks(body),
        }
    }

    fn draws(&self, kind: &str) -> bool {
        self.view.site.theme.overrides.of("", kind).is_some()
    }

    /// The number in front of a heading or paragraph.
    pub(super) fn label(&mut self, label: &str) {
        self.span("label", label.trim());
    }

    /// The mark of an uncounted list. What it says, the list itself says to a screen reader.
    fn bullet(&mut self, mark: &str) {
        if !mark.is_empty() {
            self.push("<span class=\"label\" aria-hidden=\"true\">");
            escape(mark, &mut self.out);
            self.push("</span> ");
        }
    }

    fn span(&mut self, class: &str, text: &str) {
        if !text.is_empty() {
            self.push("<span class=\"");
            self.push(class);
            self.push("\">");
            escape(text, &mut self.out);
            self.push("</span> ");
        }
    }

    /// `<tag id class>` of a block.
    pub(super) fn open(&mut self, tag: &str, class: &str, block: &Block) {
        self.out.push('<');
        self.out.push_str(tag);
        self.attributes(class, block.role, block.anchor.as_deref());
        self.place(block.at);
        self.out.push('>');
    }

    /// `</tag>`
    fn close(&mut self, tag: &str) {
        self.push("</");
        self.push(tag);
        self.push(">\n");
    }

    /// A number in digits.
    pub(super) fn number(&mut self, number: u32) {
        digits(u64::from(number), &mut self.out);
    }

    /// Where in the content an element comes from, for the preview.
    pub(super) fn place(&mut self, at: NodeId) {
        if self.view.site.options.places {
            self.push(" data-at=\"");
            digits(at.0.into(), &mut self.out);
            self.push("\"");
        }
    }

    /// The attributes that every element may have: styles hang on the kind and on the role.
    pub(super) fn attributes(&mut self, class: &str, role: &str, id: Option<&str>) {
        if let Some(id) = id {
            self.out.push_str(" id=\"");
            escape(id, &mut self.out);
            self.out.push('"');
        }
        if class.is_empty() && role.is_empty() {
            return;
        }
        self.out.push_str(" class=\"");
        self.out.push_str(class);
        if !role.is_empty() {
            self.out.push_str(if class.is_empty() { "role-" } else { " role-" });
            escape(role, &mut self.out);
        }
        self.out.push('"');
    }

    /// Adds markup.
    pub(super) fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// What `write` writes, by itself.
    pub(super) fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        write(self);
        std::mem::replace(&mut self.out, before)
    }
}

/// The name of a section of the first level that has none, by its number on the page. Anchors of the content have no underscore.
pub(super) fn made_up_id(number: usize) -> String {
    format!("section_{number}")
}

/// The number of a section for the table of contents: an article has it in its first paragraph (第1条), below the heading.
pub(super) fn number_of(section: &Section) -> &str {
    match section.body.first().map(|block| &block.kind) {
        Some(Kind::Paragraph { label, .. }) if section.label.is_empty() => label,
        _ => &section.label,
    }
}

/// The name of a kind: its class, and its template `nodes/NAME.html`.
pub(super) fn kind_name(kind: &Kind) -> &'static str {
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
