//! Searches with an expression that was read: from each place on the ways are tried in their order, as the library prefers them.

use super::Groups;
use super::parse::{Parsed, Piece, Set, Ways};
use memchr::memmem::Finder;
use std::ops::Range;

/// What is done one after the other.
#[derive(Debug, Clone)]
enum Step {
    /// Takes these characters.
    Text(Box<str>),
    /// Takes characters: as many as there are, and fewer if the rest does not match then.
    Chars {
        set: Set,
        least: usize,
        most: usize,
    },
    /// Goes on behind it, or else there.
    Either(usize),
    Go(usize),
    /// Notes the place.
    Note(usize),
    Start,
    End,
    Done,
}

/// Where to go on when a way leads nowhere.
enum Back {
    /// There, at this byte.
    Try(usize, usize),
    /// The same with one character fewer, while the byte is beyond the least.
    Fewer { step: usize, at: usize, least: usize },
    /// A note that is to be as it was.
    Note(usize, Option<usize>),
}

/// Too much was tried: the library takes the same time for every expression.
#[derive(Debug)]
pub struct TooMuch;

/// An expression, ready to be searched with.
#[derive(Debug, Clone)]
pub struct Program {
    steps: Vec<Step>,
    /// For each step what may stand where it begins, as a bit for each of the last six bits of a character.
    ahead: Vec<u64>,
    /// How many places are noted.
    notes: usize,
    /// What a match may begin with, as a bit for each of the last six bits of a character: most of a text is passed over by it.
    first: u64,
    /// The same of its second character.
    second: u64,
    /// What every match begins with, if that is more than a character: it is found sooner than tried everywhere.
    beginning: Option<Finder<'static>>,
}

impl Program {
    /// The program of an expression.
    pub fn of(parsed: Parsed) -> Program {
        let mut steps = Vec::new();
        let mut first = 0;
        begins(&parsed.ways, &mut first);
        let beginning = beginning(&parsed.ways).map(|text| Finder::new(&text).into_owned());
        either(parsed.ways, &mut steps);
        steps.push(Step::Done);
        let ahead = ahead(&steps);
        let second = second(&steps, &ahead);
        Program { steps, ahead, notes: 2 * (parsed.groups + 1), first, second, beginning }
    }

    /// The first place from a byte on.
    pub fn find(&self, text: &str, from: usize) -> Result<Option<Groups>, TooMuch> {
        let mut run = Run::of(self, text, self.notes);
        let Some((start, end)) = self.search(&mut run, from)? else { return Ok(None) };
        if let [first, last, ..] = run.notes.as_mut_slice() {
            (*first, *last) = (Some(start), Some(end));
        }
        let groups = run.notes.chunks(2).map(|pair| match pair {
            [Some(start), Some(end)] => Some(*start..*end),
            _ => None,
        });
        Ok(Some(groups.collect()))
    }

    /// The same without its groups.
    pub fn place(&self, text: &str, from: usize) -> Result<Option<Range<usize>>, TooMuch> {
        let found = self.search(&mut Run::of(self, text, 0), from)?;
        Ok(found.map(|(start, end)| start..end))
    }

    /// Whether there is any place.
    pub fn is_match(&self, text: &str) -> Result<bool, TooMuch> {
        self.search(&mut Run::of(self, text, 0), 0).map(|found| found.is_some())
    }

    /// Where the first match from a byte on begins and ends.
    fn search(&self, run: &mut Run, from: usize) -> Result<Option<(usize, usize)>, TooMuch> {
        let text = run.text;
        let Some(beginning) = &self.beginning else {
            let mut rest = text.as_bytes().get(from..).unwrap_or_default();
            // Whether the character before may be the first of a match, as the last bit, and where it stands.
            let (mut before, mut start, mut at) = (0, from, from);
            // The last six bits of a character are those of its last byte.
            while let Some((last, after)) = next(rest) {
                if before & self.second >> (last & 63) & 1 > 0
                    && let Some(end) = run.from(start)?
                {
                    return Ok(Some((start, end)));
                }
                (before, start) = (self.first >> (last & 63), at);
                at += rest.len() - after.len();
                rest = after;
            }
            // Of a second character that is not there nothing can be said.
            if before & 1 > 0
                && let Some(end) = run.from(start)?
            {
                return Ok(Some((start, end)));
            }
            return Ok(None);
        };
        let mut next = from;
        while let Some(at) = text.as_bytes().get(next..).and_then(|rest| beginning.find(rest)).map(|at| next + at) {
            if let Some(end) = run.from(at)? {
                return Ok(Some((at, end)));
            }
            // The next one may overlap.
            next = at + 1;
        }
        Ok(None)
    }
}

/// What every match begins with: the characters that stand first one after the other, if there are some.
fn beginning(ways: &Ways) -> Option<String> {
    let [way] = ways.as_slice() else { return None };
    let text: String = way.iter().map_while(one).collect();
    (text.chars().count() > 1).then_some(text)
}

