//! From the disk: which files the content folder holds, what may stand there, and their bytes. The only place of the loader that touches the disk.

#![allow(clippy::disallowed_methods, reason = "this walk follows links, and tells circles and dangling ones apart; it only reads")]

use super::names;
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The largest file that is read.
const MAX_FILE: u64 = 4 << 20;
/// The most that is read of one society.
const MAX_TOTAL: u64 = 32 << 20;
/// The most files that a content folder may hold.
const MAX_FILES: usize = 5_000;
/// The most folders within folders.
const MAX_FOLDERS: usize = 16;

/// What lies in a content folder: the bytes of the content, and the names of what is only copied or printed with.
#[derive(Default)]
pub struct Found {
    /// The files to read, by path: their bytes.
    pub(super) texts: Vec<(String, Vec<u8>)>,
    /// What lies under `files/` and `fonts/`.
    pub(super) files: BTreeSet<String>,
    /// Paths that are there but could not be read.
    pub(super) unreadable: BTreeSet<String>,
    /// What is wrong.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether there was too much to read it all.
    pub(super) gave_up: bool,
    total: u64,
    count: usize,
}

/// Lists a content folder and reads what the content consists of.
pub(super) fn walk(dir: &Path) -> Result<Found, Box<Diagnostic>> {
    let root = fs::canonicalize(dir).map_err(|e| Box::new(no_folder(dir, &e)))?;
    if !root.is_dir() {
        return Err(Box::new(no_folder(dir, &io::Error::from(io::ErrorKind::NotADirectory))));
    }
    let mut found = Found::default();
    let mut entries = WalkDir::new(&root).follow_links(true).max_depth(MAX_FOLDERS).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Err(e) => found.cannot_walk(&root, &e),
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => {
                let is_dir = entry.file_type().is_dir();
                if !found.enter(&root, &entry) && is_dir {
                    entries.skip_current_dir();
                }
                if found.count > MAX_FILES {
                    found.give_up(too_many_files());
                }
                if found.gave_up {
                    break;
                }
            }
        }
    }
    Ok(found)
}

