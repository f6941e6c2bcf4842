//! A place in an act as references name it (`appi/27/5/3`) and as lawyers print it (第27条第5項第3号).

use super::cite_error::CiteError;
use crate::lang::Lang;
use serde::{Deserialize, Deserializer, de};
use std::fmt;
use std::str::FromStr;

/// A number that may have branches: 29の4.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// The number itself.
    pub base: u16,
    /// What follows の, each.
    pub branches: Vec<u16>,
}

impl Number {
    /// 第29条の4, 第3号, for the counter 条, 項, 号.
    fn japanese(&self, counter: &str) -> String {
        let mut out = String::new();
        self.write_japanese(counter, &mut out);
        out
    }

    fn write_japanese(&self, counter: &str, out: &mut String) {
        out.push('第');
        push_number(self.base, out);
        out.push_str(counter);
        for branch in &self.branches {
            out.push('の');
            push_number(*branch, out);
        }
    }
}

/// A number in figures.
fn push_number(mut number: u16, out: &mut String) {
    let mut figures = [0u8; 5];
    let mut from = figures.len();
    loop {
        from -= 1;
        figures[from] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend(figures[from..].iter().map(|figure| char::from(*figure)));
}

impl fmt::Display for Number {
    /// `29-4`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.base)?;
        self.branches.iter().try_for_each(|b| write!(f, "-{b}"))
    }
}

impl FromStr for Number {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let plain = |p: &str| if p.bytes().all(|b| b.is_ascii_digit()) { p.parse().ok().filter(|n| *n > 0).ok_or(()) } else { Err(()) };
        let mut numbers = text.split('-').map(plain);
        let base = numbers.next().ok_or(())??;
        Ok(Number { base, branches: numbers.collect::<Result<_, _>>()? })
    }
}

/// Which part of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Part {
    /// The articles themselves.
    #[default]
    Main,
    /// 附則.
    Supplementary,
    /// 別表. Its `article` is the number of the annex (別表第1), its `item` a row of it (項).
    Annex,
}

/// A place within an act, without the act. Empty: the act as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Provision {
    /// Which part.
    pub part: Part,
    /// 条.
    pub article: Option<Number>,
    /// 項. An article of one paragraph has none: `19//8`.
    pub paragraph: Option<Number>,
    /// 号.
    pub item: Option<Number>,
}

impl Provision {
    /// Whether it is the act as a whole.
    pub fn is_whole(&self) -> bool {
        *self == Provision::default()
    }

    /// How many numbers it names.
    pub(super) fn depth(&self) -> usize {
        [&self.article, &self.paragraph, &self.item].into_iter().flatten().count()
    }

    /// What follows `above` in this place: for 27/5/3 under 27, `5/3`; none when it lies elsewhere.
    pub(super) fn below(&self, above: &Provision) -> Option<Provision> {
        if self.part != above.part {
            return None;
        }
        let pairs = [(&self.article, &above.article), (&self.paragraph, &above.paragraph), (&self.item, &above.item)];
        if pairs.iter().any(|(own, theirs)| theirs.is_some() && own != theirs) {
            return None;
        }
        // An item right under the article (19//8) says nothing of one in a paragraph (19/1/8).
        if above.item.is_some() && self.paragraph.is_some() && above.paragraph.is_none() {
            return None;
        }
        let [article, paragraph, item] = pairs.map(|(own, theirs)| own.clone().filter(|_| theirs.is_none()));
        Some(Provision { part: self.part, article, paragraph, item })
    }

    /// Whether it names no number.
    pub(super) fn is_empty(&self) -> bool {
        self.depth() == 0
    }

    /// What `below` left, as data write it: `5/3`, `/8` for an item without paragraph.
    pub(super) fn written_below(&self) -> String {
        match (&self.article, &self.paragraph, &self.item) {
            (Some(_), ..) => self.to_string(),
            (None, Some(p), Some(i)) => format!("{p}/{i}"),
            (None, Some(p), None) => p.to_string(),
            (None, None, Some(i)) => format!("/{i}"),
            (None, None, None) => String::new(),
        }
    }

    /// This place with what `below` cut off put back.
    pub(super) fn with(&self, rest: &Provision) -> Provision {
        Provision {
            part: self.part,
            article: self.article.clone().or_else(|| rest.article.clone()),
            paragraph: self.paragraph.clone().or_else(|| rest.paragraph.clone()),
            item: self.item.clone().or_else(|| rest.item.clone()),
        }
    }

    /// 第27条第5項第3号, 附則第2条, 別表第1の2の項; Article 27, paragraph 5, item 3.
    pub fn print(&self, lang: Lang) -> String {
        match lang {
            Lang::Ja => self.japanese(),
            Lang::En => self.english(),
        }
    }

    /// The last label alone: 第3号, item 3; 別表 and 附則 when nothing follows them.
    pub fn own_label(&self, lang: Lang) -> String {
        let last = match (self.part, lang) {
            (Part::Annex, Lang::Ja) => self.item.as_ref().map(|n| format!("{n}の項")),
            (Part::Annex, Lang::En) => self.item.as_ref().map(|n| format!("row {n}")),
            _ => self.labels(lang).pop(),
        };
        last.unwrap_or_else(|| self.print(lang))
    }

