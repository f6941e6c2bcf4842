//! Escaping: the one way by which characters of the content get into HTML, XML and addresses.

/// How many bytes are looked at in one go.
const STRIDE: usize = 16;

/// The place of the first byte that is special. Almost none is: many are looked at in one go, and one by one only where there is something to find.
/// So that the machine can take a whole stride at once, `special` compares with single bytes, joined by `|`.
pub(super) fn first_special(text: &[u8], special: impl Fn(u8) -> bool) -> Option<usize> {
    let (strides, rest) = text.as_chunks::<STRIDE>();
    let before = match strides.iter().position(|stride| holds_one(stride, &special)) {
        Some(stride) => stride * STRIDE,
        None if !ends_special(text, &special) => return None,
        None => text.len() - rest.len(),
    };
    text[before..].iter().position(|byte| special(*byte)).map(|at| before + at)
}

/// Whether something special may stand behind the last whole stride: the end is looked at in one go too, with some of what was seen already.
fn ends_special(text: &[u8], special: &impl Fn(u8) -> bool) -> bool {
    const HALF: usize = STRIDE / 2;
    match (text.last_chunk::<STRIDE>(), text.first_chunk::<HALF>(), text.last_chunk::<HALF>()) {
        (Some(last), ..) => holds_one(last, special),
        (None, Some(first), Some(last)) => holds_one(first, special) | holds_one(last, special),
        _ => true,
    }
}

fn holds_one<const N: usize>(bytes: &[u8; N], special: &impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(false, |any, byte| any | special(*byte))
}

/// Whether a byte is one of several: in this form the machine takes a whole stride at once, of three or more comparisons it makes many steps.
#[inline]
pub(super) fn is_one_of<const N: usize>(byte: u8, these: [u8; N]) -> bool {
    these.into_iter().fold(u8::MAX, |least, this| least.min(byte ^ this)) == 0
}

fn is_markup(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"')
}

/// Adds `text` to `out`; a special byte, which stands in no other character, is replaced.
#[inline]
fn replace(text: &str, out: &mut String, special: impl Fn(u8) -> bool, with: impl Fn(u8, &mut String)) {
    match first_special(text.as_bytes(), &special) {
        None => out.push_str(text),
        Some(first) => replace_from(first, text, out, special, with),
    }
}

/// The same of a text of which the place of the first special byte is known. Few are.
#[inline(never)]
fn replace_from(first: usize, text: &str, out: &mut String, special: impl Fn(u8) -> bool, with: impl Fn(u8, &mut String)) {
    let (mut rest, mut next) = (text, Some(first));
    while let Some(at) = next {
        out.push_str(&rest[..at]);
        with(rest.as_bytes()[at], out);
        rest = &rest[at + 1..];
        next = first_special(rest.as_bytes(), &special);
    }
    out.push_str(rest);
}

/// Adds `text` to `out`, safe in HTML and XML, between tags and within `"…"`.
pub(super) fn escape(text: &str, out: &mut String) {
    replace(text, out, is_markup, |byte, out| out.push_str(entity(byte)));
}

/// The same as templates do it, where texts may stand within `'…'` too.
pub(super) fn escape_quotes(text: &str, out: &mut String) {
    replace(text, out, |byte| is_one_of(byte, [b'&', b'<', b'>', b'"', b'\'']), |byte, out| out.push_str(entity(byte)));
}

fn entity(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => "&#39;",
    }
}

/// Adds `text` to `out` as it stands within a string of JSON.
pub(super) fn json(text: &str, out: &mut String) {
    replace(
        text,
        out,
        |byte| (byte < b' ') | is_one_of(byte, [b'"', b'\\']),
        |byte, out| match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\t' => out.push_str("\\t"),
            b'\r' => out.push_str("\\r"),
            0x08 => out.push_str("\\b"),
            0x0C => out.push_str("\\f"),
            _ => {
                out.push_str("\\u00");
                out.extend([byte >> 4, byte & 0xF].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])));
            }
        },
    );
}

