//! Citations in running text: which act, article, paragraph and item 「法第23条第1項」 means in this document.

use crate::check::expression::Expression;
use crate::check::look::Traits;
use crate::check::texts::Text;
use crate::check::view::{Is, Value, View};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A citation found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The id of the act, if it is one we know; none: the document's own article, or an act we do not know.
    pub act: Option<String>,
    /// `23`, `28-4`, `別表1`.
    pub article: String,
    /// The paragraph, or nothing.
    pub paragraph: String,
    /// The item, or nothing.
    pub item: String,
    /// Where it stands, the name of the act included.
    pub range: Range<usize>,
}

/// Names that mean one act everywhere, the longer first.
const NAMES: [(&str, &str); 15] = [
    ("行政手続における特定の個人を識別するための番号の利用等に関する法律", "bango"),
    ("個人情報の保護に関する法律施行令", "appi-order"),
    ("個人情報の保護に関する法律施行規則", "appi-rules"),
    ("個人情報の保護に関する法律", "appi"),
    ("個人情報保護に関する法律", "appi"),
    ("高齢者の医療の確保に関する法律", "koreisha"),
    ("個人情報保護法", "appi"),
    ("個情法", "appi"),
    ("マイナンバー法", "bango"),
    ("番号利用法", "bango"),
    ("番号法", "bango"),
    ("高齢者医療確保法", "koreisha"),
    ("労働安全衛生法", "anei"),
    ("障害者差別解消法", "shogai"),
    ("健康保険法", "kenpo"),
];

/// What short names mean in one document: 法 → `appi`.
pub type Short = BTreeMap<String, String>;

/// The short names of each document.
#[derive(Debug, Clone, Default)]
pub struct Acts(BTreeMap<String, Short>);

impl Acts {
    /// Those of the documents in which one of these texts cites something: the abbreviations that the site or they declare, and
    /// 「以下「法」という」 in the texts.
    pub fn of(texts: &[Text], view: &View) -> Acts {
        let mut acts = Acts::default();
        let cites = |text: &&Text| text.traits.has(Traits::CITES) || text.traits.has(Traits::ACT_ARTICLE);
        let citing: BTreeSet<u32> = texts.iter().filter(cites).map(|text| text.file).collect();
        for texts in texts.chunk_by(|a, b| a.file == b.file) {
            let Some(first) = texts.first().filter(|first| citing.contains(&first.file)) else { continue };
            let short = acts.0.entry(first.stem.to_owned()).or_insert_with(|| declared(view, first.stem));
            texts.iter().filter(|t| t.traits.has(Traits::DEFINES)).for_each(|t| defined(t.text, short));
        }
        acts
    }

    /// Those of one document.
    pub fn in_document(&self, stem: &str) -> &Short {
        static NONE: Short = Short::new();
        self.0.get(stem).unwrap_or(&NONE)
    }
}

/// The abbreviations that the site and a document declare.
fn declared(view: &View, stem: &str) -> Short {
    let holders = ["site", stem].into_iter().filter_map(|file| view.root().get(file)?.get("abbreviations"));
    let declared = holders.filter(|names| names.is() == Is::Map).flat_map(Value::children);
    declared.map(|name| (name.as_str().unwrap_or_default().to_owned(), name.key().to_owned())).collect()
}

/// 「以下「法」という」 in a text.
fn defined(text: &str, short: &mut Short) {
    static DEFINED: LazyLock<Expression> = LazyLock::new(|| Expression::new(r"以下[、,]?\s*(?:単に)?[「『]([^「」『』]{0,12}法)[」』]"));
    for groups in DEFINED.groups(text) {
        let [Some(all), Some(name)] = groups.as_slice() else { continue };
        // An act that we do not know takes the short name away from the one it usually means.
        let act = last_act(&text[..all.start]).unwrap_or_default();
        short.insert(text[name.clone()].to_owned(), act);
    }
}

/// The act whose name stands last in a text.
fn last_act(text: &str) -> Option<String> {
    static TAG: LazyLock<Expression> = LazyLock::new(|| Expression::new(r"<law:([a-z-]+)"));
    let tag = TAG.groups(text).pop().and_then(|groups| match groups.as_slice() {
        [Some(all), Some(act)] => Some((all.start, text[act.clone()].to_owned())),
        _ => None,
    });
    let name = NAMES.iter().filter_map(|(n, a)| Some((text.rfind(n)?, n.len(), *a))).max_by_key(|(at, len, _)| (at + len, *len));
    // 法律第57号 is a number, no act.
    let other = text.rmatch_indices('法').map(|(at, m)| at + m.len()).find(|at| !text[*at..].starts_with("律第"));
    match (tag, name) {
        (Some((t, act)), n) if n.is_none_or(|(at, ..)| at < t) => Some(act),
        // 健康増進法（以下「法」という。）: a name that ends in 法 after the last one we know is an act we do not know.
        (_, Some((at, len, act)))
            if other.is_none_or(|o| o <= at + len || text[at + len..o].contains('第') || text[at + len..o].ends_with("年法")) =>
        {
            Some(act.to_owned())
        }
        _ => None,
    }
}

