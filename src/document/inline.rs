//! Inline Markdown to inline nodes: emphasis, links, references. Raw HTML is text; only known schemes lead anywhere.

use super::tree::{Inline, Inlines, Target, Wording};
use crate::content::few::Few;
use crate::content::reference::{KINDS, Reference, is_web, references};
use memchr::{memchr, memchr_iter, memchr3};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// A reference met in a text.
pub struct Met<'t> {
    /// Its kind.
    pub kind: &'t str,
    /// What it points at, with the view.
    pub target: &'t str,
    /// Own words, already made into nodes.
    pub words: Option<Inlines>,
}

/// What prints a reference.
pub trait Resolver {
    /// The nodes that a reference prints.
    fn resolve(&mut self, met: Met<'_>) -> Inlines;
    /// A flaw of the text: bytes are those of the text as written, as near as they are known.
    fn flaw(&mut self, flaw: Flaw, range: Range<usize>);
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// Raw HTML: printed as text.
    Html(String),
    /// A link that may not lead anywhere: printed as text.
    Scheme(String),
    /// A picture: only the words for it are printed.
    Picture(String),
    /// Asterisks that are left over: emphasis that did not close.
    Stars,
}

/// A private-use character that keeps Markdown from seeing a Japanese bracket beside an asterisk, or a block at the beginning. Never printed.
pub(super) const GUARD: char = '\u{F8FF}';

/// The nodes of a text.
pub fn inline(text: &str, resolver: &mut dyn Resolver) -> Inlines {
    let seen = Seen::of(text);
    let joined = if seen.newline { Cow::Owned(join_lines(text)) } else { Cow::Borrowed(text) };
    if !seen.markup && seen.angles == 0 {
        return if joined.is_empty() { Inlines::new() } else { Inlines::One(Inline::Text(joined.into_owned().into())) };
    }
    if !seen.markup {
        let found: Few<Reference<'_>> = references(&joined).filter(|r| KINDS.contains(&r.kind)).collect();
        if found.len() == seen.angles {
            return only_references(&joined, &found, resolver);
        }
    }
    let mut guarded = guard_emphasis(&joined);
    guarded.insert(0, GUARD);
    let mut builder = Builder::default();
    let written = Written::new(text, &guarded);
    for (event, range) in Parser::new_ext(&guarded, Options::empty()).into_offset_iter() {
        builder.event(event, written.range(range), resolver);
    }
    let nodes = builder.finish();
    if !joined.contains("\\*") && has_stars(&nodes) {
        let last = text.rfind("**").unwrap_or_default();
        resolver.flaw(Flaw::Stars, last..(last + 2).min(text.len()));
    }
    nodes
}

/// Whether a text has no characters that mean something to Markdown, and stands on one line.
pub(super) fn is_plain(text: &str) -> bool {
    // Many are compared at once: what is left at the end is looked at with some of those before it.
    let bytes = text.as_bytes();
    let (chunks, rest) = bytes.as_chunks::<AT_ONCE>();
    let end = match bytes.last_chunk::<AT_ONCE>() {
        Some(_) if rest.is_empty() => return !chunks.iter().any(means_something),
        Some(end) => *end,
        None => {
            let mut end = [b' '; AT_ONCE];
            end.iter_mut().zip(bytes).for_each(|(place, b)| *place = *b);
            end
        }
    };
    !chunks.iter().any(means_something) && !means_something(&end)
}

/// So many bytes are compared at once.
const AT_ONCE: usize = 32;

/// Whether one of these means something to Markdown. There is no branch for each of them.
fn means_something(bytes: &[u8; AT_ONCE]) -> bool {
    let any = |any: u8, b: &u8| {
        let quotes = u8::from(*b == b'*') | u8::from(*b == b'_') | u8::from(*b == b'`') | u8::from(*b == b'\\');
        let others = u8::from(*b == b'[') | u8::from(*b == b'&') | u8::from(*b == b'!') | u8::from(*b == b'<');
        any | quotes | others | u8::from(*b == b'\n')
    };
    bytes.iter().fold(0, any) != 0
}

/// Whether emphasis, code, escapes, links, entities or pictures may begin. All of it are single bytes, which stand in no other character.
fn has_markup(bytes: &[u8]) -> bool {
    let any = |a, b, c| memchr3(a, b, c, bytes).is_some();
    any(b'*', b'_', b'`') || any(b'\\', b'[', b'&') || memchr(b'!', bytes).is_some()
}

/// Which characters a text has that mean something to Markdown: most have none.
struct Seen {
    newline: bool,
    /// Emphasis, code, escapes, links, entities or pictures may begin.
    markup: bool,
    /// How often `<` stands in it.
    angles: usize,
}

impl Seen {
    fn of(text: &str) -> Seen {
        let bytes = text.as_bytes();
        Seen { newline: memchr(b'\n', bytes).is_some(), markup: has_markup(bytes), angles: memchr_iter(b'<', bytes).count() }
    }
}

/// Where a guarded text stands in the text as it was written.
pub(super) struct Written<'t> {
    text: &'t str,
    guarded: &'t str,
    /// Where the guards begin.
    guards: Vec<usize>,
}

