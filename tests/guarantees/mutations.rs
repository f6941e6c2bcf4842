//! Whatever is changed in content, rules and themes: no panic, no hang, no more memory than a build may need.

use crate::chance::Chance;
use crate::place::{SMALL, copy};
use kohyo::build::society::look;
use kohyo::check::Packs;
use kohyo::proof::{Subject, prove};
use kohyo::web::{Options, Theme, render};
use rayon::prelude::*;
use std::cell::RefCell;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What is put in: marks of YAML, Markdown, templates and patterns, and values that mean something.
const BITS: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\n  ",
    "\n\n",
    ":",
    ": ",
    "#",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "- ",
    "\n- ",
    "&a ",
    "*a",
    "!",
    "|\n",
    ">-\n",
    "? ",
    "---\n",
    "：",
    "\u{3000}",
    "\t",
    "\r\n",
    "\\",
    "no",
    "~",
    "<<: ",
    "あ",
    "\0",
    "\u{2028}",
    "\u{feff}",
    "\u{1F468}\u{200D}\u{1F469}",
    "が\u{3099}",
    "𠮷",
    "society",
    "<item:a>",
    "<field:items>",
    "<law:appi/27/5>",
    "<page:top>",
    "[x](field:name)",
    "**",
    "***",
    "`",
    "![x](y)",
    "{{ x }}",
    "{% if x %}",
    "{% endif %}",
    "{% for x in menu %}",
    "{% endfor %}",
    "{# ",
    "{{ body | safe }}",
    "{% include \"menu.html\" %}",
    "{% extends \"layout.html\" %}",
    "{% block content %}",
    "{{ 1 / 0 }}",
    "(",
    ")",
    "(a+)+$",
    "[^",
    "\\d{1,1000}",
    "$..*",
    "$[?@.a]",
    "2026-12-01",
    "2026-13-40",
    "9999-12-31",
    "0000-00-00",
    "-1",
    "1e999",
    "999999999999999999999",
    "true",
    "null",
    "{none: true}",
    "{elsewhere: \"<page:top>\"}",
    "numbering: [\"(1)\", 一]",
    "rows: 999999999",
    "every_months: -3",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "- - - - - - - - - - - - - - - -",
];

/// No single case may work longer.
const LONGEST: Duration = Duration::from_secs(10);

/// How long this thread has worked, which a busy machine does not lengthen; by the clock where the system does not tell.
fn worked(start: Instant) -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|ns| ns.parse().ok()).map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// A text with some changes.
fn mutated(text: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for _ in 0..=chance.below(3) {
        let at = chance.below(bytes.len() + 1);
        match chance.below(6) {
            // Whole lines come twice, go, or change their places.
            0 | 1 => lines(&mut bytes, chance),
            2 => {
                let end = (at + chance.below(30)).min(bytes.len());
                drop(bytes.drain(at..end));
            }
            3 => {
                let from = chance.below(bytes.len() + 1);
                let part = bytes[from..(from + chance.below(60)).min(bytes.len())].to_vec();
                drop(bytes.splice(at..at, part));
            }
            4 if !bytes.is_empty() => {
                let at = at.min(bytes.len() - 1);
                bytes[at] = chance.next() as u8;
            }
            _ => {
                let end = (at + chance.below(6)).min(bytes.len());
                drop(bytes.splice(at..end, chance.pick(BITS).bytes()));
            }
        }
    }
    bytes
}

fn lines(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(5) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(one, lines[other].clone()),
        2 => lines.swap(one, other),
        3 => drop(lines[one].splice(0..0, *b"  ")),
        _ => {
            // The value behind the key becomes another.
            if let Some(colon) = lines[one].windows(2).position(|w| w == b": ") {
                lines[one].truncate(colon + 2);
                lines[one].extend(chance.pick(BITS).bytes().chain([b'\n']));
            }
        }
    }
    *bytes = lines.concat();
}

/// Runs a case for each seed on all cores. A failure names its seeds, and how long the slowest took.
fn every(name: &str, seeds: std::ops::Range<u64>, case: impl Fn(u64) + Sync) {
    let start = Instant::now();
    let failed: Vec<String> = seeds
        .clone()
        .into_par_iter()
        .filter_map(|seed| {
            let before = worked(start);
            let ended = catch_unwind(AssertUnwindSafe(|| case(seed)));
            let took = worked(start).saturating_sub(before);
            match ended {
                Err(_) => Some(format!("{seed} (panic)")),
                Ok(()) if took > LONGEST => Some(format!("{seed} ({took:?})")),
                Ok(()) => None,
            }
        })
        .collect();
    println!("{name}: {} cases in {:?}", seeds.end - seeds.start, start.elapsed());
    assert!(failed.is_empty(), "{name}: seeds {failed:?}");
    let most = memory();
    assert!(most < 1_500, "{name}: {most} MB");
}