    fn labels(&self, lang: Lang) -> Vec<String> {
        let named = [(&self.article, "条", "Article"), (&self.paragraph, "項", "paragraph"), (&self.item, "号", "item")];
        let labels = named.into_iter().filter_map(|(number, ja, en)| number.as_ref().map(|n| (n, ja, en)));
        match lang {
            Lang::Ja => labels.map(|(n, ja, _)| n.japanese(ja)).collect(),
            Lang::En => labels.map(|(n, _, en)| format!("{en} {n}")).collect(),
        }
    }

    fn japanese(&self) -> String {
        match self.part {
            Part::Main => {
                let mut out = String::with_capacity(48);
                for (number, counter) in [(&self.article, "条"), (&self.paragraph, "項"), (&self.item, "号")] {
                    number.iter().for_each(|n| n.write_japanese(counter, &mut out));
                }
                out
            }
            Part::Supplementary => format!("附則{}", self.labels(Lang::Ja).concat()),
            Part::Annex => {
                let number = self.article.as_ref().map(|n| n.japanese("")).unwrap_or_default();
                let row = self.item.as_ref().map(|n| format!("の{n}の項")).unwrap_or_default();
                format!("別表{number}{row}")
            }
        }
    }

    fn english(&self) -> String {
        let labels = self.labels(Lang::En).join(", ");
        match self.part {
            Part::Main => labels,
            Part::Supplementary if labels.is_empty() => "the Supplementary Provisions".to_owned(),
            Part::Supplementary => format!("{labels} of the Supplementary Provisions"),
            Part::Annex => {
                let annex = self.article.as_ref().map_or_else(|| "the annex".to_owned(), |n| format!("annex {n}"));
                self.item.as_ref().map_or_else(|| annex.clone(), |n| format!("row {n} of {annex}"))
            }
        }
    }
}

impl fmt::Display for Provision {
    /// The form of references: `27/5/3`, `19//8`, `suppl/2`, `annex`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = Vec::new();
        match self.part {
            Part::Main => {}
            Part::Supplementary => fields.push("suppl".to_owned()),
            Part::Annex => fields.push("annex".to_owned()),
        }
        let written = |n: &Option<Number>| n.as_ref().map(Number::to_string).unwrap_or_default();
        let numbers = match self.part {
            Part::Annex => vec![written(&self.article), written(&self.item)],
            _ => vec![written(&self.article), written(&self.paragraph), written(&self.item)],
        };
        let used = numbers.iter().rposition(|n| !n.is_empty()).map_or(0, |i| i + 1);
        fields.extend_from_slice(&numbers[..used]);
        f.write_str(&fields.join("/"))
    }
}

impl FromStr for Provision {
    type Err = CiteError;

    fn from_str(text: &str) -> Result<Self, CiteError> {
        if text.is_empty() {
            return Ok(Provision::default());
        }
        let wrong = |part: &str| CiteError::Syntax { text: text.to_owned(), part: part.to_owned() };
        let part = match text.split('/').next() {
            Some("suppl") => Part::Supplementary,
            Some("annex") => Part::Annex,
            _ => Part::Main,
        };
        let fields = || text.split('/').skip(usize::from(part != Part::Main));
        let limit = if part == Part::Annex { 2 } else { 3 };
        if let Some(extra) = fields().nth(limit) {
            return Err(wrong(extra));
        }
        let mut numbers = [None, None, None];
        let mut fields = fields().peekable();
        for (i, number) in numbers.iter_mut().enumerate() {
            let Some(field) = fields.next() else { break };
            // Only what is skipped may be empty: the paragraph of 19//8, the number of annex//2.
            let skipped = field.is_empty() && fields.peek().is_some() && (part == Part::Annex || i == 1);
            *number = if skipped { None } else { Some(field.parse().map_err(|()| wrong(field))?) };
        }
        if part == Part::Annex {
            numbers.swap(1, 2);
        }
        let [article, paragraph, item] = numbers;
        Ok(Provision { part, article, paragraph, item })
    }
}

impl<'de> Deserialize<'de> for Provision {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::scalar::text(deserializer)?.parse().map_err(|e: CiteError| de::Error::custom(e.words().en))
    }
}

/// An act and a place in it, named by its present number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// The id of the act: `appi`.
    pub act: String,
    /// The place in it.
    pub provision: Provision,
}

impl Citation {
    /// Read `appi`, `appi/27/5/3`, `bango/19//8`, `bango/29-4/1`, `kenpo/suppl/2`, `bango/annex`. Whether there is such an act `Statutes` knows.
    pub fn parse(text: &str) -> Result<Citation, CiteError> {
        let (act, rest) = text.split_once('/').map_or((text, None), |(act, rest)| (act, Some(rest)));
        let named = |e| match e {
            CiteError::Syntax { part, .. } => CiteError::Syntax { text: text.to_owned(), part },
            other => other,
        };
        match rest {
            _ if act.is_empty() => Err(CiteError::Syntax { text: text.to_owned(), part: text.to_owned() }),
            Some("") => Err(CiteError::Syntax { text: text.to_owned(), part: "/".to_owned() }),
            rest => Ok(Citation { act: act.to_owned(), provision: rest.unwrap_or("").parse().map_err(named)? }),
        }
    }
}

