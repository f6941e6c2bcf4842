//! What is saved is told at once: the page first, then what the check says of it.

use crate::program::{EXAMPLE, Preview, SMALL, is_checked};
use serde_json::Value;
use std::fs;
use std::time::{Duration, Instant};

fn changed(news: &Value) -> Vec<&str> {
    news["changed"].as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

fn html(news: &Value) -> &str {
    news["html"].as_str().unwrap_or_default()
}

#[test]
fn a_saved_file_changes_the_pages_that_print_it_and_no_others() {
    let preview = Preview::of(EXAMPLE);
    let mut live = preview.live("live/0/");
    live.hear_until(is_checked);
    live.show("rules/management/index.html");
    preview.change("rules/management.yaml", "個人番号をその内容に含む個人情報をいう", "個人番号をその中身に含む個人情報をいう");
    let news = live.hear_until(|news| !changed(news).is_empty());
    assert!(changed(&news).contains(&"rules/management/index.html"), "{:?}", changed(&news));
    assert!(!changed(&news).contains(&"privacy/joint-use/index.html"), "{:?}", changed(&news));
    assert!(html(&news).contains("個人番号をその中身に含む"));
    assert_eq!(preview.get("/_kohyo/site/rules/management/").text(), html(&news));
    // The page comes before the findings about it.
    assert!(news["panel"].is_null() || news["panel"]["checking"] == Value::Bool(true));
    live.hear_until(is_checked);
}

#[test]
fn every_way_of_saving_is_seen() {
    let preview = Preview::of(SMALL);
    let mut live = preview.live("live/0/");
    live.hear_until(is_checked);
    live.show("index.html");
    let file = preview.content().join("society.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let with = |name: &str| text.replacen("例示", name, 1);
    let aside = preview.content().join(".society.yaml.swp");
    let sees = |live: &mut crate::program::Live, name: &str| {
        live.hear_until(|news| html(news).contains(name));
    };
    // In place; a new file in its place; the old one aside first; in pieces.
    fs::write(&file, with("甲示")).unwrap();
    sees(&mut live, "甲示");
    fs::write(&aside, with("乙示")).unwrap();
    fs::rename(&aside, &file).unwrap();
    sees(&mut live, "乙示");
    fs::rename(&file, preview.content().join("society.yaml~")).unwrap();
    fs::write(&file, with("丙示")).unwrap();
    sees(&mut live, "丙示");
    let pieces = with("丁示");
    let (first, second) = pieces.split_at(pieces.floor_char_boundary(pieces.len() / 2));
    fs::write(&file, first).unwrap();
    fs::write(&file, [first, second].concat()).unwrap();
    sees(&mut live, "丁示");
    // A notice that is new is a page that is new; one that is gone is a page that is gone.
    let news = fs::read_to_string(preview.content().join("notices/2026-11-01-news.yaml")).unwrap();
    let news = news.replace("2026-11-01", "2026-11-20").replace("id: news", "id: more");
    fs::write(preview.content().join("notices/2026-11-20-more.yaml"), news).unwrap();
    live.hear_until(|news| !changed(news).is_empty());
    fs::remove_file(preview.content().join("notices/2026-11-20-more.yaml")).unwrap();
    live.hear_until(|news| !changed(news).is_empty());
}

#[test]
fn content_that_cannot_be_loaded_says_why_and_the_last_good_page_stays() {
    let preview = Preview::of(SMALL);
    let mut live = preview.live("live/0/");
    live.hear_until(is_checked);
    let before = preview.get("/_kohyo/site/").text();
    let whole = fs::read_to_string(preview.content().join("society.yaml")).unwrap();
    fs::write(preview.content().join("society.yaml"), format!("{whole}\n<b>: [\n")).unwrap();
    let news = live.hear_until(|news| news["panel"]["broken"] == Value::Bool(true));
    let panel = news["panel"]["findings"].as_str().unwrap();
    assert!(panel.contains("エラー") && panel.contains("society.yaml:"), "{panel}");
    assert!(panel.contains("&lt;b&gt;") && !panel.contains("<b>"), "text is text: {panel}");
    assert_eq!(preview.get("/_kohyo/site/").text(), before);
    assert_eq!(preview.get("/").status, 200);
    fs::write(preview.content().join("society.yaml"), whole).unwrap();
    live.hear_until(|news| news["panel"]["broken"] == Value::Bool(false));
    assert_eq!(preview.get("/_kohyo/site/").text(), before);
}

#[test]
fn a_preview_of_broken_content_comes_alive_when_it_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    crate::program::copy(SMALL, &folder.path().join("content"));
    let file = folder.path().join("content/site.yaml");
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, "pages: [\n").unwrap();
    let preview = Preview::start(folder, &[]);
    let around = preview.get("/");
    assert_eq!(around.status, 200);
    assert!(around.text().contains("/_kohyo/shell.js"));
    let bare = preview.get("/_kohyo/site/");
    assert_eq!(bare.status, 503);
    assert!(bare.text().contains("まだ表示できるページがありません"));
    let mut live = preview.live("live/0/");
    live.hear_until(|news| news["panel"]["broken"] == Value::Bool(true));
    fs::write(&file, whole).unwrap();
    live.hear_until(|news| changed(news).contains(&"index.html"));
    assert_eq!(preview.get("/_kohyo/site/").status, 200);
}

