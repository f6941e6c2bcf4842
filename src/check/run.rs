//! One rule against one society: its outcome and its findings.

use crate::check::finding::{Duty, Evidence, Finding, Outcome, Stand};
use crate::check::kind::{self, Context, Hit, Remark, Selection, needs_print};
use crate::check::node_set::NodeSet;
use crate::check::path::Path;
use crate::check::rendered::{Channel, Rendered, Spot};
use crate::check::rule::{Basis, Confidence, LawRef, Rule, Version, VersionState, When};
use crate::check::scalar::Many;
use crate::check::texts::{Text, Texts};
use crate::check::view::View;
use crate::check::{law_label, message, scalar::Day};
use crate::content::{NodeId, Tree};
use crate::diagnostic::{Place, Severity};
use crate::lang::Words;
use crate::words;
use std::cell::RefCell;
use std::sync::LazyLock;

/// One society on one day, ready to be looked at by every rule.
pub struct Ground<'a> {
    /// The content.
    pub view: View<'a>,
    /// Its texts.
    pub texts: Texts<'a>,
    /// What was composed.
    pub rendered: Option<&'a Rendered<'a>>,
    /// The day of the law.
    pub day: Day,
    /// The waivers that cover nothing; known once all other rules have looked.
    pub unused: Vec<NodeId>,
    /// Whether it is a manual: only rules about its form concern it.
    pub documentation: bool,
}

/// What came of a rule, and what it found.
pub struct Verdict {
    /// The outcome.
    pub outcome: Outcome,
    /// What a reader should know of it.
    pub note: Words,
    /// What it found.
    pub findings: Vec<Finding>,
    /// Where the duty is met.
    pub evidence: Vec<Evidence>,
    /// The values that meet it, wherever they stand.
    pub stands: Vec<Stand>,
}

impl Verdict {
    /// After waivers: a rule whose findings are all waived is waived.
    pub fn settle(&mut self) {
        if self.outcome == Outcome::Fail && self.findings.iter().all(|f| f.waiver.is_some()) {
            self.outcome = Outcome::Waived;
        }
    }
}

