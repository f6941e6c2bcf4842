//! Values without parts: texts, ids, days, telephone numbers, addresses of the web, references.

use crate::content::excerpt::Excerpt;
use crate::content::names::is_reserved;
use crate::content::record::{Link, Load, Loader, field_name};
use crate::content::shape::{Form, Shape};
use crate::content::tree::{NodeId, Value};
use crate::diagnostic::Diagnostic;
use crate::lang::Words;
use crate::law::date;
use crate::words;
use std::ops::Deref;
use unicode_normalization::UnicodeNormalization;

/// A text of the content: inline Markdown with references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its place in the content.
    pub at: NodeId,
    /// The text as YAML gives it.
    pub text: Excerpt,
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.text
    }
}

impl Load for Text {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Text(t) => Some(Text { at: node, text: t.clone() }),
            Value::Int(_) | Value::Float(_) | Value::Bool(_) => unquoted(cx, node),
            _ => cx.wrong_type(node, &Self::expected()),
        }
    }
    fn shape() -> Shape {
        Shape::Text(Form::Free)
    }
    fn expected() -> Words {
        words!("文字", "a text")
    }
}

/// A text that YAML took for a number or a truth value.
fn unquoted<T>(cx: &mut Loader, node: NodeId) -> Option<T> {
    let key = field_name(cx.tree, node);
    if matches!(cx.tree.value(node), Value::Bool(_)) {
        let d = Diagnostic::error(
            "read-as-boolean",
            words!("{key} が真偽値（true・false）として読まれました。", "{key} was read as true or false."),
        );
        return cx.fail(
            d.at_value(node)
                .label(words!("文字なら \" \" で囲む", "quote it"))
                .fix(words!("文字にするには \" \" で囲んでください。", "Put it in quotes to make it a text.")),
        );
    }
    let (why, fix) = match key.as_str() {
        "postal_code" | "tel" | "fax" => (
            words!("数として読むと、先頭の 0 が失われることがあります。", "As a number it may lose a leading 0."),
            words!("郵便番号（電話番号）は - を入れるか \" \" で囲んでください。", "Write it with - or put it in quotes."),
        ),
        "numbering" | "label" | "labels" | "version" => (
            words!("数として読むと、1. は 1 に、1.10 は 1.1 になります。", "As a number, 1. becomes 1 and 1.10 becomes 1.1."),
            words!("番号の見本は \" \" で囲んでください（\"1.\"）。", "Put samples of numbers in quotes (\"1.\")."),
        ),
        _ => (
            words!("{key} には文字を書きます。", "{key} takes a text."),
            words!("文字にするには \" \" で囲んでください。", "Put it in quotes to make it a text."),
        ),
    };
    let d = Diagnostic::error("read-as-number", words!("{key} が数として読まれました。", "{key} was read as a number."));
    cx.fail(d.at_value(node).why(why).fix(fix))
}

/// A name by which others point at a record: `a-z 0-9 -`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id {
    /// Its place in the content.
    pub at: NodeId,
    /// The id.
    pub id: Excerpt,
}

impl Deref for Id {
    type Target = str;
    fn deref(&self) -> &str {
        &self.id
    }
}

impl Load for Id {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        let t = Text::load(cx, node)?;
        let ok = t.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') && !t.is_empty() && !t.starts_with('-');
        if ok && is_reserved(&t) {
            return cx.fail(reserved(&t));
        }
        if ok {
            return Some(Id { at: node, id: t.text });
        }
        let id = &t.text;
        let d =
            Diagnostic::error("bad-id", words!("id「{id}」に使えない字があります。", "The id `{id}` has characters that it may not have."))
                .why(words!("id は、参照とページのアドレスに使います。", "Ids are used in references and in the addresses of pages."))
                .fix(words!(
                    "半角の小文字 a-z、数字、- だけで書いてください。- で始めることはできません。",
                    "Write it with a-z, 0-9 and - only, beginning with a letter or digit."
                ));
        cx.fail(d.at_value(node))
    }
    fn shape() -> Shape {
        Shape::Text(Form::Id)
    }
}

/// Windows cannot make a file or folder of this name.
fn reserved(t: &Text) -> Diagnostic {
    let id = &t.text;
    Diagnostic::error("bad-id", words!("id「{id}」は使えません。", "The id `{id}` cannot be used."))
        .at_value(t.at)
        .why(words!(
            "Windowsが機器のために使う名前なので、ファイルの名前にできません。",
            "Windows reserves this name for a device, so that no file can have it."
        ))
        .fix(words!("別の id にしてください（例：{id}-1）。", "Give it another id, such as {id}-1."))
}

/// A day, month or year, ISO.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Its place in the content.
    pub at: NodeId,
    /// The day.
    pub date: date::Date,
}

