//! Traps of YAML that it swallows in silence or reports badly, seen on the text itself before it is parsed.
//!
//! One pass over the bytes follows blocks, quotes and brackets as YAML does. Most files need none: `everyday` saw that no trap can be in them.

mod block;
mod flow;
mod quoted;
mod report;
mod scalar;
mod text;
mod trap;

pub(super) use report::diagnostic;
pub(super) use scalar::{is_yes_no, lacks_blank, of_value};
pub(super) use trap::{Finding, Trap};

use std::ops::Range;

/// The most findings of one file; what follows is mostly the same again.
const MAX_FINDINGS: usize = 100;

/// What a look at a text brought.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// The traps, in the order of the text.
    pub findings: Vec<Finding>,
    /// Where it is nested deeper than any content.
    pub too_deep: Option<Range<usize>>,
}

impl Looked {
    /// Whether YAML will surely not understand the text as it is meant.
    pub fn breaks(&self) -> bool {
        self.findings.iter().any(|f| f.trap.breaks())
    }
}

/// Looks for traps. `known` are the keys of the model, in alphabetical order.
pub(super) fn look(text: &str, known: &[&str]) -> Looked {
    let mut scanner = Scanner::new(text, known);
    scanner.run();
    let mut looked = scanner.looked;
    looked.findings.sort_by_key(|f| f.bytes.start);
    looked.findings.truncate(MAX_FINDINGS);
    looked
}

/// Where the pass over a text stands.
struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    known: &'a [&'a str],
    at: usize,
    /// The columns of the lists and mappings that are open.
    columns: Vec<usize>,
    /// The column of the key or dash that the next value belongs to; deeper lines go on with it.
    parent: Option<usize>,
    /// Whether that key or dash still waits for its value.
    pending: bool,
    /// The key above a list in block form.
    list_key: Option<Range<usize>>,
    /// Whether anything but comments was seen yet.
    begun: bool,
    /// Whether brackets are open.
    in_flow: bool,
    looked: Looked,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, known: &'a [&'a str]) -> Self {
        Scanner {
            text,
            bytes: text.as_bytes(),
            known,
            at: 0,
            columns: Vec::new(),
            parent: None,
            pending: false,
            list_key: None,
            begun: false,
            in_flow: false,
            looked: Looked::default(),
        }
    }

    fn find(&mut self, trap: Trap, bytes: Range<usize>) {
        // Ten times the limit are kept, since later looks may take some back.
        if self.looked.findings.len() < 10 * MAX_FINDINGS {
            self.looked.findings.push(Finding { trap, bytes });
        }
    }

    fn peek(&self) -> u8 {
        self.byte(self.at)
    }

    /// The byte there; behind the end a line end.
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    fn is_blank_or_end(&self, at: usize) -> bool {
        matches!(self.byte(at), b' ' | b'\t' | b'\n' | b'\r')
    }

    fn skip_blanks(&mut self) {
        while self.at < self.bytes.len() && matches!(self.bytes[self.at], b' ' | b'\t') {
            self.at += 1;
        }
    }

    /// The end of the line that holds a byte, before its line feed.
    fn line_end(&self, from: usize) -> usize {
        self.bytes[from.min(self.bytes.len())..].iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(self.bytes.len(), |i| from + i)
    }

    /// The beginning of the line that holds a byte.
    fn line_start(&self, from: usize) -> usize {
        self.bytes[..from].iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |i| i + 1)
    }

    /// Goes to the next line.
    fn next_line(&mut self) {
        let end = self.line_end(self.at);
        let crlf = self.bytes[end..].starts_with(b"\r\n");
        self.at = (end + 1 + usize::from(crlf)).min(self.bytes.len());
    }

    /// Without the blanks around it.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.text[range.clone()];
        let start = range.start + text.len() - text.trim_start().len();
        start..(range.start + text.trim_end().len()).max(start)
    }

    fn slice(&self, range: &Range<usize>) -> &'a str {
        &self.text[range.clone()]
    }

    fn is_known(&self, key: &str) -> bool {
        self.known.binary_search(&key).is_ok()
    }

    /// Opens a list or mapping at a column and closes those that are deeper.
    fn open(&mut self, column: usize) {
        while self.columns.last().is_some_and(|c| *c > column) {
            self.columns.pop();
        }
        if self.columns.last() != Some(&column) {
            self.columns.push(column);
        }
        self.check_depth(self.columns.len());
    }

    fn check_depth(&mut self, depth: usize) {
        if depth > super::parse::MAX_DEPTH {
            self.looked.too_deep = Some(self.at..self.at + 1);
            self.at = self.bytes.len();
        }
    }
}
