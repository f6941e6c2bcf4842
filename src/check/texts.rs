//! Every text of the content that can print, with its node: what rules about words read.

use crate::check::citation::{Acts, Citation, citations};
use crate::check::kind::date::last_day;
use crate::check::kind::value_place;
use crate::check::prefilter::Seen;
use crate::check::scalar::{Day, Re};
use crate::check::view::View;
use crate::content::tree::{NodeId, Tree, Value};
use crate::diagnostic::Place;
use crate::law::Documents;
use crate::law::documents::Found;
use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// One text.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// The stem of its file.
    pub stem: &'a str,
    /// What it says, as written.
    pub text: &'a str,
    source: Source<'a>,
    /// It quotes what no longer holds: the old wording of a change.
    pub is_old: bool,
    citations: OnceLock<Vec<Citation>>,
    papers: OnceLock<Vec<Found<'static>>>,
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
#[derive(Debug, Clone, Default)]
pub struct Texts<'a> {
    /// In the order of the files.
    pub all: Vec<Text<'a>>,
    seen: Option<Seen>,
    acts: OnceLock<Acts>,
}

impl<'a> Text<'a> {
    fn new(stem: &'a str, text: &'a str, source: Source<'a>, is_old: bool) -> Text<'a> {
        Text { stem, text, source, is_old, citations: OnceLock::new(), papers: OnceLock::new() }
    }

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

    /// The identity papers, cards and certificates that it names, found once for all rules.
    pub fn papers(&self) -> &[Found<'static>] {
        self.papers.get_or_init(|| if may_name(self.text) { Documents::builtin().find(self.text) } else { Vec::new() })
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
    /// The texts of a tree and of the pages' bodies.
    pub fn of(tree: &'a Tree, bodies: &'a [Body]) -> Texts<'a> {
        let mut all = Vec::new();
        for &file in tree.children(Tree::ROOT) {
            let stem = tree.key(file).unwrap_or_default();
            if !stem.starts_with("en/") && stem != "waivers" {
                collect(tree, file, stem, false, &mut all);
            }
        }
        let printed = bodies.iter().filter(|b| !b.stem.starts_with("en/"));
        all.extend(printed.map(|b| Text::new(&b.stem, &b.text, Source::File(b), false)));
        Texts { all, seen: None, acts: OnceLock::new() }
    }

    /// With what one look at all of them has seen of the expressions of all rules.
    pub fn seen(self, look: impl FnOnce(&[Text]) -> Seen) -> Self {
        Texts { seen: Some(look(&self.all)), ..self }
    }

    /// The texts in which an expression may match: all others need not be searched.
    pub fn that_may_match(&self, expression: &Re) -> Vec<&Text<'a>> {
        match self.seen.as_ref().and_then(|s| s.texts_of(expression)) {
            Some(some) => some.iter().filter_map(|i| self.all.get(*i)).collect(),
            None => self.all.iter().collect(),
        }
    }

    /// What short names of acts mean in each document.
    pub fn acts(&self, view: &View) -> &Acts {
        self.acts.get_or_init(|| Acts::of(&self.all, view))
    }

    /// The citations of one of these texts, found once for all rules.
    pub fn citations<'t>(&self, text: &'t Text, view: &View) -> &'t [Citation] {
        text.citations.get_or_init(|| citations(text, self.acts(view)))
    }
}

/// Whether a text has one of the characters in which every name of a paper ends: most texts need not be searched.
fn may_name(text: &str) -> bool {
    const ENDS: [&str; 7] = ["証", "ド", "ﾄ", "書", "帳", "票", "状"];
    static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(ENDS).ok());
    SEARCH.as_ref().is_none_or(|search| search.is_match(text))
}

/// Keys whose values are ids, addresses or closed words: never printed as they stand.
const SILENT: [&str; 24] = [
    "id",
    "kind",
    "partner",
    "role",
    "via",
    "handles",
    "requests",
    "requesters",
    "who",
    "of",
    "proves",
    "and",
    "forms",
    "form",
    "states",
    "file",
    "url",
    "email",
    "path",
    "parts",
    "established_under",
    "specific",
    "abbreviations",
    "numbering",
];

fn collect<'a>(tree: &'a Tree, node: NodeId, stem: &'a str, old: bool, out: &mut Vec<Text<'a>>) {
    let old = old || tree.key(node) == Some("old");
    match tree.value(node) {
        Value::Text(t) if !t.is_ascii() => out.push(Text::new(stem, t, Source::Node(tree, node), old)),
        Value::List(c) | Value::Map(c) => {
            for n in c.iter().filter(|n| tree.key(**n).is_none_or(|k| !SILENT.contains(&k))) {
                collect(tree, *n, stem, old, out);
            }
        }
        _ => {}
    }
}
