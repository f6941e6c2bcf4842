//! The check sheet 公表前点検表 as data, for a template that prints it.

use super::html::{evidence, sign};
use super::{caution, counts, place, severity_words, waiver};
use crate::check::finding::{Finding, Outcome, PackMark, Report, RuleResult};
use crate::lang::{Lang, Words};
use crate::words;
use serde_json::{Value, json};

/// The title of the sheet.
pub fn title(lang: Lang) -> String {
    words!("公表前点検表", "Check sheet before publication").in_lang(lang).to_owned()
}

/// One society after the other: `facts` (label and value), `tables` (title and rows), `signatures` (who signs).
pub fn data(reports: &[Report], lang: Lang) -> Value {
    reports.iter().map(|r| society(r, lang)).collect()
}

fn society(report: &Report, lang: Lang) -> Value {
    let w = |words: Words| words.in_lang(lang).to_owned();
    let packs: Vec<String> = report.packs.iter().map(|p| format!("{} {}", p.id, p.version)).collect();
    let outcomes: Vec<String> = Outcome::ALL.iter().map(|o| format!("{} {}", o.words().in_lang(lang), report.count(*o))).collect();
    let facts = [
        (words!("法令の基準日", "Law as of"), report.day.to_string()),
        (words!("内容の置き場所", "Content"), report.path.clone()),
        (words!("結果", "Outcomes"), outcomes.join(" / ")),
        (words!("指摘", "Findings"), w(counts(report))),
        (words!("点検規則", "Rule packs"), packs.join(" / ")),
        (words!("ご注意", "Caution"), caution(report).map(w).unwrap_or_default()),
    ];
    let heads = [
        words!("番号", "No."),
        words!("公表する事項", "Duty"),
        words!("根拠", "Provision"),
        words!("結果", "Outcome"),
        words!("確認できる場所、指摘、例外の承認", "Where it is met, findings, waivers"),
        words!("確認", "Seen"),
    ];
    let signatures = [
        words!("点検した人（個人情報保護管理担当者）", "Checked by (data protection officer in charge)"),
        words!("承認した人（個人情報取扱責任者）", "Approved by (person responsible)"),
        words!("確かめた人（監事）", "Seen by (auditor)"),
    ];
    json!({
        "name": report.name,
        "facts": facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| json!({ "label": w(label), "value": value })).collect::<Vec<_>>(),
        "heads": heads.map(w),
        "tables": tables(report, lang),
        "signature": {
            "caption": w(words!("署名", "Signatures")),
            "line": w(words!("日付・氏名", "Date and name")),
            "heads": signatures.map(w),
        },
    })
}

/// A table for each pack; its rows are numbered through.
fn tables(report: &Report, lang: Lang) -> Value {
    let mut number = 0;
    let mut table = |pack: &PackMark| {
        let rules = report.rules.iter().filter(|r| r.pack == pack.id);
        let rows: Vec<Value> = rules
            .map(|r| {
                number += 1;
                row(report, r, number, lang)
            })
            .collect();
        (!rows.is_empty()).then(|| json!({ "title": pack.title.in_lang(lang), "rows": rows }))
    };
    report.packs.iter().filter_map(&mut table).collect()
}

fn row(report: &Report, r: &RuleResult, number: usize, lang: Lang) -> Value {
    json!({
        "number": number,
        "title": r.title.in_lang(lang),
        "rule": r.rule,
        "law": r.law.in_lang(lang),
        "basis": r.basis.words().in_lang(lang),
        "outcome": r.outcome.name(),
        "sign": sign(r.outcome),
        "words": r.outcome.words().in_lang(lang),
        "evidence": r.evidence.iter().map(|e| evidence(report, e)).collect::<Vec<_>>(),
        "note": r.note.in_lang(lang),
        "findings": report.of_rule(&r.rule).map(|f| finding(f, lang)).collect::<Vec<_>>(),
    })
}

fn finding(f: &Finding, lang: Lang) -> Value {
    json!({
        "severity": severity_words(f.severity).in_lang(lang),
        "message": f.message.in_lang(lang),
        "place": f.location.as_ref().map_or_else(|| f.path.clone(), place),
        "waiver": waiver(f).map(|w| w.in_lang(lang).to_owned()),
    })
}
