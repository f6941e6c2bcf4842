//! Paths that the content writes itself (`<field:…>`, `states`, waivers): a field, the id of a record in a list, a position from 1.

use crate::content::tree::{NodeId, Tree, Value};

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

/// The value of a path written at a node, if all of the path exists: in the record around it, outward to its file, else from a file's name.
pub fn value(tree: &Tree, from: NodeId, path: &str) -> Option<NodeId> {
    around(tree, from).find_map(|record| follow(tree, record, path)).or_else(|| match path.split_once('#') {
        Some((file, id)) => find_id(tree, file_named(tree, file)?, id),
        None => file_of(tree, path).and_then(|(file, rest)| follow(tree, file, rest)),
    })
}

/// The records around a node, outward to its file.
fn around(tree: &Tree, from: NodeId) -> impl Iterator<Item = NodeId> {
    tree.outward(from).filter(|n| *n != Tree::ROOT && matches!(tree.value(*n), Value::Map(_)))
}

/// Resolves a path that begins with a file, `society/representative/name`, or names an id in one, `purposes#staff`.
pub fn absolute(tree: &Tree, path: &str) -> Option<Found> {
    if let Some((file, id)) = path.split_once('#') {
        let node = find_id(tree, file_named(tree, file)?, id)?;
        return Some(Found { node, pointer: tree.path(node), whole: true });
    }
    file_of(tree, path).map(|(file, rest)| down(tree, file, rest))
}

/// The file that a path begins with, and the rest of the path. The longest name of a file first: `rules/management` before `rules`.
fn file_of<'p>(tree: &Tree, path: &'p str) -> Option<(NodeId, &'p str)> {
    let mut ends = [path.len()].into_iter().chain(path.rmatch_indices('/').map(|(i, _)| i));
    ends.find_map(|end| Some((file_named(tree, &path[..end])?, path[end..].trim_start_matches('/'))))
}

/// A file by its stem, the last part of it, or its id.
fn file_named(tree: &Tree, name: &str) -> Option<NodeId> {
    let files = || tree.children(Tree::ROOT).iter().copied().filter(|f| !tree.key(*f).unwrap_or_default().starts_with("en/"));
    files().find(|f| tree.key(*f) == Some(name)).or_else(|| files().find(|f| tree.get_text(*f, "id") == Some(name)))
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
    path.split('/').filter(|s| !s.is_empty()).try_fold(start, |node, step| child(tree, node, step))
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
