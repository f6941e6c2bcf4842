//! Texts without their blanks: a page may break its lines elsewhere than the content does.

/// Adds a text without its blanks.
pub fn squeeze(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(char::is_whitespace) {
        out.push_str(&rest[..at]);
        rest = rest[at..].trim_start();
    }
    out.push_str(rest);
}

/// A text of a file from its first character on that is no blank.
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
}
