//! From bytes of a text value to bytes of the file: past quotes, escapes, folded lines and indentation.

use granit_parser::ScalarStyle;
use std::ops::Range;

/// A stretch that stands in the file as it stands in the value.
struct Stretch {
    raw: usize,
    value: usize,
    len: usize,
}

/// The bytes of `raw` (a scalar as written, quotes and all) in which a part of its value stands.
pub(super) fn locate(raw: &str, style: ScalarStyle, value: &str, part: Range<usize>) -> Option<Range<usize>> {
    let stretches = align(raw, style, value);
    let start = stretches.iter().rfind(|s| s.value <= part.start).map(|s| s.raw + (part.start - s.value).min(s.len))?;
    let end = match stretches.iter().find(|s| s.value + s.len >= part.end) {
        Some(s) => s.raw + part.end.saturating_sub(s.value),
        None => stretches.last().map(|s| s.raw + s.len)?,
    };
    (start <= end && raw.is_char_boundary(start) && raw.is_char_boundary(end)).then_some(start..end)
}

/// Finds each stretch of the file in the value, one after the other.
fn align(raw: &str, style: ScalarStyle, value: &str) -> Vec<Stretch> {
    let mut cursor = 0;
    let mut out = Vec::new();
    for (at, piece) in pieces(raw, style) {
        if piece.is_empty() {
            continue;
        }
        if let Some(found) = value.get(cursor..).and_then(|rest| rest.find(piece)) {
            out.push(Stretch { raw: at, value: cursor + found, len: piece.len() });
            cursor += found + piece.len();
        }
    }
    out
}

/// What may stand in the value unchanged: lines without their blanks, cut at escapes.
fn pieces(raw: &str, style: ScalarStyle) -> Vec<(usize, &str)> {
    let quote = match style {
        ScalarStyle::SingleQuoted => Some('\''),
        ScalarStyle::DoubleQuoted => Some('"'),
        _ => None,
    };
    let inner = quote.map_or(0..raw.len(), |q| {
        let end = raw.len() - usize::from(raw.len() > 1 && raw.ends_with(q));
        usize::from(raw.starts_with(q))..end
    });
    let mut out = Vec::new();
    let mut line_start = inner.start;
    let single = !raw[inner.clone()].contains('\n');
    for line in raw[inner].split_inclusive('\n') {
        let text = if single { line } else { line.trim() };
        let start = line_start + line.find(text).unwrap_or_default();
        line_start += line.len();
        match style {
            ScalarStyle::DoubleQuoted => cut_escapes(start, text, &mut out),
            ScalarStyle::SingleQuoted => cut_doubled(start, text, &mut out),
            _ => out.push((start, text)),
        }
    }
    out
}

fn cut_escapes<'a>(start: usize, text: &'a str, out: &mut Vec<(usize, &'a str)>) {
    let mut from = 0;
    while let Some(escape) = text[from..].find('\\').map(|i| i + from) {
        out.push((start + from, &text[from..escape]));
        let digits = match text.as_bytes().get(escape + 1) {
            Some(b'x') => 2,
            Some(b'u') => 4,
            Some(b'U') => 8,
            _ => 0,
        };
        let letter = text[escape + 1..].chars().next().map_or(0, char::len_utf8);
        from = text.floor_char_boundary(escape + 1 + letter + digits);
    }
    out.push((start + from, &text[from..]));
}

fn cut_doubled<'a>(start: usize, text: &'a str, out: &mut Vec<(usize, &'a str)>) {
    let mut from = 0;
    while let Some(quote) = text[from..].find("''").map(|i| i + from) {
        out.push((start + from, &text[from..=quote]));
        from = quote + 2;
    }
    out.push((start + from, &text[from..]));
}
