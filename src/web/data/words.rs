//! Text as data: the characters in one string, and beside it what they mean (links, days, readings, languages, footnotes).

use super::json::{Json, Key, key};
use crate::document::tree::{Date, Inline, Page, Publication, Target};
use crate::web::address::{dialled, is_web_address, mailed, push_url};
use crate::web::escape::push_path;
use crate::web::view::{Common, Site};

/// The site as data sees it: addresses are absolute, since data is read far from the site.
#[derive(Clone, Copy)]
pub(super) struct Whole<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) publication: &'a Publication,
    common: Option<&'a Common>,
}

/// What characters can mean, in the order in which it is told: each a bit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Words that lead somewhere.
    Links = 1,
    /// Words that are a day, a month or a year.
    Dates = 2,
    /// Words with their readings.
    Readings = 4,
    /// Words in another language than the page.
    Foreign = 8,
    /// Numbers of footnotes; the notes have the anchors `fn-1`, `fn-2`.
    Footnotes = 16,
}

/// Each with its key.
const MEANINGS: [(Meaning, Key); 5] = [
    (Meaning::Links, key!("links")),
    (Meaning::Dates, key!("dates")),
    (Meaning::Readings, key!("readings")),
    (Meaning::Foreign, key!("foreign")),
    (Meaning::Footnotes, key!("footnotes")),
];

impl<'a> Whole<'a> {
    pub(super) fn new(site: &'a Site<'a>, publication: &'a Publication) -> Self {
        Whole { site, publication, common: site.common(publication) }
    }

    /// Whether a target has an address; none has what is no safe address, as in the pages.
    pub(super) fn has_url(&self, target: &Target) -> bool {
        match target {
            Target::Page { page, .. } => self.common.is_some_and(|common| common.addresses.len() > *page),
            Target::Sheet(id) => self.site.sheet(self.publication.lang, id).is_some(),
            Target::Url(url) => is_web_address(url),
            Target::File(_) | Target::Mail(_) | Target::Tel(_) => true,
        }
    }

    /// The entry `key` with the address of a target that has one.
    pub(super) fn url(&self, json: &mut Json, key: Key, target: &Target) {
        json.key(key);
        json.text_of(|json| match target {
            Target::Page { page, anchor } => {
                json.piece(self.common.and_then(|common| common.addresses.get(*page)).map_or("", String::as_str));
                if let Some(anchor) = anchor {
                    json.plain_piece(|out| {
                        out.push('#');
                        push_path(anchor, out);
                    });
                }
            }
            Target::File(path) => self.file_pieces(json, path),
            Target::Sheet(id) => self.file_pieces(json, self.site.sheet(self.publication.lang, id).map_or("", |pdf| &pdf.path)),
            Target::Url(url) => json.plain_piece(|out| push_url(url, out)),
            Target::Mail(address) => json.piece(&mailed(address)),
            Target::Tel(number) => json.piece(&dialled(number)),
        });
    }

    /// The address of a page.
    pub(super) fn page(&self, json: &mut Json, page: &Page) {
        json.text_of(|json| {
            json.piece(self.common.map_or("", |common| &common.address));
            json.plain_piece(|out| push_path(&page.path, out));
        });
    }

    /// The address of a file of the output.
    pub(super) fn file(&self, json: &mut Json, path: &str) {
        json.text_of(|json| self.file_pieces(json, path));
    }

    fn file_pieces(&self, json: &mut Json, path: &str) {
        json.piece(&self.publication.facts.base_url);
        json.plain_piece(|out| push_path(path, out));
    }

