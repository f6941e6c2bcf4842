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

    /// A new staging folder's path: on the same file system, since it is beside the output.
    pub fn staging(&self) -> PathBuf {
        self.beside(&std::process::id().to_string())
    }

    /// The staging folders that builds left when they were killed. Only the holder of the lock may ask.
    pub fn leftovers(&self) -> Result<Vec<PathBuf>, Stop> {
        let prefix = self.beside("");
        let prefix = prefix.file_name().unwrap_or_default().as_encoded_bytes();
        let is_staging = |name: &Path| {
            let rest = name.as_os_str().as_encoded_bytes().strip_prefix(prefix);
            rest.is_some_and(|n| !n.is_empty() && n.iter().all(u8::is_ascii_digit))
        };
        let names = fs::list(&self.parent)?;
        Ok(names
            .iter()
            .filter(|n| is_staging(n))
            .map(|n| self.parent.join(n))
            .filter(|p| matches!(fs::kind(p), Ok(Some(Kind::Folder))))
            .collect())
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
