//! Installing: the files of one society become its output, all or nothing.

use super::change::Change;
use super::inputs::Inputs;
use super::manifest::{Entry, Findings, Manifest};
use super::place::Place;
use super::stage::Stage;
use super::standing::Standing;
use super::{OutputFile, Stop, in_place, names, swap};
use crate::fs::{self, Kind};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What an installation did.
#[derive(Debug)]
pub struct Installed {
    /// How many files the output holds that kohyo made.
    pub total: usize,
    /// What changed.
    pub change: Change,
    /// Whether everything changed at one stroke, rather than file by file.
    pub at_once: bool,
    /// Folders of older outputs that could not be cleared away; the next build tries again.
    pub leftovers: Vec<PathBuf>,
}

/// Makes an output hold just these files, besides those that kohyo did not write.
/// On every error the output is as it was before. While another build works on it, this one waits.
pub fn install(files: &[OutputFile], output: &Path) -> Result<Installed, Stop> {
    install_waiting(files, output, &|| {})
}

/// The same; `waiting` is called once if another build must be waited for.
pub fn install_waiting(files: &[OutputFile], output: &Path, waiting: &dyn Fn()) -> Result<Installed, Stop> {
    install_made(files, None, output, waiting)
}

/// The same; the list of the output remembers what the files were made of, and what the check found.
pub fn install_made(files: &[OutputFile], made: Option<(Inputs, Findings)>, output: &Path, waiting: &dyn Fn()) -> Result<Installed, Stop> {
    let problems = names::problems(files);
    if !problems.is_empty() {
        return Err(Stop::Refused(problems));
    }
    let place = Place::of(output)?;
    let beside = place.can_exchange()?;
    let lock = place.lock(beside, waiting)?;
    let installed = install_locked(files, made, output, &place, beside);
    place.unlock(lock);
    installed
}

fn install_locked(
    files: &[OutputFile],
    made: Option<(Inputs, Findings)>,
    output: &Path,
    place: &Place,
    beside: bool,
) -> Result<Installed, Stop> {
    let standing = if place.exists() { Standing::read(output)? } else { Standing::default() };
    let change = Change::between(output, &standing, files)?;
    let manifest = Manifest::of(files);
    let manifest = made.into_iter().fold(manifest, Manifest::made);
    let mut at_once = true;
    let listed = standing.manifest.as_ref().is_some_and(|old| old.files == manifest.files);
    if change.is_nothing() && listed {
        // Only what the files were made of is other than before: without that list the next build is slower, and nothing else.
        if standing.manifest.as_ref() != Some(&manifest) {
            manifest.write(&place.output).ok();
        }
    } else {
        let there = place.exists().then_some(place.output.as_path());
        let stage = Stage { output: there, standing: &standing, files, change: &change, manifest: &manifest };
        at_once = beside && exchange(place, &stage)?;
        if !at_once {
            in_place::replace(&place.output, &standing, files, &change, &manifest)?;
        }
    }
    // The new output stands: what goes wrong from here on is no failure of the build.
    let leftovers = if beside { swap::sweep(place) } else { Vec::new() };
    Ok(Installed { total: files.len(), change, at_once, leftovers })
}

/// An output that is what a build would make.
#[derive(Debug)]
pub struct Stood {
    /// As if it had been made anew.
    pub installed: Installed,
    /// How many pages it has.
    pub pages: usize,
    /// What the check found when it was made.
    pub findings: Findings,
}

/// Whether an output was made of just these inputs, and still holds byte for byte what was made.
/// Whatever else is wrong with it is no answer: the build that then is made meets it, and says so.
pub fn stands(inputs: &Inputs, today: Date, output: &Path, waiting: &dyn Fn()) -> Option<Stood> {
    // A glance before the lock, for most outputs that have to be made anew.
    Manifest::read(output).ok()??.is_made_of(inputs, today)?;
    let place = Place::of(output).ok()?;
    let beside = place.can_exchange().ok()?;
    let lock = place.lock(beside, waiting).ok()?;
    let stood = stands_locked(inputs, today, &place);
    place.unlock(lock);
    stood
}

fn stands_locked(inputs: &Inputs, today: Date, place: &Place) -> Option<Stood> {
    let list = Manifest::read(&place.output).ok()??;
    let findings = list.is_made_of(inputs, today)?;
    let folders: BTreeSet<&str> = list.files.keys().flat_map(|path| names::above(path)).collect();
    let is_folder = |path: &&str| matches!(fs::kind(&place.output.join(path)), Ok(Some(Kind::Folder)));
    let holds = |(path, entry): (&String, &Entry)| entry.is_in(&place.output.join(path));
    if !folders.iter().all(is_folder) || !list.files.iter().all(holds) || place.leftovers().next().is_some() {
        return None;
    }
    let (total, pages) = (list.files.len(), list.pages());
    let change = Change { same: list.files.into_keys().collect(), ..Change::default() };
    Some(Stood { installed: Installed { total, change, at_once: true, leftovers: Vec::new() }, pages, findings })
}

/// Stages and swaps. `Ok(false)` when the folders cannot be exchanged; then the output is as it was.
fn exchange(place: &Place, stage: &Stage) -> Result<bool, Stop> {
    // Builds that are killed one after the other leave a folder each: when all names are taken, those are cleared away first.
    let staging = place.staging().or_else(|_| {
        swap::sweep(place);
        place.staging()
    })?;
    let swapped = stage.fill(&staging)? && swap::swap(&staging, place).inspect_err(|_| stage.drop(&staging))?;
    if !swapped {
        stage.drop(&staging);
    }
    Ok(swapped)
}
