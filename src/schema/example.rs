//! Examples of values, from the descriptions of the fields: 「…です（例：03-0000-0000）。」

use crate::content::shape::{Form, Shape, described};
use serde_json::{Value, json};

/// The examples that a description gives for a field, where they can be written as they stand.
pub(super) fn examples(docs: &[&str], shape: &Shape) -> Vec<Value> {
    let said = described(docs).ja;
    let Some((_, rest)) = said.split_once("例：") else { return Vec::new() };
    let Some(given) = enclosed(rest) else { return Vec::new() };
    // Behind a full stop the description goes on.
    let given = given.split('。').next().unwrap_or(given).trim().trim_matches('`').trim_matches('"');
    if given.is_empty() { Vec::new() } else { of(shape, given) }
}

/// The text up to the bracket that closes it.
fn enclosed(text: &str) -> Option<&str> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '（' => depth += 1,
            '）' if depth == 0 => return Some(&text[..at]),
            '）' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The same as a value of this shape; none when it does not look like one.
fn of(shape: &Shape, given: &str) -> Vec<Value> {
    match shape {
        Shape::Number => number(given).into_iter().collect(),
        Shape::Text(Form::Free | Form::Id | Form::Day | Form::Url | Form::Reference | Form::Link(_)) => vec![json!(given)],
        Shape::Record(r) if r.short => vec![json!(given)],
        Shape::List(of) if matches!(of(), Shape::Text(Form::Free)) || of().record().is_none() => list(&of(), given),
        Shape::Choice(several) => several.iter().map(|s| of_one(s, given)).find(|found| !found.is_empty()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn of_one(shape: &Shape, given: &str) -> Vec<Value> {
    match shape {
        Shape::Text(_) => of(shape, given),
        Shape::Record(r) if r.short => vec![json!(given)],
        _ => Vec::new(),
    }
}

fn number(given: &str) -> Option<Value> {
    let digits: String = given.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == given.len() { digits.parse::<u32>().ok().map(|n| json!(n)) } else { None }
}

/// 「氏名、生年月日」 as one list.
fn list(of_item: &Shape, given: &str) -> Vec<Value> {
    let items: Vec<Value> = given.split('、').map(|part| of(of_item, part.trim())).collect::<Vec<_>>().concat();
    if items.is_empty() { Vec::new() } else { vec![Value::Array(items)] }
}
