//! Regular expressions of rules. Those that say no more than rules usually do are searched as they stand, since to compile an expression costs more
//! than a society's texts have to search in; all others are left to the library, which also is what the tests compare with.

mod parse;
mod program;

use program::Program;
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{LazyLock, Mutex, OnceLock};

/// An expression, made ready when it is first needed.
#[derive(Debug, Clone)]
pub struct Expression {
    text: String,
    /// In a box, since rules hold many expressions and are moved as they are read.
    program: OnceLock<Option<Box<Program>>>,
    library: OnceLock<Regex>,
}

/// Where an expression matches: the whole, and then every group that took part.
pub type Groups = Vec<Option<Range<usize>>>;

impl Expression {
    /// An expression; one that cannot be read matches nothing.
    pub fn new(text: impl Into<String>) -> Expression {
        Expression { text: text.into(), program: OnceLock::new(), library: OnceLock::new() }
    }

    /// An expression that is known to be one, since all of it is searched here.
    pub fn known(text: &str) -> Option<Expression> {
        let program = Some(Box::new(Program::of(parse::parse(text)?)));
        Some(Expression { text: text.to_owned(), program: OnceLock::from(program), library: OnceLock::new() })
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it matches somewhere in a text.
    pub fn is_match(&self, text: &str) -> bool {
        let here = self.program().and_then(|program| program.is_match(text).ok());
        here.unwrap_or_else(|| self.library().is_match(text))
    }

    /// Where it first matches.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        match self.program().map(|program| program.place(text, 0)) {
            Some(Ok(found)) => found,
            _ => self.library().find(text).map(|m| m.range()),
        }
    }

    /// Wherever it matches, one place after the other.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        self.places_here(text).unwrap_or_else(|| self.library().find_iter(text).map(|m| m.range()).collect())
    }

    fn places_here(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let (program, mut all, mut from) = (self.program()?, Vec::new(), 0);
        while let Some(place) = program.place(text, from).ok()? {
            // No match is empty, so each begins where the last one ended or later.
            from = place.end;
            all.push(place);
        }
        Some(all)
    }

    /// The same, with the groups of each place.
    pub fn groups(&self, text: &str) -> Vec<Groups> {
        self.groups_here(text).unwrap_or_else(|| {
            let found = self.library().captures_iter(text);
            found.map(|c| c.iter().map(|group| group.map(|m| m.range())).collect()).collect()
        })
    }

    fn groups_here(&self, text: &str) -> Option<Vec<Groups>> {
        let (mut all, mut from) = (Vec::new(), 0);
        while let Some(groups) = self.first(text, from)? {
            from = whole(&groups)?.end;
            all.push(groups);
        }
        Some(all)
    }

    /// The first place from a byte on; none when the library must be asked.
    fn first(&self, text: &str, from: usize) -> Option<Option<Groups>> {
        self.program()?.find(text, from).ok()
    }

    /// The expression as it is searched here, if all of it is known.
    fn program(&self) -> Option<&Program> {
        self.program.get_or_init(|| Some(Box::new(Program::of(parse::parse(&self.text)?)))).as_deref()
    }

    fn library(&self) -> &Regex {
        self.library.get_or_init(|| compiled(&self.text).unwrap_or_else(never))
    }
}

fn whole(groups: &Groups) -> Option<Range<usize>> {
    groups.first().cloned().flatten()
}

/// An expression, compiled once for all rules that write it.
fn compiled(text: &str) -> Option<Regex> {
    static COMPILED: Mutex<BTreeMap<String, Option<Regex>>> = Mutex::new(BTreeMap::new());
    let known = COMPILED.lock().ok().and_then(|all| all.get(text).cloned());
    known.unwrap_or_else(|| {
        let new = Regex::new(text).ok();
        _ = COMPILED.lock().map(|mut all| all.insert(text.to_owned(), new.clone()));
        new
    })
}

