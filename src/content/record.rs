//! From the value tree to typed records, with every problem of a file in one go.
//!
//! serde stops at the first problem and forgets where a value stood; a clerk needs all of them with their places. So the tree is read by serde,
//! and `record!` makes from it the typed model: each record keeps its node, unknown keys are found with what was probably meant.

use super::excerpt::Excerpt;
use super::key::Word;
use super::shape::{Field, Shape};
use super::tree::{NodeId, Step, Tree, Value};
use crate::diagnostic::Diagnostic;
use crate::lang::Words;
use crate::words;

/// A named thing that a field points at: `contact: privacy`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The value.
    pub at: NodeId,
    /// Kinds of things that it may name, `contact`.
    pub kinds: &'static [&'static str],
    /// The id.
    pub id: Excerpt,
}

/// What loading needs and collects.
pub struct Loader<'t> {
    /// All values.
    pub tree: &'t Tree,
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
    /// All fields that name something by its id.
    pub links: Vec<Link>,
}

impl<'t> Loader<'t> {
    /// A loader of this tree.
    pub fn new(tree: &'t Tree) -> Self {
        Loader { tree, problems: Vec::new(), links: Vec::new() }
    }

    /// Reports a problem and gives nothing.
    pub fn fail<T>(&mut self, problem: Diagnostic) -> Option<T> {
        self.problems.push(problem);
        None
    }

    /// Reports that a value is not what belongs here. A value that is empty was reported when the file was read.
    pub fn wrong_type<T>(&mut self, node: NodeId, expected: &Words) -> Option<T> {
        let Words { ja, en } = expected;
        let fix = match self.tree.value(node) {
            Value::Map(_) => words!(
                "{ja} を書いてください。文の中の「: 」で分かれてしまったのなら、文の全体を \" \" で囲みます。",
                "Write {en}. If a text was divided at a colon, put all of it in quotes."
            ),
            Value::List(_) => words!("{ja} を一つだけ書いてください（- や [ ] は使いません）。", "Write {en}, one and no list."),
            _ => words!("{ja} を書いてください。", "Write {en}."),
        };
        self.mistyped(node, expected, fix)
    }

    /// Reports that a value is not what belongs here, and what to write instead.
    pub fn mistyped<T>(&mut self, node: NodeId, expected: &Words, fix: Words) -> Option<T> {
        if matches!(self.tree.value(node), Value::Null) {
            return None;
        }
        let Words { ja, en } = expected;
        let (found_ja, found_en) = kind_words(self.tree.value(node));
        let Words { ja: at_ja, en: at_en } = describe(self.tree, node);
        let d = Diagnostic::error(
            "wrong-type",
            words!("{at_ja}に{found_ja}が書かれています。", "{at_en} is {found_en}, which does not belong here."),
        )
        .at_value(node)
        .label(words!("ここに書くもの：{ja}", "{en} belongs here"));
        self.fail(d.fix(fix))
    }
}

/// The key of a value, or that of the list it stands in.
pub fn field_name(tree: &Tree, node: NodeId) -> String {
    tree.outward(node).find_map(|n| tree.key(n)).unwrap_or("content").to_string()
}

/// What a person would call a value: its file, its field, or its place in a list. The Japanese is ready for a particle to follow.
fn describe(tree: &Tree, node: NodeId) -> Words {
    let key = field_name(tree, node);
    match (&tree.entry(node).step, tree.get_text(node, "id")) {
        (Step::Key(stem), _) if tree.parent(node) == Some(Tree::ROOT) => {
            let ending = if stem.contains("pages/") { "md" } else { "yaml" };
            words!("{stem}.{ending} ", "{stem}.{ending}")
        }
        (Step::Index(i), None) => {
            let n = i + 1;
            words!("{key} の{n}番目", "entry {n} of {key}")
        }
        (Step::Index(_), Some(id)) => words!("{key} の「{id}」", "`{id}` of {key}"),
        _ => words!("{key} ", "{key}"),
    }
}

fn kind_words(value: &Value) -> (&'static str, &'static str) {
    match value {
        Value::Null => ("空の値", "nothing"),
        Value::Bool(_) => ("真偽値（true・false）", "true or false"),
        Value::Int(_) | Value::Float(_) => ("数", "a number"),
        Value::Text(_) => ("文字", "a text"),
        Value::List(_) => ("一覧", "a list"),
        Value::Map(_) => ("項目の組（キー: 値）", "a group of fields (key: value)"),
    }
}

