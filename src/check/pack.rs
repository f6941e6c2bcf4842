//! Packs: files of rules, built in or of a society's own. A pack of a society's own whose rules are not proved by their tests is refused;
//! the proof of those that are built in is a test of kohyo itself, so that no run waits for it.

use crate::check::finding::{Duty, PackMark};
use crate::check::prefilter::{Known, Prefilter};
use crate::check::proof;
use crate::check::rule::{CompactRule, PackFile, Rule};
use crate::check::scalar::Day;
use crate::check::{run, scalar, trust};
use crate::content::{Position, Source};
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use include_dir::{Dir, include_dir};
use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

static BUILTIN: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/rules");

/// The same as MessagePack, made by the build script.
static COMPACT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.msgpack"));

/// The words of their rules, one after the other.
static TOLD: &str = include_str!(concat!(env!("OUT_DIR"), "/told.json"));

/// A pack that was read.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its file.
    pub path: String,
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
    /// In the order of their files. Those that are built in are there once for the program, and never cleared away.
    pub packs: Cow<'static, [Pack]>,
    prefilter: OnceLock<Arc<Prefilter>>,
    marks: OnceLock<Arc<[PackMark]>>,
    /// What every rule asks for, by the days on which that was asked.
    duties: Arc<Mutex<Duties>>,
}

/// By day, in the order of the rules.
type Duties = BTreeMap<Day, Arc<[Arc<Duty>]>>;

impl Packs {
    /// The packs that are built in, with no more of their rules than a check needs: read fast, since every start reads them.
    pub fn builtin() -> Result<Packs, Vec<Diagnostic>> {
        let read = built_in().as_ref().map_err(Clone::clone)?;
        Ok(Packs { packs: Cow::Borrowed(&read.packs), ..Packs::default() })
    }

    /// The packs that are built in, as they were written: with the tests of their rules, which `explain` shows as examples.
    pub fn in_full() -> Result<Packs, Vec<Diagnostic>> {
        let mut files: Vec<_> = BUILTIN.files().filter(|f| f.path().extension().is_some_and(|e| e == "yaml")).collect();
        files.sort_by_key(|f| f.path());
        let texts =
            files.iter().map(|f| (format!("rules/{}", f.path().display()), f.contents_utf8().unwrap_or_default().to_owned())).collect();
        Packs::default().with(texts, read)
    }

    /// These and those of `*.yaml` files of a society's own, as (path, text); each must be proved by its tests.
    pub fn with_files(self, files: Vec<(String, String)>) -> Result<Packs, Vec<Diagnostic>> {
        if files.is_empty() {
            return Ok(self);
        }
        self.with(files, |path, text| {
            let pack = read(path, text)?;
            let problems = pack.prove(text);
            if problems.is_empty() { Ok(pack) } else { Err(problems) }
        })
    }

    /// What one look at texts tells of the expressions of all rules; made when it is first needed.
    pub(super) fn prefilter(&self) -> &Prefilter {
        static OF_BUILTIN: OnceLock<Arc<Prefilter>> = OnceLock::new();
        let known = || built_in().as_ref().map(|b| &b.words).ok();
        let new = || Arc::new(Prefilter::of(self.rules().map(|(_, r)| r), known()));
        self.prefilter.get_or_init(|| match self.packs {
            Cow::Borrowed(_) => OF_BUILTIN.get_or_init(new).clone(),
            Cow::Owned(_) => new(),
        })
    }

    /// What every rule asks for on a day, in their order: worked out once for all societies.
    pub(super) fn duties(&self, day: Day) -> Arc<[Arc<Duty>]> {
        let duties = || self.rules().map(|(pack, rule)| Arc::new(run::duty(rule, &pack.mark.id, day))).collect();
        match self.duties.lock() {
            Ok(mut known) => known.entry(day).or_insert_with(duties).clone(),
            Err(_) => duties(),
        }
    }

    /// Which packs these are.
    pub fn marks(&self) -> Arc<[PackMark]> {
        self.marks.get_or_init(|| self.packs.iter().map(|p| p.mark.clone()).collect()).clone()
    }

