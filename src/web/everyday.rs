//! Templates as most of them are: text with values in it, `if` and `for`, blocks and includes. They are made ready once, and print what they are given
//! without building anything of it.
//!
//! Whatever else a template has, and every mistake, is Tera's; tests compare both.

mod parse;

use super::escape::{digits, escape_quotes};
use super::strings::Strings;
use super::value::{List, Name, Record, Value};
use crate::lang::Lang;
use std::collections::BTreeMap;

/// The templates that are as most are, by name.
#[derive(Default)]
pub(super) struct Everyday(BTreeMap<String, Vec<Step>>);

/// What a template does, step by step.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// Prints what stands in it.
    Text(String),
    /// Prints a shell text, escaped already.
    Shell { ja: String, en: String },
    /// Prints the first of these that says something, or else the last.
    Print(Vec<Path>),
    /// Prints HTML.
    Html(Path),
    /// Goes one way if any of these says something, else the other.
    If { any: Vec<Path>, then: Vec<Step>, otherwise: Vec<Step> },
    /// Does the same for every record of a list.
    For { list: Path, body: Vec<Step> },
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Path {
    root: Root,
    /// The way on from there.
    way: Vec<Way>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Root {
    /// What the page has, by its name.
    Page(Name),
    /// What the loop is at, counted from the outermost.
    Loop(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// `.title`
    Name(String, Option<Name>),
    /// `["site.css"]`
    Word(String),
    /// `[language.lang]`
    Value(Path),
}

/// What is Tera's: it knows what to print, or what to say.
struct Unusual;

impl Everyday {
    /// Makes ready those templates that are as most are. All of them can be used by Tera.
    pub(super) fn new<'t>(templates: impl Iterator<Item = (&'t str, &'t str)>, strings: &Strings) -> Self {
        let sources: BTreeMap<&str, &str> = templates.collect();
        Everyday(sources.keys().filter_map(|name| Some(((*name).to_owned(), parse::steps(name, &sources, strings)?))).collect())
    }

    /// What a template prints of a page in a language; nothing where the template or the page is unusual. It is a little longer than `expected`.
    pub(super) fn render(&self, name: &str, lang: Lang, page: &dyn Record, expected: usize) -> Option<String> {
        /// The pages' own texts and markup.
        const AROUND: usize = 16 << 10;
        let mut printer = Printer { page, lang, loops: Vec::new(), out: String::with_capacity(expected + AROUND) };
        printer.steps(self.0.get(name)?).ok()?;
        Some(printer.out)
    }
}

struct Printer<'v> {
    page: &'v dyn Record,
    lang: Lang,
    /// What the loops are at, the outermost first.
    loops: Vec<&'v dyn Record>,
    out: String,
}

impl<'v> Printer<'v> {
    fn steps(&mut self, steps: &[Step]) -> Result<(), Unusual> {
        steps.iter().try_for_each(|step| self.step(step))
    }

    fn step(&mut self, step: &Step) -> Result<(), Unusual> {
        match step {
            Step::Text(text) => self.out.push_str(text),
            Step::Shell { ja, en } => self.out.push_str(match self.lang {
                Lang::Ja => ja,
                Lang::En => en,
            }),
            Step::Print(paths) => self.print(paths)?,
            Step::Html(path) => match self.value(path)? {
                Some(Value::Text(html)) => self.out.push_str(html),
                _ => return Err(Unusual),
            },
            Step::If { any, then, otherwise } => self.steps(if self.any(any)? { then } else { otherwise })?,
            Step::For { list, body } => match self.value(list)? {
                Some(Value::List(list)) => self.each(list, body)?,
                _ => return Err(Unusual),
            },
        }
        Ok(())
    }

    fn print(&mut self, paths: &[Path]) -> Result<(), Unusual> {
        let mut value = None;
        for path in paths {
            value = self.value(path)?;
            if says_something(value)? {
                break;
            }
        }
        match value.ok_or(Unusual)? {
            Value::Nothing => {}
            Value::Bool(value) => self.out.push_str(if value { "true" } else { "false" }),
            Value::Number(number) => digits(number, &mut self.out),
            Value::Text(text) => escape_quotes(text, &mut self.out),
            Value::Link(link) => link.push(&mut self.out, escape_quotes),
            Value::List(_) | Value::Record(_) | Value::Map(_) => return Err(Unusual),
        }
        Ok(())
    }

    fn any(&self, paths: &[Path]) -> Result<bool, Unusual> {
        for path in paths {
            if says_something(self.value(path)?)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn each(&mut self, list: &'v dyn List, body: &[Step]) -> Result<(), Unusual> {
        for record in (0..).map_while(|place| list.at(place)) {
            self.loops.push(record);
            let printed = self.steps(body);
            self.loops.pop();
            printed?;
        }
        Ok(())
    }

    /// The value of a path; none where all but the last part of it is there.
    fn value(&self, path: &Path) -> Result<Option<Value<'v>>, Unusual> {
        let mut value = match path.root {
            Root::Page(name) => self.page.get(name),
            Root::Loop(nth) => self.loops.get(nth).map(|record| Value::Record(*record)),
        };
        for way in &path.way {
            value = match (value, way) {
                (Some(Value::Record(record)), Way::Name(_, name)) => name.and_then(|name| record.get(name)),
                (Some(Value::Map(map)), Way::Name(word, _)) => map.get(word),
                (Some(Value::Map(map)), Way::Word(word)) => Some(map.get(word).ok_or(Unusual)?),
                (Some(Value::Map(map)), Way::Value(path)) => match self.value(path)? {
                    Some(Value::Text(word)) => Some(map.get(word).ok_or(Unusual)?),
                    _ => return Err(Unusual),
                },
                _ => return Err(Unusual),
            };
        }
        Ok(value)
    }
}

/// Whether a value counts as yes.
fn says_something(value: Option<Value>) -> Result<bool, Unusual> {
    match value {
        None | Some(Value::Nothing) => Ok(false),
        Some(Value::Bool(value)) => Ok(value),
        Some(Value::Number(number)) => Ok(number != 0),
        Some(Value::Text(text)) => Ok(!text.is_empty()),
        Some(Value::Link(link)) => Ok(!link.is_empty()),
        Some(Value::List(list)) => Ok(list.at(0).is_some()),
        Some(Value::Record(_)) => Ok(true),
        Some(Value::Map(_)) => Err(Unusual),
    }
}
