//! Escaping: the one way by which characters of the content get into HTML, XML and addresses.

/// Adds `text` to `out`, safe in HTML and XML, between tags and within `"…"`.
pub(super) fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    // All four are single bytes, which stand in no other character.
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'&' | b'<' | b'>' | b'"')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The escaped text.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
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
pub(super) fn encode_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 0xF].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escaped(r#"<script>"A"&'B'</script>"#), "&lt;script&gt;&quot;A&quot;&amp;'B'&lt;/script&gt;");
        assert_eq!(escaped("個人情報"), "個人情報");
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
