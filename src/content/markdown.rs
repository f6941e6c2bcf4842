//! Pages in Markdown: the front matter between two lines `---`, and the body behind it.

use super::excerpt::Excerpt;
use super::tree::NodeId;
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::ops::Range;

/// A page in Markdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Markdown {
    /// The stem of its file: `pages/introduction`.
    pub stem: String,
    /// Its front matter in the tree: `id`, `title`.
    pub front: NodeId,
    /// What stands behind the front matter.
    pub body: Excerpt,
    /// The byte of the file at which the body begins.
    pub body_start: usize,
    /// The line of the file on which the body begins, from 1.
    pub body_line: usize,
}

/// The bytes of the front matter and the byte at which the body begins.
pub(super) fn split(path: &str, text: &str) -> Result<(Range<usize>, usize), Box<Diagnostic>> {
    let mut start = 0;
    let mut front = None;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        match (line.trim_end() == "---", front) {
            (true, None) => front = Some(end),
            (true, Some(from)) => return Ok((from..start, end)),
            (false, None) => return Err(Box::new(no_front(path))),
            (false, Some(_)) => {}
        }
        start = end;
    }
    Err(Box::new(front.map_or_else(|| no_front(path), |from| open_front(path, 0..from))))
}

fn example() -> &'static str {
    "---\nid: introduction\ntitle: …\n---"
}

fn no_front(path: &str) -> Diagnostic {
    let example = example();
    Diagnostic::error("no-front-matter", words!("「{path}」の初めに id の欄がありません。", "`{path}` does not begin with its id."))
        .at(Place::Bytes(path.to_string(), 0..0))
        .why(words!(
            "ページを指すための id が、--- の行に挟まれてファイルの初めに要ります。",
            "An id, between two lines of ---, is needed at the beginning so that the page can be named."
        ))
        .fix(words!("1行目から次のように書いてください。\n{example}", "Begin the first line like this:\n{example}"))
}

fn open_front(path: &str, first: Range<usize>) -> Diagnostic {
    Diagnostic::error(
        "open-front-matter",
        words!("id の欄を閉じる --- の行がありません。", "The line --- that ends the front matter is missing."),
    )
    .at(Place::Bytes(path.to_string(), first.start..first.end.min(3)))
    .label(words!("ここから始まっています", "it begins here"))
    .why(words!("閉じないと、どこから本文か分かりません。", "Without it, where the text of the page begins is not known."))
    .fix(words!("id と title の次の行に --- だけの行を入れてください。", "Put a line with nothing but --- behind id and title."))
}
