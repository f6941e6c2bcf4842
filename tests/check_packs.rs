//! The packs that are built in load, which runs the tests of every rule; both languages and every fact are there.

mod check_support;

use check_support::{packs, packs_in_full};
use kohyo::check::rule::VersionState;
use kohyo::diagnostic::Severity;
use std::collections::BTreeMap;

#[test]
fn every_builtin_rule_is_proved_by_its_tests() {
    let packs = packs_in_full();
    assert!(packs.rules().count() >= 10);
    assert_eq!(check_support::told(&packs.prove()), "");
}

#[test]
fn what_every_start_reads_is_what_the_files_say() {
    let mut full = packs_in_full();
    // The tests of rules and the sources of packs are read in the files.
    for pack in full.packs.to_mut() {
        pack.sources.clear();
        pack.rules.iter_mut().for_each(|r| r.tests.clear());
    }
    let fast = packs();
    assert_eq!(full.packs.len(), fast.packs.len());
    for (full, fast) in full.packs.iter().zip(fast.packs.iter()) {
        assert_eq!(format!("{full:#?}"), format!("{fast:#?}"));
    }
}

#[test]
fn every_builtin_rule_speaks_both_languages_and_names_its_source() {
    let packs = packs_in_full();
    for (pack, rule) in packs.rules() {
        let pending = rule.versions.iter().all(|v| matches!(v.state, VersionState::Pending { .. }));
        for (what, text) in [("title_en", &rule.title_en), ("message_en", &rule.message_en)] {
            assert!(!text.is_empty(), "{}: {what}", rule.id);
        }
        assert!(pending || !rule.fix.is_empty() && !rule.fix_en.is_empty(), "{}: fix", rule.id);
        for source in &rule.source.0 {
            assert!(pack.sources.contains_key(source), "{}: source {source} is not among the sources of {}", rule.id, pack.mark.id);
        }
        assert!(
            rule.severity != Severity::Error || !rule.law.is_empty() || rule.basis.name() == "data_quality",
            "{}: an error needs a provision",
            rule.id
        );
    }
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let made = kohyo::check::explain::page(&packs_in_full());
    if std::env::var_os("KOHYO_UPDATE_DOCS").is_some() {
        kohyo::fs::write(&page, made.as_bytes()).unwrap();
    }
    let kept = kohyo::fs::read(&page).unwrap_or_default();
    assert!(String::from_utf8_lossy(&kept) == made, "docs/rules.md is stale: run this test with KOHYO_UPDATE_DOCS=1");
}

#[test]
fn every_rule_can_be_explained_in_both_languages() {
    let packs = packs_in_full();
    let day = jiff::civil::date(2026, 12, 1);
    for (_, rule) in packs.rules() {
        for lang in [kohyo::lang::Lang::Ja, kohyo::lang::Lang::En] {
            let text = kohyo::check::explain::rule(&packs, &rule.id, day, lang).unwrap_or_default();
            assert!(text.starts_with(&rule.id) && text.lines().count() > 4, "{}: {text}", rule.id);
        }
    }
    assert_eq!(
        kohyo::check::explain::near(&packs, "appi-27-5-3-manager-adress").first().map(String::as_str),
        Some("appi-27-5-3-manager-address")
    );
    let text = kohyo::check::explain::rule(&packs, "appi-27-5-3-manager-address", day, kohyo::lang::Lang::Ja);
    insta::assert_snapshot!("check_explain", text.unwrap_or_default());
}

/// A word that several rules know is spoken of once: in the requests by the rules on identity papers, elsewhere by those on stale wording.
#[test]
fn one_place_one_finding() {
    const PAPERS: &str = "健康保険被保険者証 健康保険証 国民健康保険被保険者証 共済組合員証 遠隔地被保険者証 外国人登録証明書 外国人登録原票の写し \
        住民基本台帳カード 住基カード 通知カード 年金手帳 共済年金証書 限度額適用認定証 高齢受給者証 敬老手帳 印鑑登録証明書 海技免状";
    let papers: Vec<&str> = PAPERS.split_whitespace().collect();
    let list = papers.join(", ");
    let sentences: String = papers.iter().map(|p| format!("本人確認のため、{p}を提示してください。")).collect();
    let content = format!(
        "society: {{name: 例示健康保険組合}}\ndisclosure: {{procedures: [{{id: a, title: 開示, identity: [{{any_of: [{list}]}}]}}]}}\n\
        faq: [{{id: a, q: 例ですか。, a: {sentences}}}]\nrules/a: {{id: a, title: 規程, articles: [{{heading: 本人確認, items: [{list}]}}]}}\n\
        purposes: {{intro: {sentences}}}\n"
    );
    let tree = check_support::written(&content);
    let report = check_support::check_tree(&packs(), &tree, &[], "2026-12-01");
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let of_words = |rule: &str| ["stale-", "identity-", "appi-identity-", "bango-16-"].iter().any(|p| rule.starts_with(p));
    for f in report.findings.iter().filter(|f| of_words(&f.rule)) {
        found.entry(format!("{} {:?}", f.path, f.place)).or_default().push(&f.rule);
    }
    assert!(found.len() > 20, "{found:#?}");
    found.retain(|_, rules| rules.len() > 1);
    assert!(found.is_empty(), "{found:#?}");
}
