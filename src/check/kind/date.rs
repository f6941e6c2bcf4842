//! `date`: days in the content against the day of the law.

use super::{Context, Hit, fields, text_of, value_place};
use crate::check::view::Selected;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

/// What days must be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateCheck {
    /// The field of each selected value; none: the value itself.
    #[serde(default)]
    pub field: String,
    /// At most so many months before the day of the law.
    #[serde(default)]
    pub max_age_months: Option<i32>,
    /// Not after the day of the law.
    #[serde(default)]
    pub not_future: bool,
    /// Not before the day in this other field of the same value.
    #[serde(default)]
    pub not_before: Option<String>,
}

impl DateCheck {
    /// Looks at each selected value. A field that is absent is another rule's affair.
    pub fn run(&self, context: &Context, selected: &[Selected], hits: &mut Vec<Hit>) {
        for s in selected {
            for (pointer, value) in fields(&s.pointer, s.value, &self.field) {
                let Some(value) = value else { continue };
                let text = text_of(value);
                let Some(day) = last_day(&text) else { continue };
                if self.fails(context, s, day) {
                    let place = Some(value_place(context.view.node(&pointer)));
                    hits.push(Hit { at: pointer, value: text, place, ..Hit::default() });
                }
            }
        }
    }

    fn fails(&self, context: &Context, s: &Selected, day: Date) -> bool {
        let today = context.day.0;
        let too_old = self.max_age_months.is_some_and(|m| today.checked_sub(m.months()).is_ok_and(|oldest| day < oldest));
        let other = self
            .not_before
            .as_ref()
            .and_then(|f| fields(&s.pointer, s.value, f).first().and_then(|(_, v)| v.and_then(|v| last_day(&text_of(v)))));
        too_old || self.not_future && day > today || other.is_some_and(|o| day < o)
    }
}

/// The last day of a partial date: `2016-03` is 2016-03-31.
pub fn last_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: i8 = parts.next().map_or(Some(12), |m| m.parse().ok())?;
    let first = Date::new(year, month, 1).ok()?;
    match parts.next() {
        Some(day) => Date::new(year, month, day.parse().ok()?).ok(),
        None => Some(first.last_of_month()),
    }
}
