//! Places of findings as file, line and column, from what read the content.

use crate::check::finding::{Location, Locator};
use crate::check::texts::Body;
use crate::content::Read;
use crate::diagnostic::Place;

/// The files of one society.
pub struct Files<'a> {
    /// As they were read.
    pub read: &'a Read,
    /// Their folder as the user typed it: `content`.
    pub folder: &'a str,
}

impl Locator for Files<'_> {
    fn locate(&self, place: &Place) -> Option<Location> {
        if let Place::File(path) = place {
            return Some(Location { file: self.shown(path), line: 1, column: 1, end_line: 1, end_column: 1 });
        }
        let span = self.read.span(place)?;
        let source = self.read.sources.get(span.file)?;
        let (start, end) = self.read.sources.positions(&span)?;
        Some(Location {
            file: self.shown(&source.path),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        })
    }
}

impl Files<'_> {
    fn shown(&self, path: &str) -> String {
        if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder.trim_end_matches('/')) }
    }
}

/// The bodies of the Markdown pages.
pub fn bodies(read: &Read) -> Vec<Body> {
    let body = |p: &crate::content::Markdown| Body {
        stem: p.stem.clone(),
        file: format!("{}.md", p.stem),
        text: p.body.to_string(),
        start: p.body_start,
    };
    read.pages.iter().map(body).collect()
}
