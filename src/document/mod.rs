//! The document tree: what `compose` makes of a society, and what every renderer prints.

pub mod tree;
