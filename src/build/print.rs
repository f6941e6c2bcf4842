//! The printed matter of one society: typeset, or taken from the old output where nothing that it depends on has changed.

use super::manifest::{Manifest, PRINTS};
use super::prints::Prints;
use super::{OutputFile, Site};
use crate::content::{Content, of_translation};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::tree::Publication;
use crate::fs;
use crate::lang::Lang;
use crate::print::{self, Document, Matter, Press, Printed, Printer};
use crate::web::PdfInfo;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What is remembered of every file, by its path.
type Record = BTreeMap<String, Remembered>;

/// What is remembered of a file, so that it need not be typeset again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Remembered {
    /// What it depends on, as a hash.
    key: String,
    /// For each of its sheets, the number of the first node that stands on it.
    starts: Vec<u32>,
}

/// Prints everything of a society; nothing when something keeps it from being printed.
pub(super) fn print(
    printer: &Printer,
    site: &Site,
    content: &Content,
    publications: &[Publication],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Prints> {
    let press = match printer.for_society(&site.content) {
        Ok(press) => press,
        Err(problems) => {
            diagnostics.extend(problems);
            return None;
        }
    };
    let mut problems = Vec::new();
    let mut all: Vec<(&Publication, Matter, Document)> = Vec::new();
    for publication in publications {
        let matters = print::of(publication);
        let (documents, found) = press.compose(&matters, &|c| written(content, publication.lang, c));
        problems.extend(translated(content, publication.lang, found));
        all.extend(matters.into_iter().zip(documents).map(|(matter, document)| (publication, matter, document)));
    }
    let documents: Vec<&Document> = all.iter().map(|(_, _, document)| document).collect();
    let printed = if problems.is_empty() { typeset(&press, &site.output, &documents, &mut problems) } else { None };
    diagnostics.extend(problems);
    let printed = printed?;
    let of_sheets = all.iter().zip(&printed).filter(|((p, ..), _)| p.lang == Lang::Ja);
    diagnostics.extend(of_sheets.filter_map(|((_, matter, _), sheets)| print::several_sheets(matter, sheets.starts.len())));
    Some(collect(&press, &all, printed))
}

/// Where a character is written in the texts of an edition.
pub(crate) fn written(content: &Content, lang: Lang, c: char) -> Vec<Place> {
    let texts = content.editions.iter().filter(|e| e.lang == lang).flat_map(|e| e.texts());
    texts.filter_map(|(node, text)| Some(Place::Within(node, text.find(c).map(|at| at..at + c.len_utf8())?))).collect()
}

/// Problems of an overlay stand at places of its own.
pub(crate) fn translated(content: &Content, lang: Lang, problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    match content.editions.iter().find(|e| e.lang == lang) {
        Some(edition) if lang != Lang::Ja => problems.into_iter().filter_map(|d| of_translation(&edition.tree, d)).collect(),
        _ => problems,
    }
}

/// The bytes of every document with its sheets: those of the old output where nothing changed, all others typeset now.
fn typeset(press: &Press, output: &Path, documents: &[&Document], problems: &mut Vec<Diagnostic>) -> Option<Vec<Sheets>> {
    let old = Old::read(output);
    let mut done: Vec<Option<Sheets>> = documents.iter().map(|d| old.take(output, &d.path, press.key(d)?)).collect();
    let missing: Vec<usize> = (0..documents.len()).filter(|i| done[*i].is_none()).collect();
    let wanted: Vec<&Document> = missing.iter().map(|i| documents[*i]).collect();
    for (i, printed) in missing.into_iter().zip(press.print(&wanted)) {
        match printed {
            Ok(Printed { bytes, starts, warnings }) => {
                problems.extend(warnings);
                done[i] = Some(Sheets { bytes, starts });
            }
            Err(found) => problems.extend(found),
        }
    }
    once(problems);
    done.into_iter().collect()
}

/// A broken template breaks many documents: said once.
fn once(problems: &mut Vec<Diagnostic>) {
    let mut said: Vec<(Option<Place>, String)> = Vec::new();
    problems.retain(|p| {
        let line = p.what.ja.split('」').next().unwrap_or_default().to_owned();
        let new = p.code != "print-template" || !said.contains(&(p.place.clone(), line.clone()));
        said.push((p.place.clone(), line));
        new
    });
}

/// The bytes of a file and what stands on its sheets.
struct Sheets {
    bytes: Vec<u8>,
    starts: Vec<u32>,
}

/// What the last build left: its record, and its list of files.
struct Old {
    record: Record,
    manifest: Option<Manifest>,
}

impl Old {
    /// Of an output; whatever cannot be read is not there.
    fn read(output: &Path) -> Old {
        let record = fs::read(&output.join(PRINTS)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Old { record, manifest: Manifest::read(output).ok().flatten() }
    }

    /// A file of the old output, if it depends on the same things and is still what was written then.
    fn take(&self, output: &Path, path: &str, key: String) -> Option<Sheets> {
        let remembered = self.record.get(path).filter(|r| r.key == key)?;
        let listed = self.manifest.as_ref()?.files.get(path)?;
        let bytes = fs::read(&output.join(path)).ok()?;
        listed.is_of(&bytes).then(|| Sheets { bytes, starts: remembered.starts.clone() })
    }
}

fn collect(press: &Press, all: &[(&Publication, Matter, Document)], sheets: Vec<Sheets>) -> Prints {
    let mut prints = Prints::default();
    let mut record = Record::new();
    for ((publication, matter, document), Sheets { bytes, starts }) in all.iter().zip(sheets) {
        let id = |page: &usize| publication.pages.get(*page).map(|p| p.id.clone());
        let info = |page| PdfInfo {
            page,
            lang: document.lang,
            path: document.path.clone(),
            bytes: bytes.len() as u64,
            pages: u32::try_from(starts.len()).unwrap_or(u32::MAX),
        };
        if matter.page.is_none() {
            prints.infos.push(info(None));
        }
        prints.infos.extend(matter.page.iter().chain(&matter.offered_by).filter_map(id).map(|page| info(Some(page))));
        if document.lang == Lang::Ja {
            prints.places.insert(document.path.clone(), document.places(&starts));
        }
        if let Some(key) = press.key(document) {
            record.insert(document.path.clone(), Remembered { key, starts });
        }
        prints.files.push(OutputFile { path: document.path.clone(), bytes: bytes.into() });
    }
    prints.record = serde_json::to_vec(&record).ok().map(|bytes| (PRINTS, bytes));
    prints
}
