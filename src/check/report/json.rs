//! For programs: the contract of `check --format json`, version 1.

use super::one_by_one::{OneByOne, pretty};
use super::{caution, severity_name};
use crate::check::finding::{Evidence, Finding, Outcome, Report, RuleResult};
use crate::diagnostic::Severity;
use crate::lang::Lang;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Writes it.
pub fn write(reports: &[Report], lang: Lang) -> String {
    let first = reports.first();
    let packs =
        first.into_iter().flat_map(|r| r.packs.iter()).map(|p| json!({"id": p.id, "version": p.version, "sha256": p.sha256})).collect();
    let societies = OneByOne { reports, lang, value: society };
    pretty(&All { version: 1, as_of: first.map(|r| r.day.to_string()), packs, societies })
}

/// The report on all societies.
#[derive(Serialize)]
struct All<'a> {
    version: u32,
    as_of: Option<String>,
    packs: Vec<Value>,
    societies: OneByOne<'a>,
}

fn society(report: &Report, lang: Lang) -> Value {
    let mut summary: Map<String, Value> = Outcome::ALL.iter().map(|o| (o.name().to_owned(), report.count(*o).into())).collect();
    for (name, severity) in [("errors", Severity::Error), ("warnings", Severity::Warning), ("infos", Severity::Info)] {
        summary.insert(name.to_owned(), report.findings_of(severity).into());
    }
    let mut out = json!({
        "name": report.name,
        "path": report.path,
        "summary": summary,
        "rules": report.rules.iter().map(|r| rule(r, lang)).collect::<Vec<_>>(),
        "findings": report.findings.iter().map(|f| finding(f, lang)).collect::<Vec<_>>(),
    });
    if let Some(caution) = caution(report) {
        out["unchecked"] = caution.in_lang(lang).into();
    }
    out
}

fn rule(r: &RuleResult, lang: Lang) -> Value {
    let mut out = json!({
        "id": r.rule,
        "pack": r.pack,
        "title": r.title.in_lang(lang),
        "outcome": r.outcome.name(),
        "severity": severity_name(r.severity),
        "basis": r.basis.name(),
        "law": r.law.in_lang(lang),
        "evidence": r.evidence.iter().map(evidence).collect::<Vec<_>>(),
    });
    if !r.note.ja.is_empty() {
        out["note"] = r.note.in_lang(lang).into();
    }
    out
}

fn evidence(e: &Evidence) -> Value {
    let parts = [("page", e.page.as_deref()), ("anchor", e.anchor.as_deref()), ("pdf", e.pdf.as_deref())];
    let mut out: Map<String, Value> = parts.into_iter().filter_map(|(k, v)| Some((k.to_owned(), v?.into()))).collect();
    if let Some(page) = e.pdf_page {
        out.insert("pdf_page".to_owned(), page.into());
    }
    Value::Object(out)
}

fn finding(f: &Finding, lang: Lang) -> Value {
    let mut out = json!({
        "rule": f.rule,
        "severity": severity_name(f.severity),
        "message": f.message.in_lang(lang),
        "fix": f.fix.in_lang(lang),
        "path": f.path,
    });
    if let Some(l) = &f.location {
        out["file"] = l.file.clone().into();
        for (key, value) in [("line", l.line), ("column", l.column), ("end_line", l.end_line), ("end_column", l.end_column)] {
            out[key] = value.into();
        }
    }
    if let Some(w) = &f.waiver {
        out["waiver"] = json!({"reason": w.reason, "approved_by": w.approved_by, "approved_on": w.approved_on, "expires": w.expires});
    }
    out
}
