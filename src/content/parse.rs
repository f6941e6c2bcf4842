//! From YAML to values: `serde_yaml` puts every value straight into the tree; keys, tags, empty values and limits are looked at on the way.
//! What is written as most content is need not be asked of it.

use super::children::Children;
use super::complaints;
use super::everyday::{self, Everyday, Seen};
use super::places::Places;
use super::tree::{NodeId, Step, Tree, Value};
use crate::diagnostic::Diagnostic;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;

/// The most values of one society, aliases expanded.
pub(super) const MAX_NODES: usize = 100_000;
/// The deepest that lists and mappings may be nested.
pub(super) const MAX_DEPTH: usize = 64;
/// The most problems of one file; what follows is mostly the same again.
const MAX_PROBLEMS: usize = 100;
/// Up to so many keys, comparing each with each is quickest.
const FEW_KEYS: usize = 12;

/// Why a file could not be read to its end.
pub(super) enum Stop {
    /// YAML does not understand it.
    Syntax(serde_yaml::Error),
    /// Too many values, aliases expanded.
    TooMany(serde_yaml::Error),
    /// Nested too deep.
    TooDeep(serde_yaml::Error),
    /// Neither a mapping nor a list.
    Scalar,
}

/// Reads a text into the tree, under the root with `stem` as its key, as long as the tree holds no more than `most` values.
/// What it finds on the way goes into `problems`.
pub(super) fn parse(tree: &mut Tree, stem: &str, seen: Seen<'_>, most: usize, problems: &mut Vec<Diagnostic>) -> Result<NodeId, Stop> {
    let file = tree.push(Tree::ROOT, Step::Key(stem.into()), Value::Null);
    let told = problems.len();
    let state = State { tree: RefCell::new(&mut *tree), problems: RefCell::new(&mut *problems), limit: Cell::new(None), most };
    if everyday::read(&state, file, seen, &[]).is_some() {
        return Ok(file);
    }
    tree.forget_below(file);
    problems.truncate(told);
    by_library(tree, file, seen.text, most, problems)
}

/// The same of a text that is written as most content is and has no trap in it; else none, and nothing is left of it. `known` are the keys of the model.
pub(super) fn parse_clean(
    tree: &mut Tree,
    stem: &str,
    seen: Seen<'_>,
    most: usize,
    known: &[&str],
    problems: &mut Vec<Diagnostic>,
) -> Option<(NodeId, Places)> {
    let file = tree.push(Tree::ROOT, Step::Key(stem.into()), Value::Null);
    let told = problems.len();
    let state = State { tree: RefCell::new(&mut *tree), problems: RefCell::new(&mut *problems), limit: Cell::new(None), most };
    if let Some((Everyday::Clean, places)) = everyday::read(&state, file, seen, known) {
        return Some((file, places));
    }
    detach(tree, file);
    tree.forget_from(file);
    problems.truncate(told);
    None
}

/// Reads a text into a node of the tree with the library.
fn by_library(tree: &mut Tree, file: NodeId, text: &str, most: usize, problems: &mut Vec<Diagnostic>) -> Result<NodeId, Stop> {
    let state = State { tree: RefCell::new(&mut *tree), problems: RefCell::new(problems), limit: Cell::new(None), most };
    let seed = Seed { state: &state, node: file, depth: 0 };
    let result = seed.deserialize(serde_yaml::Deserializer::from_str(text));
    let limit = state.limit.get();
    let stop = match (result, limit) {
        (Err(e), Some(Limit::Nodes)) => Stop::TooMany(e),
        (Err(e), Some(Limit::Depth)) => Stop::TooDeep(e),
        (Err(e), None) => Stop::Syntax(e),
        (Ok(()), _) => match tree.value(file) {
            Value::List(_) | Value::Map(_) => return Ok(file),
            // Nothing, or comments only: all fields are absent.
            Value::Null => {
                tree.entry_mut(file).value = Value::Map(Children::new());
                return Ok(file);
            }
            _ => Stop::Scalar,
        },
    };
    detach(tree, file);
    Err(stop)
}

