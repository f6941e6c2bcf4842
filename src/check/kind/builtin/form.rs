//! How texts are written: brackets, doubled words, widths, telephone numbers.

use super::Builtin;
use crate::check::kind::text::texts;
use crate::check::kind::{Context, Hit, Selection, text_of};
use crate::check::look::Traits;
use crate::check::texts::Text;
use crate::lang::Words;
use crate::words;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Pairs of brackets; full- and half-width round ones are one pair.
const PAIRS: [(char, char); 7] = [('（', '）'), ('「', '」'), ('『', '』'), ('【', '】'), ('〔', '〕'), ('［', '］'), ('[', ']')];

/// How a blank begins, which the rule `form-blank` tells of.
const BLANK: &str = "〔要記入";

fn even(c: char) -> char {
    match c {
        '(' => '（',
        ')' => '）',
        other => other,
    }
}

/// Brackets open and close in pairs.
pub fn brackets(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for text in texts(context, selection, Traits::UNPAIRED) {
        hits.extend(unbalanced(text.text).map(|(range, detail)| Hit::within(text, range).detail(detail)));
    }
    Ok(())
}

fn unbalanced(text: &str) -> Option<(Range<usize>, Words)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| may_be_bracket(*c)) {
        let end = at + c.len_utf8();
        let c = even(c);
        if PAIRS.iter().any(|(o, _)| *o == c) {
            open.push((at, c));
        } else if let Some((o, _)) = PAIRS.iter().find(|(_, close)| *close == c) {
            match open.last() {
                Some((_, last)) if last == o => _ = open.pop(),
                // 1) ア) ※1）: a label, no bracket.
                _ if is_label(&text[..at]) => {}
                _ => return Some((at..end, words!("「{c}」に対応する始めの括弧がありません", "“{c}” closes nothing"))),
            }
        }
    }
    let (at, c) = *open.first()?;
    Some((at..at + text[at..].chars().next()?.len_utf8(), words!("「{c}」が閉じていません", "“{c}” is not closed")))
}

/// Whether a character is one of the few among which the brackets are.
fn may_be_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '\u{3008}'..='\u{301b}' | '\u{ff08}'..='\u{ff3d}')
}

fn is_label(before: &str) -> bool {
    let short = before.chars().count() <= 3;
    short
        && !before.is_empty()
        && before.chars().all(|c| c.is_numeric() || c == '※' || c == '注' || ('ァ'..='ヶ').contains(&c) || c.is_ascii_alphabetic())
}

/// Words written twice: 「をを」, 「利用目的利用目的」.
pub fn doubled_words(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for text in texts(context, selection, Traits::DOUBLED) {
        hits.extend(doubled(text.text).into_iter().map(|r| Hit::within(text, r)));
    }
    Ok(())
}

/// Particles and stops that never stand twice.
const ONCE: [&str; 8] = ["をを", "がが", "のの", "、、", "。。", "はは、", "にに", "でで"];

/// もののほか, までで, ががん: one of the two belongs to a word.
fn belongs_to_word(text: &str, range: &Range<usize>) -> bool {
    let (before, particle, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    match particle {
        "のの" => before.ends_with('も'),
        "でで" => before.ends_with('ま'),
        "がが" => after.starts_with('ん'),
        _ => false,
    }
}

/// Words that are right when doubled.
const REDUPLICATED: [&str; 6] = ["個人", "一人", "一つ", "段階", "各自", "別々"];

fn doubled(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut previous, mut has_pair) = (Vec::new(), '\0', false);
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || ('ァ'..='ヺ').contains(&c) || c == 'ー';
    // Where a run of such characters began, and how many it has so far.
    let (mut start, mut length) = (0, 0);
    // The characters of the run, by their last bits, and whether one of them may have come twice.
    let (mut met, mut again) = (0u64, false);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        has_pair |= c == previous;
        previous = c;
        if is_word(c) {
            if length == 0 {
                (start, met, again) = (at, 0, false);
            }
            let bit = 1 << (u32::from(c) & 63);
            again |= met & bit != 0;
            met |= bit;
            length += 1;
            continue;
        }
        if length >= 4 && again {
            let run: Vec<(usize, char)> = text[start..at].char_indices().map(|(i, c)| (start + i, c)).collect();
            let range = twice(&run, at).filter(|(word, _)| !REDUPLICATED.contains(&&text[word.clone()]));
            found.extend(range.map(|(_, both)| both));
        }
        length = 0;
    }
    if has_pair {
        let particles = ONCE.iter().flat_map(|p| text.match_indices(p).map(|(at, m)| at..at + m.len()));
        found = particles.filter(|r| !belongs_to_word(text, r)).chain(found).collect();
    }
    found
}

/// The longest word that stands twice in a run of characters that ends at a byte: the word, and both.
fn twice(run: &[(usize, char)], end: usize) -> Option<(Range<usize>, Range<usize>)> {
    let at = |i: usize| run.get(i).map_or(end, |(at, _)| *at);
    let same = |s: usize, n: usize| run[s..s + n].iter().map(|(_, c)| c).eq(run[s + n..s + 2 * n].iter().map(|(_, c)| c));
    let (s, n) = (2..=run.len() / 2).rev().find_map(|n| (0..=run.len() - 2 * n).find(|s| same(*s, n)).map(|s| (s, n)))?;
    Some((at(s)..at(s + n), at(s)..at(s + 2 * n)))
}

