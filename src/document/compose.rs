//! From a society to its publication: every page, bulletin and blank form, numbered in a first pass and written in a second.

use super::composer::{Blocks, Composer, Input, PageState, Pass, words};
use super::hidden::hidden;
use super::law_words;
use super::notes::placed;
use super::numbering::Levels;
use super::parts::Parts;
use super::registry::Registry;
use super::tree::{Block, Bulletin, Facts, Inlines, Kind, MenuGroup, Page, Publication, Redirect, Wording, plain};
use crate::content::block::BlockRef;
use crate::content::documentation::is_documentation;
use crate::content::few::Few;
use crate::content::ids::Ids;
use crate::content::model::profile::Handles;
use crate::content::model::site::{self, Orientation, PageBlock};
use crate::content::model::text::{BlockName, Node, Numbering};
use crate::content::{NodeId, Tree};
use crate::diagnostic::Diagnostic;
use crate::lang::Lang;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Everything that a society publishes in one language, and what is wrong with it.
pub fn compose(input: Input<'_>) -> (Publication, Vec<Diagnostic>) {
    let mut c = Composer::new(input);
    c.number();
    let publication = c.write();
    let mut problems = c.problems;
    problems.extend(law_words::verify(input.tree, input.ids, input.statutes));
    dedup(&mut problems);
    (publication, problems)
}

/// By record, the words that it has of its own for labels.
fn labels(tree: &Tree, ids: &Ids) -> BTreeMap<NodeId, NodeId> {
    let mut out = BTreeMap::new();
    for labels in &ids.keyed().labels {
        if let Some(record) = tree.parent(*labels) {
            out.entry(record).or_insert(*labels);
        }
    }
    out
}

/// The same problem of the same place is told once: a text may be printed on several pages.
fn dedup(problems: &mut Vec<Diagnostic>) {
    let mut seen: Vec<Diagnostic> = Vec::new();
    problems.retain(|p| {
        let known = seen.contains(p);
        if !known {
            seen.push(p.clone());
        }
        !known
    });
}

impl<'a> Composer<'a> {
    fn new(input: Input<'a>) -> Self {
        let pages = input.society.site.pages.iter().enumerate();
        let page_index = pages.map(|(i, p)| (p.id.to_string(), i)).collect();
        Composer {
            input,
            pass: Pass::Number,
            registry: Registry::default(),
            labels: labels(input.tree, input.ids),
            numberings: RefCell::default(),
            dates: RefCell::default(),
            hidden: hidden(input.tree, input.ids),
            placed: placed(input.tree, input.ids),
            page: PageState::default(),
            page_index,
            printed: Parts::default(),
            numbered: Parts::default(),
            continues: !input.ids.keyed().continues.is_empty(),
            notice_lists: BTreeMap::new(),
            years: Vec::new(),
            annexing: false,
            problems: Vec::new(),
            depth: 0,
            plain: BTreeMap::new(),
        }
    }

    /// Numbers everything and remembers where it stands.
    fn number(&mut self) {
        self.pass = Pass::Number;
        self.pages();
        self.bulletins();
        self.unprinted();
    }

    /// Writes everything, with what the numbers are known to be.
    fn write(&mut self) -> Publication {
        self.pass = Pass::Write;
        let mut pages = self.pages();
        let bulletins = self.bulletins();
        // Blank forms have no numbers that anything could refer to.
        let sheets = self.sheets();
        let menu = self.menu(&mut pages);
        Publication {
            lang: self.input.lang,
            facts: self.facts(&pages),
            menu,
            redirects: self.redirects(),
            notices: self.notice_entries(),
            notice_list: self.list_page(),
            years: self.years.clone(),
            synonyms: self.synonyms(),
            pages,
            bulletins,
            sheets,
        }
    }

