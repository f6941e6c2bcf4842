//! The proof: what was rendered is read back, by other means than it was written, and must say what the law and the content ask for.
//!
//! It looks at the files as they are about to be published, and never at how they came about. What it finds wrong stops the build.

mod address;
mod align;
mod duty;
mod everyday;
mod expect;
mod fetch;
mod keys;
mod left;
mod lines;
mod links;
mod marks;
mod page;
pub mod paper;
#[cfg(feature = "pdf")]
mod pdf;
mod problem;
mod read;
mod reader;
mod squeeze;
mod standard;
mod walk;

pub use paper::Paper;

use crate::check::{Body, Report};
use crate::content::{Tree, of_translation};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::tree::Publication;
use crate::lang::Lang;
use crate::side_by_side::{MANY_PAGES, side_by_side};
use crate::web::{Bytes, OutputFile};
use keys::Numbered;
use page::Proved;
use read::Page;

/// A society whose files are about to be published.
pub struct Subject<'a> {
    /// What was to be rendered; the first language is at the root of the site.
    pub publications: &'a [Publication],
    /// The content of each language, in the same order.
    pub trees: &'a [&'a Tree],
    /// The bodies of the Markdown pages.
    pub bodies: &'a [Body],
    /// All files of the output.
    pub files: &'a [OutputFile],
    /// The PDFs among them, read back.
    pub papers: &'a [Paper],
    /// A draft may still show what its content does wrong.
    pub draft: bool,
}

/// The files of a site as they were read back.
pub(crate) struct Site<'a> {
    subject: &'a Subject<'a>,
    base_url: &'a str,
    /// In the order of their paths, each of which stands once.
    files: Vec<File<'a>>,
    /// The numbers of the files.
    numbers: Numbered<'a>,
    /// What each file says, if it is a page.
    pages: Vec<Option<Page<'a>>>,
}

/// A file of a site.
pub(crate) struct File<'a> {
    path: &'a str,
    bytes: &'a Bytes,
}

/// Proves the files of a society. The places of all duties in the report become those where they were really found.
/// Answers what is wrong; with an error among it the files must not be published.
pub fn prove(subject: &Subject, report: Option<&mut Report>) -> Vec<Diagnostic> {
    let Some(main) = subject.publications.first() else { return Vec::new() };
    let site = Site::of(subject, main);
    let proved: Vec<Vec<Proved>> = subject.publications.iter().map(|publication| page::of(&site, publication)).collect();
    let routes = links::Routes::of(&site);
    let mut problems = links::problems(&site, &routes, &proved);
    problems.extend(page::facts(&site));
    for ((publication, tree), pages) in subject.publications.iter().zip(subject.trees).zip(&proved) {
        let mut own = page::problems(&site, publication, pages, report.as_deref());
        own.extend(left::problems(&site, publication, tree, pages, &proved));
        own.extend(links::far(&site, &routes, publication, pages, report.as_deref()));
        problems.extend(own.into_iter().map(|d| placed(publication.lang, tree, d)));
    }
    let mut report = report;
    for (publication, tree) in subject.publications.iter().zip(subject.trees) {
        let own = report.as_deref_mut().filter(|_| publication.lang == main.lang);
        problems.extend(paper::problems(subject, publication, own).into_iter().map(|d| placed(publication.lang, tree, d)));
    }
    if let (Some(report), Some(tree), Some(pages)) = (report, subject.trees.first(), proved.first()) {
        problems.extend(duty::problems(&site, main, tree, pages, report));
    }
    problems
}

/// A problem of a translation is shown where the translation stands, or else without a place.
fn placed(lang: Lang, tree: &Tree, problem: Diagnostic) -> Diagnostic {
    match lang {
        Lang::Ja => problem,
        Lang::En => of_translation(tree, problem.clone()).unwrap_or(Diagnostic { place: None, label: None, others: Vec::new(), ..problem }),
    }
}

impl<'a> Site<'a> {
    fn of(subject: &'a Subject<'a>, main: &'a Publication) -> Site<'a> {
        let mut files: Vec<File> = subject.files.iter().map(|f| File { path: &f.path, bytes: &f.bytes }).collect();
        files.sort_by_key(|file| file.path);
        // Of two files with one path the later one would stay.
        files.dedup_by(|later, first| {
            let same = later.path == first.path;
            if same {
                first.bytes = later.bytes;
            }
            same
        });
        let page = |file: &File<'a>| (file.path.ends_with(".html") && !file.path.starts_with("files/")).then_some(&**file.bytes);
        let pages = if files.len() >= MANY_PAGES {
            side_by_side(&files, true, |file| page(file).map(Page::read))
        } else {
            Page::read_all(files.iter().map(page))
        };
        let numbers = Numbered::of(files.iter().map(|file| file.path));
        Site { subject, base_url: &main.facts.base_url, files, numbers, pages }
    }

    /// The number of a file.
    fn find(&self, path: &str) -> Option<usize> {
        self.numbers.find(path).map(|number| number as usize)
    }

    /// The page that a file is.
    fn page(&self, file: usize) -> Option<&Page<'a>> {
        self.pages.get(file)?.as_ref()
    }

    /// All pages with their paths.
    fn pages(&self) -> impl Iterator<Item = (&'a str, &Page<'a>)> {
        self.files.iter().zip(&self.pages).filter_map(|(file, page)| Some((file.path, page.as_ref()?)))
    }

    /// The folder of a language: the first one has the root.
    fn folder(&self, publication: &Publication) -> &'static str {
        let is_first = self.subject.publications.first().is_some_and(|first| first.lang == publication.lang);
        match publication.lang {
            _ if is_first => "",
            Lang::Ja => "ja/",
            Lang::En => "en/",
        }
    }

    /// The line of a byte of a file.
    fn line(&self, path: &str, at: usize) -> usize {
        let before = self.find(path).and_then(|file| self.files[file].bytes.get(..at)).unwrap_or_default();
        before.iter().filter(|b| **b == b'\n').count() + 1
    }
}

/// Keeps problems of the content out of the way of a draft.
pub(crate) fn at_value(place: Option<crate::content::NodeId>, problem: Diagnostic) -> Diagnostic {
    match place.filter(|node| *node != Tree::ROOT) {
        Some(node) => problem.at(Place::Node(node, crate::content::Part::Value)),
        None => problem,
    }
}

/// The texts that a bulletin must say, one after the other, without blanks: what a reader of its PDF must find.
pub fn words_of_bulletin(bulletin: &crate::document::tree::Bulletin) -> Vec<String> {
    let expected = expect::Expected::of_bulletin(bulletin);
    expected.runs.iter().map(|run| expected.words(run)).collect()
}
