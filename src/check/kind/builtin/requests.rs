//! Requests by the person (法32条1項3号, 33条-39条): which kinds, by whom, for what fee, in what form.

use super::{Builtin, values};
use crate::check::answer::Answer;
use crate::check::kind::{Context, Hit, Remark, Selection, value_place};
use crate::check::view::Value;
use crate::lang::Words;
use crate::words;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The kinds of requests in words.
pub fn kind_words(kind: &str) -> Words {
    match kind {
        "notify_purpose" => words!("利用目的の通知（法第32条第2項）", "notification of the purpose (Article 32, paragraph 2)"),
        "disclose" => words!("開示（法第33条第1項）", "disclosure (Article 33, paragraph 1)"),
        "third_party_record" => {
            words!("第三者提供記録の開示（法第33条第5項）", "disclosure of records of provision (Article 33, paragraph 5)")
        }
        "correct" => words!("訂正・追加・削除（法第34条第1項）", "correction (Article 34, paragraph 1)"),
        "suspend_use" => words!("利用の停止・消去（法第35条第1項）", "cessation of use (Article 35, paragraph 1)"),
        "stop_provision" => words!("第三者提供の停止（法第35条第3項）", "cessation of provision (Article 35, paragraph 3)"),
        "stop_unneeded" => {
            words!("必要がなくなった場合等の利用停止等（法第35条第5項）", "cessation when no longer needed (Article 35, paragraph 5)")
        }
        other => words!("{other}", "{other}"),
    }
}

/// The procedures together take all kinds of requests that `with: {kinds}` names.
pub fn kinds(builtin: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    let wanted = builtin.with.get("kinds").and_then(Json::as_array).ok_or("`requests` needs `kinds`")?;
    for s in values(selection)? {
        let procedures = s.down(&["disclosure", "procedures"]);
        let hit = || {
            let place = Some(value_place(context.view.node("/disclosure/procedures")));
            Hit { at: "/disclosure".to_owned(), field: Some("procedures".to_owned()), place, ..Hit::default() }
        };
        match Answer::of(procedures) {
            Answer::Elsewhere => hits.push(Hit { remark: Some(Remark::Elsewhere), ..hit() }),
            Answer::OnRequest(desk) => hits.push(Hit { remark: Some(Remark::OnRequest), value: desk.to_owned(), ..hit() }),
            _ => {
                let requests = procedures.into_iter().flat_map(Value::items).flat_map(|p| list(p, "requests"));
                let named: BTreeSet<&str> = requests.filter_map(Value::as_str).collect();
                let Some(procedures) = procedures.filter(|_| !named.is_empty()) else {
                    hits.push(hit().detail(words!("すべての種類", "any kind")).word("value", kinds_list(wanted)));
                    continue;
                };
                context.meets(procedures);
                let missing = wanted.iter().filter_map(Json::as_str).filter(|k| !named.contains(k));
                hits.extend(missing.map(|k| hit().detail(kind_words(k)).word("value", k)));
            }
        }
    }
    Ok(())
}

fn kinds_list(kinds: &[Json]) -> String {
    kinds.iter().filter_map(Json::as_str).collect::<Vec<_>>().join("、")
}

/// Requests for which a fee may be charged (法38条1項, 37条1項括弧書).
const WITH_FEE: [&str; 3] = ["notify_purpose", "disclose", "third_party_record"];

/// Fees are charged for no other requests than the law allows.
pub fn fee_scope(_: &Builtin, _: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for &s in values(selection)? {
        for fee in list(s, "fees").filter(|f| charges(*f)) {
            for kind in list(fee, "for").filter(|k| !WITH_FEE.contains(&k.as_str().unwrap_or_default())) {
                hits.push(fee_hit(kind, kind.as_str().unwrap_or_default()));
            }
        }
        for procedure in list(s, "procedures") {
            let kinds: Vec<&str> = list(procedure, "requests").filter_map(Value::as_str).collect();
            let free_only = !kinds.is_empty() && kinds.iter().all(|k| !WITH_FEE.contains(k));
            let Some(fee) = procedure.get("fee").filter(|_| free_only) else { continue };
            if fee_of(s, fee).is_some_and(charges) {
                hits.push(fee_hit(fee, kinds.first().copied().unwrap_or_default()));
            }
        }
    }
    Ok(())
}

fn fee_hit(at: Value, kind: &str) -> Hit {
    Hit::about(at).detail(kind_words(kind))
}

fn charges(fee: Value) -> bool {
    fee.get("kind").and_then(Value::as_str).is_some_and(|k| k != "none")
}

/// The fee of a procedure: its own, or the one that it names.
fn fee_of<'v>(s: Value<'v>, fee: Value<'v>) -> Option<Value<'v>> {
    match fee.as_str() {
        Some(id) => list(s, "fees").find(|f| f.get("id").is_some_and(|own| own.says(id))),
        None => Some(fee).filter(|f| !f.is_state()),
    }
}

/// A procedure that says who may ask leaves out neither kind of agent; one for bereaved families is no such procedure.
pub fn agents(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for &s in values(selection)? {
        let who: Vec<&str> = list(s, "requesters").map(|w| w.get("who").unwrap_or(w)).filter_map(Value::as_str).collect();
        if who.is_empty() || who.contains(&"bereaved") {
            continue;
        }
        let kinds = ["statutory_agent", "appointed_agent"];
        for kind in kinds.into_iter().filter(|k| !who.contains(k)) {
            let detail = match kind {
                "statutory_agent" => words!("法定代理人", "the statutory agent"),
                _ => words!("委任による代理人", "the appointed agent"),
            };
            hits.push(lacking(context, s, "requesters").detail(detail));
        }
    }
    Ok(())
}

/// A procedure of disclosure that lists the forms of the copy offers an electronic one.
pub fn electronic(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for &s in values(selection)? {
        let discloses = list(s, "requests").any(|k| k.says("disclose"));
        let methods = || list(s, "methods").filter_map(Value::as_str);
        let offers = |m: &str| {
            m == "electronic" || ["電磁", "電子", "データ", "CD", "ＣＤ", "DVD", "ＤＶＤ", "メール"].iter().any(|w| m.contains(w))
        };
        if discloses && methods().next().is_some() && !methods().any(offers) {
            hits.push(lacking(context, s, "methods"));
        }
    }
    Ok(())
}

/// A field of a record that does not say all it should.
fn lacking(context: &Context, s: Value, field: &str) -> Hit {
    let node = s.get(field).map_or_else(|| context.view.node(&format!("{}/{field}", s.pointer())), Value::node);
    Hit { at: s.pointer(), field: Some(field.to_owned()), place: Some(value_place(node)), ..Hit::default() }
}

/// The entries of a list that stands under a key.
fn list<'v>(value: Value<'v>, key: &str) -> impl Iterator<Item = Value<'v>> {
    value.get(key).into_iter().flat_map(Value::items)
}
