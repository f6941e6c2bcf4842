//! What stands around the text of a page: head, menu, way back, neighbours, foot. The templates of the theme draw it.

use super::PdfInfo;
use super::around::{PageLink, group_of, neighbours, parents};
use super::menu::{self, Group};
use super::view::View;
use super::writer::{Entry, Writer};
use crate::diagnostic::Diagnostic;
use crate::document::tree::{Date, Page, Publication};
use serde::Serialize;
use std::collections::BTreeMap;

/// From this many headings on a page gets a table of contents.
const LONG: usize = 4;

/// Everything that a template may print.
#[derive(Serialize)]
pub(super) struct Shell<'a> {
    lang: &'static str,
    site: SiteFacts<'a>,
    asset: BTreeMap<&'a str, String>,
    title: String,
    description: String,
    canonical: Option<String>,
    alternates: Vec<Alternate>,
    languages: Vec<Language>,
    noindex: bool,
    draft: bool,
    pub(super) is_home: bool,
    home: String,
    feed: Option<String>,
    /// Data of what is disclosed; of a manual there are none.
    data: Option<String>,
    search: Option<Search>,
    menu: Vec<Group<'a>>,
    group: Option<&'a str>,
    /// The pages above this one, besides the top page, the highest first.
    parents: Vec<PageLink<'a>>,
    body: String,
    toc: Vec<Entry>,
    untranslated: bool,
    updated: Option<Day<'a>>,
    previous: Option<PageLink<'a>>,
    next: Option<PageLink<'a>>,
    pdf: Option<PdfLink>,
    desk: Option<String>,
    desk_href: Option<String>,
}

#[derive(Serialize)]
struct SiteFacts<'a> {
    name: &'a str,
    ruby: Option<&'a str>,
    short: Option<&'a str>,
    published: Day<'a>,
    updated: Option<Day<'a>>,
    text_size: bool,
    page_top: bool,
}

/// A day for a template.
#[derive(Serialize)]
pub(super) struct Day<'a> {
    iso: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct Alternate {
    lang: &'static str,
    href: String,
}

#[derive(Serialize)]
struct Language {
    lang: &'static str,
    href: String,
    current: bool,
}

/// What the search needs when a reader goes to it.
#[derive(Serialize)]
struct Search {
    /// The file with all texts.
    index: String,
    /// From this page to the root of the site.
    root: String,
}

/// A PDF to take away.
#[derive(Serialize)]
pub(super) struct PdfLink {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) size: String,
    /// 0 while it is not typeset yet.
    pub(super) pages: u32,
}

impl PdfLink {
    pub(super) fn new(view: View, title: String, pdf: &PdfInfo) -> PdfLink {
        PdfLink { title, href: view.file(&pdf.path), size: size(pdf.bytes), pages: pdf.pages }
    }
}

impl<'a> From<&'a Date> for Day<'a> {
    fn from(date: &'a Date) -> Self {
        Day { iso: &date.iso, text: &date.text }
    }
}

impl<'a> Shell<'a> {
    /// The shell of a file that is no page of the society's (404, redirects).
    pub(super) fn bare(view: View<'a>, title: &str) -> Self {
        let facts = &view.publication.facts;
        Shell {
            lang: view.lang().tag(),
            site: SiteFacts {
                name: &facts.name,
                ruby: facts.ruby.as_deref(),
                short: facts.short.as_deref(),
                published: (&facts.published).into(),
                updated: facts.updated.as_ref().map(Day::from),
                text_size: facts.text_size,
                page_top: facts.page_top,
            },
            asset: view.site.assets.iter().map(|(name, path)| (name.as_str(), view.file(path))).collect(),
            title: title.to_owned(),
            description: String::new(),
            canonical: None,
            alternates: Vec::new(),
            languages: Vec::new(),
            noindex: true,
            draft: view.site.options.draft,
            is_home: false,
            home: view.home(view.publication),
            feed: facts.feed.then(|| view.file(&format!("{}feed.xml", view.site.folder(view.publication)))),
            data: (!facts.documentation).then(|| view.file("data/disclosure.json")),
            search: view.common().map(|common| Search { index: view.file(&common.search), root: view.file("") }),
            menu: menu::menu(view, None),
            group: None,
            parents: Vec::new(),
            body: String::new(),
            toc: Vec::new(),
            untranslated: false,
            updated: None,
            previous: None,
            next: None,
            pdf: None,
            desk: None,
            desk_href: facts.desk_target.as_ref().and_then(|target| view.href(target)),
        }
    }

    /// The shell of an old address that leads to a page: nothing to read but the way on.
    pub(super) fn signpost(view: View<'a>, page: &Page) -> Self {
        let canonical = Some(view.site.address(view.publication, page));
        Shell { canonical, menu: Vec::new(), ..Shell::bare(view, &page.title) }
    }

