//! Files: the only place where kohyo touches a disk. Every error names the path and what was tried.

#![allow(clippy::disallowed_methods, reason = "this is the place that the ban points to")]

mod error;
mod exchange;
mod lock;

pub use error::{Action, FileError};
pub use exchange::exchange;
pub use lock::Lock;

use std::fs::{self, File, FileTimes, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

/// A result of a file operation.
pub type Result<T> = std::result::Result<T, FileError>;

/// Names the path in an error.
fn named<T>(result: io::Result<T>, action: Action, path: &Path) -> Result<T> {
    result.map_err(|source| FileError { action, path: path.to_owned(), source })
}

/// What stands at a path; symbolic links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A device, pipe or socket.
    Special,
}

impl Kind {
    fn of(kind: fs::FileType) -> Kind {
        match kind {
            k if k.is_symlink() => Kind::Link,
            k if k.is_dir() => Kind::Folder,
            k if k.is_file() => Kind::File,
            _ => Kind::Special,
        }
    }
}

/// One thing in a folder, however deep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its path from the folder.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    named(fs::read(path), Action::Read, path)
}

/// Writes a file, over an existing one.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    named(fs::write(path, bytes), Action::Write, path)
}

/// Writes a file that must not exist yet.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    named(file.and_then(|mut f| f.write_all(bytes)), Action::Write, path)
}

/// Writes a file that must never be there in part: aside first, and then to its place.
pub fn write_whole(path: &Path, aside: &Path, bytes: &[u8]) -> Result<()> {
    write(aside, bytes)?;
    rename(aside, path)
}

/// Makes a folder and those above it.
pub fn create_folders(path: &Path) -> Result<()> {
    named(fs::create_dir_all(path), Action::Write, path)
}

/// Moves a file or folder within one file system; a file at the new place is replaced.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    named(fs::rename(from, to), Action::Move, from)
}

/// Gives a file (or a symbolic link itself) a second name.
pub fn hard_link(from: &Path, to: &Path) -> Result<()> {
    named(fs::hard_link(from, to), Action::Write, to)
}

/// Copies a file with its permissions and its modification time.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let copied = fs::copy(from, to).and_then(|_| {
        let modified = fs::metadata(from)?.modified()?;
        OpenOptions::new().write(true).open(to)?.set_times(FileTimes::new().set_modified(modified))
    });
    named(copied, Action::Write, to)
}

/// Removes a file or symbolic link.
pub fn remove_file(path: &Path) -> Result<()> {
    named(fs::remove_file(path), Action::Remove, path)
}

/// Removes a folder that is empty.
pub fn remove_folder(path: &Path) -> Result<()> {
    named(fs::remove_dir(path), Action::Remove, path)
}

/// Removes a folder with everything in it; symbolic links in it are not followed.
pub fn remove_tree(path: &Path) -> Result<()> {
    named(fs::remove_dir_all(path), Action::Remove, path)
}

/// What stands at a path, without following a symbolic link; nothing if there is nothing.
pub fn kind(path: &Path) -> Result<Option<Kind>> {
    Ok(metadata(path)?.map(|m| Kind::of(m.file_type())))
}

fn metadata(path: &Path) -> Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(m) => Ok(Some(m)),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(e) => named(Err(e), Action::Read, path),
    }
}

/// Whether there is a regular file at a path; symbolic links are followed.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether there is a folder at a path; symbolic links are followed.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The length of a file.
pub fn length(path: &Path) -> Result<u64> {
    named(fs::symlink_metadata(path), Action::Read, path).map(|m| m.len())
}

/// The length of a regular file; none if it is anything else, or cannot be looked at.
pub fn regular_length(path: &Path) -> Option<u64> {
    metadata(path).ok().flatten().filter(Metadata::is_file).map(|m| m.len())
}

/// Whether a file holds just these bytes. The length is asked first, so that most changes cost no reading.
pub fn holds(path: &Path, bytes: &[u8]) -> Result<bool> {
    Ok(length(path)? == bytes.len() as u64 && read(path)? == bytes)
}

/// The names in a folder, sorted.
pub fn list(path: &Path) -> Result<Vec<PathBuf>> {
    let names = fs::read_dir(path).and_then(|entries| entries.map(|e| e.map(|e| PathBuf::from(e.file_name()))).collect());
    let mut names: Vec<PathBuf> = named(names, Action::Read, path)?;
    names.sort();
    Ok(names)
}

