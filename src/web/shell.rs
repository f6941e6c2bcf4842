//! What stands around the text of a page: head, menu, way back, neighbours, foot. The templates of the theme draw it.

use super::PdfInfo;
use super::address::Link;
use super::around::{PageLink, group_of, neighbours, parents};
use super::home::Home;
use super::menu::{self, Group};
use super::strings::Texts;
use super::value::{Map, Name, Record, Value};
use super::view::View;
use super::writer::{Entry, Writer};
use crate::diagnostic::Diagnostic;
use crate::document::tree::{Date, Facts, Page, Publication};
use crate::lang::Lang;

/// From this many headings on a page gets a table of contents.
const LONG: usize = 4;

/// Everything that a template may print.
pub(super) struct Shell<'a> {
    pub(super) lang: Lang,
    site: SiteFacts<'a>,
    asset: Assets<'a>,
    /// The shell texts.
    texts: Texts<'a>,
    title: &'a str,
    description: &'a str,
    canonical: Option<&'a str>,
    alternates: Vec<Alternate<'a>>,
    languages: Vec<Language<'a>>,
    noindex: bool,
    draft: bool,
    pub(super) is_home: bool,
    home: Option<Link<'a>>,
    feed: Option<Link<'a>>,
    /// Data of what is disclosed; of a manual there are none.
    data: Option<Link<'a>>,
    search: Option<Search<'a>>,
    menu: Vec<Group<'a>>,
    group: Option<&'a str>,
    /// The pages above this one, besides the top page, the highest first.
    parents: Vec<PageLink<'a>>,
    body: String,
    toc: Vec<Entry>,
    untranslated: bool,
    updated: Option<&'a Date>,
    previous: Option<PageLink<'a>>,
    next: Option<PageLink<'a>>,
    pdf: Option<PdfLink<'a>>,
    desk: Option<String>,
    desk_href: Option<Link<'a>>,
    /// Of the top page alone.
    pub(super) own: Option<Home<'a>>,
    /// Of an old address alone: where it leads to.
    to: Option<Link<'a>>,
    /// Of the page alone that has to speak all languages.
    others: Option<Vec<Other<'a>>>,
}

struct SiteFacts<'a> {
    facts: &'a Facts,
}

/// The assets by name.
struct Assets<'a> {
    view: View<'a>,
}

/// A page in another language.
struct Alternate<'a> {
    lang: &'static str,
    href: &'a str,
}

struct Language<'a> {
    lang: &'static str,
    href: Option<Link<'a>>,
    current: bool,
}

/// What the search needs when a reader goes to it.
struct Search<'a> {
    /// The file with all texts.
    index: Link<'a>,
    /// From this page to the root of the site.
    root: Link<'a>,
}

/// A PDF to take away.
pub(super) struct PdfLink<'a> {
    title: &'a str,
    href: Link<'a>,
    size: String,
    /// 0 while it is not typeset yet.
    pages: u32,
}

/// The texts of a language that the page is not in.
struct Other<'a> {
    lang: &'static str,
    home: Option<Link<'a>>,
    texts: Texts<'a>,
}

impl<'a> PdfLink<'a> {
    pub(super) fn new(view: View<'a>, title: &'a str, pdf: &'a PdfInfo) -> Self {
        PdfLink { title, href: view.file(&pdf.path), size: size(pdf.bytes), pages: pdf.pages }
    }
}

impl Record for Shell<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Lang => self.lang.tag().into(),
            Name::Site => Value::Record(&self.site),
            Name::Asset => Value::Map(&self.asset),
            Name::T => Value::Map(&self.texts),
            Name::Title => self.title.into(),
            Name::Description => self.description.into(),
            Name::Canonical => self.canonical.into(),
            Name::Alternates => Value::List(&self.alternates),
            Name::Languages => Value::List(&self.languages),
            Name::Noindex => Value::Bool(self.noindex),
            Name::Draft => Value::Bool(self.draft),
            Name::IsHome => Value::Bool(self.is_home),
            Name::Home => self.home.into(),
            Name::Feed => self.feed.into(),
            Name::Data => self.data.into(),
            Name::Search => Value::record(self.search.as_ref()),
            Name::Menu => Value::List(&self.menu),
            Name::Group => self.group.into(),
            Name::Parents => Value::List(&self.parents),
            Name::Body => self.body.as_str().into(),
            Name::Toc => Value::List(&self.toc),
            Name::Untranslated => Value::Bool(self.untranslated),
            Name::Updated => Value::record(self.updated),
            Name::Previous => Value::record(self.previous.as_ref()),
            Name::Next => Value::record(self.next.as_ref()),
            Name::Pdf => Value::record(self.pdf.as_ref()),
            Name::Desk => self.desk.as_deref().into(),
            Name::DeskHref => self.desk_href.into(),
            Name::Own => Value::Record(self.own.as_ref()?),
            Name::To => self.to?.into(),
            Name::Others => Value::List(self.others.as_ref()?),
            _ => return None,
        })
    }
}

