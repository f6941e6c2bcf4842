//! Reads one society: from the folder to the tree of values, with everything that is wrong with the files.

use super::decode::Decoded;
use super::everyday::Seen;
use super::excerpt::Excerpt;
use super::locate::Index;
use super::markdown::{self, Markdown};
use super::parse::{self, Stop};
use super::places::Places;
use super::source::{Source, Sources};
use super::tree::{NodeId, Tree, Value};
use super::{decode, keys, lexical, syntax, walk};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::words;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// One society as it was read.
#[derive(Debug)]
pub struct Read {
    /// The files.
    pub sources: Sources,
    /// Their values; a file that could not be read is not in it.
    pub tree: Arc<Tree>,
    /// The pages in Markdown.
    pub pages: Vec<Markdown>,
    /// What lies under `files/` and `fonts/`: `files/pia.pdf`.
    pub files: BTreeSet<String>,
    /// The stems of files that are there but could not be read: what they hold is unknown, not absent.
    pub broken: BTreeSet<String>,
    /// What is wrong with the files.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the values stand, by file; found when it is asked for.
    pub(super) indexes: Vec<OnceLock<Index>>,
    /// The same of files for which it is known from reading them.
    pub(super) places: Vec<Option<Places>>,
}

/// Reads the content folder of one society. An error means that nothing can be read at all.
pub fn read(dir: &Path) -> Result<Read, Vec<Diagnostic>> {
    read_knowing(dir, keys::KEYS)
}

/// The same; `known` are the keys that are recognized inside texts, in alphabetical order.
pub fn read_knowing(dir: &Path, known: &[&str]) -> Result<Read, Vec<Diagnostic>> {
    reading(dir, walk::walk(dir).map_err(|e| vec![*e])?, known)
}

/// The same of files that were found already.
pub(super) fn read_found(dir: &Path, found: walk::Found) -> Result<Read, Vec<Diagnostic>> {
    reading(dir, found, keys::KEYS)
}

fn reading(dir: &Path, mut found: walk::Found, known: &[&str]) -> Result<Read, Vec<Diagnostic>> {
    if found.gave_up {
        return Err(found.diagnostics);
    }
    let has = |path: &str| found.texts.iter().any(|(p, _)| p == path) || found.unreadable.contains(path);
    let (society, site) = (has("society.yaml"), has("site.yaml"));
    if !society {
        found.diagnostics.push(missing(dir, "society.yaml"));
        return Err(found.diagnostics);
    }
    if !site {
        found.diagnostics.push(missing(dir, "site.yaml"));
    }
    Ok(Reader::new(known, found).read)
}

fn missing(dir: &Path, file: &str) -> Diagnostic {
    let dir = dir.display();
    let (ja, en) = match file {
        "society.yaml" => ("健康保険組合の名称や所在地", "the name and address of the society"),
        _ => ("サイトのページの一覧", "the list of pages of the site"),
    };
    Diagnostic::error("missing-file", words!("「{dir}」に {file} がありません。", "There is no {file} in `{dir}`."))
        .at(Place::File(file.to_string()))
        .why(words!("{file} には{ja}を書きます。これがないと何も作れません。", "{file} holds {en}; nothing can be made without it."))
        .fix(words!(
            "フォルダーの指定（--content）が正しいか確かめてください。新しく始めるときは、kohyo init フォルダー名 です。",
            "Check that --content names the right folder. To start anew, use kohyo init DIR."
        ))
}

struct Reader<'k> {
    known: &'k [&'k str],
    read: Read,
    /// How many more values the society may have.
    left: usize,
    /// How many values went into files that could not be read to their end.
    wasted: usize,
    /// Where the values of the file stand that was read last.
    places: Option<Places>,
}

