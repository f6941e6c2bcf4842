//! `purposes.yaml`: what personal information is held and what it is used for.

use super::scalar::{CategoryId, Desk, Id, Ref, Text};
use super::text::{File, Item, Labels, Node, Notified, Prose, Record};
use crate::content::record::{Load, Loader};
use crate::content::shape::{Shape, Word};
use crate::content::tree::{NodeId, Value};
use crate::{closed_words, record, words};

record! {
    /// `purposes.yaml`.
    Purposes {
        /// Title, intro, notes, history and the like.
        flat file: File,
        /// Labels of the flows by which the uses of an area are split: `internal: 当組合の中での利用`.
        /// 日本語: 利用目的を分ける見出しです（例：internal: 当組合の中での利用）。各業務の uses では、このキーを使います。
        opt flows: Labels,
        /// The kinds of personal information held (ガイダンス別表1).
        /// 日本語: 保有する個人情報の種類の一覧です。
        ask categories: Vec<Category>,
        /// The areas of work with their purposes (法21条1項, 32条1項2号; ガイダンス別表2).
        /// 日本語: 業務ごとの利用目的の一覧です。
        ask areas: Vec<Area>,
        /// What is said of the purposes of retained personal data (法32条1項2号).
        /// 日本語: 保有個人データの利用目的についての文です。上と同じなら same と書けます。
        opt retained_personal_data: RetainedData,
        /// How purposes are changed and made known (法17条2項, 21条3項).
        /// 日本語: 利用目的を変えるときの範囲とお知らせの方法を書きます。
        opt change: Prose,
        /// Information that comes from others than the person.
        /// 日本語: ご本人以外からいただく個人情報の一覧です。
        list acquisitions: Acquisition,
        /// When purposes are not told or published (法21条4項).
        /// 日本語: 利用目的の通知や公表をしない場合を書きます。
        opt not_notified: Prose,
        /// What somebody can do who does not accept a purpose (ガイダンスⅢ7(3)).
        /// 日本語: 同意しがたい利用目的がある方への案内（同意の留保）です。
        opt reservation: Reservation,
        /// That each person was told instead of publication (法21条1項・3項).
        /// 日本語: 公表の代わりに一人ひとりへ通知したときに、日付と方法を書きます。
        opt individually_notified: Notified,
    }
}

record! {
    /// A kind of personal information (ガイダンス別表1).
    Category {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The id by which uses and entrusted work name it.
        /// 日本語: この種類を指すための短い名前です（例：enrolment）。
        req id: Id,
        /// The name of the kind.
        /// 日本語: 個人情報の種類の名前です（例：資格の適用に関する情報）。
        req name: Text,
        /// The items of information of this kind.
        /// 日本語: この種類に含まれる項目です（例：氏名、生年月日）。
        list items: Item,
        /// What this kind is used for, where purposes are written by kind.
        /// 日本語: 種類ごとに利用目的を書く場合の、この種類の利用目的です。
        list purposes: Use,
        /// Whether it is 特定個人情報: with the individual number.
        /// 日本語: 個人番号を含む情報（特定個人情報）なら true です。ページには載りません。
        opt specific: bool,
        /// Whether it is 要配慮個人情報, such as medical history.
        /// 日本語: 病歴などの要配慮個人情報を含むなら true です。ページには載りません。
        opt special_care: bool,
    }
}

record! {
    /// An area of work (ガイダンス別表2).
    Area {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The id by which references name it.
        /// 日本語: この業務を指すための短い名前です（例：benefits）。
        req id: Id,
        /// The name of the area.
        /// 日本語: 業務の名前です（例：保険給付を行うための利用目的）。
        req name: Text,
        /// Its purposes by flow: `internal`, `provision` and the like (法17条1項, 21条1項).
        /// 日本語: 利用目的を、flows の見出しごとに書きます（例：internal: の下に一覧）。
        ask uses: Uses,
        /// Whether it is an area of 特定個人情報.
        /// 日本語: 特定個人情報についての業務なら true です。ページには載りません。
        opt specific: bool,
    }
}

/// The uses of an area by flow, in the order in which they are written.
#[derive(Debug, Clone)]
pub struct Uses(pub Vec<(String, NodeId, Vec<Use>)>);

impl Load for Uses {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        let Value::Map(children) = cx.tree.value(node) else {
            return cx
                .wrong_type(node, &words!("流れの名（internal: など）ごとの利用目的の一覧", "lists of purposes by flow (internal: …)"));
        };
        let load = |n: NodeId, cx: &mut Loader| {
            let key = cx.tree.key(n)?.to_string();
            Vec::load(cx, n).map(|uses| (key, n, uses))
        };
        Some(Uses(children.iter().filter_map(|n| load(*n, cx)).collect()))
    }
    fn shape() -> Shape {
        Shape::Map(Vec::<Use>::shape)
    }
}

