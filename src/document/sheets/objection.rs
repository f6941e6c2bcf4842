//! 申出書: that something that is done on implied consent is not to be done, or that an earlier objection is withdrawn.

use super::draft::Draft;
use super::fields::{Ask, blank, choice, rows};
use super::subject::Matter;
use crate::content::model::lists::Form;
use crate::content::model::profile::Handles;
use crate::content::model::scalar::{Desk, Text};
use crate::content::model::text::{Answer, Consent, Prose};
use crate::document::composer::{Blocks, Composer, join};
use crate::document::inline::{append, push_text};
use crate::document::tree::{Block, Inline, Inlines, Kind, Tick, plain};

impl Composer<'_> {
    /// An objection to what is done on implied consent, or to another thing.
    pub(super) fn objection(&mut self, draft: &mut Draft, f: &Form, matter: &Matter<'_>) {
        use Ask::{Address, Birth, Insured, Name, Reading, Tel};
        self.sheet_head(draft, f, ("次のとおり申し出ます。", "I state the following."));
        let at = draft.at;
        let person = self.person_rows(at, &[Reading, Name, Birth, Insured, Address, Tel]);
        draft.part("person", self.sheet_label("sheet-person-objecting"), rows(at, "person", person));
        let tick = |c: &Self, role, ja, en| Tick { at, role, text: Inlines::One(Inline::Text(c.phrase(ja, en).into())) };
        let options = vec![
            tick(self, "object", "次の取扱いに同意しません。", "I do not consent to the following."),
            tick(self, "withdraw", "前に出した申出を取りやめます。", "I withdraw an earlier objection to the following."),
        ];
        draft.part("options", self.sheet_label("sheet-options"), choice(at, "options", options));
        let (subjects, notes) = self.subjects(f, matter);
        let mut body = choice(matter.at, "subjects", subjects);
        body.extend(notes);
        draft.part("subjects", self.sheet_label("sheet-subjects"), body);
        let wish = self.blank_row(at, "sheet-wish-text", Blocks::One(blank(at, 2)));
        draft.part("wish", self.sheet_label("sheet-wish"), rows(at, "wish", vec![wish]));
        let desk = matter.desk.cloned().or_else(|| self.consent_desk());
        self.sheet_desks(draft, None, &desk.iter().collect::<Vec<_>>());
        self.office(draft, false);
    }

    /// A box for each thing that is objected to, and what families should know.
    fn subjects(&mut self, f: &Form, matter: &Matter<'_>) -> (Vec<Tick>, Vec<Block>) {
        if let Some((kind, target)) = matter.other {
            let scope = self.scope_of(f.at);
            let text = self.refer(kind, &format!("{target}/title"), f.at, &scope);
            return (vec![Tick { at: matter.at, role: "subject", text }], Vec::new());
        }
        let ticks = matter.consents.iter().map(|c| Tick { at: c.at, role: "subject", text: self.consented(c) }).collect();
        let mut notes: Vec<Block> = Vec::new();
        for c in &matter.consents {
            let scope = self.scope_of(c.at);
            for body in self.prose_opt(c.family.as_ref(), &scope) {
                notes.push(Block { role: "family", anchor: None, at: c.at, kind: Kind::Note { mark: "※".into(), body: vec![body] } });
            }
        }
        (ticks, notes)
    }

    /// What is done, and who receives the data.
    fn consented(&mut self, c: &Consent) -> Inlines {
        let scope = self.scope_of(c.at);
        let mut lines = Vec::new();
        match &c.text {
            Prose::Node(n) => lines.extend(n.paragraphs().iter().map(|t| self.text(t, &scope))),
            Prose::State(_) => lines.extend(c.record.title.as_ref().map(|t| self.text_at(t.at))),
        }
        let mut text = join(lines, self.phrase("", " "));
        if let Answer::Given(to) = &c.recipient {
            let (label, to) = (self.label_text(c.at, "recipient", "provision"), self.text(to, &scope));
            push_text(&mut text, format!("{}{label}{}", self.phrase("（", " ("), self.phrase("：", ": ")));
            append(&mut text, to);
            push_text(&mut text, self.phrase("）", ")"));
        }
        debug_assert!(!self.writing() || !plain(&text).is_empty(), "a record of consent has a text");
        text
    }

    /// The desk that takes what is said about consent.
    fn consent_desk(&self) -> Option<Desk> {
        let points = self.input.society.profile.contact_points.given()?;
        let takes = |h: &Handles| points.iter().find(|p| p.handles.given().is_some_and(|all| all.contains(h)));
        let found = takes(&Handles::Consent).or_else(|| takes(&Handles::Request)).or(points.first())?;
        Some(Desk(Text { at: found.at, text: found.id.id.clone() }))
    }
}
