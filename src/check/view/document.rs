//! The values that rules look at, one after the other in one list: what stands in a value follows it. A value is a place in that list, so that it costs
//! nothing to hand it on, and what a rule asks of many values (whether it is a state, whether anything was written) is known of each beforehand.
//! There are thousands of them, so that each has few bytes: keys of the model are numbers, and texts are read where they are written.

use crate::check::answer::Answer;
use crate::content::key::{Key as Written, Known};
use crate::content::keys::KEYS;
use crate::content::tree::{NodeId, Step, Tree, Value as Node};
use serde_json::Map;
use std::fmt::Write;
use std::sync::OnceLock;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Is<'a> {
    /// Nothing.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a point.
    Float(f64),
    /// A text.
    Text(&'a str),
    /// A list.
    List,
    /// A mapping.
    Map,
}

/// A key as a number: that of a key of the model, what tells another one from most others at one glance, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sign(u32);

impl Sign {
    const NONE: Sign = Sign(0);
    /// It is no key of the model: two such keys may have the same sign.
    const OWN: u32 = 1 << 31;

    fn of(name: &str) -> Sign {
        Known::find(name).map_or_else(|| Sign::of_own(name), Sign::of_known)
    }

    fn of_known(key: Known) -> Sign {
        Sign(u32::from(key.number()) + 1)
    }

    fn of_own(name: &str) -> Sign {
        let byte = |at: usize| u32::from(name.as_bytes().get(at).copied().unwrap_or_default());
        Sign(Sign::OWN | name.len() as u32 & 0xff | byte(0) << 8 | byte(name.len() / 2) << 16 | byte(name.len().wrapping_sub(1)) << 24)
    }

    #[inline]
    fn is_own(self) -> bool {
        self.0 & Sign::OWN > 0
    }

    /// The key, if it is one of the model.
    fn name(self) -> Option<&'static str> {
        KEYS.get((self.0 as usize).checked_sub(1)?).copied()
    }
}

/// A key with its sign.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    /// As it is written, if the model does not know it.
    own: &'a str,
    sign: Sign,
}

impl<'a> Key<'a> {
    /// That of an entry of a list.
    pub const NONE: Key<'static> = Key { own: "", sign: Sign::NONE };

    /// The key of an entry of a tree.
    #[inline]
    pub fn of(step: &'a Step) -> Key<'a> {
        match step {
            Step::Key(Written::Known(key)) => Key { own: "", sign: Sign::of_known(*key) },
            Step::Key(own) => Key { own, sign: Sign::of_own(own) },
            _ => Key::NONE,
        }
    }

    /// As it is written.
    pub fn name(self) -> &'a str {
        self.sign.name().unwrap_or(self.own)
    }

    /// One of 64 bits, which few others have: the same for the same key.
    #[inline]
    pub fn mark(self) -> u64 {
        1 << (self.sign.0 % 64)
    }
}

impl<'a> From<&'a str> for Key<'a> {
    fn from(text: &'a str) -> Key<'a> {
        Key { own: text, sign: Sign::of(text) }
    }
}

/// A key that is looked for again and again.
#[derive(Debug, Clone)]
pub struct Name {
    text: Box<str>,
    sign: Sign,
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name { text: text.into(), sign: Sign::of(text) }
    }
}

/// Which state a mapping is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    No,
    None,
    Elsewhere,
    OnRequest,
}

/// What kind of value something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Null,
    Bool,
    Int,
    Float,
    Text,
    List,
    Map,
}

/// By what values are found.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// That of its key in the mapping around it.
    sign: Sign,
    /// Behind all that stands in it.
    end: u32,
}

/// What is known of a value beforehand.
#[derive(Debug)]
struct Entry {
    /// The node that says it.
    from: NodeId,
    /// The node of its place, or the nearest one around it.
    node: NodeId,
    /// What is around it; the root is its own.
    parent: u32,
    /// How many children it has.
    len: u32,
    sort: Sort,
    state: State,
    has_content: bool,
    filled: bool,
}

/// All values of one society, the root first.
#[derive(Debug)]
pub struct Document<'a> {
    tree: &'a Tree,
    marks: Vec<Mark>,
    entries: Vec<Entry>,
    /// The keys that the model does not know, with the places where they stand.
    own: Vec<(u32, &'a str)>,
    /// Where the value of each node stands first; 0 where none does.
    of_nodes: Vec<u32>,
    by_key: OnceLock<ByKey>,
    json: OnceLock<serde_json::Value>,
}

