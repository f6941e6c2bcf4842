//! Provisions as reports print them.

use crate::check::rule::LawRef;
use crate::check::scalar::Day;
use crate::lang::Words;

/// The names of acts and notices that rules cite.
const NAMES: [(&str, &str, &str); 17] = [
    ("appi", "個人情報保護法", "Act on the Protection of Personal Information"),
    ("appi-order", "個人情報保護法施行令", "Cabinet Order of the APPI"),
    ("appi-rules", "個人情報保護法施行規則", "Rules of the APPI"),
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

/// A provision in words. Rules name articles by their numbers of today, with `law_label` for other days.
pub fn words(law: &LawRef, _day: Day) -> Words {
    let (ja, en) = NAMES.iter().find(|(id, ..)| *id == law.act).map_or((law.act.as_str(), law.act.as_str()), |(_, ja, en)| (ja, en));
    let (mut j, mut e) = (ja.to_owned(), en.to_owned());
    if law.supplementary {
        j.push_str("附則");
        e.push_str(", supplementary provisions");
    }
    if !law.article.is_empty() {
        let (base, branch) = law
            .article
            .split_once('-')
            .map_or((law.article.as_str(), String::new()), |(b, r)| (b, r.split('-').map(|n| format!("の{n}")).collect()));
        j.push_str(&format!("第{base}条{branch}"));
        e.push_str(&format!(", Article {}", law.article));
    }
    for (part, ja, en) in [(&law.paragraph, "項", "paragraph"), (&law.item, "号", "item")] {
        if !part.is_empty() {
            j.push_str(&format!("第{part}{ja}"));
            e.push_str(&format!(", {en} {part}"));
        }
    }
    if law.annex {
        j.push_str("別表");
        e.push_str(", annex");
    }
    if !law.note.is_empty() {
        j.push_str(&law.note);
        e.push_str(&format!(", {}", law.note));
    }
    Words { ja: j, en: e }
}
