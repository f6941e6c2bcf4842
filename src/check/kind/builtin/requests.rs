//! Requests by the person (法32条1項3号, 33条-39条): which kinds, by whom, for what fee, in what form.

use super::{Builtin, values};
use crate::check::answer::{Answer, state};
use crate::check::kind::{Context, Hit, Remark, Selection, value_place};
use crate::check::view::Selected;
use crate::lang::Words;
use crate::words;
use serde_json::Value;
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
    let wanted = builtin.with.get("kinds").and_then(Value::as_array).ok_or("`requests` needs `kinds`")?;
    for s in values(selection)? {
        let procedures = s.value.pointer("/disclosure/procedures");
        let hit = || {
            let place = Some(value_place(context.view.node("/disclosure/procedures")));
            Hit { at: "/disclosure".to_owned(), field: Some("procedures".to_owned()), place, ..Hit::default() }
        };
        match Answer::of(procedures) {
            Answer::Elsewhere => hits.push(Hit { remark: Some(Remark::Elsewhere), ..hit() }),
            Answer::OnRequest(desk) => hits.push(Hit { remark: Some(Remark::OnRequest), value: desk.to_owned(), ..hit() }),
            _ => {
                let named: BTreeSet<&str> = procedures
                    .into_iter()
                    .flat_map(|p| list(Some(p)))
                    .flat_map(|p| list(p.get("requests")))
                    .filter_map(Value::as_str)
                    .collect();
                if named.is_empty() {
                    hits.push(hit().detail(words!("すべての種類", "any kind")).word("value", kinds_list(wanted)));
                    continue;
                }
                context.meets("/disclosure/procedures");
                let missing = wanted.iter().filter_map(Value::as_str).filter(|k| !named.contains(k));
                hits.extend(missing.map(|k| hit().detail(kind_words(k)).word("value", k)));
            }
        }
    }
    Ok(())
}

fn kinds_list(kinds: &[Value]) -> String {
    kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("、")
}

/// Requests for which a fee may be charged (法38条1項, 37条1項括弧書).
const WITH_FEE: [&str; 3] = ["notify_purpose", "disclose", "third_party_record"];

/// Fees are charged for no other requests than the law allows.
pub fn fee_scope(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for s in values(selection)? {
        let at = |i: usize| format!("{}/fees/{i}", s.pointer);
        for (i, fee) in list(s.value.get("fees")).iter().enumerate().filter(|(_, f)| charges(f)) {
            for (k, kind) in list(fee.get("for")).iter().enumerate().filter(|(_, k)| !WITH_FEE.contains(&k.as_str().unwrap_or_default())) {
                hits.push(fee_hit(context, &format!("{}/for/{k}", at(i)), kind.as_str().unwrap_or_default()));
            }
        }
        for (i, procedure) in list(s.value.get("procedures")).iter().enumerate() {
            let kinds: Vec<&str> = list(procedure.get("requests")).iter().filter_map(Value::as_str).collect();
            let free_only = !kinds.is_empty() && kinds.iter().all(|k| !WITH_FEE.contains(k));
            if free_only && fee_of(s, procedure).is_some_and(charges) {
                hits.push(fee_hit(context, &format!("{}/procedures/{i}/fee", s.pointer), kinds.first().copied().unwrap_or_default()));
            }
        }
    }
    Ok(())
}

fn fee_hit(context: &Context, pointer: &str, kind: &str) -> Hit {
    Hit { at: pointer.to_owned(), place: Some(value_place(context.view.node(pointer))), detail: kind_words(kind), ..Hit::default() }
}

fn charges(fee: &Value) -> bool {
    fee.get("kind").and_then(Value::as_str).is_some_and(|k| k != "none")
}

/// The fee of a procedure: its own, or the one that it names.
fn fee_of<'v>(s: &Selected<'v>, procedure: &'v Value) -> Option<&'v Value> {
    let fee = procedure.get("fee")?;
    match fee.as_str() {
        Some(id) => list(s.value.get("fees")).iter().find(|f| f.get("id").and_then(Value::as_str) == Some(id)),
        None => Some(fee).filter(|f| state(f).is_none()),
    }
}

/// A procedure that says who may ask leaves out neither kind of agent; one for bereaved families is no such procedure.
pub fn agents(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for s in values(selection)? {
        let who: Vec<&str> = list(s.value.get("requesters")).iter().map(|w| w.get("who").unwrap_or(w)).filter_map(Value::as_str).collect();
        if who.is_empty() || who.contains(&"bereaved") {
            continue;
        }
        let kinds = [
            ("statutory_agent", words!("法定代理人", "the statutory agent")),
            ("appointed_agent", words!("委任による代理人", "the appointed agent")),
        ];
        for (_, detail) in kinds.into_iter().filter(|(k, _)| !who.contains(k)) {
            let place = Some(value_place(context.view.node(&format!("{}/requesters", s.pointer))));
            hits.push(Hit { at: s.pointer.clone(), field: Some("requesters".to_owned()), place, detail, ..Hit::default() });
        }
    }
    Ok(())
}

/// A procedure of disclosure that lists the forms of the copy offers an electronic one.
pub fn electronic(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for s in values(selection)? {
        let discloses = list(s.value.get("requests")).iter().any(|k| k == "disclose");
        let methods: Vec<&str> = list(s.value.get("methods")).iter().filter_map(Value::as_str).collect();
        let offers = |m: &&str| {
            *m == "electronic" || ["電磁", "電子", "データ", "CD", "ＣＤ", "DVD", "ＤＶＤ", "メール"].iter().any(|w| m.contains(w))
        };
        if discloses && !methods.is_empty() && !methods.iter().any(offers) {
            let place = Some(value_place(context.view.node(&format!("{}/methods", s.pointer))));
            hits.push(Hit { at: s.pointer.clone(), field: Some("methods".to_owned()), place, ..Hit::default() });
        }
    }
    Ok(())
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
