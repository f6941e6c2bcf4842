//! The numbers of articles on the days that matter, and the data behind them.

use jiff::civil::{Date as Day, date};
use kohyo::lang::Lang;
use kohyo::law::sources::Sources;
use kohyo::law::{Citation, CiteError, Confidence, Date, Standing, Statutes, View};
use std::collections::BTreeSet;

const TODAY: Day = date(2026, 11, 22);
/// 2005 numbering, its last day, the first and last day of the 2017 numbering, the first day of today's.
const DAYS: [Day; 5] = [date(2016, 1, 1), date(2017, 5, 29), date(2017, 5, 30), date(2022, 3, 31), date(2022, 4, 1)];

fn citation(text: &str) -> Citation {
    Citation::parse(text).unwrap()
}

fn cite(text: &str, on: Day) -> String {
    let (place, view) = View::split(text);
    Statutes::builtin().cite(&citation(place), view, on, None, Lang::Ja).unwrap()
}

/// The bare number on a day; — when it was not there, ? when its number is not recorded.
fn number(text: &str, on: Day) -> String {
    let numbered = Statutes::builtin().numbering_on(&citation(text), on).unwrap();
    match numbered.standing {
        Standing::InForce => numbered.provision.to_string(),
        Standing::Unrecorded { .. } => "?".to_owned(),
        Standing::NotYet { .. } => "—".to_owned(),
        Standing::Replaced { .. } => "x".to_owned(),
    }
}

/// What is built in was made of these files by the build script.
#[test]
fn what_is_built_in_is_what_the_files_say() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/law/data");
    let read = |path: &std::path::Path| String::from_utf8(kohyo::fs::read(path).unwrap()).unwrap();
    let acts: Vec<String> = kohyo::fs::list(&folder.join("acts")).unwrap().iter().map(|f| read(&folder.join("acts").join(f))).collect();
    let acts: Vec<&str> = acts.iter().map(String::as_str).collect();
    assert_eq!(*Statutes::builtin(), Statutes::read(&acts).unwrap());
    assert!(acts.len() > 20);
    let documents = kohyo::law::Documents::read(&read(&folder.join("documents.yaml"))).unwrap();
    assert_eq!(*kohyo::law::Documents::builtin(), documents);
}

#[test]
fn every_article_of_the_map() {
    // Today, until 2017-05-29, until 2022-03-31.
    let map = [
        ("17", "15", "15"),
        ("18", "16", "16"),
        ("19", "—", "—"),
        ("20", "17", "17"),
        ("21", "18", "18"),
        ("22", "19", "19"),
        ("23", "20", "20"),
        ("24", "21", "21"),
        ("25", "22", "22"),
        ("26", "—", "—"),
        ("27", "23", "23"),
        ("28", "—", "24"),
        ("29", "—", "25"),
        ("30", "—", "26"),
        ("31", "—", "—"),
        ("32", "24", "27"),
        ("33", "25", "28"),
        ("34", "26", "29"),
        ("35", "27", "30"),
        ("36", "28", "31"),
        ("37", "29", "32"),
        ("38", "30", "33"),
        ("39", "—", "34"),
        ("40", "31", "35"),
        ("41", "—", "—"),
        ("42", "—", "—"),
        ("43", "—", "36"),
        ("44", "—", "37"),
        ("45", "—", "38"),
        ("46", "—", "39"),
        ("47", "37", "47"),
        ("53", "?", "?"),
        ("27/5", "23/4", "23/5"),
        ("27/5/1", "23/4/1", "23/5/1"),
        ("27/5/3", "23/4/3", "23/5/3"),
        ("27/6", "?", "23/6"),
        ("27/2", "23/2", "23/2"),
        ("27/1/5", "—", "—"),
        ("20/2", "?", "17/2"),
        ("18/3", "16/3", "16/3"),
        ("21/4", "18/4", "18/4"),
        ("32/1/1", "24/1/1", "27/1/1"),
        ("33/5", "—", "—"),
        ("35/5", "—", "—"),
        ("35/7", "?", "?"),
        ("37/4", "29/4", "32/4"),
        ("43/3", "—", "36/3"),
        ("1", "?", "?"),
    ];
    for (now, first, second) in map {
        let text = format!("appi/{now}");
        let numbers = DAYS.map(|day| number(&text, day));
        assert_eq!(numbers, [first, first, second, second, now], "{text}");
        assert_eq!(number(&text, TODAY), now);
    }
}

