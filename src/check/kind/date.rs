//! `date`: days in the content against the day of the law.

use super::{Context, Hit, fields, text_of};
use crate::check::view::Value;
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
    pub fn run(&self, context: &Context, selected: &[Value], hits: &mut Vec<Hit>) {
        for &s in selected {
            for field in fields(s, &self.field) {
                let Some(text) = field.value.map(text_of) else { continue };
                let Some(day) = last_day(&text) else { continue };
                if self.fails(context, s, day) {
                    hits.push(Hit { value: text.into_owned(), ..field.hit(context) });
                }
            }
        }
    }

    fn fails(&self, context: &Context, s: Value, day: Date) -> bool {
        let today = context.day.0;
        let too_old = self.max_age_months.is_some_and(|m| today.checked_sub(m.months()).is_ok_and(|oldest| day < oldest));
        let other = self.not_before.as_ref().and_then(|f| last_day(&text_of(fields(s, f).first()?.value?)));
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
