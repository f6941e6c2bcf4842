//! A lock between programs: one writer at a time.

use super::{Action, Result, identity, metadata, named};
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

/// A lock that ends when it is dropped, or when the program ends however it ends.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock; while another program holds it, says so once and waits.
    pub fn take(path: &Path, waiting: &dyn Fn()) -> Result<Lock> {
        let mut told = false;
        loop {
            let file = named(OpenOptions::new().write(true).create(true).truncate(false).open(path), Action::Lock, path)?;
            // A file system without locks answers with another error: then two builds at once are the user's affair.
            if let Err(fs::TryLockError::WouldBlock) = file.try_lock() {
                if !std::mem::replace(&mut told, true) {
                    waiting();
                }
                named(file.lock(), Action::Lock, path)?;
            }
            // The one before removed its lock file while we waited: then we hold a lock that nobody else can see.
            let ours = named(file.metadata(), Action::Lock, path)?;
            if metadata(path)?.is_some_and(|now| identity(&now) == identity(&ours)) {
                return Ok(Lock { path: path.to_owned(), file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked, so that no one can take a file that is about to vanish without noticing.
        fs::remove_file(&self.path).ok();
        self.file.unlock().ok();
    }
}
