//! Numbers without blocks: while numbers are given, nodes and their items are only counted, in the order in which they will be written.
//!
//! Each function here answers whether the one of the same name in `text` prints anything.

use super::composer::{Composer, Scope};
use crate::content::model::text::Node;

impl Composer<'_> {
    /// A node that stands alone.
    pub(super) fn count_node(&mut self, n: &Node, scope: &Scope) -> bool {
        self.named(n.at, n.id.as_ref(), None, scope);
        let body = match &n.numbering {
            Some(own) => self.count_body(n, &scope.with(self.levels_of(own)), &mut 0),
            None => self.count_body(n, scope, &mut 0),
        };
        let headed = n.heading.as_ref().is_some_and(|h| self.page.title.as_deref() != Some(&**h));
        body || headed || n.id.is_some()
    }

    /// Everything of a node but its heading, its items counting on from a number.
    pub(super) fn count_body(&mut self, n: &Node, scope: &Scope, count: &mut u32) -> bool {
        let mut any = !n.paragraphs().is_empty();
        if let Some(name) = &n.block {
            any |= !self.block_in_node(name, n, scope).is_empty();
        }
        any |= self.count_list(&n.items, scope, count, |_, _| false);
        any |= !self.notes_at_field(n.at, "items", scope).is_empty();
        if let Some(t) = &n.table {
            self.table(t, n.at, scope);
            any = true;
        }
        any |= !self.notes(&n.notes, scope).is_empty();
        for c in n.continuation.iter().flat_map(|c| &c.0) {
            any |= self.count_node(c, scope);
        }
        any
    }

    /// A list of nodes, some of which are none of its items.
    pub(super) fn count_list(&mut self, items: &[Node], scope: &Scope, count: &mut u32, no_item: impl Fn(&Self, &Node) -> bool) -> bool {
        if items.is_empty() {
            return false;
        }
        let mut any = false;
        let mut scheme = scope.levels.here();
        let below = scope.below();
        for n in items {
            if self.is_unnumbered(n) || no_item(self, n) {
                any |= self.count_node(n, &below);
                continue;
            }
            self.next_number(n, &mut scheme, count);
            any = true;
            let step = self.counted_step(&scheme, *count);
            let levels = n.numbering.as_deref().map_or_else(|| below.levels.clone(), |own| self.levels_of(own));
            let here = self.step(scope, &step.reference, n.at, levels);
            self.named(n.at, n.id.as_ref(), None, &here);
            self.count_body(n, &here, &mut 0);
        }
        any
    }
}