impl Ground<'_> {
    /// Looks with one rule, of which it is known what it asks for on the day.
    pub fn judge(&self, rule: &Rule, duty: &Duty) -> Verdict {
        let Some(version) = rule.on(self.day) else { return self.not_in_force(rule) };
        let VersionState::InForce(check) = &version.state else { return self.not_in_force(rule) };
        let law = &duty.law;
        let verdict = |outcome, note| Verdict { outcome, note, findings: Vec::new(), evidence: Vec::new(), stands: Vec::new() };
        if self.documentation && rule.basis != Basis::DataQuality {
            return verdict(Outcome::NotApplicable, unchecked());
        }
        if rule.when.as_ref().is_some_and(|w| !self.concerns(w)) {
            return verdict(Outcome::NotApplicable, Words::default());
        }
        let context = Context {
            view: &self.view,
            texts: &self.texts,
            rendered: self.rendered,
            day: self.day,
            rule,
            unused: &self.unused,
            met: RefCell::default(),
        };
        let selection = kind::select(&context);
        let found = selection.len(&context);
        if found < rule.min_matches {
            let least = rule.min_matches;
            return verdict(
                Outcome::NoMatch,
                words!(
                    "見るべき値が{found}件しかありません（{least}件以上のはずです）",
                    "{found} values to look at, {least} or more expected"
                ),
            );
        }
        if found == 0 {
            return verdict(Outcome::NotApplicable, Words::default());
        }
        match kind::run(check, &context, &selection) {
            Err(e) => verdict(Outcome::RuleError, Words { ja: e.clone(), en: e }),
            Ok(hits) => {
                let trigger = if hits.is_empty() { None } else { self.trigger(rule) };
                let hits: Vec<Hit> = hits.into_iter().map(|h| self.placed(h, trigger.clone())).collect();
                let findings: Vec<Finding> = hits.iter().map(|h| finding(&context, h, law)).collect();
                let answered = hits.iter().find(|h| h.remark == Some(Remark::OnRequest)).map(|h| message::message(&context, h, law));
                let outcome = if hits.iter().all(|h| h.remark == Some(Remark::OnRequest)) { Outcome::Pass } else { Outcome::Fail };
                let (evidence, stands) = self.evidence(&context, &selection);
                Verdict { outcome, note: answered.unwrap_or_default(), findings, evidence, stands }
            }
        }
    }

    fn not_in_force(&self, rule: &Rule) -> Verdict {
        let note = rule.versions.iter().find_map(|v| ahead(v, self.day)).unwrap_or_default();
        // A change ahead whose day has come: in force, but nothing of it is checked yet.
        let come = rule.versions.iter().any(|v| matches!(v.state, VersionState::Pending { .. }) && v.from.is_some_and(|f| f <= self.day));
        Verdict {
            outcome: if come { Outcome::NotApplicable } else { Outcome::NotInForce },
            note,
            findings: Vec::new(),
            evidence: Vec::new(),
            stands: Vec::new(),
        }
    }

    fn concerns(&self, when: &When) -> bool {
        let found = |path: &Path| self.view.answers(path);
        let all = |paths: &Many<Path>| paths.0.iter().all(found);
        let some = |paths: &Many<Path>| paths.0.iter().any(found);
        all(&when.exists)
            && (when.any.0.is_empty() || some(&when.any))
            && !some(&when.absent)
            && when.text.as_ref().is_none_or(|t| self.texts.that_may_match(t).iter().any(|x| t.is_match(x.text)))
    }

    /// The text that made a rule apply.
    fn trigger(&self, rule: &Rule) -> Option<(&Text<'_>, std::ops::Range<usize>)> {
        let pattern = rule.when.as_ref()?.text.as_ref()?;
        self.texts.that_may_match(pattern).into_iter().find_map(|t| pattern.find(t.text).map(|m| (t, m)))
    }

    /// What is lacking and has no place of its own is shown at the text that calls for it; what belongs into a file that does not exist, at that file.
    fn placed(&self, mut hit: Hit, trigger: Option<(&Text, std::ops::Range<usize>)>) -> Hit {
        if hit.place.is_none()
            && hit.at.is_empty()
            && let Some((text, range)) = trigger
        {
            hit.at = text.at();
            hit.place = Some(text.place(range));
        }
        let nowhere = matches!(hit.place, None | Some(Place::Node(Tree::ROOT, _)));
        let path = format!("{}/{}", hit.at, hit.field.as_deref().unwrap_or_default().replace('.', "/"));
        if let Some(stem) = path.split('/').nth(1).filter(|s| nowhere && path.starts_with('/') && !s.is_empty()) {
            let stem = stem.replace("~1", "/");
            hit.place = Some(match self.view.tree.get(Tree::ROOT, &stem) {
                Some(file) => kind::value_place(file),
                None => Place::File(format!("{stem}.yaml")),
            });
        }
        hit
    }

    /// The places where the values stand that meet the duty, or else what was selected: each page and bulletin once, and then every value.
    fn evidence(&self, context: &Context, selection: &Selection) -> (Vec<Evidence>, Vec<Stand>) {
        let (Some(rendered), Selection::Values(values)) = (self.rendered, selection) else { return Default::default() };
        let mut nodes = context.met.take();
        if nodes.is_empty() && (needs_print(context.rule) || matches!(context.rule.severity, Severity::Error)) {
            nodes.extend(values.iter().map(|s| s.node()).filter(|n| *n != Tree::ROOT));
        }
        if nodes.len() > 1 {
            let mut seen = NodeSet::of(self.view.tree);
            nodes.retain(|n| seen.add(*n));
        }
        let (mut stands, mut spots) = (Vec::with_capacity(nodes.len()), Vec::with_capacity(16));
        // The first on each page and bulletin.
        let mut firsts = Vec::<Spot>::with_capacity(16);
        for node in nodes {
            rendered.first_places(self.view.tree, node, &mut spots);
            for spot in &spots {
                stands.push(Stand { node, channel: spot.channel });
                if !firsts.iter().any(|first| first.channel == spot.channel) {
                    firsts.push(*spot);
                }
            }
        }
        let mut out = Vec::<Evidence>::with_capacity(firsts.len());
        for spot in &firsts {
            let e = spot_as_evidence(rendered, spot);
            if !out.iter().any(|o| o.page == e.page && o.pdf == e.pdf) {
                out.push(e);
            }
        }
        (out, stands)
    }
}

fn spot_as_evidence(rendered: &Rendered, spot: &Spot) -> Evidence {
    let nothing = Evidence { page: None, anchor: None, pdf: None, pdf_page: None, node: None };
    match spot.channel {
        Channel::Page(i) => {
            Evidence { page: rendered.pages.get(i).map(|p| p.path.clone()), anchor: rendered.anchor(spot).map(str::to_owned), ..nothing }
        }
        Channel::Bulletin(i) => Evidence { pdf: rendered.bulletins.get(i).map(|b| b.pdf.clone()), node: spot.at, ..nothing },
    }
}

