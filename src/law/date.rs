//! A day, a month or a year as the content writes it (ISO), and its printed forms: 和暦, 西暦, English.

use super::date_error::DateError;
use super::era;
use crate::lang::Lang;
use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `2016`.
    Year,
    /// `2016-03`.
    Month,
    /// `2016-03-31`.
    Day,
}

/// A day, a month or a year. Dates sort by their first day, the wider one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    first: civil::Date,
    precision: Precision,
}

impl Date {
    /// Read the strict ISO form: `2026-04-01`, `2026-04`, `2026`. Whatever else is a date in other clothes is refused with the form to write.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        match iso_fields(text) {
            Some((year, month, day)) => Date::from_fields(year, month, day),
            None => Err(refusal(text)),
        }
    }

    /// A date of these numbers; what is missing makes it a month or a year.
    pub fn from_fields(year: i32, month: Option<i32>, day: Option<i32>) -> Result<Date, DateError> {
        let y = i16::try_from(year).ok().filter(|y| (1..=9999).contains(y)).ok_or(DateError::NoSuchYear { year })?;
        let m = month.unwrap_or(1);
        let m = i8::try_from(m).ok().filter(|m| (1..=12).contains(m)).ok_or(DateError::NoSuchMonth { month: m })?;
        let d = day.unwrap_or(1);
        let first = i8::try_from(d).ok().and_then(|d| civil::Date::new(y, m, d).ok());
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (_, None) => Precision::Month,
            _ => Precision::Day,
        };
        match first {
            Some(first) => Ok(Date { first, precision }),
            None => Err(DateError::NoSuchDay { year, month: m, day: d, last: days_in(y, m) }),
        }
    }

    /// How much of it is known.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The day itself, or the first day of the month or year.
    pub fn first_day(self) -> civil::Date {
        self.first
    }

    /// The day itself, or the last day of the month or year.
    pub fn last_day(self) -> civil::Date {
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.last_of_year(),
        }
    }

    /// The day, when it is known to the day.
    pub fn day(self) -> Option<civil::Date> {
        (self.precision == Precision::Day).then_some(self.first)
    }

    /// As pages print it: in Japanese 和暦 (`era`) or 西暦, in English always 1 December 2026.
    pub fn print(self, era: bool, lang: Lang) -> String {
        match (lang, era) {
            (Lang::En, _) => self.english(),
            (Lang::Ja, true) => self.japanese_era(),
            (Lang::Ja, false) => self.western(),
        }
    }

    /// 西暦: 2026年12月1日, 2026年12月, 2026年.
    pub fn western(self) -> String {
        self.after_year(format!("{}年", self.first.year()))
    }

    /// 和暦: 令和8年12月1日, 平成28年3月, 平成28年. A month or year in which the era changed names both: 平成31年（令和元年）.
    /// Days before 明治6年1月1日, when Japan took the Gregorian calendar, print as 西暦.
    pub fn japanese_era(self) -> String {
        let (Some(first), Some(last)) = (era::year_of(self.first), era::year_of(self.last_day())) else {
            return self.western();
        };
        let text = self.after_year(first.to_string());
        if first == last { text } else { format!("{text}（{}）", self.after_year(last.to_string())) }
    }

    /// Its year in both countings, 令和8年（2026年）, the one that the pages use first; in English 2026. A year in which the era changed has two names: 平成31年・令和元年.
    pub fn print_year(self, era: bool, lang: Lang) -> String {
        let (first, western) = (self.first.first_of_year(), format!("{}年", self.first.year()));
        match (lang, era::year_of(first), era::year_of(first.last_of_year())) {
            (Lang::En, ..) => self.first.year().to_string(),
            (Lang::Ja, Some(begins), Some(ends)) => {
                let own = if begins == ends { begins.to_string() } else { format!("{begins}・{ends}") };
                if era { format!("{own}（{western}）") } else { format!("{western}（{own}）") }
            }
            (Lang::Ja, ..) => western,
        }
    }

    /// English: 1 December 2026, December 2026, 2026.
    pub fn english(self) -> String {
        let year = self.first.year();
        let month = MONTHS[usize::from(self.first.month().unsigned_abs()) - 1];
        match self.precision {
            Precision::Day => format!("{} {month} {year}", self.first.day()),
            Precision::Month => format!("{month} {year}"),
            Precision::Year => year.to_string(),
        }
    }

    /// The year as given, then the month and day that are known.
    fn after_year(self, year: String) -> String {
        let (month, day) = (self.first.month(), self.first.day());
        match self.precision {
            Precision::Day => format!("{year}{month}月{day}日"),
            Precision::Month => format!("{year}{month}月"),
            Precision::Year => year,
        }
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

impl From<civil::Date> for Date {
    fn from(day: civil::Date) -> Self {
        Date { first: day, precision: Precision::Day }
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Date::parse(text)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match self.precision {
            Precision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Year => write!(f, "{year:04}"),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = super::scalar::text(deserializer)?;
        Date::parse(&text).map_err(|e| de::Error::custom(e.words().ja))
    }
}

/// The numbers of a strict ISO date.
fn iso_fields(text: &str) -> Option<(i32, Option<i32>, Option<i32>)> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map(|p| digits(p, 2).ok_or(())).transpose().ok()?;
    let day = parts.next().map(|p| digits(p, 2).ok_or(())).transpose().ok()?;
    parts.next().is_none().then_some((year, month, day))
}

fn digits(text: &str, length: usize) -> Option<i32> {
    let plain = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn days_in(year: i16, month: i8) -> i8 {
    civil::Date::new(year, month, 1).map_or(31, |d| d.days_in_month())
}

/// Why a text that is not ISO is refused: best with the form to write.
fn refusal(text: &str) -> DateError {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    if plain.is_empty() {
        return DateError::Empty;
    }
    if let Some((year, month, day)) = loose_fields(&plain) {
        return match Date::from_fields(year, month, day) {
            Ok(date) => DateError::NotIso { text: text.to_owned(), date },
            Err(e) => e,
        };
    }
    match era::parse_era(text) {
        Ok(date) => DateError::EraDate { text: text.to_owned(), date },
        Err(e) => e,
    }
}

/// The numbers of `2026-4-1`, `2026/4/1`, `2026.4.1`, `20260401`, `2026年4月1日`, after full-width digits became plain ones.
fn loose_fields(plain: &str) -> Option<(i32, Option<i32>, Option<i32>)> {
    if plain.len() == 8 && plain.bytes().all(|b| b.is_ascii_digit()) {
        return Some((plain[..4].parse().ok()?, plain[4..6].parse().ok(), plain[6..].parse().ok()));
    }
    let unified = plain.trim_end_matches(['日', '月', '年']).replace(['/', '.', '年', '月', '−', '‐', '–', '—', 'ー'], "-");
    let numbers: Vec<i32> = unified.split('-').map(|p| era::number(p).ok_or(())).collect::<Result<_, _>>().ok()?;
    match numbers[..] {
        [year] if (1000..=9999).contains(&year) => Some((year, None, None)),
        [year, month] if year >= 1000 => Some((year, Some(month), None)),
        [year, month, day] if year >= 1000 => Some((year, Some(month), Some(day))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn reads_days_months_and_years() {
        for text in ["2026-04-01", "2026-04", "2026", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(date(text).to_string(), text);
        }
        assert_eq!(date("2016-03").last_day(), civil::date(2016, 3, 31));
        assert_eq!(date("2016").last_day(), civil::date(2016, 12, 31));
        assert_eq!(date("2016-03").day(), None);
        assert_eq!(date("2016-03-05").day(), Some(civil::date(2016, 3, 5)));
    }

    #[test]
    fn prints_in_three_ways() {
        let d = date("2026-12-01");
        assert_eq!(d.print(true, Lang::Ja), "令和8年12月1日");
        assert_eq!(d.print(false, Lang::Ja), "2026年12月1日");
        assert_eq!(d.print(true, Lang::En), "1 December 2026");
        assert_eq!(date("2016-03").japanese_era(), "平成28年3月");
        assert_eq!(date("2016").japanese_era(), "平成28年");
        assert_eq!(date("2016-03").english(), "March 2016");
        assert_eq!(date("2016").western(), "2016年");
    }

    #[test]
    fn a_year_of_two_eras_names_both() {
        assert_eq!(date("2019").japanese_era(), "平成31年（令和元年）");
        assert_eq!(date("1989-01").japanese_era(), "昭和64年1月（平成元年1月）");
        assert_eq!(date("2019-05").japanese_era(), "令和元年5月");
    }

    #[test]
    fn years_print_in_both_countings() {
        assert_eq!(date("2026-12-01").print_year(true, Lang::Ja), "令和8年（2026年）");
        assert_eq!(date("2026-12").print_year(false, Lang::Ja), "2026年（令和8年）");
        assert_eq!(date("2026").print_year(true, Lang::En), "2026");
        assert_eq!(date("2019-06-01").print_year(true, Lang::Ja), "平成31年・令和元年（2019年）");
        assert_eq!(date("1872-06-01").print_year(true, Lang::Ja), "1872年");
    }

    #[test]
    fn the_old_calendar_prints_as_western() {
        assert_eq!(date("1872-12-31").japanese_era(), "1872年12月31日");
        assert_eq!(date("1872").japanese_era(), "1872年");
        assert_eq!(date("1873-01-01").japanese_era(), "明治6年1月1日");
    }

    #[test]
    fn tells_the_form_to_write() {
        for text in ["2026-4-1", "2026/04/01", "２０２６－０４－０１", "2026年4月1日", "2026.4.1", "20260401", "二〇二六年四月一日"]
        {
            let Err(DateError::NotIso { date, .. }) = Date::parse(text) else { panic!("{text}: {:?}", Date::parse(text)) };
            assert_eq!(date.to_string(), "2026-04-01", "{text}");
        }
        let ja = Date::parse("2026-4-1").unwrap_err().words().ja;
        assert!(ja.contains("日付は 2026-04-01 の形です"), "{ja}");
    }

    #[test]
    fn days_that_do_not_exist() {
        assert_eq!(Date::parse("2026-02-30"), Err(DateError::NoSuchDay { year: 2026, month: 2, day: 30, last: 28 }));
        assert_eq!(Date::parse("2024-02-30"), Err(DateError::NoSuchDay { year: 2024, month: 2, day: 30, last: 29 }));
        assert_eq!(Date::parse("2026-13-01"), Err(DateError::NoSuchMonth { month: 13 }));
        assert_eq!(Date::parse("2026-00"), Err(DateError::NoSuchMonth { month: 0 }));
        assert_eq!(Date::parse("0000"), Err(DateError::NoSuchYear { year: 0 }));
        let ja = Date::parse("2026-02-30").unwrap_err().words().ja;
        assert!(ja.contains("2026年2月は28日まで"), "{ja}");
    }

    #[test]
    fn era_dates_are_refused_with_the_iso_form() {
        let Err(DateError::EraDate { date, .. }) = Date::parse("令和８年四月一日") else { panic!() };
        assert_eq!(date.to_string(), "2026-04-01");
        let e = Date::parse("平成31年5月1日").unwrap_err();
        let ja = e.words().ja;
        assert!(matches!(e, DateError::EraEnded { .. }), "{e:?}");
        assert!(ja.contains("2019-05-01") && ja.contains("2019年4月30日"), "{ja}");
    }

    #[test]
    fn not_a_date_at_all() {
        assert_eq!(Date::parse(" 　"), Err(DateError::Empty));
        for text in ["来年", "12", "2026-", "2026-04-01-02", "-2026", "2026-04-01T00:00", "99999999999-1-1", "年月日", "2026年4月1日頃"]
        {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn order_is_by_first_day() {
        let mut dates = [date("2017"), date("2016-03-01"), date("2016-03"), date("2016")];
        dates.sort();
        assert_eq!(dates.map(|d| d.to_string()), ["2016", "2016-03", "2016-03-01", "2017"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,24}") {
            if let Err(e) = Date::parse(&text) {
                prop_assert!(!e.words().ja.is_empty() && !e.words().en.is_empty());
            }
        }

        #[test]
        fn date_like_text_is_read_or_refused(text in "[明治大正昭和平成令元年月日0-9０-９〇一二十百.-]{0,14}") {
            let _ = Date::parse(&text).map_err(|e| e.words());
        }
    }
}
