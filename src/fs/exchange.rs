//! Two folders change places at one stroke, where the system can do that.

use super::{Action, Result, named};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Exchanges two folders of one file system at one stroke: nobody sees a moment without them.
/// `Ok(false)` when the system or the file system cannot.
pub fn exchange(a: &Path, b: &Path) -> Result<bool> {
    match exchange_now(a, b) {
        Ok(()) => Ok(true),
        Err(e) if cannot_exchange(&e) => Ok(false),
        Err(e) => named(Err(e), Action::Move, b),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange_now(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange_now(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// The answers of file systems without exchange, of mount points, and of layered file systems.
fn cannot_exchange(e: &io::Error) -> bool {
    use ErrorKind::{CrossesDevices, InvalidInput, PermissionDenied, ResourceBusy, Unsupported};
    matches!(e.kind(), CrossesDevices | InvalidInput | PermissionDenied | ResourceBusy | Unsupported)
}