impl<'t> Written<'t> {
    pub(super) fn new(text: &'t str, guarded: &'t str) -> Self {
        Written { text, guarded, guards: guarded.match_indices(GUARD).map(|(at, _)| at).collect() }
    }

    /// The bytes of the guards before a place.
    fn guards(&self, end: usize) -> usize {
        if self.guarded.is_char_boundary(end) { self.guards.partition_point(|at| *at < end) * GUARD.len_utf8() } else { 0 }
    }

    /// A range of the guarded text in the text as written. Where line ends were joined, the whole text stands for it.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        let (start, end) = (range.start - self.guards(range.start), range.end - self.guards(range.end));
        let lines_joined = self.guarded.len() - self.guards(self.guarded.len()) != self.text.len();
        match !lines_joined && self.text.is_char_boundary(start) && self.text.is_char_boundary(end) {
            true => start..end,
            false => 0..self.text.len(),
        }
    }
}

/// Whether asterisks of emphasis are left over.
pub(super) fn has_stars(nodes: &[Inline]) -> bool {
    nodes.iter().any(|n| match n {
        Inline::Text(t) => t.contains("**"),
        Inline::Strong(b) | Inline::Emphasis(b) | Inline::Link { body: b, .. } => has_stars(b),
        _ => false,
    })
}

fn only_references(text: &str, found: &[Reference<'_>], resolver: &mut dyn Resolver) -> Inlines {
    let mut out = Inlines::new();
    let mut from = 0;
    for r in found {
        push_str(&mut out, &text[from..r.range.start]);
        append(&mut out, resolver.resolve(Met { kind: r.kind, target: r.target, words: None }));
        from = r.range.end;
    }
    push_str(&mut out, &text[from..]);
    out
}

/// Characters are added to the text before them, so that neighbours stay one node.
pub(super) fn push_text(out: &mut Inlines, text: impl Into<Wording>) {
    let text = text.into();
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(t)) => t.push_str(&text),
        _ => out.push(Inline::Text(text)),
    }
}

/// The same of characters that are only borrowed.
pub(super) fn push_str(out: &mut Inlines, text: &str) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(t)) => t.push_str(text),
        _ => {
            // More will mostly be added to it.
            let mut own = Wording::default();
            own.push_str(text);
            out.push(Inline::Text(own));
        }
    }
}

/// The same nodes, in which texts that meet are one.
pub(super) fn joined(nodes: Inlines) -> Inlines {
    if nodes.windows(2).any(|pair| matches!(pair, [Inline::Text(_), Inline::Text(_)])) {
        let mut out = Inlines::new();
        append(&mut out, nodes);
        return out;
    }
    nodes
}

/// Nodes are added, texts that meet become one.
pub(super) fn append(out: &mut Inlines, more: Inlines) {
    for i in more {
        match i {
            Inline::Text(t) => push_text(out, t),
            other => out.push(other),
        }
    }
}

/// Whether a character is full-width: a newline beside it prints nothing.
pub fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x2010..=0x2027 | 0x2030..=0x205E | 0x2460..=0x24FF | 0x20000..=0x3FFFD)
}

/// A newline between two full-width characters prints nothing, any other a blank.
fn join_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n').map(str::trim).filter(|l| !l.is_empty()) {
        if let (Some(a), Some(b)) = (out.chars().next_back(), line.chars().next())
            && !(is_wide(a) && is_wide(b))
        {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// CommonMark does not see emphasis beside Japanese brackets (`組合**「甲」**は`): a guard between asterisks and punctuation makes it see.
pub(super) fn guard_emphasis(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    let mut before: Option<char> = None;
    while let Some(c) = chars.next() {
        if c != '*' {
            out.push(c);
            before = Some(c);
            continue;
        }
        if before.is_some_and(guarded) {
            out.push(GUARD);
        }
        out.push('*');
        while chars.next_if_eq(&'*').is_some() {
            out.push('*');
        }
        if chars.peek().copied().is_some_and(guarded) {
            out.push(GUARD);
        }
        before = Some('*');
    }
    out
}

fn guarded(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '*' | '\\')
}

fn unguarded(text: &str) -> Cow<'_, str> {
    match text.contains(GUARD) {
        true => Cow::Owned(text.replace(GUARD, "")),
        false => Cow::Borrowed(text),
    }
}

enum Frame {
    Root,
    Strong,
    Emphasis,
    Link(String),
    /// The text of an autolink is not wanted.
    Auto,
}