impl Record for SiteFacts<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Called => self.facts.name.as_str().into(),
            Name::Ruby => self.facts.ruby.as_deref().into(),
            Name::Short => self.facts.short.as_deref().into(),
            Name::Published => Value::Record(&self.facts.published),
            Name::Updated => Value::record(self.facts.updated.as_ref()),
            Name::TextSize => Value::Bool(self.facts.text_size),
            Name::PageTop => Value::Bool(self.facts.page_top),
            _ => return None,
        })
    }
}

/// A day for a template.
impl Record for Date {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Iso => self.iso.as_str().into(),
            Name::Text => self.text.as_str().into(),
            _ => return None,
        })
    }
}

impl Map for Assets<'_> {
    fn get(&self, name: &str) -> Option<Value<'_>> {
        self.view.site.theme.assets.path(name).map(|path| self.view.file(path).into())
    }

    fn names(&self) -> Vec<&str> {
        self.view.site.theme.assets.names().collect()
    }
}

impl Record for Alternate<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Lang => self.lang.into(),
            Name::Href => self.href.into(),
            _ => return None,
        })
    }
}

impl Record for Language<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Lang => self.lang.into(),
            Name::Href => self.href.into(),
            Name::Current => Value::Bool(self.current),
            _ => return None,
        })
    }
}

impl Record for Search<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Index => self.index.into(),
            Name::Root => self.root.into(),
            _ => return None,
        })
    }
}

impl Record for Entry {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Id => self.id().into(),
            Name::Label => self.label().into(),
            Name::Title => self.title().into(),
            _ => return None,
        })
    }
}

impl Record for PdfLink<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Title => self.title.into(),
            Name::Href => self.href.into(),
            Name::Size => self.size.as_str().into(),
            Name::Pages => Value::Number(u64::from(self.pages)),
            _ => return None,
        })
    }
}

impl Record for Other<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Lang => self.lang.into(),
            Name::Home => self.home.into(),
            Name::T => Value::Map(&self.texts),
            _ => return None,
        })
    }
}

impl<'a> Shell<'a> {
    /// The shell of a file that is no page of the society's (404, redirects), without a menu.
    fn bare(view: View<'a>, title: &'a str) -> Self {
        let facts = &view.publication.facts;
        Shell {
            lang: view.lang(),
            site: SiteFacts { facts },
            asset: Assets { view },
            texts: view.site.theme.strings.in_lang(view.lang()),
            title,
            description: "",
            canonical: None,
            alternates: Vec::new(),
            languages: Vec::new(),
            noindex: true,
            draft: view.site.options.draft,
            is_home: false,
            home: view.common.map(|common| view.file(&common.home)),
            feed: view.common.filter(|_| facts.feed).map(|common| view.file(&common.feed)),
            data: (!facts.documentation).then(|| view.file("data/disclosure.json")),
            search: view.common.map(|common| Search { index: view.file(&common.search), root: view.file("") }),
            menu: Vec::new(),
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
            own: None,
            to: None,
            others: None,
        }
    }

    /// The shell of the page that is shown where there is none, in all languages.
    pub(super) fn not_found(view: View<'a>) -> Self {
        let others = view.site.others(view.publication).map(|(publication, common)| Other {
            lang: publication.lang.tag(),
            home: Some(view.file(&common.home)),
            texts: view.site.theme.strings.in_lang(publication.lang),
        });
        Shell { menu: menu::menu(view, None), others: Some(others.collect()), ..Shell::bare(view, view.text("not_found")) }
    }

