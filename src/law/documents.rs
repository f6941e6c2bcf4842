//! Documents that prove who somebody is: which are in use on a day, which are no longer issued or usable, and what takes their place.

use super::act::{Bilingual, Confidence, Fact};
use super::citation::Citation;
use super::date::Date;
use crate::lang::{Lang, Words};
use crate::words;
use jiff::civil;
use serde::Deserialize;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};
use unicode_normalization::UnicodeNormalization;

/// The data file, as JSON, made by the build script.
static DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/documents.json"));

#[allow(clippy::panic, reason = "the data are part of the program, and a test reads them")]
static BUILTIN: LazyLock<Documents> = LazyLock::new(|| match serde_json::from_str::<Documents>(DATA) {
    Ok(documents) => documents,
    // Part of the program, and read by a test: no input can lead here.
    Err(e) => panic!("src/law/data/documents.yaml: {e}"),
});

/// What a document may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Proves number and person at once.
    NumberAndIdentity,
    /// Proves the number.
    Number,
    /// Proves the person alone, by a photograph or the like.
    Photo,
    /// Proves the person together with a second one.
    OneOfTwo,
}

/// What we make of a document apart from its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As its days tell.
    #[default]
    ByDate,
    /// Exists, but only for some people.
    Conditional,
    /// Proves nothing here.
    NotProof,
    /// Long gone, the day not confirmed.
    Obsolete,
    /// Not looked into: to be verified.
    Unclear,
}

/// How a document stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// In use.
    Current,
    /// Not yet there.
    NotYet {
        /// Its first day.
        since: Date,
    },
    /// Those in hand may still be used, new ones are not issued.
    NoLongerIssued {
        /// The first day without.
        since: Date,
    },
    /// Not usable any more.
    Unusable {
        /// The first day; none when it is not confirmed.
        since: Option<Date>,
    },
    /// Exists, but only for some people.
    Conditional,
    /// Proves nothing here.
    NotProof,
    /// To be verified.
    Unclear,
}

/// One kind of document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityDocument {
    /// Its id.
    pub id: String,
    /// What it is called, the usual name first.
    pub names: Vec<String>,
    /// In English.
    pub english: String,
    /// What it may be used for.
    #[serde(default)]
    pub uses: Vec<Use>,
    /// The provision that names it, as references write it: `bango-rules/1`.
    pub basis: Option<String>,
    /// There since.
    pub since: Option<Fact<Date>>,
    /// The first day on which none was issued any more.
    pub issue_ended: Option<Fact<Date>>,
    /// The first day on which it could not be used any more.
    pub unusable_from: Option<Fact<Date>>,
    /// What takes its place, by id.
    #[serde(default)]
    pub replaced_by: Vec<String>,
    /// What we make of it apart from its days.
    #[serde(default)]
    pub verdict: Verdict,
    /// A condition or remark.
    pub note: Option<Bilingual>,
    /// A key of `data/sources.yaml`.
    pub source: String,
    /// How sure.
    pub confidence: Confidence,
}

impl IdentityDocument {
    /// How it stands on a day.
    pub fn status_on(&self, on: civil::Date) -> Status {
        let reached = |fact: &Option<Fact<Date>>| fact.as_ref().map(|f| f.value).filter(|day| day.first_day() <= on);
        if let Some(since) = self.since.as_ref().map(|f| f.value).filter(|day| on < day.first_day()) {
            return Status::NotYet { since };
        }
        if let Some(day) = reached(&self.unusable_from) {
            return Status::Unusable { since: Some(day) };
        }
        match self.verdict {
            Verdict::Conditional => Status::Conditional,
            Verdict::NotProof => Status::NotProof,
            Verdict::Obsolete => Status::Unusable { since: None },
            Verdict::Unclear => Status::Unclear,
            Verdict::ByDate => reached(&self.issue_ended).map_or(Status::Current, |since| Status::NoLongerIssued { since }),
        }
    }

