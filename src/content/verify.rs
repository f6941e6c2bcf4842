//! Whether everything that is named exists: fields that name something, and every reference of every text.

use super::block::BlockRef;
use super::code;
use super::ids::{Ids, document_key};
use super::kinds::{choose, home, kind_name, with_suggestion};
use super::lookup::{as_path, furthest, lookup};
use super::record::{Link, nearest};
use super::reference::{KINDS, is_forbidden_scheme, references, split_view};
use super::tree::{NodeId, Part, Tree};
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::collections::BTreeSet;
use std::ops::Range;

/// Verifies all of it. What may stand in a file that could not be read (`broken`) is not called unknown.
pub fn verify(tree: &Tree, ids: &Ids, broken: &BTreeSet<String>, links: &[Link], texts_of_pages: &[(NodeId, &str)]) -> Vec<Diagnostic> {
    let mut v = Verify { tree, ids, broken, problems: Vec::new() };
    links.iter().for_each(|l| v.link(l));
    ids.referring(tree).for_each(|(at, text)| v.text(at, text, code::of_text));
    texts_of_pages.iter().for_each(|(at, text)| v.text(*at, text, code::of_prose));
    v.problems
}

struct Verify<'t> {
    tree: &'t Tree,
    ids: &'t Ids,
    broken: &'t BTreeSet<String>,
    problems: Vec<Diagnostic>,
}

