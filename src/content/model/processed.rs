//! `processed.yaml`: anonymously and pseudonymously processed information (法41条から46条まで).

use super::scalar::{Desk, Id, Text};
use super::text::{File, Item, Prose, Record};
use crate::record;

record! {
    /// `processed.yaml`.
    Processed {
        /// Title, intro, notes, history and the like.
        flat file: File,
        /// The anonymously processed information that is made (法43条).
        /// 日本語: 作成している匿名加工情報の一覧です。
        ask anonymized: Vec<Anonymized>,
        /// The pseudonymously processed information that is held (法41条, 42条).
        /// 日本語: 取り扱っている仮名加工情報の一覧です。
        ask pseudonymized: Vec<Pseudonymized>,
    }
}

record! {
    /// Anonymously processed information.
    Anonymized {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The id by which references name it.
        /// 日本語: この匿名加工情報を指すための短い名前です（例：analysis）。
        req id: Id,
        /// What it is used for.
        /// 日本語: 匿名加工情報を何のために使うかを書きます。
        opt purpose: Prose,
        /// The items of information on individuals that it contains (法43条3項).
        /// 日本語: 匿名加工情報に含まれる、個人に関する情報の項目です。
        ask data_items: Vec<Item>,
        /// What is taken out in processing.
        /// 日本語: 加工のときに取り除く情報です（例：氏名、住所）。
        list removed: Text,
        /// Whether it is made again and again.
        /// 日本語: 継続して作成するときは true です。
        opt continuous: bool,
        /// Over what time or how often it is made.
        /// 日本語: 作成の期間や頻度です（例：毎年4月に継続して）。
        opt period: Text,
        /// To whom and how it is provided (法43条4項).
        /// 日本語: 第三者へ提供するときの、提供先と提供の方法です。
        ask provision: Provided,
        /// Measures for security and complaints (法43条6項).
        /// 日本語: 安全管理と苦情の処理のための措置を書きます。
        opt safety: Prose,
        /// The desk for questions: its id, or `society`.
        /// 日本語: お問い合わせ先です。窓口の id か society（組合）を書きます。
        opt contact: Desk,
    }
}

record! {
    /// To whom and how it is provided.
    Provided {
        /// To whom it is provided.
        /// 日本語: 提供先の名称です。
        opt to: Text,
        /// How it is provided (法43条4項).
        /// 日本語: 提供の方法です（例：暗号化した電子データを専用の回線で送る方法）。
        ask method: Text,
    }
}

record! {
    /// Pseudonymously processed information.
    Pseudonymized {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The id by which references name it.
        /// 日本語: この仮名加工情報を指すための短い名前です。
        req id: Id,
        /// What it is used for (法41条4項).
        /// 日本語: 仮名加工情報の利用目的を書きます。
        ask purpose: Prose,
        /// The items of information that it contains.
        /// 日本語: 仮名加工情報に含まれる項目です。
        list data_items: Item,
        /// Measures for its security.
        /// 日本語: 安全管理と苦情の処理のための措置を書きます。
        opt safety: Prose,
    }
}
