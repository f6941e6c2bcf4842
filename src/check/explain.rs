//! `explain`: the rules as a list, and one of them in full; the same texts make `docs/rules.md`.

use crate::check::finding::Outcome;
use crate::check::pack::{Pack, Packs};
use crate::check::report::severity_words;
use crate::check::rule::{Confidence, Rule, Test, Version, VersionState};
use crate::check::run::cited;
use crate::check::scalar::Day;
use crate::lang::{Lang, Words};
use crate::words;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write;

/// All rules by pack, one a line.
pub fn list(packs: &Packs, lang: Lang) -> String {
    let mut out = String::new();
    for pack in packs.packs.iter() {
        _ = writeln!(out, "■ {}（{} {}）", pack.mark.title.in_lang(lang), pack.mark.id, pack.mark.version);
        for rule in &pack.rules {
            _ = writeln!(out, "  {}  [{}] {}", rule.id, severity_words(rule.severity).in_lang(lang), rule.title().in_lang(lang));
        }
    }
    out
}

/// One rule: the duty, its provision on that day, since when, former numbers, source, what fails and what passes.
pub fn rule(packs: &Packs, id: &str, day: Date, lang: Lang) -> Option<String> {
    let (pack, rule) = packs.rule(id)?;
    let mut out = String::new();
    _ = writeln!(out, "{}\n{}\n", rule.id, rule.title().in_lang(lang));
    for (term, value) in facts(pack, rule, Day(day), lang) {
        _ = writeln!(out, "{}: {value}", term.in_lang(lang));
    }
    let why = crate::check::rule::both(&rule.why, &rule.why_en);
    if !why.ja.is_empty() {
        _ = writeln!(out, "\n{}", why.in_lang(lang));
    }
    for (title, test) in examples(rule) {
        _ = writeln!(out, "\n{}（{}、{}）\n{}", title.in_lang(lang), test.name, test.as_of, indented(&written(test)));
    }
    let fix = crate::check::rule::both(&rule.fix, &rule.fix_en);
    if !fix.ja.is_empty() {
        _ = writeln!(out, "{}: {}", words!("直し方", "How to mend").in_lang(lang), fix.in_lang(lang));
    }
    Some(out)
}

/// The provision of a rule as cited on a day.
pub fn provision(rule: &Rule, day: Date) -> Words {
    cited(rule, rule.on(Day(day)), Day(day))
}

/// Ids near a wrong one, the nearest first.
pub fn near(packs: &Packs, id: &str) -> Vec<String> {
    let mut all: Vec<(f64, &str)> = packs.rules().map(|(_, r)| (strsim::jaro_winkler(id, &r.id), r.id.as_str())).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    all.into_iter().take(3).filter(|(s, _)| *s > 0.7).map(|(_, id)| id.to_owned()).collect()
}

/// The page `docs/rules.md`.
pub fn page(packs: &Packs) -> String {
    let mut out = String::from(
        "# 点検の規則 / The rules of the check\n\nこのページは `src/rules/*.yaml` から作られます。手で書き換えないでください。 This page is made from `src/rules/*.yaml`; do not edit it.\n\n結果は7つです。`pass`（適合）、`fail`（指摘あり）、`not_applicable`（対象外）、`not_in_force`（施行前・失効）、`no_match`・`rule_error`（点検規則の不備）、`waived`（承認済みの例外）。\n",
    );
    for pack in packs.packs.iter() {
        _ = writeln!(out, "\n## {} / {}\n\n`{}` {}\n", pack.mark.title.ja, pack.mark.title.en, pack.mark.id, pack.mark.version);
        out.push_str("| 規則 | 内容 | 根拠 | 重さ | いつから | 確かさ |\n| --- | --- | --- | --- | --- | --- |\n");
        for r in &pack.rules {
            let title = r.title();
            let law = cited(r, r.versions.last(), LATEST);
            let row = [
                format!("`{}`", r.id),
                format!("{}<br>{}", title.ja, title.en),
                law.ja,
                severity_words(r.severity).ja,
                since(r).ja,
                confidence(r.confidence).to_owned(),
            ];
            _ = writeln!(out, "| {} |", row.map(|c| c.replace('|', "\\|")).join(" | "));
        }
    }
    out
}

/// Rules name provisions by the numbers of today: any late day shows them.
const LATEST: Day = Day(jiff::civil::date(9999, 12, 31));

