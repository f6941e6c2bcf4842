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
use crate::check::scalar::{Day, Re};
use crate::check::texts::{Text, Texts};
use crate::check::view::document::push_escaped;
use crate::check::view::{FOLDERS, Is, Value, View};
use crate::content::NodeId;
use crate::content::tree::Tree;
use crate::diagnostic::Place;
use crate::lang::Words;
use std::borrow::Cow;
use std::cell::RefCell;

/// What a version of a rule checks.
#[derive(Debug, Clone)]
pub enum Check {
    /// Fields must be answered.
    Require(Box<require::Require>),
    /// Texts must, or must not, match.
    Pattern(Box<pattern::Pattern>),
    /// Words of a closed list.
    OneOf(Box<one_of::OneOf>),
    /// Expressions that are out of date, or that must stand somewhere.
    Text(Box<text::TextCheck>),
    /// Citations by a number that is out of date.
    Cite(Box<cite::Cite>),
    /// Values of one place against those of another.
    Cross(Box<cross::Cross>),
    /// Days against the day of the law.
    Date(Box<date::DateCheck>),
    /// Where things are printed, and how many clicks away.
    Site(Box<site::Site>),
    /// A check with a name.
    Builtin(Box<builtin::Builtin>),
}

/// The check keys of a version, of which one must stand.
pub struct Checks {
    /// `require`
    pub require: Option<Box<require::Require>>,
    /// `pattern`
    pub pattern: Option<Box<pattern::Pattern>>,
    /// `one_of`
    pub one_of: Option<Box<one_of::OneOf>>,
    /// `text`
    pub text: Option<Box<text::TextCheck>>,
    /// `cite`
    pub cite: Option<Box<cite::Cite>>,
    /// `cross`
    pub cross: Option<Box<cross::Cross>>,
    /// `date`
    pub date: Option<Box<date::DateCheck>>,
    /// `site`
    pub site: Option<Box<site::Site>>,
    /// `builtin`
    pub builtin: Option<Box<builtin::Builtin>>,
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
    pub rendered: Option<&'a Rendered<'a>>,
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
    /// Whether an expression matches in a scalar leaf of a value. Where it is known in which texts it may match, only those are asked.
    pub fn says(&self, value: Value, expression: &Re) -> bool {
        let has_node = !value.is_filled() && (value.node() != Tree::ROOT || value.is_root());
        let Some(texts) = self.texts.all_that_may_match(expression).filter(|_| has_node) else {
            return any_leaf(value, &mut |text| expression.is_match(text));
        };
        let stands_in = |leaf: &Value| {
            let way = std::iter::successors(Some(*leaf), |v| v.parent()).take_while(|v| !v.is_state());
            way.into_iter().any(|v| v.node() == value.node()) && !value.is_state()
        };
        // What stands in a value stands in its file, but for folders, in which files stand.
        let file = self.view.tree.stem(value.node());
        let of_files = value.is_root() || FOLDERS.contains(&value.key());
        let near = texts.filter(|text| of_files || text.stem == file);
        let known = near.filter_map(|text| self.view.of_node(text.node()?));
        let others = self.texts.others(self.view);
        known.chain(others).filter(stands_in).any(|leaf| leaf.as_str().is_some_and(|text| expression.is_match(text)))
    }

    /// Notes a value that meets the duty.
    pub fn meets(&self, value: Value) {
        let (tree, node) = (self.view.tree, value.node());
        let mut met = self.met.borrow_mut();
        if node != Tree::ROOT {
            return met.push(node);
        }
        // A folder has no place of its own: its files have.
        let folder = format!("{}/", value.key());
        met.extend(tree.children(node).iter().filter(|file| tree.key(**file).is_some_and(|key| key.starts_with(&folder))));
    }
}

