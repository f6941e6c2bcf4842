//! GitHub annotations: one workflow command for each finding that is not waived.

use super::caution;
use crate::check::finding::{Finding, Report};
use crate::diagnostic::Severity;
use crate::lang::{Lang, visible};

/// Writes it.
pub fn write(reports: &[Report], lang: Lang) -> String {
    let cautions = reports.iter().filter_map(caution).map(|c| format!("::warning title=documentation::{}\n", data(c.in_lang(lang))));
    let findings = reports.iter().flat_map(|r| &r.findings).filter(|f| f.waiver.is_none()).map(|f| command(f, lang));
    cautions.chain(findings).collect()
}

fn command(f: &Finding, lang: Lang) -> String {
    let name = match f.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some(l) = &f.location {
        properties.push(format!("file={},line={},endLine={},col={}", property(&l.file), l.line, l.end_line, l.column));
        // Columns are shown only within one line.
        if l.line == l.end_line {
            properties.push(format!("endColumn={}", l.end_column));
        }
    }
    properties.push(format!("title={}", property(&f.rule)));
    let text = format!("{}\n{}", f.message.in_lang(lang), f.fix.in_lang(lang));
    format!("::{name} {}::{}\n", properties.join(","), data(text.trim_end()))
}

fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
