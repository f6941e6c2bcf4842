//! Finding the value that a path names, from the place where it is written outward: `<field:decision/within_days>`.

use super::tree::{NodeId, Tree, Value};
use std::borrow::Cow;

/// A path in which ids stand behind `#`, as one of steps alone.
pub fn as_path(path: &str) -> Cow<'_, str> {
    if path.contains('#') { Cow::Owned(path.replace('#', "/")) } else { Cow::Borrowed(path) }
}

/// The value of a path and the record in which the path begins. A path whose first word is the name of a file, or the id of a document, is found from anywhere.
pub fn lookup(tree: &Tree, path: &str, from: NodeId) -> Option<(NodeId, NodeId)> {
    let parts: Vec<&str> = path.split('/').collect();
    let around = tree.outward(from).filter(|n| *n != Tree::ROOT && matches!(tree.value(*n), Value::Map(_)));
    for record in around {
        if tree.get(record, parts[0]).is_some()
            && let Some(found) = down(tree, record, &parts)
        {
            return Some((found, record));
        }
    }
    if parts.len() < 2 {
        return None;
    }
    let file = tree.get(Tree::ROOT, parts[0]).or_else(|| document(tree, parts[0]))?;
    down(tree, file, &parts[1..]).map(|found| (found, file))
}

/// How far a path leads: the last value that is there, and how many steps were taken to it.
pub fn furthest(tree: &Tree, path: &str, from: NodeId) -> (Option<NodeId>, usize) {
    let parts: Vec<&str> = path.split('/').collect();
    let around = tree.outward(from).filter(|n| *n != Tree::ROOT && tree.get(*n, parts[0]).is_some());
    let files = tree.get(Tree::ROOT, parts[0]).or_else(|| document(tree, parts[0]));
    let ways = around.map(|n| walked(tree, n, &parts, 0)).chain(files.map(|f| walked(tree, f, &parts, 1)));
    ways.max_by_key(|(_, steps)| *steps).map_or((None, 0), |(end, steps)| (Some(end), steps))
}

fn walked(tree: &Tree, from: NodeId, parts: &[&str], taken: usize) -> (NodeId, usize) {
    let mut at = from;
    for (i, part) in parts.iter().enumerate().skip(taken) {
        match step(tree, at, part) {
            Some(next) => at = next,
            None => return (at, i),
        }
    }
    (at, parts.len())
}

/// The file of a rule, policy or notice by its id.
pub fn document(tree: &Tree, id: &str) -> Option<NodeId> {
    tree.children(Tree::ROOT).iter().copied().find(|f| {
        let stem = tree.key(*f).unwrap_or_default();
        matches!(stem.split('/').next(), Some("rules" | "policies" | "notices")) && tree.get_text(*f, "id") == Some(id)
    })
}

fn down(tree: &Tree, from: NodeId, parts: &[&str]) -> Option<NodeId> {
    parts.iter().try_fold(from, |at, part| step(tree, at, part))
}

fn step(tree: &Tree, at: NodeId, part: &str) -> Option<NodeId> {
    match tree.value(at) {
        Value::Map(_) => tree.get(at, part).or_else(|| with_id(tree, tree.get(at, "items")?, part)),
        Value::List(children) => {
            let position = part.parse::<usize>().ok().and_then(|i| children.get(i.checked_sub(1)?).copied());
            position
                .or_else(|| with_id(tree, at, part))
                .or_else(|| children.iter().find_map(|c| with_id(tree, tree.get(*c, "items")?, part)))
        }
        _ => None,
    }
}

fn with_id(tree: &Tree, list: NodeId, id: &str) -> Option<NodeId> {
    match tree.value(list) {
        Value::List(children) => children.iter().copied().find(|c| tree.get_text(*c, "id") == Some(id)),
        _ => None,
    }
}
