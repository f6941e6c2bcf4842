//! `disclosure.yaml`: requests by the person and fees (法32条から39条まで).

use super::scalar::{Desk, FormId, Id, Text};
use super::text::{File, OneOrMany, Prose, Record};
use crate::content::record::{Link, Load, Loader, not_one_of};
use crate::content::shape::{Form, Shape, Word};
use crate::content::tree::{NodeId, Value};
use crate::{closed_words, record};

record! {
    /// `disclosure.yaml`.
    Disclosure {
        /// Title, intro, notes, history and the like.
        flat file: File,
        /// The procedures, which together cover all seven kinds of request (法32条1項3号).
        /// 日本語: 開示などの請求の手続を、対象ごとに書きます。全部の手続を合わせて、7種類の請求がそろうようにします。
        ask procedures: Vec<Procedure>,
        /// Fees that several procedures name by their id.
        /// 日本語: 手数料の一覧です。ここに書いた手数料は、手続の fee に id を書いて使います。
        list fees: Fee,
    }
}

closed_words! {
    /// Whose proof is needed too.
    OwnProof {
        /// That of whoever applies.
        /// 日本語: 請求する方自身の確認書類
        Myself = "self",
    }
}

closed_words! {
    /// What the person may ask for.
    Request {
        /// Notice of the purposes of use (法32条2項).
        /// 日本語: 利用目的の通知（法32条2項）
        NotifyPurpose = "notify_purpose",
        /// Disclosure (法33条1項).
        /// 日本語: 開示（法33条1項）
        Disclose = "disclose",
        /// Disclosure of records of third-party provision (法33条5項).
        /// 日本語: 第三者提供記録の開示（法33条5項）
        ThirdPartyRecord = "third_party_record",
        /// Correction, addition, deletion (法34条1項).
        /// 日本語: 訂正・追加・削除（法34条1項）
        Correct = "correct",
        /// That use ends, or the data are erased (法35条1項).
        /// 日本語: 利用の停止・消去（法35条1項）
        SuspendUse = "suspend_use",
        /// That provision to third parties ends (法35条3項).
        /// 日本語: 第三者提供の停止（法35条3項）
        StopProvision = "stop_provision",
        /// That use ends when it is not needed any more, and the like (法35条5項).
        /// 日本語: 必要がなくなった場合等の利用停止・消去・提供停止（法35条5項）
        StopUnneeded = "stop_unneeded",
    }
}

closed_words! {
    /// Who asks.
    Who {
        /// The person.
        /// 日本語: 本人
        Myself = "self",
        /// A statutory agent.
        /// 日本語: 法定代理人
        StatutoryAgent = "statutory_agent",
        /// An agent whom the person appointed.
        /// 日本語: 任意代理人（ご本人から委任を受けた方）
        AppointedAgent = "appointed_agent",
        /// The family of somebody who died.
        /// 日本語: 遺族
        Bereaved = "bereaved",
    }
}

closed_words! {
    /// How to ask.
    Means {
        /// By post.
        /// 日本語: 郵送
        Mail = "mail",
        /// At the counter.
        /// 日本語: 窓口
        Counter = "counter",
        /// By a form of the web.
        /// 日本語: 受付フォーム
        Web = "web",
        /// By electronic mail.
        /// 日本語: 電子メール
        Email = "email",
    }
}

closed_words! {
    /// What a paper proves.
    Proves {
        /// Who somebody is.
        /// 日本語: 本人であること
        Identity = "identity",
        /// That somebody may act.
        /// 日本語: 代理の権限
        Mandate = "mandate",
        /// That somebody is a relative.
        /// 日本語: 続柄
        Kinship = "kinship",
    }
}

record! {
    /// An agent of somebody.
    WhoOf {
        /// The agent, such as `statutory_agent`.
        /// 日本語: 請求する代理人です（statutory_agent は法定代理人、appointed_agent は任意代理人）。
        req who: Who,
        /// For whom the agent acts, such as `bereaved`.
        /// 日本語: だれの代理人かを書きます（bereaved はご遺族）。
        req of: Who,
    }
}

/// Who may ask.
#[derive(Debug, Clone)]
pub struct Requester {
    /// Its place in the content.
    pub at: NodeId,
    /// Who.
    pub who: Who,
    /// For whom.
    pub of: Option<Who>,
}

impl Load for Requester {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Map(_) => WhoOf::load(cx, node).map(|w| Requester { at: node, who: w.who, of: Some(w.of) }),
            _ => Who::load(cx, node).map(|who| Requester { at: node, who, of: None }),
        }
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Who::shape(), WhoOf::shape()])
    }
}

