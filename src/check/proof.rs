//! What a rule must show before it is believed: sound versions, known placeholders, and tests that fail, pass and stand on both sides of every change.

use crate::check::finding::Outcome;
use crate::check::kind::Check;
use crate::check::message::{PLACEHOLDERS, placeholders};
use crate::check::prefilter::Prefilter;
use crate::check::rendered::Rendered;
use crate::check::rule::{Confidence, Rule, Test, VersionState};
use crate::check::run::{Ground, duty};
use crate::check::scalar::Day;
use crate::check::texts::Texts;
use crate::check::view::{View, tree};
use crate::check::waiver;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::Words;
use crate::words;
use jiff::civil::date;
use serde_json::json;

/// Everything that keeps a rule from being loaded.
pub fn prove(rule: &Rule) -> Vec<Diagnostic> {
    let id = &rule.id;
    let problem = |w: Words| {
        let (ja, en) = (&w.ja, &w.en);
        Diagnostic::error("rule-unproved", words!("規則 {id}：{ja}", "Rule {id}: {en}"))
            .why(words!(
                "試験で確かめられていない規則は、誤って「適合」と答えるおそれがあるため、読み込みません。",
                "A rule that its tests do not prove may say “pass” wrongly; it is not loaded."
            ))
            .fix(words!(
                "規則ファイルの {id} の tests か、規則の書き方を直してください。",
                "Mend the `tests` of {id} in the rule file, or the rule itself."
            ))
    };
    let mut found = versions(rule);
    found.extend(wording(rule));
    found.extend(coverage(rule));
    if found.is_empty() {
        found.extend(rule.tests.iter().filter_map(|t| run(rule, t)));
    }
    found.into_iter().map(problem).collect()
}

/// The versions follow one another without gap or overlap, and what is pending stands last.
fn versions(rule: &Rule) -> Vec<Words> {
    let mut found = Vec::new();
    if rule.versions.is_empty() {
        found.push(words!("versions がありません", "`versions` is empty"));
    }
    for (i, v) in rule.versions.iter().enumerate() {
        if let (Some(from), Some(until)) = (v.from, v.until)
            && until <= from
        {
            found.push(words!("until（{until}）が from（{from}）より後ではありません", "`until` ({until}) is not after `from` ({from})"));
        }
        let Some(next) = rule.versions.get(i + 1) else { continue };
        let pending = |v: &crate::check::rule::Version| matches!(v.state, VersionState::Pending { .. });
        match (v.until, next.from) {
            _ if pending(v) => found.push(words!("status: pending の版は最後に置いてください", "a pending version stands last")),
            (None, _) if pending(next) => {}
            (Some(until), Some(from)) if until == from => {}
            (Some(until), Some(from)) if until < from => {
                found.push(words!("版の間が空いています（{until} から {from}）", "gap between versions ({until} to {from})"))
            }
            _ => {
                let n = i + 1;
                found.push(words!("版が重なっています（{n}番目と次）", "versions overlap (number {n} and the next)"));
            }
        }
    }
    let builtin = rule.versions.iter().find_map(|v| match &v.state {
        VersionState::InForce(c) => match c {
            Check::Builtin(b) => Some(b),
            _ => None,
        },
        VersionState::Pending { .. } => None,
    });
    if let Some(b) = builtin.filter(|b| b.function().is_none()) {
        let name = &b.name;
        found.push(words!("組込みの点検 {name} はありません", "no built-in check is called {name}"));
    }
    found
}

/// Placeholders are known, and nothing from memory is an error.
fn wording(rule: &Rule) -> Vec<Words> {
    let mut found = Vec::new();
    for text in [&rule.message, &rule.message_en, &rule.fix, &rule.fix_en] {
        for name in placeholders(text).filter(|n| !PLACEHOLDERS.contains(n)) {
            found.push(words!("{{{name}}} という差し込みはありません", "no placeholder is called {{{name}}}"));
        }
    }
    if rule.confidence == Confidence::K && rule.severity == Severity::Error {
        found.push(words!("confidence: K（要確認）の規則は error にできません", "a rule of confidence K cannot be an error"));
    }
    found
}

/// The day of the Act's full enforcement: what was so from the beginning needs no test of its first day.
const BEGINNING: Day = Day(date(2005, 4, 1));

