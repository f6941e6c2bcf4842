//! JSON as it is written: short things on one line, and what holds other things below it, so that people can read it and compare two versions.
//!
//! It goes straight into one text. Where a line may be broken is noted on the way; once a list or object is closed, its size decides, and at the end the
//! breaks that are left are put in.

use crate::web::escape;

/// What holds other things stays on one line up to this size.
const SHORT: usize = 120;

/// The name of an entry as it is written, and how long it is.
#[derive(Clone, Copy)]
pub(super) struct Key {
    written: &'static str,
    length: usize,
}

impl Key {
    /// A key with its quotes and the colon behind it.
    pub(super) const fn new(written: &'static str) -> Self {
        Key { written, length: written.len() - "\"\":".len() }
    }
}

/// A key; its name has nothing to be escaped.
macro_rules! key {
    ($name:literal) => {
        const { $crate::web::data::json::Key::new(concat!("\"", $name, "\":")) }
    };
}

pub(super) use key;

/// JSON that is being written.
pub(super) struct Json {
    out: String,
    /// Where lines break: before which byte of `out`, and how deep the next line stands. Those of what is still open are not certain yet.
    breaks: Vec<(usize, usize)>,
    /// How many lists and objects are open.
    depth: usize,
    open: Holder,
}

/// The list or object that is open.
#[derive(Default)]
struct Holder {
    /// Whether something is in it.
    begun: bool,
    /// Whether it holds lists or objects. What holds only words and numbers is never broken: a paragraph is one line however long it is.
    holds_holders: bool,
    /// 2 for itself and for each value and key, the bytes of texts and keys (an escaped character counts as itself), and what stands between them.
    size: usize,
}

