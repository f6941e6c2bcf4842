//! Installing: the files of one society become its output, all or nothing.

use super::change::Change;
use super::manifest::Manifest;
use super::place::Place;
use super::stage::Stage;
use super::standing::Standing;
use super::{OutputFile, Stop, in_place, names, swap};
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
    /// A folder of the old output that could not be cleared away; the next build tries again.
    pub leftover: Option<PathBuf>,
}

/// Makes an output hold just these files, besides those that kohyo did not write.
/// On every error the output is as it was before. While another build works on it, this one waits.
pub fn install(files: &[OutputFile], output: &Path) -> Result<Installed, Stop> {
    install_waiting(files, output, &|| {})
}

/// The same; `waiting` is called once if another build must be waited for.
pub fn install_waiting(files: &[OutputFile], output: &Path, waiting: &dyn Fn()) -> Result<Installed, Stop> {
    let problems = names::problems(files);
    if !problems.is_empty() {
        return Err(Stop::Refused(problems));
    }
    let place = Place::of(output)?;
    if place.exists() {
        // Asked before the lock too, so that a folder that is not kohyo's does not even see a lock file.
        Change::between(output, &Standing::read(output)?, files)?;
    }
    let beside = place.can_exchange()?;
    let lock = place.lock(beside, waiting)?;
    let installed = install_locked(files, output, &place, beside);
    drop(lock);
    installed
}

fn install_locked(files: &[OutputFile], output: &Path, place: &Place, beside: bool) -> Result<Installed, Stop> {
    if beside {
        swap::sweep(place)?;
    }
    let standing = if place.exists() { Standing::read(output)? } else { Standing::default() };
    let change = Change::between(output, &standing, files)?;
    let manifest = Manifest::of(files);
    let total = files.len();
    if change.is_nothing() && standing.manifest.as_ref() == Some(&manifest) {
        return Ok(Installed { total, change, at_once: true, leftover: None });
    }
    let there = place.exists().then_some(place.output.as_path());
    let stage = Stage { output: there, standing: &standing, files, change: &change, manifest: &manifest };
    let staging = place.staging();
    if beside && stage.fill(&staging)? {
        if swap::swap(&staging, place)? {
            // The new output stands: what goes wrong from here on is no failure of the build.
            let gone = there.is_none() || swap::retire(&staging, &place.output).unwrap_or(false);
            return Ok(Installed { total, change, at_once: true, leftover: (!gone).then_some(staging) });
        }
        crate::fs::remove_tree(&staging)?;
    }
    in_place::replace(&place.output, &standing, files, &change, &manifest)?;
    Ok(Installed { total, change, at_once: false, leftover: None })
}
