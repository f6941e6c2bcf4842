//! For a spreadsheet: a row for each finding, and one for each rule without any. Begins with a byte order mark, which Excel needs.

use super::{place, severity_words, waiver};
use crate::check::finding::{Evidence, Finding, Report, RuleResult};
use crate::lang::{Lang, Words};
use crate::words;

/// Writes it.
pub fn write(reports: &[Report], lang: Lang) -> String {
    let heads: [Words; 13] = [
        words!("組合", "society"),
        words!("法令の日", "law as of"),
        words!("規則", "rule"),
        words!("内容", "duty"),
        words!("根拠", "provision"),
        words!("根拠の種類", "basis"),
        words!("結果", "outcome"),
        words!("重さ", "severity"),
        words!("指摘", "finding"),
        words!("直し方", "how to mend"),
        words!("場所", "where"),
        words!("確認できる場所", "met at"),
        words!("例外の承認", "waiver"),
    ];
    let mut out = String::from("\u{feff}");
    row(&mut out, heads.iter().map(|h| h.in_lang(lang).to_owned()));
    for report in reports {
        for rule in &report.rules {
            let findings: Vec<&Finding> = report.of_rule(&rule.rule).collect();
            if findings.is_empty() {
                row(&mut out, cells(report, rule, None, lang));
            }
            for f in findings {
                row(&mut out, cells(report, rule, Some(f), lang));
            }
        }
    }
    out
}

fn cells(report: &Report, r: &RuleResult, f: Option<&Finding>, lang: Lang) -> [String; 13] {
    let words = |w: Option<&Words>| w.map(|w| w.in_lang(lang).to_owned()).unwrap_or_default();
    [
        report.name.clone(),
        report.day.to_string(),
        r.rule.clone(),
        words(Some(&*r.title)),
        words(Some(&*r.law)),
        words(Some(&r.basis.words())),
        words(Some(&r.outcome.words())),
        words(Some(&severity_words(f.map_or(r.severity, |f| f.severity)))),
        words(f.map(|f| &f.message).or(Some(&r.note))),
        words(f.map(|f| &f.fix)),
        f.map(|f| f.location.as_ref().map_or_else(|| f.path.clone(), place)).unwrap_or_default(),
        met_at(&r.evidence),
        words(f.and_then(waiver).as_ref()),
    ]
}

/// Pages and bulletins in one cell.
fn met_at(evidence: &[Evidence]) -> String {
    let each = |e: &Evidence| e.page.as_ref().map(|p| format!("/{p}")).or(e.pdf.as_deref().map(str::to_owned));
    evidence.iter().filter_map(each).collect::<Vec<_>>().join(" ")
}

fn row(out: &mut String, cells: impl IntoIterator<Item = String>) {
    let cells: Vec<String> = cells.into_iter().map(|c| cell(&c)).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// A cell in quotes; what a spreadsheet would run as a formula is made text.
fn cell(text: &str) -> String {
    // Japanese spreadsheets take the full-width signs for the plain ones.
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let guard = if text.starts_with(formula) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}
