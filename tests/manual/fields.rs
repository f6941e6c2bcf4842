//! The pages of the content files: every field with what may be written, from the model itself.

use super::blocks;
use super::made::{Made, front, prose, quoted};
use kohyo::content::shape::{Field, Form, Mode, Record, Shape, Word, described};
use kohyo::lang::{Lang, Words};
use kohyo::schema::{ContentFile, content_files};
use kohyo::words;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// A record that stands in so many kinds of files has its place on the page of what they share.
const SHARED: usize = 4;
/// So many lines of the example are shown.
const LINES: usize = 24;
/// The page of what files share.
const COMMON: &str = "content-common";

/// The list of files, what they share, and a page for each.
pub fn pages() -> Vec<Made> {
    let files = content_files();
    let shared = Shared::of(&files);
    let both = |id: &str, path: &str, text: &dyn Fn(Lang) -> String| Made {
        id: id.to_owned(),
        path: path.to_owned(),
        text: text(Lang::Ja),
        english: text(Lang::En),
    };
    let mut made = vec![
        both("content", "content/", &|lang| list(&files, lang)),
        both(COMMON, "content/common/", &|lang| Pen { shared: &shared, lang }.common()),
    ];
    made.extend(
        files.iter().map(|file| both(&id(file), &format!("content/{}/", file.name), &|lang| Pen { shared: &shared, lang }.page(file))),
    );
    made
}

fn id(file: &ContentFile) -> String {
    format!("content-{}", file.name)
}

fn list(files: &[ContentFile], lang: Lang) -> String {
    let mut text = front("content", words!("原稿のファイル", "Files of the content").in_lang(lang));
    let intro = words!(
        "原稿のフォルダー（`content/`）に置くファイルの一覧です。それぞれのページに、書ける項目がすべて載っています。\n\n必ず要るのは `society.yaml` と `site.yaml` だけです。ほかのファイルがなければ、その中の項目はすべて「まだ書いていない」ことになり、点検がお尋ねします。\n\nどのファイルにも出てくる書き方（文章、表、注、番号など）は「<page:content-common>」にまとめました。エディターで書くときは、同じ説明が入力の候補とともに表示されます（`kohyo schema`）。",
        "What may stand in a content folder (`content/`), each with a page of all its fields.\n\nOnly `society.yaml` and `site.yaml` must exist. A file that is missing means that its fields are not answered yet: the check asks for them.\n\nWhat all files share (prose, tables, notes, numbers) is told under <page:content-common>. Editors show the same descriptions with completions (`kohyo schema`)."
    );
    let (file, about) = (words!("ファイル", "File"), words!("書くこと", "What it is for"));
    _ = writeln!(text, "{}\n\n| {} | {} |\n| --- | --- |", intro.in_lang(lang), file.in_lang(lang), about.in_lang(lang));
    for file in files {
        _ = writeln!(text, "| [{}](page:{}) | {} |", file.path(), id(file), file.about.in_lang(lang));
    }
    let rest = words!(
        "\n## ほかに置けるもの\n\n- `files/` … サイトから案内する文書（PDFなど）。`files.yaml` に書いたものが載ります。\n- `fonts/` … 印刷に使うフォント。人名などの字が足りないときに置きます。\n- `en/` … 英訳。同じ名前のファイルに、訳す文字だけを書きます。訳がないところは、日本語のまま、その旨を添えて載ります。\n",
        "\n## What else may stand there\n\n- `files/` … documents that the site links to, named in `files.yaml`.\n- `fonts/` … fonts for printed matter, where a character is lacking.\n- `en/` … translations: files of the same names with texts only. What is missing is shown in Japanese, with a notice.\n"
    );
    text + rest.in_lang(lang)
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
        let shared = Shared(many.map(|(name, (record, _))| (name, record)).collect());
        let placed: BTreeSet<&str> = COMMON_RECORDS.iter().flat_map(|place| place.names()).collect();
        let here: BTreeSet<&str> = shared.0.keys().copied().collect();
        assert_eq!(placed, here, "the records that stand in many files have their place on the common page, and no others");
        shared
    }
}

