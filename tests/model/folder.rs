//! A content folder, opened as the program opens it: its outline, and its problems as the clerk sees them.

use kohyo::build::society::compose;
use kohyo::cli::report::Report;
use kohyo::content::{self, Content};
use kohyo::diagnostic::{Diagnostic, Severity};
use kohyo::document::tree::Publication;
use kohyo::lang::Lang;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The day of the law when a site does not say when it is published.
const DAY: jiff::civil::Date = jiff::civil::date(2026, 12, 1);

/// A folder that was opened and composed.
pub struct Opened {
    pub content: Content,
    pub publications: Vec<Publication>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Opens a folder and composes what can be composed.
pub fn open(dir: &Path) -> Opened {
    let mut content = content::open(dir);
    let mut diagnostics = std::mem::take(&mut content.diagnostics);
    let first = content.editions.first();
    let day = first.and_then(|e| e.society.site.publish_on.as_ref()).and_then(|d| d.date.day()).unwrap_or(DAY);
    let (publications, problems) = compose(&content, day);
    diagnostics.extend(problems);
    Opened { content, publications, diagnostics }
}

impl Opened {
    /// The problems as the program prints them.
    pub fn report(&self, lang: Lang) -> String {
        Report { lang, color: false, folder: Path::new("content"), source: &self.content.read }.print(&self.diagnostics)
    }

    /// The publication in a language.
    pub fn publication(&self, lang: Lang) -> &Publication {
        self.publications.iter().find(|p| p.lang == lang).expect("a publication in this language")
    }

    /// The codes of all problems.
    pub fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|d| d.code).collect()
    }

    /// The codes of all errors.
    pub fn errors(&self) -> Vec<&'static str> {
        self.diagnostics.iter().filter(|d| d.severity == Severity::Error).map(|d| d.code).collect()
    }
}

/// A small society in a folder of its own.
pub struct Folder(TempDir);

const SOCIETY: &str = "\
name: 例示健康保険組合
kind: health_insurance_society
contact_points:
  - {id: privacy, title: 個人情報相談窓口, tel: 03-0000-0000, handles: [complaint]}
";

const SITE: &str = "\
base_url: https://example.or.jp/
pages:
  - {id: top, path: \"\", title: 公表事項, blocks: [contacts]}
";

impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a folder")).file("society.yaml", SOCIETY).file("site.yaml", SITE)
    }

    /// A society whose one page prints this policy.
    pub fn policy(text: &str) -> Folder {
        let site = SITE.replace("[contacts]", "[\"policy:p\"]");
        Folder::new().file("site.yaml", &site).file("policies/p.yaml", &format!("id: p\ntitle: 方針\n{text}"))
    }

    pub fn file(self, path: &str, text: &str) -> Folder {
        let to = self.0.path().join(path);
        fs::create_dir_all(to.parent().expect("a folder above")).expect("a folder");
        fs::write(to, text).expect("a file");
        self
    }

    /// Adds lines to a file.
    pub fn and(self, path: &str, more: &str) -> Folder {
        let old = fs::read_to_string(self.0.path().join(path)).expect("the file");
        self.file(path, &format!("{old}{more}"))
    }

    /// The same with one text in place of another.
    pub fn with(self, path: &str, from: &str, to: &str) -> Folder {
        let old = fs::read_to_string(self.0.path().join(path)).expect("the file");
        assert!(old.contains(from), "{from:?} is not in {path}");
        self.file(path, &old.replace(from, to))
    }

    pub fn open(&self) -> Opened {
        open(self.0.path())
    }
}
