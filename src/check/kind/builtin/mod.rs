//! `builtin`: checks with a name, for what no pattern can say.

pub mod joint_use;

use super::{Context, Hit, Selection};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A check with a name and its parameters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Builtin {
    /// Its name.
    pub name: String,
    /// Its parameters.
    #[serde(default)]
    pub with: BTreeMap<String, serde_json::Value>,
}

/// A check with a name.
pub type Function = fn(&Builtin, &Context, &Selection, &mut Vec<Hit>) -> Result<(), String>;

/// All of them, by name.
pub const FUNCTIONS: &[(&str, Function)] = &[("joint-partner", joint_use::partner), ("manager-name", joint_use::manager_name)];

impl Builtin {
    /// Whether a check of this name exists.
    pub fn function(&self) -> Option<Function> {
        FUNCTIONS.iter().find(|(n, _)| *n == self.name).map(|(_, f)| *f)
    }

    /// Runs it.
    pub fn run(&self, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
        let f = self.function().ok_or_else(|| format!("no built-in check is called `{}`", self.name))?;
        f(self, context, selection, hits)
    }
}
