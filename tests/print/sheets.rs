//! Notices, letters and blank forms: codes that a camera reads, boxes to tick, and as few sheets as may be.

use crate::bench::{composed, example, print};
use crate::reader::{Read, dense};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::Pdf;
use kohyo::content::NodeId;
use kohyo::document::tree::{Block, Inline, Kind, Publication, Tick, plain};
use kohyo::lang::Lang;
use kohyo::print::{self, Document, Options, Printed};

/// How fine paper is looked at.
const DPI: f32 = 100.0;

/// How much of a sheet is looked at at once, in dots, and from how near.
const VIEW: usize = 256;
const NEAR: [usize; 3] = [3, 2, 4];

/// A sheet as a camera sees it.
struct Picture {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

impl Picture {
    fn grey(&self, x: usize, y: usize) -> f32 {
        f32::from(self.grey[y.min(self.height - 1) * self.width + x.min(self.width - 1)])
    }

    /// Between four dots, as a lens shows it.
    fn between(&self, x: f32, y: f32) -> u8 {
        let (left, top) = (x.floor(), y.floor());
        let (dx, dy) = (x - left, y - top);
        let (left, top) = (left as usize, top as usize);
        let row = |y| self.grey(left, y) * (1.0 - dx) + self.grey(left + 1, y) * dx;
        (row(top) * (1.0 - dy) + row(top + 1) * dy) as u8
    }

    /// Whether a part is about half black, as a code is, and neither text nor a heading.
    fn like_a_code(&self, left: usize, top: usize) -> bool {
        let dots = (top..(top + 32).min(self.height)).flat_map(|y| (left..(left + 32).min(self.width)).map(move |x| (x, y)));
        let dark = dots.filter(|(x, y)| self.grey(*x, *y) < 128.0).count();
        (350..700).contains(&dark)
    }

