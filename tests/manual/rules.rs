//! The pages of the rules: one for each, and the list of all by pack; what `kohyo explain` says, as pages.

use super::made::{Made, front, quoted};
use jiff::civil::Date;
use kohyo::check::explain::{examples, facts, written};
use kohyo::check::pack::Pack;
use kohyo::check::report::severity_words;
use kohyo::check::rule::Rule;
use kohyo::check::scalar::Day;
use kohyo::check::{Packs, explain};
use kohyo::lang::Lang;
use std::fmt::Write;

/// All of them: the list first.
pub fn pages(packs: &Packs, day: Date) -> Vec<Made> {
    let rules = packs.rules().map(|(pack, rule)| page(pack, rule, day));
    std::iter::once(list(packs, day)).chain(rules).collect()
}

fn id(rule: &Rule) -> String {
    format!("rule-{}", rule.id)
}

fn list(packs: &Packs, day: Date) -> Made {
    let count = packs.rules().count();
    let mut text = front("rules", "点検の規則");
    _ = writeln!(
        text,
        "公表前の点検（`kohyo check`）で確かめる{count}の規則です。それぞれのページに、根拠の条文、いつからの義務か、指摘が出る例と適合する例、直し方があります。同じ内容は `kohyo explain 規則の名前` でも表示できます。\n\n条番号は、この手引きの基準日（{day}）に有効なものです。重さが「エラー」の規則で指摘があると、`kohyo build` はサイトを入れ替えません。\n"
    );
    for pack in &packs.packs {
        let title = &pack.mark.title;
        _ = writeln!(text, "## {}\n\n`{}` {} — {}\n", title.ja, pack.mark.id, pack.mark.version, title.en);
        for rule in &pack.rules {
            let law = explain::provision(rule, day).ja;
            let law = if law.is_empty() { String::new() } else { format!("、{law}") };
            _ = writeln!(text, "- <page:{}>（{}{law}）", id(rule), severity_words(rule.severity).ja);
        }
        text.push('\n');
    }
    _ = writeln!(
        text,
        "## In English\n\nThese are the {count} rules of the check before publication, by pack. Each has a page with the provision it rests on, since when, an example that fails and one that passes, and how to mend it; `kohyo explain RULE --lang en` tells the same."
    );
    Made { id: "rules".to_owned(), path: "rules/".to_owned(), text }
}

fn page(pack: &Pack, rule: &Rule, day: Date) -> Made {
    let title = rule.title();
    let mut text = front(&id(rule), &title.ja);
    let about = if rule.why.is_empty() { format!("「{}」を、公表の前に確かめる規則です。", title.ja) } else { rule.why.clone() };
    _ = writeln!(text, "{}\n\n| 項目 | 内容 |\n| --- | --- |\n| 規則の名前 | `{}` |", prose(&about), rule.id);
    for (term, value) in facts(pack, rule, Day(day), Lang::Ja) {
        _ = writeln!(text, "| {} | {} |", term.ja, cell(&value));
    }
    _ = writeln!(text, "\n## 指摘の言葉\n\n```\n{}\n```\n", rule.message);
    text.push_str("{ } の中は、見つかったところの言葉に変わります。\n\n");
    if !rule.fix.is_empty() {
        _ = writeln!(text, "## 直し方\n\n{}\n", prose(&rule.fix));
    }
    for (title, test) in examples(rule) {
        _ = writeln!(text, "## {}\n\n{}（{} の法令で）\n\n{}\n", title.ja, prose(&test.name), test.as_of, quoted("yaml", &written(test)));
    }
    text.push_str("ほかの規則は「<page:rules>」にあります。\n\n## In English\n\n");
    text.push_str(&english(rule, day));
    Made { path: format!("rules/{}/", rule.id), id: id(rule), text }
}

fn english(rule: &Rule, day: Date) -> String {
    let mut out = String::new();
    let (title, law) = (rule.title().en, explain::provision(rule, day).en);
    let law = if law.is_empty() { String::new() } else { format!(" ({law})") };
    _ = writeln!(out, "**{}**{law}\n", prose(&title));
    for text in [&rule.why_en, &rule.fix_en].into_iter().filter(|t| !t.is_empty()) {
        _ = writeln!(out, "{}\n", prose(text));
    }
    out
}

/// Words of a rule as Markdown: what is written in content stands as code, and no sign means anything.
fn prose(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '`', '*', '_', '{', '|']) {
        out.push_str(&rest[..at]);
        let end = match rest.as_bytes()[at] {
            b'<' => rest[at..].find('>').map(|e| at + e + 1),
            b'`' => rest[at + 1..].find('`').map(|e| at + e + 2),
            b'{' => rest[at..].find('}').map(|e| at + e + 1),
            _ => None,
        };
        match (rest.as_bytes()[at], end) {
            (b'`', Some(end)) => {
                out.push_str(&rest[at..end]);
                rest = &rest[end..];
            }
            (_, Some(end)) => {
                _ = write!(out, "`{}`", &rest[at..end]);
                rest = &rest[end..];
            }
            (sign, None) => {
                out.push('\\');
                out.push(char::from(sign));
                rest = &rest[at + 1..];
            }
        }
    }
    out + rest
}

/// The same in a table.
fn cell(text: &str) -> String {
    prose(text).replace('\n', " ")
}
