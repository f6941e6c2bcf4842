//! `text`: an expression that must not stand anywhere in the texts, or one that must stand somewhere.

use super::{Context, Hit, Selection};
use crate::check::look::Traits;
use crate::check::node_set::NodeSet;
use crate::check::rule::both;
use crate::check::scalar::Re;
use crate::check::texts::Text;
use crate::check::view::Value;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is looked for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextCheck {
    /// An expression that must not stand; each place is a finding.
    #[serde(default)]
    pub find: Option<Re>,
    /// An expression that must stand somewhere in each selected value (with `select: text`, somewhere in all texts).
    #[serde(default)]
    pub expect: Option<Re>,
    /// Groups of which each must stand somewhere in each selected value; each that does not is a finding, named in `{detail}`.
    #[serde(default)]
    pub covers: Vec<Group>,
    /// `find` counts only with this near it.
    #[serde(default)]
    pub near: Option<Re>,
    /// `find` does not count with this near it.
    #[serde(default)]
    pub not_near: Option<Re>,
    /// How many characters on each side are near.
    #[serde(default = "window")]
    pub window: usize,
    /// A text that matches this is left alone.
    #[serde(default)]
    pub unless: Option<Re>,
    /// What to write instead.
    #[serde(default)]
    pub replace: String,
    /// Only files whose stem begins so: `[purposes, rules/]`.
    #[serde(default)]
    pub files: Vec<String>,
    /// No files whose stem begins so.
    #[serde(default)]
    pub except_files: Vec<String>,
}

/// Something that must be spoken of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What it is, in Japanese.
    pub name: String,
    /// The same in English.
    #[serde(default)]
    pub name_en: String,
    /// The words that speak of it.
    #[serde(rename = "match")]
    pub matches: Re,
}

fn window() -> usize {
    40
}

impl TextCheck {
    /// The expressions that are looked for in all texts.
    pub fn expressions(&self) -> impl Iterator<Item = &Re> {
        self.find.iter().chain(&self.expect).chain(self.covers.iter().map(|g| &g.matches))
    }

    /// Looks at the texts.
    pub fn run(&self, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
        match (&self.find, &self.expect) {
            (Some(find), None) => self.forbidden(find, context, selection, hits),
            (None, Some(expect)) => self.expected(expect, context, selection, hits),
            (None, None) if !self.covers.is_empty() => self.covered(context, selection, hits),
            _ => return Err("a text check needs one of `find`, `expect`, `covers`".to_owned()),
        }
        Ok(())
    }

    fn forbidden(&self, find: &Re, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) {
        let from = context.rule.on(context.day).and_then(|v| v.from);
        for text in self.texts_that_may_match(find, context, selection) {
            // What a notice of an earlier day said was right then.
            let earlier = from.is_some_and(|f| text.written_on(context.view, context.day) < f);
            if earlier || text.is_old || self.unless.as_ref().is_some_and(|u| u.is_match(text.text)) {
                continue;
            }
            for found in find.find_all(text.text) {
                let around = &text.text[near(text.text, found.clone(), self.window)];
                if self.near.as_ref().is_none_or(|n| n.is_match(around)) && self.not_near.as_ref().is_none_or(|n| !n.is_match(around)) {
                    hits.push(Hit::within(text, found).word("replace", self.replace.as_str()));
                }
            }
        }
    }

    fn expected(&self, expect: &Re, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) {
        match selection {
            Selection::Values(values) => {
                for s in values {
                    if !context.says(*s, expect) {
                        hits.push(Hit::about(*s).word("replace", self.replace.as_str()));
                    }
                }
            }
            _ => {
                if !self.texts_that_may_match(expect, context, selection).iter().any(|t| expect.is_match(t.text)) {
                    let at = self.first_file(context);
                    hits.push(Hit { at, ..Hit::default() }.word("replace", self.replace.as_str()));
                }
            }
        }
    }

    /// Where the text would belong: the first of `files` that is there, or else that is named.
    fn first_file(&self, context: &Context) -> String {
        let there = |p: &String| context.texts.files.iter().copied().find(|s| s.starts_with(p.as_str()));
        let first = self.files.iter().find_map(there).or_else(|| self.files.iter().map(String::as_str).find(|f| !f.ends_with('/')));
        first.map(|stem| format!("/{}", stem.replace('/', "~1"))).unwrap_or_default()
    }

