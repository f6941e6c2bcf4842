//! What a template can see: the theme, the data of one document, fonts. No packages, no network, no clock, no other files.

use super::fonts::Fonts;
use super::theme::{Theme, file_id};
use std::path::PathBuf;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

/// Where a template finds the document.
pub(super) const DATA: &str = "/data.json";

/// Where a template finds the code that leads from paper to the page.
pub(super) const QR: &str = "/qr.svg";

/// The surroundings of one document.
pub(super) struct Surroundings<'a> {
    pub(super) library: &'a LazyHash<Library>,
    pub(super) theme: &'a Theme,
    pub(super) fonts: &'a Fonts,
    pub(super) main: FileId,
    pub(super) data: Bytes,
    pub(super) qr: Bytes,
}

impl<'a> Surroundings<'a> {
    fn path(id: FileId) -> FileResult<&'static str> {
        let path = id.get();
        match path.root() {
            VirtualRoot::Project => Ok(path.vpath().get_with_slash()),
            VirtualRoot::Package(_) => Err(FileError::Other(Some("packages are not available: copy what is needed into the theme".into()))),
        }
    }

    /// The name of a file of the theme for messages.
    pub(super) fn shown(&self, id: FileId) -> Option<&'a str> {
        Some(self.theme.file(Self::path(id).ok()?)?.shown.as_str())
    }
}

impl World for Surroundings<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = Self::path(id)?;
        let file = self.theme.file(path).ok_or_else(|| FileError::NotFound(PathBuf::from(path)))?;
        file.source.clone().ok_or(FileError::NotSource)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match Self::path(id)? {
            DATA => Ok(self.data.clone()),
            QR => Ok(self.qr.clone()),
            path => match self.theme.file(path) {
                Some(file) => Ok(file.bytes.clone()),
                None => Err(FileError::NotFound(PathBuf::from(path))),
            },
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The main template of a kind of sheet.
pub(super) fn main_of(sheet: &str) -> Option<FileId> {
    file_id(&format!("/print/{sheet}.typ"))
}