impl Load for Day {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        let text = match cx.tree.value(node) {
            Value::Text(t) => t.to_string(),
            Value::Int(year) => year.to_string(),
            _ => return cx.wrong_type(node, &Self::expected()),
        };
        match date::Date::parse(&text) {
            Ok(date) => Some(Day { at: node, date }),
            Err(e) => cx.fail(Diagnostic::error("bad-date", e.words()).at_value(node).fix(words!(
                "日は 2026-04-01、月までなら 2026-04、年だけなら 2026 の形で書いてください。和暦にするのは kohyo の仕事です。",
                "Write a day like 2026-04-01, a month like 2026-04, a year like 2026. Turning it into an era year is kohyo's work."
            ))),
        }
    }
    fn shape() -> Shape {
        Shape::Text(Form::Day)
    }
    fn expected() -> Words {
        words!("日付（2026-04-01 の形）", "a date (like 2026-04-01)")
    }
}

/// A telephone number, or the word `society`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tel {
    /// That of the society.
    Society,
    /// A number.
    Number(Text),
}

impl Load for Tel {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        let t = Text::load(cx, node)?;
        if &*t == "society" {
            return Some(Tel::Society);
        }
        Some(Tel::Number(t))
    }
    fn shape() -> Shape {
        Shape::Text(Form::Link(&["society"]))
    }
}

/// An address of the web: `https://…`, `http://…`, `mailto:…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url(pub Text);

impl Load for Url {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        let t = Text::load(cx, node)?;
        let rest = ["https://", "http://", "mailto:"].iter().find_map(|s| t.strip_prefix(s));
        if rest.is_some_and(|r| !r.is_empty() && !r.contains(char::is_whitespace)) {
            return Some(Url(t));
        }
        let url = &t.text;
        let d =
            Diagnostic::error("bad-url", words!("「{url}」はホームページのアドレスではありません。", "`{url}` is no address of the web."))
                .why(words!("このままではリンクが開けません。", "A link to it would not open."))
                .fix(words!(
                    "https:// で始まるアドレスを、空白を入れずに書いてください。",
                    "Write an address that begins with https:// and has no blanks."
                ));
        cx.fail(d.at_value(node))
    }
    fn shape() -> Shape {
        Shape::Text(Form::Url)
    }
}

/// A reference that stands alone as a value: `<page:employers>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ref(pub Text);

impl Load for Ref {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        let t = Text::load(cx, node)?;
        if t.starts_with('<') && t.ends_with('>') && t.matches('<').count() == 1 && t.contains(':') {
            return Some(Ref(t));
        }
        let d = Diagnostic::error("bad-reference", words!("「{}」は参照ではありません。", "`{}` is no reference.", t.text))
            .why(words!("ここには参照を一つだけ書きます。", "One reference belongs here, and nothing else."))
            .fix(words!("<page:employers> のように <種類:id> の形で書いてください。", "Write it as <kind:id>, such as <page:employers>."));
        cx.fail(d.at_value(node))
    }
    fn shape() -> Shape {
        Shape::Text(Form::Reference)
    }
}

macro_rules! links {
    ($($(#[$m:meta])* $name:ident = $kinds:expr;)*) => {$(
        $(#[$m])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(pub Text);
        impl Deref for $name {
            type Target = Text;
            fn deref(&self) -> &Text { &self.0 }
        }
        impl Load for $name {
            fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
                let t = Text::load(cx, node)?;
                cx.links.push(Link { at: node, kinds: $kinds, id: t.text.clone() });
                Some($name(t))
            }
            fn shape() -> Shape {
                Shape::Text(Form::Link($kinds))
            }
        }
    )*};
}

links! {
    /// The id of a desk.
    ContactId = &["contact"];
    /// The id of a desk, or `society`.
    Desk = &["contact", "society"];
    /// The id of a role.
    RoleId = &["role"];
    /// `representative`, or the id of a role.
    Signer = &["role", "representative"];
    /// The id of a category of personal information.
    CategoryId = &["category"];
    /// The id of a form.
    FormId = &["form"];
    /// The id of a document of `files.yaml`.
    FileId = &["file"];
    /// The id of a page.
    PageId = &["page"];
    /// An id of the file, or a field of the record, at whose end a note stands.
    At = &["at"];
    /// A path to a value: `procedures/receipts/identity`, `purposes#pay`.
    Path = &["path"];
    /// The id of a party of the same joint use.
    PartyId = &["party"];
}

impl Load for bool {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Bool(b) => Some(*b),
            _ => cx.wrong_type(node, &Self::expected()),
        }
    }
    fn shape() -> Shape {
        Shape::Bool
    }
    fn expected() -> Words {
        words!("true か false", "true or false")
    }
}

/// The number that was meant by one written with full-width digits, commas or a counter: 8,400人.
fn meant(text: &str) -> Option<u32> {
    let plain: String = text.nfkc().filter(|c| !matches!(c, ',' | '、' | ' ')).collect();
    plain.trim_end_matches(['人', '名', '円', '件', '日', '年']).parse().ok()
}

impl Load for u32 {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Int(n) if (0..=i64::from(u32::MAX)).contains(n) => Some(*n as u32),
            Value::Text(text) => match meant(text) {
                Some(n) => cx.mistyped(node, &Self::expected(), words!("{n} と書いてください。", "Write {n}.")),
                None => cx.wrong_type(node, &Self::expected()),
            },
            _ => cx.wrong_type(node, &Self::expected()),
        }
    }
    fn shape() -> Shape {
        Shape::Number
    }
    fn expected() -> Words {
        words!("0以上の整数（半角）", "a whole number")
    }
}
