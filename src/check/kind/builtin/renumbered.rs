//! `renumbered`: citations by a number that a provision bore before, told by the room `law` and by what the text speaks of.
//!
//! The numbers come from the one article map; a rule only says by which words a text speaks of each provision.

use super::Builtin;
use crate::check::citation::Citation;
use crate::check::kind::text::{near, selected};
use crate::check::kind::{Context, Hit, Selection};
use crate::check::scalar::{Day, Re};
use crate::check::texts::Text;
use crate::lang::Lang;
use crate::law::{Citation as Cited, Provision, Statutes};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex};

/// How many characters around a citation tell what it is about.
const WINDOW: usize = 40;

/// Provisions of an act and the words that speak of them, as a rule gives them.
struct Topics {
    act: String,
    day: Date,
    list: Vec<Topic>,
}

struct Topic {
    /// By its number of today.
    place: Provision,
    words: Re,
    /// Every number that it bore: the first day on which it no longer did, and the number.
    numbers: Vec<(Option<Date>, Provision)>,
    /// Its number on the day.
    today: Provision,
}

/// `with: {act: appi, topics: {"27/5": 共同利用, "27": 第三者}}`. What is about today's holder of a number is right; what is about a former one is not.
pub fn renumbered(builtin: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    let act = builtin.text("act");
    let topics = Topics::on(builtin, context.day)?;
    for text in selected(context, selection, context.texts.citing(context.view)).into_iter().filter(|t| !t.is_old) {
        let citations = context.texts.citations(text, context.view);
        if !citations.iter().any(|c| c.act.as_deref() == Some(act)) {
            continue;
        }
        let written = text.written_on(context.view, context.day);
        let topics = if written < context.day { Topics::on(builtin, written)? } else { topics.clone() };
        for c in citations {
            if let Some(now) = topics.stale(context, text, c) {
                hits.push(Hit::within(text, c.range.clone()).word("replace", now));
            }
        }
    }
    Ok(())
}

/// The topics of a rule on the days on which they were asked for: the numbers of an act are looked up once for all societies.
#[derive(Clone, Default)]
pub struct Known(Arc<Mutex<BTreeMap<Day, Arc<Topics>>>>);

/// What was looked up is no part of what a rule says.
impl fmt::Debug for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Known")
    }
}

impl Topics {
    /// Those of a rule on a day.
    fn on(builtin: &Builtin, day: Day) -> Result<Arc<Topics>, String> {
        let mut known = builtin.topics.0.lock().map_err(|e| e.to_string())?;
        if let Some(topics) = known.get(&day) {
            return Ok(topics.clone());
        }
        let topics = Arc::new(Topics::read(builtin, day)?);
        known.insert(day, topics.clone());
        Ok(topics)
    }

    fn read(builtin: &Builtin, day: Day) -> Result<Topics, String> {
        let act = builtin.text("act");
        let given = builtin.with.get("topics").and_then(serde_json::Value::as_object).ok_or("`renumbered` needs `topics`")?;
        let one = |(place, words): (&String, &serde_json::Value)| {
            let cited = Cited::parse(&format!("{act}/{place}")).map_err(|e| e.words().en)?;
            let numbered = Statutes::builtin().numbering_on(&cited, day.0).map_err(|e| e.words().en)?;
            let words = Re::parse(words.as_str().unwrap_or_default())?;
            let numbers = numbered.history.into_iter().map(|p| (p.until, p.provision)).collect();
            Ok(Topic { place: cited.provision, words, numbers, today: numbered.provision })
        };
        Ok(Topics { act: act.to_owned(), day: day.0, list: given.iter().map(one).collect::<Result<_, String>>()? })
    }

