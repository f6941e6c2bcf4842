//! Everyday YAML: keys, dashes, texts on one line, lists and mappings in brackets, `&name` and `*name`. Nearly all content is written so, and is read
//! here without an event for every word of it. What else there may be is no error: the library reads the file then, and says what is wrong with it.

use super::parse::{MAX_DEPTH, Scalar, State};
use super::tree::{NodeId, Step, Tree, Value};
use std::collections::BTreeMap;

/// Up to so many values may be repeated by `*name`; the library has a measure of its own.
const MAX_REPEATED: usize = 1000;
/// Longer keys are no keys to the library.
const LONGEST_KEY: usize = 200;

/// Reads a text into a node; none when some of it is not known here: then what stands under the node is of no use.
pub(super) fn read(state: &State, file: NodeId, text: &str) -> Option<()> {
    is_plain(text).then_some(())?;
    let mut reader = Reader { state, text, bytes: text.as_bytes(), at: 0, line: 0, names: BTreeMap::new(), repeated: 0 };
    reader.next_line();
    if matches!(reader.peek(), b'[' | b'{') {
        reader.flow(file, 0)?;
        reader.end_line()?;
    } else {
        reader.block(file, reader.column(), 0)?;
    }
    (reader.at == text.len()).then_some(())
}

/// Whether a text has only characters that mean the same to everybody: line ends are LF, and nothing is a tab, a control or another line end.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let odd = |(i, b): (usize, &u8)| match b {
        b'\n' => matches!(bytes.get(i + 1..), Some([b'-', b'-', b'-', ..] | [b'.', b'.', b'.', ..])),
        ..b' ' | 0x7F => true,
        0xC2 => bytes.get(i + 1).is_some_and(|next| *next < 0xA0),
        0xE2 => matches!(bytes.get(i + 1..), Some([0x80, 0xA8 | 0xA9, ..])),
        0xEF => matches!(bytes.get(i + 1..), Some([0xBB, 0xBF, ..] | [0xBF, 0xBE | 0xBF, ..])),
        _ => false,
    };
    let begins = |token: &&str| text.starts_with(*token);
    !bytes.iter().enumerate().any(odd) && !["%", "---", "..."].iter().any(begins)
}

/// A text in which a backslash stands before quotes and backslashes.
fn unescaped(text: &str) -> Box<str> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    out.into()
}

/// Whether a value stands on its line.
enum Inline {
    /// It stands on this line.
    Done,
    /// Nothing stands on this line.
    Nothing,
}

struct Reader<'t, 's, 'a> {
    state: &'s State<'a>,
    text: &'t str,
    bytes: &'t [u8],
    /// The next byte. Between values that is the first word of a line.
    at: usize,
    /// Where the line begins.
    line: usize,
    names: BTreeMap<&'t str, NodeId>,
    repeated: usize,
}

