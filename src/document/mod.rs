//! The document tree: what `compose` makes of a society, and what every renderer prints.

mod blocks;
pub mod compose;
pub mod composer;
mod fees;
mod fields;
mod hidden;
pub mod inline;
pub mod labels;
mod law_words;
mod markdown;
pub mod numbering;
pub mod outline;
mod references;
pub mod registry;
mod text;
pub mod tree;

pub use compose::compose;
pub use composer::Input;
