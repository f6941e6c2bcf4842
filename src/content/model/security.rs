//! `security.yaml`: measures for security (法32条1項4号, 施行令10条).

use super::text::{File, Prose, Record};
use crate::content::model::scalar::Text;
use crate::content::record::{Load, Loader};
use crate::content::shape::Shape;
use crate::content::tree::NodeId;
use crate::record;

record! {
    /// `security.yaml`.
    Security {
        /// Title, intro, notes, history and the like.
        flat file: File,
        /// The measures for security (法32条1項4号, 施行令10条1号).
        /// 日本語: 安全管理のために講じた措置を、項目ごとに書きます。
        ask measures: Measures,
        /// How entrustees are supervised (法25条).
        /// 日本語: 委託先の監督について書きます。
        ask entrustee_supervision: Prose,
    }
}

record! {
    /// The measures by the headings of the guidelines.
    Measures {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// That a basic policy was drawn up, and what it covers.
        /// 日本語: 基本方針の策定について書きます。
        ask basic_policy: Prose,
        /// The rules on how data are handled.
        /// 日本語: 個人データの取扱いの規律（規程など）の整備について書きます。
        ask rules: Prose,
        /// Organizational measures: who is in charge, reports, audits.
        /// 日本語: 組織的な措置を書きます（責任者、報告の体制、点検や監査など）。
        ask organizational: Prose,
        /// Human measures: training, duty of secrecy.
        /// 日本語: 人的な措置を書きます（研修、秘密の保持など）。
        ask human: Prose,
        /// Physical measures: rooms, locks, disposal.
        /// 日本語: 物理的な措置を書きます（区域の管理、盗難の防止、廃棄など）。
        ask physical: Prose,
        /// Technical measures: rights of access, defence, logs.
        /// 日本語: 技術的な措置を書きます（接続の権限、不正アクセスの防止、記録など）。
        ask technical: Prose,
        /// That the regime of a foreign country is grasped where data are handled there.
        /// 日本語: 外的環境の把握について書きます。外国でデータを取り扱うなら、その国の名前が必要です。なければ `{none: 理由}` と書きます。
        ask external_environment: Environment,
    }
}

record! {
    /// Countries in which data are handled.
    Abroad {
        /// The countries in which data are handled.
        /// 日本語: 個人データを取り扱う外国の名前です。
        req countries: Vec<Text>,
        /// What was grasped of their regimes, and what is done.
        /// 日本語: その国の制度を把握したことと、講じた措置を書きます。
        req text: Prose,
    }
}

/// What is said of handling abroad.
#[derive(Debug, Clone)]
pub enum Environment {
    /// With the countries.
    Abroad(Box<Abroad>),
    /// A sentence.
    Prose(Prose),
}

impl Load for Environment {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        if cx.tree.get(node, "countries").is_some() {
            return Abroad::load(cx, node).map(|a| Environment::Abroad(Box::new(a)));
        }
        Prose::load(cx, node).map(Environment::Prose)
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Prose::shape(), Abroad::shape()])
    }
}
