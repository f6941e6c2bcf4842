//! What a blank form is about: what `of` names, else what names the form.

use crate::content::NodeId;
use crate::content::model::disclosure::Procedure;
use crate::content::model::lists::{Form, Sheet};
use crate::content::model::provision::ImpliedConsent;
use crate::content::model::scalar::Desk;
use crate::content::model::text::Consent;
use crate::diagnostic::Diagnostic;
use crate::document::composer::Composer;
use crate::words;

/// What a form is about.
pub(super) enum Subject<'a> {
    /// Requests, and mandates for them.
    Procedures(Vec<&'a Procedure>),
    /// What somebody may object to.
    Objection(Matter<'a>),
}

/// What somebody may object to.
pub(super) struct Matter<'a> {
    /// Its place in the content.
    pub at: NodeId,
    /// What is done on implied consent, when it is that.
    pub consents: Vec<&'a Consent>,
    /// Any other record, by the kind and target of the reference.
    pub other: Option<(&'a str, &'a str)>,
    /// The desk that takes objections.
    pub desk: Option<&'a Desk>,
}

impl<'a> Composer<'a> {
    /// What a form is about; a problem when that cannot be made out.
    pub(super) fn subject(&mut self, f: &'a Form, wanted: Sheet) -> Option<Subject<'a>> {
        let found = match wanted {
            Sheet::Request | Sheet::Mandate => Some(self.procedures_of(f)).filter(|p| !p.is_empty()).map(Subject::Procedures),
            Sheet::Objection => self.matter_of(f).map(Subject::Objection),
        };
        if found.is_none() {
            self.problems.push(nothing_to_print(f, wanted));
        }
        found
    }

    /// The procedures that `of` names, else those that name the form.
    fn procedures_of(&self, f: &Form) -> Vec<&'a Procedure> {
        let society = self.input.society;
        let all = society.disclosure.iter().flat_map(|d| d.procedures.given().into_iter().flatten());
        match named(f) {
            Some(("procedure", id)) | Some(("block", id)) if id != "disclosure" => {
                let id = id.strip_prefix("procedure:").unwrap_or(id);
                all.filter(|p| *p.id == *id).collect()
            }
            Some(("block", _)) => all.collect(),
            Some(_) => Vec::new(),
            None => all.filter(|p| p.forms.iter().any(|x| ***x == *f.id)).collect(),
        }
    }

    /// What an objection is made to: all that names the form on implied consent, or the one thing that `of` names.
    fn matter_of(&self, f: &'a Form) -> Option<Matter<'a>> {
        let society = self.input.society;
        let implied = society.provision.as_ref().and_then(|p| p.implied_consent.as_ref());
        let of = named(f).and_then(|(kind, target)| Some((kind, target, self.record_named(f, kind, target)?)));
        if let Some(implied) = implied
            && let Some(consents) = consents(implied, f, of.map(|(_, _, at)| at))
        {
            let at = consents.first().map_or(implied.at, |c| c.at);
            return Some(Matter { at, consents, other: None, desk: implied.contact.given() });
        }
        let (kind, target, at) = of?;
        Some(Matter { at, consents: Vec::new(), other: Some((kind, target)), desk: None })
    }

    /// The record that `of` names.
    fn record_named(&self, f: &Form, kind: &str, target: &str) -> Option<NodeId> {
        let ids = self.input.ids;
        match kind {
            "item" => {
                let (document, id) = target.rsplit_once('#').unwrap_or(("forms", target));
                ids.item(document, id)
            }
            "block" => self.block_record(target),
            "joint-use" => ids.get(kind, target),
            _ => None,
        }
        .filter(|n| *n != f.at)
    }
}

/// The items of implied consent that an objection is made to: those that name the form, and the one that `of` names.
fn consents<'a>(implied: &'a ImpliedConsent, f: &Form, of: Option<NodeId>) -> Option<Vec<&'a Consent>> {
    let items = implied.items.given()?;
    let all = of == Some(implied.at);
    let meant = |c: &&Consent| all || Some(c.at) == of || c.form.as_ref().is_some_and(|x| ***x == *f.id);
    let found: Vec<_> = items.iter().filter(meant).collect();
    let other = of.is_some_and(|of| !all && items.iter().all(|c| c.at != of));
    if found.is_empty() || other { None } else { Some(found) }
}

/// Kind and target of `of`.
fn named(f: &Form) -> Option<(&str, &str)> {
    let of = f.of.as_ref()?;
    of.0.trim_start_matches('<').trim_end_matches('>').split_once(':')
}

fn nothing_to_print(f: &Form, wanted: Sheet) -> Diagnostic {
    let (id, at) = (&*f.id.id, f.of.as_ref().map_or(f.at, |of| of.0.at));
    let (ja, en) = match wanted {
        Sheet::Objection => ("<item:provision#id> のように、申出の対象となる事項", "what is objected to, as <item:provision#id>"),
        Sheet::Mandate => {
            ("<block:disclosure> のように、委任できる手続", "the procedures that an agent may be entrusted with, as <block:disclosure>")
        }
        Sheet::Request => ("<procedure:id> のように、disclosure.yaml の手続", "a procedure of disclosure.yaml, as <procedure:id>"),
    };
    Diagnostic::error(
        "sheet-without-subject",
        words!("様式「{id}」の用紙を作るもとになるものがありません。", "There is nothing to make the sheet of the form `{id}` from."),
    )
    .at_value(at)
    .why(words!(
        "用紙の宛先、請求の種類、確認書類などは、of に書いた手続などから自動で載せます。",
        "The kinds of request, the papers and the desk on a sheet are taken from what `of` names."
    ))
    .fix(words!("of に、{ja}を書いてください。", "As `of`, name {en}."))
}
