//! The rule format: what one file of `src/rules/` or of a society's own `--rules` folder may say. `docs/rule-packs.md` explains it by example.

use crate::check::finding::Later;
use crate::check::kind::{Check, Checks};
use crate::check::path::Path;
use crate::check::scalar::{Day, Many, Re, number};
use crate::check::trust;
use crate::diagnostic::Severity;
use crate::lang::Words;
use crate::words;
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

/// A file of rules on one subject.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFile<R = Rule> {
    /// Its short name, `appi-joint-use`.
    pub pack: String,
    /// Its version, `2026.12.1`.
    pub pack_version: String,
    /// Its subject in Japanese.
    #[serde(default)]
    pub title: String,
    /// Its subject in English.
    #[serde(default)]
    pub title_en: String,
    /// Where the facts were read: key of `source` to a description or address.
    #[serde(default)]
    pub sources: BTreeMap<String, String>,
    /// The rules.
    pub rules: Vec<R>,
}

/// One duty, and how to see that it is met.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "RawRule")]
pub struct Rule {
    /// Its stable name, `appi-27-5-3-manager-address`.
    pub id: String,
    /// What it says to people; read as if it stood here.
    pub told: Told,
    /// What kind of provision asks for it.
    pub basis: Basis,
    /// How grave a finding is.
    pub severity: Severity,
    /// How the law wants it made known; with one, a value that stands on no page does not count.
    pub level: Option<Level>,
    /// How sure we are of the facts.
    pub confidence: Confidence,
    /// The society is concerned only if this holds; else the outcome is `not_applicable`.
    pub when: Option<When>,
    /// What is looked at.
    pub select: Select,
    /// Fewer selected values than this: the outcome is `no_match`, a fault of the rule.
    pub min_matches: usize,
    /// From when to when which check holds.
    pub versions: Vec<Version>,
    /// Its proof.
    pub tests: Vec<Test>,
}

/// What a rule says to people. Of those that are built in it is read when it is first needed.
#[derive(Clone)]
pub struct Told(Arc<Later<Wording>>);

impl Told {
    /// What is read by this.
    pub fn by(read: impl FnOnce() -> Wording + Send + 'static) -> Told {
        Told(Arc::new(LazyLock::new(Box::new(read))))
    }
}

impl Deref for Told {
    type Target = Wording;

    fn deref(&self) -> &Wording {
        &self.0
    }
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl Deref for Rule {
    type Target = Wording;

    fn deref(&self) -> &Wording {
        &self.told
    }
}

/// The words of a rule, and what they rest on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The duty in a few Japanese words.
    pub title: String,
    /// The same in English.
    #[serde(default)]
    pub title_en: String,
    /// The provisions it rests on, by their numbers of today; the first is the one that reports print.
    #[serde(default)]
    pub law: Vec<LawRef>,
    /// Keys of `sources`.
    #[serde(default)]
    pub source: Many<String>,
    /// What is wrong, with placeholders: `{field} {value} {title} {id} {law} {page} {clicks} {replace} {detail} {day}`.
    pub message: String,
    /// The same in English.
    #[serde(default)]
    pub message_en: String,
    /// How to mend it.
    #[serde(default)]
    pub fix: String,
    /// The same in English.
    #[serde(default)]
    pub fix_en: String,
    /// Why the law asks for it, what it means for a reader: for `explain`.
    #[serde(default)]
    pub why: String,
    /// The same in English.
    #[serde(default)]
    pub why_en: String,
    /// Former numberings, as text: from which day, how it was cited.
    #[serde(default)]
    pub formerly: Vec<Former>,
    /// The words for a field of this rule where the common ones do not fit.
    #[serde(default)]
    pub fields: BTreeMap<String, Label>,
}

/// A rule as it is written.
#[derive(Deserialize)]
#[serde(rename = "Rule", deny_unknown_fields)]
struct RawRule {
    id: String,
    title: String,
    #[serde(default)]
    title_en: String,
    #[serde(default)]
    law: Vec<LawRef>,
    basis: Basis,
    #[serde(deserialize_with = "severity")]
    severity: Severity,
    #[serde(default)]
    level: Option<Level>,
    #[serde(default)]
    source: Many<String>,
    #[serde(default)]
    confidence: Confidence,
    #[serde(default)]
    when: Option<When>,
    #[serde(default)]
    select: Select,
    #[serde(default)]
    min_matches: usize,
    versions: Vec<Version>,
    message: String,
    #[serde(default)]
    message_en: String,
    #[serde(default)]
    fix: String,
    #[serde(default)]
    fix_en: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    why_en: String,
    #[serde(default)]
    formerly: Vec<Former>,
    #[serde(default)]
    fields: BTreeMap<String, Label>,
    tests: Vec<Test>,
}

