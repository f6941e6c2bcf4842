//! Typesetting: a template and its data become the bytes of a PDF, and a record of what stands on which sheet.

use super::document::Document;
use super::fonts::Fonts;
use super::matter::Matter;
use super::theme::Theme;
use super::world::{Surroundings, main_of};
use super::{fault, fit, qr};
use crate::diagnostic::{Diagnostic, Place};
use crate::lang::Lang;
use crate::words;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::foundations::{Bytes, Datetime, Label, Selector, Smart, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::{LazyHash, PicoStr};
use typst::{Feature, Library, LibraryExt, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The mark by which templates say where a node stands: `metadata(n)` with this label.
const MARK: &str = "at";

/// How many documents are typeset before old results of the compiler are forgotten, at least: as many as there are threads.
const BATCH: usize = 4;

/// For how many rounds results of the compiler are remembered without being used: long enough for what all documents share.
const KEPT: usize = 1;

/// The program, as PDF readers name it.
const CREATOR: &str = concat!("kohyo ", env!("CARGO_PKG_VERSION"));

/// How to print.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// 下書き stands across every sheet.
    pub draft: bool,
    /// PDF/A-2a besides PDF/UA-1, for archives.
    pub archive: bool,
    /// The fonts of the system too: then the result differs from machine to machine.
    pub system_fonts: bool,
}

/// A printed document.
#[derive(Debug, Clone)]
pub struct Printed {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// For each of its sheets, the number of the first node of the document that stands on it.
    pub starts: Vec<u32>,
    /// What the compiler warns of.
    pub warnings: Vec<Diagnostic>,
}

/// A theme and its fonts, ready to print: made once for all societies.
pub struct Printer {
    library: LazyHash<Library>,
    theme: Theme,
    fonts: Fonts,
    standards: PdfStandards,
    options: Options,
    /// A hash of the theme and its fonts.
    inputs: Vec<u8>,
}

impl Printer {
    /// With the standard theme, or a theme in a folder over it.
    pub fn new(theme: Option<&Path>, options: Options) -> Result<Printer, Vec<Diagnostic>> {
        let standards: &[PdfStandard] = if options.archive { &[PdfStandard::Ua_1, PdfStandard::A_2a] } else { &[PdfStandard::Ua_1] };
        let (theme, fonts) = (Theme::load(theme)?, Fonts::of_theme(theme, options.system_fonts)?);
        Ok(Printer {
            library: LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()),
            inputs: inputs(&theme, &fonts),
            theme,
            fonts,
            standards: PdfStandards::new(standards).map_err(|e| vec![unsupported(e.message())])?,
            options,
        })
    }

    /// What everything printed depends on besides its data: the theme and its fonts, as a hash.
    pub fn mark(&self) -> String {
        hexadecimal(&self.inputs)
    }

    /// The same with the fonts of a society, from the folder `fonts` of its content.
    pub fn for_society(&self, content: &Path) -> Result<Press<'_>, Vec<Diagnostic>> {
        Ok(Press { printer: self, fonts: self.fonts.with(content)? })
    }
}

/// The printer with the fonts of one society.
pub struct Press<'a> {
    printer: &'a Printer,
    fonts: Fonts,
}

