//! Messages of rules: placeholders filled in, fields in the words of the model.

use crate::check::kind::{Context, Hit, Remark, text_of};
use crate::check::rule::Rule;
use crate::check::view::Value;
use crate::lang::{Lang, Words};
use crate::words;

/// What may stand in braces in `message` and `fix`.
pub const PLACEHOLDERS: [&str; 11] = ["field", "value", "title", "id", "law", "law_label", "page", "clicks", "replace", "detail", "day"];

/// The placeholders of a text.
pub fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|t| t.split_once('}').map(|(name, _)| name))
}

/// The message of a hit.
pub fn message(context: &Context, hit: &Hit, law: &Words) -> Words {
    let rule = context.rule;
    let field = field(rule, hit);
    match hit.remark {
        Some(Remark::Elsewhere) => {
            let (title, title_en) = (&rule.title, &rule.title().en);
            words!(
                "ここでは確認できません（別のページや書類に載せていると書かれています）：{title}",
                "Cannot be confirmed here (said to be published elsewhere): {title_en}"
            )
        }
        Some(Remark::OnRequest) => {
            let (title, title_en, desk) = (&rule.title, &rule.title().en, &hit.value);
            words!("求めに応じて「{desk}」が回答する項目です：{title}", "Answered on request by “{desk}”: {title_en}")
        }
        Some(Remark::Unpublished) => {
            let (ja, en) =
                (if field.ja.is_empty() { &rule.title } else { &field.ja }, if field.en.is_empty() { &rule.title } else { &field.en });
            let (law, law_en) = (&law.ja, &law.en);
            words!(
                "{ja}は書かれていますが、どのページにも印刷物にも載りません（{law}）",
                "{en}: written, but printed on no page and no bulletin ({law_en})"
            )
        }
        None | Some(Remark::Doubtful) => filled(context, hit, law, &rule.message, &rule.message_en),
    }
}

/// The mending hint of a hit.
pub fn fix(context: &Context, hit: &Hit, law: &Words) -> Words {
    match hit.remark {
        Some(Remark::Elsewhere) => {
            words!("示した先に載っていることを、公表の前に目で確かめてください。", "Before publication, see for yourself that it is there.")
        }
        Some(Remark::OnRequest) => {
            words!("求めがあったときに渡す回答書を窓口に用意しておいてください。", "Keep the answer sheet ready at the desk.")
        }
        Some(Remark::Unpublished) => words!(
            "site.yaml の pages に、この項目を印刷するブロックを足してください。",
            "Add a block that prints it to the pages of site.yaml."
        ),
        None | Some(Remark::Doubtful) => filled(context, hit, law, &context.rule.fix, &context.rule.fix_en),
    }
}

fn filled(context: &Context, hit: &Hit, law: &Words, ja: &str, en: &str) -> Words {
    let ja = fill(ja, |name| word(context, hit, law, name, Lang::Ja));
    Words { en: if en.is_empty() { ja.clone() } else { fill(en, |name| word(context, hit, law, name, Lang::En)) }, ja }
}

fn fill(text: &str, word: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        out.push_str(before);
        out.push_str(&word(name));
        rest = tail;
    }
    out + rest
}

fn word(context: &Context, hit: &Hit, law: &Words, name: &str, lang: Lang) -> String {
    if let Some((_, w)) = hit.words.iter().find(|(n, _)| *n == name) {
        return w.clone();
    }
    match name {
        "field" => field(context.rule, hit).in_lang(lang).to_owned(),
        "value" => shortened(&hit.value),
        "title" => {
            let name = named(context, &hit.at, &["title", "name", "target", "heading", "business", "text", "recipient", "id"]);
            if name.is_empty() { file_of(&hit.at) } else { shortened(&name) }
        }
        "id" => named(context, &hit.at, &["id", "title", "name", "target"]),
        "law" | "law_label" => law.in_lang(lang).to_owned(),
        "detail" => hit.detail.in_lang(lang).to_owned(),
        "day" => context.day.to_string(),
        _ => String::new(),
    }
}

/// The name of the nearest record around a value.
fn named(context: &Context, pointer: &str, keys: &[&str]) -> String {
    let around = context.view.around(pointer);
    let own = |v: Value| keys.iter().find_map(|k| v.get(k)).map(|name| text_of(name).into_owned()).filter(|t| !t.is_empty());
    around.into_iter().find_map(own).unwrap_or_default()
}

/// The file a value stands in, for what has no name of its own.
fn file_of(pointer: &str) -> String {
    let first = pointer.split('/').find(|part| !part.is_empty());
    first.map_or_else(String::new, |stem| format!("{}.yaml", stem.replace("~1", "/")))
}

fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).chain(['…']).collect() }
}

