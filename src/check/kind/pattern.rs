//! `pattern`: the texts below each selected value must, or must not, match a regular expression.

use super::{Hit, text_of};
use crate::check::scalar::Re;
use crate::check::view::Value;
use crate::law::documents::is_even;
use serde::Deserialize;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// What must, or must not, match.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// Each text must match this.
    #[serde(rename = "match", default)]
    pub matches: Option<Re>,
    /// No text may match this.
    #[serde(default)]
    pub not_match: Option<Re>,
    /// A text that matches this is left alone.
    #[serde(default)]
    pub unless: Option<Re>,
    /// How texts are made even before they are compared.
    #[serde(default)]
    pub normalize: Normalize,
    /// Only these keys below the selected value, when it is a mapping: `[item, text]`; none: all.
    #[serde(default)]
    pub keys: Vec<String>,
    /// What stands under these keys is left alone: `[id, categories]`.
    #[serde(default)]
    pub except_keys: Vec<String>,
}

/// How texts are made even.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Normalize {
    /// Full- and half-width forms are the same, blanks at the ends do not count.
    #[default]
    NfkcTrim,
    /// Full- and half-width forms are the same.
    Nfkc,
    /// As it stands.
    None,
}

impl Normalize {
    /// The text made even.
    pub fn apply(self, text: &str) -> Cow<'_, str> {
        match self {
            Normalize::NfkcTrim if is_even(text) => Cow::Borrowed(text.trim()),
            Normalize::NfkcTrim => Cow::Owned(text.nfkc().collect::<String>().trim().to_owned()),
            Normalize::Nfkc if !is_even(text) => Cow::Owned(text.nfkc().collect()),
            Normalize::Nfkc | Normalize::None => Cow::Borrowed(text),
        }
    }
}

impl Pattern {
    /// Looks at each selected value.
    pub fn run(&self, selected: &[Value], hits: &mut Vec<Hit>) {
        for &s in selected.iter().filter(|s| !s.is_filled()) {
            for leaf in s.leaves().filter(|leaf| !leaf.is_filled() && self.wanted(s, *leaf)) {
                if !self.holds(&text_of(leaf)) {
                    hits.push(Hit::at(leaf));
                }
            }
        }
    }

    /// Whether the keys between a selected value and what stands in it are as asked. A number is no key.
    fn wanted(&self, base: Value, leaf: Value) -> bool {
        if self.keys.is_empty() && self.except_keys.is_empty() {
            return true;
        }
        let is_key = |k: &&str| !k.is_empty() && (!k.starts_with(|c: char| c.is_ascii_digit() || c == '+') || k.parse::<usize>().is_err());
        let way = || std::iter::successors(Some(leaf), |v| v.parent()).take_while(|v| v.place() != base.place());
        let keys = || way().map(Value::key).filter(is_key);
        let any = |named: &[String]| keys().any(|k| named.iter().any(|n| n == k));
        (self.keys.is_empty() || keys().next().is_none() || any(&self.keys)) && !any(&self.except_keys)
    }

    fn holds(&self, text: &str) -> bool {
        let text = self.normalize.apply(text);
        if self.unless.as_ref().is_some_and(|u| u.is_match(&text)) {
            return true;
        }
        self.matches.as_ref().is_none_or(|m| m.is_match(&text)) && self.not_match.as_ref().is_none_or(|m| !m.is_match(&text))
    }
}
