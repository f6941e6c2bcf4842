//! A manual: a site in the same model that belongs to no insurer, so that the law asks nothing of it.
//!
//! A society must not be able to switch the law off by this word: what only insurers write makes it an error.

use super::tree::{NodeId, Part, Tree, Value};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::words;

/// The word of `kind` in `society.yaml`.
pub const DOCUMENTATION: &str = "documentation";

/// What the law has insurers write: files by their stem, folders with `/`.
const OF_INSURERS: [&str; 8] = ["purposes", "provision", "joint-use", "security", "disclosure", "processed", "policies/", "rules/"];

/// How names of insurers end.
const NAMES_OF_INSURERS: [&str; 3] = ["組合", "組合連合会", "健保"];

/// Whether the content is that of a manual.
pub fn is_documentation(tree: &Tree) -> bool {
    word(tree).is_some()
}

/// The word that says so.
fn word(tree: &Tree) -> Option<NodeId> {
    let society = tree.get(Tree::ROOT, "society")?;
    tree.get(society, "kind").filter(|kind| tree.text(*kind) == Some(DOCUMENTATION))
}

/// Says that nothing is checked; where the content is that of an insurer, an error.
pub(super) fn check(tree: &Tree, out: &mut Vec<Diagnostic>) {
    let Some(at) = word(tree) else { return };
    out.push(match of_insurer(tree) {
        None => note(at),
        Some((place, ja, en)) => refusal(at).also(place, words!("{ja}", "{en}")),
    });
}

/// What only an insurer has, and what it is.
fn of_insurer(tree: &Tree) -> Option<(Place, &'static str, &'static str)> {
    let is_theirs = |stem: &str| OF_INSURERS.iter().any(|o| if o.ends_with('/') { stem.starts_with(o) } else { stem == *o });
    let file = tree.children(Tree::ROOT).iter().copied().find(|n| tree.key(*n).is_some_and(is_theirs));
    if let Some(stem) = file.and_then(|n| tree.key(n)) {
        return Some((Place::File(format!("{stem}.yaml")), "公表する事項のファイルがあります", "a file of what insurers make public"));
    }
    let name = tree.get(Tree::ROOT, "society").and_then(|s| tree.get(s, "name"))?;
    let text = match tree.value(name) {
        Value::Map(_) => tree.get(name, "text")?,
        _ => name,
    };
    let is_insurer = NAMES_OF_INSURERS.iter().any(|end| tree.text(text).is_some_and(|name| name.trim_end().ends_with(end)));
    is_insurer.then_some((Place::Node(text, Part::Value), "保険者の名称です", "the name of an insurer"))
}

fn refusal(at: NodeId) -> Diagnostic {
    Diagnostic::error(
        "documentation-of-insurer",
        words!(
            "保険者の原稿に、kind: documentation（説明書）とは書けません。",
            "The content of an insurer cannot be `kind: documentation` (a manual)."
        ),
    )
    .at_value(at)
    .why(words!("説明書とすると、公表する義務が一つも点検されなくなるからです。", "Of a manual, no duty to make public is checked."))
    .fix(words!(
        "健康保険組合なら health_insurance_society と書いてください。説明書なら、保険者のファイルを別のフォルダーに移してください。",
        "Write health_insurance_society, or another kind of insurer. If this is a manual, move the files of the insurer to another folder."
    ))
}

fn note(at: NodeId) -> Diagnostic {
    let what = words!(
        "説明書のサイトです。公表する義務は、一つも点検していません。",
        "This is the site of a manual: no duty to make public was checked."
    );
    Diagnostic { severity: Severity::Info, ..Diagnostic::warning("documentation", what) }
        .at_value(at)
        .why(words!(
            "kind: documentation は、保険者のサイトではないことを表します。",
            "`kind: documentation` says that the site is not that of an insurer."
        ))
        .fix(words!(
            "保険者のサイトなら、health_insurance_society（健康保険組合）などに直してください。説明書なら、このままで結構です。",
            "If it is the site of an insurer, write health_insurance_society or another kind. If it is a manual, all is well."
        ))
}