/// The most memory that this process ever had, in MB; 0 where the system does not tell.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok());
    peak.unwrap_or(0) / 1024
}

/// A folder of content for each thread, with one file changed at a time.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::new(Desk::new());
    static FULL: RefCell<Option<Desk>> = const { RefCell::new(None) };
}

/// The files of the small society, each with what site plan shows it alone.
const SHOWN: &[(&str, &str)] = &[
    ("society.yaml", "society"),
    ("purposes.yaml", "purposes"),
    ("joint-use.yaml", "joint-use"),
    ("disclosure.yaml", "disclosure"),
    ("provision.yaml", "provision"),
    ("processed.yaml", "processed"),
    ("security.yaml", "security"),
    ("forms.yaml", "society"),
    ("faq.yaml", "faq"),
    ("glossary.yaml", "glossary"),
    ("waivers.yaml", "society"),
    ("policies/basic-policy.yaml", "policy:basic-policy"),
    ("policies/numbers.yaml", "policy:numbers"),
    ("policies/states.yaml", "policy:states"),
    ("policies/tables.yaml", "policy:tables"),
    ("rules/management.yaml", "rule:management"),
    ("rules/guideline.yaml", "rule:guideline"),
    ("pages/welcome.md", "\"page:welcome\""),
    ("notices/2026-12-01-change.yaml", "notices"),
    ("notices/2026-10-05-leak.yaml", "notices"),
    ("site.yaml", "society"),
];

fn original(path: &str) -> Vec<u8> {
    fs::read(Path::new(SMALL).join(path)).unwrap()
}

/// The same without what leads to files that a small folder lacks.
fn alone(path: &str) -> Vec<u8> {
    let text = String::from_utf8(original(path)).unwrap();
    let leads = [", sheet: request, of: \"<procedure:receipts>\"", ", files: [pia]", ", file: pia"];
    leads.iter().fold(text, |text, lead| text.replace(lead, "")).into_bytes()
}

/// Opened, composed, checked, rendered and proved, as far as it goes.
fn whole_way(folder: &Path, packs: &Packs, theme: &Theme) -> bool {
    let looked = look(folder, packs, Some("2026-12-01".parse().unwrap()), kohyo::cli::today());
    let Ok(files) = render(&looked.publications, theme, &Options::default()) else { return false };
    let trees: Vec<_> = looked.content.editions.iter().map(|edition| &*edition.tree).collect();
    let subject = Subject { publications: &looked.publications, trees: &trees, bodies: &[], files: &files, papers: &[], draft: true };
    let mut report = looked.report;
    prove(&subject, report.as_mut());
    !looked.publications.is_empty()
}

/// One of the files alone, with a plan that shows it.
fn one_file(seed: u64, packs: &Packs, theme: &Theme) -> bool {
    let mut chance = Chance::new(seed);
    let (path, block) = SHOWN[chance.below(SHOWN.len())];
    let bytes = mutated(&alone(path), &mut chance);
    DESK.with_borrow_mut(|desk| {
        *desk = Desk::new();
        desk.write("society.yaml", &alone("society.yaml"));
        desk.write("forms.yaml", &alone("forms.yaml"));
        let plan = format!("base_url: https://example.or.jp/\npublish_on: 2026-12-01\nmenu:\n  - {{title: 公表, pages: [top]}}\npages:\n  - {{id: top, path: \"\", title: 先頭, blocks: [{block}]}}\n");
        desk.write("site.yaml", plan.as_bytes());
        desk.write(path, &bytes);
        whole_way(desk.folder.path(), packs, theme)
    })
}

