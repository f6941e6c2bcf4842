//! `kohyo check`, `kohyo explain` and the check within `kohyo build`, as the program itself runs them, on the example and on what is made of it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that fails must stop, and looks at the disk itself")]

use kohyo::build::MANIFEST;
use kohyo::check::Packs;
#[cfg(feature = "pdf")]
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A sound pack of a society's own: a warning for the example, which has no such words.
const OWN: &str = "\
pack: own
pack_version: 2026.12.1
title: 組合の規則
rules:
  - id: own-motto
    title: 標語を掲げる
    basis: practice
    severity: warning
    select: $.society
    versions: [{require: [motto]}]
    message: 標語がありません
    fix: 標語を書いてください。
    tests:
      - {name: なし, as_of: 2026-12-01, doc: {society: {name: 例示}}, fails: ['/society#motto']}
      - {name: あり, as_of: 2026-12-01, doc: {society: {motto: 健康第一}}, fails: []}
";

struct Desk(TempDir);

/// Exit code, standard output, standard error.
type Ended = (Option<i32>, String, String);

impl Desk {
    /// A desk with the example in `content/`.
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.example("content");
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn example(&self, folder: &str) {
        let from = Path::new("content");
        for found in kohyo::fs::walk(from).unwrap().iter().filter(|f| f.kind == kohyo::fs::Kind::File) {
            let to = self.path(folder).join(&found.path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(from.join(&found.path), to).unwrap();
        }
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Changes a file; the words must be there.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path}: {from}");
        self.write(path, &text.replacen(from, to, 1));
    }

    /// Takes away the representative: an error of the law.
    fn lose_representative(&self, content: &str) {
        let line = "representative: {title: 理事長, name: 例示 太郎, ruby: れいじ たろう, since: 2024-07-01}\n";
        self.edit(&format!("{content}/society.yaml"), line, "");
        let english = "representative: {title: Chairperson, name: Taro Reiji, ruby: 例示 太郎}\n";
        self.edit(&format!("{content}/en/society.yaml"), english, "");
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kohyo"));
        command.args(args).current_dir(self.0.path()).env("LC_ALL", "ja_JP.UTF-8").env("NO_COLOR", "1");
        command
    }

