//! A text of the document tree: words of the program, a text of the content that many places share, or one that was put together.

use crate::content::Excerpt;
use serde::{Serialize, Serializer};
use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Deref;

/// Room for what is mostly added to a text.
const ROOM: usize = 160;

/// A text that is copied only where it is changed.
#[derive(Clone)]
pub struct Wording(Kind);

#[derive(Clone)]
enum Kind {
    Ours(&'static str),
    Shared(Excerpt),
    Own(String),
}

impl Wording {
    /// Nothing.
    pub const EMPTY: Wording = Wording(Kind::Ours(""));

    /// The text itself.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kind::Ours(text) => text,
            Kind::Shared(text) => text,
            Kind::Own(text) => text,
        }
    }

    /// Adds to the text.
    pub fn push_str(&mut self, more: &str) {
        if let Kind::Own(text) = &mut self.0 {
            return text.push_str(more);
        }
        let before = self.as_str();
        let mut text = String::with_capacity(before.len() + more.len() + ROOM);
        text.push_str(before);
        text.push_str(more);
        self.0 = Kind::Own(text);
    }

    /// The same text, which can be had again without a copy.
    pub fn shared(self) -> Wording {
        match self.0 {
            Kind::Own(text) => Wording(Kind::Shared(text.into())),
            _ => self,
        }
    }
}

impl Deref for Wording {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Wording {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Wording {
    fn borrow(&self) -> &str {
        self
    }
}

impl Default for Wording {
    fn default() -> Self {
        Wording::EMPTY
    }
}

impl From<&'static str> for Wording {
    fn from(text: &'static str) -> Self {
        Wording(Kind::Ours(text))
    }
}

impl From<String> for Wording {
    fn from(text: String) -> Self {
        Wording(Kind::Own(text))
    }
}

impl From<&Excerpt> for Wording {
    fn from(text: &Excerpt) -> Self {
        Wording(Kind::Shared(text.clone()))
    }
}

impl From<Wording> for String {
    fn from(text: Wording) -> Self {
        match text.0 {
            Kind::Own(text) => text,
            _ => text.as_str().to_owned(),
        }
    }
}

impl fmt::Debug for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl PartialEq for Wording {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Wording {}

impl PartialEq<str> for Wording {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Wording {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Wording {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialOrd for Wording {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Wording {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other)
    }
}

impl Serialize for Wording {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_copied_when_it_is_changed() {
        let written = Excerpt::from("組合");
        let mut own = Wording::from(&written);
        let other = own.clone();
        own.push_str("は");
        assert_eq!((own.as_str(), other.as_str(), &*written), ("組合は", "組合", "組合"));
        assert_eq!(other.as_str().as_ptr(), written.as_ptr());
        let mut ours = Wording::from("a");
        ours.push_str("b");
        ours.push_str("c");
        assert_eq!(ours.shared(), "abc");
    }
}