    fn with(
        mut self,
        files: Vec<(String, String)>,
        read: impl Fn(&str, &str) -> Result<Pack, Vec<Diagnostic>> + Sync,
    ) -> Result<Packs, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        (self.prefilter, self.marks, self.duties) = Default::default();
        let read: Vec<_> = files.par_iter().map(|(path, text)| read(path, text)).collect();
        for pack in read {
            match pack {
                Ok(pack) => self.packs.to_mut().push(pack),
                Err(mut p) => problems.append(&mut p),
            }
        }
        problems.extend(self.doubles(&files));
        if problems.is_empty() { Ok(self) } else { Err(problems) }
    }

    /// These and the packs in folders of a society's own.
    pub fn with_dirs(self, dirs: &[PathBuf]) -> Result<Packs, Vec<Diagnostic>> {
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for dir in dirs {
            match read_dir(dir) {
                Ok(found) => files.extend(found),
                Err(mut p) => problems.append(&mut p),
            }
        }
        match self.with_files(files) {
            Ok(packs) if problems.is_empty() => Ok(packs),
            Ok(_) => Err(problems),
            Err(p) => Err([problems, p].concat()),
        }
    }

    /// What the tests of all rules say against them: what a test of kohyo asks of the packs that are built in.
    pub fn prove(&self) -> Vec<Diagnostic> {
        self.packs.iter().flat_map(|p| p.prove("")).collect()
    }

    /// Every rule with its pack.
    pub fn rules(&self) -> impl Iterator<Item = (&Pack, &Rule)> {
        self.packs.iter().flat_map(|p| p.rules.iter().map(move |r| (p, r)))
    }

    /// A rule by its id.
    pub fn rule(&self, id: &str) -> Option<(&Pack, &Rule)> {
        self.rules().find(|(_, r)| r.id == id)
    }

    fn doubles(&self, files: &[(String, String)]) -> Vec<Diagnostic> {
        let mut seen = BTreeMap::new();
        let mut out = Vec::new();
        for (pack, rule) in self.rules() {
            let (id, here) = (&rule.id, &pack.mark.id);
            if let Some(other) = seen.insert(id, here) {
                let text = files.iter().find(|(path, _)| *path == pack.path).map_or("", |(_, text)| text);
                let problem = Diagnostic::error(
                    "rule-twice",
                    words!("規則 {id} が2つあります（{other} と {here}）", "The rule {id} stands twice (in {other} and {here})"),
                );
                let fix = words!("別の名前（id）に変えてください。", "Give it another id.");
                out.push(problem.at(pack.place(text, id)).fix(fix));
            }
        }
        out
    }
}

impl Pack {
    fn of<R>(path: String, sha256: String, file: PackFile<R>, rule: impl Fn(R) -> Rule) -> Pack {
        let title = crate::check::rule::both(&file.title, &file.title_en);
        let mark = PackMark { id: file.pack, version: file.pack_version, sha256, title };
        Pack { path, mark, sources: file.sources, rules: file.rules.into_iter().map(rule).collect() }
    }

    /// What keeps its rules from being believed. With the text of its file, each problem stands at its rule.
    fn prove(&self, text: &str) -> Vec<Diagnostic> {
        let problems = |rule: &Rule| proof::prove(rule).into_iter().map(|d| d.at(self.place(text, &rule.id))).collect::<Vec<_>>();
        self.rules.par_iter().flat_map_iter(problems).collect()
    }

    /// Where a rule stands; the second place, where its id stands twice.
    fn place(&self, text: &str, id: &str) -> Place {
        match ids(text, id).last() {
            Some(range) => Place::Bytes(self.path.clone(), range),
            None => Place::File(self.path.clone()),
        }
    }
}

/// Where a text says that an id is this one.
fn ids<'a>(text: &'a str, id: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let ranges = text.match_indices(id).map(|(at, id)| at..at + id.len());
    ranges.filter(|r| {
        let goes_on = text[r.end..].starts_with(|c: char| c.is_alphanumeric() || "-_".contains(c));
        !goes_on && text[..r.start].trim_end_matches([' ', '"', '\'']).ends_with("id:")
    })
}

