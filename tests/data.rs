//! `data/disclosure.json`: it says all that the tree says, as its schema describes, and nothing of the machine or the hour.
#![allow(clippy::panic, clippy::expect_used, reason = "a test that fails must stop")]

#[path = "web/sample.rs"]
mod sample;
#[path = "data/texts.rs"]
mod texts;

use kohyo::build::society::compose;
use kohyo::content;
use kohyo::document::tree::Publication;
use kohyo::lang::Lang;
use kohyo::web::{Options, OutputFile, PdfInfo, Theme, render};
use serde_json::{Value, json};
use std::path::Path;

const DATA: &str = "data/disclosure.json";

/// The example society that stands beside the program.
fn example() -> Vec<Publication> {
    let content = content::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content")));
    assert!(content.usable(), "{:?}", content.diagnostics);
    compose(&content, jiff::civil::date(2026, 12, 1)).0
}

fn rendered(publications: &[Publication], options: &Options) -> Vec<OutputFile> {
    let theme = Theme::load(None).unwrap_or_else(|problems| panic!("the standard theme loads: {problems:?}"));
    render(publications, &theme, options).unwrap_or_else(|problems| panic!("renders: {problems:?}"))
}

fn text<'a>(files: &'a [OutputFile], path: &str) -> &'a str {
    let file = files.iter().find(|f| f.path == path).unwrap_or_else(|| panic!("{path} is written"));
    std::str::from_utf8(&file.bytes).expect("UTF-8")
}

