//! kohyo (公表): what a health insurance society writes once, as YAML, becomes the pages and bulletins that the law makes it publish.
//!
//! Data moves one way, left to right: `content` loads, `document` composes one tree, `web` renders it, `print` typesets it, `build` puts it in place.
//! `law` answers what an article is called on a day. `docs/architecture.md` draws the rooms and says what each may know.

pub mod build;
pub mod check;
pub mod cli;
pub mod content;
pub mod diagnostic;
pub mod document;
pub mod fs;
pub mod init;
pub mod lang;
pub mod law;
#[cfg(feature = "serve")]
pub mod preview;
#[cfg(feature = "pdf")]
pub mod print;
pub mod proof;
pub mod schema;
pub mod side_by_side;
pub mod web;
