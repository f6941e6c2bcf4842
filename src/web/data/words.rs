//! Text as data: the characters in one string, and beside it what they mean (links, days, readings, languages, footnotes).

use crate::document::tree::{Date, Inline, Publication, Target};
use crate::web::address::encode_url;
use crate::web::escape::encode_path;
use crate::web::view::{Site, View};
use serde::Serialize;

/// The site as data sees it: addresses are absolute, since data is read far from the site.
#[derive(Clone, Copy)]
pub(super) struct Whole<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) publication: &'a Publication,
}

impl<'a> Whole<'a> {
    pub(super) fn new(site: &'a Site<'a>, publication: &'a Publication) -> Self {
        Whole { site, publication }
    }

    /// The address of anything; none for what is no safe address, as in the pages.
    pub(super) fn url(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { page, anchor } => {
                let url = self.site.address(self.publication, self.publication.pages.get(*page)?);
                Some(anchor.iter().fold(url, |url, anchor| format!("{url}#{}", encode_path(anchor))))
            }
            Target::File(path) => Some(self.file(path)),
            Target::Sheet(id) => self.site.sheet(self.publication.lang, id).map(|pdf| self.file(&pdf.path)),
            Target::Url(url) => encode_url(url),
            Target::Mail(_) | Target::Tel(_) => View::new(self.site, self.publication, "").href(target),
        }
    }

    /// The address of a file of the output.
    pub(super) fn file(&self, path: &str) -> String {
        format!("{}{}", self.publication.facts.base_url, encode_path(path))
    }

    /// The characters of a text; what they mean is added to `marks`.
    pub(super) fn text(&self, text: &[Inline], marks: &mut Marks) -> String {
        let mut out = String::new();
        self.add(text, &mut out, marks);
        out
    }

    fn add(&self, text: &[Inline], out: &mut String, marks: &mut Marks) {
        for piece in text {
            match piece {
                Inline::Text(text) | Inline::Code(text) => out.push_str(text),
                Inline::Strong(body) | Inline::Emphasis(body) => self.add(body, out, marks),
                Inline::Link { target, body } => self.link(target, body, out, marks),
                Inline::Ruby { base, reading } => {
                    out.push_str(base);
                    marks.readings.push(Reading { text: base.clone(), reading: reading.clone() });
                }
                Inline::Date(date) => {
                    out.push_str(&date.text);
                    marks.dates.push(Day::from(date));
                }
                Inline::Break => out.push('\n'),
                Inline::Foreign { lang, body } => {
                    let text = self.text(body, marks);
                    out.push_str(&text);
                    marks.foreign.push(Foreign { lang: lang.tag(), text });
                }
                Inline::Gap(_) => out.push('　'),
                Inline::FootnoteMark(number) => marks.footnotes.push(*number),
            }
        }
    }

    fn link(&self, target: &Target, body: &[Inline], out: &mut String, marks: &mut Marks) {
        let text = self.text(body, marks);
        out.push_str(&text);
        if let Some(url) = self.url(target) {
            marks.links.push(Link { text, url });
        }
    }
}

/// What the characters of a node's own texts mean, in the order of the text. Empty lists are left out.
#[derive(Debug, Default, Serialize)]
pub(super) struct Marks {
    /// Words that lead somewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
    /// Words that are a day, a month or a year.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dates: Vec<Day>,
    /// Words with their readings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    readings: Vec<Reading>,
    /// Words in another language than the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign: Vec<Foreign>,
    /// Numbers of footnotes; the notes have the anchors `fn-1`, `fn-2`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    footnotes: Vec<u32>,
}

/// Words that lead somewhere.
#[derive(Debug, Serialize)]
struct Link {
    text: String,
    /// Absolute: `https:`, `http:`, `mailto:` or `tel:`.
    url: String,
}

/// Words that are a day.
#[derive(Debug, Serialize)]
pub(super) struct Day {
    /// As printed: 令和8年12月1日.
    text: String,
    /// `2026-12-01`, `2026-12` or `2026`.
    date: String,
}

/// A word with its reading.
#[derive(Debug, Serialize)]
struct Reading {
    text: String,
    reading: String,
}

/// Words in another language.
#[derive(Debug, Serialize)]
struct Foreign {
    lang: &'static str,
    text: String,
}

impl From<&Date> for Day {
    fn from(date: &Date) -> Self {
        Day { text: date.text.clone(), date: date.iso.clone() }
    }
}
