//! For a clerk at a terminal: what is wrong on which page, why, and what to write where.

use super::{caution, counts, place, severity_words, waiver};
use crate::check::finding::{Finding, Outcome, Report, RuleResult};
use crate::lang::{Lang, visible};
use crate::words;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Writes it.
pub fn write(reports: &[Report], lang: Lang) -> String {
    let mut out = String::new();
    for (i, report) in reports.iter().enumerate() {
        if i > 0 {
            line(&mut out, "");
        }
        society(report, lang, &mut out);
    }
    visible(&out).into_owned()
}

fn society(report: &Report, lang: Lang, out: &mut String) {
    let (name, path, day) = (&report.name, &report.path, report.day);
    let head = words!("公表前点検　{name}（{path}）　{day} 現在の法令", "Check before publication: {name} ({path}), law as of {day}");
    line(out, head.in_lang(lang));
    if let Some(caution) = caution(report) {
        line(out, &format!("！{}", caution.in_lang(lang)));
    }
    let mut pages: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for f in &report.findings {
        pages.entry(f.page.unwrap_or(usize::MAX)).or_default().push(f);
    }
    for (page, findings) in pages {
        let title = match report.pages.get(page) {
            Some((path, title)) => words!("■ {title}（/{path}）", "■ {title} (/{path})"),
            None if report.pages.is_empty() => words!("■ 指摘", "■ Findings"),
            None => words!("■ どのページにも載っていない事項", "■ On no page"),
        };
        line(out, "");
        line(out, title.in_lang(lang));
        by_duty(report, findings, lang, out);
    }
    line(out, "");
    ahead(report, lang, out);
    outcomes(report, lang, out);
}

fn by_duty(report: &Report, findings: Vec<&Finding>, lang: Lang, out: &mut String) {
    let mut last = "";
    for f in findings {
        if f.rule != last {
            let duty = report.rules.iter().find(|r| r.rule == f.rule);
            line(out, &format!("  ▷ {}", duty.map(|d| d.title.in_lang(lang)).unwrap_or(&f.rule)));
            last = &f.rule;
        }
        finding(f, lang, out);
    }
}

fn finding(f: &Finding, lang: Lang, out: &mut String) {
    let gravity = if f.waiver.is_some() { words!("承認済み", "waived") } else { severity_words(f.severity) };
    line(out, &format!("    [{}] {}", gravity.in_lang(lang), f.message.in_lang(lang)));
    let at = match &f.location {
        Some(l) => format!("{}  {}", place(l), f.path),
        None => f.path.clone(),
    };
    let rows = [
        (words!("場所", "where"), at),
        (words!("直し方", "how to mend"), f.fix.in_lang(lang).to_owned()),
        (words!("例外", "waiver"), waiver(f).map(|w| w.in_lang(lang).to_owned()).unwrap_or_default()),
        (words!("規則", "rule"), f.rule.clone()),
    ];
    for (label, value) in rows.iter().filter(|(_, v)| !v.is_empty()) {
        line(out, &format!("      {}: {value}", label.in_lang(lang)));
    }
}

/// Changes ahead, and answers that a reader should know of.
fn ahead(report: &Report, lang: Lang, out: &mut String) {
    let noted: Vec<&RuleResult> = report
        .rules
        .iter()
        .filter(|r| !r.note.ja.is_empty() && matches!(r.outcome, Outcome::NotInForce | Outcome::NoMatch | Outcome::RuleError))
        .collect();
    if noted.is_empty() {
        return;
    }
    line(out, words!("■ 知っておいていただきたいこと", "■ Good to know").in_lang(lang));
    for r in noted {
        line(out, &format!("  ・{} … {}", r.title.in_lang(lang), r.note.in_lang(lang)));
    }
    line(out, "");
}

fn outcomes(report: &Report, lang: Lang, out: &mut String) {
    let each: Vec<String> = Outcome::ALL.iter().map(|o| format!("{} {}", o.words().in_lang(lang), report.count(*o))).collect();
    line(out, &each.join(if lang == Lang::Ja { "、" } else { ", " }));
    line(out, counts(report).in_lang(lang));
    if report.findings.iter().any(|f| f.waiver.is_none()) {
        let help = words!(
            "根拠となる条文と書き方の例は、kohyo explain 規則の名前 で表示できます。",
            "`kohyo explain RULE` shows the provision and examples."
        );
        line(out, help.in_lang(lang));
    }
}

fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    _ = writeln!(out, "{text}");
}
