//! The closed set of check kinds: one file each, one clear implementation each.

pub mod builtin;
pub mod cite;
pub mod cross;
pub mod date;
pub mod one_of;
pub mod pattern;
pub mod require;
pub mod site;
pub mod text;

use crate::check::answer::Answer;
use crate::check::rendered::Rendered;
use crate::check::rule::{Level, Rule, Select};
use crate::check::scalar::Day;
use crate::check::texts::{Text, Texts};
use crate::check::view::{Selected, View};
use crate::content::NodeId;
use crate::content::tree::Tree;
use crate::diagnostic::Place;
use crate::lang::Words;
use serde_json::Value;
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Write;

/// What a version of a rule checks.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "a version holds it in a box")]
pub enum Check {
    /// Fields must be answered.
    Require(require::Require),
    /// Texts must, or must not, match.
    Pattern(pattern::Pattern),
    /// Words of a closed list.
    OneOf(one_of::OneOf),
    /// Expressions that are out of date, or that must stand somewhere.
    Text(text::TextCheck),
    /// Citations by a number that is out of date.
    Cite(cite::Cite),
    /// Values of one place against those of another.
    Cross(cross::Cross),
    /// Days against the day of the law.
    Date(date::DateCheck),
    /// Where things are printed, and how many clicks away.
    Site(site::Site),
    /// A check with a name.
    Builtin(builtin::Builtin),
}

/// The check keys of a version, of which one must stand.
pub struct Checks {
    /// `require`
    pub require: Option<require::Require>,
    /// `pattern`
    pub pattern: Option<pattern::Pattern>,
    /// `one_of`
    pub one_of: Option<one_of::OneOf>,
    /// `text`
    pub text: Option<text::TextCheck>,
    /// `cite`
    pub cite: Option<cite::Cite>,
    /// `cross`
    pub cross: Option<cross::Cross>,
    /// `date`
    pub date: Option<date::DateCheck>,
    /// `site`
    pub site: Option<site::Site>,
    /// `builtin`
    pub builtin: Option<builtin::Builtin>,
}

impl Checks {
    /// The one that stands.
    pub fn only(self) -> Result<Check, String> {
        let all = [
            self.require.map(Check::Require),
            self.pattern.map(Check::Pattern),
            self.one_of.map(Check::OneOf),
            self.text.map(Check::Text),
            self.cite.map(Check::Cite),
            self.cross.map(Check::Cross),
            self.date.map(Check::Date),
            self.site.map(Check::Site),
            self.builtin.map(Check::Builtin),
        ];
        let mut all = all.into_iter().flatten();
        match (all.next(), all.next()) {
            (Some(check), None) => Ok(check),
            _ => Err(
                "a version needs exactly one of require, pattern, one_of, text, cite, cross, date, site, builtin (or `status: pending`)"
                    .to_owned(),
            ),
        }
    }
}

/// What a check sees.
pub struct Context<'a> {
    /// The content.
    pub view: &'a View<'a>,
    /// Its texts.
    pub texts: &'a Texts<'a>,
    /// What was composed; absent before anything is.
    pub rendered: Option<&'a Rendered>,
    /// The day of the law.
    pub day: Day,
    /// The rule that asks.
    pub rule: &'a Rule,
    /// The waivers that cover nothing.
    pub unused: &'a [NodeId],
    /// The values by which the duty was found to be met: where they stand is the evidence.
    pub met: RefCell<Vec<NodeId>>,
}

impl Context<'_> {
    /// Notes a value that meets the duty.
    pub fn meets(&self, pointer: &str) {
        let (tree, node) = (self.view.tree, self.view.node(pointer));
        let mut met = self.met.borrow_mut();
        if node != Tree::ROOT {
            return met.push(node);
        }
        // A folder has no place of its own: its files have.
        let folder = format!("{}/", pointer.trim_start_matches('/'));
        met.extend(tree.children(node).iter().filter(|file| tree.key(**file).is_some_and(|key| key.starts_with(&folder))));
    }
}

/// What a rule selects.
pub enum Selection<'a> {
    /// Values.
    Values(Vec<Selected<'a>>),
    /// Texts.
    Texts(&'a [Text<'a>]),
    /// The pages.
    Site,
}

impl Selection<'_> {
    /// How many things there are to look at.
    pub fn len(&self, context: &Context) -> usize {
        match self {
            Selection::Values(v) => v.len(),
            Selection::Texts(t) => t.len(),
            Selection::Site => context.rendered.map_or(0, |r| r.pages.len()),
        }
    }
}

/// One thing found.
#[derive(Debug, Clone, Default)]
pub struct Hit {
    /// The selected value, as a JSON pointer; for pages their path.
    pub at: String,
    /// The field of it that is meant: `manager.address`.
    pub field: Option<String>,
    /// Where to show it.
    pub place: Option<Place>,
    /// The text or value at fault.
    pub value: String,
    /// Words for `{detail}`.
    pub detail: Words,
    /// Words for `{replace}`, `{page}`, `{clicks}`.
    pub words: Vec<(&'static str, String)>,
    /// It cannot be judged from here, or is an answer that a reader should know of: never more than information.
    pub remark: Option<Remark>,
}

/// A finding that is no fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// `{elsewhere: …}`: cannot be confirmed here.
    Elsewhere,
    /// `{on_request: …}`: answered by a desk on request.
    OnRequest,
    /// The value is there and printed nowhere: as grave as the rule, but in its own words.
    Unpublished,
    /// Something else in the content may meet the duty: no more than a warning.
    Doubtful,
}

impl Hit {
    /// A hit at a selected value.
    pub fn at(selected: &Selected) -> Hit {
        Hit { at: selected.pointer.clone(), place: Some(value_place(selected.node)), value: text_of(selected.value), ..Hit::default() }
    }

