//! The pages of the content files: every field with what may be written, from the model itself.

use super::made::{Made, front, quoted};
use kohyo::content::shape::{Field, Form, Mode, Record, Shape, Word, described};
use kohyo::schema::{ContentFile, content_files};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// A record that stands in so many kinds of files has its place on the page of what they share.
const SHARED: usize = 4;
/// So many lines of the example are shown.
const LINES: usize = 24;
const COMMON: &str = "content-common";

/// The list of files, what they share, and a page for each.
pub fn pages() -> Vec<Made> {
    let files = content_files();
    let shared = Shared::of(&files);
    let each = files.iter().map(|file| shared.page(file));
    [list(&files), shared.common()].into_iter().chain(each).collect()
}

fn id(file: &ContentFile) -> String {
    format!("content-{}", file.name)
}

fn list(files: &[ContentFile]) -> Made {
    let mut text = front("content", "原稿のファイル");
    text.push_str("原稿のフォルダー（`content/`）に置くファイルの一覧です。それぞれのページに、書ける項目がすべて載っています。\n\n");
    text.push_str("必ず要るのは `society.yaml` と `site.yaml` だけです。ほかのファイルがなければ、その中の項目はすべて「まだ書いていない」ことになり、点検がお尋ねします。\n\n");
    text.push_str("| ファイル | 書くこと |\n| --- | --- |\n");
    for file in files {
        _ = writeln!(text, "| [{}](page:{}) | {} |", file.path(), id(file), file.about.ja);
    }
    text.push_str("\nどのファイルにも出てくる書き方（文章、表、注、番号など）は「<page:content-common>」にまとめました。\n\n");
    text.push_str("## ほかに置けるもの\n\n- `files/` … サイトから案内する文書（PDFなど）。`files.yaml` に書いたものが載ります。\n- `fonts/` … 印刷に使うフォント。人名などの字が足りないときに置きます。\n- `en/` … 英訳。同じ名前のファイルに、訳す文字だけを書きます。訳がないところは、日本語のまま、その旨を添えて載ります。\n\n");
    text.push_str("エディターで書くときは、同じ説明が入力の候補とともに表示されます（`kohyo schema`）。\n\n");
    text.push_str("## In English\n\nThe files of a content folder, each with a page of all its fields. Only `society.yaml` and `site.yaml` must exist. `kohyo schema --lang en` writes the same descriptions in English as JSON Schema for editors.\n");
    Made { id: "content".to_owned(), path: "content/".to_owned(), text }
}

