//! What was composed, as rules see it: which value stands on which page or bulletin, and how many clicks from the top page.

use crate::check::rule::TestBulletin;
use crate::content::tree::{NodeId, Tree};
use std::collections::BTreeMap;

/// The pages and bulletins of one society in Japanese.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// The pages.
    pub pages: Vec<Page>,
    /// The bulletins.
    pub bulletins: Vec<Bulletin>,
    /// The names of places on pages.
    anchors: Vec<Box<str>>,
    /// Where values stand.
    spots: Vec<Linked>,
    /// The first and the last spot of each value, by the number of its node.
    ends: Vec<Option<(u32, u32)>>,
}

/// A spot, and the next one of the same value.
#[derive(Debug, Clone)]
struct Linked {
    spot: Spot,
    next: Option<u32>,
}

/// The name of a place, by its number among all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor(u32);

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
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    /// On what.
    pub channel: Channel,
    /// The name of the place on it.
    pub anchor: Option<Anchor>,
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
        if self.ends.len() <= at {
            self.ends.resize(at + 1, None);
        }
        if self.spots(node).any(|s| self.is_same(s, &spot)) {
            return;
        }
        let new = self.spots.len() as u32;
        self.spots.push(Linked { spot, next: None });
        self.ends[at] = match self.ends[at] {
            Some((first, last)) => {
                self.spots[last as usize].next = Some(new);
                Some((first, new))
            }
            None => Some((new, new)),
        };
    }

    fn is_same(&self, a: &Spot, b: &Spot) -> bool {
        (a.channel, a.whole, a.at) == (b.channel, b.whole, b.at)
            && (a.anchor == b.anchor || self.anchor(a).is_some() && self.anchor(a) == self.anchor(b))
    }

    /// A new name of a place.
    pub fn name(&mut self, anchor: &str) -> Anchor {
        self.anchors.push(anchor.into());
        Anchor(self.anchors.len() as u32 - 1)
    }

    /// The name of the place of a spot.
    pub fn anchor(&self, spot: &Spot) -> Option<&str> {
        self.anchors.get(spot.anchor?.0 as usize).map(|name| &**name)
    }

    /// Whether a value stands anywhere.
    pub fn is_printed(&self, tree: &Tree, node: NodeId) -> bool {
        self.is_below(tree, node) || tree.outward(node).skip(1).any(|outer| self.spots(outer).any(|s| s.whole))
    }

    fn is_below(&self, tree: &Tree, node: NodeId) -> bool {
        self.spots(node).next().is_some() || tree.children(node).iter().any(|c| self.is_below(tree, *c))
    }

    /// Where a value itself stands.
    fn spots(&self, node: NodeId) -> impl Iterator<Item = &Spot> {
        let mut next = self.ends.get(node.0 as usize).copied().flatten().map(|(first, _)| first);
        std::iter::from_fn(move || {
            let linked = self.spots.get(next? as usize)?;
            next = linked.next;
            Some(&linked.spot)
        })
    }

    /// Where a value stands: it, something in it, or something around it that prints all of itself in one place.
    pub fn places(&self, tree: &Tree, node: NodeId) -> Vec<&Spot> {
        let mut found = Vec::new();
        _ = self.find(tree, node, |spot| {
            found.push(*spot);
            false
        });
        found
    }

    /// The first of these places on each page and bulletin.
    pub fn first_places(&self, tree: &Tree, node: NodeId) -> Vec<Spot> {
        let mut first: Vec<Spot> = Vec::new();
        _ = self.find(tree, node, |spot| {
            if !first.iter().any(|f| f.channel == spot.channel) {
                first.push(**spot);
            }
            false
        });
        first
    }

    /// The first of the places of a value that is as asked.
    pub fn find<'s>(&'s self, tree: &Tree, node: NodeId, mut is: impl FnMut(&&'s Spot) -> bool) -> Option<&'s Spot> {
        self.find_below(tree, node, &mut is).or_else(|| {
            let mut outer = tree.outward(node).skip(1);
            outer.find_map(|outer| self.spots(outer).filter(|s| s.whole).find(&mut is))
        })
    }

    fn find_below<'s>(&'s self, tree: &Tree, node: NodeId, is: &mut impl FnMut(&&'s Spot) -> bool) -> Option<&'s Spot> {
        let own = self.spots(node).find(&mut *is);
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
