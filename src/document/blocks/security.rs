//! `security`: what is done to keep the data safe (法32条1項4号, 施行令10条1号).

use super::definitions;
use crate::content::NodeId;
use crate::content::model::security::{Environment, Measures, Security};
use crate::content::model::text::{Answer, Prose};
use crate::document::composer::{Blocks, Composer, Scope};
use crate::document::tree::Definition;

impl Composer<'_> {
    pub(super) fn security_block(&mut self, want: &[&'static str]) -> Blocks {
        let Some(d) = &self.input.society.security else { return Blocks::new() };
        let scope = self.file_scope("security", &d.file, &["・"]);
        self.parts(d.at, want, |c, part| c.security_part(d, part, &scope))
    }

    fn security_part(&mut self, d: &Security, part: &str, scope: &Scope) -> Blocks {
        match part {
            "intro" => self.prose_of(d.at, "intro", d.file.record.intro.as_ref(), scope),
            "measures" => match &d.measures {
                Answer::Absent => Blocks::new(),
                Answer::State(s) => self.state(s, scope),
                Answer::Given(m) => self.measures(m, scope),
            },
            "supervision" => {
                let row = self.measure(d.at, "entrustee_supervision", &d.entrustee_supervision, scope);
                definitions(d.at, "measures", row.into_iter().collect())
            }
            "notes" => self.notes(&d.file.record.notes, scope),
            "history" => self.history(&d.file),
            _ => Blocks::new(),
        }
    }

    fn measures(&mut self, m: &Measures, scope: &Scope) -> Blocks {
        let scope = &self.record_scope(&m.record, scope);
        let mut out = self.prose_of(m.at, "intro", m.record.intro.as_ref(), scope);
        let fields: [(&'static str, &Answer<Prose>); 6] = [
            ("basic_policy", &m.basic_policy),
            ("rules", &m.rules),
            ("organizational", &m.organizational),
            ("human", &m.human),
            ("physical", &m.physical),
            ("technical", &m.technical),
        ];
        let mut rows: Vec<Definition> = fields.into_iter().filter_map(|(key, answer)| self.measure(m.at, key, answer, scope)).collect();
        rows.extend(self.shown_row(m.at, "external_environment", "security", |c| match &m.external_environment {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => c.state(s, scope),
            Answer::Given(Environment::Abroad(a)) => c.prose(&a.text, scope),
            Answer::Given(Environment::Prose(p)) => c.prose(p, scope),
        }));
        out.append(definitions(m.at, "measures", rows));
        out.append(self.notes(&m.record.notes, scope));
        self.titled(m.at, m.record.title.as_ref().map(|t| t.at), out)
    }

    fn measure(&mut self, record: NodeId, key: &'static str, answer: &Answer<Prose>, scope: &Scope) -> Option<Definition> {
        let body = self.prose_answer(record, key, answer, scope);
        self.row(record, key, "security", body)
    }
}
