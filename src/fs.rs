//! Files: the only place where kohyo touches a disk. Every error names the path and what was tried.

#![allow(clippy::disallowed_methods, reason = "this is the place that the ban points to")]

use crate::lang::Words;
use crate::words;
use std::fs::{self, File, FileTimes, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

/// A result of a file operation.
pub type Result<T> = std::result::Result<T, FileError>;

/// What was tried with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// To read it, or to list a folder.
    Read,
    /// To write it, or to make a folder.
    Write,
    /// To move it.
    Move,
    /// To remove it.
    Remove,
    /// To keep others from writing at the same time.
    Lock,
}

/// A file operation that did not work.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.words().en)]
pub struct FileError {
    /// What was tried.
    pub action: Action,
    /// With which file or folder.
    pub path: PathBuf,
    /// What the system answered.
    pub source: io::Error,
}

impl FileError {
    /// One sentence in both languages: what could not be done, with which file, and why.
    pub fn words(&self) -> Words {
        let path = self.path.display();
        let Words { ja, en } = reason(&self.source);
        match self.action {
            Action::Read => words!("「{path}」を読めません（{ja}）", "cannot read {path} ({en})"),
            Action::Write => words!("「{path}」に書き込めません（{ja}）", "cannot write {path} ({en})"),
            Action::Move => words!("「{path}」を移せません（{ja}）", "cannot move {path} ({en})"),
            Action::Remove => words!("「{path}」を消せません（{ja}）", "cannot remove {path} ({en})"),
            Action::Lock => words!("「{path}」で書込みを一つに限れません（{ja}）", "cannot lock {path} ({en})"),
        }
    }

    /// What the clerk can do about it.
    pub fn fix(&self) -> Words {
        match self.source.kind() {
            ErrorKind::PermissionDenied => words!(
                "このフォルダーに書き込む権限があるか、ほかの人が読み取り専用にしていないかを確かめてください。",
                "check that you may write in this folder, and that nobody made it read-only"
            ),
            ErrorKind::ReadOnlyFilesystem => {
                words!("書き込める場所を --output で指定してください。", "choose a place that can be written with --output")
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                words!("要らないファイルを消して、空きを作ってください。", "make room by removing files that are not needed")
            }
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory => {
                words!("フォルダーの名前が正しいかを確かめてください。", "check that the name of the folder is right")
            }
            _ => words!(
                "しばらくしてからもう一度試し、それでも同じときは、この文をそのままシステムの担当者に伝えてください。",
                "try again in a while; if it stays, show this message to the person who runs your systems"
            ),
        }
    }
}

/// Why a file operation failed, in words that need no manual; else what the system says.
fn reason(error: &io::Error) -> Words {
    match error.kind() {
        ErrorKind::NotFound => words!("見つかりません", "it does not exist"),
        ErrorKind::PermissionDenied => words!("権限がありません", "permission denied"),
        ErrorKind::AlreadyExists => words!("同じ名前のものがあります", "something of that name exists"),
        ErrorKind::NotADirectory => words!("途中の名前がフォルダーではありません", "a part of the path is not a folder"),
        ErrorKind::IsADirectory => words!("ファイルではなくフォルダーです", "it is a folder, not a file"),
        ErrorKind::DirectoryNotEmpty => words!("フォルダーが空ではありません", "the folder is not empty"),
        ErrorKind::ReadOnlyFilesystem => words!("読み取り専用の場所です", "the place is read-only"),
        ErrorKind::StorageFull => words!("ディスクの空きがありません", "the disk is full"),
        ErrorKind::QuotaExceeded => words!("使える容量を超えました", "the quota is exceeded"),
        ErrorKind::InvalidFilename => words!("名前に使えない文字があるか、名前が長すぎます", "the name is not allowed or too long"),
        ErrorKind::InvalidData => words!("中身の形が正しくありません", "its content has a wrong form"),
        _ => words!("{error}", "{error}"),
    }
}

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
