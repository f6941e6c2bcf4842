//! The content as rules see it: one document per society, in which every value knows its node.
//!
//! Facts that the content writes by `society` or by the id of a party are filled in, so that a rule reads them where the law looks for them.

pub mod document;
mod filled;

pub use document::{Is, Value};

use crate::check::answer::Answer;
use crate::check::node_set::NodeSet;
use crate::check::path::Path;
use crate::content::tree::{NodeId, Step, Tree, Value as Node};
use document::{Document, Key, Put, Writer, unescaped};
use filled::Filled;
use std::sync::OnceLock;

/// Folders whose files are also one list.
pub const FOLDERS: [&str; 4] = ["policies", "rules", "notices", "pages"];

/// The content of one society as rules see it.
#[derive(Debug)]
pub struct View<'a> {
    /// Where it comes from.
    pub tree: &'a Tree,
    document: Document<'a>,
    named: Vec<NodeId>,
    /// What was found by each path, by their numbers.
    found: Vec<Found>,
}

/// What was found by a path: many rules ask for the same.
#[derive(Debug, Clone, Default)]
struct Found {
    /// The places of its values, each node once.
    places: OnceLock<Box<[u32]>>,
    /// Whether one of its values is an answer.
    answers: OnceLock<bool>,
}

impl<'a> View<'a> {
    /// Looks at a tree. Translations (`en/…`) are not.
    pub fn new(tree: &'a Tree) -> View<'a> {
        let filled = Filled::of(tree);
        let mut copy = Copy { tree, filled, writer: Writer::new(tree) };
        copy.root();
        View { tree, document: copy.writer.finish(), named: copy.filled.named, found: vec![Found::default(); Path::known()] }
    }

    /// All of it.
    pub fn root(&self) -> Value<'_> {
        self.document.root()
    }

    /// The node of a pointer, or the nearest one around it.
    pub fn node(&self, pointer: &str) -> NodeId {
        let (value, rest) = self.document.nearest(pointer);
        // What rules do not see may still be written: the word `society` of a desk, for one.
        let unseen = rest.split('/').skip(1).take_while(|_| !value.is_filled());
        let (mut node, tree) = (value.node(), self.tree);
        for token in unseen {
            match child(tree, node, &unescaped(token)) {
                Some(n) => node = n,
                None => break,
            }
        }
        node
    }

    /// The value of a node as it is written there; of what stands in two places, the first.
    pub fn of_node(&self, node: NodeId) -> Option<Value<'_>> {
        self.document.of_node(node)
    }

    /// Whether a record is called by the word `society`.
    pub fn is_society(&self, record: Value) -> bool {
        self.named.contains(&record.node())
    }

    /// All values, each before what stands in it.
    pub fn all(&self) -> impl Iterator<Item = Value<'_>> {
        self.document.all()
    }

    /// The value at a place among all.
    pub fn placed(&self, place: usize) -> Option<Value<'_>> {
        self.document.placed(place)
    }

    /// The values of a path. What stands inside a state is not looked at.
    pub fn select(&self, path: &Path) -> Vec<Value<'_>> {
        path.select(&self.document)
    }

    /// The values of paths, each node once: the files of a folder stand in two places.
    pub fn select_once(&self, paths: &[Path]) -> Vec<Value<'_>> {
        let [path] = paths else {
            return each_once(self.tree, paths.iter().flat_map(|path| self.select(path)).collect());
        };
        let find = || each_once(self.tree, self.select(path));
        let Some(found) = self.found.get(path.number()) else { return find() };
        let places = found.places.get_or_init(|| find().into_iter().map(|value| value.place() as u32).collect());
        places.iter().filter_map(|place| self.placed(*place as usize)).collect()
    }

    /// Whether a path leads to an answer that is written here; `false` is none.
    pub fn answers(&self, path: &Path) -> bool {
        let is_answer = |value: Value| !value.is_filled() && value.is() != Is::Bool(false) && Answer::of(Some(value)) == Answer::Given;
        let find = || path.any(&self.document, is_answer);
        self.found.get(path.number()).map_or_else(find, |found| *found.answers.get_or_init(find))
    }

    /// The value of a pointer.
    pub fn at(&self, pointer: &str) -> Option<Value<'_>> {
        self.document.pointer(pointer)
    }

    /// The records around a pointer, the innermost first.
    pub fn around(&self, pointer: &str) -> impl Iterator<Item = Value<'_>> {
        let is_pointer = pointer.is_empty() || pointer.starts_with('/');
        std::iter::successors(is_pointer.then(|| self.document.nearest(pointer).0), |value| value.parent())
    }
}

/// Values, each node once. A fact that is filled in has the node of another value: it is told by its place.
fn each_once<'v>(tree: &Tree, mut all: Vec<Value<'v>>) -> Vec<Value<'v>> {
    if all.len() > 1 {
        let (mut nodes, mut places) = (NodeSet::of(tree), Vec::new());
        all.retain(|value| match value.is_filled() {
            false => nodes.add(value.node()),
            true if places.contains(&value.place()) => false,
            true => {
                places.push(value.place());
                true
            }
        });
    }
    all
}

/// Writes the values of a tree down as rules see them.
struct Copy<'a> {
    tree: &'a Tree,
    filled: Filled<'a>,
    writer: Writer<'a>,
}