#[test]
fn every_change_of_the_number_act() {
    for (now, before, last_day, first_day) in [
        ("19//8", "19//7", date(2021, 8, 31), date(2021, 9, 1)),
        ("19//4", "—", date(2021, 8, 31), date(2021, 9, 1)),
        ("19//5", "19//4", date(2021, 8, 31), date(2021, 9, 1)),
        ("19//9", "?", date(2021, 8, 31), date(2021, 9, 1)),
        ("29-4", "28-4", date(2017, 5, 29), date(2017, 5, 30)),
        ("29-4/2", "?", date(2022, 3, 31), date(2022, 4, 1)),
        ("28", "27", date(2017, 5, 29), date(2017, 5, 30)),
        ("28/4", "27/4", date(2017, 5, 29), date(2017, 5, 30)),
        ("27", "?", date(2017, 5, 29), date(2017, 5, 30)),
        ("30/2", "30/3", date(2022, 3, 31), date(2023, 4, 1)),
        ("9/4", "9/3", date(2019, 5, 30), date(2026, 2, 8)),
        ("9/3", "—", date(2019, 5, 30), date(2026, 2, 8)),
        ("2/8", "—", date(2024, 12, 31), date(2026, 2, 8)),
        ("2/9", "2/8", date(2024, 12, 31), date(2026, 2, 8)),
        ("2/15", "2/14", date(2024, 12, 31), date(2026, 2, 8)),
        ("annex", "annex/1", date(2024, 5, 26), date(2024, 5, 27)),
        ("annex//2", "annex/1/2", date(2024, 5, 26), date(2024, 5, 27)),
    ] {
        let text = format!("bango/{now}");
        assert_eq!((number(&text, last_day).as_str(), number(&text, first_day).as_str()), (before, now), "{text}");
        assert_eq!(number(&text, TODAY), now);
    }
    assert_eq!(number("bango/19//3", date(2020, 1, 1)), "19//3");
    assert_eq!(number("bango/12", date(2020, 1, 1)), "12");
}

#[test]
fn days_in_doubt_are_told() {
    let statutes = Statutes::builtin();
    let at = |text: &str, on| statutes.numbering_on(&citation(text), on).unwrap();
    let doubtful = at("bango/2/9", date(2025, 7, 1));
    assert!(doubtful.day_in_doubt && doubtful.in_force());
    assert_eq!(doubtful.provision.to_string(), "2/9");
    assert!(!at("bango/2/9", TODAY).day_in_doubt);
    assert!(!at("bango/2/9", date(2024, 12, 31)).day_in_doubt);
    let remark = statutes.remark(&citation("bango/2/9"), date(2025, 7, 1)).unwrap().unwrap();
    assert!(remark.ja.contains("要確認"), "{}", remark.ja);
    assert_eq!(statutes.remark(&citation("bango/2/9"), TODAY), Ok(None));
}

#[test]
fn confidence_and_history() {
    let at = |text: &str, on| Statutes::builtin().numbering_on(&citation(text), on).unwrap();
    assert_eq!(at("appi/27/5/3", DAYS[0]).confidence, Confidence::Text);
    assert_eq!(at("appi/22", DAYS[0]).confidence, Confidence::Knowledge);
    // The second item of 27条5項 is only supposed to have kept its number.
    assert_eq!(at("appi/27/5/2", DAYS[0]).confidence, Confidence::Knowledge);
    assert_eq!(at("appi/27/5/2", TODAY).confidence, Confidence::Text);
    let history = at("appi/27/5/3", TODAY).history;
    let told: Vec<_> = history.iter().map(|p| (p.from.unwrap().to_string(), p.until, p.provision.print(Lang::Ja))).collect();
    assert_eq!(
        told,
        [
            ("2005-04-01".to_owned(), Some(date(2017, 5, 30)), "第23条第4項第3号".to_owned()),
            ("2017-05-30".to_owned(), Some(date(2022, 4, 1)), "第23条第5項第3号".to_owned()),
            ("2022-04-01".to_owned(), None, "第27条第5項第3号".to_owned()),
        ]
    );
    assert_eq!(at("appi/27/5/3", TODAY).changed_on, Some(Date::parse("2022-04-01").unwrap()));
    let moved = at("bango/29-4", TODAY);
    assert_eq!((moved.history[0].from, moved.history[0].until), (None, Some(date(2017, 5, 30))));
    assert!(!moved.history[1].day_confirmed() && moved.confidence == Confidence::Text);
}

