//! `provision.yaml`: provision to third parties.

use super::scalar::{CategoryId, Desk, Id, Text};
use super::text::{Consent, File, Prose, Record};
use crate::{closed_words, record};

record! {
    /// `provision.yaml`.
    Provision {
        /// Title, intro, notes, history and the like.
        flat file: File,
        /// Cases of provision without consent (法27条1項各号).
        /// 日本語: ご本人の同意をいただかずに提供する場合を書きます。
        opt exceptions: Prose,
        /// Cases that are no provision to a third party (法27条5項).
        /// 日本語: 第三者への提供に当たらない場合です（委託、事業の承継、共同利用）。
        list not_third_party: NotThirdParty,
        /// That data with individual numbers are provided only as 番号法19条 allows.
        /// 日本語: 特定個人情報（個人番号を含む情報）を提供する場合の限定を書きます。
        ask specific_rule: Prose,
        /// Work that is entrusted to others (法25条, 27条5項1号).
        /// 日本語: 業務の委託の方針と、委託している業務です。
        opt entrustment: Entrustment,
        /// What is done on implied consent (ガイダンスⅢ7(3)).
        /// 日本語: お申し出がなければ同意があったものとして取り扱う事項（黙示の同意）です。
        opt implied_consent: ImpliedConsent,
        /// Provision until somebody objects (法27条2項); `none` when not done.
        /// 日本語: 申出があるまで提供する方法（オプトアウト）です。行っていなければ `{none: 理由}` と書きます。
        ask opt_out: Prose,
        /// Third parties abroad to whom data are provided (法28条).
        /// 日本語: 個人データを提供する、外国にある第三者の一覧です。なければ `{none: 理由}` と書きます。
        ask foreign_third_parties: Vec<ForeignThirdParty>,
    }
}

closed_words! {
    /// Who is no third party (法27条5項).
    NotThirdPartyCase {
        /// Entrustment.
        /// 日本語: 委託
        Entrustment = "entrustment",
        /// Succession to a business.
        /// 日本語: 事業の承継
        Succession = "succession",
        /// Joint use.
        /// 日本語: 共同利用
        JointUse = "joint_use",
    }
}

record! {
    /// A case that is no provision to a third party.
    NotThirdParty {
        /// Which case: entrustment, succession, or joint use.
        /// 日本語: どの場合かを書きます（entrustment 委託、succession 事業の承継、joint_use 共同利用）。
        req case: NotThirdPartyCase,
        /// What is said of it.
        /// 日本語: その場合の説明を書きます。
        req text: Prose,
    }
}

record! {
    /// Entrusted work.
    Entrustment {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// How entrustees are chosen and supervised (法25条).
        /// 日本語: 委託先の選び方と監督の方針を書きます。
        ask policy: Prose,
        /// The work that is entrusted.
        /// 日本語: 委託している業務の一覧です。
        list list: EntrustedWork,
    }
}

record! {
    /// A piece of work and to whom it is entrusted.
    EntrustedWork {
        /// The id by which references name it.
        /// 日本語: この委託を指すための短い名前です（例：out-system）。
        opt id: Id,
        /// What the work is.
        /// 日本語: 委託している業務の内容です（例：特定保健指導の実施）。
        req business: Text,
        /// To whom it is entrusted.
        /// 日本語: 委託先の名称です。
        opt name: Text,
        /// Ids of the categories of personal information handled, from `purposes.yaml`.
        /// 日本語: 委託先が取り扱う個人情報の種類の id です（purposes.yaml の categories）。
        list categories: CategoryId,
        /// The country in which the data are handled.
        /// 日本語: 委託先がデータを取り扱う国です（例：日本）。
        opt country: Text,
    }
}

record! {
    /// What is done on implied consent.
    ImpliedConsent {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The desk that takes objections: its id, or `society`.
        /// 日本語: 同意されない方のお申し出先です。窓口の id か society（組合）を書きます。
        ask contact: Desk,
        /// What is done on implied consent, one by one.
        /// 日本語: 黙示の同意により取り扱う事項の一覧です。具体的に1つずつ書きます。
        ask items: Vec<Consent>,
    }
}

closed_words! {
    /// On what provision abroad rests (法28条).
    ForeignBasis {
        /// Consent.
        /// 日本語: ご本人の同意
        Consent = "consent",
        /// A system of equal standard.
        /// 日本語: 基準に適合する体制を整えた提供先
        EquivalentSystem = "equivalent_system",
        /// A country of equal standard.
        /// 日本語: 同等の水準にある国
        EquivalentCountry = "equivalent_country",
    }
}

record! {
    /// A third party abroad.
    ForeignThirdParty {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The id by which references name it.
        /// 日本語: この提供先を指すための短い名前です。
        req id: Id,
        /// To whom the data are provided.
        /// 日本語: 提供先の名称です。
        req recipient: Text,
        /// The country in which the recipient is.
        /// 日本語: 提供先のある国の名前です。
        req country: Text,
        /// On what the provision rests (法28条).
        /// 日本語: 提供の根拠です（consent 同意、equivalent_system 基準に適合する体制、equivalent_country 同等の水準にある国）。
        req basis: ForeignBasis,
    }
}
