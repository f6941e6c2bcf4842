//! One society, from its folder to its files: the one place where the rooms are joined.

use super::{Render, Rendered, Settings};
use crate::diagnostic::Diagnostic;
use crate::words;
use std::path::Path;

/// The way through: content, document, web.
pub struct Standard;

impl Render for Standard {
    type Source = ();

    fn render(&self, content: &Path, _: &Settings) -> Rendered<()> {
        let path = content.display();
        let missing = Diagnostic::error("not-joined", words!("「{path}」はまだ作れません", "{path} cannot be built yet"));
        Rendered { files: None, diagnostics: vec![missing], source: () }
    }
}
