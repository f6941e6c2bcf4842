//! How problems look: the form of rustc, with carets under full-width text, in the reader's language.

use crate::content::Read;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::lang::{Lang, Words, visible};
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

/// The content as it was read; none when there was nothing to read.
impl Locator for Option<Read> {
    fn spot(&self, place: &Place) -> Option<Spot> {
        let read = self.as_ref()?;
        let span = match place {
            Place::Node(node, part) => read.locate(*node, *part)?,
            Place::Within(node, range) => read.locate_within(*node, range.clone())?,
            Place::Bytes(..) | Place::File(_) => return None,
        };
        let path = read.sources.get(span.file)?.path.clone();
        Some(Spot { path, bytes: Some((span.bytes.start, span.bytes.end)) })
    }

    fn text(&self, path: &str) -> Option<&str> {
        let read = self.as_ref()?;
        let file = read.sources.by_path(path)?;
        read.sources.get(file).map(|s| s.text.as_str())
    }
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
    /// All problems, sorted by file and place, with an empty line between them.
    pub fn print(&self, diagnostics: &[Diagnostic]) -> String {
        let mut sorted: Vec<(Option<Spot>, &Diagnostic)> =
            diagnostics.iter().map(|d| (d.place.as_ref().and_then(|p| self.spot(p)), d)).collect();
        sorted.sort_by(|(a, x), (b, y)| (a, x.severity, x.code, &x.what.ja).cmp(&(b, y.severity, y.code, &y.what.ja)));
        sorted.dedup();
        let printed: Vec<String> = sorted.iter().map(|(spot, d)| self.one(spot.as_ref(), d, None) + "\n").collect();
        printed.join("\n")
    }

    /// One problem in fewer columns than a terminal has.
    #[cfg(feature = "serve")]
    pub fn print_narrow(&self, d: &Diagnostic, columns: usize) -> String {
        self.one(d.place.as_ref().and_then(|p| self.spot(p)).as_ref(), d, Some(columns))
    }

    fn spot(&self, place: &Place) -> Option<Spot> {
        match place {
            Place::Bytes(path, range) => Some(Spot { path: path.clone(), bytes: Some((range.start, range.end)) }),
            Place::File(path) => Some(Spot { path: path.clone(), bytes: None }),
            Place::Node(..) | Place::Within(..) => self.source.spot(place),
        }
    }

    fn one(&self, spot: Option<&Spot>, d: &Diagnostic, columns: Option<usize>) -> String {
        let say = |words: &Words| visible(words.in_lang(self.lang)).into_owned();
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
        let renderer = columns.map_or(renderer.clone(), |columns| renderer.term_width(columns));
        renderer.render(&[group])
    }

