//! What the rules say of a society, as the panel shows it: findings by gravity, and every duty with the places that meet it.

use super::address::encoded;
use super::place::{Places, Target};
use super::problem::class;
use super::studio::Made;
use crate::check::finding::{Evidence, Finding, Outcome, Report, RuleResult};
use crate::check::report::{self, severity_words};
use crate::diagnostic::Severity;
use crate::lang::Lang;
use serde::Serialize;

/// What the rules say of a society as it was rendered.
pub(super) struct Verdict {
    /// As it was rendered when.
    pub(super) version: u64,
    /// None when its content could not be looked at.
    pub(super) report: Option<Report>,
    pub(super) places: Places,
}

/// Findings of one gravity.
#[derive(Serialize)]
pub(super) struct Group<'a> {
    class: &'static str,
    words: String,
    findings: Vec<Found<'a>>,
}

/// A finding.
#[derive(Serialize)]
struct Found<'a> {
    rule: &'a str,
    message: &'a str,
    fix: &'a str,
    law: &'a str,
    /// `content/joint-use.yaml:12:5`, or the path in the content.
    place: String,
    link: Option<Link>,
    waiver: Option<String>,
}

/// A way to a place on a page, or to a printed sheet.
#[derive(Serialize)]
pub(super) struct Link {
    /// Its address, which works by itself.
    href: String,
    /// The page for the script, and the number or name of the place on it.
    page: Option<String>,
    at: Option<u32>,
    anchor: Option<String>,
    words: String,
}

/// The duties of one pack.
#[derive(Serialize)]
pub(super) struct Chapter<'a> {
    title: &'a str,
    duties: Vec<Duty<'a>>,
}

/// A duty.
#[derive(Serialize)]
struct Duty<'a> {
    rule: &'a str,
    title: &'a str,
    law: &'a str,
    outcome: &'static str,
    sign: &'static str,
    words: String,
    note: &'a str,
    met: Vec<Link>,
}

/// The findings, the gravest first; those that were waived come last.
pub(super) fn groups<'a>(made: &Made, verdict: &'a Verdict, base: &str, lang: Lang) -> Vec<Group<'a>> {
    let Some(report) = &verdict.report else { return Vec::new() };
    let of = |severity, waived: bool| {
        let findings = report.findings.iter().filter(move |f| f.severity == severity && f.waiver.is_some() == waived);
        findings.map(|f| found(made, verdict, f, base, lang)).collect::<Vec<_>>()
    };
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    let open = all.map(|s| Group { class: class(s), words: severity_words(s).in_lang(lang).to_owned(), findings: of(s, false) });
    let waived = all.into_iter().flat_map(|s| of(s, true)).collect();
    let waived = Group { class: "waived", words: Outcome::Waived.words().in_lang(lang).to_owned(), findings: waived };
    open.into_iter().chain([waived]).filter(|g| !g.findings.is_empty()).collect()
}

fn found<'a>(made: &Made, verdict: &Verdict, f: &'a Finding, base: &str, lang: Lang) -> Found<'a> {
    let target = verdict.places.of_finding(made, f);
    Found {
        rule: &f.rule,
        message: f.message.in_lang(lang),
        fix: f.fix.in_lang(lang),
        law: f.law.in_lang(lang),
        place: f.location.as_ref().map_or_else(|| f.path.clone(), report::place),
        link: target.map(|t| to_place(made, t, base)),
        waiver: report::waiver(f).map(|w| w.in_lang(lang).to_owned()),
    }
}

/// The way to the place of a finding.
fn to_place(made: &Made, target: Target, base: &str) -> Link {
    let folder = target.page.strip_suffix("index.html").unwrap_or(&target.page);
    Link { href: format!("{base}{}", encoded(folder)), words: title_of(made, folder), at: target.at, anchor: None, page: Some(target.page) }
}

fn title_of(made: &Made, folder: &str) -> String {
    let page = made.composed.publications.first().and_then(|p| p.pages.iter().find(|page| page.path == folder));
    page.map(|page| page.title.clone()).unwrap_or_default()
}

/// Every duty, pack by pack.
pub(super) fn chapters<'a>(made: &Made, report: &'a Report, base: &str, lang: Lang) -> Vec<Chapter<'a>> {
    let chapter = |pack: &'a crate::check::finding::PackMark| {
        let rules = report.rules.iter().filter(|r| r.pack == pack.id);
        Chapter { title: pack.title.in_lang(lang), duties: rules.map(|r| duty(made, r, base, lang)).collect() }
    };
    report.packs.iter().map(chapter).filter(|c| !c.duties.is_empty()).collect()
}

fn duty<'a>(made: &Made, r: &'a RuleResult, base: &str, lang: Lang) -> Duty<'a> {
    Duty {
        rule: &r.rule,
        title: r.title.in_lang(lang),
        law: r.law.in_lang(lang),
        outcome: r.outcome.name(),
        sign: report::sign(r.outcome),
        words: r.outcome.words().in_lang(lang).to_owned(),
        note: r.note.in_lang(lang),
        met: r.evidence.iter().filter_map(|e| to_evidence(made, e, base)).collect(),
    }
}

/// The way to where a duty is met.
fn to_evidence(made: &Made, e: &Evidence, base: &str) -> Option<Link> {
    if let Some(page) = &e.page {
        let anchor = e.anchor.as_ref().map(|a| format!("#{}", encoded(a))).unwrap_or_default();
        let (href, file) = (format!("{base}{}{anchor}", encoded(page)), format!("{page}index.html"));
        return Some(Link { href, page: Some(file), at: None, anchor: e.anchor.clone(), words: title_of(made, page) });
    }
    let pdf = e.pdf.as_ref()?;
    let bulletin =
        made.composed.publications.first().and_then(|p| p.bulletins.iter().find(|b| **pdf == *format!("bulletins/{}.pdf", b.id)));
    let words = bulletin.map_or_else(|| pdf.to_string(), |b| format!("{} PDF", b.title));
    Some(Link { href: format!("{base}{}", encoded(pdf)), page: None, at: None, anchor: None, words })
}