/// The places of values by their keys, put in order when they are first looked for at any depth.
#[derive(Debug)]
struct ByKey {
    /// For each key of the model where its places end; before them stand those of values without a key, and behind them those of all other keys.
    ends: Vec<u32>,
    places: Vec<u32>,
}

impl ByKey {
    fn of(marks: &[Mark]) -> ByKey {
        // First where those of each begin; then that place moves on by every value to where they end.
        let mut ends = vec![0; KEYS.len() + 3];
        marks.iter().for_each(|mark| ends[ByKey::number(mark.sign) + 1] += 1);
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut places = vec![0; marks.len()];
        for (mark, place) in marks.iter().zip(0..) {
            let end = &mut ends[ByKey::number(mark.sign)];
            places[*end as usize] = place;
            *end += 1;
        }
        ByKey { ends, places }
    }

    fn number(sign: Sign) -> usize {
        (sign.0 as usize).min(KEYS.len() + 1)
    }

    /// Those that may have a key, in their order.
    fn places(&self, sign: Sign) -> &[u32] {
        let number = ByKey::number(sign);
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(number).copied().unwrap_or_default();
        self.places.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// A value with its place in a document.
#[derive(Debug, Clone, Copy)]
pub struct Value<'v> {
    document: &'v Document<'v>,
    at: u32,
}

/// Puts values into a document, each after what it stands in.
#[derive(Debug)]
pub struct Writer<'a> {
    document: Document<'a>,
    /// What is open, from the root on.
    open: Vec<u32>,
    /// The keys by which states are known.
    words: [Name; 4],
}

/// What is put into a document.
#[derive(Debug, Clone, Copy)]
pub enum Put {
    /// What a node says.
    Node(NodeId),
    /// A list that nobody wrote.
    List,
    /// A mapping that nobody wrote.
    Map,
}

