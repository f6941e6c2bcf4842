//! The examples of the manual, taken from its pages: a theme and a pack of rules, used on the example society.

use super::made::folder;
use std::path::Path;
use std::process::{Command, Output};

/// Writes the files that a page shows: a line that only names one, `my-theme/theme.yaml`, then its block of code.
fn write(page: &str, home: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(folder().join("pages").join(page)).expect("the page");
    let mut lines = text.lines();
    let mut files = Vec::new();
    while let Some(line) = lines.next() {
        let named = line.strip_prefix('`').and_then(|l| l.strip_suffix('`')).filter(|l| l.contains('/') && !l.contains('`'));
        let Some(name) = named else { continue };
        assert_eq!(lines.next(), Some(""), "{page}: {name}");
        assert!(lines.next().is_some_and(|l| l.starts_with("```")), "{page}: the block of {name}");
        let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
        let path = home.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
        std::fs::write(path, block.join("\n") + "\n").expect("a file");
        files.push(name.to_owned());
    }
    files
}

fn kohyo(arguments: &[&str], home: &Path) -> Output {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    Command::new(env!("CARGO_BIN_EXE_kohyo"))
        .args(arguments)
        .arg("--content")
        .arg(example)
        .current_dir(home)
        .env("LC_ALL", "ja_JP.UTF-8")
        .output()
        .expect("the program")
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_theme_of_the_manual_does_what_it_says() {
    let home = tempfile::tempdir().expect("a folder");
    let files = write("themes.md", home.path());
    assert_eq!(files.len(), 4, "{files:?}");
    let built = kohyo(&["build", "--theme", "my-theme", "--output", "site"], home.path());
    assert!(built.status.success(), "{}", told(&built));
    let read = |path: &str| std::fs::read_to_string(home.path().join("site").join(path)).expect("a page");
    let page = read("about/index.html");
    assert!(page.contains("<div class=\"our-desk\">"), "the desk is drawn by the theme");
    assert!(page.contains("ご相談の窓口") && page.contains("上へ戻る"), "the texts are those of the theme");
    let assets = std::fs::read_dir(home.path().join("site/assets")).expect("the assets").map(|e| e.expect("a file").path());
    let css = assets.filter(|p| p.extension().is_some_and(|e| e == "css")).map(|p| std::fs::read_to_string(p).expect("a sheet"));
    assert!(css.into_iter().any(|sheet| sheet.contains("--accent:#7a3b00")), "the colours are those of the theme");
    #[cfg(feature = "pdf")]
    {
        let standard = tempfile::tempdir().expect("a folder");
        let built = kohyo(&["build", "--output", "site"], standard.path());
        assert!(built.status.success(), "{}", told(&built));
        let letter = |home: &Path| std::fs::read(home.join("site/bulletins/letter.pdf")).expect("the letter");
        assert_ne!(letter(home.path()), letter(standard.path()), "the letter is printed by the theme");
        let board = |home: &Path| std::fs::read(home.join("site/bulletins/board.pdf")).expect("the notice");
        assert_eq!(board(home.path()), board(standard.path()), "all else is that of the standard theme");
    }
}

#[test]
fn the_rules_of_the_manual_load_and_look() {
    let home = tempfile::tempdir().expect("a folder");
    assert_eq!(write("law.md", home.path()), ["own-rules/group.yaml"]);
    let checked = kohyo(&["check", "--rules", "own-rules", "--format", "json"], home.path());
    assert!(checked.status.success(), "{}", told(&checked));
    let report: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("a report");
    let rules = report["societies"][0]["rules"].as_array().expect("the rules");
    let own = rules.iter().find(|r| r["id"] == "group-hours").expect("the rule of the manual");
    assert_eq!(own["outcome"], "pass");
}
