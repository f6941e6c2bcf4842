//! `disclosure`, `procedure:ID`: requests by the person, proof of identity, fees, time limits (法32条から39条まで).

use super::definitions;
use crate::content::NodeId;
use crate::content::model::disclosure::{
    Decision, Disclosure, Fee, FeeIs, FeeKind, Identity, Method, Paper, Procedure, Proves, Requester, RuleIs, Who,
};
use crate::content::model::text::Answer;
use crate::document::composer::{Blocks, Composer, Scope, join, paragraph};
use crate::document::inline::{append, push_text};
use crate::document::labels::default_label;
use crate::document::text::anchored;
use crate::document::tree::{Block, Definition, Inlines, Kind, Label, List, ListItem};

impl<'a> Composer<'a> {
    pub(super) fn disclosure_block(&mut self, want: &[&'static str]) -> Blocks {
        let Some(d) = &self.input.society.disclosure else { return Blocks::new() };
        let scope = self.file_scope("disclosure", &d.file, &["・"]);
        self.parts(d.at, want, |c, part| c.disclosure_part(d, part, &scope))
    }

    fn disclosure_part(&mut self, d: &Disclosure, part: &str, scope: &Scope) -> Blocks {
        match part {
            "intro" => self.prose_of(d.at, "intro", d.file.record.intro.as_ref(), scope),
            "procedures" => match &d.procedures {
                Answer::Absent => Blocks::new(),
                Answer::State(s) => self.state(s, scope),
                Answer::Given(list) => list.iter().flat_map(|p| self.procedure_section(p, scope)).collect(),
            },
            "fees" => self.fees(d, scope),
            "brief" => self.brief(d, scope),
            "notes" => self.notes(&d.file.record.notes, scope),
            "history" => self.history(&d.file),
            _ => Blocks::new(),
        }
    }

    fn procedure_section(&mut self, p: &Procedure, scope: &Scope) -> Blocks {
        let anchor = self.named(p.at, Some(&p.id), None, scope);
        if !self.shows_record(p.at) {
            return Blocks::new();
        }
        let title = match &p.record.title {
            Some(t) if t.is_empty() => None,
            Some(t) => Some(t.at),
            None => self.shows(p.at, "target").then_some(p.target.at),
        };
        let body = self.procedure(p, scope);
        match title {
            Some(t) => {
                let heading = self.text_at(t);
                Blocks::One(self.section(p.at, "procedure", anchor, String::new(), heading, body))
            }
            None => anchored(p.at, anchor, body),
        }
    }

    /// One procedure without its title.
    pub(super) fn procedure_block(&mut self, id: &str) -> Blocks {
        let Some(d) = &self.input.society.disclosure else { return Blocks::new() };
        let scope = self.file_scope("disclosure", &d.file, &["・"]);
        let Some(p) = d.procedures.given().into_iter().flatten().find(|p| *p.id == *id) else { return Blocks::new() };
        let anchor = self.named(p.at, Some(&p.id), None, &scope);
        let body = self.procedure(p, &scope);
        anchored(p.at, anchor, body)
    }

    fn procedure(&mut self, p: &Procedure, scope: &Scope) -> Blocks {
        let scope = &self.record_scope(&p.record, scope);
        let mut out = self.prose_of(p.at, "intro", p.record.intro.as_ref(), scope);
        let mut rows = Vec::new();
        let words_of = |c: &mut Self, list: &[&'static str]| {
            let line = c.written(p.at, |c| {
                let parts = list.iter().map(|w| c.label(p.at, w, "disclosure")).collect();
                join(parts, c.phrase("、", ", "))
            });
            Blocks::One(line)
        };
        rows.extend(
            self.answer_row(p.at, "requests", &p.requests, scope, |c, list| {
                words_of(c, &list.iter().map(|r| r.word()).collect::<Vec<_>>())
            }),
        );
        rows.extend(self.answer_row(p.at, "requesters", &p.requesters, scope, |c, list| c.requesters(p, list)));
        rows.extend(self.answer_row(p.at, "submit_to", &p.submit_to, scope, |c, list| Blocks::One(c.written(p.at, |c| c.desks(&list.0)))));
        rows.extend(
            self.answer_row(p.at, "means", &p.means, scope, |c, list| words_of(c, &list.iter().map(|m| m.word()).collect::<Vec<_>>())),
        );
        rows.extend(self.shown_row(p.at, "forms", "disclosure", |c| {
            let line = c.written(p.at, |c| {
                let parts = p.forms.iter().map(|f| c.refer("form", &format!("{}/full", &***f), f.at, scope)).collect();
                join(parts, c.phrase("、", ", "))
            });
            Blocks::One(line)
        }));
        rows.extend(self.answer_row(p.at, "methods", &p.methods, scope, |c, list| c.methods(p, list, scope)));
        rows.extend(
            self.shown_row(p.at, "delivery", "disclosure", |c| words_of(c, &p.delivery.iter().map(|m| m.word()).collect::<Vec<_>>())),
        );
        rows.extend(self.answer_row(p.at, "identity", &p.identity, scope, |c, list| c.identities(p.at, list, scope)));
        rows.extend(self.answer_row(p.at, "fee", &p.fee, scope, |c, list| list.0.iter().map(|f| c.fee_of(p.at, f)).collect()));
        rows.extend(self.shown_row(p.at, "decision", "disclosure", |c| p.decision.iter().map(|d| c.decision(d, scope)).collect()));
        rows.extend(self.shown_row(p.at, "deadlines", "disclosure", |c| c.deadlines(p, scope)));
        rows.extend(self.shown_row(p.at, "refusal", "disclosure", |c| c.prose_opt(p.refusal.as_ref(), scope)));
        rows.extend(self.shown_row(p.at, "rule", "disclosure", |c| c.rule_of(p, scope)));
        out.append(definitions(p.at, "procedure-rows", rows));
        out.append(self.notes(&p.record.notes, scope));
        out
    }

    fn answer_row<T>(
        &mut self,
        record: NodeId,
        key: &'static str,
        answer: &Answer<T>,
        scope: &Scope,
        print: impl FnOnce(&mut Self, &T) -> Blocks,
    ) -> Option<Definition> {
        self.shown_row(record, key, "disclosure", |c| match answer {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => c.state(s, scope),
            Answer::Given(v) => print(c, v),
        })
    }

    fn requesters(&mut self, p: &Procedure, list: &[Requester]) -> Blocks {
        let line = self.written(p.at, |c| {
            let parts = list.iter().map(|r| c.who(p.at, r.who, r.of)).collect();
            join(parts, c.phrase("、", ", "))
        });
        Blocks::One(line)
    }

    /// 遺族の法定代理人
    pub(in crate::document) fn who(&mut self, near: NodeId, who: Who, of: Option<Who>) -> Inlines {
        let mut name = self.label(near, who.word(), "disclosure");
        if let Some(of) = of {
            let of = self.label(near, of.word(), "disclosure");
            match self.ja() {
                true => {
                    let mut out = of;
                    push_text(&mut out, "の");
                    append(&mut out, name);
                    name = out;
                }
                false => {
                    push_text(&mut name, " of ");
                    append(&mut name, of);
                }
            }
        }
        name
    }

    fn methods(&mut self, p: &Procedure, list: &[Method], scope: &Scope) -> Blocks {
        let line = self.written(p.at, |c| {
            let parts = list.iter().map(|m| c.method(p, m, scope)).collect();
            join(parts, c.phrase("、", ", "))
        });
        Blocks::One(line)
    }

    /// A form of disclosure: a known word, or the society's own.
    pub(in crate::document) fn method(&mut self, p: &Procedure, m: &Method, scope: &Scope) -> Inlines {
        let known = matches!(&*m.0.text, "electronic" | "paper") && default_label("disclosure", &m.0, self.input.lang).is_some();
        if known { self.label(p.at, &m.0, "disclosure") } else { self.text(&m.0, scope) }
    }

    // ---- proof of identity

    fn identities(&mut self, near: NodeId, list: &[Identity], scope: &Scope) -> Blocks {
        let items: Vec<ListItem> = list.iter().map(|i| self.identity(near, i, scope)).collect();
        if let [_] = items.as_slice() {
            return items.into_iter().flat_map(|i| i.body).collect();
        }
        Blocks::One(Block { at: near, anchor: None, role: "identity", kind: Kind::List(List { counted: false, items }) })
    }

    /// Whose papers they are, and what they prove beside who somebody is.
    pub(in crate::document) fn identity_of(&mut self, near: NodeId, i: &Identity) -> Inlines {
        let mut line = self.who(near, i.who, i.of);
        let proves = match i.proves {
            Some(Proves::Mandate) => self.phrase("（委任）", " (mandate)"),
            Some(Proves::Kinship) => self.phrase("（続柄と死亡）", " (kinship and death)"),
            _ => "",
        };
        push_text(&mut line, proves);
        line
    }

    fn identity(&mut self, near: NodeId, i: &Identity, scope: &Scope) -> ListItem {
        let line = self.written(i.at, |c| c.identity_line(near, i, scope));
        let mut body = Blocks::One(line);
        body.append(self.prose_opt(i.otherwise.as_ref(), scope));
        ListItem { at: i.at, anchor: None, label: "・".into(), body: self.kept(body) }
    }

    fn identity_line(&mut self, near: NodeId, i: &Identity, scope: &Scope) -> Inlines {
        let mut line = self.identity_of(near, i);
        push_text(&mut line, self.phrase("：", ": "));
        let papers = self.papers([&i.any_of, &i.all_of, &i.two_of], scope);
        append(&mut line, papers);
        if i.and.is_some() {
            push_text(&mut line, self.phrase("（本人の確認書類も必要です）", " (together with proof of the applicant's own identity)"));
        }
        if let Some(days) = i.issued_within_days {
            let text = match self.ja() {
                true => format!("（{days}日以内に発行されたもの）"),
                false => format!(" (issued within {days} days)"),
            };
            push_text(&mut line, text);
        }
        if !i.by_mail.is_empty() {
            push_text(&mut line, self.phrase("。郵送のときは", ". By post: "));
            let parts = i.by_mail.iter().map(|t| self.text(t, scope)).collect();
            append(&mut line, join(parts, self.phrase("、", ", ")));
        }
        line
    }

    /// Any of these, all of these, two of these.
    fn papers(&mut self, [any_of, all_of, two_of]: [&[Paper]; 3], scope: &Scope) -> Inlines {
        let mut parts = Vec::new();
        if !any_of.is_empty() {
            let names = any_of.iter().map(|p| self.paper(p, scope)).collect();
            let mut line = join(names, self.phrase("、", "; "));
            if any_of.len() > 1 {
                push_text(&mut line, self.phrase("のいずれか", " (any one of these)"));
            }
            parts.push(line);
        }
        if !all_of.is_empty() {
            let names = all_of.iter().map(|p| self.paper(p, scope)).collect();
            parts.push(join(names, self.phrase(" と ", " and ")));
        }
        if !two_of.is_empty() {
            let names = two_of.iter().map(|p| self.paper(p, scope)).collect();
            let mut line = join(names, self.phrase("、", "; "));
            push_text(&mut line, self.phrase("のうち2点", " (two of these)"));
            parts.push(line);
        }
        join(parts, self.phrase("；", "; "))
    }

    pub(in crate::document) fn paper(&mut self, p: &Paper, scope: &Scope) -> Inlines {
        match p {
            Paper::Named(t) => self.text(t, scope),
            Paper::Set(s) => self.papers([&s.any_of, &s.all_of, &s.two_of], scope),
        }
    }

    // ---- fees

    /// The fee that is meant.
    fn fee_named<'f>(&self, f: &'f FeeIs) -> Option<&'f Fee>
    where
        'a: 'f,
    {
        let society = self.input.society;
        match f {
            FeeIs::Own(f) => Some(&**f),
            FeeIs::Named(id) => society.disclosure.iter().flat_map(|d| &d.fees).find(|f| f.id.as_ref().is_some_and(|i| **i == **id)),
        }
    }

