//! Where an output stands: its real folder, and the names beside it that kohyo uses while it works.

use super::manifest::{LOCK, RECORDS};
use super::{Stop, refusal};
use crate::fs::{self, Kind, Lock};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// An output folder by its real path.
#[derive(Debug)]
pub struct Place {
    /// The folder itself; it need not exist.
    pub output: PathBuf,
    parent: PathBuf,
    name: OsString,
}

impl Place {
    /// The place of an output, unless it is one that must never be replaced.
    pub fn of(output: &Path) -> Result<Place, Stop> {
        let real = fs::real(output)?;
        let home = fs::home().and_then(|h| fs::real(&h).ok());
        let (Some(parent), Some(name)) = (real.parent(), real.file_name()) else { return Err(refusal::too_high(output).into()) };
        if home.as_deref() == Some(&real) {
            return Err(refusal::too_high(output).into());
        }
        if !matches!(fs::kind(&real)?, None | Some(Kind::Folder)) {
            return Err(refusal::not_a_folder(output).into());
        }
        Ok(Place { parent: parent.to_owned(), name: name.to_owned(), output: real })
    }

    /// Whether the output folder exists.
    pub fn exists(&self) -> bool {
        fs::is_folder(&self.output)
    }

    /// Whether a new folder can take the place of the output: not when that is a mount point, or its surroundings are closed to us.
    pub fn can_exchange(&self) -> Result<bool, Stop> {
        if !self.exists() {
            fs::create_folders(&self.parent)?;
            fs::check_writable(&self.parent)?;
            return Ok(true);
        }
        // A folder that was closed to writing could still be exchanged as a whole, but somebody closed it for a reason.
        fs::check_writable(&self.output)?;
        Ok(fs::can_write(&self.parent) && fs::same_device(&self.parent, &self.output)?)
    }

    /// Keeps other builds away from the output.
    pub fn lock(&self, beside: bool, waiting: &dyn Fn()) -> Result<Lock, Stop> {
        if beside {
            return Ok(Lock::take(&self.beside("lock"), waiting)?);
        }
        let records = self.output.join(RECORDS);
        fs::create_folders(&records)?;
        Ok(Lock::take(&records.join(LOCK), waiting)?)
    }

    /// Lets other builds go on. In a folder that turned out not to be kohyo's, no trace of the lock stays.
    pub fn unlock(&self, lock: Lock) {
        drop(lock);
        fs::remove_folder(&self.output.join(RECORDS)).ok();
    }

    /// Where the new output can be put together: on the same file system, since it is beside the old one.
    pub fn staging(&self) -> Result<PathBuf, Stop> {
        for path in self.stagings() {
            if fs::kind(&path)?.is_none() {
                return Ok(path);
            }
        }
        Err(refusal::no_staging(&self.beside("1")).into())
    }

    /// Staging folders that builds left when they were killed. Only the holder of the lock may ask.
    pub fn leftovers(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.stagings().filter(|p| matches!(fs::kind(p), Ok(Some(Kind::Folder))))
    }

    /// Few names, and always the same: looking for leftovers takes no listing of a parent that may hold a thousand outputs.
    fn stagings(&self) -> impl Iterator<Item = PathBuf> + '_ {
        (1..=9).map(|n| self.beside(&n.to_string()))
    }

    fn beside(&self, what: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".kohyo-");
        name.push(what);
        self.parent.join(name)
    }
}

/// Refuses an output that is, holds, or lies in a folder that is read.
pub fn apart(output: &Path, inputs: &[&Path]) -> Result<(), Stop> {
    let out = fs::real(output)?;
    for input in inputs {
        let real = fs::real(input)?;
        if out.starts_with(&real) || real.starts_with(&out) {
            return Err(refusal::overlaps(output, input).into());
        }
    }
    Ok(())
}
