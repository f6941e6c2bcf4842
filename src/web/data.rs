//! `data/disclosure.json`: everything that a society publishes, for programs. It is made of the same tree as the pages, so that they cannot disagree.
//!
//! The shape is described by `data/disclosure.schema.json`; a change that a reader could notice raises `VERSION`.

mod layout;
mod node;
mod words;

use super::view::Site;
use super::{OutputFile, PdfInfo};
use crate::document::tree::{Bulletin, NoticeEntry, Page, Publication};
use crate::lang::Lang;
use node::{Card, Letterhead, Node};
use serde::ser::{SerializeMap as _, Serializer};
use std::collections::BTreeMap;
use words::Whole;

/// The version of the shape.
const VERSION: u32 = 1;

/// The data, and the schema that describes them.
pub(super) fn files(site: &Site) -> Vec<OutputFile> {
    let Some(main) = site.publications.first() else { return Vec::new() };
    // Strings, numbers and lists of them: there is nothing that JSON could not hold.
    let json = layout::text(&serde_json::to_string(&Disclosure::new(site, main)).unwrap_or_default());
    let schema = include_bytes!("data/disclosure.schema.json").to_vec();
    vec![
        OutputFile { path: "data/disclosure.json".to_owned(), bytes: json.into_bytes() },
        OutputFile { path: "data/disclosure.schema.json".to_owned(), bytes: schema },
    ]
}

/// Everything that a society publishes.
#[derive(serde::Serialize)]
struct Disclosure<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: u32,
    /// Not published yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    draft: bool,
    base_url: &'a str,
    /// The day of the law and of publication.
    published: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<&'a str>,
    languages: Vec<&'static str>,
    society: Editions<Society<'a>>,
    menu: Editions<Vec<MenuGroup<'a>>>,
    pages: Vec<Entry<'a, PageEdition<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notices: Vec<Notice<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bulletins: Vec<Entry<'a, Sheet<'a>>>,
}

/// The same thing by language, in the order of the site's languages.
struct Editions<T>(Vec<(Lang, T)>);

/// The society.
#[derive(serde::Serialize)]
struct Society<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<&'a str>,
    /// The desk at the foot of every page, and where more is said about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    desk: Option<Card<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    desk_url: Option<String>,
}

/// A group of the menu.
#[derive(serde::Serialize)]
struct MenuGroup<'a> {
    title: &'a str,
    /// The ids of its pages.
    pages: Vec<&'a str>,
}

/// A page or a bulletin.
#[derive(serde::Serialize)]
struct Entry<'a, T> {
    id: &'a str,
    /// Old addresses that lead here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    former_urls: Vec<String>,
    editions: Editions<T>,
}

/// A page in one language.
#[derive(serde::Serialize)]
struct PageEdition<'a> {
    url: String,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<&'a str>,
    /// Some of it is shown in Japanese, since no translation exists.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    untranslated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pdf: Option<Pdf>,
    nodes: Vec<Node<'a>>,
}

/// A bulletin in one language.
#[derive(serde::Serialize)]
struct Sheet<'a> {
    title: &'a str,
    /// 掲示板, 広報紙, 冊子, 備付け.
    purpose: &'a str,
    size: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    landscape: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pdf: Option<Pdf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    letterhead: Option<Letterhead<'a>>,
    nodes: Vec<Node<'a>>,
}

/// A PDF that exists.
#[derive(serde::Serialize)]
struct Pdf {
    url: String,
    bytes: u64,
    pages: u32,
}

/// A notice.
#[derive(serde::Serialize)]
struct Notice<'a> {
    id: &'a str,
    kind: &'static str,
    date: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<&'a str>,
    editions: Editions<NoticeEdition<'a>>,
}

/// A notice in one language: what it says stands on its page.
#[derive(serde::Serialize)]
struct NoticeEdition<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    title: &'a str,
    /// Its kind in words.
    label: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
}

impl<T: serde::Serialize> serde::Serialize for Editions<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (lang, edition) in &self.0 {
            map.serialize_entry(lang.tag(), edition)?;
        }
        map.end()
    }
}

impl<'a> Disclosure<'a> {
    fn new(site: &'a Site<'a>, main: &'a Publication) -> Self {
        let facts = &main.facts;
        Disclosure {
            schema: "disclosure.schema.json",
            version: VERSION,
            draft: site.options.draft,
            base_url: &facts.base_url,
            published: &facts.published.iso,
            updated: facts.updated.as_ref().map(|day| day.iso.as_str()),
            languages: facts.languages.iter().map(|lang| lang.tag()).collect(),
            society: editions(site, society),
            menu: editions(site, |whole| menu(whole.publication)),
            pages: pages(site, main),
            notices: notices(site),
            bulletins: bulletins(site),
        }
    }
}

fn editions<'a, T>(site: &'a Site<'a>, edition: impl Fn(Whole<'a>) -> T) -> Editions<T> {
    Editions(site.publications.iter().map(|p| (p.lang, edition(Whole::new(site, p)))).collect())
}