#[test]
fn twenty_thousand_changed_files_of_content_are_survived() {
    let (packs, theme) = (Packs::default(), Theme::load(None).unwrap());
    let usable = std::sync::atomic::AtomicU32::new(0);
    every("content", 0..19_600, |seed| {
        if one_file(seed, &packs, &theme) {
            usable.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
    });
    assert!(usable.into_inner() > 300, "enough changed files should still be usable, so that the way goes on");
}

/// The whole society with one changed file, and every rule.
#[test]
fn changed_societies_are_survived_by_every_rule() {
    let (packs, theme) = (Packs::builtin().unwrap(), Theme::load(None).unwrap());
    let paths: Vec<PathBuf> =
        kohyo::fs::walk(Path::new(SMALL)).unwrap().into_iter().filter(|f| f.kind == kohyo::fs::Kind::File).map(|f| f.path).collect();
    every("societies", 100_000..100_400, |seed| {
        let mut chance = Chance::new(seed);
        let path = &paths[chance.below(paths.len())];
        FULL.with_borrow_mut(|full| {
            let desk = full.get_or_insert_with(|| {
                let desk = Desk::new();
                copy(SMALL, desk.folder.path());
                desk
            });
            let before = fs::read(Path::new(SMALL).join(path)).unwrap();
            desk.write(&path.display().to_string(), &mutated(&before, &mut chance));
            whole_way(desk.folder.path(), &packs, &theme);
            desk.write(&path.display().to_string(), &before);
        });
    });
}

#[test]
fn two_thousand_changed_rule_packs_are_survived() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let packs: Vec<String> = ["waivers", "accessibility", "amendments", "joint-use", "form"]
        .map(|name| fs::read_to_string(rules.join(format!("{name}.yaml"))).unwrap())
        .into();
    let loaded = std::sync::atomic::AtomicU32::new(0);
    every("rule packs", 200_000..202_000, |seed| {
        let mut chance = Chance::new(seed);
        let text = String::from_utf8_lossy(&mutated(packs[chance.below(packs.len())].as_bytes(), &mut chance)).into_owned();
        match Packs::default().with_files(vec![("own.yaml".to_owned(), text)]) {
            Ok(_) => _ = loaded.fetch_add(1, std::sync::atomic::Ordering::Relaxed),
            Err(problems) => assert!(!problems.is_empty(), "refused without a reason"),
        }
    });
    let loaded = loaded.into_inner();
    assert!((20..1_980).contains(&loaded), "{loaded} of 2000 loaded: the changes say too little");
}

#[test]
fn two_thousand_changed_themes_are_survived() {
    let standard = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/standard");
    let paths = [
        "templates/layout.html",
        "templates/page.html",
        "templates/home.html",
        "templates/menu.html",
        "templates/404.html",
        "strings.yaml",
        "theme.yaml",
        "assets/site.css",
    ];
    let originals: Vec<(&str, Vec<u8>)> = paths.iter().map(|path| (*path, fs::read(standard.join(path)).unwrap())).collect();
    let society = tempfile::tempdir().unwrap();
    fs::write(society.path().join("society.yaml"), alone("society.yaml")).unwrap();
    fs::write(society.path().join("forms.yaml"), alone("forms.yaml")).unwrap();
    let plan = "base_url: https://example.or.jp/\npublish_on: 2026-12-01\nmenu:\n  - {title: 公表, pages: [top, other]}\npages:\n  - {id: top, path: \"\", title: 先頭, blocks: [society]}\n  - {id: other, path: a/, title: 窓口, blocks: [contacts]}\n";
    fs::write(society.path().join("site.yaml"), plan).unwrap();
    let looked = look(society.path(), &Packs::default(), Some("2026-12-01".parse().unwrap()), kohyo::cli::today());
    assert_eq!(looked.publications.len(), 1, "{:?}", looked.diagnostics);
    let rendered = std::sync::atomic::AtomicU32::new(0);
    every("themes", 300_000..302_000, |seed| {
        let mut chance = Chance::new(seed);
        let (path, bytes) = &originals[chance.below(originals.len())];
        let desk = Desk::new();
        desk.write(path, &mutated(bytes, &mut chance));
        if chance.below(4) == 0 {
            let kind = chance.pick(&["paragraph", "list", "definitions", "card", "section"]);
            desk.write(
                &format!("templates/nodes/{kind}.html"),
                &mutated(b"<div class=\"x\">{{ node.role }} {{ html | safe }}</div>", &mut chance),
            );
        }
        let Ok(theme) = Theme::load(Some(desk.folder.path())) else { return };
        let Ok(files) = render(&looked.publications, &theme, &Options::default()) else { return };
        rendered.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let trees: Vec<_> = looked.content.editions.iter().map(|edition| &*edition.tree).collect();
        prove(&Subject { publications: &looked.publications, trees: &trees, bodies: &[], files: &files, papers: &[], draft: false }, None);
    });
    assert!(rendered.into_inner() > 300, "most changed themes should still render");
}

/// Themes that a build could never end with.
#[test]
fn themes_without_end_are_refused() {
    let recursive = [
        ("templates/menu.html", "{% include \"menu.html\" %}"),
        ("templates/layout.html", "{% extends \"layout.html\" %}"),
        ("templates/page.html", "{% extends \"home.html\" %}"),
    ];
    for (path, text) in recursive {
        let desk = Desk::new();
        desk.write(path, text.as_bytes());
        if path.ends_with("page.html") {
            desk.write("templates/home.html", b"{% extends \"page.html\" %}");
        }
        let problems = match Theme::load(Some(desk.folder.path())) {
            Err(problems) => problems,
            Ok(theme) => {
                let looked = look(Path::new(SMALL), &Packs::default(), Some("2026-12-01".parse().unwrap()), kohyo::cli::today());
                render(&looked.publications, &theme, &Options::default()).err().unwrap_or_default()
            }
        };
        assert!(!problems.is_empty(), "{path}: {text}");
    }
}
