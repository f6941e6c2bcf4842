//! Texts without quotes: plain ones, also over several lines, and block texts.

use super::{Scanner, Trap};
use std::ops::Range;

impl Scanner<'_> {
    /// A plain text, block text, alias, or a text that begins with a special character.
    pub(super) fn text_value(&mut self, key: Option<&Range<usize>>) {
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
            // `address： {postal_code: 100-0000, text: …`: the colons are right but for the first, which was told already.
            if !key.is_some_and(|key| self.has_wide_colon(key)) {
                self.find(Trap::ColonInText, self.trimmed(start..end));
            }
            return self.next_line();
        }
        let end = self.plain_end();
        self.check_cut(end, false);
        self.check_value(start..end, key);
        self.next_line();
        self.continuation(end, dash);
    }

    /// Whether what was taken for a key has a full-width colon in it.
    fn has_wide_colon(&self, key: &Range<usize>) -> bool {
        self.looked.findings.iter().rev().any(|f| f.trap == Trap::WideColon && f.bytes.start == key.start)
    }

    /// How many blanks begin the line that holds a byte.
    fn indentation(&self, at: usize) -> usize {
        self.bytes[self.line_start(at)..].iter().take_while(|b| **b == b' ').count()
    }

    /// Where a plain text ends on this line.
    pub(super) fn plain_end(&self) -> usize {
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
