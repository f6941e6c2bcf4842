//! The overlay of another language: the same file names and keys, texts only; records by their id under `by_id`.

use super::children::Children;
use super::keys::KEYS;
use super::kinds::choose;
use super::record::nearest;
use super::tree::{NodeId, Part, Step, Tree, Value};
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// The tree with the texts of `en/` in place of the Japanese; what has no translation stays. Problems of the overlay beside it.
///
/// Files in `broken` are there but could not be read: their translation waits.
pub fn translate(tree: &Tree, broken: &BTreeSet<String>) -> (Tree, Vec<Diagnostic>) {
    let mut o = Overlay { tree: tree.clone(), problems: Vec::new() };
    for file in tree.children(Tree::ROOT) {
        if let Some(stem) = tree.key(*file).and_then(|k| k.strip_prefix("en/")).filter(|stem| !broken.contains(*stem)) {
            o.file(*file, stem);
        }
    }
    (o.tree, o.problems)
}

struct Overlay {
    tree: Tree,
    problems: Vec<Diagnostic>,
}

impl Overlay {
    fn file(&mut self, over: NodeId, stem: &str) {
        let Some(base) = self.tree.get(Tree::ROOT, stem) else {
            let d = Diagnostic::error(
                "overlay-without-original",
                words!("en/{stem} に当たる日本語のファイル {stem} がありません。", "There is no Japanese file {stem} for en/{stem}."),
            );
            let d = d
                .at_key(over)
                .why(words!("en/ には、日本語のファイルの訳だけを置きます。", "en/ holds translations of the Japanese files only."));
            let stems: Vec<&str> =
                self.tree.children(Tree::ROOT).iter().filter_map(|f| self.tree.key(*f)).filter(|k| !k.starts_with("en/")).collect();
            self.problems.push(match nearest(stem, stems.iter().copied()) {
                Some(k) => d.fix(words!(
                    "もしかして {k} の訳ですか。ファイルの名前を日本語のファイルと同じにしてください。",
                    "Is it a translation of {k}? Name it like the Japanese file."
                )),
                None => d.fix(words!("ファイルの名前を日本語のファイルと同じにしてください。", "Name it like the Japanese file.")),
            });
            return;
        };
        self.tree.entry_mut(base).translate_from(over);
        // A bare list is short for `items`, in the translation too.
        let list = self.tree.get(base, "items");
        match (self.tree.value(over), self.tree.value(base)) {
            (Value::List(_), Value::Map(_)) if list.is_some() => return self.merge(over, list.unwrap_or(base)),
            (Value::Map(_), _) => {}
            _ => return self.merge(over, base),
        }
        let ids = self.ids(base);
        let bare = matches!(self.tree.value(base), Value::List(_));
        for entry in self.tree.children(over).to_vec() {
            match self.tree.key(entry).unwrap_or_default().to_string().as_str() {
                "by_id" if matches!(self.tree.value(entry), Value::Map(_)) => self.by_id(entry, &ids, stem),
                "by_id" => self.differs(entry, base),
                "items" if bare => self.merge(entry, base),
                key => self.entry(entry, base, key),
            }
        }
    }

    /// Records by their id, parties left out: their ids are unique in their joint use only.
    fn ids(&self, base: NodeId) -> BTreeMap<String, NodeId> {
        let mut out = BTreeMap::new();
        let mut todo = vec![base];
        while let Some(n) = todo.pop() {
            if self.tree.key(n) == Some("parties") {
                continue;
            }
            if let Some(id) = self.tree.get_text(n, "id") {
                out.insert(id.to_string(), n);
            }
            todo.extend(self.tree.children(n));
        }
        out
    }

    fn by_id(&mut self, over: NodeId, ids: &BTreeMap<String, NodeId>, stem: &str) {
        for entry in self.tree.children(over).to_vec() {
            let id = self.tree.key(entry).unwrap_or_default().to_string();
            match ids.get(&id) {
                Some(base) => self.merge(entry, *base),
                None => {
                    let known: Vec<&str> = ids.keys().map(String::as_str).collect();
                    let d = Diagnostic::error(
                        "overlay-unknown-id",
                        words!("日本語の {stem} に id「{id}」はありません。", "The Japanese {stem} has no id `{id}`."),
                    )
                    .at_key(entry)
                    .why(words!("by_id の下には、日本語のファイルにある id を書きます。", "by_id holds ids that the Japanese file has."));
                    self.problems.push(choose(d, &id, &known));
                }
            }
        }
    }

