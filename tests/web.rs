//! The web room on a fictional society: whole pages as snapshots, and the promises that hold for every page.
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that fails must stop, and writes theme folders itself"
)]

#[path = "web/sample.rs"]
mod sample;

use kohyo::diagnostic::Diagnostic;
use kohyo::document::tree::{Inline, Kind, Page, Redirect, Target, Year};
use kohyo::lang::Lang;
use kohyo::web::{Options, OutputFile, PdfInfo, Theme, render};
use std::collections::BTreeSet;

fn standard() -> Theme {
    Theme::load(None).unwrap_or_else(|problems| panic!("the standard theme loads: {problems:?}"))
}

fn with(options: &Options) -> Vec<OutputFile> {
    render(&sample::site(), &standard(), options).unwrap_or_else(|problems| panic!("the sample renders: {problems:?}"))
}

fn rendered() -> Vec<OutputFile> {
    let bulletin = PdfInfo { page: None, lang: Lang::Ja, path: "bulletins/board.pdf".to_owned(), bytes: 1_300_000, pages: 1 };
    let page = PdfInfo { page: Some("purposes".to_owned()), lang: Lang::Ja, path: "pdf/purposes.pdf".to_owned(), bytes: 88_000, pages: 3 };
    with(&Options { draft: false, pdfs: vec![bulletin, page], ..Options::default() })
}

fn file<'a>(files: &'a [OutputFile], path: &str) -> &'a str {
    let found = files.iter().find(|f| f.path == path).unwrap_or_else(|| panic!("{path} is written"));
    std::str::from_utf8(&found.bytes).unwrap_or_else(|_| panic!("{path} is UTF-8"))
}

fn pages(files: &[OutputFile]) -> Vec<(&str, &str)> {
    files.iter().filter(|f| f.path.ends_with(".html")).map(|f| (f.path.as_str(), file(files, &f.path))).collect()
}

/// A theme folder with these files.
fn theme(files: &[(&str, &str)]) -> Result<Theme, Vec<Diagnostic>> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        std::fs::write(path, text).expect("a file is written");
    }
    Theme::load(Some(dir.path()))
}

fn page_with(theme: &Theme, path: &str) -> String {
    let files = render(&sample::site(), theme, &Options::default()).unwrap_or_else(|problems| panic!("renders: {problems:?}"));
    file(&files, path).to_owned()
}

/// The values of an attribute anywhere in a page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.match_indices(&start).filter_map(|(at, _)| html[at + start.len()..].split('"').next()).collect()
}

/// A page without the hashes in the names of its assets: a new style sheet is no new page.
fn timeless(files: &[OutputFile], path: &str) -> String {
    let mut text = file(files, path).to_owned();
    for asset in files.iter().filter_map(|f| f.path.strip_prefix("assets/")) {
        let parts: Vec<&str> = asset.split('.').collect();
        if let [stem, _, extension] = parts[..] {
            text = text.replace(asset, &format!("{stem}.HASH.{extension}"));
        }
    }
    text
}

#[test]
fn whole_pages() {
    let files = rendered();
    for path in [
        "index.html",
        "privacy/purposes/index.html",
        "privacy/joint-use/index.html",
        "privacy/tables/index.html",
        "rules/management/index.html",
        "odds/index.html",
    ] {
        insta::assert_snapshot!(path.replace('/', "-"), timeless(&files, path));
    }
    for path in
        ["en/index.html", "en/privacy/joint-use/index.html", "404.html", "member/info/policy.html", "feed.xml", "sitemap.xml", "robots.txt"]
    {
        insta::assert_snapshot!(path.replace('/', "-"), timeless(&files, path));
    }
}

#[test]
fn two_renders_are_equal_to_the_byte() {
    assert_eq!(rendered(), rendered());
}