    /// A fee, and how it is paid.
    pub(in crate::document) fn fee_with_payment(&mut self, near: NodeId, f: &FeeIs) -> Blocks {
        let mut out = Blocks::One(self.fee_of(near, f));
        let pay = self.fee_named(f).and_then(|f| f.pay.as_ref()).map(|t| t.at);
        out.extend(pay.map(|at| paragraph(at, self.text_at(at))));
        out
    }

    /// Whether a procedure may cost something.
    pub(in crate::document) fn owes(&self, p: &Procedure) -> bool {
        let fees = p.fee.given().into_iter().flat_map(|f| &f.0);
        fees.filter_map(|f| self.fee_named(f)).any(|f| f.kind != FeeKind::Free || !f.plus.is_empty())
    }

    fn fee_of(&mut self, near: NodeId, f: &FeeIs) -> Block {
        let fee = self.fee_named(f);
        self.written(fee.map_or(near, |f| f.at), |c| fee.map(|f| c.fee(f)).unwrap_or_default())
    }

    fn fees(&mut self, d: &Disclosure, scope: &Scope) -> Blocks {
        let mut rows = Vec::new();
        for f in &d.fees {
            let anchor = self.named(f.at, f.id.as_ref(), None, scope);
            if !self.shows_record(f.at) {
                continue;
            }
            let scope = &self.record_scope(&f.record, scope);
            let line = self.fee(f);
            let mut body = Blocks::One(paragraph(f.at, line));
            body.append(self.prose_of(f.at, "intro", f.record.intro.as_ref(), scope));
            body.extend(f.pay.iter().map(|t| self.paragraph(t, scope)).collect::<Vec<_>>());
            body.append(self.notes(&f.record.notes, scope));
            let term = match &f.record.title {
                Some(t) => self.text_at(t.at),
                None => self.label(f.at, "fee", "disclosure"),
            };
            rows.push(Definition { at: f.at, anchor, role: "fee", number: Label::EMPTY, term, body: self.kept(body) });
        }
        definitions(d.at, "fees", rows)
    }