closed_words! {
    /// On what a provision rests.
    Basis {
        /// Consent.
        /// 日本語: ご本人の同意
        Consent = "consent",
        /// Implied consent.
        /// 日本語: 黙示の同意
        ImpliedConsent = "implied_consent",
        /// A law.
        /// 日本語: 法令
        Law = "law",
        /// Entrustment.
        /// 日本語: 委託
        Entrustment = "entrustment",
        /// Joint use.
        /// 日本語: 共同利用
        JointUse = "joint_use",
    }
}

record! {
    short
    /// A purpose of use.
    Use {
        /// The id by which references and items name it.
        /// 日本語: この利用目的を指すための短い名前です（例：pay）。
        opt id: Id,
        /// The purpose, as concrete as can be (法17条1項).
        /// 日本語: 利用目的です。何の業務に使うかを具体的に書きます。
        req text: Text,
        /// Ids of the categories that are used for it.
        /// 日本語: この目的に使う個人情報の種類の id です（categories に書いたもの）。
        list categories: CategoryId,
        /// On what a provision rests.
        /// 日本語: 提供の根拠です（consent 同意、implied_consent 黙示の同意、law 法令、entrustment 委託、joint_use 共同利用）。
        opt basis: Basis,
        /// Where more is said: `<joint-use:federation>`.
        /// 日本語: 詳しい説明の場所です（例：`<joint-use:federation>`）。「（… 参照）」と載ります。
        opt reference = "ref": Ref,
        /// Details, as a list below it.
        /// 日本語: 利用目的の下に並べる細目です。
        list detail: Node,
    } = |t| Use { at: t.at, id: None, text: t, categories: Vec::new(), basis: None, reference: None, detail: Vec::new() }
}

record! {
    /// Whether the purposes of retained personal data are the same.
    Retained {
        /// Whether the purposes are the same as those above.
        /// 日本語: 上に書いた利用目的とすべて同じなら true です。
        req same: bool,
        /// The sentence that says so.
        /// 日本語: 保有個人データの利用目的についての文を書きます。
        req text: Prose,
    }
}

/// The word that says that the purposes are the same.
const SAME: &[Word] = &[Word { word: "same", docs: &["The same as above.", "日本語: 上に書いた利用目的と同じ"] }];

/// What is said of retained personal data.
#[derive(Debug, Clone)]
pub enum RetainedData {
    /// The word `same`.
    Same(NodeId),
    /// The same or not, with a sentence.
    Said(Box<Retained>),
    /// A sentence.
    Prose(Prose),
}

impl Load for RetainedData {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        if cx.tree.text(node) == Some("same") {
            return Some(RetainedData::Same(node));
        }
        if cx.tree.get(node, "same").is_some() {
            return Retained::load(cx, node).map(|r| RetainedData::Said(Box::new(r)));
        }
        Prose::load(cx, node).map(RetainedData::Prose)
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Shape::Words(SAME), Retained::shape(), Prose::shape()])
    }
}

record! {
    /// Information that comes from others.
    Acquisition {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The id by which references name it.
        /// 日本語: この取得を指すための短い名前です。
        opt id: Id,
        /// From whom the information comes.
        /// 日本語: どこから（だれから）いただくかを書きます（例：事業主）。
        req from: Text,
        /// The items that come.
        /// 日本語: 取得する個人情報の項目です。
        ask data_items: Vec<Item>,
        /// What they are used for.
        /// 日本語: 取得した個人情報の利用目的です。
        req uses: Vec<Use>,
    }
}

record! {
    /// The reservation of consent: the three statements of the guidance (Ⅲ7(3)).
    Reservation {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// That a person may ask that consent be obtained for purposes not accepted (ガイダンスⅢ7(3)(ア)).
        /// 日本語: 同意しがたい利用目的について、あらかじめ同意を得るよう求められることを書きます。
        ask may_object: Prose,
        /// That consent is deemed given when nothing is said (ガイダンスⅢ7(3)(イ)).
        /// 日本語: お申し出がなければ、同意があったものとして取り扱うことを書きます。
        ask deemed: Prose,
        /// That consent and reservation can be changed at any time (ガイダンスⅢ7(3)(ウ)).
        /// 日本語: 同意と留保は、お申し出によりいつでも変えられることを書きます。
        ask changeable: Prose,
        /// The desk that takes objections: its id, or `society`.
        /// 日本語: お申し出先です。窓口の id か society（組合）を書きます。
        ask contact: Desk,
    }
}
