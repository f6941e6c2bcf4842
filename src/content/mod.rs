//! The content: files, the tree of their values, the typed model, and the place of every value.

pub mod tree;

pub use tree::{NodeId, Part, Tree};
