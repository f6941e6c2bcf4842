//! What has a name in a society: found in the tree of values, so that a record with a mistake elsewhere in it still has its name.

use super::excerpt::Excerpt;
use super::key::Word;
use super::named::Named;
use super::names;
use super::reference::may_refer;
use super::tree::{NodeId, Part, Tree, Value};
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// Where the records of each kind stand: their file and the list in it; a file may be the list itself.
const LISTS: &[(&str, &str, &str)] = &[
    ("contact", "society", "contact_points"),
    ("role", "society", "roles"),
    ("page", "site", "pages"),
    ("bulletin", "site", "bulletins"),
    ("category", "purposes", "categories"),
    ("procedure", "disclosure", "procedures"),
    ("fee", "disclosure", "fees"),
    ("joint-use", "joint-use", "items"),
    ("form", "forms", "items"),
    ("file", "files", "items"),
];

/// Folders whose files are documents with an id of their own.
const DOCUMENTS: &[(&str, &str)] = &[("policy", "policies/"), ("notice", "notices/"), ("rule", "rules/")];

/// Terms that need not be written: forms of the name of the society.
const BUILT_IN_TERMS: [&str; 3] = ["name", "name/short", "name/latin"];

/// Everything that has a name.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    /// By kind.
    kinds: [Names; KINDS],
    /// By document.
    items: Named<Excerpt, Names>,
    annexes: BTreeMap<String, Vec<String>>,
    referring: Vec<NodeId>,
    keyed: Keyed,
}

type Names = Named<Excerpt, NodeId>;

const ID: Word = Word::of("id");

/// How many kinds of things have names.
const KINDS: usize = 15;

/// The place of a kind among the others.
fn place(kind: &str) -> Option<usize> {
    Some(match kind {
        "contact" => 0,
        "role" => 1,
        "page" => 2,
        "bulletin" => 3,
        "category" => 4,
        "procedure" => 5,
        "fee" => 6,
        "joint-use" => 7,
        "form" => 8,
        "file" => 9,
        "policy" => 10,
        "notice" => 11,
        "rule" => 12,
        "markdown" => 13,
        "term" => 14,
        _ => return None,
    })
}

/// The values under some keys that have a meaning wherever they stand, in the order of the tree.
#[derive(Debug, Clone, Default)]
pub struct Keyed {
    /// Under `id`.
    ids: Vec<NodeId>,
    /// Under `parties`.
    parties: Vec<NodeId>,
    /// Under `labels`.
    pub labels: Vec<NodeId>,
    /// Under `notes`.
    pub notes: Vec<NodeId>,
    /// Under `states`.
    pub states: Vec<NodeId>,
    /// Under `continue`.
    pub continues: Vec<NodeId>,
}

impl Keyed {
    fn of(tree: &Tree) -> Keyed {
        const WORDS: [Word; 6] =
            [Word::of("id"), Word::of("parties"), Word::of("labels"), Word::of("notes"), Word::of("states"), Word::of("continue")];
        let mut found = Keyed::default();
        for node in tree.all() {
            let Some(which) = tree.known_key(node).and_then(|key| WORDS.iter().position(|word| word.known() == Some(key))) else {
                continue;
            };
            match which {
                0 => found.ids.push(node),
                1 => found.parties.push(node),
                2 => found.labels.push(node),
                3 => found.notes.push(node),
                4 => found.states.push(node),
                _ => found.continues.push(node),
            }
        }
        found
    }
}

/// The key of a document in item references: the id of a rule, policy or notice, else the stem of the file.
pub fn document_key(tree: &Tree, node: NodeId) -> &str {
    let file = tree.file(node);
    let stem = tree.key(file).unwrap_or_default();
    match DOCUMENTS.iter().any(|(_, folder)| stem.starts_with(folder)) {
        true => tree.get_text(file, "id").unwrap_or(stem),
        false => stem,
    }
}

/// Every text of the tree outside the overlay, with its node, in the order of the files.
pub fn all_texts(tree: &Tree) -> impl Iterator<Item = (NodeId, &str)> {
    let ours = |n: &&NodeId| !tree.key(**n).unwrap_or_default().starts_with("en/");
    let mut todo: Vec<NodeId> = tree.children(Tree::ROOT).iter().filter(ours).copied().collect();
    todo.reverse();
    std::iter::from_fn(move || {
        while let Some(n) = todo.pop() {
            match tree.value(n) {
                Value::Text(t) => return Some((n, &**t)),
                _ => todo.extend(tree.children(n).iter().rev()),
            }
        }
        None
    })
}

