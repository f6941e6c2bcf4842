//! Desks: one that takes complaints or requests, and can be reached.

use super::{Builtin, values};
use crate::check::answer::Answer;
use crate::check::kind::{Context, Field, Hit, Remark, Selection, is_given, needs_print, value_place};
use crate::check::view::Value;
use crate::content::NodeId;
use crate::lang::Words;
use crate::words;

/// The ways to reach a desk.
const WAYS: [&str; 5] = ["tel", "fax", "email", "form_url", "address"];

/// Some desk of `society.yaml` handles what `with: {handles}` names, has a way to reach it, and stands on a page.
pub fn desk(builtin: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for &s in values(selection)? {
        let points = Field { value: s.get("contact_points"), last: s, missing: "contact_points" };
        let hit = |node: NodeId, detail: Words| Hit {
            at: s.pointer(),
            field: Some("contact_points".to_owned()),
            place: Some(value_place(node)),
            detail,
            ..Hit::default()
        };
        let at = || points.value.map_or_else(|| points.node(context), Value::node);
        match (Answer::of(points.value), points.value) {
            (Answer::Elsewhere, _) => hits.push(Hit { remark: Some(Remark::Elsewhere), ..hit(at(), Words::default()) }),
            (Answer::Given, Some(points)) => hits.extend(
                judge(builtin.text("handles"), context, points).map(|(at, remark, detail)| Hit { remark, ..hit(at.node(), detail) }),
            ),
            _ => hits.push(hit(at(), words!("窓口がありません", "there is no desk"))),
        }
    }
    Ok(())
}

/// The best desk decides: what is lacking of it, if anything.
fn judge<'v>(handles: &str, context: &Context, points: Value<'v>) -> Option<(Value<'v>, Option<Remark>, Words)> {
    let takes = |d: &Value| d.get("handles").is_some_and(|h| h.items().any(|h| h.says(handles)));
    let Some(first) = points.items().find(takes) else {
        return Some((points, None, words!("これを受け付ける窓口がありません", "no desk takes them")));
    };
    let reachable = || points.items().filter(takes).filter(|d| WAYS.iter().any(|w| is_given(d.get(w))));
    if reachable().next().is_none() {
        let title = first.get("title").and_then(Value::as_str).unwrap_or_default();
        let detail = words!(
            "「{title}」に、電話、住所、メールなどの連絡先がひとつもありません",
            "“{title}” has no telephone, address, e-mail or other way to reach it"
        );
        return Some((first, None, detail));
    }
    let printed = |desk: Value| context.rendered.is_none_or(|r| r.is_printed(context.view.tree, desk.node()));
    reachable().for_each(|desk| context.meets(desk));
    let unprinted = needs_print(context.rule) && !reachable().any(printed);
    unprinted.then(|| (first, Some(Remark::Unpublished), Words::default()))
}
