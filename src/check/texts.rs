//! Every text of the content that can print, with its node: what rules about words read.

use crate::check::citation::{Acts, Citation, citations};
use crate::check::kind::date::last_day;
use crate::check::kind::value_place;
use crate::check::look::Traits;
use crate::check::prefilter::{Prefilter, Seen};
use crate::check::scalar::{Day, Re};
use crate::check::view::{Value as Written, View};
use crate::content::tree::{NodeId, Tree, Value};
use crate::diagnostic::Place;
use crate::law::Documents;
use crate::law::documents::Found;
use std::ops::Range;
use std::sync::OnceLock;

/// One text.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The stem of its file.
    pub stem: &'a str,
    /// What it says, as written.
    pub text: &'a str,
    source: Source<'a>,
    /// Its number among all texts.
    number: u32,
    /// It quotes what no longer holds: the old wording of a change.
    pub is_old: bool,
    /// What it has that checks look for.
    pub traits: Traits,
}

#[derive(Debug, Clone, Copy)]
enum Source<'a> {
    Node(&'a Tree, NodeId),
    /// The body of a file.
    File(&'a Body),
}

/// The body of a Markdown page.
#[derive(Debug, Clone)]
pub struct Body {
    /// `pages/introduction`
    pub stem: String,
    /// `pages/introduction.md`
    pub file: String,
    /// The text after the front matter.
    pub text: String,
    /// Where it begins in the file.
    pub start: usize,
}

/// All texts of one society.
#[derive(Debug, Default)]
pub struct Texts<'a> {
    /// In the order of the files.
    pub all: Vec<Text<'a>>,
    seen: Seen,
    acts: OnceLock<Acts>,
    citations: OnceLock<Of<Citation>>,
    papers: OnceLock<Of<Found<'static>>>,
    /// The places in the view of all that is not ASCII and none of these texts.
    others: OnceLock<Vec<usize>>,
}

/// What some texts have, by their numbers.
type Of<T> = Vec<(u32, Vec<T>)>;

impl<'a> Text<'a> {
    /// Its content path.
    pub fn at(&self) -> String {
        match self.source {
            Source::Node(tree, node) => tree.path(node),
            Source::File(body) => format!("/{}", body.stem.replace('/', "~1")),
        }
    }

    /// The place of a part of it.
    pub fn place(&self, range: Range<usize>) -> Place {
        match self.source {
            Source::Node(_, n) if range == (0..self.text.len()) => value_place(n),
            Source::Node(_, n) => Place::Within(n, range),
            Source::File(body) => Place::Bytes(body.file.clone(), body.start + range.start..body.start + range.end),
        }
    }

    /// The headings and titles of the records around it, the nearest first.
    pub fn headings<'t>(&self, tree: &'t Tree) -> Vec<&'t str> {
        let around = self.node().into_iter().flat_map(|n| tree.outward(n).skip(1));
        around.flat_map(|n| ["heading", "title"].into_iter().filter_map(move |k| tree.get_text(n, k))).collect()
    }

    /// The day by which its wording is judged: a notice speaks on its own day, everything else on the day of the law.
    pub fn written_on(&self, view: &View, day: Day) -> Day {
        let date = self.stem.strip_prefix("notices/").and_then(|_| view.root().get(self.stem)?.get("date")?.as_str());
        date.and_then(last_day).map_or(day, |d| Day(d).min(day))
    }

    /// The key under which it stands.
    pub fn key(&self) -> Option<&'a str> {
        match self.source {
            Source::Node(tree, n) => tree.key(n),
            Source::File(_) => None,
        }
    }

    /// Its node; the body of a page has none.
    pub fn node(&self) -> Option<NodeId> {
        match self.source {
            Source::Node(_, n) => Some(n),
            Source::File(_) => None,
        }
    }
}

