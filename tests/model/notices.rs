//! Lists of notices: what the top page and the list show, the pages of the years, and what was added later.

use crate::folder::{Folder, Opened};
use kohyo::document::outline::page_outline;
use kohyo::document::tree::{Block, Inline, Kind, Page, Target, plain};
use kohyo::lang::Lang;

/// A society with a list on its top page and one on a page of its own, and these notices: id, kind, day, and what else is to be said.
fn society(notices: &[(&str, &str, &str, &str)]) -> Folder {
    let pages = "[contacts, notices]}\n  - {id: news, path: news/, title: お知らせ, blocks: [notices]}";
    let folder =
        Folder::new().with("site.yaml", "[contacts]}", pages).and("site.yaml", "era: true\nmenu: [{title: 一覧, pages: [news]}]\n");
    notices.iter().fold(folder, |folder, (id, kind, day, more)| {
        let text = format!("id: \"{id}\"\nkind: {kind}\ndate: {day}\ntitle: 題{id}\nbody: [本文です。]\n{more}");
        folder.file(&format!("notices/{id}.yaml"), &text)
    })
}

fn opened(folder: &Folder) -> Opened {
    let opened = folder.open();
    assert_eq!(opened.errors(), Vec::<&str>::new(), "{}", opened.report(Lang::Ja));
    opened
}

fn page<'a>(opened: &'a Opened, path: &str) -> &'a Page {
    opened.publication(Lang::Ja).pages.iter().find(|p| p.path == path).unwrap_or_else(|| panic!("the page {path}"))
}

/// The lines of all lists with a role.
fn lines(blocks: &[Block], role: &str) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        match &block.kind {
            Kind::Section(s) => out.extend(lines(&s.body, role)),
            Kind::Group(body) => out.extend(lines(body, role)),
            Kind::List(list) if block.role == role => {
                let line = |b: &Block| if let Kind::Paragraph { text, .. } = &b.kind { plain(text) } else { String::new() };
                out.extend(list.items.iter().flat_map(|item| &item.body).map(line));
            }
            _ => {}
        }
    }
    out
}

/// Where the links of the blocks lead, by path.
fn goals(opened: &Opened, blocks: &[Block]) -> Vec<String> {
    fn inlines<'a>(text: &'a [Inline], out: &mut Vec<&'a Target>) {
        for i in text {
            if let Inline::Link { target, body } = i {
                out.push(target);
                inlines(body, out);
            }
        }
    }
    fn all<'a>(blocks: &'a [Block], out: &mut Vec<&'a Target>) {
        for block in blocks {
            match &block.kind {
                Kind::Section(s) => all(&s.body, out),
                Kind::Group(body) => all(body, out),
                Kind::Paragraph { text, .. } => inlines(text, out),
                Kind::List(list) => list.items.iter().for_each(|item| all(&item.body, out)),
                _ => {}
            }
        }
    }
    let mut targets = Vec::new();
    all(blocks, &mut targets);
    let path = |target: &&Target| match target {
        Target::Page { page, anchor } => {
            let path = &opened.publication(Lang::Ja).pages[*page].path;
            Some(format!("{path}{}", anchor.as_ref().map(|a| format!("#{a}")).unwrap_or_default()))
        }
        _ => None,
    };
    targets.iter().filter_map(path).collect()
}

/// Fourteen notices of three years; the oldest, of an incident, was added to last.
fn many() -> Folder {
    let mut all: Vec<(String, String)> = (1..=8).map(|n| (format!("n{n:02}"), format!("2026-{n:02}-01"))).collect();
    all.extend((9..=12).map(|n| (format!("n{n:02}"), format!("2025-{n:02}-01"))));
    all.push(("rates".to_owned(), "2024-03-02".to_owned()));
    let mut notices: Vec<(&str, &str, &str, &str)> = all.iter().map(|(id, day)| (id.as_str(), "news", day.as_str(), "")).collect();
    let updates = "updates:\n  - {date: 2026-11-20, text: 終わりました。}\n  - {date: 2024-02-20, text: 見つかりました。}\n";
    notices.push(("leak", "incident", "2024-02-01", updates));
    society(&notices)
}

#[test]
fn the_top_page_shows_the_newest_and_what_was_added_to_lately() {
    let folder = many();
    let opened = opened(&folder);
    let top = page(&opened, "");
    let shown = lines(&top.blocks, "notices");
    let wanted = [
        "令和8年8月1日 題n08",
        "令和8年7月1日 題n07",
        "令和8年6月1日 題n06",
        "令和8年5月1日 題n05",
        "令和6年2月1日 【事故のお知らせ】題leak（令和8年11月20日追記）",
    ];
    assert_eq!(shown, wanted, "in the order of their days");
    let goals = goals(&opened, &top.blocks);
    assert!(goals.contains(&"notices/leak/#update-2026-11-20".to_owned()), "{goals:?}");
    assert_eq!(goals.last().map(String::as_str), Some("news/"), "{goals:?}");
    assert!(page_outline(top).contains("すべてのお知らせ（14件）"));
}

#[test]
fn the_list_shows_ten_by_year_and_leads_to_the_years() {
    let folder = many();
    let opened = opened(&folder);
    let list = page(&opened, "news/");
    assert_eq!(lines(&list.blocks, "notices").len(), 10);
    assert_eq!(lines(&list.blocks, "years"), ["令和8年（2026年） 8件", "令和7年（2025年） 4件", "令和6年（2024年） 2件"]);
    let text = page_outline(list);
    for heading in ["令和8年（2026年）", "令和7年（2025年）", "令和6年（2024年）", "年ごとのお知らせ"] {
        assert!(text.contains(heading), "{heading}: {text}");
    }
    assert_eq!(opened.publication(Lang::Ja).notice_list, Some(1));
    assert_eq!(list.updated.as_ref().map(|day| day.iso.as_str()), Some("2026-11-20"));
}

