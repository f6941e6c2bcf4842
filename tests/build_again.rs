//! Building again: what nothing changed for is left alone without being made, and whatever did change is noticed.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that fails must stop, and looks at the disk itself")]

use jiff::civil::{Date, date};
use kohyo::build::society::Standard;
use kohyo::build::{Inputs, MANIFEST, Plan, Render, Rendered, Settings, Site, run};
use kohyo::check::{Packs, Rules};
use kohyo::content::Read;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::builtin().unwrap());

/// Renders as always, and remembers whether it had to.
#[derive(Default)]
struct Watched {
    standard: Standard,
    stood: AtomicBool,
}

impl Render for Watched {
    type Source = Option<Read>;

    fn render(&self, site: &Site, settings: &Settings) -> Rendered<Self::Source> {
        self.standard.render(site, settings)
    }

    fn render_unless(
        &self,
        site: &Site,
        settings: &Settings,
        stands: &mut dyn FnMut(&Inputs) -> bool,
    ) -> (Rendered<Self::Source>, Option<Inputs>) {
        self.standard.render_unless(site, settings, &mut |inputs| {
            let stood = stands(inputs);
            self.stood.store(stood, Ordering::Relaxed);
            stood
        })
    }
}

/// A copy of the example in Japanese alone, and its output.
struct Desk(TempDir);

/// What a build did.
#[derive(Debug, PartialEq, Eq)]
enum Did {
    /// Nothing was rendered.
    Nothing,
    /// It was rendered, and so many files were written or removed.
    Made(usize),
    /// There is no new output.
    Stopped,
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        for found in kohyo::fs::walk(Path::new("content")).unwrap().iter().filter(|f| f.kind == kohyo::fs::Kind::File) {
            if !found.path.starts_with("en") {
                let to = desk.content().join(&found.path);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(Path::new("content").join(&found.path), to).unwrap();
            }
        }
        desk.edit("site.yaml", "languages: [ja, en]", "languages: [ja]");
        desk
    }

    fn content(&self) -> PathBuf {
        self.0.path().join("content")
    }

    fn output(&self) -> PathBuf {
        self.0.path().join("output")
    }

    fn theme(&self) -> PathBuf {
        self.0.path().join("theme")
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.content().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    fn settings(&self) -> Settings {
        let theme = Some(self.theme()).filter(|theme| theme.is_dir());
        Settings {
            theme,
            as_of: None,
            today: date(2026, 12, 5),
            draft: false,
            print: false,
            archive: false,
            system_fonts: false,
            anew: false,
            rules: PACKS.clone().into(),
        }
    }

    fn build(&self) -> Did {
        self.build_with(&self.settings())
    }

    fn build_with(&self, settings: &Settings) -> Did {
        self.build_to(settings, &self.output()).0
    }

    /// Builds; what was done, and the codes of what was said.
    fn build_to(&self, settings: &Settings, output: &Path) -> (Did, Vec<&'static str>) {
        let plan = Plan::new(&self.content(), output, None).unwrap();
        let render = Watched::default();
        let (change, codes) = run(&plan, settings, None, &render, &|_| (), |outcome| {
            let edited = outcome.installed.as_ref().and_then(|i| i.as_ref().ok()).map(|i| i.change.edited.len()).unwrap_or_default();
            let codes: Vec<_> = outcome.diagnostics.iter().map(|d| d.code).chain(std::iter::repeat_n("edited", edited)).collect();
            (outcome.installed.map(|installed| installed.unwrap().change), codes)
        })
        .remove(0);
        let did = match change {
            None => Did::Stopped,
            Some(change) if render.stood.load(Ordering::Relaxed) => {
                assert!(change.is_nothing());
                Did::Nothing
            }
            Some(change) => Did::Made(change.count()),
        };
        (did, codes)
    }

    /// Every file of the output: path, number in the file system, time of change.
    fn files(&self) -> Vec<(PathBuf, u64, i64, i64)> {
        let found = kohyo::fs::walk(&self.output()).unwrap();
        let data = |path: &PathBuf| fs::symlink_metadata(self.output().join(path)).unwrap();
        found
            .into_iter()
            .map(|f| (data(&f.path).ino(), data(&f.path).mtime(), data(&f.path).mtime_nsec(), f.path))
            .map(|(i, m, n, p)| (p, i, m, n))
            .collect()
    }

    /// What stands in the output is what a build into an empty folder makes.
    fn is_as_if_clean(&self, settings: &Settings) {
        let fresh = self.0.path().join("fresh");
        self.build_to(settings, &fresh);
        let found = kohyo::fs::walk(&fresh).unwrap();
        assert_eq!(found, kohyo::fs::walk(&self.output()).unwrap());
        for f in found.iter().filter(|f| f.kind == kohyo::fs::Kind::File) {
            assert_eq!(fs::read(fresh.join(&f.path)).unwrap(), fs::read(self.output().join(&f.path)).unwrap(), "{}", f.path.display());
        }
        fs::remove_dir_all(fresh).unwrap();
    }
}

