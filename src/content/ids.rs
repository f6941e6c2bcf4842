//! What has a name in a society, and whether everything that is named exists.

use super::block::BlockRef;
use super::lookup::lookup;
use super::record::{Link, nearest};
use super::reference::{KINDS, references, split_view};
use super::society::Society;
use super::tree::{NodeId, Part, Tree, Value};
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::collections::BTreeMap;

/// Everything that has a name.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    kinds: BTreeMap<&'static str, BTreeMap<String, NodeId>>,
    items: BTreeMap<String, BTreeMap<String, NodeId>>,
    annexes: BTreeMap<String, Vec<String>>,
}

/// The key of a document in item references: the id of a rule, policy or notice, else the stem of the file.
pub fn document_key(tree: &Tree, node: NodeId) -> String {
    let file = tree.file(node);
    let stem = tree.key(file).unwrap_or_default();
    match stem.split('/').next() {
        Some("rules" | "policies" | "notices") => tree.get_text(file, "id").unwrap_or(stem).to_string(),
        _ => stem.to_string(),
    }
}

impl Ids {
    /// Collects all names; the same name twice is a problem.
    pub fn collect(tree: &Tree, society: &Society) -> (Ids, Vec<Diagnostic>) {
        let mut c = Collect { tree, ids: Ids::default(), problems: Vec::new() };
        c.society(society);
        c.items();
        (c.ids, c.problems)
    }

    /// The record of this kind and id.
    pub fn get(&self, kind: &str, id: &str) -> Option<NodeId> {
        self.kinds.get(kind)?.get(id).copied()
    }

    /// The item of a document.
    pub fn item(&self, document: &str, id: &str) -> Option<NodeId> {
        self.items.get(document)?.get(id).copied()
    }

    /// The rules that have an annex of this id.
    pub fn rules_with_annex(&self, id: &str) -> &[String] {
        self.annexes.get(id).map_or(&[], Vec::as_slice)
    }

    /// The rule and annex that a target names from a document.
    pub fn annex<'t>(&'t self, target: &'t str, from: &'t str) -> Result<(&'t str, &'t str), Vec<String>> {
        match target.rsplit_once('#') {
            Some((rule, annex)) if self.rules_with_annex(annex).iter().any(|r| r == rule) => Ok((rule, annex)),
            Some(_) => Err(Vec::new()),
            None => match self.rules_with_annex(target) {
                rules if rules.iter().any(|r| r == from) => Ok((from, target)),
                [one] => Ok((one, target)),
                many => Err(many.to_vec()),
            },
        }
    }

    fn names(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.kinds.get(kind).into_iter().flat_map(|m| m.keys().map(String::as_str))
    }
}

struct Collect<'t> {
    tree: &'t Tree,
    ids: Ids,
    problems: Vec<Diagnostic>,
}

