//! The values that rules look at, one after the other in one list: what stands in a value follows it. A value is a place in that list, so that it costs
//! nothing to hand it on, and what a rule asks of many values (whether it is a state, whether anything was written) is known of each beforehand.

use crate::check::answer::Answer;
use crate::content::children::Children;
use crate::content::tree::{NodeId, Value as Node};
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

/// What tells a key from most others at one glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sign(u32);

impl Sign {
    #[inline]
    fn of(name: &str) -> Sign {
        let byte = |at: usize| u32::from(name.as_bytes().get(at).copied().unwrap_or_default());
        Sign(name.len() as u32 & 0xff | byte(0) << 8 | byte(name.len() / 2) << 16 | byte(name.len().wrapping_sub(1)) << 24)
    }
}

/// A key with its sign.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    text: &'a str,
    sign: Sign,
}

impl<'a> Key<'a> {
    /// As it is written.
    pub fn name(self) -> &'a str {
        self.text
    }
}

impl<'a> From<&'a str> for Key<'a> {
    #[inline]
    fn from(text: &'a str) -> Key<'a> {
        Key { text, sign: Sign::of(text) }
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

/// What a value is, in few bytes: numbers are read where they are written.
#[derive(Debug, Clone, Copy)]
enum Content<'a> {
    Text(&'a str),
    Written(&'a Node),
}

/// What a list or mapping is that nobody wrote.
pub static LIST: Node = Node::List(Children::new());
/// The same of a mapping.
pub static MAP: Node = Node::Map(Children::new());

/// By what values are found.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// That of its key in the mapping around it.
    sign: Sign,
    /// Behind all that stands in it.
    end: u32,
}

#[derive(Debug)]
struct Entry<'a> {
    content: Content<'a>,
    /// Its key in the mapping around it; empty in a list.
    key: &'a str,
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
    marks: Vec<Mark>,
    entries: Vec<Entry<'a>>,
    /// Where the value of each node stands first; 0 where none does.
    of_nodes: Vec<u32>,
    json: OnceLock<serde_json::Value>,
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
    marks: Vec<Mark>,
    entries: Vec<Entry<'a>>,
    of_nodes: Vec<u32>,
    /// What is open, from the root on.
    open: Vec<u32>,
}

impl<'a> Writer<'a> {
    /// A document whose root is a mapping, of the values of so many nodes.
    pub fn new(nodes: usize) -> Writer<'a> {
        // Some files stand in it twice.
        let room = nodes + nodes / 3;
        let (marks, entries) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let mut writer = Writer { marks, entries, of_nodes: vec![0; nodes], open: Vec::with_capacity(16) };
        writer.open(Key::from(""), &MAP, NodeId(0), false);
        writer
    }

    /// Begins a value: what is put next stands in it, until it is closed.
    #[inline]
    pub fn open(&mut self, key: Key<'a>, value: &'a Node, node: NodeId, filled: bool) {
        let at = self.entries.len() as u32;
        let parent = self.open.last().copied().unwrap_or_default();
        if let Some(around) = self.entries.get_mut(parent as usize) {
            around.len += 1;
        }
        if let Some(first) = self.of_nodes.get_mut(node.0 as usize).filter(|first| **first == 0 && !filled) {
            *first = at;
        }
        let (sort, content, has_content) = match value {
            Node::Text(text) => (Sort::Text, Content::Text(text), !text.trim_start().is_empty()),
            Node::Map(_) => (Sort::Map, Content::Written(value), false),
            Node::List(_) => (Sort::List, Content::Written(value), false),
            Node::Bool(_) => (Sort::Bool, Content::Written(value), true),
            Node::Int(_) => (Sort::Int, Content::Written(value), true),
            Node::Float(number) if number.is_finite() => (Sort::Float, Content::Written(value), true),
            // JSON knows no such number.
            Node::Null | Node::Float(_) => (Sort::Null, Content::Written(value), false),
        };
        self.marks.push(Mark { sign: key.sign, end: at + 1 });
        self.entries.push(Entry { content, key: key.text, node, parent, len: 0, sort, state: State::No, has_content, filled });
        self.open.push(at);
    }

    /// Ends the value that was begun last.
    #[inline]
    pub fn close(&mut self) {
        let Some(at) = self.open.pop() else { return };
        let state = self.state(at as usize);
        self.marks[at as usize].end = self.entries.len() as u32;
        let entry = &mut self.entries[at as usize];
        entry.state = state;
        let (parent, has_content) = (entry.parent, entry.has_content);
        self.entries[parent as usize].has_content |= has_content;
    }

    /// Whether the value that is open has a key already.
    #[inline]
    pub fn has(&self, key: Key) -> bool {
        let Some(open) = self.open.last() else { return false };
        let mut child = *open as usize + 1;
        while let Some(mark) = self.marks.get(child) {
            if mark.sign == key.sign && self.entries[child].key == key.text {
                return true;
            }
            child = mark.end as usize;
        }
        false
    }

    /// The document, when all is written.
    pub fn finish(mut self) -> Document<'a> {
        while !self.open.is_empty() {
            self.close();
        }
        Document { marks: self.marks, entries: self.entries, of_nodes: self.of_nodes, json: OnceLock::new() }
    }

    /// A state has no more than its key and a text beside it.
    fn state(&self, at: usize) -> State {
        let entry = &self.entries[at];
        if entry.sort != Sort::Map || !(1..=2).contains(&entry.len) {
            return State::No;
        }
        let first = at + 1;
        let second = self.marks[first].end as usize;
        let is_text = |child: usize| self.entries.get(child).is_some_and(|e| e.key == "text");
        let child = match entry.len {
            2 if is_text(first) => second,
            2 if !is_text(second) => return State::No,
            _ => first,
        };
        match (self.entries[child].key, self.entries[child].sort) {
            ("none", _) => State::None,
            ("elsewhere", _) => State::Elsewhere,
            ("on_request", Sort::Text) => State::OnRequest,
            _ => State::No,
        }
    }
}