impl FromStr for Citation {
    type Err = CiteError;

    fn from_str(text: &str) -> Result<Self, CiteError> {
        Citation::parse(text)
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.act)?;
        if self.provision.is_whole() { Ok(()) } else { write!(f, "/{}", self.provision) }
    }
}

/// What a reference prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// 個人情報保護法第27条: the name and the article.
    #[default]
    Default,
    /// 第27条; without an article the promulgation number.
    Number,
    /// 個人情報の保護に関する法律: the full name of the act.
    Title,
    /// 個人情報の保護に関する法律（平成15年法律第57号）.
    Full,
    /// The last label alone: 第3号.
    Own,
}

impl View {
    /// Part the view from the end of a reference: `appi/27/number` is `appi/27` in the view `Number`.
    pub fn split(target: &str) -> (&str, View) {
        let Some((rest, last)) = target.rsplit_once('/') else {
            return (target, View::Default);
        };
        match last {
            "number" => (rest, View::Number),
            "title" => (rest, View::Title),
            "full" => (rest, View::Full),
            "own" => (rest, View::Own),
            _ => (target, View::Default),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_and_writes_every_form() {
        for (text, ja, en) in [
            ("appi/27/5/3", "第27条第5項第3号", "Article 27, paragraph 5, item 3"),
            ("bango/19//8", "第19条第8号", "Article 19, item 8"),
            ("bango/29-4/1", "第29条の4第1項", "Article 29-4, paragraph 1"),
            ("x/9-2-3//1-2", "第9条の2の3第1号の2", "Article 9-2-3, item 1-2"),
            ("kenpo/suppl/2", "附則第2条", "Article 2 of the Supplementary Provisions"),
            ("kenpo/suppl", "附則", "the Supplementary Provisions"),
            ("bango/annex", "別表", "the annex"),
            ("bango/annex/1", "別表第1", "annex 1"),
            ("bango/annex//2", "別表の2の項", "row 2 of the annex"),
            ("bango/annex/1/2", "別表第1の2の項", "row 2 of annex 1"),
            ("appi", "", ""),
        ] {
            let citation = Citation::parse(text).unwrap();
            assert_eq!(citation.to_string(), text);
            assert_eq!(citation.provision.print(Lang::Ja), ja, "{text}");
            assert_eq!(citation.provision.print(Lang::En), en, "{text}");
        }
    }

    #[test]
    fn last_labels() {
        let own = |text: &str| Citation::parse(text).unwrap().provision.own_label(Lang::Ja);
        assert_eq!(own("appi/43/4"), "第4項");
        assert_eq!(own("bango/19//8"), "第8号");
        assert_eq!(own("kenpo/suppl/2"), "第2条");
        assert_eq!(own("bango/annex"), "別表");
        assert_eq!(own("bango/annex//2"), "2の項");
    }

    #[test]
    fn refuses_what_is_no_place() {
        for text in [
            "",
            "/27",
            "appi/",
            "appi/x",
            "appi/27/",
            "appi//5",
            "appi/27//",
            "appi/27/5/3/1",
            "appi/0",
            "appi/27-",
            "appi/第27条",
            "appi/99999",
            "b/annex/",
            "b/annex/1/2/3",
            "b/annex/1/",
        ] {
            assert!(matches!(Citation::parse(text), Err(CiteError::Syntax { .. })), "{text}");
        }
    }

    #[test]
    fn parts_the_view_from_the_place() {
        assert_eq!(View::split("appi/27/5/number"), ("appi/27/5", View::Number));
        assert_eq!(View::split("appi/title"), ("appi", View::Title));
        assert_eq!(View::split("appi/27"), ("appi/27", View::Default));
        assert_eq!(View::split("appi"), ("appi", View::Default));
    }

    #[test]
    fn what_lies_below() {
        let p = |text: &str| text.parse::<Provision>().unwrap();
        assert_eq!(p("27/5/3").below(&p("27")).unwrap(), Provision { article: None, ..p("27/5/3") });
        assert_eq!(p("27/5/3").below(&p("27/6")), None);
        assert_eq!(p("19/1/8").below(&p("19//8")), None);
        assert_eq!(p("suppl/2").below(&p("2")), None);
        assert_eq!(p("23/4").with(&p("27/5/3").below(&p("27/5")).unwrap()), p("23/4/3"));
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_the_same(text in "[a-z]{1,5}(/(suppl|annex))?(/[0-9-]{0,4}){0,4}") {
            if let Ok(citation) = Citation::parse(&text) {
                prop_assert_eq!(Citation::parse(&citation.to_string()), Ok(citation.clone()));
                prop_assert_eq!(citation.provision.print(Lang::Ja).is_empty(), citation.provision.is_whole());
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,16}") {
            if let Err(e) = Citation::parse(&text) {
                prop_assert!(!e.words().ja.is_empty());
            }
        }
    }
}
