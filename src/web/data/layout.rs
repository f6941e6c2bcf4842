//! How JSON stands on the page: short things on one line, and what holds other things below it, so that people can read it and compare two versions.

use serde_json::Value;
use std::fmt::Write as _;

/// What holds other things stays on one line up to this many bytes.
const SHORT: usize = 120;

/// The text of a value, ending in a new line.
pub(super) fn text(value: &Value) -> String {
    let mut out = String::new();
    add(value, 0, &mut out);
    out.push('\n');
    out
}

fn add(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Array(values) if !on_one_line(value) => {
            below('[', values, ']', depth, out, |value, out| add(value, depth + 1, out));
        }
        Value::Object(fields) if !on_one_line(value) => {
            below('{', fields, '}', depth, out, |(key, value), out| {
                plain(&Value::from(key.as_str()), out);
                out.push(':');
                add(value, depth + 1, out);
            });
        }
        _ => plain(value, out),
    }
}

fn plain(value: &Value, out: &mut String) {
    // Writing to a string cannot fail.
    _ = write!(out, "{value}");
}

/// Each thing on a line of its own.
fn below<T>(open: char, things: impl IntoIterator<Item = T>, close: char, depth: usize, out: &mut String, one: impl Fn(T, &mut String)) {
    let mut before = open;
    for thing in things {
        out.push(before);
        line(depth + 1, out);
        one(thing, out);
        before = ',';
    }
    line(depth, out);
    out.push(close);
}

fn line(depth: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', depth));
}

/// What holds only words and numbers is never broken: a paragraph is one line however long it is.
fn on_one_line(value: &Value) -> bool {
    let holds = |value: &Value| value.is_object() || value.is_array();
    let flat = match value {
        Value::Array(values) => !values.iter().any(holds),
        Value::Object(fields) => !fields.values().any(holds),
        _ => true,
    };
    flat || is_within(value, SHORT).is_some()
}

/// What is left of `room` after the value, if it has room; never looks at more than that.
fn is_within(value: &Value, room: usize) -> Option<usize> {
    let room = room.checked_sub(2)?;
    match value {
        Value::Array(values) => values.iter().try_fold(room, |room, value| is_within(value, room)?.checked_sub(1)),
        Value::Object(fields) => fields.iter().try_fold(room, |room, (key, value)| is_within(value, room)?.checked_sub(key.len() + 4)),
        Value::String(text) => room.checked_sub(text.len()),
        Value::Null | Value::Bool(_) | Value::Number(_) => Some(room),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn short_things_stay_on_a_line() {
        assert_eq!(text(&json!({"a": [], "b": {"c": [1, 2]}})), "{\"a\":[],\"b\":{\"c\":[1,2]}}\n");
    }

    #[test]
    fn what_holds_much_is_broken_and_a_paragraph_is_not() {
        let long = "健".repeat(100);
        let expected = format!("{{\n \"nodes\":[\n  {{\"text\":\"{long}\"}},\n  {{\"text\":\"\\\"\"}}\n ]\n}}\n");
        assert_eq!(text(&json!({"nodes": [{"text": long}, {"text": "\""}]})), expected);
    }

    #[test]
    fn what_is_laid_out_reads_the_same() {
        let value = json!({"é\"": ["健".repeat(99), {"x": {"y": [null, true, -1.5, "\n"]}}], "z": [["健".repeat(50)], [[]]]});
        assert_eq!(serde_json::from_str::<Value>(&text(&value)).ok(), Some(value));
    }
}