impl Document<'_> {
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
    fn entry(self) -> &'v Entry<'v> {
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
        let entry = self.entry();
        match (entry.sort, entry.content) {
            (Sort::List, _) => Is::List,
            (Sort::Map, _) => Is::Map,
            (_, Content::Text(text)) => Is::Text(text),
            (Sort::Bool, Content::Written(Node::Bool(is))) => Is::Bool(*is),
            (Sort::Int, Content::Written(Node::Int(number))) => Is::Int(*number),
            (Sort::Float, Content::Written(Node::Float(number))) => Is::Float(*number),
            _ => Is::Null,
        }
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
        match self.entry().content {
            Content::Text(text) => Some(text),
            Content::Written(_) => None,
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
        self.children().find(|child| child.mark().sign == sign && child.key() == key)
    }

    /// The value to which keys lead, one after the other.
    pub fn down(self, keys: &[&str]) -> Option<Value<'v>> {
        keys.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The values below it, at any depth, that stand under a key, in the order of what is around them.
    pub fn below(self, name: &Name) -> Vec<Value<'v>> {
        let first = self.at + 1;
        let marks = self.document.marks.get(first as usize..self.mark().end as usize).unwrap_or_default();
        let alike = (first..).zip(marks).filter(|(_, mark)| mark.sign == name.sign).map(|(at, _)| self.with(at));
        let mut found: Vec<Value> = alike.filter(|value| value.key() == &*name.text && value.is_named()).collect();
        found.sort_by_key(|value| value.entry().parent);
        found
    }

    /// Whether it stands under a key.
    fn is_named(self) -> bool {
        self.parent().is_some_and(|around| around.entry().sort == Sort::Map)
    }

    /// Its key in the mapping around it.
    #[inline]
    pub fn key(self) -> &'v str {
        self.entry().key
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
impl<'a> Document<'a> {
    /// A document of JSON, to follow paths in.
    pub fn of_json(json: &'a serde_json::Value) -> Document<'a> {
        fn put<'a>(writer: &mut Writer<'a>, key: &'a str, value: &'a serde_json::Value) {
            writer.open(key.into(), node(value), NodeId(0), false);
            fill(writer, value);
            writer.close();
        }
        fn fill<'a>(writer: &mut Writer<'a>, value: &'a serde_json::Value) {
            match value {
                serde_json::Value::Array(list) => list.iter().for_each(|v| put(writer, "", v)),
                serde_json::Value::Object(map) => map.iter().for_each(|(k, v)| put(writer, k, v)),
                _ => {}
            }
        }
        fn node(value: &serde_json::Value) -> &'static Node {
            Box::leak(Box::new(match value {
                serde_json::Value::Null => Node::Null,
                serde_json::Value::Bool(is) => Node::Bool(*is),
                serde_json::Value::Number(n) => Node::Int(n.as_i64().unwrap()),
                serde_json::Value::String(text) => Node::Text(text.as_str().into()),
                serde_json::Value::Array(_) => Node::List(Children::new()),
                serde_json::Value::Object(_) => Node::Map(Children::new()),
            }))
        }
        if !json.is_object() {
            let mut writer = Writer { marks: Vec::new(), entries: Vec::new(), of_nodes: vec![0; 8], open: Vec::new() };
            writer.open("".into(), node(json), NodeId(0), false);
            fill(&mut writer, json);
            return writer.finish();
        }
        let mut writer = Writer::new(8);
        fill(&mut writer, json);
        writer.finish()
    }
}
