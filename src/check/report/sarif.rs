//! SARIF 2.1.0: one run for each society.

use super::caution;
use super::one_by_one::{OneByOne, pretty};
use crate::check::finding::{Finding, Location, Report, RuleResult};
use crate::diagnostic::Severity;
use crate::lang::Lang;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Writes it.
pub fn write(reports: &[Report], lang: Lang) -> String {
    let runs = OneByOne { reports, lang, value: run };
    pretty(&All { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs })
}

/// The report on all societies.
#[derive(Serialize)]
struct All<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: OneByOne<'a>,
}

fn run(report: &Report, lang: Lang) -> Value {
    let mut run = json!({
        "tool": {"driver": {
            "name": "kohyo",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": if lang == Lang::Ja { "ja-JP" } else { "en-US" },
            "rules": report.rules.iter().map(|r| rule(r, lang)).collect::<Vec<_>>(),
        }},
        "automationDetails": {"id": format!("kohyo/{}/{}/", report.path, report.day)},
        "columnKind": "unicodeCodePoints",
        "results": report.findings.iter().map(|f| result(report, f, lang)).collect::<Vec<_>>(),
        "properties": {"society": report.name, "as_of": report.day.to_string()},
    });
    if let Some(caution) = caution(report) {
        run["properties"]["unchecked"] = caution.in_lang(lang).into();
    }
    run
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn rule(r: &RuleResult, lang: Lang) -> Value {
    let (title, law) = (r.title.in_lang(lang), r.law.in_lang(lang));
    let text = if law.is_empty() { title.to_owned() } else { format!("{title}（{law}）") };
    json!({
        "id": r.rule,
        "shortDescription": {"text": title},
        "fullDescription": {"text": text},
        "defaultConfiguration": {"level": level(r.severity)},
        "properties": {"tags": [r.basis.name(), r.pack], "outcome": r.outcome.name()},
    })
}

fn result(report: &Report, f: &Finding, lang: Lang) -> Value {
    let logical = json!([{"fullyQualifiedName": f.path, "kind": "element"}]);
    let location = match &f.location {
        Some(l) => json!({"physicalLocation": physical(l), "logicalLocations": logical}),
        None => json!({"logicalLocations": logical}),
    };
    let mut out = json!({
        "ruleId": f.rule,
        "ruleIndex": report.rules.iter().position(|r| r.rule == f.rule),
        "level": level(f.severity),
        "message": {"text": format!("{}\n{}", f.message.in_lang(lang), f.fix.in_lang(lang)).trim_end()},
        "locations": [location],
        "partialFingerprints": {"kohyo/v1": fingerprint(f)},
    });
    if let Some(w) = &f.waiver {
        let justification = format!("{}（{} {} - {}）", w.reason, w.approved_by, w.approved_on, w.expires);
        out["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": justification}]);
    }
    out
}

fn physical(l: &Location) -> Value {
    json!({
        "artifactLocation": {"uri": uri(&l.file)},
        "region": {"startLine": l.line, "startColumn": l.column, "endLine": l.end_line, "endColumn": l.end_column},
    })
}

/// The same finding keeps its fingerprint when lines move.
fn fingerprint(f: &Finding) -> String {
    Sha256::digest(format!("{}\n{}\n{}", f.rule, f.path, f.message.ja)).iter().take(16).map(|b| format!("{b:02x}")).collect()
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for b in path.replace('\\', "/").bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(b as char),
            _ => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}