/// Writes in one language.
struct Pen<'s> {
    shared: &'s Shared,
    lang: Lang,
}

impl Pen<'_> {
    fn w(&self, words: Words) -> String {
        words.in_lang(self.lang).to_owned()
    }

    fn common(&self) -> String {
        let mut text = front(COMMON, &self.w(words!("共通の書き方", "What all files share")));
        let intro = words!("どのファイルでも同じように書けるものです。", "What may be written in the same way in every file.");
        _ = writeln!(text, "{}\n", self.w(intro));
        text.push_str(match self.lang {
            Lang::Ja => include_str!("common.ja.md"),
            Lang::En => include_str!("common.en.md"),
        });
        for place in COMMON_RECORDS {
            _ = writeln!(text, "## {}\n\n{}\n", self.either(place.title), self.either(place.about));
            for (heading, name) in place.records {
                if !heading.0.is_empty() {
                    _ = writeln!(text, "### {}\n", self.either(*heading));
                }
                _ = writeln!(text, "{}", self.table(&self.shared.0[name]));
            }
        }
        text.trim_end().to_owned() + "\n"
    }

    fn either(&self, (ja, en): (&'static str, &'static str)) -> &'static str {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    fn page(&self, file: &ContentFile) -> String {
        let path = file.path();
        let mut text = front(&id(file), &path);
        let (about, about_en) = (&file.about.ja, &file.about.en);
        let about = words!("{about}を書くファイルです。", "The file for this: {about_en}. ");
        _ = writeln!(text, "{}{}\n\n{}", self.w(about), self.w(place(file)), self.example(file));
        let mut found = Found::default();
        found.shape(&file.shape(), "", &|name| !self.shared.0.contains_key(name));
        for (owner, record) in &found.records {
            let heading = match owner.as_str() {
                "" => words!("項目", "Fields"),
                owner => words!("{owner} に書く項目", "Fields of {owner}"),
            };
            _ = writeln!(text, "## {}\n\n{}", self.w(heading), self.table(record));
        }
        if file.name == "site" {
            _ = writeln!(text, "{}", blocks::section(self.lang));
        }
        let legend = words!(
            "「必ず」はなければ読み込めない項目、「点検」は法令などが求めるので公表前の点検が確かめる項目（`{{none: 理由}}` などでも答えられます）、空欄は書かなくてもよい項目です。",
            "“must”: without it the file cannot be used. “asked”: the check before publication asks for it, and answers such as `{{none: …}}` may stand for it. The others may be left out."
        );
        _ = writeln!(text, "{}", self.w(legend));
        text
    }

    fn table(&self, record: &Record) -> String {
        let heads = [words!("キー", "Key"), words!("書くもの", "Value"), words!("要否", "Need"), words!("説明", "Description")];
        let mut out = format!("| {} |\n| --- | --- | --- | --- |\n", heads.map(|h| self.w(h)).join(" | "));
        for field in own_first(record.fields()) {
            let need = match field.mode {
                Mode::Required => self.w(words!("必ず", "must")),
                Mode::Asked => self.w(words!("点検", "asked")),
                Mode::Optional => String::new(),
            };
            let shape = (field.shape)();
            let about = self.w(described(field.docs)) + &self.closed(&shape);
            _ = writeln!(out, "| `{}` | {} | {need} | {} |", field.key, self.kind(&shape, field.key), prose(&about));
        }
        out
    }

    /// What may be written for a field.
    fn kind(&self, shape: &Shape, key: &str) -> String {
        match shape {
            Shape::Text(form) => self.form(*form),
            Shape::Number => self.w(words!("数", "number")),
            Shape::Bool => self.w(words!("true か false", "true or false")),
            Shape::True => "true".to_owned(),
            Shape::Words([one]) => format!("`{}`", one.word),
            Shape::Words(_) => self.w(words!("決まった言葉", "fixed word")),
            Shape::List(of) => self.list(&self.kind(&of(), key)),
            Shape::Map(of) => {
                let of = self.kind(&of(), key);
                self.w(words!("名前と{of}の組", "names, each with: {of}"))
            }
            Shape::Record(record) => self.record(record, key),
            Shape::Choice(several) => self.choice(several, key),
        }
    }

    fn list(&self, of: &str) -> String {
        self.w(words!("{of}の一覧", "list of: {of}"))
    }

    fn record(&self, record: &Record, key: &str) -> String {
        match COMMON_RECORDS.iter().find(|place| place.names().any(|name| name == record.name)) {
            Some(place) => format!("[{}](page:{COMMON})", self.either(place.title)),
            None => self.w(words!("項目の組（「{key} に書く項目」）", "record (“Fields of {key}”)")),
        }
    }

    fn choice(&self, several: &[Shape], key: &str) -> String {
        let is = |shape: &Shape, names: &[&str]| matches!(shape, Shape::Record(r) if names.contains(&r.name));
        // Prose is a text, paragraphs or a node: all of it is told where the node is.
        if let Some(prose) = several.iter().find(|s| is(s, &["Node"])) {
            return self.kind(prose, key);
        }
        let own = |shape: &&Shape| !is(shape, &ANSWERS) && !matches!(shape, Shape::Choice(of) if of.iter().all(|s| is(s, &ANSWERS)));
        let mut all: Vec<String> = Vec::new();
        for shape in several.iter().filter(own) {
            let one = self.kind(shape, key);
            if !all.contains(&one) {
                all.push(one);
            }
        }
        match &all[..] {
            [one, list] if *list == self.list(one) => self.w(words!("{one}、又はその一覧", "{one}, or a list of them")),
            _ => all.join(&self.w(words!("、又は", ", or "))),
        }
    }

    /// The words of a closed list with what they mean.
    fn closed(&self, shape: &Shape) -> String {
        let said = |w: &Word| format!("`{}` {}", w.word, self.w(described(w.docs)).trim_end_matches(['。', '.']));
        match shape {
            Shape::Words(words) => {
                let all = words.iter().map(said).collect::<Vec<_>>().join(&self.w(words!("、", ", ")));
                match words.len() {
                    1 => self.w(words!("{all}。", " {all}.")),
                    _ => self.w(words!("次のどれかです：{all}。", " One of: {all}.")),
                }
            }
            Shape::List(of) => self.closed(&of()),
            Shape::Choice(several) => several.iter().map(|s| self.closed(s)).collect(),
            _ => String::new(),
        }
    }

    fn form(&self, form: Form) -> String {
        self.w(match form {
            Form::Free => words!("文字", "text"),
            Form::Id => words!("短い名前（英小文字、数字、-）", "id (small letters, digits, -)"),
            Form::Day => words!("日付", "day"),
            Form::Url => words!("アドレス", "address of the web"),
            Form::Reference => words!("参照（`<page:employers>` など）", "reference, such as `<page:employers>`"),
            Form::Block => words!("載せるものの名前", "name of a block"),
            Form::Link(["society"]) => words!("文字、又は `society`", "text, or `society`"),
            Form::Link(kinds) => {
                let of = |lang| kinds.iter().map(|k| link(k).in_lang(lang).to_owned()).collect::<Vec<_>>();
                Words { ja: of(Lang::Ja).join(" か "), en: of(Lang::En).join(" or ") }
            }
        })
    }

    /// How the example society begins such a file.
    fn example(&self, file: &ContentFile) -> String {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let path = match file.folder {
            false => content.join(file.path()),
            true => {
                let mut all: Vec<_> =
                    std::fs::read_dir(content.join(file.name)).expect("a folder").map(|e| e.expect("a file").path()).collect();
                all.sort();
                all.remove(0)
            }
        };
        let text = std::fs::read_to_string(&path).expect("the example");
        let lines = shown_lines(&text, file.ending);
        let shown: Vec<&str> = lines.iter().copied().take(LINES).collect();
        let name = path.strip_prefix(&content).expect("a file of the example").display().to_string();
        let (heading, begins) = (
            words!("例", "Example"),
            words!("例の組合の `{name}` は、次のように始まります。", "So begins `{name}` of the example society."),
        );
        let rest = match lines.len() > LINES {
            true => self.w(words!("この後に続きがあります。\n", "It goes on after that.\n")),
            false => String::new(),
        };
        format!(
            "## {}\n\n{}\n\n{}\n{rest}",
            self.w(heading),
            self.w(begins),
            quoted(if file.ending == "md" { "markdown" } else { "yaml" }, &shown.join("\n"))
        )
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

/// How to reach somebody comes after what a record has of its own, and what every record may have comes last.
fn own_first(mut fields: Vec<Field>) -> Vec<Field> {
    const EVERYWHERE: [&str; 8] = ["title", "intro", "notes", "labels", "numbering", "states", "history", "reviewed_on"];
    const WAYS: [&str; 6] = ["department", "tel", "fax", "email", "form_url", "hours"];
    let has = |keys: &[&str]| keys.iter().all(|key| fields.iter().any(|f| f.key == *key));
    let (of_record, of_ways) = (has(&EVERYWHERE[..6]), has(&WAYS));
    // The order of the model holds within each of the three.
    fields.sort_by_key(|f| match f.key {
        key if of_record && EVERYWHERE.contains(&key) => 2,
        key if of_ways && WAYS.contains(&key) => 1,
        _ => 0,
    });
    fields
}

fn link(kind: &str) -> Words {
    match kind {
        "society" | "representative" => words!("`{kind}`", "`{kind}`"),
        "contact" => words!("窓口の id", "id of a desk"),
        "role" => words!("役職の id", "id of a role"),
        "page" => words!("ページの id", "id of a page"),
        "category" => words!("個人情報の種類の id", "id of a category"),
        "procedure" => words!("手続の id", "id of a procedure"),
        "fee" => words!("手数料の id", "id of a fee"),
        "joint-use" => words!("共同利用の id", "id of a joint use"),
        "form" => words!("様式の id", "id of a form"),
        "file" => words!("資料の id", "id of a document"),
        "rule" => words!("規程の id", "id of a rule"),
        "party" => words!("利用する者の id", "id of a party"),
        "at" => words!("項目の名前か id", "name or id of a field"),
        "path" => words!("項目の場所（`disclosure/fees/copy` など）", "path of a field, such as `disclosure/fees/copy`"),
        kind => panic!("a name for things of the kind {kind} is missing here"),
    }
}

fn place(file: &ContentFile) -> Words {
    match (file.name, file.folder) {
        ("society" | "site", _) => words!("必ず要ります。", "It must exist."),
        ("pages", _) => words!(
            "`pages/` に、1ページ分を1つのファイルとして置きます。先頭の後に、本文を Markdown（見出し、箇条書き、表、脚注、強調）で書きます。",
            "Each page stands in a file of its own under `pages/`. Behind the head comes the text in Markdown, with headings, lists, tables, footnotes and emphasis."
        ),
        (name, true) => words!("`{name}/` に、1件を1つのファイルとして置きます。", "Each stands in a file of its own under `{name}/`."),
        ("forms" | "files" | "faq" | "glossary" | "waivers", _) => words!("要らなければ置きません。", "It may be left out."),
        _ => words!(
            "なければ、中の項目はすべて、まだ書いていないものとして点検します。",
            "Without it, its fields count as not answered yet."
        ),
    }
}

/// The lines of an example: of YAML without remarks, which are for programmers; where there is nothing but a remark with an example, that.
fn shown_lines<'t>(text: &'t str, ending: &str) -> Vec<&'t str> {
    if ending == "md" {
        return text.lines().collect();
    }
    let lines: Vec<&str> = text.lines().map(without_remark).filter(|line| !line.is_empty()).collect();
    match lines[..] {
        ["[]"] => text.lines().filter_map(|line| line.strip_prefix("# ")).filter(|line| line.starts_with("- ")).collect(),
        _ => lines,
    }
}

