//! JUnit XML: a suite for each society, a case for each rule.

use super::{caution, escape, place, severity_name};
use crate::check::finding::{Finding, Outcome, Report, RuleResult};
use crate::diagnostic::Severity;
use crate::lang::Lang;

/// Writes it.
pub fn write(reports: &[Report], lang: Lang) -> String {
    let suites: String = reports.iter().enumerate().map(|(i, r)| suite(i, r, lang)).collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n{suites}</testsuites>\n")
}

fn suite(index: usize, report: &Report, lang: Lang) -> String {
    let cases: Vec<(Kind, String)> = report.rules.iter().map(|r| case(report, r, lang)).collect();
    let unchecked = caution(report).map(|c| format!("      <property name=\"unchecked\" value=\"{}\"/>\n", escape(c.in_lang(lang))));
    let unchecked = unchecked.unwrap_or_default();
    let count = |k: Kind| cases.iter().filter(|(c, _)| *c == k).count();
    format!(
        "  <testsuite id=\"{index}\" name=\"{}\" package=\"{}\" hostname=\"localhost\" timestamp=\"{}T00:00:00\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\">\n    <properties>\n      <property name=\"as_of\" value=\"{}\"/>\n{unchecked}    </properties>\n{}    <system-out></system-out>\n    <system-err></system-err>\n  </testsuite>\n",
        escape(&report.name),
        escape(&report.path),
        report.day,
        cases.len(),
        count(Kind::Failure),
        count(Kind::Error),
        count(Kind::Skipped),
        report.day,
        cases.iter().map(|(_, c)| c.as_str()).collect::<String>()
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Passed,
    Failure,
    Error,
    Skipped,
}

fn case(report: &Report, r: &RuleResult, lang: Lang) -> (Kind, String) {
    let findings: Vec<&Finding> = report.of_rule(&r.rule).filter(|f| f.waiver.is_none()).collect();
    // A note alone does not fail a build.
    let grave = findings.iter().any(|f| f.severity != Severity::Info);
    let kind = match r.outcome {
        Outcome::Fail if grave => Kind::Failure,
        Outcome::Pass | Outcome::Fail => Kind::Passed,
        Outcome::RuleError | Outcome::NoMatch => Kind::Error,
        Outcome::NotApplicable | Outcome::NotInForce | Outcome::Waived => Kind::Skipped,
    };
    let head = format!("    <testcase classname=\"{}\" name=\"{}\" time=\"0\"", escape(&r.pack), escape(&r.rule));
    let note = escape(&format!(
        "{}{}",
        r.outcome.words().in_lang(lang),
        if r.note.ja.is_empty() { String::new() } else { format!("：{}", r.note.in_lang(lang)) }
    ));
    let body = match kind {
        Kind::Passed => return (kind, format!("{head}/>\n")),
        Kind::Skipped => "<skipped/>".to_owned(),
        Kind::Error => format!("<error type=\"{}\" message=\"{note}\"/>", r.outcome.name()),
        Kind::Failure => {
            let lines: Vec<String> = findings.iter().map(|f| told(f, lang)).collect();
            let message = findings.first().map(|f| escape(f.message.in_lang(lang))).unwrap_or_default();
            format!("<failure type=\"{}\" message=\"{message}\">{}</failure>", severity_name(r.severity), escape(&lines.join("\n")))
        }
    };
    (kind, format!("{head}>{body}</testcase>\n"))
}

fn told(f: &Finding, lang: Lang) -> String {
    let at = f.location.as_ref().map_or_else(|| f.path.clone(), place);
    format!("{at}: {}\n  {}", f.message.in_lang(lang), f.fix.in_lang(lang))
}
