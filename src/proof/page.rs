//! The pages one by one: each of them made, with title, language and one main heading, and with every word of its part of the document tree.

use super::align::align;
use super::expect::{Expected, Said};
use super::squeeze::{Squeezed, squeeze, unblank};
use super::{Site, at_value, fetch, problem, walk};
use crate::check::Report;
use crate::content::NodeId;
use crate::diagnostic::Diagnostic;
use crate::document::tree::{Page, Publication};
use crate::lang::Words;
use crate::words;
use rayon::prelude::*;

/// A page of the document tree, looked for in its file.
pub struct Proved<'a> {
    /// The path of its file, by the contract of the output: one folder for each page, with an index in it.
    pub path: String,
    /// The number of its file, if it was made.
    pub file: Option<usize>,
    /// What it must say.
    pub expected: Expected<'a>,
    /// Where each of its texts begins in the text of the file; empty if there is no file.
    pub places: Vec<Option<usize>>,
}

/// Most pages have a text for so many bytes.
const PER_TEXT: usize = 40;

/// Looks for every page of a publication.
pub fn of<'a>(site: &Site, publication: &'a Publication) -> Vec<Proved<'a>> {
    let folder = site.folder(publication);
    let one = |page: &'a Page| {
        let path = [folder, page.path.as_str(), "index.html"].concat();
        let file = site.find(&path);
        let read = file.and_then(|file| site.page(file));
        let expected = Expected::of(&page.blocks, read.map_or(0, |read| read.text.len() / PER_TEXT));
        let places = read.map(|read| walk::places(&expected, read).unwrap_or_else(|| Compared::of(&expected, read).places()));
        let places = places.unwrap_or_default();
        Proved { path, file, expected, places }
    };
    publication.pages.par_iter().map(one).collect()
}

impl Proved<'_> {
    /// Its file as it was read back.
    pub fn read<'s, 'a>(&self, site: &'s Site<'a>) -> Option<&'s super::Page<'a>> {
        site.page(self.file?)
    }
}

/// The texts of a page and what it must say, compared as a whole: that tells what is missing.
pub struct Compared {
    /// The text of the page.
    pub read: Squeezed,
    /// What it must say.
    pub said: Said,
    /// Where each of that begins.
    pub starts: Vec<Option<usize>>,
}

impl Compared {
    /// Compares them.
    pub fn of(expected: &Expected, page: &super::Page) -> Compared {
        let (read, said) = (Squeezed::of(&page.text), expected.said());
        let starts = align(&said, &read.text, read.part(page.content()));
        Compared { read, said, starts }
    }

    fn places(&self) -> Vec<Option<usize>> {
        self.starts.iter().map(|start| start.map(|start| self.read.origin(start))).collect()
    }
}

/// What is wrong with the pages of a publication.
pub fn problems(site: &Site, publication: &Publication, pages: &[Proved], report: Option<&Report>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (page, proved) in publication.pages.iter().zip(pages) {
        match proved.read(site) {
            None => found.push(at_value(Some(page.at), problem::no_page(&proved.path, &page.title))),
            Some(read) => {
                found.extend(own_title(page, proved, read));
                found.extend(missing(
                    proved,
                    report.filter(|_| site.subject.publications.first().is_some_and(|p| p.lang == publication.lang)),
                ));
            }
        }
    }
    found
}

/// The main heading is the title of the page, and the title of the window names it.
fn own_title(page: &Page, proved: &Proved, read: &super::Page) -> Vec<Diagnostic> {
    let mut title = String::with_capacity(page.title.len());
    squeeze(&page.title, &mut title);
    let mut found = Vec::new();
    if let [heading] = read.headings.as_slice()
        && Squeezed::of(&read.text[heading.clone()]).text != title
    {
        let shown = problem::short(&page.title);
        found.push(words!(
            "の大見出し（h1）が、ページの題名「{shown}」ではありません",
            "has another main heading (h1) than the title of the page, “{shown}”"
        ));
    }
    if let [own] = read.titles.as_slice()
        && !own.is_empty()
        && !own.contains(&title)
    {
        let shown = problem::short(&page.title);
        found.push(words!("の題名（title）に、ページの題名「{shown}」がありません", "has a title that does not name the page, “{shown}”"));
    }
    found.iter().map(|what| at_value(Some(page.at), problem::facts(&proved.path, what))).collect()
}

