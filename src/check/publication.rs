//! The composed pages and bulletins as rules see them: which values stand where, and what leads to what.

use crate::check::expression::Expression;
use crate::check::node_set::NodeSet;
use crate::check::paths::Files;
use crate::check::rendered::{Anchor, Bulletin, Channel, Gathered, Page, Rendered, Spot};
use crate::content::key::Known;
use crate::content::tree::{NodeId, Tree, Value};
use crate::document::tree::{Block, Card, Cell, Definition, Inline, Kind, ListItem, Publication, Signature, Target, plain};
use crate::lang::Lang;
use memchr::memchr;
use std::sync::LazyLock;

impl<'p> Rendered<'p> {
    /// What the Japanese pages and bulletins print.
    pub fn of(publications: &'p [Publication], tree: &Tree) -> Rendered<'p> {
        let mut walk = Walk {
            tree,
            files: Files::of(tree),
            stating: stating(tree),
            gathered: Gathered::of(tree),
            channel: Channel::Page(0),
            links: Vec::new(),
            last: None,
            text: String::new(),
        };
        let Some(publication) = publications.iter().find(|p| p.lang == Lang::Ja) else { return walk.gathered.laid(tree) };
        let menu: Vec<usize> = publication.menu.iter().flat_map(|g| g.pages.iter().copied()).collect();
        for (i, page) in publication.pages.iter().enumerate() {
            walk.gathered.out.pages.push(Page {
                path: page.path.as_str().into(),
                title: page.title.as_str().into(),
                clicks: None,
                at: Some(page.at),
            });
            walk.channel = Channel::Page(i);
            walk.links.push(menu.clone());
            walk.text.push_str(&page.title);
            walk.blocks(&page.blocks, None);
            walk.named();
        }
        for (i, b) in publication.bulletins.iter().enumerate() {
            let every_months = tree.get(b.at, "every_months").and_then(|n| match tree.value(n) {
                Value::Int(m) => Some(*m),
                _ => None,
            });
            walk.gathered.out.bulletins.push(Bulletin { pdf: Bulletin::pdf(&b.id), purpose: b.purpose.to_owned(), every_months });
            walk.channel = Channel::Bulletin(i);
            if let Some(from) = b.letterhead.as_ref().and_then(|l| l.from.as_ref()) {
                walk.signed(from, None);
            }
            walk.text.push_str(&b.title);
            walk.blocks(&b.blocks, None);
            walk.named();
        }
        let links = std::mem::take(&mut walk.links);
        let mut out = walk.gathered.laid(tree);
        out.count_clicks(&links, &menu);
        out
    }
}

/// The key under which a record says which fields it states.
static STATES: LazyLock<Option<Known>> = LazyLock::new(|| Known::find("states"));

fn is_states(tree: &Tree, node: NodeId) -> bool {
    STATES.is_some_and(|states| tree.known_key(node) == Some(states))
}

/// The records that have `states`.
fn stating(tree: &Tree) -> NodeSet {
    let mut records = NodeSet::of(tree);
    let states = tree.all().filter(|n| is_states(tree, *n));
    states.filter_map(|n| tree.parent(n)).for_each(|record| _ = records.add(record));
    records
}

struct Walk<'a, 'p> {
    tree: &'a Tree,
    files: Files<'a>,
    stating: NodeSet,
    gathered: Gathered<'p>,
    channel: Channel,
    links: Vec<Vec<usize>>,
    /// What was put last: what it says of other values need not be asked again.
    last: Option<(NodeId, Channel, Option<Anchor>)>,
    /// What the page says, as plain text.
    text: String,
}

impl<'p> Walk<'_, 'p> {
    fn put(&mut self, node: NodeId, anchor: Option<Anchor>, whole: bool) {
        let spot = Spot { channel: self.channel, anchor, whole, at: Some(node) };
        let now = Some((node, self.channel, anchor));
        if std::mem::replace(&mut self.last, now) != now {
            self.said(node, &spot);
        }
        self.gathered.put(node, spot);
    }

    /// The name of a place, or that of the place around it.
    fn anchor(&mut self, own: Option<&'p str>, around: Option<Anchor>) -> Option<Anchor> {
        own.map(|own| self.gathered.name(own)).or(around)
    }

    fn blocks(&mut self, blocks: &'p [Block], anchor: Option<Anchor>) {
        blocks.iter().for_each(|b| self.block(b, anchor));
    }

    fn block(&mut self, b: &'p Block, around: Option<Anchor>) {
        let anchor = self.anchor(b.anchor.as_deref(), around);
        self.put(b.at, anchor, matches!(b.kind, Kind::Paragraph { .. }));
        match &b.kind {
            Kind::Section(s) => {
                self.inlines(&s.heading);
                self.blocks(&s.body, anchor);
            }
            Kind::Group(body) | Kind::Note { body, .. } => self.blocks(body, anchor),
            Kind::Paragraph { text, .. } => self.inlines(text),
            Kind::List(l) => l.items.iter().for_each(|i| self.item(i, anchor)),
            Kind::Table(t) => t.rows.iter().flatten().for_each(|c| self.cell(c, anchor)),
            Kind::Definitions(d) => d.iter().for_each(|d| self.definition(d, anchor)),
            Kind::Card(c) => self.card(c, anchor),
            Kind::Letterhead(l) => l.from.iter().for_each(|from| self.signed(from, anchor)),
            Kind::Signature(signature) => self.signed(signature, anchor),
            Kind::Choice(ticks) => ticks.iter().for_each(|t| {
                self.put(t.at, anchor, true);
                self.inlines(&t.text);
            }),
            Kind::Ki | Kind::Ijo | Kind::Blank(_) => {}
        }
    }