/// The only character that a part takes.
fn one(piece: &Piece) -> Option<char> {
    match piece {
        Piece::Chars { set: Set { negated: false, blanks: false, ranges }, least: 1, most: 1 } => match ranges.as_slice() {
            [(first, last)] if first == last => Some(*first),
            _ => None,
        },
        _ => None,
    }
}

/// What may stand where each step begins. Steps lead to later ones only.
fn ahead(steps: &[Step]) -> Vec<u64> {
    let mut ahead = vec![u64::MAX; steps.len() + 1];
    for (at, step) in steps.iter().enumerate().rev() {
        let of = |step: usize| ahead.get(step).copied().unwrap_or(u64::MAX);
        ahead[at] = match step {
            Step::Text(text) => text.chars().next().map_or(u64::MAX, bit),
            Step::Chars { set, least: 0, .. } => bits(set) | of(at + 1),
            Step::Chars { set, .. } => bits(set),
            Step::Either(other) => of(at + 1) | of(*other),
            Step::Go(to) => of(*to),
            Step::Note(_) => of(at + 1),
            Step::Start | Step::End | Step::Done => u64::MAX,
        };
    }
    ahead
}

/// What may stand behind the first character of a match.
fn second(steps: &[Step], ahead: &[u64]) -> u64 {
    let of = |step: usize| ahead.get(step).copied().unwrap_or(u64::MAX);
    let (mut bits, mut next, mut seen) = (0, vec![0], vec![false; steps.len()]);
    while let Some(at) = next.pop() {
        if seen.get_mut(at).is_none_or(|seen| std::mem::replace(seen, true)) {
            continue;
        }
        match &steps[at] {
            Step::Text(text) => bits |= text.chars().nth(1).map_or_else(|| of(at + 1), bit),
            Step::Chars { set, least, most } => {
                bits |= of(at + 1);
                bits |= if *most > 1 { self::bits(set) } else { 0 };
                if *least == 0 {
                    next.push(at + 1);
                }
            }
            Step::Either(other) => next.extend([at + 1, *other]),
            Step::Go(to) => next.push(*to),
            Step::Note(_) | Step::Start => next.push(at + 1),
            // A match of which nothing is known.
            Step::End | Step::Done => bits = u64::MAX,
        }
    }
    bits
}

/// The last byte of the first character of a text, and the text behind it.
#[inline]
fn next(text: &[u8]) -> Option<(u8, &[u8])> {
    match text {
        [0xe0..0xf0, _, last, after @ ..] => Some((*last, after)),
        [last @ ..0x80, after @ ..] => Some((*last, after)),
        [..0xe0, last, after @ ..] => Some((*last, after)),
        [_, _, _, last, after @ ..] => Some((*last, after)),
        _ => None,
    }
}

/// How many bytes the character has that begins with this one.
fn width(first: u8) -> usize {
    match first {
        ..0x80 => 1,
        0xf0.. => 4,
        0xe0.. => 3,
        _ => 2,
    }
}

/// The bit of a character.
fn bit(c: char) -> u64 {
    1 << (u32::from(c) & 63)
}

fn either(ways: Ways, steps: &mut Vec<Step>) {
    let (last, mut ends) = (ways.len().saturating_sub(1), Vec::new());
    for (i, way) in ways.into_iter().enumerate() {
        let fork = steps.len();
        if i < last {
            steps.push(Step::Either(0));
        }
        let mut text = String::new();
        for piece in way {
            match one(&piece) {
                Some(c) => text.push(c),
                None => {
                    put_text(&mut text, steps);
                    put(piece, steps);
                }
            }
        }
        put_text(&mut text, steps);
        if i < last {
            ends.push(steps.len());
            steps.push(Step::Go(0));
            let next = steps.len();
            if let Some(step) = steps.get_mut(fork) {
                *step = Step::Either(next);
            }
        }
    }
    let end = steps.len();
    ends.into_iter().for_each(|at| steps[at] = Step::Go(end));
}

fn put_text(text: &mut String, steps: &mut Vec<Step>) {
    if !text.is_empty() {
        steps.push(Step::Text(std::mem::take(text).into()));
    }
}

fn put(piece: Piece, steps: &mut Vec<Step>) {
    match piece {
        Piece::Chars { set, least, most } => steps.push(Step::Chars { set, least, most }),
        Piece::Start => steps.push(Step::Start),
        Piece::End => steps.push(Step::End),
        Piece::Group { number, ways, optional } => {
            let fork = steps.len();
            if optional {
                steps.push(Step::Either(0));
            }
            steps.extend(number.map(|n| Step::Note(2 * n)));
            either(ways, steps);
            steps.extend(number.map(|n| Step::Note(2 * n + 1)));
            if optional {
                steps[fork] = Step::Either(steps.len());
            }
        }
    }
}

