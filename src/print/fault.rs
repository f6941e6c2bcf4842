//! What the compiler says about a template, and what cannot be printed at all, as problems for people.

use super::document::Document;
use super::world::Surroundings;
use crate::content::{NodeId, Part};
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::collections::{BTreeMap, BTreeSet};
use typst::diag::{Severity, SourceDiagnostic};
use typst::{World, WorldExt};

/// A problem of a template, with the place in the theme.
pub(super) fn of_template(world: &Surroundings, document: &Document, found: &SourceDiagnostic) -> Diagnostic {
    let id = found.span.id().or_else(|| found.trace.iter().find_map(|t| t.span.id()));
    let shown = id.and_then(|id| world.shown(id)).unwrap_or("standard/print");
    let line = place(world, found).unwrap_or_default();
    let (message, path) = (&found.message, &document.path);
    let what = words!(
        "テーマのテンプレート {shown}{line} で {path} を組めません（{message}）",
        "The theme's template {shown}{line} cannot set {path} ({message})"
    );
    let made = match found.severity {
        Severity::Error => Diagnostic::error("print-template", what),
        Severity::Warning => Diagnostic::warning("print-template", what),
    };
    let hints: Vec<&str> = found.hints.iter().map(|hint| hint.v.as_str()).collect();
    let hint = hints.join("; ");
    let made = made.at(Place::File(shown.to_owned()));
    match hints.is_empty() {
        true => made.fix(words!(
            "テーマの print フォルダーのテンプレートを直してください。--theme を付けなければ標準のテーマを使います。",
            "Mend the template in the folder print of the theme. Without --theme the standard theme is used."
        )),
        false => made.fix(words!("テンプレートを直してください（{hint}）。", "Mend the template: {hint}.")),
    }
}

/// Line and column and the text of the line: `:12:5「#let x」`.
fn place(world: &Surroundings, found: &SourceDiagnostic) -> Option<String> {
    let id = found.span.id()?;
    let source = world.source(id).ok()?;
    let start = world.range(found.span)?.start;
    let (line, column) = source.lines().byte_to_line_column(start)?;
    let text = source.text().lines().nth(line)?.trim();
    Some(format!(":{}:{}「{text}」", line + 1, column + 1))
}

/// Characters that no font has, of all documents together: one problem for each character.
pub(super) fn of_characters(missing: &BTreeMap<char, BTreeSet<NodeId>>, written: &dyn Fn(char) -> Vec<Place>) -> Vec<Diagnostic> {
    let places = |c: char, nodes: &BTreeSet<NodeId>| match written(c) {
        none if none.is_empty() => nodes.iter().map(|node| Place::Node(*node, Part::Value)).collect(),
        places => places,
    };
    missing.iter().map(|(c, nodes)| character(*c, places(*c, nodes))).collect()
}

fn character(c: char, places: Vec<Place>) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(c));
    let what = match c {
        '\u{E000}'..='\u{F8FF}' => words!(
            "外字（{code}）は印刷できません。文字コードで決まった字ではないため、ほかのパソコンでは別の字になります",
            "The private character {code} cannot be printed: it is no character of the standard and differs from machine to machine"
        ),
        _ => words!(
            "文字「{c}」（{code}）の入ったフォントがないため、印刷できません",
            "No font has the character {c} ({code}), so it cannot be printed"
        ),
    };
    let mut places = places.into_iter();
    let mut made = Diagnostic::error("missing-glyph", what)
        .why(words!(
            "このまま印刷すると、その字が抜けたり四角になったりして、氏名などが違って読まれます。",
            "Printed as it is, the character would be left out or become a box, and a name would be read wrongly."
        ))
        .fix(match c {
            '\u{E000}'..='\u{F8FF}' => words!(
                "文字コード（Unicode）にある字に書き換えてください。人名の字は「文字情報基盤」で調べられます。",
                "Write a character of Unicode instead."
            ),
            _ => words!(
                "この字の入ったフォント（例: Noto Sans JP）のファイルを、原稿のフォルダーの fonts/ に置いてください。字体の違いが意味を持たないときは、ふつうの字に書き換えても直ります。",
                "Put the file of a font that has it, such as Noto Sans JP, into the folder fonts/ of the content, or write a usual character instead."
            ),
        });
    if let Some(first) = places.next() {
        made = made.at(first);
    }
    places.fold(made, |made, at| made.also(at, words!("ここにもあります", "and here")))
}

/// A document without a title.
pub(super) fn untitled(document: &Document) -> Option<Diagnostic> {
    let title = document.data.get("title").and_then(|t| t.as_str()).unwrap_or_default();
    if !title.trim().is_empty() {
        return None;
    }
    let path = &document.path;
    Some(
        Diagnostic::error("print-untitled", words!("印刷物 {path} に題名がありません", "The printed {path} has no title"))
            .at_value(document.at)
            .why(words!(
                "題名のないPDFは、読み上げソフトや一覧で何の文書か分かりません。",
                "Without a title nobody can tell in a list, or by a screen reader, which document it is."
            ))
            .fix(words!("site.yaml のこの印刷物（ページ）に title を書いてください。", "Write `title` for it in site.yaml.")),
    )
}