    /// One key of a mapping of the overlay onto the mapping of the original.
    fn entry(&mut self, over: NodeId, base: NodeId, key: &str) {
        if let Some(b) = self.tree.get(base, key) {
            return self.merge(over, b);
        }
        // Words for labels may be given in English alone.
        if let (Some("labels" | "terms" | "abbreviations" | "flows"), Value::Text(_)) = (self.tree.key(base), self.tree.value(over)) {
            let value = self.tree.value(over).clone();
            let node = self.tree.push(base, Step::Key(key.into()), value);
            self.tree.entry_mut(node).translate_from(over);
            return;
        }
        if key == "labels" {
            let node = self.tree.push(base, Step::Key("labels".into()), Value::Map(Children::new()));
            return self.merge(over, node);
        }
        let known: Vec<String> = self.tree.children(base).iter().filter_map(|n| self.tree.key(*n)).map(str::to_string).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let in_model = |k: &str| KEYS.binary_search(&k).is_ok();
        if in_model(key) && nearest(key, known.iter().copied().filter(|k| !in_model(k))).is_some() {
            // The Japanese is misspelt, and is told so itself.
            return;
        }
        let d = Diagnostic::error("overlay-unknown-key", words!("もとの日本語に {key} はありません。", "The Japanese has no {key}."))
            .at_key(over)
            .why(words!(
                "en/ には、日本語のファイルにある項目の訳だけを書きます。",
                "en/ holds translations of what the Japanese file has."
            ));
        let file = self.tree.parent(base) == Some(Tree::ROOT);
        let d = if file { d } else { d.also(Place::Node(base, Part::Key), words!("もとの日本語", "the Japanese")) };
        self.problems.push(choose(d, key, &known));
    }

    fn merge(&mut self, over: NodeId, base: NodeId) {
        match (self.tree.value(over).clone(), self.tree.value(base).clone()) {
            (Value::Map(children), Value::Map(_)) => {
                for c in children.iter().copied() {
                    let key = self.tree.key(c).unwrap_or_default().to_string();
                    self.entry(c, base, &key);
                }
            }
            (Value::Map(_), Value::Text(_)) => match self.only_text(over) {
                Some(text) => self.replace(text, base),
                None => self.differs(over, base),
            },
            (Value::List(o), Value::List(b)) if o.len() == b.len() => o.iter().zip(b.iter()).for_each(|(o, b)| self.merge(*o, *b)),
            (Value::List(o), Value::List(b)) => {
                let (o, b) = (o.len(), b.len());
                self.problems.push(
                    Diagnostic::error(
                        "overlay-length",
                        words!("日本語は{b}件ですが、訳は{o}件です。", "The Japanese has {b} entries, the translation {o}."),
                    )
                    .at_value(over)
                    .also(Place::Node(base, Part::Value), words!("もとの日本語", "the Japanese"))
                    .why(words!("id のない一覧は、順番で日本語と結び付けます。", "Lists without ids are matched by their order."))
                    .fix(words!("同じ数だけ、同じ順に訳を書いてください。", "Write as many translations, in the same order.")),
                );
            }
            (Value::Text(_), Value::Text(_)) => self.replace(over, base),
            (Value::Text(_), Value::Map(_)) => match ["text", "item", "heading"].iter().find_map(|k| self.tree.get(base, k)) {
                Some(text) => self.merge(over, text),
                None => self.differs(over, base),
            },
            _ => self.differs(over, base),
        }
    }

    fn only_text(&self, over: NodeId) -> Option<NodeId> {
        match self.tree.children(over) {
            [one] if matches!(self.tree.value(*one), Value::Text(_)) => Some(*one),
            _ => None,
        }
    }

    fn replace(&mut self, over: NodeId, base: NodeId) {
        let value = self.tree.value(over).clone();
        let entry = self.tree.entry_mut(base);
        entry.value = value;
        entry.translate_from(over);
    }

    fn differs(&mut self, over: NodeId, base: NodeId) {
        self.problems.push(
            Diagnostic::error(
                "overlay-shape",
                words!("訳の形が日本語と違います。", "The translation has another shape than the Japanese."),
            )
            .at_value(over)
            .also(Place::Node(base, Part::Value), words!("もとの日本語", "the Japanese"))
            .why(words!(
                "訳せるのは文字だけで、数や日付、形は日本語のものを使います。",
                "Only texts are translated; numbers, days and shapes are those of the Japanese."
            ))
            .fix(words!(
                "日本語と同じ形（文字、一覧、項目の組）で書いてください。",
                "Write it in the same shape as the Japanese (text, list, group of fields)."
            )),
        );
    }
}