/// Builds inline nodes from the events of a parser.
#[derive(Default)]
pub(super) struct Builder {
    frames: Vec<(Frame, Inlines)>,
    root: Inlines,
    soft_break: bool,
}

impl Builder {
    fn top(&mut self) -> &mut Inlines {
        match self.frames.last_mut() {
            Some((_, v)) => v,
            None => &mut self.root,
        }
    }

    /// What was built so far; the builder is empty after.
    pub(super) fn finish(&mut self) -> Inlines {
        while let Some((_, v)) = self.frames.pop() {
            append(self.top(), v);
        }
        self.soft_break = false;
        std::mem::take(&mut self.root)
    }

    /// Takes an event of the inline level; false when it is none.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>, resolver: &mut dyn Resolver) -> bool {
        match event {
            Event::Text(t) => self.text(&t),
            Event::Code(t) => {
                let code = Inline::Code(unguarded(&t).into_owned().into());
                self.push(code);
            }
            Event::InlineHtml(t) | Event::Html(t) => {
                resolver.flaw(Flaw::Html(unguarded(&t).trim().to_string()), range);
                let t = unguarded(&t).into_owned();
                self.push(Inline::Text(t.into()));
            }
            Event::SoftBreak => self.soft_break = true,
            Event::HardBreak => self.push(Inline::Break),
            Event::Start(Tag::Strong) => self.frames.push((Frame::Strong, Inlines::new())),
            Event::Start(Tag::Emphasis) => self.frames.push((Frame::Emphasis, Inlines::new())),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.link(link_type, &dest_url, range, resolver),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => self.close(range, resolver),
            Event::Start(Tag::Image { dest_url, .. }) => {
                resolver.flaw(Flaw::Picture(dest_url.to_string()), range);
                self.frames.push((Frame::Root, Inlines::new()));
            }
            Event::End(TagEnd::Image) => self.close(range, resolver),
            Event::FootnoteReference(name) => self.push(Inline::FootnoteMark(name.parse().unwrap_or(1))),
            _ => return false,
        }
        true
    }

    fn push(&mut self, node: Inline) {
        self.soften(match &node {
            Inline::Text(t) | Inline::Code(t) => t.chars().next(),
            _ => None,
        });
        append(self.top(), Inlines::One(node));
    }

    /// A line end inside a Japanese paragraph leaves no gap.
    fn soften(&mut self, next: Option<char>) {
        if !std::mem::take(&mut self.soft_break) {
            return;
        }
        let before = super::tree::plain(self.top()).chars().next_back();
        if !(before.is_none_or(is_wide) && next.is_none_or(is_wide)) {
            push_text(self.top(), " ");
        }
    }

    fn text(&mut self, text: &str) {
        if matches!(self.frames.last(), Some((Frame::Auto, _))) {
            return;
        }
        let text = unguarded(text);
        if !text.is_empty() {
            self.push(Inline::Text(text.into_owned().into()));
        }
    }

    fn link(&mut self, link_type: LinkType, url: &str, range: Range<usize>, resolver: &mut dyn Resolver) {
        let (kind, target) = url.split_once(':').unwrap_or(("", url));
        let auto = matches!(link_type, LinkType::Autolink | LinkType::Email);
        self.soften(None);
        if auto && KINDS.contains(&kind) {
            let nodes = resolver.resolve(Met { kind, target, words: None });
            append(self.top(), nodes);
            return self.frames.push((Frame::Auto, Inlines::new()));
        }
        if auto && link_type == LinkType::Autolink && !is_web(kind) {
            resolver.flaw(Flaw::Scheme(url.to_string()), range);
            push_text(self.top(), format!("<{url}>"));
            return self.frames.push((Frame::Auto, Inlines::new()));
        }
        let url = if link_type == LinkType::Email { format!("mailto:{url}") } else { url.to_string() };
        self.frames.push((Frame::Link(url), Inlines::new()));
    }

    fn close(&mut self, range: Range<usize>, resolver: &mut dyn Resolver) {
        let Some((frame, body)) = self.frames.pop() else { return };
        match frame {
            Frame::Root => append(self.top(), body),
            Frame::Auto => {}
            Frame::Strong => self.top().push(Inline::Strong(body.into())),
            Frame::Emphasis => self.top().push(Inline::Emphasis(body.into())),
            Frame::Link(url) => self.close_link(&url, body, range, resolver),
        }
    }

    fn close_link(&mut self, url: &str, body: Inlines, range: Range<usize>, resolver: &mut dyn Resolver) {
        let (kind, target) = url.split_once(':').unwrap_or(("", url));
        if KINDS.contains(&kind) {
            let nodes = resolver.resolve(Met { kind, target, words: Some(body) });
            return append(self.top(), nodes);
        }
        match outside(url) {
            Some(target) => self.top().push(Inline::link(target, body)),
            None => {
                resolver.flaw(Flaw::Scheme(url.to_string()), range);
                append(self.top(), body);
                push_text(self.top(), format!("（{url}）"));
            }
        }
    }
}

