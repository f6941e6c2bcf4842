//! The document tree: pages, bulletins and blank forms, each a list of blocks, each block a small tree of a dozen node kinds.
//!
//! Everything is resolved here: numbers, labels, references, dates, languages. A renderer knows these kinds and nothing of the model.
//! Every node says which value of the content it came from.

pub use super::label::Label;
pub use super::wording::Wording;
use crate::content::NodeId;
use crate::content::few::Few;
use crate::lang::Lang;
use std::sync::Arc;

/// Everything that one society publishes in one language.
#[derive(Debug, Clone)]
pub struct Publication {
    /// The language of its pages.
    pub lang: Lang,
    /// What stands on every page.
    pub facts: Facts,
    /// The menu: groups of pages, by index into `pages`.
    pub menu: Vec<MenuGroup>,
    /// The pages, in the order of `site.yaml`; pages of single notices follow, then those of the years of the notices.
    pub pages: Vec<Page>,
    /// The bulletins.
    pub bulletins: Vec<Bulletin>,
    /// The blank forms.
    pub sheets: Vec<Sheet>,
    /// Old addresses and the pages that they lead to now: path from, index into `pages`.
    pub redirects: Vec<Redirect>,
    /// The notices, newest first, for lists and the feed.
    pub notices: Vec<NoticeEntry>,
    /// The page that lists all notices, by index into `pages`.
    pub notice_list: Option<usize>,
    /// The years of the notices, newest first.
    pub years: Vec<Year>,
    /// Words that mean the same, for whoever searches: what a member of a group finds, the others find too.
    pub synonyms: Vec<Vec<String>>,
}

/// What stands on every page.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The society's official name.
    pub name: String,
    /// Its reading, for search.
    pub ruby: Option<String>,
    /// Its short name.
    pub short: Option<String>,
    /// The address of the site, ending in `/`.
    pub base_url: String,
    /// All languages of the site.
    pub languages: Vec<Lang>,
    /// The day of the law and of publication.
    pub published: Date,
    /// The latest day on which any content was changed or reviewed, if the content says so.
    pub updated: Option<Date>,
    /// A switch for the text size.
    pub text_size: bool,
    /// A link to the top of the page.
    pub page_top: bool,
    /// Whether it is a manual: it discloses nothing, so that there are no data of it.
    pub documentation: bool,
    /// A PDF of each page.
    pub print_pdf: bool,
    /// An Atom feed of the notices.
    pub feed: bool,
    /// The desks' card for the foot of every page: the first contact that takes requests or complaints.
    pub desk: Option<Card>,
    /// The page and anchor where that desk stands.
    pub desk_target: Option<Target>,
}

/// A group of the menu.
#[derive(Debug, Clone)]
pub struct MenuGroup {
    /// Its title.
    pub title: String,
    /// Its pages.
    pub pages: Vec<usize>,
}

/// An old address.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// A path in the output, `member/info/policy.html`.
    pub from: String,
    /// Where it leads now.
    pub to: usize,
}

/// A notice as lists and feeds show it.
#[derive(Debug, Clone)]
pub struct NoticeEntry {
    /// Its id.
    pub id: String,
    /// Its kind: `news`, `public_notice`, `change`, `incident`.
    pub kind: &'static str,
    /// The kind in words.
    pub kind_label: String,
    /// Its day.
    pub date: Date,
    /// The day of its last addition, if any.
    pub updated: Option<Date>,
    /// Its title.
    pub title: String,
    /// Its first paragraph as plain text.
    pub summary: String,
    /// The page that prints it.
    pub target: Target,
}

impl NoticeEntry {
    /// The day on which it was last added to, or else its own.
    pub fn last_changed(&self) -> &Date {
        self.updated.as_ref().unwrap_or(&self.date)
    }

    /// Whether it is of a year.
    pub fn is_of(&self, year: &Year) -> bool {
        self.date.iso.split('-').next() == Some(year.iso.as_str())
    }
}

/// The `most` that were changed last, in the order in which they came: whatever was added to lately is among them, in its place.
pub fn newest<T, K: Ord>(all: &[T], most: usize, last_changed: impl Fn(&T) -> K) -> Vec<&T> {
    let mut by_change: Vec<usize> = (0..all.len()).collect();
    by_change.sort_by(|a, b| last_changed(&all[*b]).cmp(&last_changed(&all[*a])));
    by_change.truncate(most);
    by_change.sort_unstable();
    by_change.into_iter().map(|i| &all[i]).collect()
}

/// A calendar year with notices, and the page that lists them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// `2026`.
    pub iso: String,
    /// As it is printed: 令和8年（2026年）.
    pub text: String,
    /// How many notices it has.
    pub count: usize,
    /// The page that lists them, by index into `pages`.
    pub page: usize,
}

