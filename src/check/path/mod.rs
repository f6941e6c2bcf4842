//! JSON paths (RFC 9535) over the content: `$['joint-use'].items[*]`. The part that rules use is walked here, without a copy of anything on the way;
//! all else is left to the library, which also is what the tests compare with.

mod parse;
mod walk;

use super::scalar::Re;
use super::view::Value;
use super::view::document::{Document, Name};
use regex::Regex;
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use serde_json_path::JsonPath;
use serde_json_path::functions::{LogicalType, ValueType};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, OnceLock};

/// A path of a rule. Many rules write the same: it is read once, and has a number by which what was found by it is known again.
#[derive(Clone)]
pub struct Path(Arc<Read>);

/// A path that was read.
#[derive(Clone)]
struct Read {
    text: String,
    number: usize,
    /// The path in the part of the language that is walked here.
    steps: Option<Vec<Step>>,
    library: OnceLock<Option<JsonPath>>,
}

/// The paths that were read, up to `MOST`: where rules are edited again and again, what they once asked for is not kept for ever.
static READ: Mutex<BTreeMap<String, Path>> = Mutex::new(BTreeMap::new());

/// Many more than any pack writes.
const MOST: usize = 4_096;

/// A step of a path.
#[derive(Debug, Clone)]
enum Step {
    /// `.name`
    Name(Name),
    /// `[*]`
    All,
    /// `[?…]`
    Filter(Test),
    /// `..name`, `..[?…]`: the step from each value below, and from the value itself.
    Below(Box<Step>),
}

/// What a filter asks.
#[derive(Debug, Clone)]
enum Test {
    Any(Vec<Test>),
    Every(Vec<Test>),
    Not(Box<Test>),
    /// `@.a[*]`: something is there.
    Exists(Vec<Step>),
    /// `@.a == 'b'`
    Compare(Vec<Name>, Order, Literal),
    /// `found(@.a, '…')`
    Found(Vec<Name>, Re),
    /// `count(@.a[*]) == 1`
    Count(Vec<Step>, Order, u32),
}

/// What a value is compared with.
#[derive(Debug, Clone)]
enum Literal {
    Text(String),
    Bool(bool),
    Number(u32),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Path {
    /// Reads a path; what the library cannot read is an error.
    pub fn parse(text: &str) -> Result<Path, String> {
        let library = JsonPath::parse(text).map_err(|e| format!("JSON path `{text}`: {e}"))?;
        Ok(Path::once(text, Some(library).into()))
    }

    /// Reads a path that a test has read before: the library is asked only when the path is followed, and only if it must be.
    fn proved(text: &str) -> Path {
        Path::once(text, OnceLock::new())
    }

    /// The path that was read before, or else a new one.
    fn once(text: &str, library: OnceLock<Option<JsonPath>>) -> Path {
        let new = |number, library| Path(Arc::new(Read { text: text.to_owned(), number, steps: parse::steps(text), library }));
        let Ok(mut read) = READ.lock() else { return new(usize::MAX, library) };
        if let Some(known) = read.get(text) {
            return known.clone();
        }
        if read.len() >= MOST {
            return new(usize::MAX, library);
        }
        let path = new(read.len(), library);
        read.insert(text.to_owned(), path.clone());
        path
    }

    /// How many paths have a number.
    pub fn known() -> usize {
        READ.lock().map_or(0, |read| read.len())
    }

    /// Its number among all that were read; beyond all of them where it has none.
    pub fn number(&self) -> usize {
        self.0.number
    }

    /// Reads a path; one that is built in was read by a test.
    pub(super) fn read(text: String) -> Result<Path, String> {
        if super::trust::is_given() { Ok(Path::proved(&text)) } else { Path::parse(&text) }
    }

    /// The values of the path that do not stand inside a state.
    pub fn select<'v>(&self, document: &'v Document<'v>) -> Vec<Value<'v>> {
        let Some(steps) = &self.0.steps else { return self.by_library(document) };
        let mut found = Vec::new();
        _ = walk::visit(steps, document.root(), |value| {
            found.push(value);
            ControlFlow::Continue(())
        });
        found
    }

    /// Whether one of these values is as asked.
    pub fn any<'v>(&self, document: &'v Document<'v>, is: impl Fn(Value<'v>) -> bool) -> bool {
        let Some(steps) = &self.0.steps else { return self.by_library(document).into_iter().any(is) };
        let each = |value| if is(value) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        walk::visit(steps, document.root(), each).is_break()
    }

    /// The values, asked of the library.
    fn by_library<'v>(&self, document: &'v Document<'v>) -> Vec<Value<'v>> {
        let is_inside = |value: &Value| {
            let around = std::iter::successors(value.parent(), |v| v.parent());
            around.into_iter().any(|v| v.is_state() && !v.is_root())
        };
        let path = self.0.library.get_or_init(|| JsonPath::parse(&self.0.text).ok());
        let found = path.iter().flat_map(|p| p.query_located(document.json()));
        found.filter_map(|n| document.pointer(&n.location().to_json_pointer())).filter(|value| !is_inside(value)).collect()
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Path({})", self.0.text)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Path::read(String::deserialize(d)?).map_err(D::Error::custom)
    }
}

