//! `policies/`, `rules/`, `notices/`: documents of the society.

use super::scalar::{Day, Desk, FileId, Id, Path, Signer, Text};
use super::site::WordsByKey;
use super::text::{File, Item, Node, Notified, Prose, Record};
use crate::{closed_words, record};

record! {
    /// A policy.
    Policy {
        flat file: File,
        req id: Id,
        ask body: Vec<Node>,
        opt signed: Signer,
    }
}

closed_words! {
    /// What kind of rules.
    RuleKind {
        /// 規程
        Regulation = "regulation",
        /// 要領
        Guideline = "guideline",
        /// 規約
        ArticlesOfAssociation = "articles_of_association",
    }
}

record! {
    /// Rules that were enacted.
    Rule {
        flat file: File,
        req id: Id,
        req kind: RuleKind,
        opt number: Text,
        opt enacted: bool,
        opt abbreviations: WordsByKey,
        list chapters: Chapter,
        list articles: Article,
        list body: Node,
        list supplementary: Supplementary,
        list annexes: Annex,
    }
}

record! {
    /// A chapter.
    Chapter {
        opt id: Id,
        req heading: Text,
        req articles: Vec<Article>,
    }
}

record! {
    /// An article; its heading prints in brackets above.
    Article {
        flat node: Node,
        list paragraphs: Node,
    }
}

record! {
    /// A supplementary provision.
    Supplementary {
        flat record: Record,
        req enforced_on: Day,
        req text: Prose,
    }
}

record! {
    /// An annex.
    Annex {
        flat node: Node,
        opt title: Text,
        list files: FileId,
    }
}

closed_words! {
    /// What kind of notice.
    NoticeKind {
        /// お知らせ
        News = "news",
        /// 公告
        PublicNotice = "public_notice",
        /// 変更のお知らせ
        Change = "change",
        /// 事故のお知らせ
        Incident = "incident",
    }
}

record! {
    /// A notice.
    Notice {
        flat file: File,
        req id: Id,
        req kind: NoticeKind,
        req date: Day,
        opt number: Text,
        opt basis: Text,
        opt to: Text,
        opt from: Signer,
        opt effective_on: Day,
        list body: Node,
        list changes: Change,
        opt incident: Incident,
        opt contact: Desk,
        list updates: Update,
        opt individually_notified: Notified,
    }
}

closed_words! {
    /// What happened to a text.
    ChangeKind {
        /// New.
        Added = "added",
        /// Other words.
        Changed = "changed",
        /// Gone.
        Removed = "removed",
    }
}

record! {
    /// A change of a text.
    Change {
        opt target: Path,
        req what: ChangeKind,
        opt old: Prose,
        opt new: Prose,
        opt reason: Prose,
    }
}

record! {
    /// A leak or loss.
    Incident {
        opt occurred_on: Day,
        ask found_on: Day,
        ask course: Prose,
        ask data_items: Vec<Item>,
        ask persons: u32,
        opt cause: Prose,
        opt harm: Prose,
        ask response: Prose,
        ask prevention: Prose,
        ask contact: Desk,
    }
}

record! {
    /// A later addition.
    Update {
        req date: Day,
        req text: Prose,
    }
}
