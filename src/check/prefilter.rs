//! One look at all texts of a society for the expressions of all rules: most expressions can only match where certain words stand,
//! and most of these words stand nowhere. What is left is searched with the expression itself.

use super::kind::Check;
use super::kind::text::TextCheck;
use super::look::{Look, Runs};
use super::rule::{Rule, VersionState};
use super::scalar::Re;
use super::texts::Text;
use super::words::{OneOf, required};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The words that expressions require, as they were worked out beforehand.
pub type Known = BTreeMap<String, Vec<OneOf>>;

/// The words without which the expressions of rules match nothing.
#[derive(Debug, Default)]
pub struct Prefilter {
    look: Look,
    /// For each word where those of `requiring` end that require it.
    words: Vec<u32>,
    /// The numbers of expressions, and in which of their lists a word stands, as a bit.
    requiring: Vec<(u32, u64)>,
    /// For each expression the bits of all its lists.
    whole: Vec<u64>,
    expressions: Arc<BTreeMap<String, Wanted>>,
}

/// An expression that is looked for.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    number: usize,
    /// Whether it may match in a text that is all ASCII.
    in_ascii: bool,
}

/// For each expression the texts in which all that it requires stands.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    expressions: Arc<BTreeMap<String, Wanted>>,
    /// For each expression where its texts end.
    ends: Vec<u32>,
    texts: Vec<u32>,
}

impl Prefilter {
    /// For the expressions with which rules search all texts.
    pub fn of<'r>(rules: impl Iterator<Item = &'r Rule>, known: Option<&'static Known>) -> Prefilter {
        let mut words = Vec::<(Cow<'static, str>, (usize, u64))>::new();
        let (mut whole, mut expressions) = (Vec::new(), BTreeMap::<String, Wanted>::new());
        for expression in rules.flat_map(searched).map(Re::as_str) {
            if expressions.contains_key(expression) {
                continue;
            }
            let (number, first) = (expressions.len(), words.len());
            // Some of many lists do as well.
            let bits = (0..u64::BITS).map(|i| 1 << i);
            match known.and_then(|known| known.get(expression)) {
                Some(lists) => bits.zip(lists).for_each(|(bit, list)| {
                    words.extend(list.iter().map(|word| (Cow::Borrowed(word.as_str()), (number, bit))));
                }),
                None => bits.zip(required(expression)).for_each(|(bit, list)| {
                    words.extend(list.into_iter().map(|word| (Cow::Owned(word), (number, bit))));
                }),
            }
            let all = words[first..].iter().fold(0, |all, (_, (_, bit))| all | bit);
            let of_ascii = words[first..].iter().filter(|(word, _)| word.is_ascii()).fold(0, |all, (_, (_, bit))| all | bit);
            if all > 0 {
                expressions.insert(expression.to_owned(), Wanted { number, in_ascii: of_ascii == all });
                whole.push(all);
            }
        }
        words.sort_unstable();
        let (mut texts, mut ends, mut requiring) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len()), Vec::new());
        for (word, (expression, bit)) in words {
            if texts.last() != Some(&word) {
                texts.push(word);
                ends.push(requiring.len() as u32);
            }
            requiring.push((expression as u32, bit));
            if let Some(end) = ends.last_mut() {
                *end = requiring.len() as u32;
            }
        }
        Prefilter { look: Look::at(texts), words: ends, requiring, whole, expressions: Arc::new(expressions) }
    }

    /// Looks at texts, and tells each what it has.
    pub fn look(&self, texts: &mut [Text]) -> Seen {
        let (mut bits, mut touched, mut runs) = (vec![0; self.whole.len()], Vec::new(), Runs::default());
        let mut found = Vec::with_capacity(texts.len());
        for (text, number) in texts.iter_mut().zip(0..) {
            text.traits = self.look.over(text.text, &mut runs, |word| {
                for (expression, bit) in part(&self.requiring, &self.words, word) {
                    let of_expression = &mut bits[*expression as usize];
                    if *of_expression == 0 {
                        touched.push(*expression);
                    }
                    *of_expression |= bit;
                }
            });
            for expression in touched.drain(..) {
                if std::mem::take(&mut bits[expression as usize]) == self.whole[expression as usize] {
                    found.push((expression, number));
                }
            }
        }
        Seen::of(self, &found)
    }
}

/// One of the parts that lie one after the other, of each of which it is known where it ends.
fn part<'p, T>(all: &'p [T], ends: &[u32], number: usize) -> &'p [T] {
    let start = number.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied());
    let range = start.zip(ends.get(number).copied()).map(|(start, end)| start as usize..end as usize);
    range.and_then(|range| all.get(range)).unwrap_or_default()
}

impl Seen {
    /// What was found: expressions, and texts in their order.
    fn of(prefilter: &Prefilter, found: &[(u32, u32)]) -> Seen {
        // First where those of each begin; then that place moves on by every text to where they end.
        let mut ends = vec![0; prefilter.whole.len() + 1];
        found.iter().for_each(|(expression, _)| ends[*expression as usize + 1] += 1);
        for i in 1..ends.len() {
            ends[i] += ends[i - 1];
        }
        ends.pop();
        let mut texts = vec![0; found.len()];
        for (expression, text) in found {
            let end = &mut ends[*expression as usize];
            texts[*end as usize] = *text;
            *end += 1;
        }
        Seen { expressions: prefilter.expressions.clone(), ends, texts }
    }

    /// The texts in which an expression may match, by their numbers; none: nothing is known.
    pub fn texts_of(&self, expression: &Re) -> Option<&[u32]> {
        let wanted = self.expressions.get(expression.as_str())?;
        Some(part(&self.texts, &self.ends, wanted.number))
    }

    /// The same, if it matches in no text that is all ASCII.
    pub fn texts_beyond_ascii(&self, expression: &Re) -> Option<&[u32]> {
        let wanted = self.expressions.get(expression.as_str()).filter(|w| !w.in_ascii)?;
        Some(part(&self.texts, &self.ends, wanted.number))
    }
}

/// The expressions with which a rule searches all texts.
fn searched(rule: &Rule) -> Vec<&Re> {
    let text_checks = rule.versions.iter().filter_map(|v| match &v.state {
        VersionState::InForce(check) => match check {
            Check::Text(t) => Some(&**t),
            _ => None,
        },
        VersionState::Pending { .. } => None,
    });
    let when = rule.when.iter().filter_map(|w| w.text.as_ref());
    when.chain(text_checks.flat_map(TextCheck::expressions)).collect()
}
