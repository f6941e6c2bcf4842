//! The words without which a regular expression matches nothing. The build script reads this file too, so that no start of the program works them out.

use regex_syntax::hir::literal::{ExtractKind, Extractor, Seq};
use regex_syntax::hir::{Hir, HirKind};

/// Words of which one must stand in a text.
pub type OneOf = Vec<String>;

/// What must stand in a text in which an expression matches: a word of each list. Nothing is known of an expression without any list.
pub fn required(expression: &str) -> Vec<OneOf> {
    let Ok(hir) = regex_syntax::parse(expression) else { return Vec::new() };
    of(&hir)
}

/// The words of an expression that says no more than that one of a few words stands somewhere: it need not be compiled.
#[cfg_attr(not(test), allow(dead_code, reason = "the build script asks it, and the tests do"))]
pub fn plain(expression: &str) -> Option<OneOf> {
    const MOST: usize = 12;
    let hir = regex_syntax::parse(expression).ok().filter(|h| h.properties().look_set().is_empty() && is_exact(h))?;
    one_of(&hir).filter(|words| words.len() <= MOST)
}

fn of(hir: &Hir) -> Vec<OneOf> {
    let lists = match hir.kind() {
        _ if is_exact(hir) => Vec::new(),
        HirKind::Capture(c) => of(&c.sub),
        HirKind::Repetition(r) if r.min > 0 => of(&r.sub),
        HirKind::Concat(parts) => sequence(parts),
        HirKind::Alternation(ways) => either(ways),
        _ => Vec::new(),
    };
    if lists.is_empty() { one_of(hir).into_iter().collect() } else { lists }
}

/// All lists of the parts, where parts that follow one another and are finite are taken together.
fn sequence(parts: &[Hir]) -> Vec<OneOf> {
    let (mut all, mut rest) = (Vec::new(), parts);
    while let Some((first, others)) = rest.split_first() {
        let finite = rest.iter().take_while(|p| is_exact(p)).count();
        let longest = (1..=finite).rev().find_map(|n| Some((n, one_of(&Hir::concat(rest[..n].to_vec()))?)));
        match longest {
            Some((n, words)) => {
                all.push(words);
                rest = &rest[n..];
            }
            None => {
                all.extend(of(first));
                rest = others;
            }
        }
    }
    all
}

/// One list for all ways: of each way the list that says most.
fn either(ways: &[Hir]) -> Vec<OneOf> {
    let shortest = |words: &OneOf| words.iter().map(|w| w.chars().count()).min();
    let best = |way: &Hir| of(way).into_iter().max_by_key(shortest);
    match ways.iter().map(best).collect::<Option<Vec<OneOf>>>() {
        Some(lists) => tidy(lists.concat()).into_iter().collect(),
        None => Vec::new(),
    }
}

fn extracted(hir: &Hir) -> Seq {
    Extractor::new().kind(ExtractKind::Prefix).extract(hir)
}

/// Whether a part matches a few texts only, all of them known.
fn is_exact(hir: &Hir) -> bool {
    extracted(hir).is_exact()
}

/// The beginnings of all that a part matches, if they are few and none is empty.
fn one_of(hir: &Hir) -> Option<OneOf> {
    let found = extracted(hir);
    let words = found.literals()?.iter().map(|l| String::from_utf8(l.as_bytes().to_vec()).ok());
    tidy(words.collect::<Option<_>>()?)
}

/// Without words that hold another one; nothing if a word is empty.
fn tidy(mut words: OneOf) -> Option<OneOf> {
    words.sort_by(|a, b| a.len().cmp(&b.len()).then(a.cmp(b)));
    let mut kept: OneOf = Vec::new();
    for word in words {
        if !kept.iter().any(|k| word.contains(k.as_str())) {
            kept.push(word);
        }
    }
    kept.iter().all(|w| !w.is_empty()).then_some(kept).filter(|k| !k.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::string::string_regex;

    #[test]
    fn the_lists_of_an_expression() {
        let lists = |expression: &str| required(expression).into_iter().map(|l| l.join(" ")).collect::<Vec<_>>();
        assert_eq!(lists("相当の関連性"), ["相当の関連性"]);
        assert_eq!(lists("満?(20|二十)歳未満"), ["20歳未満 二十歳未満"]);
        assert_eq!(lists("(開示|回答)[^。]{0,16}書面で"), ["回答 開示", "書面で"]);
        assert_eq!(lists("主務大臣|経済産業(省|分野)[^。]{0,20}ガイドライン"), ["主務大臣 ガイドライン"]);
        assert_eq!(lists("(厚労省)?の[0-9]+円"), ["の", "0 1 2 3 4 5 6 7 8 9", "円"]);
        // It may match anything, or the empty text.
        assert!(lists("[^。]+").is_empty() && lists("(保険証)?").is_empty() && lists("保険証|.").is_empty());
    }

    #[test]
    fn an_expression_of_words_alone() {
        let words = |expression: &str| plain(expression).map(|l| l.join(" "));
        assert_eq!(words("法令|法律|<law:appi").as_deref(), Some("法令 法律 <law:appi"));
        assert_eq!(words("問い?合わ?せ").as_deref(), Some("問合せ 問い合せ 問合わせ 問い合わせ"));
        assert!(["^法令", "法令$", r"\b法令", "法.", "(法)+", "法令|", "[あ-ん]"].iter().all(|e| plain(e).is_none()));
    }

    const EXPRESSIONS: [&str; 8] = [
        "([5５五]千|[5５][,，、]?[0０]{3}|五〇〇〇)人(分)?(以上|を超え|以下|未満)?",
        "([6６六](か|カ|ヶ|ケ|ヵ|箇)月|半年)以内に(消去|削除|廃棄)",
        "(開示|回答)[^。]{0,16}書面(の交付)?(により|によって|で)(行|お?渡|交付|回答)|書面の交付による(開示|方法)",
        "(合理的(な)?配慮|障害者差別解消法)[^。]{0,40}努力義務|努力義務[^。]{0,20}合理的(な)?配慮",
        "(個人)+(番号){2}カード?",
        "(?i)ic[ -]?card|ＩＣ",
        "a{0,3}(b|c)*d+",
        "社会保険(庁|事務所)",
    ];

    fn matching() -> impl Strategy<Value = (&'static str, String)> {
        proptest::sample::select(&EXPRESSIONS[..]).prop_flat_map(|e| (Just(e), string_regex(e).unwrap()))
    }

    proptest! {
        #[test]
        fn what_matches_holds_a_word_of_each_list((expression, text) in matching()) {
            for list in required(expression) {
                prop_assert!(list.iter().any(|w| text.contains(w.as_str())), "{text:?} has none of {list:?}");
            }
        }
    }
}
