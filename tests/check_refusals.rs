//! A rule that its tests do not prove does not load, and the message says which and why.

mod check_support;

use check_support::told;
use kohyo::check::Packs;

const GOOD: &str = "
pack: own
pack_version: 1
rules:
  - id: fax
    title: FAXを示す
    basis: practice
    severity: warning
    select: $.society
    versions: [{from: 2022-04-01, require: [fax]}]
    message: FAXがありません
    tests:
      - {name: なし, as_of: 2022-04-01, doc: {society: {name: 例示}}, fails: ['/society#fax']}
      - {name: あり, as_of: 2022-04-01, doc: {society: {fax: '03'}}, fails: []}
      - {name: 前の日, as_of: 2022-03-31, doc: {society: {name: 例示}}, outcome: not_in_force}
";

fn load(text: &str) -> Result<Packs, String> {
    Packs::default().with_files(vec![("own.yaml".into(), text.into())]).map_err(|p| told(&p))
}

/// Why the pack is refused when `from` becomes `to`.
fn refused(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    load(&GOOD.replacen(from, to, 1)).map(|p| format!("loaded {} rules", p.rules().count())).unwrap_or_else(|e| e)
}

#[test]
fn a_proved_rule_loads() {
    assert_eq!(load(GOOD).map(|p| p.rules().count()), Ok(1));
}

#[test]
fn what_is_not_proved_does_not_load() {
    let cases = [
        ("no failing test", refused("fails: ['/society#fax']", "outcome: fail, hits: 1"), "loaded"),
        (
            "a failing test that is none",
            refused("      - {name: なし, as_of: 2022-04-01, doc: {society: {name: 例示}}, fails: ['/society#fax']}\n", ""),
            "指摘が出る試験がありません",
        ),
        (
            "no passing test",
            refused("      - {name: あり, as_of: 2022-04-01, doc: {society: {fax: '03'}}, fails: []}\n", ""),
            "指摘が出ない試験がありません",
        ),
        (
            "no test on the day before",
            refused("      - {name: 前の日, as_of: 2022-03-31, doc: {society: {name: 例示}}, outcome: not_in_force}\n", ""),
            "2022-03-31の試験がありません",
        ),
        ("no test on the day", refused("from: 2022-04-01", "from: 2022-04-02"), "2022-04-02の試験がありません"),
        ("an unknown key", refused("    basis: practice", "    basics: practice"), "unknown field `basics`"),
        ("an unknown kind of check", refused("require: [fax]", "requires: [fax]"), "unknown field `requires`"),
        ("two checks at once", refused("require: [fax]", "require: [fax], site: {}"), "exactly one of"),
        (
            "overlapping versions",
            refused(
                "versions: [{from: 2022-04-01, require: [fax]}]",
                "versions: [{from: 2005-04-01, require: [fax]}, {from: 2022-04-01, require: [fax]}]",
            ),
            "版が重なっています",
        ),
        ("a gap", refused("versions: [{", "versions: [{from: 2005-04-01, until: 2022-03-31, require: [fax]}, {"), "版の間が空いています"),
        (
            "a test that does not hold",
            refused("doc: {society: {fax: '03'}}, fails: []", "doc: {society: {tel: '03'}}, fails: []"),
            "試験「あり」",
        ),
        (
            "an unknown placeholder",
            refused("message: FAXがありません", "message: '{what}がありません'"),
            "{what} という差し込みはありません",
        ),
        ("a bad path", refused("select: $.society", "select: '$.['"), "JSON path"),
        ("a bad expression", refused("require: [fax]", "pattern: {match: '('}"), "regular expression"),
        ("from memory, and an error", refused("severity: warning", "severity: error\n    confidence: K"), "error にできません"),
        ("an unknown built-in", refused("require: [fax]", "builtin: {name: magic}"), "組込みの点検 magic"),
    ];
    for (what, said, expected) in cases {
        assert!(said.contains(expected), "{what}: {said}");
        assert!(expected == "loaded" || said.contains("own.yaml"), "{what}: {said}");
    }
}

#[test]
fn a_rule_stands_once() {
    let twice = Packs::default().with_files(vec![("a.yaml".into(), GOOD.into()), ("b.yaml".into(), GOOD.into())]);
    let said = twice.map(|_| String::new()).unwrap_or_else(|p| told(&p));
    assert!(said.contains("規則 fax が2つあります"), "{said}");
}

#[test]
fn a_folder_of_own_rules_is_added_and_a_missing_one_is_named() {
    let dir = tempfile::tempdir().unwrap();
    kohyo::fs::write(&dir.path().join("own.yaml"), GOOD.as_bytes()).unwrap();
    let packs = check_support::packs();
    let before = packs.rules().count();
    let with = packs.with_dirs(&[dir.path().to_owned()]).unwrap_or_else(|p| panic!("{}", told(&p)));
    assert_eq!(with.rules().count(), before + 1);
    let missing = Packs::default().with_dirs(&[dir.path().join("none")]);
    assert!(missing.is_err_and(|p| told(&p).contains("none")));
}
