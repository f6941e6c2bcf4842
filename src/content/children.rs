//! The entries of a list or mapping: most have a few, which need no memory of their own.

use super::tree::NodeId;
use std::fmt;
use std::ops::Deref;
use std::slice;

/// So many need no memory of their own: no list gets larger by them.
const FEW: usize = 3;
/// Of the others, most have no more.
const SOME: usize = 8;

/// The entries of a list or mapping, in their order.
#[derive(Clone)]
pub enum Children {
    /// How many there are, and which.
    Few(u8, [NodeId; FEW]),
    /// More than a few.
    Many(Vec<NodeId>),
}

impl Children {
    /// None yet.
    pub const fn new() -> Children {
        Children::Few(0, [NodeId(0); FEW])
    }

    /// Adds one at the end.
    pub(super) fn push(&mut self, child: NodeId) {
        match self {
            Children::Many(all) => all.push(child),
            Children::Few(count, few) => match few.get_mut(usize::from(*count)) {
                Some(place) => {
                    *place = child;
                    *count += 1;
                }
                None => {
                    let mut all = Vec::with_capacity(SOME);
                    all.extend_from_slice(few);
                    all.push(child);
                    *self = Children::Many(all);
                }
            },
        }
    }
}

impl Deref for Children {
    type Target = [NodeId];
    fn deref(&self) -> &[NodeId] {
        match self {
            Children::Few(count, few) => few.get(..usize::from(*count)).unwrap_or(few),
            Children::Many(all) => all,
        }
    }
}

impl Default for Children {
    fn default() -> Self {
        Children::new()
    }
}

impl<'c> IntoIterator for &'c Children {
    type Item = &'c NodeId;
    type IntoIter = slice::Iter<'c, NodeId>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<NodeId> for Children {
    fn from_iter<I: IntoIterator<Item = NodeId>>(all: I) -> Self {
        let mut children = Children::new();
        all.into_iter().for_each(|child| children.push(child));
        children
    }
}

impl PartialEq for Children {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Children {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_keep_their_order_however_many_there_are() {
        let mut list = Vec::new();
        let mut children = Children::new();
        for n in 0..20 {
            assert_eq!((&*children, children.iter().copied().collect()), (&*list, children.clone()));
            children.push(NodeId(n));
            list.push(NodeId(n));
        }
    }
}