impl Ids {
    /// Collects all names; the same name twice is a problem.
    pub fn collect(tree: &Tree) -> (Ids, Vec<Diagnostic>) {
        let ids = Ids { keyed: Keyed::of(tree), ..Ids::default() };
        let mut c = Collect { tree, ids, told: BTreeSet::new(), problems: Vec::new() };
        c.lists();
        c.documents();
        c.prose();
        c.terms();
        c.items();
        c.ids.referring = all_texts(tree).filter(|(_, text)| may_refer(text)).map(|(n, _)| n).collect();
        (c.ids, c.problems)
    }

    /// The texts of the tree that may have references, in the order of the files.
    pub fn referring<'t>(&'t self, tree: &'t Tree) -> impl Iterator<Item = (NodeId, &'t str)> {
        self.referring.iter().filter_map(|n| Some((*n, tree.text(*n)?)))
    }

    /// The values under keys that have a meaning wherever they stand.
    pub fn keyed(&self) -> &Keyed {
        &self.keyed
    }

    /// The record of this kind and id.
    pub fn get(&self, kind: &str, id: &str) -> Option<NodeId> {
        self.kinds.get(place(kind)?)?.get(id).copied()
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

    /// The ids of a kind.
    pub fn names(&self, kind: &str) -> impl Iterator<Item = &str> {
        place(kind).and_then(|kind| self.kinds.get(kind)).into_iter().flat_map(Named::names)
    }

    /// Whether there is a document of this name.
    pub fn has_document(&self, document: &str) -> bool {
        self.items.get(document).is_some()
    }

    /// The ids of a document.
    pub fn names_in(&self, document: &str) -> impl Iterator<Item = &str> {
        self.items.get(document).into_iter().flat_map(Named::names)
    }

    /// The names of all documents.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.items.names()
    }

    /// All annexes with their rules: `management#purposes`.
    pub fn annex_names(&self) -> Vec<String> {
        self.annexes.iter().flat_map(|(id, rules)| rules.iter().map(move |r| format!("{r}#{id}"))).collect()
    }

    /// The targets that name an annex: its id alone where that is enough, else with its rule.
    pub fn annex_targets(&self) -> impl Iterator<Item = String> + '_ {
        self.annexes.iter().flat_map(|(id, rules)| match rules.as_slice() {
            [_] => vec![id.clone()],
            many => many.iter().map(|r| format!("{r}#{id}")).collect(),
        })
    }
}

struct Collect<'t> {
    tree: &'t Tree,
    ids: Ids,
    /// Ids that were called duplicates before: each is told once.
    told: BTreeSet<NodeId>,
    problems: Vec<Diagnostic>,
}

