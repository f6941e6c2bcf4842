//! The content: files, the tree of their values, the typed model, and the place of every value.

mod complaints;
mod decode;
pub mod keys;
mod lexical;
mod locate;
pub mod markdown;
pub mod names;
mod parse;
pub mod reader;
pub mod source;
mod syntax;
pub mod tree;
mod walk;
mod within;

pub use markdown::Markdown;
pub use reader::{Read, read, read_knowing};
pub use source::{Position, Source, Sources, Span};
pub use tree::{NodeId, Part, Tree};