impl Found {
    /// The files that the content consists of, by path, with their bytes; sorted.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.texts.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The paths of what lies under `files/` and `fonts/`, sorted.
    pub fn listed(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// Whether everything was found as it should be.
    pub fn is_sound(&self) -> bool {
        self.diagnostics.is_empty() && self.unreadable.is_empty() && !self.gave_up
    }

    /// Takes an entry; answers whether to go down into it.
    fn enter(&mut self, root: &Path, entry: &DirEntry) -> bool {
        let path = relative(root, entry.path());
        if names::is_litter(&entry.file_name().to_string_lossy()) {
            return false;
        }
        self.count += 1;
        if entry.path_is_symlink() && !stays_inside(root, entry.path()) {
            self.problem(leaves(&path));
            return false;
        }
        let name = entry.file_name().to_str();
        if let Some(problem) = names::refuse(name, &path) {
            self.problem(problem);
            return false;
        }
        if !entry.file_type().is_dir() {
            self.take(entry, path);
        }
        true
    }

    fn take(&mut self, entry: &DirEntry, path: String) {
        match names::kind(&path) {
            names::Kind::Listed => {
                self.files.insert(path);
            }
            names::Kind::Text => match self.bytes(entry, &path) {
                Ok(bytes) => self.texts.push((path, bytes)),
                Err(problem) => self.unread(path, *problem),
            },
            names::Kind::Yml => self.unread(path.clone(), names::rename(&path)),
            names::Kind::Unknown => self.diagnostics.push(names::unknown(&path)),
        }
    }

    fn bytes(&mut self, entry: &DirEntry, path: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        // A pipe or device would wait for ever.
        if !entry.file_type().is_file() {
            return Err(Box::new(unreadable(path, &io::Error::other("not a regular file"))));
        }
        let mut bytes = Vec::new();
        let read = fs::File::open(entry.path()).and_then(|f| {
            // One more than the file should have: that it ends there is seen without a second attempt.
            bytes.reserve_exact(f.metadata()?.len().min(MAX_FILE) as usize + 1);
            f.take(MAX_FILE + 1).read_to_end(&mut bytes)
        });
        read.map_err(|e| Box::new(unreadable(path, &e)))?;
        if bytes.len() as u64 > MAX_FILE {
            return Err(Box::new(too_large(path)));
        }
        self.total += bytes.len() as u64;
        if self.total > MAX_TOTAL {
            self.give_up(too_much(path));
        }
        Ok(bytes)
    }

    fn give_up(&mut self, problem: Diagnostic) {
        self.gave_up = true;
        self.problem(problem);
    }

    fn unread(&mut self, path: String, problem: Diagnostic) {
        self.unreadable.insert(path);
        self.problem(problem);
    }

    fn problem(&mut self, problem: Diagnostic) {
        self.diagnostics.push(problem);
    }

    fn cannot_walk(&mut self, root: &Path, error: &walkdir::Error) {
        let path = error.path().map(|p| relative(root, p)).unwrap_or_default();
        let problem = match (error.loop_ancestor(), error.io_error()) {
            (Some(_), _) => circle(&path),
            (None, Some(e)) if e.kind() == io::ErrorKind::NotFound => dangling(&path),
            (None, Some(e)) => unreadable(&path, e),
            (None, None) => unreadable(&path, &io::Error::other(error.to_string())),
        };
        self.unread(path, problem);
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let rest: PathBuf = path.strip_prefix(root).unwrap_or(path).to_path_buf();
    rest.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn stays_inside(root: &Path, path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|target| target.starts_with(root))
}

fn no_folder(dir: &Path, error: &io::Error) -> Diagnostic {
    let path = dir.display().to_string();
    let what = match error.kind() {
        io::ErrorKind::NotFound => words!("内容のフォルダー「{path}」がありません。", "There is no content folder `{path}`."),
        io::ErrorKind::NotADirectory => words!("「{path}」はフォルダーではありません。", "`{path}` is not a folder."),
        _ => words!("内容のフォルダー「{path}」を開けません（{error}）。", "The content folder `{path}` cannot be opened ({error})."),
    };
    Diagnostic::error("no-content-folder", what).at(Place::File(path)).fix(words!(
        "--content で society.yaml のあるフォルダーを指定してください。新しく始めるときは、kohyo init フォルダー名 です。",
        "Name the folder that holds society.yaml with --content. To start anew, use kohyo init DIR."
    ))
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error("unreadable-file", words!("「{path}」を読めません（{error}）。", "`{path}` cannot be read ({error})."))
        .at(Place::File(path.to_string()))
        .why(words!("読めないファイルに書かれた事項は公表できません。", "What stands in a file that cannot be read cannot be published."))
        .fix(words!(
            "読む権限があるか、ほかのプログラムが開いたままにしていないかを確かめてください。",
            "Check that you may read it and that no other program keeps it open."
        ))
}

fn too_large(path: &str) -> Diagnostic {
    let limit = MAX_FILE >> 20;
    Diagnostic::error(
        "file-too-large",
        words!("「{path}」が大きすぎます（上限 {limit} MB）。", "`{path}` is too large (limit {limit} MB)."),
    )
    .at(Place::File(path.to_string()))
    .fix(words!(
        "文章のファイルか確かめてください。PDFや画像は files/ に置きます。",
        "Check that it is a text file. PDFs and pictures go under files/."
    ))
}

fn too_much(path: &str) -> Diagnostic {
    let limit = MAX_TOTAL >> 20;
    Diagnostic::error(
        "content-too-large",
        words!("内容の合計が {limit} MB を超えています（「{path}」まで）。", "The content exceeds {limit} MB (up to `{path}`)."),
    )
    .at(Place::File(path.to_string()))
    .fix(words!("内容と関係のないファイルを除いてください。", "Remove files that do not belong to the content."))
}

fn too_many_files() -> Diagnostic {
    Diagnostic::error(
        "too-many-files",
        words!("内容のフォルダーに {MAX_FILES} を超えるファイルがあります。", "The content folder holds more than {MAX_FILES} files."),
    )
    .fix(words!("指定したフォルダーが正しいか確かめてください。", "Check that you named the right folder."))
}

fn leaves(path: &str) -> Diagnostic {
    Diagnostic::error(
        "link-leaves-content",
        words!("「{path}」は内容のフォルダーの外を指すリンクです。", "`{path}` is a link that leaves the content folder."),
    )
    .at(Place::File(path.to_string()))
    .why(words!(
        "外のファイルを読むと、公表するつもりのない情報が出てしまうおそれがあります。",
        "Reading files from outside could publish what was never meant to be published."
    ))
    .fix(words!(
        "リンクをやめて、ファイルを内容のフォルダーに写してください。",
        "Copy the file into the content folder instead of linking to it."
    ))
}

fn circle(path: &str) -> Diagnostic {
    Diagnostic::error("link-circle", words!("「{path}」のリンクが輪になっています。", "The link `{path}` leads back to itself."))
        .at(Place::File(path.to_string()))
        .fix(words!("このリンクを消してください。", "Remove this link."))
}

fn dangling(path: &str) -> Diagnostic {
    Diagnostic::error("dangling-link", words!("「{path}」のリンク先がありません。", "The link `{path}` leads nowhere."))
        .at(Place::File(path.to_string()))
        .fix(words!("リンク先を直すか、このリンクを消してください。", "Mend the link or remove it."))
}