impl<'a> Texts<'a> {
    /// The texts of a tree and of the pages' bodies, with what one look at all of them tells.
    pub fn of(tree: &'a Tree, bodies: &'a [Body], prefilter: &Prefilter) -> Texts<'a> {
        let mut all = Vec::with_capacity(tree.len() / 2);
        for &file in tree.children(Tree::ROOT) {
            let stem = tree.key(file).unwrap_or_default();
            if !stem.starts_with("en/") && stem != "waivers" {
                collect(tree, file, stem, false, &mut all);
            }
        }
        let printed = bodies.iter().filter(|b| !b.stem.starts_with("en/"));
        for body in printed {
            put(&body.stem, &body.text, Source::File(body), false, &mut all);
        }
        let seen = prefilter.look(&mut all);
        Texts { all, seen, ..Texts::default() }
    }

    /// The texts in which an expression may match: all others need not be searched.
    pub fn that_may_match(&self, expression: &Re) -> Vec<&Text<'a>> {
        match self.seen.texts_of(expression) {
            Some(some) => some.iter().filter_map(|i| self.all.get(*i as usize)).collect(),
            None => self.all.iter().collect(),
        }
    }

    /// The same, if it is known that the expression matches in no text that is all ASCII.
    pub fn all_that_may_match(&self, expression: &Re) -> Option<impl Iterator<Item = &Text<'a>>> {
        let some = self.seen.texts_beyond_ascii(expression)?;
        Some(some.iter().filter_map(|i| self.all.get(*i as usize)))
    }

    /// The values that are not ASCII and none of these texts: ids and the like, and facts that are filled in.
    pub fn others<'v>(&self, view: &'v View) -> impl Iterator<Item = Written<'v>> {
        let places = self.others.get_or_init(|| {
            let mut is_text = vec![false; view.tree.len()];
            self.all.iter().filter_map(Text::node).for_each(|n| is_text[n.0 as usize] = true);
            let is_other = |v: &Written| v.as_str().is_some_and(|t| !t.is_ascii()) && (v.is_filled() || !is_text[v.node().0 as usize]);
            view.all().filter(is_other).map(Written::place).collect()
        });
        places.iter().filter_map(|place| view.placed(*place))
    }

    /// What short names of acts mean in each document.
    pub fn acts(&self, view: &View) -> &Acts {
        self.acts.get_or_init(|| Acts::of(&self.all, view))
    }

    /// The citations of one of these texts, found once for all rules.
    pub fn citations(&self, text: &Text, view: &View) -> &[Citation] {
        let found = self.citations.get_or_init(|| self.of_each(Traits::CITES, |t| citations(t, self.acts(view))));
        of_text(found, text)
    }

    /// The identity papers, cards and certificates that one of these texts names, found once for all rules.
    pub fn papers(&self, text: &Text) -> &[Found<'static>] {
        let found = self.papers.get_or_init(|| self.of_each(Traits::PAPER, |t| Documents::builtin().find(t.text)));
        of_text(found, text)
    }

    fn of_each<T>(&self, traits: Traits, find: impl Fn(&Text) -> Vec<T>) -> Of<T> {
        let some = self.all.iter().filter(|t| t.traits.has(traits)).map(|t| (t.number, find(t)));
        some.filter(|(_, found)| !found.is_empty()).collect()
    }
}

fn of_text<'f, T>(found: &'f Of<T>, text: &Text) -> &'f [T] {
    found.binary_search_by_key(&text.number, |(number, _)| *number).map_or(&[], |i| &found[i].1)
}

/// Keys whose values are ids, addresses or closed words: never printed as they stand.
fn is_silent(key: &str) -> bool {
    matches!(
        key,
        "id" | "kind"
            | "partner"
            | "role"
            | "via"
            | "handles"
            | "requests"
            | "requesters"
            | "who"
            | "of"
            | "proves"
            | "and"
            | "forms"
            | "form"
            | "states"
            | "file"
            | "url"
            | "email"
            | "path"
            | "parts"
            | "established_under"
            | "specific"
            | "abbreviations"
            | "numbering"
    )
}

fn put<'a>(stem: &'a str, text: &'a str, source: Source<'a>, is_old: bool, out: &mut Vec<Text<'a>>) {
    let number = out.len() as u32;
    out.push(Text { stem, text, source, number, is_old, traits: Traits::default() });
}

fn collect<'a>(tree: &'a Tree, node: NodeId, stem: &'a str, old: bool, out: &mut Vec<Text<'a>>) {
    let old = old || tree.key(node) == Some("old");
    match tree.value(node) {
        Value::Text(t) if !t.is_ascii() => put(stem, t, Source::Node(tree, node), old, out),
        Value::List(c) | Value::Map(c) => {
            for n in c.iter().filter(|n| tree.key(**n).is_none_or(|k| !is_silent(k))) {
                collect(tree, *n, stem, old, out);
            }
        }
        _ => {}
    }
}
