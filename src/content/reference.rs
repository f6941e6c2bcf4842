//! References in texts: `<kind:target>` and `[own words](kind:target)`.

use memchr::{memchr, memchr2};
use std::ops::Range;

/// Kinds that are ours; the others are schemes of the web.
pub const KINDS: &[&str] = &[
    "item",
    "annex",
    "law",
    "form",
    "rule",
    "policy",
    "page",
    "notice",
    "block",
    "file",
    "contact",
    "role",
    "procedure",
    "joint-use",
    "term",
    "field",
];

/// Views that a reference may choose after its id.
pub const VIEWS: &[&str] = &["number", "title", "full", "own"];

/// A reference as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'t> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Own words, if it has any.
    pub words: Option<&'t str>,
    /// Its kind.
    pub kind: &'t str,
    /// What it points at, with the view.
    pub target: &'t str,
}

/// All references of a text whose kind looks like ours (small letters and hyphens), known or not; schemes of the web are left out.
pub fn references(text: &str) -> impl Iterator<Item = Reference<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        // Both are single bytes, which stand in no other character.
        while let Some(at) = memchr2(b'<', b'[', text.as_bytes().get(from..)?).map(|i| i + from) {
            let found = match text.as_bytes()[at] {
                b'<' => angle(text, at),
                _ => bracket(text, at),
            };
            match found {
                Some(r) => {
                    from = r.range.end;
                    if !is_web(r.kind) {
                        return Some(r);
                    }
                }
                None => from = at + 1,
            }
        }
        None
    })
}

/// Whether a text may have references at all.
pub fn may_refer(text: &str) -> bool {
    memchr2(b'<', b'[', text.as_bytes()).is_some()
}

/// Whether a kind is a scheme of the web.
pub fn is_web(kind: &str) -> bool {
    matches!(kind, "http" | "https" | "mailto" | "tel")
}

/// Schemes that lead out of the site and are not allowed.
pub fn is_forbidden_scheme(kind: &str) -> bool {
    matches!(kind, "javascript" | "vbscript" | "data" | "blob" | "about" | "ftp" | "sms")
}

/// Whether what a link leads to looks like a reference of an unknown kind: then it is told as such.
pub fn is_unknown_kind(url: &str) -> bool {
    split(url).is_some_and(|(kind, _)| !KINDS.contains(&kind) && !is_web(kind) && !is_forbidden_scheme(kind))
}

fn angle(text: &str, at: usize) -> Option<Reference<'_>> {
    let rest = &text[at + 1..];
    let end = memchr(b'>', rest.as_bytes())?;
    let (kind, target) = split(&rest[..end])?;
    Some(Reference { range: at..at + end + 2, words: None, kind, target })
}

fn bracket(text: &str, at: usize) -> Option<Reference<'_>> {
    let rest = &text[at + 1..];
    let close = rest.find(']')?;
    let after = rest[close + 1..].strip_prefix('(')?;
    let end = after.find(')')?;
    let (kind, target) = split(&after[..end])?;
    Some(Reference { range: at..at + 1 + close + 2 + end + 1, words: Some(&rest[..close]), kind, target })
}

fn split(inner: &str) -> Option<(&str, &str)> {
    let colon = memchr(b':', inner.as_bytes())?;
    let (kind, target) = (&inner[..colon], &inner[colon + 1..]);
    let kind_ok = kind.len() > 1 && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let target_ok = !target.is_empty() && !target.contains([' ', '\n', '\t', '<', '\u{3000}']);
    (kind_ok && target_ok).then_some((kind, target))
}

/// Takes the view off a target: `choose/number` → (`choose`, `number`).
pub fn split_view(target: &str) -> (&str, &str) {
    match target.rsplit_once('/') {
        Some((id, view)) if VIEWS.contains(&view) && !id.is_empty() => (id, view),
        _ => (target, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Option<&str>, &str, &str)> {
        references(text).map(|r| (r.words, r.kind, r.target)).collect()
    }

    #[test]
    fn both_forms_are_found_and_the_web_is_left_out() {
        assert_eq!(
            found("[前項](item:a)の<law:appi/27/5/3>は[例](https://example.or.jp)と<https://example.or.jp>に"),
            [(Some("前項"), "item", "a"), (None, "law", "appi/27/5/3")]
        );
    }

    #[test]
    fn what_only_looks_like_a_reference_is_text() {
        assert_eq!(found("a < b: c > d、[注] (1)、<b>、<item: x>、[x](item)"), []);
    }

    #[test]
    fn views_are_split_off() {
        assert_eq!(split_view("management#fees/number"), ("management#fees", "number"));
        assert_eq!(split_view("name/short"), ("name/short", ""));
    }
}
