//! From the text of a template to its steps; nothing of whatever is not known here.

use super::{Path, Root, Step, Way};
use crate::web::escape::escape_quotes;
use crate::web::strings::Texts;
use crate::web::value::Name;
use memchr::memchr_iter;
use std::collections::BTreeMap;
use std::ops::Range;

/// Words that mean something of their own, and stand for no value.
const RESERVED: [&str; 16] =
    ["true", "True", "false", "False", "loop", "self", "and", "or", "not", "is", "in", "continue", "break", "none", "None", "null"];

/// More templates within each other are one mistake or another.
const DEEPEST: usize = 16;

/// The templates by name.
pub(super) type Templates<'t> = BTreeMap<&'t str, Template<'t>>;

/// Cuts templates into pieces, those that are as most are.
pub(super) fn templates<'t>(templates: impl Iterator<Item = (&'t str, &'t str)>) -> Templates<'t> {
    // What is escaped depends on the ending of the name.
    let html = templates.filter(|(name, _)| name.ends_with(".html"));
    html.filter_map(|(name, text)| Some((name, Template::read(text)?))).collect()
}

/// The steps of some templates in the language of these texts: of those that are as most are, and so is all that they are made of.
pub(super) fn steps(wanted: &[&str], templates: &Templates, texts: Texts) -> BTreeMap<String, Vec<Step>> {
    let mut parser = Parser { templates, texts, chain: Vec::new(), loops: Vec::new(), depth: 0 };
    wanted.iter().filter_map(|name| Some(((*name).to_owned(), parser.template(name)?))).collect()
}

/// A template, cut into pieces.
pub(super) struct Template<'t> {
    pieces: Vec<Piece<'t>>,
    blocks: Blocks<'t>,
    /// The template that it extends; then it has nothing besides blocks.
    parent: Option<&'t str>,
}

/// Where in a template the inside of each block stands.
type Blocks<'t> = BTreeMap<&'t str, Range<usize>>;

/// A piece of a template.
#[derive(Debug)]
enum Piece<'t> {
    Text(&'t str),
    /// `{{ … }}`
    Print(Vec<Token<'t>>),
    /// `{% … %}`
    Tag(Vec<Token<'t>>),
}

/// Words and signs within braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    Word(&'t str),
    Quoted(&'t str),
    Sign(u8),
}

impl<'t> Template<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let pieces = pieces(text)?;
        let (blocks, parent) = (blocks(&pieces)?, parent(&pieces));
        let fits = parent.is_none() || is_only_blocks(&pieces);
        fits.then_some(Template { pieces, blocks, parent })
    }
}

struct Parser<'t, 'p> {
    templates: &'p Templates<'t>,
    texts: Texts<'p>,
    /// The template that is being read, and behind it those that it extends.
    chain: Vec<&'p Template<'t>>,
    /// The names of the loops around the place, the outermost first.
    loops: Vec<&'t str>,
    depth: usize,
}

impl<'t, 'p> Parser<'t, 'p> {
    fn template(&mut self, name: &str) -> Option<Vec<Step>> {
        if self.depth == DEEPEST {
            return None;
        }
        let chain = self.chain_of(name)?;
        let base = *chain.last()?;
        let outer = std::mem::replace(&mut self.chain, chain);
        self.depth += 1;
        let steps = self.steps(base, 0..base.pieces.len());
        self.depth -= 1;
        self.chain = outer;
        steps
    }

    /// A template, and what it extends.
    fn chain_of(&self, name: &str) -> Option<Vec<&'p Template<'t>>> {
        let mut chain = vec![self.templates.get(name)?];
        while let Some(parent) = chain.last()?.parent {
            chain.push(self.templates.get(parent)?);
            if chain.len() > DEEPEST {
                return None;
            }
        }
        Some(chain)
    }

