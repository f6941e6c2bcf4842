//! What the tags of a page mean to those who read it. Who cuts a file into tags and texts is another's business.

use super::read::{Address, Page};
use super::squeeze::{squeeze, unblank};
use std::borrow::Cow;

/// The elements that mean something to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tag {
    /// The whole page.
    Html,
    /// Moves all links.
    Base,
    /// Its text knows no tags.
    Title,
    /// A fact for machines.
    Meta,
    /// What the page names for machines.
    Link,
    /// Its text is a style sheet.
    Style,
    /// Its text is a program, and never seen.
    Script,
    /// Never seen.
    Unseen,
    /// Seen without scripts.
    Noscript,
    /// The part with the content.
    Main,
    /// A main heading.
    H1,
    /// Leads somewhere.
    A,
    /// A drawing.
    Svg,
    /// Loads what `href` names.
    Drawn,
    /// An address of a site map.
    Loc,
    /// Any other.
    #[default]
    Other,
}

impl Tag {
    #[inline]
    fn of(name: &[u8]) -> Tag {
        match name {
            b"html" => Tag::Html,
            b"base" => Tag::Base,
            b"title" => Tag::Title,
            b"meta" => Tag::Meta,
            b"link" => Tag::Link,
            b"style" => Tag::Style,
            b"script" => Tag::Script,
            b"template" | b"rp" | b"iframe" | b"object" | b"datalist" => Tag::Unseen,
            b"noscript" => Tag::Noscript,
            b"main" => Tag::Main,
            b"h1" => Tag::H1,
            b"a" | b"area" => Tag::A,
            b"svg" => Tag::Svg,
            b"loc" => Tag::Loc,
            b"use" | b"image" | b"feimage" => Tag::Drawn,
            _ => Tag::Other,
        }
    }
}

/// The attributes that mean something to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Attribute {
    Id,
    Href,
    /// Names something to load, on whatever element.
    Load,
    Srcset,
    Lang,
    Hidden,
    Rel,
    HttpEquiv,
    Content,
    Style,
    Action,
    /// Read aloud or shown.
    Said,
    #[default]
    Other,
}

impl Attribute {
    #[inline]
    fn of(name: &[u8]) -> Attribute {
        match name {
            b"id" => Attribute::Id,
            b"href" | b"xlink:href" => Attribute::Href,
            b"src" | b"poster" | b"data" | b"background" | b"manifest" | b"ping" => Attribute::Load,
            b"srcset" | b"imagesrcset" => Attribute::Srcset,
            b"lang" => Attribute::Lang,
            b"hidden" => Attribute::Hidden,
            b"rel" => Attribute::Rel,
            b"http-equiv" => Attribute::HttpEquiv,
            b"content" => Attribute::Content,
            b"style" => Attribute::Style,
            b"action" | b"formaction" => Attribute::Action,
            b"title" | b"alt" | b"aria-label" | b"placeholder" => Attribute::Said,
            _ => Attribute::Other,
        }
    }
}

/// What the attributes of a start tag say that is understood only with the whole tag.
#[derive(Debug, Default)]
struct Named<'a> {
    href: Option<Cow<'a, str>>,
    rel: Cow<'a, str>,
    equiv: Cow<'a, str>,
    content: Option<Cow<'a, [u8]>>,
}

/// A text of a file; what is no character is replaced.
fn sound(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => text_of(bytes),
        Cow::Owned(bytes) => Cow::Owned(text_of(&bytes).into_owned()),
    }
}

/// Nearly all is sound, and that is seen faster than it is mended.
pub fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Takes up the tags and texts of a page, one after the other. Names are in small letters.
#[derive(Debug, Default)]
pub struct Reader<'a> {
    page: Page<'a>,
    tag: Tag,
    at: usize,
    attribute: Attribute,
    named: Named<'a>,
    /// Whether the attributes of the start tag named anything.
    names: bool,
    hides: bool,
    /// How many elements are open of the name whose inside nobody sees.
    unseen: u32,
    unseen_name: Vec<u8>,
    drawing: u32,
    /// Within a title: whether it is the page's own, and not that of a drawing.
    title: Option<bool>,
    in_style: bool,
    heading: Option<usize>,
}

