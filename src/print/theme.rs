//! The templates of printed matter: the standard ones are built into the program, a theme replaces single files of them.

use crate::diagnostic::{Diagnostic, Place};
use crate::fs;
use crate::words;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::Path;
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};

static STANDARD: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/standard/print");

/// The folders of a theme that templates may read, by the path that they write: `/print/lib.typ`, `/assets/logo.svg`.
const FOLDERS: [&str; 2] = ["print", "assets"];

/// A file that templates may read.
pub(super) struct File {
    /// Its name for messages.
    pub(super) shown: String,
    pub(super) bytes: Bytes,
    /// A template; all else is data.
    pub(super) source: Option<Source>,
}

/// The files of a theme.
pub(super) struct Theme {
    files: BTreeMap<String, File>,
}

impl Theme {
    /// The standard theme, or a theme in a folder over it.
    pub(super) fn load(dir: Option<&Path>) -> Result<Theme, Vec<Diagnostic>> {
        let mut theme = Theme { files: BTreeMap::new() };
        let mut problems = Vec::new();
        for file in STANDARD.files() {
            let name = file.path().to_string_lossy().replace('\\', "/");
            theme.add(format!("/print/{name}"), format!("standard/print/{name}"), file.contents().to_vec(), &mut problems);
        }
        for folder in dir.into_iter().flat_map(|dir| FOLDERS.map(|f| (dir, f))) {
            theme.read(folder.0, folder.1, &mut problems);
        }
        if problems.is_empty() { Ok(theme) } else { Err(problems) }
    }

    fn read(&mut self, dir: &Path, folder: &str, problems: &mut Vec<Diagnostic>) {
        let root = dir.join(folder);
        if !fs::is_folder(&root) {
            return;
        }
        let found = match fs::walk(&root) {
            Ok(found) => found,
            Err(e) => return problems.push(unreadable(&e.path.display().to_string(), &e.source.to_string())),
        };
        for f in found.into_iter().filter(|f| f.kind == fs::Kind::File) {
            let path = root.join(&f.path);
            let shown = path.display().to_string();
            match fs::read(&path) {
                Ok(bytes) => self.add(format!("/{folder}/{}", f.path.to_string_lossy().replace('\\', "/")), shown, bytes, problems),
                Err(e) => problems.push(unreadable(&shown, &e.source.to_string())),
            }
        }
    }

    fn add(&mut self, path: String, shown: String, bytes: Vec<u8>, problems: &mut Vec<Diagnostic>) {
        let source = match (path.ends_with(".typ"), file_id(&path)) {
            (true, Some(id)) => match String::from_utf8(bytes.clone()) {
                Ok(text) => Some(Source::new(id, text)),
                Err(_) => return problems.push(unreadable(&shown, "not UTF-8")),
            },
            _ => None,
        };
        self.files.insert(path, File { shown, bytes: Bytes::new(bytes), source });
    }

    /// A file by its path in the theme.
    pub(super) fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// All files, sorted by path.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }
}

/// The name of a file for the compiler.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn unreadable(shown: &str, error: &str) -> Diagnostic {
    Diagnostic::error(
        "theme-unreadable",
        words!("テーマの {shown} を読めません（{error}）", "The theme's {shown} cannot be read ({error})"),
    )
    .at(Place::File(shown.to_owned()))
    .fix(words!(
        "ファイルの文字コード（UTF-8）と、読み取りの許可を確かめてください。--theme を付けなければ標準のテーマを使います。",
        "Check that the file is UTF-8 and may be read. Without --theme the standard theme is used."
    ))
}
