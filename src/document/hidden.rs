//! Values that the society's own sentences print, by `<field:…>` or by `states`: a row does not print them again.

use crate::content::ids::Ids;
use crate::content::lookup::{as_path, lookup};
use crate::content::reference::references;
use crate::content::tree::Value;
use crate::content::{NodeId, Tree};
use memchr::memmem;

/// Values that a row does not print.
#[derive(Debug, Default)]
pub struct Hidden {
    /// By node, up to the last that is hidden.
    nodes: Vec<bool>,
}

impl Hidden {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Whether a value is one of them.
    pub fn contains(&self, value: NodeId) -> bool {
        self.nodes.get(value.0 as usize).is_some_and(|hidden| *hidden)
    }

    fn insert(&mut self, value: NodeId) {
        let index = value.0 as usize;
        if self.nodes.len() <= index {
            self.nodes.resize(index + 1, false);
        }
        self.nodes[index] = true;
    }
}

/// All such values: fields, and whole records that a `states` names.
pub fn hidden(tree: &Tree, ids: &Ids) -> Hidden {
    let mut out = Hidden::default();
    for list in ids.keyed().states.iter().filter(|n| !tree.stem(**n).starts_with("en/")) {
        for path in tree.children(*list) {
            tree.text(*path).into_iter().for_each(|text| hide(tree, text, *path, true, &mut out));
        }
    }
    // Few texts name fields.
    let field = memmem::Finder::new("field:");
    let naming = ids.referring(tree).filter(|(_, text)| field.find(text.as_bytes()).is_some());
    for (at, text) in naming.filter(|(at, _)| !in_states(tree, *at)) {
        for r in references(text).filter(|r| r.kind == "field") {
            hide(tree, r.target, at, false, &mut out);
        }
    }
    out
}

fn in_states(tree: &Tree, at: NodeId) -> bool {
    tree.parent(at).is_some_and(|list| tree.key(list) == Some("states"))
}

/// A path that begins in the same file hides what it names; one that begins in another file is published there and printed here all the same.
fn hide(tree: &Tree, path: &str, from: NodeId, states: bool, out: &mut Hidden) {
    let Some((value, record)) = lookup(tree, &as_path(path), from) else { return };
    if tree.file(record) != tree.file(from) || !tree.outward(from).any(|n| n == record) {
        return;
    }
    let in_list = |n: NodeId| tree.parent(n).filter(|p| matches!(tree.value(*p), Value::List(_)));
    match (in_list(value), tree.value(value)) {
        (Some(_), Value::Map(_)) if !states => {}
        (Some(list), v) if !matches!(v, Value::Map(_)) => {
            out.insert(list);
        }
        _ => {
            out.insert(value);
        }
    }
}
