//! Numbers are never typed: a scheme is the first label as it should look, with one counter character in it.

use super::tree::Wording;
use crate::content::model::text::Label;
use crate::lang::Lang;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

/// How a counter counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Decimal,
    FullWidth,
    Kanji,
    Circled,
    Kana,
    Iroha,
    Small,
    Capital,
    RomanSmall,
    RomanCapital,
}

/// The label of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// 第3条
    Article,
    /// (none), 2, 3
    Paragraph,
    /// 【…】 around the heading
    Pair(char, char),
    /// ・ and the like, as it stands
    Fixed(Box<str>),
    /// A counter with what stands before and after it.
    Counter(Box<Counter>),
}

/// A counter with what stands before and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    before: String,
    style: Style,
    after: String,
    reference: Option<Scheme>,
}

/// A number as it is printed, and as a reference prints it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    /// As it stands before the text: `(3) `.
    pub label: Wording,
    /// In a reference: 第3号; empty when it has no number.
    pub reference: Wording,
}

const SHORT: &[(&str, &str)] = &[
    ("dai", "第1"),
    ("decimal", "1"),
    ("kanji", "一"),
    ("paren", "(1)"),
    ("circled", "①"),
    ("kana", "ア"),
    ("bullet", "・"),
    ("none", ""),
];
const PAIRS: &[(char, char)] = &[('【', '】'), ('（', '）'), ('(', ')'), ('〔', '〕'), ('《', '》'), ('「', '」'), ('〈', '〉')];
const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";

impl Scheme {
    /// Reads a sample, a short name or the words `article`, `paragraph`.
    pub fn of(sample: &str) -> Scheme {
        match sample {
            "article" => return Scheme::Article,
            "paragraph" => return Scheme::Paragraph,
            _ => {}
        }
        let sample = SHORT.iter().find(|(name, _)| *name == sample).map_or(sample, |(_, s)| s);
        let mut chars = sample.chars();
        if let (Some(a), Some(b), None) = (chars.next(), chars.next(), chars.next())
            && PAIRS.contains(&(a, b))
        {
            return Scheme::Pair(a, b);
        }
        match sample.char_indices().find_map(|(i, c)| style(c).filter(|_| stands_alone(sample, i, c)).map(|s| (i, c, s))) {
            Some((i, c, style)) => Scheme::Counter(Box::new(Counter {
                before: sample[..i].to_string(),
                style,
                after: sample[i + c.len_utf8()..].to_string(),
                reference: None,
            })),
            None => Scheme::Fixed(sample.into()),
        }
    }

    /// The scheme of a label of the content.
    pub fn of_label(label: &Label) -> Scheme {
        let mut scheme = Scheme::of(&label.label);
        if let (Scheme::Counter(c), Some(r)) = (&mut scheme, &label.reference) {
            c.reference = Some(Scheme::of(r));
        }
        scheme
    }

    /// Whether its labels count.
    pub fn counts(&self) -> bool {
        matches!(self, Scheme::Article | Scheme::Paragraph | Scheme::Counter(_))
    }

    /// The brackets around a heading.
    pub fn pair(&self) -> Option<(char, char)> {
        match self {
            Scheme::Pair(a, b) => Some((*a, *b)),
            _ => None,
        }
    }

    /// The n-th label (from 1).
    pub fn step(&self, n: u32) -> Step {
        match self {
            Scheme::Article => Step::of(format!("第{n}条"), format!("第{n}条")),
            Scheme::Paragraph => Step::of(if n == 1 { String::new() } else { n.to_string() }, format!("第{n}項")),
            Scheme::Pair(..) => Step::default(),
            Scheme::Fixed(s) => Step::of(s.to_string(), String::new()),
            Scheme::Counter(c) => c.step(n),
        }
    }

    /// The label without its number, for a single one: 別表.
    pub fn bare(&self) -> String {
        match self {
            Scheme::Counter(c) => format!("{}{}", c.before, c.after).trim().to_string(),
            other => other.step(1).label.into(),
        }
    }
}

impl Step {
    /// A step that can be had again without a copy.
    pub fn of(label: String, reference: String) -> Step {
        Step { label: Wording::from(label).shared(), reference: Wording::from(reference).shared() }
    }
}

