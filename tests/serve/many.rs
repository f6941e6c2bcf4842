//! A folder of societies: a list of them, each by itself, and only what changed is made anew.

use crate::program::{LONG, Preview, SMALL, copy, is_checked};
use std::fs;
use std::time::Instant;

fn several(names: &[&str]) -> Preview {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        copy(SMALL, &folder.path().join("content").join(name));
    }
    Preview::start(folder, &[])
}

#[test]
fn each_society_lies_under_its_name() {
    let preview = several(&["alpha", "例示"]);
    let list = preview.get("/");
    assert!(list.text().contains("href=\"/alpha/\"") && list.text().contains("href=\"/%E4%BE%8B%E7%A4%BA/\""), "{}", list.text());
    assert_eq!(preview.get("/alpha/").status, 200);
    assert_eq!(preview.get("/%E4%BE%8B%E7%A4%BA/").status, 200);
    let bare = preview.get("/_kohyo/site/alpha/");
    assert_eq!(bare.status, 200);
    let asset = bare.text().split("href=\"assets/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(preview.get(&format!("/_kohyo/site/alpha/assets/{asset}")).status, 200);
    let moved = preview.get("/alpha");
    assert_eq!((moved.status, moved.header("location")), (307, Some("/alpha/")));
    for path in ["/gamma/", "/gamma", "/_kohyo/site/gamma/", "/_kohyo/live/0/gamma", "/alpha/../gamma/"] {
        assert_eq!(preview.get(path).status, if path.contains("live") { 400 } else { 404 }, "{path}");
    }
    let missing = preview.get("/_kohyo/site/alpha/nowhere/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("/_kohyo/site/alpha/"), "links of the page for what is missing stay in the society");
}

#[test]
fn a_change_in_one_concerns_no_other() {
    let preview = several(&["alpha", "beta"]);
    let (mut alpha, mut beta) = (preview.live("live/0/alpha"), preview.live("live/0/beta"));
    alpha.hear_until(is_checked);
    beta.hear_until(is_checked);
    beta.show("index.html");
    preview.change("alpha/society.yaml", "例示", "甲示");
    alpha.hear_until(|news| news["changed"].as_array().is_some_and(|c| !c.is_empty()));
    preview.change("beta/society.yaml", "例示", "乙示");
    let news = beta.hear();
    assert!(news["html"].as_str().is_some_and(|html| html.contains("乙示") && !html.contains("甲示")), "{news}");
}

#[test]
fn the_list_follows_what_comes_and_goes() {
    let preview = several(&["alpha", "beta"]);
    let mut list = preview.live("live");
    let says = |wanted: &'static str, times: usize| {
        move |news: &serde_json::Value| news["list"].as_str().is_some_and(|l| l.matches(wanted).count() == times)
    };
    list.hear_until(says("点検しています", 0));
    copy(SMALL, &preview.content().join("gamma"));
    list.hear_until(says("/gamma/", 1));
    preview.change("gamma/society.yaml", "kind:", "kin:");
    list.hear_until(says("読み込めません", 1));
    fs::remove_dir_all(preview.content().join("beta")).unwrap();
    list.hear_until(says("/beta/", 0));
    assert_eq!(preview.get("/beta/").status, 404);
    assert_eq!(preview.get("/gamma/").status, 200);
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_societies() {
    let names: Vec<String> = (0..60).map(|n| format!("s{n:02}")).collect();
    let preview = several(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let begun = Instant::now();
    for name in &names[..20] {
        assert_eq!(preview.get(&format!("/_kohyo/site/{name}/")).status, 200);
    }
    let some = preview.memory();
    for name in &names[20..] {
        assert_eq!(preview.get(&format!("/_kohyo/site/{name}/")).status, 200);
    }
    let all = preview.memory();
    println!("{} MB after 20 societies, {} MB after 60", some >> 20, all >> 20);
    assert!(all < some * 2, "{some} bytes became {all}");
    assert!(begun.elapsed() < LONG * 5);
}