impl<'a> Copy<'a> {
    fn root(&mut self) {
        let tree = self.tree;
        let mut files: Vec<(&str, NodeId)> = Vec::new();
        let mut folders = FOLDERS.map(|folder| (folder, Vec::new()));
        for &file in tree.children(Tree::ROOT) {
            let stem = tree.key(file).unwrap_or_default();
            if stem.starts_with("en/") {
                continue;
            }
            match files.iter_mut().find(|(s, _)| *s == stem) {
                Some((_, known)) => *known = file,
                None => files.push((stem, file)),
            }
            let folder = stem.split_once('/').and_then(|(first, _)| folders.iter_mut().find(|(f, _)| *f == first));
            folder.into_iter().for_each(|(_, files)| files.push(file));
        }
        for &(stem, file) in &files {
            match folders.iter().find(|(folder, files)| *folder == stem && !files.is_empty()) {
                Some((folder, files)) => self.folder(folder, files),
                None => self.file(stem, file),
            }
        }
        for (folder, _) in folders.iter().filter(|(f, list)| !list.is_empty() && !files.iter().any(|(stem, _)| stem == f)) {
            if let Some((_, files)) = folders.iter().find(|(f, _)| f == folder) {
                self.folder(folder, files);
            }
        }
    }

    /// `$.rules[*]` are all files of the folder `rules`, and so on.
    fn folder(&mut self, folder: &'a str, files: &[NodeId]) {
        let node = self.tree.get(Tree::ROOT, folder).unwrap_or(Tree::ROOT);
        self.writer.open(folder.into(), Put::List, node, false);
        files.iter().for_each(|file| self.value(Key::NONE, *file));
        self.writer.close();
    }

    /// A bare list is short for `items`, in four files.
    fn file(&mut self, stem: &'a str, file: NodeId) {
        let is_short = matches!(stem, "forms" | "files" | "faq" | "glossary") && matches!(self.tree.value(file), Node::List(_));
        if !is_short {
            return self.value(stem.into(), file);
        }
        self.writer.open(stem.into(), Put::Map, file, false);
        self.value("items".into(), file);
        self.writer.close();
    }

    fn value(&mut self, key: Key<'a>, node: NodeId) {
        let value = self.tree.value(node);
        if self.filled.has(node) && self.filled.records.contains_key(&node) {
            return self.record(key, node);
        }
        if !matches!(value, Node::List(_) | Node::Map(_)) {
            return self.writer.leaf(key, node, node, false);
        }
        self.writer.open(key, Put::Node(node), node, false);
        self.below(value, |copy, key, child| copy.value(key, child));
        self.writer.close();
    }

    /// What stands in a value. A key may stand twice: the loader reports it, the first one counts.
    #[inline]
    fn below(&mut self, value: &'a Node, put: impl Fn(&mut Self, Key<'a>, NodeId)) {
        match value {
            Node::List(children) => children.iter().for_each(|child| put(self, Key::NONE, *child)),
            Node::Map(children) => {
                let mut marks = 0;
                for child in children {
                    let key = Key::of(&self.tree.entry(*child).step);
                    if marks & key.mark() == 0 || !self.writer.has(key) {
                        marks |= key.mark();
                        put(self, key, *child);
                    }
                }
            }
            _ => {}
        }
    }

    /// A record in which something is filled in.
    fn record(&mut self, key: Key<'a>, node: NodeId) {
        let Some(record) = self.filled.records.remove(&node) else { return };
        self.writer.open(key, Put::Map, node, record.whole);
        for fact in &record.entries {
            match fact.filled {
                true => self.fact(fact.key.into(), fact.node, node, self.tree.get(node, fact.key)),
                false => self.value(fact.key.into(), fact.node),
            }
        }
        self.writer.close();
        self.filled.records.insert(node, record);
    }

    /// A fact that is written elsewhere: its place is what is written here under its keys, or the nearest value around that.
    fn fact(&mut self, key: Key<'a>, from: NodeId, around: NodeId, here: Option<NodeId>) {
        let value = self.tree.value(from);
        let tree = self.tree;
        let node = here.unwrap_or(around);
        self.writer.open(key, Put::Node(from), node, true);
        let mut index = 0;
        match value {
            Node::List(children) => {
                for child in children {
                    let own = here.and_then(|here| tree.children(here).get(index).filter(|_| matches!(tree.value(here), Node::List(_))));
                    index += 1;
                    self.fact(Key::NONE, *child, node, own.copied());
                }
            }
            _ => self.below(value, |copy, key, child| copy.fact(key, child, node, here.and_then(|here| tree.get(here, key.name())))),
        }
        self.writer.close();
    }
}

/// JSON as a tree: what tests of rules are written in.
pub fn tree(value: &serde_json::Value) -> Tree {
    use serde_json::Value;
    fn node(value: &Value) -> Node {
        match value {
            Value::Null => Node::Null,
            Value::Bool(b) => Node::Bool(*b),
            Value::Number(n) => n.as_i64().map_or_else(|| Node::Float(n.as_f64().unwrap_or(f64::NAN)), Node::Int),
            Value::String(s) => Node::Text(s.as_str().into()),
            Value::Array(_) => Node::List(Default::default()),
            Value::Object(_) => Node::Map(Default::default()),
        }
    }
    fn add(tree: &mut Tree, parent: NodeId, value: &Value) {
        match value {
            Value::Array(a) => {
                for (i, v) in a.iter().enumerate() {
                    let n = tree.push(parent, Step::Index(i as u32), node(v));
                    add(tree, n, v);
                }
            }
            Value::Object(o) => {
                for (k, v) in o {
                    let n = tree.push(parent, Step::Key(k.as_str().into()), node(v));
                    add(tree, n, v);
                }
            }
            _ => {}
        }
    }
    let mut tree = Tree::default();
    add(&mut tree, Tree::ROOT, value);
    tree
}

fn child(tree: &Tree, node: NodeId, key: &str) -> Option<NodeId> {
    match tree.value(node) {
        Node::Map(_) => tree.get(node, key),
        Node::List(c) => c.get(key.parse::<usize>().ok()?).copied(),
        _ => None,
    }
}
