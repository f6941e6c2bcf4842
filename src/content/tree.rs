//! All values of one society in one tree: `/joint-use/items/0/manager` is a path from its root, whose children are the files by their stem.
//!
//! The typed model is read from this tree; references and overlays walk it. It knows no positions: `locate` finds them when something must be shown.

use super::children::Children;
use super::excerpt::Excerpt;
use super::key::{Key, Known, Word};
use std::fmt;

/// One value of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// Which part of an entry is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The key of an entry.
    Key,
    /// The value.
    Value,
}

/// The step from a parent to a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The root of all.
    Root,
    /// An entry of a mapping.
    Key(Key),
    /// An entry of a list, from 0.
    Index(u32),
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing after the colon.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a point.
    Float(f64),
    /// A text.
    Text(Excerpt),
    /// A list.
    List(Children),
    /// A mapping; its children carry their keys. A key may stand twice: the loader reports it.
    Map(Children),
}

/// A value with the way to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The mapping or list that holds it; of the root, the root.
    parent: NodeId,
    /// The node of the overlay that this text was taken from; the root where there is none.
    origin: NodeId,
    /// Its key or index there.
    pub step: Step,
    /// What it is.
    pub value: Value,
}

impl Entry {
    /// The node of the overlay (`en/…`) that this text was taken from, when it is a translation.
    pub fn translated_from(&self) -> Option<NodeId> {
        (self.origin != Tree::ROOT).then_some(self.origin)
    }

    /// Says that this text was taken from a node of the overlay.
    pub fn translate_from(&mut self, overlay: NodeId) {
        self.origin = overlay;
    }
}

/// All values of one society.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    entries: Vec<Entry>,
}

impl Default for Tree {
    fn default() -> Self {
        Tree::with_room(0)
    }
}

impl Tree {
    /// The root: a mapping of file stems.
    pub const ROOT: NodeId = NodeId(0);

    /// An empty tree with room for so many values.
    pub(super) fn with_room(values: usize) -> Tree {
        let mut entries = Vec::with_capacity(1 + values);
        entries.push(Entry { parent: Tree::ROOT, origin: Tree::ROOT, step: Step::Root, value: Value::Map(Children::new()) });
        Tree { entries }
    }

    /// How many values it holds.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether no file was put into it.
    pub fn is_empty(&self) -> bool {
        self.len() == 1
    }

