//! Every text of the content that can print, with its node: what rules about words read.

use crate::check::citation::{Acts, Citation, citations};
use crate::check::kind::date::last_day;
use crate::check::kind::value_place;
use crate::check::look::Traits;
use crate::check::node_set::NodeSet;
use crate::check::prefilter::{Prefilter, Seen};
use crate::check::scalar::{Day, Re};
use crate::check::view::{Value as Written, View};
use crate::content::key::Key;
use crate::content::keys::KEYS;
use crate::content::tree::{NodeId, Step, Tree, Value};
use crate::diagnostic::Place;
use crate::law::Documents;
use crate::law::documents::Found;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// One text.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The stem of its file.
    pub stem: &'a str,
    /// What it says, as written.
    pub text: &'a str,
    source: Source<'a>,
    /// The number of its file among those that have any text.
    pub file: u32,
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
    /// The stems of the files that have any, in their order.
    pub files: Vec<&'a str>,
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
        let (mut all, mut files) = (Vec::with_capacity(tree.len() / 2), Vec::with_capacity(32));
        for &file in tree.children(Tree::ROOT) {
            let stem = tree.key(file).unwrap_or_default();
            if !stem.starts_with("en/") && stem != "waivers" {
                let before = all.len();
                collect(tree, file, (stem, files.len() as u32), stem == "old", &mut all);
                files.extend((before < all.len()).then_some(stem));
            }
        }
        // What stands before the body of a page is of the same file.
        let known: BTreeMap<&str, u32> = if bodies.is_empty() { BTreeMap::new() } else { files.iter().copied().zip(0..).collect() };
        let printed = bodies.iter().filter(|b| !b.stem.starts_with("en/"));
        for body in printed {
            let file = known.get(body.stem.as_str()).copied().unwrap_or(files.len() as u32);
            files.extend((file as usize == files.len()).then_some(body.stem.as_str()));
            put((&body.stem, file), &body.text, Source::File(body), false, &mut all);
        }
        let seen = prefilter.look(&mut all);
        Texts { all, files, seen, ..Texts::default() }
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
            let mut is_text = NodeSet::of(view.tree);
            self.all.iter().filter_map(Text::node).for_each(|n| _ = is_text.add(n));
            let is_other = |v: &Written| v.as_str().is_some_and(|t| !t.is_ascii()) && (v.is_filled() || !is_text.has(v.node()));
            view.all().filter(is_other).map(Written::place).collect()
        });
        places.iter().filter_map(|place| view.placed(*place))
    }

    /// What short names of acts mean in each document.
    pub fn acts(&self, view: &View) -> &Acts {
        self.acts.get_or_init(|| Acts::of(&self.all, view))
    }

    /// The citations of each text that has any, found once for all rules.
    fn all_citations(&self, view: &View) -> &Of<Citation> {
        self.citations.get_or_init(|| self.of_each(Traits::CITES, |t| citations(t, self.acts(view))))
    }

    /// The texts that cite something.
    pub fn citing(&self, view: &View) -> impl Iterator<Item = &Text<'a>> {
        self.all_citations(view).iter().filter_map(|(number, _)| self.all.get(*number as usize))
    }

    /// The citations of one of these texts.
    pub fn citations(&self, text: &Text, view: &View) -> &[Citation] {
        of_text(self.all_citations(view), text)
    }

    /// The identity papers, cards and certificates of each text that names any, found once for all rules.
    fn all_papers(&self) -> &Of<Found<'static>> {
        self.papers.get_or_init(|| self.of_each(Traits::PAPER, |t| Documents::builtin().find(t.text)))
    }

    /// The texts that name identity papers.
    pub fn naming_papers(&self) -> impl Iterator<Item = &Text<'a>> {
        self.all_papers().iter().filter_map(|(number, _)| self.all.get(*number as usize))
    }

    /// The identity papers that one of these texts names.
    pub fn papers(&self, text: &Text) -> &[Found<'static>] {
        of_text(self.all_papers(), text)
    }

    fn of_each<T>(&self, traits: Traits, find: impl Fn(&Text) -> Vec<T>) -> Of<T> {
        let some = self.all.iter().filter(|t| t.traits.has(traits)).map(|t| (t.number, find(t)));
        some.filter(|(_, found)| !found.is_empty()).collect()
    }
}

fn of_text<'f, T>(found: &'f Of<T>, text: &Text) -> &'f [T] {
    found.binary_search_by_key(&text.number, |(number, _)| *number).map_or(&[], |i| &found[i].1)
}

/// What a key says of the texts under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Under {
    /// They can print.
    Printed,
    /// They quote what no longer holds.
    Old,
    /// They are ids, addresses or closed words: never printed as they stand.
    Silent,
}

impl Under {
    fn key(key: &str) -> Under {
        match key {
            "old" => Under::Old,
            "id" | "kind" | "partner" | "role" | "via" | "handles" | "requests" | "requesters" | "who" | "of" | "proves" | "and"
            | "forms" | "form" | "states" | "file" | "url" | "email" | "path" | "parts" | "established_under" | "specific"
            | "abbreviations" | "numbering" => Under::Silent,
            _ => Under::Printed,
        }
    }

    fn step(step: &Step) -> Under {
        static KNOWN: LazyLock<Vec<Under>> = LazyLock::new(|| KEYS.iter().map(|key| Under::key(key)).collect());
        match step {
            Step::Key(Key::Known(key)) => KNOWN.get(usize::from(key.number())).copied().unwrap_or(Under::Printed),
            Step::Key(own) => Under::key(own),
            _ => Under::Printed,
        }
    }
}

/// Puts a text of a file, of which the stem and the number are given.
fn put<'a>((stem, file): (&'a str, u32), text: &'a str, source: Source<'a>, is_old: bool, out: &mut Vec<Text<'a>>) {
    let number = out.len() as u32;
    out.push(Text { stem, text, source, file, number, is_old, traits: Traits::default() });
}

fn collect<'a>(tree: &'a Tree, node: NodeId, file: (&'a str, u32), old: bool, out: &mut Vec<Text<'a>>) {
    match tree.value(node) {
        Value::Text(t) if !t.is_ascii() => put(file, t, Source::Node(tree, node), old, out),
        Value::List(c) | Value::Map(c) => {
            for n in c {
                match Under::step(&tree.entry(*n).step) {
                    Under::Silent => {}
                    under => collect(tree, *n, file, old || under == Under::Old, out),
                }
            }
        }
        _ => {}
    }
}