#[test]
fn characters_of_the_content_stay_characters() {
    let files = rendered();
    let html = file(&files, "odds/index.html");
    assert!(html.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;と{{ site.name }}はそのまま。"));
    assert!(!html.contains("javascript:"), "an unsafe address is no link");
}

#[test]
fn every_link_leads_to_a_file_and_a_place() {
    let files = rendered();
    let made: BTreeSet<&str> = files.iter().map(|f| f.path.as_str()).collect();
    let elsewhere = ["files/pia.pdf", "pdf/purposes.pdf", "bulletins/board.pdf"];
    for (path, html) in pages(&files) {
        for href in values(html, "href").into_iter().chain(values(html, "src")) {
            if href.contains(':') {
                continue;
            }
            let (to, anchor) = href.split_once('#').unwrap_or((href, ""));
            let target = resolve(path, to);
            assert!(made.contains(target.as_str()) || elsewhere.contains(&target.as_str()), "{path}: {href} leads to {target}");
            assert!(anchor.is_empty() || values(file(&files, &target), "id").contains(&anchor), "{path}: {href} names no place");
        }
    }
}

/// The file that a link of a page leads to.
fn resolve(from: &str, to: &str) -> String {
    if to.is_empty() {
        return from.to_owned();
    }
    if let Some(absolute) = to.strip_prefix("/kenpo/") {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn pages_ask_nothing_of_others_and_hold_no_code() {
    for (path, html) in pages(&rendered()) {
        assert!(html.contains("content=\"default-src 'none';"), "{path} has a policy");
        assert!(values(html, "style").is_empty(), "{path} has no inline style");
        assert!(!html.contains("<style") && !html.contains("<script>"), "{path} has no inline sheet or script");
        for handler in ["onclick", "onload", "onerror"] {
            assert!(values(html, handler).is_empty(), "{path} has no {handler}");
        }
        for src in values(html, "src") {
            assert!(!src.contains("//"), "{path} loads {src}");
        }
    }
}

#[test]
fn names_of_places_are_unique() {
    for (path, html) in pages(&rendered()) {
        let mut seen = BTreeSet::new();
        for id in values(html, "id") {
            assert!(seen.insert(id), "{path}: {id} twice");
        }
    }
}

#[test]
fn the_404_page_works_at_any_depth() {
    let files = rendered();
    for href in values(file(&files, "404.html"), "href").into_iter().filter(|href| !href.starts_with('#')) {
        assert!(href.starts_with("/kenpo/") || href.starts_with("tel:") || href.starts_with("mailto:"), "{href}");
    }
}

#[test]
fn drafts_say_so_and_stay_out_of_indexes() {
    let files = with(&Options { draft: true, pdfs: Vec::new(), ..Options::default() });
    for (path, html) in pages(&files) {
        assert!(html.contains("noindex"), "{path}");
        assert!(html.contains("class=\"draft\""), "{path}");
    }
    assert!(file(&files, "robots.txt").contains("Disallow: /\n"));
    let published = rendered();
    assert!(!file(&published, "index.html").contains("noindex"));
}

#[test]
fn long_pages_have_contents_and_short_ones_have_none() {
    let files = rendered();
    assert_eq!(file(&files, "privacy/purposes/index.html").matches("<a href=\"#area-").count(), 4);
    assert!(!file(&files, "privacy/joint-use/index.html").contains("class=\"toc\""));
}

#[test]
fn unlisted_pages_are_found_from_the_top() {
    assert!(file(&rendered(), "index.html").contains("href=\"odds/index.html\""));
}

#[test]
fn headings_go_on_where_html_has_none() {
    let files = rendered();
    let html = file(&files, "odds/index.html");
    assert!(html.contains("<h6>") && html.contains("role=\"heading\" aria-level=\"7\"") && html.contains("aria-level=\"8\""));
}

#[test]
fn without_a_top_page_the_menu_makes_one() {
    let mut ja = sample::japanese();
    let home = ja.pages.remove(0);
    assert_eq!(home.path, "");
    for group in &mut ja.menu {
        group.pages.iter_mut().for_each(|i| *i -= 1);
    }
    ja.redirects.clear();
    let files = render(&[ja], &standard(), &Options::default()).unwrap_or_else(|problems| panic!("renders: {problems:?}"));
    let html = file(&files, "index.html");
    assert!(html.contains("<h1>例示健康保険組合</h1>") && html.contains("href=\"privacy/purposes/index.html\""));
}

#[test]
fn feeds_and_sitemaps_are_well_formed() {
    let files = rendered();
    for path in ["feed.xml", "en/feed.xml", "sitemap.xml"] {
        well_formed(path, file(&files, path));
    }
    let feed = file(&files, "feed.xml");
    assert!(feed.contains("<id>tag:www.example.or.jp,2026-10-01:notices/ja/leak</id>"));
    assert!(feed.contains("<published>2026-10-01T00:00:00+09:00</published>\n<updated>2026-11-05T00:00:00+09:00</updated>"));
    assert!(feed.contains("href=\"https://www.example.or.jp/kenpo/notices/#leak\""));
}

/// Every element is closed in its turn, and no bare `&` stands in the text.
fn well_formed(path: &str, xml: &str) {
    let mut open = Vec::new();
    for piece in xml.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("{path}: <{piece} does not end"));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        match tag {
            _ if tag.starts_with('?') || tag.ends_with('/') => {}
            _ if tag.starts_with('/') => assert_eq!(open.pop(), Some(name), "{path}"),
            _ => open.push(name),
        }
        for after in text.split('&').skip(1) {
            assert!(["amp;", "lt;", "gt;", "quot;"].iter().any(|entity| after.starts_with(entity)), "{path}: &{after}");
        }
    }
    assert!(open.is_empty(), "{path}: {open:?} stay open");
}

#[test]
fn no_feed_when_the_society_wants_none() {
    let mut ja = sample::japanese();
    ja.facts.feed = false;
    let files = render(&[ja], &standard(), &Options::default()).unwrap_or_else(|problems| panic!("renders: {problems:?}"));
    assert!(files.iter().all(|f| !f.path.ends_with("feed.xml")));
    assert!(!file(&files, "index.html").contains("feed.xml"));
}

#[test]
fn code_keeps_its_lines_and_is_only_text() {
    let mut ja = sample::japanese();
    let page = ja.pages.iter().position(|p| p.path == "privacy/purposes/").unwrap_or_default();
    let code = vec![Inline::Code("items:\n  - <b>氏名</b>\n".into())];
    let text = Kind::Paragraph { label: "".into(), text: code.into() };
    let (at, anchor) = (ja.pages[page].at, None);
    ja.pages[page].blocks.push(kohyo::document::tree::Block { at, anchor, role: "code", kind: text });
    let files = render(&[ja], &standard(), &Options::default()).unwrap_or_default();
    let html = file(&files, "privacy/purposes/index.html");
    assert!(html.contains("<pre class=\"role-code\"><code>items:\n  - &lt;b&gt;氏名&lt;/b&gt;\n</code></pre>"), "{html}");
}

#[test]
fn a_page_that_the_page_above_leads_to_needs_no_place_in_the_menu() {
    let below = |led: bool| {
        let mut ja = sample::japanese();
        let above = ja.pages.iter().position(|p| p.path == "privacy/purposes/").unwrap_or_default();
        let mut page = ja.pages[above].clone();
        (page.id, page.path, page.title, page.group) = ("one".to_owned(), "privacy/purposes/one/".to_owned(), "一つ目".to_owned(), None);
        let here = ja.pages.len();
        ja.pages.push(page);
        if led {
            let body = vec![Inline::Text("詳しく".into())];
            let link = vec![Inline::link(Target::Page { page: here, anchor: None }, body)];
            let text = Kind::Paragraph { label: "".into(), text: link.into() };
            let block = kohyo::document::tree::Block { at: ja.pages[above].at, anchor: None, role: "", kind: text };
            ja.pages[above].blocks.push(block);
        }
        let title = ja.pages[above].title.clone();
        let files = render(&[ja], &standard(), &Options::default()).unwrap_or_default();
        let own = file(&files, "privacy/purposes/one/index.html").to_owned();
        let way = own[own.find("class=\"breadcrumb\"").unwrap_or_default()..own.find("<main").unwrap_or_default()].to_owned();
        (file(&files, "rules/management/index.html").contains("一つ目"), way.contains(&title))
    };
    assert_eq!(below(true), (false, true), "it stands below the page, and not in the menu of others");
    assert_eq!(below(false), (true, false), "a page that nothing leads to is in the menu");
}

#[test]
fn two_things_on_one_path_are_refused() {
    let mut ja = sample::japanese();
    ja.redirects.push(Redirect { from: "privacy/purposes/".to_owned(), to: 0 });
    let problems = render(&[ja], &standard(), &Options::default()).err().unwrap_or_default();
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["same-output"]);
}

