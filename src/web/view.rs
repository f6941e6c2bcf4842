//! The site as one of its files sees it: which language, and how to get from here to anything else.

use super::above::above;
use super::address::{Start, encode_url, index_of, link};
use super::menu;
use super::theme::Theme;
use super::{Options, PdfInfo};
use crate::document::tree::{Page, Publication, Target};
use crate::lang::Lang;
use std::collections::BTreeMap;

/// Everything that is the same for all files of a site.
pub(super) struct Site<'a> {
    pub(super) publications: &'a [Publication],
    pub(super) theme: &'a Theme,
    pub(super) options: &'a Options,
    /// Assets by name: their path in the output, which changes with their bytes.
    pub(super) assets: BTreeMap<String, String>,
    /// For each publication what all its pages need.
    pub(super) common: Vec<Common>,
}

/// What all pages of one publication need, made once.
pub(super) struct Common {
    /// The file of each page.
    pub(super) files: Vec<String>,
    /// The address of each page, to hand on.
    pub(super) addresses: Vec<String>,
    /// What each page is about, in a sentence.
    pub(super) leads: Vec<String>,
    /// For each page the page above it, which leads to it.
    pub(super) above: Vec<Option<usize>>,
    /// The groups of the menu with the pages of each; those that the society does not list come last.
    pub(super) menu: Vec<(String, Vec<usize>)>,
    /// The shell texts, as templates see them.
    pub(super) texts: tera::Value,
    /// The file by which readers search.
    pub(super) search: String,
}

impl Common {
    fn new(site: &Site, publication: &Publication) -> Common {
        let pages = &publication.pages;
        let above = above(publication);
        Common {
            files: pages.iter().map(|page| site.file_of(publication, page)).collect(),
            addresses: pages.iter().map(|page| site.address(publication, page)).collect(),
            leads: pages.iter().map(|page| menu::lead(&page.description)).collect(),
            menu: menu::groups(site, publication, &above),
            above,
            texts: tera::Value::from_serializable(&site.theme.strings.table(publication.lang)),
            search: String::new(),
        }
    }
}

/// The site as one file sees it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) publication: &'a Publication,
    start: Start<'a>,
}

impl<'a> View<'a> {
    /// From a file, by its path in the output.
    pub(super) fn new(site: &'a Site<'a>, publication: &'a Publication, file: &'a str) -> Self {
        View { site, publication, start: Start::File(file) }
    }

    /// From any depth.
    pub(super) fn anywhere(site: &'a Site<'a>, publication: &'a Publication) -> Self {
        let own = || super::address::path_of(&publication.facts.base_url);
        View { site, publication, start: Start::Anywhere(site.options.root.as_deref().unwrap_or_else(own)) }
    }

    /// What all pages of this language need.
    pub(super) fn common(&self) -> Option<&'a Common> {
        self.site.common(self.publication)
    }

    pub(super) fn lang(&self) -> Lang {
        self.publication.lang
    }

    /// A shell text.
    pub(super) fn text(&self, key: &'a str) -> &'a str {
        self.site.theme.strings.get(key, self.lang())
    }

    /// The link to a file of the output.
    pub(super) fn file(&self, path: &str) -> String {
        link(self.start, path, None)
    }

    /// The link to a page of this language.
    pub(super) fn page(&self, index: usize, anchor: Option<&str>) -> Option<String> {
        Some(link(self.start, self.common()?.files.get(index)?, anchor))
    }

    /// The link to the top page of a language.
    pub(super) fn home(&self, publication: &Publication) -> String {
        link(self.start, &index_of(&self.site.folder(publication)), None)
    }

    /// The link to a page of another language.
    pub(super) fn page_of(&self, publication: &Publication, page: &Page) -> String {
        link(self.start, &self.site.file_of(publication, page), None)
    }

    /// The link to anything; none for what is no safe address.
    pub(super) fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { page, anchor } => self.page(*page, anchor.as_deref()),
            Target::File(path) => Some(self.file(path)),
            Target::Sheet(id) => self.site.sheet(self.lang(), id).map(|pdf| self.file(&pdf.path)),
            Target::Url(url) => encode_url(url),
            Target::Mail(address) => Some(format!("mailto:{}", address.replace(['?', '&', '%', ' '], ""))),
            Target::Tel(number) => Some(format!("tel:{}", number.chars().filter_map(digit).collect::<String>())),
        }
    }
}

/// Full-width digits are dialled like plain ones.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' | '+' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        '＋' => Some('+'),
        _ => None,
    }
}

impl<'a> Site<'a> {
    /// The site with all that is the same for its files.
    pub(super) fn new(publications: &'a [Publication], theme: &'a Theme, options: &'a Options, assets: BTreeMap<String, String>) -> Self {
        let mut site = Site { publications, theme, options, assets, common: Vec::new() };
        site.common = publications.iter().map(|publication| Common::new(&site, publication)).collect();
        site
    }

    /// What all pages of a publication of this site need.
    pub(super) fn common(&self, publication: &Publication) -> Option<&Common> {
        self.publications.iter().position(|p| std::ptr::eq(p, publication)).and_then(|i| self.common.get(i))
    }

    /// The PDF of a blank form, where there is one.
    pub(super) fn sheet(&self, lang: Lang, id: &str) -> Option<&PdfInfo> {
        let file = format!("forms/{id}.pdf");
        let names = |path: &str| path.strip_suffix(&file).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'));
        self.options.pdfs.iter().find(|pdf| pdf.page.is_none() && pdf.lang == lang && names(&pdf.path))
    }

    /// The folder of a language: the first one has the root.
    pub(super) fn folder(&self, publication: &Publication) -> String {
        match self.publications.first() {
            Some(first) if first.lang == publication.lang => String::new(),
            _ => format!("{}/", publication.lang),
        }
    }

    /// The file of a page.
    pub(super) fn file_of(&self, publication: &Publication, page: &Page) -> String {
        index_of(&format!("{}{}", self.folder(publication), page.path))
    }

    /// The address of a page to hand on.
    pub(super) fn address(&self, publication: &Publication, page: &Page) -> String {
        let path = format!("{}{}", self.folder(publication), page.path);
        format!("{}{}", publication.facts.base_url, super::escape::encode_path(&path))
    }

    /// The same page in every language that has it.
    pub(super) fn translations(&self, page: &Page) -> Vec<(&Publication, &Page)> {
        let same = |p: &'_ Publication| p.pages.iter().position(|other| other.id == page.id && other.path == page.path);
        self.publications.iter().filter_map(|p| Some((p, &p.pages[same(p)?]))).collect()
    }
}
