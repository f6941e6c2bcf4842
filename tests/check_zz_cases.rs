mod check_support;
use check_support::*;
#[test]
fn cases() {
    let packs = packs();
    for c in ["mitsui-es", "purposes-notice", "tohoku"] {
        let r = check(&packs, &folder(std::path::Path::new(&format!("/work/shared/cases/{c}/content"))), None, "2026-12-01");
        println!("=== {c}\n{}", lines(&r));
        for x in r.rules.iter().filter(|x| matches!(x.outcome, kohyo::check::Outcome::NoMatch | kohyo::check::Outcome::RuleError)) {
            println!("!! {} {:?}", x.rule, x.note.ja);
        }
    }
}
