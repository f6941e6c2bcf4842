//! Which number a place bore on a day, and what is known of it.

use super::act::{Act, Before, Confidence, NumberStep, Numbering};
use super::citation::{Part, Provision};
use super::date::Date;
use jiff::civil;

/// How a place stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// In force.
    InForce,
    /// Not yet there: it came on this day.
    NotYet {
        /// The day, or the first day on which it was seen.
        since: Date,
    },
    /// It may have been there, but we do not know under which number; known from this day on.
    Unrecorded {
        /// The day.
        known_from: Date,
    },
    /// Replaced from this day on.
    Replaced {
        /// The day.
        from: Date,
    },
}

/// One number in the life of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its first day; none: from the beginning.
    pub from: Option<Date>,
    /// The day from which it bears the next number; none: until today.
    pub until: Option<civil::Date>,
    /// The number.
    pub provision: Provision,
    /// When the day of change is not confirmed: the first day on which it may have been.
    pub not_before: Option<Date>,
    /// How sure the number is.
    pub confidence: Confidence,
    /// How sure the day of change is.
    pub day: Confidence,
    /// A key of `data/sources.yaml`; none where we only assume that the number never changed.
    pub source: Option<String>,
}

impl Period {
    /// Whether the day of change is confirmed.
    pub fn day_confirmed(&self) -> bool {
        self.not_before.is_none() && self.day != Confidence::Knowledge
    }

    fn first_day(&self) -> Option<civil::Date> {
        self.not_before.or(self.from).map(Date::first_day)
    }
}

/// A place as it was numbered on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// Its number on that day; the present one when it was not in force or is not recorded.
    pub provision: Provision,
    /// Whether it was in force.
    pub standing: Standing,
    /// Since when it bore this number, where known.
    pub changed_on: Option<Date>,
    /// How sure the number is.
    pub confidence: Confidence,
    /// Whether the day lies in a time for which the day of change is not confirmed.
    pub day_in_doubt: bool,
    /// All its numbers, the oldest first.
    pub history: Vec<Period>,
}

impl Numbered {
    /// Whether it was in force under a number that we know.
    pub fn in_force(&self) -> bool {
        self.standing == Standing::InForce
    }
}

/// The number of a place of an act on a day.
pub(super) fn numbered(act: &Act, place: &Provision, on: civil::Date) -> Numbered {
    let life = Life::of(act, place);
    let current = life.periods.iter().rev().find(|p| p.first_day().is_none_or(|day| day <= on));
    let shown = current.or(life.periods.first());
    Numbered {
        provision: current.map_or(place, |p| &p.provision).clone(),
        standing: standing(act, current.is_some(), &life, on),
        changed_on: current.and_then(|p| p.from),
        confidence: shown.map_or(Confidence::Knowledge, |p| p.confidence),
        day_in_doubt: current.is_some_and(|p| p.not_before.is_some() && p.from.is_some_and(|seen| on < seen.first_day())),
        history: life.periods,
    }
}

fn standing(act: &Act, numbered: bool, life: &Life, on: civil::Date) -> Standing {
    if let Some(since) = act.since.as_ref().map(|f| f.value).filter(|since| on < since.first_day()) {
        return Standing::NotYet { since };
    }
    if let Some(replaced) = act.replaced.as_ref().map(|f| &f.value).filter(|r| r.from.first_day() <= on) {
        return Standing::Replaced { from: replaced.from };
    }
    match life.periods.first().and_then(|p| p.from) {
        _ if numbered => Standing::InForce,
        Some(since) if life.absent_before => Standing::NotYet { since },
        Some(known_from) => Standing::Unrecorded { known_from },
        None => Standing::InForce,
    }
}

/// All that is known of the numbers of a place.
struct Life {
    periods: Vec<Period>,
    /// Whether it did not exist before the first of them.
    absent_before: bool,
}

impl Life {
    fn of(act: &Act, place: &Provision) -> Life {
        // The entry that says most about the place.
        let entry = act.numbering.iter().filter(|e| place.below(&e.at).is_some()).max_by_key(|e| e.at.depth());
        match entry {
            Some(entry) => Life::told(entry, place),
            None => Life::assumed(act, place),
        }
    }

    /// No entry speaks of it: we assume that the number never changed since the act's articles are known.
    fn assumed(act: &Act, place: &Provision) -> Life {
        let from = act.known_from.filter(|_| place.part == Part::Main && !place.is_whole());
        let period = Period {
            from,
            until: None,
            provision: place.clone(),
            not_before: None,
            confidence: Confidence::Knowledge,
            day: Confidence::Knowledge,
            source: None,
        };
        Life { periods: vec![period], absent_before: false }
    }

    fn told(entry: &Numbering, place: &Provision) -> Life {
        let rest = place.below(&entry.at).unwrap_or_default();
        let attested = rest.is_empty() || entry.same_below.contains(&rest.written_below());
        let known = entry.below_known_from.filter(|_| !attested);
        let ends = entry.steps.iter().skip(1).map(NumberStep::first_day).chain([None]);
        let mut periods = Vec::new();
        for (step, until) in entry.steps.iter().zip(ends) {
            if known.zip(until).is_some_and(|(known, until)| until <= known.first_day()) {
                continue;
            }
            // Where the number below is known only from a day on, the period begins there.
            let cut = known.filter(|known| step.first_day().is_none_or(|day| day < known.first_day()));
            periods.push(Period {
                from: cut.or(step.from),
                until,
                provision: step.number.with(&rest),
                not_before: step.not_before.filter(|_| cut.is_none()),
                confidence: if attested || until.is_none() { step.confidence } else { Confidence::Knowledge },
                day: step.day.unwrap_or(step.confidence),
                source: attested.then(|| step.source.clone()),
            });
        }
        Life { periods, absent_before: known.is_none() && entry.before == Before::Absent }
    }
}
