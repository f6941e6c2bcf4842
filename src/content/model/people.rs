//! People and how to reach them: addresses, persons, desks, and what is told to each person.

use super::scalar::{Day, FormId, Id, Tel, Text, Url};
use super::text::{Item, Prose, Record};
use crate::content::record::{Load, Loader};
use crate::content::shape::{Shape, Word};
use crate::content::tree::{NodeId, Value};
use crate::lang::Words;
use crate::{closed_words, record, words};

record! {
    /// A postal address.
    PostalAddress {
        /// The postal code: `100-0000`.
        /// 日本語: 郵便番号です（例：100-0000）。7桁を - でつないで書きます。
        ask postal_code: Text,
        /// Prefecture, town and number.
        /// 日本語: 都道府県からの住所です。
        req text: Text,
        /// Building and floor.
        /// 日本語: 建物の名前と階です（例：例示ビル4階）。
        opt building: Text,
    }
}

/// The word that stands for the society itself.
pub(super) const SOCIETY: &[Word] = &[Word {
    word: "society",
    docs: &["The society itself, from `society.yaml`.", "日本語: 組合と同じ（society.yaml のとおり）"],
}];

/// An address, or the word `society`.
#[derive(Debug, Clone)]
pub enum Address {
    /// That of the society.
    Society(NodeId),
    /// Another.
    Own(Box<PostalAddress>),
}

impl Load for Address {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Text(t) if &**t == "society" => Some(Address::Society(node)),
            Value::Map(_) => PostalAddress::load(cx, node).map(|a| Address::Own(Box::new(a))),
            _ => cx.wrong_type(node, &Self::expected()),
        }
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Shape::Words(SOCIETY), PostalAddress::shape()])
    }
    fn expected() -> Words {
        words!("society、又は {{postal_code: …, text: …}}", "society, or {{postal_code: …, text: …}}")
    }
}

record! {
    /// A person with a title.
    Person {
        /// The title: 理事長.
        /// 日本語: 役職です（例：理事長）。
        opt title: Text,
        /// The name in full.
        /// 日本語: 氏名です（例：例示 太郎）。
        ask name: Text,
        /// Its reading in kana.
        /// 日本語: 氏名の読みがなです（例：れいじ たろう）。
        opt ruby: Text,
        /// The day on which the person took office.
        /// 日本語: 就任した日です（例：2024-07-01）。
        opt since: Day,
    }
}

record! {
    /// How to reach somebody.
    Ways {
        /// The department in charge.
        /// 日本語: 担当の部署です（例：総務課）。
        opt department: Text,
        /// The telephone number; `society` is that of the society.
        /// 日本語: 電話番号です（例：03-0000-0000）。組合と同じなら society と書きます。
        opt tel: Tel,
        /// The fax number; `society` is that of the society.
        /// 日本語: FAX番号です（例：03-0000-0001）。組合と同じなら society と書きます。
        opt fax: Tel,
        /// The e-mail address.
        /// 日本語: メールアドレスです（例：privacy@example.or.jp）。
        opt email: Text,
        /// The address of a web form.
        /// 日本語: 受付フォームのアドレスです（https:// で始めます）。
        opt form_url: Url,
        /// When it is open.
        /// 日本語: 受付時間です（例：平日の9時から17時まで）。
        opt hours: Text,
    }
}

record! {
    /// Told to each person instead of published (法21条1項・3項, 27条5項3号・6項).
    Notified {
        /// The day on which each person was told.
        /// 日本語: 一人ひとりに通知した日です（例：2026-04-01）。
        req date: Day,
        /// How each person was told.
        /// 日本語: 通知の方法です（例：郵送）。
        req how: Text,
    }
}

closed_words! {
    /// How something is handed over.
    Via {
        /// Straight to the person.
        /// 日本語: ご本人へ直接
        Direct = "direct",
        /// Through the employer.
        /// 日本語: 勤務先を通じて
        Employer = "employer",
    }
}

record! {
    /// How a notice reaches the person.
    Delivery {
        /// By which way: straight to the person, or through the employer.
        /// 日本語: お渡しの経路です（direct ご本人へ直接、employer 勤務先を通じて）。
        req via: Via,
        /// How it is kept from other eyes, such as sealed and marked 親展 (Q&A問345).
        /// 日本語: お渡しの方法を書きます。勤務先を通じるなら、中を見られないようにする工夫（封、親展など）が必要です。
        ask text: Prose,
    }
}

record! {
    /// What is done on the consent implied by silence.
    Consent {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The id by which references and forms name it: `<item:provision#expense-notice>`.
        /// 日本語: この事項を指すための短い名前です（例：expense-notice）。
        req id: Id,
        /// What is done.
        /// 日本語: 黙示の同意により行うことを書きます（例：医療費のお知らせを世帯ごとにお送りすること）。
        req text: Prose,
        /// Who receives the data.
        /// 日本語: 提供先です（例：被保険者）。
        ask recipient: Text,
        /// The items of data that are provided.
        /// 日本語: 提供する項目です（例：受診した方の氏名、診療年月）。
        ask data_items: Vec<Item>,
        /// Why consent is taken as implied.
        /// 日本語: 黙示の同意でよいと考える理由を書きます。
        opt reason: Prose,
        /// That family members may object for themselves (Q&A問345).
        /// 日本語: ご家族（被扶養者）の方も、ご自身の分についてお申し出いただけることを書きます。
        opt family: Prose,
        /// How it reaches the person.
        /// 日本語: お知らせなどの送り方です。
        opt delivery: Delivery,
        /// Id of the form with which to object.
        /// 日本語: 同意されない方が使う申出書の様式の id です。
        opt form: FormId,
    }
}
