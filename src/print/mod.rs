//! The print room: from the document tree to PDF, typeset by the compiler of Typst. It knows the tree, templates, fonts and paper, and nothing of YAML.
//!
//! A publication gives `Matter`, each of which becomes a `Document` (a template and its data) and then a `Printed` (the bytes of a PDF/UA-1 file).

mod data;
mod document;
mod extent;
mod fault;
mod fit;
mod fonts;
mod links;
mod matter;
mod printer;
mod qr;
mod text;
mod theme;
mod world;

pub use document::Document;
pub use fit::several_sheets;
pub use matter::{Matter, of};
pub use printer::{Options, Press, Printed, Printer};