    /// The shell of an old address that leads to a page: nothing to read but the way on.
    pub(super) fn signpost(view: View<'a>, index: usize, page: &'a Page) -> Self {
        let canonical = view.common.and_then(|common| common.addresses.get(index)).map(String::as_str);
        Shell { canonical, to: view.page(index, None), ..Shell::bare(view, &page.title) }
    }

    /// The shell of a top page that is not written in the content.
    pub(super) fn top(view: View<'a>, desk: Option<String>) -> Self {
        let facts = &view.publication.facts;
        Shell {
            canonical: view.common.map(|common| common.address.as_str()),
            languages: languages(view, None),
            noindex: view.site.options.draft,
            is_home: true,
            menu: menu::menu(view, None),
            desk,
            ..Shell::bare(view, &facts.name)
        }
    }

    /// The shell of a page, with its text in it, which is written into `room`.
    pub(super) fn of_page(view: View<'a>, index: usize, page: &'a Page, room: String, problems: &mut Vec<Diagnostic>) -> Self {
        let mut writer = Writer { out: room, ..Writer::new(view) };
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
            description: &page.description,
            canonical: view.common.and_then(|common| common.addresses.get(index)).map(String::as_str),
            alternates: alternates(view, page),
            languages: languages(view, Some(page)),
            noindex: view.site.options.draft,
            menu: menu::menu(view, Some(index)),
            group: group_of(view, index).map(|g| g.title.as_str()).filter(|title| *title != page.title),
            untranslated: page.untranslated,
            updated: page.updated.as_ref(),
            previous,
            next,
            pdf: pdf_of(view, page),
            desk: desk(view, problems),
            ..Shell::bare(view, &page.title)
        }
    }

    /// The room of the text, which is not needed any more.
    pub(super) fn take_room(&mut self) -> String {
        let mut room = std::mem::take(&mut self.body);
        room.clear();
        room
    }

    /// How many bytes there are to print at least.
    pub(super) fn length(&self) -> usize {
        self.body.len() + self.own.as_ref().map_or(0, Home::length)
    }
}

/// The desk for the foot of the page.
pub(super) fn desk(view: View, problems: &mut Vec<Diagnostic>) -> Option<String> {
    /// Most cards fit in.
    const ROOM: usize = 1 << 10;
    let card = view.publication.facts.desk.as_ref()?;
    let mut writer = Writer { out: String::with_capacity(ROOM), ..Writer::new(view) };
    writer.card_inside(card, |_| {});
    problems.append(&mut writer.errors);
    Some(writer.out)
}

/// The addresses of the page in every language, when there are several.
fn alternates<'a>(view: View<'a>, page: &Page) -> Vec<Alternate<'a>> {
    if view.site.publications.len() < 2 {
        return Vec::new();
    }
    let mut all: Vec<Alternate> = view
        .site
        .translations(page)
        .filter_map(|(publication, common, index)| Some(Alternate { lang: publication.lang.tag(), href: common.addresses.get(index)? }))
        .collect();
    match all.first() {
        Some(first) if all.len() > 1 => {
            let href = first.href;
            all.push(Alternate { lang: "x-default", href });
            all
        }
        _ => Vec::new(),
    }
}

/// The switch of languages; where the page is missing it leads to the top page.
fn languages<'a>(view: View<'a>, page: Option<&Page>) -> Vec<Language<'a>> {
    if view.site.publications.len() < 2 {
        return Vec::new();
    }
    let href = |p: &Publication| {
        let mut same = page.into_iter().flat_map(|page| view.site.translations(page));
        match same.find(|(other, ..)| other.lang == p.lang) {
            Some((_, common, index)) => common.files.get(index).map(|file| view.file(file)),
            None => view.site.common(p).map(|common| view.file(&common.home)),
        }
    };
    let language = |p: &'a Publication| Language { lang: p.lang.tag(), href: href(p), current: p.lang == view.lang() };
    view.site.publications.iter().map(language).collect()
}

fn pdf_of<'a>(view: View<'a>, page: &'a Page) -> Option<PdfLink<'a>> {
    let pdf = view.site.options.pdfs.iter().find(|pdf| pdf.lang == view.lang() && pdf.page.as_deref() == Some(page.id.as_str()))?;
    Some(PdfLink::new(view, &page.title, pdf))
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
