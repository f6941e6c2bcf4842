//! `cross`: each selected value stands, or does not stand, among the values of another path.

use super::{Context, Hit, text_of};
use crate::check::path::Path;
use crate::check::scalar::Many;
use crate::check::view::Value;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Two sets of values.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cross {
    /// Each selected value must be one of these.
    #[serde(rename = "in", default)]
    pub within: Many<Path>,
    /// No selected value may be one of these.
    #[serde(default)]
    pub not_in: Many<Path>,
    /// No two selected values may be equal.
    #[serde(default)]
    pub unique: bool,
}

impl Cross {
    /// Looks at each selected value.
    pub fn run(&self, context: &Context, selected: &[Value], hits: &mut Vec<Hit>) {
        let set = |paths: &Many<Path>| -> BTreeSet<Cow<str>> {
            let found = paths.0.iter().flat_map(|p| context.view.select(p));
            found.flat_map(Value::leaves).map(text_of).collect()
        };
        let (within, not_in) = (set(&self.within), set(&self.not_in));
        let mut seen = BTreeSet::new();
        for &s in selected {
            let text = text_of(s);
            let missing = !self.within.0.is_empty() && !within.contains(&text);
            if missing || not_in.contains(&text) || self.unique && !seen.insert(text) {
                hits.push(Hit::at(s));
            }
        }
    }
}
