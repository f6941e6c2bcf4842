//! `desk-beside`: the desk that a record names can be reached, and stands on the page that prints the record.

use super::{Builtin, values};
use crate::check::kind::{Context, Hit, Selection, is_given, value_place};
use crate::check::rendered::Channel;
use crate::check::view::Selected;
use crate::content::NodeId;
use crate::lang::Words;
use crate::words;
use serde_json::Value;
use std::collections::BTreeSet;

/// Each selected record names a `contact` that can be reached; the desk is printed wherever the record is, on one page or bulletin at least.
pub fn desk_beside(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for s in values(selection)? {
        if let Some(detail) = judge(context, s) {
            hits.push(Hit { at: s.pointer.clone(), place: Some(value_place(s.node)), detail, ..Hit::default() });
        }
    }
    Ok(())
}

fn judge(context: &Context, s: &Selected) -> Option<Words> {
    let Some(id) = s.value.get("contact").and_then(Value::as_str) else {
        return Some(words!("示されていません", "is not named"));
    };
    let Some((at, desk)) = desk(context, id) else {
        return Some(words!("見つかりません（{id}）", "is not found ({id})"));
    };
    let ways: Vec<NodeId> = WAYS.iter().filter(|k| is_given(desk.get(**k))).map(|k| context.view.node(&format!("{at}/{k}"))).collect();
    if ways.is_empty() {
        return Some(words!("連絡の方法を示していません", "has no way to be reached"));
    }
    let Some(rendered) = context.rendered else {
        context.meets(&at);
        return None;
    };
    let tree = context.view.tree;
    let channels = |n: NodeId| rendered.places(tree, n).into_iter().map(|p| p.channel).collect::<BTreeSet<Channel>>();
    let own = channels(s.node);
    let near: BTreeSet<Channel> = ways.into_iter().chain([context.view.node(&at)]).flat_map(channels).collect();
    if own.is_empty() || !own.is_disjoint(&near) {
        context.meets(&at);
        return None;
    }
    Some(words!("同じページにありません", "does not stand on the same page"))
}

const WAYS: [&str; 5] = ["tel", "fax", "email", "form_url", "address"];

/// A desk by its id, or the society itself: its pointer and what it says.
fn desk<'v>(context: &'v Context, id: &str) -> Option<(String, &'v Value)> {
    if id == "society" {
        return Some(("/society".to_owned(), context.view.json.get("society")?));
    }
    let desks = context.view.json.pointer("/society/contact_points")?.as_array()?;
    let i = desks.iter().position(|d| d.get("id").and_then(Value::as_str) == Some(id))?;
    Some((format!("/society/contact_points/{i}"), desks.get(i)?))
}
