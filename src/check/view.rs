//! The content as rules see it: one JSON document per society, with a way back from every value to its node.
//!
//! Facts that the content writes by `society` or by the id of a party are filled in, so that a rule reads them where the law looks for them.

use crate::check::answer::state;
use crate::check::path::Path;
use crate::content::tree::{NodeId, Step, Tree, Value as Node};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Folders whose files are also one list.
const FOLDERS: [&str; 4] = ["policies", "rules", "notices", "pages"];

/// The content of one society as rules see it.
pub struct View<'a> {
    /// Where it comes from.
    pub tree: &'a Tree,
    /// The content.
    pub json: Value,
    moved: BTreeMap<String, NodeId>,
    filled: Vec<String>,
}

/// A selected value.
#[derive(Debug, Clone)]
pub struct Selected<'v> {
    /// Its JSON pointer in the view.
    pub pointer: String,
    /// The node it comes from, or the nearest one around it.
    pub node: NodeId,
    /// The value.
    pub value: &'v Value,
    /// It is a fact of another record, filled in here.
    pub filled: bool,
}

impl<'a> View<'a> {
    /// Looks at a tree. Translations (`en/…`) are not.
    pub fn new(tree: &'a Tree) -> View<'a> {
        let mut root = Map::new();
        for &file in tree.children(Tree::ROOT) {
            let stem = tree.key(file).unwrap_or_default();
            if !stem.starts_with("en/") {
                root.insert(stem.to_owned(), json(tree, file));
            }
        }
        let mut view = View { tree, json: Value::Object(root), moved: BTreeMap::new(), filled: Vec::new() };
        view.list_files();
        view.group_folders();
        view.fill_society();
        view
    }

    /// A bare list is short for `items`, in four files.
    fn list_files(&mut self) {
        for stem in ["forms", "files", "faq", "glossary"] {
            let Some(Value::Array(_)) = self.json.get(stem) else { continue };
            let list = self.json[stem].take();
            self.json[stem] = Value::Object([("items".to_owned(), list)].into_iter().collect());
            if let Some(node) = self.tree.get(Tree::ROOT, stem) {
                self.moved.insert(format!("/{stem}/items"), node);
            }
        }
    }

    /// `$.rules[*]` are all files of the folder `rules`, and so on.
    fn group_folders(&mut self) {
        for folder in FOLDERS {
            let mut list = Vec::new();
            for &file in self.tree.children(Tree::ROOT) {
                let stem = self.tree.key(file).unwrap_or_default();
                if stem.split('/').next() == Some(folder) && stem != folder {
                    self.moved.insert(format!("/{folder}/{}", list.len()), file);
                    list.extend(self.json.get(stem).cloned());
                }
            }
            if let (false, Some(root)) = (list.is_empty(), self.json.as_object_mut()) {
                root.insert(folder.to_owned(), Value::Array(list));
            }
        }
    }

    fn fill_society(&mut self) {
        let society = self.json.get("society").cloned().unwrap_or_default();
        if let Some(Value::Array(desks)) = self.json.pointer_mut("/society/contact_points") {
            for (i, desk) in desks.iter_mut().enumerate() {
                fill_ways(desk, &society, &format!("/society/contact_points/{i}"), &mut self.filled);
            }
        }
        let Some(Value::Array(uses)) = self.json.pointer_mut("/joint-use/items") else { return };
        for (i, joint_use) in uses.iter_mut().enumerate() {
            fill_joint_use(joint_use, &society, &format!("/joint-use/items/{i}"), &mut self.filled);
        }
    }

    /// The node of a pointer, or the nearest one around it.
    pub fn node(&self, pointer: &str) -> NodeId {
        let (mut node, mut end) = (Tree::ROOT, 0);
        for (depth, token) in pointer.split('/').skip(1).enumerate() {
            end += 1 + token.len();
            let moved = if depth == 1 { self.moved.get(&pointer[..end]).copied() } else { None };
            match moved.or_else(|| child_at(self.tree, node, token)) {
                Some(n) => node = n,
                None if node == Tree::ROOT && FOLDERS.contains(&token) => {}
                None => break,
            }
        }
        node
    }

    /// Whether a pointer leads into facts that were filled in.
    pub fn is_filled(&self, pointer: &str) -> bool {
        self.filled.iter().any(|f| pointer.strip_prefix(f.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// The values of a path. What stands inside a state is not looked at.
    pub fn select(&self, path: &Path) -> Vec<Selected<'_>> {
        let found = path.select(&self.json, |v| state(v).is_some());
        found.into_iter().map(|(pointer, value)| self.selected(pointer, value)).collect()
    }

    /// Whether a path leads to a value that is as asked, and that is written here.
    pub fn any(&self, path: &Path, is: impl Fn(&Value) -> bool) -> bool {
        let found = path.select(&self.json, |v| state(v).is_some());
        found.into_iter().any(|(pointer, value)| is(value) && !self.is_filled(&pointer))
    }

    /// The value of a pointer as if it were selected.
    pub fn at(&self, pointer: &str) -> Option<Selected<'_>> {
        self.json.pointer(pointer).map(|v| self.selected(pointer.to_owned(), v))
    }

    fn selected<'v>(&'v self, pointer: String, value: &'v Value) -> Selected<'v> {
        Selected { node: self.node(&pointer), filled: self.is_filled(&pointer), pointer, value }
    }

    /// The records around a pointer, the innermost first.
    pub fn around(&self, pointer: &str) -> impl Iterator<Item = (String, &Value)> {
        let mut ends: Vec<usize> = pointer.match_indices('/').map(|(i, _)| i).collect();
        ends.push(pointer.len());
        ends.into_iter().rev().map(|end| pointer[..end].to_owned()).filter_map(|p| self.json.pointer(&p).map(|v| (p, v)))
    }
}

/// A tree node as JSON.
pub fn json(tree: &Tree, node: NodeId) -> Value {
    match tree.value(node) {
        Node::Null => Value::Null,
        Node::Bool(b) => Value::Bool(*b),
        Node::Int(i) => Value::from(*i),
        Node::Float(f) => Value::from(*f),
        Node::Text(t) => Value::String(t.to_string()),
        Node::List(c) => Value::Array(c.iter().map(|n| json(tree, *n)).collect()),
        Node::Map(c) => {
            let mut map = Map::new();
            for n in c {
                // A key may stand twice: the loader reports it, the first one counts.
                map.entry(tree.key(*n).unwrap_or_default()).or_insert_with(|| json(tree, *n));
            }
            Value::Object(map)
        }
    }
}

/// JSON as a tree: what tests of rules are written in.
pub fn tree(value: &Value) -> Tree {
    fn node(value: &Value) -> Node {
        match value {
            Value::Null => Node::Null,
            Value::Bool(b) => Node::Bool(*b),
            Value::Number(n) => n.as_i64().map_or_else(|| Node::Float(n.as_f64().unwrap_or(f64::NAN)), Node::Int),
            Value::String(s) => Node::Text(s.as_str().into()),
            Value::Array(_) => Node::List(Vec::new()),
            Value::Object(_) => Node::Map(Vec::new()),
        }
    }
    fn add(tree: &mut Tree, parent: NodeId, value: &Value) {
        match value {
            Value::Array(a) => {
                for (i, v) in a.iter().enumerate() {
                    let n = tree.push(parent, Step::Index(i as u32), node(v));
                    add(tree, n, v);
                }
            }
            Value::Object(o) => {
                for (k, v) in o {
                    let n = tree.push(parent, Step::Key(k.as_str().into()), node(v));
                    add(tree, n, v);
                }
            }
            _ => {}
        }
    }
    let mut tree = Tree::default();
    add(&mut tree, Tree::ROOT, value);
    tree
}

/// The child that a token of a pointer names.
fn child_at(tree: &Tree, node: NodeId, token: &str) -> Option<NodeId> {
    if token.contains('~') { child(tree, node, &token.replace("~1", "/").replace("~0", "~")) } else { child(tree, node, token) }
}

fn child(tree: &Tree, node: NodeId, key: &str) -> Option<NodeId> {
    match tree.value(node) {
        Node::Map(_) => tree.get(node, key),
        Node::List(c) => c.get(key.parse::<usize>().ok()?).copied(),
        _ => None,
    }
}

fn fill(map: &mut Map<String, Value>, key: &str, value: Option<&Value>, at: &str, filled: &mut Vec<String>) {
    match value {
        Some(v) => map.insert(key.to_owned(), v.clone()),
        None => map.remove(key),
    };
    filled.push(format!("{at}/{key}"));
}

fn fill_ways(record: &mut Value, society: &Value, at: &str, filled: &mut Vec<String>) {
    let Some(map) = record.as_object_mut() else { return };
    for key in ["tel", "fax", "address"] {
        if map.get(key).and_then(Value::as_str) == Some("society") {
            fill(map, key, society.get(key), at, filled);
        }
    }
}

fn fill_joint_use(joint_use: &mut Value, society: &Value, at: &str, filled: &mut Vec<String>) {
    let Some(map) = joint_use.as_object_mut() else { return };
    let mut parties = BTreeMap::new();
    if let Some(Value::Array(list)) = map.get_mut("parties") {
        for (i, party) in list.iter_mut().enumerate() {
            let Some(party) = party.as_object_mut() else { continue };
            let is_society = party.get("name").and_then(Value::as_str) == Some("society");
            if is_society {
                fill(party, "name", society.get("name"), &format!("{at}/parties/{i}"), filled);
            }
            if let Some(id) = party.get("id").and_then(Value::as_str) {
                parties.insert(id.to_owned(), (is_society, party.get("name").cloned()));
            }
        }
    }
    match map.get_mut("manager") {
        Some(Value::Array(list)) => {
            for (i, m) in list.iter_mut().enumerate() {
                fill_manager(m, society, &parties, &format!("{at}/manager/{i}"), filled);
            }
        }
        Some(manager) => fill_manager(manager, society, &parties, &format!("{at}/manager"), filled),
        None => {}
    }
}

fn fill_manager(
    manager: &mut Value,
    society: &Value,
    parties: &BTreeMap<String, (bool, Option<Value>)>,
    at: &str,
    filled: &mut Vec<String>,
) {
    if manager.as_str() == Some("society") {
        *manager = Value::Object(Map::new());
        filled.push(at.to_owned());
        fill_all(manager, society, at, filled);
        return;
    }
    let Some((is_society, name)) = manager.get("party").and_then(Value::as_str).and_then(|p| parties.get(p)).cloned() else {
        return fill_ways(manager, society, at, filled);
    };
    if is_society {
        fill_all(manager, society, at, filled);
    } else if let (Some(map), Some(name)) = (manager.as_object_mut(), name) {
        fill(map, "name", Some(&name), at, filled);
    }
    fill_ways(manager, society, at, filled);
}

/// Name, address and representative of the society, unless the record has its own.
fn fill_all(manager: &mut Value, society: &Value, at: &str, filled: &mut Vec<String>) {
    let Some(map) = manager.as_object_mut() else { return };
    for key in ["name", "address", "representative"] {
        if !map.contains_key(key) {
            fill(map, key, society.get(key), at, filled);
        }
    }
}