/// Which records stand in many kinds of files.
struct Shared(BTreeMap<&'static str, Record>);

impl Shared {
    fn of(files: &[ContentFile]) -> Shared {
        let mut seen: BTreeMap<&'static str, (Record, BTreeSet<&'static str>)> = BTreeMap::new();
        for file in files {
            let mut all = Found::default();
            all.shape(&file.shape(), "", &|_| true);
            for (_, record) in all.records {
                seen.entry(record.name).or_insert_with(|| (record, BTreeSet::new())).1.insert(file.name);
            }
        }
        let many = seen.into_iter().filter(|(name, (_, files))| files.len() >= SHARED && *name != "LongList");
        Shared(many.map(|(name, (record, _))| (name, record)).collect())
    }

    fn common(&self) -> Made {
        let mut text = front(COMMON, "共通の書き方");
        text.push_str("どのファイルでも同じように書けるものです。\n\n");
        text.push_str(include_str!("common.md"));
        for (title, about, names) in COMMON_RECORDS {
            _ = writeln!(text, "## {title}\n\n{about}\n");
            for name in names {
                let record = self.0.get(name).unwrap_or_else(|| panic!("{name} stands in few files now: give it no place on the common page"));
                text.push_str(&self.table(record));
            }
        }
        let placed: BTreeSet<&str> = COMMON_RECORDS.iter().flat_map(|(_, _, names)| names.iter().copied()).collect();
        let homeless: Vec<&&str> = self.0.keys().filter(|name| !placed.contains(**name)).collect();
        assert!(homeless.is_empty(), "records that stand in many files need a place on the common page: {homeless:?}");
        text.push_str("## In English\n\nWhat may be written in the same way in all files: prose, lists, tables, notes, numbers, answers such as `{none: …}`, addresses and desks. `kohyo schema --lang en` describes every field in English.\n");
        Made { id: COMMON.to_owned(), path: "content/common/".to_owned(), text }
    }

    fn page(&self, file: &ContentFile) -> Made {
        let path = file.path();
        let mut text = front(&id(file), &path);
        _ = writeln!(text, "{}を書くファイルです。{}\n", file.about.ja, place(file));
        let example = example(file);
        _ = writeln!(text, "## 例\n\n{example}");
        let mut found = Found::default();
        found.shape(&file.shape(), "", &|name| !self.0.contains_key(name));
        for (owner, record) in &found.records {
            let heading = match owner.as_str() {
                "" => "項目".to_owned(),
                owner => format!("{owner} に書く項目"),
            };
            _ = writeln!(text, "## {heading}\n\n{}", self.table(record));
        }
        text.push_str("「必ず」はなければ読み込めない項目、「点検」は法令などが求めるので公表前の点検が確かめる項目（`{none: 理由}` などでも答えられます）、空欄は書かなくてもよい項目です。\n\n");
        _ = writeln!(text, "## In English\n\n`{path}`: {}. `kohyo schema --lang en` writes the descriptions of all its fields in English.", file.about.en);
        Made { path: format!("content/{}/", file.name), id: id(file), text }
    }

    fn table(&self, record: &Record) -> String {
        let mut out = String::from("| キー | 書くもの | 要否 | 説明 |\n| --- | --- | --- | --- |\n");
        for field in record.fields() {
            let need = match field.mode {
                Mode::Required => "必ず",
                Mode::Asked => "点検",
                Mode::Optional => "",
            };
            let (kind, words) = self.kind(&field);
            let about = described(field.docs).ja + &words;
            _ = writeln!(out, "| `{}` | {kind} | {need} | {} |", field.key, about.replace('|', "\\|"));
        }
        out + "\n"
    }

    /// What may be written for a field, and the words of a closed list.
    fn kind(&self, field: &Field) -> (String, String) {
        let shape = (field.shape)();
        let words = closed(&shape);
        (self.words(&shape, field.key), words)
    }

    fn words(&self, shape: &Shape, key: &str) -> String {
        match shape {
            Shape::Text(form) => form_words(*form),
            Shape::Number => "数".to_owned(),
            Shape::Bool => "true か false".to_owned(),
            Shape::True => "true".to_owned(),
            Shape::Words([one]) => format!("`{}`", one.word),
            Shape::Words(_) => "決まった言葉".to_owned(),
            Shape::List(of) => format!("{}の一覧", self.words(&of(), key)),
            Shape::Map(of) => format!("名前と{}の組", self.words(&of(), key)),
            Shape::Record(record) => self.record(record, key),
            Shape::Choice(several) => self.choice(several, key),
        }
    }

    fn record(&self, record: &Record, key: &str) -> String {
        match COMMON_RECORDS.iter().find(|(_, _, names)| names.contains(&record.name)) {
            Some((title, ..)) if self.0.contains_key(record.name) => format!("[{title}](page:{COMMON})"),
            _ => format!("項目の組（「{key} に書く項目」）"),
        }
    }

    fn choice(&self, several: &[Shape], key: &str) -> String {
        let mut all: Vec<String> = Vec::new();
        for shape in several {
            let one = self.words(shape, key);
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all.join("、又は")
    }
}

/// Records in the order in which they are met, each with the key that it is written for.
#[derive(Default)]
struct Found {
    records: Vec<(String, Record)>,
    names: BTreeSet<&'static str>,
}

impl Found {
    fn shape(&mut self, shape: &Shape, key: &str, enter: &dyn Fn(&str) -> bool) {
        match shape {
            Shape::List(of) | Shape::Map(of) => self.shape(&of(), key, enter),
            Shape::Choice(several) => several.iter().for_each(|s| self.shape(s, key, enter)),
            Shape::Record(record) => self.record(record, key, enter),
            _ => {}
        }
    }

    fn record(&mut self, record: &Record, key: &str, enter: &dyn Fn(&str) -> bool) {
        if !enter(record.name) || !self.names.insert(record.name) {
            return;
        }
        self.records.push((key.to_owned(), *record));
        for field in record.fields() {
            self.shape(&(field.shape)(), field.key, enter);
        }
    }
}

/// The words of a closed list with what they mean.
fn closed(shape: &Shape) -> String {
    let said = |w: &Word| format!("`{}` {}", w.word, described(w.docs).ja.trim_end_matches('。'));
    match shape {
        Shape::Words(words) if words.len() > 1 => format!(" 次のどれかです：{}。", words.iter().map(said).collect::<Vec<_>>().join("、")),
        Shape::Words(words) => format!(" {}。", words.iter().map(said).collect::<String>()),
        Shape::List(of) => closed(&of()),
        Shape::Choice(several) => several.iter().map(closed).collect(),
        _ => String::new(),
    }
}

fn form_words(form: Form) -> String {
    match form {
        Form::Free => "文字".to_owned(),
        Form::Id => "短い名前（英小文字、数字、-）".to_owned(),
        Form::Day => "日付".to_owned(),
        Form::Url => "アドレス".to_owned(),
        Form::Reference => "参照（`<page:employers>` など）".to_owned(),
        Form::Block => "載せるものの名前".to_owned(),
        Form::Link(kinds) => kinds.iter().map(|k| link_words(k)).collect::<Vec<_>>().join("か"),
    }
}

fn link_words(kind: &str) -> String {
    let name = match kind {
        "society" | "representative" => return format!("`{kind}`"),
        "contact" => "窓口",
        "role" => "役職",
        "page" => "ページ",
        "category" => "個人情報の種類",
        "procedure" => "手続",
        "fee" => "手数料",
        "joint-use" => "共同利用",
        "form" => "様式",
        "file" => "資料",
        "rule" => "規程",
        "party" => "利用する者",
        "at" => "項目",
        "path" => return "項目の場所（`disclosure/fees/copy` など）".to_owned(),
        kind => panic!("a name for things of the kind {kind} is missing here"),
    };
    format!("{name}の id")
}

fn place(file: &ContentFile) -> String {
    match (file.name, file.folder) {
        ("society" | "site", _) => "必ず要ります。".to_owned(),
        (name, true) => format!("`{name}/` に、1件を1つのファイルとして置きます。"),
        _ => "なければ、中の項目はすべて、まだ書いていないものとして点検します。".to_owned(),
    }
}

/// How the example society begins such a file.
fn example(file: &ContentFile) -> String {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let path = match file.folder {
        false => content.join(file.path()),
        true => {
            let mut all: Vec<_> = std::fs::read_dir(content.join(file.name)).expect("a folder").map(|e| e.expect("a file").path()).collect();
            all.sort();
            all.remove(0)
        }
    };
    let text = std::fs::read_to_string(&path).expect("the example");
    let shown: Vec<&str> = text.lines().take(LINES).collect();
    let rest = if text.lines().count() > LINES { "（この後に続きがあります。）\n" } else { "" };
    let name = path.strip_prefix(&content).expect("a file of the example").display().to_string();
    format!("例の組合の `{name}` は、次のように始まります。\n\n{}\n{rest}", quoted("yaml", &shown.join("\n")))
}

/// The records of the common page: title, what they are for, and which.
const COMMON_RECORDS: &[(&str, &str, &[&str])] = &[];
