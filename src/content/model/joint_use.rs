//! `joint-use.yaml`: joint use (法27条5項3号).

use super::people::SOCIETY;
use super::scalar::{Day, Id, PartyId, Ref, Text};
use super::text::{Address, File, Item, Notified, OneOrMany, Person, Prose, Record};
use crate::content::record::{Load, Loader};
use crate::content::shape::Shape;
use crate::content::tree::{NodeId, Value};
use crate::{closed_words, record};

record! {
    /// `joint-use.yaml`.
    JointUses {
        /// Title, intro, notes, history and the like.
        flat file: File,
        /// That personal data are used jointly (法27条5項3号).
        /// 日本語: 個人データを共同利用していることを述べる文です。
        ask statement: Prose,
        /// The joint uses.
        /// 日本語: 共同利用の一覧です。相手や目的が違うものは分けて書きます。
        ask items: Vec<JointUse>,
    }
}

closed_words! {
    /// With whom data are used jointly.
    Partner {
        /// The employer.
        /// 日本語: 事業主
        Employer = "employer",
        /// The federation of societies.
        /// 日本語: 健康保険組合の連合会
        Federation = "federation",
        /// Another society.
        /// 日本語: 他の健康保険組合
        Society = "society",
        /// A group of companies.
        /// 日本語: 企業グループ
        Group = "group",
        /// Medical institutions.
        /// 日本語: 医療機関
        Medical = "medical",
        /// A contractor.
        /// 日本語: 事業者
        Contractor = "contractor",
    }
}

record! {
    /// One joint use.
    JointUse {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The id by which references and blocks name it: `<joint-use:checkups>`.
        /// 日本語: この共同利用を指すための短い名前です（例：checkups）。
        req id: Id,
        /// With what kind of party the data are used.
        /// 日本語: 相手の種類です（employer 事業主、federation 健保組合の連合会、society 他の組合、group 企業グループ、medical 医療機関、contractor 事業者）。
        req partner: Partner,
        /// Why the data are used jointly.
        /// 日本語: 共同利用の趣旨を書きます。
        opt rationale: Prose,
        /// The items of personal data that are used jointly (法27条5項3号).
        /// 日本語: 共同して利用する個人データの項目です。個人番号は含められません。
        ask data_items: Vec<Item>,
        /// Items that are left out on purpose.
        /// 日本語: 共同利用に含まない項目です（例：個人番号、傷病名）。
        list excludes: Text,
        /// Who uses the data jointly: the scope of joint users (法27条5項3号).
        /// 日本語: 共同して利用する者の範囲です。組合自身も含めて書きます。
        ask parties: Vec<Party>,
        /// Who is responsible for the management of the data, with address and representative (法27条5項3号).
        /// 日本語: 個人データの管理について責任を有する者です。組合自身なら society と書きます。
        ask manager: Managers,
        /// How the data are obtained.
        /// 日本語: データの取得の方法を書きます（例：健診機関から電子データで受け取ります）。
        opt acquisition: Prose,
        /// How the data pass between the parties.
        /// 日本語: 共同して利用する者の間の受渡しの方法を書きます。
        opt transfer: Prose,
        /// The day from which the data have been used jointly.
        /// 日本語: 共同利用を始めた日です（例：2018-04-01）。
        opt since: Day,
        /// That each person was told instead of publication (法27条5項3号・6項).
        /// 日本語: 公表の代わりに一人ひとりへ通知したときに、日付と方法を書きます。
        opt individually_notified: Notified,
    }
}

closed_words! {
    /// What a party is.
    PartyRole {
        /// A joint user.
        /// 日本語: 共同して利用する者
        JointUser = "joint_user",
        /// Somebody to whom work is entrusted: no joint user.
        /// 日本語: 業務の委託先（共同して利用する者ではありません）
        Entrustee = "entrustee",
    }
}

record! {
    /// A party of a joint use; `name: society` is the society itself.
    Party {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The id by which the manager and references name it.
        /// 日本語: この者を指すための短い名前です（例：employer）。
        opt id: Id,
        /// Its name; `society` is the society itself.
        /// 日本語: 共同して利用する者の名称です。組合自身なら society と書きます。
        req name: Text,
        /// What it is: a joint user, or somebody to whom work is entrusted.
        /// 日本語: 立場です（joint_user 共同して利用する者、entrustee 業務の委託先）。
        opt role: PartyRole,
        /// Who handles the data there, by post.
        /// 日本語: 実際にデータを取り扱う人の範囲です（例：産業医、保健師）。
        list handlers: Text,
        /// Under what condition it is a party.
        /// 日本語: この者に当たる条件を書きます（例：覚書を交わした事業所に限ります）。
        opt condition: Prose,
        /// Where those of this class are listed: `<page:employers>`.
        /// 日本語: 該当する者の一覧を載せた場所です（例：`<page:employers>`）。
        opt listed_at: Ref,
        /// What the data are used for by this party (法27条5項3号).
        /// 日本語: この者がデータを何のために使うかを書きます。委託先なら要りません。
        ask purpose: Prose,
    }
}

record! {
    /// Who answers for the management of the data.
    Manager {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// Id of the party that it is.
        /// 日本語: 責任を有する者が parties のどれに当たるかを、その id で書きます。
        opt party: PartyId,
        /// Its name, when it is not one of the parties.
        /// 日本語: 責任を有する者の氏名又は名称です。役職の名前だけでは足りません。
        opt name: Text,
        /// Its address (法27条5項3号).
        /// 日本語: 責任を有する者の住所です。
        ask address: Address,
        /// Its representative, when it is a legal person (法27条5項3号).
        /// 日本語: 法人のときは、その代表者の役職と氏名です。
        ask representative: Person,
        /// The post in charge there.
        /// 日本語: 担当する部署や役職です（例：保健事業課長）。
        opt post: OneOrMany<Text>,
    }
}

/// One manager: the word `society`, or a record.
#[derive(Debug, Clone)]
pub enum ManagerIs {
    /// The society itself: all from `society.yaml`.
    Society(NodeId),
    /// Somebody by name.
    Named(Box<Manager>),
}

impl Load for ManagerIs {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Text(t) if &**t == "society" => Some(ManagerIs::Society(node)),
            _ => Manager::load(cx, node).map(|m| ManagerIs::Named(Box::new(m))),
        }
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Shape::Words(SOCIETY), Manager::shape()])
    }
}

/// One or several managers.
pub type Managers = OneOrMany<ManagerIs>;
