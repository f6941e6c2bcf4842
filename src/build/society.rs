//! One society, from its folder to its files: the one place where the rooms are joined.

use super::prints::Prints;
use super::run::may_be_published;
use super::{Inputs, OutputFile, Render, Rendered, Settings, Site};
use crate::check::{self, Files, Packs, Report, Subject, locator};
use crate::content::{self, Content, Edition, Files as Found, Read, Tree, of_translation};
use crate::diagnostic::Diagnostic;
use crate::document::tree::Publication;
use crate::document::{self, Input};
use crate::lang::Lang;
use crate::law::statutes::Statutes;
#[cfg(feature = "pdf")]
use crate::print::{Options, Printer};
use crate::proof::{self, Paper};
use crate::side_by_side::side_by_side;
use crate::web::{self, PdfInfo, Theme};
#[cfg(not(feature = "pdf"))]
use crate::{diagnostic::Severity, words};
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::Path;
use std::sync::OnceLock;

/// The way through: content, document, check, web, proof. The theme is read once for all societies.
#[derive(Default)]
pub struct Standard {
    theme: OnceLock<Result<Theme, Vec<Diagnostic>>>,
    #[cfg(feature = "pdf")]
    printer: OnceLock<Result<Printer, Vec<Diagnostic>>>,
}

impl Render for Standard {
    type Source = Option<Read>;

    fn render(&self, site: &Site, settings: &Settings) -> Rendered<Self::Source> {
        self.render_unless(site, settings, &mut |_| false).0
    }

    fn render_unless(
        &self,
        site: &Site,
        settings: &Settings,
        stands: &mut dyn FnMut(&Inputs) -> bool,
    ) -> (Rendered<Self::Source>, Option<Inputs>) {
        let folder = &site.content;
        let found = content::find(folder);
        let mut inputs = found.as_ref().ok().and_then(|found| self.inputs(folder, found, settings));
        if inputs.as_ref().is_some_and(stands) {
            return (Rendered { files: None, diagnostics: Vec::new(), report: None, source: None, record: None }, inputs);
        }
        let packs = match settings.rules.get() {
            Ok(packs) => packs,
            Err(problems) => {
                let diagnostics = problems.to_vec();
                return (Rendered { files: None, diagnostics, report: None, source: None, record: None }, None);
            }
        };
        let looked = look_at(folder, content::open_found(folder, found), packs, settings.as_of, settings.today);
        if let Some(inputs) = &mut inputs {
            inputs.today = looked.by_today.then_some(settings.today);
        }
        (self.made_of(site, looked, settings), inputs)
    }
}

impl Standard {
    /// What the output of a society is made of. The theme of a folder is read, and marked as it was read.
    fn inputs(&self, folder: &Path, found: &Found, settings: &Settings) -> Option<Inputs> {
        let theme = match settings.theme {
            None => "",
            Some(_) => self.theme(settings).as_ref().ok()?.mark(),
        };
        Inputs::of(folder, found, &[theme, &self.print_mark(settings)?], settings)
    }

    fn made_of(&self, site: &Site, looked: Looked, settings: &Settings) -> Rendered<Option<Read>> {
        let folder = &site.content;
        let Looked { content, publications, mut diagnostics, mut report, .. } = looked;
        if publications.is_empty() {
            return Rendered { files: None, diagnostics, report, source: content.read, record: None };
        }
        // What will not go out need not be typeset, which takes most of the time.
        let goes_out = settings.draft || report.as_ref().is_none_or(may_be_published);
        let prints = if settings.print && goes_out { self.print(site, settings, &content, &publications, &mut diagnostics) } else { None };
        if let (Some(report), Some(prints)) = (&mut report, &prints) {
            report.printed(&prints.places);
        }
        let infos = prints.as_ref().map(|p| p.infos.clone()).unwrap_or_default();
        let files = match self.theme(settings) {
            Ok(theme) => self.web(&publications, theme, settings, infos.clone(), &mut diagnostics),
            Err(problems) => {
                diagnostics.extend(problems.iter().cloned());
                None
            }
        };
        let Prints { files: printed, record, .. } = prints.unwrap_or_default();
        let files = files.map(|mut files| {
            files.extend(printed);
            files.extend(super::copies::copies(folder, &content, &mut diagnostics));
            files.sort_by(|a, b| a.path.cmp(&b.path));
            diagnostics.extend(prove(&content, &publications, &files, &infos, settings, report.as_mut()));
            files
        });
        Rendered { files, diagnostics, report, source: content.read, record }
    }

