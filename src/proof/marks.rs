//! Marks that should have become something else: of a template, of emphasis, of a reference.

use crate::content::reference::KINDS;
use memchr::memchr3;
use std::ops::Range;

/// What kind of mark was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// `{{ … }}`, `{% … %}`, `{# … #}`
    Template,
    /// `**`
    Emphasis,
    /// `<page:privacy>`
    Reference,
}

/// Whether there is a character in a text with which a mark may begin, once its blanks are left out.
pub fn may_have_marks(text: &[u8]) -> bool {
    memchr3(b'{', b'*', b'<', text).is_some()
}

/// The marks in a text without blanks.
pub fn marks(text: &str) -> Vec<(Mark, Range<usize>)> {
    let mut found = Vec::new();
    if !may_have_marks(text.as_bytes()) {
        return found;
    }
    if text.contains('{') {
        for (opening, closing) in [("{{", "}}"), ("{%", "%}"), ("{#", "#}")] {
            found.extend(text.match_indices(opening).map(|(at, _)| (Mark::Template, at..end(text, at, closing))));
        }
    }
    found.extend(text.match_indices("**").map(|(at, _)| (Mark::Emphasis, at..at + 2)));
    if text.contains('<') {
        found.extend(
            text.match_indices('<')
                .filter(|(at, _)| is_reference(&text[at + 1..]))
                .map(|(at, _)| (Mark::Reference, at..end(text, at, ">"))),
        );
    }
    found
}

/// Up to the closing mark and with it, but not far.
fn end(text: &str, at: usize, closing: &str) -> usize {
    const LONGEST: usize = 40;
    let near = text.floor_char_boundary(at + LONGEST);
    text[at..near].find(closing).map_or(near, |end| at + end + closing.len())
}

fn is_reference(after: &str) -> bool {
    let Some((kind, rest)) = after.split_once(':') else { return false };
    KINDS.contains(&kind) && rest.find('>').is_some_and(|end| end > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_over_is_found() {
        let texts = |text: &str| marks(text).into_iter().map(|(mark, range)| (mark, text[range].to_owned())).collect::<Vec<_>>();
        assert_eq!(texts("組合{{site.name}}の"), [(Mark::Template, "{{site.name}}".to_owned())]);
        assert_eq!(texts("これは**強調"), [(Mark::Emphasis, "**".to_owned())]);
        assert_eq!(texts("「<page:privacy>」と<b:x>"), [(Mark::Reference, "<page:privacy>".to_owned())]);
        assert_eq!(texts("{一}*二*<三><law:"), []);
    }
}