/// What can be read from a value.
pub trait Load: Sized {
    /// Reads it; what is wrong is reported to the loader.
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self>;
    /// What may be written for it, as data.
    fn shape() -> Shape;
    /// What a person would call it.
    fn expected() -> Words {
        words!("項目の組（キー: 値）", "a group of fields (key: value)")
    }
}

/// What can be read from the fields of a mapping, among others.
pub trait Flat: Sized {
    /// Takes its fields.
    fn take(f: &mut Fields, cx: &mut Loader) -> Option<Self>;
    /// Describes its fields.
    fn fields(out: &mut Vec<Field>);
}

/// The fields of one mapping while they are taken.
pub struct Fields {
    /// The mapping.
    pub node: NodeId,
    /// The children that were asked for, by their position; those behind the last bit are looked for when the record is closed.
    asked: u64,
    /// The marks of all keys that stand there: most fields of a record are absent.
    marks: u64,
    missing: Vec<&'static str>,
}

impl Fields {
    /// Opens a mapping; anything else is a problem.
    pub fn open<T: Load>(cx: &mut Loader, node: NodeId) -> Option<Fields> {
        match cx.tree.value(node) {
            Value::Map(children) => {
                let marks = children.iter().fold(0, |marks, n| marks | cx.tree.mark(*n));
                Some(Fields { node, asked: 0, marks, missing: Vec::new() })
            }
            _ => cx.wrong_type(node, &T::expected()),
        }
    }

    /// The value of a key, noting that it was asked for.
    pub fn get(&mut self, cx: &Loader, key: Word) -> Option<NodeId> {
        (self.marks & key.mark() != 0).then_some(())?;
        let at = cx.tree.place_of(self.node, key)?;
        self.asked |= u32::try_from(at).ok().and_then(|at| 1u64.checked_shl(at)).unwrap_or_default();
        cx.tree.children(self.node).get(at).copied()
    }

    /// A field that must be there; its absence is told when the record is closed.
    pub fn required<T: Load>(&mut self, cx: &mut Loader, key: Word) -> Option<T> {
        match self.get(cx, key) {
            Some(n) => T::load(cx, n),
            None => {
                self.missing.push(key.name);
                None
            }
        }
    }

    /// A field that may be absent.
    pub fn optional<T: Load>(&mut self, cx: &mut Loader, key: Word) -> Option<T> {
        self.get(cx, key).and_then(|n| T::load(cx, n))
    }

    /// Reports keys that nobody asked for, and keys that are missing. A key that is only misspelt is not missing too.
    pub fn close<T: Flat>(mut self, cx: &mut Loader) {
        let tree = cx.tree;
        // Mostly, all that is there was asked for.
        if self.asked.count_ones() as usize == tree.children(self.node).len() && self.missing.is_empty() {
            return;
        }
        let mut fields = Vec::new();
        T::fields(&mut fields);
        let known: Vec<&str> = fields.iter().map(|field| field.key).collect();
        let children = tree.children(self.node).iter();
        let found: Vec<(NodeId, &str)> = children.filter_map(|n| Some((*n, tree.key(*n).filter(|key| !known.contains(key))?))).collect();
        for (n, key) in found {
            let absent = self.missing.iter().copied().filter(|k| tree.get(self.node, k).is_none());
            let meant = nearest(key, absent).or_else(|| nearest(key, known.iter().copied()));
            self.missing.retain(|k| Some(*k) != meant);
            let d = self.unknown(cx, n, key, meant, &known);
            cx.problems.push(d);
        }
        for key in std::mem::take(&mut self.missing) {
            let d = self.absent(cx, key);
            cx.problems.push(d);
        }
    }

    fn absent(&self, cx: &Loader, key: &str) -> Diagnostic {
        let Words { ja, en } = describe(cx.tree, self.node);
        Diagnostic::error("missing-key", words!("{ja}に {key} がありません。", "{en} lacks {key}."))
            .at_key(self.node)
            .why(words!("{key} は、必ず書く項目です。", "{key} must be written here."))
            .fix(words!("{key}: で始まる行を書き足してください。", "Add a line that begins with {key}:."))
    }

