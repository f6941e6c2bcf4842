//! The statutes that references may name: found by id, printed as they were numbered on a day.

use super::act::{Act, Confidence, End};
use super::citation::{Citation, Number, Provision, View};
use super::cite_error::{Beyond, CiteError};
use super::numbering::{self, Numbered, Standing};
use super::sources::Sources;
use crate::lang::{Lang, Words};
use crate::words;
use jiff::civil;
use std::sync::LazyLock;

/// The data files of `data/acts`, one an act, as MessagePack, made by the build script.
static DATA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/acts.msgpack"));

#[allow(clippy::panic, reason = "the data are part of the program, and a test reads them")]
static BUILTIN: LazyLock<Statutes> = LazyLock::new(|| match rmp_serde::from_slice(DATA) {
    Ok(acts) => Statutes { acts },
    // The files are part of the program, and a test reads them: no input can lead here.
    Err(e) => panic!("src/law/data/acts: {e}"),
});

/// All acts, orders, rules and notices that we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statutes {
    acts: Vec<Act>,
}

impl Statutes {
    /// Those that are built in.
    pub fn builtin() -> &'static Statutes {
        &BUILTIN
    }

    /// Read data files, one an act.
    pub fn read(files: &[&str]) -> Result<Statutes, serde_yaml::Error> {
        Ok(Statutes { acts: files.iter().map(|f| serde_yaml::from_str(f)).collect::<Result<_, _>>()? })
    }

    /// All of them.
    pub fn acts(&self) -> &[Act] {
        &self.acts
    }

    /// The one of this id.
    pub fn act(&self, id: &str) -> Option<&Act> {
        self.acts.iter().find(|a| a.id == id)
    }

    /// The same, or the error with the ids that may be meant.
    pub fn find(&self, id: &str) -> Result<&Act, CiteError> {
        self.act(id).ok_or_else(|| {
            let suggestions = self.suggestions(id).into_iter().map(|a| (a.id.clone(), a.name.value.ja.clone())).collect();
            CiteError::UnknownAct { id: id.to_owned(), suggestions }
        })
    }

    /// Up to three acts that may be meant by an unknown id or by a Japanese name in its place, the likeliest first.
    pub fn suggestions(&self, id: &str) -> Vec<&Act> {
        let mut scored: Vec<(f64, &Act)> = self.acts.iter().map(|a| (likeness(a, id), a)).filter(|(score, _)| *score > 0.8).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.into_iter().take(3).map(|(_, a)| a).collect()
    }

    /// What a reference prints on a day. `name` is what the document calls the act; without it the full name.
    pub fn cite(&self, citation: &Citation, view: View, on: civil::Date, name: Option<&str>, lang: Lang) -> Result<String, CiteError> {
        let act = self.checked(citation)?;
        let full = act.name.value.in_lang(lang);
        let number = act.number.value.in_lang(lang);
        let place = numbering::numbered(act, &citation.provision, on).provision;
        Ok(match (view, lang) {
            (View::Title, _) => full.to_owned(),
            (View::Full, Lang::Ja) => format!("{full}（{number}）"),
            (View::Full, Lang::En) => format!("{full} ({number})"),
            (View::Number, _) if place.is_whole() => number.to_owned(),
            (View::Number, _) => place.print(lang),
            (View::Own, _) if !place.is_whole() => place.own_label(lang),
            (View::Default | View::Own, _) => in_words(name, full, &place, lang),
        })
    }

    /// The number that a place bore on a day, and what is known of it.
    pub fn numbering_on(&self, citation: &Citation, on: civil::Date) -> Result<Numbered, CiteError> {
        Ok(numbering::numbered(self.checked(citation)?, &citation.provision, on))
    }

    /// Whether there is an act that may have such a place.
    pub fn accept(&self, citation: &Citation) -> Result<(), CiteError> {
        self.checked(citation).map(|_| ())
    }

    /// What a place is about (第三者提供の制限), where the data tell it of the place or of what holds it.
    pub fn subject(&self, citation: &Citation, lang: Lang) -> Option<&str> {
        let entries = self.act(&citation.act)?.numbering.iter().filter(|e| citation.provision.below(&e.at).is_some());
        entries.filter_map(|e| Some((e.at.depth(), e.subject.as_ref()?))).max_by_key(|(depth, _)| *depth).map(|(_, s)| s.in_lang(lang))
    }

    /// What a reader of the reference should know: not yet in force, replaced, numbered as we only suppose. None when all is well.
    pub fn remark(&self, citation: &Citation, on: civil::Date) -> Result<Option<Words>, CiteError> {
        let act = self.checked(citation)?;
        Ok(remark(act, &numbering::numbered(act, &citation.provision, on), on))
    }

    /// The act of a citation, after a look whether it can have such a place.
    fn checked(&self, citation: &Citation) -> Result<&Act, CiteError> {
        let act = self.find(&citation.act)?;
        if !act.kind.has_articles() && !citation.provision.is_whole() {
            return Err(CiteError::NoArticles { id: act.id.clone(), name: act.name.value.ja.clone() });
        }
        match act.ends.iter().find_map(|end| beyond(end, &citation.provision)) {
            Some(e) => Err(e),
            None => Ok(act),
        }
    }
}

