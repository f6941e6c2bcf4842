//! `society.yaml`: who the society is and how it is reached.

use super::scalar::{Day, Desk, FileId, Id, Text, Url};
use super::text::{Address, File, Person, Prose, Record, Ways};
use crate::{closed_words, record};

record! {
    short
    /// The name with its reading and other forms.
    Name {
        /// The name in full (法32条1項1号).
        /// 日本語: 正式な名称です（例：例示健康保険組合）。
        req text: Text,
        /// Its reading in kana.
        /// 日本語: 名称の読みがなです（例：れいじけんこうほけんくみあい）。
        opt ruby: Text,
        /// The name in Latin letters.
        /// 日本語: 英語での名称です（例：Reiji Health Insurance Society）。
        opt latin: Text,
        /// A short form of the name.
        /// 日本語: 名称の短い言い方です（例：例示健保）。
        opt short: Text,
    } = |t| Name { at: t.at, text: t, ruby: None, latin: None, short: None }
}

closed_words! {
    /// What kind of insurer it is.
    SocietyKind {
        /// A health insurance society.
        /// 日本語: 健康保険組合
        HealthInsuranceSociety = "health_insurance_society",
        /// A national health insurance society.
        /// 日本語: 国民健康保険組合
        NationalHealthInsuranceSociety = "national_health_insurance_society",
        /// A mutual aid association.
        /// 日本語: 共済組合
        MutualAidAssociation = "mutual_aid_association",
        /// No insurer: a manual, whose site owes no disclosure. No duty is checked, and every report says so.
        /// 日本語: 保険者ではなく、説明書のサイト（公表する義務は一つも点検せず、そのことを必ず表示します）
        Documentation = "documentation",
    }
}

closed_words! {
    /// Under which paragraph it was set up (健康保険法11条).
    EstablishedUnder {
        /// One employer.
        /// 日本語: 一つの事業主が設立した組合（健康保険法11条1項）
        Single = "art11-1",
        /// Several employers.
        /// 日本語: 複数の事業主が共同で設立した組合（健康保険法11条2項）
        Joint = "art11-2",
    }
}

closed_words! {
    /// What a desk handles.
    Handles {
        /// Complaints.
        /// 日本語: 苦情の申出
        Complaint = "complaint",
        /// Requests for disclosure and the like.
        /// 日本語: 開示などの請求
        Request = "request",
        /// Consent and its reservation.
        /// 日本語: 同意とその留保の申出
        Consent = "consent",
        /// Questions.
        /// 日本語: お問い合わせ
        Enquiry = "enquiry",
        /// Other forms of the same information.
        /// 日本語: 大きな文字や点字など、別の形での提供
        Accessibility = "accessibility",
    }
}

closed_words! {
    /// How deep a 特定個人情報保護評価 went.
    AssessmentLevel {
        /// The basic items.
        /// 日本語: 基礎項目評価
        Basic = "basic",
        /// The priority items.
        /// 日本語: 重点項目評価
        Priority = "priority",
        /// All items.
        /// 日本語: 全項目評価
        Full = "full",
    }
}

record! {
    /// `society.yaml`.
    Profile {
        /// Title, intro, notes, history and the like.
        flat file: File,
        /// How the society itself is reached.
        flat ways: Ways,
        /// The name of the society (法32条1項1号).
        /// 日本語: 組合の名称です。
        ask name: Name,
        /// What kind of insurer it is; `documentation` is none: the site of a manual.
        /// 日本語: 保険者の種類です（health_insurance_society 健康保険組合 など）。documentation は、保険者ではなく説明書のサイトです。
        req kind: SocietyKind,
        /// Its address (法32条1項1号).
        /// 日本語: 組合の住所です。郵便番号も書きます。
        ask address: Address,
        /// Its representative, with title and name (法32条1項1号).
        /// 日本語: 代表者の役職と氏名です（健康保険組合では理事長）。
        ask representative: Person,
        /// Under which paragraph of 健康保険法11条 it was set up: one employer or several.
        /// 日本語: 設立の根拠です（art11-1 は単独の事業主、art11-2 は複数の事業主が共同で設立した組合）。
        opt established_under: EstablishedUnder,
        /// How many persons its files on individual numbers cover (番号法28条, 評価規則4条).
        /// 日本語: 個人番号を取り扱う対象の人数です。特定個人情報保護評価が必要かどうかの確認に使います（例：8400）。
        opt persons: u32,
        /// Offices that texts refer to by id: `<role:controller>`.
        /// 日本語: 文の中で使う役職の一覧です（例：個人情報取扱責任者）。
        list roles: Role,
        /// The desks; one for complaints and one for requests at least (法32条1項3号・4号, 施行令10条2号).
        /// 日本語: 窓口の一覧です。苦情の申出と、開示などの請求を受ける窓口がそれぞれ必要です。
        ask contact_points: Vec<ContactPoint>,
        /// How public notice is given under the articles of association (健康保険法16条1項9号).
        /// 日本語: 規約で定めた公告の方法です。
        ask public_notice: PublicNotice,
        /// Accredited organizations to which the society belongs (法32条1項4号, 施行令10条3号).
        /// 日本語: 加入している認定個人情報保護団体です。なければ `{none: true}` と書きます。
        ask accredited_organizations: Vec<AccreditedOrganization>,
        /// Its 特定個人情報保護評価, where owed (番号法28条).
        /// 日本語: 特定個人情報保護評価書の一覧です。評価の義務がなければ `{none: 理由}` と書きます。
        ask impact_assessments: Vec<ImpactAssessment>,
        /// Where to ask for other forms of the same information (障害者差別解消法8条2項).
        /// 日本語: 大きな文字、読み上げ、点字などを必要とされる方への案内です。
        ask accessibility: Accessibility,
        /// Certificates that the society holds.
        /// 日本語: 取得している認証の一覧です。
        list certifications: Certification,
    }
}

