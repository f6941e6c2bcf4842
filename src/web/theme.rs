//! Themes: the templates, shell texts and assets by which pages look as they do.
//!
//! The standard theme is built into the program. A theme in a folder replaces single files of it and inherits the rest.

use super::assets::Assets;
use super::colours::Colours;
use super::everyday::Everyday;
use super::strings::Strings;
use super::template::{self, Sources};
use crate::diagnostic::{Diagnostic, Place};
use crate::fs::{self, FileError};
use crate::words;
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use tera::Tera;

/// The parts of the standard theme that pages are made of; `print` and `fonts` are of the print room.
static FOLDERS: [(&str, Dir); 2] = [
    ("templates", include_dir!("$CARGO_MANIFEST_DIR/themes/standard/templates")),
    ("assets", include_dir!("$CARGO_MANIFEST_DIR/themes/standard/assets")),
];

static MANIFEST: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/standard/theme.yaml"));

/// A theme, ready to render.
pub struct Theme {
    /// Made when it is needed first.
    tera: OnceLock<Tera>,
    templates: Sources,
    pub(super) strings: Strings,
    /// The templates that need no Tera.
    pub(super) everyday: Everyday,
    pub(super) assets: Assets,
    pub(super) overrides: Overrides,
    name: String,
    mark: String,
}

/// Which nodes a theme draws itself.
#[derive(Debug, Default)]
pub(super) struct Overrides {
    kinds: BTreeMap<String, String>,
    roles: BTreeMap<String, String>,
}

impl Overrides {
    /// The template for a node; that of its role comes before that of its kind.
    pub(super) fn of(&self, role: &str, kind: &str) -> Option<&str> {
        if self.kinds.is_empty() && self.roles.is_empty() {
            return None;
        }
        self.roles.get(role).or_else(|| self.kinds.get(kind)).map(String::as_str)
    }
}

/// What `theme.yaml` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    name: String,
    /// Only the standard theme can be inherited, and always is: written for those who read the file.
    #[serde(default, rename = "inherits")]
    _inherits: Option<Inherits>,
    #[serde(default)]
    colours: Colours,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Inherits {
    Standard,
}

/// A file of a theme with the name to show in messages.
struct File {
    shown: String,
    bytes: Vec<u8>,
}

type Files = BTreeMap<String, File>;

impl Theme {
    /// The built-in theme, or the theme in a folder over it.
    pub fn load(dir: Option<&Path>) -> Result<Theme, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let standard = built_in();
        let own = match dir {
            Some(dir) => read(dir)?,
            None => Files::new(),
        };
        let mark = mark(&own);
        let mut strings = Strings::standard();
        strings.extend(parse::<Strings>(&own, "strings.yaml", &mut problems));
        let manifest = parse::<Manifest>(if own.contains_key("theme.yaml") { &own } else { &standard }, "theme.yaml", &mut problems);
        let (inherited, replaced) = (sources(&standard), sources(&own));
        // Whether those of the standard theme alone can be used is no question.
        let (tera, templates) = match replaced.is_empty() {
            true => (OnceLock::new(), inherited),
            false => {
                let (tera, templates) = template::load(&inherited, &replaced, &mut problems);
                (OnceLock::from(tera), templates)
            }
        };
        let mut assets = assets(standard);
        assets.extend(self::assets(own));
        manifest.colours.add_to(assets.entry("site.css".to_owned()).or_default(), &manifest.name, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let everyday = Everyday::new(templates.iter().map(|(name, (_, text))| (name.as_str(), text.as_str())), &strings);
        let overrides = Overrides { kinds: under(&templates, "nodes/"), roles: under(&templates, "blocks/") };
        Ok(Theme { tera, templates, strings, everyday, assets: Assets::place(&assets), overrides, name: manifest.name, mark })
    }

    /// The library, with all templates.
    pub(super) fn tera(&self) -> &Tera {
        self.tera.get_or_init(|| template::load(&self.templates, &Sources::new(), &mut Vec::new()).0)
    }

    /// Where each template was read, for messages.
    pub(super) fn shown(&self) -> BTreeMap<String, String> {
        template::places(&self.templates)
    }

