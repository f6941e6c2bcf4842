//! What a reference prints, and where it leads.

use super::composer::{Composer, Scope, join, words};
use super::inline::{Flaw, Met, Resolver, append, inline, is_plain, push_text};
use super::numbering::Levels;
use super::tree::{Inline, Inlines, Target, plain};
use crate::content::ids::document_key;
use crate::content::model::scalar::Text;
use crate::content::reference::{references, split_view};
use crate::content::tree::Tree;
use crate::content::{NodeId, Part};
use crate::diagnostic::Place;
use crate::lang::Lang;
use std::ops::Range;

/// How deep a reference may lead to a text with references.
const DEPTH: u32 = 6;

struct Line<'c, 'a> {
    composer: &'c mut Composer<'a>,
    at: NodeId,
    scope: &'c Scope,
}

impl Resolver for Line<'_, '_> {
    fn resolve(&mut self, met: Met<'_>) -> Inlines {
        self.composer.met(met, self.at, self.scope)
    }

    fn flaw(&mut self, flaw: Flaw, range: Range<usize>) {
        self.composer.flaw(flaw, Place::Within(self.at, range));
    }
}

impl Composer<'_> {
    /// A text of the content, with its references resolved.
    pub fn text(&mut self, text: &Text, scope: &Scope) -> Inlines {
        self.line(text.at, scope)
    }

    /// A text by its place alone.
    pub fn text_at(&mut self, at: NodeId) -> Inlines {
        if !self.writing() {
            return Inlines::new();
        }
        // Words without references say the same everywhere.
        if let Some(text) = self.input.tree.shared(at).filter(|text| self.depth <= DEPTH && is_plain(text)) {
            let nodes = words(text);
            return self.in_language(at, text, nodes);
        }
        let file = self.input.tree.file(at);
        let scope = match self.plain.get(&file) {
            Some(scope) => scope.clone(),
            None => {
                let name = document_key(self.input.tree, at);
                let scope = self.scope(name, Levels::of(&[]));
                self.plain.insert(file, scope.clone());
                scope
            }
        };
        self.line(at, &scope)
    }

    fn line(&mut self, at: NodeId, scope: &Scope) -> Inlines {
        if !self.writing() || self.depth > DEPTH {
            return Inlines::new();
        }
        let tree = self.input.tree;
        let Some(text) = tree.shared(at) else { return Inlines::new() };
        if is_plain(text) {
            let nodes = words(text);
            return self.in_language(at, text, nodes);
        }
        self.depth += 1;
        let nodes = inline(text, &mut Line { composer: self, at, scope });
        self.depth -= 1;
        self.in_language(at, text, nodes)
    }

    /// On an English page, a text without translation says that it is Japanese.
    fn in_language(&mut self, at: NodeId, text: &str, nodes: Inlines) -> Inlines {
        if self.ja() || self.input.tree.entry(at).translated_from().is_some() || !text.chars().any(is_japanese) {
            return nodes;
        }
        self.page.untranslated = true;
        Inlines::One(Inline::foreign(Lang::Ja, nodes))
    }

    pub(super) fn met(&mut self, met: Met<'_>, at: NodeId, scope: &Scope) -> Inlines {
        let Some(own) = met.words.clone() else { return self.refer(met.kind, met.target, at, scope) };
        let real = plain(&self.refer(met.kind, met.target, at, scope));
        self.compare(&plain(&own), &real, &met, at, scope);
        match self.target(met.kind, split_view(met.target).0, at) {
            Some(target) => Inlines::One(Inline::link(target, own)),
            None => own,
        }
    }

    /// Where a reference stands in the text of a node.
    pub(super) fn place_of(&self, at: NodeId, kind: &str, target: &str) -> Place {
        let text = self.input.tree.text(at).unwrap_or_default();
        match references(text).find(|r| r.kind == kind && r.target == target) {
            Some(r) => Place::Within(at, r.range),
            None => Place::Node(at, Part::Value),
        }
    }

    /// The same as plain text.
    pub fn refer_plain(&mut self, kind: &str, target: &str, at: NodeId, scope: &Scope) -> String {
        plain(&self.refer(kind, target, at, scope))
    }

    /// What a reference prints, as a link where it leads to a place of the site.
    pub fn refer(&mut self, kind: &str, target: &str, at: NodeId, scope: &Scope) -> Inlines {
        if !self.writing() {
            return Inlines::new();
        }
        let (id, view) = split_view(target);
        let body = match kind {
            "field" => return self.field(target, at, scope),
            "term" => return self.term(target, at),
            "law" => return self.law(target, at),
            "item" => self.item(id, view, at, scope),
            "annex" => self.annex_words(id, view, at),
            "form" => self.form_words(id, view),
            "rule" => self.rule_words(id, view),
            _ => {
                let title = self.title_words(kind, id);
                if view == "full" { quoted(title, self.ja()) } else { title }
            }
        };
        match self.target(kind, id, at) {
            Some(target) if !body.is_empty() => Inlines::One(Inline::link(target, body)),
            _ => body,
        }
    }

    // ---- where it leads

    /// Where a reference leads.
    pub fn target(&self, kind: &str, id: &str, at: NodeId) -> Option<Target> {
        let ids = self.input.ids;
        if kind == "page"
            && let Some(page) = self.page_index.get(id)
        {
            return Some(Target::Page { page: *page, anchor: None });
        }
        if kind == "file" {
            return self.file_target(ids.get("file", id)?);
        }
        let record = match kind {
            "item" => {
                let own = document_key(self.input.tree, at);
                let (of, item) = id.rsplit_once('#').unwrap_or((own, id));
                ids.item(of, item)?
            }
            "annex" => {
                let own = document_key(self.input.tree, at);
                let (rule, annex) = ids.annex(id, own).ok()?;
                ids.item(rule, annex)?
            }
            "block" => self.block_record(id)?,
            "page" => ids.get("markdown", id)?,
            kind => ids.get(kind, id)?,
        };
        let spot = self.registry.place(record, self.page.index)?;
        Some(Target::Page { page: spot.page, anchor: spot.anchor.clone() })
    }

    /// The address of a document of `files.yaml`.
    pub fn file_target(&self, record: NodeId) -> Option<Target> {
        let tree = self.input.tree;
        match (tree.get_text(record, "url"), tree.get_text(record, "file")) {
            (Some(url), _) => super::inline::outside(url),
            (None, Some(file)) => Some(Target::File(format!("files/{file}"))),
            _ => None,
        }
    }

    // ---- what it prints

    fn term(&mut self, target: &str, _at: NodeId) -> Inlines {
        let name = self.input.society.profile.name.given();
        match target {
            "name" => self.society_name(),
            "name/short" => match name.and_then(|n| n.short.as_ref()) {
                Some(short) => self.text_at(short.at),
                None => self.society_name(),
            },
            "name/latin" => name.and_then(|n| n.latin.as_ref()).map(|l| words(&l.text)).unwrap_or_default(),
            word => match self.input.ids.get("term", word) {
                Some(n) => self.text_at(n),
                None => Inlines::new(),
            },
        }
    }

    /// The official name of the society.
    pub fn society_name(&mut self) -> Inlines {
        let Some(name) = self.input.society.profile.name.given() else { return Inlines::new() };
        match (&name.latin, self.ja()) {
            (Some(latin), false) if self.input.tree.entry(name.text.at).translated_from().is_none() => words(&latin.text),
            _ => self.text_at(name.text.at),
        }
    }

    fn law(&mut self, target: &str, at: NodeId) -> Inlines {
        let on = self.day_at(at);
        let act = target.split('/').next().unwrap_or_default();
        let name = self.abbreviation(act, at);
        match super::law_words::cite(self.input.statutes, target, on, name.as_deref(), self.input.lang) {
            Ok(text) => words(text),
            Err(problem) => {
                let place = self.place_of(at, "law", target);
                self.problems.push(problem.at(place));
                Inlines::new()
            }
        }
    }

    /// The day of the law at a place: that of an enacted document, else that of the site.
    pub fn day_at(&self, at: NodeId) -> jiff::civil::Date {
        let file = self.input.tree.file(at);
        let rule = self.input.society.rules.iter().find(|r| r.at == file && r.enacted != Some(false));
        let last = rule.and_then(|r| {
            let days = r.supplementary.iter().map(|s| &s.enforced_on).chain(r.file.history.iter().map(|h| &h.date));
            days.filter_map(|d| d.date.day()).max()
        });
        last.unwrap_or(self.input.day)
    }

    /// The name by which a document calls an act.
    fn abbreviation(&mut self, act: &str, at: NodeId) -> Option<String> {
        let tree = self.input.tree;
        let own = tree.get(tree.file(at), "abbreviations").and_then(|a| tree.get(a, act));
        let site = tree.get(Tree::ROOT, "site").and_then(|s| tree.get(tree.get(s, "abbreviations")?, act));
        let found = own.or(site)?;
        if !self.ja() && tree.entry(found).translated_from().is_none() && tree.text(found)?.chars().any(is_japanese) {
            // A Japanese abbreviation means nothing on an English page.
            return site.filter(|s| tree.entry(*s).translated_from().is_some()).and_then(|s| tree.text(s)).map(str::to_string);
        }
        tree.text(found).map(str::to_string)
    }

    fn annex_words(&mut self, id: &str, view: &str, at: NodeId) -> Inlines {
        let own = document_key(self.input.tree, at);
        let Ok((rule, annex)) = self.input.ids.annex(id, own) else { return Inlines::new() };
        let (rule, annex) = (rule.to_string(), annex.to_string());
        let Some(r) = self.input.society.rules.iter().find(|r| *r.id == *rule) else { return Inlines::new() };
        let Some(n) = r.annexes.iter().position(|a| a.node.id.as_deref() == Some(&annex)) else { return Inlines::new() };
        let label = self.annex_label(r, n).label;
        let title = self.annex_title(&r.annexes[n]);
        match view {
            // What has no title is named by its number.
            "title" | "full" if title.is_empty() => words(label),
            "title" => title,
            "full" => join(vec![words(label), title], " "),
            _ => words(label),
        }
    }

    pub(super) fn form_words(&mut self, id: &str, view: &str) -> Inlines {
        let society = self.input.society;
        let Some(f) = society.forms.iter().flat_map(|f| &f.items).find(|f| *f.id == *id) else { return Inlines::new() };
        let number = f.number.as_ref().map(|n| self.text_at(n.at));
        let title = f.title.as_ref().map(|t| self.text_at(t.at));
        match (view, number, title) {
            ("title", n, t) => t.or(n).unwrap_or_default(),
            ("full", n, Some(t)) => self.with_number(quoted(t, self.ja()), n),
            ("full", n, None) => n.unwrap_or_default(),
            (_, n, t) => n.or(t).unwrap_or_default(),
        }
    }

    pub(super) fn with_number(&self, mut title: Inlines, number: Option<Inlines>) -> Inlines {
        if let Some(n) = number.filter(|n| !n.is_empty()) {
            push_text(&mut title, self.phrase("（", " ("));
            append(&mut title, n);
            push_text(&mut title, self.phrase("）", ")"));
        }
        title
    }

    fn rule_words(&mut self, id: &str, view: &str) -> Inlines {
        let title = self.title_words("rule", id);
        let tree = self.input.tree;
        let number = self.input.ids.get("rule", id).and_then(|record| tree.get(record, "number")).map(|n| self.text_at(n));
        match view {
            "number" => number.filter(|n| !n.is_empty()).unwrap_or(title),
            "full" => self.with_number(quoted(title, self.ja()), number),
            _ => title,
        }
    }

    /// The title of what a reference names.
    fn title_words(&mut self, kind: &str, id: &str) -> Inlines {
        let tree = self.input.tree;
        let ids = self.input.ids;
        let field = |record: NodeId, keys: &[&str]| keys.iter().find_map(|k| tree.get(record, k));
        let node = match kind {
            "block" => return self.whole_title_text_of(id),
            "page" => match self.page_index.get(id) {
                Some(page) => return self.page_title_words(*page),
                None => ids.get("markdown", id).and_then(|r| field(r, &["title"])),
            },
            "procedure" => ids.get(kind, id).and_then(|r| field(r, &["title", "target"])),
            "joint-use" => ids.get(kind, id).and_then(|r| field(r, &["title"]).or_else(|| field(tree.file(r), &["title"]))),
            kind => ids.get(kind, id).and_then(|r| field(r, &["title"])),
        };
        node.map(|n| self.text_at(n)).unwrap_or_default()
    }
}

/// 「…」, or “…” in English.
pub(super) fn quoted(title: Inlines, ja: bool) -> Inlines {
    if title.is_empty() {
        return title;
    }
    let mut out = words(if ja { "「" } else { "“" });
    append(&mut out, title);
    push_text(&mut out, if ja { "」" } else { "”" });
    out
}

/// Whether a character is Japanese.
pub fn is_japanese(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x3001..=0x301F | 0x20000..=0x3FFFF)
}