/// `found(@.title, '変更')` in a path: whether an expression matches somewhere in a text. `search` does the same, but compiles it for every value.
#[serde_json_path::function]
fn found(text: ValueType, expression: ValueType) -> LogicalType {
    thread_local! {
        static COMPILED: RefCell<BTreeMap<String, Option<Regex>>> = const { RefCell::new(BTreeMap::new()) };
    }
    let as_text = |v: &ValueType| v.as_value().and_then(|v| v.as_str()).map(str::to_owned);
    let (Some(text), Some(expression)) = (as_text(&text), as_text(&expression)) else { return LogicalType::False };
    let hit = COMPILED.with_borrow_mut(|all| {
        let compiled = all.entry(expression).or_insert_with_key(|e| Regex::new(e).ok());
        compiled.as_ref().is_some_and(|r| r.is_match(&text))
    });
    if hit { LogicalType::True } else { LogicalType::False }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Packs;
    use proptest::prelude::*;
    use serde_json::{Value as Json, json};

    /// Paths of every form that is walked here.
    const PATHS: [&str; 28] = [
        "$",
        "$.a",
        "$['joint-use'].items[*]",
        "$.a[*].b",
        "$.*",
        "$..a",
        "$..*",
        "$..a[*].b",
        "$[?@.a]",
        "$..[?@.a == 'x']",
        "$.a[?@ == 'x']",
        "$.a[?@.b != 'x']",
        "$.a[?@.b > 1 && @.b <= 3]",
        "$.a[?@.b >= 'x' || @.b < 2]",
        "$[?!@.a]",
        "$[?!(@.a || @.b == true) && @.c != false]",
        "$[?(@.a || @.b) && !@.c]",
        "$.a[?@.b[?@ == 'x']].b[*]",
        "$.a[?@.b[*]]",
        "$.a[?@.b.c]",
        "$[?found(@.a, 'x|y')]",
        "$.a[?found(@, '[xy]') && !found(@, 'y')]",
        "$..b[?@..c]",
        "$[?@.a == 0]",
        "$[?count(@.*) == 1]",
        "$.a[?count(@..b) > 1 && @.a]",
        "$..[?count(@[?@.a]) <= 1].b",
        "$..a..b",
    ];

    fn pointers(values: &[Value]) -> Vec<String> {
        values.iter().map(|v| v.pointer()).collect()
    }

    /// The same path, of which nothing is walked here.
    fn by_library(path: &Path) -> Path {
        Path(Arc::new(Read { steps: None, ..(*path.0).clone() }))
    }

    fn texts() -> Vec<String> {
        let mut all: Vec<String> = PATHS.map(str::to_owned).to_vec();
        let packs = Packs::builtin().unwrap();
        all.extend(packs.rules().flat_map(|(_, r)| r.paths()).map(|p| p.0.text.clone()));
        all.sort();
        all.dedup();
        all
    }

    #[test]
    fn the_paths_of_the_packs_are_walked_here() {
        let left: Vec<String> = texts().into_iter().filter(|t| parse::steps(t).is_none()).collect();
        assert!(left.is_empty(), "{left:?}");
    }

    #[test]
    fn what_is_not_known_is_left_to_the_library() {
        for text in [
            "$[0]",
            "$[1:2]",
            "$['a','b']",
            "$[?@.a == $.b]",
            "$[?@.a == 1.5]",
            "$[?@.a == null]",
            "$[?@.a < true]",
            "$[?length(@) > 1]",
            "$[?count(@.a) == 1.5]",
            "$[?count(@.*) == count(@.a)]",
            "$[\"a\"]",
        ] {
            assert!(parse::steps(text).is_none(), "{text}");
            assert!(Path::parse(text).is_ok(), "{text}");
        }
        for text in ["a", "$a", "$.a[", "$[?]", "$[?@.a ==]", "$.", "$[?!@.a == 1]"] {
            assert!(parse::steps(text).is_none(), "{text}");
            assert!(Path::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_stands_inside_a_state_is_not_looked_at() {
        let document = json!({"a": {"none": {"b": 1}}, "c": {"b": 2}});
        let document = Document::of_json(&document);
        let found = Path::parse("$..b").unwrap().select(&document);
        assert_eq!(pointers(&found), ["/c/b"]);
    }

    #[test]
    fn the_walk_finds_in_the_example_what_the_library_finds() {
        let content = crate::content::open(std::path::Path::new("content"));
        let view = crate::check::view::View::new(&content.editions[0].tree);
        let mut found = 0;
        for text in texts() {
            let path = Path::parse(&text).unwrap();
            let here = view.select(&path);
            assert_eq!(pointers(&here), pointers(&view.select(&by_library(&path))), "{text}");
            found += here.len();
        }
        assert!(found > 1000, "{found}");
    }

    /// Documents with few names and values, so that paths find something.
    fn document() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
            (0..4i64).prop_map(Json::from),
            proptest::sample::select(vec!["x", "y", "xy", ""]).prop_map(Json::from)
        ];
        leaf.prop_recursive(5, 60, 5, |inner| {
            let names = proptest::sample::select(vec!["a", "b", "c", "none", "joint-use", "items", "~/"]).prop_map(str::to_owned);
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
                proptest::collection::vec((names, inner), 0..5).prop_map(|all| Json::Object(all.into_iter().collect())),
            ]
        })
    }

    #[test]
    fn however_many_are_read_not_all_are_kept() {
        let paths: Vec<Path> = (0..MOST + 10).map(|n| Path::parse(&format!("$.a[?@.b != 'of {n}'].b")).unwrap()).collect();
        assert!(Path::known() <= MOST);
        let document = Document::of_json(&json!({"a": [{"b": "x"}]}));
        let [.., last] = &paths[..] else { panic!("there are some") };
        assert!(last.number() >= MOST && paths.iter().all(|path| path.select(&document).len() == 1));
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_the_library_finds(document in document(), text in proptest::sample::select(texts())) {
            let path = Path::parse(&text).unwrap();
            let document = Document::of_json(&document);
            let by_library = by_library(&path).select(&document);
            prop_assert_eq!(pointers(&path.select(&document)), pointers(&by_library));
            for n in 0..4 {
                let is_nth = |value: Value| value.place() % 4 == n;
                prop_assert_eq!(path.any(&document, is_nth), by_library.iter().any(|v| is_nth(*v)));
            }
        }
    }
}