#[test]
fn a_theme_draws_kinds_and_roles_and_inherits_the_rest() {
    let own = theme(&[
        ("theme.yaml", "name: own\ninherits: standard\ncolours: {light: {accent: \"#5b1d4f\"}}\n"),
        ("strings.yaml", "menu: {ja: 目録, en: Index}\n"),
        ("templates/nodes/note.html", "<aside>{{ node.mark }}|{{ body | safe }}</aside>\n"),
        ("templates/blocks/joint-use.html", "<article data-level=\"{{ node.level }}\">{{ html | safe }}</article>\n"),
        ("templates/nodes/table.html", "{% for row in node.rows %}{% for cell in row %}[{{ cell.body | safe }}]{% endfor %}{% endfor %}\n"),
    ])
    .unwrap_or_else(|problems| panic!("the theme loads: {problems:?}"));
    assert_eq!(own.name(), "own");
    assert!(
        page_with(&own, "privacy/purposes/index.html")
            .contains("<aside>※|このほかの目的で使うときは、あらかじめご本人の同意を得ます。</aside>")
    );
    let joint = page_with(&own, "privacy/joint-use/index.html");
    assert!(joint.contains("<article data-level=\"2\"><section id=\"health\" class=\"section role-joint-use\">"));
    assert!(joint.contains("aria-label=\"目録\"") && joint.contains("class=\"breadcrumb\""));
    assert!(page_with(&own, "privacy/tables/index.html").contains("[開示][書面の写しの交付][1件300円]"));
    let files = render(&sample::site(), &own, &Options::default()).unwrap_or_default();
    let css = files.iter().find(|f| f.path.ends_with(".css")).map(|f| String::from_utf8_lossy(&f.bytes).into_owned()).unwrap_or_default();
    assert!(css.ends_with("{:root{--accent:#5b1d4f;}}\n"));
}

