//! What the first pass finds and the second prints: the numbers of items, and the places where things stand.

use super::tree::Wording;
use crate::content::marks::{Marks, mark_of};
use crate::content::named::Named;
use crate::content::{Excerpt, NodeId};
use std::rc::Rc;

/// The way of numbers to an item, `第6` `1` `(1)`: an index into the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PathId(u32);

#[derive(Debug)]
struct PathEntry {
    parent: Option<PathId>,
    /// A number made of the two.
    mark: u32,
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
    /// Which path it is, by what is above it and its reference.
    places: Marks,
    documents: Named<Rc<str>, (Rc<str>, PathId)>,
    items: Named<String, Named<Excerpt, Item>>,
    /// By record, which of the spots is the first where it stands, from 1; 0 if it stands nowhere.
    first: Vec<u32>,
    spots: Vec<Spot>,
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
        self.documents.insert(&shared, (shared.clone(), id));
        (shared, id)
    }

    /// One step further. Two items `inside` one record with the same number are remembered as ambiguous.
    pub fn step(&mut self, parent: PathId, reference: &Wording, owner: NodeId, inside: impl Fn() -> NodeId) -> PathId {
        let known = |of: usize| (self.paths[of].parent, &self.paths[of].reference) == (Some(parent), reference);
        let id = match self.places.find(step_mark(Some(parent), reference), known).ok().map(|of| PathId(of as u32)) {
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
        let mark = step_mark(parent, &reference);
        self.places.room(self.paths.len(), |of| self.paths[of].mark);
        if let Err(place) = self.places.find(mark, |_| false) {
            self.places.put(place, self.paths.len());
        }
        self.paths.push(PathEntry { parent, mark, reference, owner, inside, second: None });
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
    pub fn item(&mut self, document: &Rc<str>, id: &Excerpt, item: Item) {
        self.items.of(document).insert(id, item);
    }

    /// An item by its document and id.
    pub fn find(&self, document: &str, id: &str) -> Option<&Item> {
        self.items.get(document)?.get(id)
    }

    /// Remembers where a record stands.
    pub fn spot(&mut self, record: NodeId, spot: Spot) {
        let index = record.0 as usize;
        if self.first.len() <= index {
            self.first.resize((index + 1).next_power_of_two(), 0);
        }
        match self.stands_first(record) {
            Some(first) if *first == spot => {}
            Some(_) if self.others.iter().any(|(of, other)| *of == record && *other == spot) => {}
            Some(_) => self.others.push((record, spot)),
            None => {
                self.spots.push(spot);
                self.first[index] = self.spots.len() as u32;
            }
        }
    }

    fn stands_first(&self, record: NodeId) -> Option<&Spot> {
        let index = (*self.first.get(record.0 as usize)? as usize).checked_sub(1)?;
        self.spots.get(index)
    }

    /// Where a record stands: on this page if it does, else where it stands first.
    pub fn place(&self, record: NodeId, page: Option<usize>) -> Option<&Spot> {
        let first = self.stands_first(record)?;
        if Some(first.page) == page {
            return Some(first);
        }
        let others = self.others.iter().filter(|(of, _)| *of == record).map(|(_, spot)| spot);
        others.into_iter().find(|spot| Some(spot.page) == page).or(Some(first))
    }
}

/// A number for a step from a path.
fn step_mark(parent: Option<PathId>, reference: &str) -> u32 {
    mark_of(reference) ^ parent.map_or(0, |p| p.0.wrapping_add(1).wrapping_mul(0x9E37_79B1))
}
