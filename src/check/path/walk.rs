//! Follows a path through a document.

use super::{Located, Order, Step, Test};
use serde_json::{Map, Value};
use std::fmt::Write;

/// The values that the steps lead to.
pub fn select<'v>(steps: &[Step], document: &'v Value, closed: fn(&Value) -> bool) -> Vec<Located<'v>> {
    let mut walk = Walk { closed, way: Vec::new(), found: Vec::new() };
    walk.go(steps, document);
    walk.found
}

/// The step to a child.
#[derive(Clone, Copy)]
enum To<'v> {
    Key(&'v str),
    Index(usize),
}

struct Walk<'v> {
    closed: fn(&Value) -> bool,
    /// From the document to where we are: made a pointer only when something is found.
    way: Vec<To<'v>>,
    found: Vec<Located<'v>>,
}

impl<'v> Walk<'v> {
    fn go(&mut self, steps: &[Step], value: &'v Value) {
        let Some((step, rest)) = steps.split_first() else {
            let pointer = self.pointer();
            return self.found.push((pointer, value));
        };
        if !self.way.is_empty() && (self.closed)(value) {
            return;
        }
        match step {
            Step::Below(step) => {
                self.step(step, rest, value);
                self.children(value, |walk, child| walk.go(steps, child));
            }
            step => self.step(step, rest, value),
        }
    }

    fn step(&mut self, step: &Step, rest: &[Step], value: &'v Value) {
        match step {
            Step::Name(name) => {
                if let Some((key, child)) = value.as_object().and_then(|o| entry(o, name)) {
                    self.way.push(To::Key(key));
                    self.go(rest, child);
                    self.way.pop();
                }
            }
            Step::All => self.children(value, |walk, child| walk.go(rest, child)),
            Step::Filter(test) => self.children(value, |walk, child| {
                if test.holds(child) {
                    walk.go(rest, child);
                }
            }),
            // No step stands inside `..` but a name, `*` or a filter.
            Step::Below(_) => {}
        }
    }

    fn children(&mut self, value: &'v Value, visit: impl Fn(&mut Self, &'v Value)) {
        let mut at = |to: To<'v>, child: &'v Value| {
            self.way.push(to);
            visit(self, child);
            self.way.pop();
        };
        match value {
            Value::Array(list) => list.iter().enumerate().for_each(|(i, v)| at(To::Index(i), v)),
            Value::Object(map) => map.iter().for_each(|(k, v)| at(To::Key(k), v)),
            _ => {}
        }
    }

    fn pointer(&self) -> String {
        let mut out = String::with_capacity(self.way.len() * 12);
        for to in &self.way {
            out.push('/');
            match to {
                To::Key(key) if key.contains(['~', '/']) => out.push_str(&key.replace('~', "~0").replace('/', "~1")),
                To::Key(key) => out.push_str(key),
                To::Index(i) => _ = write!(out, "{i}"),
            }
        }
        out
    }
}

impl Test {
    fn holds(&self, value: &Value) -> bool {
        match self {
            Test::Any(tests) => tests.iter().any(|t| t.holds(value)),
            Test::Every(tests) => tests.iter().all(|t| t.holds(value)),
            Test::Not(test) => !test.holds(value),
            Test::Exists(steps) => exists(steps, value),
            Test::Compare(names, order, literal) => order.holds(down(names, value), literal),
            Test::Found(names, expression) => down(names, value).and_then(Value::as_str).is_some_and(|t| expression.is_match(t)),
        }
    }
}

/// The entry of a key: in a small mapping it is found sooner than its hash is made.
fn entry<'v>(map: &'v Map<String, Value>, key: &str) -> Option<(&'v String, &'v Value)> {
    if map.len() <= 12 { map.iter().find(|(k, _)| *k == key) } else { map.get_key_value(key) }
}

/// The value of a path of names.
fn down<'v>(names: &[String], value: &'v Value) -> Option<&'v Value> {
    names.iter().try_fold(value, |v, name| Some(entry(v.as_object()?, name)?.1))
}

/// Whether steps lead to anything.
fn exists(steps: &[Step], value: &Value) -> bool {
    match steps.split_first() {
        None => true,
        Some((Step::Below(step), rest)) => leads(step, rest, value) || any_child(value, |v| exists(steps, v)),
        Some((step, rest)) => leads(step, rest, value),
    }
}

/// Whether one step, and then the rest, lead to anything.
fn leads(step: &Step, rest: &[Step], value: &Value) -> bool {
    match step {
        Step::Name(name) => value.as_object().and_then(|o| entry(o, name)).is_some_and(|(_, v)| exists(rest, v)),
        Step::All => any_child(value, |v| exists(rest, v)),
        Step::Filter(test) => any_child(value, |v| test.holds(v) && exists(rest, v)),
        Step::Below(_) => false,
    }
}

fn any_child(value: &Value, is: impl Fn(&Value) -> bool) -> bool {
    match value {
        Value::Array(list) => list.iter().any(is),
        Value::Object(map) => map.values().any(is),
        _ => false,
    }
}

impl Order {
    /// As RFC 9535 compares: nothing equals no literal, and only like is before like.
    fn holds(self, left: Option<&Value>, right: &Value) -> bool {
        let equal = || left.is_some_and(|l| same(l, right));
        let less = |l: &Value, r: &Value| match (l, r) {
            (Value::Number(l), Value::Number(r)) => l.as_f64() < r.as_f64(),
            (Value::String(l), Value::String(r)) => l < r,
            _ => false,
        };
        let before = || left.is_some_and(|l| less(l, right));
        let after = || left.is_some_and(|l| less(right, l));
        match self {
            Order::Equal => equal(),
            Order::NotEqual => !equal(),
            Order::Less => before(),
            Order::LessOrEqual => before() || equal(),
            Order::Greater => after(),
            Order::GreaterOrEqual => after() || equal(),
        }
    }
}

fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(l), Value::Number(r)) => l.as_f64() == r.as_f64(),
        _ => left == right,
    }
}
