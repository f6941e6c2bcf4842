//! `provision`: provision to third parties (法27条, 28条; ガイダンスⅢ7(3) on implied consent).

use super::definitions;
use super::profile::list_block;
use crate::content::model::provision::{EntrustedWork, Entrustment, ForeignThirdParty, ImpliedConsent, Provision};
use crate::content::model::text::{Answer, Consent};
use crate::document::composer::{Blocks, Composer, Scope, join, paragraph};
use crate::document::numbering::{Counting, Levels};
use crate::document::text::push_item;
use crate::document::tree::{Definition, ListItem};

impl Composer<'_> {
    pub(super) fn provision_block(&mut self, want: &[&'static str]) -> Blocks {
        let Some(d) = &self.input.society.provision else { return Blocks::new() };
        let scope = self.file_scope("provision", &d.file, &["・"]);
        self.parts(d.at, want, |c, part| c.provision_part(d, part, &scope))
    }

    fn provision_part(&mut self, d: &Provision, part: &str, scope: &Scope) -> Blocks {
        match part {
            "intro" => self.prose_of(d.at, "intro", d.file.record.intro.as_ref(), scope),
            "exceptions" => self.prose_of(d.at, "exceptions", d.exceptions.as_ref(), &scope.with(Levels::of(&["(1)"]))),
            "not-third-party" => self.not_third_party(d, scope),
            "specific-rule" => self.prose_answer(d.at, "specific_rule", &d.specific_rule, scope),
            "entrustment" => d.entrustment.as_ref().map(|e| self.entrustment(e, scope)).unwrap_or_default(),
            "implied-consent" => d.implied_consent.as_ref().map(|i| self.implied_consent(i, scope)).unwrap_or_default(),
            "opt-out" => self.prose_answer(d.at, "opt_out", &d.opt_out, scope),
            "foreign" => self.foreign(d, scope),
            "notes" => self.notes(&d.file.record.notes, scope),
            "history" => self.history(&d.file),
            _ => Blocks::new(),
        }
    }

    /// Prose that the law asks for, unless a sentence prints it.
    pub(super) fn prose_answer(
        &mut self,
        record: crate::content::NodeId,
        key: &str,
        answer: &Answer<crate::content::model::text::Prose>,
        scope: &Scope,
    ) -> Blocks {
        if !self.shows(record, key) {
            return Blocks::new();
        }
        match answer {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => self.state(s, scope),
            Answer::Given(p) => self.prose(p, scope),
        }
    }

    fn not_third_party(&mut self, d: &Provision, scope: &Scope) -> Blocks {
        let scheme = scope.levels.here();
        let mut out = Blocks::new();
        for (k, x) in d.not_third_party.iter().enumerate() {
            let step = self.counted_step(&scheme, k as u32 + 1);
            let here = self.step(scope, &step.reference, x.at, scope.levels.below(1));
            let body = self.prose(&x.text, &here);
            push_item(
                &mut out,
                scheme.counts(),
                ListItem { at: x.at, anchor: None, label: step.label, body: self.kept(body) },
                d.not_third_party.len() - k - 1,
            );
        }
        out
    }

    fn entrustment(&mut self, e: &Entrustment, scope: &Scope) -> Blocks {
        if !self.shows_record(e.at) {
            return Blocks::new();
        }
        let scope = &self.record_scope(&e.record, scope);
        let mut out = self.prose_of(e.at, "intro", e.record.intro.as_ref(), scope);
        out.append(self.prose_answer(e.at, "policy", &e.policy, scope));
        let items = e.list.iter().map(|x| self.entrusted_work(x, scope)).collect();
        out.append(list_block(e.at, "entrusted", items));
        out.append(self.notes_at_field(e.at, "list", scope));
        out.append(self.notes(&e.record.notes, scope));
        self.titled(e.at, e.record.title.as_ref().map(|t| t.at), out)
    }

    fn entrusted_work(&mut self, x: &EntrustedWork, scope: &Scope) -> ListItem {
        let anchor = self.named(x.at, x.id.as_ref(), None, scope);
        let mut parts = vec![self.text(&x.business, scope)];
        parts.extend(x.name.as_ref().map(|n| self.text(n, scope)));
        let names: Vec<_> = x.categories.iter().map(|c| self.refer("item", &format!("purposes#{}/title", &***c), c.at, scope)).collect();
        if !names.is_empty() {
            parts.push(join(names, self.phrase("、", ", ")));
        }
        parts.extend(x.country.as_ref().map(|n| self.text(n, scope)));
        let line = join(parts, self.phrase("　", "; "));
        ListItem { at: x.at, anchor, label: "・".into(), body: vec![paragraph(x.at, line)] }
    }

    fn implied_consent(&mut self, v: &ImpliedConsent, scope: &Scope) -> Blocks {
        let inner = scope.with(self.levels(v.record.numbering.as_deref(), &["(1)"]));
        let mut out = self.prose_of(v.at, "intro", v.record.intro.as_ref(), &inner);
        match &v.items {
            Answer::Absent => {}
            Answer::State(s) => out.append(self.state(s, &inner)),
            Answer::Given(items) => {
                let scheme = inner.levels.here();
                for (k, x) in items.iter().enumerate() {
                    let item = self.consent(x, &scheme, k as u32 + 1, &inner);
                    push_item(&mut out, scheme.counts(), item, items.len() - k - 1);
                }
            }
        }
        out.append(self.notes_at_field(v.at, "items", &inner));
        let contact = self.contact_row(v.at, &v.contact, "provision", &inner);
        out.append(definitions(v.at, "", contact.into_iter().collect()));
        out.append(self.notes(&v.record.notes, &inner));
        self.titled(v.at, v.record.title.as_ref().map(|t| t.at), out)
    }

    fn consent(&mut self, x: &Consent, scheme: &Counting, k: u32, scope: &Scope) -> ListItem {
        let step = self.counted_step(scheme, k);
        let here = self.step(scope, &step.reference, x.at, self.levels(x.record.numbering.as_deref(), &["・"]));
        let anchor = self.named(x.at, Some(&x.id), None, &here);
        let mut body = self.prose_of(x.at, "intro", x.record.intro.as_ref(), &here);
        body.append(self.prose(&x.text, &here));
        let rows = self.consent_rows(x, &here);
        body.append(definitions(x.at, "consent", rows));
        body.append(self.notes(&x.record.notes, &here));
        let body = self.titled(x.at, x.record.title.as_ref().map(|t| t.at), body);
        ListItem { at: x.at, anchor, label: step.label, body: self.kept(body) }
    }

    fn consent_rows(&mut self, x: &Consent, here: &Scope) -> Vec<Definition> {
        let mut rows = Vec::new();
        rows.extend(self.shown_row(x.at, "recipient", "provision", |c| match &x.recipient {
            Answer::Given(t) => Blocks::One(c.paragraph(t, here)),
            Answer::State(s) => c.state(s, here),
            Answer::Absent => Blocks::new(),
        }));
        rows.extend(self.shown_row(x.at, "data_items", "provision", |c| match &x.data_items {
            Answer::Given(items) => c.items(x.at, items, here),
            Answer::State(s) => c.state(s, here),
            Answer::Absent => Blocks::new(),
        }));
        rows.extend(self.shown_row(x.at, "reason", "provision", |c| c.prose_opt(x.reason.as_ref(), here)));
        rows.extend(self.shown_row(x.at, "delivery", "provision", |c| match x.delivery.as_ref().map(|d| &d.text) {
            Some(Answer::Given(p)) => c.prose(p, here),
            Some(Answer::State(s)) => c.state(s, here),
            _ => Blocks::new(),
        }));
        rows.extend(self.shown_row(x.at, "form", "provision", |c| match &x.form {
            Some(f) => {
                let line = c.refer("form", &format!("{}/full", &***f), f.at, here);
                Blocks::One(paragraph(f.at, line))
            }
            None => Blocks::new(),
        }));
        rows.extend(self.shown_row(x.at, "family", "provision", |c| c.prose_opt(x.family.as_ref(), here)));
        rows
    }

    fn foreign(&mut self, d: &Provision, scope: &Scope) -> Blocks {
        match &d.foreign_third_parties {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => self.state(s, scope),
            Answer::Given(list) => {
                let items = list.iter().map(|x| self.foreign_party(x, scope)).collect();
                list_block(d.at, "foreign", items)
            }
        }
    }

    fn foreign_party(&mut self, x: &ForeignThirdParty, scope: &Scope) -> ListItem {
        let anchor = self.named(x.at, Some(&x.id), None, scope);
        let parts = vec![self.text(&x.recipient, scope), self.text(&x.country, scope)];
        let line = join(parts, self.phrase("　", ", "));
        let scope = &self.record_scope(&x.record, scope);
        let mut body = Blocks::One(paragraph(x.at, line));
        body.append(self.prose_of(x.at, "intro", x.record.intro.as_ref(), scope));
        body.append(self.notes(&x.record.notes, scope));
        let body = self.titled(x.at, x.record.title.as_ref().map(|t| t.at), body);
        ListItem { at: x.at, anchor, label: "・".into(), body: self.kept(body) }
    }
}