impl From<RawRule> for Rule {
    fn from(raw: RawRule) -> Rule {
        let RawRule { title, title_en, law, source, message, message_en, fix, fix_en, why, why_en, formerly, fields, .. } = raw;
        let wording = Wording { title, title_en, law, source, message, message_en, fix, fix_en, why, why_en, formerly, fields };
        Rule {
            id: raw.id,
            told: Told::by(|| wording),
            basis: raw.basis,
            severity: raw.severity,
            level: raw.level,
            confidence: raw.confidence,
            when: raw.when,
            select: raw.select,
            min_matches: raw.min_matches,
            versions: raw.versions,
            tests: raw.tests,
        }
    }
}

/// A rule that is built in, as the build script wrote it: without its tests, and with the place of its words among those of all.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompactRule {
    id: String,
    told: (usize, usize),
    basis: Basis,
    #[serde(deserialize_with = "severity")]
    severity: Severity,
    #[serde(default)]
    level: Option<Level>,
    #[serde(default)]
    confidence: Confidence,
    #[serde(default)]
    when: Option<When>,
    #[serde(default)]
    select: Select,
    #[serde(default)]
    min_matches: usize,
    versions: Vec<Version>,
}

impl CompactRule {
    /// The rule, its words to be read from those of all.
    pub fn rule(self, words: &'static str) -> Rule {
        let (start, length) = self.told;
        // A test compares all of them with what was written.
        let read = move || trust::give(|| serde_json::from_str(words.get(start..start + length)?).ok()).unwrap_or_default();
        Rule {
            id: self.id,
            told: Told::by(read),
            basis: self.basis,
            severity: self.severity,
            level: self.level,
            confidence: self.confidence,
            when: self.when,
            select: self.select,
            min_matches: self.min_matches,
            versions: self.versions,
            tests: Vec::new(),
        }
    }
}

/// A provision.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawRef {
    /// The id of a statute or notice (`appi`, `bango`, `guidance` …), or a title where it has none.
    pub act: String,
    /// Its id in the statute database.
    #[serde(default)]
    pub lawid: String,
    /// Article: `27`, `29-4` for 第29条の4.
    #[serde(default, deserialize_with = "number")]
    pub article: String,
    /// Paragraph.
    #[serde(default, deserialize_with = "number")]
    pub paragraph: String,
    /// Item.
    #[serde(default, deserialize_with = "number")]
    pub item: String,
    /// The article stands in the supplementary provisions (附則).
    #[serde(default)]
    pub supplementary: bool,
    /// The annex (別表) is meant.
    #[serde(default)]
    pub annex: bool,
    /// A part that has no number of its own: `Ⅲ7(3)`, `別表2`.
    #[serde(default)]
    pub note: String,
}

/// What kind of provision asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 法律.
    Statute,
    /// 政令 or 規則 made under a statute.
    CabinetOrder,
    /// The guidance for health insurance societies and its Q&A.
    Guidance,
    /// A guideline that recommends (望ましい).
    Guideline,
    /// Good practice.
    Practice,
    /// Plain correctness of the content.
    DataQuality,
}

impl Basis {
    /// The word of the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Statute => "statute",
            Basis::CabinetOrder => "cabinet_order",
            Basis::Guidance => "guidance",
            Basis::Guideline => "guideline",
            Basis::Practice => "practice",
            Basis::DataQuality => "data_quality",
        }
    }

    /// In words.
    pub fn words(self) -> Words {
        match self {
            Basis::Statute => words!("法律", "statute"),
            Basis::CabinetOrder => words!("政令・規則", "cabinet order or rule"),
            Basis::Guidance => words!("ガイダンス", "guidance"),
            Basis::Guideline => words!("ガイドライン", "guideline"),
            Basis::Practice => words!("望ましい実務", "good practice"),
            Basis::DataQuality => words!("内容の正確さ", "correctness of the content"),
        }
    }
}

/// How the law wants something made known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 公表.
    Publish,
    /// 本人が容易に知り得る状態.
    EasilyKnowable,
    /// 本人の知り得る状態, an answer on request included.
    Knowable,
    /// 本人に通知.
    Notify,
}