#[test]
fn what_nothing_changed_for_is_neither_made_nor_touched() {
    let desk = Desk::new();
    assert!(matches!(desk.build(), Did::Made(20..)));
    let before = desk.files();
    assert_eq!(desk.build(), Did::Nothing);
    assert_eq!(desk.files(), before);
    // All that is found is to be shown: then it is looked for.
    assert_eq!(desk.build_with(&Settings { anew: true, ..desk.settings() }), Did::Made(0));
    assert_eq!(desk.files(), before);
}

#[test]
fn rules_that_are_built_in_are_not_read_where_nothing_changed() {
    let desk = Desk::new();
    let builtin = || Settings { rules: Rules::builtin(), ..desk.settings() };
    let first = builtin();
    assert!(matches!(desk.build_with(&first), Did::Made(20..)));
    assert!(first.rules.are_read());
    let again = builtin();
    assert_eq!(desk.build_with(&again), Did::Nothing);
    assert!(!again.rules.are_read());
}

#[test]
fn every_kind_of_change_is_noticed() {
    let desk = Desk::new();
    desk.build();
    let changed = |what: &str, changes: bool| {
        let did = desk.build();
        assert!(matches!(did, Did::Made(n) if (n > 0) == changes), "{what}: {did:?}");
        desk.is_as_if_clean(&desk.settings());
        assert_eq!(desk.build(), Did::Nothing, "{what}");
    };
    desk.edit("society.yaml", "03-0000-0010", "03-0000-0099");
    changed("a value", true);
    desk.edit("society.yaml", "kind:", "# a remark\nkind:");
    changed("a remark", false);
    desk.edit("site.yaml", "path: help/", "path: questions/");
    changed("the path of a page", true);
    fs::create_dir_all(desk.content().join("files")).unwrap();
    fs::write(desk.content().join("files/pia.pdf"), "%PDF 1").unwrap();
    changed("a file that nothing leads to", false);
    desk.edit("files.yaml", "url: https://files.example.or.jp/pia-2024.pdf", "file: pia.pdf");
    changed("a copy", true);
    fs::write(desk.content().join("files/pia.pdf"), "%PDF 2").unwrap();
    changed("the bytes of a copy", true);
    fs::remove_file(desk.content().join("notices/2026-10-05-incident.yaml")).unwrap();
    changed("a file that is gone", true);
    fs::create_dir_all(desk.theme().join("templates/nodes")).unwrap();
    fs::write(desk.theme().join("theme.yaml"), "name: own\n").unwrap();
    changed("a theme", false);
    fs::write(desk.theme().join("templates/nodes/ki.html"), "<p>{{ html | safe }}</p>").unwrap();
    fs::write(desk.theme().join("strings.yaml"), "menu: {ja: もくじ, en: Contents}\n").unwrap();
    changed("the words of a theme", true);
}