impl Collect<'_> {
    fn add(&mut self, kind: &'static str, id: &str, at: NodeId) {
        let names = self.ids.kinds.entry(kind).or_default();
        if let Some(first) = names.insert(id.to_string(), at) {
            self.twice(id, first, at);
        }
    }

    fn twice(&mut self, id: &str, first: NodeId, second: NodeId) {
        let place = |n: NodeId| Place::Node(self.tree.get(n, "id").unwrap_or(n), Part::Value);
        self.problems.push(
            Diagnostic::error("duplicate-id", words!("id「{id}」が2回使われています", "the id “{id}” is used twice"))
                .at(place(second))
                .also(place(first), words!("はじめはここです", "first used here"))
                .fix(words!("どちらかを別の id にしてください", "give one of them another id")),
        );
    }

    fn society(&mut self, s: &Society) {
        s.profile.contact_points.given().into_iter().flatten().for_each(|c| self.add("contact", &c.id, c.at));
        s.profile.roles.iter().for_each(|r| self.add("role", &r.id, r.at));
        s.site.terms.iter().flat_map(|t| &t.0).for_each(|(k, t)| self.add("term", k, t.at));
        for (built_in, at) in [("name", s.profile.at), ("name/short", s.profile.at), ("name/latin", s.profile.at)] {
            self.ids.kinds.entry("term").or_default().entry(built_in.to_string()).or_insert(at);
        }
        s.site.pages.iter().for_each(|p| self.add("page", &p.id, p.at));
        for p in &s.pages {
            let site_has_it = s.site.pages.iter().any(|q| *q.id == *p.id);
            self.add("markdown", &p.id, p.at);
            if !site_has_it {
                self.add("page", &p.id, p.at);
            }
        }
        if let Some(p) = &s.purposes {
            p.categories.given().into_iter().flatten().for_each(|c| self.add("category", &c.id, c.at));
        }
        if let Some(d) = &s.disclosure {
            d.procedures.given().into_iter().flatten().for_each(|p| self.add("procedure", &p.id, p.at));
            d.fees.iter().filter_map(|f| f.id.as_ref().map(|id| (id, f.at))).for_each(|(id, at)| self.add("fee", id, at));
        }
        if let Some(j) = &s.joint_use {
            j.items.given().into_iter().flatten().for_each(|x| self.add("joint-use", &x.id, x.at));
        }
        s.forms.iter().flat_map(|f| &f.items).for_each(|f| self.add("form", &f.id, f.at));
        s.files.iter().flat_map(|f| &f.items).for_each(|f| self.add("file", &f.id, f.at));
        s.policies.iter().for_each(|d| self.add("policy", &d.id, d.at));
        s.notices.iter().for_each(|d| self.add("notice", &d.id, d.at));
        for d in &s.rules {
            self.add("rule", &d.id, d.at);
            for a in &d.annexes {
                if let Some(id) = &a.node.id {
                    self.ids.annexes.entry(id.to_string()).or_default().push(d.id.to_string());
                }
            }
        }
    }

    /// Every record with an id below the top of its file, by document.
    fn items(&mut self) {
        for file in self.tree.children(Tree::ROOT).to_vec() {
            let stem = self.tree.key(file).unwrap_or_default();
            if stem.starts_with("en/") || stem == "site" {
                continue;
            }
            let document = document_key(self.tree, file);
            for child in self.tree.children(file).to_vec() {
                self.items_below(child, &document);
            }
        }
    }

    fn items_below(&mut self, node: NodeId, document: &str) {
        if self.tree.key(node) == Some("parties") {
            return self.parties(node);
        }
        if let Some(id) = self.tree.get_text(node, "id") {
            let id = id.to_string();
            let first = self.ids.items.entry(document.to_string()).or_default().insert(id.clone(), node);
            // Ids of some kinds were counted before: say each problem once.
            let told = self
                .problems
                .iter()
                .any(|p| p.code == "duplicate-id" && p.place == Some(Place::Node(self.tree.get(node, "id").unwrap_or(node), Part::Value)));
            if let (Some(first), false) = (first, told) {
                self.twice(&id, first, node);
            }
        }
        for child in self.tree.children(node).to_vec() {
            self.items_below(child, document);
        }
    }

    fn parties(&mut self, list: NodeId) {
        let mut seen: BTreeMap<String, NodeId> = BTreeMap::new();
        for p in self.tree.children(list).to_vec() {
            if let Some(id) = self.tree.get_text(p, "id")
                && let Some(first) = seen.insert(id.to_string(), p)
            {
                let id = id.to_string();
                self.twice(&id, first, p);
            }
        }
    }
}

/// Whether everything that is named exists: fields that name something, and every reference of every text.
pub fn verify(tree: &Tree, ids: &Ids, society: &Society, links: &[Link], texts_of_pages: &[(NodeId, &str)]) -> Vec<Diagnostic> {
    let mut v = Verify { tree, ids, society, problems: Vec::new() };
    links.iter().for_each(|l| v.link(l));
    for (i, text) in all_texts(tree) {
        if text.contains(['<', '[']) {
            v.text(i, text);
        }
    }
    texts_of_pages.iter().for_each(|(at, text)| v.text(*at, text));
    v.problems
}

/// Every text of the tree outside the overlay, with its node.
pub fn all_texts(tree: &Tree) -> impl Iterator<Item = (NodeId, &str)> {
    let in_overlay = |n: NodeId| tree.stem(n).starts_with("en/");
    (0..tree.len() as u32).map(NodeId).filter_map(move |n| match tree.value(n) {
        Value::Text(t) if !in_overlay(n) => Some((n, &**t)),
        _ => None,
    })
}

struct Verify<'t> {
    tree: &'t Tree,
    ids: &'t Ids,
    society: &'t Society,
    problems: Vec<Diagnostic>,
}

