//! `forms.yaml`, `files.yaml`, `faq.yaml`, `glossary.yaml`, `waivers.yaml` and the front matter of pages: lists of small records.

use super::scalar::{Day, FileId, Id, Ref, Text, Url};
use super::text::{File, Prose};
use crate::content::key::Word;
use crate::content::record::{Fields, Flat, Load, Loader, load_record};
use crate::content::shape::{Field, Mode, Record, Shape};
use crate::content::tree::{NodeId, Value};
use crate::{closed_words, record};

/// A file that is a list of records, bare or under `items` with a title of its own.
#[derive(Debug, Clone)]
pub struct ListFile<T> {
    /// Its place in the content.
    pub at: NodeId,
    /// Title, intro and the like.
    pub file: Option<File>,
    /// The records.
    pub items: Vec<T>,
}

/// The long form of a list file.
struct LongList<T> {
    file: File,
    items: Vec<T>,
}

impl<T: Load> Flat for LongList<T> {
    fn take(f: &mut Fields, cx: &mut Loader) -> Option<Self> {
        let (file, items) = (File::take(f, cx), f.required(cx, const { Word::of("items") }));
        Some(LongList { file: file?, items: items? })
    }
    fn fields(out: &mut Vec<Field>) {
        File::fields(out);
        out.push(Field {
            key: "items", docs: &["The records.", "日本語: 一覧の中身です。"], mode: Mode::Required, shape: Vec::<T>::shape
        });
    }
}

impl<T: Load> Load for LongList<T> {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        load_record(cx, node)
    }
    fn shape() -> Shape {
        Shape::Record(Record { name: "LongList", docs: &["The long form of a list file."], short: false, fields: Self::fields })
    }
}

impl<T: Load> Load for ListFile<T> {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Map(children) if !children.is_empty() => {
                let long = LongList::load(cx, node)?;
                Some(ListFile { at: node, items: long.items, file: Some(long.file) })
            }
            Value::Map(_) => Some(ListFile { at: node, file: None, items: Vec::new() }),
            _ => Vec::load(cx, node).map(|items| ListFile { at: node, file: None, items }),
        }
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Shape::List(T::shape), LongList::<T>::shape()])
    }
}

closed_words! {
    /// A blank form that is printed from the procedure it belongs to.
    Sheet {
        /// A request.
        /// 日本語: 請求書
        Request = "request",
        /// An objection.
        /// 日本語: 申出書
        Objection = "objection",
        /// A mandate for an agent.
        /// 日本語: 委任状
        Mandate = "mandate",
    }
}

closed_words! {
    /// Who fills a form in.
    UsedBy {
        /// The person.
        /// 日本語: 請求する方
        Applicant = "applicant",
        /// The society.
        /// 日本語: 組合
        Society = "society",
        /// A medical institution.
        /// 日本語: 医療機関など
        Institution = "institution",
    }
}

record! {
    /// A form.
    Form {
        /// The id by which references and procedures name it: `<form:request>`.
        /// 日本語: この様式を指すための短い名前です（例：request）。
        req id: Id,
        /// Its official number, such as 様式第1号.
        /// 日本語: 様式の番号です（例：様式第1号）。
        opt number: Text,
        /// Its title.
        /// 日本語: 様式の題名です（例：保有個人データ開示等請求書）。
        opt title: Text,
        /// Ids of the documents to download, from `files.yaml`.
        /// 日本語: 印刷できる文書の id です（files.yaml に書いたもの）。
        list files: FileId,
        /// Which blank form is printed from the procedure it belongs to.
        /// 日本語: 自動で作る用紙の種類です（request 請求書、objection 申出書、mandate 委任状）。
        opt sheet: Sheet,
        /// What the sheet is printed from: `<procedure:receipts>`.
        /// 日本語: 用紙の元になる手続などです（例：`<procedure:receipts>`）。
        opt of: Ref,
        /// Who fills it in.
        /// 日本語: 記入する人です（applicant 請求する方、society 組合、institution 医療機関など）。
        opt used_by: UsedBy,
        /// What the information on the form is used for, shown beforehand (法21条2項).
        /// 日本語: 様式に書いていただく個人情報の利用目的です。用紙に載せて、書く前に見ていただきます。
        opt purpose: Prose,
    }
}

record! {
    /// A document that the site links to.
    LinkedDocument {
        /// The id by which references and fields name it: `<file:pia>`.
        /// 日本語: この文書を指すための短い名前です（例：pia）。
        req id: Id,
        /// Its title.
        /// 日本語: 文書の題名です。
        req title: Text,
        /// Its path under `content/files/`.
        /// 日本語: content/files/ の中のファイルの名前です。外にある文書なら url に書きます。
        opt file: Text,
        /// Its address, when it is published elsewhere.
        /// 日本語: 別の場所に載せている文書のアドレスです（https:// で始めます）。
        opt url: Url,
        /// How many pages it has.
        /// 日本語: ページ数です（例：18）。
        opt pages: u32,
        /// What it is about.
        /// 日本語: どんな文書かの説明を書きます。
        opt text: Prose,
    }
}

record! {
    /// A question and its answer.
    Question {
        /// The id by which references name it.
        /// 日本語: この質問を指すための短い名前です。
        req id: Id,
        /// The question.
        /// 日本語: 質問の文を書きます。
        req q: Text,
        /// The answer.
        /// 日本語: 答えの文を書きます。
        req a: Prose,
    }
}

record! {
    /// A word and what it means.
    GlossaryEntry {
        /// The id by which references name it.
        /// 日本語: この用語を指すための短い名前です。
        req id: Id,
        /// The word.
        /// 日本語: 用語です（例：個人データ）。
        req term: Text,
        /// Its reading in kana.
        /// 日本語: 用語の読みがなです（例：こじんデータ）。
        opt ruby: Text,
        /// What it means.
        /// 日本語: 用語の意味を書きます。
        req text: Prose,
        /// Other words for the same.
        /// 日本語: 同じ意味の別の言い方です。
        list aliases: Text,
    }
}

record! {
    /// A finding that is accepted on purpose, for a time.
    Waiver {
        /// Id of the rule of the check whose finding is accepted.
        /// 日本語: 認める指摘の規則の id です（指摘に書かれているもの）。
        req rule: Text,
        /// The place in the content that it is accepted for: `purposes#staff`.
        /// 日本語: 指摘を認める箇所です（例：purposes#staff）。
        req place = "at": Text,
        /// Why it is accepted.
        /// 日本語: 指摘をそのままにする理由を書きます。
        req reason: Text,
        /// Who accepted it.
        /// 日本語: 承認した人です（例：常務理事）。
        req approved_by: Text,
        /// The day on which it was accepted.
        /// 日本語: 承認した日です（例：2026-11-01）。
        req approved_on: Day,
        /// The day until which it is accepted.
        /// 日本語: いつまで認めるかの日付です（例：2027-03-31）。過ぎると、また指摘されます。
        req expires: Day,
    }
}

record! {
    /// The front matter of a Markdown page.
    FrontMatter {
        /// The id by which references and blocks name the page: `<page:employers>`.
        /// 日本語: このページを指すための短い名前です（例：employers）。
        req id: Id,
        /// Its title.
        /// 日本語: ページの題名です。
        opt title: Text,
    }
}
