//! Security measures (法32条1項4号, 施行令10条1号): something concrete, and the countries where data are handled.

use super::{Builtin, values};
use crate::check::answer::Answer;
use crate::check::expression::Expression;
use crate::check::kind::pattern::Normalize;
use crate::check::kind::{Context, Hit, Remark, Selection, any_leaf, text_of, value_place};
use crate::check::view::{Is, Value};
use crate::lang::Words;
use crate::words;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A sentence that promises measures without naming one.
static BOILERPLATE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(concat!(
        r"^[^。]{0,80}((ガイドライン|ガイダンス|法令|関係法令|個人情報保護法|規程|国の指針)[^。]{0,30}(従|基づ|沿|則|遵守|準拠|順守)[^。]{0,60}|",
        r"(必要かつ|必要|適切|適正|合理的|万全)[^。]{0,24}(措置|管理|対策|取扱い)[^。]{0,12}(講じ|行|実施|努め|図)[^。]{0,12})$"
    ))
});

/// Names of concrete things: a sentence with one of them is more than a promise.
const CONCRETE: [&str; 33] = [
    "研修",
    "教育",
    "監査",
    "点検",
    "施錠",
    "入退室",
    "暗号",
    "アクセス",
    "権限",
    "パスワード",
    "認証",
    "ウイルス",
    "マルウェア",
    "不正アクセス",
    "溶解",
    "シュレッダ",
    "破砕",
    "責任者",
    "担当者",
    "名簿",
    "誓約",
    "就業規則",
    "契約",
    "記録",
    "ログ",
    "持出",
    "持ち出",
    "持ち運",
    "区域",
    "ICカード",
    "報告",
    "連絡体制",
    "マニュアル",
];

/// At least one of the measures is concrete: a bare 「ガイドラインに従い」 is none.
pub fn concrete(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for s in values(selection)? {
        let measures = s.down(&["security", "measures"]);
        let hit = |detail| {
            let place = Some(value_place(context.view.node("/security/measures")));
            Hit { at: "/security".to_owned(), field: Some("measures".to_owned()), place, detail, ..Hit::default() }
        };
        match Answer::of(measures) {
            Answer::Elsewhere => hits.push(Hit { remark: Some(Remark::Elsewhere), ..hit(Words::default()) }),
            Answer::OnRequest(desk) => hits.push(Hit { remark: Some(Remark::OnRequest), value: desk.to_owned(), ..hit(Words::default()) }),
            Answer::Given => match judge(context, measures) {
                Judgement::Concrete => {}
                Judgement::OnRequest(desk) => hits.push(Hit { remark: Some(Remark::OnRequest), value: desk, ..hit(Words::default()) }),
                Judgement::Unprinted => hits.push(Hit { remark: Some(Remark::Unpublished), ..hit(Words::default()) }),
                Judgement::Boilerplate => hits.push(hit(words!(
                    "「ガイドラインに従う」「適切な措置を講じる」だけで、具体的な措置がありません",
                    "it only promises to follow guidelines or to take fitting measures"
                ))),
            },
            _ if in_rules(context) => hits.push(Hit {
                remark: Some(Remark::Doubtful),
                ..hit(words!(
                    "規程の中に定めはありますが、講じている措置としては示されていません",
                    "the regulation has rules, but nothing is shown as the measures taken"
                ))
            }),
            _ => hits.push(hit(words!("安全管理のために講じた措置が書かれていません", "no measures are written"))),
        }
    }
    Ok(())
}

/// Whether a regulation of the society speaks of concrete measures.
fn in_rules(context: &Context) -> bool {
    context.texts.all.iter().any(|t| t.stem.starts_with("rules/") && is_named(t.text))
}

enum Judgement {
    Concrete,
    Unprinted,
    OnRequest(String),
    Boilerplate,
}