/// What a rule selects.
pub enum Selection<'a> {
    /// Values.
    Values(Vec<Value<'a>>),
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
    pub fn at(selected: Value) -> Hit {
        Hit { value: text_of(selected).into_owned(), ..Hit::about(selected) }
    }

    /// A hit at a value, whatever it says.
    pub fn about(value: Value) -> Hit {
        Hit { at: value.pointer(), place: Some(value_place(value.node())), ..Hit::default() }
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
        Select::Whole => Selection::Values(vec![context.view.root()]),
        Select::Paths(paths) => Selection::Values(context.view.select_once(paths)),
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
        (Check::Pattern(c), Selection::Values(v)) => c.run(v, &mut hits),
        (Check::OneOf(c), Selection::Values(v)) => c.run(v, &mut hits),
        (Check::Cross(c), Selection::Values(v)) => c.run(context, v, &mut hits),
        (Check::Date(c), Selection::Values(v)) => c.run(context, v, &mut hits),
        _ => return Err("this kind of check needs `select` with JSON paths".to_owned()),
    }
    Ok(hits)
}

/// A scalar as text.
pub fn text_of(value: Value<'_>) -> Cow<'_, str> {
    match value.is() {
        Is::Text(text) => text.into(),
        Is::Int(number) => number.to_string().into(),
        Is::Float(number) => serde_json::Value::from(number).to_string().into(),
        Is::Bool(is) => is.to_string().into(),
        Is::Map => ["text", "item", "name", "title"].iter().find_map(|k| value.get(k)?.as_str()).unwrap_or_default().into(),
        Is::Null | Is::List => "".into(),
    }
}

/// Whether a scalar leaf of a value is as asked.
pub fn any_leaf(value: Value, is: &mut impl FnMut(&str) -> bool) -> bool {
    value.leaves().any(|leaf| is(&text_of(leaf)))
}

/// A field that a dotted path names.
#[derive(Debug, Clone, Copy)]
pub struct Field<'v, 'f> {
    /// What it says, if it is there.
    pub value: Option<Value<'v>>,
    /// The last value on the way to it.
    pub last: Value<'v>,
    /// What is missing of the way, with points between its steps.
    pub missing: &'f str,
}

impl Field<'_, '_> {
    /// Its pointer, with the steps that are missing.
    pub fn pointer(&self) -> String {
        let mut pointer = self.last.pointer();
        for (i, step) in self.missing.split('.').filter(|_| !self.missing.is_empty()).enumerate() {
            pointer.push('/');
            if i == 0 { push_escaped(&mut pointer, step) } else { pointer.push_str(step) }
        }
        pointer
    }

    /// Its node, or the nearest one around it.
    pub fn node(&self, context: &Context) -> NodeId {
        if self.missing.is_empty() { self.last.node() } else { context.view.node(&self.pointer()) }
    }

    /// A hit there.
    pub fn hit(&self, context: &Context) -> Hit {
        Hit { at: self.pointer(), place: Some(value_place(self.node(context))), ..Hit::default() }
    }
}

/// Visits the fields that a dotted path names, lists gone through; answers whether there are any.
pub fn each_field<'v, 'f>(value: Value<'v>, field: &'f str, each: &mut impl FnMut(Field<'v, 'f>)) -> bool {
    let there = |value| Field { value: Some(value), last: value, missing: "" };
    if field.is_empty() {
        each(there(value));
        return true;
    }
    if value.is() == Is::List {
        let mut any = false;
        value.children().for_each(|item| any |= each_field(item, field, each));
        return any;
    }
    let (key, rest) = field.split_once('.').unwrap_or((field, ""));
    match value.get(key) {
        // A state stands for all that could be said below it.
        Some(v) if v.is_state() => each(there(v)),
        Some(v) => return each_field(v, rest, each),
        None if value.is_state() => each(there(value)),
        None => each(Field { value: None, last: value, missing: field }),
    }
    true
}

/// The same in a list.
pub fn fields<'v, 'f>(value: Value<'v>, field: &'f str) -> Vec<Field<'v, 'f>> {
    let mut all = Vec::new();
    each_field(value, field, &mut |field| all.push(field));
    all
}

/// Whether a value is an answer for a rule about print.
pub fn is_given(value: Option<Value>) -> bool {
    Answer::of(value) == Answer::Given
}

/// Whether a rule wants its values printed.
pub fn needs_print(rule: &Rule) -> bool {
    rule.level.is_some_and(Level::needs_print)
}