    /// Whether one of its days is from knowledge only.
    fn days_unconfirmed(&self) -> bool {
        [&self.since, &self.issue_ended, &self.unusable_from].into_iter().flatten().any(|f| f.confidence == Confidence::Knowledge)
    }

    /// The provision that names it.
    pub fn basis(&self) -> Option<Citation> {
        self.basis.as_deref().and_then(|b| Citation::parse(b).ok())
    }

    /// Its usual name.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => self.names.first().unwrap_or(&self.id),
            Lang::En => &self.english,
        }
    }
}

fn doubted(Words { ja, en }: Words) -> Words {
    words!("{ja}この日付は要確認です。", "{en} The day is to be verified.")
}

/// A document that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    /// Which one.
    pub document: &'a IdentityDocument,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
}

/// All documents that we know.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// When a person last compared the data with the sources.
    pub verified_on: Date,
    /// Longer words that only look like a name.
    ignore: Vec<String>,
    documents: Vec<IdentityDocument>,
    /// Finds the names of all documents and the words to ignore, in this order; the longest at each place.
    #[serde(skip)]
    search: Names,
}

/// The names by which documents are found, made when they are first looked for.
#[derive(Debug, Clone, Default)]
struct Names(OnceLock<ByFirst>);

/// Names by the last six bits of their first characters, the longest first.
#[derive(Debug, Clone)]
struct ByFirst([Vec<Name>; 64]);

/// A name with its number among all.
#[derive(Debug, Clone)]
struct Name {
    first: char,
    number: usize,
    text: String,
}

impl ByFirst {
    /// Those that may begin with a character.
    fn may_begin(&self, c: char) -> &[Name] {
        &self.0[u32::from(c) as usize % 64]
    }
}

/// They follow from the data.
impl PartialEq for Names {
    fn eq(&self, _: &Names) -> bool {
        true
    }
}

impl Eq for Names {}