    fn pages(&mut self) -> Vec<Page> {
        let society = self.input.society;
        let mut pages: Vec<Page> = society.site.pages.iter().enumerate().map(|(i, p)| self.site_page(i, p)).collect();
        let single = self.notice_pages(pages.len());
        pages.extend(single);
        let years = self.year_pages(pages.len());
        pages.extend(years);
        pages
    }

    fn bulletins(&mut self) -> Vec<Bulletin> {
        let society = self.input.society;
        society.site.bulletins.iter().map(|b| self.bulletin(b)).collect()
    }

    // ---- pages

    fn site_page(&mut self, index: usize, p: &site::Page) -> Page {
        let title = self.page_title_raw(p);
        self.page.renew(Some(index), title);
        let blocks = self.blocks(&p.blocks, p.numbering.as_deref());
        let title = plain(&self.page_title_words(index));
        self.finish_page(p.id.to_string(), path_of(p), title, p.at, blocks.into())
    }

    pub(super) fn finish_page(&mut self, id: String, path: String, title: String, at: NodeId, blocks: Vec<Block>) -> Page {
        let updated = self.page.updated.map(|d| self.date(d));
        Page { id, path, title, description: description(&blocks), updated, untranslated: self.page.untranslated, group: None, blocks, at }
    }

    /// The title of a page as written: its own, else that of its first block.
    fn page_title_raw(&self, p: &site::Page) -> Option<String> {
        match &p.title {
            Some(t) => Some(t.to_string()),
            None => first_block(&p.blocks).and_then(|b| self.title_of(&b)).map(|t| self.title_raw(t).to_owned()),
        }
    }

    pub(super) fn page_title_words(&mut self, index: usize) -> Inlines {
        let Some(p) = self.input.society.site.pages.get(index) else { return Inlines::new() };
        match &p.title {
            Some(t) => self.text_at(t.at),
            None => {
                let title = first_block(&p.blocks).and_then(|b| self.title_of(&b));
                title.map(|t| self.title_line(t)).unwrap_or_else(|| words(&p.id.id))
            }
        }
    }

    /// Pages for notices that no page of the site prints.
    fn notice_pages(&mut self, from: usize) -> Vec<Page> {
        let society = self.input.society;
        let mut out = Vec::new();
        for d in &society.notices {
            let printed = self.registry.place(d.at, None).is_some_and(|s| s.page < from);
            if printed {
                continue;
            }
            self.page.renew(Some(from + out.len()), d.file.record.title.as_ref().map(|t| t.to_string()));
            self.stands(d.at, None);
            let name = format!("notice:{}", &*d.id);
            let blocks = self.named_block(&name, d.at);
            let title = d.file.record.title.as_ref().map(|t| plain(&self.text_at(t.at))).unwrap_or_else(|| d.id.to_string());
            out.push(self.finish_page(format!("notice-{}", &*d.id), format!("notices/{}/", &*d.id), title, d.at, blocks.into()));
        }
        out
    }

    /// A block by its name, without a place of its own in the content.
    fn named_block(&mut self, name: &str, at: NodeId) -> Blocks {
        self.block_parts(name, at, &[])
    }

    fn block_parts(&mut self, name: &str, at: NodeId, parts: &[&str]) -> Blocks {
        let text = crate::content::model::scalar::Text { at, text: name.into() };
        let parts: Vec<_> = parts.iter().map(|p| crate::content::model::scalar::Text { at, text: (*p).into() }).collect();
        let scope = self.scope("site", Levels::of(&["・"]));
        self.print_block(&text, &parts, false, &scope)
    }

