//! `cross`: each selected value stands, or does not stand, among the values of another path.

use super::{Context, Hit, leaves};
use crate::check::path::Path;
use crate::check::scalar::Many;
use crate::check::view::Selected;
use serde::Deserialize;
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
    pub fn run(&self, context: &Context, selected: &[Selected], hits: &mut Vec<Hit>) {
        let set = |paths: &Many<Path>| -> BTreeSet<String> {
            let mut found = Vec::new();
            paths.0.iter().flat_map(|p| context.view.select(p)).for_each(|s| leaves(&s.pointer, s.value, &mut found));
            found.into_iter().map(|(_, t)| t).collect()
        };
        let (within, not_in) = (set(&self.within), set(&self.not_in));
        let mut seen = BTreeSet::new();
        for s in selected {
            let text = super::text_of(s.value);
            let missing = !self.within.0.is_empty() && !within.contains(&text);
            if missing || not_in.contains(&text) || self.unique && !seen.insert(text) {
                hits.push(Hit::at(s));
            }
        }
    }
}
