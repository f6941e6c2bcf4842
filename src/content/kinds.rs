//! What the things that have names are called, where they are written, and what was probably meant.

use super::record::nearest;
use crate::diagnostic::Diagnostic;
use crate::words;

/// What a kind is called, in both languages.
pub(super) fn kind_name(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "contact" => ("窓口", "desk"),
        "role" => ("役職", "role"),
        "term" => ("用語", "term"),
        "page" | "markdown" => ("ページ", "page"),
        "category" => ("個人情報の種類", "category"),
        "procedure" => ("手続", "procedure"),
        "fee" => ("手数料", "fee"),
        "joint-use" => ("共同利用", "joint use"),
        "form" => ("様式", "form"),
        "file" => ("資料", "document"),
        "policy" => ("方針", "policy"),
        "notice" => ("お知らせ", "notice"),
        "rule" => ("規程", "rule"),
        "annex" => ("別表", "annex"),
        "party" => ("利用する者", "party"),
        "at" | "path" => ("項目", "field"),
        _ => ("もの", "thing"),
    }
}

/// The file and the field in which things of a kind are written.
pub(super) fn home(kind: &str) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        "contact" => ("society", "contact_points"),
        "role" => ("society", "roles"),
        "term" => ("site", "terms"),
        "page" => ("site", "pages"),
        "category" => ("purposes", "categories"),
        "procedure" => ("disclosure", "procedures"),
        "fee" => ("disclosure", "fees"),
        "joint-use" => ("joint-use", "items"),
        "form" => ("forms", ""),
        "file" => ("files", ""),
        _ => return None,
    })
}

/// Where a new thing of a kind is written, as a part of a sentence.
fn where_to_write(kind: &str) -> Option<(String, String)> {
    if let Some((stem, field)) = home(kind) {
        return Some(match field {
            "" => (format!("{stem}.yaml"), format!("{stem}.yaml")),
            field => (format!("{stem}.yaml の {field}"), format!("{field} of {stem}.yaml")),
        });
    }
    if kind == "annex" {
        return Some(("rules/ の規程の annexes".to_string(), "annexes of a rule".to_string()));
    }
    let folder = match kind {
        "policy" => "policies/",
        "notice" => "notices/",
        "rule" => "rules/",
        "markdown" => "pages/",
        _ => return None,
    };
    Some((folder.to_string(), folder.to_string()))
}

/// Says what was probably meant, and where to write what is missing.
pub(super) fn with_suggestion(d: Diagnostic, kind: &str, word: &str, known: &[&str]) -> Diagnostic {
    let make = where_to_write(kind).map(|(ja, en)| {
        words!("新しく作るなら、{ja} に id「{word}」のものを書き足してください。", " To make a new one, add `{word}` to {en}.")
    });
    let make = make.unwrap_or_default();
    let (make_ja, make_en) = (make.ja, make.en.trim_start().to_string());
    if kind == "item" && nearest(word, known.iter().copied()).is_none() {
        return d.fix(words!(
            "指したい項目に id: {word} を付けてください。別の文書の項目は <item:文書の id#項目の id> と書きます。",
            "Give the item that is meant id: {word}. An item of another document is <item:document#id>."
        ));
    }
    match nearest(word, known.iter().copied()) {
        Some(k) => d.label(words!("もしかして {k}", "did you mean {k}?")).fix(words!(
            "「{k}」のことなら、{word} を {k} に直してください。{make_ja}",
            "If `{k}` is meant, write {k} instead of {word}. {make_en}"
        )),
        None if known.is_empty() && make_ja.is_empty() => d,
        None if known.is_empty() => d.fix(words!("{make_ja}", "{make_en}")),
        None => {
            let (ja, en) = listed(known);
            d.fix(words!("今あるのは {ja} です。{make_ja}", "There are {en}. {make_en}"))
        }
    }
}

/// Says what was probably meant, or what may be written: words of a closed list.
pub(super) fn choose(d: Diagnostic, word: &str, known: &[&str]) -> Diagnostic {
    match nearest(word, known.iter().copied()) {
        Some(k) => d
            .label(words!("もしかして {k}", "did you mean {k}?"))
            .fix(words!("{word} を {k} に直してください。", "Write {k} instead of {word}.")),
        None if known.is_empty() => d,
        None => {
            let (ja, en) = listed(known);
            d.fix(words!("書けるのは {ja} です。", "What may be written: {en}."))
        }
    }
}

/// Names in alphabetical order, the first thirty of many.
fn listed(known: &[&str]) -> (String, String) {
    const MANY: usize = 30;
    let mut all: Vec<&str> = known.to_vec();
    all.sort_unstable();
    all.dedup();
    let more = all.len() > MANY;
    all.truncate(MANY);
    let (ja, en) = (all.join("、"), all.join(", "));
    if more { (format!("{ja} など"), format!("{en} and others")) } else { (ja, en) }
}
