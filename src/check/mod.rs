//! The check before publication: rules as data, an outcome for every one of them, and reports.

pub mod answer;
pub mod citation;
pub mod explain;
pub mod expression;
pub mod finding;
pub mod kind;
mod law_label;
pub mod locator;
pub mod look;
pub mod message;
mod node_set;
pub mod pack;
pub mod path;
mod paths;
pub mod prefilter;
mod proof;
mod publication;
pub mod rendered;
pub mod report;
pub mod rule;
mod rules;
pub mod run;
pub mod scalar;
pub mod texts;
mod trust;
pub mod view;
pub mod waiver;
mod words;

pub use finding::{Duty, Finding, Location, Locator, Outcome, Report, RuleResult, Stand};
pub use locator::Files;
pub use pack::{Pack, Packs};
pub use rendered::Rendered;
pub use rules::Rules;
pub use texts::Body;

use crate::content::documentation::is_documentation;
use crate::content::{Tree, code};
use crate::side_by_side::{MANY_PAGES, side_by_side};
use jiff::civil::Date;
use std::sync::Arc;

/// What is looked at: one society on one day.
pub struct Subject<'a> {
    /// Its name.
    pub name: String,
    /// Its folder, as reports show it.
    pub path: String,
    /// Its content.
    pub tree: &'a Tree,
    /// The bodies of its Markdown pages.
    pub bodies: &'a [Body],
    /// What was composed; without it nothing is said about print.
    pub rendered: Option<&'a Rendered<'a>>,
    /// The day of the law.
    pub day: Date,
}

/// Looks at a society with every rule of every pack.
pub fn run(packs: &Packs, subject: &Subject) -> Report {
    let day = scalar::Day(subject.day);
    let documentation = is_documentation(subject.tree);
    // A manual shows examples of what is wrong; its own words are those outside of them.
    let own_words = |b: &Body| Body { text: code::blanked(&b.text), ..b.clone() };
    let masked: Vec<Body> = if documentation { subject.bodies.iter().map(own_words).collect() } else { Vec::new() };
    let mut ground = run::Ground {
        view: view::View::new(subject.tree),
        texts: texts::Texts::of(subject.tree, if documentation { &masked } else { subject.bodies }, packs.prefilter()),
        rendered: subject.rendered,
        day,
        unused: Vec::new(),
        documentation,
    };
    let waivers = waiver::read(subject.tree, day);
    let duties = packs.duties(day);
    let rules: Vec<(&rule::Rule, &Arc<Duty>)> = packs.rules().map(|(_, rule)| rule).zip(duties.iter()).collect();
    let (last, first): (Vec<_>, Vec<_>) = rules.into_iter().partition(|(rule, _)| rule.is_last());
    let much = subject.rendered.is_some_and(|r| r.pages.len() >= MANY_PAGES);
    let mut judged: Vec<(&Arc<Duty>, run::Verdict)> = side_by_side(&first, much, |(rule, duty)| (*duty, ground.judge(rule, duty)));
    let mut used = vec![false; waivers.len()];
    for (_, verdict) in &mut judged {
        let of_rule = waiver::apply(subject.tree, &waivers, &mut verdict.findings);
        used.iter_mut().zip(of_rule).for_each(|(u, now)| *u |= now);
        verdict.settle();
    }
    ground.unused = waivers.iter().zip(used).filter(|(w, used)| !used && w.state == waiver::State::Valid).map(|(w, _)| w.node).collect();
    judged.extend(last.into_iter().map(|(rule, duty)| (duty, ground.judge(rule, duty))));
    let (mut rules, mut findings) = (Vec::with_capacity(judged.len()), Vec::new());
    for (duty, verdict) in judged {
        let run::Verdict { outcome, note, findings: found, evidence, stands } = verdict;
        rules.push(RuleResult { duty: duty.clone(), outcome, note, evidence, stands });
        findings.extend(found);
    }
    let pages = subject.rendered.map(|r| r.pages.iter().map(|p| (p.path.clone(), p.title.clone())).collect()).unwrap_or_default();
    Report { name: subject.name.clone(), path: subject.path.clone(), day, packs: packs.marks(), rules, findings, pages, documentation }
}