    /// What no page prints still has numbers.
    fn unprinted(&mut self) {
        let society = self.input.society;
        let mut names: Vec<(String, NodeId)> = Vec::new();
        names.extend(society.rules.iter().map(|d| (format!("rule:{}", &*d.id), d.at)));
        names.extend(society.policies.iter().map(|d| (format!("policy:{}", &*d.id), d.at)));
        names.extend(society.notices.iter().map(|d| (format!("notice:{}", &*d.id), d.at)));
        let files = ["purposes", "provision", "joint-use", "disclosure", "security", "processed", "glossary", "faq"];
        names.extend(files.into_iter().map(|f| (f.to_string(), society.profile.at)));
        let problems = self.problems.len();
        for (name, at) in names {
            let Some(b) = BlockRef::parse(&name) else { continue };
            let printed = |part: &str| self.printed.contains(b.kind.name, b.id.unwrap_or_default(), part);
            let missing: Vec<&'static str> = b.kind.parts.iter().copied().filter(|p| !printed(p)).collect();
            if (b.kind.parts.is_empty() && printed("")) || (!b.kind.parts.is_empty() && missing.is_empty()) {
                continue;
            }
            self.page.renew(None, None);
            self.block_parts(&name, at, &missing);
        }
        self.problems.truncate(problems);
    }

    // ---- bulletins

    fn bulletin(&mut self, b: &site::Bulletin) -> Bulletin {
        let title_raw = match &b.title {
            Some(t) => Some(t.to_string()),
            None => first_block(&b.blocks).and_then(|b| self.title_of(&b)).map(|t| self.title_raw(t).to_owned()),
        };
        self.page.renew(None, title_raw);
        let blocks = self.blocks(&b.blocks, b.numbering.as_deref());
        let title = match &b.title {
            Some(t) => self.text_at(t.at),
            None => first_block(&b.blocks).and_then(|b| self.title_of(&b)).map(|t| self.title_line(t)).unwrap_or_default(),
        };
        Bulletin {
            id: b.id.to_string(),
            title: plain(&title),
            purpose: b.purpose.word(),
            size: b.paper.size.word(),
            landscape: b.paper.orientation == Orientation::Landscape,
            letterhead: b.letterhead.as_ref().map(|l| self.letterhead(l)),
            blocks: blocks.into(),
            at: b.at,
        }
    }

    // ---- blocks of a page

    fn blocks(&mut self, blocks: &[PageBlock], numbering: Option<&Numbering>) -> Blocks {
        let levels = self.levels(numbering, &[]);
        let scheme = numbering.map(|_| levels.here());
        let scope = self.scope("site", if numbering.is_some() { levels.below(1) } else { Levels::of(&["・"]) });
        let mut count = 0;
        let mut out = Blocks::new();
        for b in blocks {
            let bare;
            let node = match b {
                PageBlock::Node(n) => n,
                PageBlock::Block(name) => {
                    bare = Node { block: Some(name.clone()), ..Node::of_text(name.0.at, Few::new()) };
                    &bare
                }
            };
            let heading = self.heading_of(node);
            let label = match (&scheme, self.page.last.clone()) {
                (_, Some((s, k))) if node.continues == Some(true) => {
                    self.page.last = Some((s.clone(), k + 1));
                    self.counted_step(&s, k + 1).label
                }
                (Some(s), _) if node.numbered != Some(false) && self.has_heading(node) => {
                    count += 1;
                    self.counted_step(s, count).label
                }
                _ => Wording::EMPTY,
            };
            out.extend(self.page_part(node, heading, label, &scope));
        }
        out
    }

    /// Whether something stands above a block of a page: its number is counted even where the title of the page says the same.
    fn has_heading(&self, n: &Node) -> bool {
        n.heading.is_some() || n.block.as_ref().is_some_and(|b| self.whole_title(&b.0).is_some())
    }

    /// The heading of a block of a page: that of the node, else the title of the block; one equal to the title of the page is not printed again.
    fn heading_of(&mut self, n: &Node) -> Option<Inlines> {
        if let Some(h) = &n.heading {
            let again = self.page.title.as_deref() == Some(&**h);
            return if again { None } else { Some(self.text_at(h.at)) };
        }
        let title = n.block.as_ref().and_then(|b| self.whole_title(&b.0))?;
        let again = self.page.title.as_deref() == Some(self.title_raw(title));
        if again { None } else { Some(self.title_line(title)) }
    }