#[test]
fn every_year_has_a_page_with_all_of_its_notices() {
    let folder = many();
    let opened = opened(&folder);
    let publication = opened.publication(Lang::Ja);
    let mut listed = 0;
    for year in &publication.years {
        let of_year = &publication.pages[year.page];
        assert_eq!(of_year.path, format!("notices/{}/", year.iso));
        assert_eq!(of_year.title, format!("{}のお知らせ", year.text));
        assert!(of_year.description.contains(&format!("{}件", year.count)), "{}", of_year.description);
        let shown = lines(&of_year.blocks, "notices");
        assert_eq!(shown.len(), year.count);
        listed += shown.len();
        // The other years are linked, this one is not.
        assert_eq!(lines(&of_year.blocks, "years").len(), 3);
        let goals = goals(&opened, &of_year.blocks);
        let years = goals.iter().filter(|goal| publication.years.iter().any(|y| **goal == format!("notices/{}/", y.iso)));
        assert_eq!(years.count(), 2, "{goals:?}");
    }
    assert_eq!(listed, publication.notices.len());
    assert_eq!(publication.years.iter().map(|y| y.iso.as_str()).collect::<Vec<_>>(), ["2026", "2025", "2024"]);
}

#[test]
fn later_additions_stand_in_the_order_of_their_days() {
    let folder = many();
    let text = page_outline(page(&opened(&folder), "notices/leak/"));
    let (first, last) = (text.find("見つかりました。"), text.find("終わりました。"));
    assert!(first.is_some() && first < last, "{text}");
}

#[test]
fn a_single_year_needs_no_headings_but_keeps_its_address() {
    let folder = society(&[("a", "news", "2026-01-10", ""), ("b", "public_notice", "2026-02-10", "")]);
    let opened = opened(&folder);
    let list = page(&opened, "news/");
    assert_eq!(lines(&list.blocks, "notices"), ["令和8年2月10日 【公告】題b", "令和8年1月10日 題a"]);
    assert_eq!(lines(&list.blocks, "years"), ["令和8年（2026年） 2件"]);
    assert!(!page_outline(list).contains("year-2026"));
    assert_eq!(lines(&page(&opened, "notices/2026/").blocks, "years"), [""; 0]);
}

#[test]
fn lists_of_a_kind_show_it_alone() {
    let folder = society(&[("a", "news", "2026-01-10", ""), ("b", "public_notice", "2026-02-10", "")]).with(
        "site.yaml",
        "{id: news,",
        "{id: public, path: public/, title: 公告, blocks: [notices/public_notice]}\n  - {id: news,",
    );
    let opened = opened(&folder);
    assert_eq!(lines(&page(&opened, "public/").blocks, "notices"), ["令和8年2月10日 【公告】題b"]);
    assert_eq!(opened.publication(Lang::Ja).notice_list, Some(2), "a list of one kind is not the list");
}

#[test]
fn pages_of_years_give_way_to_pages_of_the_society() {
    let folder = society(&[("a", "news", "2026-01-10", ""), ("2025", "news", "2025-01-10", "")]).with(
        "site.yaml",
        "{id: news,",
        "{id: own, path: notices/2026, title: 今年, blocks: [\"notice:a\"]}\n  - {id: news,",
    );
    let opened = opened(&folder);
    let publication = opened.publication(Lang::Ja);
    let paths: Vec<&str> = publication.years.iter().map(|y| publication.pages[y.page].path.as_str()).collect();
    assert_eq!(paths, ["notices/2026/all/", "notices/2025/all/"]);
    assert_eq!(page(&opened, "notices/2026/").title, "今年");
}

#[test]
fn without_a_list_there_are_no_pages_of_years() {
    let folder = society(&[("a", "news", "2026-01-10", "")]).with("site.yaml", "[contacts, notices]", "[contacts]").with(
        "site.yaml",
        "blocks: [notices]",
        "blocks: [\"notice:a\"]",
    );
    let opened = opened(&folder);
    let publication = opened.publication(Lang::Ja);
    assert!(publication.years.is_empty() && publication.notice_list.is_none());
    assert!(publication.pages.iter().all(|p| !p.path.contains("2026")), "nothing leads there");
}

#[test]
fn paper_shows_all_notices() {
    let bulletins = "bulletins: [{id: sheet, title: 一覧, for: 掲示板, paper: {size: A4, orientation: portrait}, blocks: [notices]}]\n";
    let folder = many().and("site.yaml", bulletins);
    let opened = opened(&folder);
    let blocks = &opened.publication(Lang::Ja).bulletins[0].blocks;
    assert_eq!((lines(blocks, "notices").len(), lines(blocks, "years").len()), (14, 0));
}

#[test]
fn words_of_the_society_that_mean_the_same_are_known_to_the_search() {
    let folder = Folder::new()
        .with("society.yaml", "name: 例示健康保険組合", "name: {text: 例示健康保険組合, short: 例示健保}")
        .and("site.yaml", "abbreviations: {appi: 個情法}\n")
        .file(
            "glossary.yaml",
            "- {id: receipt, term: 診療報酬明細書, ruby: しんりょうほうしゅうめいさいしょ, text: 明細書です。, aliases: [レセプト]}\n- {id: x, term: 用語, text: 説明です。}\n",
        );
    let opened = opened(&folder);
    let wanted: [&[&str]; 3] = [
        &["例示健康保険組合", "例示健保"],
        &["個人情報の保護に関する法律", "個情法"],
        &["診療報酬明細書", "しんりょうほうしゅうめいさいしょ", "レセプト"],
    ];
    assert_eq!(opened.publication(Lang::Ja).synonyms, wanted);
}
