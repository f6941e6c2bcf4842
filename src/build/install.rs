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
    let problems = names::problems(files);
    if !problems.is_empty() {
        return Err(Stop::Refused(problems));
    }
    let place = Place::of(output)?;
    let beside = place.can_exchange()?;
    let lock = place.lock(beside, waiting)?;
    let installed = install_locked(files, output, &place, beside);
    place.unlock(lock);
    installed
}

fn install_locked(files: &[OutputFile], output: &Path, place: &Place, beside: bool) -> Result<Installed, Stop> {
    let standing = if place.exists() { Standing::read(output)? } else { Standing::default() };
    let change = Change::between(output, &standing, files)?;
    let manifest = Manifest::of(files);
    let mut at_once = true;
    if !change.is_nothing() || standing.manifest.as_ref() != Some(&manifest) {
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

/// Stages and swaps. `Ok(false)` when the folders cannot be exchanged; then the output is as it was.
fn exchange(place: &Place, stage: &Stage) -> Result<bool, Stop> {
    let staging = place.staging()?;
    let swapped = stage.fill(&staging)? && swap::swap(&staging, place).inspect_err(|_| stage.drop(&staging))?;
    if !swapped {
        stage.drop(&staging);
    }
    Ok(swapped)
}
