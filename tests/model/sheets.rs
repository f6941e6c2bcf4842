//! Blank forms: what they are made from, and that nothing of it is lost.

use crate::folder::{Folder, Opened, open};
use insta::assert_snapshot;
use kohyo::document::outline::sheet_outline;
use kohyo::document::tree::{Block, Kind, Sheet, Tick, plain};
use kohyo::lang::Lang;
use std::path::Path;

fn sheet<'a>(opened: &'a Opened, lang: Lang, id: &str) -> &'a Sheet {
    opened.publication(lang).sheets.iter().find(|s| s.id == id).unwrap_or_else(|| panic!("the form {id}"))
}

/// All boxes to tick of blocks.
fn ticks(blocks: &[Block]) -> Vec<&Tick> {
    blocks
        .iter()
        .flat_map(|b| match &b.kind {
            Kind::Choice(all) => all.iter().collect(),
            Kind::Section(s) => ticks(&s.body),
            Kind::Group(body) | Kind::Note { body, .. } => ticks(body),
            Kind::Definitions(rows) => rows.iter().flat_map(|r| ticks(&r.body)).collect(),
            _ => Vec::new(),
        })
        .collect()
}

/// The boxes of a choice by its role.
fn choices<'a>(blocks: &'a [Block], role: &str) -> Vec<&'a Tick> {
    blocks
        .iter()
        .flat_map(|b| match &b.kind {
            Kind::Choice(all) if b.role == role => all.iter().collect(),
            Kind::Section(s) => choices(&s.body, role),
            Kind::Definitions(rows) => rows.iter().flat_map(|r| choices(&r.body, role)).collect(),
            _ => Vec::new(),
        })
        .collect()
}

fn roles<'a>(all: &[&'a Tick]) -> Vec<&'a str> {
    all.iter().map(|t| t.role).collect()
}

#[test]
fn the_forms_of_the_example() {
    let opened = open(Path::new("content"));
    for lang in [Lang::Ja, Lang::En] {
        for s in &opened.publication(lang).sheets {
            assert_snapshot!(format!("{lang}-{}", s.id), sheet_outline(s));
            assert!(!s.untranslated, "{lang} {}", s.id);
        }
    }
}

#[test]
fn every_form_that_asks_for_a_sheet_has_one() {
    let opened = open(Path::new("content"));
    let society = &opened.content.editions[0].society;
    let wanted = society.forms.iter().flat_map(|f| &f.items).filter(|f| f.sheet.is_some());
    let wanted: Vec<&str> = wanted.map(|f| &*f.id.id).collect();
    assert_eq!(wanted.len(), 6);
    for p in &opened.publications {
        assert_eq!(p.sheets.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), wanted);
    }
}

#[test]
fn every_kind_of_request_of_the_procedure_has_exactly_one_box() {
    let opened = open(Path::new("content"));
    let society = &opened.content.editions[0].society;
    let procedures = society.disclosure.as_ref().and_then(|d| d.procedures.given()).expect("procedures");
    let mut seen = 0;
    for form in society.forms.iter().flat_map(|f| &f.items).filter(|f| f.sheet.is_some()) {
        let of = form.of.as_ref().map(|o| o.0.to_string()).unwrap_or_default();
        for (p, lang) in procedures.iter().flat_map(|p| [(p, Lang::Ja), (p, Lang::En)]) {
            if of != format!("<procedure:{}>", &*p.id) {
                continue;
            }
            seen += 1;
            let mut asked: Vec<&str> = p.requests.given().expect("requests").iter().map(|r| r.word()).collect();
            let boxes = choices(&sheet(&opened, lang, &form.id).blocks, "requests");
            let mut printed = roles(&boxes);
            asked.sort_unstable();
            printed.sort_unstable();
            assert_eq!(printed, asked, "{} {lang}", &*form.id);
        }
    }
    assert_eq!(seen, 8, "four procedures in two languages");
}

#[test]
fn a_mandate_has_one_box_for_every_request_that_an_agent_may_make() {
    let opened = open(Path::new("content"));
    let boxes = choices(&sheet(&opened, Lang::Ja, "mandate").blocks, "requests");
    let procedures = opened.content.editions[0].society.disclosure.as_ref().and_then(|d| d.procedures.given()).expect("procedures");
    let all: Vec<&str> = procedures.iter().filter_map(|p| p.requests.given()).flatten().map(|r| r.word()).collect();
    assert_eq!(roles(&boxes), all);
}

