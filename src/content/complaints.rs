//! What is said about values on their way into the tree.

use super::tree::{NodeId, Part, Tree};
use crate::diagnostic::{Diagnostic, Place};
use crate::words;

/// The same key stands twice in a mapping.
pub(super) fn key_twice(first: NodeId, second: NodeId, key: &str) -> Diagnostic {
    Diagnostic::error("duplicate-key", words!("同じ項目「{key}」が2回あります。", "The key `{key}` stands twice."))
        .at_key(second)
        .label(words!("2回目", "the second"))
        .also(Place::Node(first, Part::Key), words!("1回目", "the first"))
        .why(words!(
            "どちらを公表するのか決められません。YAMLでは片方が黙って捨てられます。",
            "Which of them is meant cannot be known; YAML silently drops one."
        ))
        .fix(words!("一つにまとめてください。", "Make them one."))
}

/// Nothing stands behind a colon or dash.
pub(super) fn no_value(tree: &Tree, node: NodeId) -> Diagnostic {
    match tree.key(node) {
        Some(key) => Diagnostic::error("no-value", words!("「{key}」に値がありません。", "`{key}` has no value."))
            .at_key(node)
            .why(words!(
                "書き忘れなのか「ない」ということなのか、区別できません。",
                "Whether it was forgotten or there is none cannot be told."
            ))
            .fix(words!(
                "値を書くか、まだ決まっていなければこの行を消してください。『ない』ことを示すなら {key}: {{none: 理由}} と書いてください。",
                "Write the value, or remove the line if it is not decided yet. To say that there is none, write {key}: {{none: why}}."
            )),
        None => Diagnostic::error("no-value", words!("一覧の中に空の項目があります。", "An entry of the list is empty."))
            .at_value(node)
            .why(words!("- の後に何も書かれていません。", "Nothing follows the dash."))
            .fix(words!("内容を書くか、この行を消してください。", "Write what it says, or remove the line.")),
    }
}

/// A key that is no text: `kind` says what it is.
pub(super) fn no_text_key(node: NodeId, key: &str, kind: &str) -> Diagnostic {
    let (ja, en) = match kind {
        "bool" => ("真偽値", "true or false"),
        "number" => ("数", "a number"),
        "empty" => ("空", "empty"),
        "list" => ("一覧", "a list"),
        _ => ("項目の集まり", "a mapping"),
    };
    let fix = match kind {
        "list" | "mapping" => words!("[ ] や {{ }} で始まる名前は \" \" で囲んでください。", "Quote a key that begins with a bracket."),
        "empty" => words!("名前を書くか、この行を消してください。", "Write the key, or remove the line."),
        _ => words!("名前を \" \" で囲んでください（\"{key}\": …）。", "Quote it (\"{key}\": …)."),
    };
    Diagnostic::error("key-not-text", words!("項目の名前「{key}」が文字ではなく{ja}です。", "The key `{key}` is {en}, not text."))
        .at_key(node)
        .why(words!("項目の名前は文字でなければなりません。", "Keys must be text."))
        .fix(fix)
}

/// A type, `!name`, before a value.
pub(super) fn tag_refused(node: NodeId, tag: &str) -> Diagnostic {
    Diagnostic::error("tag", words!("型の指定（!{tag}）は使えません。", "The tag !{tag} cannot be used."))
        .at_value(node)
        .why(words!(
            "! で始まる言葉は、YAMLでは型の指定と読まれ、文章から消えてしまいます。",
            "A word that begins with ! is a type to YAML and disappears from the text."
        ))
        .fix(words!("文字なら全体を \" \" で囲み、型の指定なら消してください。", "Quote the text, or remove the tag."))
}
