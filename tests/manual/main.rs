//! The manual of kohyo, `docs/manual/`, which kohyo itself builds: that what is made of data is up to date, that it builds without a word
//! against it, and that its tutorial does what it says.

mod blocks;
mod examples;
mod fields;
mod made;
mod rules;
#[cfg(feature = "pdf")]
mod tutorial;

use kohyo::build::society::look;
use kohyo::check::rule::VersionState;
use kohyo::check::{Outcome, Packs};
use kohyo::diagnostic::Severity;
use made::{Made, files, folder};
#[cfg(feature = "pdf")]
use std::path::Path;
use std::process::Command;

/// The day of the law that the manual names.
const DAY: jiff::civil::Date = jiff::civil::date(2026, 12, 1);

fn packs() -> Packs {
    Packs::in_full().expect("the packs that are built in")
}

fn made(packs: &Packs) -> Vec<Made> {
    fields::pages().into_iter().chain(rules::pages(packs, DAY)).collect()
}

#[test]
fn pages_of_fields_and_rules_are_up_to_date() {
    let made = files(&made(&packs()));
    let pages = folder().join("pages");
    let ours = |name: &str| name.starts_with("content-") || name.starts_with("rule-");
    if std::env::var_os("KOHYO_UPDATE_DOCS").is_some() {
        for (path, text) in &made {
            std::fs::write(folder().join(path), text).expect("a file");
        }
    }
    let kept = |path: &str| std::fs::read_to_string(folder().join(path)).unwrap_or_default();
    let stale: Vec<&String> = made.iter().filter(|(path, text)| kept(path) != *text).map(|(path, _)| path).collect();
    assert!(stale.is_empty(), "run this test with KOHYO_UPDATE_DOCS=1: {stale:?}");
    let there = std::fs::read_dir(pages).expect("the pages").map(|e| e.expect("a page").file_name().into_string().expect("a name"));
    let left: Vec<String> = there.filter(|name| ours(name) && !made.iter().any(|(path, _)| *path == format!("pages/{name}"))).collect();
    assert!(left.is_empty(), "no field or rule belongs to these pages any more: {left:?}");
}

#[test]
fn every_rule_and_every_content_file_has_a_page() {
    let packs = packs();
    let made = made(&packs);
    assert!(packs.rules().count() > 200);
    for (_, rule) in packs.rules() {
        let page = made.iter().find(|p| p.id == format!("rule-{}", rule.id)).expect("a page");
        let ahead = rule.versions.iter().all(|v| matches!(v.state, VersionState::Pending { .. }));
        let examples = ["## 指摘が出る例", "## 適合する例"].iter().all(|heading| page.text.contains(heading));
        assert!(page.text.contains(&rule.id) && (examples || ahead), "{}", rule.id);
        assert!(page.english.contains(&rule.title_en), "{}", rule.id);
    }
    for file in kohyo::schema::content_files() {
        let page = made.iter().find(|p| p.id == format!("content-{}", file.name)).expect("a page");
        let fields = file.shape().record().map(|r| r.fields()).unwrap_or_default();
        let missing: Vec<&str> = fields.iter().map(|f| f.key).filter(|key| !page.text.contains(&format!("| `{key}` |"))).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", file.name);
    }
}

#[test]
fn nothing_is_to_be_said_against_the_manual() {
    let looked = look(&folder(), &packs(), None, DAY);
    let said: Vec<String> = looked.diagnostics.iter().map(|d| format!("{:?} {} {} {:?}", d.severity, d.code, d.what.ja, d.place)).collect();
    assert_eq!(looked.diagnostics.len(), 1, "only that no duty was checked: {said:#?}");
    assert_eq!((looked.diagnostics[0].code, looked.diagnostics[0].severity), ("documentation", Severity::Info));
    let report = looked.report.expect("a report");
    let found: Vec<String> = report.findings.iter().map(|f| format!("{} {:?} {}", f.rule, f.location, f.message.ja)).collect();
    assert_eq!(found, [""; 0]);
    assert!(report.documentation && report.faults().next().is_none());
    let looked_at = report.rules.iter().filter(|r| r.outcome == Outcome::Pass);
    assert!(looked_at.clone().count() > 5, "rules about form hold for the manual");
    assert!(looked_at.clone().all(|r| r.basis.name() == "data_quality"));
}

