//! Paths that the content writes itself (`<field:…>`, `states`, waivers): a field, the id of a record in a list, a position from 1.

use crate::content::tree::{NodeId, Tree, Value};
use memchr::memchr;

/// Where a written path leads: the node as far as it exists, and the JSON pointer with what does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The node, or the last one on the way.
    pub node: NodeId,
    /// Its pointer, with the missing steps.
    pub pointer: String,
    /// Whether all of it exists.
    pub whole: bool,
}

/// The files of a society by their stems and ids, for many paths.
pub struct Files<'a> {
    tree: &'a Tree,
    all: Vec<File<'a>>,
}

struct File<'a> {
    node: NodeId,
    stem: &'a str,
    id: Option<&'a str>,
}

impl<'a> Files<'a> {
    /// Those of a tree; translations are none.
    pub fn of(tree: &'a Tree) -> Files<'a> {
        let file = |node: &NodeId| File { node: *node, stem: tree.key(*node).unwrap_or_default(), id: tree.get_text(*node, "id") };
        Files { tree, all: tree.children(Tree::ROOT).iter().map(file).filter(|f| !f.stem.starts_with("en/")).collect() }
    }

    /// The value of a path written at a node, if all of the path exists: in the record around it, outward to its file, else from a file's name.
    pub fn value(&self, from: NodeId, path: &str) -> Option<NodeId> {
        let tree = self.tree;
        around(tree, from).find_map(|record| follow(tree, record, path)).or_else(|| match path.split_once('#') {
            Some((file, id)) => find_id(tree, self.named(file)?, id),
            None => self.first_of(path).and_then(|(file, rest)| follow(tree, file, rest)),
        })
    }

    /// The file that a path begins with, and the rest of the path. The longest name of a file first: `rules/management` before `rules`.
    fn first_of<'p>(&self, path: &'p str) -> Option<(NodeId, &'p str)> {
        let begins = |name: &str| path.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with('/')).is_some();
        // Of the same length a stem comes before an id, and of those the first.
        let by_stem = self.all.iter().filter(|f| begins(f.stem)).map(|f| (f.stem.len(), 1, f.node));
        let by_id = self.all.iter().filter_map(|f| Some((f.id.filter(|id| begins(id))?.len(), 0, f.node)));
        let (end, _, node) = by_stem.chain(by_id).rev().max_by_key(|(length, is_stem, _)| (*length, *is_stem))?;
        Some((node, path[end..].trim_start_matches('/')))
    }

    /// A file by its stem or its id.
    fn named(&self, name: &str) -> Option<NodeId> {
        let by_id = || self.all.iter().find(|f| f.id == Some(name));
        self.all.iter().find(|f| f.stem == name).or_else(by_id).map(|f| f.node)
    }
}

/// The records around a node, outward to its file.
fn around(tree: &Tree, from: NodeId) -> impl Iterator<Item = NodeId> {
    tree.outward(from).filter(|n| *n != Tree::ROOT && matches!(tree.value(*n), Value::Map(_)))
}

/// Resolves a path that begins with a file, `society/representative/name`, or names an id in one, `purposes#staff`.
pub fn absolute(tree: &Tree, path: &str) -> Option<Found> {
    let files = Files::of(tree);
    if let Some((file, id)) = path.split_once('#') {
        let node = find_id(tree, files.named(file)?, id)?;
        return Some(Found { node, pointer: tree.path(node), whole: true });
    }
    files.first_of(path).map(|(file, rest)| down(tree, file, rest))
}

/// The node with this id below another.
pub fn find_id(tree: &Tree, node: NodeId, id: &str) -> Option<NodeId> {
    if tree.get_text(node, "id") == Some(id) {
        return Some(node);
    }
    tree.children(node).iter().find_map(|c| find_id(tree, *c, id))
}

/// The value to which all steps of a path lead.
fn follow(tree: &Tree, start: NodeId, path: &str) -> Option<NodeId> {
    let (mut node, mut rest) = (start, path);
    while !rest.is_empty() {
        let end = memchr(b'/', rest.as_bytes()).unwrap_or(rest.len());
        let (step, after) = rest.split_at(end);
        if !step.is_empty() {
            node = child(tree, node, step)?;
        }
        rest = after.get(1..).unwrap_or_default();
    }
    Some(node)
}

fn down(tree: &Tree, start: NodeId, path: &str) -> Found {
    let (mut node, mut missing) = (start, Vec::new());
    for step in path.split('/').filter(|s| !s.is_empty()) {
        match child(tree, node, step).filter(|_| missing.is_empty()) {
            Some(c) => node = c,
            None => missing.push(step),
        }
    }
    let rest: String = missing.iter().map(|m| format!("/{m}")).collect();
    Found { node, pointer: tree.path(node) + &rest, whole: missing.is_empty() }
}

fn child(tree: &Tree, node: NodeId, step: &str) -> Option<NodeId> {
    match tree.value(node) {
        Value::Map(_) => tree.get(node, step),
        Value::List(c) => {
            let position = || step.parse::<usize>().ok().and_then(|n| c.get(n.checked_sub(1)?)).copied();
            c.iter().copied().find(|n| tree.get_text(*n, "id") == Some(step)).or_else(position)
        }
        _ => None,
    }
}
