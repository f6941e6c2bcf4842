//! What the first pass finds and the second prints: the numbers of items, and the places where things stand.

use super::named::{Named, mark_of};
use super::tree::Wording;
use crate::content::NodeId;
use std::rc::Rc;
use std::sync::Arc;

/// The way of numbers to an item, `第6` `1` `(1)`: an index into the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PathId(u32);

#[derive(Debug)]
struct PathEntry {
    parent: Option<PathId>,
    reference: Wording,
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
    pub title: Option<Wording>,
}

/// A place on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Index of the page.
    pub page: usize,
    /// The name of the place on it.
    pub anchor: Option<Wording>,
}

/// Numbers and places.
#[derive(Debug, Default)]
pub struct Registry {
    paths: Vec<PathEntry>,
    /// The steps below each path, each with a number that is made of its reference; most have none or a few.
    below: Vec<Vec<(u32, PathId)>>,
    documents: Named<(Rc<str>, PathId)>,
    items: Named<Named<Item>>,
    /// By record, where it stands first.
    first: Vec<Option<Spot>>,
    /// Where else records stand, in the order in which they were found.
    others: Vec<(NodeId, Spot)>,
}

impl Registry {
    /// The name and the root of the numbers of a document.
    pub fn document(&mut self, name: &str) -> (Rc<str>, PathId) {
        if let Some((name, id)) = self.documents.get(name) {
            return (name.clone(), *id);
        }
        let id = self.add(None, Wording::EMPTY, NodeId(0), NodeId(0));
        let shared: Rc<str> = name.into();
        self.documents.insert(&name.to_owned().into(), (shared.clone(), id));
        (shared, id)
    }

    /// One step further. Two items `inside` one record with the same number are remembered as ambiguous.
    pub fn step(&mut self, parent: PathId, reference: &Wording, owner: NodeId, inside: impl Fn() -> NodeId) -> PathId {
        let mark = mark_of(reference);
        let below = self.below[parent.0 as usize].iter();
        let known = below.filter(|(of, _)| *of == mark).map(|(_, p)| *p).find(|p| self.paths[p.0 as usize].reference == *reference);
        let id = match known {
            // Whoever came first comes again in the second pass, and on other pages.
            Some(id) if self.paths[id.0 as usize].owner == owner => return id,
            Some(id) => id,
            None => return self.add(Some(parent), reference.clone(), owner, inside()),
        };
        let inside = inside();
        let entry = &mut self.paths[id.0 as usize];
        if entry.owner != owner && entry.inside == inside {
            entry.second.get_or_insert(owner);
        }
        id
    }

    fn add(&mut self, parent: Option<PathId>, reference: Wording, owner: NodeId, inside: NodeId) -> PathId {
        let id = PathId(self.paths.len() as u32);
        self.paths.push(PathEntry { parent, reference, owner, inside, second: None });
        self.below.push(Vec::new());
        if let Some(p) = parent {
            let mark = mark_of(&self.paths[id.0 as usize].reference);
            self.below[p.0 as usize].push((mark, id));
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
    pub fn item(&mut self, document: &Rc<str>, id: &Arc<str>, item: Item) {
        self.items.of(document).insert(&id.into(), item);
    }

    /// An item by its document and id.
    pub fn find(&self, document: &str, id: &str) -> Option<&Item> {
        self.items.get(document)?.get(id)
    }

    /// Remembers where a record stands.
    pub fn spot(&mut self, record: NodeId, spot: Spot) {
        let index = record.0 as usize;
        if self.first.len() <= index {
            self.first.resize(index + 1, None);
        }
        match &mut self.first[index] {
            Some(first) if *first == spot => {}
            Some(_) if self.others.iter().any(|(of, other)| *of == record && *other == spot) => {}
            Some(_) => self.others.push((record, spot)),
            none => *none = Some(spot),
        }
    }

    /// Where a record stands: on this page if it does, else where it stands first.
    pub fn place(&self, record: NodeId, page: Option<usize>) -> Option<&Spot> {
        let first = self.first.get(record.0 as usize)?.as_ref()?;
        if Some(first.page) == page {
            return Some(first);
        }
        let others = self.others.iter().filter(|(of, _)| *of == record).map(|(_, spot)| spot);
        others.into_iter().find(|spot| Some(spot.page) == page).or(Some(first))
    }
}
