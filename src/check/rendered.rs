//! What was composed, as rules see it: which value stands on which page or bulletin, and how many clicks from the top page.

use crate::check::rule::TestBulletin;
use crate::content::tree::{NodeId, Tree};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pages and bulletins of one society in Japanese.
#[derive(Debug, Clone, Default)]
pub struct Rendered<'p> {
    /// The pages.
    pub pages: Vec<Page>,
    /// The bulletins.
    pub bulletins: Vec<Bulletin>,
    /// The names of places on pages.
    anchors: Vec<&'p str>,
    /// Where values stand: those of a value, and then those of what is in it.
    spots: Vec<Packed>,
    /// For each value, by the number of its node, the spots of it and of what is in it.
    below: Vec<Below>,
}

/// What is put together before it is laid in order.
#[derive(Debug, Default)]
pub struct Gathered<'p> {
    /// What comes of it.
    pub out: Rendered<'p>,
    spots: Vec<Linked>,
    /// For each value the first and the last of its spots, counted from 1.
    ends: Vec<(u32, u32)>,
}

/// A spot, and the next one of the same value, counted from 1.
#[derive(Debug, Clone)]
struct Linked {
    spot: Packed,
    next: u32,
}

/// A spot with its value in few bytes: there are thousands of them.
#[derive(Debug, Clone, Copy)]
struct Packed {
    node: NodeId,
    /// The number of the anchor, counted from 1.
    anchor: u32,
    /// The value whose printing says it; it itself where none is.
    at: NodeId,
    /// The index of the page or bulletin, and as the last bits whether `at` is one, whether it is whole, whether it is a bulletin.
    on: u32,
}

/// Where a value and all that is in it stand.
#[derive(Debug, Clone, Copy, Default)]
struct Below {
    /// The first spot, and behind the last.
    spots: (u32, u32),
    /// On what all of them are.
    channels: Channels,
}

/// Pages and bulletins, a bit for each but the last, which is for all others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Channels(u64);

impl Channels {
    const OTHERS: u32 = u64::BITS - 1;

    /// Adds one; answers whether it is new.
    fn add(&mut self, channel: u32) -> bool {
        let is_new = self.0 >> channel & 1 == 0;
        self.0 |= 1 << channel;
        is_new
    }
}

impl Packed {
    fn of(node: NodeId, spot: &Spot) -> Packed {
        let (index, is_bulletin) = match spot.channel {
            Channel::Page(i) => (i, false),
            Channel::Bulletin(i) => (i, true),
        };
        let on = (index as u32) << 3 | u32::from(spot.at.is_some()) << 2 | u32::from(spot.whole) << 1 | u32::from(is_bulletin);
        Packed { node, anchor: spot.anchor.map_or(0, |anchor| anchor.0 + 1), at: spot.at.unwrap_or(node), on }
    }

    /// The page or bulletin as a number, if there are not too many.
    fn channel(self) -> u32 {
        (self.on >> 3 << 1 | self.on & 1).min(Channels::OTHERS)
    }

    fn is_whole(self) -> bool {
        self.on & 2 > 0
    }

    fn spot(self) -> Spot {
        let index = (self.on >> 3) as usize;
        Spot {
            channel: if self.on & 1 > 0 { Channel::Bulletin(index) } else { Channel::Page(index) },
            anchor: self.anchor.checked_sub(1).map(Anchor),
            whole: self.is_whole(),
            at: (self.on & 4 > 0).then_some(self.at),
        }
    }
}

/// The name of a place, by its number among all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor(u32);

/// A page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its path: `""` is the top page.
    pub path: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// How many clicks from the top page; none: nothing leads to it.
    pub clicks: Option<u32>,
    /// What asks for it.
    pub at: Option<NodeId>,
}

/// A bulletin.
#[derive(Debug, Clone, Default)]
pub struct Bulletin {
    /// Its file.
    pub pdf: Arc<str>,
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
    /// The file of the bulletin with an id.
    pub fn pdf(id: &str) -> Arc<str> {
        format!("bulletins/{id}.pdf").into()
    }

    /// Whether it makes something easy to know: it hangs or lies open, or comes often enough.
    pub fn comes_within(&self, months: Option<i64>) -> bool {
        let Some(months) = months else { return true };
        match self.purpose.as_str() {
            "掲示板" | "備付け" => true,
            _ => self.every_months.is_some_and(|m| m <= months),
        }
    }
}

