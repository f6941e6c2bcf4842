//! The content: files, the tree of their values, the typed model, and the place of every value.

pub mod block;
pub mod ids;
pub mod lookup;
pub mod model;
pub mod overlay;
pub mod record;
pub mod reference;
pub mod society;
pub mod source;
pub mod tree;

pub use society::Society;
pub use tree::{NodeId, Part, Tree};
