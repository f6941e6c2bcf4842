//! Notes: printed where they are written, or at the end of the field or list that their `at` names.

use super::composer::{Blocks, Composer, Scope};
use super::numbering::Scheme;
use super::tree::{Block, Kind, Wording};
use crate::content::ids::{Ids, document_key};
use crate::content::model::scalar::Text;
use crate::content::model::text::{Node, Note};
use crate::content::record::{Load, Loader};
use crate::content::tree::Value;
use crate::content::{NodeId, Tree};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The notes with `at`, by the values at whose end they may stand: what they name, and all that is around it inside their record.
pub type Placed = BTreeMap<NodeId, Vec<Rc<Note>>>;

/// Finds the notes with `at`.
pub fn placed(tree: &Tree, ids: &Ids) -> Placed {
    let mut out = Placed::new();
    let lists = ids.keyed().notes.iter().copied().filter(|n| !tree.stem(*n).starts_with("en/"));
    for list in lists {
        let Some(record) = tree.parent(list) else { continue };
        let with_place = tree.children(list).iter().filter(|n| tree.get(**n, "at").is_some());
        for note in with_place.filter_map(|n| Note::load(&mut Loader::new(tree), *n)) {
            let note = Rc::new(note);
            for around in ends(tree, ids, record, &note) {
                out.entry(around).or_default().push(note.clone());
            }
        }
    }
    out
}

/// The values at whose end a note may stand, from the inside out. Several places mean the end of what holds them all.
fn ends(tree: &Tree, ids: &Ids, record: NodeId, note: &Note) -> Vec<NodeId> {
    let targets = note.places.iter().filter_map(|p| target(tree, ids, record, p));
    let ways: Vec<Vec<NodeId>> = targets.map(|t| tree.outward(t).take_while(|n| *n != record && *n != Tree::ROOT).collect()).collect();
    let Some((first, others)) = ways.split_first() else { return Vec::new() };
    first.iter().copied().filter(|n| others.iter().all(|way| way.contains(n))).collect()
}

/// A field of the record; for an id, the list that holds what it names.
fn target(tree: &Tree, ids: &Ids, record: NodeId, place: &str) -> Option<NodeId> {
    if let Some(field) = tree.get(record, place) {
        return Some(field);
    }
    let item = ids.item(document_key(tree, record), place).or_else(|| party(tree, record, place))?;
    tree.parent(item).filter(|p| matches!(tree.value(*p), Value::List(_))).or(Some(item))
}

/// Ids of parties are known in their joint use only.
fn party(tree: &Tree, record: NodeId, id: &str) -> Option<NodeId> {
    let list = tree.outward(record).find_map(|n| tree.get(n, "parties"))?;
    tree.children(list).iter().copied().find(|p| tree.get_text(*p, "id") == Some(id))
}

impl Composer<'_> {
    /// The notes of a record that stand where they are written, and those whose place is not on this page.
    pub fn notes(&mut self, notes: &[Note], scope: &Scope) -> Blocks {
        let mut out = Blocks::new();
        for n in notes {
            if n.places.is_empty() || self.page.noted.insert(n.at) {
                out.push(self.note(n, scope));
            }
        }
        out
    }

    /// Whether notes may stand at the end of a value.
    pub fn has_notes(&self, value: NodeId) -> bool {
        !self.placed.is_empty() && self.placed.contains_key(&value)
    }

    /// The notes that stand at the end of a value.
    pub fn notes_at(&mut self, value: NodeId, scope: &Scope) -> Blocks {
        if self.placed.is_empty() {
            return Blocks::new();
        }
        let here: Vec<Rc<Note>> = self.placed.get(&value).cloned().unwrap_or_default();
        here.into_iter().filter_map(|n| if self.page.noted.insert(n.at) { Some(self.note(&n, scope)) } else { None }).collect()
    }

    /// The notes that stand at the end of a field of a record.
    pub fn notes_at_field(&mut self, record: NodeId, key: &str, scope: &Scope) -> Blocks {
        if self.placed.is_empty() {
            return Blocks::new();
        }
        self.input.tree.get(record, key).map(|n| self.notes_at(n, scope)).unwrap_or_default()
    }

    /// One note.
    pub fn note(&mut self, n: &Note, scope: &Scope) -> Block {
        let anchor = self.named(n.at, n.node.id.as_ref(), None, scope);
        let body = {
            let inner = self.inner(&n.node, scope);
            match &n.node.heading {
                Some(_) => self.node(&Node { id: None, ..n.node.clone() }, &inner),
                None => self.node_body(&n.node, &inner),
            }
        };
        let mark = self.note_mark(n.mark.as_ref());
        Block { at: n.at, anchor, role: "note", kind: Kind::Note { mark: mark.into(), body: body.into() } }
    }

    /// The mark of a note; a sample such as ※1 counts over the page.
    fn note_mark(&mut self, mark: Option<&Text>) -> Wording {
        let sample = mark.map_or(Wording::from("※"), |mark| Wording::from(&mark.text));
        let scheme = Scheme::of(&sample);
        if !scheme.counts() {
            return sample;
        }
        let count = self.page.marks.entry(sample.to_string()).or_insert(0);
        *count += 1;
        scheme.step(*count).label
    }
}
