//! The duties one by one: what the check counts as published is really there, and the report says where.

use super::page::{Proved, in_words};
use super::squeeze::{Squeezed, squeeze, unblank};
use super::walk::{self, Found};
use super::{Page, Site, at_value, problem};
use crate::check::Report;
use crate::check::rendered::Channel;
use crate::content::{NodeId, Tree};
use crate::diagnostic::Diagnostic;
use crate::document::tree::Publication;
use std::cell::OnceCell;

/// Looks for every value that meets a duty, and writes the places into the report.
pub fn problems(site: &Site, publication: &Publication, tree: &Tree, pages: &[Proved], report: &mut Report) -> Vec<Diagnostic> {
    let mut places = places(site, tree, pages, report).into_iter();
    let mut found: Vec<Diagnostic> = Vec::new();
    for rule in &mut report.rules {
        for stand in &rule.stands {
            let Channel::Page(index) = stand.channel else { continue };
            let Some((proved, place)) = pages.get(index).zip(places.next()) else { continue };
            match place {
                Place::At(at) => {
                    let path = publication.pages.get(index).map(|p| p.path.as_str());
                    let mut own = rule.evidence.iter_mut().filter(|e| e.page.as_deref() == path && e.anchor.is_none());
                    if let Some(evidence) = own.next() {
                        evidence.anchor = proved.read(site).and_then(|read| read.name_at(at)).map(str::to_owned);
                    }
                }
                Place::Unsaid => {}
                Place::Nowhere(value) => {
                    let problem = problem::unproven(&proved.path, &value, &in_words(rule));
                    let problem = at_value(Some(stand.node), problem);
                    if !found.iter().any(|f| f.place == problem.place) {
                        found.push(problem);
                    }
                }
            }
        }
    }
    found
}

/// Where all values that meet duties on pages stand, in the order of the report. They are looked for page by page.
fn places(site: &Site, tree: &Tree, pages: &[Proved], report: &Report) -> Vec<Place> {
    let stands = report.rules.iter().flat_map(|rule| &rule.stands);
    let asked: Vec<(usize, NodeId)> = stands
        .filter_map(|stand| match stand.channel {
            Channel::Page(index) if index < pages.len() => Some((index, stand.node)),
            Channel::Page(_) | Channel::Bulletin(_) => None,
        })
        .collect();
    let mut places: Vec<Place> = asked.iter().map(|_| Place::Unsaid).collect();
    let mut printed = vec![Printed::default(); tree.len()];
    for (index, proved) in pages.iter().enumerate() {
        let mut own = asked.iter().zip(&mut places).filter(|((page, _), _)| *page == index).peekable();
        let (Some(read), Some(_)) = (proved.read(site), own.peek()) else { continue };
        let looked = Looked::new(tree, u32::try_from(index + 1).unwrap_or(u32::MAX), proved, read, &mut printed);
        own.for_each(|((_, node), place)| *place = looked.place(tree, *node));
    }
    places
}

/// A page with its texts in the order of the values that they print.
struct Looked<'p> {
    proved: &'p Proved<'p>,
    read: &'p Page<'p>,
    runs: OnceCell<Vec<(NodeId, usize)>>,
    /// The number of the page, from 1.
    number: u32,
    /// For each value what prints it or something in it.
    printed: &'p [Printed],
}

/// Texts that print a value or something in it.
#[derive(Debug, Clone, Copy, Default)]
struct Printed {
    /// The last page that has any, by its number.
    page: u32,
    /// Where in that page the first of them stands; `LACKING` if the page lacks all of them.
    at: u32,
}

const LACKING: u32 = u32::MAX;

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

impl<'p> Looked<'p> {
    /// `printed` is room for what is found, with what was found on pages of lower numbers.
    fn new(tree: &Tree, number: u32, proved: &'p Proved<'p>, read: &'p Page<'p>, printed: &'p mut [Printed]) -> Looked<'p> {
        for (i, run) in proved.expected.runs.iter().enumerate() {
            let at = proved.places.get(i).copied().flatten().map_or(LACKING, |at| u32::try_from(at).unwrap_or(LACKING - 1));
            for node in tree.outward(run.at) {
                let least = &mut printed[node.0 as usize];
                // What is around it knows of an earlier text at least as much.
                if least.page == number && least.at <= at {
                    break;
                }
                *least = Printed { page: number, at };
            }
        }
        Looked { proved, read, runs: OnceCell::new(), number, printed }
    }

    fn place(&self, tree: &Tree, node: NodeId) -> Place {
        // What prints the value itself, or something in it.
        match self.printed.get(node.0 as usize).filter(|printed| printed.page == self.number) {
            Some(Printed { at: LACKING, .. }) => return Place::Unsaid,
            Some(Printed { at, .. }) => return Place::At(*at as usize),
            None => {}
        }
        // Its words in the sentence of another value.
        let Some(value) = tree.text(node) else { return Place::Unsaid };
        if let Some(at) = self.find(value) {
            return Place::At(at);
        }
        // What is around it and prints it in other words: a day, a reference, a society's own name.
        let around = tree.outward(node).skip(1).take_while(|n| *n != Tree::ROOT).find_map(|outer| {
            let mine = self.runs_of(outer);
            mine.filter_map(|run| self.proved.places.get(run).copied().flatten()).min()
        });
        match around {
            Some(at) => Place::At(at),
            // What a page lacks is told as such, text by text.
            None if is_prose(value) && self.proved.places.iter().all(Option::is_some) => Place::Nowhere(value.to_owned()),
            None => Place::Unsaid,
        }
    }

    /// Where the content of the page says these words.
    fn find(&self, words: &str) -> Option<usize> {
        if unblank(words.as_bytes()).is_empty() {
            return Some(self.read.content().start);
        }
        match walk::find(words, self.read) {
            Found::At(at) => Some(at),
            Found::Nowhere => None,
            Found::Tired => {
                let mut wanted = String::new();
                squeeze(words, &mut wanted);
                let read = Squeezed::of(&self.read.text);
                let part = read.part(self.read.content());
                read.text[part.clone()].find(&wanted).map(|at| read.origin(part.start + at))
            }
        }
    }

    fn runs_of(&self, node: NodeId) -> impl Iterator<Item = usize> {
        let runs = self.runs.get_or_init(|| sorted(self.proved));
        let start = runs.partition_point(|(at, _)| *at < node);
        runs[start..].iter().take_while(move |(at, _)| *at == node).map(|(_, run)| *run)
    }
}

/// Whether a value prints as it is written: words without marks, no id, number or day.
fn is_prose(value: &str) -> bool {
    let mut words = String::new();
    squeeze(value, &mut words);
    !words.is_ascii() && !words.contains(['<', '*', '[', '`', '\\', '《', '&', '_'])
}