/// The rule files of a folder, as (path, text).
fn read_dir(dir: &Path) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
    let fix = || {
        words!("--rules には、*.yaml の規則ファイルが入ったフォルダーを指定してください。", "Give --rules a folder of *.yaml rule files.")
    };
    let problem = |e: crate::fs::FileError| vec![Diagnostic::error("rules-unreadable", e.words()).fix(fix())];
    let mut paths: Vec<PathBuf> = crate::fs::list(dir).map_err(problem)?.into_iter().map(|name| dir.join(name)).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "yaml"));
    if paths.is_empty() {
        let dir = dir.display();
        let what = words!("「{dir}」に規則ファイル（*.yaml）がありません", "There is no rule file (*.yaml) in {dir}");
        return Err(vec![Diagnostic::error("rules-empty", what).fix(fix())]);
    }
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match crate::fs::read(&path).map_err(problem).and_then(|bytes| decode(&path, bytes)) {
            Ok(text) => files.push((path.display().to_string(), text)),
            Err(mut p) => problems.append(&mut p),
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, Vec<Diagnostic>> {
    String::from_utf8(bytes).map_err(|_| {
        let path = path.display().to_string();
        let what = words!("規則ファイルの文字コードがUTF-8ではありません", "The rule file is not UTF-8");
        let fix = words!("UTF-8で保存し直してください。", "Save it as UTF-8.");
        vec![Diagnostic::error("rule-pack-unreadable", what).at(Place::File(path)).fix(fix)]
    })
}

/// What is built in, read once.
struct BuiltIn {
    packs: Vec<Pack>,
    words: Known,
}

fn built_in() -> &'static Result<BuiltIn, Vec<Diagnostic>> {
    static BUILT_IN: OnceLock<Result<BuiltIn, Vec<Diagnostic>>> = OnceLock::new();
    BUILT_IN.get_or_init(|| {
        let read: Result<Compact, _> = trust::give(|| rmp_serde::from_slice(COMPACT));
        let read = read.map_err(|e| {
            let what = words!("組込みの規則を読めません：{e}", "The rules that are built in cannot be read: {e}");
            vec![Diagnostic::error("rule-pack-unreadable", what)]
        })?;
        scalar::know_plain(read.plain);
        let pack = |b: BuiltInPack| Pack::of(b.path, b.sha256, b.pack, |rule| rule.rule(TOLD));
        Ok(BuiltIn { packs: read.packs.into_iter().map(pack).collect(), words: read.words })
    })
}

/// What the build script wrote.
#[derive(Deserialize)]
struct Compact {
    packs: Vec<BuiltInPack>,
    /// The words that the expressions require with which rules search all texts.
    words: Known,
    /// The expressions that are only words.
    plain: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct BuiltInPack {
    path: String,
    sha256: String,
    pack: PackFile<CompactRule>,
}

/// Reads one file.
fn read(path: &str, text: &str) -> Result<Pack, Vec<Diagnostic>> {
    let file: PackFile = serde_yaml::from_str(text).map_err(|e| vec![unreadable(path, text, &e)])?;
    let sha256 = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    Ok(Pack::of(path.to_owned(), sha256, file, |rule| rule))
}

/// A file that is no pack, shown from the place that the parser names to the end of its line.
fn unreadable(path: &str, text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let place = match error.location() {
        None => Place::File(path.to_owned()),
        Some(l) => {
            let source = Source::new(path.to_owned(), text.to_owned());
            let start = source.byte(Position { line: l.line(), column: l.column() });
            let words = source.words_of_line(l.line());
            Place::Bytes(path.to_owned(), start.max(words.start)..words.end.max(start))
        }
    };
    Diagnostic::error("rule-pack-unreadable", words!("規則ファイルを読めません：{error}", "The rule file cannot be read: {error}"))
        .at(place)
        .fix(words!("書き方は docs/rule-packs.md にあります。", "docs/rule-packs.md shows how it is written."))
}
