//! The two languages that kohyo speaks: Japanese first, English beside.

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

/// Both languages of one message: `words!("{n}件の{x}", "{n} of {x}")` (inline format arguments).
#[macro_export]
macro_rules! words {
    ($ja:literal, $en:literal $(, $arg:expr)* $(,)?) => {
        $crate::lang::Words { ja: format!($ja $(, $arg)*), en: format!($en $(, $arg)*) }
    };
}
