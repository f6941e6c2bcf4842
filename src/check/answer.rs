//! What an entry of the content answers: a value, one of the three states, or nothing.

use crate::check::view::Value;

/// What stands in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'v> {
    /// Nothing, or only blanks.
    Missing,
    /// `{none: …}`: there is none.
    None,
    /// `{elsewhere: …}`: published there, which cannot be seen from here.
    Elsewhere,
    /// `{on_request: desk}`: this desk tells it.
    OnRequest(&'v str),
    /// A value.
    Given,
}

impl<'v> Answer<'v> {
    /// Reads an entry.
    pub fn of(value: Option<Value<'v>>) -> Answer<'v> {
        let Some(value) = value else { return Answer::Missing };
        if let Some(state) = value.state() {
            return state;
        }
        if value.has_content() { Answer::Given } else { Answer::Missing }
    }
}
