//! The panel beside the page, as HTML: what is wrong with the content, what the check finds, and every duty.

use super::duty::{self, Chapter, Group};
use super::problem::Problem;
use super::studio::{Society, State};
use super::{shell, words};
use crate::check::Outcome;
use crate::diagnostic::Severity;
use crate::lang::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a browser is told of the panel.
#[derive(Debug, Serialize)]
pub(super) struct Panel {
    /// The findings, as HTML.
    findings: String,
    /// The duties, as HTML.
    duties: String,
    /// How it stands, in words.
    status: String,
    /// How much there is to mend.
    count: usize,
    /// Whether the content cannot be loaded.
    broken: bool,
    /// Whether the check is still going on.
    checking: bool,
}

#[derive(Serialize)]
struct Data<'a> {
    t: BTreeMap<&'static str, &'static str>,
    part: &'static str,
    broken: bool,
    stays: bool,
    checking: bool,
    problems: &'a [&'a Problem],
    groups: &'a [Group<'a>],
    chapters: &'a [Chapter<'a>],
    /// How many duties came out how, in words.
    counts: &'a str,
}

/// The panel of a society as it stands.
pub(super) fn panel(state: &State, name: &str, society: &Society, lang: Lang) -> Panel {
    let problems: Vec<&Problem> = state.theme_problems.iter().chain(&state.rule_problems).chain(&society.problems).collect();
    let count = |severity| problems.iter().filter(|p| p.severity == severity).count();
    let broken = society.tried && count(Severity::Error) > 0;
    let judged = society.judged();
    let checking = judged.is_none() && (society.good.is_some() || !society.tried);
    let base = shell::base(state.many, name);
    let shown = society.good.as_deref().zip(judged);
    let groups = shown.map(|(made, verdict)| duty::groups(made, verdict, &base, lang)).unwrap_or_default();
    let report = judged.and_then(|v| v.report.as_ref());
    let chapters = shown.zip(report).map(|((made, _), report)| duty::chapters(made, report, &base, lang)).unwrap_or_default();
    let count_of = |o: &Outcome| report.map_or(0, |r| r.count(*o));
    let counts = Outcome::ALL.iter().filter(|o| count_of(o) > 0).map(|o| format!("{} {}", o.words().in_lang(lang), count_of(o)));
    let counts = counts.collect::<Vec<_>>().join(" / ");
    let of = |severity| count(severity) + report.map_or(0, |r| r.findings_of(severity));
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let data = |part| Data {
        t: words::table(lang),
        part,
        broken,
        stays: society.good.is_some(),
        checking,
        problems: &problems,
        groups: &groups,
        chapters: &chapters,
        counts: &counts,
    };
    let word = |name| words::get(name, lang);
    let status = match (broken, checking) {
        (true, _) => word("broken").to_owned(),
        (false, true) => word("checking").to_owned(),
        (false, false) => format!("{} {errors} / {} {warnings}", word("errors"), word("warnings")),
    };
    Panel {
        findings: words::render("panel.html", &data("findings")),
        duties: words::render("panel.html", &data("duties")),
        status,
        count: errors + warnings,
        broken,
        checking,
    }
}
