//! The five eras since 明治: their days as data, the era year of a day, and the way back from written 和暦.

use super::date::Date;
use super::date_error::DateError;
use jiff::civil;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// One era.
#[derive(Debug, PartialEq, Eq)]
pub struct Era {
    /// 令和.
    pub name: &'static str,
    /// Reiwa.
    pub english: &'static str,
    /// The letter of forms: `R`.
    pub letter: char,
    /// Its first day, for 明治 the first of the Gregorian calendar.
    pub first: civil::Date,
    /// The Western year of its 元年.
    pub year_one: i16,
    /// Where the day is written.
    pub source: &'static str,
}

/// The eras, the oldest first. Each lasts until the day before the next one.
pub static ERAS: [Era; 5] = [
    Era {
        name: "明治",
        english: "Meiji",
        letter: 'M',
        first: civil::date(1873, 1, 1),
        year_one: 1868,
        source: "明治5年太政官布告第337号（改暦ノ布告）: 明治6年1月1日から太陽暦",
    },
    Era {
        name: "大正",
        english: "Taishō",
        letter: 'T',
        first: civil::date(1912, 7, 30),
        year_one: 1912,
        source: "明治45年7月30日の改元の詔書",
    },
    Era {
        name: "昭和",
        english: "Shōwa",
        letter: 'S',
        first: civil::date(1926, 12, 25),
        year_one: 1926,
        source: "大正15年12月25日の改元の詔書",
    },
    Era {
        name: "平成",
        english: "Heisei",
        letter: 'H',
        first: civil::date(1989, 1, 8),
        year_one: 1989,
        source: "元号を改める政令（昭和64年政令第1号）",
    },
    Era {
        name: "令和",
        english: "Reiwa",
        letter: 'R',
        first: civil::date(2019, 5, 1),
        year_one: 2019,
        source: "元号を改める政令（平成31年政令第143号）",
    },
];

impl Era {
    /// Its last day; the present era has none.
    pub fn last(&self) -> Option<civil::Date> {
        ERAS.iter().find(|e| e.first > self.first).and_then(|e| e.first.yesterday().ok())
    }
}

/// A year of an era; prints 令和8年, 令和元年.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EraYear {
    /// The era.
    pub era: &'static Era,
    /// The year in it, from 1.
    pub year: i16,
}

impl fmt::Display for EraYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            1 => write!(f, "{}元年", self.era.name),
            n => write!(f, "{}{n}年", self.era.name),
        }
    }
}

/// The era year of a day; none before 1873-01-01, when the months were not ours.
pub fn year_of(day: civil::Date) -> Option<EraYear> {
    let era = ERAS.iter().rev().find(|e| e.first <= day)?;
    Some(EraYear { era, year: day.year() - era.year_one + 1 })
}

/// Read written 和暦: 令和8年4月1日, 平成二十八年三月, 昭和64年, 令和元年５月１日, H31.4.30, and what `Date::japanese_era` prints.
/// A day on which the era was not in use (平成31年5月1日) is refused with the right one.
pub fn parse_era(text: &str) -> Result<Date, DateError> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let Some((first, second)) = plain.strip_suffix(')').and_then(|p| p.split_once('(')) else {
        return parse_plain(&plain, text);
    };
    // 平成31年（令和元年）: both must mean the same.
    match (parse_plain(first, text)?, parse_plain(second, text)?) {
        (a, b) if a == b => Ok(a),
        _ => Err(DateError::NotADate { text: text.to_owned() }),
    }
}

fn parse_plain(plain: &str, text: &str) -> Result<Date, DateError> {
    let (era, year, month, day) = era_fields(plain).ok_or_else(|| DateError::NotADate { text: text.to_owned() })?;
    if year < 1 {
        return Err(DateError::NoSuchYear { year });
    }
    let date = Date::from_fields(i32::from(era.year_one) + year - 1, month, day)?;
    if date.last_day() < ERAS[0].first {
        return Err(DateError::LunarCalendar { text: text.to_owned() });
    }
    if era.last().is_some_and(|last| date.first_day() > last) {
        return Err(DateError::EraEnded { text: text.to_owned(), era, date });
    }
    if date.last_day() < era.first {
        return Err(DateError::EraNotBegun { text: text.to_owned(), era, date });
    }
    Ok(date)
}

