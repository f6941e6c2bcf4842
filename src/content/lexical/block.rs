//! Lines: indentation, keys, dashes, and texts that run over several lines.

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
            self.skip_blanks();
            if self.ends_here() {
                self.pending = true;
                return self.next_line();
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
    fn key_end(&self, from: usize) -> Option<usize> {
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

    fn dash_without_blank(&self) -> bool {
        let next = self.byte(self.at + 1);
        self.peek() == b'-' && !next.is_ascii_digit() && !matches!(next, b'-' | b'.') && !self.is_blank_or_end(self.at + 1)
    }

    /// A plain text, block text, alias, or a text that begins with a special character.
    fn text_value(&mut self, key: Option<&Range<usize>>) {
        match self.peek() {
            b'|' | b'>' if self.is_block_header() => self.block_text(),
            _ if self.special_first(&[]) => self.next_line(),
            _ => self.plain(key),
        }
    }

    fn plain(&mut self, key: Option<&Range<usize>>) {
        let start = self.at;
        let dash = self.dash_without_blank() && self.line_start(start) + self.indentation(start) == start;
        if dash {
            self.find(Trap::DashNoBlank, start..self.plain_end());
        }
        if let Some(colon) = self.key_end(start) {
            let end = self.plain_end().max(colon + 1);
            self.find(Trap::ColonInText, self.trimmed(start..end));
            return self.next_line();
        }
        let end = self.plain_end();
        self.check_cut(end, false);
        self.check_value(start..end, key);
        self.next_line();
        self.continuation(end, dash);
    }

    /// How many blanks begin the line that holds a byte.
    fn indentation(&self, at: usize) -> usize {
        self.bytes[self.line_start(at)..].iter().take_while(|b| **b == b' ').count()
    }

    /// Where a plain text ends on this line.
    fn plain_end(&self) -> usize {
        let line_end = self.line_end(self.at);
        let mut end = line_end;
        let mut from = self.at;
        while let Some(hash) = self.bytes[from..line_end].iter().position(|b| *b == b'#').map(|i| from + i) {
            if hash > self.at && matches!(self.byte(hash - 1), b' ' | b'\t') {
                end = hash;
                break;
            }
            from = hash + 1;
        }
        self.trimmed(self.at..end).end
    }

    /// The lines that go on with a plain text which ends at `end`; `dash` when it began with a dash that lacks its blank.
    fn continuation(&mut self, mut end: usize, dash: bool) {
        let mut folded = false;
        while let Some(words) = self.continues() {
            self.at = words;
            if self.key_end(words).is_some() && !self.is_quoted(words) {
                self.find(Trap::Misindented, words..self.plain_end());
                self.at = self.line_start(words);
                return;
            }
            let next_end = self.plain_end();
            if self.peek() == b'-' && self.is_blank_or_end(words + 1) {
                self.find(Trap::DashFolded, words..next_end);
                folded = true;
            } else if dash && self.dash_without_blank() {
                self.find(Trap::DashNoBlank, words..next_end);
            } else if !folded && self.text[end..words].matches('\n').count() == 1 && self.meets_japanese(end, words) {
                self.find(Trap::Folded, words..next_end);
                folded = true;
            }
            self.check_cut(next_end, false);
            end = next_end;
            self.next_line();
        }
    }

    /// Where the words of the next line with words begin, if it goes on with a plain text.
    fn continues(&self) -> Option<usize> {
        let mut at = self.at;
        while at < self.bytes.len() {
            let end = self.line_end(at);
            let line = &self.text[at..end];
            let words = line.trim_start_matches([' ', '\t']);
            if words.is_empty() {
                at = (end + 1).min(self.bytes.len());
                continue;
            }
            let column = line.len() - words.len();
            let odd = line[..column].contains('\t') || words.starts_with(char::is_whitespace);
            let deeper = self.parent.map_or(column > 0, |p| column > p);
            return (deeper && !odd && !words.starts_with('#')).then_some(at + column);
        }
        None
    }

    fn is_quoted(&self, at: usize) -> bool {
        matches!(self.byte(at), b'"' | b'\'')
    }

    /// Whether a full-width character stands on either side of a line end.
    pub(super) fn meets_japanese(&self, before: usize, after: usize) -> bool {
        let wide = |c: char| u32::from(c) >= 0x1100;
        self.text[..before].chars().next_back().is_some_and(wide) || self.text[after..].chars().next().is_some_and(wide)
    }

    /// `|`, `>-`, `|2+`, and nothing else on the line but a comment.
    fn is_block_header(&self) -> bool {
        let rest = &self.text[self.at + 1..self.line_end(self.at)];
        let rest = rest.trim_start_matches(|c: char| matches!(c, '+' | '-' | '1'..='9'));
        rest.trim().is_empty() || rest.trim_start().starts_with('#') && rest.starts_with([' ', '\t'])
    }

    /// The lines of a block text.
    fn block_text(&mut self) {
        let folds = self.peek() == b'>';
        self.next_line();
        let mut reported = !folds;
        let mut before: Option<(usize, usize)> = None;
        while self.at < self.bytes.len() {
            let end = self.line_end(self.at);
            let line = &self.text[self.at..end];
            let column = line.len() - line.trim_start_matches(' ').len();
            let words = self.trimmed(self.at..end);
            if words.is_empty() {
                before = None;
            } else if self.parent.map_or(self.columns.is_empty() || column > 0, |p| column > p) {
                let joined = before.is_some_and(|(c, e)| c == column && self.meets_japanese(e, words.start));
                if joined && !reported {
                    self.find(Trap::Folded, words.clone());
                    reported = true;
                }
                before = Some((column, words.end));
            } else {
                return;
            }
            self.next_line();
        }
    }
}