/// Takes a file that could not be read out of the root again.
fn detach(tree: &mut Tree, file: NodeId) {
    if let Value::Map(files) = &mut tree.entry_mut(Tree::ROOT).value {
        *files = files.iter().copied().filter(|f| *f != file).collect();
    }
}

#[derive(Clone, Copy)]
enum Limit {
    Nodes,
    Depth,
}

/// Where values are put, and what is said of them.
pub(super) struct State<'a> {
    tree: RefCell<&'a mut Tree>,
    problems: RefCell<&'a mut Vec<Diagnostic>>,
    limit: Cell<Option<Limit>>,
    most: usize,
}

impl State<'_> {
    fn report(&self, problem: Diagnostic) {
        let mut problems = self.problems.borrow_mut();
        if problems.len() < MAX_PROBLEMS {
            problems.push(problem);
        }
    }

    fn exceed<T, E: Error>(&self, limit: Limit) -> Result<T, E> {
        self.limit.set(Some(limit));
        Err(E::custom("limit exceeded"))
    }

    fn child<E: Error>(&self, parent: NodeId, step: Step) -> Result<NodeId, E> {
        self.add(parent, step).map_or_else(|| self.exceed(Limit::Nodes), Ok)
    }

    /// Makes a value below a list or mapping, if there may be one more.
    pub(super) fn add(&self, parent: NodeId, step: Step) -> Option<NodeId> {
        let mut tree = self.tree.borrow_mut();
        (tree.len() < self.most).then(|| tree.push(parent, step, Value::Null))
    }

    /// Says what a value is.
    pub(super) fn set(&self, node: NodeId, value: Value) {
        self.tree.borrow_mut().entry_mut(node).value = value;
    }

    /// Says that a value is empty, which is a problem but for a whole file.
    pub(super) fn set_empty(&self, node: NodeId) {
        if self.tree.borrow().parent(node) != Some(Tree::ROOT) {
            self.report(complaints::no_value(&self.tree.borrow(), node));
        }
        self.set(node, Value::Null);
    }

    /// Lets the library say what a plain text is; nothing if it cannot.
    pub(super) fn resolve(&self, node: NodeId, text: &str) -> Option<()> {
        Seed { state: self, node, depth: 0 }.deserialize(serde_yaml::Deserializer::from_str(text)).ok()
    }

    /// Looks at what was read so far.
    pub(super) fn with<T>(&self, look: impl FnOnce(&Tree) -> T) -> T {
        look(&self.tree.borrow())
    }

    /// Reports keys that stand twice in a mapping.
    pub(super) fn find_twins(&self, map: NodeId) {
        find_twins(self, map);
    }
}

/// What a plain text is, as far as it can be told at a glance.
pub(super) enum Scalar {
    /// A text.
    Text,
    /// A whole number.
    Whole(i64),
    /// Yes or no.
    Bool(bool),
    /// The library knows.
    Other,
}