/// Everything in a folder, sorted, a folder before what it holds; symbolic links are not followed.
pub fn walk(folder: &Path) -> Result<Vec<Found>> {
    let walk = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
    walk.into_iter()
        .map(|entry| {
            let entry = entry.map_err(|e| {
                let path = e.path().unwrap_or(folder).to_owned();
                FileError { action: Action::Read, path, source: e.into() }
            })?;
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            Ok(Found { path, kind: Kind::of(entry.file_type()) })
        })
        .collect()
}

/// The real, absolute form of a path, of which the last parts need not exist yet.
pub fn real(path: &Path) -> Result<PathBuf> {
    let absolute = named(std::path::absolute(path), Action::Read, path)?;
    let mut missing = Vec::new();
    let mut there = absolute.as_path();
    loop {
        match fs::canonicalize(there) {
            Ok(found) => return Ok(missing.iter().rev().fold(found, |p, name| step(p, name))),
            Err(e) if e.kind() == ErrorKind::NotFound && metadata(there)?.is_none() => {}
            Err(e) => return named(Err(e), Action::Read, there),
        }
        let (Some(last), Some(parent)) = (there.components().next_back(), there.parent()) else { return Ok(absolute) };
        missing.push(last);
        there = parent;
    }
}

fn step(mut path: PathBuf, name: &Component) -> PathBuf {
    match name {
        Component::ParentDir => {
            path.pop();
        }
        other => path.push(other),
    }
    path
}

/// The home folder of the user, if the system knows it.
pub fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|p| !p.as_os_str().is_empty())
}

/// Whether two paths are one file, or one is a faithful copy of the other (kind, length and modification time).
pub fn is_same(a: &Path, b: &Path) -> Result<bool> {
    let (Some(x), Some(y)) = (metadata(a)?, metadata(b)?) else { return Ok(false) };
    let alike = x.len() == y.len() && x.modified().ok() == y.modified().ok() && Kind::of(x.file_type()) == Kind::of(y.file_type());
    Ok(alike || identity(&x).is_some_and(|id| Some(id) == identity(&y)))
}

/// Whether the first file was modified after the second.
pub fn is_newer(a: &Path, b: &Path) -> Result<bool> {
    let (Some(x), Some(y)) = (metadata(a)?, metadata(b)?) else { return Ok(false) };
    Ok(x.modified().ok() > y.modified().ok())
}

#[cfg(unix)]
fn identity(m: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((m.dev(), m.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<(u64, u64)> {
    None
}

/// Whether two folders lie on one file system, as far as the system tells.
pub fn same_device(a: &Path, b: &Path) -> Result<bool> {
    let device = |p: &Path| named(fs::metadata(p), Action::Read, p).map(|m| identity(&m).map(|(dev, _)| dev));
    Ok(device(a)? == device(b)?)
}

/// Gives a folder the permissions, and where the system allows it the owner, of another.
pub fn like(folder: &Path, model: &Path) -> Result<()> {
    let m = named(fs::symlink_metadata(model), Action::Read, model)?;
    own_like(folder, &m);
    named(fs::set_permissions(folder, m.permissions()), Action::Write, folder)
}

/// Only the superuser may give files away: for all others this does nothing, and that is no failure.
#[cfg(unix)]
fn own_like(folder: &Path, m: &Metadata) {
    use std::os::unix::fs::MetadataExt;
    std::os::unix::fs::chown(folder, Some(m.uid()), Some(m.gid())).ok();
}

#[cfg(not(unix))]
fn own_like(_: &Path, _: &Metadata) {}

/// Gives a folder the modification time of another.
pub fn dated_like(folder: &Path, model: &Path) -> Result<()> {
    let set = fs::metadata(model).and_then(|m| File::open(folder)?.set_times(FileTimes::new().set_modified(m.modified()?)));
    named(set, Action::Write, folder)
}

/// Whether files can be made in a folder.
pub fn can_write(folder: &Path) -> bool {
    probe(folder).is_ok()
}

/// An error if files cannot be made in a folder.
pub fn check_writable(folder: &Path) -> Result<()> {
    named(probe(folder), Action::Write, folder)
}

#[cfg(unix)]
fn probe(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::access(folder, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK)?)
}

#[cfg(not(unix))]
fn probe(folder: &Path) -> io::Result<()> {
    fs::metadata(folder).and_then(|m| if m.permissions().readonly() { Err(ErrorKind::PermissionDenied.into()) } else { Ok(()) })
}
