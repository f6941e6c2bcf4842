//! `require`: fields of each selected value must be answered, and printed when the law wants the duty published.

use super::{Context, Field, Hit, Remark, each_field, fields, is_given, needs_print, value_place};
use crate::check::answer::Answer;
use crate::check::view::{Is, Value};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

/// `[name, address.text]`, or with conditions.
#[derive(Debug, Clone, Default)]
pub struct Require {
    /// Dotted paths from the selected value; `""` is the value itself.
    pub fields: Vec<String>,
    /// One of them is enough.
    pub any: bool,
    /// States that are an answer.
    pub accept: Vec<State>,
    /// A list needs at least so many entries.
    pub at_least: usize,
    /// A list may have at most so many.
    pub at_most: Option<usize>,
}

/// A state of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// `{none: …}`
    None,
    /// `{elsewhere: …}`
    Elsewhere,
    /// `{on_request: desk}`: only where the law says so (法32条).
    OnRequest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    fields: Vec<String>,
    #[serde(default)]
    any: bool,
    #[serde(default = "elsewhere")]
    accept: Vec<State>,
    #[serde(default)]
    at_least: usize,
    #[serde(default)]
    at_most: Option<usize>,
}

fn elsewhere() -> Vec<State> {
    vec![State::Elsewhere]
}

impl<'de> Deserialize<'de> for Require {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Visit;
        impl<'de> Visitor<'de> for Visit {
            type Value = Require;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a list of fields, or a mapping with `fields`")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Require, A::Error> {
                let fields = Vec::deserialize(serde::de::value::SeqAccessDeserializer::new(seq))?;
                Ok(Require { fields, accept: elsewhere(), ..Require::default() })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Require, A::Error> {
                let raw = Raw::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(Require { fields: raw.fields, any: raw.any, accept: raw.accept, at_least: raw.at_least, at_most: raw.at_most })
            }
        }
        d.deserialize_any(Visit)
    }
}

impl Require {
    /// Looks at each selected value.
    pub fn run(&self, context: &Context, selected: &[Value], hits: &mut Vec<Hit>) {
        for &s in selected {
            if self.any {
                hits.extend(self.one_of(context, s));
            } else {
                self.fields.iter().for_each(|field| self.every(context, s, field, hits));
            }
        }
    }

    fn every(&self, context: &Context, s: Value, field: &str, hits: &mut Vec<Hit>) {
        let mut judge = |found: Field| hits.extend(self.judge(context, found).map(|h| named(h, s, field)));
        if !each_field(s, field, &mut judge) {
            judge(Field { value: None, last: s, missing: field });
        }
    }

    /// Enough if one of the fields is answered; else one hit, at the last that was looked at.
    fn one_of(&self, context: &Context, s: Value) -> Option<Hit> {
        let mut worst = None;
        for field in &self.fields {
            for found in fields(s, field) {
                match self.judge(context, found)? {
                    hit if hit.remark.is_some() => return Some(named(hit, s, field)),
                    hit => worst = Some(worst.unwrap_or_else(|| named(hit, s, field))),
                }
            }
        }
        Some(worst.unwrap_or_else(|| Hit { place: Some(value_place(s.node())), ..named(Hit::default(), s, &self.fields.join(".")) }))
    }

    fn judge(&self, context: &Context, field: Field) -> Option<Hit> {
        let hit = || Hit { place: Some(value_place(field.node(context))), ..Hit::default() };
        let remark = |r| Hit { remark: Some(r), ..hit() };
        let too_few_or_many = |v: Value| v.is() == Is::List && (v.len() < self.at_least || self.at_most.is_some_and(|m| v.len() > m));
        match (Answer::of(field.value), field.value) {
            (Answer::None, _) if self.accept.contains(&State::None) => None,
            (Answer::Elsewhere, _) if self.accept.contains(&State::Elsewhere) => Some(remark(Remark::Elsewhere)),
            (Answer::OnRequest(desk), _) if self.accept.contains(&State::OnRequest) && reachable(context, desk) => {
                Some(Hit { value: desk_title(context, desk), ..remark(Remark::OnRequest) })
            }
            (Answer::Given, Some(value)) if too_few_or_many(value) => Some(hit()),
            (Answer::Given, Some(value))
                if needs_print(context.rule) && context.rendered.is_some_and(|r| !r.is_printed(context.view.tree, value.node())) =>
            {
                Some(remark(Remark::Unpublished))
            }
            (Answer::Given, Some(value)) => {
                context.meets(value);
                None
            }
            _ => Some(hit()),
        }
    }
}

fn named(hit: Hit, s: Value, field: &str) -> Hit {
    Hit { at: s.pointer(), field: (!field.is_empty()).then(|| field.to_owned()), ..hit }
}

/// A desk that tells on request must be one that can be reached.
fn reachable(context: &Context, desk: &str) -> bool {
    let ways = |v: Value| ["tel", "fax", "email", "form_url", "address"].iter().any(|k| is_given(v.get(k)));
    if desk == "society" {
        return context.view.root().get("society").is_some_and(ways);
    }
    find_desk(context, desk).is_some_and(ways)
}

fn find_desk<'v>(context: &Context<'v>, desk: &str) -> Option<Value<'v>> {
    let id = desk.trim_matches(['<', '>']).trim_start_matches("contact:");
    let desks = context.view.root().down(&["society", "contact_points"])?;
    desks.items().find(|d| d.get("id").is_some_and(|own| own.says(id)))
}

fn desk_title(context: &Context, desk: &str) -> String {
    find_desk(context, desk).and_then(|d| d.get("title")?.as_str()).unwrap_or(desk).to_owned()
}
