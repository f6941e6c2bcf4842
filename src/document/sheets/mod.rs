//! Blank forms (様式), made from what they belong to: a procedure, all procedures, or what is done on implied consent.

mod draft;
mod fields;
mod mandate;
mod objection;
mod papers;
mod request;
mod subject;

use super::composer::{Composer, words};
use super::tree::{Inline, Inlines, Sheet, Target, plain};
use crate::content::model::lists::{Form, Sheet as Wanted};
use draft::Draft;
use subject::Subject;

impl<'a> Composer<'a> {
    /// Every blank form that `forms.yaml` asks for.
    pub(super) fn sheets(&mut self) -> Vec<Sheet> {
        let society = self.input.society;
        let forms = society.forms.iter().flat_map(|f| &f.items);
        forms.filter_map(|f| Some((f, f.sheet?))).filter_map(|(f, wanted)| self.sheet(f, wanted)).collect()
    }

    fn sheet(&mut self, f: &'a Form, wanted: Wanted) -> Option<Sheet> {
        let subject = self.subject(f, wanted)?;
        self.page.renew(None, None);
        let mut draft = Draft::new(f.at);
        match &subject {
            Subject::Procedures(list) if wanted == Wanted::Mandate => self.mandate(&mut draft, f, list),
            Subject::Procedures(list) => self.request(&mut draft, f, list),
            Subject::Objection(matter) => self.objection(&mut draft, f, matter),
        }
        let number = f.number.as_ref().map(|n| self.text_at(n.at)).unwrap_or_default();
        let title = f.title.as_ref().map(|t| self.text_at(t.at)).unwrap_or_else(|| words(&f.id.id));
        Some(Sheet {
            id: f.id.to_string(),
            kind: wanted.word(),
            number: plain(&number),
            title: plain(&title),
            target: self.told_at(f, &subject),
            untranslated: std::mem::take(&mut self.page.untranslated),
            blocks: draft.blocks,
            at: f.at,
        })
    }

    /// Words of the model that begin a line of a form.
    fn capital(&self, mut text: Inlines) -> Inlines {
        if let (false, Some(Inline::Text(first))) = (self.ja(), text.first_mut()) {
            let mut rest = first.chars();
            if let Some(c) = rest.next() {
                *first = c.to_uppercase().chain(rest).collect::<String>().into();
            }
        }
        text
    }

    /// Where the site tells how a form is used: at its procedure, else in the list of forms.
    fn told_at(&self, f: &Form, subject: &Subject<'a>) -> Option<Target> {
        let own = match subject {
            Subject::Procedures(list) => match list.as_slice() {
                [one] => self.registry.place(one.at, None),
                _ => None,
            },
            Subject::Objection(matter) => self.registry.place(matter.at, None),
        };
        let spot = own.or_else(|| self.registry.place(f.at, None))?;
        Some(Target::Page { page: spot.page, anchor: spot.anchor.clone() })
    }
}