/// Adds what ways may begin with; answers whether all of them take a character.
fn begins(ways: &Ways, first: &mut u64) -> bool {
    let mut all = true;
    for way in ways {
        all &= way.iter().any(|piece| match piece {
            Piece::Chars { set, least, .. } => {
                *first |= bits(set);
                *least > 0
            }
            Piece::Group { ways, optional, .. } => begins(ways, first) && !optional,
            Piece::Start | Piece::End => false,
        });
    }
    all
}

fn bits(set: &Set) -> u64 {
    if set.negated || set.blanks {
        return u64::MAX;
    }
    set.ranges.iter().fold(0, |bits, (first, last)| match u32::from(*last) - u32::from(*first) {
        63.. => u64::MAX,
        n => (0..=n).fold(bits, |bits, i| bits | 1 << ((u32::from(*first) + i) & 63)),
    })
}

struct Run<'a> {
    program: &'a Program,
    text: &'a str,
    stack: Vec<Back>,
    notes: Vec<Option<usize>>,
    /// How many steps may still be tried.
    left: usize,
}

impl<'a> Run<'a> {
    fn of(program: &'a Program, text: &'a str, notes: usize) -> Run<'a> {
        Run { program, text, stack: Vec::new(), notes: vec![None; notes], left: 1000 + 50 * text.len() }
    }

    /// Where a match that begins at a byte ends.
    fn from(&mut self, start: usize) -> Result<Option<usize>, TooMuch> {
        self.stack.clear();
        self.notes.fill(None);
        let mut here = Some((0, start));
        loop {
            self.left = self.left.checked_sub(1).ok_or(TooMuch)?;
            let Some((step, at)) = here else {
                match self.stack.pop() {
                    None => return Ok(None),
                    Some(Back::Note(note, was)) => self.notes[note] = was,
                    Some(Back::Try(step, at)) => here = Some((step, at)),
                    Some(Back::Fewer { step, at, least }) => here = self.fewer(step, at, least),
                }
                continue;
            };
            here = match self.program.steps.get(step) {
                None | Some(Step::Done) => return Ok(Some(at)),
                Some(Step::Text(text)) => {
                    let stands = self.text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(text.as_bytes()));
                    stands.then_some((step + 1, at + text.len()))
                }
                Some(Step::Chars { set, least, most }) => self
                    .chars(set, *least, *most, at)
                    .and_then(|(least, end)| if least < end { self.fewer_later(step, end, least) } else { Some((step + 1, end)) }),
                Some(Step::Either(other)) => match (self.may_stand(step + 1, at), self.may_stand(*other, at)) {
                    (true, true) => {
                        self.stack.push(Back::Try(*other, at));
                        Some((step + 1, at))
                    }
                    (true, false) => Some((step + 1, at)),
                    (false, true) => Some((*other, at)),
                    (false, false) => None,
                },
                Some(Step::Go(to)) => Some((*to, at)),
                Some(Step::Note(note)) => {
                    // Who asks only whether there is a match wants no notes.
                    if let Some(noted) = self.notes.get_mut(*note) {
                        self.stack.push(Back::Note(*note, noted.replace(at)));
                    }
                    Some((step + 1, at))
                }
                Some(Step::Start) => (at == 0).then_some((step + 1, at)),
                Some(Step::End) => (at == self.text.len()).then_some((step + 1, at)),
            };
        }
    }

    /// Whether the character at a byte may stand where a step begins; at the end of the text nothing is known.
    fn may_stand(&self, step: usize, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let last = bytes.get(at).and_then(|first| bytes.get(at + width(*first) - 1));
        let ahead = self.program.ahead.get(step).copied().unwrap_or(u64::MAX);
        last.is_none_or(|last| ahead >> (last & 63) & 1 > 0)
    }

    /// How far characters of a set reach: with as few as may be, and with as many.
    fn chars(&self, set: &Set, least: usize, most: usize, at: usize) -> Option<(usize, usize)> {
        let (mut count, mut end, mut fewest) = (0, at, (least == 0).then_some(at));
        for c in self.text[at..].chars() {
            if count == most || !set.holds(c) {
                break;
            }
            count += 1;
            end += c.len_utf8();
            if count == least {
                fewest = Some(end);
            }
        }
        Some((fewest?, end))
    }

    fn fewer_later(&mut self, step: usize, at: usize, least: usize) -> Option<(usize, usize)> {
        self.stack.push(Back::Fewer { step, at, least });
        Some((step + 1, at))
    }

    /// Goes back to where the next step may begin.
    fn fewer(&mut self, step: usize, mut at: usize, least: usize) -> Option<(usize, usize)> {
        let ahead = self.program.ahead.get(step + 1).copied().unwrap_or(u64::MAX);
        while let Some(c) = self.text[..at].chars().next_back() {
            at -= c.len_utf8();
            if at <= least {
                break;
            }
            if ahead & bit(c) > 0 {
                return self.fewer_later(step, at, least);
            }
        }
        Some((step + 1, at))
    }
}