#[test]
fn a_template_that_passes_html_on_changes_nothing() {
    let kinds = ["section", "group", "paragraph", "list", "table", "definitions", "note", "card", "letterhead", "signature", "ki", "ijo"];
    let templates: Vec<(String, &str)> = kinds.iter().map(|kind| (format!("templates/nodes/{kind}.html"), "{{ html | safe }}")).collect();
    let files: Vec<(&str, &str)> = templates.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let own = theme(&files).unwrap_or_else(|problems| panic!("the theme loads: {problems:?}"));
    for path in ["privacy/purposes/index.html", "privacy/tables/index.html", "rules/management/index.html"] {
        // Lone paragraphs get their element back, since the theme may want to draw it.
        let bare = |html: String| html.replace("<p>", "").replace("</p>\n", "").replace("</p>", "");
        assert_eq!(bare(page_with(&own, path)), bare(page_with(&standard(), path)), "{path}");
    }
}

#[test]
fn broken_templates_are_all_named_with_line_and_column() {
    let problems = theme(&[
        ("templates/page.html", "{% extends \"layout.html\" %}\n{% block content %}{{ title }\n"),
        ("templates/home.html", "\n\n {% if %}\n"),
    ])
    .err()
    .unwrap_or_default();
    let said: Vec<&str> = problems.iter().map(|p| p.what.ja.as_str()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().any(|s| s.contains("templates/page.html の2行")), "{said:?}");
    assert!(said.iter().any(|s| s.contains("templates/home.html の3行")), "{said:?}");
}

