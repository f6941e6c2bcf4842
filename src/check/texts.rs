//! Every text of the content that can print, with its node: what rules about words read.

use crate::check::kind::date::last_day;
use crate::check::kind::value_place;
use crate::check::scalar::Day;
use crate::content::tree::{NodeId, Tree, Value};
use crate::diagnostic::Place;
use std::ops::Range;

/// One text.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its content path.
    pub at: String,
    /// The stem of its file.
    pub stem: String,
    /// What it says, as written.
    pub text: String,
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    Node(NodeId),
    /// File and first byte of the body in it.
    File(String, usize),
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
pub struct Texts {
    /// In the order of the files.
    pub all: Vec<Text>,
}

impl Text {
    /// The place of a part of it.
    pub fn place(&self, range: Range<usize>) -> Place {
        match &self.source {
            Source::Node(n) if range == (0..self.text.len()) => value_place(*n),
            Source::Node(n) => Place::Within(*n, range),
            Source::File(file, start) => Place::Bytes(file.clone(), start + range.start..start + range.end),
        }
    }

    /// The headings and titles of the records around it, the nearest first.
    pub fn headings<'t>(&self, tree: &'t Tree) -> Vec<&'t str> {
        let around = self.node().into_iter().flat_map(|n| tree.outward(n).skip(1));
        around.flat_map(|n| ["heading", "title"].into_iter().filter_map(move |k| tree.get_text(n, k))).collect()
    }

    /// Whether it quotes what no longer holds: the old wording of a change.
    pub fn is_old_wording(&self, tree: &Tree) -> bool {
        self.node().is_some_and(|n| tree.outward(n).any(|o| tree.key(o) == Some("old")))
    }

    /// The day by which its wording is judged: a notice speaks on its own day, everything else on the day of the law.
    pub fn written_on(&self, json: &serde_json::Value, day: Day) -> Day {
        let date = self.stem.strip_prefix("notices/").and_then(|_| json.get(&self.stem)?.get("date")?.as_str());
        date.and_then(last_day).map_or(day, |d| Day(d).min(day))
    }

    /// Its node; the body of a page has none.
    pub fn node(&self) -> Option<NodeId> {
        match self.source {
            Source::Node(n) => Some(n),
            Source::File(..) => None,
        }
    }
}

impl Texts {
    /// The texts of a tree and of the pages' bodies.
    pub fn of(tree: &Tree, bodies: &[Body]) -> Texts {
        let mut all = Vec::new();
        for &file in tree.children(Tree::ROOT) {
            let stem = tree.key(file).unwrap_or_default();
            if !stem.starts_with("en/") && stem != "waivers" {
                collect(tree, file, stem, &mut all);
            }
        }
        let body = |b: &Body| Text {
            at: format!("/{}", b.stem.replace('/', "~1")),
            stem: b.stem.clone(),
            text: b.text.clone(),
            source: Source::File(b.file.clone(), b.start),
        };
        all.extend(bodies.iter().filter(|b| !b.stem.starts_with("en/")).map(body));
        Texts { all }
    }
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

fn collect(tree: &Tree, node: NodeId, stem: &str, out: &mut Vec<Text>) {
    match tree.value(node) {
        Value::Text(t) if !t.is_ascii() => {
            out.push(Text { at: tree.path(node), stem: stem.to_owned(), text: t.to_string(), source: Source::Node(node) })
        }
        Value::List(c) | Value::Map(c) => {
            for n in c.iter().filter(|n| tree.key(**n).is_none_or(|k| !SILENT.contains(&k))) {
                collect(tree, *n, stem, out);
            }
        }
        _ => {}
    }
}
