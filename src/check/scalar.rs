//! The small values of rule packs, each read where it stands: regular expressions, days, one value or several.

use super::expression::Expression;
use super::trust;
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

/// A regular expression: read with its pack, made ready when a rule first needs it.
#[derive(Clone)]
pub struct Re {
    expression: Expression,
    plain: OnceLock<Option<&'static [String]>>,
}

/// Expressions that are only words, as the build script found them among the rules that are built in.
static PLAIN: OnceLock<BTreeMap<String, Vec<String>>> = OnceLock::new();

/// Makes known which expressions are only words.
pub(super) fn know_plain(words: BTreeMap<String, Vec<String>>) {
    PLAIN.get_or_init(|| words);
}

impl Re {
    /// An expression that a test has read before.
    pub(super) fn proved(text: String) -> Re {
        Re { expression: Expression::new(text), plain: OnceLock::new() }
    }

    /// Reads an expression.
    pub fn parse(text: &str) -> Result<Re, String> {
        if trust::is_given() {
            return Ok(Re::proved(text.to_owned()));
        }
        if let Some(expression) = Expression::known(text) {
            return Ok(Re { expression, plain: OnceLock::new() });
        }
        regex_syntax::parse(text).map_err(|e| format!("regular expression: {e}"))?;
        Ok(Re::proved(text.to_owned()))
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        self.expression.as_str()
    }

    /// Where it first matches in a text.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.expression.find(text)
    }

    /// Wherever it matches, one place after the other.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        self.expression.find_all(text)
    }

    /// Whether it matches somewhere in a text.
    pub fn is_match(&self, text: &str) -> bool {
        match self.plain.get_or_init(|| PLAIN.get()?.get(self.as_str()).map(Vec::as_slice)) {
            Some(words) => words.iter().any(|w| text.contains(w.as_str())),
            None => self.expression.is_match(text),
        }
    }
}

impl fmt::Debug for Re {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Re({})", self.as_str())
    }
}

impl<'de> Deserialize<'de> for Re {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Re::parse(&text).map_err(D::Error::custom)
    }
}

/// A day, `2022-04-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map(Day).map_err(|_| D::Error::custom(format!("`{text}`: a day is written 2022-04-01")))
    }
}

/// The number of a provision, as text: `27`, `29-4`. JSON tells numbers from texts where YAML does not.
pub fn number<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    if !trust::is_given() {
        return String::deserialize(d);
    }
    match serde_json::Value::deserialize(d)? {
        serde_json::Value::String(text) => Ok(text),
        other => Ok(other.to_string()),
    }
}

/// One value or a list of them.
#[derive(Debug, Clone)]
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Many(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Visit<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> serde::de::Visitor<'de> for Visit<T> {
            type Value = Many<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value or a list of values")
            }
            fn visit_str<E: Error>(self, v: &str) -> Result<Many<T>, E> {
                T::deserialize(serde::de::value::StrDeserializer::<E>::new(v)).map(|v| Many(vec![v]))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, seq: A) -> Result<Many<T>, A::Error> {
                Vec::deserialize(serde::de::value::SeqAccessDeserializer::new(seq)).map(Many)
            }
        }
        d.deserialize_any(Visit(std::marker::PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Packs;
    use crate::check::prefilter::Prefilter;
    use crate::check::texts::Texts;
    use crate::check::words::plain;
    use regex::Regex;

    #[test]
    fn words_alone_say_what_their_expression_says() {
        Packs::builtin().unwrap();
        let content = crate::content::open(std::path::Path::new("content"));
        let texts = Texts::of(&content.editions[0].tree, &[], &Prefilter::default());
        let known = PLAIN.get().unwrap();
        assert!(known.len() > 50 && texts.all.len() > 500);
        for (expression, words) in known {
            assert_eq!(plain(expression).as_ref(), Some(words));
            let (by_words, compiled) = (Re::proved(expression.clone()), Regex::new(expression).unwrap());
            for text in &texts.all {
                assert_eq!(by_words.is_match(text.text), compiled.is_match(text.text), "{expression}: {}", text.text);
            }
        }
    }
}
