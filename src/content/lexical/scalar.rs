//! Keys and plain texts one by one: what YAML takes for something else.

use super::{Scanner, Trap};
use std::ops::Range;

impl Scanner<'_> {
    /// `&name` before a value; answers whether the value follows on the line.
    pub(super) fn properties(&mut self) -> bool {
        while self.peek() == b'&' {
            let start = self.at;
            let end = self.bytes[start..].iter().position(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b',' | b']' | b'}'));
            let end = end.map_or(self.bytes.len(), |i| start + i);
            if !is_name(&self.text[start + 1..end]) {
                self.find(Trap::SpecialFirst('&'), self.trimmed(start..self.line_end(start)));
                self.at = self.line_end(start);
                return false;
            }
            self.at = end;
            self.skip_blanks();
        }
        !matches!(self.peek(), b'\n' | b'\r')
    }

    /// Reports a text that begins with a special character and goes past it; `ends` are the bytes that end it besides the line.
    pub(super) fn special_first(&mut self, ends: &[u8]) -> bool {
        let first = self.peek();
        let complex_key = first == b'?' && self.in_flow;
        if !complex_key && !matches!(first, b'*' | b'!' | b'|' | b'>' | b'%' | b'@' | b'`' | b'&') {
            return false;
        }
        let ends_here = |b: &u8| matches!(b, b'\n' | b'\r') || ends.contains(b);
        let end = self.bytes[self.at..].iter().position(ends_here).map_or(self.bytes.len(), |i| self.at + i);
        let range = self.trimmed(self.at..end);
        let text = self.slice(&range);
        let word = text.split([' ', '\t']).next().unwrap_or(text);
        let alone = text[word.len()..].trim_start().is_empty() || text[word.len()..].trim_start().starts_with('#');
        match first {
            b'*' if alone && is_name(&word[1..]) => {}
            b'!' if word.is_ascii() => self.find(Trap::Tag, range.start..range.start + word.len()),
            _ => self.find(Trap::SpecialFirst(char::from(first)), range.clone()),
        }
        self.at = end;
        true
    }

    pub(super) fn check_key(&mut self, key: &Range<usize>) {
        let text = self.slice(key);
        if is_yes_no(text) {
            self.find(Trap::YesNoKey, key.clone());
        } else if text == "<<" {
            self.find(Trap::Merge, key.clone());
        } else if let Some((before, _)) = text.split_once('：')
            && self.is_known(before.trim_end())
        {
            self.find(Trap::WideColon, key.start..key.start + before.len() + '：'.len_utf8());
        }
    }

    /// A plain text as the value of a key.
    pub(super) fn check_value(&mut self, value: Range<usize>, key: Option<&Range<usize>>) {
        let key = key.map_or("", |k| self.slice(k).trim_matches(['"', '\'']));
        if let Some(trap) = of_value(self.slice(&value), |keys| keys.contains(&key)) {
            self.find(trap, value);
        }
    }

    /// ` #1` behind a text, at `end`; `bare` when there is no text before it.
    pub(super) fn check_cut(&mut self, end: usize, bare: bool) {
        let line_end = self.line_end(end);
        let rest = &self.text[end..line_end];
        let comment = rest.trim_start_matches([' ', '\t']);
        let blank = bare || comment.len() < rest.len() || self.is_blank_or_end(end.saturating_sub(1));
        let joined = comment.strip_prefix('#').and_then(|c| c.chars().next());
        if blank && joined.is_some_and(|c| c.is_alphanumeric()) {
            self.find(Trap::CutByHash { breaks: false }, self.trimmed(line_end - comment.len()..line_end));
        }
    }

    /// `name:東京`, `名前：値`, as [`lacks_blank`] sees it.
    pub(super) fn check_blank(&mut self, range: Range<usize>, certain: bool) -> bool {
        let Some((colon, mark)) = lacks_blank(self.slice(&range), certain, self.known) else { return false };
        let trap = if mark == '：' { Trap::WideColon } else { Trap::NoBlank { breaks: certain && !self.in_flow } };
        self.find(trap, range.start..range.start + colon + mark.len_utf8());
        true
    }
}

/// The colon of a key that has no blank behind it, and where it stands: `name:東京`, `名前：値`. When the line must be a key (`certain`) any word will
/// do, else only a key of the model before words of a language (`policy:basic` is a reference).
pub(in crate::content) fn lacks_blank(text: &str, certain: bool, known: &[&str]) -> Option<(usize, char)> {
    let (colon, mark) = text.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let word = text[..colon].trim_end();
    let is_word = !word.is_empty() && word.chars().count() <= 40 && !word.contains(['"', '\'', '<', '>', '(', ' ', '　']);
    let address = text[colon..].starts_with("://");
    let likely = || known.binary_search(&word).is_ok() && text[colon..].chars().skip(1).any(|c| !c.is_ascii());
    (is_word && !address && (certain || likely())).then_some((colon, mark))
}

/// What YAML, or its older version, takes a plain text for that is the value of a key; `of_key` answers whether the key is one of those.
pub(in crate::content) fn of_value(text: &str, of_key: impl Fn(&[&str]) -> bool) -> Option<Trap> {
    match text.as_bytes() {
        [b'y' | b'Y' | b'n' | b'N' | b'o' | b'O', ..] if is_yes_no(text) => Some(Trap::YesNo),
        // Whatever else YAML takes for something else begins with a digit.
        [b'0'..=b'9', ..] if is_time(text) => Some(Trap::Time),
        [b'0'..=b'9', ..] if is_short_date(text) => Some(Trap::DateShape),
        [b'0'..=b'9', ..] if of_key(&["postal_code", "tel", "fax"]) && digits(text) => Some(Trap::NumberText),
        [b'0'..=b'9', ..] if of_key(&["numbering", "version", "label", "mark", "number"]) && text.parse::<f64>().is_ok() => {
            Some(Trap::NumberSample)
        }
        _ => None,
    }
}

/// The name of an anchor: what a text of its own would hardly look like.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// Whether YAML 1.1 takes a word for true or false.
pub(in crate::content) fn is_yes_no(text: &str) -> bool {
    matches!(text, "y" | "Y" | "yes" | "Yes" | "YES" | "n" | "N" | "no" | "No" | "NO" | "on" | "On" | "ON" | "off" | "Off" | "OFF")
}

fn is_time(text: &str) -> bool {
    let Some((hours, rest)) = text.split_once(':') else { return false };
    let (minutes, seconds) = rest.split_once(':').map_or((rest, None), |(m, s)| (m, Some(s)));
    let two = |part: &str| part.len() == 2 && digits(part);
    matches!(hours.len(), 1 | 2) && digits(hours) && two(minutes) && seconds.is_none_or(two)
}

/// `2026-4-1`: a date without its zeros.
fn is_short_date(text: &str) -> bool {
    let Some((year, rest)) = text.split_once('-') else { return false };
    let Some((month, day)) = rest.split_once('-') else { return false };
    let between = |s: &str, most: u32| digits(s) && s.len() <= 2 && s.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    let known_year = year.len() == 4 && year.parse::<u32>().is_ok_and(|y| (1868..2200).contains(&y));
    known_year && between(month, 12) && between(day, 31) && (month.len() == 1 || day.len() == 1)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