impl Press<'_> {
    /// The documents of something to print, all of one language, and what keeps them from being printed. `written` finds the places of the
    /// content where a character is written; without any, the nodes that print it are named.
    pub fn compose(&self, matters: &[Matter], written: &dyn Fn(char) -> Vec<Place>) -> (Vec<Document>, Vec<Diagnostic>) {
        let documents: Vec<Document> = matters.iter().map(|m| Document::of(m, self.printer.options.draft, &self.fonts)).collect();
        let mut missing = BTreeMap::new();
        for (c, places) in documents.iter().flat_map(|d| &d.missing) {
            missing.entry(*c).or_insert_with(BTreeSet::new).extend(places.iter().copied());
        }
        let mut problems = fault::of_characters(&missing, written);
        problems.extend(documents.iter().filter_map(fault::untitled));
        (documents, problems)
    }

    /// What the bytes of a document depend on, as a hash: as long as it stays the same, so do they. With fonts of the system nobody can tell.
    pub fn key(&self, document: &Document) -> Option<String> {
        if self.printer.options.system_fonts {
            return None;
        }
        let mut hash = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        let Options { draft, archive, .. } = self.printer.options;
        add(format!("{CREATOR} {:?}", typst::utils::version()).as_bytes());
        add(&[draft.into(), archive.into()]);
        add(&self.printer.inputs);
        self.fonts.own().for_each(&mut add);
        for text in [&document.sheet, &document.url, &document.ident] {
            add(text.as_bytes());
        }
        add(format!("{:?}", document.day).as_bytes());
        add(&data(document));
        Some(hexadecimal(&hash.finalize()))
    }

    /// Typesets documents side by side. The compiler remembers what it did; after every few documents the oldest of it goes.
    pub fn print(&self, documents: &[&Document]) -> Vec<Result<Printed, Vec<Diagnostic>>> {
        let mut out = Vec::with_capacity(documents.len());
        for batch in documents.chunks(BATCH.max(rayon::current_num_threads())) {
            out.par_extend(batch.par_iter().map(|document| self.typeset(document)));
            comemo::evict(KEPT);
        }
        out
    }

    /// The number of the first node on each sheet of each document, without making files of them; none where it cannot be typeset.
    pub fn starts(&self, documents: &[&Document]) -> Vec<Vec<u32>> {
        let starts =
            documents.par_iter().map(|document| self.lay_out(document, |paged, _| Ok(starts(paged))).unwrap_or_default()).collect();
        comemo::evict(KEPT);
        starts
    }

    /// The check sheet 公表前点検表.
    pub fn check_sheet(&self, societies: serde_json::Value, title: &str, day: &str, lang: Lang) -> Document {
        Document::check_sheet(societies, title, day, lang)
    }

    fn typeset(&self, document: &Document) -> Result<Printed, Vec<Diagnostic>> {
        match document.sheet.as_str() {
            fit::FITTED => self.fitted(document),
            fit::TIGHTENED => self.tightened(document),
            _ => self.typeset_as_it_is(document),
        }
    }

    /// In type as large as the paper allows.
    fn fitted(&self, document: &Document) -> Result<Printed, Vec<Diagnostic>> {
        let mut document = document.clone();
        let size = fit::fit(|size| {
            document.data["size"] = size.into();
            self.lay_out(&document, |paged, _| Ok(paged.pages().len()))
        })?;
        document.data["size"] = size.into();
        self.typeset_as_it_is(&document)
    }

    /// With its lines closer, if the last sheet would be nearly empty and is saved so.
    fn tightened(&self, document: &Document) -> Result<Printed, Vec<Diagnostic>> {
        let sheets = |document: &Document| self.lay_out(document, |paged, _| Ok((paged.pages().len(), is_last_nearly_empty(paged))));
        let (usual, nearly_empty) = sheets(document)?;
        if nearly_empty {
            let mut closer = document.clone();
            for tight in fit::TIGHTER {
                closer.data["tight"] = tight.into();
                if sheets(&closer)?.0 < usual {
                    return self.typeset_as_it_is(&closer);
                }
            }
        }
        self.typeset_as_it_is(document)
    }

    fn typeset_as_it_is(&self, document: &Document) -> Result<Printed, Vec<Diagnostic>> {
        self.lay_out(document, |paged, warnings| {
            let bytes = typst_pdf::pdf(paged, &self.pdf_options(document))?;
            Ok(Printed { bytes, starts: starts(paged), warnings })
        })
    }

    /// Compiles the template of a document, and makes something of its sheets.
    fn lay_out<T>(
        &self,
        document: &Document,
        make: impl FnOnce(&PagedDocument, Vec<Diagnostic>) -> SourceResult<T>,
    ) -> Result<T, Vec<Diagnostic>> {
        let Some(main) = main_of(&document.sheet) else { return Err(vec![unsupported(&document.sheet)]) };
        let world = Surroundings {
            library: &self.printer.library,
            theme: &self.printer.theme,
            fonts: &self.fonts,
            main,
            data: Bytes::new(data(document)),
            qr: Bytes::from_string(qr::svg(&document.url).unwrap_or_default()),
        };
        let problems = |found: &[SourceDiagnostic]| found.iter().map(|f| fault::of_template(&world, document, f)).collect();
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
        let paged = output.map_err(|found| problems(&found))?;
        make(&paged, problems(&warnings)).map_err(|found| problems(&found))
    }

    fn pdf_options(&self, document: &Document) -> PdfOptions {
        let day = document.day.and_then(|(year, month, day)| Datetime::from_ymd_hms(year, month, day, 0, 0, 0));
        PdfOptions {
            ident: Smart::Custom(document.ident.clone()),
            creator: Smart::Custom(Some(CREATOR.to_owned())),
            timestamp: day.map(Timestamp::new_utc),
            page_ranges: None,
            standards: self.printer.standards.clone(),
            tagged: true,
            pretty: false,
        }
    }
}

