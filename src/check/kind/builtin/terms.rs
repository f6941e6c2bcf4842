//! Defined terms and references: used after they are defined, and called what they are called.

use super::Builtin;
use crate::check::expression::Expression;
use crate::check::kind::text::{by_file, near, selected, texts};
use crate::check::kind::{Context, Hit, Selection, text_of};
use crate::check::look::Traits;
use crate::check::texts::Text;
use crate::words;
use memchr::memmem;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

static DEFINED: LazyLock<Expression> =
    LazyLock::new(|| Expression::new(r"以下[、,]?\s*(?:単に)?[「『]([^「」『』]{1,20})[」』]\s*と(?:いう|いい|総称|略)"));
static OWN_WORDS: LazyLock<Expression> =
    LazyLock::new(|| Expression::new(r"\[([^\[\]]+)\]\((form|rule|policy|page|file|notice|contact):([a-z0-9-]+)\)"));

/// A term that a document defines (以下「…」という) is not used in it before, nor defined twice.
pub fn term_order(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    let defining = texts(context, selection, Traits::DEFINES);
    if defining.is_empty() {
        return Ok(());
    }
    let of_their_files = context.texts.all.iter().filter(|text| defining.iter().any(|other| other.file == text.file));
    let of_files = selected(context, selection, of_their_files);
    for texts in by_file(of_files).values() {
        let mut defined: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (i, text) in texts.iter().enumerate().filter(|(_, t)| t.traits.has(Traits::DEFINES)) {
            for groups in DEFINED.groups(text.text) {
                let [Some(all), Some(term)] = groups.as_slice() else { continue };
                let (all, term) = (all.clone(), &text.text[term.clone()]);
                if defined.contains_key(term) {
                    let twice = words!("2回定義しています", "it is defined twice");
                    hits.push(Hit::within(text, all).detail(twice).word("replace", term));
                    continue;
                }
                defined.insert(term.to_owned(), (i, all.start));
                hits.extend(early_use(&texts[..=i], term, all.start));
            }
        }
    }
    Ok(())
}

/// The first use of a term before its definition at `end` of the last text.
fn early_use(texts: &[&Text], term: &str, end: usize) -> Option<Hit> {
    // 法 and the like stand in many other words: only longer terms are looked for.
    if term.chars().count() < 3 {
        return None;
    }
    let last = texts.len().checked_sub(1)?;
    texts.iter().enumerate().find_map(|(i, t)| {
        let before = if i == last { &t.text[..end] } else { t.text };
        // A heading names what its article goes on to define.
        if matches!(t.key(), Some("heading" | "title")) {
            return None;
        }
        // What is defined may hold the term itself: 「…ガイダンス」（以下「ガイダンス」という。）
        let open = if i == last { near(before, before.len()..before.len(), DEFINING).start } else { before.len() };
        let at = before[..open].match_indices(term).map(|(at, _)| at).find(|at| stands_alone(before, *at, term) && !quoted(before, *at))?;
        let detail = words!("定義より前に使っています", "it is used before it is defined");
        Some(Hit::within(t, at..at + term.len()).detail(detail).word("replace", term))
    })
}

/// How many characters before a definition belong to what is defined.
const DEFINING: usize = 80;

/// Whether a place lies between 「 and 」: in the title of something.
fn quoted(text: &str, at: usize) -> bool {
    let before = &text[..at];
    before.rfind('「') > before.rfind('」')
}

/// Whether a term at a place is no part of a longer word: 特定個人情報 in front of 個人情報.
fn stands_alone(text: &str, at: usize, term: &str) -> bool {
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || ('ァ'..='ヶ').contains(&c) || c == 'ー';
    let before = text[..at].chars().next_back();
    let after = text[at + term.len()..].chars().next();
    !before.is_some_and(is_word) && !after.is_some_and(is_word)
}

/// 「法第23条」 in a document that does not say which act 法 is.
pub fn short_act(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for (stem, texts) in by_file(texts(context, selection, Traits::ACT_ARTICLE)) {
        if context.texts.acts(context.view).in_document(stem).contains_key("法") {
            continue;
        }
        hits.extend(texts.iter().find_map(|t| short_article(t.text).map(|range| Hit::within(t, range))));
    }
    Ok(())
}

/// The first 「法第23条」 in which 法 stands alone: 健康増進法第23条 says which act it means.
fn short_article(text: &str) -> Option<Range<usize>> {
    const NAME: &str = "法第";
    let of_a_name = |c: char| is_han(c) || ('ァ'..='ヶ').contains(&c) || c == 'ー' || c.is_ascii_lowercase() || c == '/';
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百".contains(c);
    memmem::find_iter(text.as_bytes(), NAME).find_map(|at| {
        let start = at + NAME.len();
        let digits = text[start..].find(|c| !is_digit(c)).filter(|d| *d > 0)?;
        let alone = !text[..at].chars().next_back().is_some_and(of_a_name);
        (alone && text[start + digits..].starts_with('条')).then_some(at..start + digits + '条'.len_utf8())
    })
}

/// Whether a character is of the Chinese script.
fn is_han(c: char) -> bool {
    let small = matches!(c, '\u{2e80}'..='\u{2fd5}' | '々' | '〇' | '〡'..='〩' | '〸'..='〻');
    small || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{fad9}' | '\u{20000}'..='\u{323af}')
}

/// Own words of a reference (`[words](form:id)`) do not name something else than the real title.
pub fn same_words(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for text in texts(context, selection, Traits::LINK) {
        for groups in OWN_WORDS.groups(text.text) {
            let [_, Some(own), Some(kind), Some(id)] = groups.as_slice() else { continue };
            let Some(title) = title(context, &text.text[kind.clone()], &text.text[id.clone()]) else { continue };
            if resembles(&text.text[own.clone()], &title) {
                hits.push(Hit::within(text, own.clone()).word("replace", title));
            }
        }
    }
    Ok(())
}

fn title<'v>(context: &Context<'v>, kind: &str, id: &str) -> Option<Cow<'v, str>> {
    let list: &[&str] = match kind {
        "form" => &["forms", "items"],
        "file" => &["files", "items"],
        "contact" => &["society", "contact_points"],
        "page" => &["site", "pages"],
        "rule" => &["rules"],
        "policy" => &["policies"],
        _ => &["notices"],
    };
    let record = context.view.root().down(list)?.items().find(|r| r.get("id").is_some_and(|own| own.says(id)))?;
    record.get("title").map(text_of).filter(|t| !t.is_empty())
}

/// Words that are nearly the title without being part of it: half of their characters are its own.
fn resembles(own: &str, title: &str) -> bool {
    let own = own.trim_matches(['「', '」', '『', '』']);
    if title.contains(own) || own.contains(title) {
        return false;
    }
    let shared = own.chars().filter(|c| title.contains(*c)).count();
    let length = own.chars().count();
    length >= 4 && shared * 10 >= length * 6
}

#[cfg(test)]
mod tests {
    use super::short_article;

    #[test]
    fn only_an_act_without_its_name() {
        let found = |text: &'static str| short_article(text).map(|r| &text[r]);
        assert_eq!(found("法第23条による。"), Some("法第23条"));
        assert_eq!(found("番号法第十九条、（法第２７条）"), Some("法第２７条"));
        assert_eq!(found("健康増進法第2条、マイナンバー法第9条、<law:appi/法第1条>、法第条、法第1項"), None);
    }
}
