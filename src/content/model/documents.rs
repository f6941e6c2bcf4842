//! `policies/`, `rules/`, `notices/`: documents of the society.

use super::scalar::{Day, Desk, FileId, Id, Path, Signer, Text};
use super::site::WordsByKey;
use super::text::{File, Item, Node, Notified, Prose, Record};
use crate::{closed_words, record};

record! {
    /// A policy.
    Policy {
        /// Title, intro, notes, history and the like.
        flat file: File,
        /// The id by which references and blocks name it: `<policy:basic-policy>`.
        /// 日本語: この方針を指すための短い名前です（例：basic-policy）。
        req id: Id,
        /// Its text.
        /// 日本語: 方針の本文を書きます。
        ask body: Vec<Node>,
        /// Who signs it: `representative`, or the id of a role.
        /// 日本語: 方針の末尾に名前を載せる人です。representative（代表者）か、役職の id を書きます。
        opt signed: Signer,
    }
}

closed_words! {
    /// What kind of rules.
    RuleKind {
        /// A regulation.
        /// 日本語: 規程
        Regulation = "regulation",
        /// A guideline.
        /// 日本語: 要領
        Guideline = "guideline",
        /// The articles of association.
        /// 日本語: 規約
        ArticlesOfAssociation = "articles_of_association",
    }
}

record! {
    /// Rules that were enacted.
    Rule {
        /// Title, intro, notes, history and the like.
        flat file: File,
        /// The id by which references and blocks name it: `<rule:management>`.
        /// 日本語: この規程を指すための短い名前です（例：management）。
        req id: Id,
        /// What kind of rules: a regulation, a guideline, or the articles of association.
        /// 日本語: 種類です（regulation 規程、guideline 要領、articles_of_association 規約）。
        req kind: RuleKind,
        /// Its official number, such as 規程第23号.
        /// 日本語: 規程などの番号です（例：規程第23号）。
        opt number: Text,
        /// Whether its words stay as enacted; so they do when absent.
        /// 日本語: 制定したときの文のまま載せるなら true です。書かなければ true とみなします。
        opt enacted: bool,
        /// Short names of acts in this document, by act: `appi: 法`.
        /// 日本語: この規程の中での法令の略称です（例：appi: 法）。
        opt abbreviations: WordsByKey,
        /// Chapters with their articles.
        /// 日本語: 章の一覧です。条は章の中に書きます。
        list chapters: Chapter,
        /// Articles that stand in no chapter.
        /// 日本語: 章に分けない場合の条の一覧です。
        list articles: Article,
        /// Text that is not in articles, as in a guideline.
        /// 日本語: 条の形でない本文です（要領など）。
        list body: Node,
        /// Supplementary provisions, one for each enactment and amendment.
        /// 日本語: 附則です。制定と改正のたびに1つずつ書き足します。
        list supplementary: Supplementary,
        /// Annexes, numbered as they are written.
        /// 日本語: 別表です。書いた順に番号が付きます。
        list annexes: Annex,
    }
}

record! {
    /// A chapter.
    Chapter {
        /// The id by which references name it.
        /// 日本語: この章を指すための短い名前です。参照しないなら要りません。
        opt id: Id,
        /// The heading, without its number.
        /// 日本語: 章の見出しです（例：総則）。「第1章」は自動で付きます。
        req heading: Text,
        /// The articles of the chapter.
        /// 日本語: この章の条の一覧です。
        req articles: Vec<Article>,
    }
}

record! {
    /// An article; its heading prints in brackets above.
    Article {
        /// Id, heading, text, items and the like.
        flat node: Node,
        /// Its paragraphs, when there are several.
        /// 日本語: 項の一覧です。項が1つだけなら text に書けます。
        list paragraphs: Node,
    }
}

record! {
    /// A supplementary provision.
    Supplementary {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// The day from which it is in force.
        /// 日本語: 施行の日です（例：2026-04-01）。
        req enforced_on: Day,
        /// What it says.
        /// 日本語: 附則の文を書きます（例：この規程は、令和8年4月1日から施行する。）。
        req text: Prose,
    }
}

record! {
    /// An annex.
    Annex {
        /// Id, heading, text, block, table and the like.
        flat node: Node,
        /// Its title; when absent, that of its block.
        /// 日本語: 別表の題名です。書かなければ、載せる内容の題名になります。
        opt title: Text,
        /// Ids of documents that belong to it, from `files.yaml`.
        /// 日本語: 別表に付ける文書の id です（files.yaml に書いたもの）。
        list files: FileId,
    }
}

closed_words! {
    /// What kind of notice.
    NoticeKind {
        /// News.
        /// 日本語: お知らせ
        News = "news",
        /// A public notice.
        /// 日本語: 公告
        PublicNotice = "public_notice",
        /// A change of what was published.
        /// 日本語: 変更のお知らせ
        Change = "change",
        /// A leak or loss.
        /// 日本語: 事故のお知らせ
        Incident = "incident",
    }
}