impl Verify<'_> {
    fn link(&mut self, l: &Link) {
        let ok = l.kinds.iter().any(|k| match *k {
            "society" | "representative" => l.id == *k,
            "party" => self.party(l),
            "at" => {
                self.ids.item(&document_key(self.tree, l.at), &l.id).is_some()
                    || self.tree.outward(l.at).any(|r| self.tree.get(r, &l.id).is_some())
            }
            "path" => self.path(l),
            "block" => self.block(l.at, &l.id),
            kind => self.ids.get(kind, &l.id).is_some(),
        });
        if ok || l.kinds == ["block"] {
            return;
        }
        let known: Vec<&str> =
            l.kinds.iter().flat_map(|k| self.ids.names(k).chain((*k == "society" || *k == "representative").then_some(*k))).collect();
        let id = &l.id;
        let (ja, en) = kind_name(l.kinds[0]);
        let d = Diagnostic::error("unknown-reference", words!("{ja}「{id}」がありません", "there is no {en} “{id}”")).at_value(l.at);
        self.problems.push(with_suggestion(d, id, &known));
    }

    fn party(&self, l: &Link) -> bool {
        let joint = self.tree.outward(l.at).find_map(|n| self.tree.get(n, "parties"));
        joint.is_some_and(|list| self.tree.children(list).iter().any(|p| self.tree.get_text(*p, "id") == Some(&l.id)))
    }

    /// A path of §6, or `file#id`.
    fn path(&self, l: &Link) -> bool {
        if let Some((file, id)) = l.id.split_once('#')
            && self.ids.item(file, id).is_some()
        {
            return true;
        }
        lookup(self.tree, &l.id.replace('#', "/"), l.at).is_some()
    }

    fn block(&mut self, at: NodeId, name: &str) -> bool {
        let Some(b) = BlockRef::parse(name) else {
            let all: Vec<String> = BlockRef::names().collect();
            let known: Vec<&str> = all.iter().map(String::as_str).collect();
            let d = Diagnostic::error("unknown-block", words!("「{name}」という名のブロックはありません", "there is no block “{name}”"))
                .at_value(at);
            self.problems.push(with_suggestion(d, name, &known));
            return false;
        };
        if let (Some(kind), Some(id)) = (b.kind.id, b.id) {
            let kind = if kind == "page" { "markdown" } else { kind };
            let found = match kind {
                "annex" => self.ids.annex(id, "").is_ok() && id.contains('#'),
                _ => self.ids.get(kind, id).is_some(),
            };
            if !found {
                let known: Vec<&str> = self.ids.names(kind).collect();
                let (ja, en) = kind_name(kind);
                let d = Diagnostic::error(
                    "unknown-reference",
                    words!("ブロック {name}：{ja}「{id}」がありません", "block {name}: there is no {en} “{id}”"),
                )
                .at_value(at);
                self.problems.push(with_suggestion(d, id, &known));
            }
        }
        if let Some(file) = b.kind.file
            && self.tree.get(Tree::ROOT, file).is_none()
        {
            self.problems.push(
                Diagnostic::error(
                    "missing-file",
                    words!("ブロック {name} を載せるには {file}.yaml が要ります", "the block {name} needs {file}.yaml"),
                )
                .at_value(at)
                .fix(words!("content に {file}.yaml を作るか、このブロックを消してください", "write {file}.yaml, or take the block away")),
            );
        }
        true
    }

    fn text(&mut self, at: NodeId, text: &str) {
        for r in references(text) {
            let place = Place::Within(at, r.range.clone());
            if let Some(d) = self.reference(at, r.kind, r.target) {
                self.problems.push(d.at(place));
            }
        }
    }

    fn reference(&mut self, at: NodeId, kind: &str, target: &str) -> Option<Diagnostic> {
        if !KINDS.contains(&kind) {
            let d = Diagnostic::error(
                "unknown-kind",
                words!("<{kind}:{target}>：{kind} という種類の参照はありません", "<{kind}:{target}>: there is no kind of reference {kind}"),
            );
            return Some(with_suggestion(d, kind, KINDS));
        }
        match kind {
            "law" => None,
            "field" => lookup(self.tree, target, at).is_none().then(|| self.no_field(at, target)),
            "block" => {
                let before = self.problems.len();
                self.block(at, target);
                self.problems.drain(before..).next()
            }
            "term" => self.ids.get("term", target).is_none().then(|| self.unknown("term", target)),
            "item" => self.item(at, split_view(target).0),
            "annex" => self.annex(at, split_view(target).0),
            _ => {
                let id = split_view(target).0;
                self.ids.get(kind, id).is_none().then(|| self.unknown(kind, id))
            }
        }
    }

    fn unknown(&self, kind: &str, id: &str) -> Diagnostic {
        let (ja, en) = kind_name(kind);
        let d = Diagnostic::error(
            "unknown-reference",
            words!("<{kind}:{id}>：{ja}「{id}」がありません", "<{kind}:{id}>: there is no {en} “{id}”"),
        );
        with_suggestion(d, id, &self.ids.names(kind).collect::<Vec<_>>())
    }

    fn no_field(&self, at: NodeId, target: &str) -> Diagnostic {
        let first = target.split('/').next().unwrap_or_default();
        let known: Vec<&str> = self.tree.outward(at).flat_map(|n| self.tree.children(n)).filter_map(|n| self.tree.key(*n)).collect();
        let d = Diagnostic::error(
            "unknown-reference",
            words!(
                "<field:{target}>：この項目は、同じ記録にも、そのまわりにも、ほかのファイルにもありません",
                "<field:{target}>: no such field in this record, around it, or in a file"
            ),
        );
        with_suggestion(d, first, &known)
    }

    fn item(&self, at: NodeId, target: &str) -> Option<Diagnostic> {
        let own = document_key(self.tree, at);
        let (document, id) = target.rsplit_once('#').unwrap_or((&own, target));
        if self.ids.item(document, id).is_some() {
            return None;
        }
        let d = Diagnostic::error(
            "unknown-reference",
            words!("<item:{target}>：{document} に id「{id}」がありません", "<item:{target}>: {document} has no id “{id}”"),
        );
        let known: Vec<&str> = self.ids.items.get(document).into_iter().flat_map(|m| m.keys().map(String::as_str)).collect();
        Some(with_suggestion(d, id, &known))
    }

    fn annex(&self, at: NodeId, target: &str) -> Option<Diagnostic> {
        let own = document_key(self.tree, at);
        let rules = match self.ids.annex(target, &own) {
            Ok(_) => return None,
            Err(rules) => rules,
        };
        if rules.len() < 2 {
            let known: Vec<&str> = self.ids.annexes.keys().map(String::as_str).collect();
            let d = Diagnostic::error(
                "unknown-reference",
                words!("<annex:{target}>：別表「{target}」がありません", "<annex:{target}>: there is no annex “{target}”"),
            );
            return Some(with_suggestion(d, target.rsplit('#').next().unwrap_or(target), &known));
        }
        let choices = rules.iter().map(|r| format!("<annex:{r}#{target}>")).collect::<Vec<_>>().join("、");
        let mut d = Diagnostic::error(
            "ambiguous-reference",
            words!("<annex:{target}>：この別表は{}つの規程にあります", "<annex:{target}>: {} rules have this annex", rules.len()),
        )
        .fix(words!("{choices} のどれかを書いてください", "write one of {choices}"));
        for r in &self.society.rules {
            if let Some(a) = r.annexes.iter().find(|a| rules.iter().any(|x| **x == *r.id) && a.node.id.as_deref() == Some(target)) {
                d = d.also(Place::Node(a.at, Part::Value), words!("ここにあります", "here"));
            }
        }
        Some(d)
    }
}

