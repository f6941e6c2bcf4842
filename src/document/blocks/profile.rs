//! `society`, `accredited`, `certifications`, `impact-assessments`, `public-notice`, `accessibility`: who the society is.

use super::definitions;
use crate::content::NodeId;
use crate::content::model::profile::{AccreditedOrganization, Certification, ImpactAssessment};
use crate::content::model::scalar::Tel;
use crate::content::model::text::{Address, Answer, Person, PostalAddress, Ways};
use crate::document::composer::{Blocks, Composer, paragraph, words};
use crate::document::inline::{append, push_text};
use crate::document::tree::{Block, Card, Definition, Inline, Inlines, Kind, List, ListItem, Target};

/// The ways to reach somebody are not more, with an address.
const MOST_ROWS: usize = 7;

impl Composer<'_> {
    pub(super) fn society_block(&mut self) -> Blocks {
        let p = &self.input.society.profile;
        let mut rows = Vec::new();
        if let Some(a) = p.address.given() {
            rows.extend(self.address_row(p.at, a));
        } else if let Some(s) = p.address.state() {
            let scope = self.plain_scope("society");
            let body = self.state(s, &scope);
            rows.extend(self.row(p.at, "address", "society", body));
        }
        match &p.representative {
            Answer::Given(r) => rows.extend(self.representative_row(p.at, r)),
            Answer::State(s) => {
                let scope = self.plain_scope("society");
                let body = self.state(s, &scope);
                rows.extend(self.row(p.at, "representative", "society", body));
            }
            Answer::Absent => {}
        }
        rows.extend(self.way_rows(p.at, &p.ways));
        let anchor = self.anchor(p.at, "society");
        let name = self.society_name();
        let ruby = p.name.given().and_then(|n| n.ruby.as_ref()).filter(|_| self.ja());
        let name = match ruby {
            Some(r) => Inlines::One(Inline::ruby(crate::document::tree::plain(&name), r.text.to_string())),
            None => name,
        };
        let scope = self.plain_scope("society");
        let scope = self.record_scope(&p.file.record, &scope);
        let mut out = self.prose_of(p.at, "intro", p.file.record.intro.as_ref(), &scope);
        let card = Card { name, title: Inlines::new(), rows, body: Vec::new() };
        out.push(Block { at: p.at, anchor, role: "society", kind: Kind::Card(Box::new(card)) });
        out.append(self.notes(&p.file.record.notes, &scope));
        out.append(self.history(&p.file));
        out
    }

    fn representative_row(&mut self, record: NodeId, r: &Person) -> Option<Definition> {
        r.name.given()?;
        let mut line = self.person(r, true);
        if let Some(since) = &r.since {
            push_text(&mut line, self.phrase("（", " (since "));
            line.push(self.day(since));
            push_text(&mut line, self.phrase("就任）", ")"));
        }
        self.row(record, "representative", "society", Blocks::One(paragraph(r.at, line)))
    }

    /// 理事長 例示 太郎, with the reading above the name.
    pub(in crate::document) fn person(&mut self, p: &Person, ruby: bool) -> Inlines {
        let mut out = p.title.as_ref().map(|t| self.text_at(t.at)).unwrap_or_default();
        if !out.is_empty() && p.name.given().is_some() {
            push_text(&mut out, " ");
        }
        if let Some(name) = p.name.given() {
            let text = self.text_at(name.at);
            match p.ruby.as_ref().filter(|_| ruby && self.ja() && self.writing()) {
                Some(r) => out.push(Inline::ruby(crate::document::tree::plain(&text), r.text.to_string())),
                None => append(&mut out, text),
            }
        }
        out
    }

    pub(in crate::document) fn address_row(&mut self, record: NodeId, address: &Address) -> Option<Definition> {
        let line = self.address_line(address)?;
        self.row(record, "address", "society", Blocks::One(paragraph(record, line)))
    }

    /// 〒100-0000 東京都… 例示ビル4階
    pub(in crate::document) fn address_line(&mut self, address: &Address) -> Option<Inlines> {
        match address {
            Address::Own(a) => Some(self.postal_line(a)),
            Address::Society(_) => match self.input.society.profile.address.given()? {
                Address::Own(a) => Some(self.postal_line(a)),
                Address::Society(_) => None,
            },
        }
    }

    fn postal_line(&mut self, a: &PostalAddress) -> Inlines {
        let mut parts = Vec::new();
        if let Some(code) = a.postal_code.given() {
            parts.push(words(format!("〒{}", &**code)));
        }
        parts.push(self.text_at(a.text.at));
        parts.extend(a.building.as_ref().map(|b| self.text_at(b.at)));
        if !self.ja() {
            parts.reverse();
        }
        crate::document::composer::join(parts, self.phrase(" ", ", "))
    }

    /// Telephone, fax, mail, form, hours; the department first.
    pub(in crate::document) fn way_rows(&mut self, record: NodeId, w: &Ways) -> Vec<Definition> {
        let mut rows = Vec::with_capacity(MOST_ROWS);
        let text_row = |c: &mut Self, key: &'static str, at: Option<NodeId>| {
            let at = at?;
            let line = c.text_at(at);
            c.row(record, key, "society", Blocks::One(paragraph(at, line)))
        };
        rows.extend(text_row(self, "department", w.department.as_ref().map(|t| t.at)));
        rows.extend(self.tel_row(record, "tel", w.tel.as_ref()));
        rows.extend(self.tel_row(record, "fax", w.fax.as_ref()));
        if let Some(mail) = &w.email {
            let link = Inline::link(Target::Mail(mail.to_string()), words(&mail.text));
            rows.extend(self.row(record, "email", "society", Blocks::One(paragraph(mail.at, Inlines::One(link)))));
        }
        if let Some(url) = &w.form_url {
            let link = Inline::link(crate::document::inline::outside(&url.0).unwrap_or(Target::Url(url.0.to_string())), words(&url.0.text));
            rows.extend(self.row(record, "form_url", "society", Blocks::One(paragraph(url.0.at, Inlines::One(link)))));
        }
        rows.extend(text_row(self, "hours", w.hours.as_ref().map(|t| t.at)));
        rows
    }

    fn tel_row(&mut self, record: NodeId, key: &'static str, tel: Option<&Tel>) -> Option<Definition> {
        let society = &self.input.society.profile.ways;
        let number = match tel? {
            Tel::Number(t) => t,
            Tel::Society => match if key == "tel" { society.tel.as_ref() } else { society.fax.as_ref() }? {
                Tel::Number(t) => t,
                Tel::Society => return None,
            },
        };
        let line = match key {
            // While numbers are given, texts say nothing.
            _ if !self.writing() => Inlines::new(),
            "tel" => Inlines::One(Inline::link(Target::Tel(number.to_string()), words(&number.text))),
            _ => words(&number.text),
        };
        self.row(record, key, "society", Blocks::One(paragraph(number.at, line)))
    }

    pub(super) fn accredited_block(&mut self) -> Blocks {
        let p = &self.input.society.profile;
        let scope = self.plain_scope("society");
        match &p.accredited_organizations {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => self.state(s, &scope),
            Answer::Given(list) => list.iter().map(|o| self.accredited(o)).collect(),
        }
    }

    fn accredited(&mut self, o: &AccreditedOrganization) -> Block {
        let scope = self.plain_scope("society");
        let mut rows: Vec<Definition> = o.address.as_ref().and_then(|a| self.address_row(o.at, a)).into_iter().collect();
        rows.extend(self.way_rows(o.at, &o.ways));
        let name = self.text_at(o.name.at);
        let body = self.prose_opt(o.note.as_ref(), &scope);
        Block {
            at: o.at,
            anchor: None,
            role: "accredited",
            kind: Kind::Card(Box::new(Card { name, title: Inlines::new(), rows, body: self.kept(body) })),
        }
    }

    pub(super) fn certifications_block(&mut self) -> Blocks {
        let list = &self.input.society.profile.certifications;
        let items: Vec<ListItem> = list.iter().map(|c| self.certification(c)).collect();
        list_block(self.input.society.profile.at, "certifications", items)
    }

    fn certification(&mut self, c: &Certification) -> ListItem {
        let mut line = self.text_at(c.name.at);
        if let Some(n) = &c.number {
            push_text(&mut line, " ");
            let n = self.text_at(n.at);
            append(&mut line, n);
        }
        if let Some(day) = &c.obtained_on {
            push_text(&mut line, self.phrase(" ", ", obtained "));
            line.push(self.day(day));
            push_text(&mut line, self.phrase("取得", ""));
        }
        if let Some(day) = &c.valid_until {
            push_text(&mut line, self.phrase(" ", ", valid until "));
            line.push(self.day(day));
            push_text(&mut line, self.phrase("まで有効", ""));
        }
        ListItem { at: c.at, anchor: None, label: "・".into(), body: vec![paragraph(c.at, line)] }
    }

    pub(super) fn assessments_block(&mut self) -> Blocks {
        let p = &self.input.society.profile;
        let scope = self.plain_scope("society");
        match &p.impact_assessments {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => self.state(s, &scope),
            Answer::Given(list) => {
                let items = list.iter().map(|a| self.assessment(a)).collect();
                list_block(p.at, "impact-assessments", items)
            }
        }
    }

    fn assessment(&mut self, a: &ImpactAssessment) -> ListItem {
        let title = self.text_at(a.title.at);
        let target = match (&a.url, &a.file) {
            (Some(url), _) => crate::document::inline::outside(&url.0),
            (None, Some(file)) => self.input.ids.get("file", file).and_then(|r| self.file_target(r)),
            _ => None,
        };
        let mut line = match target {
            Some(target) => Inlines::One(Inline::link(target, title)),
            None => title,
        };
        let mut days = Vec::new();
        for (key, day) in [("assessed_on", &a.assessed_on), ("published_on", &a.published_on)] {
            if let Some(day) = day {
                let mut part = self.label(a.at, key, "society");
                push_text(&mut part, " ");
                part.push(self.day(day));
                days.push(part);
            }
        }
        if !days.is_empty() {
            push_text(&mut line, self.phrase("（", " ("));
            let days = crate::document::composer::join(days, self.phrase("、", ", "));
            append(&mut line, days);
            push_text(&mut line, self.phrase("）", ")"));
        }
        ListItem { at: a.at, anchor: None, label: "・".into(), body: vec![paragraph(a.at, line)] }
    }

    pub(super) fn public_notice_block(&mut self) -> Blocks {
        let scope = self.plain_scope("society");
        match &self.input.society.profile.public_notice {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => self.state(s, &scope),
            Answer::Given(p) => {
                let mut out = self.prose_of(p.at, "intro", p.record.intro.as_ref(), &scope);
                let method = self.shown_row(p.at, "method", "society", |c| Blocks::One(c.paragraph(&p.method, &scope)));
                let basis =
                    p.basis.as_ref().and_then(|b| self.shown_row(p.at, "basis", "society", |c| Blocks::One(c.paragraph(b, &scope))));
                out.append(definitions(p.at, "public-notice", method.into_iter().chain(basis).collect()));
                out.append(self.notes(&p.record.notes, &scope));
                out
            }
        }
    }

    pub(super) fn accessibility_block(&mut self) -> Blocks {
        let scope = self.plain_scope("society");
        match &self.input.society.profile.accessibility {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => self.state(s, &scope),
            Answer::Given(a) => {
                let mut out = self.prose_of(a.at, "intro", a.record.intro.as_ref(), &scope);
                let row = self.shown_row(a.at, "contact", "purposes", |c| {
                    let line = c.desk(&a.contact);
                    Blocks::One(paragraph(a.contact.at, line))
                });
                out.append(definitions(a.at, "accessibility", row.into_iter().collect()));
                out.append(self.notes(&a.record.notes, &scope));
                out
            }
        }
    }
}

/// Items with marks as a block, if there are any.
pub(super) fn list_block(at: NodeId, role: &'static str, items: Vec<ListItem>) -> Blocks {
    if items.is_empty() {
        return Blocks::new();
    }
    Blocks::One(Block { at, anchor: None, role, kind: Kind::List(List { counted: false, items }) })
}