/// All citations of a text that has `Traits::CITES`.
pub fn citations(text: &Text, acts: &Acts) -> Vec<Citation> {
    let short = acts.in_document(text.stem);
    static ARTICLE: LazyLock<Expression> = LazyLock::new(|| {
        let n = "[0-9０-９一二三四五六七八九十百]+";
        let s = r"[ 　]?";
        Expression::new(format!(
            "第?{s}({n}){s}条(?:{s}の{s}({n}))?(?:{s}第?{s}({n}){s}項)?(?:{s}第?{s}({n}){s}号)?|(別表)(?:{s}第?{s}([0-9０-９一二]))?"
        ))
    });
    let (mut out, mut previous): (Vec<Citation>, Option<(usize, Option<String>)>) = (Vec::new(), None);
    for groups in ARTICLE.groups(text.text) {
        let group = |i: usize| groups.get(i).cloned().flatten();
        let Some(all) = group(0) else { continue };
        let before = &text.text[..all.start];
        let (act, start) = match act_before(before, short, &out) {
            Some((act, len)) => (act, all.start - len),
            None => (continued(text.text, previous.as_ref(), all.start), all.start),
        };
        previous = Some((all.end, act.clone()));
        let number = |i: usize| group(i).map(|range| number(&text.text[range])).unwrap_or_default();
        let article = match (group(5), group(2)) {
            (Some(_), _) => format!("別表{}", number(6)),
            (None, Some(_)) => format!("{}-{}", number(1), number(2)),
            (None, None) => number(1),
        };
        out.push(Citation { act, article, paragraph: number(3), item: number(4), range: start..all.end });
    }
    out
}

/// The act named right before an article, and how many bytes its name takes.
fn act_before(before: &str, short: &Short, earlier: &[Citation]) -> Option<(Option<String>, usize)> {
    let bare = strip_bracket(before.trim_end_matches([' ', '　', '」', '』']));
    let gone = before.len() - bare.len();
    if bare.ends_with("同法") {
        let act = earlier.iter().rev().find_map(|c| c.act.clone());
        return Some((act, gone + "同法".len()));
    }
    let declared = short.iter().map(|(n, a)| (n.as_str(), a.as_str())).filter(|(n, _)| n.chars().count() > 1);
    let named = NAMES.iter().copied().chain(declared).filter(|(n, _)| bare.ends_with(n)).max_by_key(|(n, _)| n.len());
    if let Some((name, act)) = named {
        return Some(((!act.is_empty()).then(|| act.to_owned()), gone + name.len()));
    }
    if !bare.ends_with('法') {
        return None;
    }
    let rest = &bare[..bare.len() - "法".len()];
    // 旧法, 健康増進法: part of a longer word, hence another act.
    if rest.chars().next_back().is_some_and(is_word) {
        return Some((None, gone + "法".len()));
    }
    let act = short.get("法").cloned().unwrap_or_else(|| "appi".to_owned());
    Some(((!act.is_empty()).then_some(act), gone + "法".len()))
}

/// 「法第23条第1項及び第24条」: the second article belongs to the same act.
fn continued(text: &str, previous: Option<&(usize, Option<String>)>, start: usize) -> Option<String> {
    let (end, act) = previous?;
    let between = text.get(*end..start)?;
    let joins = ["", "、", "，", "・", "及び", "又は", "並びに", "若しくは", "から", "各号、", "各号及び", "や", "と", "～", "ないし"];
    joins.contains(&between.trim()).then(|| act.clone()).flatten()
}

/// The text before a closing bracket that follows a name: 「法律（平成15年法律第57号）」.
fn strip_bracket(text: &str) -> &str {
    for (open, close) in [('（', '）'), ('(', ')')] {
        if let (true, Some(at)) = (text.ends_with(close), text.rfind(open)) {
            return text[..at].trim_end_matches([' ', '　', '」', '』']);
        }
    }
    text
}

fn is_word(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || ('ァ'..='ヶ').contains(&c) || c == 'ー' || c == '律'
}

/// A number in half-width digits: `２３`, `二十三` → `23`.
pub fn number(text: &str) -> String {
    let text: String = text.nfkc().collect();
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.trim_start_matches('0').to_owned();
    }
    let (mut total, mut digit) = (0u32, 0u32);
    for c in text.chars() {
        match "〇一二三四五六七八九".chars().position(|k| k == c) {
            Some(d) => digit = d as u32,
            None => {
                let unit = if c == '百' { 100 } else { 10 };
                total += digit.max(1) * unit;
                digit = 0;
            }
        }
    }
    (total + digit).to_string()
}
