//! The top page: the society's own words, every disclosure one click away, the newest notices, what can be taken away on paper.

use super::address::Link;
use super::shell::{PdfLink, Shell, desk};
use super::value::{Name, Record, Value};
use super::view::View;
use super::writer::Writer;
use crate::diagnostic::Diagnostic;
use crate::document::tree::{Block, Definition, Kind, NoticeEntry, Page, Section, newest};

/// How many notices the top page shows when its own blocks show none.
const NEWEST: usize = 5;

/// What the top page has besides the shell of every page.
pub(super) struct Home<'a> {
    /// The first words of the page, before the groups of pages.
    lead: String,
    /// The rest of its blocks, after them.
    rest: String,
    notices: Vec<Notice<'a>>,
    /// The page that lists all of them.
    all_notices: Option<Link<'a>>,
    bulletins: Vec<PdfLink<'a>>,
}

struct Notice<'a> {
    entry: &'a NoticeEntry,
    href: Link<'a>,
}

impl Home<'_> {
    /// How many bytes there are to print at least.
    pub(super) fn length(&self) -> usize {
        self.lead.len() + self.rest.len()
    }
}

impl Record for Home<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Lead => self.lead.as_str().into(),
            Name::Rest => self.rest.as_str().into(),
            Name::Notices => Value::List(&self.notices),
            Name::AllNotices => self.all_notices.into(),
            Name::Bulletins => Value::List(&self.bulletins),
            _ => return None,
        })
    }
}

impl Record for Notice<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Title => self.entry.title.as_str().into(),
            Name::Kind => self.entry.kind.into(),
            Name::KindLabel => self.entry.kind_label.as_str().into(),
            Name::Href => self.href.into(),
            Name::Date => Value::Record(&self.entry.date),
            // When it was last added to.
            Name::Updated => Value::record(self.entry.updated.as_ref()),
            _ => return None,
        })
    }
}

/// The shell of the top page, with what it has besides.
pub(super) fn of_page<'a>(view: View<'a>, index: usize, page: &'a Page, problems: &mut Vec<Diagnostic>) -> Shell<'a> {
    let mut shell = Shell::around(view, index, page, problems);
    shell.is_home = true;
    let mut writer = Writer::new(view);
    let (lead, rest) = halves(&mut writer, &opened(&page.blocks));
    problems.append(&mut writer.errors);
    let notices = if page.blocks.iter().any(shows_notices) { Vec::new() } else { notices(view) };
    shell.own = Some(Home { lead, rest, notices, all_notices: all_notices(view), bulletins: bulletins(view) });
    shell
}

/// The top page that the menu alone makes.
pub(super) fn from_menu<'a>(view: View<'a>, problems: &mut Vec<Diagnostic>) -> Shell<'a> {
    let mut shell = Shell::top(view, desk(view, problems));
    let (lead, rest) = Default::default();
    shell.own = Some(Home { lead, rest, notices: notices(view), all_notices: all_notices(view), bulletins: bulletins(view) });
    shell
}

/// The first words of the top page and the rest: the groups of pages stand between them, so that nobody has to scroll for them.
enum Cut<'a> {
    /// Blocks before the first heading; the rest begins there.
    Before(&'a [&'a Block], &'a [&'a Block]),
    /// The first section begins with paragraphs: they come first under its heading, its own sections stay for the rest.
    Within { block: &'a Block, section: &'a Section, paragraphs: usize, rest: &'a [&'a Block] },
}

fn cut<'a>(blocks: &'a [&'a Block]) -> Cut<'a> {
    let first = blocks.iter().position(|block| matches!(block.kind, Kind::Section(_))).unwrap_or(blocks.len());
    if let (0, Some((block @ Block { kind: Kind::Section(section), .. }, rest))) = (first, blocks.split_first()) {
        let paragraphs = section.body.iter().take_while(|b| matches!(b.kind, Kind::Paragraph { .. })).count();
        // What follows must stand by itself.
        let whole = section.body.get(paragraphs).is_none_or(|next| matches!(next.kind, Kind::Section(_)));
        if paragraphs > 0 && whole {
            return Cut::Within { block, section, paragraphs, rest };
        }
    }
    let (before, after) = blocks.split_at(first);
    Cut::Before(before, after)
}

/// A group without a heading of its own is no border.
fn opened(blocks: &[Block]) -> Vec<&Block> {
    fn add<'a>(blocks: &'a [Block], out: &mut Vec<&'a Block>) {
        for block in blocks {
            match &block.kind {
                Kind::Group(inner) if block.anchor.is_none() => add(inner, out),
                _ => out.push(block),
            }
        }
    }
    let mut out = Vec::new();
    add(blocks, &mut out);
    out
}

/// The first words and the rest as HTML.
fn halves(writer: &mut Writer, blocks: &[&Block]) -> (String, String) {
    let each = |w: &mut Writer, blocks: &[&Block]| blocks.iter().for_each(|block| w.block(block));
    match cut(blocks) {
        Cut::Before(before, after) => (writer.apart(|w| each(w, before)), writer.apart(|w| each(w, after))),
        Cut::Within { block, section, paragraphs, rest } => {
            let (first, own) = section.body.split_at(paragraphs);
            let lead = writer.apart(|w| w.section(block, section, |w| w.blocks(first)));
            let rest = writer.apart(|w| {
                w.blocks(own);
                each(w, rest);
            });
            (lead, rest)
        }
    }
}

fn shows_notices(block: &Block) -> bool {
    let any = |blocks: &[Block]| blocks.iter().any(shows_notices);
    let any_row = |rows: &[Definition]| rows.iter().any(|row| any(&row.body));
    block.role == "notices"
        || match &block.kind {
            Kind::Section(section) => any(&section.body),
            Kind::Group(blocks) => any(blocks),
            Kind::Definitions(rows) => any_row(rows),
            _ => false,
        }
}

fn notices(view: View<'_>) -> Vec<Notice<'_>> {
    let shown = newest(&view.publication.notices, NEWEST, |entry| entry.last_changed().clone());
    shown.into_iter().filter_map(|entry| Some(Notice { entry, href: view.href(&entry.target)? })).collect()
}

/// The list of all notices, else the newest year.
fn all_notices(view: View<'_>) -> Option<Link<'_>> {
    let publication = view.publication;
    let page = publication.notice_list.or_else(|| publication.years.first().map(|year| year.page))?;
    view.page(page, None)
}

/// The printed sheets that exist as PDF.
fn bulletins(view: View<'_>) -> Vec<PdfLink<'_>> {
    let mut links = Vec::new();
    for bulletin in &view.publication.bulletins {
        let path = format!("bulletins/{}.pdf", bulletin.id);
        if let Some(pdf) =
            view.site.options.pdfs.iter().find(|pdf| pdf.page.is_none() && pdf.path.ends_with(&path) && pdf.lang == view.lang())
        {
            links.push(PdfLink::new(view, &bulletin.title, pdf));
        }
    }
    links
}
