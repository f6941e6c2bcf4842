//! What is printed of a publication: its bulletins, its rules as booklets, its pages when the society wants them on paper, and its blank forms.

use super::data::for_each;
use super::links::{folder, page_address};
use crate::content::NodeId;
use crate::document::tree::{Block, Bulletin, Date, Kind, Letterhead, Page, Publication, Sheet, Target};
use std::collections::BTreeSet;

/// Something to print.
#[derive(Debug, Clone)]
pub struct Matter<'a> {
    /// What it belongs to.
    pub publication: &'a Publication,
    /// The template: `page`, `booklet`, `notice`, `letter`, and what a theme adds.
    pub sheet: &'static str,
    /// Where it goes in the output, `bulletins/board.pdf`.
    pub path: String,
    /// Its title.
    pub title: &'a str,
    /// The page that its code leads to, and the title of that page; none: the top page.
    pub leads_to: Option<usize>,
    /// The page that it prints.
    pub page: Option<usize>,
    /// Other pages that offer it to take away.
    pub offered_by: Vec<usize>,
    /// `A3`, `A4`, `B4`, `B5`.
    pub size: &'static str,
    /// Landscape rather than portrait.
    pub landscape: bool,
    /// The blank form that it is.
    pub form: Option<&'a Sheet>,
    /// The head of a letter.
    pub letterhead: Option<&'a Letterhead>,
    /// The last change of what it prints, if the content says so.
    pub updated: Option<&'a Date>,
    /// What it prints.
    pub blocks: &'a [Block],
    /// The place in the content that asks for it.
    pub at: NodeId,
}

impl Matter<'_> {
    /// The address that its code leads to.
    pub fn url(&self) -> String {
        let page = self.leads_to.and_then(|page| page_address(self.publication, page));
        page.unwrap_or_else(|| format!("{}{}", self.publication.facts.base_url, folder(self.publication)))
    }
}

/// Everything of a publication that is printed. Bulletins come first.
pub fn of(publication: &Publication) -> Vec<Matter<'_>> {
    let mut all: Vec<Matter> = publication.bulletins.iter().map(|b| bulletin(publication, b)).collect();
    for (index, page) in publication.pages.iter().enumerate() {
        match rule_of(page) {
            Some(rule) => match all.iter_mut().find(|m| m.sheet == "booklet" && m.blocks.iter().any(|b| is_rule(b, rule))) {
                Some(booklet) => booklet.offered_by.push(index),
                None => all.push(rule_booklet(publication, index, page, rule)),
            },
            // A list of links is of no use on paper.
            None if publication.years.iter().any(|year| year.page == index) => {}
            None if publication.facts.print_pdf => all.push(whole_page(publication, index, page)),
            None => {}
        }
    }
    all.extend(publication.sheets.iter().map(|sheet| blank_form(publication, sheet)));
    all
}

fn blank_form<'a>(publication: &'a Publication, sheet: &'a Sheet) -> Matter<'a> {
    Matter {
        publication,
        sheet: "form",
        path: format!("{}forms/{}.pdf", folder(publication), sheet.id),
        title: &sheet.title,
        leads_to: match &sheet.target {
            Some(Target::Page { page, .. }) => Some(*page),
            _ => None,
        },
        page: None,
        offered_by: Vec::new(),
        size: "A4",
        landscape: false,
        form: Some(sheet),
        letterhead: None,
        updated: None,
        blocks: &sheet.blocks,
        at: sheet.at,
    }
}

fn bulletin<'a>(publication: &'a Publication, b: &'a Bulletin) -> Matter<'a> {
    Matter {
        publication,
        sheet: match b.purpose {
            "掲示板" => "notice",
            "広報紙" => "letter",
            "冊子" => "booklet",
            _ => "page",
        },
        path: format!("{}bulletins/{}.pdf", folder(publication), b.id),
        title: &b.title,
        leads_to: nearest(publication, &b.blocks),
        page: None,
        offered_by: Vec::new(),
        size: b.size,
        landscape: b.landscape,
        form: None,
        letterhead: b.letterhead.as_ref(),
        updated: None,
        blocks: &b.blocks,
        at: b.at,
    }
}

fn whole_page<'a>(publication: &'a Publication, index: usize, page: &'a Page) -> Matter<'a> {
    let name = page.path.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(&page.id);
    Matter {
        publication,
        sheet: "page",
        path: format!("{}{}{name}.pdf", folder(publication), page.path),
        title: &page.title,
        leads_to: Some(index),
        page: Some(index),
        offered_by: Vec::new(),
        size: "A4",
        landscape: false,
        form: None,
        letterhead: None,
        updated: page.updated.as_ref(),
        blocks: &page.blocks,
        at: page.at,
    }
}

fn rule_booklet<'a>(publication: &'a Publication, index: usize, page: &'a Page, rule: &str) -> Matter<'a> {
    Matter { sheet: "booklet", path: format!("{}rules/{rule}.pdf", folder(publication)), ..whole_page(publication, index, page) }
}

/// The id of the rule that a page consists of.
fn rule_of(page: &Page) -> Option<&str> {
    match page.blocks.as_slice() {
        [only] if only.role == "rule" => only.anchor.as_deref()?.strip_prefix("rule-"),
        _ => None,
    }
}

fn is_rule(block: &Block, rule: &str) -> bool {
    block.role == "rule" && block.anchor.as_deref().and_then(|a| a.strip_prefix("rule-")) == Some(rule)
}

/// The page that has most in common with some blocks: there the reader finds what changes after printing. A desk stands at the end of many pages
/// and tells nothing of what they are about.
fn nearest(publication: &Publication, blocks: &[Block]) -> Option<usize> {
    let (mut printed, mut desks) = (BTreeSet::new(), BTreeSet::new());
    for_each(blocks, &mut |at, _| {
        printed.insert(at);
    });
    of_desks(blocks, &mut desks);
    let printed: BTreeSet<NodeId> = printed.difference(&desks).copied().collect();
    let shared = |page: &Page| {
        let mut count = 0;
        for_each(&page.blocks, &mut |at, _| count += usize::from(printed.contains(&at)));
        count
    };
    let counts = publication.pages.iter().map(shared).enumerate();
    let best = counts.filter(|(_, count)| *count > 0).max_by_key(|(index, count)| (*count, std::cmp::Reverse(*index)));
    best.map(|(index, _)| index)
}

/// What the cards of desks print.
fn of_desks(blocks: &[Block], out: &mut BTreeSet<NodeId>) {
    for block in blocks {
        match &block.kind {
            Kind::Card(_) if block.role == "contact" => for_each(std::slice::from_ref(block), &mut |at, _| {
                out.insert(at);
            }),
            Kind::Section(section) => of_desks(&section.body, out),
            Kind::Group(body) => of_desks(body, out),
            _ => {}
        }
    }
}
