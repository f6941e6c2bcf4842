//! The check sheet on paper, and the sheets of the bulletins that it names as proof.

use crate::build::Stop;
use crate::check::Report;
#[cfg(feature = "pdf")]
use crate::check::report::sheet as composed;
use crate::diagnostic::Diagnostic;
use crate::document::tree::Publication;
use crate::lang::Lang;
#[cfg(feature = "pdf")]
use crate::print::{Document, Options, Printer};
use crate::words;
use std::path::Path;
#[cfg(feature = "pdf")]
use std::sync::OnceLock;

/// Whether a sheet can be printed, and has a place to go: bytes of a PDF on a terminal help nobody.
pub fn can_print(out: Option<&Path>) -> Result<(), Stop> {
    if cfg!(not(feature = "pdf")) {
        return Err(no_room().into());
    }
    match out {
        Some(_) => Ok(()),
        None => Err(Diagnostic::error("no-out", words!("PDFを書くファイルが指定されていません", "no file was named for the PDF"))
            .fix(words!("--out 点検表.pdf のように、ファイルの名前を指定してください。", "name a file, such as --out sheet.pdf"))
            .into()),
    }
}

fn no_room() -> Diagnostic {
    Diagnostic::error("no-print-room", words!("この kohyo は PDF を作れません", "this kohyo cannot make PDF files"))
        .why(words!("印刷の機能（pdf）を付けずに作られたプログラムです。", "the program was built without the feature `pdf`"))
        .fix(words!(
            "--format html で同じ点検表が作れます。PDFが要るときは、cargo build --release で作ったプログラムを使ってください。",
            "--format html makes the same sheet; for PDF use a program made with cargo build --release"
        ))
}

/// Finds the sheets of bulletins where duties are met, when a report for signatures is wanted.
pub struct Sheets {
    #[cfg(feature = "pdf")]
    printer: OnceLock<Result<Printer, Vec<Diagnostic>>>,
    wanted: bool,
}

impl Sheets {
    /// Looks at bulletins only if `wanted`: typesetting them takes longer than the whole check.
    pub fn new(wanted: bool) -> Sheets {
        Sheets {
            #[cfg(feature = "pdf")]
            printer: OnceLock::new(),
            wanted,
        }
    }

    /// Adds the sheets to a report. A bulletin that cannot be typeset is the affair of `build`: here it only has no sheet.
    #[cfg(feature = "pdf")]
    pub fn add(&self, content: &Path, publications: &[Publication], report: &mut Report) {
        let Some(publication) = publications.first().filter(|_| self.wanted) else { return };
        let Ok(printer) = self.printer.get_or_init(|| Printer::new(None, Options::default())) else { return };
        let Ok(press) = printer.for_society(content) else { return };
        let matters: Vec<_> = crate::print::of(publication).into_iter().filter(|m| m.page.is_none()).collect();
        let (documents, _) = press.compose(&matters, &|_| Vec::new());
        let documents: Vec<&Document> = documents.iter().collect();
        let starts = press.starts(&documents);
        let places = documents.iter().zip(starts).map(|(d, starts)| (d.path.clone(), d.places(&starts))).collect();
        report.printed(&places);
    }

    /// Without the print room nobody knows.
    #[cfg(not(feature = "pdf"))]
    pub fn add(&self, _: &Path, _: &[Publication], _: &mut Report) {
        let _ = self.wanted;
    }
}

/// The check sheet of all societies as a PDF.
#[cfg(feature = "pdf")]
pub fn print(reports: &[Report], lang: Lang) -> Result<Vec<u8>, Stop> {
    let printer = Printer::new(None, Options::default()).map_err(Stop::Refused)?;
    let press = printer.for_society(Path::new("")).map_err(Stop::Refused)?;
    let day = reports.first().map(|r| r.day.to_string()).unwrap_or_default();
    let document = press.check_sheet(composed::data(reports, lang), &composed::title(lang), &day, lang);
    let mut printed = press.print(&[&document]).into_iter();
    Ok(printed.next().transpose().map_err(Stop::Refused)?.map(|p| p.bytes).unwrap_or_default())
}

/// Without the print room there is none; `can_print` says so before the work.
#[cfg(not(feature = "pdf"))]
pub fn print(_: &[Report], _: Lang) -> Result<Vec<u8>, Stop> {
    Err(no_room().into())
}
