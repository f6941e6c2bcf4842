//! What may be written where: the model as data, taken from its own declarations. Schemas for editors are made of it, and what describes the fields.

use crate::lang::Words;

/// The shape of a value, made when it is asked for: the model contains itself.
pub type Of = fn() -> Shape;

/// What may be written for a value.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A text.
    Text(Form),
    /// A whole number.
    Number,
    /// `true` or `false`.
    Bool,
    /// The word `true` alone.
    True,
    /// One of these words.
    Words(&'static [Word]),
    /// A list of these.
    List(Of),
    /// Keys of one's own, each with one of these.
    Map(Of),
    /// The fields of a record.
    Record(Record),
    /// One of several.
    Choice(Vec<Shape>),
}

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Any text.
    Free,
    /// A name by which others point at a record.
    Id,
    /// A day, month or year.
    Day,
    /// An address of the web.
    Url,
    /// A reference that stands alone, `<page:employers>`.
    Reference,
    /// The name of a block with its id and part.
    Block,
    /// The id of a thing of one of these kinds, or one of these words.
    Link(&'static [&'static str]),
}

/// A word of a closed set, with the lines of its description.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The word as the content writes it.
    pub word: &'static str,
    /// Its description as it is written beside the declaration.
    pub docs: &'static [&'static str],
}

/// A record: a mapping with fixed keys.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// Its name in the model.
    pub name: &'static str,
    /// Its description as it is written beside the declaration.
    pub docs: &'static [&'static str],
    /// Whether a bare text stands for it.
    pub short: bool,
    /// Puts its fields into a list.
    pub fields: fn(&mut Vec<Field>),
}

/// A field of a record.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// Its description as it is written beside the declaration.
    pub docs: &'static [&'static str],
    /// Whether it must be there.
    pub mode: Mode,
    /// What may be written for it.
    pub shape: Of,
}

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It must.
    Required,
    /// It may be absent.
    Optional,
    /// It may be absent or be answered by a state; the check asks for it.
    Asked,
}

impl Record {
    /// Its fields, in the order of the model.
    pub fn fields(&self) -> Vec<Field> {
        let mut out = Vec::new();
        (self.fields)(&mut out);
        out
    }
}

impl Shape {
    /// Itself, when it is a record, or the record among several.
    pub fn record(&self) -> Option<Record> {
        match self {
            Shape::Record(r) => Some(*r),
            Shape::Choice(of) => of.iter().find_map(Shape::record),
            _ => None,
        }
    }
}

/// What a description says in both languages: the line that begins with 「日本語:」, and the others.
pub fn described(docs: &[&str]) -> Words {
    let (ja, en): (Vec<&str>, Vec<&str>) = docs.iter().map(|d| d.trim()).partition(|d| d.starts_with("日本語:"));
    let ja: Vec<&str> = ja.iter().map(|d| d.trim_start_matches("日本語:").trim()).collect();
    Words { ja: ja.join(""), en: en.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_has_two_languages() {
        let words = described(&[" The day.", " 日本語: 日付です。"]);
        assert_eq!((words.ja.as_str(), words.en.as_str()), ("日付です。", "The day."));
    }
}