    fn theme(&self, settings: &Settings) -> &Result<Theme, Vec<Diagnostic>> {
        self.theme.get_or_init(|| Theme::load(settings.theme.as_deref()))
    }

    fn web(
        &self,
        publications: &[Publication],
        theme: &Theme,
        settings: &Settings,
        pdfs: Vec<PdfInfo>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Vec<OutputFile>> {
        let options = web::Options { draft: settings.draft, pdfs, ..web::Options::default() };
        match web::render(publications, theme, &options) {
            Ok(files) => Some(files),
            Err(problems) => {
                diagnostics.extend(problems);
                None
            }
        }
    }
}

/// With the print room: the printer is made once for all societies.
#[cfg(feature = "pdf")]
impl Standard {
    fn printer(&self, settings: &Settings) -> &Result<Printer, Vec<Diagnostic>> {
        let options = Options { draft: settings.draft, archive: settings.archive, system_fonts: settings.system_fonts };
        self.printer.get_or_init(|| Printer::new(settings.theme.as_deref(), options))
    }

    /// What printed matter depends on besides the program and the content; none with the fonts of the system, of which nobody can tell.
    fn print_mark(&self, settings: &Settings) -> Option<String> {
        match settings.theme {
            _ if !settings.print => Some(String::new()),
            _ if settings.system_fonts => None,
            None => Some(String::new()),
            Some(_) => Some(self.printer(settings).as_ref().ok()?.mark()),
        }
    }

    fn print(
        &self,
        site: &Site,
        settings: &Settings,
        content: &Content,
        publications: &[Publication],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Prints> {
        match self.printer(settings) {
            Ok(printer) => super::print::print(printer, site, content, publications, diagnostics),
            Err(problems) => {
                diagnostics.extend(problems.iter().cloned());
                None
            }
        }
    }
}

/// Without the print room: whoever asked for bulletins is told how to get them.
#[cfg(not(feature = "pdf"))]
impl Standard {
    fn print_mark(&self, _: &Settings) -> Option<String> {
        Some(String::new())
    }