    fn covered(&self, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) {
        let missing = |spoken: &dyn Fn(&Re) -> bool, hit: &dyn Fn() -> Hit, hits: &mut Vec<Hit>| {
            for group in self.covers.iter().filter(|g| !spoken(&g.matches)) {
                hits.push(hit().detail(both(&group.name, &group.name_en)));
            }
        };
        let Selection::Values(values) = selection else {
            let at = self.first_file(context);
            let spoken = |m: &Re| self.texts_that_may_match(m, context, selection).iter().any(|t| m.is_match(t.text));
            return missing(&spoken, &|| Hit { at: at.clone(), ..Hit::default() }, hits);
        };
        for s in values {
            missing(&|m| context.says(*s, m), &|| Hit::about(*s), hits);
        }
    }

    /// The selected texts in which an expression may match: those of the selected values where values are selected.
    fn texts_that_may_match<'a>(&self, expression: &Re, context: &'a Context, selection: &Selection) -> Vec<&'a Text<'a>> {
        let mut texts: Vec<&Text> = context.texts.that_may_match(expression);
        texts.retain(|t| {
            let begins = |list: &[String]| list.iter().any(|p| t.stem.starts_with(p.as_str()));
            (self.files.is_empty() || begins(&self.files)) && !begins(&self.except_files)
        });
        match selection {
            Selection::Texts(_) => texts,
            Selection::Values(values) => below(context, values, texts),
            Selection::Site => Vec::new(),
        }
    }
}

/// The selected texts that have some traits: those of the selected values where values are selected.
pub fn texts<'a>(context: &'a Context, selection: &Selection<'a>, traits: Traits) -> Vec<&'a Text<'a>> {
    selected(context, selection, context.texts.all.iter().filter(|t| t.traits.has(traits)))
}

/// Those of some texts that are selected.
pub fn selected<'a>(context: &'a Context, selection: &Selection<'a>, some: impl Iterator<Item = &'a Text<'a>>) -> Vec<&'a Text<'a>> {
    match selection {
        Selection::Texts(_) => some.collect(),
        Selection::Values(values) => below(context, values, some.collect()),
        Selection::Site => Vec::new(),
    }
}

/// The texts of each file, in its order.
pub fn by_file<'t>(texts: Vec<&'t Text<'t>>) -> BTreeMap<&'t str, Vec<&'t Text<'t>>> {
    let mut files = BTreeMap::<&str, Vec<&Text>>::new();
    for texts in texts.chunk_by(|a, b| a.file == b.file) {
        if let [first, ..] = texts {
            files.entry(first.stem).or_default().extend(texts);
        }
    }
    files
}

/// The texts that stand in one of some values.
fn below<'t>(context: &Context, values: &[Value], mut texts: Vec<&'t Text<'t>>) -> Vec<&'t Text<'t>> {
    if texts.is_empty() {
        return texts;
    }
    let tree = context.view.tree;
    let mut nodes = NodeSet::of(tree);
    values.iter().filter(|s| !s.is_filled()).for_each(|s| _ = nodes.add(s.node()));
    // Most texts stand in the record in which the one before them stands.
    let (mut around, mut stands_around) = (None, false);
    texts.retain(|t| {
        let Some(node) = t.node() else { return false };
        let parent = tree.parent(node);
        if around.replace(parent) != Some(parent) {
            stands_around = parent.is_some_and(|parent| tree.outward(parent).any(|outer| nodes.has(outer)));
        }
        stands_around || nodes.has(node)
    });
    texts
}

/// The bytes of a range with `window` characters on each side.
pub fn near(text: &str, range: Range<usize>, window: usize) -> Range<usize> {
    let start = text[..range.start].char_indices().rev().nth(window.saturating_sub(1)).map_or(0, |(i, _)| i);
    let end = text[range.end..].char_indices().nth(window).map_or(text.len(), |(i, _)| range.end + i);
    if window == 0 { range } else { start..end }
}