/// One file keeps to one width: round brackets, digits, letters. One hit a file and kind, at the first of the rarer ones.
pub fn mixed_width(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    type Kind = (fn(char) -> bool, fn(char) -> bool, fn() -> Words);
    let kinds: [Kind; 3] = [
        (|c| c == '（' || c == '）', |c| c == '(' || c == ')', || words!("括弧", "brackets")),
        (|c| ('０'..='９').contains(&c), |c| c.is_ascii_digit(), || words!("数字", "digits")),
        (|c| ('Ａ'..='ｚ').contains(&c), |c| c.is_ascii_alphabetic(), || words!("英字", "letters")),
    ];
    let all = texts(context, selection, Traits::default());
    let mut files = BTreeMap::<&str, Traits>::new();
    for texts in all.chunk_by(|a, b| a.file == b.file) {
        if let [first, ..] = texts {
            let of_file = files.entry(first.stem).or_default();
            *of_file = texts.iter().fold(*of_file, |traits, text| traits.or(text.traits));
        }
    }
    let is_mixed = |traits: &Traits| Traits::FULL.iter().zip(Traits::HALF).any(|(full, half)| traits.has(full.or(half)));
    for (stem, _) in files.into_iter().filter(|(_, traits)| is_mixed(traits)) {
        let texts: Vec<&Text> = all.iter().filter(|t| t.stem == stem).copied().collect();
        let mut counts = [(0usize, 0usize); 3];
        for (_, c) in texts.iter().flat_map(|t| of_two_widths(t.text)) {
            for ((full, half, _), (f, h)) in kinds.iter().zip(&mut counts) {
                *f += usize::from(full(c));
                *h += usize::from(half(c));
            }
        }
        for ((full, half, words), (f, h)) in kinds.into_iter().zip(counts).filter(|(_, (f, h))| *f > 0 && *h > 0) {
            let rare = if f < h { full } else { half };
            hits.extend(first(&texts, rare).map(|(text, range)| Hit::within(text, range).detail(words())));
        }
    }
    Ok(())
}

/// The first character of a kind.
fn first<'t>(texts: &[&'t Text<'t>], is: fn(char) -> bool) -> Option<(&'t Text<'t>, Range<usize>)> {
    texts.iter().find_map(|t| of_two_widths(t.text).find(|(_, c)| is(*c)).map(|(at, c)| (*t, at..at + c.len_utf8())))
}

/// The characters of a text that are written in two widths and print as they stand: references, links and addresses left out.
fn of_two_widths(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut depth, mut target, mut previous) = (0, false, b' ');
    // Their first bytes are in no other character but some that are rare.
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        let after = std::mem::replace(&mut previous, byte);
        match byte {
            b'<' => depth += 1,
            b'>' => depth = (depth - 1).max(0),
            b'(' if after == b']' => target = true,
            b')' if target => target = false,
            _ if depth > 0 || target => {}
            ..0x80 => return Some((at, char::from(byte))),
            0xEF => return text[at..].chars().next().filter(|c| ('\u{ff00}'..='\u{ff5e}').contains(c)).map(|c| (at, c)),
            _ => {}
        }
        None
    })
}

/// Telephone and fax numbers: ten digits, eleven for 050, 070, 080, 090, with a leading 0 and hyphens between groups.
pub fn phone_number(_: &Builtin, _: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for s in super::values(selection)?.iter().filter(|s| !s.is_filled()) {
        for leaf in s.leaves() {
            let text = text_of(leaf);
            if text != "society" && !text.contains(BLANK) {
                hits.extend(bad_number(&text).map(|detail| Hit::at(leaf).detail(detail)));
            }
        }
    }
    Ok(())
}

fn bad_number(text: &str) -> Option<Words> {
    let even: String = text.nfkc().map(|c| if "‐‑–—−ー".contains(c) { '-' } else { c }).collect();
    let main = even.split(['（', '(']).next().unwrap_or_default();
    let main = main.split("内線").next().unwrap_or_default().trim();
    if main.chars().any(|c| !c.is_ascii_digit() && !"-() +".contains(c)) {
        return Some(words!("数字とハイフンのほかの文字があります", "it has other characters than digits and hyphens"));
    }
    let main = main.strip_prefix("+81").map_or(main.to_owned(), |rest| format!("0{}", rest.trim_start_matches(['-', ' ', '0'])));
    if !main.starts_with('0') {
        return Some(words!("0で始まっていません", "it does not begin with 0"));
    }
    let digits = main.chars().filter(char::is_ascii_digit).count();
    let mobile = ["050", "070", "080", "090", "020"].iter().any(|p| main.starts_with(p));
    let right = if mobile { 11 } else { 10 };
    let toll_free = main.starts_with("0800") && digits == 11;
    (digits != right && !toll_free)
        .then(|| words!("数字が{digits}桁です（{right}桁のはずです）", "it has {digits} digits, {right} are expected"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::look::{Look, Runs};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_look_leaves_out_no_text_that_is_wrong(
            text in "([（）()「」『』\\[\\]【】［］〔〕<>:1ア※a１Ａ個人番号カードー・のをが、。はにで ]|のの|人番号人番号|カード){0,24}"
        ) {
            let traits = Look::default().over(&text, &mut Runs::default(), |_| {});
            prop_assert!(traits.has(Traits::UNPAIRED) || unbalanced(&text).is_none(), "{}", text);
            prop_assert!(traits.has(Traits::DOUBLED) || doubled(&text).is_empty(), "{}", text);
            let count = |is: fn(char) -> bool| of_two_widths(&text).any(|(_, c)| is(c));
            let full = [count(|c| c == '（' || c == '）'), count(|c| ('０'..='９').contains(&c)), count(|c| ('Ａ'..='ｚ').contains(&c))];
            let half = [count(|c| c == '(' || c == ')'), count(|c| c.is_ascii_digit()), count(|c| c.is_ascii_alphabetic())];
            prop_assert_eq!(Traits::FULL.map(|t| traits.has(t)), full);
            prop_assert_eq!(Traits::HALF.map(|t| traits.has(t)), half);
        }
    }
}