/// The tests that must be there.
fn coverage(rule: &Rule) -> Vec<Words> {
    let mut found = Vec::new();
    let only_pending = rule.versions.iter().all(|v| matches!(v.state, VersionState::Pending { .. }));
    let fails =
        |t: &Test| t.fails.as_ref().is_some_and(|f| !f.is_empty()) || t.hits.is_some_and(|h| h > 0) || t.outcome == Some(Outcome::Fail);
    let passes = |t: &Test| t.fails.as_ref().is_some_and(Vec::is_empty) || t.hits == Some(0) || t.outcome == Some(Outcome::Pass);
    if !only_pending && !rule.tests.iter().any(fails) {
        found.push(words!("指摘が出る試験がありません", "no test in which it finds something"));
    }
    if !only_pending && !rule.tests.iter().any(passes) {
        found.push(words!("指摘が出ない試験がありません", "no test in which it passes"));
    }
    if only_pending && rule.tests.is_empty() {
        found.push(words!("試験がありません", "it has no test"));
    }
    for day in rule.versions.iter().flat_map(|v| [v.from, v.until]).flatten().filter(|d| *d > BEGINNING) {
        let Ok(before) = day.0.yesterday().map(Day) else { continue };
        for wanted in [before, day].into_iter().filter(|d| !rule.tests.iter().any(|t| t.as_of == *d)) {
            let missing = words!("{day}に変わりますが、{wanted}の試験がありません", "it changes on {day}, but no test stands on {wanted}");
            if !found.contains(&missing) {
                found.push(missing);
            }
        }
    }
    found
}

/// Runs one test: what is wrong with it, if anything.
fn run(rule: &Rule, test: &Test) -> Option<Words> {
    let name = &test.name;
    if test.fails.is_none() && test.hits.is_none() && test.outcome.is_none() {
        return Some(words!(
            "試験「{name}」に、fails・hits・outcome のどれもありません",
            "test “{name}” says neither fails, hits nor outcome"
        ));
    }
    let document = match (&test.doc, &test.text) {
        (Some(doc), _) => doc.clone(),
        (None, Some(text)) => json!({"purposes": {"intro": text}}),
        (None, None) => json!({}),
    };
    let tree = tree(&document);
    let view = View::new(&tree);
    let rendered = test.site.as_ref().map(|s| Rendered::of_test(s, &test.bulletins, view.tree, |p| view.node(&pointer(p))));
    let unused = waiver::read(&tree, test.as_of).iter().filter(|w| w.state == waiver::State::Valid).map(|w| w.node).collect();
    let texts = Texts::of(&tree, &[], &Prefilter::default());
    let ground = Ground { texts, view, rendered: rendered.as_ref(), day: test.as_of, unused, documentation: false };
    let verdict = ground.judge(rule, &duty(rule, "", test.as_of));
    let note = &verdict.note.ja;
    if verdict.outcome == Outcome::RuleError {
        return Some(words!("試験「{name}」：{note}", "test “{name}”: {note}"));
    }
    let got: Vec<&str> = verdict.findings.iter().map(|f| f.key.as_str()).collect();
    if let Some(wanted) = test.outcome.filter(|o| *o != verdict.outcome) {
        let (wanted, real) = (wanted.name(), verdict.outcome.name());
        return Some(words!(
            "試験「{name}」：{wanted} のはずが {real} になりました（{got:?}）",
            "test “{name}”: {wanted} expected, {real} came ({got:?})"
        ));
    }
    if let Some(hits) = test.hits.filter(|h| *h != got.len()) {
        let real = got.len();
        return Some(words!(
            "試験「{name}」：{hits}件のはずが{real}件でした（{got:?}）",
            "test “{name}”: {hits} findings expected, {real} came ({got:?})"
        ));
    }
    let mut wanted: Vec<String> = test.fails.as_ref()?.iter().map(|f| pointer(f)).collect();
    let mut real: Vec<String> = got.iter().map(|g| (*g).to_owned()).collect();
    wanted.sort();
    real.sort();
    let unexpected = !real.is_empty() || !matches!(verdict.outcome, Outcome::Pass) && wanted.is_empty();
    if wanted != real || wanted.is_empty() && unexpected {
        let outcome = verdict.outcome.name();
        return Some(words!(
            "試験「{name}」：{wanted:?} のはずが {real:?} でした（{outcome}）",
            "test “{name}”: {wanted:?} expected, {real:?} came ({outcome})"
        ));
    }
    None
}

/// `$['joint-use'].items[0]#field` as written in a test, as a pointer: `/joint-use/items/0#field`. Pointers stay as they are.
fn pointer(written: &str) -> String {
    let (path, field) = written.split_once('#').map_or((written, None), |(p, f)| (p, Some(f)));
    let Some(path) = path.strip_prefix('$') else { return written.to_owned() };
    let mut out = String::new();
    for token in path.split(['[', ']', '.']).filter(|t| !t.is_empty()) {
        out.push('/');
        out.push_str(&token.trim_matches(['\'', '"']).replace('~', "~0").replace('/', "~1"));
    }
    field.map_or(out.clone(), |f| format!("{out}#{f}"))
}
