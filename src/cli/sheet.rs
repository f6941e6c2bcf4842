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
#[cfg(feature = "pdf")]
use crate::web::Theme;
use crate::words;
use std::path::Path;

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

/// The print room of a check: it finds the sheets of bulletins where duties are met, and prints the check sheet.
pub struct Sheets {
    #[cfg(feature = "pdf")]
    printer: Option<Printer>,
}

#[cfg(feature = "pdf")]
impl Sheets {
    /// Opens the room only if a report for signatures is wanted: typesetting bulletins takes longer than the whole check.
    ///
    /// # Errors
    /// A theme that cannot be used: the sheets of another one would be proof of nothing.
    pub fn new(wanted: bool, theme: Option<&Path>) -> Result<Sheets, Stop> {
        // The print room takes what it finds; whether the folder is a theme at all, the pages' room knows.
        if wanted && theme.is_some() {
            Theme::load(theme).map_err(Stop::Refused)?;
        }
        let printer = wanted.then(|| Printer::new(theme, Options::default())).transpose().map_err(Stop::Refused)?;
        Ok(Sheets { printer })
    }

    /// Adds the sheets to a report. A bulletin that cannot be typeset is the affair of `build`: here it only has no sheet.
    pub fn add(&self, content: &Path, publications: &[Publication], report: &mut Report) {
        let (Some(publication), Some(printer)) = (publications.first(), &self.printer) else { return };
        let Ok(press) = printer.for_society(content) else { return };
        let matters: Vec<_> = crate::print::of(publication).into_iter().filter(|m| m.page.is_none()).collect();
        let (documents, _) = press.compose(&matters, &|_| Vec::new());
        let documents: Vec<&Document> = documents.iter().collect();
        let starts = press.starts(&documents);
        let places = documents.iter().zip(starts).map(|(d, starts)| (d.path.clone(), d.places(&starts))).collect();
        report.printed(&places);
    }

    /// The check sheet of all societies as a PDF.
    pub fn print(&self, reports: &[Report], lang: Lang) -> Result<Vec<u8>, Stop> {
        let Some(printer) = &self.printer else { return Ok(Vec::new()) };
        let press = printer.for_society(Path::new("")).map_err(Stop::Refused)?;
        let day = reports.first().map(|r| r.day.to_string()).unwrap_or_default();
        let document = press.check_sheet(composed::data(reports, lang), &composed::title(lang), &day, lang);
        let mut printed = press.print(&[&document]).into_iter();
        Ok(printed.next().transpose().map_err(Stop::Refused)?.map(|p| p.bytes).unwrap_or_default())
    }
}

/// Without the print room nobody knows the sheets, and there is no check sheet on paper; `can_print` says so before the work.
#[cfg(not(feature = "pdf"))]
impl Sheets {
    /// Nothing to open.
    pub fn new(_: bool, _: Option<&Path>) -> Result<Sheets, Stop> {
        Ok(Sheets {})
    }

    /// Nobody knows.
    pub fn add(&self, _: &Path, _: &[Publication], _: &mut Report) {}

    /// There is none.
    pub fn print(&self, _: &[Report], _: Lang) -> Result<Vec<u8>, Stop> {
        Err(no_room().into())
    }
}
