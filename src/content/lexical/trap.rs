//! The traps by name.

use std::ops::Range;

/// A trap in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which one.
    pub trap: Trap,
    /// The bytes to underline.
    pub bytes: Range<usize>,
}

/// What can go wrong with YAML unnoticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trap {
    /// A tab as indentation.
    TabIndent,
    /// A full-width or other odd blank as indentation.
    WideIndent,
    /// A full-width colon behind a key.
    WideColon,
    /// No blank behind the colon of a key; whether YAML fails on it.
    NoBlank { breaks: bool },
    /// No blank behind the dash of a list.
    DashNoBlank,
    /// A list's dash, indented so that it goes on with the line before.
    DashFolded,
    /// A key, indented deeper than the text before allows.
    Misindented,
    /// Text behind ` #` that is not read; whether a closing bracket is among it.
    CutByHash { breaks: bool },
    /// A text that begins with a bracket: text follows behind it.
    BracketFirst,
    /// Brackets in the middle of a text within brackets.
    BracketInside,
    /// Text behind the closing quote.
    AfterQuote,
    /// A colon and blank within a text.
    ColonInText,
    /// A word without value within braces.
    LoneWord,
    /// A text that begins with a character that means something to YAML.
    SpecialFirst(char),
    /// A type, `!!str`.
    Tag,
    /// A key that YAML 1.1 takes for true or false.
    YesNoKey,
    /// A value that YAML 1.1 takes for true or false.
    YesNo,
    /// A time of day that YAML 1.1 takes for a number.
    Time,
    /// A postal code or telephone number that is a number.
    NumberText,
    /// A sample of numbering or a version that is a number.
    NumberSample,
    /// A date without its zeros.
    DateShape,
    /// A merge key.
    Merge,
    /// A second document.
    SecondDocument,
    /// A line end within a text that becomes a blank.
    Folded,
    /// A known key within quotes.
    KeyInQuotes,
    /// A quote that is never closed.
    OpenQuote,
    /// A bracket that is never closed.
    OpenBracket(char),
}

impl Trap {
    /// Whether YAML surely fails, or reads something quite different.
    pub fn breaks(self) -> bool {
        match self {
            Trap::NoBlank { breaks } | Trap::CutByHash { breaks } => breaks,
            Trap::TabIndent
            | Trap::WideIndent
            | Trap::WideColon
            | Trap::Misindented
            | Trap::BracketFirst
            | Trap::BracketInside
            | Trap::AfterQuote
            | Trap::SpecialFirst(_)
            | Trap::Tag
            | Trap::ColonInText
            | Trap::SecondDocument
            | Trap::OpenQuote
            | Trap::OpenBracket(_) => true,
            _ => false,
        }
    }

    /// Whether it is an error, not a warning.
    pub fn is_error(self) -> bool {
        !matches!(self, Trap::Folded | Trap::KeyInQuotes)
    }

    /// Whether the value is meant as the text that stands there, whatever YAML makes of it.
    pub fn means_text(self) -> bool {
        matches!(self, Trap::YesNo | Trap::Time | Trap::NumberText | Trap::NumberSample | Trap::DateShape)
    }
}