    fn kohyo(&self, args: &[&str]) -> Ended {
        let done = self.command(args).output().unwrap();
        (done.status.code(), String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
    }

    /// `kohyo check --format json` with more arguments: the exit code, and what it says.
    fn json(&self, more: &[&str]) -> (Option<i32>, serde_json::Value) {
        let (code, out, err) = self.kohyo(&[&["check", "--format", "json"], more].concat());
        (code, serde_json::from_str(&out).unwrap_or_else(|e| unreadable(&e, &out, &err)))
    }
}

#[allow(clippy::panic, reason = "a test that fails must stop")]
fn unreadable(e: &serde_json::Error, out: &str, err: &str) -> serde_json::Value {
    panic!("{e}\n{out}\n{err}")
}

#[test]
fn the_built_in_packs_are_proved_by_their_tests() {
    let packs = Packs::in_full().unwrap_or_default();
    let problems = packs.prove();
    assert!(packs.rules().count() >= 50 && problems.is_empty(), "{problems:#?}");
}

#[test]
fn the_example_has_nothing_to_complain_of() {
    let desk = Desk::new();
    let (code, json) = desk.json(&[]);
    let society = &json["societies"][0];
    assert_eq!((code, &json["version"], &json["as_of"]), (Some(0), &1.into(), &"2026-12-01".into()));
    assert_eq!((&society["name"], &society["path"]), (&"例示健康保険組合".into(), &"content".into()));
    for count in ["errors", "warnings", "fail", "no_match", "rule_error"] {
        assert_eq!(society["summary"][count], 0, "{count}");
    }
    let (code, out, err) = desk.kohyo(&["check", "--deny", "warning"]);
    assert!(code == Some(0) && err.is_empty() && out.starts_with("公表前点検　例示健康保険組合（content）"), "{out}{err}");
}

#[test]
fn what_is_missing_is_an_error_with_its_place_and_exit_code_1() {
    let desk = Desk::new();
    desk.lose_representative("content");
    let (code, json) = desk.json(&[]);
    let findings = json["societies"][0]["findings"].as_array().unwrap();
    let found = findings.iter().find(|f| f["rule"] == "appi-32-1-1-representative").unwrap();
    assert_eq!((code, &found["severity"]), (Some(1), &"error".into()));
    assert_eq!((&found["path"], &found["file"]), (&"/society/representative/name".into(), &"content/society.yaml".into()));
    assert!(found["line"].as_u64().is_some_and(|l| l > 0) && found["fix"].as_str().is_some_and(|f| !f.is_empty()), "{found}");
    let (code, out, err) = desk.kohyo(&["check", "--lang", "en"]);
    assert!(code == Some(1) && err.is_empty() && out.contains("kohyo explain RULE"), "{out}{err}");
}

#[test]
fn the_day_of_the_law_is_that_of_the_arguments() {
    let desk = Desk::new();
    let (_, json) = desk.json(&["--as-of", "2022-03-31"]);
    let rules = json["societies"][0]["rules"].as_array().unwrap();
    let address = rules.iter().find(|r| r["id"] == "appi-27-5-3-manager-address").unwrap();
    assert_eq!((&json["as_of"], &address["outcome"]), (&"2022-03-31".into(), &"not_in_force".into()));
}

#[test]
fn every_format_is_what_its_name_says() {
    let desk = Desk::new();
    desk.lose_representative("content");
    for (format, begins, holds) in [
        ("text", "公表前点検", "規則: appi-32-1-1-representative"),
        ("json", "{", "\"rule\": \"appi-32-1-1-representative\""),
        ("sarif", "{", "2.1.0"),
        ("junit", "<?xml", "<failure type=\"error\""),
        ("github", "::error file=content/society.yaml,line=", "title=appi-32-1-1-representative"),
        ("csv", "\u{feff}", "content/society.yaml:"),
        ("html", "<!doctype html>", "公表前点検表"),
    ] {
        let (code, out, err) = desk.kohyo(&["check", "--format", format]);
        assert!(code == Some(1) && err.is_empty() && out.contains(holds), "{format}: {out}{err}");
        assert!(out.starts_with(begins) || format == "github" && out.contains(begins), "{format}: {out}");
    }
    let (code, _, err) = desk.kohyo(&["check", "--format", "docx"]);
    assert!(code == Some(2) && err.contains("text, json, sarif, junit, github, csv, html, pdf"), "{err}");
    // Bytes on the screen help nobody; without the print room there are none.
    let (code, _, err) = desk.kohyo(&["check", "--format", "pdf"]);
    assert!(code == Some(2) && err.contains("--out") != err.contains("--format html"), "{err}");
}

/// The check sheet names sheets of the bulletins, so that it has to count those of the theme that they will be printed with.
#[cfg(feature = "pdf")]
#[test]
fn the_check_sheet_is_that_of_the_theme() {
    let desk = Desk::new();
    desk.write("theme/theme.yaml", "name: ours\ninherits: standard\n");
    let sheet = |out: &str, theme: &[&str]| {
        let (code, _, err) = desk.kohyo(&[&["check", "--format", "pdf", "--out", out], theme].concat());
        assert_eq!((code, err.as_str()), (Some(0), ""));
        fs::read(desk.path(out)).unwrap()
    };
    let standard = sheet("standard.pdf", &[]);
    assert_eq!(sheet("same.pdf", &["--theme", "theme"]), standard, "a theme without sheets of its own");
    desk.write("theme/print/check.typ", &fs::read_to_string("themes/standard/print/check.typ").unwrap().replace("□", "○"));
    assert_ne!(sheet("ours.pdf", &["--theme", "theme"]), standard);
    // The sheets that the report names are those of the theme: here notices begin with an empty one.
    let sheets_of = |theme: &[&str]| -> BTreeSet<u64> {
        let html = desk.kohyo(&[&["check", "--format", "html"], theme].concat()).1;
        html.split("bulletins/board.pdf p.")
            .skip(1)
            .filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok())
            .collect()
    };
    let notice = fs::read_to_string("themes/standard/print/notice.typ").unwrap();
    desk.write("theme/print/notice.typ", &notice.replacen("\n#place(", "\n#pagebreak()\n#place(", 1));
    assert!(sheets_of(&[]).contains(&1), "the first sheet proves something");
    assert_eq!(sheets_of(&["--theme", "theme"]), sheets_of(&[]).iter().map(|n| n + 1).collect());
    // One that cannot be used is refused before the work, and nothing is written.
    desk.write("theme/print/check.typ", "#let (");
    let (code, out, err) = desk.kohyo(&["check", "--format", "pdf", "--out", "broken.pdf", "--theme", "theme"]);
    assert!(code == Some(2) && out.is_empty() && err.contains("check.typ") && !desk.path("broken.pdf").exists(), "{code:?} {out}{err}");
    let (code, _, err) = desk.kohyo(&["check", "--format", "pdf", "--out", "none.pdf", "--theme", "nowhere"]);
    assert!(code == Some(2) && err.contains("nowhere") && !desk.path("none.pdf").exists(), "{code:?} {out}{err}");
}

