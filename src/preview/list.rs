//! The list of a folder of societies: what each is called, and how it stands.

use super::address::encoded;
use super::studio::State;
use super::words;
use crate::build::society::Composed;
use crate::check::Report;
use crate::diagnostic::Severity;
use crate::lang::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

/// A society in one line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Summary {
    /// What it is called.
    pub(super) title: String,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// Its content cannot be used.
    pub(super) broken: bool,
}

impl Summary {
    /// Of a society that was looked at.
    pub(super) fn of(composed: &Composed, report: Option<&Report>, broken: bool) -> Summary {
        let of = |severity| report.map_or(0, |r| r.findings_of(severity));
        let title = composed.publications.first().map(|p| p.facts.name.clone()).unwrap_or_default();
        Summary { title, errors: of(Severity::Error), warnings: of(Severity::Warning), broken }
    }
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    href: String,
    summary: Option<&'a Summary>,
}

#[derive(Serialize)]
struct List<'a> {
    t: BTreeMap<&'static str, &'static str>,
    rows: Vec<Row<'a>>,
}

/// The list as HTML.
pub(super) fn html(state: &State, lang: Lang) -> String {
    let rows = state.societies.iter().map(|(name, s)| Row { name, href: format!("/{}/", encoded(name)), summary: s.summary.as_ref() });
    let rows = rows.collect();
    words::render("list.html", &List { t: words::table(lang), rows })
}