    /// The code in a part of the sheet, seen from near.
    fn code(&self, left: usize, top: usize, near: usize) -> Option<String> {
        let seen = |x: usize, y: usize| self.between(left as f32 + x as f32 / near as f32, top as f32 + y as f32 / near as f32);
        let (wide, high) = (VIEW.min(self.width - left), VIEW.min(self.height - top));
        let mut view = rqrr::PreparedImage::prepare_from_greyscale(wide * near, high * near, seen);
        view.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
    }
}

/// What the code on the last sheet of a file says, as a camera reads it.
fn code(bytes: &[u8]) -> Option<String> {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF file");
    let scale = DPI / 72.0;
    let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let image = render(pdf.pages().last()?, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let grey = image.data().iter().map(|p| p.g).collect();
    let picture = Picture { width: image.width().into(), height: image.height().into(), grey };
    // Codes stand near the foot.
    let parts = (0..picture.height).step_by(32).rev().flat_map(|y| (0..picture.width).step_by(32).map(move |x| (x, y)));
    let likely: Vec<(usize, usize)> = parts.filter(|(x, y)| picture.like_a_code(*x, *y)).collect();
    let mut views = NEAR.iter().flat_map(|near| likely.iter().map(move |at| (at, *near)));
    views.find_map(|((x, y), near)| picture.code(x.saturating_sub(VIEW / 2), y.saturating_sub(VIEW / 2), near))
}

/// What has its code at its end.
fn for_hands(path: &str) -> bool {
    path.contains("forms/") || ["board.pdf", "change.pdf", "letter.pdf"].iter().any(|name| path.ends_with(name))
}

#[test]
fn codes_are_read_from_a_coarse_picture() {
    let mut read = 0;
    for publication in composed(&example()).1 {
        for (document, printed) in print(&publication, Options::default(), for_hands) {
            assert_eq!(code(&printed.bytes).as_ref(), Some(&document.url), "{}", document.path);
            read += 1;
        }
    }
    assert_eq!(read, 18, "three bulletins and six forms in two languages");
}

/// All boxes to tick of a form.
fn ticks(blocks: &[Block]) -> Vec<&Tick> {
    blocks
        .iter()
        .flat_map(|b| match &b.kind {
            Kind::Choice(all) => all.iter().collect(),
            Kind::Section(s) => ticks(&s.body),
            Kind::Definitions(rows) => rows.iter().flat_map(|r| ticks(&r.body)).collect(),
            _ => Vec::new(),
        })
        .collect()
}

#[test]
fn a_form_has_all_its_boxes_and_says_which_form_it_is() {
    for publication in composed(&example()).1 {
        for (document, printed) in print(&publication, Options::default(), |path| path.contains("forms/")) {
            let (read, path) = (Read::new(&printed.bytes), &document.path);
            let sheet = publication.sheets.iter().find(|s| path.ends_with(&format!("forms/{}.pdf", s.id))).expect("the form");
            let said = dense(&read.root.text);
            let boxes = ticks(&sheet.blocks);
            assert_eq!(said.matches('□').count(), boxes.len(), "{path}");
            for tick in boxes {
                // Gaps part the text.
                let parts = tick.text.split(|i| matches!(i, Inline::Gap(_))).map(|part| dense(&plain(part)));
                parts.for_each(|part| assert!(said.contains(&part), "{path}: {part}"));
            }
            assert!(said.contains(&dense(&sheet.number)), "{path}");
            assert!(read.sheets.len() <= if publication.lang == Lang::Ja { 2 } else { 3 }, "{path}: {} sheets", read.sheets.len());
        }
    }
}

#[test]
fn the_structure_of_a_form() {
    let (_, publications) = composed(&example());
    let printed = print(&publications[0], Options::default(), |path| path == "forms/separate-notice.pdf");
    insta::assert_snapshot!("objection", Read::new(&printed[0].1.bytes).outline());
}

/// The Japanese example with its notice on this paper, and with the blocks of another bulletin on it.
fn notice(of: &str, size: &'static str, landscape: bool) -> (Publication, Document, Printed) {
    let (_, publications) = composed(&example());
    let mut publication = publications.into_iter().next().expect("the Japanese pages");
    let blocks = publication.bulletins.iter().find(|b| b.id == of).expect("the bulletin").blocks.clone();
    publication.bulletins.retain(|b| b.id == "board");
    let board = &mut publication.bulletins[0];
    (board.blocks, board.size, board.landscape) = (blocks, size, landscape);
    let (document, printed) = print(&publication, Options::default(), |path| path == "bulletins/board.pdf").remove(0);
    (publication, document, printed)
}

#[test]
fn a_short_notice_stands_on_one_sheet_of_any_paper() {
    for (size, landscape, paper) in
        [("A3", false, (842, 1191)), ("A3", true, (1191, 842)), ("B4", true, (1032, 729)), ("A4", false, (595, 842))]
    {
        let (publication, document, printed) = notice("board", size, landscape);
        let read = Read::new(&printed.bytes);
        assert_eq!(read.sheets.len(), 1, "{size}");
        let (width, height) = read.sheets[0].size;
        assert_eq!((width.round() as i32, height.round() as i32), paper, "{size}");
        assert!(read.sheets[0].text.contains("03-0000-0010") && code(&printed.bytes) == Some(document.url));
        assert_eq!(print::several_sheets(&print::of(&publication)[0], 1), None);
    }
}

#[test]
fn notices_of_the_example_stand_on_one_sheet_in_both_languages() {
    for publication in composed(&example()).1 {
        for (document, printed) in
            print(&publication, Options::default(), |path| path.ends_with("board.pdf") || path.ends_with("change.pdf"))
        {
            assert_eq!(printed.starts.len(), 1, "{}", document.path);
        }
    }
}

#[test]
fn the_code_of_a_notice_leads_to_what_it_is_about_and_not_to_a_page_with_the_same_desk() {
    let (_, publications) = composed(&example());
    let urls: Vec<String> = print::of(&publications[0]).iter().filter(|m| m.sheet == "notice").map(|m| m.url()).collect();
    assert_eq!(urls, ["https://www.example.or.jp/", "https://www.example.or.jp/notices/2026-12-01-purposes/"]);
}

#[test]
fn a_long_notice_takes_more_sheets_and_says_so() {
    let (publication, _, printed) = notice("folder", "A3", false);
    let sheets = printed.starts.len();
    assert!((2..=4).contains(&sheets), "{sheets}");
    let said = print::several_sheets(&print::of(&publication)[0], sheets).expect("a word about it");
    let words = [Some(said.what), said.why, said.fix].into_iter().flatten();
    insta::assert_snapshot!("several_sheets", words.map(|w| format!("{}\n{}\n", w.ja, w.en)).collect::<String>());
    // The desk stands where the notice ends, and is on the last sheet.
    assert!(Read::new(&printed.bytes).sheets[sheets - 1].text.contains("03-0000-0010"));
}

#[test]
fn no_sheet_is_for_a_line_or_two_where_closer_lines_save_it() {
    let (_, publications) = composed(&example());
    let mut publication = publications.into_iter().next().expect("the Japanese pages");
    let paragraph = |n: usize| Block {
        at: NodeId(0),
        anchor: None,
        role: "",
        kind: Kind::Paragraph { label: "".into(), text: vec![Inline::Text(format!("{n}番目の文です。").into())].into() },
    };
    publication.bulletins.clear();
    publication.sheets.clear();
    publication.pages.truncate(1);
    let mut last_of = |lines: usize| {
        publication.pages[0].blocks = (1..=lines).map(paragraph).collect();
        let printed = print(&publication, Options::default(), |_| true).remove(0).1;
        let sheets = Read::new(&printed.bytes).sheets;
        (sheets.len(), sheets.last().map_or(0, |sheet| sheet.text.matches("番目の文です。").count()))
    };
    let all: Vec<(usize, usize)> = (30..50).map(&mut last_of).collect();
    assert!(all.first().is_some_and(|(sheets, _)| *sheets == 1) && all.last().is_some_and(|(sheets, _)| *sheets == 2), "{all:?}");
    assert!(all.iter().all(|(sheets, lines)| *sheets == 1 || *lines >= 4), "{all:?}");
}

#[test]
fn a_letter_goes_from_its_number_to_its_end() {
    let (_, publications) = composed(&example());
    let printed = print(&publications[0], Options::default(), |path| path == "bulletins/letter.pdf");
    let said = dense(&Read::new(&printed[0].1.bytes).root.text);
    let at = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text}"));
    let order = ["例示健保発第46号", "令和8年12月1日", "加入者の皆様", "理事長", "個人データの共同利用について", "記", "以上"].map(at);
    assert!(order.windows(2).all(|w| w[0] < w[1]), "{order:?}");
}
