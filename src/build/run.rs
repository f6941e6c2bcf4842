//! Running a plan: the societies in parallel, each rendered, put in place and dropped, so that memory does not grow with their number.

use super::install::{self, Installed, Stood};
use super::manifest::Findings;
use super::{Inputs, OutputFile, Plan, Site, Stop, parallel};
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::fs;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// What a build is told besides the folders.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The theme's folder; none for the standard theme.
    pub theme: Option<PathBuf>,
    /// The day of the law, if it was given.
    pub as_of: Option<Date>,
    /// Today: the day of the law where neither the arguments nor the content say one.
    pub today: Date,
    /// Build although something is missing, marked as a draft.
    pub draft: bool,
    /// Make printed matter too.
    pub print: bool,
    /// Make everything anew, even what nothing changed for, since all that is found is to be shown.
    pub anew: bool,
    /// Make it for archives too: PDF/A-2a besides PDF/UA-1.
    pub archive: bool,
    /// Print with the fonts of the system too.
    pub system_fonts: bool,
    /// The rules of the check.
    pub rules: check::Rules,
}

/// What a society became.
#[derive(Debug)]
pub struct Rendered<S> {
    /// Its files; none when its content cannot be used.
    pub files: Option<Vec<OutputFile>>,
    /// What is to be said about its content.
    pub diagnostics: Vec<Diagnostic>,
    /// What the check says; nothing if its content could not be looked at.
    pub report: Option<check::Report>,
    /// What knows the text and the places of its content.
    pub source: S,
    /// What the next build may use to save work, written when the files are in place: its path in the output, and what it says.
    pub record: Option<(&'static str, Vec<u8>)>,
}

/// Turns the content of one society into files.
pub trait Render: Sync {
    /// What knows the text and the places of a society's content.
    type Source;

    /// Renders a society. Its old output may be looked at, to save work, and is not changed.
    fn render(&self, site: &Site, settings: &Settings) -> Rendered<Self::Source>;

    /// The same, unless `stands` says of the inputs that their output is there already: then nothing is rendered, and there is nothing to say.
    /// With the result come the inputs that it was made of, if they are known.
    fn render_unless(
        &self,
        site: &Site,
        settings: &Settings,
        stands: &mut dyn FnMut(&Inputs) -> bool,
    ) -> (Rendered<Self::Source>, Option<Inputs>) {
        let _ = stands;
        (self.render(site, settings), None)
    }
}

/// What became of one society.
#[derive(Debug)]
pub struct Outcome<'a, S> {
    /// The society.
    pub site: &'a Site,
    /// What is to be said about its content.
    pub diagnostics: Vec<Diagnostic>,
    /// What the check says; nothing if its content could not be looked at, or was not since nothing changed.
    pub report: Option<check::Report>,
    /// How much the check found: now, or when the output that still stands was made.
    pub findings: Findings,
    /// What knows the text and the places of its content.
    pub source: S,
    /// How many pages it has.
    pub pages: usize,
    /// What was put in place; nothing if the content cannot be used, or if it must not be published yet.
    pub installed: Option<Result<Installed, Stop>>,
}

/// Builds every society of a plan with at most `jobs` at once. `each` sees every outcome, in any order, and answers in the order of the plan.
pub fn run<R: Render, T: Send>(
    plan: &Plan,
    settings: &Settings,
    jobs: Option<usize>,
    render: &R,
    waiting: &(dyn Fn(&Site) + Sync),
    each: impl Fn(Outcome<R::Source>) -> T + Sync,
) -> Vec<T> {
    parallel(&plan.sites, jobs, |site| each(one(site, settings, render, waiting)))
}

fn one<'a, R: Render>(site: &'a Site, settings: &Settings, render: &R, waiting: &(dyn Fn(&Site) + Sync)) -> Outcome<'a, R::Source> {
    let waiting = || waiting(site);
    let mut stood = None;
    let mut stands = |inputs: &Inputs| {
        stood = if settings.anew { None } else { install::stands(inputs, settings.today, &site.output, &waiting) };
        stood.is_some()
    };
    let (Rendered { files, diagnostics, report, source, record }, inputs) = render.render_unless(site, settings, &mut stands);
    if let Some(Stood { installed, pages, findings }) = stood {
        return Outcome { site, diagnostics, report, findings, source, pages, installed: Some(Ok(installed)) };
    }
    let usable = diagnostics.iter().all(|d| d.severity != Severity::Error);
    let may_go_out = settings.draft || report.as_ref().is_none_or(may_be_published);
    let files = files.filter(|_| usable && may_go_out);
    let pages = files.iter().flatten().filter(|f| is_page(&f.path)).count();
    let findings = report.as_ref().map(findings).unwrap_or_default();
    // Only of an output about which there is nothing to say may the next build say nothing.
    let made = inputs.filter(|_| diagnostics.is_empty() && report.as_ref().is_none_or(|r| r.faults().next().is_none()));
    let made = made.map(|inputs| (inputs, findings));
    let installed = files.map(|files| install::install_made(&files, made, &site.output, &waiting));
    if let (Some((path, bytes)), Some(Ok(_))) = (record, &installed) {
        remember(&site.output.join(path), &bytes);
    }
    Outcome { site, diagnostics, report, findings, source, pages, installed }
}

/// Whether a file is a page.
pub(super) fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

fn findings(report: &check::Report) -> Findings {
    Findings { errors: report.findings_of(Severity::Error), warnings: report.findings_of(Severity::Warning) }
}

/// Without its record a build only takes longer: that it cannot be written is no failure. An unchanged one is left alone.
fn remember(path: &Path, bytes: &[u8]) {
    if !fs::holds(path, bytes).unwrap_or(false) {
        fs::write(path, bytes).ok();
    }
}

/// Whether the check found nothing that keeps a society's site from going out. A rule that could not look is no answer, so it keeps it too.
pub(super) fn may_be_published(report: &check::Report) -> bool {
    report.findings_of(Severity::Error) == 0 && report.faults().next().is_none()
}
