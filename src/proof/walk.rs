//! Finds the texts of a document in the text of a page, in their order and without a copy of either. Blanks do not count. Nearly all pages are found
//! whole by this; what is not is looked for by `align`, which tells what is missing.

use super::expect::Expected;
use super::read::Page;
use super::squeeze::unblank;
use memchr::memmem;

/// Where each text begins in that of its page; none if one of them is missing, or was not found soon enough.
pub fn places(expected: &Expected, page: &Page) -> Option<Vec<Option<usize>>> {
    let mut walk = Walk::of(page);
    let mut places = Vec::with_capacity(expected.runs.len());
    for run in &expected.runs {
        match walk.next(expected.parts_of(run)) {
            Found::At(at) => places.push(Some(at)),
            Found::Nowhere | Found::Tired => return None,
        }
    }
    Some(places)
}

/// Where words stand in the content of a page. They are more than blanks.
pub fn find(words: &str, page: &Page) -> Found {
    Walk::of(page).next(&[words])
}

/// What came of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// They begin here.
    At(usize),
    /// They do not stand there.
    Nowhere,
    /// There are too many places at which they nearly stand.
    Tired,
}

/// A way through the content of a page.
struct Walk<'p> {
    /// The text up to the end of the content.
    text: &'p [u8],
    /// Where what was found last ends.
    at: usize,
    /// So many bytes may still be compared in vain.
    strength: usize,
}

impl<'p> Walk<'p> {
    fn of(page: &'p Page) -> Walk<'p> {
        /// For each byte of the page.
        const STRENGTH: usize = 64;
        let content = page.content();
        let text = page.text.get(..content.end).unwrap_or(&page.text);
        Walk { text, at: content.start, strength: text.len().saturating_mul(STRENGTH) }
    }

    /// Goes to the end of the next words that are these.
    fn next(&mut self, parts: &[&str]) -> Found {
        let rest = unblank(self.text.get(self.at..).unwrap_or_default());
        let at = self.text.len() - rest.len();
        // Mostly they stand just there.
        match end(rest, parts) {
            Ok(after) => {
                self.at = self.text.len() - after.len();
                Found::At(at)
            }
            Err(_) => self.search(parts, at),
        }
    }

    fn search(&mut self, parts: &[&str], from: usize) -> Found {
        let words = parts.first().map(|part| unblank(part.as_bytes())).unwrap_or_default();
        let text = self.text.get(from..).unwrap_or_default();
        // Blanks may stand after each character, so that only the first can be looked for as it is.
        for near in memmem::find_iter(text, first(words)) {
            match end(text.get(near..).unwrap_or_default(), parts) {
                Ok(after) => {
                    self.at = self.text.len() - after.len();
                    return Found::At(from + near);
                }
                Err(compared) => match self.strength.checked_sub(compared) {
                    Some(left) => self.strength = left,
                    None => return Found::Tired,
                },
            }
        }
        Found::Nowhere
    }
}

/// What stands after the words with which a text begins; or how many bytes are the same, and one more.
fn end<'p>(text: &'p [u8], parts: &[&str]) -> Result<&'p [u8], usize> {
    let mut have = text;
    for part in parts {
        let mut want = unblank(part.as_bytes());
        while !want.is_empty() {
            have = unblank(have);
            let same = same(want, have);
            let (wanted, had) = (&want[same..], &have[same..]);
            (want, have) = (unblank(wanted), had);
            // There is more to come, and neither goes on with a blank.
            if !wanted.is_empty() && want.len() == wanted.len() && unblank(had).len() == had.len() {
                return Err(text.len() - had.len() + 1);
            }
        }
    }
    Ok(have)
}

/// How many bytes are the same in both, up to a whole character.
fn same(want: &[u8], have: &[u8]) -> usize {
    if have.starts_with(want) {
        return want.len();
    }
    let differ = want.iter().zip(have).take_while(|(want, have)| want == have).count();
    (0..=differ).rev().find(|at| want.get(*at).is_none_or(|byte| byte & 0xC0 != 0x80)).unwrap_or(0)
}

/// The first character of a text.
fn first(text: &[u8]) -> &[u8] {
    let length = text.iter().skip(1).take_while(|byte| **byte & 0xC0 == 0x80).count() + 1;
    text.get(..length).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::align::align;
    use super::super::squeeze::{Squeezed, squeeze};
    use super::*;
    use crate::content::NodeId;
    use crate::document::tree::{Block, Inline, Kind};
    use proptest::prelude::*;

    fn page(text: &str) -> Page<'static> {
        Page { text: text.as_bytes().to_vec(), ..Page::default() }
    }

    /// Compares what is found here with what is found without blanks.
    fn compare(runs: &[Vec<&str>], text: &str) -> bool {
        let paragraph = |parts: &Vec<&str>| Block {
            at: NodeId(0),
            anchor: None,
            role: "",
            kind: Kind::Paragraph {
                label: String::new().into(),
                text: parts.iter().map(|part| Inline::Text((*part).to_owned().into())).collect(),
            },
        };
        let blocks: Vec<Block> = runs.iter().map(paragraph).collect();
        let expected = Expected::of(&blocks, 0);
        let read = Squeezed::of(text.as_bytes());
        let aligned: Vec<Option<usize>> = align(&expected.said(), &read.text, 0..read.text.len())
            .into_iter()
            .map(|start| start.map(|start| read.origin(start)))
            .collect();
        match places(&expected, &page(text)) {
            Some(places) => {
                assert_eq!(places, aligned, "{runs:?} {text:?}");
                true
            }
            None => {
                assert!(aligned.iter().any(Option::is_none) || !aligned.is_sorted(), "{runs:?} {text:?}");
                false
            }
        }
    }

    #[test]
    fn texts_are_found_in_their_order_whatever_stands_between() {
        assert!(compare(&[vec!["氏名"], vec!["住所", " ", "氏　名"]], "目次\n 氏名・住所の\n次 住所 氏名"));
        assert!(!compare(&[vec!["氏名"], vec!["氏名"]], "氏名氏 姓"));
        assert!(compare(&[vec!["aab"]], "aaaab"));
        assert!(compare(&[vec!["い、"]], "い。い\u{3000}、"));
        assert!(compare(&[], ""));
        assert!(!compare(&[vec!["x"]], ""));
    }

    #[test]
    fn nobody_is_kept_waiting() {
        let (long, wanted) = ("あ".repeat(40_000), format!("{}い", "あ".repeat(20_000)));
        assert_eq!(find(&wanted, &page(&long)), Found::Tired);
        assert_eq!(find("い", &page(&long)), Found::Nowhere);
    }

    proptest! {
        #[test]
        fn what_is_found_here_is_found_without_blanks(
            runs in proptest::collection::vec(proptest::collection::vec("[あい、a \u{3000}]{0,3}", 0..3), 0..4),
            text in "[あい、a \u{3000}]{0,20}",
        ) {
            let runs: Vec<Vec<&str>> = runs.iter().map(|run| run.iter().map(String::as_str).collect()).collect();
            compare(&runs, &text);
        }

        #[test]
        fn so_are_single_words(words in "[あいa ]{0,4}", text in "[あいa \u{3000}]{0,20}") {
            let mut wanted = String::new();
            squeeze(&words, &mut wanted);
            if !wanted.is_empty() {
                let read = Squeezed::of(text.as_bytes());
                let found = read.text.find(&wanted).map_or(Found::Nowhere, |at| Found::At(read.origin(at)));
                prop_assert_eq!(find(&words, &page(&text)), found);
            }
        }
    }
}
