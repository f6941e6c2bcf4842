//! `papers`: identity papers, cards and certificates that are no longer issued or usable on the day, as the room `law` knows them.

use super::Builtin;
use crate::check::kind::text::selected;
use crate::check::kind::{Context, Hit, Selection};
use crate::check::scalar::Re;
use crate::check::texts::Text;
use crate::lang::{Lang, Words};
use crate::law::Documents;
use crate::law::documents::{IdentityDocument, Status};
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

/// `with: {ids: [health-insurance-card], topic: 本人確認, not_topic: …, except_files: [purposes]}`. Topics are looked for in the text and the headings around it.
pub fn papers(builtin: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    let list = |key: &str| -> Vec<&str> {
        let values = builtin.with.get(key).and_then(serde_json::Value::as_array);
        values.into_iter().flatten().filter_map(serde_json::Value::as_str).collect()
    };
    let (ids, except) = (list("ids"), list("except_files"));
    let (topic, not_topic) = builtin.papers.words(builtin)?;
    let documents = Documents::builtin();
    if let Some(unknown) = ids.iter().find(|id| documents.get(id).is_none()) {
        return Err(format!("no identity paper has the id `{unknown}`"));
    }
    let wanted = |t: &&Text| !except.iter().any(|p| t.stem.starts_with(p)) && !t.is_old;
    for text in selected(context, selection, context.texts.naming_papers()).into_iter().filter(wanted) {
        let named = context.texts.papers(text).iter().filter(|f| ids.contains(&f.document.id.as_str()));
        let found: Vec<Hit> = named.filter_map(|f| hit(context, text, f.document, f.range.clone())).collect();
        let speaks = |r: &Re| r.is_match(text.text) || text.headings(context.view.tree).iter().any(|h| r.is_match(h));
        if !found.is_empty() && topic.is_none_or(speaks) && !not_topic.is_some_and(speaks) {
            hits.extend(found);
        }
    }
    Ok(())
}

/// By what words texts speak of what a rule is about, read once for all societies.
#[derive(Clone, Default)]
pub struct Topics(OnceLock<Result<[Option<Re>; 2], String>>);

/// What was read is no part of what a rule says: its parameters are.
impl fmt::Debug for Topics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Topics")
    }
}

impl Topics {
    /// What must be spoken of, and what must not.
    fn words(&self, builtin: &Builtin) -> Result<(Option<&Re>, Option<&Re>), String> {
        let read = |key: &str| match builtin.text(key) {
            "" => Ok(None),
            text => Re::parse(text).map(Some),
        };
        match self.0.get_or_init(|| Ok([read("topic")?, read("not_topic")?])) {
            Ok([topic, not_topic]) => Ok((topic.as_ref(), not_topic.as_ref())),
            Err(e) => Err(e.clone()),
        }
    }
}

fn hit(context: &Context, text: &Text, document: &IdentityDocument, range: Range<usize>) -> Option<Hit> {
    let day = text.written_on(context.view, context.day).0;
    let stale = !matches!(document.status_on(day), Status::Current | Status::NotYet { .. });
    if !stale || is_past(text.text, &range) {
        return None;
    }
    let detail = Documents::builtin().remark(document, day).unwrap_or_default();
    let instead = document.replaced_by.iter().filter_map(|id| Documents::builtin().get(id)).map(|d| d.name(Lang::Ja)).collect::<Vec<_>>();
    Some(Hit::within(text, range).detail(sentence(detail)).word("replace", instead.join("、")))
}

/// Said of the paper as of something gone, or of what took its place: 旧健康保険証, 健康保険証として使えるマイナンバーカード.
fn is_past(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end_matches(['（', '(', '「']);
    let after = &text[range.end..];
    let ends = ["旧", "従来の", "これまでの", "以前の", "マイナ"];
    let begins = [
        "として",
        "の利用登録",
        "利用登録",
        "の廃止",
        "の新規発行",
        "に代わ",
        "に代え",
        "の代わり",
        "は廃止",
        "が廃止",
        "は使えません",
        "は使えなく",
        "は発行",
    ];
    ends.iter().any(|e| before.ends_with(e)) || begins.iter().any(|b| after.starts_with(b))
}

/// Without its full stop: it stands inside a message.
fn sentence(words: Words) -> Words {
    Words { ja: words.ja.trim_end_matches('。').to_owned(), en: words.en.trim_end_matches('.').to_owned() }
}