    fn item(&mut self, i: &'p ListItem, around: Option<Anchor>) {
        let anchor = self.anchor(i.anchor.as_deref(), around);
        self.put(i.at, anchor, false);
        self.blocks(&i.body, anchor);
    }

    fn cell(&mut self, c: &'p Cell, around: Option<Anchor>) {
        let anchor = self.anchor(c.anchor.as_deref(), around);
        self.put(c.at, anchor, false);
        self.blocks(&c.body, anchor);
    }

    fn definition(&mut self, d: &'p Definition, around: Option<Anchor>) {
        let anchor = self.anchor(d.anchor.as_deref(), around);
        // A label and one paragraph: the value as a whole.
        let whole = matches!(&d.body[..], [Block { kind: Kind::Paragraph { .. }, .. }]);
        self.put(d.at, anchor, whole);
        self.blocks(&d.body, anchor);
    }

    fn card(&mut self, c: &'p Card, anchor: Option<Anchor>) {
        if !c.name.is_empty() {
            self.society("name", anchor);
        }
        c.rows.iter().for_each(|d| self.definition(d, anchor));
        self.blocks(&c.body, anchor);
    }

    /// A signature names the society, and its representative if it is he who signs.
    fn signed(&mut self, signature: &Signature, anchor: Option<Anchor>) {
        if !signature.organization.is_empty() {
            self.society("name", anchor);
        }
        let representative = self.tree.get(Tree::ROOT, "society").and_then(|s| self.tree.get(s, "representative"));
        let Some(representative) = representative else { return };
        let parts = [("title", &signature.title), ("name", &signature.name)].map(|(key, said)| {
            let node = self.tree.get(representative, key)?;
            let written = self.tree.text(node).or_else(|| self.tree.get_text(node, "text"))?;
            (written == plain(said)).then_some(node)
        });
        match parts {
            [Some(_), Some(_)] => self.society("representative", anchor),
            parts => {
                for node in parts.into_iter().flatten() {
                    self.gathered.put(node, Spot { channel: self.channel, anchor, whole: true, at: None });
                }
            }
        }
    }

    fn society(&mut self, key: &str, anchor: Option<Anchor>) {
        let node = self.tree.get(Tree::ROOT, "society").and_then(|s| self.tree.get(s, key));
        if let Some(node) = node {
            self.gathered.put(node, Spot { channel: self.channel, anchor, whole: true, at: None });
        }
    }

    /// A page whose text names the society prints its name.
    fn named(&mut self) {
        let name = self.tree.get(Tree::ROOT, "society").and_then(|s| self.tree.get(s, "name"));
        let name = name.and_then(|n| self.tree.text(n).or_else(|| self.tree.get_text(n, "text")));
        let is_named = name.is_some_and(|n| !n.trim().is_empty() && self.text.contains(n));
        self.text.clear();
        if is_named {
            self.society("name", None);
        }
    }

    /// A value written as `society` prints the society's own.
    fn borrowed(&mut self, node: NodeId, anchor: Option<Anchor>) {
        if self.tree.text(node) == Some("society") {
            match self.tree.key(node) {
                Some("manager") => ["name", "address", "representative"].iter().for_each(|k| self.society(k, anchor)),
                Some(key @ ("address" | "tel" | "fax" | "name")) => self.society(key, anchor),
                _ => {}
            }
        }
    }

    /// What a printed sentence says of other values: `<field:…>` in it, `states` beside it.
    fn said(&mut self, node: NodeId, spot: &Spot) {
        static FIELD: LazyLock<Expression> = LazyLock::new(|| Expression::new(r"<field:([^<>]+)>|\]\(field:([^()]+)\)"));
        let tree = self.tree;
        self.borrowed(node, spot.anchor);
        if let Some(text) = tree.text(node).filter(|text| memchr(b':', text.as_bytes()).is_some()) {
            if text.contains("field:") {
                let found = FIELD.groups(text).into_iter().filter_map(|groups| groups.into_iter().skip(1).flatten().next());
                found.for_each(|path| self.named_by(node, &text[path], spot));
            }
            if text.contains("<term:name") {
                self.society("name", spot.anchor);
            }
        }
        for record in tree.outward(node).take(2) {
            if !self.stating.has(record) {
                continue;
            }
            let Some(states) = tree.children(record).iter().copied().find(|n| is_states(tree, *n)) else { continue };
            let paths = tree.children(states).iter().filter_map(|n| tree.text(*n));
            paths.for_each(|path| self.named_by(node, path, spot));
        }
    }

    /// What a path names that a node says.
    fn named_by(&mut self, node: NodeId, path: &str, spot: &Spot) {
        if let Some(found) = self.files.value(node, path).filter(|found| *found != node) {
            self.gathered.put(found, Spot { whole: true, ..*spot });
        }
    }

    fn inlines(&mut self, text: &[Inline]) {
        for i in text {
            match i {
                Inline::Text(t) => self.text.push_str(t),
                Inline::Link { target, body } => {
                    if let (Channel::Page(here), Target::Page { page, .. }) = (self.channel, &**target) {
                        self.links[here].push(*page);
                    }
                    self.inlines(body);
                }
                Inline::Strong(b) | Inline::Emphasis(b) | Inline::Foreign { body: b, .. } => self.inlines(b),
                _ => {}
            }
        }
    }
}
