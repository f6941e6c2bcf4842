//! Finds the texts of a document in those of a page, in their order and without a copy of either. Blanks do not count. Nearly all pages are found
//! whole by this; what is not is looked for by `align`, which tells what is missing.

use super::expect::Expected;
use super::read::{Page, Spot};
use super::squeeze::unblank;
use memchr::memchr;
use std::borrow::Cow;

/// Where each text begins on its page; none if one of them is missing, or was not found soon enough.
pub fn places(expected: &Expected, page: &Page) -> Option<Vec<Option<Spot>>> {
    let mut walk = Walk::of(page);
    let mut places = Vec::with_capacity(expected.runs.len());
    for run in &expected.runs {
        match walk.next(expected.parts.get(run.parts.clone())?) {
            Found::At(spot) => places.push(Some(spot)),
            Found::Nowhere | Found::Tired => return None,
        }
    }
    Some(places)
}

/// Where words stand that are no blanks.
pub fn find(words: &str, page: &Page) -> Found {
    Walk::of(page).next(&[words])
}

/// What came of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// They begin here.
    At(Spot),
    /// They do not stand there.
    Nowhere,
    /// There are too many places at which they nearly stand.
    Tired,
}

/// A way through the texts of a page.
struct Walk<'p> {
    /// The texts up to the end of the content.
    texts: &'p [Cow<'p, [u8]>],
    /// Where what was found last ends.
    spot: Spot,
    /// So many bytes may still be compared in vain.
    strength: usize,
}

impl<'p> Walk<'p> {
    fn of(page: &'p Page<'p>) -> Walk<'p> {
        /// For each byte of the page.
        const STRENGTH: usize = 64;
        let content = page.content();
        let texts = page.texts.get(..content.end.min(page.texts.len())).unwrap_or_default();
        let strength = texts.iter().map(|text| text.len()).sum::<usize>().saturating_mul(STRENGTH);
        Walk { texts, spot: Spot { text: content.start, byte: 0 }, strength }
    }

    /// Goes to the end of the next words that are these.
    fn next(&mut self, parts: &[&str]) -> Found {
        let mut spot = self.spot;
        if rest(self.texts, &mut spot).is_none() {
            return Found::Nowhere;
        }
        // Mostly they stand just there.
        if let Ok(end) = end(self.texts, parts, spot) {
            self.spot = end;
            return Found::At(spot);
        }
        self.search(parts, spot)
    }

    fn search(&mut self, parts: &[&str], from: Spot) -> Found {
        let words = parts.first().map(|part| unblank(part.as_bytes())).unwrap_or_default();
        let sign = first(words);
        let Some((last, before)) = sign.split_last() else { return Found::Nowhere };
        let mut byte = from.byte;
        for (number, text) in self.texts.iter().enumerate().skip(from.text) {
            // The last byte of a character tells it from its like.
            while let Some(at) = text.get(byte + before.len()..).and_then(|rest| memchr(*last, rest)) {
                let spot = Spot { text: number, byte: byte + at };
                byte = spot.byte + 1;
                if !text.get(spot.byte..).is_some_and(|rest| rest.starts_with(sign)) {
                    continue;
                }
                match end(self.texts, parts, spot) {
                    Ok(end) => {
                        self.spot = end;
                        return Found::At(spot);
                    }
                    Err(compared) => match self.strength.checked_sub(compared) {
                        Some(left) => self.strength = left,
                        None => return Found::Tired,
                    },
                }
            }
            byte = 0;
        }
        Found::Nowhere
    }
}