/// An era with the numbers after it.
type Fields = (&'static Era, i32, Option<i32>, Option<i32>);

fn era_fields(plain: &str) -> Option<Fields> {
    if let Some(era) = ERAS.iter().find(|e| plain.starts_with(e.name)) {
        let rest = &plain[era.name.len()..];
        return japanese_fields(era, rest).or_else(|| pointed_fields(era, rest));
    }
    let letter = plain.chars().next()?.to_ascii_uppercase();
    let era = ERAS.iter().find(|e| e.letter == letter)?;
    pointed_fields(era, &plain[1..])
}

/// `8年4月1日`, `元年5月`, `三十一年`.
fn japanese_fields(era: &'static Era, rest: &str) -> Option<Fields> {
    let (year, rest) = rest.split_once('年')?;
    let year = if year == "元" { 1 } else { number(year)? };
    if rest.is_empty() {
        return Some((era, year, None, None));
    }
    let (month, rest) = rest.split_once('月')?;
    let month = Some(number(month)?);
    if rest.is_empty() {
        return Some((era, year, month, None));
    }
    Some((era, year, month, Some(number(rest.strip_suffix('日')?)?)))
}

/// `31.4.30`, `31-04-30`, `31/4/30`: days only, for anything shorter may be something else.
fn pointed_fields(era: &'static Era, rest: &str) -> Option<Fields> {
    let mut parts = rest.split(['.', '-', '/', '・']).map(number);
    let fields = (era, parts.next()??, Some(parts.next()??), Some(parts.next()??));
    parts.next().is_none().then_some(fields)
}

/// A whole number in digits (`28`), in kanji (`二十八`) or in kanji digits (`二八`, `二〇二六`); at most four places.
pub(super) fn number(text: &str) -> Option<i32> {
    if text.is_empty() || text.chars().count() > 7 {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    if text.contains(['十', '百', '千']) { kanji_units(text) } else { kanji_digits(text) }
}

fn kanji_digit(c: char) -> Option<i32> {
    "〇一二三四五六七八九".chars().position(|k| k == c).or((c == '零').then_some(0)).and_then(|n| i32::try_from(n).ok())
}

fn kanji_digits(text: &str) -> Option<i32> {
    text.chars().try_fold(0, |sum: i32, c| sum.checked_mul(10)?.checked_add(kanji_digit(c)?))
}

/// 二十八, 百二十, 千九百: each unit once, falling.
fn kanji_units(text: &str) -> Option<i32> {
    let (mut sum, mut pending, mut below) = (0, None, i32::MAX);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ if pending.is_none() => {
                pending = Some(kanji_digit(c).filter(|n| *n > 0)?);
                continue;
            }
            _ => return None,
        };
        if unit >= below {
            return None;
        }
        below = unit;
        sum += unit * pending.take().unwrap_or(1);
    }
    Some(sum + pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_calendar::cal::Japanese;
    use proptest::prelude::*;

    fn iso(text: &str) -> String {
        parse_era(text).unwrap_or_else(|e| panic!("{text}: {}", e.words().ja)).to_string()
    }

    #[test]
    fn agrees_with_icu_on_every_day_until_2100() {
        let mut day = civil::date(1873, 1, 1);
        while day <= civil::date(2100, 12, 31) {
            let m = day.month().unsigned_abs();
            let d = day.day().unsigned_abs();
            let theirs = icu_calendar::Date::try_new_iso(day.year().into(), m, d).unwrap().to_calendar(Japanese::new());
            let ours = year_of(day).unwrap();
            let year = theirs.year().era().unwrap();
            let name = match year.era.as_str() {
                "meiji" => "明治",
                "taisho" => "大正",
                "showa" => "昭和",
                "heisei" => "平成",
                "reiwa" => "令和",
                other => panic!("{day}: {other}"),
            };
            assert_eq!((ours.era.name, i32::from(ours.year)), (name, year.year), "{day}");
            let date = Date::from(day);
            assert_eq!(parse_era(&date.japanese_era()), Ok(date), "{day}");
            day = day.tomorrow().unwrap();
        }
    }

    #[test]
    fn days_at_the_edges() {
        for (day, text) in [
            ("1912-07-29", "明治45年7月29日"),
            ("1912-07-30", "大正元年7月30日"),
            ("1926-12-24", "大正15年12月24日"),
            ("1926-12-25", "昭和元年12月25日"),
            ("1989-01-07", "昭和64年1月7日"),
            ("1989-01-08", "平成元年1月8日"),
            ("2019-04-30", "平成31年4月30日"),
            ("2019-05-01", "令和元年5月1日"),
        ] {
            assert_eq!(Date::parse(day).unwrap().japanese_era(), text);
            assert_eq!(iso(text), day);
        }
    }

    #[test]
    fn reads_many_ways_of_writing() {
        for text in [
            "平成28年3月31日",
            "平成２８年３月３１日",
            "平成二十八年三月三十一日",
            "㍻28年3月31日",
            "H28.3.31",
            "ｈ２８／３／３１",
            "平成 28 年 3 月 31 日",
        ] {
            assert_eq!(iso(text), "2016-03-31", "{text}");
        }
        assert_eq!(iso("平成1年1月8日"), "1989-01-08");
        assert_eq!(iso("平成28年3月"), "2016-03");
        assert_eq!(iso("昭和六四年"), "1989");
        assert_eq!(iso("令和元年"), "2019");
        assert_eq!(iso("平成31年（令和元年）"), "2019");
    }

    #[test]
    fn refuses_days_outside_the_era() {
        assert!(matches!(parse_era("昭和64年1月8日"), Err(DateError::EraEnded { .. })));
        assert!(matches!(parse_era("平成元年1月7日"), Err(DateError::EraNotBegun { .. })));
        assert!(matches!(parse_era("令和元年4月"), Err(DateError::EraNotBegun { .. })));
        assert!(matches!(parse_era("平成0年1月1日"), Err(DateError::NoSuchYear { year: 0 })));
        assert!(matches!(parse_era("明治5年12月3日"), Err(DateError::LunarCalendar { .. })));
        assert!(matches!(parse_era("平成28年2月30日"), Err(DateError::NoSuchDay { last: 29, .. })));
        for text in ["", "平成", "平成年", "平成28年3", "令和十十年", "慶応3年", "平成28年3月31日（平成27年3月31日）", "S-1"]
        {
            assert!(parse_era(text).is_err(), "{text}");
        }
    }

    #[test]
    fn kanji_numbers() {
        for (text, n) in [("十", 10), ("二十八", 28), ("三十一", 31), ("二〇二六", 2026), ("百一", 101), ("千九百", 1900), ("64", 64)]
        {
            assert_eq!(number(text), Some(n), "{text}");
        }
        for text in ["", "十百", "二三十", "九九九九九九九九", "二十十"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn months_and_years_come_back(year in 1873_i32..3000, month in proptest::option::of(1_i32..=12)) {
            let date = Date::from_fields(year, month, None).unwrap();
            prop_assert_eq!(parse_era(&date.japanese_era()), Ok(date));
        }
    }
}
