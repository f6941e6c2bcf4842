//! Facts that the content writes by `society` or by the id of a party: what the records say in which they are filled in.

use crate::content::tree::{NodeId, Tree, Value};
use std::collections::BTreeMap;

/// The records in which something is filled in, by their nodes.
#[derive(Debug, Default)]
pub struct Filled<'a> {
    /// What each says.
    pub records: BTreeMap<NodeId, Record<'a>>,
    /// Records whose `name` is said to be the society's, whether it has one or not.
    pub named: Vec<NodeId>,
    /// For each node whether it is one of the records.
    is_record: Vec<bool>,
}

/// What a record says with all that is filled in.
#[derive(Debug, Default)]
pub struct Record<'a> {
    /// Its entries.
    pub entries: Vec<Fact<'a>>,
    /// It stands in the place of the word `society`.
    pub whole: bool,
}

/// An entry of a record.
#[derive(Debug, Clone, Copy)]
pub struct Fact<'a> {
    /// Its key.
    pub key: &'a str,
    /// Where it is written.
    pub node: NodeId,
    /// Whether that is elsewhere.
    pub filled: bool,
}

impl<'a> Filled<'a> {
    /// The records of a society.
    pub fn of(tree: &'a Tree) -> Filled<'a> {
        let mut filler = Filler { tree, society: tree.get(Tree::ROOT, "society"), filled: Filled::default() };
        filler.desks();
        filler.joint_uses();
        let mut filled = filler.filled;
        filled.is_record = vec![false; tree.len()];
        filled.records.keys().for_each(|node| filled.is_record[node.0 as usize] = true);
        filled
    }

    /// Whether a node is that of such a record.
    pub fn has(&self, node: NodeId) -> bool {
        self.is_record.get(node.0 as usize).is_some_and(|is| *is)
    }
}

struct Filler<'a> {
    tree: &'a Tree,
    society: Option<NodeId>,
    filled: Filled<'a>,
}

impl<'a> Filler<'a> {
    fn list(&self, list: Option<NodeId>) -> &'a [NodeId] {
        let tree = self.tree;
        list.map_or(&[], |list| if let Value::List(items) = tree.value(list) { items } else { &[] })
    }

    /// A fact of the society.
    fn of_society(&self, key: &str) -> Option<NodeId> {
        self.tree.get(self.society?, key)
    }

    /// The entries of a mapping as they are written; of keys that stand twice the first counts.
    fn record(&self, node: NodeId) -> Option<Record<'a>> {
        let Value::Map(children) = self.tree.value(node) else { return None };
        let mut entries: Vec<Fact> = Vec::with_capacity(children.len() + 3);
        for &node in children {
            let key = self.tree.key(node).unwrap_or_default();
            if !entries.iter().any(|e| e.key == key) {
                entries.push(Fact { key, node, filled: false });
            }
        }
        Some(Record { entries, whole: false })
    }

    fn desks(&mut self) {
        for &desk in self.list(self.of_society("contact_points")) {
            if let Some(mut record) = self.record(desk) {
                self.ways(&mut record);
                self.keep(desk, record);
            }
        }
    }

    /// Telephone, fax and address that are the society's.
    fn ways(&self, record: &mut Record<'a>) {
        for key in ["tel", "fax", "address"] {
            if record.get(key).and_then(|node| self.tree.text(node)) == Some("society") {
                record.fill(key, self.of_society(key));
            }
        }
    }

    /// Keeps a record, if anything is filled in.
    fn keep(&mut self, node: NodeId, record: Record<'a>) {
        let written = self.tree.children(node).len();
        if record.whole || record.entries.len() != written || record.entries.iter().any(|e| e.filled) {
            self.filled.records.insert(node, record);
        }
    }

    fn joint_uses(&mut self) {
        let uses = self.tree.get(Tree::ROOT, "joint-use").and_then(|file| self.tree.get(file, "items"));
        for &joint_use in self.list(uses) {
            let parties = self.parties(joint_use);
            let Some(manager) = self.tree.get(joint_use, "manager") else { continue };
            match self.tree.value(manager) {
                Value::List(all) => all.iter().for_each(|one| self.manager(*one, &parties)),
                _ => self.manager(manager, &parties),
            }
        }
    }

    /// The parties by their ids: whether each is the society, and its name.
    fn parties(&mut self, joint_use: NodeId) -> BTreeMap<&'a str, (bool, Option<NodeId>)> {
        let mut parties = BTreeMap::new();
        for &party in self.list(self.tree.get(joint_use, "parties")) {
            let Some(mut record) = self.record(party) else { continue };
            let is_society = record.get("name").and_then(|name| self.tree.text(name)) == Some("society");
            if is_society {
                record.fill("name", self.of_society("name"));
                self.filled.named.push(party);
            }
            if let Some(id) = record.get("id").and_then(|id| self.tree.text(id)) {
                parties.insert(id, (is_society, record.get("name")));
            }
            self.keep(party, record);
        }
        parties
    }

    fn manager(&mut self, manager: NodeId, parties: &BTreeMap<&'a str, (bool, Option<NodeId>)>) {
        if self.tree.text(manager) == Some("society") {
            let mut record = Record { entries: Vec::new(), whole: true };
            self.all(&mut record);
            return self.keep(manager, record);
        }
        let Some(mut record) = self.record(manager) else { return };
        match record.get("party").and_then(|p| parties.get(self.tree.text(p)?)) {
            Some((true, _)) => self.all(&mut record),
            Some((false, Some(name))) => record.fill("name", Some(*name)),
            _ => {}
        }
        self.ways(&mut record);
        self.keep(manager, record);
    }

    /// Name, address and representative of the society, unless the record has its own.
    fn all(&self, record: &mut Record<'a>) {
        for key in ["name", "address", "representative"] {
            if record.get(key).is_none() {
                record.fill(key, self.of_society(key));
            }
        }
    }
}

impl<'a> Record<'a> {
    fn get(&self, key: &str) -> Option<NodeId> {
        self.entries.iter().find(|e| e.key == key).map(|e| e.node)
    }

    /// Says a fact; what is not known of the one whose it is, is not known here either.
    fn fill(&mut self, key: &'static str, value: Option<NodeId>) {
        let at = self.entries.iter().position(|e| e.key == key);
        match (at, value) {
            (Some(at), Some(node)) => self.entries[at] = Fact { key, node, filled: true },
            (Some(at), None) => _ = self.entries.swap_remove(at),
            (None, Some(node)) => self.entries.push(Fact { key, node, filled: true }),
            (None, None) => {}
        }
    }
}
