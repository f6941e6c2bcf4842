//! The document tree: what `compose` makes of a society, and what every renderer prints.

pub mod inline;
pub mod labels;
pub mod numbering;
pub mod tree;