fn parsed(files: &[OutputFile], path: &str) -> Value {
    serde_json::from_str(text(files, path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn data(publications: &[Publication]) -> Value {
    parsed(&rendered(publications, &Options::default()), DATA)
}

fn validator() -> jsonschema::Validator {
    let schema = parsed(&rendered(&sample::site(), &Options::default()), "data/disclosure.schema.json");
    jsonschema::meta::validate(&schema).unwrap_or_else(|e| panic!("the schema is one: {e}"));
    let options = jsonschema::options().with_base_uri("https://www.example.or.jp/data/").should_validate_formats(true);
    options.build(&schema).unwrap_or_else(|e| panic!("the schema can be used: {e}"))
}

fn problems(validator: &jsonschema::Validator, data: &Value) -> Vec<String> {
    validator.iter_errors(data).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

fn page<'a>(data: &'a Value, id: &str) -> &'a Value {
    data["pages"].as_array().and_then(|pages| pages.iter().find(|page| page["id"] == id)).unwrap_or_else(|| panic!("page {id}"))
}

#[test]
fn a_small_society() {
    let mut site = sample::site();
    // The purposes are long, and show no kind of node that other pages do not show.
    site[0].pages[1].blocks.truncate(1);
    insta::assert_snapshot!(text(&rendered(&site, &Options::default()), DATA));
}

#[test]
fn data_are_as_the_schema_says() {
    let validator = validator();
    let pdf = |page: Option<&str>, path: &str| PdfInfo {
        page: page.map(str::to_owned),
        lang: Lang::Ja,
        path: path.to_owned(),
        bytes: 88_000,
        pages: 3,
    };
    let pdfs = vec![pdf(Some("purposes"), "pdf/purposes.pdf"), pdf(None, "bulletins/board.pdf")];
    for options in [Options::default(), Options { draft: true, pdfs, ..Options::default() }] {
        for site in [sample::site(), example(), vec![sample::japanese()]] {
            let data = parsed(&rendered(&site, &options), DATA);
            assert_eq!(problems(&validator, &data), [""; 0]);
            assert_eq!(data["draft"] == true, options.draft);
        }
    }
}

#[test]
fn the_schema_refuses_what_is_broken() {
    let validator = validator();
    let whole = data(&sample::site());
    let breaks: [(&str, &str, Value); 17] = [
        ("", "version", json!(2)),
        ("", "generated_at", json!("2026-12-01T00:00:00Z")),
        ("", "published", json!("令和8年12月1日")),
        ("", "published", json!("2026-13-01")),
        ("", "base_url", json!("www.example.or.jp")),
        ("", "languages", json!([])),
        ("/society", "fr", json!({"name": "x"})),
        ("/society/ja", "name", json!("")),
        ("/pages/0", "editions", json!({})),
        ("/pages/0/editions/ja", "url", json!("index.html")),
        ("/pages/0/editions/ja", "updated", json!("")),
        ("/pages/0/editions/ja/nodes/0", "kind", json!("chapter")),
        ("/pages/0/editions/ja/nodes/0", "text", json!("a section has none")),
        ("/pages/0/editions/ja/nodes/0", "nodes", json!("text")),
        ("/pages/2/editions/ja/nodes/0/nodes/0/rows/0", "value", json!({"text": "a", "nodes": []})),
        ("/pages/3/editions/ja/nodes/1/rows/0/0", "row_span", json!(0)),
        ("/notices/0", "kind", json!("advertisement")),
    ];
    for (place, key, value) in breaks {
        let mut broken = whole.clone();
        let object = broken.pointer_mut(place).unwrap_or_else(|| panic!("{place} is there"));
        object[key] = value.clone();
        assert!(!validator.is_valid(&broken), "{place}/{key} = {value} is accepted");
    }
}

#[test]
fn the_schema_misses_what_is_left_out() {
    let validator = validator();
    let whole = data(&sample::site());
    for place in [
        "/version",
        "/published",
        "/society",
        "/pages",
        "/pages/0/id",
        "/pages/0/editions/ja/title",
        "/pages/0/editions/ja/nodes",
        "/pages/0/editions/ja/nodes/0/heading",
        "/pages/0/editions/ja/nodes/0/kind",
        "/pages/2/editions/ja/nodes/0/nodes/0/rows/0/value",
        "/notices/0/date",
    ] {
        let (parent, key) = place.rsplit_once('/').expect("a pointer");
        let mut broken = whole.clone();
        let object = broken.pointer_mut(parent).and_then(Value::as_object_mut).unwrap_or_else(|| panic!("{parent} is there"));
        assert!(object.remove(key).is_some(), "{place} is there");
        assert!(!validator.is_valid(&broken), "without {place} it is accepted");
    }
}

#[test]
fn all_that_the_tree_says_is_in_the_data_in_its_order() {
    for site in [sample::site(), example()] {
        let data = data(&site);
        for publication in &site {
            let lang = publication.lang.tag();
            for tree in &publication.pages {
                let edition = &page(&data, &tree.id)["editions"][lang];
                assert_eq!(edition["title"], tree.title);
                assert_eq!(edition["updated"].as_str(), tree.updated.as_ref().map(|day| day.iso.as_str()));
                assert_eq!(edition["untranslated"] == true, tree.untranslated);
                assert_eq!(texts::of_json(&edition["nodes"]), texts::of_tree(&tree.blocks), "{lang} {}", tree.id);
                assert_eq!(texts::links_of_json(&edition["nodes"]), texts::links_of_tree(&tree.blocks), "{lang} {}", tree.id);
            }
            bulletins(publication, &data);
            let desk = publication.facts.desk.as_ref().map(texts::of_card).unwrap_or_default();
            assert_eq!(texts::of_json(&data["society"][lang]["desk"]), desk, "{lang} desk");
        }
    }
}

fn bulletins(publication: &Publication, data: &Value) {
    for (i, tree) in publication.bulletins.iter().enumerate() {
        let edition = &data["bulletins"][i]["editions"][publication.lang.tag()];
        assert_eq!((&data["bulletins"][i]["id"], &edition["title"]), (&json!(tree.id), &json!(tree.title)));
        let head = tree.letterhead.as_ref().map(texts::of_letterhead).unwrap_or_default();
        assert_eq!(texts::of_json(&edition["letterhead"]), head, "{}", tree.id);
        assert_eq!(texts::of_json(&edition["nodes"]), texts::of_tree(&tree.blocks), "{}", tree.id);
    }
}

#[test]
fn what_is_said_of_pages_and_notices_is_complete() {
    for site in [sample::site(), example()] {
        let data = data(&site);
        let ids = |list: &Value| {
            list.as_array().into_iter().flatten().map(|x| x["id"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&data["pages"]), site[0].pages.iter().map(|page| page.id.clone()).collect::<Vec<_>>());
        assert_eq!(ids(&data["notices"]), site[0].notices.iter().map(|notice| notice.id.clone()).collect::<Vec<_>>());
        for publication in &site {
            let lang = publication.lang.tag();
            assert_eq!(data["society"][lang]["name"], publication.facts.name);
            for (i, notice) in publication.notices.iter().enumerate() {
                let edition = &data["notices"][i]["editions"][lang];
                assert_eq!((&edition["title"], &edition["label"]), (&json!(notice.title), &json!(notice.kind_label)));
                assert_eq!(data["notices"][i]["date"], notice.date.iso);
            }
        }
    }
}

#[test]
fn addresses_are_those_of_the_pages() {
    for site in [sample::site(), example()] {
        let base = site[0].facts.base_url.clone();
        let files = rendered(&site, &Options::default());
        let urls = texts::urls(&parsed(&files, DATA));
        let inside: Vec<&str> = urls.iter().filter_map(|url| url.strip_prefix(&base)).filter(|path| !path.starts_with("files/")).collect();
        assert!(inside.len() > 10);
        for path in inside {
            let (path, anchor) = path.split_once('#').unwrap_or((path, ""));
            assert!(path.is_empty() || path.ends_with('/'), "{path}");
            let html = text(&files, &format!("{path}index.html"));
            assert!(anchor.is_empty() || html.contains(&format!(" id=\"{anchor}\"")), "{path} has no {anchor}");
        }
    }
}

#[test]
fn old_addresses_are_named() {
    assert_eq!(page(&data(&sample::site()), "purposes")["former_urls"], json!(["https://www.example.or.jp/kenpo/member/info/policy.html"]));
}

#[test]
fn pdfs_are_named_where_they_exist() {
    let pdf = PdfInfo { page: None, lang: Lang::Ja, path: "bulletins/board.pdf".to_owned(), bytes: 1_300_000, pages: 2 };
    let data = parsed(&rendered(&sample::site(), &Options { draft: false, pdfs: vec![pdf], ..Options::default() }), DATA);
    let expected = json!({"url": "https://www.example.or.jp/kenpo/bulletins/board.pdf", "bytes": 1_300_000, "pages": 2});
    assert_eq!(data["bulletins"][0]["editions"]["ja"]["pdf"], expected);
    assert!(page(&data, "purposes")["editions"]["ja"].get("pdf").is_none());
}

#[test]
fn an_unsafe_address_is_no_link_and_its_words_stay() {
    let data = data(&sample::site());
    assert!(texts::urls(&data).iter().all(|url| !url.starts_with("javascript")));
    assert!(texts::of_json(&page(&data, "odds")["editions"]["ja"]["nodes"]).iter().any(|text| text.contains("危ない行き先")));
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let once = rendered(&example(), &Options::default());
    let json = text(&once, DATA);
    assert_eq!(json, text(&rendered(&example(), &Options::default()), DATA));
    assert!(json.ends_with("}\n") && !json.contains('\r'));
}
