//! Opening a content folder: read, typed, every name found, in each language; all problems of all files at once.

use super::ids::{Ids, all_texts};
use super::markdown::Markdown;
use super::overlay::translate;
use super::reader::{Read, read_found};
use super::society::Society;
use super::tree::{NodeId, Tree};
use super::verify::verify;
use super::walk::{Found, walk};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::lang::Lang;
use std::path::Path;
use std::sync::Arc;

/// A society's content, ready to be made into documents as far as its problems allow.
pub struct Content {
    /// The files, for places and texts; none when there is no folder to read.
    pub read: Option<Read>,
    /// The content in each language of the site, Japanese first; empty when it cannot be used.
    pub editions: Vec<Edition>,
    /// All that is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// The content in one language.
pub struct Edition {
    /// The language.
    pub lang: Lang,
    /// Its values: the Japanese, with the translations in place.
    pub tree: Arc<Tree>,
    /// The typed model of them.
    pub society: Society,
    /// What has a name.
    pub ids: Ids,
}

/// Opens a folder, with all that is wrong with it.
pub fn open(dir: &Path) -> Content {
    open_found(dir, find(dir))
}

/// What lies in a folder, its content already in memory, or why it cannot be listed.
pub fn find(dir: &Path) -> Result<Found, Box<Diagnostic>> {
    walk(dir)
}

/// Opens what was found in a folder, with all that is wrong with it.
pub fn open_found(dir: &Path, found: Result<Found, Box<Diagnostic>>) -> Content {
    let read = found.map_err(|problem| vec![*problem]).and_then(|found| read_found(dir, found));
    let mut read = match read {
        Ok(read) => read,
        Err(diagnostics) => return Content { read: None, editions: Vec::new(), diagnostics },
    };
    let mut diagnostics = std::mem::take(&mut read.diagnostics);
    let tree = read.tree.clone();
    let base = edition(Lang::Ja, &tree, &read, &mut diagnostics);
    diagnostics.extend(super::site_check::check(&tree, &read));
    let mut editions = Vec::new();
    // Translations are looked at even while the Japanese cannot be used: all problems in one run.
    if super::site_check::speaks(&tree, "en") {
        editions.extend(translated(&tree, &read, &mut diagnostics));
    }
    match base {
        Some((society, ids)) => editions.insert(0, Edition { lang: Lang::Ja, tree, society, ids }),
        None => editions.clear(),
    }
    let diagnostics = located(&read, diagnostics);
    Content { read: Some(read), editions, diagnostics }
}

impl Content {
    /// Whether documents can be made of it.
    pub fn usable(&self) -> bool {
        !self.editions.is_empty() && self.diagnostics.iter().all(|d| d.severity != Severity::Error)
    }
}

fn edition(lang: Lang, tree: &Tree, read: &Read, diagnostics: &mut Vec<Diagnostic>) -> Option<(Society, Ids)> {
    let loaded = Society::load(tree, &read.pages);
    diagnostics.extend(loaded.problems);
    let (ids, problems) = Ids::collect(tree);
    diagnostics.extend(problems);
    let in_lang = |p: &&Markdown| (lang == Lang::En) == p.stem.starts_with("en/");
    let bodies: Vec<(NodeId, &str)> = read.pages.iter().filter(in_lang).map(|p| (p.front, p.body.as_str())).collect();
    let found = verify(tree, &ids, &read.broken, &loaded.links, &bodies);
    diagnostics.extend(found.into_iter().map(|d| in_body(d, &read.pages)));
    Some((loaded.society?, ids))
}

/// A place within the body of a page of prose is a place in its file.
fn in_body(mut d: Diagnostic, pages: &[Markdown]) -> Diagnostic {
    if let Some(Place::Within(node, range)) = &d.place
        && let Some(page) = pages.iter().find(|p| p.front == *node)
    {
        let bytes = range.start + page.body_start..range.end + page.body_start;
        d.place = Some(Place::Bytes(format!("{}.md", page.stem), bytes));
    }
    d
}

/// The English edition; only problems of the translation itself are told, the others were told before.
fn translated(tree: &Tree, read: &Read, diagnostics: &mut Vec<Diagnostic>) -> Option<Edition> {
    let (english, problems) = translate(tree, &read.broken);
    diagnostics.extend(problems);
    let mut found = Vec::new();
    let made = edition(Lang::En, &english, read, &mut found);
    let own = found.into_iter().filter_map(|d| of_translation(&english, d));
    diagnostics.extend(own);
    made.map(|(society, ids)| Edition { lang: Lang::En, tree: Arc::new(english), society, ids })
}

/// A problem of a translated text, at the place where the translation stands; none when it is the Japanese that is wrong.
pub fn of_translation(english: &Tree, mut d: Diagnostic) -> Option<Diagnostic> {
    let origin =
        |n: NodeId| english.outward(n).find_map(|m| english.entry(m).translated_from().filter(|_| m == n || english.text(m).is_some()));
    d.place = match d.place? {
        Place::Node(n, part) => Some(Place::Node(origin(n)?, part)),
        Place::Within(n, range) => Some(Place::Within(origin(n)?, range)),
        Place::Bytes(file, range) if file.starts_with("en/") => Some(Place::Bytes(file, range)),
        _ => return None,
    };
    Some(d)
}

/// Problems in the order of files and lines; what two readers say of the same line and kind is said once.
fn located(read: &Read, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let key = |d: &Diagnostic| match &d.place {
        Some(Place::Node(n, part)) => read.locate(*n, *part).map(|s| (s.file, s.bytes.start)),
        Some(Place::Within(n, r)) => read.locate_within(*n, r.clone()).map(|s| (s.file, s.bytes.start)),
        Some(Place::Bytes(f, r)) => read.sources.by_path(f).map(|i| (i, r.start)),
        _ => None,
    };
    diagnostics.sort_by_cached_key(|d| key(d));
    // A day in another form is told when the file is looked at, and again when it is read as a day.
    let same = |a: &Diagnostic, b: &Diagnostic| a.code == b.code || a.what == b.what || (a.code, b.code) == ("date-shape", "bad-date");
    diagnostics.dedup_by(|b, a| key(a).is_some() && key(a) == key(b) && same(a, b));
    diagnostics
}

impl Edition {
    /// Every text of the edition with its node, the overlay left out.
    pub fn texts(&self) -> impl Iterator<Item = (NodeId, &str)> {
        all_texts(&self.tree)
    }
}
