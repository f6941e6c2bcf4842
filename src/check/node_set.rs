//! Some values of a tree.

use crate::content::tree::{NodeId, Tree};

/// Some values of a tree, a bit for each.
#[derive(Debug, Clone)]
pub struct NodeSet(Vec<u64>);

impl NodeSet {
    /// None yet.
    pub fn of(tree: &Tree) -> NodeSet {
        NodeSet(vec![0; tree.len().div_ceil(64)])
    }

    /// Adds one; answers whether it is new.
    #[inline]
    pub fn add(&mut self, node: NodeId) -> bool {
        let (Some(bits), bit) = (self.0.get_mut(node.0 as usize / 64), 1 << (node.0 % 64)) else { return false };
        let is_new = *bits & bit == 0;
        *bits |= bit;
        is_new
    }

    /// Whether it is one of them.
    #[inline]
    pub fn has(&self, node: NodeId) -> bool {
        self.0.get(node.0 as usize / 64).is_some_and(|bits| bits >> (node.0 % 64) & 1 > 0)
    }
}