impl Documents {
    /// Those that are built in.
    pub fn builtin() -> &'static Documents {
        &BUILTIN
    }

    /// Read a data file.
    pub fn read(yaml: &str) -> Result<Documents, serde_yaml::Error> {
        serde_yaml::from_str(yaml)
    }

    /// All of them.
    pub fn all(&self) -> &[IdentityDocument] {
        &self.documents
    }

    /// The one of this id.
    pub fn get(&self, id: &str) -> Option<&IdentityDocument> {
        self.documents.iter().find(|d| d.id == id)
    }

    /// The names of all documents, and then the words that only look like one.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().flat_map(|d| &d.names).chain(&self.ignore).map(String::as_str)
    }

    /// The documents that a text names, in order; of overlapping names the longest. Widths and blanks do not matter.
    pub fn find(&self, text: &str) -> Vec<Found<'_>> {
        let found = |text: &str, range: &dyn Fn(Range<usize>) -> Range<usize>| {
            let found = self.search(text).into_iter();
            found.filter_map(|(name, at)| Some(Found { document: self.named(name)?, range: range(at) })).collect()
        };
        if text.chars().all(is_as_good_as_folded) {
            return found(text, &|range| range);
        }
        let folded = Folded::new(text);
        found(&folded.text, &|range| folded.range(range))
    }

    /// The names in a text one after the other, by their numbers; the longest at each place.
    fn search(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let by_first = self.search.0.get_or_init(|| {
            let mut by_first = ByFirst([const { Vec::new() }; 64]);
            for (number, name) in self.names().enumerate() {
                let Some(first) = name.chars().next() else { continue };
                by_first.0[u32::from(first) as usize % 64].push(Name { first, number, text: name.to_owned() });
            }
            // Of the same name the first counts.
            by_first.0.iter_mut().for_each(|some| some.sort_by_key(|name| std::cmp::Reverse(name.text.len())));
            by_first
        });
        let (mut found, mut next) = (Vec::new(), 0);
        for (at, c) in text.char_indices() {
            let mut some = by_first.may_begin(c).iter().filter(|name| at >= next && name.first == c);
            if let Some(name) = some.find(|name| text[at..].starts_with(&name.text)) {
                next = at + name.text.len();
                found.push((name.number, at..next));
            }
        }
        found
    }

    /// The document that has the name with this number; none for words to ignore.
    fn named(&self, mut number: usize) -> Option<&IdentityDocument> {
        self.documents.iter().find(|d| {
            let own = number < d.names.len();
            number = number.wrapping_sub(d.names.len());
            own
        })
    }

    /// What a reader of a list that names this document should know on a day; none when it is simply in use.
    pub fn remark(&self, document: &IdentityDocument, on: civil::Date) -> Option<Words> {
        let (ja, en) = (document.name(Lang::Ja), document.name(Lang::En));
        let day = Date::from(on);
        let what = match document.status_on(on) {
            Status::Current => return None,
            Status::NotYet { since } => {
                words!("{ja}は {day} にはまだありません（{since} から）。", "On {day} there was no {en} yet (since {since}).")
            }
            Status::NoLongerIssued { since } => {
                words!("{ja}は {since} から新しく発行されていません。", "Since {since} no new {en} is issued.")
            }
            Status::Unusable { since: Some(since) } => {
                words!("{ja}は {since} から使えません。", "The {en} has not been usable since {since}.")
            }
            Status::Unusable { since: None } => {
                words!("{ja}は今は使われていません（要確認）。", "The {en} is no longer in use (to be verified).")
            }
            Status::Conditional => words!("{ja}は、すべての方が持つ書類ではありません。", "The {en} is not held by everybody."),
            Status::NotProof => words!("{ja}は本人確認の書類になりません。", "The {en} is no proof of number or identity."),
            Status::Unclear => {
                words!("{ja}が今も使えるかは確認できていません（要確認）。", "Whether the {en} is still in use is not confirmed.")
            }
        };
        let dated =
            matches!(document.status_on(on), Status::NotYet { .. } | Status::NoLongerIssued { .. } | Status::Unusable { since: Some(_) });
        let what = if dated && document.days_unconfirmed() { doubted(what) } else { what };
        Some(self.with_advice(document, what))
    }

    /// The remark with the condition and with what takes the document's place.
    fn with_advice(&self, document: &IdentityDocument, Words { mut ja, mut en }: Words) -> Words {
        if let Some(note) = &document.note {
            ja = format!("{ja}{}。", note.ja);
            en = format!("{en} Note: {}.", note.en);
        }
        let others: Vec<&IdentityDocument> = document.replaced_by.iter().filter_map(|id| self.get(id)).collect();
        if !others.is_empty() {
            let names = |lang| others.iter().map(|d| d.name(lang)).collect::<Vec<_>>();
            ja = format!("{ja}代わりは{}です。", names(Lang::Ja).join("、"));
            en = format!("{en} Instead: {}.", names(Lang::En).join(", "));
        }
        Words { ja, en }
    }
}

/// A text without differences of width and without blanks, and the way back.
struct Folded {
    text: String,
    /// For each original character where what became of it begins, and its range.
    origin: Vec<(usize, Range<usize>)>,
}

impl Folded {
    fn new(original: &str) -> Folded {
        let mut folded = Folded { text: String::with_capacity(original.len()), origin: Vec::with_capacity(original.len() / 2) };
        let mut chars = original.char_indices().filter(|(_, c)| !c.is_whitespace()).peekable();
        while let Some((start, c)) = chars.next() {
            // A half-width voicing mark belongs to the kana before it: ﾊﾟ.
            let mark = chars.next_if(|(_, next)| matches!(next, 'ﾞ' | 'ﾟ'));
            let end = mark.map_or(start + c.len_utf8(), |(at, m)| at + m.len_utf8());
            folded.origin.push((folded.text.len(), start..end));
            match mark {
                None if is_its_own_form(c) => folded.text.push(c),
                _ => folded.text.extend(std::iter::once(c).chain(mark.map(|(_, m)| m)).nfkc()),
            }
        }
        folded
    }

