//! The content: files, the tree of their values, the typed model, and the place of every value.

pub mod block;
mod complaints;
mod decode;
mod everyday;
pub mod ids;
pub mod keys;
mod kinds;
mod lexical;
mod locate;
pub mod lookup;
pub mod markdown;
pub mod model;
pub mod names;
pub mod open;
pub mod overlay;
mod parse;
pub mod reader;
pub mod record;
pub mod reference;
pub mod shape;
mod site_check;
pub mod society;
pub mod source;
mod syntax;
pub mod tree;
mod verify;
mod walk;
mod within;

pub use markdown::Markdown;
pub use open::{Content, Edition, find, of_translation, open, open_found};
pub use reader::{Read, read, read_knowing};
pub use society::Society;
pub use source::{Position, Source, Sources, Span};
pub use tree::{NodeId, Part, Tree};
pub use walk::Found as Files;
