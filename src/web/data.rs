//! `data/disclosure.json`: everything that a society publishes, for programs. It is made of the same tree as the pages, so that they cannot disagree,
//! and page by page beside them, while that part of the tree is at hand.
//!
//! The shape is described by `data/disclosure.schema.json`; a change that a reader could notice raises `VERSION`.

mod json;
mod node;
mod words;

use super::view::Site;
use super::{Bytes, OutputFile, PdfInfo};
use crate::document::tree::{Bulletin, NoticeEntry, Page, Publication, Redirect};
use crate::lang::Lang;
use json::{Json, Key, key};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use words::Whole;

/// The version of the shape.
const VERSION: u64 = 1;

/// What describes the shape, the same for all societies.
static SCHEMA: LazyLock<Bytes> = LazyLock::new(|| Bytes::shared(include_bytes!("data/disclosure.schema.json").to_vec()));

/// Everything that a society publishes, while it is written.
pub(super) struct Data<'a> {
    site: &'a Site<'a>,
    main: &'a Publication,
    json: Json,
    /// The pages that are still to be written.
    pages: std::vec::IntoIter<Same<'a, Page>>,
}

impl<'a> Data<'a> {
    /// Begins the data of a site, up to its pages; of a manual there are none.
    pub(super) fn of(site: &'a Site<'a>) -> Option<Data<'a>> {
        let main = site.publications.first().filter(|main| !main.facts.documentation)?;
        let mut json = Json::with_capacity(EXPECTED * site.publications.len());
        json.open_object();
        head(&mut json, site, main);
        json.key(key!("pages"));
        json.open_list();
        let pages = together(site, |p| &p.pages, |page| (page.id.as_str(), page.path.as_str())).into_iter();
        Some(Data { site, main, json, pages })
    }

    /// Writes the next page.
    pub(super) fn page(&mut self) {
        if let Some(same) = self.pages.next() {
            self.json.item();
            page(&mut self.json, self.site, self.main, same);
        }
    }

    /// The data, and the schema that describes them.
    pub(super) fn files(mut self) -> [OutputFile; 2] {
        (0..self.pages.len()).for_each(|_| self.page());
        let mut json = self.json;
        json.close_list();
        notices(&mut json, self.site);
        bulletins(&mut json, self.site);
        json.close_object();
        [
            OutputFile { path: "data/disclosure.json".to_owned(), bytes: json.finish().into() },
            OutputFile { path: "data/disclosure.schema.json".to_owned(), bytes: SCHEMA.clone() },
        ]
    }
}

/// What is said of the site and the society.
fn head(json: &mut Json, site: &Site, main: &Publication) {
    let facts = &main.facts;
    json.entry(key!("$schema"), "disclosure.schema.json");
    json.key(key!("version"));
    json.number(VERSION);
    if site.options.draft {
        // Not published yet.
        flag(json, key!("draft"));
    }
    json.entry(key!("base_url"), &facts.base_url);
    // The day of the law and of publication.
    json.entry(key!("published"), &facts.published.iso);
    json.entry_if_some(key!("updated"), facts.updated.as_ref().map(|day| day.iso.as_str()));
    json.key(key!("languages"));
    json.list_of(&facts.languages, |json, lang| json.text(lang.tag()));
    let all = || site.publications.iter().map(|publication| (Whole::new(site, publication), publication));
    json.key(key!("society"));
    editions(json, all(), society);
    json.key(key!("menu"));
    editions(json, all(), menu);
}

/// Room for the data of a society in one language, without having to move what is written when it grows.
const EXPECTED: usize = 1 << 18;

/// The same thing by language, in the order of the site's languages.
fn editions<'a, T>(json: &mut Json, all: impl Iterator<Item = (Whole<'a>, T)>, edition: impl Fn(&mut Json, Whole<'a>, T)) {
    json.object(|json| {
        for (whole, thing) in all {
            json.key(match whole.publication.lang {
                Lang::Ja => key!("ja"),
                Lang::En => key!("en"),
            });
            edition(json, whole, thing);
        }
    });
}

/// The entry `key`: it is so. What is not so is left out.
fn flag(json: &mut Json, key: Key) {
    json.key(key);
    json.bool(true);
}

fn society(json: &mut Json, whole: Whole, publication: &Publication) {
    let facts = &publication.facts;
    json.object(|json| {
        json.entry(key!("name"), &facts.name);
        json.entry_if_some(key!("reading"), facts.ruby.as_deref());
        json.entry_if_some(key!("short"), facts.short.as_deref());
        // The desk at the foot of every page, and where more is said about it.
        if let Some(card) = &facts.desk {
            json.key(key!("desk"));
            json.object(|json| whole.card(json, card));
        }
        if let Some(target) = facts.desk_target.as_ref().filter(|target| whole.has_url(target)) {
            whole.url(json, key!("desk_url"), target);
        }
    });
}

/// The groups of the menu, with the ids of their pages.
fn menu(json: &mut Json, _: Whole, publication: &Publication) {
    json.list_of(&publication.menu, |json, group| {
        json.object(|json| {
            json.entry(key!("title"), &group.title);
            json.key(key!("pages"));
            json.list_of(group.pages.iter().filter_map(|i| publication.pages.get(*i)), |json, page| json.text(&page.id));
        });
    });
}