impl Level {
    /// The word of packs and reports.
    pub fn name(self) -> &'static str {
        match self {
            Level::Publish => "publish",
            Level::EasilyKnowable => "easily_knowable",
            Level::Knowable => "knowable",
            Level::Notify => "notify",
        }
    }

    /// In words.
    pub fn words(self) -> Words {
        match self {
            Level::Publish => words!("公表", "published"),
            Level::EasilyKnowable => words!("本人が容易に知り得る状態", "easy for the person to know"),
            Level::Knowable => words!(
                "本人の知り得る状態（求めに応じて遅滞なく回答する場合を含む）",
                "knowable to the person, an answer on request included"
            ),
            Level::Notify => words!("本人への通知", "told to the person"),
        }
    }

    /// Whether a value must stand on a page or bulletin to count.
    pub fn needs_print(self) -> bool {
        self != Level::Notify
    }
}

/// How sure we are of the facts of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
pub enum Confidence {
    /// The text itself, or a word-for-word quotation, was read.
    #[default]
    T,
    /// Part was read, the rest is known.
    P,
    /// From memory: to be confirmed (要確認); never an error.
    K,
}

impl Confidence {
    /// In words.
    pub fn words(self) -> Words {
        match self {
            Confidence::T => words!("条文などの原文を確かめました", "the text itself was read"),
            Confidence::P => words!("一部を原文で確かめました", "part of the text was read"),
            Confidence::K => words!("要確認：原文を確かめていません", "to be confirmed: the text was not read"),
        }
    }
}

/// A former numbering.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    /// The first day on which it was cited so.
    pub from: Day,
    /// How it was cited: `第23条第4項第3号`.
    pub label: String,
}

/// A word in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

/// Whom a rule concerns.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// Each of these finds a value (`{none: …}` and `false` are none).
    #[serde(default)]
    pub exists: Many<Path>,
    /// At least one of these finds a value.
    #[serde(default)]
    pub any: Many<Path>,
    /// None of these finds a value.
    #[serde(default)]
    pub absent: Many<Path>,
    /// Some text of the content matches.
    #[serde(default)]
    pub text: Option<Re>,
}

/// What a rule looks at.
#[derive(Debug, Clone, Default)]
pub enum Select {
    /// Values of the content.
    Paths(Vec<Path>),
    /// Every text that can print.
    Text,
    /// The pages and bulletins.
    Site,
    /// The content as a whole: one value.
    #[default]
    Whole,
}

impl<'de> Deserialize<'de> for Select {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let texts = Many::<String>::deserialize(d)?.0;
        match texts.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["text"] => Ok(Select::Text),
            ["site"] => Ok(Select::Site),
            ["content"] => Ok(Select::Whole),
            _ => texts.into_iter().map(Path::read).collect::<Result<_, _>>().map(Select::Paths).map_err(D::Error::custom),
        }
    }
}

/// What holds from one day to the day before another.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "RawVersion")]
pub struct Version {
    /// The first day; none: always so.
    pub from: Option<Day>,
    /// The day on which it no longer holds.
    pub until: Option<Day>,
    /// How sure the first day is, where it is less sure than the rule.
    pub date_confidence: Option<Confidence>,
    /// The citation to print instead of the one made from `law`.
    pub law_label: Option<String>,
    /// What is checked, or what is to come.
    pub state: VersionState,
}

