//! A problem as the panel shows it: the words of the terminal.

use super::studio::Studio;
use crate::check::report::severity_words;
use crate::content::Read;
use crate::diagnostic::{Diagnostic, Severity};
use serde::Serialize;
use std::path::Path;

/// A problem, printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    #[serde(skip)]
    pub(super) severity: Severity,
    /// `error`, `warning`, `info`.
    pub(super) class: &'static str,
    /// The same in words.
    pub(super) words: String,
    pub(super) text: String,
}

/// Prints problems while what they point into is still there.
pub(super) fn shown(studio: &Studio, folder: &Path, read: &Option<Read>, problems: &[Diagnostic]) -> Vec<Problem> {
    let mut all: Vec<Problem> = Vec::new();
    for d in problems {
        let text = studio.host.printed(folder, read, d).trim_end().to_owned();
        let words = severity_words(d.severity).in_lang(studio.settings.lang).to_owned();
        let problem = Problem { severity: d.severity, class: class(d.severity), words, text };
        if !all.contains(&problem) {
            all.push(problem);
        }
    }
    all.sort_by_key(|p| p.severity);
    all
}

/// How grave something is, for styles.
pub(super) fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
