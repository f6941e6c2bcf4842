//! Reads a rendered page back as a browser would: its visible text without blanks, its names, links and whatever it loads.
//!
//! The tokens come from `html5gum`, which follows the standard and knows nothing of the templates.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, Error, ForwardingEmitter, Span, State, Tokenizer};
use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

/// A page as it was read back.
#[derive(Debug, Default)]
pub struct Page {
    /// What can be seen, without blanks.
    pub text: String,
    /// The part of the text that the main element holds.
    pub main: Option<Range<usize>>,
    /// The language that the page names.
    pub lang: Option<String>,
    /// Its titles, without blanks.
    pub titles: Vec<String>,
    /// Its headings of the first level, as parts of the text.
    pub headings: Vec<Range<usize>>,
    /// The names of places, each with where in the text it begins.
    pub places: Vec<(usize, String)>,
    /// What it leads to.
    pub links: Vec<Address>,
    /// What a browser fetches for it.
    pub loads: Vec<Address>,
    /// Style sheets and styles written in it.
    pub styles: Vec<String>,
    /// Its content security policies.
    pub policies: Vec<String>,
    /// Texts that stand in attributes.
    pub asides: Vec<String>,
    /// Whether it moves all its links by a `base`.
    pub moved: bool,
}

/// An address in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// As it is written.
    pub to: String,
    /// The byte of the file where its element begins.
    pub at: usize,
    /// Whether it is a link in the text, rather than one that the page names for machines.
    pub in_text: bool,
}

impl Page {
    /// Reads a file.
    pub fn read(bytes: &[u8]) -> Page {
        let mut reader = Reader::default();
        let mut emitter = CallbackEmitter::new(&mut reader);
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(bytes, Quiet(emitter)).finish();
        reader.finish()
    }

    /// The text of the part where the content stands.
    pub fn content(&self) -> Range<usize> {
        self.main.clone().unwrap_or(0..self.text.len())
    }

    /// The nearest name at or before a place of the text; names that end in `_` are the theme's own.
    pub fn name_at(&self, at: usize) -> Option<&str> {
        let before = self.places.partition_point(|(start, _)| *start <= at);
        self.places.get(..before)?.iter().rev().map(|(_, name)| name.as_str()).find(|name| !name.ends_with('_'))
    }
}

/// Adds a text without its blanks.
pub fn squeeze(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(char::is_whitespace) {
        out.push_str(&rest[..at]);
        rest = rest[at..].trim_start();
    }
    out.push_str(rest);
}

/// Errors of markup do not matter here, and looking for them takes most of the time.
struct Quiet<'r>(CallbackEmitter<&'r mut Reader, Infallible, usize>);

impl<'r> ForwardingEmitter for Quiet<'r> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    /// Without scripts, what stands in `noscript` is markup like any other.
    #[inline]
    fn emit_current_tag(&mut self) -> Option<State> {
        let next = self.0.emit_current_tag();
        next.filter(|_| self.0.callback_mut().tag != Tag::Noscript)
    }
}

/// The elements that mean something to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tag {
    Html,
    Base,
    Title,
    Meta,
    Link,
    Style,
    /// Never seen.
    Unseen,
    Noscript,
    Main,
    H1,
    A,
    Form,
    Svg,
    /// Loads what `href` names.
    Drawn,
    /// An address of a site map.
    Loc,
    #[default]
    Other,
}

