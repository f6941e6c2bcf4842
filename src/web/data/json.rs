//! JSON as it is written: what holds something and is one of many begins a line of its own, so that two versions can be compared line by line. Nothing
//! else breaks a line, and nothing is indented: it goes straight into one text.

use crate::web::escape;

/// The name of an entry as it is written, with its quotes and the colon behind it.
#[derive(Clone, Copy)]
pub(super) struct Key(&'static str);

impl Key {
    /// A key as it is written.
    pub(super) const fn new(written: &'static str) -> Self {
        Key(written)
    }
}

/// A key; its name has nothing to be escaped.
macro_rules! key {
    ($name:literal) => {
        $crate::web::data::json::Key::new(concat!("\"", $name, "\":"))
    };
}

pub(super) use key;

/// JSON that is being written.
pub(super) struct Json {
    out: String,
}

impl Json {
    /// Room for about so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Json { out: String::with_capacity(bytes) }
    }

    /// An object, whose entries `body` writes: a key, then a value.
    #[inline]
    pub(super) fn object(&mut self, body: impl FnOnce(&mut Self)) {
        self.open_object();
        body(self);
        self.close_object();
    }

    /// A list; `body` announces each of its items.
    #[inline]
    pub(super) fn list(&mut self, body: impl FnOnce(&mut Self)) {
        self.open_list();
        body(self);
        self.close_list();
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

    /// An object begins.
    pub(super) fn open_object(&mut self) {
        self.line();
        self.out.push('{');
    }

    /// It ends.
    pub(super) fn close_object(&mut self) {
        self.out.push('}');
    }

    /// A list begins.
    pub(super) fn open_list(&mut self) {
        self.line();
        self.out.push('[');
    }

    /// It ends.
    pub(super) fn close_list(&mut self) {
        self.out.push(']');
    }

    /// What stands behind no key is the item of a list, or all there is.
    #[inline]
    fn line(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b':')) {
            self.out.push('\n');
        }
    }

    /// The next item of a list follows.
    #[inline]
    pub(super) fn item(&mut self) {
        // Neither a text nor a number nor what is closed ends so.
        if !matches!(self.out.as_bytes().last(), Some(b'{' | b'[')) {
            self.out.push(',');
        }
    }

    /// The next entry of an object follows.
    #[inline]
    pub(super) fn key(&mut self, key: Key) {
        self.item();
        self.out.push_str(key.0);
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        self.text_of(|json| json.piece(text));
    }

    /// A text whose pieces `body` writes.
    #[inline]
    pub(super) fn text_of(&mut self, body: impl FnOnce(&mut Self)) {
        self.out.push('"');
        body(self);
        self.out.push('"');
    }

    /// A piece of a text.
    #[inline]
    pub(super) fn piece(&mut self, text: &str) {
        escape::json(text, &mut self.out);
    }

    /// A piece of a text that `write` adds, without anything to be escaped.
    #[inline]
    pub(super) fn plain_piece(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.out);
    }

    /// A number.
    pub(super) fn number(&mut self, number: u64) {
        escape::digits(number, &mut self.out);
    }

    /// Yes or no.
    pub(super) fn bool(&mut self, value: bool) {
        self.out.push_str(if value { "true" } else { "false" });
    }

    /// An entry with a text.
    #[inline]
    pub(super) fn entry(&mut self, key: Key, text: &str) {
        self.key(key);
        self.text(text);
    }

    /// An entry with a word of the program, in which nothing is to be escaped; left out where there is none.
    #[inline]
    pub(super) fn word_if_any(&mut self, key: Key, word: &'static str) {
        if !word.is_empty() {
            self.key(key);
            self.out.push('"');
            self.out.push_str(word);
            self.out.push('"');
        }
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

    /// All of it, ending in a new line.
    pub(super) fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// A value by the writer.
    fn written(value: &Value) -> String {
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

    /// The rule once more, from the values alone.
    fn expected(value: &Value) -> String {
        let item = |value: &Value| match value {
            Value::Array(_) | Value::Object(_) => format!("\n{}", expected(value)),
            other => other.to_string(),
        };
        match value {
            Value::Array(items) => format!("[{}]", items.iter().map(item).collect::<Vec<_>>().join(",")),
            Value::Object(entries) => {
                let entry = |(key, value): (&String, &Value)| format!("{}:{}", json!(key), expected(value));
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
            }
            other => other.to_string(),
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let text = prop_oneof![Just("健".repeat(40)), "[\\x00-\u{2030}]{0,40}", "[ -~]{0,90}", "[\\[{:,]{0,2}"];
        let leaf = prop_oneof![any::<bool>().prop_map(Value::from), any::<u64>().prop_map(Value::from), text.prop_map(Value::from)];
        leaf.prop_recursive(6, 60, 6, |inner| {
            let entries = prop::collection::vec(("[a-z_$:{\\[]{1,12}", inner.clone()), 0..6);
            prop_oneof![
                prop::collection::vec(inner, 0..6).prop_map(Value::from),
                entries.prop_map(|entries| Value::Object(entries.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_value_is_written_by_the_rule(value in any_value()) {
            let written = written(&value);
            prop_assert_eq!(&written, &format!("{}\n", expected(&value)));
            prop_assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
        }
    }

    #[test]
    fn what_holds_something_and_is_one_of_many_begins_a_line() {
        let value = json!({"a": [], "b": {"c": [1, "[", "{"]}, "nodes": [{"text": "\""}, [[]], {}], "d": [true, {}]});
        let expected = "{\"a\":[],\"b\":{\"c\":[1,\"[\",\"{\"]},\"nodes\":[\n{\"text\":\"\\\"\"},\n[\n[]],\n{}],\"d\":[true,\n{}]}\n";
        assert_eq!(written(&value), expected);
    }
}