#[test]
fn prints_every_view() {
    assert_eq!(cite("appi/27/5/3", TODAY), "個人情報の保護に関する法律第27条第5項第3号");
    assert_eq!(cite("appi/27/5/3/number", TODAY), "第27条第5項第3号");
    assert_eq!(cite("appi/27/5/3/own", TODAY), "第3号");
    assert_eq!(cite("appi/27/title", TODAY), "個人情報の保護に関する法律");
    assert_eq!(cite("appi/full", TODAY), "個人情報の保護に関する法律（平成15年法律第57号）");
    assert_eq!(cite("appi/number", TODAY), "平成15年法律第57号");
    assert_eq!(cite("appi/own", TODAY), "個人情報の保護に関する法律");
    assert_eq!(cite("kenpo/suppl/2", TODAY), "健康保険法附則第2条");
    assert_eq!(cite("guidance/number", TODAY), "平成29年4月14日個情第538号・保発0414第18号");
    assert_eq!(cite("anei/66-7/number", TODAY), "第66条の7");
    assert_eq!(cite("bango/annex/number", date(2020, 1, 1)), "別表第1");
    assert_eq!(cite("appi/27/number", date(2020, 1, 1)), "第23条");
}

#[test]
fn prints_the_name_of_the_document_and_english() {
    let statutes = Statutes::builtin();
    let c = citation("appi/27/5/3");
    assert_eq!(statutes.cite(&c, View::Default, TODAY, Some("法"), Lang::Ja).unwrap(), "法第27条第5項第3号");
    let en = |text: &str, view, name| statutes.cite(&citation(text), view, TODAY, name, Lang::En).unwrap();
    assert_eq!(
        en("appi/27/5/3", View::Default, None),
        "Article 27, paragraph 5, item 3 of the Act on the Protection of Personal Information"
    );
    assert_eq!(en("bango/19//8", View::Default, Some("the My Number Act")), "Article 19, item 8 of the My Number Act");
    assert_eq!(en("kenpo/suppl/2", View::Number, None), "Article 2 of the Supplementary Provisions");
    assert_eq!(en("appi", View::Full, None), "Act on the Protection of Personal Information (Act No. 57 of 2003)");
    assert_eq!(en("appi", View::Default, None), "the Act on the Protection of Personal Information");
}

#[test]
fn what_was_not_there_prints_with_todays_number_and_a_remark() {
    let statutes = Statutes::builtin();
    let day = date(2022, 3, 31);
    assert_eq!(cite("appi/26/number", day), "第26条");
    let numbered = statutes.numbering_on(&citation("appi/26"), day).unwrap();
    assert!(!numbered.in_force());
    let remark = statutes.remark(&citation("appi/26"), day).unwrap().unwrap();
    assert!(remark.ja.contains("2022-04-01") && remark.en.contains("2022-04-01"), "{}", remark.ja);
    let replaced = statutes.remark(&citation("guideline-2004"), TODAY).unwrap().unwrap();
    assert!(replaced.ja.contains("2017-05-30") && replaced.ja.contains("<law:guidance>"), "{}", replaced.ja);
    assert_eq!(number("guideline-2004", date(2017, 5, 29)), "");
}

#[test]
fn errors_teach() {
    let statutes = Statutes::builtin();
    let error = |text: &str| statutes.cite(&citation(text), View::Default, TODAY, None, Lang::Ja).unwrap_err();
    for (written, meant) in
        [("apppi/27", "appi"), ("banggo", "bango"), ("個人情報保護法/27", "appi"), ("kempo/160", "kenpo"), ("労働安全衛生法", "anei")]
    {
        let CiteError::UnknownAct { suggestions, .. } = error(written) else { panic!("{written}") };
        assert_eq!(suggestions[0].0, meant, "{written}: {suggestions:?}");
    }
    let CiteError::UnknownAct { suggestions, .. } = error("zzz/1") else { panic!() };
    assert!(suggestions.is_empty());
    assert!(matches!(error("guidance/3"), CiteError::NoArticles { .. }));
    let ja = |text: &str| error(text).words().ja;
    assert!(ja("appi/27/1/8").contains("第27条第1項に第8号はありません。第7号までです"), "{}", ja("appi/27/1/8"));
    assert!(ja("bango/2/17").contains("第16項まで"), "{}", ja("bango/2/17"));
    assert!(ja("bango/2/1/14").contains("第2条第1項に第14号はありません"), "{}", ja("bango/2/1/14"));
}

