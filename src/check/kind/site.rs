//! `site`: what is selected stands on a page or bulletin, at most so many clicks from the top page.

use super::{Context, Hit, Selection, is_given, value_place};
use crate::check::rendered::{Channel, Rendered, Spot};
use crate::check::view::Value;
use crate::words;
use serde::Deserialize;

/// Where things must stand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// With `select: site`: these pages (their paths); none: every page.
    #[serde(default)]
    pub pages: Vec<String>,
    /// At most so many clicks from the top page.
    #[serde(default)]
    pub max_clicks: Option<u32>,
    /// On which of the two it must stand.
    #[serde(default)]
    pub on: On,
    /// A bulletin counts as a channel of its own only if it comes at least this often (広報紙) or hangs or lies open (掲示板, 備付け).
    #[serde(default)]
    pub bulletin_months: Option<i64>,
}

/// Pages, bulletins or either.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum On {
    /// A page or a bulletin.
    #[default]
    Either,
    /// A page.
    Page,
    /// A bulletin.
    Bulletin,
}

impl Site {
    /// Looks at the pages. Without composed pages there is nothing to see, and nothing is said.
    pub fn run(&self, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
        let Some(rendered) = context.rendered else { return Ok(()) };
        match selection {
            Selection::Site => self.pages(rendered, hits),
            Selection::Values(values) => {
                for s in values.iter().filter(|s| is_given(Some(**s))) {
                    self.value(context, rendered, *s, hits);
                }
            }
            Selection::Texts(_) => return Err("a site check cannot look at texts".to_owned()),
        }
        Ok(())
    }

    fn pages(&self, rendered: &Rendered, hits: &mut Vec<Hit>) {
        let max = self.max_clicks.unwrap_or(u32::MAX);
        let wanted = |path: &str| self.pages.is_empty() || self.pages.iter().any(|p| p == path);
        for page in rendered.pages.iter().filter(|p| wanted(&p.path)) {
            if page.clicks.is_none_or(|c| c > max) {
                let hit = Hit { at: page.path.to_string(), place: page.at.map(value_place), ..Hit::default() };
                hits.push(away(hit.word("page", &*page.path), page.clicks));
            }
        }
    }

    fn value(&self, context: &Context, rendered: &Rendered, value: Value, hits: &mut Vec<Hit>) {
        let counts = |p: &Spot| self.counts(rendered, &p.channel);
        if rendered.find(context.view.tree, value.node(), counts).is_none() {
            return hits.push(away(Hit::about(value).word("page", ""), None));
        }
        let Some(max) = self.max_clicks else { return };
        let places = rendered.places(context.view.tree, value.node());
        let pages = places.filter_map(|p| rendered.page(&p.channel));
        let Some(best) = pages.min_by_key(|p| p.clicks.unwrap_or(u32::MAX)) else { return };
        if best.clicks.is_none_or(|c| c > max) {
            hits.push(away(Hit::about(value).word("page", &*best.path), best.clicks));
        }
    }

    fn counts(&self, rendered: &Rendered, channel: &Channel) -> bool {
        match channel {
            // A page that nothing leads to is not published.
            Channel::Page(p) => self.on != On::Bulletin && rendered.pages.get(*p).is_some_and(|p| p.clicks.is_some()),
            Channel::Bulletin(b) => self.on != On::Page && rendered.bulletins.get(*b).is_some_and(|b| b.comes_within(self.bulletin_months)),
        }
    }
}

/// Says how far a place is from the top page.
fn away(hit: Hit, clicks: Option<u32>) -> Hit {
    match clicks {
        Some(n) => hit.word("clicks", n.to_string()).detail(words!("今は{n}回の操作が要ります", "it takes {n} clicks now")),
        None => hit.word("clicks", "∞").detail(words!("今はどのページからも行けません", "no page leads to it now")),
    }
}
