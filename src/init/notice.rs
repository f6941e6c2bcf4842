//! A new notice: a dated file with the fields of its kind.

use super::NewFile;
use super::blank::mark;
use super::scalar::scalar;
use crate::content::model::documents::NoticeKind;
use jiff::civil::Date;

/// What is known of a new notice.
#[derive(Debug, Clone)]
pub struct NewNotice {
    /// Its kind.
    pub kind: NoticeKind,
    /// Its day.
    pub date: Date,
    /// The last part of its id: `rates` of `2026-03-02-rates`.
    pub slug: String,
    /// Its title.
    pub title: Option<String>,
}

impl NewNotice {
    /// Its id, by its day.
    pub fn id(&self) -> String {
        format!("{}-{}", self.date, self.slug)
    }
}

/// The file of a new notice.
pub fn notice(new: &NewNotice) -> NewFile {
    let (id, kind, date) = (new.id(), new.kind.word(), new.date);
    let title = new.title.as_deref().map_or_else(|| mark("お知らせの題名", example_title(new.kind)), scalar);
    let body = body(new.kind, &date);
    let about = about(new.kind);
    let text = format!("# {about}\nid: {id}\nkind: {kind}\ndate: {date}\ntitle: {title}\n{body}");
    NewFile { path: format!("notices/{id}.yaml"), text }
}

fn about(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::News => "お知らせ。",
        NoticeKind::PublicNotice => "公告。番号、根拠、変更前と変更後を示します。",
        NoticeKind::Change => "公表した事項の変更のお知らせ。変更前と変更後、理由を示します。",
        NoticeKind::Incident => "個人情報の事故のお知らせ。後で分かったことは、末尾の updates に日付を付けて書き足し、初めの文は残します。",
    }
}

fn example_title(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::News => "年末年始の窓口のお休みについて",
        NoticeKind::PublicNotice => "規約の一部変更について",
        NoticeKind::Change => "利用目的の一部の変更について",
        NoticeKind::Incident => "書類の紛失について（お詫び）",
    }
}

fn body(kind: NoticeKind, date: &Date) -> String {
    match kind {
        NoticeKind::News => format!(
            "from: representative     # 差出人（代表者）。載せないなら、この行を消します
intro: {}
body:
  - {}
contact: society     # お問い合わせ先。窓口の id か society（組合）
",
            mark("何のお知らせかを1文か2文で", "年末年始は、窓口をお休みします。"),
            mark(
                "本文。段落ごとに - で始まる行を足します",
                "12月29日から1月3日までお休みします。お急ぎの方は、電子メールでお問い合わせください。"
            ),
        ),
        NoticeKind::PublicNotice => format!(
            "effective_on: {date}     # 効力が生じる日に直します
number: {}
basis: {}
to: 加入者及び加入事業所の皆様
from: representative     # 規約の変更は、理事長が公告します
intro: {}
changes:     # 変更ごとに書きます。変更でない公告なら、changes を消して body: に本文を書きます
  - what: changed     # added 追加、changed 変更、removed 削除
    old: {}
    new: {}
    reason: {}
",
            mark("公告の番号", "公告第8号"),
            mark("公告の根拠となる規約の条", "例示健康保険組合規約第6条"),
            mark("公告の文", "規約の一部を、<field:effective_on>から次のとおり変更したので、<field:basis>の定めにより公告します。"),
            mark("変更前の文", "第3条　組合の事務所は、東京都千代田区に置く。"),
            mark("変更後の文", "第3条　組合の事務所は、東京都港区に置く。"),
            mark("変更の理由", "事務所を移転するため。"),
        ),
        NoticeKind::Change => format!(
            "effective_on: {date}     # 変更する日に直します
to: 加入者の皆様
from: representative
intro: {}
changes:
  - what: changed     # added 追加、changed 変更、removed 削除
    old: {}
    new: {}
    reason: {}
contact: society     # お問い合わせ先。窓口の id か society（組合）
",
            mark(
                "何をいつから改めるか",
                "個人情報の利用目的の一部を、<field:effective_on>から次のとおり改めます（<law:appi/21/3>）。変更は、これまでの利用目的と関連性があると合理的に認められる範囲のものです。"
            ),
            mark("変更前の文", "健診の案内と実施"),
            mark("変更後の文", "健診の案内、実施及び結果の管理"),
            mark("変更の理由", "健診の後の管理を、はっきり示すため。"),
        ),
        NoticeKind::Incident => format!(
            "from: representative
intro: {}
incident:
  found_on: {date}     # 事故に気づいた日に直します。起きた日が分かれば、occurred_on: にも書きます
  course: {}
  data_items: [{}]
  persons: {{none: {}}}     # 人数が分かったら、persons: 12 のように書きます
  cause: {}
  harm: {}
  response: {}
  prevention: {}
  contact: society     # お問い合わせ先。窓口の id か society（組合）
# updates:     # 後で分かったことは、次のように書き足します
#   - {{date: {date}, text: その後の調査で分かったことなどを書きます。}}
",
            mark("事故のあらましとお詫び", "健診の名簿を紛失する事故がありました。対象となった方に深くお詫びします。"),
            mark("事故の経過", "名簿を会場へ運ぶ途中で紛失し、経路を捜索して、警察に届け出ました。"),
            mark("漏えいなどをした個人データの項目", "氏名、生年月日及び予約日時"),
            mark("対象となった方の人数", "対象となった方の人数は、調べています。"),
            mark("事故の原因", "名簿を一人で運び、受渡しのときに中身を確かめていなかったことによります。"),
            mark("被害の有無と、二次被害のおそれ", "これまでに、名簿が悪用された事実は確かめられていません。"),
            mark("事故の後に行った対応", "対象の方全員に、個別にお知らせとお詫びを行いました。"),
            mark("再発を防ぐための対策", "紙の名簿を廃止し、暗号化した端末に切り替えます。"),
        ),
    }
}