impl<'a> Writer<'a> {
    /// An empty document with room for the values of a tree.
    fn empty(tree: &'a Tree) -> Writer<'a> {
        // Some files stand in it twice.
        let room = tree.len() + tree.len() / 3;
        let (marks, entries, of_nodes) = (Vec::with_capacity(room), Vec::with_capacity(room), vec![0; tree.len()]);
        let document =
            Document { tree, marks, entries, own: Vec::with_capacity(64), of_nodes, by_key: OnceLock::new(), json: OnceLock::new() };
        Writer { document, open: Vec::with_capacity(16), words: ["text", "none", "elsewhere", "on_request"].map(Name::from) }
    }

    /// A document whose root is a mapping, with room for the values of a tree.
    pub fn new(tree: &'a Tree) -> Writer<'a> {
        let mut writer = Writer::empty(tree);
        writer.open(Key::NONE, Put::Map, Tree::ROOT, false);
        writer
    }

    /// Begins a value at a node: what is put next stands in it, until it is closed.
    #[inline]
    pub fn open(&mut self, key: Key<'a>, value: Put, node: NodeId, filled: bool) {
        let at = self.put(key, value, node, filled);
        self.open.push(at);
    }

    /// Puts a value at a node in which nothing stands.
    #[inline]
    pub fn leaf(&mut self, key: Key<'a>, from: NodeId, node: NodeId, filled: bool) {
        self.put(key, Put::Node(from), node, filled);
    }

    /// Puts a value at a node: its place.
    #[inline]
    fn put(&mut self, key: Key<'a>, value: Put, node: NodeId, filled: bool) -> u32 {
        let document = &mut self.document;
        let at = document.entries.len() as u32;
        let parent = self.open.last().copied().unwrap_or_default();
        if let Some(first) = document.of_nodes.get_mut(node.0 as usize).filter(|first| **first == 0 && !filled) {
            *first = at;
        }
        let (from, sort, has_content) = match value {
            Put::List => (node, Sort::List, false),
            Put::Map => (node, Sort::Map, false),
            Put::Node(from) => match document.tree.value(from) {
                Node::Text(text) => (from, Sort::Text, !text.trim_start().is_empty()),
                Node::Map(_) => (from, Sort::Map, false),
                Node::List(_) => (from, Sort::List, false),
                Node::Bool(_) => (from, Sort::Bool, true),
                Node::Int(_) => (from, Sort::Int, true),
                Node::Float(number) if number.is_finite() => (from, Sort::Float, true),
                // JSON knows no such number.
                Node::Null | Node::Float(_) => (from, Sort::Null, false),
            },
        };
        if key.sign.is_own() {
            document.own.push((at, key.own));
        }
        if let Some(around) = document.entries.get_mut(parent as usize) {
            around.len += 1;
            around.has_content |= has_content;
        }
        document.marks.push(Mark { sign: key.sign, end: at + 1 });
        document.entries.push(Entry { from, node, parent, len: 0, sort, state: State::No, has_content, filled });
        at
    }

    /// Ends the value that was begun last.
    #[inline]
    pub fn close(&mut self) {
        let Some(at) = self.open.pop() else { return };
        let (state, document) = (self.state(at), &mut self.document);
        document.marks[at as usize].end = document.entries.len() as u32;
        let entry = &mut document.entries[at as usize];
        entry.state = state;
        let (parent, has_content) = (entry.parent, entry.has_content);
        document.entries[parent as usize].has_content |= has_content;
    }

    /// Whether the value that is open has a key already.
    pub fn has(&self, key: Key) -> bool {
        let (Some(open), document) = (self.open.last(), &self.document) else { return false };
        let mut child = *open + 1;
        while let Some(mark) = document.marks.get(child as usize) {
            if mark.sign == key.sign && (!key.sign.is_own() || document.own_key(child) == key.own) {
                return true;
            }
            child = mark.end;
        }
        false
    }

    /// The document, when all is written.
    pub fn finish(mut self) -> Document<'a> {
        while !self.open.is_empty() {
            self.close();
        }
        self.document
    }

    /// A state has no more than its key and a text beside it.
    #[inline]
    fn state(&self, at: u32) -> State {
        let document = &self.document;
        let entry = &document.entries[at as usize];
        if entry.sort != Sort::Map || !(1..=2).contains(&entry.len) {
            return State::No;
        }
        let ([text, none, elsewhere, on_request], first) = (&self.words, at + 1);
        let second = document.marks[first as usize].end;
        let child = match entry.len {
            2 if document.is_called(first, text) => second,
            2 if !document.is_called(second, text) => return State::No,
            _ => first,
        };
        match document.entries[child as usize].sort {
            _ if document.is_called(child, none) => State::None,
            _ if document.is_called(child, elsewhere) => State::Elsewhere,
            Sort::Text if document.is_called(child, on_request) => State::OnRequest,
            _ => State::No,
        }
    }
}

impl<'a> Document<'a> {
    /// The key of a place, which the model does not know.
    fn own_key(&self, at: u32) -> &'a str {
        let found = self.own.binary_search_by_key(&at, |(place, _)| *place);
        found.ok().and_then(|i| self.own.get(i)).map_or("", |(_, key)| key)
    }

    /// Whether the value at a place stands under a key.
    #[inline]
    fn is_called(&self, at: u32, name: &Name) -> bool {
        self.marks.get(at as usize).is_some_and(|mark| mark.sign == name.sign) && (!name.sign.is_own() || self.own_key(at) == &*name.text)
    }

    /// The mapping of all.
    pub fn root(&self) -> Value<'_> {
        Value { document: self, at: 0 }
    }

    /// The value of a JSON pointer.
    pub fn pointer(&self, pointer: &str) -> Option<Value<'_>> {
        let (value, rest) = self.nearest(pointer);
        rest.is_empty().then_some(value)
    }

    /// The value of a pointer as far as it leads, and the rest of the pointer.
    pub fn nearest<'p>(&self, pointer: &'p str) -> (Value<'_>, &'p str) {
        let (mut value, mut rest) = (self.root(), pointer);
        while let Some(after) = rest.strip_prefix('/') {
            let (token, next) = after.split_at(after.find('/').unwrap_or(after.len()));
            let child = match value.is() {
                Is::Map if token.contains('~') => value.get(&unescaped(token)),
                Is::Map => value.get(token),
                Is::List => position(token).and_then(|i| value.children().nth(i)),
                _ => None,
            };
            match child {
                Some(child) => (value, rest) = (child, next),
                None => break,
            }
        }
        (value, rest)
    }

    /// The value of a node.
    pub fn of_node(&self, node: NodeId) -> Option<Value<'_>> {
        let at = self.of_nodes.get(node.0 as usize).copied().filter(|at| *at > 0)?;
        Some(Value { document: self, at })
    }

    /// All values, each before what stands in it.
    pub fn all(&self) -> impl Iterator<Item = Value<'_>> {
        (0..self.entries.len() as u32).map(|at| Value { document: self, at })
    }

    /// The value at a place among all.
    pub fn placed(&self, place: usize) -> Option<Value<'_>> {
        (place < self.entries.len()).then_some(Value { document: self, at: place as u32 })
    }

    /// The same as JSON, for the library of paths.
    pub fn json(&self) -> &serde_json::Value {
        self.json.get_or_init(|| self.root().json())
    }
}