#[test]
fn a_report_goes_to_its_file_whole_and_the_screen_tells_where() {
    let desk = Desk::new();
    let (code, out, err) = desk.kohyo(&["check", "--format", "html", "--out", "reports/sheet.html"]);
    assert_eq!((code, out.as_str(), err.as_str()), (Some(0), "点検の結果を「reports/sheet.html」に書きました（指摘はありません）。\n", ""));
    assert!(desk.read("reports/sheet.html").starts_with("<!doctype html>"));
    let (code, again, _) = desk.kohyo(&["check", "--format", "html"]);
    assert_eq!((code, again), (Some(0), desk.read("reports/sheet.html")));
    desk.lose_representative("content");
    let (code, out, _) = desk.kohyo(&["check", "--out", "reports/sheet.html", "--quiet"]);
    assert!(code == Some(1) && out.is_empty() && desk.read("reports/sheet.html").starts_with("公表前点検"), "{out}");
    assert_eq!(kohyo::fs::list(&desk.path("reports")).unwrap(), [Path::new("sheet.html")]);
}

#[test]
fn a_report_never_goes_among_what_is_read_or_published() {
    let desk = Desk::new();
    desk.write("rules/own.yaml", OWN);
    assert_eq!(desk.kohyo(&["build", "--no-print"]).0, Some(0));
    let society = desk.read("content/society.yaml");
    for (out, code) in [
        ("content/society.yaml", "report-overlaps"),
        ("content/pages/../report.json", "report-overlaps"),
        ("rules/own.yaml", "report-overlaps"),
        ("output/report.html", "report-overlaps"),
        ("output/privacy/report.html", "report-overlaps"),
        ("output", "report-is-a-folder"),
    ] {
        let (exit, said, err) = desk.kohyo(&["check", "--rules", "rules", "--out", out]);
        assert!(exit == Some(2) && said.is_empty() && err.contains(code), "{out}: {said}{err}");
    }
    assert_eq!((desk.read("content/society.yaml"), desk.read("rules/own.yaml")), (society, OWN.into()));
    assert!(!desk.path("output/report.html").exists() && !desk.path("output/privacy/report.html").exists());
}

#[test]
fn a_report_that_cannot_be_written_ends_with_3() {
    let desk = Desk::new();
    desk.write("file", "");
    let (code, out, err) = desk.kohyo(&["check", "--out", "file/report.txt"]);
    assert!(code == Some(3) && out.is_empty() && err.contains("file-failed"), "{out}{err}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_a_closed_pipe_is_not() {
    let desk = Desk::new();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for args in [&["check"][..], &["explain"]] {
        let done = desk.command(args).stdout(full()).stderr(Stdio::piped()).output().unwrap();
        let err = String::from_utf8(done.stderr).unwrap();
        assert!(done.status.code() == Some(3) && err.contains("結果を書き出せません"), "{err}");
    }
    let mut child = desk.command(&["check", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), done.stderr), (Some(0), Vec::new()));
}