/// The name and the place: 個人情報保護法第27条, Article 27 of the Act ….
fn in_words(name: Option<&str>, full: &str, place: &Provision, lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            let mut out = place.print(lang);
            out.insert_str(0, name.unwrap_or(full));
            out
        }
        Lang::En => {
            let name = name.map_or_else(|| format!("the {full}"), str::to_owned);
            if place.is_whole() { name } else { format!("{} of {name}", place.print(lang)) }
        }
    }
}

/// The error of a place beyond the end of what holds it.
fn beyond(end: &End, place: &Provision) -> Option<CiteError> {
    if end.at.part != place.part || end.at.article.is_some() && end.at.article != place.article {
        return None;
    }
    let rest = place.below(&end.at)?;
    let paragraph = rest.paragraph.is_some();
    let last = if paragraph { end.paragraphs? } else { end.items? };
    let number = rest.paragraph.or(rest.item).filter(|n| n.base > last)?;
    let alone = |n: Number| match paragraph {
        true => Provision { paragraph: Some(n), ..Provision::default() },
        false => Provision { item: Some(n), ..Provision::default() },
    };
    let least = (last > 0).then(|| alone(Number { base: last, branches: Vec::new() }));
    Some(CiteError::BeyondEnd(Box::new(Beyond { holder: end.at.clone(), wanted: alone(number), last: least })))
}

/// How like an act's id or names a text is, from 0 to 1.
fn likeness(act: &Act, text: &str) -> f64 {
    let short = act.short_name.as_ref().map(|f| f.value.ja.as_str());
    let names = [Some(act.name.value.ja.as_str()), short];
    let named = names.into_iter().flatten().map(|name| if name == text { 1.0 } else { strsim::jaro_winkler(name, text) });
    named.chain([strsim::jaro_winkler(&act.id, &text.to_lowercase())]).fold(0.0, f64::max)
}

fn remark(act: &Act, numbered: &Numbered, on: civil::Date) -> Option<Words> {
    let name = &act.name.value;
    let ja = in_words(None, &name.ja, &numbered.provision, Lang::Ja);
    let en = in_words(None, &name.en, &numbered.provision, Lang::En);
    let day = super::Date::from(on);
    Some(match numbered.standing {
        Standing::NotYet { since } => {
            words!("{ja}は {day} にはまだありません（{since} から）。", "On {day} there was no such provision yet: {en} ({since}).")
        }
        Standing::Replaced { from } => replaced(act, &ja, &en, from),
        Standing::Unrecorded { known_from } => words!(
            "{ja}が {day} に何条だったかは登録がありません（{known_from} からの番号で印刷します）。条文で確かめてください。",
            "Which number {en} bore on {day} is not recorded (printed with its number since {known_from}). Look it up in the text of that day."
        ),
        Standing::InForce if numbered.day_in_doubt => words!(
            "{ja}の番号が変わった日は確認できていません（要確認）。{day} の条文で確かめてください。",
            "The day on which {en} took its number is not confirmed. Look it up in the text of {day}."
        ),
        Standing::InForce => return None,
    })
}

fn replaced(act: &Act, ja: &str, en: &str, from: super::Date) -> Words {
    let by = act.replaced.as_ref().map(|f| f.value.by.as_str()).unwrap_or_default();
    words!("{ja}は {from} に廃止され、<law:{by}> に代わりました。", "On {from} <law:{by}> took the place of {en}.")
}

/// The source of a fact and how sure it is, in one line for `explain` and reports.
pub fn attribution(source: &str, confidence: Confidence) -> Words {
    let title = Sources::builtin().title(source);
    let Words { ja, en } = confidence.words();
    words!("{title}（{ja}）", "{title} ({en})")
}
