//! Code within texts: what stands in it is shown as it is, so that no reference in it means anything.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A character that begins no block: inline texts are read behind it.
const PLAIN: char = 'x';

/// The parts of a page of prose that are code: spans and whole blocks.
pub fn of_prose(body: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut block = None;
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).into_offset_iter() {
        match event {
            Event::Code(_) if block.is_none() => found.push(range),
            Event::Start(Tag::CodeBlock(_)) => block = Some(range),
            Event::End(TagEnd::CodeBlock) => found.extend(block.take()),
            _ => {}
        }
    }
    found
}

/// The parts of an inline text that are code.
pub fn of_text(text: &str) -> Vec<Range<usize>> {
    if !text.contains('`') {
        return Vec::new();
    }
    let shifted = format!("{PLAIN}{text}");
    let by = PLAIN.len_utf8();
    of_prose(&shifted).into_iter().map(|r| r.start - by..r.end - by).collect()
}

/// The same page with blanks in place of its code, byte for byte: what it says in its own words.
pub fn blanked(body: &str) -> String {
    let mut out = body.as_bytes().to_vec();
    for range in of_prose(body) {
        out[range].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
    }
    // Code begins and ends with whole characters.
    String::from_utf8(out).unwrap_or_else(|_| body.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str, of: fn(&str) -> Vec<Range<usize>>) -> Vec<&str> {
        of(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn code_is_found_in_prose_and_in_texts() {
        let body = "参照は`<page:a>`です。\n\n```yaml\ntext: <page:b>\n```\n\n| a | `<c>` |\n| --- | --- |\n\n    <page:d>\n";
        assert_eq!(code(body, of_prose).len(), 4);
        assert_eq!(code(body, of_prose)[0], "`<page:a>`");
        assert_eq!(code("# `<page:a>`と<page:b>", of_text), ["`<page:a>`"]);
        assert_eq!(code("印`が一つ", of_text), [""; 0]);
    }

    #[test]
    fn blanks_take_as_much_room_as_code() {
        let body = "前`【要`後\n\n```\n「\n」\n```\n";
        let plain = blanked(body);
        assert_eq!(plain.len(), body.len());
        assert_eq!(plain.split_whitespace().collect::<Vec<_>>(), ["前", "後"]);
        assert_eq!(plain.matches('\n').count(), body.matches('\n').count());
    }
}
