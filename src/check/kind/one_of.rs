//! `one_of`: the words below each selected value are among those of a closed list.

use super::{Context, Hit, leaves, value_place};
use crate::check::view::Selected;
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
    pub fn run(&self, selected: &[Selected], context: &Context, hits: &mut Vec<Hit>) {
        for s in selected {
            for (pointer, value) in super::fields(&s.pointer, s.value, &self.field) {
                let mut found = Vec::new();
                value.into_iter().for_each(|v| leaves(&pointer, v, &mut found));
                for (pointer, text) in found.into_iter().filter(|(_, t)| !self.values.contains(t)) {
                    let place = Some(value_place(context.view.node(&pointer)));
                    hits.push(Hit { at: pointer, value: text, place, ..Hit::default() });
                }
            }
        }
    }
}
