//! References to items: the path of numbers as it is said from the place where the reference stands.

use super::composer::{Composer, Scope, words};
use super::inline::push_text;
use super::registry::PathId;
use super::tree::{Inlines, Wording};
use crate::content::lookup::document;
use crate::content::tree::Tree;
use crate::content::{NodeId, Part};
use crate::diagnostic::{Diagnostic, Place};
use crate::words as say;

impl Composer<'_> {
    /// What a reference to an item prints: its number as it is said from the place.
    pub(super) fn item(&mut self, target: &str, view: &str, at: NodeId, scope: &Scope) -> Inlines {
        let own_document = scope.document.clone();
        let (of, id) = target.rsplit_once('#').unwrap_or((&own_document, target));
        let Some(item) = self.registry.find(of, id).cloned() else { return self.unprinted_item(of, id, view) };
        let here = *of == *own_document;
        if view == "title" {
            return self.item_title(item.at, item.title);
        }
        let own = self.registry.reference(item.path).to_string();
        if let Some(both) = self.registry.twice(item.path).filter(|_| !own.is_empty()) {
            self.ambiguous(at, target, &own, both);
        }
        if own.is_empty() {
            return match view {
                "full" => self.item_title(item.at, item.title),
                _ => self.unnumbered(at, target),
            };
        }
        if view == "own" {
            return words(own);
        }
        let steps = self.registry.steps(item.path);
        let from = if view.is_empty() && here { shared(&self.registry.steps(scope.path), &steps) } else { 0 };
        let labels: Vec<&str> = steps[from..].iter().map(|s| self.registry.reference(*s)).collect();
        let number = self.join_labels(&labels);
        let of = of.to_string();
        let mut out = match here || view == "number" {
            true => words(number),
            false => {
                let mut title = self.document_title(&of);
                push_text(&mut title, self.phrase("", ", "));
                push_text(&mut title, number);
                title
            }
        };
        if view == "full" {
            let title = self.item_title(item.at, item.title);
            out = self.with_number(out, Some(title));
        }
        out
    }

    /// An item that no document prints has no number, but it may have a title.
    fn unprinted_item(&mut self, of: &str, id: &str, view: &str) -> Inlines {
        match (view, self.input.ids.item(of, id)) {
            ("title" | "full", Some(record)) => self.item_title(record, None),
            _ => Inlines::new(),
        }
    }

    fn item_title(&mut self, record: NodeId, own: Option<Wording>) -> Inlines {
        if let Some(title) = own {
            return words(title);
        }
        let tree = self.input.tree;
        let field = ["heading", "title", "name", "item", "term", "q", "text", "target"]
            .iter()
            .find_map(|k| tree.get(record, k).filter(|n| tree.text(*n).is_some()));
        match field {
            Some(n) => self.text_at(n),
            None => tree.get(record, "id").and_then(|id| tree.shared(id)).map(words).unwrap_or_default(),
        }
    }

    fn document_title(&mut self, name: &str) -> Inlines {
        let tree = self.input.tree;
        let file = document(tree, name).or_else(|| tree.get(Tree::ROOT, name));
        file.and_then(|f| tree.get(f, "title")).map(|n| self.text_at(n)).unwrap_or_default()
    }

    /// Labels in a row; between two digits stands の.
    fn join_labels(&self, labels: &[&str]) -> String {
        let mut out = String::new();
        for l in labels.iter().filter(|l| !l.is_empty()) {
            let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if !self.ja() && !out.is_empty() {
                out.push_str(", ");
            } else if ascii(out.chars().next_back()) && ascii(l.chars().next()) {
                out.push('の');
            }
            out.push_str(l);
        }
        out
    }

    /// Two items with the same number in the same place: which of them is meant cannot be said.
    fn ambiguous(&mut self, at: NodeId, target: &str, own: &str, both: (NodeId, NodeId)) {
        let place = self.place_of(at, "item", target);
        let here = |n: NodeId| Place::Node(self.input.tree.get(n, "id").unwrap_or(n), Part::Value);
        self.problems.push(
            Diagnostic::error(
                "ambiguous-reference",
                say!(
                    "<item:{target}>：番号「{own}」は同じところに2つあります。",
                    "<item:{target}>: the number `{own}` stands twice in the same place."
                ),
            )
            .at(place)
            .also(here(both.0), say!("1つ目の {own}", "the first {own}"))
            .also(here(both.1), say!("2つ目の {own}", "the second {own}"))
            .why(say!("「{own}」と書いても、どちらのことか読む人に分かりません。", "Whoever reads `{own}` cannot tell which is meant."))
            .fix(say!(
                "numbering で番号が重ならないようにするか、<item:{target}/title> と書いてください。",
                "Choose a numbering without repeats, or write <item:{target}/title>."
            )),
        );
    }

    fn unnumbered(&mut self, at: NodeId, target: &str) -> Inlines {
        let place = self.place_of(at, "item", target);
        self.problems.push(
            Diagnostic::error(
                "unnumbered-item",
                say!("<item:{target}>：番号のない項目です。", "<item:{target}>: this item has no number."),
            )
            .at(place)
            .why(say!(
                "参照は番号を載せますが、この項目には番号が付いていません。",
                "A reference prints the number, and this item has none."
            ))
            .fix(say!(
                "[言い方](item:{target}) と言い方を書くか、<item:{target}/title> で題名を載せてください。",
                "Write own words, [words](item:{target}), or print the title with <item:{target}/title>."
            )),
        );
        Inlines::new()
    }
}

/// The part of two ways that is the same; a target that contains the place, or is it, keeps its own last step.
fn shared(place: &[PathId], target: &[PathId]) -> usize {
    let same = place.iter().zip(target).take_while(|(a, b)| a == b).count();
    if same == target.len() && same > 0 { same - 1 } else { same }
}