/// A page in all languages.
fn page(json: &mut Json, site: &Site, main: &Publication, same: Same<Page>) {
    let Some((_, page)) = same.first() else { return };
    json.object(|json| {
        json.entry(key!("id"), &page.id);
        // Old addresses that lead here.
        let mut former = former(main, page).peekable();
        if former.peek().is_some() {
            json.key(key!("former_urls"));
            let whole = Whole::new(site, main);
            json.list_of(former, |json, redirect| whole.file(json, redirect.from.trim_start_matches('/')));
        }
        json.key(key!("editions"));
        editions(json, same.into_iter(), page_edition);
    });
}

/// One thing in several languages.
type Same<'a, T> = Vec<(Whole<'a>, &'a T)>;

/// A page in one language.
fn page_edition(json: &mut Json, whole: Whole, page: &Page) {
    let prints = |pdf: &&PdfInfo| pdf.page.as_deref() == Some(page.id.as_str()) && pdf.lang == whole.publication.lang;
    json.object(|json| {
        json.key(key!("url"));
        whole.page(json, page);
        json.entry(key!("title"), &page.title);
        json.entry_if_any(key!("description"), &page.description);
        json.entry_if_some(key!("updated"), page.updated.as_ref().map(|day| day.iso.as_str()));
        if page.untranslated {
            // Some of it is shown in Japanese, since no translation exists.
            flag(json, key!("untranslated"));
        }
        pdf(json, whole, whole.site.options.pdfs.iter().find(prints));
        whole.nodes(json, &page.blocks);
    });
}

fn former<'a>(main: &'a Publication, page: &'a Page) -> impl Iterator<Item = &'a Redirect> {
    let leads_here = |to: usize| main.pages.get(to).is_some_and(|p| p.id == page.id && p.path == page.path);
    main.redirects.iter().filter(move |redirect| leads_here(redirect.to))
}

fn notices(json: &mut Json, site: &Site) {
    let all = together(site, |p| &p.notices, |notice| notice.id.as_str());
    if all.is_empty() {
        return;
    }
    json.key(key!("notices"));
    json.list_of(all, |json, same| {
        let Some((_, notice)) = same.first() else { return };
        json.object(|json| {
            json.entry(key!("id"), &notice.id);
            json.entry(key!("kind"), notice.kind);
            json.entry(key!("date"), &notice.date.iso);
            json.entry_if_some(key!("updated"), notice.updated.as_ref().map(|day| day.iso.as_str()));
            json.key(key!("editions"));
            editions(json, same.into_iter(), notice_edition);
        });
    });
}

/// A notice in one language: what it says stands on its page.
fn notice_edition(json: &mut Json, whole: Whole, notice: &NoticeEntry) {
    json.object(|json| {
        if whole.has_url(&notice.target) {
            whole.url(json, key!("url"), &notice.target);
        }
        json.entry(key!("title"), &notice.title);
        // Its kind in words.
        json.entry(key!("label"), &notice.kind_label);
        json.entry_if_any(key!("summary"), &notice.summary);
    });
}

fn bulletins(json: &mut Json, site: &Site) {
    let all = together(site, |p| &p.bulletins, |bulletin| bulletin.id.as_str());
    if all.is_empty() {
        return;
    }
    json.key(key!("bulletins"));
    json.list_of(all, |json, same| {
        let Some((_, bulletin)) = same.first() else { return };
        json.object(|json| {
            json.entry(key!("id"), &bulletin.id);
            json.key(key!("editions"));
            editions(json, same.into_iter(), sheet);
        });
    });
}

/// A bulletin in one language.
fn sheet(json: &mut Json, whole: Whole, bulletin: &Bulletin) {
    let file = format!("bulletins/{}.pdf", bulletin.id);
    let its_own = |pdf: &&PdfInfo| pdf.page.is_none() && pdf.lang == whole.publication.lang && pdf.path.ends_with(&file);
    json.object(|json| {
        json.entry(key!("title"), &bulletin.title);
        // 掲示板, 広報紙, 冊子, 備付け.
        json.entry(key!("purpose"), bulletin.purpose);
        json.entry(key!("size"), bulletin.size);
        if bulletin.landscape {
            flag(json, key!("landscape"));
        }
        pdf(json, whole, whole.site.options.pdfs.iter().find(its_own));
        if let Some(head) = &bulletin.letterhead {
            json.key(key!("letterhead"));
            json.object(|json| whole.letterhead(json, head));
        }
        whole.nodes(json, &bulletin.blocks);
    });
}

/// A PDF, if it exists.
fn pdf(json: &mut Json, whole: Whole, pdf: Option<&PdfInfo>) {
    let Some(pdf) = pdf else { return };
    json.key(key!("pdf"));
    json.object(|json| {
        json.key(key!("url"));
        whole.file(json, &pdf.path);
        json.key(key!("bytes"));
        json.number(pdf.bytes);
        json.key(key!("pages"));
        json.number(u64::from(pdf.pages));
    });
}

/// What is the same in several languages, in the order in which the first language has it; what only others have follows.
fn together<'a, T, K: Ord>(site: &'a Site<'a>, list: impl Fn(&'a Publication) -> &'a [T], key: impl Fn(&'a T) -> K) -> Vec<Same<'a, T>> {
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    let mut out: Vec<Same<T>> = Vec::new();
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
