//! Lines: indentation, keys and dashes.

use super::{Scanner, Trap};
use std::ops::Range;

impl Scanner<'_> {
    pub(super) fn run(&mut self) {
        while self.at < self.bytes.len() {
            self.line();
        }
    }

    /// One line, from its beginning; a value may take the lines that follow.
    fn line(&mut self) {
        let start = self.at;
        while self.peek() == b' ' {
            self.at += 1;
        }
        if !self.odd_indentation(start) {
            return self.next_line();
        }
        match self.peek() {
            b'\n' | b'\r' | b'#' => return self.next_line(),
            b'-' | b'.' if self.at == start && self.document_mark() => return,
            b'%' if self.at == start && !self.begun => return self.next_line(),
            _ => {}
        }
        self.begun = true;
        self.entry(start);
    }

    /// Reports tabs and odd blanks before the words of a line and goes past them; answers whether there are words.
    fn odd_indentation(&mut self, start: usize) -> bool {
        if !matches!(self.peek(), b'\t' | 0xC2 | 0xE2 | 0xE3) {
            return true;
        }
        let rest = &self.text[self.at..self.line_end(self.at)];
        let words = rest.trim_start();
        let odd = self.at..self.at + rest.len() - words.len();
        if words.is_empty() || words.starts_with('#') {
            return false;
        }
        if !odd.is_empty() {
            let trap = if rest.starts_with('\t') { Trap::TabIndent } else { Trap::WideIndent };
            self.find(trap, start.max(odd.start)..odd.end);
            self.at = odd.end;
        }
        true
    }

    /// `---` or `...`: the first may stand before everything.
    fn document_mark(&mut self) -> bool {
        let mark = &self.bytes[self.at..self.bytes.len().min(self.at + 3)];
        if !(mark == b"---" || mark == b"...") || !self.is_blank_or_end(self.at + 3) {
            return false;
        }
        let (start, end) = (self.at, self.at + 3);
        let more = self.text[end..].lines().any(|l| !l.trim().is_empty() && !l.trim_start().starts_with('#'));
        if mark == b"---" && self.begun && more {
            self.find(Trap::SecondDocument, start..end);
        }
        self.at = end;
        self.skip_blanks();
        if self.ends_here() {
            self.next_line();
        } else {
            self.begun = true;
            self.parent = None;
            self.node(start, true);
        }
        true
    }

    /// The dashes of a line and what follows them.
    fn entry(&mut self, line: usize) {
        let mut after_dash = false;
        // `? ` and `: ` of the long form of keys count as dashes do.
        while matches!(self.peek(), b'-' | b'?' | b':') && self.is_blank_or_end(self.at + 1) {
            let column = self.at - line;
            self.open(column);
            self.parent = Some(column);
            after_dash = true;
            self.at += 1;
            let blanks = self.at;
            self.skip_blanks();
            if self.ends_here() {
                self.pending = true;
                return self.next_line();
            }
            if self.text[blanks..self.at].contains('\t') {
                self.find(Trap::TabIndent, blanks..self.at);
            }
        }
        self.node(line, after_dash);
    }

    /// Whether nothing but a comment follows on the line.
    fn ends_here(&self) -> bool {
        matches!(self.peek(), b'\n' | b'\r') || (self.peek() == b'#' && self.is_blank_or_end(self.at.saturating_sub(1)))
    }

    /// A key or value at the beginning of a line, or behind a dash.
    fn node(&mut self, line: usize, after_dash: bool) {
        if !after_dash && !self.pending {
            self.list_key = None;
        }
        let column = self.at - line;
        let is_value = after_dash || (self.pending && self.parent.is_none_or(|p| column > p));
        self.pending = false;
        if !self.properties() {
            self.pending = true;
            return self.next_line();
        }
        match self.peek() {
            b'"' | b'\'' | b'[' | b'{' => {
                let start = self.at;
                if self.closed_value() {
                    self.skip_blanks();
                    match self.peek() == b':' && self.is_blank_or_end(self.at + 1) {
                        true => self.key(start..self.at, column),
                        false => self.after_value(start),
                    }
                }
            }
            _ => match self.key_end(self.at) {
                Some(end) if !self.is_special() || self.peek() == b'*' => self.plain_key(end, column),
                _ if is_value => self.value_line(column),
                _ => self.lost_line(column),
            },
        }
    }

    /// Whether the character here cannot begin a plain text.
    fn is_special(&self) -> bool {
        matches!(self.peek(), b'&' | b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`')
    }

    /// Where the colon is that ends a key on this line: a colon with a blank behind it, before any comment.
    pub(super) fn key_end(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            match self.byte(at) {
                b'\n' | b'\r' => return None,
                b':' if self.is_blank_or_end(at + 1) => return Some(at),
                b'#' if at > from && self.is_blank_or_end(at - 1) => return None,
                _ => at += 1,
            }
        }
    }

    fn plain_key(&mut self, colon: usize, column: usize) {
        let key = self.trimmed(self.at..colon);
        self.check_key(&key);
        self.at = colon;
        self.key(key, column);
    }

    /// Behind a key, at its colon: its value.
    fn key(&mut self, key: Range<usize>, column: usize) {
        self.open(column);
        if self.looked.too_deep.is_some() {
            return;
        }
        self.parent = Some(column);
        self.at += 1;
        self.skip_blanks();
        if !self.properties() || self.ends_here() {
            self.check_cut(self.at, true);
            self.pending = true;
            self.list_key = Some(key);
            return self.next_line();
        }
        let start = self.at;
        match self.peek() {
            b'"' | b'\'' | b'[' | b'{' => {
                self.list_key = Some(key);
                if self.closed_value() {
                    self.after_value(start);
                }
                self.list_key = None;
            }
            _ => self.text_value(Some(&key)),
        }
    }

    /// A text on a line of its own, where a value is awaited.
    fn value_line(&mut self, column: usize) {
        if self.parent.is_none_or(|p| column > p) {
            let end = self.plain_end();
            if self.check_blank(self.at..end, false) {
                return self.as_key(column);
            }
        }
        let key = self.list_key.clone();
        self.text_value(key.as_ref());
    }

    /// A line among keys that has no colon.
    fn lost_line(&mut self, column: usize) {
        let end = self.plain_end();
        if self.check_blank(self.at..end, true) {
            return self.as_key(column);
        }
        if self.is_special() || self.dash_without_blank() {
            return self.text_value(None);
        }
        self.next_line();
    }

    /// Goes on as if the line had been a key with its value.
    fn as_key(&mut self, column: usize) {
        self.open(column);
        self.parent = Some(column);
        self.next_line();
    }

    pub(super) fn dash_without_blank(&self) -> bool {
        let next = self.byte(self.at + 1);
        self.peek() == b'-' && !next.is_ascii_digit() && !matches!(next, b'-' | b'.') && !self.is_blank_or_end(self.at + 1)
    }
}