    /// The range of the original text behind a range that is not empty.
    fn range(&self, folded: Range<usize>) -> Range<usize> {
        let original = |byte: usize| {
            let at = self.origin.partition_point(|(start, _)| *start <= byte).checked_sub(1)?;
            self.origin.get(at).map(|(_, range)| range)
        };
        let start = original(folded.start).map_or(0, |r| r.start);
        let end = folded.end.checked_sub(1).and_then(original).map_or(start, |r| r.end);
        start..end
    }
}

/// Whether a text is surely its own NFKC form.
pub fn is_even(text: &str) -> bool {
    text.chars().all(is_its_own_form)
}

/// Whether names are found in a text as it stands, as far as a character goes: it is no blank, and folded it is itself or no character of a name.
fn is_as_good_as_folded(c: char) -> bool {
    c.is_ascii_graphic()
        || matches!(c, '\u{3001}'..='\u{3015}' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

/// Whether a character is its own folded form: so are nearly all of a Japanese text.
fn is_its_own_form(c: char) -> bool {
    c.is_ascii() || matches!(c, '、' | '。' | '「' | '」' | 'ー' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Statutes, View};
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn found(text: &str) -> Vec<(&str, &str)> {
        Documents::builtin().find(text).into_iter().map(|f| (f.document.id.as_str(), &text[f.range])).collect()
    }

    fn status(id: &str, day: civil::Date) -> Status {
        Documents::builtin().get(id).unwrap().status_on(day)
    }

    #[test]
    fn finds_the_longest_name() {
        let text = "国民健康保険被保険者証、介護保険の被保険者証、保険証券、住民票コード又は健康保険　被保険者証（遠隔地被保険者証を含む）";
        assert_eq!(
            found(text),
            [
                ("national-health-insurance-card", "国民健康保険被保険者証"),
                ("care-insurance-card", "介護保険の被保険者証"),
                ("health-insurance-card", "健康保険　被保険者証"),
                ("remote-dependant-card", "遠隔地被保険者証"),
            ]
        );
        assert_eq!(found("ﾊﾟｽﾎﾟｰﾄ又はﾏｲﾅﾝﾊﾞｰｶｰﾄﾞの写し"), [("passport", "ﾊﾟｽﾎﾟｰﾄ"), ("my-number-card", "ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ")]);
        assert_eq!(found("請求書"), []);
    }

    #[test]
    fn the_days_of_the_insurance_card() {
        let day = civil::date;
        assert_eq!(status("health-insurance-card", day(2024, 12, 1)), Status::Current);
        assert!(matches!(status("health-insurance-card", day(2024, 12, 2)), Status::NoLongerIssued { .. }));
        assert!(matches!(status("health-insurance-card", day(2025, 12, 1)), Status::NoLongerIssued { .. }));
        assert!(matches!(status("health-insurance-card", day(2025, 12, 2)), Status::Unusable { since: Some(_) }));
        assert!(matches!(status("eligibility-certificate", day(2024, 12, 1)), Status::NotYet { .. }));
        assert_eq!(status("eligibility-certificate", day(2024, 12, 2)), Status::Current);
    }

    #[test]
    fn the_other_changes() {
        let (day, today) = (civil::date, civil::date(2026, 11, 22));
        assert_eq!(status("alien-registration-certificate", day(2012, 7, 8)), Status::Current);
        assert!(matches!(status("alien-registration-certificate", day(2012, 7, 9)), Status::Unusable { .. }));
        assert!(matches!(status("resident-register-card", day(2016, 1, 1)), Status::NoLongerIssued { .. }));
        assert!(matches!(status("resident-register-card", today), Status::Unusable { .. }));
        assert_eq!(status("notification-card", day(2020, 5, 24)), Status::Current);
        assert!(matches!(status("notification-card", today), Status::NoLongerIssued { .. }));
        assert_eq!(status("pension-handbook", today), Status::NotProof);
        assert_eq!(status("ceiling-certificate", today), Status::Conditional);
        assert_eq!(status("senior-handbook", today), Status::Unclear);
        assert_eq!(status("remote-dependant-card", today), Status::Unusable { since: None });
        assert_eq!(status("my-number-card", today), Status::Current);
    }

    #[test]
    fn remarks_name_the_way_out() {
        let documents = Documents::builtin();
        let remark = |id: &str| documents.remark(documents.get(id).unwrap(), civil::date(2026, 11, 22));
        let card = remark("health-insurance-card").unwrap();
        assert_eq!(card.ja, "健康保険被保険者証は 2025-12-02 から使えません。代わりは資格確認書、個人番号カードです。");
        assert!(card.en.contains("eligibility certificate"), "{}", card.en);
        assert!(remark("notification-card").unwrap().ja.contains("番号の確認にだけ"));
        assert!(remark("mutual-aid-pension-certificate").unwrap().ja.contains("要確認"));
        assert_eq!(remark("passport"), None);
    }

    #[test]
    fn ids_names_and_references_are_sound() {
        let documents = Documents::builtin();
        let mut seen = BTreeSet::new();
        for d in documents.all() {
            assert!(seen.insert(d.id.as_str()), "{}", d.id);
            assert!(d.names.iter().all(|n| seen.insert(n)), "{}", d.id);
            assert!(d.replaced_by.iter().all(|id| documents.get(id).is_some()), "{}", d.id);
            assert!(d.names.iter().all(|n| n.nfkc().eq(n.chars())), "{}", d.id);
            assert_eq!(d.basis.is_some(), d.basis().is_some(), "{}", d.id);
            if let Some(basis) = d.basis() {
                Statutes::builtin().cite(&basis, View::Default, civil::date(2026, 11, 22), None, Lang::Ja).unwrap();
            }
        }
    }

    proptest! {
        #[test]
        fn names_are_found_as_an_automaton_finds_them(
            parts in proptest::collection::vec(
                prop_oneof![
                    proptest::sample::select(Documents::builtin().names().collect::<Vec<_>>()).prop_map(str::to_owned),
                    "[健康保険証被者国民カード個人番号通知書手帳の]{0,4}"
                ],
                0..6,
            )
        ) {
            let text = parts.concat();
            let names = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(Documents::builtin().names()).unwrap();
            let found: Vec<_> = names.find_iter(&text).map(|m| (m.pattern().as_usize(), m.range())).collect();
            prop_assert_eq!(Documents::builtin().search(&text), found);
        }

        #[test]
        fn ranges_lie_in_the_text(text in "([\\PC ]|保険証|ﾊﾟｽﾎﾟｰﾄ|住民票の写し|通知 カード){0,12}") {
            for f in Documents::builtin().find(&text) {
                prop_assert!(text.get(f.range).is_some_and(|t| !t.is_empty()));
            }
        }

        #[test]
        fn a_character_that_is_as_good_as_folded_hides_no_name(c in prop_oneof![any::<char>(), proptest::char::range('\u{2000}', '\u{ffef}')]) {
            let folded: String = std::iter::once(c).nfkc().collect();
            let is_of_names = |c| Documents::builtin().names().any(|name| name.contains(c));
            let is_safe = folded.chars().eq([c]) || !folded.chars().any(is_of_names);
            prop_assert!(!is_as_good_as_folded(c) || !c.is_whitespace() && is_safe, "{}", c);
        }

        #[test]
        fn what_is_even_is_its_own_folded_form(c in any::<char>()) {
            prop_assert!(!is_its_own_form(c) || std::iter::once(c).nfkc().eq(std::iter::once(c)));
        }
    }
}