    fn unknown(&self, cx: &Loader, node: NodeId, key: &str, meant: Option<&str>, known: &[&str]) -> Diagnostic {
        let Words { ja, en } = describe(cx.tree, self.node);
        let d = Diagnostic::error("unknown-key", words!("{ja}に「{key}」という項目はありません。", "{en} has no field `{key}`."))
            .at_key(node)
            .why(words!(
                "名前の決まった項目だけを読むので、ここに書いたことは載りません。",
                "Only fields with fixed names are read; this would appear nowhere."
            ));
        let mut known = known.to_vec();
        known.sort_unstable();
        known.dedup();
        let (list, list_en) = (known.join("、"), known.join(", "));
        match meant {
            Some(k) => d
                .label(words!("もしかして {k}", "did you mean {k}?"))
                .fix(words!("{key} を {k} に直してください。", "Write {k} instead of {key}.")),
            None if matches!(key, "none" | "elsewhere" | "on_request") => d.fix(words!(
                "この項目は {key} では答えられません。要らなければ項目ごと消してください。書ける項目：{list}",
                "This field cannot be answered with {key}; take it away if it is not needed. Known fields: {list_en}."
            )),
            None => d.fix(words!("書ける項目：{list}", "Known fields: {list_en}.")),
        }
    }
}

/// The word that was probably meant, if one is near enough.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let flat = |s: &str| s.to_lowercase().replace(['_', '-', ' '], "");
    let near = |k: &str| {
        let (k, word) = (flat(k), flat(word));
        let slips = strsim::damerau_levenshtein(&k, &word);
        match slips {
            0 => 1.0,
            // A slip or two of the finger, which the other measure takes too seriously in short words.
            1 if k.len() > 2 => strsim::jaro_winkler(&k, &word).max(0.9),
            2 if k.len() > 3 && word.len() > 3 => strsim::jaro_winkler(&k, &word).max(0.84),
            _ => strsim::jaro_winkler(&k, &word),
        }
    };
    known.into_iter().map(|k| (near(k), k)).filter(|(score, _)| *score >= 0.84).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, k)| k)
}

impl<T: Load> Load for Vec<T> {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::List(_) => {
                let tree = cx.tree;
                let children = tree.children(node);
                let mut out = Vec::with_capacity(children.len());
                out.extend(children.iter().filter_map(|n| T::load(cx, *n)));
                Some(out)
            }
            Value::Null => None,
            _ => {
                let Words { ja, en } = describe(cx.tree, node);
                let (found_ja, found_en) = kind_words(cx.tree.value(node));
                let d = Diagnostic::error(
                    "wrong-type",
                    words!("{ja}は一覧ですが、{found_ja}が書かれています。", "{en} is a list, but this is {found_en}."),
                );
                cx.fail(d.at_value(node).label(words!("ここは一覧", "a list belongs here")).fix(words!(
                    "1件だけのときも、「- 」で始まる行にするか、[ ] で囲んでください。",
                    "Even a single entry begins with `- ` on a line of its own, or stands in [ ]."
                )))
            }
        }
    }
    fn shape() -> Shape {
        Shape::List(T::shape)
    }
    fn expected() -> Words {
        words!("一覧（- で始まる行、又は [ ]）", "a list (lines that begin with -, or [ ])")
    }
}

impl<T: Load> Load for Box<T> {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        T::load(cx, node).map(Box::new)
    }
    fn shape() -> Shape {
        T::shape()
    }
    fn expected() -> Words {
        T::expected()
    }
}

/// Reads a mapping as a record; unknown keys are problems.
pub fn load_record<T: Load + Flat>(cx: &mut Loader, node: NodeId) -> Option<T> {
    let mut f = Fields::open::<T>(cx, node)?;
    let done = T::take(&mut f, cx);
    f.close::<T>(cx);
    done
}