/// Why nothing is asked of a manual.
pub fn unchecked() -> Words {
    words!(
        "説明書のサイト（kind: documentation）なので、公表する義務を点検していません",
        "the site of a manual (kind: documentation): no duty to make public was checked"
    )
}

/// What is to come, in words: promulgated, from when, or not fixed.
fn ahead(version: &Version, day: Day) -> Option<Words> {
    match &version.state {
        VersionState::Pending { by, promulgated, note } => {
            let (from, by) = (version.from.map(|d| d.to_string()), by.map(|d| d.to_string()));
            let promulgated = promulgated.map(|d| d.to_string()).unwrap_or_default();
            let (ja, en) = match (&from, &by) {
                (Some(d), _) => (format!("{d}施行"), format!("in force from {d}")),
                (None, Some(d)) => (format!("施行日は未定（{d}まで）"), format!("date not fixed (by {d})")),
                (None, None) => ("施行日は未定".to_owned(), "date not fixed".to_owned()),
            };
            let (what, what_en) = (&note.ja, &note.en);
            Some(words!("公布済み（{promulgated}）・{ja}：{what}", "promulgated ({promulgated}), {en}: {what_en}"))
        }
        VersionState::InForce(_) => {
            let from = version.from.filter(|f| *f > day)?;
            Some(words!("{from}から施行", "in force from {from}"))
        }
    }
}

/// The provision of a rule as cited on the day.
pub fn cited(rule: &Rule, version: Option<&Version>, day: Day) -> Words {
    citation(version.and_then(|v| v.law_label.as_deref()), &rule.law, day)
}

/// The label that a version has, or else the first provision.
fn citation(label: Option<&str>, law: &[LawRef], day: Day) -> Words {
    match label {
        Some(label) => Words { ja: label.to_owned(), en: label.to_owned() },
        None => law.first().map(|l| law_label::words(l, day)).unwrap_or_default(),
    }
}

/// What a rule of a pack asks for on a day.
pub fn duty(rule: &Rule, pack: &str, day: Day) -> Duty {
    let version = rule.on(day).or(rule.versions.first());
    let (label, told, law) = (version.and_then(|v| v.law_label.clone()), rule.told.clone(), rule.told.clone());
    Duty {
        rule: rule.id.clone(),
        pack: pack.to_owned(),
        title: LazyLock::new(Box::new(move || told.title())),
        law: LazyLock::new(Box::new(move || citation(label.as_deref(), &law.law, day))),
        basis: rule.basis,
        severity: rule.severity,
    }
}

fn finding(context: &Context, hit: &Hit, law: &Words) -> Finding {
    let rule = context.rule;
    let mut message = message::message(context, hit, law);
    if rule.confidence == Confidence::K && hit.remark.is_none() {
        message.ja.push_str("（要確認）");
        message.en.push_str(" (to be confirmed)");
    }
    let severity = match hit.remark {
        Some(Remark::Elsewhere | Remark::OnRequest) => Severity::Info,
        Some(Remark::Doubtful) => rule.severity.max(Severity::Warning),
        _ => rule.severity,
    };
    let below = hit.field.as_ref().map(|f| format!("/{}", f.replace('.', "/"))).unwrap_or_default();
    Finding {
        rule: rule.id.clone(),
        severity,
        message,
        fix: message::fix(context, hit, law),
        law: law.clone(),
        path: format!("{}{below}", hit.at),
        key: match &hit.field {
            Some(f) => format!("{}#{f}", hit.at),
            None => hit.at.clone(),
        },
        place: hit.place.clone(),
        location: None,
        page: page_of(context, hit),
        waiver: None,
    }
}

/// The page that prints a hit: itself, or the nearest thing around it that is printed.
fn page_of(context: &Context, hit: &Hit) -> Option<usize> {
    let rendered = context.rendered?;
    let node = match hit.place {
        Some(Place::Node(n, _) | Place::Within(n, _)) => n,
        _ => return None,
    };
    let tree = context.view.tree;
    let page = |n| match rendered.find(tree, n, |s| matches!(s.channel, Channel::Page(_)))?.channel {
        Channel::Page(i) => Some(i),
        Channel::Bulletin(_) => None,
    };
    tree.outward(node).take_while(|n| *n != Tree::ROOT).find_map(page)
}
