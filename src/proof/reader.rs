//! What the tags of a page mean to those who read it. Who cuts a file into tags and texts is another's business.

use super::keys::{Short, eight_of};
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
    /// Seen, and inside of it tags are none.
    Raw,
    /// Any other.
    #[default]
    Other,
}

/// A tag by its name, in small letters.
#[derive(Debug, Clone, Copy)]
pub struct Element<'n> {
    /// Its name.
    pub name: &'n [u8],
    /// What it means.
    pub tag: Tag,
}

impl<'n> Element<'n> {
    /// The tag of that name.
    pub fn of(name: &'n [u8]) -> Element<'n> {
        let known = if name.len() <= 8 { TAGS.get(eight_of(name)) } else { None };
        Element { name, tag: known.unwrap_or_default() }
    }
}

/// The tags that mean something, and those that are used most.
pub static TAGS: Short<Tag, 512> = Short::of(&[
    ("html", Tag::Html),
    ("base", Tag::Base),
    ("title", Tag::Title),
    ("meta", Tag::Meta),
    ("link", Tag::Link),
    ("style", Tag::Style),
    ("script", Tag::Script),
    ("template", Tag::Unseen),
    ("rp", Tag::Unseen),
    ("iframe", Tag::Unseen),
    ("object", Tag::Unseen),
    ("datalist", Tag::Unseen),
    ("noframes", Tag::Unseen),
    ("noscript", Tag::Noscript),
    ("main", Tag::Main),
    ("h1", Tag::H1),
    ("a", Tag::A),
    ("area", Tag::A),
    ("svg", Tag::Svg),
    ("loc", Tag::Loc),
    ("use", Tag::Drawn),
    ("image", Tag::Drawn),
    ("feimage", Tag::Drawn),
    ("noembed", Tag::Raw),
    ("noframe", Tag::Raw),
    ("textarea", Tag::Raw),
    ("xmp", Tag::Raw),
    ("body", Tag::Other),
    ("br", Tag::Other),
    ("button", Tag::Other),
    ("caption", Tag::Other),
    ("circle", Tag::Other),
    ("code", Tag::Other),
    ("dd", Tag::Other),
    ("dialog", Tag::Other),
    ("div", Tag::Other),
    ("dl", Tag::Other),
    ("dt", Tag::Other),
    ("em", Tag::Other),
    ("footer", Tag::Other),
    ("form", Tag::Other),
    ("h2", Tag::Other),
    ("h3", Tag::Other),
    ("h4", Tag::Other),
    ("h5", Tag::Other),
    ("h6", Tag::Other),
    ("head", Tag::Other),
    ("header", Tag::Other),
    ("img", Tag::Other),
    ("input", Tag::Other),
    ("label", Tag::Other),
    ("li", Tag::Other),
    ("nav", Tag::Other),
    ("ol", Tag::Other),
    ("p", Tag::Other),
    ("path", Tag::Other),
    ("pre", Tag::Other),
    ("rt", Tag::Other),
    ("ruby", Tag::Other),
    ("section", Tag::Other),
    ("span", Tag::Other),
    ("strong", Tag::Other),
    ("sup", Tag::Other),
    ("table", Tag::Other),
    ("tbody", Tag::Other),
    ("td", Tag::Other),
    ("th", Tag::Other),
    ("thead", Tag::Other),
    ("time", Tag::Other),
    ("tr", Tag::Other),
    ("ul", Tag::Other),
]);

/// The attributes that mean something to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Attribute {
    /// The name of a place.
    Id,
    /// Leads somewhere.
    Href,
    /// Names something to load, on whatever element.
    Load,
    /// Names several pictures to load.
    Srcset,
    /// The language.
    Lang,
    /// Its element is not seen.
    Hidden,
    /// What a link means.
    Rel,
    /// What a fact means.
    HttpEquiv,
    /// A fact.
    Content,
    /// A style.
    Style,
    /// Where a form leads.
    Action,
    /// Read aloud or shown.
    Said,
    #[default]
    Other,
}

