//! The top page: the society's own words, every disclosure one click away, the newest notices, what can be taken away on paper.

use super::shell::{Day, PdfLink, Shell, desk};
use super::view::View;
use super::writer::Writer;
use crate::diagnostic::Diagnostic;
use crate::document::tree::{Block, Definition, Kind, NoticeEntry, Page, Section, newest};
use serde::Serialize;

/// How many notices the top page shows when its own blocks show none.
const NEWEST: usize = 5;

/// What the top page has besides the shell of every page.
#[derive(Serialize)]
pub(super) struct Home<'a> {
    /// The first words of the page, before the groups of pages.
    lead: String,
    /// The rest of its blocks, after them.
    rest: String,
    notices: Vec<Notice<'a>>,
    /// The page that lists all of them.
    all_notices: Option<String>,
    bulletins: Vec<PdfLink>,
}

#[derive(Serialize)]
struct Notice<'a> {
    title: &'a str,
    kind: &'static str,
    kind_label: &'a str,
    href: String,
    date: Day<'a>,
    /// When it was last added to.
    updated: Option<Day<'a>>,
}

/// Shell and extras of the top page.
pub(super) fn of_page<'a>(view: View<'a>, index: usize, page: &'a Page, problems: &mut Vec<Diagnostic>) -> (Shell<'a>, Home<'a>) {
    let mut shell = Shell::around(view, index, page, problems);
    shell.is_home = true;
    let mut writer = Writer::new(view);
    let (lead, rest) = halves(&mut writer, &opened(&page.blocks));
    problems.append(&mut writer.errors);
    let notices = if page.blocks.iter().any(shows_notices) { Vec::new() } else { notices(view) };
    (shell, Home { lead, rest, notices, all_notices: all_notices(view), bulletins: bulletins(view) })
}

/// The top page that the menu alone makes.
pub(super) fn from_menu<'a>(view: View<'a>, problems: &mut Vec<Diagnostic>) -> (Shell<'a>, Home<'a>) {
    let shell = Shell::top(view, desk(view, problems));
    let (lead, rest) = Default::default();
    (shell, Home { lead, rest, notices: notices(view), all_notices: all_notices(view), bulletins: bulletins(view) })
}

/// The first words of the top page and the rest: the groups of pages stand between them, so that nobody has to scroll for them.
enum Cut<'a> {
    /// Blocks before the first heading; the rest begins there.
    Before(&'a [Block], &'a [Block]),
    /// The first section begins with paragraphs: they come first under its heading, its own sections stay for the rest.
    Within { block: &'a Block, section: &'a Section, paragraphs: usize, rest: &'a [Block] },
}

fn cut(blocks: &[Block]) -> Cut<'_> {
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
fn opened(blocks: &[Block]) -> Vec<Block> {
    let inner = |block: &Block| match &block.kind {
        Kind::Group(inner) if block.anchor.is_none() => opened(inner),
        _ => vec![block.clone()],
    };
    blocks.iter().flat_map(inner).collect()
}

/// The first words and the rest as HTML.
fn halves(writer: &mut Writer, blocks: &[Block]) -> (String, String) {
    match cut(blocks) {
        Cut::Before(before, after) => (writer.apart(|w| w.blocks(before)), writer.apart(|w| w.blocks(after))),
        Cut::Within { block, section, paragraphs, rest } => {
            let (first, own) = section.body.split_at(paragraphs);
            let lead = writer.apart(|w| w.section(block, section, |w| w.blocks(first)));
            let rest = writer.apart(|w| {
                w.blocks(own);
                w.blocks(rest);
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
    shown.into_iter().filter_map(|entry| notice_of(view, entry)).collect()
}

/// The list of all notices, else the newest year.
fn all_notices(view: View) -> Option<String> {
    let publication = view.publication;
    let page = publication.notice_list.or_else(|| publication.years.first().map(|year| year.page))?;
    view.page(page, None)
}

fn notice_of<'a>(view: View<'a>, entry: &'a NoticeEntry) -> Option<Notice<'a>> {
    let href = view.href(&entry.target)?;
    let updated = entry.updated.as_ref().map(Day::from);
    Some(Notice { title: &entry.title, kind: entry.kind, kind_label: &entry.kind_label, href, date: (&entry.date).into(), updated })
}

/// The printed sheets that exist as PDF.
fn bulletins(view: View) -> Vec<PdfLink> {
    let mut links = Vec::new();
    for bulletin in &view.publication.bulletins {
        let path = format!("bulletins/{}.pdf", bulletin.id);
        if let Some(pdf) =
            view.site.options.pdfs.iter().find(|pdf| pdf.page.is_none() && pdf.path.ends_with(&path) && pdf.lang == view.lang())
        {
            links.push(PdfLink::new(view, bulletin.title.clone(), pdf));
        }
    }
    links
}
