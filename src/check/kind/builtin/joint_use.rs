//! Joint use: who the users are, and who answers for the data.

use super::{Builtin, person::is_post, values};
use crate::check::kind::{Context, Hit, Selection, fields, text_of, value_place};
use crate::check::view::Selected;
use crate::lang::Words;
use crate::words;
use serde_json::Value;

/// Each selected joint use has a joint user beside the society.
pub fn partner(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for s in values(selection)? {
        let parties = s.value.get("parties").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let other = |(i, p): (usize, &Value)| {
            let is_society = context.view.is_filled(&format!("{}/parties/{i}/name", s.pointer));
            p.get("role").and_then(Value::as_str) != Some("entrustee") && !is_society
        };
        if !parties.iter().enumerate().any(other) {
            hits.push(Hit { value: String::new(), ..Hit::at(s) });
        }
    }
    Ok(())
}

/// Each selected joint use names the party responsible for the data: a post is no name.
pub fn manager_name(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for s in values(selection)? {
        let names = fields(&s.pointer, s.value, "manager.name");
        if names.is_empty() {
            hits.push(nameless(context, s, &s.pointer, Words::default()));
        }
        for (pointer, name) in names {
            let name = name.map(text_of).unwrap_or_default();
            if name.trim().is_empty() {
                let posts = s.value.pointer("/manager/post").is_some();
                let detail = if posts { words!("（役職だけです）", " (posts only)") } else { Words::default() };
                hits.push(nameless(context, s, &pointer, detail));
            } else if is_post(&name) {
                let detail = words!("（「{name}」は役職です）", " (“{name}” is a post)");
                hits.push(nameless(context, s, &pointer, detail));
            } else {
                context.meets(&pointer);
            }
        }
    }
    Ok(())
}

fn nameless(context: &Context, s: &Selected, pointer: &str, detail: Words) -> Hit {
    let place = Some(value_place(context.view.node(pointer)));
    Hit { at: s.pointer.clone(), field: Some("manager.name".to_owned()), place, detail, ..Hit::default() }
}
