//! The entries of `waivers.yaml` themselves: complete, in time, used.

use super::{Builtin, values};
use crate::check::kind::{Context, Hit, Selection};
use crate::check::view::Value;
use crate::check::waiver::{State, read};
use crate::lang::Words;
use crate::words;

/// Waivers in a state that `with: {is}` names: `incomplete` or `expired`.
pub fn state(builtin: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    let wanted = builtin.text("is");
    let all = read(context.view.tree, context.day);
    for &s in values(selection)? {
        let state = all.iter().find(|w| w.node == s.node()).map_or(State::Unreadable, |w| w.state.clone());
        let told = match (wanted, state) {
            ("expired", State::Expired) => Some(Words::default()),
            ("incomplete", State::Incomplete(missing)) => {
                let missing = missing.join("、");
                Some(words!("{missing} がありません", "{missing} is missing"))
            }
            ("incomplete", State::Unreadable) => Some(words!(
                "日付は 2026-04-01 の形で、expires は approved_on より後にしてください",
                "days are written 2026-04-01, and `expires` is after `approved_on`"
            )),
            ("incomplete", State::TooLong) => Some(words!("期間が1年を超えています", "it lasts longer than a year")),
            ("incomplete", State::NotYet) => {
                Some(words!("承認の日が、法令を当てはめる日より後です", "it is approved after the day of the law"))
            }
            _ => None,
        };
        hits.extend(told.map(|detail| Hit { value: rule_of(s), ..Hit::at(s) }.detail(detail)));
    }
    Ok(())
}

/// Valid waivers that cover no finding.
pub fn unused(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    let unused = values(selection)?.iter().filter(|s| context.unused.contains(&s.node()));
    hits.extend(unused.map(|s| Hit { value: rule_of(*s), ..Hit::at(*s) }));
    Ok(())
}

fn rule_of(s: Value) -> String {
    s.get("rule").and_then(Value::as_str).unwrap_or_default().to_owned()
}
