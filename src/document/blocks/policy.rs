//! `policy:ID`: a declaration of the society.

use crate::content::model::scalar::Text;
use crate::content::model::text::Answer;
use crate::document::composer::{Blocks, Composer};
use crate::document::tree::{Block, Kind, Signature};

impl Composer<'_> {
    pub(super) fn policy_block(&mut self, id: &str, want: &[&'static str]) -> Blocks {
        let society = self.input.society;
        let Some(d) = society.policies.iter().find(|d| *d.id == *id) else { return Blocks::new() };
        let scope = self.file_scope(id, &d.file, &["・"]);
        self.parts(d.at, want, |c, part| match part {
            "intro" => c.prose_of(d.at, "intro", d.file.record.intro.as_ref(), &scope),
            "body" => match &d.body {
                Answer::Absent => Blocks::new(),
                Answer::State(s) => c.state(s, &scope),
                Answer::Given(list) => c.list(list, &scope),
            },
            "notes" => c.notes(&d.file.record.notes, &scope),
            "history" => c.history(&d.file),
            "signed" => d.signed.iter().map(|s| c.signed(s)).collect(),
            _ => Blocks::new(),
        })
    }

    fn signed(&mut self, by: &Text) -> Block {
        let signature = self.signature(by);
        Block { at: by.at, anchor: None, role: "signed", kind: Kind::Signature(Box::new(signature)) }
    }

    /// The representative, or whoever holds a role.
    pub(in crate::document) fn signature(&mut self, by: &str) -> Signature {
        let profile = &self.input.society.profile;
        let organization = self.society_name();
        let (title, name) = match by {
            "representative" => match profile.representative.given() {
                Some(r) => (r.title.as_ref().map(|t| t.at), r.name.given().map(|n| n.at)),
                None => (None, None),
            },
            role => match profile.roles.iter().find(|r| *r.id == *role) {
                Some(r) => (Some(r.title.at), r.held_by.as_ref().map(|t| t.at)),
                None => (None, None),
            },
        };
        let mut text = |at: Option<crate::content::NodeId>| at.map(|n| self.text_at(n)).unwrap_or_default();
        let (title, name) = (text(title), text(name));
        Signature { organization, title, name }
    }
}
