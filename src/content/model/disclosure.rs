//! `disclosure.yaml`: requests by the person and fees (法32条から39条まで).

use super::scalar::{Desk, FormId, Id, Text};
use super::text::{File, OneOrMany, Prose, Record};
use crate::content::record::{Link, Load, Loader, not_one_of};
use crate::content::tree::{NodeId, Value};
use crate::{closed_words, record};

record! {
    /// `disclosure.yaml`.
    Disclosure {
        flat file: File,
        ask procedures: Vec<Procedure>,
        list fees: Fee,
    }
}

closed_words! {
    /// What the person may ask for.
    Request {
        /// 法32条2項
        NotifyPurpose = "notify_purpose",
        /// 法33条1項
        Disclose = "disclose",
        /// 法33条5項
        ThirdPartyRecord = "third_party_record",
        /// 法34条1項
        Correct = "correct",
        /// 法35条1項
        SuspendUse = "suspend_use",
        /// 法35条3項
        StopProvision = "stop_provision",
        /// 法35条5項
        StopUnneeded = "stop_unneeded",
    }
}

closed_words! {
    /// Who asks.
    Who {
        /// 本人
        Myself = "self",
        /// 法定代理人
        StatutoryAgent = "statutory_agent",
        /// 任意代理人
        AppointedAgent = "appointed_agent",
        /// 遺族
        Bereaved = "bereaved",
    }
}

closed_words! {
    /// How to ask.
    Means {
        /// By post.
        Mail = "mail",
        /// At the counter.
        Counter = "counter",
        /// By a form of the web.
        Web = "web",
        /// By electronic mail.
        Email = "email",
    }
}

closed_words! {
    /// What a paper proves.
    Proves {
        /// Who somebody is.
        Identity = "identity",
        /// That somebody may act.
        Mandate = "mandate",
        /// That somebody is a relative.
        Kinship = "kinship",
    }
}

record! {
    /// An agent of somebody.
    WhoOf {
        req who: Who,
        req of: Who,
    }
}

/// Who may ask.
#[derive(Debug, Clone)]
pub struct Requester {
    /// Its place in the content.
    pub at: NodeId,
    /// Who.
    pub who: Who,
    /// For whom.
    pub of: Option<Who>,
}

impl Load for Requester {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Map(_) => WhoOf::load(cx, node).map(|w| Requester { at: node, who: w.who, of: Some(w.of) }),
            _ => Who::load(cx, node).map(|who| Requester { at: node, who, of: None }),
        }
    }
}

/// The form of the copy: a known word or words of one's own.
#[derive(Debug, Clone)]
pub struct Method(pub Text);

impl Load for Method {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        Text::load(cx, node).map(Method)
    }
}

record! {
    /// A procedure.
    Procedure {
        flat record: Record,
        req id: Id,
        req target: Text,
        ask requests: Vec<Request>,
        ask requesters: Vec<Requester>,
        ask submit_to: OneOrMany<Desk>,
        ask means: Vec<Means>,
        list forms: FormId,
        ask methods: Vec<Method>,
        list delivery: Means,
        ask identity: Vec<Identity>,
        ask fee: OneOrMany<FeeIs>,
        opt decision: Decision,
        list deadlines: Deadline,
        opt refusal: Prose,
        opt rule: RuleIs,
    }
}

record! {
    /// Which papers show who somebody is.
    Identity {
        req who: Who,
        opt of: Who,
        opt proves: Proves,
        list any_of: Paper,
        list all_of: Paper,
        list two_of: Paper,
        opt and: Who,
        list by_mail: Text,
        opt issued_within_days: u32,
        opt copy: bool,
        opt otherwise: Prose,
    }
}

record! {
    /// Papers of which some are asked for.
    PaperSet {
        list any_of: Paper,
        list all_of: Paper,
        list two_of: Paper,
    }
}

/// A paper, or papers of which some are asked for.
#[derive(Debug, Clone)]
pub enum Paper {
    /// Its name.
    Named(Text),
    /// Several.
    Set(Box<PaperSet>),
}

impl Load for Paper {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Map(_) => PaperSet::load(cx, node).map(|s| Paper::Set(Box::new(s))),
            _ => Text::load(cx, node).map(Paper::Named),
        }
    }
}

record! {
    /// How long a decision takes.
    Decision {
        ask within_days: u32,
        opt extension_days: u32,
        opt about: bool,
        opt from: Text,
        opt notify_form: FormId,
        opt extension_form: FormId,
    }
}

record! {
    /// Another period.
    Deadline {
        req what: Text,
        opt days: u32,
        opt months: u32,
    }
}

record! {
    /// Rules that are not published as a document of the site.
    OtherRule {
        req title: Text,
        req published: bool,
    }
}

/// Where the details are.
#[derive(Debug, Clone)]
pub enum RuleIs {
    /// A rule of the site.
    Rule(Text),
    /// Other rules.
    Other(Box<OtherRule>),
}

impl Load for RuleIs {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Map(_) => OtherRule::load(cx, node).map(|r| RuleIs::Other(Box::new(r))),
            _ => {
                let t = Text::load(cx, node)?;
                cx.links.push(Link { at: node, kinds: &["rule"], id: t.to_string() });
                Some(RuleIs::Rule(t))
            }
        }
    }
}

closed_words! {
    /// How a fee is reckoned.
    FeeKind {
        /// Free of charge.
        Free = "none",
        /// A sum.
        Fixed = "fixed",
        /// A sum for each unit.
        PerUnit = "per_unit",
        /// What it costs.
        Actual = "actual",
    }
}

closed_words! {
    /// Tax.
    Tax {
        /// 税込み
        Included = "included",
        /// 税別
        Excluded = "excluded",
        /// 非課税
        Exempt = "exempt",
    }
}

record! {
    /// A fee.
    Fee {
        flat record: Record,
        opt id: Id,
        req kind: FeeKind,
        opt amount: u32,
        opt per: u32,
        opt unit: Text,
        opt tax: Tax,
        list plus: FeePlus,
        list requests = "for": Request,
        opt also_when_refused: bool,
        opt may: bool,
        opt pay: Text,
    }
}

closed_words! {
    /// How an addition to a fee is reckoned.
    PlusKind {
        /// A sum.
        Fixed = "fixed",
        /// A sum for each unit.
        PerUnit = "per_unit",
        /// What it costs.
        Actual = "actual",
    }
}

record! {
    /// What is added to a fee.
    FeePlus {
        req what: Text,
        req kind: PlusKind,
        opt amount: u32,
        opt per: u32,
        opt unit: Text,
        opt when: Text,
    }
}

/// A fee by its id, or written in place.
#[derive(Debug, Clone)]
pub enum FeeIs {
    /// By id.
    Named(Text),
    /// In place.
    Own(Box<Fee>),
}

impl Load for FeeIs {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Map(_) => Fee::load(cx, node).map(|f| FeeIs::Own(Box::new(f))),
            Value::Text(t) => {
                cx.links.push(Link { at: node, kinds: &["fee"], id: t.to_string() });
                Text::load(cx, node).map(FeeIs::Named)
            }
            _ => not_one_of(cx, node, &[]),
        }
    }
}