#[test]
fn every_report_says_that_no_duty_was_checked() {
    for format in ["text", "json", "sarif", "junit", "github", "csv", "html"] {
        let checked = Command::new(env!("CARGO_BIN_EXE_kohyo"))
            .args(["check", "--format", format, "--content"])
            .arg(folder())
            .env("LC_ALL", "ja_JP.UTF-8")
            .output()
            .expect("the program");
        assert!(checked.status.success());
        let (report, beside) = (String::from_utf8_lossy(&checked.stdout), String::from_utf8_lossy(&checked.stderr));
        assert!(beside.contains("公表する義務は、一つも点検していません"), "{format}: {beside}");
        assert!(report.contains("公表する義務を点検していません"), "{format}");
        if format == "json" {
            let report: serde_json::Value = serde_json::from_str(&report).expect("a report");
            let society = &report["societies"][0];
            assert!(society["unchecked"].as_str().is_some_and(|why| why.contains("documentation")));
            let rules = society["rules"].as_array().expect("rules");
            let duties: Vec<_> = rules.iter().filter(|r| r["basis"] != "data_quality").collect();
            assert!(duties.len() > 150 && duties.iter().all(|r| r["outcome"] == "not_applicable" || r["outcome"] == "not_in_force"));
            assert!(duties.iter().filter(|r| r["outcome"] == "not_applicable").all(|r| r["note"].as_str().is_some_and(|n| !n.is_empty())));
        }
    }
}

#[test]
fn the_manual_is_built_and_its_pages_lead_to_each_other() {
    let output = tempfile::tempdir().expect("a folder");
    let site = output.path().join("manual");
    let built = Command::new(env!("CARGO_BIN_EXE_kohyo"))
        .args(["build", "--no-print", "--content"])
        .arg(folder())
        .arg("--output")
        .arg(&site)
        .env("LC_ALL", "ja_JP.UTF-8")
        .output()
        .expect("the program");
    let told = String::from_utf8_lossy(&built.stderr).into_owned() + &String::from_utf8_lossy(&built.stdout);
    assert!(built.status.success(), "{told}");
    assert!(told.contains("公表する義務は、一つも点検していません"), "{told}");
    let page = |path: &str| std::fs::read_to_string(site.join(path).join("index.html")).unwrap_or_else(|e| panic!("{path}: {e}"));
    let home = page("");
    assert!(!site.join("data").exists() && !home.contains("disclosure.json"), "a manual discloses nothing");
    let menu = home.matches("<li><a href=").count();
    assert!((10..40).contains(&menu), "the menu lists the chapters, not every rule: {menu}");
    let rules = page("rules");
    let packs = packs();
    for (_, rule) in packs.rules() {
        assert!(rules.contains(&format!("href=\"{}/\"", rule.id)) || rules.contains(&format!("{}/index.html", rule.id)), "{}", rule.id);
    }
    let one = page("rules/appi-27-5-3-manager-address");
    assert!(one.contains("<pre class=\"role-code\"><code>"), "examples keep their lines");
    let way = &one[one.find("class=\"breadcrumb\"").expect("the way")..one.find("<h1>").expect("the title")];
    assert!(way.contains("点検の規則"), "a rule stands below the list of rules: {way}");
    assert!(one.contains("rel=\"next\"") && one.contains("rel=\"prev\""));
}

/// The commands of the tutorial make sheets too.
#[cfg(feature = "pdf")]
#[test]
fn the_tutorial_does_what_it_says() {
    let file = folder().join("pages/tutorial.md");
    let page = std::fs::read_to_string(&file).expect("the tutorial");
    let tutorial::Followed { home, page: right, wrong } = tutorial::follow(&page);
    if std::env::var_os("KOHYO_UPDATE_DOCS").is_some() {
        std::fs::write(&file, right).expect("the tutorial");
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
    let site = home.path().join("my-society/output");
    let changed = std::fs::read_to_string(site.join("index.html")).expect("the site");
    assert!(changed.contains("03-0000-0002") && !changed.contains("03-0000-0001"), "the new number stands on the page");
    assert!(Path::new(&site).join("bulletins/board.pdf").is_file());
}
