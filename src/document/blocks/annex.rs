//! `annex:RULE#ID` and the annexes of rules: 別表1, or 別表 when there is only one.

use super::Title;
use crate::content::NodeId;
use crate::content::block::BlockRef;
use crate::content::model::documents::{Annex, Rule};
use crate::content::model::text::Node;
use crate::document::composer::{Blocks, Composer, Scope, section};
use crate::document::numbering::{Levels, Scheme, Step};
use crate::document::tree::{Block, Inlines, Wording, plain};

impl Composer<'_> {
    pub(super) fn annexes(&mut self, d: &Rule, scope: &Scope) -> Blocks {
        (0..d.annexes.len()).map(|k| self.annex(d, k, scope)).collect()
    }

    pub(super) fn annex_block(&mut self, id: &str) -> Blocks {
        let society = self.input.society;
        let Some((rule, annex)) = id.split_once('#') else { return Blocks::new() };
        let Some(d) = society.rules.iter().find(|d| *d.id == *rule) else { return Blocks::new() };
        let Some(k) = d.annexes.iter().position(|a| a.node.id.as_deref() == Some(annex)) else { return Blocks::new() };
        let scope = self.plain_scope(rule);
        let block = self.annex(d, k, &scope);
        match block.kind {
            crate::document::tree::Kind::Section(s) => s.body.into(),
            _ => Blocks::One(block),
        }
    }

    /// The number of an annex; a single one has none.
    pub(in crate::document) fn annex_label(&self, d: &Rule, k: usize) -> Step {
        let own = self.part_label(d.at, "annexes").and_then(|n| self.input.tree.text(n));
        let scheme = Scheme::of(own.unwrap_or(self.sample("別表1", "Annex 1")));
        match d.annexes.len() {
            1 => Step::of(scheme.bare(), scheme.bare()),
            _ => self.scheme_step(&scheme, k as u32 + 1),
        }
    }

    /// The title of an annex: its own, else that of its part or block.
    pub(in crate::document) fn annex_title(&mut self, a: &Annex) -> Inlines {
        self.annex_title_of(a.at).map(|t| self.title_line(t)).unwrap_or_default()
    }

    pub(super) fn annex_title_of(&self, annex: NodeId) -> Option<Title> {
        let tree = self.input.tree;
        if let Some(own) = tree.get(annex, "title").or_else(|| tree.get(annex, "heading")) {
            return Some(Title::Text(own));
        }
        let b = BlockRef::parse(tree.get_text(annex, "block")?)?;
        let file = self.record_of(&b);
        match (b.part, file) {
            (Some(part), Some(file)) => self.part_label(file, part).or_else(|| tree.get(file, "title")).map(Title::Text),
            _ => self.title_of(&b),
        }
    }

    fn annex(&mut self, d: &Rule, k: usize, scope: &Scope) -> Block {
        let a = &d.annexes[k];
        let step = self.annex_label(d, k);
        let here = self.step(scope, &step.reference, a.at, Levels::of(&["・"]));
        let heading = self.annex_title(a);
        let anchor =
            self.named(a.at, a.node.id.as_ref(), Some(Wording::from(plain(&heading)).shared()).filter(|_| a.title.is_none()), &here);
        let inner = self.inner(&a.node, &here);
        let before = std::mem::replace(&mut self.annexing, true);
        // The heading of the annex stands for that of the block in it.
        let node = Node { id: None, heading: None, ..a.node.clone() };
        let mut body = self.node_body(&node, &inner);
        self.annexing = before;
        for f in &a.files {
            let line = self.refer("file", f, f.at, &here);
            body.push(crate::document::composer::paragraph(f.at, line));
        }
        section(a.at, "annex", anchor, step.label, heading, body)
    }
}
