//! The document tree: what `compose` makes of a society, and what every renderer prints.

mod blocks;
pub mod compose;
pub mod composer;
mod count;
mod fees;
mod fields;
mod hidden;
pub mod inline;
mod item_reference;
mod items;
pub mod label;
pub mod labels;
mod law_words;
mod markdown;
mod notes;
pub mod numbering;
pub mod outline;
mod own_words;
mod parts;
mod references;
pub mod registry;
mod sheets;
mod synonyms;
mod table;
pub mod targets;
mod text;
pub mod tree;
mod wording;

pub use compose::compose;
pub use composer::Input;
