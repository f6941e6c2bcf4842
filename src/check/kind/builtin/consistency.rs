//! What one part of the content says of another: numbers in sentences, purposes and categories, enacted documents and their sources.

use super::{Builtin, values};
use crate::check::kind::date::last_day;
use crate::check::kind::text::texts;
use crate::check::kind::{Context, Hit, Selection, text_of};
use crate::check::look::Traits;
use crate::check::node_set::NodeSet;
use crate::check::paths::Files;
use crate::check::texts::Text;
use crate::check::view::document::Name;
use crate::check::view::{Is, Value};
use crate::content::tree::{NodeId, Tree, Value as Node};
use crate::lang::Lang;
use crate::law::{Citation, Statutes, View};
use crate::words;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex};
use unicode_normalization::UnicodeNormalization;

/// The key under which a record says which fields it states.
static STATES: LazyLock<Name> = LazyLock::new(|| "states".into());

/// What stands behind the number of a sum or term.
const UNITS: [&str; 6] = ["円", "日", "か月", "ヶ月", "箇月", "ヵ月"];

/// Sums and days in a sentence that states fields (`states`) are those of the fields.
pub fn stated_numbers(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    let tree = context.view.tree;
    // What is filled in is stated where it is written.
    let stating: Vec<Value> = context.view.root().below(&STATES).into_iter().filter(|states| !states.is_filled()).collect();
    if stating.is_empty() {
        return Ok(());
    }
    let mut holds = NodeSet::of(tree);
    stating.iter().filter_map(|states| states.parent()).for_each(|record| _ = holds.add(record.node()));
    let files = Files::of(tree);
    for text in texts(context, selection, Traits::default()) {
        let Some(node) = text.node().filter(|n| holder(tree, *n).is_some_and(|h| holds.has(h))) else { continue };
        let targets = stated(&files, tree, node);
        if targets.is_empty() {
            continue;
        }
        let mut known = BTreeSet::new();
        targets.iter().for_each(|t| numbers(context, *t, &mut known));
        // Nothing to compare with: the fields hold no number.
        if !known.is_empty() {
            hits.extend(strangers(text, &known));
        }
    }
    Ok(())
}

/// The record around a text.
fn holder(tree: &Tree, node: NodeId) -> Option<NodeId> {
    tree.outward(node).skip(1).find(|n| matches!(tree.value(*n), Node::Map(_)))
}

/// The fields that the record around a text states.
fn stated(files: &Files, tree: &Tree, node: NodeId) -> Vec<NodeId> {
    let Some(states) = holder(tree, node).and_then(|h| tree.get(h, "states")) else { return Vec::new() };
    tree.children(states).iter().filter_map(|p| files.value(*p, tree.text(*p)?)).collect()
}

fn numbers(context: &Context, node: NodeId, out: &mut BTreeSet<i64>) {
    let tree = context.view.tree;
    match tree.value(node) {
        Node::Int(n) => _ = out.insert(*n),
        // A fee named by its id: its sum counts too.
        Node::Text(id) if tree.key(node) == Some("fee") => {
            let fees = tree.get(Tree::ROOT, "disclosure").and_then(|d| tree.get(d, "fees"));
            let fee = fees.and_then(|f| tree.children(f).iter().copied().find(|n| tree.get_text(*n, "id") == Some(id)));
            fee.into_iter().for_each(|f| numbers(context, f, out));
        }
        Node::Text(t) => {
            out.extend(amounts(t).into_iter().filter_map(|(_, number)| number));
        }
        Node::List(c) | Node::Map(c) => c.iter().for_each(|n| numbers(context, *n, out)),
        _ => {}
    }
}

fn strangers(text: &Text, known: &BTreeSet<i64>) -> Vec<Hit> {
    let list = known.iter().map(i64::to_string).collect::<Vec<_>>().join("、");
    let found = amounts(text.text).into_iter().filter_map(|(range, number)| Some((range, number?)));
    // 4月1日 is a date, no term.
    let found = found.filter(|(range, n)| !known.contains(n) && !text.text[..range.start].ends_with('月'));
    found.map(|(range, _)| Hit::within(text, range).word("replace", list.clone())).collect()
}