record! {
    /// A notice.
    Notice {
        /// Title, intro, notes, history and the like.
        flat file: File,
        /// The id by which references and blocks name it.
        /// 日本語: このお知らせを指すための短い名前です（例：2026-04-01-bylaws）。
        req id: Id,
        /// What kind of notice: news, public notice, change, or incident.
        /// 日本語: 種類です（news お知らせ、public_notice 公告、change 変更のお知らせ、incident 事故のお知らせ）。
        req kind: NoticeKind,
        /// The day of the notice.
        /// 日本語: お知らせの日付です（例：2026-04-01）。
        req date: Day,
        /// Its official number, such as 公告第7号.
        /// 日本語: 文書の番号です（例：公告第7号）。
        opt number: Text,
        /// On what it rests, such as an article of the articles of association.
        /// 日本語: 公告などの根拠です（例：例示健康保険組合規約第6条）。
        opt basis: Text,
        /// To whom it is addressed.
        /// 日本語: 宛名です（例：加入者の皆様）。
        opt to: Text,
        /// Who gives it: `representative`, or the id of a role.
        /// 日本語: 差出人です。representative（代表者）か、役職の id を書きます。
        opt from: Signer,
        /// The day from which what it says holds.
        /// 日本語: 内容がいつから効力をもつかの日付です（例：2026-12-01）。
        opt effective_on: Day,
        /// Its text.
        /// 日本語: お知らせの本文を書きます。
        list body: Node,
        /// What changes, with the old and the new words (法21条3項, 27条6項).
        /// 日本語: 変更の一覧です。変更前と変更後の文を書きます。
        list changes: Change,
        /// What happened, in a notice of a leak or loss.
        /// 日本語: 漏えいや紛失などの事故の内容です。
        opt incident: Incident,
        /// The desk for questions: its id, or `society`.
        /// 日本語: お問い合わせ先です。窓口の id か society（組合）を書きます。
        opt contact: Desk,
        /// Later additions, each with its day; the first text stays.
        /// 日本語: その後に分かったことなどの追記です。日付を付けて書き足し、元の文は残します。
        list updates: Update,
        /// That each person was told instead (法21条3項, 27条6項).
        /// 日本語: 公表の代わりに一人ひとりへ通知したときに、日付と方法を書きます。
        opt individually_notified: Notified,
    }
}

closed_words! {
    /// What happened to a text.
    ChangeKind {
        /// New.
        /// 日本語: 追加
        Added = "added",
        /// Other words.
        /// 日本語: 変更
        Changed = "changed",
        /// Gone.
        /// 日本語: 削除
        Removed = "removed",
    }
}

record! {
    /// A change of a text.
    Change {
        /// The place in the content that changed: `purposes#levy`.
        /// 日本語: 変わった箇所です（例：purposes#levy）。
        opt target: Path,
        /// What happened: added, changed, or removed.
        /// 日本語: 変更の種類です（added 追加、changed 変更、removed 削除）。
        req what: ChangeKind,
        /// The words before.
        /// 日本語: 変更前の文です。
        opt old: Prose,
        /// The words after.
        /// 日本語: 変更後の文です。
        opt new: Prose,
        /// Why it changes.
        /// 日本語: 変更の理由です。
        opt reason: Prose,
    }
}

record! {
    /// A leak or loss.
    Incident {
        /// The day on which it happened, as far as known.
        /// 日本語: 事故が起きた日です（例：2026-09-28）。分からなければ書きません。
        opt occurred_on: Day,
        /// The day on which it was found.
        /// 日本語: 事故に気づいた日です（例：2026-09-30）。
        ask found_on: Day,
        /// What happened, in order.
        /// 日本語: 事故の経過を書きます。
        ask course: Prose,
        /// The items of personal data concerned.
        /// 日本語: 漏えいなどをした個人データの項目です（例：氏名、生年月日）。
        ask data_items: Vec<Item>,
        /// How many persons are concerned.
        /// 日本語: 対象となった方の人数です。数だけを書きます（例：12）。
        ask persons: u32,
        /// Why it happened.
        /// 日本語: 事故の原因を書きます。
        opt cause: Prose,
        /// Harm that came of it or may come.
        /// 日本語: 被害の有無や、二次被害のおそれを書きます。
        opt harm: Prose,
        /// What was done about it.
        /// 日本語: 事故の後に行った対応を書きます（ご本人へのお知らせ、報告など）。
        ask response: Prose,
        /// What is done that it does not happen again.
        /// 日本語: 再発を防ぐための対策を書きます。
        ask prevention: Prose,
        /// The desk for questions: its id, or `society`.
        /// 日本語: お問い合わせ先です。窓口の id か society（組合）を書きます。
        ask contact: Desk,
    }
}

record! {
    /// A later addition.
    Update {
        /// The day of the addition.
        /// 日本語: 追記した日です（例：2026-10-20）。
        req date: Day,
        /// What is added.
        /// 日本語: 追記の内容を書きます。
        req text: Prose,
    }
}
