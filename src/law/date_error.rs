//! What can be wrong with a written date, told so that a clerk knows what to write instead.

use super::date::Date;
use super::era::Era;
use crate::lang::Words;
use crate::words;

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// Nothing is written.
    Empty,
    /// Not a date in any form that we know.
    NotADate {
        /// As written.
        text: String,
    },
    /// A date, but not in the form of ISO.
    NotIso {
        /// As written.
        text: String,
        /// The date that is meant.
        date: Date,
    },
    /// A right date in 和暦, where ISO belongs.
    EraDate {
        /// As written.
        text: String,
        /// The date that is meant.
        date: Date,
    },
    /// The era had ended by that day.
    EraEnded {
        /// As written.
        text: String,
        /// The era that is named.
        era: &'static Era,
        /// The day if one counts on.
        date: Date,
    },
    /// The era had not begun on that day.
    EraNotBegun {
        /// As written.
        text: String,
        /// The era that is named.
        era: &'static Era,
        /// The day if one counts back.
        date: Date,
    },
    /// A day of the lunar calendar, before 明治6年: we cannot turn it into a day of ours.
    LunarCalendar {
        /// As written.
        text: String,
    },
    /// No such year: `0000`, 平成0年.
    NoSuchYear {
        /// The number.
        year: i32,
    },
    /// No such month.
    NoSuchMonth {
        /// The number.
        month: i32,
    },
    /// No such day in that month.
    NoSuchDay {
        /// The year.
        year: i32,
        /// The month.
        month: i8,
        /// The number.
        day: i32,
        /// The last day of that month.
        last: i8,
    },
}

impl DateError {
    /// What is wrong and what to write.
    pub fn words(&self) -> Words {
        match self {
            DateError::Empty => {
                words!("日付がありません。2026-04-01 の形で書いてください。", "There is no date. Write it in the form 2026-04-01.")
            }
            DateError::NotADate { text } => words!(
                "「{text}」は日付として読めません。日付は 2026-04-01 の形です（月までなら 2026-04、年だけなら 2026）。",
                "“{text}” cannot be read as a date. A date has the form 2026-04-01 (a month 2026-04, a year 2026)."
            ),
            DateError::NotIso { text, date } => words!(
                "「{text}」は {date} と書いてください。日付は 2026-04-01 の形です（半角、月と日は2桁）。",
                "Write “{text}” as {date}. A date has the form 2026-04-01 (two digits for month and day)."
            ),
            DateError::EraDate { text, date } => words!(
                "「{text}」は {date} と書いてください。日付は 2026-04-01 の形です。和暦には、印刷するときに直します。",
                "Write “{text}” as {date}. A date has the form 2026-04-01; it is turned into the Japanese era when it is printed."
            ),
            DateError::EraEnded { text, era, date } => ended(text, era, *date),
            DateError::EraNotBegun { text, era, date } => not_begun(text, era, *date),
            DateError::LunarCalendar { text } => words!(
                "「{text}」は旧暦（明治5年12月2日まで）の日付です。西暦に直して、2026-04-01 の形で書いてください。",
                "“{text}” is a date of the lunar calendar (used until 1872). Convert it and write it in the form 2026-04-01."
            ),
            DateError::NoSuchYear { year } => words!(
                "{year}年という年はありません。年は西暦4桁（2026）で書いてください。",
                "There is no year {year}. Write the year with four digits (2026)."
            ),
            DateError::NoSuchMonth { month } => {
                words!("{month}月という月はありません。月は 01 から 12 までです。", "There is no month {month}. Months go from 01 to 12.")
            }
            DateError::NoSuchDay { year, month, day, last } => words!(
                "{year}年{month}月{day}日という日はありません。{year}年{month}月は{last}日までです（{year:04}-{month:02}-{last:02}）。",
                "There is no day {year:04}-{month:02}-{day:02}. The last day of that month is {year:04}-{month:02}-{last:02}."
            ),
        }
    }
}

fn ended(text: &str, era: &Era, date: Date) -> Words {
    let last = era.last().map(Date::from);
    let (until, until_en) = last.map(|d| (d.western(), d.to_string())).unwrap_or_default();
    let (name, english, right) = (era.name, era.english, date.japanese_era());
    words!(
        "「{text}」という日はありません。{name}は{until}までです。{right}のことなら {date} と書いてください。",
        "There is no “{text}”: {english} ended on {until_en}. If {right} is meant, write {date}."
    )
}

fn not_begun(text: &str, era: &Era, date: Date) -> Words {
    let first = Date::from(era.first);
    let (since, name, english, right) = (first.western(), era.name, era.english, date.japanese_era());
    words!(
        "「{text}」という日はありません。{name}は{since}からです。{right}のことなら {date} と書いてください。",
        "There is no “{text}”: {english} began on {first}. If {right} is meant, write {date}."
    )
}