/// The target of an address outside; nothing for schemes that are not allowed.
pub fn outside(url: &str) -> Option<Target> {
    let (scheme, rest) = url.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" if rest.starts_with("//") && rest.len() > 2 => Some(Target::Url(url.to_string())),
        "mailto" => Some(Target::Mail(rest.to_string())),
        "tel" => Some(Target::Tel(rest.to_string())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::plain;

    #[derive(Default)]
    struct Test(Vec<Flaw>);
    impl Resolver for Test {
        fn resolve(&mut self, met: Met<'_>) -> Inlines {
            match met.words {
                Some(w) => Inlines::One(Inline::link(Target::Url(format!("{}:{}", met.kind, met.target)), w)),
                None => Inlines::One(Inline::Text(format!("《{}|{}》", met.kind, met.target).into())),
            }
        }
        fn flaw(&mut self, flaw: Flaw, _: Range<usize>) {
            self.0.push(flaw);
        }
    }

    fn show(text: &str) -> (String, Vec<Flaw>) {
        fn write(nodes: &[Inline], out: &mut String) {
            for n in nodes {
                match n {
                    Inline::Strong(b) => {
                        out.push('{');
                        write(b, out);
                        out.push('}');
                    }
                    Inline::Emphasis(b) => {
                        out.push('~');
                        write(b, out);
                        out.push('~');
                    }
                    Inline::Link { target, body } => out.push_str(&format!("({}→{target:?})", plain(body))),
                    other => out.push_str(&plain(std::slice::from_ref(other))),
                }
            }
        }
        let mut r = Test::default();
        let nodes = inline(text, &mut r);
        let mut out = String::new();
        write(&nodes, &mut out);
        (out, r.0)
    }

    #[test]
    fn emphasis_beside_japanese_brackets_comes_out_right() {
        assert_eq!(show("組合**「甲」**は").0, "組合{「甲」}は");
        assert_eq!(show("**「甲」の「乙」**は**「丙」**で").0, "{「甲」の「乙」}は{「丙」}で");
        assert_eq!(show("これは**（注）**です。**重要**なこと").0, "これは{（注）}です。{重要}なこと");
        assert_eq!(show("甲*「乙」*丙").0, "甲~「乙」~丙");
    }

    #[test]
    fn plain_is_what_has_no_character_of_markdown_wherever_it_stands() {
        for mark in ["*", "_", "`", "\\", "[", "&", "!", "<", "\n", "", "a"] {
            for (before, after) in (0..70).flat_map(|before| [(before, 0), (before, 1), (before, 40)]) {
                let text = format!("{}{mark}{}", "x".repeat(before), "y".repeat(after));
                assert_eq!(is_plain(&text), mark.is_empty() || mark == "a", "{text}");
            }
        }
    }

    #[test]
    fn what_begins_like_a_block_is_text() {
        for text in ["- 一", "1. 一", "# 見出し", "> 引用", "| a | b |", "---", "    四字下げ"] {
            assert_eq!(show(&format!("{text}*x*")).0.trim_start(), format!("{}~x~", text.trim_start()), "{text}");
        }
    }

    #[test]
    fn newlines_leave_no_gap_in_japanese() {
        assert_eq!(show("健康\n保険").0, "健康保険");
        assert_eq!(show("health\ninsurance").0, "health insurance");
    }

    #[test]
    fn html_is_text_and_is_told() {
        assert_eq!(show("a <b>太字</b> <script>x</script>").0, "a <b>太字</b> <script>x</script>");
        assert_eq!(show("a <b>太字</b>").1.len(), 2);
    }

    #[test]
    fn only_known_schemes_lead_anywhere() {
        assert_eq!(show("[x](javascript:alert)").1, [Flaw::Scheme("javascript:alert".into())]);
        assert_eq!(show("[x](data:text/html,a)").1.len(), 1);
        assert_eq!(show("<javascript:alert>").0, "<javascript:alert>");
        assert_eq!(show("[例](https://example.or.jp/)").0, "(例→Url(\"https://example.or.jp/\"))");
    }

    #[test]
    fn references_are_resolved_in_both_forms() {
        assert_eq!(show("「<page:joint-use>」").0, "「《page|joint-use》」");
        assert_eq!(show("[前項](item:a)の*例*").0, "(前項→Url(\"item:a\"))の~例~");
        assert_eq!(show("<law:bango/19//8>と**<term:self>**").0, "《law|bango/19//8》と{《term|self》}");
    }

    #[test]
    fn left_over_asterisks_are_told() {
        assert_eq!(show("これは **強調 です").1, [Flaw::Stars]);
    }
}
