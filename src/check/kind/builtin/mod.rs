//! `builtin`: checks with a name, for what no pattern can say.

pub mod consistency;
pub mod desk;
pub mod desk_beside;
pub mod form;
pub mod joint_use;
pub mod papers;
pub mod person;
pub mod renumbered;
pub mod requests;
pub mod security;
pub mod terms;
pub mod waivers;

use super::{Context, Hit, Selection};
use crate::check::view::Value;
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
    /// What `renumbered` knows of its topics.
    #[serde(skip)]
    topics: renumbered::Known,
    /// What `papers` knows of its topics.
    #[serde(skip)]
    papers: papers::Topics,
}

/// A check with a name.
pub type Function = fn(&Builtin, &Context, &Selection, &mut Vec<Hit>) -> Result<(), String>;

/// All of them, by name. `docs/rule-packs.md` says what each does.
pub const FUNCTIONS: &[(&str, Function)] = &[
    ("agents", requests::agents),
    ("brackets", form::brackets),
    ("desk", desk::desk),
    ("desk-beside", desk_beside::desk_beside),
    ("doubled-words", form::doubled_words),
    ("electronic", requests::electronic),
    ("enacted-stale", consistency::enacted_stale),
    ("fee-scope", requests::fee_scope),
    ("foreign-countries", security::foreign_countries),
    ("joint-partner", joint_use::partner),
    ("manager-name", joint_use::manager_name),
    ("mixed-width", form::mixed_width),
    ("papers", papers::papers),
    ("person-name", person::person_name),
    ("phone-number", form::phone_number),
    ("renumbered", renumbered::renumbered),
    ("requests", requests::kinds),
    ("same-words", terms::same_words),
    ("security-concrete", security::concrete),
    ("short-act", terms::short_act),
    ("stated-numbers", consistency::stated_numbers),
    ("term-order", terms::term_order),
    ("use-categories", consistency::use_categories),
    ("waiver-state", waivers::state),
    ("waiver-unused", waivers::unused),
];

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

    /// A parameter that is a text.
    pub fn text(&self, name: &str) -> &str {
        self.with.get(name).and_then(serde_json::Value::as_str).unwrap_or_default()
    }
}

/// The selected values; a rule that selects something else is faulty.
fn values<'s, 'a>(selection: &'s Selection<'a>) -> Result<&'s [Value<'a>], String> {
    match selection {
        Selection::Values(v) => Ok(v),
        _ => Err("this built-in check needs `select` with JSON paths".to_owned()),
    }
}
