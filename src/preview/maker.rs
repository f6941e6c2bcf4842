//! The maker: one thread that renders the societies whose files changed, and nothing else, so that a page is there as soon as can be.

use super::problem::{Problem, defect, shown};
use super::shell;
use super::studio::{File, Made, State, Studio};
use crate::build::society::Composed;
use crate::check::Packs;
use crate::content::{self, Content};
use crate::diagnostic::Severity;
use crate::web::{self, Theme};
use axum::body::Bytes;
use std::collections::BTreeSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;

/// Work for the maker.
pub(super) enum Ask {
    /// Somebody asks for a society that is not rendered.
    Open(String),
    /// Something was saved.
    Changed(Changes),
}

/// What was saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// The societies in whose folders something changed.
    pub(super) societies: BTreeSet<String>,
    /// Whether it may be any of them.
    pub(super) everyone: bool,
    /// Whether there may be other societies than before.
    pub(super) list: bool,
    /// Whether it was the theme.
    pub(super) theme: bool,
    /// Whether it was the rules.
    pub(super) rules: bool,
}

impl Changes {
    /// Whether nothing was.
    pub(super) fn is_empty(&self) -> bool {
        *self == Changes::default()
    }

    /// These and others.
    pub(super) fn add(&mut self, other: Changes) {
        self.societies.extend(other.societies);
        self.everyone |= other.everyone;
        self.list |= other.list;
        self.theme |= other.theme;
        self.rules |= other.rules;
    }
}

/// Starts it.
pub(super) fn start(studio: Arc<Studio>, asked: Receiver<Ask>) -> io::Result<()> {
    let work = move || {
        load_theme(&studio);
        while let Ok(first) = asked.recv() {
            let (mut opened, mut changes) = (BTreeSet::new(), Changes::default());
            for ask in std::iter::once(first).chain(asked.try_iter()) {
                match ask {
                    Ask::Open(name) => _ = opened.insert(name),
                    Ask::Changed(what) => changes.add(what),
                }
            }
            turn(&studio, opened, changes);
        }
    };
    thread::Builder::new().name("maker".to_owned()).spawn(work).map(drop)
}

/// Does what was asked for since the last time.
fn turn(studio: &Studio, opened: BTreeSet<String>, changes: Changes) {
    if changes.list {
        studio.list();
    }
    if changes.theme {
        load_theme(studio);
    }
    if changes.rules {
        load_rules(studio);
    }
    let kept = {
        let mut state = studio.state();
        let now = state.tick();
        // What nobody looks at is only looked at anew for the list.
        for (name, society) in state.societies.iter_mut().filter(|(_, s)| s.good.is_none()) {
            if changes.everyone || changes.societies.contains(name) {
                society.summary = None;
                society.told = now;
            }
        }
        state.kept()
    };
    let all = changes.everyone || changes.theme;
    for name in kept.into_iter().filter(|name| all || opened.contains(name) || changes.societies.contains(name)) {
        // A defect of the program must not freeze the preview: it is shown like a fault of the content.
        if catch_unwind(AssertUnwindSafe(|| make(studio, &name))).is_err() {
            put(studio, &name, None, vec![defect(studio.settings.lang)]);
        }
    }
    studio.ring();
}

fn load_theme(studio: &Studio) {
    let loaded = Theme::load(studio.settings.theme.as_deref());
    #[cfg(feature = "pdf")]
    studio.press.close();
    let problems = loaded.as_ref().err().map(|found| shown_files(studio, found)).unwrap_or_default();
    let mut state = studio.state();
    if let Ok(theme) = loaded {
        state.theme = Some(Arc::new(theme));
    }
    state.theme_problems = problems;
    tell_all(&mut state);
}

fn load_rules(studio: &Studio) {
    let loaded = Packs::builtin().and_then(|packs| packs.with_dirs(&studio.settings.rules));
    let problems = loaded.as_ref().err().map(|found| shown_files(studio, found)).unwrap_or_default();
    let mut state = studio.state();
    if let Ok(packs) = loaded {
        state.packs = Arc::new(packs);
        for society in state.societies.values_mut() {
            society.verdict = None;
            society.summary = None;
        }
    }
    state.rule_problems = problems;
    tell_all(&mut state);
}

/// Problems of files that are not of the content: their paths are whole.
fn shown_files(studio: &Studio, found: &[crate::diagnostic::Diagnostic]) -> Vec<Problem> {
    shown(studio, Path::new(""), &None, found)
}

fn tell_all(state: &mut State) {
    let now = state.tick();
    state.societies.values_mut().for_each(|society| society.told = now);
}

/// Renders a society. What cannot be rendered leaves the last good pages where they are.
fn make(studio: &Studio, name: &str) {
    let (folder, theme, root) = {
        let state = studio.state();
        let Some(society) = state.societies.get(name) else { return };
        (society.folder.clone(), state.theme.clone(), shell::site_root(state.many, name))
    };
    let mut composed = Composed::of(content::open(&folder), studio.settings.as_of, studio.host.today());
    let mut problems = std::mem::take(&mut composed.diagnostics);
    let sound = problems.iter().all(|d| d.severity != Severity::Error);
    let rendered = theme.filter(|_| sound).map(|theme| {
        #[cfg(feature = "pdf")]
        let pdfs = super::paper::announced(studio, &composed.publications);
        #[cfg(not(feature = "pdf"))]
        let pdfs = Vec::new();
        let options = web::Options { draft: studio.settings.draft, pdfs, places: true, root: Some(root) };
        web::render(&composed.publications, &theme, &options)
    });
    let files = match rendered {
        Some(Ok(files)) => Some(files),
        Some(Err(found)) => {
            problems.extend(found);
            None
        }
        None => None,
    };
    let problems = shown(studio, &folder, &composed.content.read, &problems);
    let made = files.map(|files| {
        let files = files.into_iter().map(|f| (f.path, File { bytes: Bytes::from(f.bytes.into_vec()), since: 0 })).collect();
        Made {
            version: 0,
            folder,
            copies: copies(&composed.content),
            composed,
            files,
            #[cfg(feature = "pdf")]
            papers: super::paper::Papers::default(),
        }
    });
    put(studio, name, made, problems);
}

/// The files of the society's own that its site leads to.
fn copies(content: &Content) -> BTreeSet<String> {
    let society = content.editions.first().map(|e| &e.society);
    let named = society.and_then(|s| s.files.as_ref()).into_iter().flat_map(|f| &f.items);
    named.filter_map(|f| f.file.as_ref()).map(|f| format!("files/{}", &**f)).collect()
}

/// Shows what became of a society. Files that stayed the same keep their age.
fn put(studio: &Studio, name: &str, made: Option<Made>, problems: Vec<Problem>) {
    let mut state = studio.state();
    let now = state.tick();
    let Some(society) = state.societies.get_mut(name) else { return };
    society.tried = true;
    if society.problems != problems {
        society.problems = problems;
        society.told = now;
    }
    if let Some(mut made) = made {
        society.told = now;
        let before = society.good.take();
        for (path, file) in &mut made.files {
            let same = before.as_ref().and_then(|b| b.files.get(path)).filter(|old| old.bytes == file.bytes);
            file.since = same.map_or(now, |old| old.since);
        }
        made.version = now;
        society.good = Some(Arc::new(made));
    }
    let broken = society.problems.iter().any(|p| p.severity == Severity::Error);
    if let Some(summary) = society.summary.as_mut().filter(|s| s.broken != broken) {
        summary.broken = broken;
        state.listed = now;
    }
    state.let_go();
    drop(state);
    studio.ring();
}
