//! JSON Schema (2020-12) of every content file, made of the model itself, and the settings by which editors find it.

mod editor;
mod example;
mod overlay;
mod write;

pub use editor::{Merged, Settings, merge, modeline, pretty, settings};

use crate::content::model::disclosure::Disclosure;
use crate::content::model::documents::{Notice, Policy, Rule};
use crate::content::model::joint_use::JointUses;
use crate::content::model::lists::{Form, FrontMatter, GlossaryEntry, LinkedDocument, ListFile, Question, Waiver};
use crate::content::model::processed::Processed;
use crate::content::model::profile::Profile;
use crate::content::model::provision::Provision;
use crate::content::model::purposes::Purposes;
use crate::content::model::security::Security;
use crate::content::model::site::Site;
use crate::content::record::Load;
use crate::content::shape::Shape;
use crate::lang::{Lang, Words};
use crate::words;
use serde_json::Value;

/// A kind of content file.
pub struct ContentFile {
    /// Its stem, `society`, or the folder of its kind, `notices`.
    pub name: &'static str,
    /// Whether a folder holds any number of them.
    pub folder: bool,
    /// The ending of its name.
    pub ending: &'static str,
    /// What it is for.
    pub about: Words,
    shape: fn() -> Shape,
}

impl ContentFile {
    /// What may be written in it.
    pub fn shape(&self) -> Shape {
        (self.shape)()
    }

    /// Its schema.
    pub fn schema(&self, lang: Lang) -> Value {
        write::schema(self, lang)
    }

    /// The schema of its translation under `en/`.
    pub fn overlay(&self, lang: Lang) -> Value {
        overlay::schema(self, lang)
    }

    /// The name of its schema's file.
    pub fn file_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// The path of such a file in a content folder, with `*` for any name.
    pub fn path(&self) -> String {
        let ContentFile { name, ending, .. } = self;
        if self.folder { format!("{name}/*.{ending}") } else { format!("{name}.{ending}") }
    }
}

/// All kinds of content files, those that must exist first.
pub fn content_files() -> Vec<ContentFile> {
    let file = |name, shape, about| ContentFile { name, folder: false, ending: "yaml", about, shape };
    let folder = |name, ending, shape, about| ContentFile { name, folder: true, ending, about, shape };
    vec![
        file("society", Profile::shape, words!("組合の名称、住所、代表者、窓口など", "who the society is and how it is reached")),
        file("site", Site::shape, words!("サイトのページ、メニュー、印刷物", "pages, menu and printed matter of the site")),
        file("purposes", Purposes::shape, words!("個人情報の種類と利用目的", "kinds of personal information and purposes of use")),
        file(
            "provision",
            Provision::shape,
            words!("第三者への提供、委託、黙示の同意", "provision to third parties, entrustment, implied consent"),
        ),
        file("joint-use", JointUses::shape, words!("個人データの共同利用", "joint use of personal data")),
        file("security", Security::shape, words!("安全管理のための措置", "measures for security")),
        file("disclosure", Disclosure::shape, words!("開示などの請求の手続と手数料", "requests by the person, and fees")),
        file("processed", Processed::shape, words!("匿名加工情報と仮名加工情報", "anonymously and pseudonymously processed information")),
        file("forms", ListFile::<Form>::shape, words!("様式の一覧", "forms")),
        file("files", ListFile::<LinkedDocument>::shape, words!("サイトから案内する文書の一覧", "documents that the site links to")),
        file("faq", ListFile::<Question>::shape, words!("よくあるご質問", "frequent questions")),
        file("glossary", ListFile::<GlossaryEntry>::shape, words!("用語の説明", "glossary")),
        file("waivers", Vec::<Waiver>::shape, words!("承認して認めた点検の指摘", "findings that are accepted on purpose")),
        folder("policies", "yaml", Policy::shape, words!("方針（個人情報保護の基本方針など）", "policies")),
        folder("rules", "yaml", Rule::shape, words!("規程と要領", "regulations and guidelines")),
        folder("notices", "yaml", Notice::shape, words!("お知らせと公告", "notices")),
        folder(
            "pages",
            "md",
            FrontMatter::shape,
            words!("文章のページの先頭（--- で囲んだ部分）", "the head of a page of prose, between the lines ---"),
        ),
    ]
}
