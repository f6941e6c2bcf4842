//! `cite`: citations of a statute by a number that it no longer has, told apart by act, document and topic; never by bare replacement.

use super::{Context, Hit, Selection, text::near, text::selected};
use crate::check::citation::Citation;
use crate::check::scalar::{Many, Re, number};
use serde::Deserialize;

/// Numbers that are out of date.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    /// The id of the act, `appi`.
    pub act: String,
    /// The numbers.
    pub stale: Vec<Stale>,
    /// How many characters on each side the topic may stand.
    #[serde(default = "window")]
    pub window: usize,
}

/// One number that is out of date.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stale {
    /// The articles: `23`, `28-4`; `別表1` for an annex.
    pub article: Many<String>,
    /// Only with this paragraph.
    #[serde(default, deserialize_with = "number")]
    pub paragraph: String,
    /// Only with this item.
    #[serde(default, deserialize_with = "number")]
    pub item: String,
    /// Only where the text speaks of this.
    #[serde(default)]
    pub topic: Option<Re>,
    /// Not where the text speaks of this: the same number stands for another thing today.
    #[serde(default)]
    pub not_topic: Option<Re>,
    /// What to write: `第27条`.
    pub now: String,
}

fn window() -> usize {
    40
}

impl Cite {
    /// Looks at the texts.
    pub fn run(&self, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
        for text in selected(context, selection, context.texts.citing(context.view)) {
            for c in context.texts.citations(text, context.view) {
                if c.act.as_deref() != Some(self.act.as_str()) {
                    continue;
                }
                let around = &text.text[near(text.text, c.range.clone(), self.window)];
                if let Some(stale) = self.stale.iter().find(|s| s.matches(c, around)) {
                    hits.push(Hit::within(text, c.range.clone()).word("replace", stale.now.as_str()));
                }
            }
        }
        Ok(())
    }
}

impl Stale {
    fn matches(&self, c: &Citation, around: &str) -> bool {
        let same = |wanted: &str, real: &str| wanted.is_empty() || wanted == real;
        self.article.0.contains(&c.article)
            && same(&self.paragraph, &c.paragraph)
            && same(&self.item, &c.item)
            && self.topic.as_ref().is_none_or(|t| t.is_match(around))
            && self.not_topic.as_ref().is_none_or(|t| !t.is_match(around))
    }
}