    fn page_part(&mut self, n: &Node, heading: Option<Inlines>, label: Wording, scope: &super::composer::Scope) -> Option<Block> {
        let block_ref = n.block.as_ref().and_then(|b| BlockRef::parse(&b.0));
        let role = block_ref.map_or("", |b| b.kind.name);
        let anchor = self.page_anchor(n, block_ref);
        let inner = self.inner(n, scope);
        let body = self.node_body(n, &inner);
        match heading {
            Some(h) => Some(self.section(n.at, role, anchor, label, h, body)),
            None if body.is_empty() => None,
            None => Some(Block { at: n.at, anchor, role, kind: Kind::Group(self.kept(body)) }),
        }
    }

    /// The name of a block on the page, and where references to it lead.
    fn page_anchor(&mut self, n: &Node, b: Option<BlockRef<'_>>) -> Option<Wording> {
        let Some(b) = b else {
            let wanted = n.id.as_ref().map(|i| Wording::from(&i.id)).or_else(|| n.heading.as_ref().map(|_| "section".into()))?;
            return self.anchor_only(wanted);
        };
        let name: Wording = match (b.kind.name, b.id, b.part) {
            // The card of a desk has its own name.
            ("contact", Some(id), _) => format!("desk-{id}").into(),
            (_, _, Some(_)) => return None,
            (kind, Some(id), _) => format!("{kind}-{}", id.replace('#', "-")).into(),
            (kind, None, None) => kind.into(),
        };
        let anchor = self.anchor_only(name);
        if let Some(record) = self.record_of(&b)
            && !matches!(b.kind.name, "contact" | "joint-use" | "procedure" | "annex")
        {
            self.stands(record, anchor.clone());
        }
        if let ("joint-use" | "annex" | "procedure", None) = (b.kind.name, b.id)
            && let Some(record) = self.record_of(&b)
        {
            self.stands(record, anchor.clone());
        }
        anchor
    }

    // ---- what stands on every page

    fn menu(&mut self, pages: &mut [Page]) -> Vec<MenuGroup> {
        let society = self.input.society;
        let mut out = Vec::new();
        for (g, group) in society.site.menu.iter().enumerate() {
            let indexes: Vec<usize> = group.pages.iter().filter_map(|p| self.page_index.get(&***p).copied()).collect();
            indexes.iter().for_each(|i| pages[*i].group = pages[*i].group.or(Some(g)));
            out.push(MenuGroup { title: plain(&self.text_at(group.title.at)), pages: indexes });
        }
        out
    }

    fn redirects(&self) -> Vec<Redirect> {
        let site = &self.input.society.site;
        let page_at = |to: &str| site.pages.iter().position(|p| path_of(p).trim_end_matches('/') == to.trim_matches('/'));
        site.redirects.iter().filter_map(|r| Some(Redirect { from: r.from.to_string(), to: page_at(&r.to)? })).collect()
    }

    fn facts(&mut self, pages: &[Page]) -> Facts {
        let society = self.input.society;
        let name = society.profile.name.given();
        let features = society.site.page_features.as_ref();
        let on = |f: fn(&site::PageFeatures) -> Option<bool>| features.and_then(f) == Some(true);
        let desk = self.foot_desk();
        Facts {
            name: plain(&self.society_name()),
            ruby: name.and_then(|n| n.ruby.as_ref()).map(|r| r.text.to_string()),
            short: name.and_then(|n| n.short.as_ref()).map(|s| plain(&self.text_at(s.at))),
            base_url: with_slash(&society.site.base_url.0),
            languages: languages(society),
            published: self.date(crate::law::date::Date::from(self.input.day)),
            updated: pages.iter().filter_map(|p| p.updated.clone()).max_by(|a, b| a.iso.cmp(&b.iso)),
            text_size: on(|f| f.text_size),
            page_top: on(|f| f.page_top),
            documentation: is_documentation(self.input.tree),
            print_pdf: on(|f| f.print_pdf),
            feed: on(|f| f.feed),
            desk_target: desk.and_then(|(id, at)| self.target("contact", &id, at)),
            desk: desk_card(self),
        }
    }