impl Json {
    /// Room for about so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Json { out: String::with_capacity(bytes), breaks: Vec::with_capacity(bytes / 64), depth: 0, open: Holder::default() }
    }

    /// An object, whose entries `body` writes: a key, then a value.
    pub(super) fn object(&mut self, body: impl FnOnce(&mut Self)) {
        self.holder('{', '}', body);
    }

    /// A list; `body` announces each of its items.
    pub(super) fn list(&mut self, body: impl FnOnce(&mut Self)) {
        self.holder('[', ']', body);
    }

    /// A list of things, each written by `write`.
    pub(super) fn list_of<T>(&mut self, things: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        self.list(|json| {
            for thing in things {
                json.item();
                write(json, thing);
            }
        });
    }

    fn holder(&mut self, start: char, end: char, body: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.open, Holder { size: 2, ..Holder::default() });
        self.out.push(start);
        let certain = self.breaks.len();
        self.depth += 1;
        self.breaks.push((self.out.len(), self.depth));
        body(self);
        self.depth -= 1;
        let inner = std::mem::replace(&mut self.open, outer);
        if inner.holds_holders && inner.size > SHORT {
            self.breaks.push((self.out.len(), self.depth));
        } else {
            // What it holds is no larger, and is not broken either.
            self.breaks.truncate(certain);
        }
        self.out.push(end);
        self.open.holds_holders = true;
        self.open.size += inner.size;
    }

    /// The next item of a list follows.
    pub(super) fn item(&mut self) {
        self.next();
        self.open.size += 1;
    }

    /// The next entry of an object follows.
    #[inline]
    pub(super) fn key(&mut self, key: Key) {
        self.next();
        self.open.size += 4 + key.length;
        self.out.push_str(key.written);
    }

    #[inline]
    fn next(&mut self) {
        if self.open.begun {
            self.out.push(',');
            self.breaks.push((self.out.len(), self.depth));
        }
        self.open.begun = true;
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        self.text_of(|json| json.piece(text));
    }

    /// A text whose pieces `body` writes.
    pub(super) fn text_of(&mut self, body: impl FnOnce(&mut Self)) {
        self.open.size += 2;
        self.out.push('"');
        body(self);
        self.out.push('"');
    }

    /// A piece of a text.
    pub(super) fn piece(&mut self, text: &str) {
        self.open.size += text.len();
        escape::json(text, &mut self.out);
    }

    /// A piece of a text that `write` adds, without anything to be escaped.
    pub(super) fn plain_piece(&mut self, write: impl FnOnce(&mut String)) {
        let before = self.out.len();
        write(&mut self.out);
        self.open.size += self.out.len() - before;
    }

    /// A number.
    pub(super) fn number(&mut self, number: u64) {
        self.open.size += 2;
        escape::digits(number, &mut self.out);
    }

    /// Yes or no.
    pub(super) fn bool(&mut self, value: bool) {
        self.open.size += 2;
        self.out.push_str(if value { "true" } else { "false" });
    }

    /// An entry with a text.
    #[inline]
    pub(super) fn entry(&mut self, key: Key, text: &str) {
        self.key(key);
        self.text(text);
    }

    /// An entry with a text, left out where there is none.
    #[inline]
    pub(super) fn entry_if_any(&mut self, key: Key, text: &str) {
        if !text.is_empty() {
            self.entry(key, text);
        }
    }

    /// An entry with a text, left out without one; an empty one is told.
    #[inline]
    pub(super) fn entry_if_some(&mut self, key: Key, text: Option<&str>) {
        if let Some(text) = text {
            self.entry(key, text);
        }
    }

    /// All of it, laid out and ending in a new line.
    pub(super) fn finish(self) -> String {
        /// Deeper lines get theirs one by one.
        const BLANKS: &str = "\n                                ";
        let deep: usize = self.breaks.iter().map(|(_, depth)| depth + 1).sum();
        let mut out = String::with_capacity(self.out.len() + deep + 1);
        let mut done = 0;
        for (at, depth) in self.breaks {
            out.push_str(&self.out[done..at]);
            out.push_str(BLANKS.get(..=depth).unwrap_or(BLANKS));
            (BLANKS.len()..=depth).for_each(|_| out.push(' '));
            done = at;
        }
        out.push_str(&self.out[done..]);
        out.push('\n');
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// A value by the writer.
    fn laid_out(value: &Value) -> String {
        let mut json = Json::with_capacity(0);
        write(&mut json, value);
        json.finish()
    }

    fn write(json: &mut Json, value: &Value) {
        match value {
            Value::Null => {}
            Value::Bool(value) => json.bool(*value),
            Value::Number(number) => json.number(number.as_u64().unwrap_or_default()),
            Value::String(text) => json.text(text),
            Value::Array(items) => json.list_of(items, write),
            Value::Object(entries) => json.object(|json| {
                for (key, value) in entries {
                    json.key(Key::new(format!("{}:", json!(key)).leak()));
                    write(json, value);
                }
            }),
        }
    }

    /// The rule once more, from the values alone: size, then text.
    fn size(value: &Value) -> usize {
        match value {
            Value::Array(items) => 2 + items.iter().map(|item| 1 + size(item)).sum::<usize>(),
            Value::Object(entries) => 2 + entries.iter().map(|(key, value)| 4 + key.len() + size(value)).sum::<usize>(),
            Value::String(text) => 2 + text.len(),
            _ => 2,
        }
    }

    fn expected(value: &Value, depth: usize) -> String {
        let inner: Vec<(String, &Value)> = match value {
            Value::Array(items) => items.iter().map(|item| (String::new(), item)).collect(),
            Value::Object(entries) => entries.iter().map(|(key, value)| (format!("{}:", json!(key)), value)).collect(),
            other => return other.to_string(),
        };
        let is_holder = |value: &Value| matches!(value, Value::Array(_) | Value::Object(_));
        if size(value) <= SHORT || !inner.iter().any(|(_, value)| is_holder(value)) {
            return value.to_string();
        }
        let line = |depth: usize| format!("\n{}", " ".repeat(depth));
        let inner: Vec<String> =
            inner.iter().map(|(key, value)| format!("{}{key}{}", line(depth + 1), expected(value, depth + 1))).collect();
        let (start, end) = if value.is_array() { ('[', ']') } else { ('{', '}') };
        format!("{start}{}{}{end}", inner.join(","), line(depth))
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let text = prop_oneof![Just("健".repeat(40)), "[\\x00-\u{2030}]{0,40}", "[ -~]{0,90}"];
        let leaf = prop_oneof![any::<bool>().prop_map(Value::from), any::<u64>().prop_map(Value::from), text.prop_map(Value::from)];
        leaf.prop_recursive(6, 60, 6, |inner| {
            let entries = prop::collection::vec(("[a-z_$]{1,12}", inner.clone()), 0..6);
            prop_oneof![
                prop::collection::vec(inner, 0..6).prop_map(Value::from),
                entries.prop_map(|entries| Value::Object(entries.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_value_is_laid_out_by_the_rule(value in any_value()) {
            prop_assert_eq!(laid_out(&value), format!("{}\n", expected(&value, 0)));
        }
    }

    #[test]
    fn short_things_stay_on_a_line() {
        assert_eq!(laid_out(&json!({"a": [], "b": {"c": [1, 2]}})), "{\"a\":[],\"b\":{\"c\":[1,2]}}\n");
    }

    #[test]
    fn what_holds_much_is_broken_and_a_paragraph_is_not() {
        let long = "健".repeat(100);
        let expected = format!("{{\n \"nodes\":[\n  {{\"text\":\"{long}\"}},\n  {{\"text\":\"\\\"\"}}\n ]\n}}\n");
        assert_eq!(laid_out(&json!({"nodes": [{"text": long}, {"text": "\""}]})), expected);
    }

    #[test]
    fn deep_things_stand_as_deep_as_they_are() {
        let deep = (0..40).fold(json!("健".repeat(50)), |inner, _| json!([inner]));
        assert_eq!(laid_out(&deep), format!("{}\n", expected(&deep, 0)));
    }

    /// A list in a list counts 2 for each, a text 2 and its characters, each entry 1 for its comma: just as many as fit stay on the line.
    #[test]
    fn the_measure_is_exact() {
        let of = |length: usize| laid_out(&json!([["\n".repeat(length)]])).lines().count();
        assert_eq!(of(SHORT - 8), 1);
        assert_eq!(of(SHORT - 7), 3);
        let of = |length: usize| laid_out(&json!({"k": {"l": "\u{1}".repeat(length), "m": 12}})).lines().count();
        assert_eq!(of(SHORT - 23), 1);
        assert_eq!(of(SHORT - 22), 3);
    }
}
