//! Reports in JSON: the societies one after the other, so that the values of only one are in memory.

use crate::check::finding::Report;
use crate::lang::Lang;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// The list of the societies, each made when it is written.
pub struct OneByOne<'a> {
    /// What was found.
    pub reports: &'a [Report],
    /// The language of the words.
    pub lang: Lang,
    /// What one of them becomes.
    pub value: fn(&Report, Lang) -> Value,
}

impl Serialize for OneByOne<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.reports.iter().map(|report| (self.value)(report, self.lang)))
    }
}

/// JSON for people and programs, with a line end.
pub fn pretty(all: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(all).unwrap_or_default();
    text.push('\n');
    text
}