impl Counter {
    fn step(&self, n: u32) -> Step {
        let number = self.style.write(n);
        let label = format!("{}{number}{}", self.before, self.after);
        let reference = match &self.reference {
            Some(r) => r.step(n).label.into(),
            None if self.before.is_empty() && self.after.is_empty() && self.style == Style::Kanji => format!("第{number}号"),
            None => bare_label(&label),
        };
        Step::of(label, reference)
    }
}

/// The label without blanks and closing point; blanks between Latin words stay.
pub(super) fn bare_label(label: &str) -> String {
    let label = label.trim().trim_end_matches(['.', '．', '、']).trim();
    let mut out = String::new();
    for word in label.split_whitespace() {
        if let (Some(a), Some(b)) = (out.chars().next_back(), word.chars().next())
            && a.is_ascii_alphanumeric()
            && b.is_ascii_alphanumeric()
        {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Letters and kana count only where they are no part of a word: the `a` of `Chapter 1` does not.
fn stands_alone(sample: &str, at: usize, c: char) -> bool {
    let kana = |c: char| ('ァ'..='ー').contains(&c);
    let same = |d: char| {
        (c.is_ascii_alphabetic() && d.is_ascii_alphabetic()) || (kana(c) && kana(d)) || (c.is_ascii_digit() && d.is_ascii_digit())
    };
    let (before, after) = (sample[..at].chars().next_back(), sample[at + c.len_utf8()..].chars().next());
    !before.is_some_and(same) && !after.is_some_and(same)
}

fn style(c: char) -> Option<Style> {
    Some(match c {
        '1' => Style::Decimal,
        '１' => Style::FullWidth,
        '一' => Style::Kanji,
        '①' => Style::Circled,
        'ア' => Style::Kana,
        'イ' => Style::Iroha,
        'a' => Style::Small,
        'A' => Style::Capital,
        'i' => Style::RomanSmall,
        'I' => Style::RomanCapital,
        _ => return None,
    })
}

impl Style {
    fn write(self, n: u32) -> String {
        let letter = |all: &str| all.chars().nth(n.saturating_sub(1) as usize).map_or_else(|| n.to_string(), String::from);
        match self {
            Style::Decimal => n.to_string(),
            Style::FullWidth => n.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect(),
            Style::Kanji => kanji(n),
            Style::Circled => circled(n),
            Style::Kana => letter(KANA),
            Style::Iroha => letter(IROHA),
            Style::Small => letter("abcdefghijklmnopqrstuvwxyz"),
            Style::Capital => letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            Style::RomanSmall => roman(n).to_lowercase(),
            Style::RomanCapital => roman(n),
        }
    }
}

/// 一, 十二, 二十三, 百五.
pub fn kanji(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let place = |digit: u32, name: &str| match digit {
        0 => String::new(),
        1 if !name.is_empty() => name.to_string(),
        d => format!("{}{name}", DIGITS[d as usize % 10]),
    };
    if n == 0 || n > 9999 {
        return n.to_string();
    }
    [place(n / 1000, "千"), place(n / 100 % 10, "百"), place(n / 10 % 10, "十"), place(n % 10, "")].concat()
}

fn circled(n: u32) -> String {
    let code = match n {
        1..=20 => 0x2460 + n - 1,
        21..=35 => 0x3251 + n - 21,
        36..=50 => 0x32B1 + n - 36,
        _ => return format!("({n})"),
    };
    char::from_u32(code).map_or_else(|| n.to_string(), String::from)
}

fn roman(mut n: u32) -> String {
    const SIGNS: [(u32, &str); 9] = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

/// A scheme with the numbers that it has given, which are the same wherever it counts.
#[derive(Debug)]
pub struct Counting {
    scheme: Scheme,
    /// From the first on, in Japanese and in English.
    given: [RefCell<Vec<Step>>; 2],
}

/// Higher numbers are made anew each time.
const MOST_KEPT: u32 = 1000;

impl Counting {
    fn new(scheme: Scheme) -> Rc<Counting> {
        Rc::new(Counting { scheme, given: Default::default() })
    }

    /// The n-th label in a language, as `make` makes it.
    pub fn given(&self, n: u32, lang: Lang, make: impl Fn(&Scheme, u32) -> Step) -> Step {
        let mut given = self.given[usize::from(lang == Lang::En)].borrow_mut();
        let index = (n as usize).saturating_sub(1);
        if n == 0 || n > MOST_KEPT {
            return make(&self.scheme, n);
        }
        while given.len() <= index {
            let step = make(&self.scheme, given.len() as u32 + 1);
            given.push(step);
        }
        given[index].clone()
    }
}

impl Deref for Counting {
    type Target = Scheme;
    fn deref(&self) -> &Scheme {
        &self.scheme
    }
}

/// The schemes of the levels below a place.
#[derive(Debug, Clone)]
pub struct Levels {
    schemes: Rc<[Rc<Counting>]>,
    from: usize,
}

thread_local! {
    /// The levels of the samples that the program chooses, a few, each made once.
    static OURS: RefCell<Vec<(Vec<&'static str>, Levels)>> = const { RefCell::new(Vec::new()) };
    /// What stands below the last level.
    static BULLET: Rc<Counting> = Counting::new(Scheme::Fixed("・".into()));
}

impl Levels {
    /// Levels of samples that are known here.
    pub fn of(samples: &[&'static str]) -> Levels {
        OURS.with_borrow_mut(|ours| {
            if let Some((_, levels)) = ours.iter().find(|(known, _)| known == samples) {
                return levels.clone();
            }
            let levels = Levels { schemes: samples.iter().map(|s| Counting::new(Scheme::of(s))).collect(), from: 0 };
            ours.push((samples.to_vec(), levels.clone()));
            levels
        })
    }

    /// Levels of the content.
    pub fn of_labels(labels: &[Label]) -> Levels {
        Levels { schemes: labels.iter().map(|label| Counting::new(Scheme::of_label(label))).collect(), from: 0 }
    }

    /// The scheme here; below the last, ・.
    pub fn here(&self) -> Rc<Counting> {
        self.schemes.get(self.from).cloned().unwrap_or_else(|| BULLET.with(Rc::clone))
    }

    /// The levels below, n deeper.
    pub fn below(&self, n: usize) -> Levels {
        Levels { schemes: self.schemes.clone(), from: self.from + n }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_the_first_label() {
        let third = |s: &str| {
            let step = Scheme::of(s).step(3);
            (step.label.to_string(), step.reference.to_string())
        };
        let pair = |a: &str, b: &str| (a.to_string(), b.to_string());
        assert_eq!(third("第1"), pair("第3", "第3"));
        assert_eq!(third("1. "), pair("3. ", "3"));
        assert_eq!(third("(1)"), pair("(3)", "(3)"));
        assert_eq!(third("※1"), pair("※3", "※3"));
        assert_eq!(third("別表1"), pair("別表3", "別表3"));
        assert_eq!(third("一"), pair("三", "第三号"));
        assert_eq!(third("第一章"), pair("第三章", "第三章"));
        assert_eq!(third("①"), pair("③", "③"));
        assert_eq!(third("(ア)"), pair("(ウ)", "(ウ)"));
        assert_eq!(third("イ"), pair("ハ", "ハ"));
        assert_eq!(third("article"), pair("第3条", "第3条"));
        assert_eq!(third("paragraph"), pair("3", "第3項"));
        assert_eq!(third("・"), pair("・", ""));
        assert_eq!(third("【】"), pair("", ""));
        assert_eq!(third("paren"), pair("(3)", "(3)"));
        assert_eq!(third("１．"), pair("３．", "３"));
        assert_eq!(third("i"), pair("iii", "iii"));
    }

    #[test]
    fn letters_inside_words_do_not_count() {
        assert_eq!(Scheme::of("Chapter 1").step(2).label, "Chapter 2");
        assert_eq!(Scheme::of("Annex 1").step(3).label, "Annex 3");
        assert_eq!(Scheme::of("(a) ").step(2).label, "(b) ");
        assert_eq!(Scheme::of("Article A").step(2).label, "Article B");
        assert_eq!(Scheme::of("アイテム1").step(2).label, "アイテム2");
        assert_eq!(Scheme::of("Notes"), Scheme::Fixed("Notes".into()));
    }

    #[test]
    fn numbers_go_on_where_signs_end() {
        assert_eq!(kanji(10), "十");
        assert_eq!(kanji(11), "十一");
        assert_eq!(kanji(20), "二十");
        assert_eq!(kanji(105), "百五");
        assert_eq!(Scheme::of("①").step(21).label, "㉑");
        assert_eq!(Scheme::of("①").step(51).label, "(51)");
        assert_eq!(Scheme::of("i").step(14).label, "xiv");
    }

    #[test]
    fn the_first_paragraph_has_no_number() {
        assert_eq!(Scheme::Paragraph.step(1), Step { label: Wording::EMPTY, reference: "第1項".into() });
    }
}
