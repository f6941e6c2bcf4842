//! Texts without their blanks: a page may break its lines elsewhere than the content does.

use std::ops::Range;

/// Adds a text without its blanks.
pub fn squeeze(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(char::is_whitespace) {
        out.push_str(&rest[..at]);
        rest = rest[at..].trim_start();
    }
    out.push_str(rest);
}

/// A text of a file without its blanks, of which each byte can be found again there.
#[derive(Debug, Default)]
pub struct Squeezed {
    /// The text.
    pub text: String,
    /// Where each word between two blanks begins: here, and in the file's text.
    words: Vec<(usize, usize)>,
}

impl Squeezed {
    /// A text without its blanks.
    pub fn of(bytes: &[u8]) -> Squeezed {
        let mut squeezed = Squeezed { text: String::with_capacity(bytes.len()), words: Vec::new() };
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            squeezed.add(chunk.valid(), at);
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                squeezed.words.push((squeezed.text.len(), at));
                squeezed.text.push(char::REPLACEMENT_CHARACTER);
            }
            at += chunk.invalid().len();
        }
        squeezed
    }

    fn add(&mut self, text: &str, at: usize) {
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let word = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
            self.words.push((self.text.len(), at + text.len() - rest.len()));
            self.text.push_str(word);
            rest = rest[word.len()..].trim_start();
        }
    }

    /// Where a byte of it stands in the file's text.
    pub fn origin(&self, byte: usize) -> usize {
        let word = self.words.partition_point(|(here, _)| *here <= byte).checked_sub(1).and_then(|i| self.words.get(i));
        word.map_or(byte, |(here, there)| there + byte - here)
    }

    /// The same part of it as that of the file's text.
    pub fn part(&self, part: Range<usize>) -> Range<usize> {
        let here = |byte: usize| {
            let next = self.words.partition_point(|(_, there)| *there <= byte);
            let end = self.words.get(next).map_or(self.text.len(), |(here, _)| *here);
            let word = next.checked_sub(1).and_then(|i| self.words.get(i));
            self.text.floor_char_boundary(word.map_or(0, |(here, there)| (here + byte - there).min(end)))
        };
        here(part.start)..here(part.end)
    }
}

/// A text of a file from its first character on that is no blank.
#[inline]
pub fn unblank(text: &[u8]) -> &[u8] {
    let mut rest = text;
    loop {
        let blank = match rest {
            // Most texts begin so.
            [0x21..=0x7F | 0xE4..=0xFF, ..] => return rest,
            [b'\t'..=b'\r' | b' ', ..] => 1,
            [0xC2, 0x85 | 0xA0, ..] => 2,
            [0xE1, 0x9A, 0x80, ..] | [0xE2, 0x81, 0x9F, ..] | [0xE3, 0x80, 0x80, ..] => 3,
            [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF, ..] => 3,
            _ => return rest,
        };
        rest = &rest[blank..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_of_every_kind_are_left_out() {
        let mut out = String::new();
        squeeze(" a\u{3000}b\n\u{a0}c ", &mut out);
        assert_eq!(out, "abc");
        for c in (0..=char::MAX as u32).filter_map(char::from_u32) {
            let text = format!("{c}{c}字");
            assert_eq!(unblank(text.as_bytes()), text.trim_start().as_bytes(), "{:x}", c as u32);
        }
    }

    #[test]
    fn what_was_squeezed_is_found_again() {
        let file = b" \xe3\x80\x80ab \xffc d\n";
        let squeezed = Squeezed::of(file);
        assert_eq!(squeezed.text, "ab\u{fffd}cd");
        let places: Vec<usize> = squeezed.text.char_indices().map(|(at, _)| squeezed.origin(at)).collect();
        assert_eq!(places, [4, 5, 7, 8, 10]);
        assert_eq!(squeezed.part(0..file.len()), 0..squeezed.text.len());
        assert_eq!(&squeezed.text[squeezed.part(5..9)], "b\u{fffd}c");
        assert_eq!(&squeezed.text[squeezed.part(6..10)], "\u{fffd}c");
        assert_eq!(squeezed.part(0..3), 0..0);
        assert_eq!(Squeezed::of(b"").part(0..0), 0..0);
    }
}