/// The words for the field of a hit.
fn field(rule: &Rule, hit: &Hit) -> Words {
    let Some(path) = &hit.field else { return Words::default() };
    if let Some(label) = rule.fields.get(path) {
        return Words { ja: label.ja.clone(), en: label.en.clone() };
    }
    // The longest end of the path that has words: society.address.text, address.text, text.
    let mut ends = [0].into_iter().chain(path.match_indices('.').map(|(i, _)| i + 1)).map(|i| &path[i..]);
    let known = ends.find_map(|end| FIELDS.iter().find(|(k, ..)| *k == end));
    known.map_or(Words { ja: path.clone(), en: path.clone() }, |(_, ja, en)| Words { ja: (*ja).to_owned(), en: (*en).to_owned() })
}

/// Fields of the model in words.
const FIELDS: [(&str, &str, &str); 62] = [
    ("manager.name", "管理について責任を有する者の氏名又は名称", "name of the responsible manager"),
    ("manager.address", "管理について責任を有する者の住所", "address of the responsible manager"),
    ("manager.representative.name", "管理について責任を有する者の代表者の氏名", "name of the manager's representative"),
    ("manager.representative", "管理について責任を有する者の代表者の氏名", "name of the manager's representative"),
    ("representative.name", "代表者の氏名", "name of the representative"),
    ("address.text", "住所", "address"),
    ("address.postal_code", "郵便番号", "postal code"),
    ("name", "名称", "name"),
    ("address", "住所", "address"),
    ("postal_code", "郵便番号", "postal code"),
    ("representative", "代表者", "representative"),
    ("contact_points", "窓口", "desks"),
    ("public_notice", "公告の方法", "way of public notice"),
    ("accredited_organizations", "認定個人情報保護団体", "accredited organizations"),
    ("impact_assessments", "特定個人情報保護評価書", "impact assessments"),
    ("accessibility", "合理的配慮の申出先", "accessibility desk"),
    ("tel", "電話", "telephone"),
    ("email", "メール", "e-mail"),
    ("statement", "共同利用する旨", "statement of joint use"),
    ("items", "項目", "items"),
    ("data_items", "個人データの項目", "items of personal data"),
    ("parties", "共同して利用する者の範囲", "scope of joint users"),
    ("purpose", "利用目的", "purpose of use"),
    ("purposes", "利用目的", "purposes of use"),
    ("categories", "個人情報の種類", "kinds of personal information"),
    ("areas", "業務ごとの利用目的", "purposes by area"),
    ("uses", "利用目的", "purposes"),
    ("change", "利用目的の変更", "change of purposes"),
    ("retained_personal_data", "保有個人データの利用目的", "purposes of retained personal data"),
    ("reservation", "同意の留保", "reservation of consent"),
    ("may_object", "同意しがたい目的についての申出", "statement that a person may object"),
    ("deemed", "申出がないときの扱い", "statement that consent is deemed given"),
    ("changeable", "同意と留保をいつでも変えられること", "statement that it can be changed at any time"),
    ("contact", "申出先", "desk"),
    ("family", "ご家族の方への案内", "words to family members"),
    ("delivery.text", "送り方", "way of delivery"),
    ("recipient", "提供先", "recipient"),
    ("opt_out", "オプトアウト", "opt-out"),
    ("foreign_third_parties", "外国にある第三者への提供", "provision to foreign third parties"),
    ("specific_rule", "特定個人情報の提供", "rule on My Number data"),
    ("entrustment", "業務の委託", "entrustment"),
    ("basic_policy", "基本方針の策定", "basic policy"),
    ("rules", "取扱いの規律の整備", "rules of handling"),
    ("organizational", "組織的安全管理措置", "organizational measures"),
    ("human", "人的安全管理措置", "human measures"),
    ("physical", "物理的安全管理措置", "physical measures"),
    ("technical", "技術的安全管理措置", "technical measures"),
    ("external_environment", "外的環境の把握", "external environment"),
    ("entrustee_supervision", "委託先の監督", "supervision of entrustees"),
    ("measures", "安全管理措置", "security measures"),
    ("procedures", "開示などの請求の手続", "procedures for requests"),
    ("requests", "請求の種類", "kinds of requests"),
    ("requesters", "請求できる方", "who may ask"),
    ("submit_to", "請求先", "where to ask"),
    ("means", "請求の方法", "how to ask"),
    ("methods", "開示の方法", "ways of disclosure"),
    ("identity", "本人などの確認", "identity check"),
    ("fee", "手数料", "fee"),
    ("amount", "手数料の額", "amount of the fee"),
    ("anonymized", "匿名加工情報", "anonymized information"),
    ("pseudonymized", "仮名加工情報", "pseudonymized information"),
    ("method", "提供の方法", "way of provision"),
];
