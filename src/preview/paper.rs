//! Printed matter, typeset when somebody asks for it and kept until its society changes.

use super::problem::{Problem, shown};
use super::studio::{Made, Studio};
use crate::build::print::{translated, written};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::tree::Publication;
use crate::print::{self, Matter, Options, Printer};
use crate::web::PdfInfo;
use axum::body::Bytes;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What came of a printed sheet.
#[derive(Debug, Clone)]
pub(super) enum Sheet {
    /// It is here.
    Pdf(Bytes),
    /// It cannot be typeset.
    Faulty(Vec<Problem>),
    /// There is none of that name.
    None,
}

type Loaded = Arc<Result<Printer, Vec<Diagnostic>>>;

/// The printer, loaded when it is first needed.
#[derive(Default)]
pub(super) struct Shop(Mutex<Option<Loaded>>);

impl Shop {
    /// The theme has changed: it is loaded anew next time.
    pub(super) fn close(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn printer(&self, studio: &Studio) -> Loaded {
        let mut shop = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let load = || {
            let options = Options { draft: studio.settings.draft, archive: false, system_fonts: studio.settings.system_fonts };
            Arc::new(Printer::new(studio.settings.theme.as_deref(), options))
        };
        Arc::clone(shop.get_or_insert_with(load))
    }
}

/// What was printed of a society.
#[derive(Default)]
pub(super) struct Papers(Mutex<BTreeMap<String, Arc<OnceLock<Sheet>>>>);

/// The printed sheets that there could be: pages lead to them before they are typeset.
pub(super) fn announced(studio: &Studio, publications: &[Publication]) -> Vec<PdfInfo> {
    if !studio.settings.print {
        return Vec::new();
    }
    publications.iter().flat_map(print::of).flat_map(|matter| infos(&matter)).collect()
}

fn infos(matter: &Matter) -> Vec<PdfInfo> {
    let info = |page| PdfInfo { page, lang: matter.publication.lang, path: matter.path.clone(), bytes: 0, pages: 0 };
    let id = |page: &usize| matter.publication.pages.get(*page).map(|p| p.id.clone());
    let of_pages = matter.page.iter().chain(&matter.offered_by).filter_map(id).map(|page| info(Some(page)));
    matter.page.is_none().then(|| info(None)).into_iter().chain(of_pages).collect()
}

/// A printed sheet, by its path in the site. Takes long the first time.
pub(super) fn print(studio: &Studio, made: &Made, path: &str) -> Sheet {
    let of = |p: &Publication| print::of(p).iter().any(|m| m.path == path);
    let Some(publication) = made.composed.publications.iter().find(|p| studio.settings.print && of(p)) else { return Sheet::None };
    let sheet = {
        let mut papers = made.papers.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(papers.entry(path.to_owned()).or_default())
    };
    // Who asks for the same while it is typeset waits for it.
    sheet.get_or_init(|| typeset(studio, made, publication, path)).clone()
}

fn typeset(studio: &Studio, made: &Made, publication: &Publication, path: &str) -> Sheet {
    let content = &made.composed.content;
    let faulty = |problems: Vec<Diagnostic>| Sheet::Faulty(shown(studio, &made.folder, &content.read, &problems));
    let printer = studio.press.printer(studio);
    let press = match printer.as_ref().as_ref().map_err(Clone::clone).and_then(|p| p.for_society(&made.folder)) {
        Ok(press) => press,
        Err(problems) => return faulty(problems),
    };
    let matters: Vec<Matter> = print::of(publication).into_iter().filter(|m| m.path == path).collect();
    let (documents, problems) = press.compose(&matters, &|c| written(content, publication.lang, c));
    let problems = translated(content, publication.lang, problems);
    if problems.iter().any(|p| p.severity == Severity::Error) {
        return faulty(problems);
    }
    match press.print(&documents.iter().collect::<Vec<_>>()).pop() {
        Some(Ok(printed)) => Sheet::Pdf(Bytes::from(printed.bytes)),
        Some(Err(problems)) => faulty(problems),
        None => Sheet::None,
    }
}
