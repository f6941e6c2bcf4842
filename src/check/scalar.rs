//! The small values of rule packs, each read and compiled where it stands: regular expressions, JSON paths, days.

use jiff::civil::Date;
use regex::Regex;
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use serde_json_path::JsonPath;
use serde_json_path::functions::{LogicalType, ValueType};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{LazyLock, OnceLock};

/// A regular expression: read with its pack, compiled when a rule first needs it, since most of the time of a short check would go there.
#[derive(Clone)]
pub struct Re {
    text: String,
    compiled: OnceLock<Regex>,
}

impl Re {
    /// The compiled expression. One that is too large to compile matches nothing; the tests of its rule then fail.
    pub fn get(&self) -> &Regex {
        self.compiled.get_or_init(|| Regex::new(&self.text).unwrap_or_else(|_| never()))
    }
}

/// Matches nothing.
fn never() -> Regex {
    static NEVER: LazyLock<Regex> = LazyLock::new(|| {
        #[allow(clippy::expect_used, reason = "a constant expression, compiled by the tests of every pack")]
        Regex::new(r"[^\s\S]").expect("an expression without a match")
    });
    NEVER.clone()
}

impl fmt::Debug for Re {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Re({})", self.text)
    }
}

impl<'de> Deserialize<'de> for Re {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        regex_syntax::parse(&text).map_err(|e| D::Error::custom(format!("regular expression: {e}")))?;
        Ok(Re { text, compiled: OnceLock::new() })
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

/// A JSON path (RFC 9535) over the content: `$['joint-use'].items[*]`.
#[derive(Debug, Clone)]
pub struct Path(pub JsonPath);

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Path::parse(&text).map_err(D::Error::custom)
    }
}

impl Path {
    /// Reads a path.
    pub fn parse(text: &str) -> Result<Path, String> {
        JsonPath::parse(text).map(Path).map_err(|e| format!("JSON path `{text}`: {e}"))
    }
}

/// A day, `2022-04-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map(Day).map_err(|_| D::Error::custom(format!("`{text}`: a day is written 2022-04-01")))
    }
}

/// One value or a list of them.
#[derive(Debug, Clone)]
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Many(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Visit<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> serde::de::Visitor<'de> for Visit<T> {
            type Value = Many<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value or a list of values")
            }
            fn visit_str<E: Error>(self, v: &str) -> Result<Many<T>, E> {
                T::deserialize(serde::de::value::StrDeserializer::<E>::new(v)).map(|v| Many(vec![v]))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, seq: A) -> Result<Many<T>, A::Error> {
                Vec::deserialize(serde::de::value::SeqAccessDeserializer::new(seq)).map(Many)
            }
        }
        d.deserialize_any(Visit(std::marker::PhantomData))
    }
}
