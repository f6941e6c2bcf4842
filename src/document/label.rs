//! The number or mark in front of a text: most texts have none, so that it is kept apart from them.

use super::wording::Wording;
use serde::{Serialize, Serializer};
use std::fmt;
use std::ops::Deref;

/// The number or mark in front of a text; mostly empty.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Label(Option<Box<Wording>>);

impl Label {
    /// None.
    pub const EMPTY: Label = Label(None);
}

impl Deref for Label {
    type Target = str;
    fn deref(&self) -> &str {
        self.0.as_ref().map_or("", |label| label.as_str())
    }
}

impl From<Wording> for Label {
    fn from(label: Wording) -> Self {
        Label((!label.is_empty()).then(|| Box::new(label)))
    }
}

impl From<&'static str> for Label {
    fn from(label: &'static str) -> Self {
        Wording::from(label).into()
    }
}

impl From<String> for Label {
    fn from(label: String) -> Self {
        Wording::from(label).into()
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_empty() {
        assert_eq!((Label::from(""), Label::from(String::new())), (Label::EMPTY, Label::default()));
        assert_eq!((&*Label::from("※"), &*Label::EMPTY, size_of::<Label>()), ("※", "", 8));
    }
}