    /// The steps of some pieces of a template of the chain.
    fn steps(&mut self, template: &'p Template<'t>, range: Range<usize>) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        let pieces = template.pieces.get(..range.end)?;
        let mut at = range.start;
        while let Some(piece) = pieces.get(at) {
            at += 1;
            match piece {
                Piece::Text(text) => push_text(text, &mut steps),
                Piece::Print(inside) => self.print(inside, &mut steps)?,
                Piece::Tag(inside) => match inside.as_slice() {
                    [Token::Word("if"), condition @ ..] => {
                        let any = self.any(condition)?;
                        let (otherwise, end) = branches(pieces, at)?;
                        let then = self.steps(template, at..otherwise.unwrap_or(end))?;
                        let otherwise = otherwise.map_or(Some(Vec::new()), |at| self.steps(template, at + 1..end))?;
                        steps.push(Step::If { any, then, otherwise });
                        at = end + 1;
                    }
                    [Token::Word("for"), Token::Word(name), Token::Word("in"), list @ ..] if !RESERVED.contains(name) => {
                        let list = self.path(list)?;
                        let (None, end) = branches(pieces, at)? else { return None };
                        self.loops.push(name);
                        let body = self.steps(template, at..end);
                        self.loops.pop();
                        steps.push(Step::For { list, body: body? });
                        at = end + 1;
                    }
                    [Token::Word("block"), Token::Word(name)] => {
                        let end = template.blocks.get(name)?.end;
                        let (nearest, body) = self.chain.iter().find_map(|nearest| Some((*nearest, nearest.blocks.get(name)?.clone())))?;
                        self.depth += 1;
                        let inside = if self.depth < DEEPEST { self.steps(nearest, body) } else { None };
                        self.depth -= 1;
                        inside?.into_iter().for_each(|step| push(step, &mut steps));
                        at = end + 1;
                    }
                    [Token::Word("include"), Token::Quoted(name)] => {
                        self.template(name)?.into_iter().for_each(|step| push(step, &mut steps));
                    }
                    _ => return None,
                },
            }
        }
        Some(steps)
    }

    fn print(&self, tokens: &[Token<'t>], steps: &mut Vec<Step>) -> Option<()> {
        match tokens {
            [path @ .., Token::Sign(b'|'), Token::Word("safe")] => steps.push(Step::Html(self.path(path)?)),
            // The shell texts are known already.
            [Token::Word("t"), Token::Sign(b'.'), Token::Word(name)] if !self.loops.contains(&"t") => {
                let mut escaped = String::new();
                escape_quotes(self.texts.find(name)?, &mut escaped);
                push_text(&escaped, steps);
            }
            _ => steps.push(Step::Print(self.any(tokens)?)),
        }
        Some(())
    }

    /// `one or another`
    fn any(&self, tokens: &[Token<'t>]) -> Option<Vec<Path>> {
        tokens.split(|token| *token == Token::Word("or")).map(|path| self.path(path)).collect()
    }

    /// `site.name`, `asset["site.css"]`, `t[language.lang]`
    fn path(&self, tokens: &[Token<'t>]) -> Option<Path> {
        let (Token::Word(root), mut rest) = tokens.split_first()? else { return None };
        if RESERVED.contains(root) {
            return None;
        }
        let root = match self.loops.iter().rposition(|name| name == root) {
            Some(nth) => Root::Loop(nth),
            None => Root::Page(Name::of(root)?),
        };
        let mut way = Vec::new();
        while !rest.is_empty() {
            match rest {
                [Token::Sign(b'.'), Token::Word(word), after @ ..] => {
                    way.push(Way::Name((*word).to_owned(), Name::of(word)));
                    rest = after;
                }
                [Token::Sign(b'['), Token::Quoted(word), Token::Sign(b']'), after @ ..] => {
                    way.push(Way::Word((*word).to_owned()));
                    rest = after;
                }
                [Token::Sign(b'['), after @ ..] => {
                    let end = after.iter().position(|token| *token == Token::Sign(b']'))?;
                    way.push(Way::Value(self.path(after.get(..end)?)?));
                    rest = after.get(end + 1..)?;
                }
                _ => return None,
            }
        }
        Some(Path { root, way })
    }
}

/// Adds a step; texts one after the other are one.
fn push(step: Step, steps: &mut Vec<Step>) {
    match step {
        Step::Text(text) => push_text(&text, steps),
        other => steps.push(other),
    }
}

fn push_text(text: &str, steps: &mut Vec<Step>) {
    match steps.last_mut() {
        _ if text.is_empty() => {}
        Some(Step::Text(before)) => before.push_str(text),
        _ => steps.push(Step::Text(text.to_owned())),
    }
}

/// The template that one extends: that is said before all else.
fn parent<'t>(pieces: &[Piece<'t>]) -> Option<&'t str> {
    let first = pieces.iter().find(|piece| !is_blank(piece))?;
    let Piece::Tag(inside) = first else { return None };
    match inside.as_slice() {
        [Token::Word("extends"), Token::Quoted(name)] => Some(name),
        _ => None,
    }
}

