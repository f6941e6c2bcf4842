//! Follows a path through a document.

use super::{Literal, Order, Step, Test};
use crate::check::view::document::Name;
use crate::check::view::{Is, Value};
use std::ops::ControlFlow::{self, Break, Continue};

/// Visits the values that the steps lead to and that do not stand inside a state, until one is enough.
pub fn visit<'v>(steps: &[Step], document: Value<'v>, mut each: impl FnMut(Value<'v>) -> ControlFlow<()>) -> ControlFlow<()> {
    Walk { heeds_states: true, each: &mut each }.go(steps, document)
}

struct Walk<'e, F> {
    /// Whether what stands inside a state is left out. The document itself is never a state.
    heeds_states: bool,
    each: &'e mut F,
}

impl<'v, F: FnMut(Value<'v>) -> ControlFlow<()>> Walk<'_, F> {
    fn go(&mut self, steps: &[Step], value: Value<'v>) -> ControlFlow<()> {
        let Some((step, rest)) = steps.split_first() else { return (self.each)(value) };
        if self.is_closed(value) {
            return Continue(());
        }
        match step {
            Step::Below(step) => self.below(step, rest, value),
            step => self.step(step, rest, value),
        }
    }

    fn is_closed(&self, value: Value) -> bool {
        self.heeds_states && value.is_state() && !value.is_root()
    }

    fn step(&mut self, step: &Step, rest: &[Step], value: Value<'v>) -> ControlFlow<()> {
        match step {
            Step::Name(name) => value.named(name).map_or(Continue(()), |child| self.go(rest, child)),
            Step::All => value.children().try_for_each(|child| self.go(rest, child)),
            Step::Filter(test) => value.children().filter(|child| test.holds(*child)).try_for_each(|child| self.go(rest, child)),
            // No step stands inside `..` but a name, `*` or a filter.
            Step::Below(_) => Continue(()),
        }
    }

    /// A step from a value, and then from each value below it.
    fn below(&mut self, step: &Step, rest: &[Step], value: Value<'v>) -> ControlFlow<()> {
        if let Step::Name(name) = step {
            let mut found = value.below(name);
            found.retain(|v| !self.is_shut(*v, value));
            return found.into_iter().try_for_each(|v| self.go(rest, v));
        }
        self.step(step, rest, value)?;
        let inner = value.children().filter(|child| !child.is_empty());
        inner.into_iter().try_for_each(|child| if self.is_closed(child) { Continue(()) } else { self.below(step, rest, child) })
    }

    /// Whether anything between two values is a state.
    fn is_shut(&self, inner: Value, outer: Value) -> bool {
        let between = std::iter::successors(inner.parent(), |v| v.parent()).take_while(|v| v.place() != outer.place());
        self.heeds_states && between.into_iter().any(|v| v.is_state())
    }
}

impl Test {
    fn holds(&self, value: Value) -> bool {
        match self {
            Test::Any(tests) => tests.iter().any(|t| t.holds(value)),
            Test::Every(tests) => tests.iter().all(|t| t.holds(value)),
            Test::Not(test) => !test.holds(value),
            Test::Exists(steps) => anywhere(steps, value, &mut |_| Break(())).is_break(),
            Test::Compare(names, order, literal) => order.holds(down(names, value), literal),
            Test::Found(names, expression) => down(names, value).and_then(Value::as_str).is_some_and(|t| expression.is_match(t)),
            Test::Count(steps, order, number) => {
                let mut count = 0u32;
                _ = anywhere(steps, value, &mut |_| {
                    count += 1;
                    Continue(())
                });
                order.compares(count, *number)
            }
        }
    }
}

/// Visits the values that steps lead to, inside states too.
fn anywhere<'v, F: FnMut(Value<'v>) -> ControlFlow<()>>(steps: &[Step], value: Value<'v>, each: &mut F) -> ControlFlow<()> {
    match steps {
        // What most tests ask: whether something stands under a key.
        [Step::Name(name)] => value.named(name).map_or(Continue(()), each),
        _ => dynamic(steps, value, each),
    }
}

/// The same for all steps; tests stand within tests, so that what is done with each value is given by reference.
fn dynamic<'v>(steps: &[Step], value: Value<'v>, mut each: &mut dyn FnMut(Value<'v>) -> ControlFlow<()>) -> ControlFlow<()> {
    Walk { heeds_states: false, each: &mut each }.go(steps, value)
}

/// The value of a path of names.
fn down<'v>(names: &[Name], value: Value<'v>) -> Option<Value<'v>> {
    names.iter().try_fold(value, |v, name| v.named(name))
}

impl Order {
    /// As RFC 9535 compares: nothing equals no literal, and only like is before like.
    fn holds(self, left: Option<Value>, right: &Literal) -> bool {
        let Some(left) = left else { return self == Order::NotEqual };
        match (left.is(), right) {
            (Is::Text(l), Literal::Text(r)) => self.compares(l, r.as_str()),
            (Is::Int(l), Literal::Number(r)) => self.compares(l as f64, f64::from(*r)),
            (Is::Float(l), Literal::Number(r)) => self.compares(l, f64::from(*r)),
            (Is::Bool(l), Literal::Bool(r)) => match self {
                Order::Equal => l == *r,
                Order::NotEqual => l != *r,
                _ => false,
            },
            _ => self == Order::NotEqual,
        }
    }

    fn compares<T: PartialOrd>(self, left: T, right: T) -> bool {
        match self {
            Order::Equal => left == right,
            Order::NotEqual => left != right,
            Order::Less => left < right,
            Order::LessOrEqual => left <= right,
            Order::Greater => left > right,
            Order::GreaterOrEqual => left >= right,
        }
    }
}
