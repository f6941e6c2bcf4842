//! Packs: files of rules, built in or of a society's own. A pack whose rules are not proved by their own tests is refused.

use crate::check::finding::PackMark;
use crate::check::proof;
use crate::check::rule::{PackFile, Rule};
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

static BUILTIN: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/rules");

/// A pack that was read and proved.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Name, version, hash and subject.
    pub mark: PackMark,
    /// Where its facts were read.
    pub sources: BTreeMap<String, String>,
    /// Its rules.
    pub rules: Vec<Rule>,
}

/// All packs of a run.
#[derive(Debug, Clone, Default)]
pub struct Packs {
    /// In the order of their files.
    pub packs: Vec<Pack>,
}

impl Packs {
    /// The packs that are built in.
    pub fn builtin() -> Result<Packs, Vec<Diagnostic>> {
        let mut files: Vec<_> = BUILTIN.files().filter(|f| f.path().extension().is_some_and(|e| e == "yaml")).collect();
        files.sort_by_key(|f| f.path());
        let texts =
            files.iter().map(|f| (format!("rules/{}", f.path().display()), f.contents_utf8().unwrap_or_default().to_owned())).collect();
        Packs::default().with_files(texts)
    }

    /// These and those of `*.yaml` files of a society's own, as (path, text).
    pub fn with_files(mut self, files: Vec<(String, String)>) -> Result<Packs, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        for (path, text) in &files {
            match read(path, text) {
                Ok(pack) => self.packs.push(pack),
                Err(mut p) => problems.append(&mut p),
            }
        }
        problems.extend(self.doubles());
        if problems.is_empty() { Ok(self) } else { Err(problems) }
    }

    /// These and the packs in folders of a society's own.
    pub fn with_dirs(self, dirs: &[PathBuf]) -> Result<Packs, Vec<Diagnostic>> {
        let mut files = Vec::new();
        for dir in dirs {
            files.extend(read_dir(dir)?);
        }
        self.with_files(files)
    }

    /// Every rule with its pack.
    pub fn rules(&self) -> impl Iterator<Item = (&Pack, &Rule)> {
        self.packs.iter().flat_map(|p| p.rules.iter().map(move |r| (p, r)))
    }

    /// A rule by its id.
    pub fn rule(&self, id: &str) -> Option<(&Pack, &Rule)> {
        self.rules().find(|(_, r)| r.id == id)
    }

    fn doubles(&self) -> Vec<Diagnostic> {
        let mut seen = BTreeMap::new();
        let mut out = Vec::new();
        for (pack, rule) in self.rules() {
            let (id, here) = (&rule.id, &pack.mark.id);
            if let Some(other) = seen.insert(id, here) {
                out.push(Diagnostic::error(
                    "rule-twice",
                    words!("規則 {id} が2つあります（{other} と {here}）", "The rule {id} stands twice (in {other} and {here})"),
                ));
            }
        }
        out
    }
}

fn read_dir(dir: &Path) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
    let problem = |e: crate::fs::FileError| {
        vec![Diagnostic::error("rules-unreadable", e.words()).fix(words!(
            "--rules には、*.yaml の規則ファイルが入ったフォルダーを指定してください。",
            "Give --rules a folder of *.yaml rule files."
        ))]
    };
    let mut paths: Vec<PathBuf> = crate::fs::list(dir).map_err(problem)?.into_iter().map(|name| dir.join(name)).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "yaml"));
    paths
        .iter()
        .map(|p| crate::fs::read(p).map(|b| (p.display().to_string(), String::from_utf8_lossy(&b).into_owned())).map_err(problem))
        .collect()
}

/// Reads and proves one file.
fn read(path: &str, text: &str) -> Result<Pack, Vec<Diagnostic>> {
    let place = Place::File(path.to_owned());
    let file: PackFile = serde_yaml::from_str(text).map_err(|e| {
        vec![
            Diagnostic::error("rule-pack-unreadable", words!("規則ファイルを読めません：{e}", "The rule file cannot be read: {e}"))
                .at(place.clone())
                .fix(words!("書き方は docs/rule-packs.md にあります。", "docs/rule-packs.md shows how it is written.")),
        ]
    })?;
    let problems: Vec<Diagnostic> = file.rules.iter().flat_map(proof::prove).map(|d| d.at(place.clone())).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let sha256 = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    let title = crate::check::rule::both(&file.title, &file.title_en);
    Ok(Pack { mark: PackMark { id: file.pack, version: file.pack_version, sha256, title }, sources: file.sources, rules: file.rules })
}
