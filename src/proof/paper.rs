//! What is printed: a PDF, read back sheet by sheet, says what its bulletin or page says, and the report names the sheet.

use super::align::align;
use super::expect::{Expected, Said};
use super::page::duty;
use super::squeeze::squeeze;
use super::{Subject, at_value, problem};
use crate::check::Report;
use crate::check::rendered::Channel;
use crate::content::NodeId;
use crate::diagnostic::Diagnostic;
use crate::document::tree::{Bulletin, Publication};
use crate::lang::Lang;
use crate::web::PdfInfo;

/// A PDF of the output as it was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its path in the output, `bulletins/board.pdf`.
    pub path: String,
    /// The language of what it prints.
    pub lang: Lang,
    /// What it prints.
    pub of: Printed,
    /// The text of each sheet in reading order, without running heads and page numbers; none if it cannot be read.
    pub sheets: Option<Vec<String>>,
}

/// What a PDF prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// A bulletin, by its index in the publication.
    Bulletin(usize),
    /// A page of the site, by its index there.
    Page(usize),
}

impl Paper {
    /// A PDF of the output as it is read back; nothing if it prints neither a page nor a bulletin of the publications.
    pub fn read(info: &PdfInfo, bytes: &[u8], publications: &[Publication]) -> Option<Paper> {
        let publication = publications.iter().find(|p| p.lang == info.lang)?;
        let named = |bulletin: &Bulletin| info.path.ends_with(&format!("bulletins/{}.pdf", bulletin.id));
        let of = match &info.page {
            Some(id) => Printed::Page(publication.pages.iter().position(|page| page.id == *id)?),
            None => Printed::Bulletin(publication.bulletins.iter().position(named)?),
        };
        Some(Paper { path: info.path.clone(), lang: info.lang, of, sheets: sheets(bytes) })
    }
}

#[cfg(feature = "pdf")]
use super::pdf::sheets;

/// Without the print room nothing was printed that could be read.
#[cfg(not(feature = "pdf"))]
fn sheets(_: &[u8]) -> Option<Vec<String>> {
    None
}

/// What the PDFs of a publication lack. The sheet of every duty goes into the report.
pub fn problems(subject: &Subject, publication: &Publication, mut report: Option<&mut Report>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for paper in subject.papers.iter().filter(|paper| paper.lang == publication.lang) {
        let (expected, at) = match paper.of {
            Printed::Bulletin(i) => match publication.bulletins.get(i) {
                Some(b) => (Expected::of_bulletin(b), b.at),
                None => continue,
            },
            Printed::Page(i) => match publication.pages.get(i) {
                Some(p) => (Expected::on_paper(&p.blocks), p.at),
                None => continue,
            },
        };
        let Some(sheets) = &paper.sheets else {
            found.push(at_value(Some(at), problem::no_paper(&paper.path)));
            continue;
        };
        let text = Text::of(sheets);
        let said = expected.said();
        let places = places(&said, &text);
        found.extend(missing(paper, &expected, &said, &places, report.as_deref()));
        if let (Printed::Bulletin(i), Some(report)) = (paper.of, report.as_deref_mut()) {
            note_sheets(paper, i, &expected, &places, &text, report);
        }
    }
    found
}

/// All sheets as one text without blanks, so that what goes on overleaf is whole.
struct Text {
    all: String,
    /// Where each sheet begins.
    starts: Vec<usize>,
}

impl Text {
    fn of(sheets: &[String]) -> Text {
        let mut text = Text { all: String::new(), starts: Vec::new() };
        for sheet in sheets {
            text.starts.push(text.all.len());
            squeeze(sheet, &mut text.all);
        }
        text
    }

    /// Where a text begins of which one part stands on a sheet and the rest on the next.
    fn overleaf(&self, words: &str) -> Option<usize> {
        let sheet = |i: usize| self.all.get(*self.starts.get(i)?..self.starts.get(i + 1).copied().unwrap_or(self.all.len()));
        (0..self.starts.len()).find_map(|i| {
            let (this, next) = (sheet(i)?, sheet(i + 1)?);
            words.char_indices().skip(1).find_map(|(k, _)| {
                let at = this.find(&words[..k]).filter(|_| next.contains(&words[k..]))?;
                Some(self.starts.get(i)? + at)
            })
        })
    }

    /// The number of the sheet at a place, from 1.
    fn sheet(&self, at: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= at)).unwrap_or(u32::MAX)
    }
}

/// Where each text stands on the sheets. A sheet has an order of its own: a notice says at its foot who gives it, and a cell of a table that goes on
/// overleaf has its neighbours in between. So what is not found where the tree has it may stand elsewhere, whole or in two parts.
fn places(said: &Said, text: &Text) -> Vec<Option<usize>> {
    let in_order = align(said, &text.all, 0..text.all.len());
    let elsewhere = |words: &str| text.all.find(words).or_else(|| text.overleaf(words)).filter(|_| words.chars().nth(2).is_some());
    in_order.into_iter().enumerate().map(|(i, place)| place.or_else(|| elsewhere(said.words(i)))).collect()
}

/// Whether a text is more than the mark of a list, which each template draws in its own way.
fn speaks(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn missing(paper: &Paper, expected: &Expected, said: &Said, places: &[Option<usize>], report: Option<&Report>) -> Option<Diagnostic> {
    const SHOWN: usize = 3;
    let lacking: Vec<usize> = (0..places.len()).filter(|i| places[*i].is_none() && speaks(said.words(*i))).collect();
    let texts: Vec<&str> = lacking.iter().take(SHOWN).map(|i| said.words(*i)).collect();
    let lacking: Vec<_> = lacking.iter().map(|i| &expected.runs[*i]).collect();
    let duty = lacking.iter().find_map(|run| duty(run.at, report?));
    let first = lacking.first()?;
    Some(at_value(Some(first.at), problem::not_on_paper(&paper.path, &texts, lacking.len(), duty.as_ref())))
}

/// The sheet on which the first value of each duty stands.
fn note_sheets(paper: &Paper, bulletin: usize, expected: &Expected, places: &[Option<usize>], text: &Text, report: &mut Report) {
    let of = |node: NodeId| {
        let mine = expected.runs.iter().zip(places).filter(|(run, _)| run.at == node);
        mine.filter_map(|(_, place)| *place).min()
    };
    for rule in &mut report.rules {
        let stands = rule.stands.iter().filter(|stand| stand.channel == Channel::Bulletin(bulletin));
        let Some(at) = stands.filter_map(|stand| of(stand.node)).min() else { continue };
        for evidence in rule.evidence.iter_mut().filter(|e| e.pdf.as_deref() == Some(&paper.path)) {
            evidence.pdf_page = Some(text.sheet(at));
        }
    }
}