    /// Adds the line of a place, or only the file if the line cannot be shown.
    fn show<'g>(&self, group: Group<'g>, spot: &Spot, label: Option<&Words>, kind: AnnotationKind) -> Group<'g> {
        let path = visible(&self.folder.join(&spot.path).display().to_string()).replace('\n', "␊");
        let line = spot.bytes.and_then(|bytes| Some(line(self.source.text(&spot.path)?, bytes)));
        match line {
            None => group.element(Origin::path(path)),
            Some(line) => {
                let annotation = kind.span(line.span).label(label.map(|l| visible(l.in_lang(self.lang)).into_owned()));
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

/// The line where a range begins; lines end with LF, CR LF or CR. A range over several lines is shown as far as its first line goes.
fn line(text: &str, (start, end): (usize, usize)) -> Line<'_> {
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary(end.max(start));
    let begin = text[..start].rfind(['\n', '\r']).map_or(0, |n| n + 1);
    let stop = text[start..].find(['\n', '\r']).map_or(text.len(), |n| start + n);
    let shown = &text[begin..stop];
    let before = &text[..begin];
    let ends = before.matches(['\n', '\r']).count() - before.matches("\r\n").count();
    let clamp = |at: usize| at.saturating_sub(begin).min(shown.len());
    Line { number: ends + 1, text: shown, span: clamp(start)..clamp(end) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    /// A folder with one file.
    struct OneFile(&'static str);

    impl Locator for OneFile {
        fn spot(&self, _: &Place) -> Option<Spot> {
            None
        }

        fn text(&self, path: &str) -> Option<&str> {
            (path == "a.yaml").then_some(self.0)
        }
    }

    fn print(text: &'static str, diagnostics: &[Diagnostic], lang: Lang) -> String {
        Report { lang, color: false, folder: Path::new("content"), source: &OneFile(text) }.print(diagnostics)
    }

    fn at(text: &str, part: &str) -> Place {
        let start = text.find(part).unwrap_or_default();
        Place::Bytes("a.yaml".into(), start..start + part.len())
    }

    const TEXT: &str = "name: 例示\nmanager: {氏名: 株式会社○○, phone: 電話番号}\n電話: 03-0000-0000 # 注\n";

    fn unknown(part: &str) -> Diagnostic {
        Diagnostic::error("unknown-key", words!("「phone」という項目はありません", "there is no field phone"))
            .at(at(TEXT, part))
            .label(words!("この項目", "this field"))
            .why(words!("決まった名前の項目だけを読みます。", "only fields of a known name are read"))
            .fix(words!("「tel」ではありませんか。", "did you mean tel?"))
            .also(at(TEXT, "name"), words!("ここは正しい", "this one is right"))
    }

    #[test]
    fn carets_stand_under_full_width_text() {
        assert_snapshot!(print(TEXT, &[unknown("phone")], Lang::Ja), @r#"
        エラー[unknown-key]: 「phone」という項目はありません
         --> content/a.yaml:2:23
          |
        2 | manager: {氏名: 株式会社○○, phone: 電話番号}
          |                             ^^^^^ この項目
          |
         ::: content/a.yaml:1:1
          |
        1 | name: 例示
          | ---- ここは正しい
          |
          = 理由: 決まった名前の項目だけを読みます。
          = 直し方: 「tel」ではありませんか。
        "#);
        assert_snapshot!(print(TEXT, &[unknown("電話番号")], Lang::En), @r#"
        error[unknown-key]: there is no field phone
         --> content/a.yaml:2:30
          |
        2 | manager: {氏名: 株式会社○○, phone: 電話番号}
          |                                    ^^^^^^^^ this field
          |
         ::: content/a.yaml:1:1
          |
        1 | name: 例示
          | ---- this one is right
          |
          = why: only fields of a known name are read
          = how to mend: did you mean tel?
        "#);
    }

    #[test]
    fn problems_are_sorted_by_place_and_said_once() {
        let late = || Diagnostic::warning("b", words!("後", "late")).at(at(TEXT, "03-0000"));
        let early = Diagnostic::error("a", words!("先", "early")).at(at(TEXT, "例示"));
        let file = Diagnostic::error("c", words!("ファイル", "file")).at(Place::File("あ.yaml".into()));
        let none = Diagnostic { severity: Severity::Info, ..Diagnostic::error("d", words!("場所なし", "nowhere")) };
        assert_snapshot!(print(TEXT, &[file, late(), early, none, late()], Lang::Ja), @r#"
        情報[d]: 場所なし

        エラー[a]: 先
         --> content/a.yaml:1:7
          |
        1 | name: 例示
          |       ^^^^

        警告[b]: 後
         --> content/a.yaml:3:5
          |
        3 | 電話: 03-0000-0000 # 注
          |       ^^^^^^^

        エラー[c]: ファイル
        --> content/あ.yaml
        "#);
    }

    #[test]
    fn a_part_of_several_lines_is_shown_by_its_first() {
        let text = "a: |\r\n  一行目\r\n  二行目\r\n";
        let d = Diagnostic::error("x", words!("長い", "long")).at(Place::Bytes("a.yaml".into(), 3..text.len()));
        assert_snapshot!(print(text, &[d], Lang::Ja), @r#"
        エラー[x]: 長い
         --> content/a.yaml:1:4
          |
        1 | a: |
          |    ^
        "#);
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        for text in ["a\nb\nここ", "a\r\nb\r\nここ", "a\rb\rここ", "a\rb\r\nここ\r\n"] {
            let start = text.find("ここ").unwrap_or_default();
            assert_eq!(line(text, (start, start + 3)), Line { number: 3, text: "ここ", span: 0..3 }, "{text:?}");
        }
    }

    #[test]
    fn places_that_do_not_fit_the_text_are_shown_as_well_as_can_be() {
        for range in [0..0, 1..2, 4..5, 7..99, 99..200, 9..9] {
            let d = Diagnostic::error("x", words!("何か", "something")).at(Place::Bytes("a.yaml".into(), range.clone()));
            let printed = print("名前: あ", &[d], Lang::Ja);
            assert!(printed.contains("content/a.yaml:1:") && printed.contains('^'), "{range:?}\n{printed}");
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text: &str = Box::leak(format!("text: {}ここ{}\n", "長い文章です。".repeat(40), "まだ続きます。".repeat(40)).into_boxed_str());
        let d = Diagnostic::error("x", words!("ここです", "here")).at(at(text, "ここ")).label(words!("ここ", "here"));
        assert_snapshot!(print(text, &[d], Lang::Ja), @r#"
        エラー[x]: ここです
         --> content/a.yaml:1:287
          |
        1 | ... 。長い文章です。長い文章です。長い文章です。長い文章です。ここまだ続きます。まだ続きます。まだ続きます。まだ続きます。まだ続きま...
          |                                                               ^^^^ ここ
        "#);
    }

    #[test]
    fn the_tally_says_only_what_there_is() {
        let say = |errors, warnings, infos| Tally { errors, warnings, infos }.words();
        assert_eq!(say(0, 0, 0), None);
        assert_eq!(say(3, 1, 0), Some(words!("エラー 3件、警告 1件", "3 errors, 1 warning")));
        assert_eq!(say(1, 0, 2), Some(words!("エラー 1件、情報 2件", "1 error, 2 remarks")));
    }
}
