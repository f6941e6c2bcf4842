//! What was composed, as rules see it: which value stands on which page or bulletin, and how many clicks from the top page.

use crate::check::rule::TestBulletin;
use crate::content::tree::{NodeId, Tree};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pages and bulletins of one society in Japanese.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// The pages.
    pub pages: Vec<Page>,
    /// The bulletins.
    pub bulletins: Vec<Bulletin>,
    /// Where each value stands, by the number of its node.
    places: Vec<Vec<Spot>>,
}

/// A page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its path: `""` is the top page.
    pub path: String,
    /// Its title.
    pub title: String,
    /// How many clicks from the top page; none: nothing leads to it.
    pub clicks: Option<u32>,
    /// What asks for it.
    pub at: Option<NodeId>,
}

/// A bulletin.
#[derive(Debug, Clone, Default)]
pub struct Bulletin {
    /// Its id: the file is `bulletins/ID.pdf`.
    pub id: String,
    /// 掲示板, 広報紙, 冊子, 備付け.
    pub purpose: String,
    /// How often it comes.
    pub every_months: Option<i64>,
}

/// A page or a bulletin, by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// A page.
    Page(usize),
    /// A bulletin.
    Bulletin(usize),
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// On what.
    pub channel: Channel,
    /// The name of the place on it.
    pub anchor: Option<Arc<str>>,
    /// Its text stands here as a whole, what is below it included.
    pub whole: bool,
    /// The value whose printing says it: it, or a text about it.
    pub at: Option<NodeId>,
}

impl Bulletin {
    /// Whether it makes something easy to know: it hangs or lies open, or comes often enough.
    pub fn comes_within(&self, months: Option<i64>) -> bool {
        let Some(months) = months else { return true };
        match self.purpose.as_str() {
            "掲示板" | "備付け" => true,
            _ => self.every_months.is_some_and(|m| m <= months),
        }
    }
}

impl Rendered {
    /// Says that a value stands somewhere.
    pub fn put(&mut self, node: NodeId, spot: Spot) {
        let at = node.0 as usize;
        if self.places.len() <= at {
            self.places.resize_with(at + 1, Vec::new);
        }
        let spots = &mut self.places[at];
        if !spots.contains(&spot) {
            spots.push(spot);
        }
    }

    /// Whether a value stands anywhere.
    pub fn is_printed(&self, tree: &Tree, node: NodeId) -> bool {
        self.is_below(tree, node) || tree.outward(node).skip(1).any(|outer| self.spots(outer).iter().any(|s| s.whole))
    }

    fn is_below(&self, tree: &Tree, node: NodeId) -> bool {
        !self.spots(node).is_empty() || tree.children(node).iter().any(|c| self.is_below(tree, *c))
    }

    /// Where a value itself stands.
    fn spots(&self, node: NodeId) -> &[Spot] {
        self.places.get(node.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Where a value stands: it, something in it, or something around it that prints all of itself in one place.
    pub fn places(&self, tree: &Tree, node: NodeId) -> Vec<&Spot> {
        let mut found = Vec::new();
        self.below(tree, node, &mut found);
        for outer in tree.outward(node).skip(1) {
            found.extend(self.spots(outer).iter().filter(|s| s.whole));
        }
        found
    }

    fn below<'a>(&'a self, tree: &Tree, node: NodeId, out: &mut Vec<&'a Spot>) {
        out.extend(self.spots(node));
        tree.children(node).iter().for_each(|c| self.below(tree, *c, out));
    }

    /// The first of the places of a value that is as asked.
    pub fn find(&self, tree: &Tree, node: NodeId, is: impl Fn(&&Spot) -> bool) -> Option<&Spot> {
        self.find_below(tree, node, &is).or_else(|| {
            let outer = tree.outward(node).skip(1);
            outer.into_iter().find_map(|outer| self.spots(outer).iter().filter(|s| s.whole).find(&is))
        })
    }

    fn find_below(&self, tree: &Tree, node: NodeId, is: &impl Fn(&&Spot) -> bool) -> Option<&Spot> {
        let own = self.spots(node).iter().find(is);
        own.or_else(|| tree.children(node).iter().find_map(|c| self.find_below(tree, *c, is)))
    }

    /// The page of a channel.
    pub fn page(&self, channel: &Channel) -> Option<&Page> {
        match channel {
            Channel::Page(i) => self.pages.get(*i),
            Channel::Bulletin(_) => None,
        }
    }

    /// Counts clicks from the top page along links between pages. Without a top page of its own a site gets one that shows the menu.
    pub fn count_clicks(&mut self, links: &[Vec<usize>], menu: &[usize]) {
        let top = self.pages.iter().position(|p| p.path.is_empty());
        let (mut next, mut clicks) = top.map_or((menu.to_vec(), 1), |t| (vec![t], 0));
        while !next.is_empty() {
            let mut after = Vec::new();
            for i in next {
                if let Some(page) = self.pages.get_mut(i).filter(|p| p.clicks.is_none()) {
                    page.clicks = Some(clicks);
                    after.extend(links.get(i).into_iter().flatten().copied());
                }
            }
            (next, clicks) = (after, clicks + 1);
        }
    }

    /// The pages of a rule's test: what each links to (`about/`) and prints (`/joint-use`).
    pub fn of_test(
        site: &BTreeMap<String, Vec<String>>,
        bulletins: &BTreeMap<String, TestBulletin>,
        node: impl Fn(&str) -> NodeId,
    ) -> Rendered {
        let mut out = Rendered {
            pages: site.keys().map(|p| Page { path: p.clone(), title: p.clone(), ..Page::default() }).collect(),
            ..Rendered::default()
        };
        let index: BTreeMap<&String, usize> = site.keys().enumerate().map(|(i, p)| (p, i)).collect();
        let spot = |channel| Spot { channel, anchor: None, whole: true, at: None };
        let mut links = vec![Vec::new(); out.pages.len()];
        for (path, entries) in site {
            for entry in entries {
                match index.get(entry) {
                    Some(to) => links[index[path]].push(*to),
                    None => out.put(node(entry), spot(Channel::Page(index[path]))),
                }
            }
        }
        for (i, (id, b)) in bulletins.iter().enumerate() {
            out.bulletins.push(Bulletin { id: id.clone(), purpose: b.purpose.clone(), every_months: b.every_months });
            b.prints.iter().for_each(|p| out.put(node(p), spot(Channel::Bulletin(i))));
        }
        out.count_clicks(&links, &[]);
        out
    }
}
