//! Waivers: findings accepted on purpose, by a named person, with a reason, for a year at most.

use crate::check::finding::{Finding, Waived};
use crate::check::paths;
use crate::check::scalar::Day;
use crate::content::tree::{NodeId, Tree};
use crate::diagnostic::Place;
use jiff::ToSpan;
use jiff::civil::Date;

/// What is to be said of an entry of `waivers.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It holds.
    Valid,
    /// Fields are missing or empty.
    Incomplete(Vec<&'static str>),
    /// A day cannot be read, or the days do not fit together.
    Unreadable,
    /// More than one year.
    TooLong,
    /// Approved after the day of the law.
    NotYet,
    /// Over.
    Expired,
}

/// An entry of `waivers.yaml`.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Its node.
    pub node: NodeId,
    /// The rule whose findings it covers.
    pub rule: String,
    /// Whether it holds.
    pub state: State,
    at: String,
    waived: Waived,
}

/// All fields, every one required.
const FIELDS: [&str; 6] = ["rule", "at", "reason", "approved_by", "approved_on", "expires"];

/// The entries of `waivers.yaml` on a day.
pub fn read(tree: &Tree, day: Day) -> Vec<Waiver> {
    let entries = tree.get(Tree::ROOT, "waivers").map(|w| tree.children(w)).unwrap_or_default();
    entries.iter().map(|n| entry(tree, *n, day)).collect()
}

fn entry(tree: &Tree, node: NodeId, day: Day) -> Waiver {
    let text = |key: &str| tree.get_text(node, key).map(str::trim).unwrap_or_default().to_owned();
    let missing: Vec<&'static str> = FIELDS.into_iter().filter(|f| text(f).is_empty()).collect();
    let state = if missing.is_empty() { state(&text("approved_on"), &text("expires"), day) } else { State::Incomplete(missing) };
    let waived =
        Waived { reason: text("reason"), approved_by: text("approved_by"), approved_on: text("approved_on"), expires: text("expires") };
    Waiver { node, rule: text("rule"), state, at: text("at"), waived }
}

fn state(approved: &str, expires: &str, day: Day) -> State {
    let (Ok(approved), Ok(expires)) = (approved.parse::<Date>(), expires.parse::<Date>()) else { return State::Unreadable };
    match approved.checked_add(1.year()) {
        _ if expires < approved => State::Unreadable,
        Ok(longest) if expires > longest => State::TooLong,
        _ if approved > day.0 => State::NotYet,
        _ if expires < day.0 => State::Expired,
        _ => State::Valid,
    }
}

/// Marks the findings that a valid waiver covers; says for each waiver whether it covered any.
pub fn apply(tree: &Tree, waivers: &[Waiver], findings: &mut [Finding]) -> Vec<bool> {
    let mut used = vec![false; waivers.len()];
    for (waiver, used) in waivers.iter().zip(&mut used).filter(|(w, _)| w.state == State::Valid) {
        let target = Target::of(tree, &waiver.at);
        for f in findings.iter_mut().filter(|f| f.rule == waiver.rule && target.covers(tree, f)) {
            f.waiver.get_or_insert_with(|| waiver.waived.clone());
            *used = true;
        }
    }
    used
}

/// What a waiver's `at` names.
struct Target {
    pointer: String,
    node: Option<NodeId>,
}

impl Target {
    fn of(tree: &Tree, at: &str) -> Target {
        if at.starts_with('/') {
            return Target { pointer: at.to_owned(), node: None };
        }
        match paths::absolute(tree, at) {
            Some(found) => Target { pointer: found.pointer, node: found.whole.then_some(found.node) },
            None => Target { pointer: at.to_owned(), node: None },
        }
    }

    fn covers(&self, tree: &Tree, f: &Finding) -> bool {
        let below = f.path.strip_prefix(&self.pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let node = match &f.place {
            Some(Place::Node(n, _) | Place::Within(n, _)) => Some(*n),
            _ => None,
        };
        below || self.node.zip(node).is_some_and(|(t, n)| tree.outward(n).any(|o| o == t))
    }
}
