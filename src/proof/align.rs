//! Finds the texts of a document in what was rendered: each of them, in their order, none of them used twice.

use super::expect::Said;
use std::ops::Range;

/// So many texts ahead decide whether a text was found in its place or only somewhere further down.
const AHEAD: usize = 8;

/// Where each text begins within `text`; nothing for what is missing.
pub fn align(said: &Said, text: &str, part: Range<usize>) -> Vec<Option<usize>> {
    let part = part.start..part.end.min(text.len());
    match strictly(said, 0..said.runs.len(), text, part.clone()) {
        (places, None) => places,
        // A theme may have drawn a block in its own order, or something is missing: the slow way tells which.
        (_, Some(_)) => by_blocks(said, text, part),
    }
}

/// Each text at or after the end of the one before. The earliest place is the best one: if this fails, no other choice would do.
/// Says with which text it failed, if it did.
fn strictly(said: &Said, runs: Range<usize>, text: &str, part: Range<usize>) -> (Vec<Option<usize>>, Option<usize>) {
    let mut cursor = part.start;
    let mut places = Vec::with_capacity(runs.len());
    for i in runs {
        let words = said.words(i);
        let rest = &text[cursor..part.end];
        let Some(at) = (if rest.starts_with(words) { Some(0) } else { rest.find(words) }) else {
            return (places, Some(i));
        };
        places.push(Some(cursor + at));
        cursor += at + words.len();
    }
    (places, None)
}

/// Block by block: within a block in any order, and what is missing left out.
fn by_blocks(said: &Said, text: &str, part: Range<usize>) -> Vec<Option<usize>> {
    let runs = &said.runs;
    let mut places = Vec::with_capacity(runs.len());
    let mut cursor = part.start;
    let mut first = 0;
    while first < runs.len() {
        let end = first + runs[first..].iter().take_while(|run| run.1 == runs[first].1).count();
        let (found, after) = block(said, first..end, text, cursor..part.end);
        places.extend(found);
        cursor = after;
        first = end;
    }
    places
}

/// The texts of one block from a place on, and where the next block may begin.
fn block(said: &Said, block: Range<usize>, text: &str, part: Range<usize>) -> (Vec<Option<usize>>, usize) {
    if let (places, None) = strictly(said, block.clone(), text, part.clone())
        && let Some(Some(last)) = places.last().copied()
    {
        let after = last + said.words(block.end - 1).len();
        if !goes_on_better_without(said, block.end, text, part.clone(), after) {
            return (places, after);
        }
    }
    in_any_order(said, block, text, part)
}

/// The longest texts first: a short one may be a part of another, and may not be found there.
fn in_any_order(said: &Said, block: Range<usize>, text: &str, part: Range<usize>) -> (Vec<Option<usize>>, usize) {
    let words = |i: usize| said.words(i);
    let mut longest_first: Vec<usize> = block.clone().collect();
    longest_first.sort_by_key(|i| std::cmp::Reverse(words(*i).len()));
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut places = vec![None; block.len()];
    for i in longest_first {
        let ends = |at: usize| at + words(i).len();
        let free = |at: &usize| taken.iter().all(|other| other.end <= *at || ends(*at) <= other.start);
        let mut found = occurrences(text, words(i), part.clone()).filter(free);
        let place = found.next().filter(|at| !goes_on_better_without(said, block.end, text, part.clone(), ends(*at)));
        drop(found);
        taken.extend(place.map(|at| at..ends(at)));
        places[i - block.start] = place;
    }
    let after = taken.iter().map(|range| range.end).max().unwrap_or(part.start);
    (places, after)
}

/// Every place where words stand, even if they overlap themselves.
fn occurrences<'t>(text: &'t str, words: &'t str, part: Range<usize>) -> impl Iterator<Item = usize> + 't {
    let mut from = part.start;
    std::iter::from_fn(move || {
        let at = from + text.get(from..part.end)?.find(words)?;
        from = text.ceil_char_boundary(at + 1);
        Some(at)
    })
}

/// Whether what follows is found before a place rather than after it: then what was found there belongs to something else.
fn goes_on_better_without(said: &Said, next: usize, text: &str, part: Range<usize>, after: usize) -> bool {
    let ahead = next..(next + AHEAD).min(said.runs.len());
    let reach = |from: usize| strictly(said, ahead.clone(), text, from..part.end).0.len();
    reach(after) < ahead.len() && reach(after) < reach(part.start)
}

#[cfg(test)]
mod tests {
    use super::super::expect::Expected;
    use super::*;
    use crate::content::NodeId;
    use crate::document::tree::{Block, Inline, Kind};

    /// What is missing of these texts (`|` within a text parts those of one block).
    fn missing(texts: &[&str], page: &str) -> Vec<String> {
        let paragraph = |t: &str| Block {
            at: NodeId(0),
            anchor: None,
            role: "",
            kind: Kind::Paragraph { label: "".into(), text: vec![Inline::Text(t.to_owned().into())].into() },
        };
        let blocks: Vec<Block> = texts
            .iter()
            .map(|t| {
                let body = t.split('|').map(paragraph).collect();
                Block { at: NodeId(0), anchor: None, role: "", kind: Kind::Note { mark: "".into(), body } }
            })
            .collect();
        let expected = Expected::of(&blocks, 0);
        let places = align(&expected.said(), page, 0..page.len());
        assert_eq!(places.len(), expected.runs.len());
        expected.runs.iter().zip(places).filter(|(_, at)| at.is_none()).map(|(run, _)| expected.words(run)).collect()
    }

    #[test]
    fn everything_in_order_is_there_whatever_stands_between() {
        assert_eq!(missing(&["氏名", "住所", "氏名"], "目次氏名・住所の次氏名"), [""; 0]);
    }

    #[test]
    fn a_theme_may_turn_a_block_around_but_not_the_page() {
        assert_eq!(missing(&["一", "氏名|例示", "二"], "一例示氏名二"), [""; 0]);
        assert_eq!(missing(&["一", "甲|乙|甲", "二"], "一乙甲甲二"), [""; 0]);
        assert_eq!(missing(&["一", "二"], "二一").len(), 1);
    }

    #[test]
    fn what_is_missing_is_named_even_if_its_words_come_again() {
        assert_eq!(missing(&["甲", "氏名", "住所", "乙", "氏名"], "甲住所乙氏名"), ["氏名"]);
        assert_eq!(missing(&["甲", "氏名", "住所", "乙"], "甲住所乙氏名"), ["氏名"]);
        assert_eq!(missing(&["甲", "氏名|住所", "乙", "丙"], "甲氏名乙丙住所"), ["住所"]);
        assert_eq!(missing(&["甲|甲", "乙"], "甲乙"), ["甲"]);
        assert_eq!(missing(&["組合|組合：担当者|理事長", "次"], "理事長組合：担当者次"), ["組合"]);
        assert_eq!(missing(&["甲", "乙"], ""), ["甲", "乙"]);
        assert_eq!(missing(&["終わり"], "終わ"), ["終わり"]);
    }
}