/// The sums and terms in a text, 1,000円 or ３０日: where each stands, and its number.
fn amounts(text: &str) -> Vec<(Range<usize>, Option<i64>)> {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    // No other character that is common in texts begins with the first byte of the digits of full width.
    let is_first = |b: &u8| b.is_ascii_digit() || *b == 0xEF;
    let may_be_digit = |at: usize| {
        let rest = text.as_bytes().get(at..)?;
        // Many at once: most texts have none.
        let none = rest.chunks_exact(16).take_while(|some| !some.iter().fold(false, |any, b| any | is_first(b)));
        let passed = 16 * none.count();
        rest.get(passed..)?.iter().position(is_first).map(|n| at + passed + n)
    };
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = may_be_digit(at) {
        let rest = &text[start..];
        let length = rest.find(|c| !is_digit(c) && !matches!(c, ',' | '，')).unwrap_or(rest.len());
        if !rest.starts_with(is_digit) {
            at = start + rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let (number, behind) = rest.split_at(length);
        let unit = behind.trim_start();
        at = start + length;
        if let Some(name) = UNITS.iter().find(|name| unit.starts_with(**name)) {
            at += behind.len() - unit.len() + name.len();
            found.push((start..at, amount(number)));
        }
    }
    found
}

fn amount(text: &str) -> Option<i64> {
    text.nfkc().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// Where some purposes name the kinds of information they use, all of them do.
pub fn use_categories(_: &Builtin, _: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    let selected = values(selection)?;
    let named = |v: Value| v.get("categories").is_some_and(|c| c.is() == Is::List && !c.is_empty());
    if selected.iter().any(|s| named(*s)) {
        hits.extend(selected.iter().filter(|s| !named(**s) && !text_of(**s).is_empty()).map(|s| Hit::at(*s)));
    }
    Ok(())
}

/// An enacted document (`rules/`) whose annexes print a file that changed after the document's last day, or that cites an article by the number
/// of that day, which it no longer bears.
pub fn enacted_stale(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for &s in values(selection)? {
        if s.get("enacted").is_some_and(|enacted| enacted.is() == Is::Bool(false)) {
            continue;
        }
        let Some(enacted) = latest(s, "supplementary", "enforced_on").max(latest(s, "history", "date")) else { continue };
        let title = s.get("title").map(text_of).unwrap_or_default();
        hits.extend(renumbered(context, s.node(), enacted).into_iter().map(|hit| hit.word("title", title.as_ref())));
        for annex in s.get("annexes").into_iter().flat_map(Value::items) {
            let Some(block) = annex.get("block").and_then(Value::as_str) else { continue };
            let file = block.split(['/', ':']).next().unwrap_or_default();
            let changed = context.view.root().get(file).and_then(|f| latest(f, "history", "date"));
            if let Some(changed) = changed.filter(|c| *c > enacted) {
                let detail = words!(
                    "{file}.yaml は{changed}に変わり、規程の最後の日付は{enacted}です",
                    "{file}.yaml changed on {changed}, the document's last day is {enacted}"
                );
                hits.push(Hit::about(annex).detail(detail));
            }
        }
    }
    Ok(())
}

/// The provisions that a document refers to and that had another number on its last day: each once, where it is first named.
fn renumbered(context: &Context, file: NodeId, enacted: Date) -> Vec<Hit> {
    let day = context.day.0;
    let (mut hits, mut seen) = (Vec::new(), BTreeSet::new());
    if enacted >= day {
        return hits;
    }
    let stem = context.view.tree.stem(file);
    for text in context.texts.all.iter().filter(|t| t.stem == stem) {
        for (range, target) in law_references(text.text) {
            if !seen.insert(target) {
                continue;
            }
            if let (Some(then), Some(now)) = (printed(target, enacted), printed(target, day))
                && then != now
            {
                let detail = words!(
                    "{enacted}の番号で「{then}」と印刷しますが、{day}には「{now}」です",
                    "it prints “{then}” by the numbers of {enacted}; on {day} this is “{now}”"
                );
                hits.push(Hit::within(text, range).detail(detail));
            }
        }
    }
    hits
}

/// The references `<law:…>` and `[…](law:…)` of a text: where each stands, and what it names.
fn law_references(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.match_indices("law:").filter_map(|(at, tag)| {
        let start = at.checked_sub(1)?;
        let close = match text.as_bytes().get(start)? {
            b'<' => '>',
            b'(' => ')',
            _ => return None,
        };
        let target = text[at + tag.len()..].split_once(close)?.0;
        Some((start..at + tag.len() + target.len() + 1, target))
    })
}

/// What a reference prints on a day, looked up once for all societies.
fn printed(target: &str, day: Date) -> Option<Arc<str>> {
    type OfDay = BTreeMap<String, Option<Arc<str>>>;
    static KNOWN: Mutex<BTreeMap<Date, OfDay>> = Mutex::new(BTreeMap::new());
    let known = KNOWN.lock().ok().and_then(|all| all.get(&day)?.get(target).cloned());
    known.unwrap_or_else(|| {
        let (place, view) = View::split(target);
        let cited = Citation::parse(place).ok().and_then(|c| Statutes::builtin().cite(&c, view, day, None, Lang::Ja).ok());
        let new: Option<Arc<str>> = cited.map(Arc::from);
        _ = KNOWN.lock().map(|mut all| all.entry(day).or_default().insert(target.to_owned(), new.clone()));
        new
    })
}

fn latest(file: Value, list: &str, key: &str) -> Option<Date> {
    file.get(list)?.items().filter_map(|e| last_day(e.get(key)?.as_str()?)).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex::Regex;

    proptest! {
        #[test]
        fn amounts_are_what_their_expression_finds(text in "([0-9０-９,，（％ 　\n円日かヶ箇ヵ月a]|1,000円|30 日){0,12}") {
            let expression = Regex::new(r"([0-9０-９][0-9０-９,，]*)\s*(円|日|か月|ヶ月|箇月|ヵ月)").unwrap();
            let found = expression.captures_iter(&text).map(|c| (c.get(0).unwrap().range(), amount(&c[1])));
            prop_assert_eq!(amounts(&text), found.collect::<Vec<_>>());
        }
    }
}
