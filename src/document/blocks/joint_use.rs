//! `joint-use`, `joint-use:ID`: joint use (法27条5項3号): that it is done, items, scope, purposes, and who answers for the management of the data.

use super::definitions;
use crate::content::NodeId;
use crate::content::model::joint_use::{JointUse, JointUses, Manager, ManagerIs, Party, PartyRole};
use crate::content::model::scalar::Text;
use crate::content::model::text::{Address, Answer, Prose};
use crate::document::composer::{Blocks, Composer, Scope, join, paragraph};
use crate::document::inline::{append, push_text};
use crate::document::text::{anchored, push_item};
use crate::document::tree::{Block, Definition, Inlines, Kind, ListItem, Wording, plain};

/// The levels when the society does not choose its own: joint uses, their fields, entries.
pub const NUMBERING: &[&str] = &["1. ", "(1)", "・"];

/// The rows of one joint use while they are numbered.
struct Rows<'s> {
    scope: &'s Scope,
    count: u32,
    rows: Vec<Definition>,
}

impl Composer<'_> {
    pub(super) fn joint_use_block(&mut self, want: &[&'static str]) -> Blocks {
        let Some(d) = &self.input.society.joint_use else { return Blocks::new() };
        let scope = self.file_scope("joint-use", &d.file, NUMBERING);
        self.parts(d.at, want, |c, part| match part {
            "intro" => c.prose_of(d.at, "intro", d.file.record.intro.as_ref(), &scope),
            "statement" => c.prose_answer(d.at, "statement", &d.statement, &scope),
            "items" => c.joint_uses(d, &scope),
            "notes" => c.notes(&d.file.record.notes, &scope),
            "history" => c.history(&d.file),
            _ => Blocks::new(),
        })
    }

    fn joint_uses(&mut self, d: &JointUses, scope: &Scope) -> Blocks {
        let items = match &d.items {
            Answer::Absent => return Blocks::new(),
            Answer::State(s) => return self.state(s, scope),
            Answer::Given(items) => items,
        };
        let scheme = scope.levels.here();
        let mut out = Blocks::new();
        for (k, x) in items.iter().enumerate() {
            let step = self.counted_step(&scheme, k as u32 + 1);
            let here = match &x.record.title {
                Some(_) => self.step(scope, &step.reference, x.at, scope.levels.below(1)),
                None => scope.below(),
            };
            let anchor = self.named(x.at, Some(&x.id), None, &here);
            let body = self.joint_use(x, &here);
            match &x.record.title {
                Some(t) => {
                    let heading = self.text(t, &here);
                    self.page.last = Some((scheme.clone(), k as u32 + 1));
                    out.push(self.section(x.at, "joint-use-item", anchor, step.label, heading, body));
                }
                None => out.append(anchored(x.at, anchor, body)),
            }
        }
        out
    }

    /// One joint use without its title.
    pub(super) fn joint_use_item(&mut self, id: &str) -> Blocks {
        let Some(d) = &self.input.society.joint_use else { return Blocks::new() };
        let scope = self.file_scope("joint-use", &d.file, NUMBERING).below();
        let Some(x) = d.items.given().into_iter().flatten().find(|x| *x.id == *id) else { return Blocks::new() };
        let anchor = self.named(x.at, Some(&x.id), None, &scope);
        let body = self.joint_use(x, &scope);
        anchored(x.at, anchor, body)
    }

    fn joint_use(&mut self, x: &JointUse, scope: &Scope) -> Blocks {
        let scope = &match &x.record.numbering {
            Some(_) => scope.with(self.levels(x.record.numbering.as_deref(), NUMBERING)),
            None => scope.clone(),
        };
        let mut out = self.prose_of(x.at, "intro", x.record.intro.as_ref(), scope);
        let mut rows = Rows { scope, count: 0, rows: Vec::new() };
        self.numbered(&mut rows, x, "rationale", |c, s| c.prose_opt(x.rationale.as_ref(), s));
        self.numbered(&mut rows, x, "data_items", |c, s| c.data_items(x, s));
        self.numbered(&mut rows, x, "excludes", |c, s| {
            let parts = x.excludes.iter().map(|t| c.text(t, s)).collect();
            Blocks::One(paragraph(x.at, join(parts, c.phrase("、", ", "))))
        });
        self.numbered(&mut rows, x, "parties", |c, s| c.parties(x, s));
        self.purposes_of_parties(&mut rows, x);
        self.numbered(&mut rows, x, "manager", |c, s| c.managers(x, s));
        self.numbered(&mut rows, x, "acquisition", |c, s| c.prose_opt(x.acquisition.as_ref(), s));
        self.numbered(&mut rows, x, "transfer", |c, s| c.prose_opt(x.transfer.as_ref(), s));
        out.append(definitions(x.at, "joint-use-rows", rows.rows));
        out.append(self.notes(&x.record.notes, scope));
        out
    }

    /// A row with the next number; a row whose label is empty has none.
    fn numbered(&mut self, rows: &mut Rows<'_>, x: &JointUse, key: &'static str, body: impl FnOnce(&mut Self, &Scope) -> Blocks) {
        if self.shows(x.at, key) {
            let at = self.input.tree.get(x.at, key).unwrap_or(x.at);
            self.numbered_row(rows, x, key, at, body);
        }
    }

    fn numbered_row(
        &mut self,
        rows: &mut Rows<'_>,
        x: &JointUse,
        key: &'static str,
        at: NodeId,
        body: impl FnOnce(&mut Self, &Scope) -> Blocks,
    ) {
        let step = self.counted_step(&rows.scope.levels.here(), rows.count + 1);
        let here = self.step(rows.scope, &step.reference, at, rows.scope.levels.below(1));
        let mut body = body(self, &here);
        body.append(self.notes_at_field(x.at, key, &here));
        if body.is_empty() {
            return;
        }
        let term = self.label(x.at, key, "joint-use");
        let silent = self.writing() && plain(&term).is_empty();
        let number = if silent {
            Wording::EMPTY
        } else {
            rows.count += 1;
            step.label
        };
        rows.rows.push(Definition { at, anchor: None, role: key, number: number.into(), term, body: self.kept(body) });
    }

    fn data_items(&mut self, x: &JointUse, scope: &Scope) -> Blocks {
        match &x.data_items {
            Answer::Given(items) => self.items(x.at, items, scope),
            Answer::State(s) => self.state(s, scope),
            Answer::Absent => Blocks::new(),
        }
    }

    // ---- parties

    fn parties(&mut self, x: &JointUse, scope: &Scope) -> Blocks {
        let parties = match &x.parties {
            Answer::Given(p) => p,
            Answer::State(s) => return self.state(s, scope),
            Answer::Absent => return Blocks::new(),
        };
        let scheme = scope.levels.here();
        let mut out = Blocks::new();
        for (k, p) in parties.iter().enumerate() {
            let step = self.counted_step(&scheme, k as u32 + 1);
            let line = self.party_line(p, scope);
            let mut body = Blocks::One(paragraph(p.at, line));
            let inner = self.record_scope(&p.record, &scope.below());
            body.append(self.prose_opt(p.condition.as_ref(), &inner));
            body.append(self.prose_of(p.at, "intro", p.record.intro.as_ref(), &inner));
            body.append(self.notes(&p.record.notes, &inner));
            push_item(
                &mut out,
                scheme.counts(),
                ListItem { at: p.at, anchor: None, label: step.label, body: self.kept(body) },
                parties.len() - k - 1,
            );
        }
        out
    }

    /// The name of a party; `society` is the society itself.
    fn party_name(&mut self, name: &Text) -> Inlines {
        if &**name == "society" { self.society_name() } else { self.text_at(name.at) }
    }

    fn party_line(&mut self, p: &Party, scope: &Scope) -> Inlines {
        let mut out = self.party_name(&p.name);
        if p.role == Some(PartyRole::Entrustee) {
            let label = self.label(p.at, "entrustee", "joint-use");
            let (word, name) = (plain(&label), plain(&out));
            if !word.is_empty() && !name.starts_with(&word) {
                let mut line = label;
                push_text(&mut line, self.phrase(" ", ": "));
                append(&mut line, out);
                out = line;
            }
        }
        if !p.handlers.is_empty() {
            let between = self.label(p.at, "handlers", "joint-use");
            append(&mut out, between);
            let handlers = p.handlers.iter().map(|h| self.text(h, scope)).collect();
            append(&mut out, join(handlers, self.phrase("、", ", ")));
        }
        if let Some(listed) = &p.listed_at {
            push_text(&mut out, self.phrase("（", " (listed in "));
            let target = self.reference_full(&listed.0, scope);
            append(&mut out, target);
            push_text(&mut out, self.phrase("に掲載）", ")"));
        }
        out
    }

    /// What each joint user uses the data for. A purpose that names its party by itself stands alone.
    fn purposes_of_parties(&mut self, rows: &mut Rows<'_>, x: &JointUse) {
        let Some(parties) = x.parties.given() else { return };
        let with: Vec<&Party> = parties
            .iter()
            .filter(|p| p.role != Some(PartyRole::Entrustee) || p.purpose.given().is_some())
            .filter(|p| self.shows(p.at, "purpose"))
            .collect();
        if with.is_empty() {
            return;
        }
        let at = self.input.tree.get(x.at, "parties").unwrap_or(x.at);
        self.numbered_row(rows, x, "purpose", at, |c, scope| {
            let scheme = scope.levels.here();
            let count = with.len();
            let mut out = Blocks::new();
            for (k, p) in with.into_iter().enumerate() {
                let step = c.counted_step(&scheme, k as u32 + 1);
                let body = c.purpose_of(p, scope);
                push_item(
                    &mut out,
                    scheme.counts(),
                    ListItem { at: p.at, anchor: None, label: step.label, body: c.kept(body) },
                    count - k - 1,
                );
            }
            out
        });
    }

    fn purpose_of(&mut self, p: &Party, scope: &Scope) -> Blocks {
        let mut body = match &p.purpose {
            Answer::Given(prose) => self.prose(prose, scope),
            Answer::State(s) => self.state(s, scope),
            Answer::Absent => Blocks::new(),
        };
        if self.names_itself(p) {
            return body;
        }
        let mut name = self.party_name(&p.name);
        match body.first_mut() {
            Some(Block { kind: Kind::Paragraph { text, .. }, .. }) => {
                push_text(&mut name, self.phrase("：", ": "));
                append(&mut name, std::mem::take(text));
                *text = name;
            }
            _ => body.insert(0, paragraph(p.at, name)),
        }
        body
    }

    fn names_itself(&self, p: &Party) -> bool {
        let Some(Prose::Node(n)) = p.purpose.given() else { return false };
        n.paragraphs().iter().any(|t| t.contains("<field:name>") || t.contains("<term:self>"))
    }

    // ---- the manager

    fn managers(&mut self, x: &JointUse, scope: &Scope) -> Blocks {
        match &x.manager {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => self.state(s, scope),
            Answer::Given(list) => list.0.iter().flat_map(|m| self.manager(x, m, scope)).collect(),
        }
    }

    fn manager(&mut self, x: &JointUse, m: &ManagerIs, scope: &Scope) -> Blocks {
        match m {
            ManagerIs::Society(at) => self.society_as_manager(*at),
            ManagerIs::Named(m) => {
                let party = m.party.as_ref().and_then(|id| x.parties.given()?.iter().find(|p| p.id.as_ref().is_some_and(|i| **i == ***id)));
                let own = party.is_some_and(|p| matches!(&*p.name.text, "society" | "<term:self>"));
                let mut out = self.prose_of(m.at, "intro", m.record.intro.as_ref(), scope);
                out.extend(if own { self.society_as_manager(m.at) } else { self.other_manager(m, party, scope) });
                if let Some(posts) = m.post.as_ref().filter(|_| self.shows(m.at, "post")) {
                    let parts = posts.0.iter().map(|t| self.text(t, scope)).collect();
                    out.push(paragraph(m.at, join(parts, self.phrase("、", ", "))));
                }
                out.append(self.notes(&m.record.notes, scope));
                out
            }
        }
    }

    fn society_as_manager(&mut self, at: NodeId) -> Blocks {
        let profile = &self.input.society.profile;
        let name = self.society_name();
        let mut out = Blocks::One(paragraph(at, name));
        if let Some(line) = profile.address.given().and_then(|a| self.address_line(a)) {
            out.push(paragraph(at, line));
        }
        if let Some(r) = profile.representative.given().filter(|r| r.name.given().is_some()) {
            let line = self.person(r, false);
            out.push(paragraph(at, line));
        }
        out
    }

    fn other_manager(&mut self, m: &Manager, party: Option<&Party>, scope: &Scope) -> Blocks {
        let mut out = Blocks::new();
        let name = match (&m.name, party) {
            (Some(n), _) if self.shows(m.at, "name") => Some(self.text(n, scope)),
            (None, Some(p)) => Some(self.party_name(&p.name)),
            _ => None,
        };
        out.extend(name.map(|n| paragraph(m.at, n)));
        match &m.address {
            Answer::Given(a) => out.extend(self.manager_address(a, m.at)),
            Answer::State(s) => out.append(self.state(s, scope)),
            Answer::Absent => {}
        }
        match &m.representative {
            Answer::Given(r) if r.name.given().is_some() => {
                let line = self.person(r, false);
                out.push(paragraph(r.at, line));
            }
            Answer::State(s) => out.append(self.state(s, scope)),
            _ => {}
        }
        out
    }

    fn manager_address(&mut self, a: &Address, at: NodeId) -> Option<Block> {
        let at = match a {
            Address::Own(own) => own.at,
            Address::Society(_) => at,
        };
        self.address_line(a).map(|line| paragraph(at, line))
    }
}