#[test]
fn what_a_template_does_not_know_is_said_once() {
    let own = theme(&[("templates/nodes/list.html", "{{ node.items }}\n{{ no_such_thing }}")])
        .unwrap_or_else(|problems| panic!("loads: {problems:?}"));
    let problems = render(&sample::site(), &own, &Options::default()).err().unwrap_or_default();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].what.ja.contains("nodes/list.html の2行4文字目"), "{}", problems[0].what.ja);
}

#[test]
fn bad_theme_files_are_explained() {
    let code = |files: &[(&str, &str)]| theme(files).err().unwrap_or_default().iter().map(|p| p.code).collect::<Vec<_>>();
    assert_eq!(code(&[("theme.yaml", "name: x\ncolour: red\n")]), ["theme-file"]);
    assert_eq!(code(&[("theme.yaml", "name: x\ninherits: other\n")]), ["theme-file"]);
    assert_eq!(code(&[("strings.yaml", "menu: メニュー\n")]), ["theme-file"]);
    assert_eq!(code(&[("theme.yaml", "name: x\ncolours: {dark: {ink: \"#222222\"}}\n")]), ["theme-contrast"; 3]);
    let missing = Theme::load(Some(std::path::Path::new("/no/such/theme"))).err().unwrap_or_default();
    assert_eq!(missing.iter().map(|p| p.code).collect::<Vec<_>>(), ["theme-unreadable"]);
}

#[test]
fn a_blank_form_is_linked_with_its_size_where_it_was_printed() {
    let mut site = sample::site();
    let words = vec![Inline::Text("開示請求書".into())];
    let link = Inline::link(Target::Sheet("request".to_owned()), words);
    site[0].pages[1].blocks[0].kind = Kind::Paragraph { label: "".into(), text: vec![link].into() };
    let page = |pdfs: Vec<PdfInfo>| {
        let files = render(&site, &standard(), &Options { draft: false, pdfs, ..Options::default() })
            .unwrap_or_else(|problems| panic!("renders: {problems:?}"));
        file(&files, "privacy/purposes/index.html").to_owned()
    };
    let pdf = |lang, path: &str| PdfInfo { page: None, lang, path: path.to_owned(), bytes: 56_000, pages: 2 };
    let html = page(vec![pdf(Lang::Ja, "forms/request.pdf")]);
    let expected = "<a href=\"../../forms/request.pdf\" class=\"file\">開示請求書 <span class=\"size\">PDF / 2ページ / 55 KB</span></a>";
    assert!(html.contains(expected), "{html}");
    for other in [vec![], vec![pdf(Lang::En, "en/forms/request.pdf")], vec![pdf(Lang::Ja, "forms/other-request.pdf")]] {
        let html = page(other);
        assert!(html.contains("開示請求書") && !html.contains("forms/"), "{html}");
    }
}

/// The index of a language, and the file that holds it.
fn search_index(files: &[OutputFile], lang: &str) -> (String, serde_json::Value) {
    let start = format!("assets/search-{lang}.");
    let index = files.iter().find(|f| f.path.starts_with(&start)).unwrap_or_else(|| panic!("an index in {lang}"));
    let script = file(files, &index.path);
    let data = script.strip_prefix("var kohyoIndex=").and_then(|s| s.trim_end().strip_suffix(';')).expect("a variable is set");
    (index.path.clone(), serde_json::from_str(data).unwrap_or_else(|e| panic!("{lang}: {e}")))
}

#[test]
fn the_search_has_an_index_in_each_language() {
    let files = rendered();
    for lang in ["ja", "en"] {
        let (path, index) = search_index(&files, lang);
        insta::assert_snapshot!(format!("search-{lang}.js"), file(&files, &path).split("\"same\"").next().unwrap_or_default());
        assert!(index["same"].as_array().is_some_and(|same| same.len() > 3));
    }
    let (path, _) = search_index(&files, "ja");
    assert!(file(&files, "privacy/purposes/index.html").contains(&format!("data-index=\"../../{path}\"")));
    assert!(file(&files, "privacy/purposes/index.html").contains("data-root=\"../../\""));
    assert!(
        file(&files, "404.html").contains(&format!("data-index=\"/kenpo/{path}\""))
            && file(&files, "404.html").contains("data-root=\"/kenpo/\"")
    );
}

