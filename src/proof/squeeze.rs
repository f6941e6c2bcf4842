//! Texts without their blanks: a page may break its lines elsewhere than the content does.

/// Adds a text without its blanks.
pub fn squeeze(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = blank(rest) {
        out.push_str(&rest[..at]);
        rest = rest[at..].trim_start();
    }
    out.push_str(rest);
}

/// Where the first blank of a text begins.
fn blank(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + hint(&text.as_bytes()[from..])?;
        // The hint is a byte of a blank, or of another character that resembles it.
        let at = text.floor_char_boundary(at);
        let found = text[at..].chars().next()?;
        if found.is_whitespace() {
            return Some(at);
        }
        from = at + found.len_utf8();
    }
}

/// The first byte that may belong to a blank; it is one of its first two.
fn hint(bytes: &[u8]) -> Option<usize> {
    const STEP: usize = 16;
    let mut at = 0;
    // Sixteen bytes at once, as long as nothing is found.
    while let (Some(these), Some(next)) = (bytes.get(at..at + STEP), bytes.get(at + 1..at + STEP + 1)) {
        if these.iter().zip(next).fold(false, |found, (this, next)| found | is_hint(*this, *next)) {
            break;
        }
        at += STEP;
    }
    let rest = bytes.get(at..)?;
    rest.iter().enumerate().find(|(i, this)| is_hint(**this, rest.get(i + 1).copied().unwrap_or_default())).map(|(i, _)| at + i)
}

/// Whether two bytes may be the first two of a blank, or the last two of one with three bytes.
fn is_hint(this: u8, next: u8) -> bool {
    // ASCII; U+0085, U+00A0; U+1680; U+2000 to U+205F; U+3000, which is E3 80 80.
    (this <= b' ') | (this == 0xC2) | (this == 0xE1) | (this == 0xE2) | ((this == 0x80) & (next == 0x80))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn squeezed(text: &str) -> String {
        let mut out = String::new();
        squeeze(text, &mut out);
        out
    }

    #[test]
    fn blanks_of_every_kind_are_left_out() {
        assert_eq!(squeezed(" a\u{3000}b\n\u{a0}c "), "abc");
        for c in (0..=char::MAX as u32).filter_map(char::from_u32) {
            let left = if c.is_whitespace() { String::new() } else { c.to_string() };
            for (before, after) in [("", ""), ("健康保険", "組"), ("0123456789abcdef", "x"), ("個人情報保護。", "のあらまし個人情報")] {
                assert_eq!(squeezed(&format!("{before}{c}{after}")), format!("{before}{left}{after}"), "{:x}", c as u32);
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_else_is_left_out(text in "[ -~\u{3000}-\u{30ff}\u{2000}-\u{206f}\u{80}-\u{bf}\n\u{1680}\u{4000}]{0,60}") {
            prop_assert_eq!(squeezed(&text), text.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        }
    }
}