record! {
    /// An office that somebody holds.
    Role {
        /// The id by which references name it: `<role:controller>`.
        /// 日本語: この役職を指すための短い名前です（例：controller）。
        req id: Id,
        /// The name of the office.
        /// 日本語: 役職の名前です（例：個人情報取扱責任者）。
        req title: Text,
        /// Who holds it, by post or name.
        /// 日本語: その役職に就いている人です（例：常務理事）。
        opt held_by: Text,
    }
}

record! {
    /// A desk.
    ContactPoint {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// How the desk is reached.
        flat ways: Ways,
        /// Its address; `society` is that of the society.
        /// 日本語: 窓口の住所です。組合と同じなら society と書きます。
        opt address: Address,
        /// The id by which references, fields and blocks name it: `<contact:privacy>`.
        /// 日本語: この窓口を指すための短い名前です（例：privacy）。
        req id: Id,
        /// What the desk handles.
        /// 日本語: 受け付ける内容です（complaint 苦情、request 開示などの請求、consent 同意、enquiry お問い合わせ、accessibility 別の形での提供）。
        ask handles: Vec<Handles>,
    }
}

record! {
    /// How public notice is given (公告).
    PublicNotice {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// How notice is given, as the articles of association say.
        /// 日本語: 公告の方法です。規約のとおりに書きます（例：事務所の掲示場に掲示します）。
        req method: Text,
        /// The article that says so.
        /// 日本語: 公告の方法を定めた規約の条です（例：例示健康保険組合規約第6条）。
        opt basis: Text,
    }
}

record! {
    /// An accredited personal information protection organization (法47条).
    AccreditedOrganization {
        /// How the organization is reached.
        flat ways: Ways,
        /// Its address.
        /// 日本語: 認定個人情報保護団体の住所です。
        opt address: Address,
        /// Its name (施行令10条3号).
        /// 日本語: 認定個人情報保護団体の名称です。
        req name: Text,
        /// What it handles, or how to turn to it.
        /// 日本語: 苦情の解決の申出についての説明などを書きます。
        opt note: Prose,
    }
}

record! {
    /// A 特定個人情報保護評価 (番号法28条).
    ImpactAssessment {
        /// The title of the assessment.
        /// 日本語: 評価書の題名です（例：適用・給付及び徴収関係事務 基礎項目評価書）。
        req title: Text,
        /// How deep it went: basic, priority, or full.
        /// 日本語: 評価の種類です（basic 基礎項目、priority 重点項目、full 全項目）。
        opt level: AssessmentLevel,
        /// The day of the assessment.
        /// 日本語: 評価を実施した日です（例：2024-08-20）。
        opt assessed_on: Day,
        /// The day on which it was published.
        /// 日本語: 評価書を公表した日です（例：2024-09-02）。
        opt published_on: Day,
        /// Its address, when it is published elsewhere.
        /// 日本語: 評価書を載せている場所のアドレスです（https:// で始めます）。
        opt url: Url,
        /// Id of the document, from `files.yaml`.
        /// 日本語: 評価書の文書の id です（files.yaml に書いたもの）。
        opt file: FileId,
    }
}

record! {
    /// Other forms of the same information.
    Accessibility {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The desk to ask: its id.
        /// 日本語: お申し出を受ける窓口の id です。
        req contact: Desk,
    }
}

record! {
    /// A certificate.
    Certification {
        /// The id by which references name it.
        /// 日本語: この認証を指すための短い名前です。
        req id: Id,
        /// Its name.
        /// 日本語: 認証の名前です。
        req name: Text,
        /// Its number.
        /// 日本語: 認証の番号です。
        opt number: Text,
        /// The day on which it was obtained.
        /// 日本語: 取得した日です（例：2024-04-01）。
        opt obtained_on: Day,
        /// The last day on which it is valid.
        /// 日本語: 有効期間の最後の日です（例：2027-03-31）。
        opt valid_until: Day,
    }
}
