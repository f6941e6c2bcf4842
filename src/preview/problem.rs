//! A problem as the panel shows it: the words of the terminal.

use super::studio::Studio;
use crate::check::report::severity_words;
use crate::content::Read;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::Lang;
use crate::words;
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

/// Something went wrong in the program itself; what it was stands in the terminal.
pub(super) fn defect(lang: Lang) -> Problem {
    let words = severity_words(Severity::Error).in_lang(lang).to_owned();
    let text = words!(
        "kohyoの中で思わぬ誤りが起きました。原稿のせいではありません。端末に表示された行を、開発者へお知らせください。",
        "Something unexpected went wrong inside kohyo. The content is not to blame. Please send the line in the terminal to the developers."
    );
    Problem { severity: Severity::Error, class: class(Severity::Error), words, text: text.in_lang(lang).to_owned() }
}

/// How grave something is, for styles.
pub(super) fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
