//! Names of people: a post is not a name.

use super::{Builtin, values};
use crate::check::answer::Answer;
use crate::check::kind::{Context, Hit, Selection, fields, text_of};
use crate::lang::Words;
use crate::words;

/// Posts of societies, federations and companies.
const POSTS: [&str; 20] = [
    "常務理事",
    "副理事長",
    "理事長",
    "専務理事",
    "常任理事",
    "理事",
    "監事",
    "事務局長",
    "事務長",
    "グループマネージャー",
    "会長",
    "代表取締役",
    "取締役社長",
    "社長",
    "部長",
    "課長",
    "管理責任者",
    "責任者",
    "担当者",
    "代表者",
];

/// Words that may stand around a post without making it a name.
const AROUND: [&str; 5] = ["当組合", "当健保", "組合", "の", "兼"];

/// Whether a text says posts only: 常務理事, 当組合常務理事, 健保連の高額医療グループ グループマネージャー.
pub fn is_post(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['。', '、']);
    POSTS.iter().any(|p| text.ends_with(p))
}

/// The field (`with: {field}`) of each selected value is a person's name, not a post.
pub fn person_name(builtin: &Builtin, _: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for &s in values(selection)? {
        for found in fields(s, builtin.text("field")) {
            let Some(value) = found.value.filter(|v| Answer::of(Some(*v)) == Answer::Given && !v.is_filled()) else { continue };
            hits.extend(no_name(&text_of(value)).map(|detail| Hit::at(value).detail(detail)));
        }
    }
    Ok(())
}

fn no_name(name: &str) -> Option<Words> {
    if is_post(name) {
        return Some(words!("（「{name}」は役職です）", " (“{name}” is a post)"));
    }
    let rest = AROUND.iter().fold(name.to_owned(), |n, a| n.replace(a, ""));
    let left = rest.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || "○〇●◯×＊*−-ー".contains(c));
    left.is_empty().then(|| words!("（「{name}」は氏名ではありません）", " (“{name}” is no name)"))
}
