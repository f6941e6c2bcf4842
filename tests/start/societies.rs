//! The model society: whatever it answers, only its blanks are left to complain of, and nothing once they are filled.

use crate::support::{DAY, complaints, filled, looked, write};
use kohyo::check::Packs;
use kohyo::diagnostic::Severity;
use kohyo::init::{Answers, NewFile, blanks, society};
use rayon::prelude::*;

/// What a society does or does not, so that every two answers meet in every way.
fn all() -> Vec<Answers> {
    let does = [0b00000, 0b11111, 0b00111, 0b11001, 0b01010, 0b10100, 0b01101, 0b10010];
    let sizes = [(false, None), (true, Some(8_400)), (true, None), (true, Some(800)), (false, None), (true, Some(120_000))];
    let one = |(n, bits): (usize, &u32)| {
        let on = |n: u32| bits & (1 << n) != 0;
        let (several, persons) = sizes[n % sizes.len()];
        Answers {
            several: Some(several),
            persons,
            employers: Some(on(0)),
            federation: Some(on(1)),
            fee: Some(if on(2) { 300 } else { 0 }),
            anonymized: Some(on(3)),
            abroad: Some(on(4)),
            ..Answers::on(DAY)
        }
    };
    does.iter().enumerate().map(one).chain([Answers::on(DAY)]).collect()
}

fn named(answers: &Answers) -> Answers {
    let text = |t: &str| Some(t.to_owned());
    Answers {
        name: text("見本健康保険組合"),
        postal_code: text("100-0000"),
        address: text("東京都千代田区見本町1-2-3, 見本ビル: 4階"),
        representative: text("見本 太郎"),
        tel: text("0300000000"),
        email: text("desk@example.or.jp"),
        url: text("https://kenpo.example.or.jp/"),
        ..answers.clone()
    }
}

#[test]
fn a_society_whose_blanks_are_filled_passes_the_check() {
    let packs = Packs::builtin().expect("packs");
    let bad: Vec<String> = all()
        .par_iter()
        .filter_map(|answers| {
            let dir = tempfile::tempdir().expect("a folder");
            let files = society(answers).expect("the model");
            let full: Vec<NewFile> = files.into_iter().map(|f| NewFile { text: filled(&f.text), ..f }).collect();
            write(dir.path(), &full);
            let said = complaints(&packs, dir.path());
            // A number cannot be a blank: where it is not given, the rule that needs it asks for it.
            let asked = answers.several == Some(true) && answers.persons.is_none() && said.lines().count() == 1;
            let said = if asked && said.starts_with("bango-28-pia-persons ") { String::new() } else { said };
            (!said.is_empty()).then(|| format!("{answers:?}\n{said}\n"))
        })
        .collect();
    assert!(bad.is_empty(), "{} of {}:\n{}", bad.len(), all().len(), bad[0]);
}

#[test]
fn the_check_lists_every_blank_with_its_place_and_nothing_else() {
    let packs = Packs::builtin().expect("packs");
    let mut answers = all();
    answers.push(named(&answers[1]));
    answers.push(named(&answers[0]));
    let bad: Vec<String> = answers
        .par_iter()
        .filter_map(|answers| {
            let dir = tempfile::tempdir().expect("a folder");
            let files = society(answers).expect("the model");
            write(dir.path(), &files);
            let (diagnostics, report) = looked(&packs, dir.path());
            assert!(diagnostics.iter().all(|d| d.severity != Severity::Error), "{diagnostics:?}");
            let report = report.expect("content that can be checked");
            let found = |f: &&kohyo::check::Finding| f.severity != Severity::Info;
            let (marks, others): (Vec<_>, Vec<_>) = report.findings.iter().filter(found).partition(|f| f.rule.starts_with("form-blank"));
            let mut at: Vec<String> =
                marks.iter().filter_map(|f| f.location.as_ref()).map(|l| format!("{}:{}:{}", l.file, l.line, l.column)).collect();
            let placed = at.len() == marks.len();
            at.sort();
            at.dedup();
            let written: usize = files.iter().map(|f| blanks(&f.text).len()).sum();
            let asked = |rule: &str| rule == "bango-28-pia-persons" && answers.several == Some(true) && answers.persons.is_none();
            let said: Vec<String> = others.iter().filter(|f| !asked(&f.rule)).map(|f| format!("{} {}", f.rule, f.message.ja)).collect();
            let good = said.is_empty() && placed && marks.len() == written && at.len() == written;
            (!good).then(|| format!("{answers:?}\n{written} written, {} found at {} places\n{}\n", marks.len(), at.len(), said.join("\n")))
        })
        .collect();
    assert!(bad.is_empty(), "{} of {}:\n{}", bad.len(), answers.len(), bad[0]);
}

#[test]
fn what_a_society_does_not_do_is_said_with_its_reason() {
    let files = society(&all()[0]).expect("the model");
    assert!(files.iter().all(|f| !f.text.contains("ていないことを確かめ")), "what was answered needs no confirmation");
    let text = |path: &str| files.iter().find(|f| f.path == path).map(|f| f.text.as_str()).unwrap_or_default();
    assert!(text("joint-use.yaml").contains("statement: {none: 個人データの共同利用"));
    assert!(text("processed.yaml").contains("anonymized: {none: 匿名加工情報の作成"));
    assert!(text("security.yaml").contains("external_environment: {none: "));
    assert!(text("society.yaml").contains("impact_assessments: {none: "));
    assert!(text("pages/employers.md").is_empty() && text("files.yaml").is_empty());
}

#[test]
fn answers_are_written_as_they_were_given() {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &society(&named(&Answers::on(DAY))).expect("the model"));
    let content = kohyo::content::open(dir.path());
    let society = &content.editions[0].society;
    let address = match society.profile.address.given() {
        Some(kohyo::content::model::text::Address::Own(own)) => own.text.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(address, "東京都千代田区見本町1-2-3, 見本ビル: 4階");
    assert_eq!(society.profile.name.given().map(|n| n.text.to_string()).as_deref(), Some("見本健康保険組合"));
}
