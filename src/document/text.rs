//! Nodes, prose, states, lists, notes and tables of the content as blocks.

use super::composer::{Blocks, Composer, Scope, block, join, paragraph, words};
use super::numbering::{Counting, Levels};
use super::tree::{Block, Inline, Inlines, Kind, List, ListItem, Wording};
use crate::content::NodeId;
use crate::content::model::scalar::{Desk, Text};
use crate::content::model::text::{Node, Prose, Reason, State};
use std::rc::Rc;

impl Composer<'_> {
    /// Prose: its paragraphs and what belongs to them.
    pub fn prose(&mut self, prose: &Prose, scope: &Scope) -> Blocks {
        match prose {
            Prose::Node(n) => self.node(n, scope),
            Prose::State(s) => self.state(s, scope),
        }
    }

    /// Prose that may be absent.
    pub fn prose_opt(&mut self, prose: Option<&Prose>, scope: &Scope) -> Blocks {
        prose.map(|p| self.prose(p, scope)).unwrap_or_default()
    }

    /// Prose of a field, unless a sentence prints it.
    pub fn prose_of(&mut self, record: NodeId, key: &str, prose: Option<&Prose>, scope: &Scope) -> Blocks {
        if self.shows(record, key) { self.prose_opt(prose, scope) } else { Blocks::new() }
    }

    /// What a state prints.
    pub fn state(&mut self, state: &State, scope: &Scope) -> Blocks {
        match state {
            State::None(s) => match &s.none {
                Reason::Silent => self.prose_opt(s.text.as_ref(), scope),
                Reason::Said(p) => self.prose(p, scope),
            },
            State::Elsewhere(s) => match &s.text {
                Some(text) => self.prose(text, scope),
                None => self.elsewhere(&s.elsewhere.0, scope),
            },
            State::OnRequest(s) => match &s.text {
                Some(text) => self.prose(text, scope),
                None => self.on_request(s.at, &s.on_request),
            },
        }
    }

    /// A link to where it is published. An annex prints its number as a label and its title.
    fn elsewhere(&mut self, target: &Text, scope: &Scope) -> Blocks {
        let inner = target.trim_start_matches('<').trim_end_matches('>');
        let Some((kind, id)) = inner.split_once(':') else { return Blocks::new() };
        if kind == "annex" {
            let label = self.refer_plain(kind, id, target.at, scope).into();
            let text = self.refer(kind, &format!("{id}/title"), target.at, scope);
            return Blocks::One(block(target.at, Kind::Paragraph { label, text }));
        }
        let text = self.refer(kind, &format!("{id}/full"), target.at, scope);
        Blocks::One(paragraph(target.at, text))
    }

    fn on_request(&mut self, at: NodeId, desk: &Desk) -> Blocks {
        let mut text = self.desk(desk);
        match self.ja() {
            true => text.extend(words("にお申し出いただければ、遅滞なくお答えします。")),
            false => {
                text.insert(0, Inline::Text("Please ask ".into()));
                text.extend(words("; we will answer without delay."));
            }
        }
        Blocks::One(paragraph(at, text))
    }

    /// A desk by its title, or the society by its name.
    pub fn desk(&mut self, desk: &Text) -> Inlines {
        match &**desk {
            "society" => self.society_name(),
            id => {
                let (kind, id) = ("contact", id.to_string());
                let scope = self.scope("society", Levels::of(&[]));
                self.refer(kind, &id, desk.at, &scope)
            }
        }
    }

    /// Several desks.
    pub fn desks(&mut self, desks: &[Desk]) -> Inlines {
        let parts = desks.iter().map(|d| self.desk(d)).collect();
        join(parts, self.phrase("、", ", "))
    }

    /// A node that stands alone: heading and what belongs to it.
    pub fn node(&mut self, n: &Node, scope: &Scope) -> Blocks {
        if !self.writing() {
            return something(n.at, self.count_node(n, scope));
        }
        let anchor = self.named(n.at, n.id.as_ref(), None, scope);
        let inner = self.inner(n, scope);
        let body = self.node_body(n, &inner);
        match &n.heading {
            Some(h) if self.page.title.as_deref() != Some(&**h) => {
                let heading = self.text(h, scope);
                Blocks::One(self.section(n.at, "", anchor, String::new(), heading, body))
            }
            _ => anchored(n.at, anchor, body),
        }
    }

    /// The scope of what stands below a node.
    pub(super) fn inner(&mut self, n: &Node, scope: &Scope) -> Scope {
        match &n.numbering {
            Some(own) => scope.with(self.levels_of(own)),
            None => scope.clone(),
        }
    }

    /// Everything of a node but its heading: text, block, items, table, notes, continuation.
    pub fn node_body(&mut self, n: &Node, scope: &Scope) -> Blocks {
        self.node_body_counting(n, scope, &mut 0)
    }

    /// The same, its items counting on from a number.
    pub(super) fn node_body_counting(&mut self, n: &Node, scope: &Scope, count: &mut u32) -> Blocks {
        if !self.writing() {
            return something(n.at, self.count_body(n, scope, count));
        }
        let mut out: Blocks = n.paragraphs().iter().map(|t| self.paragraph(t, scope)).collect();
        if let Some(name) = &n.block {
            out.append(self.block_in_node(name, n, scope));
        }
        out.append(self.list_from(&n.items, scope, count));
        out.append(self.notes_at_field(n.at, "items", scope));
        if let Some(t) = &n.table {
            out.push(self.table(t, n.at, scope));
        }
        out.append(self.notes(&n.notes, scope));
        for c in n.continuation.iter().flat_map(|c| &c.0) {
            out.append(self.continuation(c, scope));
        }
        out
    }

    /// Text that follows the items of a node, unnumbered; its own items count anew.
    fn continuation(&mut self, n: &Node, scope: &Scope) -> Blocks {
        self.node(n, scope)
    }

    /// A list of nodes by the scheme of this level.
    pub fn list(&mut self, items: &[Node], scope: &Scope) -> Blocks {
        self.list_from(items, scope, &mut 0)
    }

    /// The same, counting on from a number.
    pub fn list_from(&mut self, items: &[Node], scope: &Scope, count: &mut u32) -> Blocks {
        self.list_without(items, scope, count, |_, _| false)
    }

    /// The same, where some nodes are none of its items.
    pub(super) fn list_without(
        &mut self,
        items: &[Node],
        scope: &Scope,
        count: &mut u32,
        no_item: impl Fn(&Self, &Node) -> bool,
    ) -> Blocks {
        if items.is_empty() {
            return Blocks::new();
        }
        if !self.writing() {
            return something(items[0].at, self.count_list(items, scope, count, no_item));
        }
        let mut scheme = scope.levels.here();
        let mut out = Blocks::new();
        for (i, n) in items.iter().enumerate() {
            if self.is_unnumbered(n) || no_item(self, n) {
                let b = self.node(n, &scope.below());
                out.extend(b);
                continue;
            }
            self.next_number(n, &mut scheme, count);
            self.list_item(n, &scheme, *count, scope, &mut out, items.len() - i - 1);
        }
        out
    }

    /// The number of the next item: it may go on with those of another list.
    pub(super) fn next_number(&mut self, n: &Node, scheme: &mut Rc<Counting>, count: &mut u32) {
        if let (Some(true), Some((s, k))) = (n.continues, &self.page.last) {
            (*scheme, *count) = (s.clone(), *k);
        }
        *count += 1;
        self.page.last = Some((scheme.clone(), *count));
    }

    /// Whether a node among items bears no number.
    pub(super) fn is_unnumbered(&self, n: &Node) -> bool {
        n.numbered == Some(false) || self.untitled_block(n)
    }

    /// A node that only holds a block without a title has nothing to number.
    fn untitled_block(&self, n: &Node) -> bool {
        n.heading.is_none() && n.text.is_none() && n.block.as_ref().is_some_and(|b| self.whole_title(&b.0).is_none())
    }

    fn list_item(&mut self, n: &Node, scheme: &Counting, count: u32, scope: &Scope, out: &mut Blocks, more: usize) {
        let step = self.counted_step(scheme, count);
        let here = self.step(scope, &step.reference, n.at, scope.levels.below(1));
        let anchor = self.named(n.at, n.id.as_ref(), None, &here);
        let inner = self.inner(n, &here);
        let heading = match &n.heading {
            Some(h) => Some(self.text(h, &here)),
            None => n.block.as_ref().and_then(|b| self.whole_title_text(&b.0)),
        };
        let body = self.node_body(n, &inner);
        match heading {
            Some(h) => out.push(self.section(n.at, "item", anchor, step.label, self.wrap(h, scheme.pair()), body)),
            None => push_item(out, scheme.counts(), ListItem { at: n.at, anchor, label: step.label, body: self.kept(body) }, more),
        }
    }

    /// The heading in the brackets of its scheme.
    pub(super) fn wrap(&self, heading: Inlines, pair: Option<(char, char)>) -> Inlines {
        let Some((open, close)) = pair.filter(|_| self.writing()) else { return heading };
        if let [Inline::Text(text)] = heading.as_slice() {
            let mut out = String::with_capacity(text.len() + open.len_utf8() + close.len_utf8());
            out.push(open);
            out.push_str(text);
            out.push(close);
            return words(out);
        }
        let mut out = words(open.to_string());
        super::inline::append(&mut out, heading);
        super::inline::push_text(&mut out, close.to_string());
        out
    }
}

/// Adds an item to the list that is being made, or begins one.
///
/// So many items may follow, so that there is room for them.
pub(super) fn push_item(out: &mut Blocks, counted: bool, item: ListItem, more: usize) {
    if let Some(Block { kind: Kind::List(l), role: "", .. }) = out.last_mut()
        && l.counted == counted
    {
        return l.items.push(item);
    }
    let at = item.at;
    let mut items = Vec::with_capacity(more + 1);
    items.push(item);
    out.push(block(at, Kind::List(List { counted, items })));
}

/// What stands for blocks while numbers are given: it is enough to know whether there are any.
pub(super) fn something(at: NodeId, any: bool) -> Blocks {
    if any { Blocks::One(paragraph(at, Inlines::new())) } else { Blocks::new() }
}

/// Blocks of a record that references may lead to.
pub(super) fn anchored(at: NodeId, anchor: Option<Wording>, body: Blocks) -> Blocks {
    match anchor {
        None => body,
        Some(_) => Blocks::One(Block { at, anchor, role: "", kind: Kind::Group(body.into()) }),
    }
}