    /// A hit in a text.
    pub fn within(text: &Text, range: std::ops::Range<usize>) -> Hit {
        Hit { at: text.at(), place: Some(text.place(range.clone())), value: text.text[range].to_owned(), ..Hit::default() }
    }

    /// With this detail.
    pub fn detail(mut self, words: Words) -> Hit {
        self.detail = words;
        self
    }

    /// With this word for a placeholder.
    pub fn word(mut self, name: &'static str, value: impl Into<String>) -> Hit {
        self.words.push((name, value.into()));
        self
    }
}

/// The value of a node as a place.
pub fn value_place(node: NodeId) -> Place {
    Place::Node(node, crate::content::Part::Value)
}

/// What a rule looks at, selected.
pub fn select<'a>(context: &Context<'a>) -> Selection<'a> {
    match &context.rule.select {
        Select::Whole => Selection::Values(context.view.at("").into_iter().collect()),
        Select::Paths(paths) => {
            let mut all: Vec<Selected> = paths.iter().flat_map(|p| context.view.select(p)).collect();
            let mut seen = std::collections::BTreeSet::new();
            all.retain(|s| seen.insert((s.node, s.filled, if s.filled { s.pointer.clone() } else { String::new() })));
            Selection::Values(all)
        }
        Select::Text => Selection::Texts(&context.texts.all),
        Select::Site => Selection::Site,
    }
}

/// Runs a check over what was selected.
pub fn run(check: &Check, context: &Context, selection: &Selection) -> Result<Vec<Hit>, String> {
    let mut hits = Vec::new();
    match (check, selection) {
        (Check::Text(c), s) => c.run(context, s, &mut hits)?,
        (Check::Cite(c), s) => c.run(context, s, &mut hits)?,
        (Check::Builtin(c), s) => c.run(context, s, &mut hits)?,
        (Check::Site(c), s) => c.run(context, s, &mut hits)?,
        (Check::Require(c), Selection::Values(v)) => c.run(context, v, &mut hits),
        (Check::Pattern(c), Selection::Values(v)) => c.run(v, context, &mut hits),
        (Check::OneOf(c), Selection::Values(v)) => c.run(v, context, &mut hits),
        (Check::Cross(c), Selection::Values(v)) => c.run(context, v, &mut hits),
        (Check::Date(c), Selection::Values(v)) => c.run(context, v, &mut hits),
        _ => return Err("this kind of check needs `select` with JSON paths".to_owned()),
    }
    Ok(hits)
}

/// A scalar as text.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::Object(o) => {
            ["text", "item", "name", "title"].iter().find_map(|k| o.get(*k).and_then(Value::as_str)).unwrap_or_default().to_owned()
        }
        _ => String::new(),
    }
}

/// The scalar leaves of a value with their pointers.
pub fn leaves(pointer: &str, value: &Value, out: &mut Vec<(String, String)>) {
    let mut way = pointer.to_owned();
    leaves_from(&mut way, value, out);
}

fn leaves_from(way: &mut String, value: &Value, out: &mut Vec<(String, String)>) {
    let length = way.len();
    match value {
        Value::Array(a) => {
            for (i, v) in a.iter().enumerate() {
                _ = write!(way, "/{i}");
                leaves_from(way, v, out);
                way.truncate(length);
            }
        }
        Value::Object(_) if crate::check::answer::state(value).is_some() => {}
        Value::Object(o) => {
            for (k, v) in o {
                way.push('/');
                way.push_str(&escape(k));
                leaves_from(way, v, out);
                way.truncate(length);
            }
        }
        Value::Null => {}
        _ => out.push((way.clone(), text_of(value))),
    }
}

/// Whether a scalar leaf of a value is as asked; the same leaves, without their pointers.
pub fn any_leaf(value: &Value, is: &mut impl FnMut(&str) -> bool) -> bool {
    match value {
        Value::String(s) => is(s),
        Value::Array(a) => a.iter().any(|v| any_leaf(v, is)),
        Value::Object(_) if crate::check::answer::state(value).is_some() => false,
        Value::Object(o) => o.values().any(|v| any_leaf(v, is)),
        Value::Null => false,
        _ => is(&text_of(value)),
    }
}

/// The fields that a dotted path names, lists gone through: their pointers and values.
pub fn fields<'v>(pointer: &str, value: &'v Value, field: &str) -> Vec<(String, Option<&'v Value>)> {
    if field.is_empty() {
        return vec![(pointer.to_owned(), Some(value))];
    }
    if let Value::Array(list) = value {
        return list.iter().enumerate().flat_map(|(i, v)| fields(&format!("{pointer}/{i}"), v, field)).collect();
    }
    let (key, rest) = field.split_once('.').unwrap_or((field, ""));
    let below = format!("{pointer}/{}", escape(key));
    match value.get(key) {
        // A state stands for all that could be said below it.
        Some(v) if crate::check::answer::state(v).is_some() => vec![(below, Some(v))],
        Some(v) => fields(&below, v, rest),
        None if crate::check::answer::state(value).is_some() => vec![(pointer.to_owned(), Some(value))],
        None => vec![(if rest.is_empty() { below } else { format!("{below}/{}", rest.replace('.', "/")) }, None)],
    }
}

/// Whether a value is an answer for a rule about print.
pub fn is_given(value: Option<&Value>) -> bool {
    Answer::of(value) == Answer::Given
}

/// Whether a rule wants its values printed.
pub fn needs_print(rule: &Rule) -> bool {
    rule.level.is_some_and(Level::needs_print)
}

fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) { Cow::Owned(key.replace('~', "~0").replace('/', "~1")) } else { Cow::Borrowed(key) }
}