/// What can be read on a page, without blanks: tags are gone, and characters that were escaped are themselves.
fn read(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
        if !tag.starts_with("sup") && !tag.starts_with("a href=\"#fn-") {
            text.push_str(words);
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn what_the_search_finds_is_there() {
    let files = rendered();
    let mut named = 0;
    for lang in ["ja", "en"] {
        let (_, index) = search_index(&files, lang);
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let pages: Vec<String> = index["pages"].as_array().into_iter().flatten().map(|page| text(&page[0])).collect();
        for part in index["parts"].as_array().expect("parts") {
            let page = &pages[part[0].as_u64().and_then(|n| usize::try_from(n).ok()).expect("a page")];
            let html = file(&files, page);
            let place = text(&part[2]);
            assert!(place.is_empty() || values(html, "id").contains(&place.as_str()), "{page}#{place}");
            named += usize::from(!place.is_empty());
            // What it quotes can be read there.
            let shown = read(html);
            for line in text(&part[4]).lines() {
                let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
                assert!(shown.contains(&line), "{page}: {line}");
            }
        }
    }
    assert!(named > 15, "only {named} places");
}

#[test]
fn nothing_searches_where_a_theme_has_no_search() {
    let own = theme(&[("templates/search.html", "")]).unwrap_or_else(|problems| panic!("the theme loads: {problems:?}"));
    let html = page_with(&own, "privacy/purposes/index.html");
    assert!(!html.contains("search") && html.contains("class=\"tools\""), "{html}");
}

#[test]
fn notices_stand_below_their_list_and_year() {
    let mut site = sample::site();
    let ja = &mut site[0];
    let text = |iso: &str, text: &str, page| Year { iso: iso.to_owned(), text: text.to_owned(), count: 1, page };
    let mut like = |path: &str, title: &str| {
        let page = Page { id: path.to_owned(), path: path.to_owned(), title: title.to_owned(), group: None, ..ja.pages[6].clone() };
        ja.pages.push(Page { blocks: vec![sample::paragraph("本文です。")], ..page });
    };
    like("notices/leak/", "書類の紛失について");
    like("notices/2026/", "令和8年（2026年）のお知らせ");
    like("notices/2025/", "令和7年（2025年）のお知らせ");
    ja.notices[1].target = Target::Page { page: 7, anchor: None };
    ja.years = vec![text("2026", "令和8年（2026年）", 8), text("2025", "令和7年（2025年）", 9)];
    let files = render(&site, &standard(), &Options::default()).unwrap_or_else(|problems| panic!("renders: {problems:?}"));
    let way = |path: &str| {
        let html = file(&files, path);
        let (_, after) = html.split_once("class=\"breadcrumb\"").expect("a way back");
        let links: Vec<&str> = values(after.split("</nav>").next().unwrap_or_default(), "href");
        links.join(" ")
    };
    assert_eq!(way("notices/leak/index.html"), "../../index.html ../index.html ../2026/index.html");
    assert_eq!(way("notices/2026/index.html"), "../../index.html ../index.html");
    assert_eq!(way("notices/index.html"), "../index.html");
    let newer = file(&files, "notices/2026/index.html");
    assert!(newer.contains("class=\"next\" rel=\"next\" href=\"../2025/index.html\"") && !newer.contains("class=\"previous\""));
    assert!(file(&files, "notices/2025/index.html").contains("class=\"previous\" rel=\"prev\" href=\"../2026/index.html\""));
    let home = file(&files, "index.html");
    assert!(
        !home.contains("notices/leak/index.html\"><strong>") && !home.contains("notices/2026/index.html\"><strong>"),
        "no part of the menu"
    );
    assert!(home.contains("<p class=\"all\"><a href=\"notices/index.html\">すべてのお知らせ</a></p>"));
    assert!(home.contains("追記 <time datetime=\"2026-11-05\">"));
}