/// What a kind is called.
fn kind_name(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "contact" => ("窓口", "desk"),
        "role" => ("役職", "role"),
        "term" => ("用語", "term"),
        "page" | "markdown" => ("ページ", "page"),
        "category" => ("個人情報の種類", "category"),
        "procedure" => ("手続", "procedure"),
        "fee" => ("手数料", "fee"),
        "joint-use" => ("共同利用", "joint use"),
        "form" => ("様式", "form"),
        "file" => ("資料", "document"),
        "policy" => ("方針", "policy"),
        "notice" => ("お知らせ", "notice"),
        "rule" => ("規程", "rule"),
        "annex" => ("別表", "annex"),
        "party" => ("利用する者", "party"),
        "at" | "path" => ("項目", "field"),
        _ => ("もの", "thing"),
    }
}

fn with_suggestion(d: Diagnostic, word: &str, known: &[&str]) -> Diagnostic {
    match nearest(word, known.iter().copied()) {
        Some(k) => d
            .label(words!("もしかして {k}", "did you mean {k}?"))
            .fix(words!("{k} と書くか、その名のものを作ってください", "write {k}, or make what is named")),
        None if known.is_empty() => d,
        None => {
            let mut all: Vec<&str> = known.to_vec();
            all.sort_unstable();
            all.dedup();
            let list = all.iter().take(20).copied().collect::<Vec<_>>();
            let (ja, en) = (list.join("、"), list.join(", "));
            d.fix(words!("今あるのは {ja} です", "there are {en}"))
        }
    }
}