/// Whether a template that extends another has nothing besides blocks.
fn is_only_blocks(pieces: &[Piece]) -> bool {
    let mut depth = 0_usize;
    let mut extends = 0;
    for piece in pieces {
        match piece {
            Piece::Tag(inside) => match first_word(inside) {
                Some("block") => depth += 1,
                Some("endblock") => depth = depth.saturating_sub(1),
                Some("extends") => extends += 1,
                _ if depth > 0 => {}
                _ => return false,
            },
            piece if depth > 0 || is_blank(piece) => {}
            _ => return false,
        }
    }
    extends == 1
}

fn is_blank(piece: &Piece) -> bool {
    matches!(piece, Piece::Text(text) if text.trim().is_empty())
}

fn first_word<'t>(inside: &[Token<'t>]) -> Option<&'t str> {
    match inside.first()? {
        Token::Word(word) => Some(word),
        _ => None,
    }
}

/// Where the inside of each block stands. A block within another one is one too.
fn blocks<'t>(pieces: &[Piece<'t>]) -> Option<Blocks<'t>> {
    let mut found = Blocks::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Tag(inside) = piece else { continue };
        match inside.as_slice() {
            [Token::Word("block"), Token::Word(name)] => open.push((name, at + 1)),
            [Token::Word("endblock"), named @ ..] => {
                let (name, start) = open.pop()?;
                if !matches!(named, [] | [Token::Word(_)]) || found.insert(name, start..at).is_some() {
                    return None;
                }
            }
            _ => {}
        }
    }
    open.is_empty().then_some(found)
}

/// Where the other way of an `if` begins, if there is one, and where the `if` or `for` ends whose inside begins at `from`.
fn branches(pieces: &[Piece], from: usize) -> Option<(Option<usize>, usize)> {
    let mut depth = 0_usize;
    let mut otherwise = None;
    for (at, piece) in pieces.iter().enumerate().skip(from) {
        let Piece::Tag(inside) = piece else { continue };
        match (first_word(inside)?, inside.len()) {
            ("if" | "for", _) => depth += 1,
            ("endif" | "endfor", 1) if depth == 0 => return Some((otherwise, at)),
            ("endif" | "endfor", 1) => depth -= 1,
            ("else", 1) if depth == 0 && otherwise.is_none() => otherwise = Some(at),
            ("elif", _) => return None,
            _ => {}
        }
    }
    None
}

/// Cuts a template at its braces. Comments are left out, and so are blanks beside a brace with a hyphen.
fn pieces(template: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    let mut trim = false;
    loop {
        let is_start = |at: &usize| matches!(rest.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#'));
        let start = memchr_iter(b'{', rest.as_bytes()).find(is_start);
        let (mut text, from) = rest.split_at(start.unwrap_or(rest.len()));
        if trim && !text.is_empty() {
            text = text.trim_start();
            trim = false;
        }
        if from.as_bytes().get(2) == Some(&b'-') {
            text = text.trim_end();
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        let Some(kind) = from.as_bytes().get(1) else { return Some(pieces) };
        let end = from.find(match kind {
            b'{' => "}}",
            b'%' => "%}",
            _ => "#}",
        })?;
        let inside = from.get(2..end)?;
        let inside = inside.strip_prefix('-').unwrap_or(inside);
        let trimmed = inside.strip_suffix('-');
        match kind {
            b'#' => trim |= trimmed.is_some(),
            _ => trim = trimmed.is_some(),
        }
        let inside = trimmed.unwrap_or(inside);
        match kind {
            b'{' => pieces.push(Piece::Print(tokens(inside)?)),
            b'%' => pieces.push(Piece::Tag(tokens(inside)?)),
            _ => {}
        }
        rest = from.get(end + 2..)?;
    }
}

/// The words and signs within braces.
fn tokens(inside: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = inside.trim_start();
    while let Some(&first) = rest.as_bytes().first() {
        let (token, length) = match first {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                let end = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'_').unwrap_or(rest.len());
                (Token::Word(&rest[..end]), end)
            }
            b'"' | b'\'' => {
                let end = 1 + rest[1..].bytes().position(|byte| byte == first)?;
                let quoted = &rest[1..end];
                if quoted.contains('\\') {
                    return None;
                }
                (Token::Quoted(quoted), end + 1)
            }
            b'.' | b'[' | b']' | b'|' => (Token::Sign(first), 1),
            _ => return None,
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Some(tokens)
}