#[test]
fn boxes_follow_the_content() {
    let with = |procedure: &str| {
        let folder = Folder::new()
            .with("site.yaml", "[contacts]", "[disclosure, forms]")
            .file("disclosure.yaml", &format!("procedures:\n  - {{id: a, target: 保有個人データ, {procedure}}}\n"))
            .file("forms.yaml", "- {id: f, title: 請求書, sheet: request, of: <procedure:a>, purpose: 受付のため}\n");
        let opened = folder.open();
        assert_eq!(opened.errors(), Vec::<&str>::new(), "{}", opened.report(Lang::Ja));
        sheet_outline(sheet(&opened, Lang::Ja, "f"))
    };
    let data = with("requests: [disclose], methods: [electronic], requesters: [self], submit_to: privacy");
    assert!(data.contains("□ .disclose 開示（個人情報の保護に関する法律第33条第1項）"), "{data}");
    assert!(data.contains("データの期間") && !data.contains("請求の理由") && !data.contains("正しい内容"), "{data}");
    assert!(!data.contains(".applicant"), "nobody but the person may ask: {data}");
    let change =
        with("requests: [correct, correct, stop_provision], requesters: [self, appointed_agent], methods: {none: 書面でお知らせします。}");
    assert_eq!(change.matches("□ .correct").count(), 1, "{change}");
    assert!(change.contains("請求の理由") && change.contains("正しい内容") && !change.contains("データの期間"), "{change}");
    assert!(change.contains(".applicant") && change.contains("□ .appointed_agent 任意代理人"), "{change}");
    assert!(change.contains("書面でお知らせします。"), "{change}");
}

#[test]
fn papers_are_boxes_under_how_many_are_needed() {
    let opened = open(Path::new("content"));
    let form = sheet(&opened, Lang::Ja, "request");
    let boxes = choices(&form.blocks, "papers");
    let words: Vec<String> = boxes.iter().map(|t| plain(&t.text)).collect();
    assert!(words.contains(&"運転免許証".to_owned()), "{words:?}");
    assert!(words.contains(&"資格確認書、旅券、年金証書、住民票の写しのうち2点".to_owned()), "{words:?}");
    let ids: Vec<_> = boxes.iter().map(|t| t.at).collect();
    assert!(ids.iter().enumerate().all(|(i, a)| !ids[..i].contains(a)), "each box stands for a value of its own");
}

#[test]
fn an_objection_names_all_that_the_form_is_for() {
    let opened = open(Path::new("content"));
    let form = sheet(&opened, Lang::Ja, "separate-notice");
    let words: Vec<String> = choices(&form.blocks, "subjects").iter().map(|t| plain(&t.text)).collect();
    assert_eq!(words.len(), 4, "{words:?}");
    assert!(words[0].starts_with("医療費のお知らせを、世帯ごとに") && words[0].ends_with("（提供先：被保険者）"), "{}", words[0]);
    assert_eq!(roles(&choices(&form.blocks, "options")), ["object", "withdraw"]);
    assert!(ticks(&form.blocks).len() >= 6);
}

#[test]
fn an_objection_may_be_made_to_any_item() {
    let folder = Folder::new()
        .with("site.yaml", "[contacts]", "[purposes, forms]")
        .file("purposes.yaml", "areas:\n  - {id: a, name: 給付, uses: {inside: [{id: notice, text: お知らせの送付}]}}\n")
        .file("forms.yaml", "- {id: f, title: 申出書, sheet: objection, of: <item:purposes#a>, purpose: 受付のため}\n");
    let opened = folder.open();
    assert_eq!(opened.errors(), Vec::<&str>::new(), "{}", opened.report(Lang::Ja));
    let subjects = choices(&sheet(&opened, Lang::Ja, "f").blocks, "subjects");
    assert_eq!(subjects.iter().map(|t| plain(&t.text)).collect::<Vec<_>>(), ["給付"]);
}

#[test]
fn a_form_without_of_belongs_to_what_names_it() {
    let folder = Folder::new()
        .with("site.yaml", "[contacts]", "[disclosure, forms]")
        .file(
            "disclosure.yaml",
            "procedures:\n  - {id: a, target: 甲, requests: [disclose], forms: [f]}\n  - {id: b, target: 乙, requests: [correct]}\n",
        )
        .file("forms.yaml", "- {id: f, title: 請求書, sheet: request, purpose: 受付のため}\n");
    let opened = folder.open();
    assert_eq!(opened.errors(), Vec::<&str>::new(), "{}", opened.report(Lang::Ja));
    assert_eq!(roles(&choices(&sheet(&opened, Lang::Ja, "f").blocks, "requests")), ["disclose"]);
}

#[test]
fn a_form_about_nothing_is_an_error() {
    let folder = Folder::new().file(
        "forms.yaml",
        "- {id: a, title: 請求書, sheet: request, purpose: 受付のため}\n- {id: b, title: 申出書, sheet: objection, of: <page:top>, purpose: 受付のため}\n- {id: c, title: 委任状, sheet: mandate, of: <page:top>, purpose: 受付のため}\n",
    );
    let opened = folder.open();
    assert_snapshot!("a_form_about_nothing", format!("{}\n\n{}", opened.report(Lang::Ja), opened.report(Lang::En)));
}

#[test]
fn the_list_of_forms_leads_to_the_sheets() {
    let opened = open(Path::new("content"));
    let text = kohyo::document::outline::outline(opened.publication(Lang::Ja));
    assert!(text.contains("[保有個人データ開示等請求書](sheet:request)"));
    assert!(!text.contains("(sheet:decision)"), "what the society sends is no blank form");
}
