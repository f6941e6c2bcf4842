//! Within brackets and braces: entries, commas, colons, and texts that hold them.

use super::{Scanner, Trap};
use std::ops::Range;

/// An open bracket or brace.
struct Frame {
    open: u8,
    at: usize,
    /// The key whose value it is.
    owner: Option<Range<usize>>,
    /// The key of the entry at hand.
    key: Option<Range<usize>>,
    /// The text of the entry at hand: a key until its colon comes.
    text: Option<Range<usize>>,
    /// Whether the entry at hand holds a value that is no plain text.
    closed: bool,
    /// Where the entry at hand, or its value, begins.
    from: usize,
    /// The plain text that ended the entry before.
    last: Option<Range<usize>>,
}

impl Frame {
    fn new(open: u8, at: usize, owner: Option<Range<usize>>) -> Self {
        Frame { open, at, owner, key: None, text: None, closed: false, from: at + 1, last: None }
    }
}

impl Scanner<'_> {
    /// From a bracket past the one that closes it; answers whether there is one.
    pub(super) fn flow(&mut self) -> bool {
        self.in_flow = true;
        let closed = self.entries();
        self.in_flow = false;
        closed
    }

    fn entries(&mut self) -> bool {
        let owner = self.list_key.clone();
        let mut frames = vec![Frame::new(self.peek(), self.at, owner)];
        self.at += 1;
        while let Some(frame) = frames.last_mut() {
            if self.at >= self.bytes.len() {
                return self.open_bracket(&frames, self.bytes.len());
            }
            match self.bytes[self.at] {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' if !self.goes_on() && self.begins_entry(self.at + 1) => return self.open_bracket(&frames, self.at + 1),
                b'\n' => self.at += 1,
                b'#' if self.is_blank_or_end(self.at - 1) => self.at = self.line_end(self.at),
                b',' => {
                    self.end_entry(frame);
                    self.at += 1;
                    frame.from = self.at;
                }
                b']' | b'}' => {
                    self.end_entry(frame);
                    self.at += 1;
                    frames.pop();
                    if let Some(outer) = frames.last_mut() {
                        outer.closed = true;
                    }
                }
                b'[' | b'{' if frame.text.is_some() || frame.closed => self.bracket_inside(frame),
                open @ (b'[' | b'{') => {
                    let owner = frame.key.clone().or_else(|| frame.owner.clone().filter(|_| frame.open == b'['));
                    frames.push(Frame::new(open, self.at, owner));
                    self.check_depth(self.columns.len() + frames.len());
                    self.at += 1;
                }
                b':' if self.is_colon(frame) => self.colon(frame),
                b'"' | b'\'' if frame.text.is_none() && !frame.closed => {
                    let start = self.at;
                    if !self.quoted() {
                        return false;
                    }
                    match self.is_separator(self.at) {
                        true => frame.text = Some(start..self.at),
                        false => frame.closed = true,
                    }
                    self.behind_quote(frame, start);
                }
                _ => self.flow_plain(frame),
            }
        }
        true
    }

    /// Whether the line that ends here ends with a comma or an opening bracket, so that more must follow.
    fn goes_on(&self) -> bool {
        self.text[self.line_start(self.at)..self.at].trim_end().ends_with([',', '[', '{'])
    }

    fn open_bracket(&mut self, frames: &[Frame], resume: usize) -> bool {
        if let Some(frame) = frames.last()
            && self.looked.too_deep.is_none()
        {
            // What seemed wrong behind it follows from it, unless a comment swallowed the end.
            let first = frames[0].at;
            let cut = self.looked.findings.iter().find(|f| f.bytes.start >= first && matches!(f.trap, Trap::CutByHash { .. }));
            let cut = cut.map(|f| f.bytes.clone());
            self.looked.findings.retain(|f| f.bytes.start < first);
            match cut {
                Some(bytes) => self.find(Trap::CutByHash { breaks: true }, bytes),
                None => self.find(Trap::OpenBracket(char::from(frame.open)), frame.at..self.line_end(frame.at)),
            }
        }
        self.at = resume;
        false
    }

    /// Whether a colon follows, with blanks between, that makes what is before it a key.
    fn is_separator(&self, at: usize) -> bool {
        let blanks = self.bytes[at..].iter().take_while(|b| **b == b' ').count();
        self.byte(at + blanks) == b':'
    }

    fn is_colon(&self, frame: &Frame) -> bool {
        let after_quote = frame.text.as_ref().is_some_and(|t| t.end == self.at && matches!(self.bytes[t.start], b'"' | b'\''));
        after_quote || self.ends_flow_word(self.at + 1)
    }

    fn ends_flow_word(&self, at: usize) -> bool {
        self.is_blank_or_end(at) || matches!(self.byte(at), b',' | b'[' | b']' | b'{' | b'}')
    }

    fn colon(&mut self, frame: &mut Frame) {
        self.at += 1;
        let Some(text) = frame.text.take() else { return };
        if frame.key.is_some() || (frame.open == b'[' && !self.is_known(self.slice(&text))) {
            let end = self.entry_end(self.at);
            self.find(Trap::ColonInText, self.trimmed(text.start..end));
            self.at = end;
            frame.closed = true;
            return;
        }
        if !matches!(self.bytes[text.start], b'"' | b'\'') {
            self.check_key(&text);
        }
        frame.key = Some(text);
        frame.from = self.at;
    }

    /// Where the entry ends that holds a byte: at the next comma or closing bracket of this depth on the line.
    fn entry_end(&self, from: usize) -> usize {
        let mut depth = 0usize;
        for (i, byte) in self.bytes[from..].iter().enumerate() {
            let at = from + i;
            match byte {
                b'\n' | b'\r' => return at,
                b'[' | b'{' => depth += 1,
                b']' | b'}' if depth > 0 => depth -= 1,
                b',' | b']' | b'}' if depth == 0 => return at,
                _ => {}
            }
        }
        self.bytes.len()
    }

    /// `{text: 次の[窓口](contact:x)へ}`
    fn bracket_inside(&mut self, frame: &mut Frame) {
        let start = frame.text.as_ref().map_or(self.at, |t| t.start);
        let end = self.entry_end(self.at);
        self.find(Trap::BracketInside, self.trimmed(start..end));
        self.at = end;
        frame.text = None;
        frame.closed = true;
    }

    /// Text directly behind a closing quote.
    fn behind_quote(&mut self, frame: &mut Frame, start: usize) {
        let end = self.at;
        self.skip_blanks();
        if self.ends_flow_word(self.at) || matches!(self.peek(), b':' | b'#') {
            return;
        }
        let end_of_entry = self.entry_end(end);
        self.find(Trap::AfterQuote, self.trimmed(start..end_of_entry));
        self.at = end_of_entry;
        frame.text = None;
        frame.closed = true;
    }

    fn flow_plain(&mut self, frame: &mut Frame) {
        let start = self.at;
        if frame.closed {
            // `[a](b)` or `[…]text` within brackets.
            let end = self.entry_end(start);
            self.find(Trap::BracketInside, self.trimmed(frame.from..end));
            self.at = end.max(start + 1);
            return;
        }
        if frame.text.is_none() && self.flow_special() {
            self.at = self.entry_end(start).max(start + 1);
            frame.closed = true;
            return;
        }
        self.at += 1;
        while self.at < self.bytes.len() {
            match self.bytes[self.at] {
                b',' | b'[' | b']' | b'{' | b'}' | b'\n' | b'\r' => break,
                b':' if self.ends_flow_word(self.at + 1) => break,
                b'#' if self.is_blank_or_end(self.at - 1) => {
                    self.check_cut(self.at, false);
                    break;
                }
                _ => self.at += 1,
            }
        }
        let words = self.trimmed(start..self.at);
        frame.text = Some(match frame.text.take() {
            // A text over two lines.
            Some(before) => {
                if self.meets_japanese(before.end, words.start) {
                    self.find(Trap::Folded, words.clone());
                }
                before.start..words.end
            }
            None => words,
        });
    }

    /// A text within brackets that begins with a special character; aliases and anchors pass.
    fn flow_special(&mut self) -> bool {
        if self.peek() == b'&' && self.properties() && self.peek() != b'&' {
            // The value behind the name is looked at next.
            self.at -= 1;
            return false;
        }
        self.special_first(b",]}")
    }

    fn end_entry(&mut self, frame: &mut Frame) {
        let text = frame.text.take();
        match (&text, &frame.key) {
            (Some(text), Some(key)) => self.check_value(text.clone(), Some(key)),
            (Some(text), None) if frame.open == b'[' => self.check_value(text.clone(), frame.owner.as_ref()),
            (Some(text), None) if !frame.closed => self.lone_word(text, frame.last.as_ref()),
            _ => {}
        }
        frame.last = text.filter(|t| !matches!(self.bytes[t.start], b'"' | b'\''));
        frame.key = None;
        frame.closed = false;
    }

    fn lone_word(&mut self, word: &Range<usize>, before: Option<&Range<usize>>) {
        if !self.check_blank(word.clone(), true) {
            let start = before.map_or(word.start, |b| b.start);
            self.find(Trap::LoneWord, start..word.end);
        }
    }
}
