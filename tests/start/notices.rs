//! New notices: of every kind, with blanks that the check lists, and nothing to complain of once they are filled.

use crate::support::{DAY, complaints, files, filled, looked, write};
use kohyo::check::Packs;
use kohyo::content::model::documents::NoticeKind;
use kohyo::init::{NewFile, NewNotice, blanks, notice};
use std::fs;
use std::path::Path;

const KINDS: [NoticeKind; 4] = [NoticeKind::News, NoticeKind::PublicNotice, NoticeKind::Change, NoticeKind::Incident];

/// The example with one more notice, in Japanese alone.
fn example_with(new: &NewFile) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for path in files(Path::new("content")).iter().filter(|p| !p.starts_with("en/")) {
        let text = fs::read_to_string(Path::new("content").join(path)).expect("a text");
        let text = text.replace("languages: [ja, en]", "languages: [ja]");
        write(dir.path(), &[NewFile { path: path.clone(), text }]);
    }
    write(dir.path(), std::slice::from_ref(new));
    dir
}

fn new(kind: NoticeKind, title: Option<&str>) -> NewFile {
    notice(&NewNotice { kind, date: DAY, slug: "new".into(), title: title.map(str::to_owned) })
}

#[test]
fn a_notice_whose_blanks_are_filled_passes_the_check() {
    let packs = Packs::builtin().expect("packs");
    for kind in KINDS {
        let made = new(kind, None);
        // The number of persons is not known at first; the check asks for it until it is there.
        let text = filled(&made.text).replace("persons: {none: 対象となった方の人数は、調べています。}", "persons: 12");
        let dir = example_with(&NewFile { text, ..made });
        assert_eq!(complaints(&packs, dir.path()), "", "{kind:?}");
    }
}

#[test]
fn the_check_lists_every_blank_of_a_notice() {
    let packs = Packs::builtin().expect("packs");
    for kind in KINDS {
        let made = new(kind, Some("題名: 一つ目"));
        let dir = example_with(&made);
        let (_, report) = looked(&packs, dir.path());
        let found = report.expect("content that can be checked").findings.iter().filter(|f| f.rule.starts_with("form-blank")).count();
        assert_eq!(found, blanks(&made.text).len(), "{kind:?}");
    }
}

#[test]
fn a_notice_is_dated_by_its_name_and_fields() {
    let made = new(NoticeKind::Incident, None);
    assert_eq!(made.path, "notices/2026-12-01-new.yaml");
    assert!(made.text.contains("\nid: 2026-12-01-new\nkind: incident\ndate: 2026-12-01\n"), "{}", made.text);
}