#[test]
fn findings_name_their_line_and_lead_to_their_page() {
    let preview = Preview::of(EXAMPLE);
    let mut live = preview.live("live/0/");
    let before = live.hear_until(is_checked);
    assert!(before["panel"]["duties"].as_str().unwrap().matches("class=\"outcome-pass\"").count() > 50);
    preview.change("joint-use.yaml", "    manager: society ", "    manager: {name: 株式会社例示データ} # ");
    let news = live.hear_until(|news| is_checked(news) && news["panel"]["count"].as_u64() > before["panel"]["count"].as_u64());
    let panel = news["panel"]["findings"].as_str().unwrap();
    let text = fs::read_to_string(preview.content().join("joint-use.yaml")).unwrap();
    let line = text.lines().position(|l| l.contains("株式会社例示データ")).unwrap() + 1;
    assert!(panel.contains(&format!("joint-use.yaml:{line}:")), "{panel}");
    // The element to which it leads is on the page, and says that it is written there.
    let link = panel.split("data-page=\"privacy/joint-use/index.html\" data-to=\"").nth(1).expect("it leads to the page of joint use");
    let number = link.split('"').next().unwrap();
    let page = preview.get("/_kohyo/site/privacy/joint-use/").text();
    assert!(page.contains(&format!(" data-at=\"{number}\"")));
    let place = preview.get(&format!("/_kohyo/place/{number}/privacy/joint-use/"));
    assert!(place.text().contains(&format!("joint-use.yaml:{line}:")), "{}", place.text());
    assert_eq!(preview.get("/_kohyo/place/4294967295/").status, 404);
    assert_eq!(preview.get("/_kohyo/place/x/").status, 404);
}

#[test]
fn theme_and_rules_are_followed_too() {
    let folder = tempfile::tempdir().unwrap();
    crate::program::copy(SMALL, &folder.path().join("content"));
    let theme = folder.path().join("theme");
    fs::create_dir_all(theme.join("templates")).unwrap();
    fs::write(theme.join("theme.yaml"), "name: mine\n").unwrap();
    let rules = folder.path().join("rules");
    fs::create_dir_all(&rules).unwrap();
    // A pack that is sound: one of kohyo's own under other names.
    let own = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules/waivers.yaml")).unwrap();
    let own = own.replace("pack: waivers", "pack: mine").replace("id: waiver", "id: mine-waiver");
    fs::write(rules.join("own.yaml"), &own).unwrap();
    let (theme_arg, rules_arg) = (theme.display().to_string(), rules.display().to_string());
    let preview = Preview::start(folder, &["--theme", &theme_arg, "--rules", &rules_arg]);
    let mut live = preview.live("live/0/");
    live.hear_until(is_checked);
    live.show("404.html");
    fs::write(theme.join("templates/404.html"), "<!DOCTYPE html><title>mine</title>{{ title }}").unwrap();
    live.hear_until(|news| html(news).contains("<title>mine</title>"));
    fs::write(theme.join("templates/404.html"), "{% if %}").unwrap();
    let news = live.hear_until(|news| news["panel"]["broken"] == Value::Bool(true));
    assert!(news["panel"]["findings"].as_str().unwrap().contains("404.html"));
    fs::remove_file(theme.join("templates/404.html")).unwrap();
    live.hear_until(|news| news["panel"]["broken"] == Value::Bool(false));
    fs::write(rules.join("own.yaml"), "pack: {\n").unwrap();
    let news = live.hear_until(|news| news["panel"]["broken"] == Value::Bool(true));
    assert!(news["panel"]["findings"].as_str().unwrap().contains("own.yaml"));
    fs::write(rules.join("own.yaml"), own).unwrap();
    live.hear_until(|news| news["panel"]["broken"] == Value::Bool(false));
}

/// Generous, for a program that is not optimized on a machine that does much else; `benches/preview.mjs` measures.
#[test]
fn a_saved_file_is_told_soon() {
    let preview = Preview::of(EXAMPLE);
    let mut live = preview.live("live/0/");
    live.hear_until(is_checked);
    live.show("about/index.html");
    let mut times = Vec::new();
    let mut tel = "03-0000-0010".to_owned();
    for i in 0..10 {
        let next = format!("03-0000-09{i:02}");
        let begun = Instant::now();
        preview.change("society.yaml", &tel, &next);
        live.hear_until(|news| html(news).contains(&next));
        times.push(begun.elapsed());
        live.hear_until(is_checked);
        tel = next;
    }
    times.sort();
    println!("median {:?}, worst {:?}", times[5], times[9]);
    assert!(times[5] < Duration::from_secs(3), "{times:?}");
}

#[test]
fn pages_are_those_of_a_build_but_for_the_marks_of_the_preview() {
    let preview = Preview::of(SMALL);
    let output = preview.folder.path().join("output");
    let (content, out) = (preview.content(), output.display().to_string());
    let built =
        crate::program::kohyo(&["build", "--draft", "--no-print", "--quiet", "--content", content.to_str().unwrap(), "--output", &out]);
    let mut built = built;
    assert!(built.status().unwrap().success());
    let page = fs::read_to_string(output.join("index.html")).unwrap();
    assert!(!page.contains("data-at") && !page.contains("_kohyo"), "nothing of the preview is in the output");
    let shown = preview.get("/_kohyo/site/").text();
    assert!(shown.contains("data-at") && !shown.contains("_kohyo"));
}