impl Collect<'_> {
    fn add(&mut self, kind: &'static str, id: &Excerpt, at: NodeId) {
        let Some(names) = place(kind).and_then(|kind| self.ids.kinds.get_mut(kind)) else { return };
        if let Err(first) = names.name(id, at) {
            let first = *first;
            self.twice(id, first, at);
        }
    }

    /// The id of a record.
    fn id_of(&self, record: NodeId) -> Option<&Excerpt> {
        self.tree.shared(self.tree.get_word(record, ID)?)
    }

    fn twice(&mut self, id: &str, first: NodeId, second: NodeId) {
        if first == second || !self.told.insert(second) {
            return;
        }
        let place = |n: NodeId| Place::Node(self.tree.get(n, "id").unwrap_or(n), Part::Value);
        self.problems.push(
            Diagnostic::error("duplicate-id", words!("id「{id}」が2回使われています。", "The id `{id}` is used twice."))
                .at(place(second))
                .label(words!("2回目", "the second"))
                .also(place(first), words!("1回目", "the first"))
                .why(words!(
                    "この id を指す参照が、どちらを指すのか決められません。",
                    "Which of them a reference to it means cannot be known."
                ))
                .fix(words!(
                    "どちらかを別の id に変え、それを指す参照も直してください。",
                    "Give one of them another id, and mend the references to it."
                )),
        );
    }

    fn lists(&mut self) {
        for (kind, stem, key) in LISTS {
            let Some(file) = self.tree.get(Tree::ROOT, stem) else { continue };
            let list = match self.tree.value(file) {
                Value::List(_) => Some(file),
                _ => self.tree.get(file, key),
            };
            let tree = self.tree;
            for record in list.map(|l| tree.children(l)).unwrap_or_default() {
                if let Some(id) = tree.get_word(*record, ID).and_then(|id| tree.shared(id)) {
                    self.add(kind, id, *record);
                }
            }
        }
    }

    fn files_in(&self, folder: &str) -> Vec<NodeId> {
        self.tree.children(Tree::ROOT).iter().copied().filter(|f| self.tree.key(*f).is_some_and(|k| k.starts_with(folder))).collect()
    }

    /// Documents are named beside the files of the society, in one and the same way.
    fn documents(&mut self) {
        let mut seen = Names::default();
        for (kind, folder) in DOCUMENTS {
            for file in self.files_in(folder) {
                let Some(id) = self.id_of(file).cloned() else { continue };
                self.add(kind, &id, file);
                if let Err(first) = seen.name(&id, file) {
                    self.twice(&id, *first, file);
                }
                if names::FILES.contains(&&*id) {
                    self.name_of_a_file(&id, file);
                }
                if *kind == "rule" {
                    self.annexes(&id, file);
                }
            }
        }
    }

    fn name_of_a_file(&mut self, id: &str, document: NodeId) {
        self.problems.push(
            Diagnostic::error(
                "duplicate-id",
                words!("id「{id}」は、ファイル {id}.yaml の名前と同じです。", "The id `{id}` is the name of the file {id}.yaml."),
            )
            .at_value(self.tree.get(document, "id").unwrap_or(document))
            .why(words!(
                "<item:{id}#…> が、この文書と {id}.yaml のどちらを指すのか決められません。",
                "Whether <item:{id}#…> means this document or {id}.yaml cannot be known."
            ))
            .fix(words!("別の id にしてください（例：{id}-rule）。", "Give it another id, such as {id}-rule.")),
        );
    }

    fn annexes(&mut self, rule: &str, file: NodeId) {
        let annexes = self.tree.get(file, "annexes").map(|l| self.tree.children(l).to_vec()).unwrap_or_default();
        for annex in annexes {
            if let Some(id) = self.tree.get_text(annex, "id") {
                self.ids.annexes.entry(id.to_string()).or_default().push(rule.to_string());
            }
        }
    }

    /// A page of prose may be named as a page, unless a page of the site has its name.
    fn prose(&mut self) {
        for front in self.files_in("pages/") {
            let Some(id) = self.id_of(front).cloned() else { continue };
            self.add("markdown", &id, front);
            if self.ids.get("page", &id).is_none() {
                self.add("page", &id, front);
            }
        }
    }

    fn terms(&mut self) {
        let terms = self.tree.get(Tree::ROOT, "site").and_then(|s| self.tree.get(s, "terms"));
        for term in terms.map(|t| self.tree.children(t).to_vec()).unwrap_or_default() {
            if let Some(key) = self.tree.key(term) {
                self.add("term", &key.into(), term);
            }
        }
        if let Some(society) = self.tree.get(Tree::ROOT, "society") {
            let names = place("term").and_then(|kind| self.ids.kinds.get_mut(kind));
            names.into_iter().for_each(|names| BUILT_IN_TERMS.into_iter().for_each(|t| _ = names.insert(&t.into(), society)));
        }
    }

    /// Every record with an id below the top of its file, by document.
    fn items(&mut self) {
        let tree = self.tree;
        let ours = |n: &NodeId| tree.key(*n).is_some_and(|stem| !stem.starts_with("en/") && stem != "waivers");
        for file in tree.children(Tree::ROOT).iter().copied().filter(ours) {
            self.ids.items.insert(&document_key(tree, file).into(), Names::default());
        }
        // Records stand in the order of the files, each before what it holds.
        let mut records: Vec<NodeId> = self.ids.keyed.ids.iter().filter_map(|id| tree.parent(*id)).collect();
        records.extend(&self.ids.keyed.parties);
        records.sort_unstable();
        records.dedup();
        for record in records {
            let file = tree.file(record);
            let inside = tree.outward(record).skip(1).take_while(|n| *n != Tree::ROOT);
            if record == file || !ours(&file) || inside.into_iter().any(|n| tree.key(n) == Some("parties")) {
                continue;
            }
            if tree.key(record) == Some("parties") {
                self.parties(record);
            } else if let Some(id) = tree.get_word(record, ID).and_then(|id| tree.shared(id)) {
                self.item(record, id, document_key(tree, file));
            }
        }
    }

    fn item(&mut self, record: NodeId, id: &Excerpt, document: &str) {
        let Some(of) = self.ids.items.get_mut(document) else { return };
        if let Err(first) = of.name(id, record) {
            let first = *first;
            self.twice(id, first, record);
        }
    }

    /// The ids of parties are unique in their joint use.
    fn parties(&mut self, list: NodeId) {
        let mut seen = Names::default();
        let tree = self.tree;
        for p in tree.children(list) {
            let Some(id) = tree.get_word(*p, ID).and_then(|id| tree.shared(id)) else { continue };
            if let Err(first) = seen.name(id, *p) {
                self.twice(id, *first, *p);
            }
        }
    }
}