/// A page of the site.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its id in `site.yaml`.
    pub id: String,
    /// Its folder in the site, without the language: `""` is the top page, else it ends in `/`.
    pub path: String,
    /// Its title, the one main heading.
    pub title: String,
    /// Its first sentences as plain text.
    pub description: String,
    /// The latest of the days of `history` and `reviewed_on` of what it prints.
    pub updated: Option<Date>,
    /// Whether some of it is shown in Japanese since no translation exists.
    pub untranslated: bool,
    /// The index of the group of the menu that lists it.
    pub group: Option<usize>,
    /// What it prints.
    pub blocks: Vec<Block>,
    /// The place in the content that asks for it.
    pub at: NodeId,
}

/// A printed sheet or booklet.
#[derive(Debug, Clone)]
pub struct Bulletin {
    /// Its id: the file is `bulletins/ID.pdf`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for: 掲示板, 広報紙, 冊子, 備付け.
    pub purpose: &'static str,
    /// `A3`, `A4`, `B4`, `B5`.
    pub size: &'static str,
    /// Landscape rather than portrait.
    pub landscape: bool,
    /// Head of a letter.
    pub letterhead: Option<Letterhead>,
    /// What it prints.
    pub blocks: Vec<Block>,
    /// The place in the content that asks for it.
    pub at: NodeId,
}

/// A blank form (様式), to be filled in by hand.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its id: the file is `forms/ID.pdf`.
    pub id: String,
    /// What it is: `request`, `objection`, `mandate`.
    pub kind: &'static str,
    /// Its official number, 様式第1号; may be empty.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Whether some of it is shown in Japanese since no translation exists.
    pub untranslated: bool,
    /// Where the site tells how it is used.
    pub target: Option<Target>,
    /// What it prints.
    pub blocks: Vec<Block>,
    /// The record of `forms.yaml` that asks for it.
    pub at: NodeId,
}

/// A day, a month or a year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// ISO: `2026-12-01`, `2026-12`, `2026`.
    pub iso: String,
    /// As it is printed: 令和8年12月1日.
    pub text: String,
}

/// A node of the tree with where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The value of the content that it prints.
    pub at: NodeId,
    /// Its name within the page, if something may lead to it: unique on the page.
    pub anchor: Option<Wording>,
    /// What it is in the model: the name of a block or part (`joint-use`, `by-area`) or of a field; empty where nothing asks for it. Themes hang styles and templates on it.
    pub role: &'static str,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of nodes.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A heading and what stands under it. How deep a heading is follows from how deep the section stands.
    Section(Box<Section>),
    /// Blocks that belong together without a heading.
    Group(Vec<Block>),
    /// A paragraph. `label` is a number in front of it (第3条, 2).
    Paragraph {
        /// The number in front of it, empty when it has none.
        label: Label,
        /// Its text.
        text: Inlines,
    },
    /// A list; the labels stand in the items.
    List(List),
    /// A table.
    Table(Box<Table>),
    /// Labels and values.
    Definitions(Vec<Definition>),
    /// A note with its mark.
    Note {
        /// ※, or another mark; may be empty.
        mark: Label,
        /// The note.
        body: Vec<Block>,
    },
    /// Name, address and ways of a society or desk.
    Card(Box<Card>),
    /// Head of a letter.
    Letterhead(Box<Letterhead>),
    /// Who signs.
    Signature(Box<Signature>),
    /// 記 in the middle.
    Ki,
    /// 以上 at the right.
    Ijo,
    /// Boxes to tick.
    Choice(Vec<Tick>),
    /// So many empty lines to write on.
    Blank(u32),
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The number in front of the heading: 第1章, `1.`, (1); may be empty.
    pub label: Wording,
    /// The heading.
    pub heading: Inlines,
    /// What stands under it.
    pub body: Vec<Block>,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Whether the labels count (1 2 3, ア イ ウ) or only mark (・).
    pub counted: bool,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// The value of the content that it prints.
    pub at: NodeId,
    /// Its name within the page.
    pub anchor: Option<Wording>,
    /// Its label as printed, `(1)`; may be empty.
    pub label: Wording,
    /// What it says.
    pub body: Vec<Block>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its caption.
    pub caption: Inlines,
    /// The heads of its columns; empty when it has none.
    pub columns: Vec<Inlines>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The value of the content that it prints.
    pub at: NodeId,
    /// Its name within the page.
    pub anchor: Option<Wording>,
    /// Whether it is the head of its row.
    pub head: bool,
    /// How many rows it spans, at least 1.
    pub rows: u32,
    /// How many columns it spans, at least 1.
    pub columns: u32,
    /// What it says.
    pub body: Vec<Block>,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// The value of the content that it prints.
    pub at: NodeId,
    /// Its name within the page.
    pub anchor: Option<Wording>,
    /// The field of the model, `data_items`.
    pub role: &'static str,
    /// The number in front of the label; may be empty.
    pub number: Label,
    /// The label; empty when the value stands alone.
    pub term: Inlines,
    /// The value.
    pub body: Vec<Block>,
}

