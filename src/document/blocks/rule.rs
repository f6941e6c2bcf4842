//! `rule:ID`: rules as lawyers print them: chapters, articles with their heading above, paragraphs, items, supplementary provisions, annexes.

use crate::content::NodeId;
use crate::content::model::documents::{Article, Chapter, Rule, RuleKind, Supplementary};
use crate::document::composer::{Blocks, Composer, Scope, paragraph, words};
use crate::document::numbering::Scheme;
use crate::document::tree::{Block, Inlines, Kind, Wording};

/// The levels of a kind of rules when they do not choose their own.
fn default_levels(kind: RuleKind) -> &'static [&'static str] {
    match kind {
        RuleKind::Regulation => &["article", "paragraph", "(1)", "①", "ア"],
        RuleKind::ArticlesOfAssociation => &["article", "paragraph", "一", "イ"],
        RuleKind::Guideline => &["・"],
    }
}

impl Composer<'_> {
    pub(super) fn rule_block(&mut self, id: &str, want: &[&'static str]) -> Blocks {
        let society = self.input.society;
        let Some(d) = society.rules.iter().find(|d| *d.id == *id) else { return Blocks::new() };
        let scope = self.file_scope(id, &d.file, default_levels(d.kind));
        self.parts(d.at, want, |c, part| match part {
            "intro" => c.rule_intro(d, &scope),
            "articles" => c.articles(d, &scope),
            "body" => c.list(&d.body, &scope),
            "notes" => c.notes(&d.file.record.notes, &scope),
            "supplementary" => c.supplementary(d, &scope),
            "history" => c.history(&d.file),
            "annexes" => c.annexes(d, &scope),
            _ => Blocks::new(),
        })
    }

    fn rule_intro(&mut self, d: &Rule, scope: &Scope) -> Blocks {
        let mut out: Blocks = d.number.iter().map(|n| Block { role: "rule-number", ..self.paragraph(n, scope) }).collect();
        out.append(self.prose_of(d.at, "intro", d.file.record.intro.as_ref(), scope));
        out
    }

    fn articles(&mut self, d: &Rule, scope: &Scope) -> Blocks {
        let mut count = 0;
        let mut out: Blocks = d.articles.iter().map(|a| self.article(a, &mut count, scope)).collect();
        let chapter = self.part_label(d.at, "chapters").and_then(|n| self.input.tree.text(n)).unwrap_or(self.sample("第1章", "Chapter 1"));
        let scheme = Scheme::of(chapter);
        for (m, ch) in d.chapters.iter().enumerate() {
            let block = self.chapter(ch, &scheme, m as u32 + 1, &mut count, scope);
            out.push(block);
        }
        out
    }

    fn chapter(&mut self, ch: &Chapter, scheme: &Scheme, m: u32, count: &mut u32, scope: &Scope) -> Block {
        let step = self.scheme_step(scheme, m);
        // Articles are numbered through: the chapter is no part of their number.
        let here = self.step(scope, &step.reference, ch.at, scope.levels.clone());
        let anchor = self.named(ch.at, ch.id.as_ref(), None, &here).or_else(|| self.anchor(ch.at, format!("chapter-{m}")));
        let body: Blocks = ch.articles.iter().map(|a| self.article(a, count, scope)).collect();
        let heading = self.text_at(ch.heading.at);
        self.section(ch.at, "chapter", anchor, step.label, heading, body)
    }

    fn article(&mut self, a: &Article, count: &mut u32, scope: &Scope) -> Block {
        *count += 1;
        let step = self.counted_step(&scope.levels.here(), *count);
        let below = match (&a.node.numbering, a.paragraphs.is_empty()) {
            (Some(own), _) => self.levels_of(own),
            (None, true) => scope.levels.below(2),
            (None, false) => scope.levels.below(1),
        };
        let here = self.step(scope, &step.reference, a.at, below);
        let anchor = self.named(a.at, a.node.id.as_ref(), None, &here);
        let mut body = match a.paragraphs.is_empty() {
            true => self.node_body(&a.node, &here),
            false => self.paragraphs(a, &here, scope),
        };
        if let Some(first) = body.first_mut().filter(|_| a.paragraphs.is_empty()) {
            set_label(first, &step.label);
        }
        if body.is_empty() || !starts_with_paragraph(&body) {
            body.insert(0, labelled(a.at, &step.label));
        }
        if !a.paragraphs.is_empty()
            && let Some(first) = body.first_mut()
        {
            set_label(first, &step.label);
        }
        let heading = a.node.heading.as_ref().map(|h| self.text(h, &here)).unwrap_or_default();
        let pair = if self.ja() { Some(('（', '）')) } else { Some(('(', ')')) };
        self.section(a.at, "article", anchor, String::new(), self.wrap(heading, pair), body)
    }

    /// The paragraphs (項) of an article; the first has the number of the article before it, the others theirs.
    fn paragraphs(&mut self, a: &Article, here: &Scope, scope: &Scope) -> Blocks {
        let mut out = Blocks::new();
        for (j, q) in a.paragraphs.iter().enumerate() {
            let step = self.scheme_step(&Scheme::Paragraph, j as u32 + 1);
            let place = self.step(here, &step.reference, q.at, scope.levels.below(2));
            let anchor = self.named(q.at, q.id.as_ref(), None, &place);
            let inner = self.inner(q, &place);
            let mut body = self.node_body(q, &inner);
            if !starts_with_paragraph(&body) {
                body.insert(0, paragraph(q.at, Inlines::new()));
            }
            if let Some(first) = body.first_mut() {
                set_label(first, &step.label);
                first.anchor = first.anchor.take().or(anchor);
                first.at = q.at;
            }
            out.extend(body);
        }
        out.append(self.notes(&a.node.notes, here));
        out
    }

    fn supplementary(&mut self, d: &Rule, scope: &Scope) -> Blocks {
        if d.supplementary.is_empty() {
            return Blocks::new();
        }
        let body: Blocks = d.supplementary.iter().flat_map(|s| self.supplementary_provision(s, scope)).collect();
        let at = self.input.tree.get(d.at, "supplementary").unwrap_or(d.at);
        let anchor = self.anchor_only("supplementary-provisions");
        let heading = words(self.phrase("附則", "Supplementary provisions"));
        Blocks::One(self.section(at, "supplementary", anchor, String::new(), heading, body))
    }

    fn supplementary_provision(&mut self, s: &Supplementary, scope: &Scope) -> Blocks {
        self.dated(s.enforced_on.date);
        let scope = &self.record_scope(&s.record, scope);
        let mut body = self.prose_of(s.at, "intro", s.record.intro.as_ref(), scope);
        body.append(self.prose(&s.text, scope));
        body.append(self.notes(&s.record.notes, scope));
        self.titled(s.at, s.record.title.as_ref().map(|t| t.at), body)
    }
}

fn starts_with_paragraph(body: &[Block]) -> bool {
    matches!(body.first(), Some(Block { kind: Kind::Paragraph { .. }, .. }))
}

fn labelled(at: NodeId, label: &Wording) -> Block {
    let mut p = paragraph(at, Inlines::new());
    set_label(&mut p, label);
    p
}

fn set_label(block: &mut Block, new: &Wording) {
    if let Kind::Paragraph { label, .. } = &mut block.kind {
        *label = new.clone().into();
    }
}
