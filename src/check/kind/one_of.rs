//! `one_of`: the words below each selected value are among those of a closed list.

use super::{Hit, each_field, text_of};
use crate::check::view::Value;
use serde::Deserialize;

/// The words allowed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneOf {
    /// The words.
    pub values: Vec<String>,
    /// The field of each selected value; none: the value itself.
    #[serde(default)]
    pub field: String,
}

impl OneOf {
    /// Looks at each selected value.
    pub fn run(&self, selected: &[Value], hits: &mut Vec<Hit>) {
        for &s in selected {
            each_field(s, &self.field, &mut |field| {
                for leaf in field.value.into_iter().flat_map(Value::leaves) {
                    let text = text_of(leaf);
                    if !self.values.iter().any(|known| *known == text) {
                        hits.push(Hit::at(leaf));
                    }
                }
            });
        }
    }
}