    fn print(
        &self,
        _: &Site,
        _: &Settings,
        _: &Content,
        publications: &[Publication],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Prints> {
        let bulletin = publications.iter().flat_map(|p| &p.bulletins).next()?;
        let what =
            words!("この kohyo は、印刷物（PDF）を作らずにサイトだけを作りました", "this kohyo made the site without printed matter (PDF)");
        let note = Diagnostic { severity: Severity::Info, ..Diagnostic::warning("no-print-room", what) };
        diagnostics.push(
            note.at_value(bulletin.at)
                .why(words!("印刷の機能（pdf）を付けずに作られたプログラムです。", "the program was built without the feature `pdf`"))
                .fix(words!(
                    "印刷物が要るときは、cargo build --release で作ったプログラムを使ってください。要らないときは --no-print を付けると、この案内は出ません。",
                    "for printed matter use a program made with cargo build --release; without need of it, --no-print silences this note"
                )),
        );
        None
    }
}

/// Reads back what was rendered: what it finds wrong keeps the files from going out.
fn prove(
    content: &Content,
    publications: &[Publication],
    files: &[OutputFile],
    infos: &[PdfInfo],
    settings: &Settings,
    report: Option<&mut Report>,
) -> Vec<Diagnostic> {
    let trees: Vec<&Tree> = content.editions.iter().map(|edition| &*edition.tree).collect();
    let bodies = content.read.as_ref().map(locator::bodies).unwrap_or_default();
    let bytes = |path: &str| files.binary_search_by(|f| f.path.as_str().cmp(path)).ok().map(|i| &*files[i].bytes);
    let read = |info: &PdfInfo| Paper::read(info, bytes(&info.path).unwrap_or_default(), publications);
    let papers: Vec<Paper> = infos.par_iter().filter_map(read).collect();
    let subject = proof::Subject { publications, trees: &trees, bodies: &bodies, files, papers: &papers, draft: settings.draft };
    proof::prove(&subject, report)
}

/// A society that was opened, composed and looked at.
pub struct Looked {
    /// Its content.
    pub content: Content,
    /// Its documents; none when its content cannot be used.
    pub publications: Vec<Publication>,
    /// What is wrong with its content.
    pub diagnostics: Vec<Diagnostic>,
    /// What the check says; nothing when its content cannot be used.
    pub report: Option<Report>,
    /// Whether the day of the law is today, for want of any other.
    pub by_today: bool,
}

/// Opens, composes and looks at the society of a folder, as of a day, or else of its day of publication, or else of today.
pub fn look(folder: &Path, packs: &Packs, as_of: Option<Date>, today: Date) -> Looked {
    let mut looked = look_at(folder, content::open(folder), packs, as_of, today);
    if let Some(report) = &mut looked.report {
        locate(folder, &looked.content, report);
    }
    looked
}

/// The same of content that was opened already.
fn look_at(folder: &Path, content: Content, packs: &Packs, as_of: Option<Date>, today: Date) -> Looked {
    let composed = Composed::of(content, as_of, today);
    let report = judge(folder, &composed, packs);
    let Composed { content, publications, diagnostics, by_today, .. } = composed;
    Looked { content, publications, diagnostics, report, by_today }
}

/// A society that was opened and composed, and that nobody has judged yet.
pub struct Composed {
    /// Its content.
    pub content: Content,
    /// Its documents; none when its content cannot be used.
    pub publications: Vec<Publication>,
    /// What is wrong with its content.
    pub diagnostics: Vec<Diagnostic>,
    /// The day of the law.
    pub day: Date,
    /// Whether that is today, for want of any other.
    pub by_today: bool,
}

impl Composed {
    /// The documents of content, as of a day, or else of its day of publication, or else of today.
    pub fn of(mut content: Content, as_of: Option<Date>, today: Date) -> Composed {
        let usable = content.usable();
        let mut diagnostics = std::mem::take(&mut content.diagnostics);
        if !usable {
            return Composed { content, publications: Vec::new(), diagnostics, day: as_of.unwrap_or(today), by_today: true };
        }
        let given = as_of.or_else(|| publish_on(&content));
        let day = given.unwrap_or(today);
        let (publications, problems) = compose(&content, day);
        diagnostics.extend(problems);
        Composed { content, publications, diagnostics, day, by_today: given.is_none() }
    }
}

/// What the rules say of a society in Japanese, which is the language of the law.
pub fn judge(folder: &Path, composed: &Composed, packs: &Packs) -> Option<Report> {
    let Composed { content, publications, day, .. } = composed;
    let (edition, read) = (content.editions.first()?, content.read.as_ref()?);
    if publications.is_empty() {
        return None;
    }
    let rendered = check::Rendered::of(publications, &edition.tree);
    let bodies = locator::bodies(read);
    let name = publications.first().map(|p| p.facts.name.clone()).unwrap_or_default();
    let subject =
        Subject { name, path: folder.display().to_string(), tree: &edition.tree, bodies: &bodies, rendered: Some(&rendered), day: *day };
    Some(check::run(packs, &subject))
}

/// Finds file, line and column of every finding. A build says where they stand only when it must stop, and then by other ways.
pub fn locate(folder: &Path, content: &Content, report: &mut Report) {
    if let Some(read) = &content.read {
        report.locate(&Files { read, folder: &folder.display().to_string() });
    }
}

/// The day of publication that the content names.
fn publish_on(content: &Content) -> Option<Date> {
    content.editions.first()?.society.site.publish_on.as_ref()?.date.day()
}

/// From so many values on, languages are composed side by side.
const MANY_VALUES: usize = 30_000;

/// The publications in every language, and what is wrong with their references.
pub fn compose(content: &Content, day: Date) -> (Vec<Publication>, Vec<Diagnostic>) {
    let much = content.editions.iter().any(|edition| edition.tree.len() >= MANY_VALUES);
    let composed = side_by_side(&content.editions, much, |edition| compose_edition(edition, day));
    let (publications, problems): (Vec<_>, Vec<_>) = composed.into_iter().unzip();
    (publications, problems.into_iter().flatten().collect())
}

fn compose_edition(edition: &Edition, day: Date) -> (Publication, Vec<Diagnostic>) {
    let input =
        Input { society: &edition.society, tree: &edition.tree, ids: &edition.ids, statutes: Statutes::builtin(), day, lang: edition.lang };
    let (publication, problems) = document::compose(input);
    let problems = match edition.lang {
        Lang::Ja => problems,
        Lang::En => problems.into_iter().filter_map(|d| of_translation(&edition.tree, d)).collect(),
    };
    (publication, problems)
}
