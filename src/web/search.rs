//! The index by which readers search the site, for each language a script that only a reader who searches fetches: opened from disk, a page can load no data.
//!
//! It is made of the document tree: for every named part of a page its heading and its texts. How words are compared is `assets/search.js` of the theme.

mod gather;

use super::OutputFile;
use super::escape::{digits, first_special, is_one_of, push_path};
use super::view::Common;
use crate::document::tree::{Page, Publication};
use crate::lang::Lang;
use gather::Gather;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words that mean the same to readers of any society, by language.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Synonyms {
    ja: Vec<Vec<String>>,
    en: Vec<Vec<String>>,
}

static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(|| {
    // The file is part of the program: a test reads it, so it cannot be wrong at run time.
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/synonyms.json"))).unwrap_or_default()
});

/// Room for the index of a society, without having to move what is written when it grows.
const EXPECTED: usize = 1 << 17;

/// The index of one language, while it is written.
///
/// `pages`: address from the root and title. `parts`: page, depth, name of the place, heading, text. `same`: words that mean the same.
pub(super) struct Index<'a> {
    path: &'a str,
    out: String,
    /// Where the parts begin.
    start: usize,
    /// The number of the next page.
    page: u64,
    gather: Gather<'a>,
    seen: Seen,
}

impl<'a> Index<'a> {
    /// Begins an index with the list of pages. Its name stays the same, unlike that of other assets: pages name it, and a changed word would change them all.
    pub(super) fn of(common: &'a Common, publication: &'a Publication) -> Index<'a> {
        let mut out = String::with_capacity(EXPECTED);
        out.push_str("var kohyoIndex={\"pages\":[");
        for (i, (page, file)) in publication.pages.iter().zip(&common.files).enumerate() {
            begin(i, &mut out);
            out.push_str("[\"");
            push_path(file, &mut out);
            out.push_str("\",");
            string(&page.title, &mut out);
            out.push(']');
        }
        out.push_str("],\n\"parts\":[");
        Index { path: &common.search, start: out.len(), out, page: 0, gather: Gather::default(), seen: Seen::default() }
    }

    /// Adds the parts of the next page. What stands on several pages word for word, such as the card of a desk, is found on the first of them.
    pub(super) fn add(&mut self, page: &'a Page) {
        let out = &mut self.out;
        let parts = self.gather.parts(page);
        for (i, part) in parts.iter().enumerate() {
            let before = out.len();
            begin(before - self.start, out);
            out.push_str("\n[");
            digits(self.page, out);
            out.push(',');
            digits(u64::from(part.depth), out);
            out.push_str(",\"");
            part.push_anchor(out);
            out.push_str("\",");
            let heading = out.len();
            quoted(part.heading.written(), out);
            out.push(',');
            let text = out.len();
            quoted(part.text.written(), out);
            // The page itself is found by its title, and what holds other parts tells where they stand.
            let holds = part.depth == 0 || parts.get(i + 1).is_some_and(|next| next.depth > part.depth);
            let is_new = !part.is_empty() && self.seen.is_new(out, heading, text);
            if holds || is_new {
                out.push(']');
            } else {
                out.truncate(before);
            }
        }
        self.page += 1;
    }

    /// The index with all that was added.
    pub(super) fn file(self, publication: &Publication) -> OutputFile {
        let mut out = self.out;
        out.push_str("],\n\"same\":[");
        let common = match publication.lang {
            Lang::Ja => &SYNONYMS.ja,
            Lang::En => &SYNONYMS.en,
        };
        for (i, group) in common.iter().chain(&publication.synonyms).enumerate() {
            begin(i, &mut out);
            out.push('[');
            for (i, word) in group.iter().enumerate() {
                begin(i, &mut out);
                string(word, &mut out);
            }
            out.push(']');
        }
        out.push_str("]};\n");
        OutputFile { path: self.path.to_owned(), bytes: out.into() }
    }
}

/// What was written of parts: where in the script, by how long heading and text are, so that only those are compared that may be the same.
#[derive(Default)]
struct Seen(BTreeSet<(usize, usize, usize)>);

impl Seen {
    /// Whether what is written last, a heading and a text from those places on, stands nowhere before.
    fn is_new(&mut self, written: &str, heading: usize, text: usize) -> bool {
        let lengths = (text - heading, written.len() - text);
        let mut alike = self.0.range((lengths.0, lengths.1, 0)..(lengths.0, lengths.1, heading));
        let is_new = !alike.any(|(_, _, before)| written.get(*before..before + lengths.0 + lengths.1) == written.get(heading..));
        is_new && self.0.insert((lengths.0, lengths.1, heading))
    }
}

fn begin(nth: usize, out: &mut String) {
    if nth > 0 {
        out.push(',');
    }
}

/// A text as a string of JavaScript.
fn string(text: &str, out: &mut String) {
    out.push('"');
    pieces(text, out);
    out.push('"');
}

/// The same of what stands in it.
fn quoted(inside: &str, out: &mut String) {
    out.push('"');
    out.push_str(inside);
    out.push('"');
}

/// What stands in such a string.
fn pieces(text: &str, out: &mut String) {
    match first_special(text.as_bytes(), is_special) {
        None => out.push_str(text),
        Some(first) => pieces_from(first, text, out),
    }
}

/// Whether it is a byte that stands in no other character, or the first of those that older scripts take for the end of a line.
#[inline]
fn is_special(byte: u8) -> bool {
    (byte < b' ') | is_one_of(byte, [b'"', b'\\', 0xE2])
}

/// What stands in such a string, where the first special byte is known.
fn pieces_from(first: usize, text: &str, out: &mut String) {
    let (mut rest, mut next) = (text, Some(first));
    while let Some(at) = next {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let Some(c) = after.chars().next() else { break };
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' || matches!(c, '\u{2028}' | '\u{2029}') => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
        rest = &after[c.len_utf8()..];
        next = first_special(rest.as_bytes(), is_special);
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_strings_of_javascript() {
        let mut out = String::new();
        string("例…「\"」\\\n\u{2028}\u{1f}終※", &mut out);
        assert_eq!(out, "\"例…「\\\"」\\\\\\n\\u2028\\u001f終※\"");
    }

    #[test]
    fn the_common_words_are_read() {
        let read: Synonyms = serde_yaml::from_str(include_str!("search/synonyms.yaml")).unwrap();
        assert_eq!(read, *SYNONYMS);
        let Synonyms { ja, en } = read;
        assert!(ja.iter().any(|group| group[0] == "健保") && !en.is_empty());
        for group in ja.iter().chain(&en) {
            assert!(group.len() > 1 && group.iter().all(|word| !word.trim().is_empty()), "{group:?}");
            let mut once: Vec<&String> = group.iter().collect();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), group.len(), "{group:?}");
        }
    }
}