    /// What to write instead of a citation that is out of date.
    fn stale(&self, context: &Context, text: &Text, c: &Citation) -> Option<String> {
        let cited = (c.act.as_deref() == Some(self.act.as_str())).then(|| provision(c)).flatten()?;
        let spoken = self.spoken(context, text, &c.range);
        let day = self.day;
        // The nearest words decide; at the same distance the number of today does.
        let right = spoken.iter().filter(|(_, t)| t.today.holds(&cited)).map(|(d, _)| *d).min();
        let former = |t: &Topic| t.numbers.iter().rev().any(|(until, n)| until.is_some_and(|u| u <= day) && n.holds(&cited));
        let (distance, topic) = spoken.iter().filter(|(_, t)| former(t)).min_by_key(|(d, t)| (*d, std::cmp::Reverse(t.depth())))?;
        (right.is_none_or(|r| *distance < r)).then(|| topic.replacement(&cited, day))
    }

    /// The topics that the text speaks of, or else the headings around it, with the distance of their words.
    fn spoken<'t>(&'t self, context: &Context, text: &Text, range: &Range<usize>) -> Vec<(usize, &'t Topic)> {
        let around = near(text.text, range.clone(), WINDOW);
        let distance = |m: Range<usize>| {
            let (start, end) = (around.start + m.start, around.start + m.end);
            if start >= range.end { start - range.end } else { range.start.saturating_sub(end) }
        };
        let words = |t: &Topic| t.words.find_all(&text.text[around.clone()]).into_iter().map(distance).min();
        let spoken: Vec<_> = self.list.iter().filter_map(|t| Some((words(t)?, t))).collect();
        if !spoken.is_empty() {
            return spoken;
        }
        let headings = text.headings(context.view.tree);
        headings
            .iter()
            .map(|h| self.list.iter().filter(|t| t.words.is_match(h)).map(|t| (0, t)).collect::<Vec<_>>())
            .find(|v| !v.is_empty())
            .unwrap_or_default()
    }
}

impl Topic {
    fn depth(&self) -> usize {
        [self.place.article.is_some(), self.place.paragraph.is_some(), self.place.item.is_some()].iter().filter(|b| **b).count()
    }

    /// Its number of today, with what the citation says beyond its former number.
    fn replacement(&self, cited: &Provision, day: Date) -> String {
        let former = self.numbers.iter().rev().find(|(until, n)| until.is_some_and(|u| u <= day) && n.holds(cited)).map(|(_, n)| n);
        let mut now = self.today.clone();
        if let Some(former) = former {
            if former.paragraph.is_none() && now.paragraph.is_none() {
                now.paragraph = cited.paragraph.clone();
            }
            if former.item.is_none() && now.item.is_none() {
                now.item = cited.item.clone();
            }
            // 「法第23条」 alone is answered by the article alone.
            if cited.paragraph.is_none() && former.paragraph.is_some() {
                now.paragraph = None;
                now.item = None;
            }
        }
        now.print(Lang::Ja)
    }
}

/// A citation of a text as a place.
fn provision(c: &Citation) -> Option<Provision> {
    if let Some(annex) = c.article.strip_prefix("別表") {
        let place = if annex.is_empty() { "annex".to_owned() } else { format!("annex/{annex}") };
        return place.parse().ok();
    }
    let number = |n: &str| if n.is_empty() { None } else { n.parse().ok() };
    Some(Provision {
        article: Some(c.article.parse().ok()?),
        paragraph: number(&c.paragraph),
        item: number(&c.item),
        ..Provision::default()
    })
}

trait Holds {
    fn holds(&self, cited: &Provision) -> bool;
}

impl Holds for Provision {
    /// Whether a citation names this place, something in it, or the article around it.
    fn holds(&self, cited: &Provision) -> bool {
        let same =
            |own: &Option<crate::law::Number>, theirs: &Option<crate::law::Number>| own.is_none() || theirs.is_none() || own == theirs;
        self.part == cited.part && self.article == cited.article && same(&self.paragraph, &cited.paragraph) && same(&self.item, &cited.item)
    }
}