/// A line without the remark at its end: remarks of the example are for programmers.
fn without_remark(line: &str) -> &str {
    let start = if line.starts_with('#') { Some(0) } else { line.find(" # ") };
    line[..start.unwrap_or(line.len())].trim_end()
}

/// A chapter of the common page: what it is for, and its records, each with a heading of its own where there are several.
struct Chapter {
    title: (&'static str, &'static str),
    about: (&'static str, &'static str),
    records: &'static [((&'static str, &'static str), &'static str)],
}

impl Chapter {
    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.records.iter().map(|(_, name)| *name)
    }
}

const COMMON_RECORDS: &[Chapter] = &[
    Chapter {
        title: ("文章", "Prose"),
        about: (
            "文だけなら、そのまま書きます。見出し、箇条書き、表、注を付けるときは、次の項目を使います。箇条書きは、いくつでも深くできます。",
            "A text alone is written as it is. Headings, lists, tables and notes take the following fields; lists may be as deep as you like.",
        ),
        records: &[(("", ""), "Node")],
    },
    Chapter {
        title: ("表", "Tables"),
        about: (
            "列の見出し（`columns`）と、行（`rows`）を書きます。行は、左から順のます目の一覧です。",
            "The heads of the columns (`columns`) and the rows (`rows`), each a list of cells.",
        ),
        records: &[
            (("表の項目", "A table"), "Table"),
            (("列の見出しの項目", "The head of a column"), "Column"),
            (("ます目の項目", "A cell"), "Cell"),
        ],
    },
    Chapter {
        title: ("注", "Notes"),
        about: ("文の後に ※ で添える注です。", "Notes after a text, marked ※."),
        records: &[(("", ""), "Note")],
    },
    Chapter {
        title: ("情報の項目", "Items of data"),
        about: (
            "「氏名、生年月日、住所」のような項目は、一覧で書きます。条件の付くもの、ひとまとまりのものは、次の項目を使います。",
            "Items such as name, birthday and address are a list. Those with a condition and those that belong together take the following fields.",
        ),
        records: &[(("条件の付く項目", "An item with a condition"), "SingleItem"), (("項目のまとまり", "A group of items"), "ItemGroup")],
    },
    Chapter {
        title: ("番号の見本", "Samples of numbers"),
        about: (
            "番号は、最初の一つがどう見えるかで書きます。`\"第1\"` なら第1、第2…、`\"(1)\"` なら `(1)`、`(2)`…と付きます。段ごとに変えるときは一覧にします。",
            "A number is written as the first one looks: `\"(1)\"` counts (1), (2) and so on. A list has one sample for each level.",
        ),
        records: &[(("", ""), "Label")],
    },
    Chapter {
        title: ("「ない」ときの答え", "Answers other than a value"),
        about: (
            "点検が確かめる項目で、値を書く代わりに答えられます。どの答えが認められるかは、項目によって違います。",
            "What may stand for the value of a field that the check asks for. Which of them counts differs from field to field.",
        ),
        records: &[
            (("ない", "There is none"), "NoneState"),
            (("ほかに載っている", "It stands elsewhere"), "ElsewhereState"),
            (("お尋ねに答える", "It is told on request"), "OnRequestState"),
        ],
    },
    Chapter {
        title: ("改定の履歴", "History"),
        about: (
            "ファイルの `history` に書きます。ページの更新日になります。",
            "Written under `history` of a file. The page shows its latest day.",
        ),
        records: &[(("", ""), "HistoryEntry")],
    },
];

/// Answers that stand for any value: told once, on the common page.
const ANSWERS: [&str; 3] = ["NoneState", "ElsewhereState", "OnRequestState"];
