//! How problems look: the form of rustc, with carets under full-width text, in the reader's language.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::lang::{Lang, Words};
use crate::words;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;
use std::path::Path;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The file, by its path in the content folder.
    pub path: String,
    /// Where in it, first byte and end; none for the file as a whole.
    pub bytes: Option<(usize, usize)>,
}

/// Knows where the values of the content stand, and what their files say.
pub trait Locator {
    /// The place of a value.
    fn spot(&self, place: &Place) -> Option<Spot>;
    /// The text of a file of the content.
    fn text(&self, path: &str) -> Option<&str>;
}

/// For problems that have no content: those of the arguments.
impl Locator for () {
    fn spot(&self, _: &Place) -> Option<Spot> {
        None
    }

    fn text(&self, _: &str) -> Option<&str> {
        None
    }
}

/// How many problems there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Remarks.
    pub infos: usize,
}

impl Tally {
    /// Counts.
    pub fn of(diagnostics: &[Diagnostic]) -> Tally {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        Tally { errors: count(Severity::Error), warnings: count(Severity::Warning), infos: count(Severity::Info) }
    }

    /// Of both.
    pub fn and(self, other: Tally) -> Tally {
        Tally { errors: self.errors + other.errors, warnings: self.warnings + other.warnings, infos: self.infos + other.infos }
    }

    /// 「エラー 3件、警告 1件」, or nothing if there is none.
    pub fn words(self) -> Option<Words> {
        let plural = |n| if n == 1 { "" } else { "s" };
        let (es, ws, is) = (plural(self.errors), plural(self.warnings), plural(self.infos));
        let mut parts = Vec::new();
        let Tally { errors: e, warnings: w, infos: i } = self;
        if e > 0 {
            parts.push(words!("エラー {e}件", "{e} error{es}"));
        }
        if w > 0 {
            parts.push(words!("警告 {w}件", "{w} warning{ws}"));
        }
        if i > 0 {
            parts.push(words!("情報 {i}件", "{i} remark{is}"));
        }
        let join = |lang, by: &str| parts.iter().map(|p| p.in_lang(lang)).collect::<Vec<_>>().join(by);
        (!parts.is_empty()).then(|| Words { ja: join(Lang::Ja, "、"), en: join(Lang::En, ", ") })
    }
}

/// A printer of problems.
pub struct Report<'a> {
    /// The language.
    pub lang: Lang,
    /// Whether colours are used.
    pub color: bool,
    /// The content folder as the user writes it; it stands before the paths of its files.
    pub folder: &'a Path,
    /// Knows the places.
    pub source: &'a dyn Locator,
}

impl Report<'_> {
    /// All problems, sorted by file and place, each followed by an empty line.
    pub fn print(&self, diagnostics: &[Diagnostic]) -> String {
        let mut sorted: Vec<(Option<Spot>, &Diagnostic)> =
            diagnostics.iter().map(|d| (d.place.as_ref().and_then(|p| self.spot(p)), d)).collect();
        sorted.sort_by(|(a, x), (b, y)| (a, x.severity, x.code, &x.what.ja).cmp(&(b, y.severity, y.code, &y.what.ja)));
        sorted.dedup();
        sorted.iter().map(|(spot, d)| self.one(spot.as_ref(), d) + "\n\n").collect()
    }

    fn spot(&self, place: &Place) -> Option<Spot> {
        match place {
            Place::Bytes(path, range) => Some(Spot { path: path.clone(), bytes: Some((range.start, range.end)) }),
            Place::File(path) => Some(Spot { path: path.clone(), bytes: None }),
            Place::Node(..) | Place::Within(..) => self.source.spot(place),
        }
    }

    fn one(&self, spot: Option<&Spot>, d: &Diagnostic) -> String {
        let say = |words: &Words| words.in_lang(self.lang).to_owned();
        let title = self.level(d.severity).primary_title(say(&d.what)).id(d.code);
        let mut group = Group::with_title(title);
        if let Some(spot) = spot {
            group = self.show(group, spot, d.label.as_ref(), AnnotationKind::Primary);
        }
        for (place, label) in &d.others {
            if let Some(spot) = self.spot(place) {
                group = self.show(group, &spot, Some(label), AnnotationKind::Context);
            }
        }
        let (why, fix) = match self.lang {
            Lang::Ja => ("理由", "直し方"),
            Lang::En => ("why", "how to mend"),
        };
        let why = d.why.as_ref().map(|w| Level::NOTE.with_name(why).message(say(w)));
        let fix = d.fix.as_ref().map(|w| Level::HELP.with_name(fix).message(say(w)));
        let group = group.elements(why.into_iter().chain(fix));
        let renderer = if self.color { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }

    /// Adds the line of a place, or only the file if the line cannot be shown.
    fn show<'g>(&self, group: Group<'g>, spot: &Spot, label: Option<&Words>, kind: AnnotationKind) -> Group<'g> {
        let path = self.folder.join(&spot.path).display().to_string();
        let line = spot.bytes.and_then(|bytes| Some(line(self.source.text(&spot.path)?, bytes)));
        match line {
            None => group.element(Origin::path(path)),
            Some(line) => {
                let annotation = kind.span(line.span).label(label.map(|l| l.in_lang(self.lang).to_owned()));
                group.element(Snippet::source(line.text.to_owned()).line_start(line.number).path(path).annotation(annotation))
            }
        }
    }

    fn level(&self, severity: Severity) -> Level<'static> {
        let (level, ja, en) = match severity {
            Severity::Error => (Level::ERROR, "エラー", "error"),
            Severity::Warning => (Level::WARNING, "警告", "warning"),
            Severity::Info => (Level::INFO, "情報", "info"),
        };
        level.with_name(if self.lang == Lang::Ja { ja } else { en })
    }
}

/// A line of a file with the part that is meant.
#[derive(Debug, PartialEq, Eq)]
struct Line<'a> {
    number: usize,
    text: &'a str,
    span: Range<usize>,
}

/// The line where a range begins. A range over several lines is shown as far as its first line goes.
fn line(text: &str, (start, end): (usize, usize)) -> Line<'_> {
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary(end.max(start));
    let begin = text[..start].rfind('\n').map_or(0, |n| n + 1);
    let stop = text[start..].find('\n').map_or(text.len(), |n| start + n);
    let shown = text[begin..stop].trim_end_matches('\r');
    let clamp = |at: usize| at.saturating_sub(begin).min(shown.len());
    Line { number: text[..begin].matches('\n').count() + 1, text: shown, span: clamp(start)..clamp(end) }
}
