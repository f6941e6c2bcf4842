//! Joint use: who the users are, and who answers for the data.

use super::{Builtin, person::is_post, values};
use crate::check::kind::{Context, Hit, Selection, fields, text_of, value_place};
use crate::check::view::Value;
use crate::content::NodeId;
use crate::lang::Words;
use crate::words;

/// Each selected joint use has a joint user beside the society.
pub fn partner(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for &s in values(selection)? {
        let other = |p: Value| !p.get("role").is_some_and(|r| r.says("entrustee")) && !context.view.is_society(p);
        if !s.get("parties").is_some_and(|parties| parties.items().any(other)) {
            hits.push(Hit::about(s));
        }
    }
    Ok(())
}

/// Each selected joint use names the party responsible for the data: a post is no name.
pub fn manager_name(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for &s in values(selection)? {
        let names = fields(s, "manager.name");
        if names.is_empty() {
            hits.push(nameless(s, s.node(), Words::default()));
        }
        for found in names {
            let name = found.value.map(text_of).unwrap_or_default();
            match found.value {
                Some(value) if !name.trim().is_empty() && !is_post(&name) => context.meets(value),
                _ if name.trim().is_empty() => {
                    let posts = s.down(&["manager", "post"]).is_some();
                    let detail = if posts { words!("（役職だけです）", " (posts only)") } else { Words::default() };
                    hits.push(nameless(s, found.node(context), detail));
                }
                _ => {
                    let detail = words!("（「{name}」は役職です）", " (“{name}” is a post)");
                    hits.push(nameless(s, found.node(context), detail));
                }
            }
        }
    }
    Ok(())
}

fn nameless(s: Value, node: NodeId, detail: Words) -> Hit {
    Hit { at: s.pointer(), field: Some("manager.name".to_owned()), place: Some(value_place(node)), detail, ..Hit::default() }
}