/// The forms of a copy that have a word.
const COPIES: &[Word] = &[
    Word { word: "electronic", docs: &["An electronic record.", "日本語: 電磁的記録の提供"] },
    Word { word: "paper", docs: &["On paper.", "日本語: 書面の交付"] },
];

/// The form of the copy: a known word or words of one's own.
#[derive(Debug, Clone)]
pub struct Method(pub Text);

impl Load for Method {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        Text::load(cx, node).map(Method)
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Shape::Words(COPIES), Text::shape()])
    }
}

record! {
    /// A procedure.
    Procedure {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The id by which references, forms and blocks name it: `<procedure:receipts>`.
        /// 日本語: この手続を指すための短い名前です（例：receipts）。
        req id: Id,
        /// What the procedure is about; also its heading when it has no title.
        /// 日本語: 何についての手続かを書きます（例：保有個人データの開示など）。title がなければ見出しになります。
        req target: Text,
        /// The kinds of request that it takes (法32条2項, 33条から35条まで).
        /// 日本語: この手続で受け付ける請求の種類です（利用目的の通知、開示、訂正など）。
        ask requests: Vec<Request>,
        /// Who may ask: the person and agents (法37条3項, 施行令13条).
        /// 日本語: 請求できる方です（本人、法定代理人、任意代理人など）。
        ask requesters: Vec<Requester>,
        /// The desk or desks to which a request is made (施行令12条1号).
        /// 日本語: 請求書の提出先です。窓口の id か society（組合）を書きます。
        ask submit_to: OneOrMany<Desk>,
        /// How a request may be made: by post, at the counter, by web form, by e-mail (施行令12条2号).
        /// 日本語: 請求の方法です（mail 郵送、counter 窓口、web 受付フォーム、email 電子メール）。
        ask means: Vec<Means>,
        /// Ids of the forms to fill in, from `forms.yaml`.
        /// 日本語: 使う様式の id です（forms.yaml に書いたもの）。
        list forms: FormId,
        /// Forms of disclosure among which the person may choose: electronic, paper or another (法33条2項).
        /// 日本語: 開示の方法です（electronic 電磁的記録、paper 書面、又はその他の方法の名前）。ご本人が選べるものをすべて書きます。
        ask methods: Vec<Method>,
        /// How the copy is handed over.
        /// 日本語: 写しのお渡しの方法です（counter 窓口、mail 郵送、email 電子メール、web 受付フォーム）。
        list delivery: Means,
        /// Which papers prove the person, or the agent (施行令12条3号).
        /// 日本語: ご本人や代理人であることを確かめる書類を、請求する方ごとに書きます。
        ask identity: Vec<Identity>,
        /// The fee or fees, by id or written in place (法38条).
        /// 日本語: 手数料です。fees に書いた手数料の id か、その場に金額などを書きます。無料なら kind: none です。
        ask fee: OneOrMany<FeeIs>,
        /// How long a decision takes, and by which forms it is told.
        /// 日本語: 開示するかどうかなどを決めるまでの期間です。
        opt decision: Decision,
        /// Other periods, such as that for fetching the copy.
        /// 日本語: 決定のほかの期限です（例：窓口でのお受取りは1か月）。
        list deadlines: Deadline,
        /// When the request may be refused; reasons are explained (法36条).
        /// 日本語: 請求に応じられない場合と、その理由をお知らせすることを書きます。
        opt refusal: Prose,
        /// Where the details are: a rule of the site, or other rules by title.
        /// 日本語: 詳しい取扱いを定めた規程や要領です。rules の id か、題名を書きます。
        opt rule: RuleIs,
    }
}