    /// What the characters of a node's own texts mean, in the order of the texts; each kind of meaning is left out where there is none of it.
    #[inline]
    pub(super) fn marks<'t>(&self, json: &mut Json, texts: impl Iterator<Item = &'t [Inline]> + Clone) {
        let found = texts.clone().fold(0, |found, text| found | self.find(text));
        // Most characters are characters.
        if found == 0 {
            return;
        }
        for (meaning, key) in MEANINGS.into_iter().filter(|(meaning, _)| found & *meaning as u8 != 0) {
            json.key(key);
            json.list(|json| texts.clone().for_each(|text| self.meanings(json, text, meaning)));
        }
    }

    /// Which meanings any of the characters has.
    fn find(&self, text: &[Inline]) -> u8 {
        text.iter().fold(0, |found, piece| {
            found
                | match piece {
                    Inline::Text(_) | Inline::Code(_) | Inline::Break | Inline::Gap(_) => 0,
                    Inline::Strong(body) | Inline::Emphasis(body) => self.find(body),
                    Inline::Link { target, body } if self.has_url(target) => Meaning::Links as u8 | self.find(body),
                    Inline::Link { body, .. } => self.find(body),
                    Inline::Date(_) => Meaning::Dates as u8,
                    Inline::Ruby { .. } => Meaning::Readings as u8,
                    Inline::Foreign { body, .. } => Meaning::Foreign as u8 | self.find(body),
                    Inline::FootnoteMark(_) => Meaning::Footnotes as u8,
                }
        })
    }

    /// The words that mean it; what stands in a piece comes before the piece itself.
    fn meanings(&self, json: &mut Json, text: &[Inline], meaning: Meaning) {
        for piece in text {
            self.meanings(json, inside(piece), meaning);
            match piece {
                Inline::Link { target, body } if meaning == Meaning::Links && self.has_url(target) => {
                    json.item();
                    json.object(|json| {
                        entry(json, key!("text"), body);
                        self.url(json, key!("url"), target);
                    });
                }
                Inline::Date(date) if meaning == Meaning::Dates => {
                    json.item();
                    day(json, date);
                }
                Inline::Ruby { base, reading } if meaning == Meaning::Readings => {
                    json.item();
                    json.object(|json| {
                        json.entry(key!("text"), base);
                        json.entry(key!("reading"), reading);
                    });
                }
                Inline::Foreign { lang, body } if meaning == Meaning::Foreign => {
                    json.item();
                    json.object(|json| {
                        json.entry(key!("lang"), lang.tag());
                        entry(json, key!("text"), body);
                    });
                }
                Inline::FootnoteMark(number) if meaning == Meaning::Footnotes => {
                    json.item();
                    json.number(u64::from(*number));
                }
                _ => {}
            }
        }
    }
}

/// A day: as printed, 令和8年12月1日, and as `2026-12-01`, `2026-12` or `2026`.
pub(super) fn day(json: &mut Json, date: &Date) {
    json.object(|json| {
        json.entry(key!("text"), &date.text);
        json.entry(key!("date"), &date.iso);
    });
}

/// The entry `key` with the characters of a text.
pub(super) fn entry(json: &mut Json, key: Key, text: &[Inline]) {
    json.key(key);
    value(json, text);
}

/// The same, left out where there are none.
pub(super) fn entry_if_any(json: &mut Json, key: Key, text: &[Inline]) {
    if has_characters(text) {
        entry(json, key, text);
    }
}

/// The characters of a text.
pub(super) fn value(json: &mut Json, text: &[Inline]) {
    json.text_of(|json| characters(json, text));
}

fn characters(json: &mut Json, text: &[Inline]) {
    for piece in text {
        match piece {
            Inline::Text(text) | Inline::Code(text) => json.piece(text),
            Inline::Ruby { base, .. } => json.piece(base),
            Inline::Date(date) => json.piece(&date.text),
            Inline::Break => json.piece("\n"),
            Inline::Gap(_) => json.piece("　"),
            Inline::FootnoteMark(_) => {}
            Inline::Strong(_) | Inline::Emphasis(_) | Inline::Link { .. } | Inline::Foreign { .. } => characters(json, inside(piece)),
        }
    }
}

fn has_characters(text: &[Inline]) -> bool {
    text.iter().any(|piece| match piece {
        Inline::Text(text) | Inline::Code(text) => !text.is_empty(),
        Inline::Ruby { base, .. } => !base.is_empty(),
        Inline::Date(date) => !date.text.is_empty(),
        Inline::Break | Inline::Gap(_) => true,
        Inline::FootnoteMark(_) => false,
        Inline::Strong(_) | Inline::Emphasis(_) | Inline::Link { .. } | Inline::Foreign { .. } => has_characters(inside(piece)),
    })
}

/// The text in a piece of text.
fn inside(piece: &Inline) -> &[Inline] {
    match piece {
        Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } | Inline::Foreign { body, .. } => body,
        Inline::Text(_)
        | Inline::Code(_)
        | Inline::Ruby { .. }
        | Inline::Date(_)
        | Inline::Break
        | Inline::FootnoteMark(_)
        | Inline::Gap(_) => &[],
    }
}