/// Adds a number to `out`.
pub(super) fn digits(number: u64, out: &mut String) {
    if number >= 10 {
        digits(number / 10, out);
    }
    // A digit is less than ten.
    out.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or_default()));
}

/// XML allows fewer control characters than HTML: those that it forbids are left out.
pub(super) fn xml(text: &str, out: &mut String) {
    let allowed = |c: char| c >= ' ' && c != '\u{FFFE}' && c != '\u{FFFF}' || matches!(c, '\t' | '\n' | '\r');
    if text.chars().all(allowed) {
        escape(text, out);
    } else {
        escape(&text.chars().filter(|c| allowed(*c)).collect::<String>(), out);
    }
}

/// A path or anchor as it may stand in an address: what is not plain is percent-encoded, `/` stays.
pub(super) fn push_path(path: &str, out: &mut String) {
    percent_encode(path, out, |byte| {
        let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let is_digit = byte.wrapping_sub(b'0') < 10;
        is_letter | is_digit | (byte == b'/') | (byte == b'-') | (byte == b'.') | (byte == b'_') | (byte == b'~')
    });
}

/// The same by itself.
pub(super) fn encode_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    push_path(path, &mut out);
    out
}

/// Adds `text` to `out`; bytes that are not plain, and all that are not ASCII, are percent-encoded.
pub(super) fn percent_encode(text: &str, out: &mut String, plain: impl Fn(u8) -> bool) {
    let Some(first) = first_special(text.as_bytes(), |byte| !plain(byte)) else { return out.push_str(text) };
    out.push_str(&text[..first]);
    for byte in text[first..].bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 0xF].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_becomes_text() {
        let escaped = |text: &str| by(escape, text);
        assert_eq!(escaped(r#"<script>"A"&'B'</script>"#), "&lt;script&gt;&quot;A&quot;&amp;'B'&lt;/script&gt;");
        assert_eq!(escaped("個人情報"), "個人情報");
    }

    fn by(escape: impl Fn(&str, &mut String), text: &str) -> String {
        let mut out = String::new();
        escape(text, &mut out);
        out
    }

    proptest! {
        #[test]
        fn every_character_is_escaped_wherever_it_stands(text in "[\\x00-\u{80}健﻿]{0,70}") {
            let one_by_one = |entity: fn(char) -> Option<&'static str>| {
                text.chars().map(|c| entity(c).map_or(c.to_string(), str::to_owned)).collect::<String>()
            };
            fn entity(c: char) -> Option<&'static str> {
                Some(match c { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => return None })
            }
            prop_assert_eq!(by(escape, &text), one_by_one(entity));
            prop_assert_eq!(by(escape_quotes, &text), one_by_one(|c| if c == '\'' { Some("&#39;") } else { entity(c) }));
            prop_assert_eq!(format!("\"{}\"", by(json, &text)), serde_json::Value::from(text).to_string());
        }

        #[test]
        fn every_byte_of_a_path_is_plain_or_encoded(path in "[\\x00-\u{80}健]{0,40}|[a-z/.~_-]{0,40}é?") {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
            let expected: String = path.bytes().map(|b| if is_plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
            prop_assert_eq!(encode_path(&path), expected);
        }

        #[test]
        fn numbers_are_written_as_ever(number in any::<u64>()) {
            prop_assert_eq!(by(|_, out| digits(number, out), ""), number.to_string());
        }
    }

    #[test]
    fn xml_has_no_control_characters() {
        let mut out = String::new();
        xml("a\u{8}<\u{FFFF}\n", &mut out);
        assert_eq!(out, "a&lt;\n");
    }

    #[test]
    fn paths_are_encoded_byte_by_byte() {
        assert_eq!(encode_path("files/規約 1.pdf"), "files/%E8%A6%8F%E7%B4%84%201.pdf");
    }
}