impl<'a> Reader<'a> {
    /// For a file of so many bytes.
    pub fn of(length: usize) -> Reader<'a> {
        /// So many bytes have a name, a link or a text aside.
        const SPARSE: usize = 512;
        let few = length / SPARSE;
        let page = Page {
            text: Vec::with_capacity(length / 2),
            places: Vec::with_capacity(few),
            links: Vec::with_capacity(few),
            asides: Vec::with_capacity(few),
            ..Page::default()
        };
        Reader { page, ..Reader::default() }
    }

    /// The element that was opened last.
    #[inline]
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// A start tag begins.
    #[inline]
    pub fn open(&mut self, name: &[u8], at: usize) {
        self.tag = Tag::of(name);
        self.at = at;
        if self.names {
            self.names = false;
            self.named = Named::default();
        }
        self.hides = matches!(self.tag, Tag::Unseen | Tag::Script);
    }

    /// It has an attribute.
    #[inline]
    pub fn attribute(&mut self, name: &[u8]) {
        self.attribute = Attribute::of(name);
        match self.attribute {
            Attribute::Hidden => self.hides = true,
            Attribute::Href => self.name().href = Some(Cow::Borrowed("")),
            _ => {}
        }
    }

    fn name(&mut self) -> &mut Named<'a> {
        self.names = true;
        &mut self.named
    }

    /// The attribute has a value, which is not empty. It is asked for only if it means something; none if it cannot be told.
    #[inline]
    pub fn value(&mut self, value: impl FnOnce() -> Option<Cow<'a, [u8]>>) -> Option<()> {
        match self.attribute {
            Attribute::Id => self.page.places.push((self.page.text.len(), sound(value()?))),
            Attribute::Href => self.name().href = Some(sound(value()?)),
            Attribute::Load | Attribute::Action => self.load(sound(value()?)),
            Attribute::Srcset => {
                let addresses = sound(value()?);
                addresses.split(',').filter_map(|a| a.split_whitespace().next()).for_each(|a| self.load(Cow::Owned(a.to_owned())));
            }
            Attribute::Lang if self.tag == Tag::Html => self.page.lang = Some(sound(value()?)),
            Attribute::Rel => self.name().rel = sound(value()?),
            Attribute::HttpEquiv => self.name().equiv = sound(value()?),
            Attribute::Content if self.tag == Tag::Meta => self.name().content = Some(value()?),
            Attribute::Style => self.page.styles.push(sound(value()?)),
            Attribute::Said => self.page.asides.push(value()?),
            Attribute::Lang | Attribute::Content | Attribute::Hidden | Attribute::Other => {}
        }
        Some(())
    }

    fn load(&mut self, to: Cow<'a, str>) {
        self.page.loads.push(Address { to, at: self.at, in_text: false });
    }

    /// A start tag was read to its end.
    #[inline]
    pub fn opened(&mut self, name: &[u8]) {
        if self.unseen > 0 {
            self.unseen += u32::from(self.unseen_name == name);
        } else if self.hides {
            self.unseen = 1;
            self.unseen_name.clear();
            self.unseen_name.extend_from_slice(name);
        }
        if self.names
            && let Some(to) = self.named.href.take()
        {
            self.leads(to);
        }
        match self.tag {
            Tag::Meta => self.meta(),
            Tag::Svg => self.drawing += 1,
            Tag::Title => {
                let own = self.drawing == 0;
                self.title = Some(own);
                self.page.titles.extend(own.then(String::new));
            }
            Tag::Style => {
                self.in_style = true;
                self.page.styles.push(Cow::Borrowed(""));
            }
            Tag::H1 if self.unseen == 0 => self.heading = Some(self.page.text.len()),
            Tag::Main if self.page.main.is_none() => self.page.main = Some(self.page.text.len()..usize::MAX),
            _ => {}
        }
    }

    fn leads(&mut self, to: Cow<'a, str>) {
        /// Words of `rel` that name a relation and load nothing.
        const RELATIONS: [&str; 8] = ["canonical", "alternate", "prev", "next", "author", "license", "help", "search"];
        let is_relation = |word: &str| RELATIONS.iter().any(|known| known.eq_ignore_ascii_case(word));
        let address = Address { to, at: self.at, in_text: self.tag == Tag::A };
        match self.tag {
            Tag::Base => self.page.moved = true,
            Tag::Drawn => self.page.loads.push(address),
            Tag::Link if !self.named.rel.split_whitespace().all(is_relation) => self.page.loads.push(address),
            _ => self.page.links.push(address),
        }
    }

    fn meta(&mut self) {
        let Some(content) = self.named.content.take() else { return };
        if self.named.equiv.is_empty() {
            self.page.asides.push(content);
        } else if self.named.equiv.eq_ignore_ascii_case("content-security-policy") {
            self.page.policies.push(sound(content));
        } else if self.named.equiv.eq_ignore_ascii_case("refresh") {
            let content = sound(content);
            let to = content.split_once(['=']).map(|(_, to)| to.trim().trim_matches(['"', '\'']).to_owned());
            self.page.links.extend(to.map(|to| Address { to: Cow::Owned(to), at: self.at, in_text: false }));
        }
    }

    /// An end tag.
    #[inline]
    pub fn close(&mut self, name: &[u8]) {
        if self.unseen > 0 && self.unseen_name == name {
            self.unseen -= 1;
        }
        match name {
            b"title" => self.title = None,
            b"style" => self.in_style = false,
            b"svg" => self.drawing = self.drawing.saturating_sub(1),
            b"main" => self.end_main(),
            b"h1" => self.end_heading(),
            _ => {}
        }
    }

    fn end_main(&mut self) {
        let end = self.page.text.len();
        if let Some(main) = self.page.main.as_mut().filter(|main| main.end == usize::MAX) {
            main.end = end;
        }
    }

    fn end_heading(&mut self) {
        if let Some(start) = self.heading.take() {
            self.page.headings.push(start..self.page.text.len());
        }
    }

    /// The whole text between two tags.
    #[inline]
    pub fn text(&mut self, text: Cow<'a, [u8]>) {
        if self.tag == Tag::Loc {
            let to = sound(text.clone()).trim().to_owned();
            self.page.links.push(Address { to: Cow::Owned(to), at: self.at, in_text: false });
            self.tag = Tag::Other;
        }
        if self.in_style {
            self.page.styles.last_mut().into_iter().for_each(|style| style.to_mut().push_str(&text_of(&text)));
        } else if let Some(own) = self.title {
            let title = self.page.titles.last_mut().filter(|_| own);
            title.into_iter().for_each(|title| squeeze(&text_of(&text), title));
        } else if self.unseen == 0 && !unblank(&text).is_empty() {
            // The rest of a character is none, whatever stands before it.
            match text.first() {
                Some(0x80..=0xBF) => self.page.text.extend_from_slice(text_of(&text).as_bytes()),
                _ => self.page.text.extend_from_slice(&text),
            }
        }
    }

    /// The page, read to its end.
    pub fn finish(mut self) -> Page<'a> {
        self.end_main();
        self.end_heading();
        self.page
    }
}
