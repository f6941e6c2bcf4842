//! The page above each page: by its address, where that page leads to it. What is reached so needs no place in the menu of every page.

use crate::document::targets::targets;
use crate::document::tree::{Page, Publication, Target};
use std::collections::{BTreeMap, BTreeSet};

/// For each page the index of the page above it, if any.
pub(super) fn above(publication: &Publication) -> Vec<Option<usize>> {
    let by_path: BTreeMap<&str, usize> = publication.pages.iter().enumerate().map(|(i, page)| (page.path.as_str(), i)).collect();
    let mut led: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut leads = |from: usize, to: usize| {
        let pages = led.entry(from).or_insert_with(|| led_to(&publication.pages[from]));
        pages.contains(&to)
    };
    let one = |(i, page): (usize, &Page)| nearest(&page.path, &by_path).filter(|above| leads(*above, i));
    publication.pages.iter().enumerate().map(one).collect()
}

/// The page whose address is the longest beginning of this one; the top page is above all, and is left out.
fn nearest(path: &str, by_path: &BTreeMap<&str, usize>) -> Option<usize> {
    let inner = path.trim_end_matches('/');
    let starts = inner.rmatch_indices('/').map(|(at, _)| &inner[..=at]);
    starts.filter_map(|start| by_path.get(start).copied()).next()
}

fn led_to(page: &Page) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    targets(&page.blocks, &mut |target| {
        if let Target::Page { page, .. } = target {
            found.insert(*page);
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_page_above_has_the_longest_beginning() {
        let paths = BTreeMap::from([("", 0), ("rules/", 1), ("rules/form/", 2)]);
        let of = |path| nearest(path, &paths);
        assert_eq!((of("rules/form/blank/"), of("rules/x/y/"), of("rules/"), of("about/")), (Some(2), Some(1), None, None));
    }
}
