//! 委任状: who entrusts whom with which requests.

use super::draft::Draft;
use super::fields::{Ask, blank, rows};
use crate::content::model::disclosure::{Procedure, Requester, Who};
use crate::content::model::lists::Form;
use crate::document::composer::{Blocks, Composer};

impl Composer<'_> {
    /// A mandate for the requests of the procedures that an appointed agent may use (施行令13条2号).
    pub(super) fn mandate(&mut self, draft: &mut Draft, f: &Form, list: &[&Procedure]) {
        use Ask::{Address, Birth, Insured, Name, Reading, Relation, Signature, Tel};
        let appointed = |p: &&&Procedure| p.requesters.given().is_none_or(|r| r.iter().any(|r| r.who == Who::AppointedAgent));
        let list: Vec<&Procedure> = list.iter().filter(appointed).copied().collect();
        let statement = (
            "私は、次の代理人に、下の欄で選んだ請求の手続を委任します。",
            "I authorise the agent named below to make the requests that are ticked below.",
        );
        self.sheet_head(draft, f, statement);
        let at = draft.at;
        let dead = |r: &Requester| r.who == Who::AppointedAgent && r.of == Some(Who::Bereaved);
        let bereaved = list.iter().filter_map(|p| p.requesters.given()).flatten().any(dead);
        let (ja, en) = (
            "委任する方が、ご自身で署名してください。署名が難しいときは、窓口にご相談ください。",
            "Please sign it yourself. If that is difficult for you, please ask the desk.",
        );
        let mut person = self.person_rows(at, &[Reading, Signature, Birth, Insured, Address, Tel]);
        if bereaved {
            person.push(self.blank_row(at, "sheet-deceased-name", Blocks::One(blank(at, 1))));
        }
        let mut body = Blocks::One(self.sheet_words(at, ja, en));
        body.append(rows(at, "person", person));
        draft.part("person", self.sheet_label(if bereaved { "sheet-principal-or-family" } else { "sheet-principal" }), body);
        let agent = rows(at, "agent", self.person_rows(at, &[Reading, Name, Address, Tel, Relation]));
        draft.part("agent", self.sheet_label("sheet-agent"), agent);
        let kinds = self.kinds_by_procedure(draft, &list, false);
        draft.part("requests", self.sheet_label("sheet-entrusted"), kinds);
        self.papers_part(draft, &list, |i| i.who == Who::AppointedAgent);
        let desks: Vec<_> = list.iter().filter_map(|p| p.submit_to.given()).flat_map(|d| &d.0).collect();
        let means = self.means_of(&list);
        self.sheet_desks(draft, means, &desks);
        self.office(draft, false);
    }
}
