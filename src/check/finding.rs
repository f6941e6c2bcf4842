//! What a run says: an outcome for every rule, and the findings.

use crate::check::rendered::Channel;
use crate::check::rule::Basis;
use crate::check::scalar::Day;
use crate::content::NodeId;
use crate::diagnostic::{Place, Severity};
use crate::lang::Words;
use crate::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

/// What came of a rule. Only `Pass` is green.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The duty is met.
    Pass,
    /// It is not.
    Fail,
    /// It does not concern this society.
    NotApplicable,
    /// It is not in force on the day.
    NotInForce,
    /// The rule found nothing to look at, although it should have: a fault of the rule.
    NoMatch,
    /// The rule could not be run: a fault of the rule.
    RuleError,
    /// Everything it found is waived.
    Waived,
}

impl Outcome {
    /// All, in the order of reports.
    pub const ALL: [Outcome; 7] =
        [Outcome::Pass, Outcome::Fail, Outcome::NotApplicable, Outcome::NotInForce, Outcome::NoMatch, Outcome::RuleError, Outcome::Waived];

    /// The word of the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Pass => "pass",
            Outcome::Fail => "fail",
            Outcome::NotApplicable => "not_applicable",
            Outcome::NotInForce => "not_in_force",
            Outcome::NoMatch => "no_match",
            Outcome::RuleError => "rule_error",
            Outcome::Waived => "waived",
        }
    }

    /// In words.
    pub fn words(self) -> Words {
        match self {
            Outcome::Pass => words!("適合", "pass"),
            Outcome::Fail => words!("指摘あり", "fail"),
            Outcome::NotApplicable => words!("対象外", "not applicable"),
            Outcome::NotInForce => words!("施行前・失効", "not in force"),
            Outcome::NoMatch => words!("確認できず（点検規則の不備）", "nothing to look at (fault of the rule)"),
            Outcome::RuleError => words!("点検規則の誤り", "rule error"),
            Outcome::Waived => words!("承認済みの例外", "waived"),
        }
    }
}

/// Where a duty is met.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The path of the page.
    pub page: Option<Arc<str>>,
    /// The name of the place on it.
    pub anchor: Option<String>,
    /// The bulletin's file.
    pub pdf: Option<Arc<str>>,
    /// The page of the bulletin, once it was printed.
    pub pdf_page: Option<u32>,
    /// The value that the bulletin prints there.
    pub node: Option<NodeId>,
}

/// A value that was judged, and a page or bulletin on which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// The value.
    pub node: NodeId,
    /// On what, in Japanese.
    pub channel: Channel,
}

/// What a rule asks for on a day: the same for all societies.
#[derive(Debug)]
pub struct Duty {
    /// The rule.
    pub rule: String,
    /// The pack it stands in.
    pub pack: String,
    /// The duty.
    pub title: Later<Words>,
    /// The provision as cited on the day; looked up when somebody wants to know.
    pub law: Later<Words>,
    /// What kind of provision.
    pub basis: Basis,
    /// How grave a finding is.
    pub severity: Severity,
}

/// What is worked out when it is first asked for.
pub type Later<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send>>;

/// What came of one rule.
#[derive(Debug, Clone)]
pub struct RuleResult {
    /// What it asks for.
    pub duty: Arc<Duty>,
    /// What came of it.
    pub outcome: Outcome,
    /// What a reader should know of the outcome: since when, on request, why the rule failed.
    pub note: Words,
    /// Where it is met.
    pub evidence: Vec<Evidence>,
    /// The values that meet it, each with where it stands: what the proof looks for in the pages as they were made.
    pub stands: Vec<Stand>,
}

/// What it asks for is read as its own.
impl Deref for RuleResult {
    type Target = Duty;

    fn deref(&self) -> &Duty {
        &self.duty
    }
}

/// One thing found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that found it.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// What is wrong.
    pub message: Words,
    /// How to mend it.
    pub fix: Words,
    /// The provision as cited on the day.
    pub law: Words,
    /// The content path, the missing field included.
    pub path: String,
    /// The selected value and the field: what the tests of rules compare.
    pub key: String,
    /// Where to show it.
    pub place: Option<Place>,
    /// The same as file, line and column, once located.
    pub location: Option<Location>,
    /// The page that prints it, or what is around it: an index into `Report::pages`.
    pub page: Option<usize>,
    /// Accepted on purpose.
    pub waiver: Option<Waived>,
}

/// Where something stands in a file; lines and columns from 1, columns in characters, the end exclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The path as a user would type it: `content/joint-use.yaml`.
    pub file: String,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
}

/// Turns places into files, lines and columns: what read the content can do so.
pub trait Locator {
    /// Where a place is.
    fn locate(&self, place: &Place) -> Option<Location>;
}

/// Who accepted a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Why.
    pub reason: String,
    /// Who.
    pub approved_by: String,
    /// When.
    pub approved_on: String,
    /// Until when.
    pub expires: String,
}

/// The report on one society.
#[derive(Debug, Clone)]
pub struct Report {
    /// The society's name.
    pub name: String,
    /// Its folder.
    pub path: String,
    /// The day of the law.
    pub day: Day,
    /// The packs.
    pub packs: Arc<[PackMark]>,
    /// Every rule of every pack.
    pub rules: Vec<RuleResult>,
    /// The findings, waived ones too.
    pub findings: Vec<Finding>,
    /// The pages, path and title, in the order of the site.
    pub pages: Vec<(Arc<str>, Arc<str>)>,
    /// Whether it is a manual, of which no duty was checked: every report says so.
    pub documentation: bool,
}

/// Which pack, exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackMark {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The SHA-256 of its file.
    pub sha256: String,
    /// Its subject.
    pub title: Words,
}

impl Report {
    /// Finds file, line and column of every finding.
    pub fn locate(&mut self, locator: &dyn Locator) {
        for f in &mut self.findings {
            f.location = f.place.as_ref().and_then(|p| locator.locate(p));
        }
    }

    /// Says on which sheet of the bulletins each duty is met: for every file, where the values of the content stand first.
    pub fn printed(&mut self, places: &BTreeMap<String, BTreeMap<NodeId, u32>>) {
        for e in self.rules.iter_mut().flat_map(|r| &mut r.evidence) {
            let sheets = e.pdf.as_deref().and_then(|pdf| places.get(pdf));
            e.pdf_page = sheets.and_then(|sheets| sheets.get(&e.node?).copied());
        }
    }

    /// The findings of a rule.
    pub fn of_rule<'a>(&'a self, rule: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |f| f.rule == rule)
    }

    /// How many rules came out so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.rules.iter().filter(|r| r.outcome == outcome).count()
    }

    /// The rules that could not look: faults of their packs, and no answer about the society.
    pub fn faults(&self) -> impl Iterator<Item = &RuleResult> {
        self.rules.iter().filter(|r| matches!(r.outcome, Outcome::NoMatch | Outcome::RuleError))
    }

    /// How many findings of this gravity are not waived.
    pub fn findings_of(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity && f.waiver.is_none()).count()
    }
}
