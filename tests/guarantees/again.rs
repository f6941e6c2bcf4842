//! A build after any change gives the same bytes as a build from nothing.

use crate::chance::Chance;
use crate::place::{SMALL, all, copy, differences, in_process};
use kohyo::cli::Exit;
use std::fs;
use std::path::{Path, PathBuf};

/// A society, its theme and its rules.
struct Desk {
    folder: tempfile::TempDir,
}

/// What may be changed.
const EDITS: [fn(&Desk, &mut Chance) -> String; 9] = [value, line, plan, theme, template, rules, added, renamed, removed];

impl Desk {
    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn files(&self, folder: &str) -> Vec<PathBuf> {
        let found = kohyo::fs::walk(&self.path(folder)).unwrap();
        found.into_iter().filter(|f| f.kind == kohyo::fs::Kind::File).map(|f| self.path(folder).join(f.path)).collect()
    }

    fn any_file(&self, chance: &mut Chance) -> PathBuf {
        let files = self.files("content");
        files[chance.below(files.len())].clone()
    }

    /// Builds into a folder, as the program does.
    fn build(&self, output: &Path) -> Exit {
        let (theme, rules) = (self.path("theme"), self.path("rules"));
        let more = [
            "--draft",
            "--no-print",
            "--as-of",
            "2026-12-01",
            "--theme",
            &theme.display().to_string(),
            "--rules",
            &rules.display().to_string(),
        ];
        in_process(&self.path("content"), output, &more).0
    }
}

fn edit(path: &Path, by: impl FnOnce(String) -> String) -> String {
    let before = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    fs::write(path, by(before)).unwrap();
    path.display().to_string()
}

/// Some Japanese words become others.
fn value(desk: &Desk, chance: &mut Chance) -> String {
    let words = [("例示", "見本"), ("見本", "例示"), ("個人", "こじん"), ("こじん", "個人"), ("03-", "06-"), ("06-", "03-")];
    let (from, to) = words[chance.below(words.len())];
    edit(&desk.any_file(chance), |text| text.replacen(from, to, 3))
}

/// A line goes or comes twice: often enough the content cannot be used then.
fn line(desk: &Desk, chance: &mut Chance) -> String {
    let (at, gone) = (chance.below(60), chance.below(2) == 0);
    edit(&desk.any_file(chance), |text| {
        let keep = |(i, line): (usize, &str)| {
            if i != at {
                line.to_owned()
            } else if gone {
                String::new()
            } else {
                line.repeat(2)
            }
        };
        text.split_inclusive('\n').enumerate().map(keep).collect()
    })
}

/// Pages change their place and title.
fn plan(desk: &Desk, chance: &mut Chance) -> String {
    let n = chance.below(100);
    edit(&desk.path("content/site.yaml"), |text| {
        let text = text.replace("path: about/", &format!("path: about{n}/"));
        text.replace("title: 組合について", &format!("title: 組合について{n}"))
    })
}

fn theme(desk: &Desk, chance: &mut Chance) -> String {
    let n = 100 + chance.below(900);
    edit(&desk.path("theme/strings.yaml"), |_| format!("menu: {{ja: 目録{n}, en: Index{n}}}\n"))
}

fn template(desk: &Desk, chance: &mut Chance) -> String {
    let n = chance.below(100);
    edit(&desk.path("theme/templates/nodes/note.html"), |_| format!("<aside class=\"n{n}\">{{{{ html | safe }}}}</aside>\n"))
}

/// The severity of a rule of the society's own.
fn rules(desk: &Desk, chance: &mut Chance) -> String {
    let to = chance.pick(&["severity: error", "severity: warning", "severity: info"]);
    edit(&desk.path("rules/own.yaml"), |text| {
        let changed = ["error", "warning", "info"].iter().fold(text, |t, s| t.replace(&format!("severity: {s}"), "severity: ~"));
        changed.replace("severity: ~", to)
    })
}

fn added(desk: &Desk, chance: &mut Chance) -> String {
    let n = chance.below(30);
    let path = desk.path(&format!("content/notices/2026-09-{:02}-added-{n}.yaml", n % 28 + 1));
    fs::write(
        &path,
        format!("id: added-{n}\nkind: news\ntitle: 追加{n}\ndate: 2026-09-{:02}\nbody: [追加したお知らせ{n}です。]\n", n % 28 + 1),
    )
    .unwrap();
    path.display().to_string()
}

fn renamed(desk: &Desk, chance: &mut Chance) -> String {
    let from = desk.any_file(chance);
    let to = from.with_file_name(format!("renamed-{}", from.file_name().unwrap().display()));
    fs::rename(&from, &to).unwrap();
    to.display().to_string()
}

fn removed(desk: &Desk, chance: &mut Chance) -> String {
    let path = desk.any_file(chance);
    fs::remove_file(&path).unwrap();
    path.display().to_string()
}

/// A rule of the society's own, for packs to change.
const RULES: &str = "\
pack: own
pack_version: 2026.12.1
rules:
  - id: own-motto
    title: 標語を掲げる
    basis: practice
    severity: warning
    select: $.society
    versions: [{require: [motto]}]
    message: 標語がありません
    tests:
      - {name: なし, as_of: 2026-12-01, doc: {society: {name: 例示}}, fails: ['/society#motto']}
      - {name: あり, as_of: 2026-12-01, doc: {society: {motto: 健康}}, fails: []}
";

#[test]
fn a_build_after_any_change_is_the_same_as_a_new_one() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let output = desk.path("output");
    let fresh = |desk: &Desk| {
        for (path, text) in
            [("theme/strings.yaml", "{}\n"), ("theme/templates/nodes/note.html", "{{ html | safe }}"), ("rules/own.yaml", RULES)]
        {
            fs::create_dir_all(desk.path(path).parent().unwrap()).unwrap();
            fs::write(desk.path(path), text).unwrap();
        }
        fs::remove_dir_all(desk.path("content")).ok();
        copy(SMALL, &desk.path("content"));
    };
    fresh(&desk);
    assert_eq!(desk.build(&output), Exit::Fine);
    let (mut made, mut refused) = (0, 0);
    for seed in 0..90 {
        let mut chance = Chance::new(seed);
        let mut edits: Vec<String> = Vec::new();
        for _ in 0..=chance.below(2) {
            edits.push(EDITS[chance.below(EDITS.len())](&desk, &mut chance));
        }
        let before = all(&output);
        let again = desk.build(&output);
        let clean = desk.path("clean");
        assert_eq!(desk.build(&clean), again, "seed {seed}: {edits:?}");
        match again {
            Exit::Fine => {
                made += 1;
                assert_eq!(differences(&all(&clean), &all(&output)), [""; 0], "seed {seed}: {edits:?}");
                fs::remove_dir_all(&clean).unwrap();
            }
            _ => {
                refused += 1;
                assert_eq!(differences(&before, &all(&output)), [""; 0], "seed {seed}: {edits:?}");
                assert!(!clean.exists(), "seed {seed}: {edits:?}");
                fresh(&desk);
            }
        }
    }
    assert!(made > 25 && refused > 5, "{made} made, {refused} refused");
}