/// The key that a token of a pointer names.
pub fn unescaped(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// The place in a list that a token of a pointer names.
fn position(token: &str) -> Option<usize> {
    let plain = token == "0" || !token.starts_with(['0', '+']);
    token.parse().ok().filter(|_| plain)
}

impl<'v> Value<'v> {
    #[inline]
    fn entry(self) -> &'v Entry {
        &self.document.entries[self.at as usize]
    }

    #[inline]
    fn with(self, at: u32) -> Value<'v> {
        Value { at, ..self }
    }

    #[inline]
    fn mark(self) -> Mark {
        self.document.marks[self.at as usize]
    }

    /// What it is.
    #[inline]
    pub fn is(self) -> Is<'v> {
        match self.entry().sort {
            Sort::Null => Is::Null,
            Sort::List => Is::List,
            Sort::Map => Is::Map,
            Sort::Text | Sort::Bool | Sort::Int | Sort::Float => match self.written() {
                Node::Text(text) => Is::Text(text),
                Node::Bool(is) => Is::Bool(*is),
                Node::Int(number) => Is::Int(*number),
                Node::Float(number) => Is::Float(*number),
                Node::Null | Node::List(_) | Node::Map(_) => Is::Null,
            },
        }
    }

    /// What the tree says it is.
    #[inline]
    fn written(self) -> &'v Node {
        self.document.tree.value(self.entry().from)
    }

    /// The node of the content that it comes from, or the nearest one around it.
    #[inline]
    pub fn node(self) -> NodeId {
        self.entry().node
    }

    /// It is a fact of another record, filled in here.
    #[inline]
    pub fn is_filled(self) -> bool {
        self.entry().filled
    }

    /// Whether it is all of the content.
    #[inline]
    pub fn is_root(self) -> bool {
        self.at == 0
    }

    /// Its place among all values: what stands in it comes after it.
    #[inline]
    pub fn place(self) -> usize {
        self.at as usize
    }

    /// The text that it is.
    #[inline]
    pub fn as_str(self) -> Option<&'v str> {
        match self.entry().sort {
            Sort::Text => {
                if let Node::Text(text) = self.written() {
                    Some(text)
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// Whether it is this text.
    pub fn says(self, text: &str) -> bool {
        self.as_str() == Some(text)
    }

    /// How many children it has.
    pub fn len(self) -> usize {
        self.entry().len as usize
    }

    /// Whether it has none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The values of a mapping or list.
    #[inline]
    pub fn children(self) -> impl Iterator<Item = Value<'v>> {
        let (mut next, end) = (self.at + 1, self.mark().end);
        std::iter::from_fn(move || {
            let child = (next < end).then(|| self.with(next))?;
            next = child.mark().end;
            Some(child)
        })
    }

    /// The entries of a list; nothing else has any.
    pub fn items(self) -> impl Iterator<Item = Value<'v>> {
        let is_list = self.entry().sort == Sort::List;
        self.children().take_while(move |_| is_list)
    }

    /// The value of a key of a mapping.
    #[inline]
    pub fn get(self, key: &str) -> Option<Value<'v>> {
        self.signed(key, Sign::of(key))
    }

    /// The same of a key that is looked for again and again.
    #[inline]
    pub fn named(self, name: &Name) -> Option<Value<'v>> {
        self.signed(&name.text, name.sign)
    }

    #[inline]
    fn signed(self, key: &str, sign: Sign) -> Option<Value<'v>> {
        let entry = self.entry();
        if entry.sort != Sort::Map || entry.len == 0 {
            return None;
        }
        self.children().find(|child| child.mark().sign == sign && (!sign.is_own() || child.key() == key))
    }

    /// The value to which keys lead, one after the other.
    pub fn down(self, keys: &[&str]) -> Option<Value<'v>> {
        keys.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The values below it, at any depth, that stand under a key, in the order of what is around them.
    pub fn below(self, name: &Name) -> Vec<Value<'v>> {
        let (document, end) = (self.document, self.mark().end);
        let places = document.by_key.get_or_init(|| ByKey::of(&document.marks)).places(name.sign);
        let inside = places.get(places.partition_point(|at| *at <= self.at)..).unwrap_or_default();
        let inside = inside.iter().take_while(|at| **at < end).filter(|at| document.is_called(**at, name));
        let mut found: Vec<Value> = inside.map(|at| self.with(*at)).collect();
        found.sort_by_key(|value| value.entry().parent);
        found
    }

    /// Its key in the mapping around it.
    #[inline]
    pub fn key(self) -> &'v str {
        let sign = self.mark().sign;
        if sign.is_own() { self.document.own_key(self.at) } else { sign.name().unwrap_or_default() }
    }

    /// What is around it.
    #[inline]
    pub fn parent(self) -> Option<Value<'v>> {
        (self.at > 0).then(|| self.with(self.entry().parent))
    }

    /// The state that it is, if it is one.
    pub fn state(self) -> Option<Answer<'v>> {
        match self.entry().state {
            State::No => None,
            State::None => Some(Answer::None),
            State::Elsewhere => Some(Answer::Elsewhere),
            State::OnRequest => Some(Answer::OnRequest(self.get("on_request")?.as_str()?)),
        }
    }

    /// Whether it is a state.
    #[inline]
    pub fn is_state(self) -> bool {
        self.entry().state != State::No
    }

    /// Whether something was written: blanks, full-width ones too, are nothing.
    #[inline]
    pub fn has_content(self) -> bool {
        self.entry().has_content
    }

    /// The scalars in it, and it if it is one; what stands inside a state is none of them.
    #[inline]
    pub fn leaves(self) -> impl Iterator<Item = Value<'v>> {
        let (mut next, end) = (self.at, self.mark().end);
        std::iter::from_fn(move || {
            while next < end {
                let value = self.with(next);
                let entry = value.entry();
                next = if entry.state == State::No { next + 1 } else { value.mark().end };
                if !matches!(entry.sort, Sort::Null | Sort::List | Sort::Map) {
                    return Some(value);
                }
            }
            None
        })
    }

    /// Its JSON pointer.
    pub fn pointer(self) -> String {
        let mut out = String::new();
        self.point(&mut out);
        out
    }

    fn point(self, out: &mut String) {
        let Some(around) = self.parent() else { return };
        around.point(out);
        out.push('/');
        match around.is() {
            Is::List => _ = write!(out, "{}", around.children().take_while(|child| child.at != self.at).count()),
            _ => push_escaped(out, self.key()),
        }
    }

    fn json(self) -> serde_json::Value {
        match self.is() {
            Is::Null => serde_json::Value::Null,
            Is::Bool(is) => is.into(),
            Is::Int(number) => number.into(),
            Is::Float(number) => number.into(),
            Is::Text(text) => text.into(),
            Is::List => self.children().map(Value::json).collect(),
            Is::Map => self.children().map(|v| (v.key().to_owned(), v.json())).collect::<Map<_, _>>().into(),
        }
    }
}

/// Writes a key as a token of a pointer.
pub fn push_escaped(out: &mut String, key: &str) {
    if key.contains(['~', '/']) { out.push_str(&key.replace('~', "~0").replace('/', "~1")) } else { out.push_str(key) }
}

/// Equal is what says the same, wherever it stands.
#[cfg(test)]
impl PartialEq for Value<'_> {
    fn eq(&self, other: &Value<'_>) -> bool {
        self.json() == other.json()
    }
}

#[cfg(test)]
impl Document<'static> {
    /// A document of JSON, to follow paths in.
    pub fn of_json(json: &serde_json::Value) -> Document<'static> {
        fn put(writer: &mut Writer<'static>, tree: &'static Tree, node: NodeId) {
            let key = Key::of(&tree.entry(node).step);
            // The nodes are not asked for.
            writer.open(key, Put::Node(node), Tree::ROOT, false);
            tree.children(node).iter().for_each(|child| put(writer, tree, *child));
            writer.close();
        }
        let tree: &'static Tree = Box::leak(Box::new(super::tree(&serde_json::json!([json]))));
        let mut writer = Writer::empty(tree);
        tree.children(Tree::ROOT).iter().for_each(|child| put(&mut writer, tree, *child));
        writer.finish()
    }
}