    /// The desk for the foot of every page: the first that takes complaints or requests.
    fn foot_desk(&self) -> Option<(String, NodeId)> {
        let points = self.input.society.profile.contact_points.given()?;
        let takes = |h: &Handles| matches!(h, Handles::Complaint | Handles::Request);
        let desk = points.iter().find(|c| c.handles.given().is_some_and(|h| h.iter().any(takes)))?;
        Some((desk.id.to_string(), desk.at))
    }
}

/// The card of the desk at the foot of every page, by itself: it has no name on the page.
fn desk_card(c: &mut Composer<'_>) -> Option<super::tree::Card> {
    let (id, _) = c.foot_desk()?;
    let before = std::mem::take(&mut c.page);
    let blocks = c.contact_block(&id, true);
    c.page = before;
    match blocks.into_iter().next()?.kind {
        Kind::Card(card) => Some(*card),
        _ => None,
    }
}

/// The languages of the site: Japanese, and those that it names.
pub fn languages(society: &crate::content::Society) -> Vec<Lang> {
    let mut out = vec![Lang::Ja];
    out.extend(society.site.languages.iter().filter_map(|l| Lang::of(l)).filter(|l| *l != Lang::Ja));
    out.dedup();
    out
}

/// The folder of a page.
pub fn path_of(p: &site::Page) -> String {
    with_slash(&p.path)
}

fn with_slash(path: &str) -> String {
    match path.trim_start_matches('/') {
        "" => String::new(),
        p if p.ends_with('/') => p.to_string(),
        p => format!("{p}/"),
    }
}

/// The block whose title a page or bulletin takes: the first that can have one.
fn first_block(blocks: &[PageBlock]) -> Option<BlockRef<'_>> {
    let mut refs = blocks.iter().map(|b| block_name(b).and_then(|n| BlockRef::parse(&n.0)));
    refs.find(|b| !b.is_some_and(|b| matches!(b.kind.name, "ki" | "ijo"))).flatten()
}

fn block_name(b: &PageBlock) -> Option<&BlockName> {
    match b {
        PageBlock::Block(b) => Some(b),
        PageBlock::Node(n) => n.block.as_ref(),
    }
}

/// The first sentences of a page as plain text.
fn description(blocks: &[Block]) -> String {
    fn first(blocks: &[Block]) -> Option<String> {
        blocks.iter().find_map(|b| match &b.kind {
            Kind::Paragraph { text, .. } => Some(plain(text)).filter(|t| t.chars().count() > 15),
            Kind::Section(s) => first(&s.body),
            Kind::Group(body) => first(body),
            _ => None,
        })
    }
    let text = first(blocks).unwrap_or_default();
    match text.char_indices().nth(120) {
        Some((i, _)) => format!("{}…", &text[..i]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::statutes::Statutes;

    #[test]
    fn what_has_its_numbers_from_a_page_needs_no_more_for_paper() {
        let content = crate::content::open(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content")));
        for edition in &content.editions {
            let input = Input {
                society: &edition.society,
                tree: &edition.tree,
                ids: &edition.ids,
                statutes: Statutes::builtin(),
                day: jiff::civil::date(2026, 12, 1),
                lang: edition.lang,
            };
            let with = |continues: bool| {
                let mut c = Composer::new(input);
                c.continues = continues;
                c.number();
                let numbers = format!("{:?}", c.registry);
                assert!(!c.numbered.is_empty());
                (numbers, format!("{:?}", c.write()), c.problems)
            };
            assert_eq!(with(false), with(true));
        }
    }
}