/// A check in force, or a change ahead.
#[derive(Debug, Clone)]
pub enum VersionState {
    /// What is checked.
    InForce(Check),
    /// Promulgated, not in force: listed, never an error.
    Pending {
        /// The last possible day, if the act names one.
        by: Option<Day>,
        /// The day of promulgation.
        promulgated: Option<Day>,
        /// What will change.
        note: Words,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVersion {
    from: Option<Day>,
    until: Option<Day>,
    status: Option<Status>,
    date_confidence: Option<Confidence>,
    law_label: Option<String>,
    by: Option<Day>,
    promulgated: Option<Day>,
    note: Option<String>,
    note_en: Option<String>,
    require: Option<Box<crate::check::kind::require::Require>>,
    pattern: Option<Box<crate::check::kind::pattern::Pattern>>,
    one_of: Option<Box<crate::check::kind::one_of::OneOf>>,
    text: Option<Box<crate::check::kind::text::TextCheck>>,
    cite: Option<Box<crate::check::kind::cite::Cite>>,
    cross: Option<Box<crate::check::kind::cross::Cross>>,
    date: Option<Box<crate::check::kind::date::DateCheck>>,
    site: Option<Box<crate::check::kind::site::Site>>,
    builtin: Option<Box<crate::check::kind::builtin::Builtin>>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Status {
    InForce,
    Pending,
}

impl TryFrom<RawVersion> for Version {
    type Error = String;

    fn try_from(raw: RawVersion) -> Result<Version, String> {
        let pending = raw.status == Some(Status::Pending);
        let checks = Checks {
            require: raw.require,
            pattern: raw.pattern,
            one_of: raw.one_of,
            text: raw.text,
            cite: raw.cite,
            cross: raw.cross,
            date: raw.date,
            site: raw.site,
            builtin: raw.builtin,
        };
        let state = if pending {
            let ja = raw.note.ok_or("a pending version needs `note`: what will change")?;
            VersionState::Pending {
                by: raw.by,
                promulgated: raw.promulgated,
                note: Words { en: raw.note_en.unwrap_or_else(|| ja.clone()), ja },
            }
        } else {
            VersionState::InForce(checks.only()?)
        };
        Ok(Version { from: raw.from, until: raw.until, date_confidence: raw.date_confidence, law_label: raw.law_label, state })
    }
}

/// A test of a rule: a piece of content, a day, and what must come of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// What it shows, in a few words.
    pub name: String,
    /// The day of the law.
    pub as_of: Day,
    /// The content: file stems and what they say.
    #[serde(default)]
    pub doc: Option<serde_json::Value>,
    /// Short for a content of this one text.
    #[serde(default)]
    pub text: Option<String>,
    /// The pages: what each links to (`about/`) and prints (`/joint-use/items/0`).
    #[serde(default)]
    pub site: Option<BTreeMap<String, Vec<String>>>,
    /// The bulletins.
    #[serde(default)]
    pub bulletins: BTreeMap<String, TestBulletin>,
    /// The places that must be found, `/joint-use/items/0#manager.address`; none: it must pass.
    #[serde(default)]
    pub fails: Option<Vec<String>>,
    /// How many findings there must be.
    #[serde(default)]
    pub hits: Option<usize>,
    /// The outcome that must come.
    #[serde(default)]
    pub outcome: Option<crate::check::finding::Outcome>,
}

/// A bulletin of a test.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestBulletin {
    /// 掲示板, 広報紙, 冊子, 備付け.
    #[serde(rename = "for")]
    pub purpose: String,
    /// How often it comes.
    #[serde(default)]
    pub every_months: Option<i64>,
    /// What it prints.
    #[serde(default)]
    pub prints: Vec<String>,
}

fn severity<'de, D: Deserializer<'de>>(d: D) -> Result<Severity, D::Error> {
    match String::deserialize(d)?.as_str() {
        "error" => Ok(Severity::Error),
        "warning" => Ok(Severity::Warning),
        "info" => Ok(Severity::Info),
        other => Err(D::Error::custom(format!("`{other}`: a severity is error, warning or info"))),
    }
}

impl Rule {
    /// The version that holds on a day.
    pub fn on(&self, day: Day) -> Option<&Version> {
        self.versions
            .iter()
            .find(|v| matches!(v.state, VersionState::InForce(_)) && v.from.is_none_or(|f| f <= day) && v.until.is_none_or(|u| day < u))
    }

    /// Whether it looks after all others, at what they found.
    pub fn is_last(&self) -> bool {
        self.versions
            .iter()
            .any(|v| matches!(&v.state, VersionState::InForce(c) if matches!(c, Check::Builtin(b) if b.name == "waiver-unused")))
    }

    /// The paths by which it says whom it concerns and what it looks at.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        let when = self.when.iter().flat_map(|w| [&w.exists, &w.any, &w.absent]).flat_map(|paths| &paths.0);
        let select = if let Select::Paths(paths) = &self.select { paths.as_slice() } else { &[] };
        when.chain(select)
    }
}

impl Wording {
    /// Title in both languages.
    pub fn title(&self) -> Words {
        both(&self.title, &self.title_en)
    }
}

/// Both languages, the Japanese standing in where the English is missing.
pub fn both(ja: &str, en: &str) -> Words {
    Words { ja: ja.to_owned(), en: if en.is_empty() { ja } else { en }.to_owned() }
}