/// What stands at a place, which is moved to where that begins.
fn rest<'p>(texts: &'p [Cow<'p, [u8]>], spot: &mut Spot) -> Option<&'p [u8]> {
    loop {
        let text = texts.get(spot.text)?;
        let left = text.get(spot.byte..).map(unblank).unwrap_or_default();
        if !left.is_empty() {
            spot.byte = text.len() - left.len();
            return Some(left);
        }
        *spot = Spot { text: spot.text + 1, byte: 0 };
    }
}

/// Where the words end that begin at a place; or how many bytes are the same, and one more.
fn end(texts: &[Cow<[u8]>], parts: &[&str], from: Spot) -> Result<Spot, usize> {
    let mut spot = from;
    let mut compared = 1;
    for part in parts {
        let mut want = unblank(part.as_bytes());
        while !want.is_empty() {
            let have = rest(texts, &mut spot).ok_or(compared)?;
            let same = same(want, have);
            spot.byte += same;
            compared += same;
            let (wanted, had) = (&want[same..], &have[same..]);
            want = unblank(wanted);
            // Both go on, and neither with a blank.
            if !wanted.is_empty() && !had.is_empty() && want.len() == wanted.len() && unblank(had).len() == had.len() {
                return Err(compared);
            }
        }
    }
    Ok(spot)
}

/// How many bytes are the same in both, up to a whole character.
fn same(want: &[u8], have: &[u8]) -> usize {
    let both = want.len().min(have.len());
    if want[..both] == have[..both] {
        return both;
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
    use super::super::squeeze::squeeze;
    use super::*;
    use crate::content::NodeId;
    use crate::document::tree::{Block, Inline, Kind};
    use proptest::prelude::*;

    fn page<'p>(texts: &[&'p str]) -> Page<'p> {
        let texts = texts.iter().filter(|text| !text.trim().is_empty()).map(|text| Cow::Borrowed(text.as_bytes())).collect();
        Page { texts, ..Page::default() }
    }

    /// Compares what is found here with what is found without blanks.
    fn compare(runs: &[Vec<&str>], texts: &[&str]) -> bool {
        let page = page(texts);
        let paragraph = |parts: &Vec<&str>| Block {
            at: NodeId(0),
            anchor: None,
            role: "",
            kind: Kind::Paragraph { label: String::new(), text: parts.iter().map(|part| Inline::Text((*part).to_owned())).collect() },
        };
        let blocks: Vec<Block> = runs.iter().map(paragraph).collect();
        let expected = Expected::of(&blocks);
        let read = page.squeezed(0..page.texts.len());
        let by_align = align(&expected.said(), &read.all, 0..read.all.len());
        let in_order = by_align.iter().try_fold(0, |from, start| start.filter(|start| *start >= from)).is_some();
        match places(&expected, &page) {
            Some(places) => {
                let texts =
                    |spots: &mut dyn Iterator<Item = Option<Spot>>| spots.map(|spot| spot.map(|spot| spot.text)).collect::<Vec<_>>();
                let aligned = texts(&mut by_align.iter().map(|start| start.map(|start| read.spot(start))));
                assert_eq!(texts(&mut places.iter().copied()), aligned, "{runs:?} {texts:?}", texts = page.texts);
                assert!(places.is_sorted());
                true
            }
            None => {
                assert!(!in_order || by_align.is_empty(), "{runs:?} {texts:?} {by_align:?}");
                false
            }
        }
    }

    #[test]
    fn texts_are_found_in_their_order_whatever_stands_between() {
        assert!(compare(&[vec!["氏名"], vec!["住所", " ", "氏　名"]], &["目次", "\n", " 氏名・住", "所の\n次 ", "住所 氏", "名"]));
        assert!(!compare(&[vec!["氏名"], vec!["氏名"]], &["氏名", "氏 姓"]));
        assert!(compare(&[vec!["aab"]], &["aaaab"]));
        assert!(compare(&[vec!["い、"]], &["い。い\u{3000}、"]));
        assert!(compare(&[], &[]));
        assert!(!compare(&[vec!["x"]], &[]));
    }

    #[test]
    fn nobody_is_kept_waiting() {
        let (long, wanted) = ("あ".repeat(40_000), format!("{}い", "あ".repeat(20_000)));
        assert_eq!(find(&wanted, &page(&[&long])), Found::Tired);
        assert_eq!(find("い", &page(&[&long])), Found::Nowhere);
    }

    proptest! {
        #[test]
        fn what_is_found_here_is_found_without_blanks(
            runs in proptest::collection::vec(proptest::collection::vec("[あい、a \u{3000}]{0,3}", 0..3), 0..4),
            texts in proptest::collection::vec("[あい、a \u{3000}]{0,5}", 0..8),
        ) {
            let runs: Vec<Vec<&str>> = runs.iter().map(|run| run.iter().map(String::as_str).collect()).collect();
            compare(&runs, &texts.iter().map(String::as_str).collect::<Vec<_>>());
        }

        #[test]
        fn so_are_single_words(words in "[あいa ]{0,4}", texts in proptest::collection::vec("[あいa \u{3000}]{0,5}", 0..8)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let page = page(&texts);
            let mut wanted = String::new();
            squeeze(&words, &mut wanted);
            if !wanted.is_empty() {
                let read = page.squeezed(0..page.texts.len());
                let found = match find(&words, &page) {
                    Found::At(spot) => Some(spot.text),
                    Found::Nowhere | Found::Tired => None,
                };
                prop_assert_eq!(found, read.all.find(&wanted).map(|at| read.spot(at).text));
            }
        }
    }
}