/// The attributes with short names that mean something, and those that are used most.
pub static ATTRIBUTES: Short<Attribute, 256> = Short::of(&[
    ("id", Attribute::Id),
    ("href", Attribute::Href),
    ("src", Attribute::Load),
    ("poster", Attribute::Load),
    ("data", Attribute::Load),
    ("manifest", Attribute::Load),
    ("ping", Attribute::Load),
    ("srcset", Attribute::Srcset),
    ("lang", Attribute::Lang),
    ("hidden", Attribute::Hidden),
    ("rel", Attribute::Rel),
    ("content", Attribute::Content),
    ("style", Attribute::Style),
    ("action", Attribute::Action),
    ("title", Attribute::Said),
    ("alt", Attribute::Said),
    ("class", Attribute::Other),
    ("colspan", Attribute::Other),
    ("for", Attribute::Other),
    ("height", Attribute::Other),
    ("name", Attribute::Other),
    ("role", Attribute::Other),
    ("rowspan", Attribute::Other),
    ("scope", Attribute::Other),
    ("type", Attribute::Other),
    ("value", Attribute::Other),
    ("width", Attribute::Other),
]);

impl Attribute {
    /// The attribute of that name.
    pub fn of(name: &[u8]) -> Attribute {
        if name.len() <= 8 {
            return ATTRIBUTES.get(eight_of(name)).unwrap_or_default();
        }
        match name {
            b"xlink:href" => Attribute::Href,
            b"background" => Attribute::Load,
            b"imagesrcset" => Attribute::Srcset,
            b"http-equiv" => Attribute::HttpEquiv,
            b"formaction" => Attribute::Action,
            b"aria-label" | b"placeholder" => Attribute::Said,
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
    /// Within the part with the content.
    in_main: bool,
}

impl<'a> Reader<'a> {
    /// For a file of so many bytes.
    pub fn of(length: usize) -> Reader<'a> {
        /// So many bytes have a name, a link or a text aside.
        const SPARSE: usize = 384;
        let few = length / SPARSE;
        let page = Page {
            // More than there will be: room that nobody writes into costs nothing, and moving the text would.
            text: Vec::with_capacity(length),
            places: Vec::with_capacity(few),
            links: Vec::with_capacity(few),
            asides: Vec::with_capacity(few),
            ..Page::default()
        };
        Reader { page, ..Reader::default() }
    }

    /// What was read so far.
    pub fn page(&self) -> &Page<'a> {
        &self.page
    }

