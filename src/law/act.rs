//! Acts, orders, rules and notices as the data files tell them: each fact with its source and how sure it is.

use super::citation::Provision;
use super::date::Date;
use crate::lang::{Lang, Words};
use crate::words;
use jiff::civil;
use serde::Deserialize;

/// How sure a fact is, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Confidence {
    /// The text of the law, or a quotation of it, was seen.
    #[serde(rename = "T")]
    Text,
    /// Part of it was seen.
    #[serde(rename = "P")]
    Part,
    /// From knowledge only: to be verified (要確認).
    #[serde(rename = "K")]
    Knowledge,
}

impl Confidence {
    /// As reports say it.
    pub fn words(self) -> Words {
        match self {
            Confidence::Text => words!("条文で確認", "seen in the text"),
            Confidence::Part => words!("一部を確認", "seen in part"),
            Confidence::Knowledge => words!("要確認", "to be verified"),
        }
    }
}

/// A fact with its source and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact<T> {
    /// What is known.
    pub value: T,
    /// A key of `data/sources.yaml`.
    pub source: String,
    /// How sure.
    pub confidence: Confidence,
    /// A remark for the reader of the data.
    pub note: Option<String>,
}

/// A text in both languages, as data files write it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The text in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// What kind of law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 法律.
    Act,
    /// 政令, 勅令.
    CabinetOrder,
    /// 省令, 委員会規則.
    Rule,
    /// 通知.
    Notice,
    /// ガイドライン, ガイダンス.
    Guideline,
}

impl Kind {
    /// Whether it is divided into articles.
    pub fn has_articles(self) -> bool {
        !matches!(self, Kind::Notice | Kind::Guideline)
    }
}

/// A law or notice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The id of references: `appi`.
    pub id: String,
    /// What kind.
    pub kind: Kind,
    /// Its full name.
    pub name: Fact<Bilingual>,
    /// Its usual short name, if it has one.
    pub short_name: Option<Fact<Bilingual>>,
    /// Its promulgation number: 平成15年法律第57号.
    pub number: Fact<Bilingual>,
    /// Its id at e-Gov.
    pub law_id: Option<Fact<String>>,
    /// In force since.
    pub since: Option<Fact<Date>>,
    /// Replaced from that day on.
    pub replaced: Option<Fact<Replaced>>,
    /// When a person last compared these data with the sources.
    pub verified_on: Date,
    /// Amendments that matter here, the oldest first.
    #[serde(default)]
    pub amendments: Vec<Amendment>,
    /// Articles that `numbering` does not list are known by their number only from this day on.
    pub known_from: Option<Date>,
    /// How articles were numbered.
    #[serde(default)]
    pub numbering: Vec<Numbering>,
    /// Where paragraphs or items end.
    #[serde(default)]
    pub ends: Vec<End>,
}

impl Act {
    /// The steps of amendments that are not in force on a day, those without a fixed day included.
    pub fn pending(&self, on: civil::Date) -> impl Iterator<Item = (&Amendment, &AmendmentStep)> {
        let steps = self.amendments.iter().flat_map(|a| a.steps.iter().map(move |s| (a, s)));
        steps.filter(move |(_, s)| s.from.is_none_or(|day| day.first_day() > on))
    }
}

/// What took the place of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// The first day of the other.
    pub from: Date,
    /// The id of the other.
    pub by: String,
}

/// An act that amended this one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// 令和8年法律第56号.
    pub number: Bilingual,
    /// Its name, where known.
    pub name: Option<String>,
    /// When it was promulgated.
    pub promulgated: Option<Date>,
    /// A key of `data/sources.yaml`.
    pub source: String,
    /// How sure.
    pub confidence: Confidence,
    /// What came into force when.
    pub steps: Vec<AmendmentStep>,
}

/// A part of an amendment that comes into force together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendmentStep {
    /// The day; none while it is not fixed.
    pub from: Option<Date>,
    /// The latest possible day, while it is not fixed.
    pub by: Option<Date>,
    /// What changes.
    pub what: Bilingual,
    /// A key of `data/sources.yaml`.
    pub source: String,
    /// How sure.
    pub confidence: Confidence,
}

/// How one place was numbered over time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbering {
    /// The place by its present number.
    pub at: Provision,
    /// What it is about, for the reader of the data and for `explain`.
    pub subject: Option<Bilingual>,
    /// Whether it existed before the first step.
    #[serde(default)]
    pub before: Before,
    /// Its numbers, the oldest first; the last is the present one.
    pub steps: Vec<NumberStep>,
    /// Places below whose own numbers are known to be the same in all steps: `1`, `1/3`.
    #[serde(default, deserialize_with = "super::scalar::texts")]
    pub same_below: Vec<String>,
    /// Other places below are known by their number only from this day on.
    pub below_known_from: Option<Date>,
}

/// What is known of the time before the first step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Before {
    /// It did not exist.
    #[default]
    Absent,
    /// It may have, under a number that we do not know.
    Unknown,
}

/// One number with its first day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberStep {
    /// The number.
    pub number: Provision,
    /// Its first day, or the first day on which it was seen; none: from the beginning.
    pub from: Option<Date>,
    /// When the day itself is not confirmed: it lies between this one and `from`. In between we print this number.
    pub not_before: Option<Date>,
    /// A key of `data/sources.yaml`.
    pub source: String,
    /// How sure the number is.
    pub confidence: Confidence,
    /// How sure the day is; none: as sure as the number.
    pub day: Option<Confidence>,
}

impl NumberStep {
    /// The first day on which we print this number.
    pub fn first_day(&self) -> Option<civil::Date> {
        self.not_before.or(self.from).map(Date::first_day)
    }
}

/// How many paragraphs or items a place holds today.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// The place that holds them.
    pub at: Provision,
    /// The number of the last paragraph.
    pub paragraphs: Option<u16>,
    /// The number of the last item.
    pub items: Option<u16>,
    /// A key of `data/sources.yaml`.
    pub source: String,
    /// How sure.
    pub confidence: Confidence,
}
