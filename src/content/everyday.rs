//! Everyday YAML: keys, dashes, texts on one line, lists and mappings in brackets, `&name` and `*name`. Nearly all content is written so, and is read
//! here without an event for every word of it. What else there may be is no error: the library reads the file then, and says what is wrong with it.
//!
//! On the way it sees whether anything may be a trap of YAML (`lexical`): only then is the text looked at for them.

use super::children::Children;
use super::excerpt::Excerpt;
use super::glance;
use super::lexical::{is_yes_no, lacks_blank, of_value};
use super::parse::{MAX_DEPTH, Scalar, State};
use super::places::Places;
use super::tree::{NodeId, Step, Tree, Value};
use arcstr::ArcStr;
use granit_parser::ScalarStyle;
use memchr::{memchr, memchr2, memmem};
use std::collections::BTreeMap;
use std::ops::Range;

/// Up to so many values may be repeated by `*name`; the library has a measure of its own.
const MAX_REPEATED: usize = 1000;
/// Longer keys are no keys to the library.
const LONGEST_KEY: usize = 200;
/// What is nested deeper is looked at by others too.
const DEEP: usize = 30;

/// A text, and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Seen<'t> {
    /// The text of the file.
    file: &'t ArcStr,
    /// Where in it the text begins.
    start: usize,
    /// The text.
    pub text: &'t str,
    /// Whether a glance found nothing but words and line feeds.
    quiet: bool,
}

impl<'t> Seen<'t> {
    /// A stretch of a file.
    pub(super) fn of(file: &'t ArcStr, range: Range<usize>, quiet: bool) -> Seen<'t> {
        Seen { file, start: range.start, text: file.get(range).unwrap_or_default(), quiet }
    }
}

/// What was read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Everyday {
    /// No trap is in the text.
    Clean,
    /// Some may be.
    Doubtful,
}

/// Reads a text into a node; none when some of it is not known here: then what stands under the node is of no use. `known` are the keys of the model.
pub(super) fn read(state: &State, file: NodeId, seen: Seen<'_>, known: &[&str]) -> Option<(Everyday, Places)> {
    let text = seen.text;
    is_plain(text, seen.quiet).then_some(())?;
    let bytes = text.as_bytes();
    let places = Places::new(file, text.len());
    let mut reader =
        Reader { state, seen, text, bytes, known, at: 0, line: 0, end: 0, names: BTreeMap::new(), repeated: 0, doubtful: false, places };
    reader.next_line();
    if matches!(reader.peek(), b'[' | b'{') {
        reader.flow(file, 0)?;
        reader.end_line()?;
    } else {
        reader.block(file, reader.column(), 0)?;
    }
    let clean = if reader.doubtful { Everyday::Doubtful } else { Everyday::Clean };
    (reader.at == text.len()).then_some((clean, reader.places))
}

/// Whether a text has only characters that mean the same to everybody: line ends are LF, and nothing is a tab, a control or another line end.
fn is_plain(text: &str, quiet: bool) -> bool {
    let bytes = text.as_bytes();
    let odd = |at: usize| match bytes.get(at..).unwrap_or_default() {
        [0xE2, 0x80, third, ..] => matches!(third, 0xA8 | 0xA9),
        [0xEF, 0xBB, third, ..] => *third == 0xBF,
        [0xEF, 0xBF, third, ..] => matches!(third, 0xBE | 0xBF),
        _ => true,
    };
    let begins = |token: &&str| text.starts_with(*token);
    let marks = ["\n---", "\n..."].iter().any(|mark| memmem::find(bytes, mark.as_bytes()).is_some());
    !marks && !["%", "---", "..."].iter().any(begins) && (quiet || !glance::suspects(bytes).any(odd))
}

/// A text in which a backslash stands before quotes and backslashes.
fn unescaped(text: &str) -> Excerpt {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    out.into()
}

/// Whether a word that YAML 1.1 takes for true or false may begin so.
fn may_say_yes(first: u8) -> bool {
    matches!(first, b'y' | b'Y' | b'n' | b'N' | b'o' | b'O')
}