    /// The same, to add what else the page says. The element that was opened last is none that means anything then.
    pub fn page_mut(&mut self) -> &mut Page<'a> {
        self.tag = Tag::Other;
        &mut self.page
    }

    /// Whether what comes next is within the part with the content.
    #[inline]
    pub fn is_in_main(&self) -> bool {
        self.in_main
    }

    /// Whether what comes next is outside of all elements that give it a meaning of its own.
    pub fn is_free(&self) -> bool {
        let is_seen = (self.unseen == 0) & self.title.is_none() & !self.in_style;
        is_seen & self.heading.is_none() & (self.drawing == 0) & !self.in_main & (self.tag != Tag::Loc)
    }

    /// The element that was opened last.
    #[inline]
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// A start tag begins.
    #[inline]
    pub fn open(&mut self, element: Element, at: usize) {
        self.tag = element.tag;
        self.at = at;
        if self.names {
            self.names = false;
            self.named = Named::default();
        }
        self.hides = matches!(self.tag, Tag::Unseen | Tag::Script);
    }

    /// It has an attribute. Says whether its value means something.
    #[inline]
    pub fn attribute(&mut self, attribute: Attribute) -> bool {
        self.attribute = match attribute {
            Attribute::Hidden => {
                self.hides = true;
                Attribute::Other
            }
            Attribute::Href => {
                self.name().href = Some(Cow::Borrowed(""));
                Attribute::Href
            }
            Attribute::Lang if self.tag != Tag::Html => Attribute::Other,
            Attribute::Content if self.tag != Tag::Meta => Attribute::Other,
            attribute => attribute,
        };
        self.attribute != Attribute::Other
    }

    fn name(&mut self) -> &mut Named<'a> {
        self.names = true;
        &mut self.named
    }

    /// The attribute has a value, which is not empty.
    #[inline]
    pub fn value(&mut self, value: Cow<'a, [u8]>) {
        match self.attribute {
            Attribute::Id => self.page.places.push((self.page.text.len(), sound(value))),
            Attribute::Href => self.name().href = Some(sound(value)),
            Attribute::Load | Attribute::Action => self.load(sound(value)),
            Attribute::Srcset => {
                let addresses = sound(value);
                addresses.split(',').filter_map(|a| a.split_whitespace().next()).for_each(|a| self.load(Cow::Owned(a.to_owned())));
            }
            Attribute::Lang => self.page.lang = Some(sound(value)),
            Attribute::Rel => self.name().rel = sound(value),
            Attribute::HttpEquiv => self.name().equiv = sound(value),
            Attribute::Content => self.name().content = Some(value),
            Attribute::Style => self.page.styles.push(sound(value)),
            Attribute::Said => self.page.asides.push(value),
            Attribute::Hidden | Attribute::Other => {}
        }
    }

    fn load(&mut self, to: Cow<'a, str>) {
        self.page.loads.push(Address { to, at: self.at, in_text: false });
    }

    /// A start tag was read to its end.
    #[inline]
    pub fn opened(&mut self, element: Element) {
        // Most say nothing.
        if (self.tag != Tag::Other) | self.names | self.hides | (self.unseen > 0) {
            self.take_up(element.name);
        }
    }

    fn take_up(&mut self, name: &[u8]) {
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
            Tag::Main if self.page.main.is_none() => {
                self.page.main = Some(self.page.text.len()..usize::MAX);
                self.in_main = true;
            }
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
    pub fn close(&mut self, element: Element) {
        if self.unseen > 0 && self.unseen_name == element.name {
            self.unseen -= 1;
        }
        match element.tag {
            Tag::Title => self.title = None,
            Tag::Style => self.in_style = false,
            Tag::Svg => self.drawing = self.drawing.saturating_sub(1),
            Tag::Main => self.end_main(),
            Tag::H1 => self.end_heading(),
            _ => {}
        }
    }

    fn end_main(&mut self) {
        let end = self.page.text.len();
        if let Some(main) = self.page.main.as_mut().filter(|main| main.end == usize::MAX) {
            main.end = end;
        }
        self.in_main = false;
    }

    fn end_heading(&mut self) {
        if let Some(start) = self.heading.take() {
            self.page.headings.push(start..self.page.text.len());
        }
    }

    /// The whole text between two tags.
    pub fn text(&mut self, text: &[u8]) {
        if self.tag == Tag::Loc {
            let to = text_of(text).trim().to_owned();
            self.page.links.push(Address { to: Cow::Owned(to), at: self.at, in_text: false });
            self.tag = Tag::Other;
        }
        if self.in_style {
            self.page.styles.last_mut().into_iter().for_each(|style| style.to_mut().push_str(&text_of(text)));
        } else if let Some(own) = self.title {
            let title = self.page.titles.last_mut().filter(|_| own);
            title.into_iter().for_each(|title| squeeze(&text_of(text), title));
        } else if self.unseen == 0 && !unblank(text).is_empty() {
            // The rest of a character is none, whatever stands before it.
            match text.first() {
                Some(0x80..=0xBF) => self.page.text.extend_from_slice(text_of(text).as_bytes()),
                _ => self.page.text.extend_from_slice(text),
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