/// What is known of a rule on a day: provision, kind, gravity, since when, sources.
pub fn facts(pack: &Pack, rule: &Rule, day: Day, lang: Lang) -> Vec<(Words, String)> {
    let now = rule.on(day);
    let laws: Vec<String> = rule.law.iter().map(|l| crate::check::law_label::words(l, day).in_lang(lang).to_owned()).collect();
    let former: Vec<String> = rule.formerly.iter().map(|f| format!("{} {}", f.from, f.label)).collect();
    let sources: Vec<String> = rule.source.0.iter().map(|s| pack.sources.get(s).unwrap_or(s).clone()).collect();
    let in_force = match now {
        Some(v) => words!("{day} に効力があります", "in force on {day}").in_lang(lang).to_owned() + &label(v),
        None => words!("{day} には効力がありません", "not in force on {day}").in_lang(lang).to_owned(),
    };
    let all = [
        (words!("根拠", "Provision"), laws.join("、")),
        (words!("根拠の種類", "Basis"), rule.basis.words().in_lang(lang).to_owned()),
        (words!("重さ", "Severity"), severity_words(rule.severity).in_lang(lang).to_owned()),
        (words!("知らせ方", "How it is made known"), rule.level.map(|l| l.words().in_lang(lang).to_owned()).unwrap_or_default()),
        (words!("いつから", "Since"), since(rule).in_lang(lang).to_owned()),
        (words!("この日", "On that day"), in_force),
        (words!("これまでの条番号", "Former numbers"), former.join(" → ")),
        (words!("確かめた資料", "Source"), sources.join("、")),
        (words!("確かさ", "Confidence"), rule.confidence.words().in_lang(lang).to_owned()),
    ];
    all.into_iter().filter(|(_, v)| !v.is_empty()).collect()
}

fn label(v: &Version) -> String {
    v.law_label.as_ref().map(|l| format!("（{l}）")).unwrap_or_default()
}

fn since(rule: &Rule) -> Words {
    let parts: Vec<Words> = rule.versions.iter().map(span).collect();
    Words {
        ja: parts.iter().map(|p| p.ja.as_str()).collect::<Vec<_>>().join("、"),
        en: parts.iter().map(|p| p.en.as_str()).collect::<Vec<_>>().join(", "),
    }
}

fn span(v: &Version) -> Words {
    let unsure = if v.date_confidence.is_some_and(|c| c == Confidence::K) {
        words!("（日は要確認）", " (day to be confirmed)")
    } else {
        Words::default()
    };
    let (u, u_en) = (&unsure.ja, &unsure.en);
    match (&v.state, v.from, v.until) {
        (VersionState::Pending { .. }, Some(from), _) => words!("{from}施行予定", "to come on {from}"),
        (VersionState::Pending { by: Some(by), .. }, None, _) => words!("施行日未定（{by}まで）", "date not fixed, by {by}"),
        (VersionState::Pending { .. }, None, _) => words!("施行日未定", "date not fixed"),
        (_, Some(from), Some(until)) => words!("{from}から{until}の前日まで{u}", "{from} to the day before {until}{u_en}"),
        (_, Some(from), None) => words!("{from}{u}", "{from}{u_en}"),
        (_, None, Some(until)) => words!("{until}の前日まで", "to the day before {until}"),
        (_, None, None) => words!("いつでも", "always"),
    }
}

/// A test that fails and one that passes; where there is a choice, one that needs no pages.
pub fn examples(rule: &Rule) -> Vec<(Words, &Test)> {
    let fails = |t: &&Test| match t.outcome {
        Some(outcome) => outcome == Outcome::Fail,
        None => t.fails.as_ref().is_some_and(|f| !f.is_empty()) || t.hits.is_some_and(|h| h > 0),
    };
    let passes = |t: &&Test| match t.outcome {
        Some(outcome) => outcome == Outcome::Pass,
        None => t.fails.as_ref().is_some_and(Vec::is_empty) || t.hits == Some(0),
    };
    let shown = |t: &&Test| t.doc.is_some() || t.text.is_some() || t.site.is_some();
    let bare = |t: &&Test| t.site.is_none() && shown(t);
    let one = |what: &dyn Fn(&&Test) -> bool| {
        let found = rule.tests.iter().filter(|t| what(t));
        found.clone().find(bare).or_else(|| found.clone().find(shown))
    };
    let fails = one(&fails).map(|t| (words!("指摘が出る例", "An example that fails"), t));
    let passes = one(&passes).map(|t| (words!("適合する例", "An example that passes"), t));
    [fails, passes].into_iter().flatten().collect()
}

/// The content of a test as YAML; with pages, what each of them links to and prints.
pub fn written(test: &Test) -> String {
    let content = match (&test.doc, &test.text) {
        (Some(doc), _) => serde_yaml::to_string(doc).unwrap_or_default(),
        (None, Some(text)) => format!("{text}\n"),
        (None, None) => String::new(),
    };
    let pages = test.site.as_ref().map(|site| serde_yaml::to_string(&BTreeMap::from([("site", site)])).unwrap_or_default());
    content + &pages.unwrap_or_default()
}

fn indented(text: &str) -> String {
    text.lines().map(|l| format!("  {l}\n")).collect()
}

fn confidence(c: Confidence) -> &'static str {
    match c {
        Confidence::T => "T",
        Confidence::P => "P",
        Confidence::K => "K（要確認）",
    }
}