    // ---- periods

    pub(in crate::document) fn decision(&mut self, d: &Decision, scope: &Scope) -> Block {
        let mut line = Inlines::new();
        let from = d.from.as_ref().map(|f| self.text(f, scope)).unwrap_or_default();
        match &d.within_days {
            Answer::Given(days) if self.ja() => {
                append(&mut line, from);
                push_text(&mut line, format!("{days}日以内{}", if d.about == Some(true) { "を目安" } else { "" }));
            }
            Answer::Given(days) => {
                push_text(&mut line, format!("{} {days} days", if d.about == Some(true) { "in about" } else { "within" }));
                if !from.is_empty() {
                    push_text(&mut line, " from ");
                    append(&mut line, from);
                }
            }
            Answer::State(_) | Answer::Absent => append(&mut line, from),
        }
        if let Some(days) = d.extension_days {
            let text = match self.ja() {
                true => format!("（{days}日以内の延長があります）"),
                false => format!(" (may be extended by up to {days} days)"),
            };
            push_text(&mut line, text);
        }
        let mut block = paragraph(d.at, line);
        if let (Answer::State(s), Kind::Paragraph { text, .. }) = (&d.within_days, &mut block.kind) {
            let said = self.state(s, scope);
            if let Some(Block { kind: Kind::Paragraph { text: t, .. }, .. }) = said.into_iter().next() {
                append(text, t);
            }
        }
        block
    }

