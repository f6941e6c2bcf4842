//! Texts of the content: nearly all stand in their file as they are meant, and are stretches of its text that need no copy.

use arcstr::{ArcStr, Substr};
use std::borrow::Borrow;
use std::fmt;
use std::ops::{Deref, Range};

/// A stretch of a text, which stays as long as any of its stretches.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt(Substr);

impl Excerpt {
    /// What stands there in a text; nothing where no characters begin and end there.
    pub fn of(text: &ArcStr, range: Range<usize>) -> Excerpt {
        Excerpt(if text.get(range.clone()).is_some() { text.substr(range) } else { Substr::new() })
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Deref for Excerpt {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Excerpt {
    fn borrow(&self) -> &str {
        self
    }
}

impl From<String> for Excerpt {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&str> for Excerpt {
    fn from(text: &str) -> Self {
        Excerpt(ArcStr::from(text).into())
    }
}

impl PartialEq<str> for Excerpt {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_keeps_the_whole() {
        let whole = ArcStr::from("name: 組合");
        let part = Excerpt::of(&whole, 6..12);
        drop(whole);
        assert_eq!((part.as_str(), part.clone(), size_of::<Excerpt>()), ("組合", "組合".into(), 16));
        assert_eq!(Excerpt::of(&ArcStr::from("組合"), 1..3), Excerpt::from(""));
    }
}