record! {
    /// Which papers show who somebody is.
    Identity {
        /// Whose papers these are.
        /// 日本語: どなたの書類かを書きます（self 本人、statutory_agent 法定代理人、appointed_agent 任意代理人、bereaved 遺族）。
        req who: Who,
        /// For whom an agent acts, such as `bereaved`.
        /// 日本語: 代理人のとき、どなたの代理人かを書きます（例：bereaved はご遺族）。
        opt of: Who,
        /// What the papers prove: who somebody is, a mandate, or kinship.
        /// 日本語: 書類で何を確かめるかを書きます（identity 本人であること、mandate 代理の権限、kinship 続柄）。
        opt proves: Proves,
        /// Papers of which one is enough.
        /// 日本語: このうちどれか1点があればよい書類です。
        list any_of: Paper,
        /// Papers that are all needed.
        /// 日本語: すべて必要な書類です。
        list all_of: Paper,
        /// Papers of which two are needed.
        /// 日本語: このうち2点が必要な書類です。
        list two_of: Paper,
        /// Whose own proof of identity is needed as well: `self`.
        /// 日本語: あわせて請求する方自身の確認書類も必要なときは、self と書きます。
        opt and: OwnProof,
        /// What to send when the request comes by post.
        /// 日本語: 郵送で請求するときに送っていただく書類です（例：住民票の写し）。
        list by_mail: Text,
        /// How recent the papers must be, in days.
        /// 日本語: 書類が何日以内に発行されたものでなければならないかを、日数で書きます（例：30）。
        opt issued_within_days: u32,
        /// Whether a copy of the paper will do.
        /// 日本語: 書類の写しでよいときは true です。
        opt copy: bool,
        /// What happens when somebody has none of these papers.
        /// 日本語: これらの書類をお持ちでない方への案内を書きます。
        opt otherwise: Prose,
    }
}

record! {
    /// Papers of which some are asked for.
    PaperSet {
        /// Papers of which one is enough.
        /// 日本語: このうちどれか1点があればよい書類です。
        list any_of: Paper,
        /// Papers that are all needed.
        /// 日本語: すべて必要な書類です。
        list all_of: Paper,
        /// Papers of which two are needed.
        /// 日本語: このうち2点が必要な書類です。
        list two_of: Paper,
    }
}

/// A paper, or papers of which some are asked for.
#[derive(Debug, Clone)]
pub enum Paper {
    /// Its name.
    Named(Text),
    /// Several.
    Set(Box<PaperSet>),
}

impl Load for Paper {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Map(_) => PaperSet::load(cx, node).map(|s| Paper::Set(Box::new(s))),
            _ => Text::load(cx, node).map(Paper::Named),
        }
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Text::shape(), PaperSet::shape()])
    }
}

record! {
    /// How long a decision takes.
    Decision {
        /// Days within which it is decided, such as 30.
        /// 日本語: 決定までの日数です（例：30）。
        ask within_days: u32,
        /// Days by which the period may be extended.
        /// 日本語: 延長することがあるとき、延長できる日数です（例：30）。
        opt extension_days: u32,
        /// Whether the period is an estimate rather than a limit.
        /// 日本語: 期間が目安のときは true です（「30日以内を目安」のように載ります）。
        opt about: bool,
        /// From when the days count.
        /// 日本語: 日数をいつから数えるかを書きます（例：請求書を受け付けた日から）。
        opt from: Text,
        /// Id of the form that tells the decision.
        /// 日本語: 決定をお知らせする様式の id です。
        opt notify_form: FormId,
        /// Id of the form that tells of an extension.
        /// 日本語: 期限の延長をお知らせする様式の id です。
        opt extension_form: FormId,
    }
}

record! {
    /// Another period.
    Deadline {
        /// What the period is for, such as fetching the copy.
        /// 日本語: 何の期限かを書きます（例：窓口でのお受取り）。
        req what: Text,
        /// Its length in days.
        /// 日本語: 期限までの日数です。月で数えるときは months に書きます。
        opt days: u32,
        /// Its length in months.
        /// 日本語: 期限までの月数です。日で数えるときは days に書きます。
        opt months: u32,
    }
}

record! {
    /// Rules that are not published as a document of the site.
    OtherRule {
        /// The title of the rules.
        /// 日本語: 規程や要領の題名です。
        req title: Text,
        /// Whether they are published.
        /// 日本語: 公表しているときは true、していないときは false です。
        req published: bool,
    }
}

/// Where the details are.
#[derive(Debug, Clone)]
pub enum RuleIs {
    /// A rule of the site.
    Rule(Text),
    /// Other rules.
    Other(Box<OtherRule>),
}

impl Load for RuleIs {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Map(_) => OtherRule::load(cx, node).map(|r| RuleIs::Other(Box::new(r))),
            _ => {
                let t = Text::load(cx, node)?;
                cx.links.push(Link { at: node, kinds: &["rule"], id: t.text.clone() });
                Some(RuleIs::Rule(t))
            }
        }
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Shape::Text(Form::Link(&["rule"])), OtherRule::shape()])
    }
}

closed_words! {
    /// How a fee is reckoned.
    FeeKind {
        /// Free of charge.
        /// 日本語: 無料
        Free = "none",
        /// A sum.
        /// 日本語: 定額
        Fixed = "fixed",
        /// A sum for each unit.
        /// 日本語: 単位ごとの金額
        PerUnit = "per_unit",
        /// What it costs.
        /// 日本語: 実費
        Actual = "actual",
    }
}

