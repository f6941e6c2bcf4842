//! Quoted texts: where they end, what folds in them, what follows them.

use super::{Scanner, Trap};
use std::ops::Range;

impl Scanner<'_> {
    /// A value with an end of its own, quoted or bracketed; answers whether its end was found.
    pub(super) fn closed_value(&mut self) -> bool {
        match self.peek() {
            b'"' | b'\'' => self.quoted(),
            _ => self.flow(),
        }
    }

    /// From a quote past the one that closes it. When there is none, goes to the line on which the text surely ended.
    pub(super) fn quoted(&mut self) -> bool {
        let start = self.at;
        match self.quote_end(start) {
            Ok(end) => {
                self.at = end;
                self.check_quoted(start..end);
                true
            }
            Err(line) => {
                self.find(Trap::OpenQuote, start..self.line_end(start));
                self.at = line;
                false
            }
        }
    }

    /// Behind the closing quote; or the line where something else begins.
    fn quote_end(&self, start: usize) -> Result<usize, usize> {
        let quote = self.bytes[start];
        let mut at = start + 1;
        while at < self.bytes.len() {
            match self.bytes[at] {
                b'\\' if quote == b'"' => at += 2,
                b if b == quote && quote == b'\'' && self.byte(at + 1) == b'\'' => at += 2,
                b if b == quote => return Ok(at + 1),
                b'\n' if self.begins_entry(at + 1) => return Err(at + 1),
                _ => at += 1,
            }
        }
        Err(self.bytes.len())
    }

    /// Whether a line, not deeper than what is open, begins a key or an entry of a list.
    pub(super) fn begins_entry(&self, line: usize) -> bool {
        let end = self.line_end(line);
        let text = &self.text[line..end];
        let words = text.trim_start_matches(' ');
        if words.is_empty() || self.parent.is_some_and(|p| text.len() - words.len() > p) {
            return false;
        }
        let name = words.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        words.starts_with("- ") || name.len() < words.len() && (name.starts_with(": ") || name == ":")
    }

    fn check_quoted(&mut self, range: Range<usize>) {
        let text = self.slice(&range);
        if text.contains(':') {
            self.key_in_quotes(&range);
        }
        if text.contains('\n') {
            self.folded_quote(&range);
        }
    }

    /// `"…, purpose: …"`: the closing quote stands too late.
    fn key_in_quotes(&mut self, range: &Range<usize>) {
        let text = self.slice(range);
        for (colon, _) in text.match_indices(": ") {
            let before = text[..colon].trim_end_matches(|c: char| c.is_ascii_lowercase() || c == '_');
            let key = &text[before.len()..colon];
            if before.trim_end_matches(' ').ends_with([',', '{']) && self.is_known(key) {
                let start = range.start + before.len();
                self.find(Trap::KeyInQuotes, start..start + key.len() + 1);
            }
        }
    }

    fn folded_quote(&mut self, range: &Range<usize>) {
        let text = self.slice(range);
        for (end, _) in text.match_indices('\n') {
            let before = text[..end].trim_end();
            let after = text[end..].trim_start();
            let blank_lines = text[before.len()..text.len() - after.len()].matches('\n').count();
            let start = range.start + text.len() - after.len();
            let escaped = text.starts_with('"') && before.ends_with('\\');
            if blank_lines == 1 && !escaped && self.meets_japanese(range.start + before.len(), start) {
                self.find(Trap::Folded, start..self.line_end(start).min(range.end));
                return;
            }
        }
    }

    /// Behind a quoted or bracketed value in a block: nothing but a comment may follow.
    pub(super) fn after_value(&mut self, start: usize) {
        let quoted = matches!(self.bytes[start], b'"' | b'\'');
        let end = self.at;
        self.skip_blanks();
        let comment = self.peek() == b'#' && self.is_blank_or_end(self.at - 1);
        if !comment && !matches!(self.peek(), b'\n' | b'\r') {
            // What seemed wrong inside belongs to the same mistake.
            self.looked.findings.retain(|f| f.bytes.start < start || f.bytes.start >= end);
            let line_end = self.line_end(self.at);
            let range = self.trimmed(start..line_end);
            self.find(if quoted { Trap::AfterQuote } else { Trap::BracketFirst }, range);
        }
        self.next_line();
    }
}