    /// A mark that changes with every file of its folder.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

fn mark(files: &Files) -> String {
    let mut sum = Sha256::new();
    for (path, file) in files {
        for piece in [path.as_bytes(), &file.bytes] {
            sum.update((piece.len() as u64).to_le_bytes());
            sum.update(piece);
        }
    }
    sum.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

/// `nodes/paragraph.html` as `paragraph` → template.
fn under(templates: &Sources, folder: &str) -> BTreeMap<String, String> {
    let name = |t: &String| Some((t.strip_prefix(folder)?.strip_suffix(".html")?.to_owned(), t.clone()));
    templates.keys().filter_map(name).collect()
}

fn sources(files: &Files) -> Sources {
    let mut found = Sources::new();
    for (path, file) in files {
        if let Some(name) = path.strip_prefix("templates/") {
            found.insert(name.to_owned(), (file.shown.clone(), String::from_utf8_lossy(&file.bytes).into_owned()));
        }
    }
    found
}

fn assets(files: Files) -> BTreeMap<String, Vec<u8>> {
    files.into_iter().filter_map(|(path, file)| Some((path.strip_prefix("assets/")?.to_owned(), file.bytes))).collect()
}

fn parse<T: Default + for<'a> Deserialize<'a>>(files: &Files, path: &str, problems: &mut Vec<Diagnostic>) -> T {
    let Some(file) = files.get(path) else { return T::default() };
    serde_yaml::from_slice(&file.bytes).unwrap_or_else(|error| {
        let shown = &file.shown;
        problems.push(
            Diagnostic::error(
                "theme-file",
                words!("テーマの設定ファイル {shown} を読めません: {error}", "The theme's file {shown} cannot be read: {error}"),
            )
            .at(Place::File(shown.clone()))
            .fix(words!(
                "書ける項目は name、inherits、colours（theme.yaml）と、文言ごとの ja と en（strings.yaml）です。",
                "theme.yaml takes name, inherits and colours; strings.yaml takes ja and en for each text."
            )),
        );
        T::default()
    })
}

fn built_in() -> Files {
    let mut files = Files::new();
    for (folder, dir) in &FOLDERS {
        add(folder, dir, &mut files);
    }
    files.insert("theme.yaml".to_owned(), File { shown: "standard/theme.yaml".to_owned(), bytes: MANIFEST.as_bytes().to_vec() });
    files
}

fn add(folder: &str, dir: &Dir, files: &mut Files) {
    for file in dir.files() {
        let path = format!("{folder}/{}", file.path().to_string_lossy().replace('\\', "/"));
        files.insert(path.clone(), File { shown: format!("standard/{path}"), bytes: file.contents().to_vec() });
    }
    for sub in dir.dirs() {
        add(folder, sub, files);
    }
}

fn read(dir: &Path) -> Result<Files, Vec<Diagnostic>> {
    let mut files = Files::new();
    let failed = |e: FileError| vec![unreadable(&e.path, &e.source.to_string())];
    // Symbolic links are not followed: a theme is a folder that one can copy.
    let of_print = |path: &Path| path.starts_with("print") || path.starts_with("fonts");
    for found in fs::walk(dir).map_err(failed)?.into_iter().filter(|f| f.kind == fs::Kind::File && !of_print(&f.path)) {
        let path = dir.join(&found.path);
        let bytes = fs::read(&path).map_err(failed)?;
        files.insert(found.path.to_string_lossy().replace('\\', "/"), File { shown: path.display().to_string(), bytes });
    }
    Ok(files)
}

fn unreadable(path: &Path, error: &str) -> Diagnostic {
    let shown = path.display().to_string();
    Diagnostic::error("theme-unreadable", words!("テーマの {shown} を読めません: {error}", "The theme's {shown} cannot be read: {error}"))
        .at(Place::File(shown))
        .fix(words!(
            "フォルダーの名前と、読み取りの許可を確かめてください。--theme を付けなければ標準のテーマを使います。",
            "Check the name of the folder and that it may be read. Without --theme the standard theme is used."
        ))
}
