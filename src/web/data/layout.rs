//! How JSON stands on the page: short things on one line, and what holds other things below it, so that people can read it and compare two versions.
//!
//! It works on the text of JSON without blanks, as `serde_json` writes it, so that nothing is built only to be laid out.

use memchr::{memchr, memchr2};

/// What holds other things stays on one line up to this many bytes.
const SHORT: usize = 120;

/// The text of JSON without blanks, laid out and ending in a new line.
pub(super) fn text(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 4);
    let signs = signs(json);
    let broken = broken(json, &signs);
    let mut holders = broken.iter();
    // For what is open around the place: whether it is broken into lines.
    let mut open: Vec<bool> = Vec::new();
    let mut depth = 0;
    let mut done = 0;
    for (at, byte) in signs {
        match byte {
            b'[' | b'{' => {
                let is_broken = holders.next().copied().unwrap_or(false);
                open.push(is_broken);
                if is_broken {
                    out.push_str(&json[done..=at]);
                    done = at + 1;
                    depth += 1;
                    line(depth, &mut out);
                }
            }
            b']' | b'}' => {
                let was_broken = open.pop() == Some(true);
                if was_broken {
                    out.push_str(&json[done..at]);
                    done = at;
                    depth -= 1;
                    line(depth, &mut out);
                }
            }
            b',' if open.last() == Some(&true) => {
                out.push_str(&json[done..=at]);
                done = at + 1;
                line(depth, &mut out);
            }
            _ => {}
        }
    }
    out.push_str(&json[done..]);
    out.push('\n');
    out
}

fn line(depth: usize, out: &mut String) {
    /// Deeper lines get theirs one by one.
    const BLANKS: &str = "                                ";
    out.push('\n');
    out.push_str(BLANKS.get(..depth).unwrap_or(BLANKS));
    (BLANKS.len()..depth).for_each(|_| out.push(' '));
}

/// A list or object that is open, while its size is counted.
struct Holder {
    /// Which one it is, in the order in which they begin.
    number: usize,
    is_object: bool,
    holds_holders: bool,
    /// How many values it has.
    values: usize,
    /// Bytes: two for every value, the characters of texts and keys, and what stands between them.
    size: usize,
}

impl Holder {
    /// A value begins in it; the values of an object come after a key.
    fn value(&mut self) {
        self.values += 1;
    }

    fn size(&self) -> usize {
        // A comma for each entry of a list; a colon, a comma and quotes for each of an object, whose keys were counted as values too.
        if self.is_object { 2 + self.size + self.values / 2 * 2 } else { 2 + self.size + self.values }
    }
}

/// For every list and object, in the order in which they begin: whether it is broken into lines.
/// What holds only words and numbers never is: a paragraph is one line however long it is.
fn broken(json: &str, signs: &[(usize, u8)]) -> Vec<bool> {
    let mut broken = Vec::new();
    let mut open: Vec<Holder> = Vec::new();
    // Behind the last sign: there the next text, number or word begins.
    let mut before = 0;
    for (at, byte) in signs.iter().copied() {
        // What stands between two signs is a text, a number or a word.
        let scalar = &json.as_bytes()[before..at];
        before = at + 1;
        if let Some(holder) = open.last_mut().filter(|_| !scalar.is_empty()) {
            holder.value();
            holder.size += 2 + length(scalar);
        }
        match byte {
            b'[' | b'{' => {
                if let Some(holder) = open.last_mut() {
                    holder.value();
                    holder.holds_holders = true;
                }
                open.push(Holder { number: broken.len(), is_object: byte == b'{', holds_holders: false, values: 0, size: 0 });
                broken.push(false);
            }
            b']' | b'}' => {
                if let Some(holder) = open.pop() {
                    let size = holder.size();
                    broken[holder.number] = holder.holds_holders && size > SHORT;
                    if let Some(outer) = open.last_mut() {
                        outer.size += size;
                    }
                }
            }
            _ => {}
        }
    }
    broken
}

/// How many characters a text has, in bytes; nothing else counts.
fn length(scalar: &[u8]) -> usize {
    let Some(text) = scalar.strip_prefix(b"\"").and_then(|text| text.strip_suffix(b"\"")) else { return 0 };
    let (mut length, mut rest) = (text.len(), text);
    while let Some(at) = memchr(b'\\', rest) {
        // `\n` is one character, and so is `\u001f`: only control characters are written so.
        let escape = if rest.get(at + 1) == Some(&b'u') { 6 } else { 2 };
        length -= escape - 1;
        rest = rest.get(at + escape..).unwrap_or_default();
    }
    length
}

/// The brackets, commas and colons of JSON that stand in no text, with their places.
fn signs(json: &str) -> Vec<(usize, u8)> {
    let bytes = json.as_bytes();
    let mut signs = Vec::with_capacity(bytes.len() / 16);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_text(bytes, at + 1),
            b'[' | b'{' | b']' | b'}' | b',' | b':' => {
                signs.push((at, byte));
                at += 1;
            }
            _ => at += 1,
        }
    }
    signs
}

/// Where a text ends whose first character stands at `from`: behind its quote.
fn end_of_text(bytes: &[u8], mut from: usize) -> usize {
    while let Some(sign) = bytes.get(from..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        from += sign;
        if bytes.get(from) == Some(&b'"') {
            return from + 1;
        }
        from += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn laid_out(value: &Value) -> String {
        text(&value.to_string())
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
    fn what_is_laid_out_reads_the_same() {
        let value =
            json!({"é\"": ["健".repeat(99), {"x": {"y": [null, true, -1.5, "\n\u{1f}\\"]}}], "z": [["健".repeat(50)], [[]]], "[,": "{:"});
        assert_eq!(serde_json::from_str::<Value>(&laid_out(&value)).ok(), Some(value));
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