impl<'p> Gathered<'p> {
    /// With room for the values of a tree.
    pub fn of(tree: &Tree) -> Gathered<'p> {
        Gathered { out: Rendered::default(), spots: Vec::with_capacity(tree.len()), ends: vec![(0, 0); tree.len()] }
    }

    /// Says that a value stands somewhere.
    pub fn put(&mut self, node: NodeId, spot: Spot) {
        let spot = Packed::of(node, &spot);
        let Some((first, last)) = self.ends.get(node.0 as usize).copied() else { return };
        if self.chain(first).any(|s| self.is_same(s, &spot)) {
            return;
        }
        self.spots.push(Linked { spot, next: 0 });
        let new = self.spots.len() as u32;
        if let Some(before) = (last as usize).checked_sub(1).and_then(|last| self.spots.get_mut(last)) {
            before.next = new;
        }
        self.ends[node.0 as usize] = (if first > 0 { first } else { new }, new);
    }

    /// The spots of a value from one on.
    fn chain(&self, mut next: u32) -> impl Iterator<Item = &Packed> {
        std::iter::from_fn(move || {
            let linked = self.spots.get((next as usize).checked_sub(1)?)?;
            next = linked.next;
            Some(&linked.spot)
        })
    }

    fn is_same(&self, a: &Packed, b: &Packed) -> bool {
        let name = |spot: &Packed| self.out.anchors.get((spot.anchor as usize).checked_sub(1)?);
        (a.on, a.at) == (b.on, b.at) && (a.anchor == b.anchor || name(a).is_some() && name(a) == name(b))
    }

    /// A new name of a place.
    pub fn name(&mut self, anchor: &'p str) -> Anchor {
        self.out.anchors.push(anchor);
        Anchor(self.out.anchors.len() as u32 - 1)
    }

    /// All of it, in the order of the tree: the spots of all that is in a value stand one after the other.
    pub fn laid(mut self, tree: &Tree) -> Rendered<'p> {
        self.out.spots.reserve_exact(self.spots.len());
        self.out.below = vec![Below::default(); self.ends.len()];
        self.lay(tree, Tree::ROOT);
        self.out
    }

    /// Lays the spots of a value.
    fn own(&mut self, node: NodeId, channels: &mut Channels) {
        let mut next = self.ends[node.0 as usize].0 as usize;
        while let Some(linked) = next.checked_sub(1).and_then(|next| self.spots.get(next)) {
            self.out.spots.push(linked.spot);
            channels.add(linked.spot.channel());
            next = linked.next as usize;
        }
    }

    fn lay(&mut self, tree: &Tree, node: NodeId) -> Channels {
        let (at, start, mut channels) = (node.0 as usize, self.out.spots.len() as u32, Channels::default());
        self.own(node, &mut channels);
        tree.children(node).iter().for_each(|child| channels.0 |= self.lay(tree, *child).0);
        self.out.below[at] = Below { spots: (start, self.out.spots.len() as u32), channels };
        channels
    }
}

impl Rendered<'_> {
    /// The name of the place of a spot.
    pub fn anchor(&self, spot: &Spot) -> Option<&str> {
        self.anchors.get(spot.anchor?.0 as usize).copied()
    }

    /// Whether a value stands anywhere.
    pub fn is_printed(&self, tree: &Tree, node: NodeId) -> bool {
        !self.below(node).is_empty() || self.around(tree, node).next().is_some()
    }

    /// Where a value stands, and what is in it.
    fn below(&self, node: NodeId) -> &[Packed] {
        let range = self.below.get(node.0 as usize).map(|below| below.spots.0 as usize..below.spots.1 as usize);
        range.and_then(|range| self.spots.get(range)).unwrap_or_default()
    }

    /// Where what is around a value prints all of itself in one place.
    fn around<'s>(&'s self, tree: &'s Tree, node: NodeId) -> impl Iterator<Item = &'s Packed> + 's {
        let own = |outer| self.below(outer).iter().take_while(move |spot| spot.node == outer);
        tree.outward(node).skip(1).flat_map(own).filter(|spot| spot.is_whole())
    }

    /// Where a value stands: it, something in it, or something around it that prints all of itself in one place.
    pub fn places<'s>(&'s self, tree: &'s Tree, node: NodeId) -> impl Iterator<Item = Spot> + 's {
        self.below(node).iter().chain(self.around(tree, node)).map(|spot| spot.spot())
    }

    /// The first of these places on each page and bulletin.
    pub fn first_places(&self, tree: &Tree, node: NodeId, first: &mut Vec<Spot>) {
        first.clear();
        let mut met = Channels::default();
        let mut put = |spot: &Packed| {
            let is_new = match spot.channel() {
                Channels::OTHERS => !first.iter().any(|f| f.channel == spot.spot().channel),
                channel => met.add(channel),
            };
            if is_new {
                first.push(spot.spot());
            }
            met
        };
        // Most of what is in a value stands where what is before it stands: when all channels are met, no more need be looked at.
        let all = self.below.get(node.0 as usize).map(|below| below.channels).unwrap_or_default();
        _ = self.below(node).iter().any(|spot| put(spot) == all);
        self.around(tree, node).for_each(|spot| _ = put(spot));
    }

    /// The first of the places of a value that is as asked.
    pub fn find(&self, tree: &Tree, node: NodeId, is: impl Fn(&Spot) -> bool) -> Option<Spot> {
        self.places(tree, node).find(is)
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
        tree: &Tree,
        node: impl Fn(&str) -> NodeId,
    ) -> Rendered<'static> {
        let mut gathered = Gathered::of(tree);
        gathered.out.pages = site.keys().map(|p| Page { path: p.as_str().into(), title: p.as_str().into(), ..Page::default() }).collect();
        let index: BTreeMap<&String, usize> = site.keys().enumerate().map(|(i, p)| (p, i)).collect();
        let spot = |channel| Spot { channel, anchor: None, whole: true, at: None };
        let mut links = vec![Vec::new(); site.len()];
        for (path, entries) in site {
            for entry in entries {
                match index.get(entry) {
                    Some(to) => links[index[path]].push(*to),
                    None => gathered.put(node(entry), spot(Channel::Page(index[path]))),
                }
            }
        }
        for (i, (id, b)) in bulletins.iter().enumerate() {
            gathered.out.bulletins.push(Bulletin { pdf: Bulletin::pdf(id), purpose: b.purpose.clone(), every_months: b.every_months });
            b.prints.iter().for_each(|p| gathered.put(node(p), spot(Channel::Bulletin(i))));
        }
        let mut out = gathered.laid(tree);
        out.count_clicks(&links, &[]);
        out
    }
}
