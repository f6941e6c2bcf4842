//! The proof finds whatever is wrong in the rendered files: each kind of fault is put into them on purpose.

use crate::place::EXAMPLE;
use kohyo::build::society::look;
use kohyo::check::{Packs, Report, locator};
use kohyo::content::{Content, NodeId, Tree};
use kohyo::document::tree::{Block, Inline, Kind, Publication};
use kohyo::proof::{Paper, Subject, paper::Printed, prove};
use kohyo::web::{Options, OutputFile, Theme, render};
use std::path::Path;
use std::sync::OnceLock;

const JOINT_USE: &str = "privacy/joint-use/index.html";

/// The example society, rendered, and not yet proved.
struct Made {
    content: Content,
    publications: Vec<Publication>,
    report: Report,
    files: Vec<OutputFile>,
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let day = kohyo::cli::today();
        let looked = look(Path::new(EXAMPLE), &Packs::builtin().unwrap(), Some("2026-12-01".parse().unwrap()), day);
        let mut files = render(&looked.publications, &Theme::load(None).unwrap(), &Options::default()).unwrap();
        // What the society brings itself, as `build` copies it.
        for found in kohyo::fs::walk(&Path::new(EXAMPLE).join("files")).unwrap_or_default() {
            files.push(OutputFile { path: format!("files/{}", found.path.display()), bytes: Vec::new().into() });
        }
        Made { publications: looked.publications, report: looked.report.unwrap(), content: looked.content, files }
    })
}

/// What the proof says of these files and papers.
fn proof(files: &[OutputFile], papers: &[Paper], report: &mut Report) -> Vec<(&'static str, String)> {
    let made = made();
    let trees: Vec<&Tree> = made.content.editions.iter().map(|edition| &*edition.tree).collect();
    let bodies = locator::bodies(made.content.read.as_ref().unwrap());
    let subject = Subject { publications: &made.publications, trees: &trees, bodies: &bodies, files, papers, draft: false };
    prove(&subject, Some(report))
        .into_iter()
        .map(|d| (d.code, format!("{}{}", d.what.ja, d.why.map(|w| w.ja).unwrap_or_default())))
        .collect()
}

/// What the proof says after a change of one file.
fn after(path: &str, change: impl Fn(&str) -> String) -> Vec<(&'static str, String)> {
    let mut files = made().files.clone();
    let file = files.iter_mut().find(|f| f.path == path).unwrap_or_else(|| panic!("no {path}"));
    let before = String::from_utf8(file.bytes.to_vec()).unwrap();
    let changed = change(&before);
    assert_ne!(before, changed, "{path} was not changed");
    file.bytes = changed.into();
    proof(&files, &[], &mut made().report.clone())
}

fn replaced(path: &str, from: &str, to: &str) -> Vec<(&'static str, String)> {
    after(path, |html| html.replacen(from, to, 1))
}