closed_words! {
    /// Tax.
    Tax {
        /// Tax included.
        /// 日本語: 税込み
        Included = "included",
        /// Tax excluded.
        /// 日本語: 税別
        Excluded = "excluded",
        /// Not taxed.
        /// 日本語: 非課税
        Exempt = "exempt",
    }
}

record! {
    /// A fee.
    Fee {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The id by which procedures name it.
        /// 日本語: この手数料を指すための短い名前です（例：copy）。手続の fee に書きます。
        opt id: Id,
        /// How it is reckoned: none, fixed, by unit, or actual cost.
        /// 日本語: 手数料の決め方です（none 無料、fixed 定額、per_unit 単位ごと、actual 実費）。
        req kind: FeeKind,
        /// The sum in yen (法32条1項3号, 38条2項).
        /// 日本語: 金額です。円の数だけを書きます（例：300）。
        opt amount: u32,
        /// For how many units the sum is.
        /// 日本語: 金額が何単位の分かを数で書きます（例：10枚ごとなら 10）。
        opt per: u32,
        /// The unit, such as a request or a sheet.
        /// 日本語: 金額の単位です（例：請求1件、枚）。
        opt unit: Text,
        /// Whether consumption tax is included.
        /// 日本語: 消費税の扱いです（included 税込み、excluded 税別、exempt 非課税）。
        opt tax: Tax,
        /// What is added, such as copying and postage.
        /// 日本語: 手数料に加えていただく費用です（例：写しの作成費、郵便料金）。
        list plus: FeePlus,
        /// For which kinds of request; only notice of purposes and disclosure may bear a fee (法38条1項, 37条1項).
        /// 日本語: どの請求の手数料かを書きます。手数料をいただけるのは、利用目的の通知と開示（第三者提供記録を含む）だけです。
        list requests = "for": Request,
        /// Whether it is owed also when disclosure is refused.
        /// 日本語: 開示しない決定のときも手数料をいただくなら true です。
        opt also_when_refused: bool,
        /// Whether it may be charged, rather than always is.
        /// 日本語: いつもではなく、いただくことがあるという手数料なら true です。
        opt may: bool,
        /// How and when it is paid (施行令12条4号).
        /// 日本語: 支払の方法と時期を書きます（例：窓口では現金でお支払いください）。
        opt pay: Text,
    }
}

closed_words! {
    /// How an addition to a fee is reckoned.
    PlusKind {
        /// A sum.
        /// 日本語: 定額
        Fixed = "fixed",
        /// A sum for each unit.
        /// 日本語: 単位ごとの金額
        PerUnit = "per_unit",
        /// What it costs.
        /// 日本語: 実費
        Actual = "actual",
    }
}

record! {
    /// What is added to a fee.
    FeePlus {
        /// What is added, such as postage.
        /// 日本語: 加えていただく費用の名前です（例：写しの作成費）。
        req what: Text,
        /// How it is reckoned: fixed, by unit, or actual cost.
        /// 日本語: 費用の決め方です（fixed 定額、per_unit 単位ごと、actual 実費）。
        req kind: PlusKind,
        /// The sum in yen.
        /// 日本語: 金額です。円の数だけを書きます（例：10）。実費なら要りません。
        opt amount: u32,
        /// For how many units the sum is.
        /// 日本語: 金額が何単位の分かを数で書きます（例：1枚ごとなら 1）。
        opt per: u32,
        /// The unit, such as a sheet.
        /// 日本語: 金額の単位です（例：枚）。
        opt unit: Text,
        /// When it is added.
        /// 日本語: どんなときに加えるかを書きます（例：書面で受け取るとき）。
        opt when: Text,
    }
}

/// A fee by its id, or written in place.
#[derive(Debug, Clone)]
pub enum FeeIs {
    /// By id.
    Named(Text),
    /// In place.
    Own(Box<Fee>),
}

impl Load for FeeIs {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Map(_) => Fee::load(cx, node).map(|f| FeeIs::Own(Box::new(f))),
            Value::Text(t) => {
                cx.links.push(Link { at: node, kinds: &["fee"], id: t.clone() });
                Text::load(cx, node).map(FeeIs::Named)
            }
            _ => not_one_of(cx, node, &[]),
        }
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Shape::Text(Form::Link(&["fee"])), Fee::shape()])
    }
}
