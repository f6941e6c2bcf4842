//! Each rule that can fail finds the example broken in the way that it forbids, at the right file and line; and is silent on a control.
//!
//! `tests/check_mutations/` says how each is broken: one file for each pack.

mod check_support;

use check_support::{check_content, check_folder, example, packs};
use kohyo::check::rule::{Rule, VersionState};
use kohyo::check::{Outcome, Packs, Report};
use kohyo::fs;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const DAY: &str = "2026-12-01";

/// A way to break the example.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutation {
    rule: String,
    #[serde(flatten)]
    change: Change,
    at: Expected,
    /// A change on which the rule passes, where it does not apply to the example as it stands.
    control: Option<Change>,
}

#[derive(Deserialize)]
struct Change {
    /// Files of a society written for the rule, instead of the example: where the example says the same thing in too many places.
    #[serde(default)]
    content: BTreeMap<String, String>,
    #[serde(default)]
    edits: Vec<Edit>,
    #[serde(default)]
    drop: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    /// What is replaced, once unless `all`.
    #[serde(default)]
    find: String,
    /// Or: everything from here…
    #[serde(default)]
    cut_from: String,
    /// … to here, or to the end.
    #[serde(default)]
    cut_to: String,
    put: String,
    #[serde(default)]
    all: bool,
}

/// The file and the first line that has this text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    file: String,
    text: String,
}

/// The example changed, in a folder of its own.
fn changed(change: &Change) -> Result<tempfile::TempDir, String> {
    let dir = tempfile::tempdir().map_err(|e| e.to_string())?;
    for (name, text) in &change.content {
        fs::write(&dir.path().join(name), text.as_bytes()).map_err(|e| e.words().en)?;
    }
    if !change.content.is_empty() {
        return Ok(dir);
    }
    for found in fs::walk(&example()).map_err(|e| e.words().en)? {
        let name = found.path.display().to_string();
        if name.starts_with("en/") || name == "en" || change.drop.contains(&name) {
            continue;
        }
        let (from, target) = (example().join(&found.path), dir.path().join(&found.path));
        if fs::is_folder(&from) {
            fs::create_folders(&target).map_err(|e| e.words().en)?;
        } else {
            let text = String::from_utf8_lossy(&fs::read(&from).map_err(|e| e.words().en)?).into_owned();
            fs::write(&target, edited(&name, text, change)?.as_bytes()).map_err(|e| e.words().en)?;
        }
    }
    Ok(dir)
}

fn edited(name: &str, mut text: String, change: &Change) -> Result<String, String> {
    if name == "site.yaml" {
        text = text.replace("languages: [ja, en]", "languages: [ja]");
    }
    for e in change.edits.iter().filter(|e| e.file == name) {
        let start = text
            .find(if e.find.is_empty() { &e.cut_from } else { &e.find })
            .ok_or_else(|| format!("{name} has no {}{}", e.find, e.cut_from))?;
        if e.find.is_empty() {
            let end = if e.cut_to.is_empty() { Some(text.len()) } else { text[start..].find(&e.cut_to).map(|i| start + i) };
            text.replace_range(start..end.ok_or_else(|| format!("{name} has no {}", e.cut_to))?, &e.put);
        } else {
            text = if e.all { text.replace(&e.find, &e.put) } else { text.replacen(&e.find, &e.put, 1) };
        }
    }
    Ok(text)
}

fn line_of(dir: &Path, expected: &Expected) -> Result<usize, String> {
    // A file that ought to be there is shown at its first line.
    if expected.text.is_empty() {
        return Ok(1);
    }
    let text = fs::read(&dir.join(&expected.file)).map_err(|e| e.words().en)?;
    let text = String::from_utf8_lossy(&text);
    text.lines()
        .position(|l| l.contains(&expected.text))
        .map(|i| i + 1)
        .ok_or_else(|| format!("{} has no line with {}", expected.file, expected.text))
}

fn outcome(report: &Report, rule: &str) -> Option<Outcome> {
    report.rules.iter().find(|r| r.rule == rule).map(|r| r.outcome)
}

/// Looks at a changed example.
fn look(packs: &Packs, dir: &Path) -> Result<Report, String> {
    let content = kohyo::content::open(dir);
    if content.usable() {
        Ok(check_content(packs, &content, DAY))
    } else {
        Err(format!("it cannot be read: {}", check_support::told(&content.diagnostics)))
    }
}

/// What a rule says of a mutation, and of its control.
fn judge(packs: &Packs, example: &Report, m: &Mutation) -> Result<(), String> {
    let dir = changed(&m.change)?;
    let report = look(packs, dir.path())?;
    let (file, line) = (format!("content/{}", m.at.file), line_of(dir.path(), &m.at)?);
    let places: Vec<String> =
        report.of_rule(&m.rule).filter_map(|f| f.location.as_ref()).map(|l| format!("{}:{}", l.file, l.line)).collect();
    if !places.contains(&format!("{file}:{line}")) {
        return Err(format!("expected at {file}:{line}, found at {places:?} ({:?})", outcome(&report, &m.rule)));
    }
    let control = match &m.control {
        None => outcome(example, &m.rule),
        Some(c) => outcome(&look(packs, changed(c)?.path())?, &m.rule),
    };
    if control == Some(Outcome::Pass) { Ok(()) } else { Err(format!("its control is {control:?}")) }
}

fn can_fail(rule: &Rule) -> bool {
    rule.versions.iter().any(|v| matches!(v.state, VersionState::InForce(_)))
}

#[test]
fn every_rule_finds_what_it_forbids_and_nothing_else() {
    let packs = packs();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check_mutations");
    let untouched = check_folder(&packs, &example(), DAY);
    let (mut wrong, mut score, mut tried) = (Vec::new(), 0, BTreeSet::new());
    for file in fs::list(&folder).unwrap() {
        let path = folder.join(&file);
        let mutations: Vec<Mutation> =
            serde_yaml::from_slice(&fs::read(&path).unwrap()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        tried.extend(mutations.iter().map(|m| m.rule.clone()));
        let judged: Vec<Result<(), String>> =
            mutations.par_iter().map(|m| judge(&packs, &untouched, m).map_err(|e| format!("{}: {e}", m.rule))).collect();
        score += judged.iter().filter(|j| j.is_ok()).count();
        wrong.extend(judged.into_iter().filter_map(Result::err));
    }
    let untried = packs.rules().filter(|(_, r)| can_fail(r) && !tried.contains(&r.id));
    wrong.extend(untried.map(|(_, r)| format!("{}: no mutation", r.id)));
    assert!(wrong.is_empty(), "{score} right, {} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
