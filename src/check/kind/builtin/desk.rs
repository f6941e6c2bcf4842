//! Desks: one that takes complaints or requests, and can be reached.

use super::{Builtin, values};
use crate::check::answer::Answer;
use crate::check::kind::{Context, Hit, Remark, Selection, is_given, needs_print, value_place};
use crate::lang::Words;
use crate::words;
use serde_json::Value;

/// The ways to reach a desk.
const WAYS: [&str; 5] = ["tel", "fax", "email", "form_url", "address"];

/// Some desk of `society.yaml` handles what `with: {handles}` names, has a way to reach it, and stands on a page.
pub fn desk(builtin: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for s in values(selection)? {
        let points = s.value.get("contact_points");
        let at = format!("{}/contact_points", s.pointer);
        let hit = |pointer: &str, detail: Words| Hit {
            at: s.pointer.clone(),
            field: Some("contact_points".to_owned()),
            place: Some(value_place(context.view.node(pointer))),
            detail,
            ..Hit::default()
        };
        match Answer::of(points) {
            Answer::Elsewhere => hits.push(Hit { remark: Some(Remark::Elsewhere), ..hit(&at, Words::default()) }),
            Answer::Given => hits
                .extend(judge(builtin.text("handles"), context, points, &at).map(|(p, remark, detail)| Hit { remark, ..hit(&p, detail) })),
            _ => hits.push(hit(&at, words!("窓口がありません", "there is no desk"))),
        }
    }
    Ok(())
}

/// The best desk decides: what is lacking of it, if anything.
fn judge(handles: &str, context: &Context, points: Option<&Value>, at: &str) -> Option<(String, Option<Remark>, Words)> {
    let all = points.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let takes = |d: &Value| d.get("handles").and_then(Value::as_array).is_some_and(|h| h.iter().any(|h| h == handles));
    let desks: Vec<(String, &Value)> = all.iter().enumerate().filter(|(_, d)| takes(d)).map(|(i, d)| (format!("{at}/{i}"), d)).collect();
    let Some((first, desk)) = desks.first() else {
        return Some((at.to_owned(), None, words!("これを受け付ける窓口がありません", "no desk takes them")));
    };
    let reachable = desks.iter().filter(|(_, d)| WAYS.iter().any(|w| is_given(d.get(*w)))).collect::<Vec<_>>();
    if reachable.is_empty() {
        let title = desk.get("title").and_then(Value::as_str).unwrap_or_default();
        let detail = words!(
            "「{title}」に、電話、住所、メールなどの連絡先がひとつもありません",
            "“{title}” has no telephone, address, e-mail or other way to reach it"
        );
        return Some((first.clone(), None, detail));
    }
    let printed = |p: &str| context.rendered.is_none_or(|r| r.is_printed(context.view.tree, context.view.node(p)));
    reachable.iter().for_each(|(p, _)| context.meets(p));
    let unprinted = needs_print(context.rule) && !reachable.iter().any(|(p, _)| printed(p));
    unprinted.then(|| (first.clone(), Some(Remark::Unpublished), Words::default()))
}