impl Verify<'_> {
    // ---- files that could not be read

    /// Whether a thing of this kind may stand in a file that could not be read.
    fn unread(&self, kind: &str) -> bool {
        let any = |folder: &str| self.broken.iter().any(|stem| stem.starts_with(folder));
        match kind {
            "page" => self.broken.contains("site") || any("pages/"),
            "markdown" => any("pages/"),
            "policy" => any("policies/"),
            "notice" => any("notices/"),
            "rule" | "annex" => any("rules/"),
            "document" => any("policies/") || any("notices/") || any("rules/"),
            kind => home(kind).is_some_and(|(stem, _)| self.broken.contains(stem)),
        }
    }

    // ---- fields that name something

    fn link(&mut self, l: &Link) {
        let ok = l.kinds.iter().any(|k| match *k {
            "society" | "representative" => *l.id == **k,
            "party" => self.party_names(l.at).any(|id| *id == *l.id),
            "at" => {
                self.ids.item(document_key(self.tree, l.at), &l.id).is_some()
                    || self.has_field(l)
                    || self.party_names(l.at).any(|id| *id == *l.id)
            }
            "path" => self.path(l),
            "block" => self.block(l.at, &l.id),
            kind => self.ids.get(kind, &l.id).is_some() || self.unread(kind),
        });
        if ok || l.kinds == ["block"] {
            return;
        }
        if l.kinds == ["path"] {
            let d = self.no_field(l.at, &l.id.replace('#', "/"), &l.id);
            self.problems.push(d.at_value(l.at));
            return;
        }
        let known = self.known_for(l);
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let id = &l.id;
        let (ja, en) = kind_name(l.kinds[0]);
        let d = Diagnostic::error("unknown-reference", words!("{ja}「{id}」がありません。", "There is no {en} `{id}`.")).at_value(l.at);
        self.problems.push(with_suggestion(d, l.kinds[0], id, &known));
    }

    fn known_for(&self, l: &Link) -> Vec<String> {
        let mut out = Vec::new();
        for kind in l.kinds {
            match *kind {
                "society" | "representative" => out.push((*kind).to_string()),
                "party" => out.extend(self.party_names(l.at).map(str::to_string)),
                "at" => {
                    out.extend(self.ids.names_in(document_key(self.tree, l.at)).map(str::to_string));
                    out.extend(self.fields_around(l.at).map(str::to_string));
                }
                kind => out.extend(self.ids.names(kind).map(str::to_string)),
            }
        }
        out
    }

    fn fields_around(&self, at: NodeId) -> impl Iterator<Item = &str> {
        let around = self.tree.outward(at).filter(|n| *n != Tree::ROOT);
        around.flat_map(|n| self.tree.children(n)).filter_map(|n| self.tree.key(*n))
    }

    fn has_field(&self, l: &Link) -> bool {
        self.fields_around(l.at).any(|key| *key == *l.id)
    }

    fn party_names(&self, at: NodeId) -> impl Iterator<Item = &str> {
        let list = self.tree.outward(at).find_map(|n| self.tree.get(n, "parties"));
        let parties = list.map(|l| self.tree.children(l)).unwrap_or_default();
        parties.iter().filter_map(|p| self.tree.get_text(*p, "id"))
    }

    /// A path of §6, or `file#id`. What was removed need not be there any more.
    fn path(&self, l: &Link) -> bool {
        if let Some((file, id)) = l.id.split_once('#')
            && self.ids.item(file, id).is_some()
        {
            return true;
        }
        let removed = self.tree.parent(l.at).is_some_and(|c| self.tree.get_text(c, "what") == Some("removed"));
        let first = l.id.split(['/', '#']).next().unwrap_or_default();
        removed || self.may_be_unread(first) || lookup(self.tree, &as_path(&l.id), l.at).is_some()
    }

    /// Whether a file or document of this name could not be read.
    fn may_be_unread(&self, name: &str) -> bool {
        self.broken.contains(name) || !self.ids.has_document(name) && self.unread("document")
    }

    // ---- blocks

    fn block(&mut self, at: NodeId, name: &str) -> bool {
        match self.block_problem(name) {
            None => true,
            Some(d) => {
                self.problems.push(d.at_value(at));
                false
            }
        }
    }

    fn block_problem(&self, name: &str) -> Option<Diagnostic> {
        let Some(b) = BlockRef::parse(name) else { return Some(self.unknown_block(name)) };
        if let (Some(kind), Some(id)) = (b.kind.id, b.id) {
            let kind = if kind == "page" { "markdown" } else { kind };
            let found = match kind {
                "annex" => id.contains('#') && self.ids.annex(id, "").is_ok(),
                _ => self.ids.get(kind, id).is_some(),
            };
            return (!found && !self.unread(kind)).then(|| self.unknown_in_block(name, kind, id));
        }
        let file = b.kind.file.filter(|f| self.tree.get(Tree::ROOT, f).is_none() && !self.broken.contains(*f))?;
        Some(
            Diagnostic::error(
                "missing-file",
                words!(
                    "「{name}」を載せるためのファイル {file}.yaml がありません。",
                    "`{name}` needs the file {file}.yaml, which is not there."
                ),
            )
            .why(words!("{name} の内容は {file}.yaml から読みます。", "What {name} prints is read from {file}.yaml."))
            .fix(words!("{file}.yaml を作るか、この行を消してください。", "Write {file}.yaml, or take this line away.")),
        )
    }

    fn unknown_in_block(&self, name: &str, kind: &str, id: &str) -> Diagnostic {
        let known: Vec<String> = match kind {
            "annex" => self.ids.annex_names(),
            kind => self.ids.names(kind).map(str::to_string).collect(),
        };
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let (ja, en) = kind_name(kind);
        let d =
            Diagnostic::error("unknown-reference", words!("「{name}」：{ja}「{id}」がありません。", "`{name}`: there is no {en} `{id}`."));
        with_suggestion(d, kind, id, &known)
    }

    fn unknown_block(&self, name: &str) -> Diagnostic {
        let d = Diagnostic::error("unknown-block", words!("「{name}」という名のブロックはありません。", "There is no block `{name}`."))
            .why(words!("ページに載せられるものは、名前が決まっています。", "What a page can print has fixed names."));
        let (head, part) = name.split_once('/').map_or((name, None), |(h, p)| (h, Some(p)));
        let (word, id) = head.split_once(':').map_or((head, None), |(w, i)| (w, Some(i)));
        let kinds = BlockRef::kinds(word);
        match (kinds.is_empty(), part) {
            (true, _) => choose(d, word, &BlockRef::words()),
            (false, Some(part)) if kinds.iter().any(|k| k.id.is_some() == id.is_some()) => {
                let parts: Vec<&str> =
                    kinds.iter().filter(|k| k.id.is_some() == id.is_some()).flat_map(|k| k.parts.iter().chain(k.extra)).copied().collect();
                match parts.is_empty() {
                    true => d.fix(words!(
                        "{head} に部分はありません。{head} とだけ書いてください。",
                        "{head} has no parts: write {head} alone."
                    )),
                    false => choose(d, part, &parts),
                }
            }
            (false, _) if id.is_some() => {
                d.fix(words!("{word} に id は付きません。{word} とだけ書いてください。", "{word} takes no id: write {word} alone."))
            }
            (false, _) => {
                let ids: Vec<&str> = self.ids.names(word).collect();
                let example = ids.first().map_or(format!("{word}:id"), |id| format!("{word}:{id}"));
                d.fix(words!("{word} には id を付けて、{example} のように書いてください。", "{word} takes an id: write it like {example}."))
            }
        }
    }

    // ---- references in texts

    /// What stands in code is shown as it is, and refers to nothing.
    fn text(&mut self, at: NodeId, text: &str, code: fn(&str) -> Vec<Range<usize>>) {
        let mut found = references(text).peekable();
        let code = if found.peek().is_some() { code(text) } else { Vec::new() };
        for r in found.filter(|r| !code.iter().any(|c| c.start <= r.range.start && r.range.end <= c.end)) {
            if let Some(d) = self.reference(at, r.kind, r.target) {
                self.problems.push(d.at(Place::Within(at, r.range.clone())));
            }
        }
    }

    fn reference(&self, at: NodeId, kind: &str, target: &str) -> Option<Diagnostic> {
        if is_forbidden_scheme(kind) {
            // The composer tells that no link is made to it.
            return None;
        }
        if !KINDS.contains(&kind) {
            let d = Diagnostic::error(
                "unknown-kind",
                words!(
                    "<{kind}:{target}>：「{kind}」という種類の参照はありません。",
                    "<{kind}:{target}>: there is no kind of reference `{kind}`."
                ),
            );
            let d = d.why(words!(
                "「:」の前に書けるのは、参照の種類か https、http、mailto、tel です。",
                "Before the colon stands a kind of reference, or https, http, mailto, tel."
            ));
            return Some(choose(d, kind, KINDS));
        }
        let id = split_view(target).0;
        match kind {
            // Whether an article exists is known only where the day is.
            "law" => None,
            "field" => (lookup(self.tree, target, at).is_none() && !self.may_be_unread(target.split('/').next().unwrap_or_default()))
                .then(|| self.no_field(at, target, &format!("<field:{target}>"))),
            "block" => self.block_problem(id),
            "term" => {
                let unread = self.unread("term") || target.starts_with("name") && self.broken.contains("society");
                (self.ids.get("term", target).is_none() && !unread).then(|| self.unknown("term", target))
            }
            "item" => self.item(at, id),
            "annex" => self.annex(at, id),
            _ => (self.ids.get(kind, id).is_none() && !self.unread(kind)).then(|| self.unknown(kind, id)),
        }
    }

    fn unknown(&self, kind: &str, id: &str) -> Diagnostic {
        let (ja, en) = kind_name(kind);
        let d = Diagnostic::error(
            "unknown-reference",
            words!("<{kind}:{id}>：{ja}「{id}」がありません。", "<{kind}:{id}>: there is no {en} `{id}`."),
        );
        with_suggestion(d, kind, id, &self.ids.names(kind).collect::<Vec<_>>())
    }

    /// A path that leads nowhere: what was probably meant at the step where it ends.
    fn no_field(&self, at: NodeId, path: &str, shown: &str) -> Diagnostic {
        let d = Diagnostic::error("unknown-reference", words!("{shown}：この項目は見つかりません。", "{shown}: this field is not found."));
        let (end, step) = furthest(self.tree, path, at);
        let word = path.split('/').nth(step).unwrap_or_default().to_string();
        let known: Vec<&str> = match end {
            Some(end) => {
                let below = self.tree.children(end);
                below.iter().filter_map(|n| self.tree.key(*n).or_else(|| self.tree.get_text(*n, "id"))).collect()
            }
            None => self.fields_around(at).chain(self.ids.documents()).collect(),
        };
        let before: Vec<&str> = path.split('/').take(step).collect();
        let before = before.join("/");
        let why = match end {
            Some(_) => words!("{before} まではありますが、その中に「{word}」がありません。", "{before} is there, but has no `{word}`."),
            None => words!(
                "「{word}」は、同じ項目の組にも、そのまわりにも、ファイルの名前にもありません。",
                "`{word}` is no field of this record or around it, and no file."
            ),
        };
        choose(d.why(why), &word, &known)
    }

    fn item(&self, at: NodeId, target: &str) -> Option<Diagnostic> {
        let own = document_key(self.tree, at);
        let (document, id) = target.rsplit_once('#').unwrap_or((own, target));
        if self.ids.item(document, id).is_some() || document != own && self.may_be_unread(document) {
            return None;
        }
        if !self.ids.has_document(document) {
            let d = Diagnostic::error(
                "unknown-reference",
                words!(
                    "<item:{target}>：「{document}」という文書やファイルはありません。",
                    "<item:{target}>: there is no document or file `{document}`."
                ),
            );
            return Some(choose(d, document, &self.ids.documents().collect::<Vec<_>>()));
        }
        let d = Diagnostic::error(
            "unknown-reference",
            words!("<item:{target}>：{document} に id「{id}」がありません。", "<item:{target}>: {document} has no id `{id}`."),
        );
        let known: Vec<&str> = self.ids.names_in(document).collect();
        Some(match (nearest(id, known.iter().copied()), self.elsewhere(id)) {
            (None, Some(other)) => d.label(words!("もしかして {other}#{id}", "did you mean {other}#{id}?")).fix(words!(
                "別の文書の項目は <item:{other}#{id}> のように、文書の名前を付けて書いてください。",
                "Name an item of another document with the document: <item:{other}#{id}>."
            )),
            _ => with_suggestion(d, "item", id, &known),
        })
    }

    /// Another document that has this id.
    fn elsewhere(&self, id: &str) -> Option<&str> {
        self.ids.documents().find(|d| self.ids.item(d, id).is_some())
    }

    fn annex(&self, at: NodeId, target: &str) -> Option<Diagnostic> {
        let own = document_key(self.tree, at);
        let rules = match self.ids.annex(target, own) {
            Ok(_) => return None,
            Err(rules) => rules,
        };
        if rules.len() > 1 {
            return Some(self.annex_of_several(target, &rules));
        }
        if self.unread("annex") {
            return None;
        }
        let d = Diagnostic::error(
            "unknown-reference",
            words!("<annex:{target}>：別表「{target}」がありません。", "<annex:{target}>: there is no annex `{target}`."),
        );
        let known: Vec<String> = self.ids.annex_targets().collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        Some(with_suggestion(d, "annex", target, &known))
    }

    fn annex_of_several(&self, target: &str, rules: &[String]) -> Diagnostic {
        let n = rules.len();
        let choices: Vec<String> = rules.iter().map(|r| format!("<annex:{r}#{target}>")).collect();
        let (ja, en) = (choices.join("、"), choices.join(", "));
        let d = Diagnostic::error(
            "ambiguous-reference",
            words!("<annex:{target}>：この別表は{n}つの規程にあり、どれか決められません。", "<annex:{target}>: {n} rules have this annex."),
        )
        .why(words!(
            "別表の id は規程ごとに付けるので、規程の外からは規程の id も要ります。",
            "Ids of annexes are given rule by rule; from outside, the id of the rule is needed too."
        ))
        .fix(words!("{ja} のどれかを書いてください。", "Write one of {en}."));
        let annexes = rules.iter().filter_map(|r| self.ids.item(r, target));
        annexes.fold(d, |d, a| d.also(Place::Node(self.tree.get(a, "id").unwrap_or(a), Part::Value), words!("ここにあります", "here")))
    }
}
