//! The shell's own texts (メニュー, 目次, …) in both languages, from `strings.yaml` of the theme.

use super::value::{Map, Value};
use crate::lang::Lang;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    ja: String,
    en: String,
}

/// All texts by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub(super) struct Strings(BTreeMap<String, Entry>);

impl Strings {
    /// Those of the standard theme.
    pub(super) fn standard() -> Self {
        // The file is part of the program: a test reads it, so it cannot be wrong at run time.
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/strings.json"))).unwrap_or_default()
    }

    /// The texts of a theme over those it inherits.
    pub(super) fn extend(&mut self, over: Strings) {
        self.0.extend(over.0);
    }

    /// The texts of one language, as templates see them.
    pub(super) fn in_lang(&self, lang: Lang) -> Texts<'_> {
        Texts { strings: self, lang }
    }

    /// One text; the name itself when the theme has lost it.
    pub(super) fn get<'a>(&'a self, key: &'a str, lang: Lang) -> &'a str {
        self.0.get(key).map_or(key, |entry| entry.in_lang(lang))
    }
}

/// The texts of one language.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    strings: &'a Strings,
    lang: Lang,
}

impl<'a> Texts<'a> {
    /// The text of that name.
    pub(super) fn find(&self, name: &str) -> Option<&'a str> {
        self.strings.0.get(name).map(|entry| entry.in_lang(self.lang))
    }
}

impl Map for Texts<'_> {
    fn get(&self, name: &str) -> Option<Value<'_>> {
        self.find(name).map(Value::Text)
    }

    fn names(&self) -> Vec<&str> {
        self.strings.0.keys().map(String::as_str).collect()
    }
}

impl Entry {
    fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_texts_are_those_of_the_file() {
        let read: Strings = serde_yaml::from_str(include_str!("../../themes/standard/strings.yaml")).unwrap();
        assert_eq!(read.in_lang(Lang::Ja).find("menu"), Some("メニュー"));
        assert_eq!(read, Strings::standard());
    }
}
