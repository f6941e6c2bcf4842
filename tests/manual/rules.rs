//! The pages of the rules: one for each, and the list of all by pack; what `kohyo explain` says, as pages.

use super::made::{Made, front, prose, quoted};
use jiff::civil::Date;
use kohyo::check::explain::{examples, facts, written};
use kohyo::check::pack::Pack;
use kohyo::check::report::severity_words;
use kohyo::check::rule::Rule;
use kohyo::check::scalar::Day;
use kohyo::check::{Packs, explain};
use kohyo::lang::{Lang, Words};
use kohyo::words;
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
    let intro = words!(
        "公表前の点検（`kohyo check`）で確かめる{count}の規則です。それぞれのページに、根拠の条文、いつからの義務か、指摘が出る例と適合する例、直し方があります。同じ内容は `kohyo explain 規則の名前` でも表示できます。\n\n条番号は、この手引きの基準日（{day}）に有効なものです。重さが「エラー」の規則で指摘があると、`kohyo build` はサイトを入れ替えません。",
        "The {count} rules of the check before publication (`kohyo check`). Each has a page with the provision it rests on, since when, an example that fails and one that passes, and how to mend it; `kohyo explain RULE` tells the same.\n\nArticles are numbered as of {day}. While a rule of the severity “error” finds something, `kohyo build` replaces no site."
    );
    let text = |lang: Lang| {
        let mut text = front("rules", words!("点検の規則", "The rules of the check").in_lang(lang));
        _ = writeln!(text, "{}\n", intro.in_lang(lang));
        for pack in packs.packs.iter() {
            _ = writeln!(text, "## {}\n\n`{}` {}\n", pack.mark.title.in_lang(lang), pack.mark.id, pack.mark.version);
            for rule in &pack.rules {
                let (severity, law) = (severity_words(rule.severity), explain::provision(rule, day));
                let about = match (lang, law.ja.is_empty()) {
                    (Lang::Ja, true) => format!("（{}）", severity.ja),
                    (Lang::Ja, false) => format!("（{}、{}）", severity.ja, prose(&law.ja)),
                    (Lang::En, true) => format!(" ({})", severity.en),
                    (Lang::En, false) => format!(" ({}, {})", severity.en, prose(&law.en)),
                };
                _ = writeln!(text, "- <page:{}>{about}", id(rule));
            }
            text.push('\n');
        }
        text.trim_end().to_owned() + "\n"
    };
    Made { id: "rules".to_owned(), path: "rules/".to_owned(), text: text(Lang::Ja), english: text(Lang::En) }
}

fn page(pack: &Pack, rule: &Rule, day: Date) -> Made {
    let text = |lang| in_lang(pack, rule, day, lang);
    Made { path: format!("rules/{}/", rule.id), id: id(rule), text: text(Lang::Ja), english: text(Lang::En) }
}

fn in_lang(pack: &Pack, rule: &Rule, day: Date, lang: Lang) -> String {
    let w = |words: Words| words.in_lang(lang).to_owned();
    let both = |ja: &str, en: &str| w(Words { ja: ja.to_owned(), en: en.to_owned() });
    let title = w(rule.title());
    let mut text = front(&id(rule), &title);
    let about = match both(&rule.why, &rule.why_en) {
        why if why.is_empty() => {
            w(words!("「{title}」を、公表の前に確かめる規則です。", "A rule of the check before publication: {title}."))
        }
        why => why,
    };
    let (item, value, name) = (w(words!("項目", "What")), w(words!("内容", "Of this rule")), w(words!("規則の名前", "Name")));
    _ = writeln!(text, "{}\n\n| {item} | {value} |\n| --- | --- |\n| {name} | `{}` |", prose(&about), rule.id);
    for (term, value) in facts(pack, rule, Day(day), lang) {
        _ = writeln!(text, "| {} | {} |", term.in_lang(lang), prose(&value).replace('\n', " "));
    }
    let (heading, message) = (w(words!("指摘の言葉", "What it says")), both(&rule.message, &rule.message_en));
    let braces =
        w(words!("{{ }} の中は、見つかったところの言葉に変わります。", "Words of the place stand where there is something in braces."));
    _ = writeln!(text, "\n## {heading}\n\n{}\n{braces}\n", quoted("", &message));
    let fix = both(&rule.fix, &rule.fix_en);
    if !fix.is_empty() {
        _ = writeln!(text, "## {}\n\n{}\n", w(words!("直し方", "How to mend it")), prose(&fix));
    }
    for (title, test) in examples(rule) {
        let (name, on) = (prose(&test.name), test.as_of);
        let about = w(words!("{name}（{on} の法令で）", "By the law of {on}"));
        _ = writeln!(text, "## {}\n\n{about}\n\n{}", title.in_lang(lang), quoted("yaml", &written(test)));
    }
    _ = writeln!(text, "{}", w(words!("ほかの規則は「<page:rules>」にあります。", "All rules: <page:rules>.")));
    text
}
