//! The site as one of its files sees it: which language, and how to get from here to anything else.

use super::above::above;
use super::address::{Link, Start, index_of, is_web_address};
use super::escape::push_path;
use super::menu;
use super::theme::Theme;
use super::{Options, PdfInfo};
use crate::document::tree::{Page, Publication, Target};
use crate::lang::Lang;

/// Everything that is the same for all files of a site.
pub(super) struct Site<'a> {
    pub(super) publications: &'a [Publication],
    pub(super) theme: &'a Theme,
    pub(super) options: &'a Options,
    /// For each publication what all its pages need.
    common: Vec<Common>,
}

/// What all pages of one publication need, made once.
pub(super) struct Common {
    /// The file of each page.
    pub(super) files: Vec<String>,
    /// The address of each page, to hand on.
    pub(super) addresses: Vec<String>,
    /// The file of the top page.
    pub(super) home: String,
    /// The address of the folder with all pages.
    pub(super) address: String,
    /// The file of the feed, if it has one.
    pub(super) feed: String,
    /// What each page is about, in a sentence.
    pub(super) leads: Vec<String>,
    /// For each page the page above it, which leads to it.
    pub(super) above: Vec<Option<usize>>,
    /// The groups of the menu with the pages of each; those that the society does not list come last.
    pub(super) menu: Vec<(String, Vec<usize>)>,
    /// The file by which readers search.
    pub(super) search: String,
}

impl Common {
    fn new(site: &Site, publication: &Publication) -> Common {
        let pages = &publication.pages;
        let above = above(publication);
        let folder = site.folder(publication);
        Common {
            files: pages.iter().map(|page| format!("{folder}{}index.html", page.path)).collect(),
            addresses: pages.iter().map(|page| address(publication, &folder, &page.path)).collect(),
            home: index_of(&folder),
            address: format!("{}{folder}", publication.facts.base_url),
            feed: format!("{folder}feed.xml"),
            leads: pages.iter().map(|page| menu::lead(&page.description)).collect(),
            menu: menu::groups(site, publication, &above),
            above,
            search: format!("assets/search-{}.js", publication.lang),
        }
    }
}

/// The address of a page to hand on.
fn address(publication: &Publication, folder: &str, path: &str) -> String {
    let base = &publication.facts.base_url;
    let mut out = String::with_capacity(base.len() + folder.len() + path.len());
    out.push_str(base);
    push_path(folder, &mut out);
    push_path(path, &mut out);
    out
}

/// The site as one file sees it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) publication: &'a Publication,
    /// What all pages of this language need.
    pub(super) common: Option<&'a Common>,
    start: Start<'a>,
}

impl<'a> View<'a> {
    /// From a file, by its path in the output.
    pub(super) fn new(site: &'a Site<'a>, publication: &'a Publication, file: &'a str) -> Self {
        View { site, publication, common: site.common(publication), start: Start::File(file) }
    }

    /// From any depth.
    pub(super) fn anywhere(site: &'a Site<'a>, publication: &'a Publication) -> Self {
        let own = || super::address::path_of(&publication.facts.base_url);
        let start = Start::Anywhere(site.options.root.as_deref().unwrap_or_else(own));
        View { site, publication, common: site.common(publication), start }
    }

    pub(super) fn lang(&self) -> Lang {
        self.publication.lang
    }

    /// A shell text.
    pub(super) fn text(&self, key: &'a str) -> &'a str {
        self.site.theme.strings.get(key, self.lang())
    }

    /// The link to a file of the output.
    pub(super) fn file(&self, path: &'a str) -> Link<'a> {
        Link::File { start: self.start, to: path, anchor: None }
    }

    /// The link to a page of this language.
    pub(super) fn page(&self, index: usize, anchor: Option<&'a str>) -> Option<Link<'a>> {
        Some(Link::File { start: self.start, to: self.common?.files.get(index)?, anchor })
    }

    /// The link to anything; none for what is no safe address.
    pub(super) fn href(&self, target: &'a Target) -> Option<Link<'a>> {
        match target {
            Target::Page { page, anchor } => self.page(*page, anchor.as_deref()),
            Target::File(path) => Some(self.file(path)),
            Target::Sheet(id) => self.site.sheet(self.lang(), id).map(|pdf| self.file(&pdf.path)),
            Target::Url(url) => is_web_address(url).then_some(Link::Web(url)),
            Target::Mail(address) => Some(Link::Mail(address)),
            Target::Tel(number) => Some(Link::Tel(number)),
        }
    }
}

impl<'a> Site<'a> {
    /// The site with all that is the same for its files.
    pub(super) fn new(publications: &'a [Publication], theme: &'a Theme, options: &'a Options) -> Self {
        let mut site = Site { publications, theme, options, common: Vec::new() };
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

    /// The publications, each with what all its pages need.
    pub(super) fn editions(&self) -> impl Iterator<Item = (&'a Publication, &Common)> {
        self.publications.iter().zip(&self.common)
    }

    /// The other languages of the site.
    pub(super) fn others(&self, publication: &Publication) -> impl Iterator<Item = (&'a Publication, &Common)> {
        let lang = publication.lang;
        self.editions().filter(move |(other, _)| other.lang != lang)
    }

    /// The same page in every language that has it: its index there.
    pub(super) fn translations<'p>(&self, page: &'p Page) -> impl Iterator<Item = (&'a Publication, &Common, usize)> + use<'a, '_, 'p> {
        let same = |p: &Publication| p.pages.iter().position(|other| other.id == page.id && other.path == page.path);
        self.editions().filter_map(move |(p, common)| Some((p, common, same(p)?)))
    }
}