/// One problem for all that a page lacks.
fn missing(proved: &Proved, report: Option<&Report>) -> Option<Diagnostic> {
    const SHOWN: usize = 3;
    let lacking: Vec<usize> = (0..proved.places.len()).filter(|i| proved.places[*i].is_none()).collect();
    let first = *lacking.first()?;
    let run = |i: usize| &proved.expected.runs[i];
    let said = proved.expected.said();
    let texts: Vec<&str> = lacking.iter().take(SHOWN).map(|i| said.words(*i)).collect();
    let before = (0..first).rev().find(|i| proved.places[*i].is_some()).map(|i| said.words(i));
    let duty = lacking.iter().find_map(|i| duty(run(*i).at, report?));
    let after = before.or((first == 0).then_some("").filter(|t| !t.is_empty()));
    let found = problem::missing(&proved.path, &texts, lacking.len(), after, duty.as_ref());
    Some(at_value(Some(run(first).at), found))
}

/// The duty that a value meets, in words.
pub fn duty(node: NodeId, report: &Report) -> Option<Words> {
    let rule = report.rules.iter().find(|rule| rule.stands.iter().any(|stand| stand.node == node))?;
    Some(in_words(rule))
}

/// A duty with its provision.
pub fn in_words(rule: &crate::check::RuleResult) -> Words {
    let (Words { ja, en }, law) = (&*rule.title, &*rule.law);
    match law.ja.is_empty() {
        true => rule.title.clone(),
        false => {
            let Words { ja: law, en: law_en } = law;
            words!("{ja}（{law}）", "{en} ({law_en})")
        }
    }
}

/// What every page must have, the 404 page and old addresses too.
pub fn facts(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Mostly all pages have the same.
    let mut closed: Option<&str> = None;
    for (path, page) in site.pages() {
        let mut say = |what: Words| found.push(problem::facts(path, &what));
        match page.titles.iter().filter(|title| !title.is_empty()).count() {
            1 => {}
            0 => say(words!("に題名（title）がありません", "has no title")),
            n => say(words!("に題名（title）が{n}個あります", "has {n} titles")),
        }
        let lang = lang_of(site, path);
        if page.lang.as_deref() != Some(lang) {
            let own = page.lang.as_deref().unwrap_or("");
            say(words!(
                "の言語（html の lang）が「{own}」で、「{lang}」ではありません",
                "says it is in the language “{own}” instead of “{lang}”"
            ));
        }
        let headings = page.headings.iter().filter(|heading| !unblank(&page.text[(*heading).clone()]).is_empty()).count();
        if headings != 1 {
            say(words!(
                "の大見出し（h1）が{headings}個あります（1個でなければなりません）",
                "has {headings} main headings (h1) instead of one"
            ));
        }
        if page.moved {
            say(words!("に、すべてのリンクを動かす base があります", "moves all its links by a base element"));
        }
        match page.policies.iter().find(|policy| closed == Some(policy) || fetch::is_closed(policy)) {
            Some(policy) => closed = Some(policy),
            None => found.push(problem::no_policy(path)),
        }
    }
    found
}

/// The language of a file: that of its folder, else the first one.
fn lang_of(site: &Site, path: &str) -> &'static str {
    let publications = site.subject.publications;
    let own = publications.iter().skip(1).find(|p| path.starts_with(site.folder(p)));
    own.or(publications.first()).map_or("ja", |p| p.lang.tag())
}