/// The data as its template reads it.
fn data(document: &Document) -> Vec<u8> {
    serde_json::to_vec(&document.data).unwrap_or_default()
}

/// The number of the first node on each sheet. A heading has no mark of its own: it stands where the first thing below it does.
fn starts(paged: &PagedDocument) -> Vec<u32> {
    // The first node after all those that are marked on the sheets before.
    let mut starts = vec![0; paged.pages().len()];
    let Some(label) = Label::new(PicoStr::intern(MARK)) else { return starts };
    let introspector = paged.introspector();
    for element in introspector.query(&Selector::Label(label)) {
        let (Some(mark), Some(location)) = (element.to_packed::<MetadataElem>(), element.location()) else { continue };
        let (Value::Int(n), Some(page)) = (&mark.value, introspector.page(location)) else { continue };
        let after = u32::try_from(*n).unwrap_or(0) + 1;
        starts.iter_mut().skip(page.get()).for_each(|start| *start = after.max(*start));
    }
    starts
}

/// Whether the last of several sheets holds next to nothing: the last thing on it begins near its head.
fn is_last_nearly_empty(paged: &PagedDocument) -> bool {
    let [_, .., last] = paged.pages() else { return false };
    let Some(label) = Label::new(PicoStr::intern(MARK)) else { return false };
    let introspector = paged.introspector();
    let marks = introspector.query(&Selector::Label(label));
    let places = marks.iter().filter_map(|mark| introspector.position(mark.location()?));
    let lowest = places.filter(|place| place.page.get() == paged.pages().len()).map(|place| place.point.y.to_pt()).fold(0.0, f64::max);
    lowest < last.frame.height().to_pt() * fit::NEARLY_EMPTY
}

fn hexadecimal(hash: &[u8]) -> String {
    hash.iter().map(|b| format!("{b:02x}")).collect()
}

/// A hash of the files of the theme, which all its documents depend on.
fn inputs(theme: &Theme, fonts: &Fonts) -> Vec<u8> {
    let mut hash = Sha256::new();
    for (path, file) in theme.files() {
        hash.update(format!("{path}\0{}\0", file.bytes.len()));
        hash.update(file.bytes.as_slice());
    }
    hash.update(super::fonts::SUMS);
    for bytes in fonts.of_theme_only() {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize().to_vec()
}

fn unsupported(what: &str) -> Diagnostic {
    Diagnostic::error("print-unsupported", words!("この印刷の指定は使えません（{what}）", "This way of printing is not possible ({what})"))
}