fn judge(context: &Context, measures: Option<Value>) -> Judgement {
    let fields = measures.filter(|m| m.is() == Is::Map).into_iter().flat_map(Value::children);
    let fields = fields.filter(|v| !["external_environment", "title", "labels", "notes", "numbering"].contains(&v.key()));
    let (mut any, mut on_request) = (false, None);
    for value in fields {
        if let Answer::OnRequest(desk) = Answer::of(Some(value)) {
            on_request = Some(desk.to_owned());
        }
        if any_leaf(value, &mut is_concrete) {
            any = true;
            if context.rendered.is_none_or(|r| r.is_printed(context.view.tree, value.node())) {
                context.meets(value);
                return Judgement::Concrete;
            }
        }
    }
    match on_request {
        _ if any => Judgement::Unprinted,
        Some(desk) => Judgement::OnRequest(desk),
        None => Judgement::Boilerplate,
    }
}

/// Whether a text names something concrete.
fn is_named(text: &str) -> bool {
    CONCRETE.iter().any(|word| text.contains(word))
}

/// Whether a text says what is done, not only that something is.
pub fn is_concrete(text: &str) -> bool {
    let even = Normalize::Nfkc.apply(text);
    let sentences = || even.split(['。', '\n']).map(str::trim).filter(|s| s.chars().count() >= 8);
    sentences().any(is_named) || sentences().any(|s| !BOILERPLATE.is_match(s))
}

/// Countries in which the content says data are handled are named under the external environment.
pub fn foreign_countries(_: &Builtin, context: &Context, selection: &Selection, hits: &mut Vec<Hit>) -> Result<(), String> {
    for s in values(selection)? {
        let environment = s.down(&["security", "measures", "external_environment"]);
        let text: String = environment.map(prose).unwrap_or_default();
        let place = || Some(value_place(context.view.node("/security/measures/external_environment")));
        let hit = |detail| Hit {
            at: "/security/measures".to_owned(),
            field: Some("external_environment".to_owned()),
            place: place(),
            detail,
            ..Hit::default()
        };
        match Answer::of(environment) {
            Answer::Elsewhere => hits.push(Hit { remark: Some(Remark::Elsewhere), ..hit(Words::default()) }),
            Answer::OnRequest(desk) => hits.push(Hit { remark: Some(Remark::OnRequest), value: desk.to_owned(), ..hit(Words::default()) }),
            _ => {
                let silent = countries(*s).into_iter().filter(|c| !environment.is_some_and(|e| any_leaf(e, &mut |t| same_country(t, c))));
                hits.extend(silent.map(|c| {
                    hit(words!(
                        "{c}で個人データを取り扱うと書かれていますが、ここに国名がありません",
                        "{c} is said to be where data are handled, but is not named here"
                    ))
                }));
                let listed = environment.is_some_and(|e| e.get("countries").is_some());
                if listed && text.trim().is_empty() {
                    hits.push(hit(words!(
                        "国名だけで、その国の制度を把握したうえで講じた措置の文がありません",
                        "countries are named, but not what was done knowing their regimes"
                    )));
                }
            }
        }
    }
    Ok(())
}

fn prose(environment: Value) -> String {
    match environment.get("text") {
        Some(text) => text.leaves().map(text_of).collect(),
        None => text_of(environment).into_owned(),
    }
}

/// Countries other than Japan that entrustees and receivers stand in.
fn countries(content: Value) -> BTreeSet<String> {
    let list = |way: &[&str]| content.down(way).into_iter().flat_map(Value::items);
    let entries = list(&["provision", "entrustment", "list"]).chain(list(&["provision", "foreign_third_parties"]));
    let own = list(&["security", "measures", "external_environment", "countries"]);
    let named = entries.filter_map(|e| e.get("country")).chain(own).map(text_of);
    named.filter(|c| !["日本", "日本国", "国内", ""].contains(&c.trim())).map(Cow::into_owned).collect()
}

/// シンガポール共和国 and シンガポール are one.
fn same_country(text: &str, country: &str) -> bool {
    let short = ["共和国", "合衆国", "連邦", "王国"].iter().fold(country.to_owned(), |c, s| c.trim_end_matches(s).to_owned());
    text.contains(country) || short.chars().count() >= 2 && text.contains(&short)
}