    /// All values, the root first; what is in a list or mapping follows it.
    pub fn all(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.entries.len() as u32).map(NodeId)
    }

    /// A value with the way to it.
    pub fn entry(&self, node: NodeId) -> &Entry {
        &self.entries[node.0 as usize]
    }

    /// The same, to change it.
    pub fn entry_mut(&mut self, node: NodeId) -> &mut Entry {
        &mut self.entries[node.0 as usize]
    }

    /// What a node is.
    pub fn value(&self, node: NodeId) -> &Value {
        &self.entry(node).value
    }

    /// The mapping or list around a node.
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        (node != Tree::ROOT).then(|| self.entry(node).parent)
    }

    /// The node and what is around it, outward, the root last.
    pub fn outward(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(node), |n| self.parent(*n))
    }

    /// The key under which a node stands, if it stands in a mapping.
    pub fn key(&self, node: NodeId) -> Option<&str> {
        match &self.entry(node).step {
            Step::Key(k) => Some(k),
            _ => None,
        }
    }

    /// The key of the model under which a node stands, if it is one.
    pub fn known_key(&self, node: NodeId) -> Option<Known> {
        match &self.entry(node).step {
            Step::Key(Key::Known(known)) => Some(*known),
            _ => None,
        }
    }

    /// One of 64 bits for the key under which a node stands; none where there is no key.
    pub(super) fn mark(&self, node: NodeId) -> u64 {
        match &self.entry(node).step {
            Step::Key(key) => key.mark(),
            _ => 0,
        }
    }

    /// The text of a node, to keep it.
    pub fn shared(&self, node: NodeId) -> Option<&Excerpt> {
        match self.value(node) {
            Value::Text(t) => Some(t),
            _ => None,
        }
    }

    /// The text of a node.
    pub fn text(&self, node: NodeId) -> Option<&str> {
        match self.value(node) {
            Value::Text(t) => Some(t),
            _ => None,
        }
    }

    /// The children of a mapping or list, in their order.
    pub fn children(&self, node: NodeId) -> &[NodeId] {
        match self.value(node) {
            Value::List(c) | Value::Map(c) => c,
            _ => &[],
        }
    }

    /// The value of a key of a mapping (the first, if it stands twice).
    pub fn get(&self, map: NodeId, key: &str) -> Option<NodeId> {
        match self.value(map) {
            Value::Map(c) if !c.is_empty() => match Known::find(key) {
                Some(known) => c.iter().copied().find(|n| self.known_key(*n) == Some(known)),
                None => c.iter().copied().find(|n| matches!(&self.entry(*n).step, Step::Key(own @ Key::Own(_)) if **own == *key)),
            },
            _ => None,
        }
    }

    /// The same of a key that is known while the program is made.
    pub fn get_word(&self, map: NodeId, key: Word) -> Option<NodeId> {
        self.place_of(map, key).and_then(|at| self.children(map).get(at).copied())
    }

    /// Where among the entries of a mapping the first is that has a key.
    pub(super) fn place_of(&self, map: NodeId, key: Word) -> Option<usize> {
        let Value::Map(children) = self.value(map) else { return None };
        let mut children = children.iter();
        match key.known() {
            Some(known) => children.position(|n| self.known_key(*n) == Some(known)),
            None => children.position(|n| self.key(*n) == Some(key.name)),
        }
    }

    /// The text of a key of a mapping.
    pub fn get_text(&self, map: NodeId, key: &str) -> Option<&str> {
        self.get(map, key).and_then(|n| self.text(n))
    }

    /// The file that a node stands in: the child of the root above it.
    pub fn file(&self, node: NodeId) -> NodeId {
        self.outward(node).take_while(|n| *n != Tree::ROOT).last().unwrap_or(Tree::ROOT)
    }

    /// The stem of the file that a node stands in: `joint-use`, `rules/management`, `en/purposes`.
    pub fn stem(&self, node: NodeId) -> &str {
        self.key(self.file(node)).unwrap_or("")
    }

    /// Adds a value under a mapping or list.
    pub fn push(&mut self, parent: NodeId, step: Step, value: Value) -> NodeId {
        let id = NodeId(self.entries.len() as u32);
        self.entries.push(Entry { parent, origin: Tree::ROOT, step, value });
        if let Value::List(c) | Value::Map(c) = &mut self.entries[parent.0 as usize].value {
            c.push(id);
        }
        id
    }

    /// Takes out all that was added after a value, and what it is.
    pub(super) fn forget_below(&mut self, node: NodeId) {
        self.entries.truncate(node.0 as usize + 1);
        self.entry_mut(node).value = Value::Null;
    }

    /// Takes out a value and all that was added after it.
    pub(super) fn forget_from(&mut self, node: NodeId) {
        self.entries.truncate(node.0 as usize);
    }

    /// The content path as a JSON pointer from the root: `/joint-use/items/0/manager/address`.
    pub fn path(&self, node: NodeId) -> String {
        ContentPath { tree: self, node }.to_string()
    }
}

struct ContentPath<'a> {
    tree: &'a Tree,
    node: NodeId,
}

impl fmt::Display for ContentPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut way: Vec<NodeId> = self.tree.outward(self.node).collect();
        way.reverse();
        for n in way {
            match &self.tree.entry(n).step {
                Step::Root => {}
                Step::Key(k) => write!(f, "/{}", k.replace('~', "~0").replace('/', "~1"))?,
                Step::Index(i) => write!(f, "/{i}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_much_of_is_small() {
        assert!(size_of::<Entry>() <= 56, "{}", size_of::<Entry>());
    }
}