#[test]
fn a_device_is_written_to_and_not_replaced() {
    let desk = Desk::new();
    let null = if cfg!(windows) { "NUL" } else { "/dev/null" };
    assert_eq!(desk.kohyo(&["check", "--out", null]).0, Some(0));
    assert!(cfg!(windows) || !fs::metadata(null).unwrap().is_file());
}

#[test]
fn warnings_count_when_they_are_denied() {
    let desk = Desk::new();
    desk.write("rules/own.yaml", OWN);
    let (code, json) = desk.json(&["--rules", "rules"]);
    assert_eq!((code, &json["societies"][0]["summary"]["warnings"]), (Some(0), &1.into()));
    assert!(json["packs"].as_array().unwrap().iter().any(|p| p["id"] == "own"), "{}", json["packs"]);
    assert_eq!(desk.json(&["--rules", "rules", "--deny", "warning"]).0, Some(1));
    let (code, _, err) = desk.kohyo(&["check", "--deny", "notes"]);
    assert!(code == Some(2) && err.contains("warning"), "{err}");
}

#[test]
fn warnings_of_the_content_count_too_when_they_are_denied() {
    let desk = Desk::new();
    desk.edit("content/society.yaml", "title: 保健事業課", "title: 保健事業課\u{fffd}");
    let (code, _, err) = desk.kohyo(&["check"]);
    assert!(code == Some(0) && err.contains("garbled") && err.ends_with("警告 1件\n"), "{err}");
    assert_eq!(desk.kohyo(&["check", "--deny", "warning"]).0, Some(1));
    assert_eq!(desk.kohyo(&["check", "--quiet"]).2, "");
}

/// What is said of packs that do not load, by every command that reads them.
fn refused(desk: &Desk, holds: &[&str]) {
    for args in [&["check"][..], &["build"], &["explain"]] {
        let (code, out, err) = desk.kohyo(&[args, &["--rules", "rules"]].concat());
        assert_eq!((code, out.as_str()), (Some(2), ""), "{args:?} {err}");
        for text in holds {
            assert!(err.contains(text), "{args:?}: {text} is not in\n{err}");
        }
    }
    assert!(!desk.path("output").exists());
}

#[test]
fn a_pack_that_does_not_load_is_shown_with_its_line() {
    let desk = Desk::new();
    desk.write("rules/own.yaml", &OWN.replace("severity: warning", "severety: warning"));
    refused(&desk, &["rule-pack-unreadable", "--> rules/own.yaml:", "severety", "^"]);
    desk.write("rules/own.yaml", "pack: own\nrules: [\n");
    refused(&desk, &["rule-pack-unreadable", "rules/own.yaml"]);
    fs::write(desk.path("rules/own.yaml"), b"pack: \x8c\x92\n").unwrap();
    refused(&desk, &["rule-pack-unreadable", "rules/own.yaml", "UTF-8"]);
}

#[test]
fn a_rule_that_its_tests_do_not_prove_is_shown_with_its_line() {
    let desk = Desk::new();
    desk.write("rules/own.yaml", &OWN.replace("fails: []", "fails: ['/society#motto']"));
    refused(&desk, &["rule-unproved", " --> rules/own.yaml:5:9", "  - id: own-motto", "        ^^^^^^^^^"]);
    desk.write("rules/own.yaml", &OWN.replace("own-motto", "appi-32-1-1-representative"));
    refused(&desk, &["rule-twice", " --> rules/own.yaml:5:9"]);
}

#[test]
fn folders_without_rules_are_refused() {
    let desk = Desk::new();
    refused(&desk, &["rules-unreadable"]);
    desk.write("rules/own.yml", OWN);
    refused(&desk, &["rules-empty", "*.yaml"]);
}