fn society(whole: Whole<'_>) -> Society<'_> {
    let facts = &whole.publication.facts;
    Society {
        name: &facts.name,
        reading: facts.ruby.as_deref(),
        short: facts.short.as_deref(),
        desk: facts.desk.as_ref().map(|card| whole.card(card)),
        desk_url: facts.desk_target.as_ref().and_then(|target| whole.url(target)),
    }
}

fn menu(publication: &Publication) -> Vec<MenuGroup<'_>> {
    let id = |i: &usize| publication.pages.get(*i).map(|page| page.id.as_str());
    publication.menu.iter().map(|group| MenuGroup { title: &group.title, pages: group.pages.iter().filter_map(id).collect() }).collect()
}

fn pages<'a>(site: &'a Site<'a>, main: &'a Publication) -> Vec<Entry<'a, PageEdition<'a>>> {
    let entry = |same: Vec<(Whole<'a>, &'a Page)>| {
        let (_, page) = *same.first()?;
        let editions = same.iter().map(|(whole, page)| (whole.publication.lang, page_edition(*whole, page)));
        Some(Entry { id: &page.id, former_urls: former_urls(site, main, page), editions: Editions(editions.collect()) })
    };
    let same = together(site, |p| &p.pages, |page| (page.id.as_str(), page.path.as_str()));
    same.into_iter().filter_map(entry).collect()
}

fn page_edition<'a>(whole: Whole<'a>, page: &'a Page) -> PageEdition<'a> {
    let prints = |pdf: &&PdfInfo| pdf.page.as_deref() == Some(page.id.as_str()) && pdf.lang == whole.publication.lang;
    PageEdition {
        url: whole.site.address(whole.publication, page),
        title: &page.title,
        description: &page.description,
        updated: page.updated.as_ref().map(|day| day.iso.as_str()),
        untranslated: page.untranslated,
        pdf: whole.site.options.pdfs.iter().find(prints).map(|pdf| pdf_of(whole, pdf)),
        nodes: whole.nodes(&page.blocks),
    }
}

fn former_urls(site: &Site, main: &Publication, page: &Page) -> Vec<String> {
    let leads_here = |to: usize| main.pages.get(to).is_some_and(|p| p.id == page.id && p.path == page.path);
    let here = main.redirects.iter().filter(|redirect| leads_here(redirect.to));
    here.map(|redirect| Whole::new(site, main).file(redirect.from.trim_start_matches('/'))).collect()
}

fn notices<'a>(site: &'a Site<'a>) -> Vec<Notice<'a>> {
    let entry = |same: Vec<(Whole<'a>, &'a NoticeEntry)>| {
        let (_, notice) = *same.first()?;
        let edition = |(whole, notice): &(Whole<'a>, &'a NoticeEntry)| {
            let url = whole.url(&notice.target);
            (whole.publication.lang, NoticeEdition { url, title: &notice.title, label: &notice.kind_label, summary: &notice.summary })
        };
        Some(Notice {
            id: &notice.id,
            kind: notice.kind,
            date: &notice.date.iso,
            updated: notice.updated.as_ref().map(|day| day.iso.as_str()),
            editions: Editions(same.iter().map(edition).collect()),
        })
    };
    together(site, |p| &p.notices, |notice| notice.id.as_str()).into_iter().filter_map(entry).collect()
}

fn bulletins<'a>(site: &'a Site<'a>) -> Vec<Entry<'a, Sheet<'a>>> {
    let entry = |same: Vec<(Whole<'a>, &'a Bulletin)>| {
        let (_, bulletin) = *same.first()?;
        let editions = same.iter().map(|(whole, bulletin)| (whole.publication.lang, sheet(*whole, bulletin)));
        Some(Entry { id: &bulletin.id, former_urls: Vec::new(), editions: Editions(editions.collect()) })
    };
    together(site, |p| &p.bulletins, |bulletin| bulletin.id.as_str()).into_iter().filter_map(entry).collect()
}

fn sheet<'a>(whole: Whole<'a>, bulletin: &'a Bulletin) -> Sheet<'a> {
    let file = format!("bulletins/{}.pdf", bulletin.id);
    let its_own = |pdf: &&PdfInfo| pdf.page.is_none() && pdf.lang == whole.publication.lang && pdf.path.ends_with(&file);
    Sheet {
        title: &bulletin.title,
        purpose: bulletin.purpose,
        size: bulletin.size,
        landscape: bulletin.landscape,
        pdf: whole.site.options.pdfs.iter().find(its_own).map(|pdf| pdf_of(whole, pdf)),
        letterhead: bulletin.letterhead.as_ref().map(|head| whole.letterhead(head)),
        nodes: whole.nodes(&bulletin.blocks),
    }
}

fn pdf_of(whole: Whole, pdf: &PdfInfo) -> Pdf {
    Pdf { url: whole.file(&pdf.path), bytes: pdf.bytes, pages: pdf.pages }
}

/// What is the same in several languages, in the order in which the first language has it; what only others have follows.
fn together<'a, T, K: Ord>(
    site: &'a Site<'a>,
    list: impl Fn(&'a Publication) -> &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Vec<Vec<(Whole<'a>, &'a T)>> {
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    let mut out: Vec<Vec<(Whole<'a>, &'a T)>> = Vec::new();
    for publication in site.publications {
        for thing in list(publication) {
            let place = *places.entry(key(thing)).or_insert(out.len());
            if place == out.len() {
                out.push(Vec::new());
            }
            out[place].push((Whole::new(site, publication), thing));
        }
    }
    out
}