    /// The shell of a top page that is not written in the content.
    pub(super) fn top(view: View<'a>, desk: Option<String>) -> Self {
        let facts = &view.publication.facts;
        let folder = format!("{}{}", facts.base_url, view.site.folder(view.publication));
        Shell {
            canonical: Some(folder),
            languages: languages(view, None),
            noindex: view.site.options.draft,
            is_home: true,
            desk,
            ..Shell::bare(view, &facts.name)
        }
    }

    /// The shell of a page, with its text in it.
    pub(super) fn of_page(view: View<'a>, index: usize, page: &'a Page, problems: &mut Vec<Diagnostic>) -> Self {
        let mut writer = Writer::new(view);
        writer.blocks(&page.blocks);
        problems.append(&mut writer.errors);
        let toc = if writer.outline.len() >= LONG { writer.outline } else { Vec::new() };
        Shell { body: writer.out, toc, ..Shell::around(view, index, page, problems) }
    }

    /// The shell of a page, without its text.
    pub(super) fn around(view: View<'a>, index: usize, page: &'a Page, problems: &mut Vec<Diagnostic>) -> Self {
        let (previous, next) = neighbours(view, index, page);
        Shell {
            parents: parents(view, index),
            description: page.description.clone(),
            canonical: Some(view.site.address(view.publication, page)),
            alternates: alternates(view, page),
            languages: languages(view, Some(page)),
            noindex: view.site.options.draft,
            menu: menu::menu(view, Some(index)),
            group: group_of(view, index).map(|g| g.title.as_str()).filter(|title| *title != page.title),
            untranslated: page.untranslated,
            updated: page.updated.as_ref().map(Day::from),
            previous,
            next,
            pdf: pdf_of(view, page),
            desk: desk(view, problems),
            ..Shell::bare(view, &page.title)
        }
    }
}

/// The desk for the foot of the page.
pub(super) fn desk(view: View, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let card = view.publication.facts.desk.as_ref()?;
    let mut writer = Writer::new(view);
    writer.card_inside(card, |_| {});
    problems.append(&mut writer.errors);
    Some(writer.out)
}

/// The addresses of the page in every language, when there are several.
fn alternates(view: View, page: &Page) -> Vec<Alternate> {
    let translations = view.site.translations(page);
    if translations.len() < 2 {
        return Vec::new();
    }
    let mut all: Vec<Alternate> =
        translations.iter().map(|(p, page)| Alternate { lang: p.lang.tag(), href: view.site.address(p, page) }).collect();
    if let Some((first, page)) = translations.first() {
        all.push(Alternate { lang: "x-default", href: view.site.address(first, page) });
    }
    all
}

/// The texts of a language that the page is not in.
#[derive(Serialize)]
pub(super) struct Other<'a> {
    lang: &'static str,
    home: String,
    t: BTreeMap<&'a str, &'a str>,
}

/// The other languages of the site, for the page that has to speak all of them.
pub(super) fn others(view: View<'_>) -> Vec<Other<'_>> {
    let other = |p: &Publication| Other { lang: p.lang.tag(), home: view.home(p), t: view.site.theme.strings.table(p.lang) };
    view.site.publications.iter().filter(|p| p.lang != view.lang()).map(other).collect()
}

/// The switch of languages; where the page is missing it leads to the top page.
fn languages(view: View, page: Option<&Page>) -> Vec<Language> {
    if view.site.publications.len() < 2 {
        return Vec::new();
    }
    let same = page.map(|page| view.site.translations(page)).unwrap_or_default();
    let href = |p: &Publication| match same.iter().find(|(other, _)| other.lang == p.lang) {
        Some((_, page)) => view.page_of(p, page),
        None => view.home(p),
    };
    let language = |p: &Publication| Language { lang: p.lang.tag(), href: href(p), current: p.lang == view.lang() };
    view.site.publications.iter().map(language).collect()
}

fn pdf_of(view: View, page: &Page) -> Option<PdfLink> {
    let pdf = view.site.options.pdfs.iter().find(|pdf| pdf.lang == view.lang() && pdf.page.as_deref() == Some(page.id.as_str()))?;
    Some(PdfLink::new(view, page.title.clone(), pdf))
}

/// `128 KB`, `1.4 MB`.
pub(super) fn size(bytes: u64) -> String {
    match bytes.div_ceil(1024) {
        kilobytes @ ..1000 => format!("{kilobytes} KB"),
        kilobytes => {
            let tenths = (kilobytes * 10).div_ceil(1024);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(130_000), "127 KB");
        assert_eq!(size(1_500_000), "1.5 MB");
    }
}
