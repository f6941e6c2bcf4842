//! Where the facts of this room were read: keys to titles and addresses.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[allow(clippy::panic, reason = "the data are part of the program, and a test reads them")]
static BUILTIN: LazyLock<Sources> = LazyLock::new(|| match serde_yaml::from_str(include_str!("data/sources.yaml")) {
    Ok(sources) => sources,
    // Part of the program, and read by a test: no input can lead here.
    Err(e) => panic!("src/law/data/sources.yaml: {e}"),
});

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is.
    pub title: String,
    /// Where it is read; none for what is only known.
    pub address: Option<String>,
}

/// All sources by their keys.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Sources(BTreeMap<String, Source>);

impl Sources {
    /// Those of the data files.
    pub fn builtin() -> &'static Sources {
        &BUILTIN
    }

    /// The one of this key.
    pub fn get(&self, key: &str) -> Option<&Source> {
        self.0.get(key)
    }

    /// Its title; the key itself when there is none.
    pub fn title<'a>(&'a self, key: &'a str) -> &'a str {
        self.get(key).map_or(key, |s| &s.title)
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