/// What a plain text in brackets ends at, may not have in it, or may have only beside certain others.
static STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let all = *b",]}[{?\n:#";
    let mut i = 0;
    while i < all.len() {
        stops[all[i] as usize] = true;
        i += 1;
    }
    stops
};

/// Whether a value stands on its line.
enum Inline {
    /// It stands on this line.
    Done,
    /// Nothing stands on this line.
    Nothing,
}

struct Reader<'t, 's, 'a> {
    state: &'s State<'a>,
    seen: Seen<'t>,
    text: &'t str,
    bytes: &'t [u8],
    /// The keys of the model, in alphabetical order.
    known: &'s [&'s str],
    /// The next byte. Between values that is the first word of a line.
    at: usize,
    /// Where the line begins.
    line: usize,
    /// Where the line ends for which that was asked last: nothing before is read any more.
    end: usize,
    names: BTreeMap<&'t str, NodeId>,
    repeated: usize,
    /// Whether something may be a trap.
    doubtful: bool,
    /// Where the values stand.
    places: Places,
}

impl<'t> Reader<'t, '_, '_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    /// What is written there.
    fn excerpt(&self, range: Range<usize>) -> Excerpt {
        Excerpt::of(self.seen.file, range.start + self.seen.start..range.end + self.seen.start)
    }

    fn peek(&self) -> u8 {
        self.byte(self.at)
    }

    fn column(&self) -> usize {
        self.at - self.line
    }

    fn skip_blanks(&mut self) {
        while self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
    }

    /// Whether a blank or the end of the line is there.
    fn is_gap(&self, at: usize) -> bool {
        matches!(self.byte(at), b' ' | b'\n')
    }

    /// Where the line ends.
    fn line_end(&mut self) -> usize {
        if self.end < self.at || self.end == 0 {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            self.end = memchr(b'\n', rest).map_or(self.text.len(), |n| self.at + n);
        }
        self.end
    }

    /// Goes to the first word of this line or a later one, comments left out.
    fn next_line(&mut self) {
        while self.at < self.text.len() {
            self.skip_blanks();
            match self.peek() {
                b'#' => self.at = self.line_end(),
                b'\n' if self.at < self.text.len() => {
                    self.at += 1;
                    self.line = self.at;
                }
                _ => return,
            }
        }
    }

    /// The rest of a line behind a value: nothing, or a comment after a blank.
    fn end_line(&mut self) -> Option<()> {
        let before = self.at;
        self.skip_blanks();
        let ends = self.peek() == b'\n' || self.peek() == b'#' && before < self.at;
        self.doubt_comment();
        ends.then(|| self.next_line())
    }

    /// ` #1` was probably meant to be read.
    fn doubt_comment(&mut self) {
        if self.peek() == b'#' {
            let word = self.text.get(self.at + 1..).and_then(|rest| rest.chars().next());
            self.doubtful |= word.is_some_and(char::is_alphanumeric);
        }
    }

    fn doubt_key(&mut self, key: &str) {
        let first = key.as_bytes().first().copied().unwrap_or_default();
        self.doubtful |= (may_say_yes(first) || first >= 0x80) && is_yes_no(key.trim())
            || !key.is_ascii() && (key.contains('：') || key.starts_with(char::is_whitespace));
    }

    /// `key` is that of the value, if it has one of its own; else it may be any.
    fn doubt_value(&mut self, text: &str, key: Option<&str>) {
        let first = text.as_bytes().first().copied().unwrap_or_default();
        self.doubtful |= match first {
            // These are the first bytes of all blanks that are not ASCII.
            0xC2 | 0xE1..=0xE3 => text.starts_with(char::is_whitespace),
            first if first.is_ascii_digit() || may_say_yes(first) => {
                of_value(text.trim(), |keys| key.is_none_or(|key| keys.contains(&key))).is_some()
            }
            _ => false,
        };
    }

    fn is_dash(&self) -> bool {
        self.bytes.get(self.at) == Some(&b'-') && self.is_gap(self.at + 1)
    }

    /// A list or mapping in lines of its own, which begins here.
    fn block(&mut self, node: NodeId, column: usize, depth: usize) -> Option<()> {
        (depth < MAX_DEPTH && self.at < self.text.len()).then_some(())?;
        self.doubtful |= depth > DEEP;
        if self.is_dash() { self.dashes(node, column, depth + 1) } else { self.keys(node, column, depth + 1) }
    }

    /// Makes a value below a list or mapping, with the key that stands there.
    fn add(&mut self, parent: NodeId, step: Step, key: Range<usize>) -> Option<NodeId> {
        let node = self.state.add(parent, step)?;
        self.places.add(key);
        Some(node)
    }

    fn dashes(&mut self, node: NodeId, column: usize, depth: usize) -> Option<()> {
        self.state.set(node, Value::List(Children::new()));
        let (start, mut last) = (self.at, None);
        let mut index = 0;
        while self.at < self.text.len() && self.column() == column && self.is_dash() {
            let item = self.add(node, Step::Index(index), 0..0)?;
            last = Some(item);
            index += 1;
            self.at += 1;
            self.skip_blanks();
            if !self.is_gap(self.at) && self.peek() != b'#' && (self.is_dash() || self.key().is_some()) {
                self.block(item, self.column(), depth)?;
            } else {
                self.value(item, None, column, column + 1, depth)?;
            }
        }
        self.places.set(node, start..self.places.end_of(last)?, None);
        // Deeper lines would go on with what was read; less deep ones belong to what is around it.
        (self.at == self.text.len() || self.column() <= column).then_some(())
    }

    fn keys(&mut self, node: NodeId, column: usize, depth: usize) -> Option<()> {
        self.state.set(node, Value::Map(Children::new()));
        let (start, mut last) = (self.at, None);
        while self.at < self.text.len() && self.column() == column && !self.is_dash() {
            let key = self.key()?;
            let entry = self.add(node, Step::Key(key.into()), self.at..self.at + key.len())?;
            last = Some(entry);
            self.at += key.len() + 1;
            self.doubt_key(key);
            self.value(entry, Some(key), column, column, depth)?;
        }
        self.places.set(node, start..self.places.end_of(last)?, None);
        self.state.find_twins(node);
        (self.at == self.text.len() || self.column() < column).then_some(())
    }

    /// A key that begins here and has its colon on the same line.
    fn key(&mut self) -> Option<&'t str> {
        let first = self.peek();
        (first.is_ascii_alphabetic() || first == b'_' || first >= 0x80).then_some(())?;
        let end = self.line_end();
        let rest = self.bytes.get(self.at..end)?;
        let mut from = 0;
        let colon = loop {
            let at = from + memchr2(b':', b'#', rest.get(from..)?)?;
            match rest.get(at) {
                Some(b':') if self.is_gap(self.at + at + 1) => break at,
                Some(b'#') if at > 0 && rest.get(at - 1) == Some(&b' ') => return None,
                _ => from = at + 1,
            }
        };
        let key = self.text.get(self.at..self.at + colon)?;
        let is_text = matches!(Scalar::of(key), Scalar::Text) && key.len() <= LONGEST_KEY && !key.ends_with(' ');
        is_text.then_some(key)
    }

    /// What stands behind a key, or a dash, of a column: on its line, or on the next ones, at least so deep in the case of a list.
    fn value(&mut self, node: NodeId, key: Option<&str>, column: usize, least: usize, depth: usize) -> Option<()> {
        self.skip_blanks();
        let name = self.name()?;
        match self.inline(node, key, depth)? {
            Inline::Done => {}
            Inline::Nothing => {
                self.next_line();
                let (here, ended) = (self.column(), self.at == self.text.len());
                if !ended && (here > column || here >= least && self.is_dash()) {
                    self.block(node, here, depth)?;
                    if here == column {
                        self.places.begin_with_first(node, self.text);
                    }
                } else {
                    self.places.lose();
                    name.is_none().then(|| self.state.set_empty(node))?;
                }
            }
        }
        self.names.extend(name.map(|name| (name, node)));
        // A line that is deeper goes on with the text, which only the library knows to do.
        (self.at == self.text.len() || self.column() <= column).then_some(())
    }

    /// `&name`, if it stands here.
    fn name(&mut self) -> Option<Option<&'t str>> {
        if self.peek() != b'&' {
            return Some(None);
        }
        self.at += 1;
        let name = self.word()?;
        self.is_gap(self.at).then_some(())?;
        self.skip_blanks();
        self.places.lose();
        // Within what it names it means nothing.
        self.names.remove(name);
        Some(Some(name))
    }

    fn word(&mut self) -> Option<&'t str> {
        let rest = self.text.get(self.at..)?;
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).filter(|word| !word.is_empty())
    }

    /// A value on this line, and the way to the next one.
    fn inline(&mut self, node: NodeId, key: Option<&str>, depth: usize) -> Option<Inline> {
        match self.peek() {
            b'\n' | b'#' => {
                self.doubt_comment();
                return Some(Inline::Nothing);
            }
            b'*' => {
                self.at += 1;
                let name = self.word()?;
                let named = *self.names.get(name)?;
                self.repeat(named, node, depth)?;
            }
            b'[' | b'{' => self.flow(node, depth)?,
            b'"' | b'\'' => self.quoted(node)?,
            _ => {
                let end = self.plain_end()?;
                if key.is_none() {
                    let text = self.text.get(self.at..end)?;
                    let colon = memchr(b':', text.as_bytes()).is_some() || text.contains('：');
                    self.doubtful |= colon && lacks_blank(text.trim_end(), false, self.known).is_some();
                }
                self.plain(node, key, end)?;
            }
        }
        self.end_line()?;
        Some(Inline::Done)
    }

    /// Where a plain text ends on its line.
    fn plain_end(&mut self) -> Option<usize> {
        let end = self.line_end();
        let line = self.bytes.get(self.at..end)?;
        let mut from = 0;
        while let Some(at) = memchr2(b':', b'#', line.get(from..)?).map(|at| from + at) {
            match (line.get(at), line.get(at + 1)) {
                (Some(b'#'), _) if at > 0 && line.get(at - 1) == Some(&b' ') => return Some(self.at + at),
                // The library says what is wrong with it.
                (Some(b':'), None | Some(b' ')) => return None,
                _ => from = at + 1,
            }
        }
        Some(self.at + line.len())
    }

    /// A plain text that ends there, blanks left out.
    fn plain(&mut self, node: NodeId, key: Option<&str>, end: usize) -> Option<()> {
        let text = self.text.get(self.at..end)?.trim_end_matches(' ');
        let first = text.bytes().next()?;
        let begins = first.is_ascii_alphanumeric() || first >= 0x80 || matches!(first, b'<' | b'(' | b'/' | b'_' | b'.' | b'+' | b'~');
        begins.then_some(())?;
        self.doubt_value(text, key);
        let range = self.at..self.at + text.len();
        self.places.set(node, range.clone(), Some(ScalarStyle::Plain));
        self.at = range.end;
        match Scalar::of(text) {
            Scalar::Text => self.state.set(node, Value::Text(self.excerpt(range))),
            Scalar::Whole(number) => self.state.set(node, Value::Int(number)),
            Scalar::Bool(is) => self.state.set(node, Value::Bool(is)),
            Scalar::Other => self.state.resolve(node, text)?,
        }
        Some(())
    }

    /// A text in quotes on one line, in which only quotes and backslashes may be escaped.
    fn quoted(&mut self, node: NodeId) -> Option<()> {
        let quote = self.peek();
        let line_end = self.line_end();
        let rest = self.bytes.get(self.at + 1..line_end)?;
        let (mut end, mut escaped) = (0, false);
        loop {
            end += memchr2(quote, b'\\', rest.get(end..)?)?;
            match rest.get(end)? {
                b'\\' if quote == b'"' => {
                    matches!(rest.get(end + 1), Some(b'"' | b'\\')).then_some(())?;
                    (end, escaped) = (end + 2, true);
                }
                b if *b == quote => break,
                _ => end += 1,
            }
        }
        let closed = quote == b'"' || rest.get(end + 1) != Some(&b'\'');
        let text = self.text.get(self.at + 1..self.at + 1 + end).filter(|_| closed)?;
        // A key may have been put in quotes with the text before it.
        self.doubtful |= text.contains(": ");
        let said = if escaped { unescaped(text) } else { self.excerpt(self.at + 1..self.at + 1 + end) };
        self.state.set(node, Value::Text(said));
        let style = if quote == b'"' { ScalarStyle::DoubleQuoted } else { ScalarStyle::SingleQuoted };
        self.places.set(node, self.at..self.at + end + 2, Some(style));
        self.at += end + 2;
        Some(())
    }

    /// `[…]` or `{…}`.
    fn flow(&mut self, node: NodeId, depth: usize) -> Option<()> {
        (depth < MAX_DEPTH).then_some(())?;
        self.doubtful |= depth > DEEP;
        let is_list = self.peek() == b'[';
        let close = if is_list { b']' } else { b'}' };
        self.state.set(node, if is_list { Value::List(Children::new()) } else { Value::Map(Children::new()) });
        let start = self.at;
        self.at += 1;
        let mut index = 0;
        loop {
            self.flow_gap();
            if self.peek() == close {
                self.at += 1;
                break;
            }
            let from = self.at;
            let key = if is_list { None } else { Some(self.flow_key()?) };
            let range = key.map_or(0..0, |key| from..from + key.len());
            let entry = self.add(node, key.map_or(Step::Index(index), |key| Step::Key(key.into())), range)?;
            index += 1;
            self.flow_value(entry, key, depth + 1)?;
            self.flow_gap();
            match self.peek() {
                b',' => self.at += 1,
                b if b == close => {}
                _ => return None,
            }
        }
        self.places.set(node, start..self.at, None);
        if !is_list {
            self.state.find_twins(node);
        }
        Some(())
    }

    /// Blanks and line ends within brackets.
    fn flow_gap(&mut self) {
        loop {
            self.skip_blanks();
            if self.bytes.get(self.at) != Some(&b'\n') {
                return;
            }
            self.at += 1;
            self.line = self.at;
        }
    }

    fn flow_key(&mut self) -> Option<&'t str> {
        let key = self.key().filter(|key| !key.contains([',', '[', ']', '{', '}', '?', '"', '\'']))?;
        self.at += key.len() + 1;
        self.doubt_key(key);
        self.skip_blanks();
        Some(key)
    }

    fn flow_value(&mut self, node: NodeId, key: Option<&str>, depth: usize) -> Option<()> {
        match self.peek() {
            b'[' | b'{' => self.flow(node, depth),
            b'"' | b'\'' => self.quoted(node),
            _ => {
                let rest = self.bytes.get(self.at..)?;
                let mut end = 0;
                loop {
                    end += rest.get(end..)?.iter().position(|b| STOPS[usize::from(*b)])?;
                    let odd = match rest.get(end) {
                        Some(b'#') => end == 0 || rest.get(end - 1) == Some(&b' '),
                        Some(b':') => {
                            rest.get(end + 1).is_none_or(|next| *next == b' ' || STOPS[usize::from(*next)] && !matches!(next, b':' | b'#'))
                        }
                        _ => break,
                    };
                    (!odd).then_some(())?;
                    end += 1;
                }
                // On the next line the text might go on.
                let after = rest.iter().skip(end).find(|b| !matches!(b, b' ' | b'\n'));
                matches!(after, Some(b',' | b']' | b'}')).then_some(())?;
                self.plain(node, key, self.at + end)
            }
        }
    }

    /// `*name`: what is named, once more, with all that was said of it.
    fn repeat(&mut self, named: NodeId, node: NodeId, depth: usize) -> Option<()> {
        self.repeated += 1;
        self.places.lose();
        (self.repeated <= MAX_REPEATED && depth <= MAX_DEPTH).then_some(())?;
        let value = self.state.with(|tree: &Tree| tree.value(named).clone());
        let (children, is_map) = match value {
            Value::List(children) => (children, false),
            Value::Map(children) => (children, true),
            Value::Null => {
                self.state.set_empty(node);
                return Some(());
            }
            value => {
                self.state.set(node, value);
                return Some(());
            }
        };
        (depth < MAX_DEPTH).then_some(())?;
        self.state.set(node, if is_map { Value::Map(Children::new()) } else { Value::List(Children::new()) });
        for child in children.iter().copied() {
            let step = self.state.with(|tree: &Tree| tree.entry(child).step.clone());
            let entry = self.add(node, step, 0..0)?;
            self.repeat(child, entry, depth + 1)?;
        }
        if is_map {
            self.state.find_twins(node);
        }
        Some(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::keys::KEYS;
    use super::super::lexical;
    use super::super::parse::tests::{by_library, here};
    use super::Everyday;
    use proptest::prelude::*;

    /// Whether a text is read here; then it is what the library reads.
    fn is_known(text: &str) -> bool {
        let Some((tree, problems, read)) = here(text) else { return false };
        if read == Everyday::Clean {
            let looked = lexical::look(text, KEYS);
            assert!(looked.findings.is_empty() && looked.too_deep.is_none(), "{:?} {text}", looked.findings);
        }
        let (library, said) = by_library(text).unwrap_or_else(|| panic!("the library does not read what is read here:\n{text}"));
        assert_eq!(tree, library, "{text}");
        assert_eq!(problems, said, "{text}");
        true
    }

    #[test]
    fn everyday_forms_are_read_as_the_library_reads_them() {
        for text in [
            "a: b",
            "a: b\n",
            "\n# c\na: b # c\n\n  # c\nb: c#d\n",
            "- a\n- b: c\n  d: e\n-   f: g\n-\n  - h\n- - i\n  - j\n",
            "a:\n- b\n- c\nd:\n  - e\nf:\n  g:\n      h: i\n",
            "a: [b, c d, <law:appi/1>, https://example.or.jp/, 'e', \"f, g\", [], {}, {h: i, j: [k]}]\n",
            "a: [b,\n  c,\n d\n]\nb: {c: d,\n  e: f, }\n",
            "a: &x {b: c, d: [e]}\nf: *x\ng: &y\n  - h: &z i\nj: *y\nk: *z # c\n",
            "a: &x 1\nb: &x 2\nc: *x\n",
            "a: 1\nb: 007\nc: 1.5\nd: 2026-12-01\ne: 12月1日\nf: true\nm: false\nn: TRUE\no: 03-0000-0000\np: 1-\ng: Null of\nh: +1\ni: ~\nj: .5\nk: 0x1F\nl: 12345678901234567890\n",
            "a:\nb: # c\nc:\n  -\n  - x\nd:\n",
            "a: \"\"\nb: ''\n組合: 例示\na b: c\n_: d\n",
            "a: b\na: c\nd: {e: f, e: g}\n",
            "# c\n[]\n",
            "{a: b, c: [d]} # e\n",
            "a: \"b\\\"c\\\\\"\nd: {e#f: g#h, i: j#}\nk: 'l\\m'\n",
            "a: it's, [so] {to} say? \"no\" & * ! | > % @ -\n",
            "  a: b\n  c: d\n",
            "pages:\n  - {id: home, path: \"\", blocks: [page:introduction, {id: news, heading: 新しいお知らせ, block: notices}]}\n",
        ] {
            assert!(is_known(text), "{text}");
        }
    }

    #[test]
    fn all_else_is_left_to_the_library() {
        for text in [
            "",
            "a",
            "# a",
            "[a] b",
            "{a: b}\nc: d\n",
            "a: |\n  b\n",
            "a: >-\n  b\n",
            "a: b\n  c\n",
            "a: 'it''s'\n",
            "a: \"b\\n\"\n",
            "a: \"b\n  c\"\n",
            "a: b: c\n",
            "a: b:\n",
            "- a\nb: c\n",
            "a: b\n- c\n",
            "a:\n    b: c\n  d: e\n",
            "? a\n: b\n",
            "\"a\": b\n",
            "1: b\n",
            "true: b\n",
            "a : b\n",
            "a: !x b\n",
            "a: *x\n",
            "a: &x\n",
            "a: &x [*x]\n",
            "&x a: b\n",
            "a: [b: c]\n",
            "a: [b, , c]\n",
            "a: {b, c: d}\n",
            "a: {b: , c: d}\n",
            "a: [b\n",
            "a: [b] c\n",
            "a: \"b\"c\n",
            "a: \"b\": c\n",
            "a: @b\n",
            "a: `b\n",
            "a: %b\n",
            "a: - b\n",
            "a:\tb\n",
            "a: b\r\n",
            "a: b\n---\nc: d\n",
            "---\na: b\n",
            "%YAML 1.2\n",
            "a: b\u{85}c: d\n",
            "a: b\u{2028}c\n",
            "a: b\u{7}\n",
            "a: [b #c\n]\n",
            "a: [#b]\n",
            "a: [b\n c]\n",
            "a: \"\\u3042\"\n",
            "a: [b, # c\n c]\n",
            "a: [b?]\n",
            "a: [b:]\n",
            "a: [-1]\n",
        ] {
            assert!(!is_known(text), "{text}");
        }
    }

    #[test]
    fn limits_are_those_of_the_library() {
        let deep = |n: usize| (0..n).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<String>();
        assert!(is_known(&format!("{}{}b: c\n", deep(40), " ".repeat(40))));
        assert!(!is_known(&format!("{}{}b: c\n", deep(70), " ".repeat(70))));
        assert!(!is_known(&format!("a: {}\n", "[".repeat(70) + &"]".repeat(70))));
        let again = format!("a: &x [{}]\nb: [c]\n{}", "d, ".repeat(99), (0..20).map(|i| format!("e{i}: *x\n")).collect::<String>());
        assert!(!is_known(&again), "too much is repeated");
    }

    #[test]
    fn nearly_all_of_the_example_is_read_here() {
        let (mut read, mut left) = (0, Vec::new());
        for entry in walkdir::WalkDir::new("content").sort_by_file_name() {
            let path = entry.unwrap().into_path();
            if path.extension().is_some_and(|e| e == "yaml") {
                let text = crate::fs::read(&path).unwrap();
                if is_known(std::str::from_utf8(&text).unwrap()) { read += 1 } else { left.push(path) }
            }
        }
        assert!(read > 25 && left.len() <= 3, "{read} {left:?}");
    }

    /// Pieces of lines as people write them, and as they go wrong.
    const PIECES: [&str; 44] = [
        "a",
        "b",
        "組合",
        "1",
        "2026-12-01",
        "true",
        "~",
        "null",
        "a b",
        "c#d",
        " # e",
        "#f",
        ": ",
        ":",
        ":\n",
        "- ",
        "-",
        "-\n",
        "\n",
        "\n  ",
        "\n    ",
        "  ",
        " ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        "\"",
        "'",
        "\"g\"",
        "'h'",
        "&x ",
        "*x",
        "?",
        "!t ",
        "|\n",
        "<law:a/1>",
        "k: v\n",
        "- i\n",
        "{l: m}",
        "[n, o]",
        "a: ",
    ];

    /// A line of a mapping or list, with an indentation.
    pub fn line() -> impl Strategy<Value = String> {
        let value = prop_oneof![
            Just(String::new()),
            proptest::sample::select(vec![
                " x",
                " 組合の1",
                " 12",
                " \"q: r\"",
                " 's'",
                " [t, u: v]",
                " [w, x]",
                " {a: b, c: [d]}",
                " &x y",
                " *x",
                " # z",
                " - a",
                " b: c",
                " 1.0",
                " &x",
                " {a: &x b}",
            ])
            .prop_map(str::to_owned)
        ];
        let key =
            proptest::sample::select(vec!["", "- ", "- - ", "-", "a:", "b:", "- a:", "- b:", "\"c\":", "組合:", "1:", "# ", "", "a b:"]);
        (0..5usize, key, value).prop_map(|(depth, key, value)| format!("{}{key}{value}\n", " ".repeat(depth)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn what_is_read_here_is_what_the_library_reads(lines in proptest::collection::vec(line(), 1..7)) {
            is_known(&lines.concat());
        }

        #[test]
        fn so_it_is_of_what_may_be_a_number_or_a_word(value in "[-0-9]{1,7}|[-+.0-9a-fx_]{1,6}|[tT][rR][uU][eE]|[fF]alse|[a-z]{4}") {
            is_known(&format!("a: {value}\n"));
        }

        #[test]
        fn so_it_is_whatever_the_pieces(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 1..12)) {
            is_known(&pieces.concat());
        }
    }
}
