//! One look at all texts of a society for the expressions of all rules: most expressions can only match where certain words stand,
//! and most of these words stand nowhere. What is left is searched with the expression itself.

use super::kind::Check;
use super::kind::text::TextCheck;
use super::look::Look;
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
    /// For each word the expressions that require it: their numbers, and which of their lists it stands in, as a bit.
    words: Vec<Vec<(usize, u64)>>,
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
    texts: Vec<Vec<u32>>,
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
        let (mut texts, mut requiring) = (Vec::new(), Vec::<Vec<(usize, u64)>>::new());
        for (word, by) in words {
            match requiring.last_mut().filter(|_| texts.last() == Some(&word)) {
                Some(all) => all.push(by),
                None => {
                    texts.push(word);
                    requiring.push(vec![by]);
                }
            }
        }
        Prefilter { look: Look::at(texts), words: requiring, whole, expressions: Arc::new(expressions) }
    }

    /// Looks at texts, and tells each what it has.
    pub fn look(&self, texts: &mut [Text]) -> Seen {
        let mut seen = Seen { expressions: self.expressions.clone(), texts: vec![Vec::new(); self.whole.len()] };
        let (mut bits, mut touched) = (vec![0; self.whole.len()], Vec::new());
        for (i, text) in texts.iter_mut().enumerate() {
            text.traits = self.look.over(text.text, |word| {
                for (expression, bit) in &self.words[word] {
                    if bits[*expression] == 0 {
                        touched.push(*expression);
                    }
                    bits[*expression] |= bit;
                }
            });
            for expression in touched.drain(..) {
                if bits[expression] == self.whole[expression] {
                    seen.texts[expression].push(i as u32);
                }
                bits[expression] = 0;
            }
        }
        seen
    }
}

impl Seen {
    /// The texts in which an expression may match, by their numbers; none: nothing is known.
    pub fn texts_of(&self, expression: &Re) -> Option<&[u32]> {
        let wanted = self.expressions.get(expression.as_str())?;
        self.texts.get(wanted.number).map(Vec::as_slice)
    }

    /// The same, if it matches in no text that is all ASCII.
    pub fn texts_beyond_ascii(&self, expression: &Re) -> Option<&[u32]> {
        let wanted = self.expressions.get(expression.as_str()).filter(|w| !w.in_ascii)?;
        self.texts.get(wanted.number).map(Vec::as_slice)
    }
}

/// The expressions with which a rule searches all texts.
fn searched(rule: &Rule) -> Vec<&Re> {
    let text_checks = rule.versions.iter().filter_map(|v| match &v.state {
        VersionState::InForce(check) => match &**check {
            Check::Text(t) => Some(t),
            _ => None,
        },
        VersionState::Pending { .. } => None,
    });
    let when = rule.when.iter().filter_map(|w| w.text.as_ref());
    when.chain(text_checks.flat_map(TextCheck::expressions)).collect()
}
