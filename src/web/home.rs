//! The top page: the society's own words, every disclosure one click away, the newest notices, what can be taken away on paper.

use super::shell::{Day, PdfLink, Shell, desk, size};
use super::view::View;
use super::writer::Writer;
use crate::diagnostic::Diagnostic;
use crate::document::tree::{Block, Definition, Kind, NoticeEntry, Page};
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
    bulletins: Vec<PdfLink>,
}

#[derive(Serialize)]
struct Notice<'a> {
    title: &'a str,
    kind: &'static str,
    kind_label: &'a str,
    href: String,
    date: Day<'a>,
}

/// Shell and extras of the top page.
pub(super) fn of_page<'a>(view: View<'a>, index: usize, page: &'a Page, problems: &mut Vec<Diagnostic>) -> (Shell<'a>, Home<'a>) {
    let mut shell = Shell::around(view, index, page, problems);
    shell.is_home = true;
    let first_section = page.blocks.iter().position(opens_section).unwrap_or(page.blocks.len());
    let mut writer = Writer::new(view);
    let lead = writer.apart(|w| w.leading(&page.blocks, first_section));
    writer.trailing(&page.blocks, first_section);
    problems.append(&mut writer.errors);
    let notices = if page.blocks.iter().any(shows_notices) { Vec::new() } else { notices(view) };
    (shell, Home { lead, rest: writer.out, notices, bulletins: bulletins(view) })
}

/// The top page that the menu alone makes.
pub(super) fn from_menu<'a>(view: View<'a>, problems: &mut Vec<Diagnostic>) -> (Shell<'a>, Home<'a>) {
    let shell = Shell::top(view, desk(view, problems));
    (shell, Home { lead: String::new(), rest: String::new(), notices: notices(view), bulletins: bulletins(view) })
}

/// Whether a heading stands in the block.
fn opens_section(block: &Block) -> bool {
    match &block.kind {
        Kind::Section(_) => true,
        Kind::Group(blocks) => blocks.iter().any(opens_section),
        _ => false,
    }
}

impl Writer<'_> {
    /// The blocks before the first heading, also those within the group that holds it.
    fn leading(&mut self, blocks: &[Block], first_section: usize) {
        self.blocks(&blocks[..first_section]);
        if let Some(Block { kind: Kind::Group(inner), .. }) = blocks.get(first_section) {
            let first = inner.iter().position(opens_section).unwrap_or(inner.len());
            self.leading(inner, first);
        }
    }

    fn trailing(&mut self, blocks: &[Block], first_section: usize) {
        let Some(at) = blocks.get(first_section) else { return };
        match &at.kind {
            Kind::Group(inner) => {
                let first = inner.iter().position(opens_section).unwrap_or(inner.len());
                self.open("div", "group", at);
                self.trailing(inner, first);
                self.push("</div>\n");
            }
            _ => self.block(at),
        }
        self.blocks(&blocks[first_section + 1..]);
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
    view.publication.notices.iter().take(NEWEST).filter_map(|entry| notice_of(view, entry)).collect()
}

fn notice_of<'a>(view: View<'a>, entry: &'a NoticeEntry) -> Option<Notice<'a>> {
    let href = view.href(&entry.target)?;
    Some(Notice { title: &entry.title, kind: entry.kind, kind_label: &entry.kind_label, href, date: (&entry.date).into() })
}

/// The printed sheets that exist as PDF.
fn bulletins(view: View) -> Vec<PdfLink> {
    let mut links = Vec::new();
    for bulletin in &view.publication.bulletins {
        let path = format!("bulletins/{}.pdf", bulletin.id);
        if let Some(pdf) =
            view.site.options.pdfs.iter().find(|pdf| pdf.page.is_none() && pdf.path.ends_with(&path) && pdf.lang == view.lang())
        {
            links.push(PdfLink { title: bulletin.title.clone(), href: view.file(&pdf.path), size: size(pdf.bytes), pages: pdf.pages });
        }
    }
    links
}
