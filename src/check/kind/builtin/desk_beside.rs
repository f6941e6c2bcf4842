//! `desk-beside`: the desk that a record names can be reached, and stands on the page that prints the record.

use super::{Builtin, values};
use crate::check::kind::{Context, Hit, Selection, is_given};
use crate::check::view::Value;
use crate::content::NodeId;
use crate::lang::Words;
use crate::words;

/// Each selected record names a `contact` that can be reached; the desk is printed wherever the record is, on one page or bulletin at least.
pub fn desk_beside(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for &s in values(selection)? {
        hits.extend(judge(context, s).map(|detail| Hit::about(s).detail(detail)));
    }
    Ok(())
}

fn judge(context: &Context, s: Value) -> Option<Words> {
    let Some(id) = s.get("contact").and_then(Value::as_str) else {
        return Some(words!("示されていません", "is not named"));
    };
    let Some(desk) = desk(context, id) else {
        return Some(words!("見つかりません（{id}）", "is not found ({id})"));
    };
    let ways: Vec<NodeId> = WAYS.iter().filter_map(|k| desk.get(k)).filter(|way| is_given(Some(*way))).map(Value::node).collect();
    if ways.is_empty() {
        return Some(words!("連絡の方法を示していません", "has no way to be reached"));
    }
    let Some(rendered) = context.rendered else {
        context.meets(desk);
        return None;
    };
    let tree = context.view.tree;
    let (mut own, mut near) = (Vec::new(), Vec::new());
    rendered.first_places(tree, s.node(), &mut own);
    let mut stands_beside = |node: NodeId| {
        rendered.first_places(tree, node, &mut near);
        near.iter().any(|place| own.iter().any(|o| o.channel == place.channel))
    };
    if own.is_empty() || ways.into_iter().chain([desk.node()]).any(&mut stands_beside) {
        context.meets(desk);
        return None;
    }
    Some(words!("同じページにありません", "does not stand on the same page"))
}

const WAYS: [&str; 5] = ["tel", "fax", "email", "form_url", "address"];

/// A desk by its id, or the society itself.
fn desk<'v>(context: &Context<'v>, id: &str) -> Option<Value<'v>> {
    let society = context.view.root().get("society")?;
    if id == "society" {
        return Some(society);
    }
    society.get("contact_points")?.items().find(|d| d.get("id").is_some_and(|own| own.says(id)))
}
