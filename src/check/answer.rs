//! What an entry of the content answers: a value, one of the three states, or nothing.

use serde_json::Value;

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
    pub fn of(value: Option<&'v Value>) -> Answer<'v> {
        let Some(value) = value else { return Answer::Missing };
        if let Some(state) = state(value) {
            return state;
        }
        if has_content(value) { Answer::Given } else { Answer::Missing }
    }
}

/// The state that a mapping is, if it is one.
pub fn state(value: &Value) -> Option<Answer<'_>> {
    // No more than the state and a text beside it.
    let map = value.as_object().filter(|m| m.len() <= 2)?;
    let mut others = map.iter().filter(|(key, _)| *key != "text");
    let (key, value) = others.next().filter(|_| map.len() == 1 || map.keys().any(|key| key == "text"))?;
    match (key.as_str(), value) {
        ("none", _) => Some(Answer::None),
        ("elsewhere", _) => Some(Answer::Elsewhere),
        ("on_request", Value::String(desk)) => Some(Answer::OnRequest(desk)),
        _ => None,
    }
}

/// Whether something was written: blanks, full-width ones too, are nothing.
pub fn has_content(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::Number(_) => true,
        Value::String(s) => !s.trim().is_empty(),
        Value::Array(a) => a.iter().any(has_content),
        Value::Object(o) => o.values().any(has_content),
    }
}