impl<'k> Reader<'k> {
    fn new(known: &'k [&'k str], found: walk::Found) -> Self {
        let broken = found.unreadable.iter().map(|p| p.rsplit_once('.').map_or(p.as_str(), |(stem, _)| stem).to_string()).collect();
        // Most values have some thirty bytes.
        let room = found.texts.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() / 28;
        let mut reader = Reader {
            known,
            left: parse::MAX_NODES,
            wasted: 0,
            places: None,
            read: Read {
                sources: Sources::default(),
                tree: Arc::new(Tree::with_room(room)),
                pages: Vec::new(),
                files: found.files,
                broken,
                diagnostics: found.diagnostics,
                indexes: Vec::new(),
                places: Vec::new(),
            },
        };
        for (path, bytes) in found.texts {
            reader.file(path, bytes);
        }
        reader
    }

    fn file(&mut self, path: String, bytes: Vec<u8>) {
        let Decoded { text, problems, quiet } = decode::decode(&path, bytes);
        let source = Source::new(path, text);
        let unusable = problems.iter().any(|p| p.severity == Severity::Error);
        self.read.diagnostics.extend(problems);
        if unusable || self.contents(&source, quiet).is_none() || self.is_blank(&source.stem) {
            self.read.broken.insert(source.stem.clone());
        }
        self.read.sources.push(source);
        self.read.indexes.push(OnceLock::new());
        self.read.places.push(self.places.take());
    }

    /// Whether nothing stands in a file that others name much of: it is said once that it is empty, not of every name.
    fn is_blank(&self, stem: &str) -> bool {
        let tree = &self.read.tree;
        matches!(stem, "site" | "society") && tree.get(Tree::ROOT, stem).is_some_and(|file| tree.children(file).is_empty())
    }

    /// Reads what a file holds; `None` when it cannot be read.
    fn contents(&mut self, source: &Source, quiet: bool) -> Option<()> {
        if !source.path.ends_with(".md") {
            return self.yaml(source, 0..source.text.len(), quiet).map(|_| ());
        }
        let (front, body_start) = markdown::split(&source.path, &source.text).map_err(|e| self.read.diagnostics.push(*e)).ok()?;
        let front = self.yaml(source, front, quiet)?;
        self.read.pages.push(Markdown {
            stem: source.stem.clone(),
            front,
            body: Excerpt::of(&source.text, body_start..source.text.len()),
            body_start,
            body_line: source.position(body_start).line,
        });
        Some(())
    }

    fn yaml(&mut self, source: &Source, range: Range<usize>, quiet: bool) -> Option<NodeId> {
        let seen = Seen::of(&source.text, range.clone(), quiet);
        let text = seen.text;
        if let Some(file) = self.clean(&source.stem, range.start, seen) {
            return Some(file);
        }
        let looked = lexical::look(text, self.known);
        let found = looked.findings.iter().map(|f| lexical::diagnostic(&source.path, text, range.start, f));
        self.read.diagnostics.extend(found);
        if let Some(deep) = looked.too_deep {
            let place = Place::Bytes(source.path.clone(), deep.start + range.start..deep.end + range.start);
            self.read.diagnostics.push(syntax::too_deep(place));
            return None;
        }
        // YAML would only say the same again, in other words and often at another place.
        if looked.breaks() {
            return None;
        }
        let mut problems = Vec::new();
        let before = self.read.tree.len();
        let most = before + self.left;
        let result = parse::parse(self.tree(), &source.stem, seen, most, &mut problems);
        self.account(self.read.tree.len() - before, result.is_ok());
        if !looked.findings.is_empty() {
            self.reconcile(source, range.start, &looked, &mut problems);
        }
        self.read.diagnostics.extend(problems);
        result.map_err(|stop| self.stopped(source, range.start, &stop)).ok()
    }

    /// Reads what is written as most content is, without any trap.
    fn clean(&mut self, stem: &str, offset: usize, seen: Seen<'_>) -> Option<NodeId> {
        let before = self.read.tree.len();
        let (most, known) = (before + self.left, self.known);
        let tree = Arc::make_mut(&mut self.read.tree);
        let mut problems = Vec::new();
        let (file, places) = parse::parse_clean(tree, stem, seen, most, known, &mut problems)?;
        self.read.diagnostics.extend(problems);
        self.account(self.read.tree.len() - before, true);
        self.places = places.at(offset);
        Some(file)
    }

    /// The tree, which nobody else has yet.
    fn tree(&mut self) -> &mut Tree {
        Arc::make_mut(&mut self.read.tree)
    }

    /// Values of files that failed are not counted against the others, up to a measure.
    fn account(&mut self, used: usize, kept: bool) {
        match kept {
            true => self.left -= used,
            false => self.wasted += used,
        }
        if self.wasted > 4 * parse::MAX_NODES {
            self.left = 0;
        }
    }

    /// What was found in the text is not said again of the value: numbers that are meant as text become it,
    /// and problems on a line that has an error already are dropped.
    fn reconcile(&mut self, source: &Source, offset: usize, looked: &lexical::Looked, problems: &mut Vec<Diagnostic>) {
        let errors = looked.findings.iter().filter(|f| f.trap.is_error());
        let lines: BTreeSet<usize> = errors.map(|f| source.position(f.bytes.start + offset).line).collect();
        let index = Index::new(source);
        let Some(file) = self.read.tree.get(Tree::ROOT, &source.stem) else { return };
        let spots = index.spots_of(&self.read.tree, file);
        problems.retain(|p| {
            let Some(Place::Node(node, _)) = &p.place else { return true };
            spots.get(node).is_none_or(|range| !lines.contains(&source.position(range.start).line))
        });
        for finding in looked.findings.iter().filter(|f| f.trap.means_text()) {
            let range = finding.bytes.start + offset..finding.bytes.end + offset;
            for (node, _) in spots.iter().filter(|(_, spot)| **spot == range) {
                self.tree().entry_mut(*node).value = Value::Text(Excerpt::of(&source.text, range.clone()));
            }
        }
    }

    fn stopped(&mut self, source: &Source, offset: usize, stop: &Stop) {
        let file = || Place::File(source.path.clone());
        let problem = match stop {
            Stop::Syntax(e) => syntax::trouble(source, offset, e).diagnostic,
            Stop::TooMany(e) => syntax::too_many(Place::Bytes(source.path.clone(), syntax::trouble(source, offset, e).bytes)),
            Stop::TooDeep(e) => syntax::too_deep(Place::Bytes(source.path.clone(), syntax::trouble(source, offset, e).bytes)),
            Stop::Scalar => syntax::only_a_scalar(file()),
        };
        self.read.diagnostics.push(problem);
    }
}