#[test]
fn a_rule_that_could_not_look_is_no_answer() {
    let desk = Desk::new();
    let rule = OWN.replace("select: $.society\n", "select: $.society.branches[*]\n    min_matches: 1\n").replace("[motto]", "[name]");
    let rule = rule.replace(
        "doc: {society: {name: 例示}}, fails: ['/society#motto']",
        "doc: {society: {branches: [{id: a}]}}, fails: ['/society/branches/0#name']",
    );
    let rule = rule.replace("doc: {society: {motto: 健康第一}}", "doc: {society: {branches: [{name: 支部}]}}");
    desk.write("rules/own.yaml", &rule);
    let (code, json) = desk.json(&["--rules", "rules"]);
    assert_eq!((code, &json["societies"][0]["summary"]["no_match"]), (Some(2), &1.into()));
    let (code, out, err) = desk.kohyo(&["build", "--no-print", "--rules", "rules"]);
    assert!(code == Some(2) && out.is_empty() && err.contains("エラー[own-motto]") && err.contains("確かめられませんでした"), "{out}{err}");
    assert!(!desk.path("output").exists());
}

#[test]
fn content_that_cannot_be_used_gives_no_report() {
    let desk = Desk::new();
    desk.edit("content/society.yaml", "\ntel: ", "\ntell: ");
    let (code, out, err) = desk.kohyo(&["check", "--format", "json", "--out", "report.json"]);
    assert!(code == Some(2) && out.is_empty() && err.contains("content/society.yaml:") && err.contains("^^^^"), "{out}{err}");
    assert!(err.contains("点検していません"), "{err}");
    assert!(!desk.path("report.json").exists());
    let (code, out, err) = desk.kohyo(&["check", "--content", "nowhere"]);
    assert!(code == Some(2) && out.is_empty() && err.contains("no-content"), "{out}{err}");
}

#[test]
fn a_folder_of_societies_is_looked_at_as_a_whole() {
    let desk = Desk::new();
    for name in ["a", "b", "c"] {
        desk.example(&format!("many/{name}"));
    }
    assert_eq!(desk.json(&["--content", "many"]).0, Some(0));
    desk.lose_representative("many/b");
    let (code, out, err) = desk.kohyo(&["check", "--content", "many"]);
    let at = |path: &str| out.find(&format!("（{path}）")).unwrap_or(usize::MAX);
    assert!(code == Some(1) && at("many/a") < at("many/b") && at("many/b") < at("many/c") && at("many/c") != usize::MAX, "{out}");
    assert!(err.starts_with("3組合のうち、直すところがあるのは1組合です（点検の指摘: エラー "), "{err}");
    let one = desk.kohyo(&["check", "--content", "many", "--jobs", "1"]);
    assert_eq!(one, desk.kohyo(&["check", "--content", "many", "--jobs", "3"]));
    desk.edit("many/c/society.yaml", "\ntel: ", "\ntell: ");
    let (code, json) = desk.json(&["--content", "many"]);
    let paths: Vec<_> = json["societies"].as_array().unwrap().iter().map(|s| s["path"].as_str().unwrap()).collect();
    assert_eq!((code, paths), (Some(2), vec!["many/a", "many/b"]));
}

