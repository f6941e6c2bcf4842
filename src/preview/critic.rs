//! The critic: one thread that looks at what was rendered with all rules, after the pages are shown.

use super::duty::Verdict;
use super::list::Summary;
use super::place::Places;
use super::studio::{Case, Studio};
use crate::build::society::{Composed, judge, locate};
use crate::content;
use crate::diagnostic::Severity;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// So long the browser has the processors for itself, to show the page that was saved.
const PATIENCE: Duration = Duration::from_millis(40);

/// Starts it.
pub(super) fn start(studio: Arc<Studio>) -> io::Result<()> {
    let work = move || {
        loop {
            match studio.next_case() {
                Case::Judge(name) => look(&studio, &name),
                Case::Survey(name, folder) => survey(&studio, &name, &folder),
            }
        }
    };
    thread::Builder::new().name("critic".to_owned()).spawn(work).map(drop)
}

/// Looks at a society as it is shown. What became old meanwhile is dropped.
fn look(studio: &Studio, name: &str) {
    thread::sleep(PATIENCE);
    let shown = {
        let state = studio.state();
        let good = state.societies.get(name).and_then(|s| s.good.clone());
        good.map(|made| (made, Arc::clone(&state.packs)))
    };
    let Some((made, packs)) = shown else { return };
    let report = unless_defect(|| {
        let mut report = judge(&made.folder, &made.composed, &packs)?;
        locate(&made.folder, &made.composed.content, &mut report);
        Some(report)
    });
    let places = Places::of(&made);
    let summary = Summary::of(&made.composed, report.as_ref(), false);
    let mut state = studio.state();
    let now = state.tick();
    let same = Arc::ptr_eq(&state.packs, &packs);
    let Some(society) = state.societies.get_mut(name).filter(|_| same) else { return };
    if society.good.as_ref().is_some_and(|good| good.version == made.version) {
        society.verdict = Some(Arc::new(Verdict { version: made.version, report, places }));
        let broken = society.problems.iter().any(|p| p.severity == Severity::Error);
        society.summary = Some(Summary { broken, ..summary });
        society.told = now;
        state.listed = now;
    }
    drop(state);
    studio.ring();
}

/// Looks at a society that nobody looks at, for its line in the list.
fn survey(studio: &Studio, name: &str, folder: &Path) {
    let told = studio.state().societies.get(name).map(|s| s.told);
    let packs = Arc::clone(&studio.state().packs);
    let summary = unless_defect(|| {
        let composed = Composed::of(content::open(folder), studio.settings.as_of, studio.host.today());
        let broken = composed.diagnostics.iter().any(|d| d.severity == Severity::Error);
        let report = judge(folder, &composed, &packs).filter(|_| !broken);
        Some(Summary::of(&composed, report.as_ref(), broken))
    });
    let summary = summary.unwrap_or_else(|| Summary { broken: true, ..Summary::default() });
    let mut state = studio.state();
    let now = state.tick();
    if let Some(society) = state.societies.get_mut(name).filter(|s| Some(s.told) == told) {
        society.summary = Some(summary);
        state.listed = now;
    }
    drop(state);
    studio.ring();
}

/// Nothing, if the program itself is at fault: the critic goes on.
fn unless_defect<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}
