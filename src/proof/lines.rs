//! Lines that stand on many pages word for word, such as those of the head, the menu and the foot: what they say is read once.

use super::keys::sum_of;
use super::read::{Address, Page};
use crate::content::marks::Marks;
use memchr::memchr;

/// Pages that were read one after the other, and the lines of them that may come again.
#[derive(Default)]
pub struct Known<'a> {
    pages: Vec<Option<Page<'a>>>,
    lines: Vec<Line<'a>>,
    marks: Marks,
}

/// A line of a page, or several up to where nothing is open that gives what follows a meaning of its own. Another tag begins the line after it.
pub struct Line<'a> {
    /// All but the end of the last line.
    bytes: &'a [u8],
    /// That of the first line.
    mark: u32,
    /// The number of the page.
    page: usize,
    /// The byte of the file where it begins.
    at: usize,
    /// What was read before it.
    from: Counts,
    /// What was read after it.
    to: Counts,
}

/// How much was read of what a line may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Counts {
    text: u32,
    places: u32,
    links: u32,
    loads: u32,
    asides: u32,
}

/// How much was read of what is said only once on a page: a line that says any of it is read again.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rest {
    titles: usize,
    headings: usize,
    styles: usize,
    policies: usize,
    lang: bool,
    main: bool,
    moved: bool,
}

/// A line that is being read.
pub struct Begun {
    mark: u32,
    at: usize,
    from: Counts,
    rest: Rest,
}

impl<'a> Known<'a> {
    /// The number of the line with which this begins, or else the mark of a new one. Mostly `next` comes next.
    pub fn find(&self, text: &[u8], next: usize) -> Result<usize, u32> {
        let begins = |line: &Line| text.strip_prefix(line.bytes).is_some_and(|after| after.starts_with(b"\n<"));
        if self.lines.get(next).is_some_and(begins) {
            return Ok(next);
        }
        let mark = mark_of(text);
        let is = |number: usize| self.lines.get(number).is_some_and(|line| line.mark == mark && begins(line));
        self.marks.find(mark, is).map_err(|_| mark)
    }

    /// Says a line once more on a page, where it begins at a byte of its file. Answers how long it is.
    pub fn repeat(&self, number: usize, at: usize, page: &mut Page<'a>) -> Option<usize> {
        let line = self.lines.get(number)?;
        let said = self.pages.get(line.page)?.as_ref()?;
        let here = page.text.len();
        let Line { from, to, .. } = line;
        let text = |place: usize| place - from.text as usize + here;
        let moved = |address: &Address<'a>| Address { at: address.at - line.at + at, ..address.clone() };
        page.places.extend(part(&said.places, from.places, to.places).iter().map(|(place, name)| (text(*place), name.clone())));
        page.links.extend(part(&said.links, from.links, to.links).iter().map(moved));
        page.loads.extend(part(&said.loads, from.loads, to.loads).iter().map(moved));
        page.asides.extend_from_slice(part(&said.asides, from.asides, to.asides));
        page.text.extend_from_slice(part(&said.text, from.text, to.text));
        Some(line.bytes.len())
    }

    /// Adds a page, and lines of it that are new.
    pub fn add(&mut self, page: Option<Page<'a>>, lines: Vec<Line<'a>>) {
        let number = self.pages.len();
        self.pages.push(page);
        for line in lines {
            let all = &self.lines;
            self.marks.room(all.len(), |number| all[number].mark);
            let is = |number: usize| all[number].mark == line.mark && all[number].bytes == line.bytes;
            if let Err(place) = self.marks.find(line.mark, is) {
                self.marks.put(place, self.lines.len());
                self.lines.push(Line { page: number, ..line });
            }
        }
    }

    /// The pages, in their order.
    pub fn pages(self) -> Vec<Option<Page<'a>>> {
        self.pages
    }
}

impl Begun {
    /// Begins to read a line of that mark, at a byte of its file.
    pub fn of(mark: u32, at: usize, page: &Page) -> Begun {
        Begun { mark, at, from: Counts::of(page), rest: Rest::of(page) }
    }

    /// The line, when it was read up to a byte of the file; none if it says what only one line of a page says.
    pub fn read<'a>(self, file: &'a [u8], end: usize, page: &Page) -> Option<Line<'a>> {
        let Begun { mark, at, from, rest } = self;
        let bytes = file.get(at..end).filter(|_| rest == Rest::of(page))?;
        Some(Line { bytes, mark, page: 0, at, from, to: Counts::of(page) })
    }
}

impl Counts {
    fn of(page: &Page) -> Counts {
        Counts {
            text: number(page.text.len()),
            places: number(page.places.len()),
            links: number(page.links.len()),
            loads: number(page.loads.len()),
            asides: number(page.asides.len()),
        }
    }
}

impl Rest {
    fn of(page: &Page) -> Rest {
        Rest {
            titles: page.titles.len(),
            headings: page.headings.len(),
            styles: page.styles.len(),
            policies: page.policies.len(),
            lang: page.lang.is_some(),
            main: page.main.is_some(),
            moved: page.moved,
        }
    }
}

fn part<T>(all: &[T], from: u32, to: u32) -> &[T] {
    all.get(from as usize..to as usize).unwrap_or_default()
}

/// How many there are; no page has more than can be counted.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A number that is made of the first line of a text.
fn mark_of(text: &[u8]) -> u32 {
    let end = memchr(b'\n', text).unwrap_or(text.len());
    (sum_of(&text[..end]) >> 32) as u32
}