/// Declares a record of the model. Modes of a field: `req` must be there, `opt` may be absent, `list` absent is the empty list, `rare` is the same where few records have it,
/// `ask` may be absent or answered by a state (the law check asks for it), `flat` takes its fields from the same mapping.
/// `short NAME {…} = from_text` may also be written as a bare text.
#[macro_export]
macro_rules! record {
    (@fields $(#[doc = $doc:literal])* $name:ident { $( $(#[doc = $fdoc:literal])* $mode:ident $field:ident $(= $key:literal)? : $ty:ty ),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone)]
        pub struct $name {
            /// Its place in the content.
            pub at: $crate::content::NodeId,
            $( $(#[doc = $fdoc])* pub $field: $crate::record!(@type $mode $ty), )*
        }
        impl $crate::content::record::Flat for $name {
            fn take(f: &mut $crate::content::record::Fields, cx: &mut $crate::content::record::Loader) -> Option<Self> {
                $( let $field = $crate::record!(@take $mode f cx ($field $(= $key)?) $ty); )*
                Some($name { at: f.node, $( $field: $crate::record!(@done $mode $field), )* })
            }
            fn fields(out: &mut Vec<$crate::content::shape::Field>) {
                $( $crate::record!(@field $mode out ($field $(= $key)?) [$($fdoc),*] $ty); )*
            }
        }
        impl $name {
            /// This record as data; `short` when a bare text stands for it.
            pub(in $crate::content) fn described(short: bool) -> $crate::content::shape::Shape {
                let fields = <$name as $crate::content::record::Flat>::fields;
                $crate::content::shape::Shape::Record($crate::content::shape::Record { name: stringify!($name), docs: &[$($doc),*], short, fields })
            }
        }
    };
    (@field flat $out:ident $key:tt $docs:tt $ty:ty) => { <$ty as $crate::content::record::Flat>::fields($out) };
    (@field list $out:ident $key:tt $docs:tt $ty:ty) => { $crate::record!(@field opt $out $key $docs Vec<$ty>) };
    (@field rare $out:ident $key:tt $docs:tt $ty:ty) => { $crate::record!(@field opt $out $key $docs Vec<$ty>) };
    (@field $mode:ident $out:ident $key:tt [$($doc:literal),*] $ty:ty) => {
        $out.push($crate::content::shape::Field {
            key: $crate::record!(@key $key),
            docs: &[$($doc),*],
            mode: $crate::record!(@mode $mode),
            shape: <$ty as $crate::content::record::Load>::shape,
        })
    };
    (@mode req) => { $crate::content::shape::Mode::Required };
    (@mode opt) => { $crate::content::shape::Mode::Optional };
    (@mode ask) => { $crate::content::shape::Mode::Asked };
    (@type req $ty:ty) => { $ty };
    (@type opt $ty:ty) => { Option<$ty> };
    (@type list $ty:ty) => { Vec<$ty> };
    (@type rare $ty:ty) => { $crate::content::rare::Rare<$ty> };
    (@type ask $ty:ty) => { $crate::content::model::text::Answer<$ty> };
    (@type flat $ty:ty) => { $ty };
    (@key ($field:ident)) => { stringify!($field) };
    (@key ($field:ident = $key:literal)) => { $key };
    (@word $key:tt) => { const { $crate::content::key::Word::of($crate::record!(@key $key)) } };
    (@take req $f:ident $cx:ident $key:tt $ty:ty) => { $f.required::<$ty>($cx, $crate::record!(@word $key)) };
    (@take opt $f:ident $cx:ident $key:tt $ty:ty) => { $f.optional::<$ty>($cx, $crate::record!(@word $key)) };
    (@take list $f:ident $cx:ident $key:tt $ty:ty) => { $f.optional::<Vec<$ty>>($cx, $crate::record!(@word $key)) };
    (@take rare $f:ident $cx:ident $key:tt $ty:ty) => { $f.optional::<Vec<$ty>>($cx, $crate::record!(@word $key)) };
    (@take ask $f:ident $cx:ident $key:tt $ty:ty) => { $crate::content::model::text::Answer::<$ty>::take($f, $cx, $crate::record!(@word $key)) };
    (@take flat $f:ident $cx:ident $key:tt $ty:ty) => { <$ty as $crate::content::record::Flat>::take($f, $cx) };
    (@done req $field:ident) => { $field? };
    (@done opt $field:ident) => { $field };
    (@done list $field:ident) => { $field.unwrap_or_default() };
    (@done rare $field:ident) => { $field.into() };
    (@done ask $field:ident) => { $field };
    (@done flat $field:ident) => { $field? };
    (short $(#[doc = $m:literal])* $name:ident { $($fields:tt)* } = $from_text:expr) => {
        $crate::record!(@fields $(#[doc = $m])* $name { $($fields)* });
        impl $crate::content::record::Load for $name {
            fn load(cx: &mut $crate::content::record::Loader, node: $crate::content::NodeId) -> Option<Self> {
                if let $crate::content::tree::Value::Map(_) = cx.tree.value(node) {
                    return $crate::content::record::load_record(cx, node);
                }
                let from_text: fn($crate::content::model::scalar::Text) -> $name = $from_text;
                $crate::content::model::scalar::Text::load(cx, node).map(from_text)
            }
            fn shape() -> $crate::content::shape::Shape {
                $name::described(true)
            }
            fn expected() -> $crate::lang::Words {
                $crate::words!("文字、又は項目の組（キー: 値）", "a text, or a group of fields (key: value)")
            }
        }
    };
    ($(#[doc = $m:literal])* $name:ident { $($fields:tt)* }) => {
        $crate::record!(@fields $(#[doc = $m])* $name { $($fields)* });
        impl $crate::content::record::Load for $name {
            fn load(cx: &mut $crate::content::record::Loader, node: $crate::content::NodeId) -> Option<Self> {
                $crate::content::record::load_record(cx, node)
            }
            fn shape() -> $crate::content::shape::Shape {
                $name::described(false)
            }
        }
    };
}

/// Declares a closed set of words of the model.
#[macro_export]
macro_rules! closed_words {
    ($(#[doc = $doc:literal])* $name:ident { $( $(#[doc = $vdoc:literal])* $variant:ident = $word:literal ),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $vdoc])* $variant ),* }
        impl $name {
            /// All of its words.
            pub const WORDS: &'static [&'static str] = &[$($word),*];
            /// The word as the content writes it.
            pub fn word(self) -> &'static str {
                match self { $( $name::$variant => $word ),* }
            }
            /// The value of a word.
            pub fn of(word: &str) -> Option<Self> {
                match word { $( $word => Some($name::$variant), )* _ => None }
            }
        }
        impl $crate::content::record::Load for $name {
            fn load(cx: &mut $crate::content::record::Loader, node: $crate::content::NodeId) -> Option<Self> {
                let found = cx.tree.text(node).and_then($name::of);
                if found.is_none() {
                    return $crate::content::record::not_one_of(cx, node, Self::WORDS);
                }
                found
            }
            fn shape() -> $crate::content::shape::Shape {
                $crate::content::shape::Shape::Words(&[$($crate::content::shape::Word { word: $word, docs: &[$($vdoc),*] }),*])
            }
            fn expected() -> $crate::lang::Words {
                $crate::content::record::one_of($name::WORDS)
            }
        }
    };
}

/// What may be written, in words: the only word, or one of several.
pub fn one_of(allowed: &[&str]) -> Words {
    match allowed {
        [only] => words!("{only}", "{only}"),
        _ => {
            let (ja, en) = (allowed.join("、"), allowed.join(", "));
            words!("{ja} のどれか", "one of {en}")
        }
    }
}

/// Reports a word that is none of those allowed.
pub fn not_one_of<T>(cx: &mut Loader, node: NodeId, allowed: &[&str]) -> Option<T> {
    let Some(word) = cx.tree.text(node).map(str::to_string) else {
        return cx.wrong_type(node, &one_of(allowed));
    };
    let key = field_name(cx.tree, node);
    let Words { ja, en } = one_of(allowed);
    let fix = match allowed {
        [only] => words!("{only} と書いてください。", "Write {only}."),
        _ => words!("{ja}を書いてください。", "Write {en}."),
    };
    let d = Diagnostic::error("unknown-word", words!("{key} に「{word}」は書けません。", "{key} cannot be `{word}`."))
        .at_value(node)
        .why(words!("{key} に書ける言葉は決まっています。", "The words for {key} are fixed."))
        .fix(fix);
    let d = match nearest(&word, allowed.iter().copied()) {
        Some(k) => d.label(words!("もしかして {k}", "did you mean {k}?")),
        None => d,
    };
    cx.fail(d)
}
