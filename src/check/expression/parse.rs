//! Reads the part of the language of regular expressions that is searched here. What it does not know is no error: the library reads it.

/// Ways of which one must match, the first that does.
pub type Ways = Vec<Vec<Piece>>;

/// A part of an expression.
#[derive(Debug, Clone)]
pub enum Piece {
    /// `a`, `.`, `[a-z]`, so many times.
    Chars {
        /// Which characters.
        set: Set,
        /// At least so often.
        least: usize,
        /// At most so often.
        most: usize,
    },
    /// `(…)`, `(?:…)`, `(…)?`
    Group {
        /// The number of the group, if it has one.
        number: Option<usize>,
        /// What stands in it.
        ways: Ways,
        /// Whether it may be left out.
        optional: bool,
    },
    /// `^`
    Start,
    /// `$`
    End,
}

/// Some characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// All but those that are named.
    pub negated: bool,
    /// From each first to each last.
    pub ranges: Vec<(char, char)>,
    /// Blanks of every kind.
    pub blanks: bool,
}

impl Set {
    fn of(ranges: Vec<(char, char)>) -> Set {
        Set { negated: false, ranges, blanks: false }
    }

    /// Whether a character is one of them.
    pub fn holds(&self, c: char) -> bool {
        let named = self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&c)) || self.blanks && c.is_whitespace();
        named != self.negated
    }
}

/// An expression that was read.
pub struct Parsed {
    /// What it says.
    pub ways: Ways,
    /// How many groups with a number it has.
    pub groups: usize,
}

/// Reads an expression, if all of it is known here.
pub fn parse(text: &str) -> Option<Parsed> {
    let mut reader = Reader { rest: text, groups: 0, depth: 0 };
    let ways = reader.ways()?;
    // An empty match has rules of its own.
    (reader.rest.is_empty() && !may_be_empty(&ways)).then_some(Parsed { ways, groups: reader.groups })
}

fn may_be_empty(ways: &Ways) -> bool {
    let empty = |piece: &Piece| match piece {
        Piece::Chars { least, .. } => *least == 0,
        Piece::Group { ways, optional, .. } => *optional || may_be_empty(ways),
        Piece::Start | Piece::End => true,
    };
    ways.iter().any(|way| way.iter().all(empty))
}

struct Reader<'t> {
    rest: &'t str,
    groups: usize,
    /// How many groups are open.
    depth: usize,
}

impl Reader<'_> {
    fn take(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn char(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        Some(c)
    }

    fn ways(&mut self) -> Option<Ways> {
        let mut ways = vec![self.way()?];
        while self.take("|") {
            ways.push(self.way()?);
        }
        Some(ways)
    }

    fn way(&mut self) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            pieces.push(self.piece()?);
        }
        Some(pieces)
    }

    fn piece(&mut self) -> Option<Piece> {
        let set = match self.char()? {
            '^' => return self.once(Piece::Start),
            '$' => return self.once(Piece::End),
            '(' => return self.group(),
            '[' => self.class()?,
            '.' => Set { negated: true, ..Set::of(vec![('\n', '\n')]) },
            '\\' => self.escaped()?,
            '*' | '+' | '?' | '{' | '}' | ']' => return None,
            c => Set::of(vec![(c, c)]),
        };
        let (least, most) = self.times()?;
        self.once(Piece::Chars { set, least, most })
    }

    /// A piece, if it is not repeated, or not once more.
    fn once(&self, piece: Piece) -> Option<Piece> {
        (!self.rest.starts_with(['*', '+', '?', '{'])).then_some(piece)
    }

    fn group(&mut self) -> Option<Piece> {
        let number = if self.take("?:") {
            None
        } else if self.rest.starts_with('?') {
            return None;
        } else {
            self.groups += 1;
            Some(self.groups)
        };
        // What goes so deep is left to the library, which has a bound of its own.
        const DEEPEST: usize = 50;
        self.depth = Some(self.depth + 1).filter(|depth| *depth <= DEEPEST)?;
        let ways = self.ways()?;
        self.depth -= 1;
        self.take(")").then_some(())?;
        let optional = self.take("?");
        self.once(Piece::Group { number, ways, optional })
    }

    fn times(&mut self) -> Option<(usize, usize)> {
        if self.take("*") {
            return Some((0, usize::MAX));
        }
        if self.take("+") {
            return Some((1, usize::MAX));
        }
        if self.take("?") {
            return Some((0, 1));
        }
        if !self.take("{") {
            return Some((1, 1));
        }
        let (inside, rest) = self.rest.split_once('}')?;
        self.rest = rest;
        let number = |n: &str| n.parse::<u32>().ok().filter(|_| n.bytes().all(|b| b.is_ascii_digit())).map(|n| n as usize);
        let (least, most) = match inside.split_once(',') {
            None => (number(inside)?, number(inside)?),
            Some((least, "")) => (number(least)?, usize::MAX),
            Some((least, most)) => (number(least)?, number(most)?),
        };
        (least <= most && most > 0).then_some((least, most))
    }

    /// What a backslash makes: a character that would mean something else, or blanks.
    fn escaped(&mut self) -> Option<Set> {
        match self.char()? {
            's' => Some(Set { blanks: true, ..Set::of(Vec::new()) }),
            c if c.is_ascii_punctuation() && !matches!(c, '<' | '>') => Some(Set::of(vec![(c, c)])),
            _ => None,
        }
    }

    /// `[a-z」]`, behind its bracket.
    fn class(&mut self) -> Option<Set> {
        let mut set = Set { negated: self.take("^"), ..Set::of(Vec::new()) };
        loop {
            let first = self.char()?;
            // Classes within classes, and signs that take one class from another.
            let of_library = first == '[' || self.rest.starts_with(first) && matches!(first, '&' | '-' | '~');
            if of_library {
                return None;
            }
            let first = match first {
                ']' if set.ranges.is_empty() && !set.blanks => return None,
                ']' => return Some(set),
                '\\' => {
                    let named = self.escaped()?;
                    set.blanks |= named.blanks;
                    match named.ranges.first() {
                        Some((c, _)) => *c,
                        None => continue,
                    }
                }
                c => c,
            };
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            if !is_range {
                set.ranges.push((first, first));
                continue;
            }
            self.take("-");
            let last = self.char().filter(|c| !matches!(c, '[' | '\\' | '-'))?;
            (first <= last).then(|| set.ranges.push((first, last)))?;
        }
    }
}
