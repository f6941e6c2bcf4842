//! Files of the society's own that the site links to, copied as they are.

use super::OutputFile;
use crate::content::Content;
use crate::diagnostic::Diagnostic;
use crate::fs;
use std::path::Path;

/// The files that `files.yaml` names, at `files/…`.
pub fn copies(folder: &Path, content: &Content, diagnostics: &mut Vec<Diagnostic>) -> Vec<OutputFile> {
    let society = content.editions.first().map(|e| &e.society);
    let named = society.and_then(|s| s.files.as_ref()).into_iter().flat_map(|f| &f.items);
    let mut paths: Vec<String> = named.filter_map(|f| f.file.as_ref()).map(|f| format!("files/{}", &**f)).collect();
    paths.sort();
    paths.dedup();
    paths.into_iter().filter_map(|path| copy(folder, path, diagnostics)).collect()
}

fn copy(folder: &Path, path: String, diagnostics: &mut Vec<Diagnostic>) -> Option<OutputFile> {
    match fs::read(&folder.join(&path)) {
        Ok(bytes) => Some(OutputFile { path, bytes: bytes.into() }),
        Err(e) => {
            diagnostics.push(super::refusal::failure(&e));
            None
        }
    }
}
