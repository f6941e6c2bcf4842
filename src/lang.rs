//! The two languages that kohyo speaks: Japanese first, English beside.

use std::borrow::Cow;
use std::fmt;

/// A language of pages and messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// Japanese: the language of the law and of the content.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The BCP 47 tag: `ja`, `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// The language of a tag, a locale (`en_US.UTF-8`) or an `Accept-Language` word.
    pub fn of(tag: &str) -> Option<Lang> {
        match tag.get(..2)? {
            "ja" => Some(Lang::Ja),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The same text in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// A text as it may go to a terminal: what would move the cursor, change colours or turn the order of letters around is shown as a sign instead.
pub fn visible(text: &str) -> Cow<'_, str> {
    let acts = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let sign = |c: char| match c {
        '\t' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        _ => '\u{FFFD}',
    };
    match text.contains(acts) {
        true => Cow::Owned(text.chars().map(|c| if acts(c) { sign(c) } else { c }).collect()),
        false => Cow::Borrowed(text),
    }
}

/// Both languages of one message: `words!("{n}件の{x}", "{n} of {x}")` (inline format arguments).
#[macro_export]
macro_rules! words {
    ($ja:literal, $en:literal $(, $arg:expr)* $(,)?) => {
        $crate::lang::Words { ja: format!($ja $(, $arg)*), en: format!($en $(, $arg)*) }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_becomes_visible() {
        assert_eq!(visible("例示\u{1b}[31m赤\u{9b}2J\u{202e}逆\r\n\t\u{7f}"), "例示␛[31m赤\u{fffd}2J\u{fffd}逆␍\n ␡");
        assert!(matches!(visible("改行\nだけ"), Cow::Borrowed(_)));
    }
}
