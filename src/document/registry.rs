//! What the first pass finds and the second prints: the numbers of items, and the places where things stand.

use crate::content::NodeId;
use std::collections::BTreeMap;

/// The way of numbers to an item, `第6` `1` `(1)`: an index into the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PathId(u32);

#[derive(Debug)]
struct PathEntry {
    parent: Option<PathId>,
    reference: Box<str>,
    owner: NodeId,
    inside: NodeId,
    second: Option<NodeId>,
}

/// An item that references may name.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its number.
    pub path: PathId,
    /// Its record.
    pub at: NodeId,
    /// Its title when it is not a field of the record.
    pub title: Option<String>,
}

/// A place on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Index of the page.
    pub page: usize,
    /// The name of the place on it.
    pub anchor: Option<String>,
}

/// Numbers and places.
#[derive(Debug, Default)]
pub struct Registry {
    paths: Vec<PathEntry>,
    /// The steps below each path; most have none or a few.
    below: Vec<Vec<PathId>>,
    documents: BTreeMap<String, PathId>,
    items: BTreeMap<String, BTreeMap<String, Item>>,
    spots: BTreeMap<NodeId, Vec<Spot>>,
}

impl Registry {
    /// The root of the numbers of a document.
    pub fn document(&mut self, name: &str) -> PathId {
        if let Some(id) = self.documents.get(name) {
            return *id;
        }
        let id = self.add(None, "", NodeId(0), NodeId(0));
        self.documents.insert(name.to_string(), id);
        id
    }

    /// One step further. Two items `inside` one record with the same number are remembered as ambiguous.
    pub fn step(&mut self, parent: PathId, reference: &str, owner: NodeId, inside: NodeId) -> PathId {
        let known = self.below[parent.0 as usize].iter().copied().find(|p| self.paths[p.0 as usize].reference.as_ref() == reference);
        let id = known.unwrap_or_else(|| self.add(Some(parent), reference, owner, inside));
        let entry = &mut self.paths[id.0 as usize];
        if entry.owner != owner && entry.inside == inside {
            entry.second.get_or_insert(owner);
        }
        id
    }

    fn add(&mut self, parent: Option<PathId>, reference: &str, owner: NodeId, inside: NodeId) -> PathId {
        let id = PathId(self.paths.len() as u32);
        self.paths.push(PathEntry { parent, reference: reference.into(), owner, inside, second: None });
        self.below.push(Vec::new());
        if let Some(p) = parent {
            self.below[p.0 as usize].push(id);
        }
        id
    }

    /// The first two records that have this same number, if there are two.
    pub fn twice(&self, path: PathId) -> Option<(NodeId, NodeId)> {
        let entry = &self.paths[path.0 as usize];
        entry.second.map(|second| (entry.owner, second))
    }

    /// The steps from the document to a place, the document left out.
    pub fn steps(&self, path: PathId) -> Vec<PathId> {
        let mut out: Vec<PathId> = std::iter::successors(Some(path), |p| self.paths[p.0 as usize].parent).collect();
        out.pop();
        out.reverse();
        out
    }

    /// How a reference prints a step; empty when it has no number.
    pub fn reference(&self, path: PathId) -> &str {
        let e = &self.paths[path.0 as usize];
        if e.parent.is_none() { "" } else { &e.reference }
    }

    /// Remembers an item; the first print of it counts.
    pub fn item(&mut self, document: &str, id: &str, item: Item) {
        let of = match self.items.get_mut(document) {
            Some(of) => of,
            None => self.items.entry(document.to_string()).or_default(),
        };
        if !of.contains_key(id) {
            of.insert(id.to_string(), item);
        }
    }

    /// An item by its document and id.
    pub fn find(&self, document: &str, id: &str) -> Option<&Item> {
        self.items.get(document)?.get(id)
    }

    /// Remembers where a record stands.
    pub fn spot(&mut self, record: NodeId, spot: Spot) {
        let spots = self.spots.entry(record).or_default();
        if !spots.contains(&spot) {
            spots.push(spot);
        }
    }

    /// Where a record stands: on this page if it does, else where it stands first.
    pub fn place(&self, record: NodeId, page: Option<usize>) -> Option<&Spot> {
        let spots = self.spots.get(&record)?;
        spots.iter().find(|s| Some(s.page) == page).or_else(|| spots.first())
    }
}