    pub(in crate::document) fn deadlines(&mut self, p: &Procedure, scope: &Scope) -> Blocks {
        let mut parts = Vec::new();
        for d in &p.deadlines {
            let mut line = self.text(&d.what, scope);
            let period = match (d.days, d.months) {
                (Some(n), _) => self.amount(i64::from(n), "days"),
                (None, Some(n)) => self.amount(i64::from(n), "months"),
                (None, None) => String::new(),
            };
            push_text(&mut line, format!(" {period}"));
            parts.push(line);
        }
        Blocks::One(paragraph(p.at, join(parts, self.phrase("、", "; "))))
    }

    fn rule_of(&mut self, p: &Procedure, scope: &Scope) -> Blocks {
        match &p.rule {
            None => Blocks::new(),
            Some(RuleIs::Rule(t)) => {
                let line = self.refer("rule", &format!("{}/full", &**t), t.at, scope);
                Blocks::One(paragraph(t.at, line))
            }
            Some(RuleIs::Other(o)) => Blocks::One(self.paragraph(&o.title, scope)),
        }
    }

    /// One line for each procedure: its target and what may be asked.
    fn brief(&mut self, d: &Disclosure, scope: &Scope) -> Blocks {
        let mut rows = Vec::new();
        for p in d.procedures.given().into_iter().flatten() {
            let _ = scope;
            let parts = p.requests.given().into_iter().flatten().map(|r| self.label(p.at, r.word(), "disclosure")).collect();
            let body = Blocks::One(paragraph(p.at, join(parts, self.phrase("、", ", "))));
            let term = self.text_at(p.target.at);
            rows.push(Definition { at: p.at, anchor: None, role: "brief", number: Label::EMPTY, term, body: self.kept(body) });
        }
        definitions(d.at, "brief", rows)
    }
}

/// What a fee is, in a sentence.
impl Composer<'_> {
    pub(in crate::document) fn fee(&mut self, f: &Fee) -> Inlines {
        super::super::fees::fee(self, f)
    }
}