fn tag(name: &[u8]) -> Tag {
    match name {
        b"html" => Tag::Html,
        b"base" => Tag::Base,
        b"title" => Tag::Title,
        b"meta" => Tag::Meta,
        b"link" => Tag::Link,
        b"style" => Tag::Style,
        b"script" | b"template" | b"rp" | b"iframe" | b"object" | b"datalist" => Tag::Unseen,
        b"noscript" => Tag::Noscript,
        b"main" => Tag::Main,
        b"h1" => Tag::H1,
        b"a" | b"area" => Tag::A,
        b"form" => Tag::Form,
        b"svg" => Tag::Svg,
        b"loc" => Tag::Loc,
        b"use" | b"image" | b"feimage" => Tag::Drawn,
        _ => Tag::Other,
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

fn attribute(name: &[u8]) -> Attribute {
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

#[derive(Debug, Default)]
struct Reader {
    page: Page,
    tag: Tag,
    name: Vec<u8>,
    at: usize,
    attribute: Attribute,
    href: Option<String>,
    rel: String,
    equiv: String,
    content: Option<String>,
    hides: bool,
    /// The element whose inside nobody sees, and how many of its name are open in it.
    unseen: Option<(Vec<u8>, u32)>,
    drawing: u32,
    /// Within a title: whether it is the page's own, and not that of a drawing.
    title: Option<bool>,
    in_style: bool,
    heading: Option<usize>,
}

impl Callback<Infallible, usize> for &mut Reader {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.open(name, span.start),
            CallbackEvent::AttributeName { name } => self.attribute_named(name),
            CallbackEvent::AttributeValue { value } => self.attribute_is(value),
            CallbackEvent::CloseStartTag { .. } => self.opened(),
            CallbackEvent::EndTag { name } => self.close(name),
            CallbackEvent::String { value } => self.string(value),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

fn text_of(bytes: &[u8]) -> String {
    text(bytes).into_owned()
}

/// Nearly all is sound, and that is seen faster than it is mended.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

impl Reader {
    fn open(&mut self, name: &[u8], at: usize) {
        self.tag = tag(name);
        self.at = at;
        self.name.clear();
        self.name.extend_from_slice(name);
        self.href = None;
        self.content = None;
        self.rel.clear();
        self.equiv.clear();
        self.hides = matches!(self.tag, Tag::Unseen);
    }

    fn attribute_named(&mut self, name: &[u8]) {
        self.attribute = attribute(name);
        match self.attribute {
            Attribute::Hidden => self.hides = true,
            Attribute::Href => self.href = Some(String::new()),
            _ => {}
        }
    }

    fn attribute_is(&mut self, value: &[u8]) {
        match self.attribute {
            Attribute::Id => self.page.places.push((self.page.text.len(), text_of(value))),
            Attribute::Href => self.href = Some(text_of(value)),
            Attribute::Load => self.load(text_of(value)),
            Attribute::Srcset => {
                let addresses = text_of(value);
                addresses.split(',').filter_map(|a| a.split_whitespace().next()).for_each(|a| self.load(a.to_owned()));
            }
            Attribute::Lang if self.tag == Tag::Html => self.page.lang = Some(text_of(value)),
            Attribute::Rel => self.rel = text_of(value).to_ascii_lowercase(),
            Attribute::HttpEquiv => self.equiv = text_of(value).to_ascii_lowercase(),
            Attribute::Content if self.tag == Tag::Meta => self.content = Some(text_of(value)),
            Attribute::Style => self.page.styles.push(text_of(value)),
            Attribute::Action => self.load(text_of(value)),
            Attribute::Said => self.page.asides.push(text_of(value)),
            Attribute::Lang | Attribute::Content | Attribute::Hidden | Attribute::Other => {}
        }
    }

    fn load(&mut self, to: String) {
        self.page.loads.push(Address { to, at: self.at, in_text: false });
    }

    /// A start tag was read to its end.
    fn opened(&mut self) {
        match &mut self.unseen {
            Some((name, open)) if *name == self.name => *open += 1,
            None if self.hides => self.unseen = Some((self.name.clone(), 1)),
            _ => {}
        }
        if let Some(to) = self.href.take() {
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
                self.page.styles.push(String::new());
            }
            Tag::H1 if self.unseen.is_none() => self.heading = Some(self.page.text.len()),
            Tag::Main if self.page.main.is_none() => self.page.main = Some(self.page.text.len()..usize::MAX),
            _ => {}
        }
    }

    fn leads(&mut self, to: String) {
        /// Words of `rel` that name a relation and load nothing.
        const RELATIONS: [&str; 8] = ["canonical", "alternate", "prev", "next", "author", "license", "help", "search"];
        let address = Address { to, at: self.at, in_text: self.tag == Tag::A };
        match self.tag {
            Tag::Base => self.page.moved = true,
            Tag::Drawn => self.page.loads.push(address),
            Tag::Link if !self.rel.split_whitespace().all(|word| RELATIONS.contains(&word)) => self.page.loads.push(address),
            _ => self.page.links.push(address),
        }
    }

    fn meta(&mut self) {
        let Some(content) = self.content.take() else { return };
        match self.equiv.as_str() {
            "content-security-policy" => self.page.policies.push(content),
            "refresh" => {
                let to = content.split_once(['=']).map(|(_, to)| to.trim().trim_matches(['"', '\'']).to_owned());
                self.page.links.extend(to.map(|to| Address { to, at: self.at, in_text: false }));
            }
            "" => self.page.asides.push(content),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        if let Some((hidden, open)) = &mut self.unseen
            && hidden == name
        {
            *open -= 1;
            if *open == 0 {
                self.unseen = None;
            }
        }
        match tag(name) {
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
    }

    fn end_heading(&mut self) {
        if let Some(start) = self.heading.take() {
            self.page.headings.push(start..self.page.text.len());
        }
    }

    fn string(&mut self, value: &[u8]) {
        let value = text(value);
        if self.tag == Tag::Loc {
            self.page.links.push(Address { to: value.trim().to_owned(), at: self.at, in_text: false });
            self.tag = Tag::Other;
        }
        if self.in_style {
            self.page.styles.last_mut().into_iter().for_each(|style| style.push_str(&value));
        } else if let Some(own) = self.title {
            self.page.titles.last_mut().filter(|_| own).into_iter().for_each(|title| squeeze(&value, title));
        } else if self.unseen.is_none() {
            squeeze(&value, &mut self.page.text);
        }
    }

    fn finish(mut self) -> Page {
        self.end_main();
        self.end_heading();
        self.page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_it_is_seen() {
        let page = Page::read(
            "<!DOCTYPE html><html lang=ja><head><title>利用 &amp; 目的</title><meta name=description content='説明'></head><body>\
             <nav><a href=#main_>飛ぶ</a></nav><main id=main_><h1>目 的</h1><!-- 見えない --><p hidden>隠す<b>x</b></p>\
             <p id=a>一<script>document.write('<p>偽')</script>二　<ruby>例示<rp>（</rp><rt>れいじ</rt><rp>）</rp></ruby></p></main>下</body></html>"
                .as_bytes(),
        );
        assert_eq!(page.text, "飛ぶ目的一二例示れいじ下");
        assert_eq!(&page.text[page.content()], "目的一二例示れいじ");
        assert_eq!((page.lang.as_deref(), page.titles.as_slice()), (Some("ja"), ["利用&目的".to_owned()].as_slice()));
        assert_eq!(page.headings.iter().map(|h| &page.text[h.clone()]).collect::<Vec<_>>(), ["目的"]);
        assert_eq!(page.name_at(page.text.len()), Some("a"));
        assert_eq!(page.asides, ["説明"]);
    }

    #[test]
    fn what_leads_and_what_loads_are_told_apart() {
        let page = Page::read(
            b"<link rel=canonical href=c><link rel='shortcut icon' href=i><link rel=stylesheet href=s><img src=p srcset='q 1x, r 2x'>\
              <a href=a>x</a><area href=b><meta http-equiv=refresh content='0; url=m'><form action=f></form><svg><use href=u /></svg>\
              <noscript><img src=n></noscript><style>a{}</style><p style='color:red'>",
        );
        let to = |list: &[Address]| list.iter().map(|a| a.to.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(to(&page.links), "c a b m");
        assert_eq!(to(&page.loads), "i s p q r f u n");
        assert_eq!(page.styles, ["a{}", "color:red"]);
    }

    #[test]
    fn blanks_of_every_kind_are_left_out() {
        let mut out = String::new();
        squeeze(" a\u{3000}b\n\u{a0}c ", &mut out);
        assert_eq!(out, "abc");
    }
}