#[test]
fn tells_what_a_place_is_about() {
    let subject = |text: &str| Statutes::builtin().subject(&citation(text), Lang::Ja);
    assert_eq!(subject("appi/27/5/3"), Some("委託・承継・共同利用"));
    assert_eq!(subject("appi/27/3"), Some("第三者提供の制限"));
    assert_eq!(subject("kenpo/160"), None);
}

#[test]
fn every_reference_of_the_example_can_be_printed() {
    let mut count = 0;
    for entry in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content")) {
        let path = entry.unwrap().into_path();
        // Files in other encodings have no references of ours.
        let Some(text) = std::fs::read(&path).ok().and_then(|b| String::from_utf8(b).ok()) else { continue };
        let targets = text.split("<law:").skip(1).filter_map(|t| t.split_once('>')).map(|(t, _)| t);
        let linked = text.split("](law:").skip(1).filter_map(|t| t.split_once(')')).map(|(t, _)| t);
        for target in targets.chain(linked) {
            assert!(!cite(target, TODAY).is_empty(), "{}: {target}", path.display());
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn the_amendment_of_2026_is_pending() {
    let appi = Statutes::builtin().act("appi").unwrap();
    let days = |on| appi.pending(on).map(|(_, s)| s.from.map(|d| d.to_string())).collect::<Vec<_>>();
    assert_eq!(days(TODAY), [Some("2027-01-17".to_owned()), None]);
    assert_eq!(days(date(2027, 1, 17)), [None]);
    assert_eq!(appi.pending(TODAY).last().unwrap().1.by.unwrap().to_string(), "2028-07-16");
}

/// Every mapping that says how sure it is names a source that there is, and the other way round.
#[test]
fn every_fact_has_a_source() {
    let mut used = BTreeSet::new();
    let mut facts = 0;
    for file in data_files() {
        let value: serde_yaml::Value = serde_yaml::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        visit(&value, &mut |map| {
            let source = map.get("source").and_then(|s| s.as_str());
            assert_eq!(source.is_some(), map.contains_key("confidence"), "{file}: {map:?}");
            if let Some(source) = source {
                assert!(Sources::builtin().get(source).is_some(), "{file}: {source}");
                used.insert(source.to_owned());
                facts += 1;
            }
        });
    }
    assert!(facts > 200, "{facts}");
    for key in Sources::builtin().keys() {
        assert!(used.contains(key), "{key} is not used");
    }
}

#[test]
fn every_act_is_built_in_and_named_by_its_file() {
    let stem = |f: &String| f.rsplit('/').next().unwrap().trim_end_matches(".yaml").to_owned();
    let files: BTreeSet<String> = data_files().iter().filter(|f| f.contains("/acts/")).map(stem).collect();
    let ids: BTreeSet<String> = Statutes::builtin().acts().iter().map(|a| a.id.clone()).collect();
    assert_eq!(ids, files);
    assert_eq!(ids.len(), Statutes::builtin().acts().len());
    let by = Statutes::builtin().acts().iter().filter_map(|a| a.replaced.as_ref());
    assert!(by.clone().count() > 0 && by.clone().all(|r| Statutes::builtin().act(&r.value.by).is_some()));
}

#[test]
fn the_steps_of_every_article_are_in_order() {
    for act in Statutes::builtin().acts() {
        for entry in &act.numbering {
            let days: Vec<_> = entry.steps.iter().map(|s| s.first_day()).collect();
            assert!(days.is_sorted() && days.iter().skip(1).all(Option::is_some), "{} {}", act.id, entry.at);
            assert_eq!(entry.steps.last().unwrap().number, entry.at, "{} {}", act.id, entry.at);
        }
    }
}

fn data_files() -> Vec<String> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src/law/data");
    let paths = walkdir::WalkDir::new(root).into_iter().map(|e| e.unwrap().into_path());
    paths.filter(|p| p.extension().is_some_and(|e| e == "yaml")).map(|p| p.to_str().unwrap().to_owned()).collect()
}

fn visit(value: &serde_yaml::Value, on_map: &mut dyn FnMut(&serde_yaml::Mapping)) {
    match value {
        serde_yaml::Value::Mapping(map) => {
            on_map(map);
            map.values().for_each(|v| visit(v, on_map));
        }
        serde_yaml::Value::Sequence(list) => list.iter().for_each(|v| visit(v, on_map)),
        _ => {}
    }
}
