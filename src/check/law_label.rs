//! Provisions as reports print them: by the number that they had on the day.

use crate::check::rule::LawRef;
use crate::check::scalar::Day;
use crate::lang::{Lang, Words};
use crate::law::{Citation, Statutes, View};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// The short names by which reports call acts and notices, and those that the room `law` does not know.
const NAMES: [(&str, &str, &str); 17] = [
    ("appi", "個人情報保護法", "Act on the Protection of Personal Information"),
    ("appi-order", "個人情報保護法施行令", "Cabinet Order of the Act on the Protection of Personal Information"),
    ("appi-rules", "個人情報保護法施行規則", "Rules of the Act on the Protection of Personal Information"),
    ("bango", "番号法", "My Number Act"),
    ("bango-order", "番号法施行令", "Cabinet Order of the My Number Act"),
    ("bango-rules", "番号法施行規則", "Rules of the My Number Act"),
    ("kenpo", "健康保険法", "Health Insurance Act"),
    ("kenpo-order", "健康保険法施行令", "Cabinet Order of the Health Insurance Act"),
    ("kenpo-rules", "健康保険法施行規則", "Rules of the Health Insurance Act"),
    ("koreisha", "高齢者医療確保法", "Act on Assurance of Medical Care for Elderly People"),
    ("anei", "労働安全衛生法", "Industrial Safety and Health Act"),
    ("shogai", "障害者差別解消法", "Act for Eliminating Discrimination against Persons with Disabilities"),
    ("jisedai", "次世代医療基盤法", "Next Generation Medical Infrastructure Act"),
    ("guidance", "健保ガイダンス", "Guidance for health insurance societies"),
    ("guidance-qa", "健保ガイダンスQ&A", "Q&A on the guidance for health insurance societies"),
    ("receipt-notice", "診療報酬明細書等の開示についての通知", "Notice on the disclosure of receipts"),
    ("mynumber-guideline", "特定個人情報ガイドライン（事業者編）", "My Number guideline for operators"),
];

/// A provision in words, looked up once for all societies.
pub fn words(law: &LawRef, day: Day) -> Words {
    static KNOWN: Mutex<BTreeMap<(Day, LawRef), Words>> = Mutex::new(BTreeMap::new());
    let key = (day, law.clone());
    let known = KNOWN.lock().ok().and_then(|all| all.get(&key).cloned());
    known.unwrap_or_else(|| {
        let new = in_both(law, day);
        _ = KNOWN.lock().map(|mut all| all.insert(key, new.clone()));
        new
    })
}

fn in_both(law: &LawRef, day: Day) -> Words {
    Words { ja: in_lang(law, day, Lang::Ja), en: in_lang(law, day, Lang::En) }
}

fn in_lang(law: &LawRef, day: Day, lang: Lang) -> String {
    let names = NAMES.iter().find(|(id, ..)| *id == law.act);
    let name = names.map(|(_, ja, en)| if lang == Lang::Ja { *ja } else { *en });
    // An act that the room `law` does not know is called by its title, and no like one is looked for.
    let known = Statutes::builtin().act(&law.act).and_then(|_| Citation::parse(&target(law)).ok());
    let cited = known.and_then(|c| Statutes::builtin().cite(&c, View::Default, day.0, name, lang).ok());
    let note = if law.note.is_empty() || lang == Lang::Ja { law.note.clone() } else { format!(", {}", law.note) };
    cited.unwrap_or_else(|| name.unwrap_or(&law.act).to_owned()) + &note
}

/// The provision as references of the content name it: `appi/27/5/3`, `kenpo/suppl/2`, `bango/annex`.
fn target(law: &LawRef) -> String {
    let mut out = law.act.clone();
    if law.annex {
        return out + "/annex";
    }
    if law.supplementary {
        out.push_str("/suppl");
    }
    let numbers = [&law.article, &law.paragraph, &law.item];
    let last = numbers.iter().rposition(|n| !n.is_empty()).map_or(0, |i| i + 1);
    for number in &numbers[..last] {
        out.push('/');
        out.push_str(number);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn said(law: LawRef, day: Day) -> String {
        words(&law, day).ja
    }

    #[test]
    fn an_article_is_cited_as_it_was_numbered_on_the_day() {
        let law = || LawRef { act: "appi".into(), article: "27".into(), paragraph: "5".into(), item: "3".into(), ..LawRef::default() };
        assert_eq!(said(law(), Day(date(2026, 12, 1))), "個人情報保護法第27条第5項第3号");
        assert_eq!(said(law(), Day(date(2022, 3, 31))), "個人情報保護法第23条第5項第3号");
    }

    #[test]
    fn what_the_law_room_does_not_know_is_called_by_its_title() {
        let law = LawRef { act: "個人情報保護法ガイドライン（通則編）".into(), note: "2-15".into(), ..LawRef::default() };
        assert_eq!(said(law, Day(date(2026, 12, 1))), "個人情報保護法ガイドライン（通則編）2-15");
    }
}