/// Matches nothing.
fn never() -> Regex {
    static NEVER: LazyLock<Regex> = LazyLock::new(|| {
        #[allow(clippy::expect_used, reason = "a constant expression, compiled by the tests of every pack")]
        Regex::new(r"[^\s\S]").expect("an expression without a match")
    });
    NEVER.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Packs;
    use crate::check::prefilter::Prefilter;
    use crate::check::texts::Texts;
    use proptest::prelude::*;

    /// What the library finds.
    fn by_library(expression: &str, text: &str) -> Vec<Groups> {
        let regex = Regex::new(expression).unwrap();
        regex.captures_iter(text).map(|c| c.iter().map(|group| group.map(|m| m.range())).collect()).collect()
    }

    fn is_known(expression: &str) -> bool {
        parse::parse(expression).is_some()
    }

    /// Expressions of every form that is searched here.
    const EXPRESSIONS: [&str; 23] = [
        "a",
        "ab|a",
        "a|ab",
        "(a|ab)(c|bcd)?",
        "a[^b]{0,3}b",
        "a.{1,4}b",
        "(?:a|b)[ab]*c",
        "^a|b$",
        "^(その)?[あ-う]+$",
        "a{2}",
        "a{2,}b",
        "[ab]{1,2}(a)?",
        r"a\s*b\.",
        r"\[([^\[\]]+)\]",
        "(a(b)?)?c",
        "a?b?c",
        "(a|)b",
        "[a-c]+c",
        "a[^b。]*(b|c)[^c]{0,2}(a|b)",
        "第?([0-9０-９一二]+)条(?:の([0-9]+))?",
        "aa(b|c)",
        "aba[bc]",
        "ああ[あい]の",
    ];

    #[test]
    fn what_is_not_known_is_left_to_the_library() {
        for expression in [
            "(?i)a",
            "a*?",
            "(ab)+",
            r"\d",
            r"a\b",
            "[[:alpha:]]",
            "[a&&b]",
            "[a--b]",
            "a*",
            "",
            "(a|)",
            "(?P<n>a)",
            "^",
            "[]a]",
            "[0-\\]]",
        ] {
            assert!(!is_known(expression), "{expression}");
            let (here, text) = (Expression::new(expression), "aab AB1]");
            assert_eq!(here.groups(text), by_library(expression, text), "{expression}");
        }
        assert_eq!(Expression::new("(").find("("), None);
        let deep = |groups: usize| format!("{}a{}", "(".repeat(groups), ")".repeat(groups));
        assert!(is_known(&deep(40)) && !is_known(&deep(60)) && !is_known(&"(".repeat(100_000)));
    }

    #[test]
    fn what_takes_too_long_is_left_to_the_library() {
        let (expression, text) = ("a[^b]*a[^b]*a[^b]*a[^b]*a[^b]*b", "a".repeat(400));
        let program = Program::of(parse::parse(expression).unwrap());
        assert!(program.find(&text, 0).is_err());
        assert_eq!(Expression::new(expression).find(&text), None);
    }

    /// Every expression of the rules.
    fn of_rules() -> Vec<String> {
        fn walk(value: &serde_json::Value, out: &mut Vec<String>) {
            const KEYS: [&str; 10] = ["find", "expect", "match", "not_match", "near", "not_near", "unless", "topic", "not_topic", "text"];
            match value {
                serde_json::Value::Object(map) => {
                    let found = map.iter().filter(|(key, _)| KEYS.contains(&key.as_str())).filter_map(|(_, v)| v.as_str());
                    out.extend(found.map(str::to_owned));
                    map.iter().filter(|(key, _)| *key != "tests").for_each(|(_, v)| walk(v, out));
                }
                serde_json::Value::Array(list) => list.iter().for_each(|v| walk(v, out)),
                _ => {}
            }
        }
        let data: serde_json::Value = rmp_serde::from_slice(include_bytes!(concat!(env!("OUT_DIR"), "/rules.msgpack"))).unwrap();
        let mut all = Vec::new();
        walk(&data["packs"], &mut all);
        all.sort();
        all.dedup();
        all
    }

    #[test]
    fn the_expressions_of_the_rules_are_searched_here_and_find_in_the_example_what_the_library_finds() {
        let all = of_rules();
        let left: Vec<&String> = all.iter().filter(|e| !is_known(e)).collect();
        assert!(all.len() > 100 && left.is_empty(), "{} {left:?}", all.len());
        Packs::builtin().unwrap();
        let content = crate::content::open(std::path::Path::new("content"));
        let texts = Texts::of(&content.editions[0].tree, &[], &Prefilter::default());
        let mut found = 0;
        for expression in &all {
            let here = Expression::new(expression.as_str());
            for text in &texts.all {
                let groups = here.groups_here(text.text).expect("nothing of the example takes too long");
                assert_eq!(groups, by_library(expression, text.text), "{expression}: {}", text.text);
                found += groups.len();
            }
        }
        assert!(found > 500, "{found}");
    }

    fn text_for(expression: &str) -> BoxedStrategy<String> {
        // What begins or ends the text is left out: the library makes no texts for it.
        let inside = expression.replace(['^', '$'], "");
        let inside = if expression.contains("[^") || inside.contains("||") { "[abc。い第条 ]{0,12}".to_owned() } else { inside };
        let matching = proptest::collection::vec(proptest::string::string_regex(&inside).unwrap(), 2);
        (proptest::collection::vec("[abcd。 あいうのその第条0-9０一\\[\\]\\.\n]{0,6}", 3), matching)
            .prop_map(|(around, two)| format!("{}{}{}{}{}", around[0], two[0], around[1], two[1], around[2]))
            .boxed()
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_the_library_finds(
            (expression, text) in proptest::sample::select(&EXPRESSIONS[..]).prop_flat_map(|e| (Just(e), text_for(e)))
        ) {
            prop_assert!(is_known(expression));
            let here = Expression::new(expression);
            let expected = by_library(expression, &text);
            prop_assert_eq!(here.groups(&text), expected.clone());
            prop_assert_eq!(here.is_match(&text), !expected.is_empty());
            prop_assert_eq!(here.find(&text), expected.first().and_then(|g| g[0].clone()));
            prop_assert_eq!(here.find_all(&text), expected.iter().filter_map(whole).collect::<Vec<_>>());
        }

        #[test]
        fn the_expressions_of_the_rules_find_what_the_library_finds(
            (expression, text) in proptest::sample::select(of_rules()).prop_flat_map(|e| {
                let text = matching(&e);
                (Just(e), text)
            })
        ) {
            prop_assert_eq!(Expression::new(expression.as_str()).groups(&text), by_library(&expression, &text));
        }
    }

    /// Texts in which an expression of a rule nearly matches: some of its pieces, in any order or in theirs, with other words between them.
    fn matching(expression: &str) -> BoxedStrategy<String> {
        let pieces: Vec<String> = expression
            .split(['(', ')', '|', '[', ']', '{', '}', '?', '*', '^', '$', ':'])
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect();
        let pieces = if pieces.is_empty() { vec![String::new()] } else { pieces };
        let many = pieces.len().min(8);
        let ordered = proptest::sample::subsequence(pieces.clone(), 0..=many);
        let any = proptest::collection::vec(proptest::sample::select(pieces), 0..8);
        let between = proptest::collection::vec("[の、。する 0-9０-９一]{0,3}", 9);
        (prop_oneof![ordered, any], between)
            .prop_map(|(pieces, between)| pieces.iter().zip(between.iter()).map(|(p, b)| format!("{p}{b}")).collect::<String>())
            .boxed()
    }
}
