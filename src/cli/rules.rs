//! The packs of a run: those that are built in and those of `--rules`, or why they do not load.

use super::console::Console;
use super::exit::Exit;
use super::report::{Locator, Report, Spot};
use crate::check::Packs;
use crate::diagnostic::{Diagnostic, Place};
use crate::fs;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rule files that problems point into.
pub(super) struct RuleFiles(BTreeMap<String, String>);

impl Locator for RuleFiles {
    fn spot(&self, _: &Place) -> Option<Spot> {
        None
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }
}

/// All packs; those that do not load are spoken of, for a check with fewer rules than asked for would say too much.
pub fn load(dirs: &[PathBuf], console: &Console) -> Result<Packs, Exit> {
    with_dirs(Packs::builtin(), dirs, console)
}

/// The same with the tests of all rules, which are their examples.
pub fn load_in_full(dirs: &[PathBuf], console: &Console) -> Result<Packs, Exit> {
    with_dirs(Packs::in_full(), dirs, console)
}

fn with_dirs(builtin: Result<Packs, Vec<Diagnostic>>, dirs: &[PathBuf], console: &Console) -> Result<Packs, Exit> {
    builtin.and_then(|packs| packs.with_dirs(dirs)).map_err(|problems| {
        let report = Report { lang: console.lang, color: console.color, folder: Path::new(""), source: &files(&problems) };
        console.warn(&report.print(&problems));
        Exit::Unusable
    })
}

/// The texts of the files that are pointed into.
pub(super) fn files(problems: &[Diagnostic]) -> RuleFiles {
    let paths = problems.iter().filter_map(|d| match &d.place {
        Some(Place::Bytes(path, _)) => Some(path.clone()),
        _ => None,
    });
    let texts = paths.filter_map(|path| Some((path.clone(), String::from_utf8(fs::read(Path::new(&path)).ok()?).ok()?)));
    RuleFiles(texts.collect())
}
