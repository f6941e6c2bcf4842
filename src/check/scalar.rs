//! The small values of rule packs, each read and compiled where it stands: regular expressions, JSON paths, days.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use serde_json_path::JsonPath;
use std::fmt;

/// A regular expression, compiled when the pack is read.
#[derive(Clone)]
pub struct Re(pub regex::Regex);

impl fmt::Debug for Re {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Re({})", self.0.as_str())
    }
}

impl<'de> Deserialize<'de> for Re {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        regex::Regex::new(&text).map(Re).map_err(|e| D::Error::custom(format!("regular expression: {e}")))
    }
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
