//! The duties one by one: what the check counts as published is really there, and the report says where.

use super::page::{Proved, in_words};
use super::read::squeeze;
use super::{Page, Site, at_value, problem};
use crate::check::Report;
use crate::check::rendered::Channel;
use crate::content::{NodeId, Tree};
use crate::diagnostic::Diagnostic;
use crate::document::tree::Publication;

/// Looks for every value that meets a duty, and writes the places into the report.
pub fn problems(site: &Site, publication: &Publication, tree: &Tree, pages: &[Proved], report: &mut Report) -> Vec<Diagnostic> {
    let looking: Vec<Option<Looked>> =
        pages.iter().map(|proved| Some(Looked { proved, read: site.pages.get(proved.path.as_str())?, runs: sorted(proved) })).collect();
    let mut found: Vec<Diagnostic> = Vec::new();
    for rule in &mut report.rules {
        let duty = in_words(rule);
        for stand in &rule.stands {
            let Channel::Page(index) = stand.channel else { continue };
            let Some(Some(page)) = looking.get(index) else { continue };
            match page.place(tree, stand.node) {
                Place::At(at) => {
                    let path = publication.pages.get(index).map(|p| p.path.as_str());
                    let mut own = rule.evidence.iter_mut().filter(|e| e.page.as_deref() == path && e.anchor.is_none());
                    if let Some(evidence) = own.next() {
                        evidence.anchor = page.read.name_at(at).map(str::to_owned);
                    }
                }
                Place::Unsaid => {}
                Place::Nowhere(value) => {
                    let problem = at_value(Some(stand.node), problem::unproven(&page.proved.path, &value, &duty));
                    if !found.iter().any(|f| f.place == problem.place) {
                        found.push(problem);
                    }
                }
            }
        }
    }
    found
}

/// A page with its texts in the order of the values that they print.
struct Looked<'p> {
    proved: &'p Proved<'p>,
    read: &'p Page,
    runs: Vec<(NodeId, usize)>,
}

fn sorted(proved: &Proved) -> Vec<(NodeId, usize)> {
    let mut runs: Vec<(NodeId, usize)> = proved.expected.runs.iter().enumerate().map(|(i, run)| (run.at, i)).collect();
    runs.sort_unstable();
    runs
}

/// Where a value stands on a page.
enum Place {
    /// Here in its text.
    At(usize),
    /// It has no words of its own to look for, or their lack is told already.
    Unsaid,
    /// It has words, and the page does not say them.
    Nowhere(String),
}

impl Looked<'_> {
    fn place(&self, tree: &Tree, node: NodeId) -> Place {
        // What prints the value itself, or something in it.
        let own = self.below(tree, node);
        if !own.is_empty() {
            let places = own.iter().filter_map(|run| self.proved.places.get(*run).copied().flatten());
            return places.min().map_or(Place::Unsaid, Place::At);
        }
        // Its words in the sentence of another value.
        let Some(value) = tree.text(node) else { return Place::Unsaid };
        let mut words = String::new();
        squeeze(value, &mut words);
        let part = self.read.content();
        if let Some(at) = self.read.text[part.clone()].find(&words) {
            return Place::At(part.start + at);
        }
        // What is around it and prints it in other words: a day, a reference, a society's own name.
        let around = tree.outward(node).skip(1).take_while(|n| *n != Tree::ROOT).find_map(|outer| {
            let mine = self.runs_of(outer);
            mine.filter_map(|run| self.proved.places.get(run).copied().flatten()).min()
        });
        match around {
            Some(at) => Place::At(at),
            // What a page lacks is told as such, text by text.
            None if is_prose(&words) && self.proved.places.iter().all(Option::is_some) => Place::Nowhere(value.to_owned()),
            None => Place::Unsaid,
        }
    }

    fn below(&self, tree: &Tree, node: NodeId) -> Vec<usize> {
        let mut found: Vec<usize> = self.runs_of(node).collect();
        tree.children(node).iter().for_each(|child| found.extend(self.below(tree, *child)));
        found
    }

    fn runs_of(&self, node: NodeId) -> impl Iterator<Item = usize> {
        let start = self.runs.partition_point(|(at, _)| *at < node);
        self.runs[start..].iter().take_while(move |(at, _)| *at == node).map(|(_, run)| *run)
    }
}

/// Whether a value prints as it is written: words without marks, no id, number or day.
fn is_prose(words: &str) -> bool {
    !words.is_ascii() && !words.contains(['<', '*', '[', '`', '\\', '《', '&', '_'])
}