/// Of a change that breaks one thing, just that is told.
fn told(problems: &[(&'static str, String)], code: &str, words: &str) {
    assert!(!problems.is_empty(), "nothing was found");
    assert!(problems.iter().all(|(c, _)| *c == code) && problems.iter().any(|(_, said)| said.contains(words)), "{problems:#?}");
}

#[test]
fn the_example_is_proved_and_the_report_names_the_places() {
    let mut report = made().report.clone();
    assert_eq!(proof(&made().files, &[], &mut report), []);
    let text = |path: &str| made().files.iter().find(|f| f.path == path).map(|f| String::from_utf8_lossy(&f.bytes).into_owned());
    let mut anchored = 0;
    for evidence in report.rules.iter().flat_map(|rule| &rule.evidence) {
        let Some(page) = &evidence.page else { continue };
        let html = text(&format!("{page}index.html")).unwrap_or_else(|| panic!("{page} was not made"));
        if let Some(anchor) = &evidence.anchor {
            anchored += 1;
            assert!(html.contains(&format!(" id=\"{anchor}\"")), "{page}#{anchor}");
        }
    }
    assert!(anchored > 100, "only {anchored} places");
}

#[test]
fn every_single_text_of_a_page_is_missed_if_it_is_gone() {
    fn texts<'a>(blocks: &'a [Block], out: &mut Vec<&'a str>) {
        for block in blocks {
            match &block.kind {
                Kind::Section(s) => texts(&s.body, out),
                Kind::Group(body) | Kind::Note { body, .. } => texts(body, out),
                Kind::Paragraph { text, .. } => {
                    out.extend(text.iter().filter_map(|i| if let Inline::Text(t) = i { Some(t.as_str()) } else { None }))
                }
                Kind::List(list) => list.items.iter().for_each(|item| texts(&item.body, out)),
                Kind::Table(table) => table.rows.iter().flatten().for_each(|cell| texts(&cell.body, out)),
                Kind::Definitions(rows) => rows.iter().for_each(|row| texts(&row.body, out)),
                Kind::Card(card) => card.rows.iter().for_each(|row| texts(&row.body, out)),
                _ => {}
            }
        }
    }
    let page = made().publications[0].pages.iter().find(|page| page.path == "privacy/joint-use/").unwrap();
    let mut all = Vec::new();
    texts(&page.blocks, &mut all);
    let html = String::from_utf8(made().files.iter().find(|f| f.path == JOINT_USE).unwrap().bytes.to_vec()).unwrap();
    let main = html.find("<main").unwrap()..html.find("</main>").unwrap();
    let mut tried = 0;
    for text in all.into_iter().filter(|text| text.chars().count() > 1 && !text.contains(['&', '<', '>', '"'])) {
        let places: Vec<usize> = html[main.clone()].match_indices(&format!(">{text}")).map(|(at, _)| main.start + at + 1).collect();
        for at in places {
            let without = format!("{}{}", &html[..at], &html[at + text.len()..]);
            let found = after(JOINT_USE, |_| without.clone());
            tried += 1;
            assert!(found.iter().any(|(code, said)| *code == "proof-words" && said.contains(JOINT_USE)), "{text} at {at}: {found:?}");
        }
    }
    assert!(tried > 30, "only {tried} texts were taken away");
}

#[test]
fn a_garbled_text_is_told_with_the_duty_and_the_page() {
    let manager = made().report.rules.iter().find(|rule| rule.rule.contains("27-5-3-manager")).unwrap();
    let found = after(JOINT_USE, |html| html.replace("東京都", "とうきょうと"));
    told(&found, "proof-words", "公表しなければならない事項です");
    assert!(found[0].1.contains(JOINT_USE) && !manager.stands.is_empty(), "{found:?}");
}

#[test]
fn a_page_that_was_not_made_is_missed() {
    let files: Vec<OutputFile> = made().files.iter().filter(|f| f.path != JOINT_USE).cloned().collect();
    let found = proof(&files, &[], &mut made().report.clone());
    assert!(found.iter().any(|(code, said)| *code == "proof-page" && said.contains(JOINT_USE)), "{found:#?}");
}

#[test]
fn a_disclosure_more_than_one_click_away_is_told() {
    let found = after("index.html", |html| html.replace("href=\"privacy/joint-use/index.html", "href=\"privacy/purposes/index.html"));
    assert!(found.iter().any(|(code, said)| *code == "proof-one-click" && said.contains(JOINT_USE)), "{found:#?}");
}

#[test]
fn links_and_places_that_lead_nowhere_are_told() {
    told(&replaced("about/index.html", "</main>", "<a href=\"../nowhere/index.html\">x</a></main>"), "proof-link", "ないファイル");
    told(&replaced("about/index.html", "</main>", "<a href=\"#nowhere\">x</a></main>"), "proof-link", "ない場所");
    told(&replaced("about/index.html", "</main>", "<a href=\"../../../x\">x</a></main>"), "proof-link", "フォルダーの外");
    told(&replaced("about/index.html", "</main>", "<a href=\"javascript:x\">x</a></main>"), "proof-link", "使えない形");
    told(&replaced("sitemap.xml", "privacy/joint-use/", "privacy/joint/"), "proof-link", "sitemap.xml の");
    let anchor = made()
        .report
        .rules
        .iter()
        .flat_map(|r| &r.evidence)
        .find(|e| e.page.as_deref() == Some("privacy/joint-use/") && e.anchor.is_some());
    assert!(anchor.is_some(), "a duty is met at a named place");
    // A link of the content that was lost.
    let found = after("index.html", |html| {
        let main = html.find("<main").unwrap();
        let at = main + html[main..].rfind("<a href=\"").unwrap();
        let end = at + html[at..].find('>').unwrap() + 1;
        format!("{}<a>{}", &html[..at], &html[end..])
    });
    assert!(found.is_empty() || found.iter().all(|(code, _)| code.starts_with("proof-")), "{found:?}");
}

#[test]
fn title_language_and_main_heading_are_told() {
    let page = "about/index.html";
    let title = after(page, |html| {
        let (start, end) = (html.find("<title>").unwrap(), html.find("</title>").unwrap());
        format!("{}<title>{}", &html[..start], &html[end..])
    });
    told(&title, "proof-facts", "題名（title）がありません");
    told(&replaced(page, "<title>組合の案内", "<title>別の題名"), "proof-facts", "題名（title）に");
    told(&replaced(page, "<html lang=\"ja\">", "<html>"), "proof-facts", "言語");
    told(&replaced(page, "<html lang=\"ja\">", "<html lang=\"en\">"), "proof-facts", "言語");
    told(&replaced(page, "</main>", "<h1>もう一つ</h1></main>"), "proof-facts", "2個");
    told(&after(page, |html| html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")), "proof-facts", "0個");
    told(&replaced(page, "<h1>", "<h1>別の"), "proof-facts", "大見出し");
    told(&replaced(page, "<head>", "<head><base href=\"/x/\">"), "proof-facts", "base");
    told(&replaced("404.html", "<h1>", "<p>"), "proof-facts", "404.html");
}

#[test]
fn marks_that_were_left_unresolved_are_told() {
    for (left, words) in [
        ("{{ title }}", "テンプレートの記号"),
        ("{% if x %}", "テンプレートの記号"),
        ("これは**強調", "強調の記号"),
        ("&lt;page:privacy&gt;", "参照"),
    ] {
        told(&replaced("about/index.html", "</main>", &format!("<p>{left}</p></main>")), "proof-marks", words);
    }
    told(&replaced("about/index.html", " aria-label=\"", " aria-label=\"{{ x }}"), "proof-marks", "テンプレート");
    told(&replaced("about/index.html", "</main>", "<img alt=\"**\" src=\"data:,\"></main>"), "proof-marks", "強調");
}

#[test]
fn whatever_is_fetched_from_outside_is_told() {
    let page = "about/index.html";
    for tag in [
        "<img src=\"https://example.com/x.png\">",
        "<img srcset=\"//example.com/x.png 2x\">",
        "<script src=\"https://example.com/x.js\"></script>",
        "<link rel=\"stylesheet\" href=\"https://example.com/x.css\">",
        "<link rel=\"preconnect\" href=\"https://example.com\">",
        "<iframe src=\"https://example.com\"></iframe>",
        "<video poster=\"https://example.com/x.png\"></video>",
        "<noscript><img src=\"https://example.com/x.gif\"></noscript>",
        "<style>@import \"https://example.com/x.css\";</style>",
        "<p style=\"background:url(https://example.com/x.png)\">",
        "<form action=\"https://example.com/\"></form>",
        "<a href=\"#main_\" ping=\"https://example.com/\">x</a>",
        "<svg><image href=\"https://example.com/x.svg\"/></svg>",
    ] {
        told(&replaced(page, "</main>", &format!("{tag}</main>")), "proof-outside", "example.com");
    }
    told(&replaced(page, "</main>", "<img src=\"../no.png\"></main>"), "proof-load", "no.png");
    let css = made().files.iter().find(|f| f.path.ends_with(".css")).unwrap().path.clone();
    told(&after(&css, |css| format!("{css}\n@font-face{{src:url(https://example.com/x.woff2)}}")), "proof-outside", "example.com");
    told(&replaced(page, "default-src 'none'", "default-src https:"), "proof-policy", page);
    told(&replaced(page, "Content-Security-Policy", "Nothing"), "proof-policy", page);
}

#[test]
fn a_duty_that_the_page_does_not_say_after_all_is_told() {
    // As if the check had counted a value that the composed page never printed.
    let made = made();
    let tree = &made.content.editions[0].tree;
    let is_it = |n: &NodeId| {
        tree.stem(*n) == "joint-use" && tree.text(*n).is_some_and(|t| t.chars().count() > 12 && !t.is_ascii() && !t.contains('<'))
    };
    let node = (0..tree.len()).map(|i| NodeId(i as u32)).find(is_it).unwrap();
    let mut report = made.report.clone();
    let about = made.publications[0].pages.iter().position(|p| p.path == "about/employers/").unwrap();
    report.rules[0].stands.push(kohyo::check::Stand { node, channel: kohyo::check::rendered::Channel::Page(about) });
    told(&proof(&made.files, &[], &mut report), "proof-duty", "about/employers/index.html");
}

/// The text of a bulletin as a reader of PDFs gives it, parted onto two sheets.
fn sheets(of: usize) -> Vec<String> {
    let expected = kohyo::proof::words_of_bulletin(&made().publications[0].bulletins[of]);
    let half = expected.len() / 2;
    vec![format!("1\n{}", expected[..half].join("\n")), format!("{} {}", expected[half..].join(" "), "2")]
}

#[test]
fn what_a_pdf_does_not_say_is_told_and_the_report_names_the_sheet() {
    let made = made();
    let paper = |sheets: Option<Vec<String>>| {
        let path = format!("bulletins/{}.pdf", made.publications[0].bulletins[0].id);
        Paper { path, lang: kohyo::lang::Lang::Ja, of: Printed::Bulletin(0), sheets }
    };
    let mut report = made.report.clone();
    assert_eq!(proof(&made.files, &[paper(Some(sheets(0)))], &mut report), []);
    let on_sheets = report.rules.iter().flat_map(|r| &r.evidence).filter(|e| e.pdf_page.is_some_and(|n| (1..=2).contains(&n))).count();
    assert!(on_sheets > 5, "{on_sheets}");
    let mut lacking = sheets(0);
    lacking[1] = lacking[1].chars().skip(40).collect();
    told(&proof(&made.files, &[paper(Some(lacking))], &mut made.report.clone()), "proof-pdf", "bulletins/");
    told(&proof(&made.files, &[paper(None)], &mut made.report.clone()), "proof-pdf", "読み返せません");
}
