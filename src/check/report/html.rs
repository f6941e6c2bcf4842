//! The check sheet 公表前点検表: every duty, its article, outcome, where it is met, what was waived, room for signatures. Prints on A4.

use super::{caution, counts, escape, place, severity_words, waiver};
use crate::check::finding::{Evidence, Finding, Outcome, Report, RuleResult};
use crate::lang::{Lang, Words};
use crate::words;

const STYLE: &str = include_str!("sheet.css");

/// Writes it.
pub fn write(reports: &[Report], lang: Lang) -> String {
    let title = words!("公表前点検表", "Check sheet before publication");
    let title = title.in_lang(lang);
    let body: String = reports.iter().map(|r| society(r, lang)).collect();
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"
    )
}

fn society(report: &Report, lang: Lang) -> String {
    let w = |words: Words| escape(words.in_lang(lang));
    let mut out = format!("<section>\n<h2>{}</h2>\n<dl class=\"facts\">\n", escape(&report.name));
    let packs: Vec<String> = report.packs.iter().map(|p| format!("{} {}", p.id, p.version)).collect();
    let outcomes: Vec<String> = Outcome::ALL.iter().map(|o| format!("{} {}", o.words().in_lang(lang), report.count(*o))).collect();
    for (term, value) in [
        (words!("法令の基準日", "Law as of"), report.day.to_string()),
        (words!("内容の置き場所", "Content"), report.path.clone()),
        (words!("結果", "Outcomes"), outcomes.join(" / ")),
        (words!("指摘", "Findings"), counts(report).in_lang(lang).to_owned()),
        (words!("点検規則", "Rule packs"), packs.join(" / ")),
        (words!("ご注意", "Caution"), caution(report).map(|w| w.in_lang(lang).to_owned()).unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    {
        out.push_str(&format!("<div><dt>{}</dt><dd>{}</dd></div>\n", w(term), escape(&value)));
    }
    out.push_str("</dl>\n");
    let mut number = 0;
    for pack in report.packs.iter() {
        let rules: Vec<&RuleResult> = report.rules.iter().filter(|r| r.pack == pack.id).collect();
        if !rules.is_empty() {
            out.push_str(&table(report, &pack.title, &rules, &mut number, lang));
        }
    }
    out.push_str(&signatures(lang));
    out.push_str("</section>\n");
    out
}

fn table(report: &Report, title: &Words, rules: &[&RuleResult], number: &mut usize, lang: Lang) -> String {
    let heads = [
        words!("番号", "No."),
        words!("公表する事項", "Duty"),
        words!("根拠", "Provision"),
        words!("結果", "Outcome"),
        words!("確認できる場所、指摘、例外の承認", "Where it is met, findings, waivers"),
        words!("確認", "Seen"),
    ];
    let head: String = heads.iter().map(|h| format!("<th scope=\"col\">{}</th>", escape(h.in_lang(lang)))).collect();
    let body: String = rules
        .iter()
        .map(|r| {
            *number += 1;
            row(report, r, *number, lang)
        })
        .collect();
    format!(
        "<table>\n<caption>{}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n",
        escape(title.in_lang(lang))
    )
}

fn row(report: &Report, r: &RuleResult, number: usize, lang: Lang) -> String {
    let mut notes: Vec<String> = r.evidence.iter().map(|e| format!("<li>{}</li>", escape(&evidence(report, e)))).collect();
    if !r.note.ja.is_empty() {
        notes.push(format!("<li>{}</li>", escape(r.note.in_lang(lang))));
    }
    notes.extend(report.of_rule(&r.rule).map(|f| format!("<li>{}</li>", finding(f, lang))));
    let notes = if notes.is_empty() { String::new() } else { format!("<ul>{}</ul>", notes.concat()) };
    format!(
        "<tr class=\"{}\"><td>{number}</td><th scope=\"row\">{}<br><small>{}</small></th><td>{}<br><small>{}</small></td><td>{} {}</td><td>{notes}</td><td class=\"box\"><span aria-hidden=\"true\">□</span></td></tr>\n",
        r.outcome.name(),
        escape(r.title.in_lang(lang)),
        escape(&r.rule),
        escape(r.law.in_lang(lang)),
        escape(r.basis.words().in_lang(lang)),
        sign(r.outcome),
        escape(r.outcome.words().in_lang(lang)),
    )
}

/// A sign beside the word, so that the sheet reads in black and white.
pub(crate) fn sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "○",
        Outcome::Fail => "×",
        Outcome::Waived => "△",
        Outcome::NotApplicable | Outcome::NotInForce => "－",
        Outcome::NoMatch | Outcome::RuleError => "！",
    }
}

pub(super) fn evidence(report: &Report, e: &Evidence) -> String {
    let title = |path: &str| report.pages.iter().find(|(p, _)| **p == *path).map(|(_, t)| &**t).unwrap_or_default();
    match (&e.page, &e.pdf) {
        (Some(page), _) => {
            let anchor = e.anchor.as_ref().map(|a| format!("#{a}")).unwrap_or_default();
            format!("{}（/{page}{anchor}）", title(page))
        }
        (None, Some(pdf)) => format!("{pdf}{}", e.pdf_page.map(|p| format!(" p.{p}")).unwrap_or_default()),
        (None, None) => String::new(),
    }
}

fn finding(f: &Finding, lang: Lang) -> String {
    let at = f.location.as_ref().map_or_else(|| f.path.clone(), place);
    let gravity = severity_words(f.severity);
    let waived = waiver(f).map(|w| format!("<br><em>{}</em>", escape(w.in_lang(lang)))).unwrap_or_default();
    format!("<strong>{}</strong> {} <small>{}</small>{waived}", escape(gravity.in_lang(lang)), escape(f.message.in_lang(lang)), escape(&at))
}

fn signatures(lang: Lang) -> String {
    let heads = [
        words!("点検した人（個人情報保護管理担当者）", "Checked by (data protection officer in charge)"),
        words!("承認した人（個人情報取扱責任者）", "Approved by (person responsible)"),
        words!("確かめた人（監事）", "Seen by (auditor)"),
    ];
    let caption = words!("署名", "Signatures");
    let fields = words!("日付・氏名", "Date and name");
    let head: String = heads.iter().map(|h| format!("<th scope=\"col\">{}</th>", escape(h.in_lang(lang)))).collect();
    let cells = "<td></td>".repeat(heads.len());
    format!(
        "<table class=\"signatures\">\n<caption>{}</caption>\n<thead><tr><td></td>{head}</tr></thead>\n<tbody><tr><th scope=\"row\">{}</th>{cells}</tr></tbody>\n</table>\n",
        escape(caption.in_lang(lang)),
        escape(fields.in_lang(lang))
    )
}