#[test]
fn options_and_days_are_inputs() {
    let desk = Desk::new();
    desk.build();
    let on = |day: Date| Settings { as_of: Some(day), ..desk.settings() };
    assert!(matches!(desk.build_with(&on(date(2026, 12, 2))), Did::Made(1..)));
    assert_eq!(desk.build_with(&on(date(2026, 12, 2))), Did::Nothing);
    assert!(matches!(desk.build_with(&Settings { draft: true, ..desk.settings() }), Did::Made(1..)));
    let mut fewer = PACKS.clone();
    fewer.packs.to_mut().truncate(1);
    desk.build();
    assert_eq!(
        desk.build_with(&Settings { rules: fewer.into(), ..desk.settings() }),
        Did::Made(0),
        "with other rules another answer may be given"
    );
    // The day of publication is in the content: tomorrow changes nothing.
    let tomorrow = |settings: Settings| Settings { today: date(2026, 12, 6), ..settings };
    desk.build();
    assert_eq!(desk.build_with(&tomorrow(desk.settings())), Did::Nothing);
    // Without it, it does.
    desk.edit("site.yaml", "publish_on: 2026-12-01", "#");
    desk.build();
    assert_eq!(desk.build(), Did::Nothing);
    assert!(matches!(desk.build_with(&tomorrow(desk.settings())), Did::Made(1..)));
    desk.is_as_if_clean(&tomorrow(desk.settings()));
}

#[test]
fn what_somebody_did_to_the_output_is_noticed() {
    let desk = Desk::new();
    desk.build();
    let page = desk.output().join("help/index.html");
    let text = fs::read_to_string(&page).unwrap();

    let longer = format!("{text} ");
    let other = text.replacen("help", "halp", 1);
    for edited in [&longer, &other] {
        fs::write(&page, edited).unwrap();
        assert_eq!(desk.build_to(&desk.settings(), &desk.output()), (Did::Made(1), vec!["edited"]));
        assert_eq!(fs::read_to_string(&page).unwrap(), text);
    }
    fs::remove_file(&page).unwrap();
    assert_eq!(desk.build(), Did::Made(1));
    fs::rename(&page, desk.0.path().join("away")).unwrap();
    std::os::unix::fs::symlink(desk.0.path().join("away"), &page).unwrap();
    let plan = Plan::new(&desk.content(), &desk.output(), None).unwrap();
    let refused = run(&plan, &desk.settings(), None, &Watched::default(), &|_| (), |o| o.installed.is_some_and(|i| i.is_err()));
    assert_eq!(refused, [true], "a link in the place of a page is somebody else's");
    fs::remove_file(&page).unwrap();
    desk.build();
    // Files of others are not our affair, and the list without its inputs is only slower.
    fs::write(desk.output().join("own.txt"), "mine").unwrap();
    assert_eq!(desk.build(), Did::Nothing);
    let list = fs::read_to_string(desk.output().join(MANIFEST)).unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&list).unwrap();
    value.as_object_mut().unwrap().remove("made").unwrap();
    fs::write(desk.output().join(MANIFEST), value.to_string()).unwrap();
    assert_eq!(desk.build(), Did::Made(0));
    assert_eq!(desk.build(), Did::Nothing);
    // What a killed build left beside the output is cleared away.
    let leftover = desk.0.path().join(".output.kohyo-1");
    fs::create_dir(&leftover).unwrap();
    assert_eq!(desk.build(), Did::Made(0));
    assert!(!leftover.exists());
}

#[test]
fn an_output_about_which_there_is_something_to_say_is_made_again() {
    let desk = Desk::new();
    // A file of which nothing is made: the clerk is told each time.
    fs::write(desk.content().join("thoughts.txt"), "x").unwrap();
    let (did, codes) = desk.build_to(&desk.settings(), &desk.output());
    assert!(matches!(did, Did::Made(1..)) && !codes.is_empty(), "{did:?} {codes:?}");
    let (did, again) = desk.build_to(&desk.settings(), &desk.output());
    assert_eq!((did, again), (Did::Made(0), codes));
}
