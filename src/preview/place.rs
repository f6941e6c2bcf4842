//! Places: from a value of the content to the element that prints it, and back to file, line and column.

use super::studio::Made;
use crate::check::finding::Finding;
use crate::check::{Files, Locator};
use crate::content::{NodeId, Part, Tree};
use crate::diagnostic::Place;
use crate::lang::Lang;
use std::collections::BTreeMap;

/// How an element says which value it prints.
const MARK: &str = " data-at=\"";

/// Where values stand: the Japanese pages, and on which of them each value is printed.
pub(super) struct Places {
    /// The file of each page, in their order.
    pages: Vec<String>,
    at: BTreeMap<NodeId, Vec<usize>>,
}

/// Where to look: a page, and the value whose element it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The file of the page.
    pub(super) page: String,
    /// The number that its element bears.
    pub(super) at: Option<u32>,
}

impl Places {
    /// Reads them off the pages.
    pub(super) fn of(made: &Made) -> Places {
        let mut places = Places { pages: Vec::new(), at: BTreeMap::new() };
        let Some(publication) = made.composed.publications.iter().find(|p| p.lang == Lang::Ja) else { return places };
        for page in &publication.pages {
            let file = format!("{}index.html", page.path);
            let html = made.files.get(&file).map(|f| String::from_utf8_lossy(&f.bytes)).unwrap_or_default();
            for number in html.split(MARK).skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()) {
                let pages = places.at.entry(NodeId(number)).or_default();
                if pages.last() != Some(&places.pages.len()) {
                    pages.push(places.pages.len());
                }
            }
            places.pages.push(file);
        }
        places
    }

    /// Where a finding is seen: on the page that the check names, or else on the first that prints its value, something in it or what is around it.
    pub(super) fn of_finding(&self, made: &Made, finding: &Finding) -> Option<Target> {
        let tree = &made.composed.content.editions.first()?.tree;
        let node = node_of(made, tree, finding.place.as_ref()?)?;
        let named = finding.page.filter(|page| *page < self.pages.len());
        let found = tree.outward(node).take_while(|n| *n != Tree::ROOT).find_map(|n| self.on(tree, n, named));
        let (page, at) = match (found, named) {
            (Some((page, at)), _) => (page, Some(at.0)),
            (None, Some(page)) => (page, None),
            (None, None) => return None,
        };
        Some(Target { page: self.pages.get(page)?.clone(), at })
    }

    /// A page that prints a value or something in it; the named one, if there is one.
    fn on(&self, tree: &Tree, node: NodeId, named: Option<usize>) -> Option<(usize, NodeId)> {
        let own = self.at.get(&node).and_then(|pages| match named {
            Some(named) => pages.contains(&named).then_some(named),
            None => pages.first().copied(),
        });
        own.map(|page| (page, node)).or_else(|| tree.children(node).iter().find_map(|child| self.on(tree, *child, named)))
    }
}

/// The value that a place is of; of a file, all that it holds.
fn node_of(made: &Made, tree: &Tree, place: &Place) -> Option<NodeId> {
    match place {
        Place::Node(node, _) | Place::Within(node, _) => Some(*node),
        Place::Bytes(path, _) | Place::File(path) => {
            let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
            let page = made.composed.content.read.as_ref()?.pages.iter().find(|p| p.stem == stem);
            page.map(|p| p.front).or_else(|| tree.get(Tree::ROOT, stem))
        }
    }
}

/// File, line and column of the value with a number, as it stands on a page.
pub(super) fn locate(made: &Made, page: &str, number: u32) -> Option<String> {
    let content = &made.composed.content;
    let lang = content.editions.iter().map(|e| e.lang).find(|lang| page.starts_with(&format!("{lang}/"))).unwrap_or_default();
    let edition = content.editions.iter().find(|e| e.lang == lang)?;
    let (read, node) = (content.read.as_ref()?, NodeId(number));
    if number as usize >= edition.tree.len() {
        return None;
    }
    let span = read.locate_in(&edition.tree, node, Part::Value)?;
    let folder = made.folder.display().to_string();
    let path = read.sources.get(span.file)?.path.clone();
    let location = Files { read, folder: &folder }.locate(&Place::Bytes(path, span.bytes))?;
    Some(format!("{}:{}:{}", location.file, location.line, location.column))
}
