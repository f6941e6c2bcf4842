//! One society, from its folder to its files: the one place where the rooms are joined.

use super::{OutputFile, Render, Rendered, Settings};
use crate::content::{self, Content, Edition, Read, of_translation};
use crate::diagnostic::Diagnostic;
use crate::document::tree::Publication;
use crate::document::{self, Input};
use crate::lang::Lang;
use crate::law::statutes::Statutes;
use crate::web::{self, Theme};
use jiff::civil::Date;
use std::path::Path;
use std::sync::OnceLock;

/// The way through: content, document, web. The theme is read once for all societies.
#[derive(Default)]
pub struct Standard {
    theme: OnceLock<Result<Theme, Vec<Diagnostic>>>,
}

impl Render for Standard {
    type Source = Option<Read>;

    fn render(&self, folder: &Path, settings: &Settings) -> Rendered<Self::Source> {
        let mut content = content::open(folder);
        let mut diagnostics = std::mem::take(&mut content.diagnostics);
        content.diagnostics.clone_from(&diagnostics);
        if !content.usable() {
            return Rendered { files: None, diagnostics, source: content.read };
        }
        let day = day_of_law(&content, settings);
        let (publications, problems) = compose(&content, day);
        diagnostics.extend(problems);
        let files = match self.theme(settings) {
            Ok(theme) => self.web(&publications, theme, settings, &mut diagnostics),
            Err(problems) => {
                diagnostics.extend(problems.iter().cloned());
                None
            }
        };
        let files = files.map(|mut files| {
            files.extend(super::copies::copies(folder, &content, &mut diagnostics));
            files.sort_by(|a, b| a.path.cmp(&b.path));
            files
        });
        Rendered { files, diagnostics, source: content.read }
    }
}

impl Standard {
    fn theme(&self, settings: &Settings) -> &Result<Theme, Vec<Diagnostic>> {
        self.theme.get_or_init(|| Theme::load(settings.theme.as_deref()))
    }

    fn web(
        &self,
        publications: &[Publication],
        theme: &Theme,
        settings: &Settings,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Vec<OutputFile>> {
        let options = web::Options { draft: settings.draft, pdfs: Vec::new() };
        match web::render(publications, theme, &options) {
            Ok(files) => Some(files),
            Err(problems) => {
                diagnostics.extend(problems);
                None
            }
        }
    }
}

/// The day of the law: what was asked for, else the day of publication, else today.
fn day_of_law(content: &Content, settings: &Settings) -> Date {
    let publish_on = content.editions.first().and_then(|e| e.society.site.publish_on.as_ref()).and_then(|d| d.date.day());
    settings.as_of.or(publish_on).unwrap_or(settings.today)
}

/// The publications in every language, and what is wrong with their references.
pub fn compose(content: &Content, day: Date) -> (Vec<Publication>, Vec<Diagnostic>) {
    let mut publications = Vec::new();
    let mut problems = Vec::new();
    for edition in &content.editions {
        let (publication, found) = compose_edition(edition, day);
        publications.push(publication);
        problems.extend(found);
    }
    (publications, problems)
}

fn compose_edition(edition: &Edition, day: Date) -> (Publication, Vec<Diagnostic>) {
    let input =
        Input { society: &edition.society, tree: &edition.tree, ids: &edition.ids, statutes: Statutes::builtin(), day, lang: edition.lang };
    let (publication, problems) = document::compose(input);
    let problems = match edition.lang {
        Lang::Ja => problems,
        Lang::En => problems.into_iter().filter_map(|d| of_translation(&edition.tree, d)).collect(),
    };
    (publication, problems)
}