impl Scalar {
    /// Of a text that is not empty.
    pub(super) fn of(text: &str) -> Scalar {
        let bytes = text.as_bytes();
        let is_digit = |b: &u8| b.is_ascii_digit();
        match bytes.first() {
            Some(b'A'..=b'Z' | b'a'..=b'z') => match text {
                "true" => Scalar::Bool(true),
                "false" => Scalar::Bool(false),
                _ if ["null", "true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)) => Scalar::Other,
                _ => Scalar::Text,
            },
            Some(0x80.. | b'<' | b'(' | b'/' | b'_') => Scalar::Text,
            Some(b'0'..=b'9') => match bytes {
                // No number has a blank or a character that is not ASCII, and none looks like 2026-12-01.
                _ if bytes.iter().any(|b| *b == b' ' || *b >= 0x80) => Scalar::Text,
                [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 && year.iter().chain([m1, m2, d1, d2]).all(is_digit) => {
                    Scalar::Text
                }
                [b'1'..=b'9', ..] if bytes.len() <= 18 && bytes.iter().all(is_digit) => text.parse().map_or(Scalar::Other, Scalar::Whole),
                // Telephone numbers and postal codes.
                _ if bytes.contains(&b'-') && bytes.iter().all(|b| is_digit(b) || *b == b'-') => Scalar::Text,
                _ => Scalar::Other,
            },
            _ => Scalar::Other,
        }
    }
}

/// Fills the value of one node.
#[derive(Clone, Copy)]
struct Seed<'s, 'a> {
    state: &'s State<'a>,
    node: NodeId,
    depth: usize,
}

impl<'s, 'a> Seed<'s, 'a> {
    fn set<E>(self, value: Value) -> Result<(), E> {
        self.state.set(self.node, value);
        Ok(())
    }

    fn deeper<E: Error>(self) -> Result<usize, E> {
        if self.depth >= MAX_DEPTH { self.state.exceed(Limit::Depth) } else { Ok(self.depth + 1) }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.state.set_empty(self.node);
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.set(Value::Null)
    }

    fn visit_bool<E: Error>(self, v: bool) -> Result<(), E> {
        self.set(Value::Bool(v))
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<(), E> {
        self.set(Value::Int(v))
    }

    fn visit_u64<E: Error>(self, v: u64) -> Result<(), E> {
        self.set(i64::try_from(v).map_or_else(|_| Value::Text(v.to_string().into()), Value::Int))
    }

    fn visit_i128<E: Error>(self, v: i128) -> Result<(), E> {
        self.set(Value::Text(v.to_string().into()))
    }

    fn visit_u128<E: Error>(self, v: u128) -> Result<(), E> {
        self.set(Value::Text(v.to_string().into()))
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<(), E> {
        // `.inf` and `.nan` mean nothing here: they stay the words that they are.
        self.set(if v.is_finite() { Value::Float(v) } else { Value::Text(v.to_string().into()) })
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<(), E> {
        self.set(Value::Text(v.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        self.set::<A::Error>(Value::List(Children::new()))?;
        let mut index = 0;
        while seq.next_element_seed(Item { state: self.state, list: self.node, index, depth })?.is_some() {
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        self.set::<A::Error>(Value::Map(Children::new()))?;
        while let Some(key) = map.next_key_seed(Key)? {
            let node = self.state.child(self.node, Step::Key(key.text.as_str().into()))?;
            map.next_value_seed(Seed { node, depth, ..self })?;
            if let Some(kind) = key.kind {
                self.state.report(complaints::no_text_key(node, &key.text, kind));
            }
        }
        find_twins(self.state, self.node);
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (tag, value): (String, _) = tagged.variant()?;
        self.state.report(complaints::tag_refused(self.node, &tag));
        value.newtype_variant_seed(self)
    }
}

/// An entry of a list: its node is made once it is there.
struct Item<'s, 'a> {
    state: &'s State<'a>,
    list: NodeId,
    index: u32,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let node = self.state.child(self.list, Step::Index(self.index))?;
        Seed { state: self.state, node, depth: self.depth }.deserialize(deserializer)
    }
}

/// A key: its text, and what it is if it is no text.
struct KeyText {
    text: String,
    kind: Option<&'static str>,
}

struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = KeyText;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<KeyText, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = KeyText;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, v: &str) -> Result<KeyText, E> {
        Ok(KeyText { text: v.to_string(), kind: None })
    }

    fn visit_bool<E>(self, v: bool) -> Result<KeyText, E> {
        Ok(KeyText { text: v.to_string(), kind: Some("bool") })
    }

    fn visit_i64<E>(self, v: i64) -> Result<KeyText, E> {
        Ok(KeyText { text: v.to_string(), kind: Some("number") })
    }

    fn visit_u64<E>(self, v: u64) -> Result<KeyText, E> {
        Ok(KeyText { text: v.to_string(), kind: Some("number") })
    }

    fn visit_f64<E>(self, v: f64) -> Result<KeyText, E> {
        Ok(KeyText { text: v.to_string(), kind: Some("number") })
    }

    fn visit_unit<E>(self) -> Result<KeyText, E> {
        Ok(KeyText { text: String::new(), kind: Some("empty") })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<KeyText, A::Error> {
        while seq.next_element::<serde::de::IgnoredAny>()?.is_some() {}
        Ok(KeyText { text: "[…]".into(), kind: Some("list") })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<KeyText, A::Error> {
        while map.next_entry::<serde::de::IgnoredAny, serde::de::IgnoredAny>()?.is_some() {}
        Ok(KeyText { text: "{…}".into(), kind: Some("mapping") })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<KeyText, A::Error> {
        let (_, value): (String, _) = tagged.variant()?;
        value.newtype_variant_seed(self)
    }
}

/// Reports keys that stand twice in a mapping.
fn find_twins(state: &State, map: NodeId) {
    let tree = state.tree.borrow();
    let children = tree.children(map);
    let key = |n: &NodeId| tree.key(*n).unwrap_or_default();
    let twin = |first: NodeId, second: NodeId| state.report(complaints::key_twice(first, second, key(&second)));
    if children.len() <= FEW_KEYS {
        // Keys with marks of their own need not be compared.
        let mut marks = 0;
        for (i, second) in children.iter().enumerate() {
            let (step, mark) = (&tree.entry(*second).step, tree.mark(*second));
            let new = marks & mark == 0;
            marks |= mark;
            if new {
                continue;
            }
            if let Some(first) = children[..i].iter().find(|c| tree.entry(**c).step == *step) {
                twin(*first, *second);
            }
        }
        return;
    }
    let mut seen = BTreeMap::new();
    for child in children {
        if let Some(first) = seen.get(key(child)) {
            twin(*first, *child);
        } else {
            seen.insert(key(child), *child);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use arcstr::ArcStr;

    fn whole(text: &str) -> ArcStr {
        text.into()
    }

    /// What is read without the library.
    pub fn here(text: &str) -> Option<(Tree, Vec<Diagnostic>, Everyday)> {
        let (mut tree, mut problems) = (Tree::default(), Vec::new());
        let file = tree.push(Tree::ROOT, Step::Key("f".into()), Value::Null);
        let state = State { tree: RefCell::new(&mut tree), problems: RefCell::new(&mut problems), limit: Cell::new(None), most: MAX_NODES };
        let (read, _) = everyday::read(&state, file, Seen::of(&whole(text), 0..text.len(), false), super::super::keys::KEYS)?;
        Some((tree, problems, read))
    }

    /// What the library reads.
    pub fn by_library(text: &str) -> Option<(Tree, Vec<Diagnostic>)> {
        let (mut tree, mut problems) = (Tree::default(), Vec::new());
        let file = tree.push(Tree::ROOT, Step::Key("f".into()), Value::Null);
        super::by_library(&mut tree, file, text, MAX_NODES, &mut problems).ok()?;
        Some((tree, problems))
    }

    #[test]
    fn what_was_begun_here_is_forgotten_when_the_library_reads_it() {
        let (mut tree, mut problems) = (Tree::default(), Vec::new());
        let text = "a:\nb: {c: d, c: e}\nf: |\n  g\n";
        assert!(parse(&mut tree, "f", Seen::of(&whole(text), 0..text.len(), false), MAX_NODES, &mut problems).is_ok());
        assert_eq!(Some((tree, problems)), by_library(text));
        assert_eq!(here(text), None);
        let mut tree = Tree::default();
        let whole = whole(text);
        let seen = Seen::of(&whole, 0..text.len(), false);
        assert_eq!(parse_clean(&mut tree, "f", seen, MAX_NODES, &[], &mut Vec::new()).map(|(file, _)| file), None);
        assert_eq!(tree, Tree::default());
    }
}