impl<'t> Reader<'t, '_, '_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
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

    fn line_end(&self) -> usize {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        rest.iter().position(|b| *b == b'\n').map_or(self.text.len(), |n| self.at + n)
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
        ends.then(|| self.next_line())
    }

    fn is_dash(&self) -> bool {
        self.bytes.get(self.at) == Some(&b'-') && self.is_gap(self.at + 1)
    }

    /// A list or mapping in lines of its own, which begins here.
    fn block(&mut self, node: NodeId, column: usize, depth: usize) -> Option<()> {
        (depth < MAX_DEPTH && self.at < self.text.len()).then_some(())?;
        if self.is_dash() { self.dashes(node, column, depth + 1) } else { self.keys(node, column, depth + 1) }
    }

    fn dashes(&mut self, node: NodeId, column: usize, depth: usize) -> Option<()> {
        self.state.set(node, Value::List(Vec::new()));
        let mut index = 0;
        while self.at < self.text.len() && self.column() == column && self.is_dash() {
            let item = self.state.add(node, Step::Index(index))?;
            index += 1;
            self.at += 1;
            self.skip_blanks();
            if !self.is_gap(self.at) && self.peek() != b'#' && (self.is_dash() || self.key().is_some()) {
                self.block(item, self.column(), depth)?;
            } else {
                self.value(item, column, column + 1, depth)?;
            }
        }
        // Deeper lines would go on with what was read; less deep ones belong to what is around it.
        (self.at == self.text.len() || self.column() <= column).then_some(())
    }

    fn keys(&mut self, node: NodeId, column: usize, depth: usize) -> Option<()> {
        self.state.set(node, Value::Map(Vec::new()));
        while self.at < self.text.len() && self.column() == column && !self.is_dash() {
            let key = self.key()?;
            let entry = self.state.add(node, Step::Key(key.into()))?;
            self.at += key.len() + 1;
            self.value(entry, column, column, depth)?;
        }
        self.state.find_twins(node);
        (self.at == self.text.len() || self.column() < column).then_some(())
    }

    /// A key that begins here and has its colon on the same line.
    fn key(&self) -> Option<&'t str> {
        let first = self.peek();
        (first.is_ascii_alphabetic() || first == b'_' || first >= 0x80).then_some(())?;
        let rest = self.bytes.get(self.at..)?;
        let colon = rest.iter().enumerate().find_map(|(i, b)| match b {
            b':' if self.is_gap(self.at + i + 1) => Some(Some(i)),
            b'\n' => Some(None),
            b'#' if i > 0 && rest.get(i - 1) == Some(&b' ') => Some(None),
            _ => None,
        })??;
        let key = self.text.get(self.at..self.at + colon)?;
        let is_text = matches!(Scalar::of(key), Scalar::Text) && key.len() <= LONGEST_KEY && !key.ends_with(' ');
        is_text.then_some(key)
    }

    /// What stands behind a key or dash of a column: on its line, or on the next ones, at least so deep in the case of a list.
    fn value(&mut self, node: NodeId, column: usize, least: usize, depth: usize) -> Option<()> {
        self.skip_blanks();
        let name = self.name()?;
        match self.inline(node, depth)? {
            Inline::Done => {}
            Inline::Nothing => {
                self.next_line();
                let (here, ended) = (self.column(), self.at == self.text.len());
                if !ended && (here > column || here >= least && self.is_dash()) {
                    self.block(node, here, depth)?;
                } else {
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
    fn inline(&mut self, node: NodeId, depth: usize) -> Option<Inline> {
        match self.peek() {
            b'\n' | b'#' => return Some(Inline::Nothing),
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
                self.plain(node, end)?;
            }
        }
        self.end_line()?;
        Some(Inline::Done)
    }

    /// Where a plain text ends on its line.
    fn plain_end(&self) -> Option<usize> {
        let end = self.line_end();
        let line = self.bytes.get(self.at..end)?;
        let mut cut = line.len();
        for (i, b) in line.iter().enumerate() {
            match b {
                b'#' if i > 0 && line.get(i - 1) == Some(&b' ') => {
                    cut = i;
                    break;
                }
                // The library says what is wrong with it.
                b':' if matches!(line.get(i + 1), None | Some(b' ')) => return None,
                _ => {}
            }
        }
        Some(self.at + cut)
    }

    /// A plain text that ends there, blanks left out.
    fn plain(&mut self, node: NodeId, end: usize) -> Option<()> {
        let text = self.text.get(self.at..end)?.trim_end_matches(' ');
        let first = text.bytes().next()?;
        let begins = first.is_ascii_alphanumeric() || first >= 0x80 || matches!(first, b'<' | b'(' | b'/' | b'_' | b'.' | b'+' | b'~');
        begins.then_some(())?;
        self.at += text.len();
        match Scalar::of(text) {
            Scalar::Text => self.state.set(node, Value::Text(text.into())),
            Scalar::Whole(number) => self.state.set(node, Value::Int(number)),
            Scalar::Other => self.state.resolve(node, text)?,
        }
        Some(())
    }

    /// A text in quotes on one line, in which only quotes and backslashes may be escaped.
    fn quoted(&mut self, node: NodeId) -> Option<()> {
        let quote = self.peek();
        let rest = self.bytes.get(self.at + 1..)?;
        let (mut end, mut escaped) = (0, false);
        loop {
            match rest.get(end)? {
                b'\n' => return None,
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
        self.state.set(node, Value::Text(if escaped { unescaped(text) } else { text.into() }));
        self.at += end + 2;
        Some(())
    }

    /// `[…]` or `{…}`.
    fn flow(&mut self, node: NodeId, depth: usize) -> Option<()> {
        (depth < MAX_DEPTH).then_some(())?;
        let is_list = self.peek() == b'[';
        let close = if is_list { b']' } else { b'}' };
        self.state.set(node, if is_list { Value::List(Vec::new()) } else { Value::Map(Vec::new()) });
        self.at += 1;
        let mut index = 0;
        loop {
            self.flow_gap();
            if self.peek() == close {
                self.at += 1;
                break;
            }
            let step = if is_list { Step::Index(index) } else { Step::Key(self.flow_key()?.into()) };
            let entry = self.state.add(node, step)?;
            index += 1;
            self.flow_value(entry, depth + 1)?;
            self.flow_gap();
            match self.peek() {
                b',' => self.at += 1,
                b if b == close => {}
                _ => return None,
            }
        }
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
        self.skip_blanks();
        Some(key)
    }

    fn flow_value(&mut self, node: NodeId, depth: usize) -> Option<()> {
        match self.peek() {
            b'[' | b'{' => self.flow(node, depth),
            b'"' | b'\'' => self.quoted(node),
            _ => {
                let rest = self.bytes.get(self.at..)?;
                let end = rest.iter().position(|b| matches!(b, b',' | b']' | b'}' | b'[' | b'{' | b'?' | b'\n'))?;
                // On the next line the text might go on.
                let after = rest.iter().skip(end).find(|b| !matches!(b, b' ' | b'\n'));
                matches!(after, Some(b',' | b']' | b'}')).then_some(())?;
                let comment = rest.get(..end)?.windows(2).any(|pair| pair == b" #");
                (!comment && rest.first() != Some(&b'#')).then_some(())?;
                let colon = rest.get(..end)?.windows(2).any(|pair| pair == b": ") || end > 0 && rest.get(end - 1) == Some(&b':');
                (!colon).then_some(())?;
                self.plain(node, self.at + end)
            }
        }
    }

    /// `*name`: what is named, once more, with all that was said of it.
    fn repeat(&mut self, named: NodeId, node: NodeId, depth: usize) -> Option<()> {
        self.repeated += 1;
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
        self.state.set(node, if is_map { Value::Map(Vec::new()) } else { Value::List(Vec::new()) });
        for child in children {
            let step = self.state.with(|tree: &Tree| tree.entry(child).step.clone());
            let entry = self.state.add(node, step)?;
            self.repeat(child, entry, depth + 1)?;
        }
        if is_map {
            self.state.find_twins(node);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::tests::{by_library, here};
    use proptest::prelude::*;

    /// Whether a text is read here; then it is what the library reads.
    fn is_known(text: &str) -> bool {
        let Some((tree, problems)) = here(text) else { return false };
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
            "a: 1\nb: 007\nc: 1.5\nd: 2026-12-01\ne: 12月1日\nf: true\ng: Null of\nh: +1\ni: ~\nj: .5\nk: 0x1F\nl: 12345678901234567890\n",
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
    fn line() -> impl Strategy<Value = String> {
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
        fn so_it_is_whatever_the_pieces(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 1..12)) {
            is_known(&pieces.concat());
        }
    }
}
