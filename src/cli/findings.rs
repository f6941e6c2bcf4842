//! Findings of the check in the form of every other problem, and what they mean for the end of a command.

use super::exit::Exit;
use super::report::Tally;
use crate::check::{Finding, Report, RuleResult};
use crate::diagnostic::{Diagnostic, Severity};
use crate::words;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// The findings that nobody waived, and the rules that could not look.
pub fn diagnostics(report: &Report) -> Vec<Diagnostic> {
    let faults = report.faults().map(fault);
    faults.chain(report.findings.iter().filter(|f| f.waiver.is_none()).map(diagnostic)).collect()
}

/// How many there are of each kind.
pub fn tally(report: &Report) -> Tally {
    let of = |severity| report.findings_of(severity);
    let faults = report.faults().count();
    Tally { errors: of(Severity::Error) + faults, warnings: of(Severity::Warning), infos: of(Severity::Info) }
}

/// How a check ends. A rule that could not look makes a pack unusable: its silence is no answer.
pub fn exit(report: &Report, deny_warnings: bool) -> Exit {
    let found = |severity| report.findings_of(severity) > 0;
    if report.faults().next().is_some() {
        Exit::Unusable
    } else if found(Severity::Error) || deny_warnings && found(Severity::Warning) {
        Exit::Findings
    } else {
        Exit::Fine
    }
}

fn diagnostic(f: &Finding) -> Diagnostic {
    let mut d = Diagnostic { severity: f.severity, ..Diagnostic::error(code(&f.rule), f.message.clone()) };
    d.place.clone_from(&f.place);
    let (law, law_en, rule) = (&f.law.ja, &f.law.en, &f.rule);
    d = d.why(match law.as_str() {
        "" => words!("詳しくは kohyo explain {rule} で見られます。", "see kohyo explain {rule}"),
        _ => words!("{law}（詳しくは kohyo explain {rule} で見られます）", "{law_en} (see kohyo explain {rule})"),
    });
    if !f.fix.ja.is_empty() {
        d = d.fix(f.fix.clone());
    }
    d
}

/// A rule that could not look, which says so itself.
fn fault(r: &RuleResult) -> Diagnostic {
    let (title, title_en, note, note_en) = (&r.title.ja, &r.title.en, &r.note.ja, &r.note.en);
    Diagnostic::error(
        code(&r.rule),
        words!("「{title}」を確かめられませんでした（{note}）", "“{title_en}” could not be checked ({note_en})"),
    )
    .why(words!(
        "確かめられなかった規則を「指摘なし」とみなすと、足りないものを見落とすおそれがあります。",
        "taking a rule that could not look for one that found nothing would hide what is missing"
    ))
    .fix(words!(
        "原稿ではなく規則の不備です。規則ファイルを書いた人か、kohyoの開発者へお知らせください。",
        "the rule is at fault, not the content: tell whoever wrote the rule file, or the developers of kohyo"
    ))
}

/// The name of a rule as the code of a problem. Codes live as long as the program; each is kept once, and there are only as many as rules.
fn code(rule: &str) -> &'static str {
    static CODES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(code) = codes.get(rule) {
        return code;
    }
    let code: &'static str = Box::leak(rule.to_owned().into_boxed_str());
    codes.insert(code);
    code
}
