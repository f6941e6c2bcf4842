//! Reports: the same result for people, for machines, and for signatures.

mod csv;
mod github;
mod html;
mod json;
mod junit;
mod one_by_one;
mod sarif;
pub mod sheet;
mod text;

#[cfg(feature = "serve")]
pub(crate) use html::sign;

use crate::check::finding::{Finding, Location, Report};
use crate::check::run::unchecked;
use crate::diagnostic::Severity;
use crate::lang::{Lang, Words};
use crate::words;
use std::str::FromStr;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// For a clerk at a terminal.
    Text,
    /// For programs: the stable contract.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for test reports.
    Junit,
    /// GitHub annotations.
    Github,
    /// For a spreadsheet.
    Csv,
    /// The check sheet 公表前点検表.
    Html,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 7] = [Format::Text, Format::Json, Format::Sarif, Format::Junit, Format::Github, Format::Csv, Format::Html];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Sarif => "sarif",
            Format::Junit => "junit",
            Format::Github => "github",
            Format::Csv => "csv",
            Format::Html => "html",
        }
    }
}

impl FromStr for Format {
    type Err = Words;

    fn from_str(name: &str) -> Result<Format, Words> {
        let all = Format::ALL.map(Format::name).join("、");
        Format::ALL
            .into_iter()
            .find(|f| f.name() == name)
            .ok_or_else(|| words!("形式は {all} のどれかです（{name} はありません）", "the format is one of {all}, not {name}"))
    }
}

/// Writes the reports on one or more societies.
pub fn write(format: Format, reports: &[Report], lang: Lang) -> String {
    match format {
        Format::Text => text::write(reports, lang),
        Format::Json => json::write(reports, lang),
        Format::Sarif => sarif::write(reports, lang),
        Format::Junit => junit::write(reports, lang),
        Format::Github => github::write(reports, lang),
        Format::Csv => csv::write(reports, lang),
        Format::Html => html::write(reports, lang),
    }
}

/// A gravity as a word of the contracts.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// A gravity for readers.
pub fn severity_words(severity: Severity) -> Words {
    match severity {
        Severity::Error => words!("エラー", "error"),
        Severity::Warning => words!("警告", "warning"),
        Severity::Info => words!("情報", "note"),
    }
}

/// `content/joint-use.yaml:12:5`
pub(crate) fn place(location: &Location) -> String {
    format!("{}:{}:{}", location.file, location.line, location.column)
}

/// How many errors, warnings and notes are not waived, in words.
fn counts(report: &Report) -> Words {
    let of = |s| report.findings_of(s);
    let (e, w, i) = (of(Severity::Error), of(Severity::Warning), of(Severity::Info));
    let waived = report.findings.iter().filter(|f| f.waiver.is_some()).count();
    words!(
        "エラー {e}件、警告 {w}件、情報 {i}件（このほか承認済みの例外 {waived}件）",
        "{e} errors, {w} warnings, {i} notes (and {waived} waived)"
    )
}

/// What must be said before anything else: that no duty was checked.
fn caution(report: &Report) -> Option<Words> {
    report.documentation.then(unchecked)
}

/// Who waived a finding, until when.
pub(crate) fn waiver(f: &Finding) -> Option<Words> {
    let w = f.waiver.as_ref()?;
    let (by, on, until, why) = (&w.approved_by, &w.approved_on, &w.expires, &w.reason);
    Some(words!("{by}が{on}に承認、{until}まで：{why}", "waived by {by} on {on} until {until}: {why}"))
}

/// Text for XML and HTML.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML 1.0 has no other control characters.
            c if c.is_control() && !"\n\t\r".contains(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
