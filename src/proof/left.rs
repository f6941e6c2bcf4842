//! Nothing is left unresolved in what can be read: no mark of a template, of emphasis, of a reference. What the content says on purpose stays.

use super::expect::Run;
use super::marks::{Mark, marks, may_have_marks};
use super::page::{Compared, Proved};
use super::read::Page;
use super::squeeze::{Squeezed, squeeze};
use super::{Site, at_value, problem};
use crate::content::{NodeId, Tree};
use crate::diagnostic::Diagnostic;
use crate::document::tree::Publication;

/// What is left over on the pages of a publication, and on the files that are no pages of it.
pub fn problems(site: &Site, publication: &Publication, tree: &Tree, pages: &[Proved], all: &[Vec<Proved>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if site.subject.draft {
        return found;
    }
    let folder = site.folder(publication);
    let others = |path: &str| {
        let mut languages = site.subject.publications.iter().skip(1).map(|p| site.folder(p));
        if folder.is_empty() { !languages.any(|other| path.starts_with(other)) } else { path.starts_with(folder) }
    };
    for (path, read) in site.pages().filter(|(path, _)| others(path)) {
        if may_have_marks(&read.text) {
            found.extend(in_text(site, tree, path, read, pages.iter().find(|p| p.path == path), all));
        }
        let asides = read.asides.iter().map(AsRef::as_ref).chain(read.titles.iter().map(String::as_bytes));
        for aside in asides.filter(|aside| may_have_marks(aside)) {
            let text = Squeezed::of(aside).text;
            let left = marks(&text).into_iter().find(|(_, range)| !said_on_purpose(site, &text[range.clone()], all));
            found.extend(left.map(|(mark, range)| problem::left(path, mark, &text[range])));
        }
    }
    found.dedup();
    found
}

/// What is left over in the text of a page.
fn in_text(site: &Site, tree: &Tree, path: &str, read: &Page, proved: Option<&Proved>, all: &[Vec<Proved>]) -> Vec<Diagnostic> {
    let text = Squeezed::of(&read.text).text;
    let marks = marks(&text);
    if marks.is_empty() {
        return Vec::new();
    }
    let compared = proved.map(|proved| (proved, Compared::of(&proved.expected, read)));
    let mut found = Vec::new();
    for (mark, range) in marks {
        let words = &text[range.clone()];
        let run = compared.as_ref().and_then(|(proved, compared)| run_at(proved, compared, range.start));
        let meant = match run {
            Some(run) => mark == Mark::Template || run.code || is_escaped(site, tree, run.at),
            None => said_on_purpose(site, words, all),
        };
        if !meant {
            found.push(at_value(run.map(|r| r.at), problem::left(path, mark, words)));
        }
    }
    found
}

/// The text of the content that stands at a place of a page.
fn run_at<'p>(proved: &'p Proved, compared: &Compared, at: usize) -> Option<&'p Run> {
    let covers =
        |(i, start): (usize, &Option<usize>)| start.is_some_and(|start| (start..start + compared.said.words(i).len()).contains(&at));
    let run = compared.starts.iter().enumerate().position(covers)?;
    proved.expected.runs.get(run)
}

/// Whether the content takes the meaning from its marks by a backslash.
fn is_escaped(site: &Site, tree: &Tree, node: NodeId) -> bool {
    let body = |stem: &str| site.subject.bodies.iter().find(|body| body.stem == stem).map(|body| body.text.as_str());
    tree.text(node).or_else(|| body(tree.stem(node))).is_some_and(|text| text.contains('\\'))
}

/// Whether some text of the content says just this, so that a title, a summary or a menu may repeat it.
fn said_on_purpose(site: &Site, words: &str, all: &[Vec<Proved>]) -> bool {
    let publications = site.subject.publications;
    let pages = || publications.iter().flat_map(|p| &p.pages);
    let notices = publications.iter().flat_map(|p| &p.notices).flat_map(|n| [&n.title, &n.summary]);
    let groups = publications.iter().flat_map(|p| &p.menu).map(|group| &group.title);
    let facts = publications.iter().flat_map(|p| [Some(&p.facts.name), p.facts.short.as_ref(), p.facts.ruby.as_ref()]).flatten();
    let template = words.starts_with('{');
    let short = pages().flat_map(|page| [&page.title, &page.description]).chain(notices).chain(groups).chain(facts);
    let says = |text: &String| {
        let mut squeezed = String::new();
        squeeze(text, &mut squeezed);
        squeezed.contains(words)
    };
    let in_code =
        || all.iter().flatten().any(|p| p.expected.runs.iter().any(|run| (run.code || template) && p.expected.words(run).contains(words)));
    template && short.into_iter().any(says) || in_code()
}