/// Name, address and ways to reach a society or desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The society.
    pub name: Inlines,
    /// The desk, unless a heading above says it.
    pub title: Inlines,
    /// Its rows: address, tel, hours. Values are single paragraphs.
    pub rows: Vec<Definition>,
    /// What it says besides.
    pub body: Vec<Block>,
}

/// A box to tick and what it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The value of the content that it prints.
    pub at: NodeId,
    /// The field or word of the model, `disclose`.
    pub role: &'static str,
    /// What it stands for.
    pub text: Inlines,
}

/// Head of a letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Letterhead {
    /// The day.
    pub date: Option<Date>,
    /// The number of the letter.
    pub number: String,
    /// To whom.
    pub to: Inlines,
    /// From whom.
    pub from: Option<Signature>,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// The society.
    pub organization: Inlines,
    /// 理事長.
    pub title: Inlines,
    /// The name.
    pub name: Inlines,
}

/// The pieces of a text, mostly one. It is as small as a piece: what is seldom is kept apart from it.
pub type Inlines = Few<Inline>;

/// A piece of text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Characters.
    Text(Wording),
    /// Strong emphasis.
    Strong(Box<[Inline]>),
    /// Emphasis.
    Emphasis(Box<[Inline]>),
    /// Code.
    Code(Wording),
    /// Words that lead somewhere.
    Link {
        /// Where to.
        target: Box<Target>,
        /// The words.
        body: Box<[Inline]>,
    },
    /// A word with its reading.
    Ruby {
        /// The word.
        base: Box<Wording>,
        /// The reading.
        reading: Box<Wording>,
    },
    /// A day.
    Date(Arc<Date>),
    /// A new line.
    Break,
    /// Words in another language than the page.
    Foreign {
        /// Their language.
        lang: Lang,
        /// The words.
        body: Box<[Inline]>,
    },
    /// The mark of a footnote: its number.
    FootnoteMark(u32),
    /// Room to write in by hand, so many characters wide.
    Gap(u32),
}

impl Inline {
    /// Words that lead somewhere.
    pub fn link(target: Target, body: impl Into<Box<[Inline]>>) -> Inline {
        Inline::Link { target: Box::new(target), body: body.into() }
    }

    /// Words in another language than the page.
    pub fn foreign(lang: Lang, body: impl Into<Box<[Inline]>>) -> Inline {
        Inline::Foreign { lang, body: body.into() }
    }

    /// A word with its reading.
    pub fn ruby(base: impl Into<Wording>, reading: impl Into<Wording>) -> Inline {
        Inline::Ruby { base: Box::new(base.into()), reading: Box::new(reading.into()) }
    }
}

/// Where words lead.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A page of the site by its index, and a place on it.
    Page {
        /// Index into `Publication::pages`.
        page: usize,
        /// The name of the place on it.
        anchor: Option<Wording>,
    },
    /// A file of the output by its path in it, `files/pia.pdf`.
    File(String),
    /// A blank form by its id, where it is printed.
    Sheet(String),
    /// An address outside: http, https.
    Url(String),
    /// A mail address.
    Mail(String),
    /// A telephone number, digits and hyphens as printed.
    Tel(String),
}

/// The plain text of inline nodes: readings left out.
pub fn plain(text: &[Inline]) -> String {
    // Mostly there is one.
    if let [Inline::Text(one)] = text {
        return one.as_str().to_owned();
    }
    let mut out = String::new();
    add_plain(text, &mut out);
    out
}

/// Adds the plain text of inline nodes.
pub fn add_plain(text: &[Inline], out: &mut String) {
    for i in text {
        match i {
            Inline::Text(t) | Inline::Code(t) => out.push_str(t),
            Inline::Strong(b) | Inline::Emphasis(b) | Inline::Link { body: b, .. } | Inline::Foreign { body: b, .. } => add_plain(b, out),
            Inline::Ruby { base, .. } => out.push_str(base),
            Inline::Date(d) => out.push_str(&d.text),
            Inline::Break | Inline::Gap(_) => out.push(' '),
            Inline::FootnoteMark(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_much_of_is_small() {
        let texts = [size_of::<Inline>(), size_of::<Inlines>(), size_of::<Kind>()];
        let blocks = [size_of::<Block>(), size_of::<ListItem>(), size_of::<Definition>()];
        assert_eq!((texts, blocks), ([32, 32, 40], [88, 80, 112]));
    }
}