#[test]
fn errors_stop_a_build_and_the_old_output_stays() {
    let desk = Desk::new();
    let (code, _, err) = desk.kohyo(&["build", "--no-print"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let (list, page) = (desk.read(&format!("output/{MANIFEST}")), desk.read("output/index.html"));
    desk.lose_representative("content");
    let (code, out, err) = desk.kohyo(&["build", "--no-print"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    for text in [
        "エラー[appi-32-1-1-representative]: ",
        " --> content/society.yaml:",
        "= 理由: 個人情報保護法第32条第1項第1号",
        "= 直し方: ",
        "kohyo build --draft",
    ] {
        assert!(err.contains(text), "{text} is not in\n{err}");
    }
    assert_eq!((desk.read(&format!("output/{MANIFEST}")), desk.read("output/index.html")), (list, page));
    assert_eq!(desk.kohyo(&["build", "--no-print", "--output", "new"]).0, Some(1));
    assert!(!desk.path("new").exists());
}

#[test]
fn a_draft_is_built_whatever_is_missing_and_says_that_it_is_one() {
    let desk = Desk::new();
    desk.lose_representative("content");
    let (code, out, err) = desk.kohyo(&["build", "--no-print", "--draft"]);
    assert!(code == Some(0) && out.contains("見るには: "), "{out}{err}");
    assert!(err.starts_with("公表の前に直すところ: エラー ") && err.contains("kohyo check") && err.lines().count() == 1, "{err}");
    let page = desk.read("output/index.html");
    assert!(page.contains("下書き") && page.contains("noindex"), "{page}");
    assert!(desk.kohyo(&["build", "--no-print", "--draft", "--verbose"]).2.contains("エラー[appi-32-1-1-representative]"));
    desk.edit("content/society.yaml", "\ntel: ", "\ntell: ");
    assert_eq!(desk.kohyo(&["build", "--no-print", "--draft"]).0, Some(2));
}

#[test]
fn warnings_do_not_stop_a_build_and_are_counted_in_a_line() {
    let desk = Desk::new();
    desk.write("rules/own.yaml", OWN);
    let (code, out, err) = desk.kohyo(&["build", "--no-print", "--rules", "rules"]);
    assert_eq!((code, err.as_str()), (Some(0), "公表前点検: 警告 1件。kohyo check で詳しく見られます。\n"), "{out}");
    assert!(desk.kohyo(&["build", "--no-print", "--rules", "rules", "--verbose"]).2.contains("警告[own-motto]: 標語がありません"));
    assert_eq!(desk.kohyo(&["build", "--no-print", "--rules", "rules", "--quiet"]), (Some(0), String::new(), String::new()));
    assert!(!desk.read("output/index.html").contains("下書き"));
}

#[test]
fn of_several_societies_only_the_faulty_one_is_not_built() {
    let desk = Desk::new();
    for name in ["a", "b"] {
        desk.example(&format!("many/{name}"));
    }
    desk.lose_representative("many/b");
    let (code, out, err) = desk.kohyo(&["build", "--no-print", "--content", "many"]);
    assert!(code == Some(1) && out.starts_with("1組合、") && err.contains("many/b/society.yaml"), "{out}{err}");
    assert!(desk.path("output/a/index.html").exists() && !desk.path("output/b").exists());
}

#[test]
fn what_was_waived_does_not_stop_a_build() {
    let desk = Desk::new();
    desk.lose_representative("content");
    let (_, json) = desk.json(&[]);
    let findings = json["societies"][0]["findings"].as_array().unwrap();
    let approved = "reason: 改選の手続き中のため, approved_by: 常務理事, approved_on: 2026-11-01, expires: 2027-03-31";
    let waiver = |f: &serde_json::Value| format!("- {{rule: {}, at: {}, {approved}}}\n", f["rule"], f["path"]);
    desk.write("content/waivers.yaml", &findings.iter().map(waiver).collect::<String>());
    let (code, json) = desk.json(&[]);
    let summary = &json["societies"][0]["summary"];
    assert_eq!((code, &summary["errors"], &summary["warnings"]), (Some(0), &0.into(), &0.into()), "{summary}");
    assert!(!findings.is_empty() && summary["waived"].as_u64().is_some_and(|n| n > 0), "{summary}");
    let (code, _, err) = desk.kohyo(&["build", "--no-print"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
}

#[test]
fn rules_are_listed_and_explained() {
    let desk = Desk::new();
    let (code, list, _) = desk.kohyo(&["explain"]);
    let packs = Packs::builtin().unwrap_or_default();
    assert_eq!(code, Some(0));
    for (_, rule) in packs.rules() {
        assert!(list.contains(&format!("  {}  [", rule.id)), "{}", rule.id);
    }
    let (code, text, _) = desk.kohyo(&["explain", "appi-27-5-3-manager-address", "--as-of", "2022-03-31"]);
    assert!(
        code == Some(0) && text.starts_with("appi-27-5-3-manager-address\n") && text.contains("2022-03-31 には効力がありません"),
        "{text}"
    );
    let (_, text, _) = desk.kohyo(&["explain", "appi-27-5-3-manager-address", "--lang", "en"]);
    assert!(text.contains("Provision: ") && text.contains("An example that fails"), "{text}");
    desk.write("rules/own.yaml", OWN);
    let (code, text, _) = desk.kohyo(&["explain", "own-motto", "--rules", "rules"]);
    assert!(code == Some(0) && text.contains("標語を掲げる"), "{text}");
    assert_eq!(desk.kohyo(&["explain", "own-motto"]).0, Some(2));
}
