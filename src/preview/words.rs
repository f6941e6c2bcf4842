//! The words of the preview's own pages in both languages, and the templates that they stand in.

use crate::lang::Lang;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use tera::{Context, Tera};

/// Name, Japanese, English.
const WORDS: &[(&str, &str, &str)] = &[
    ("preview", "プレビュー", "Preview"),
    ("page", "ページ", "The page"),
    ("panel", "公表前点検", "Check before publication"),
    ("findings", "指摘", "Findings"),
    ("duties", "公表する事項", "Duties"),
    ("checking", "点検しています", "Checking"),
    ("nothing", "指摘はありません。", "Nothing was found."),
    ("broken", "原稿を読み込めません", "The content cannot be loaded"),
    (
        "stays",
        "最後に読み込めたときのページを表示しています。直して保存すると、すぐに新しくなります。",
        "The page is shown as it was when it could last be loaded. It is brought up to date as soon as the content is mended and saved.",
    ),
    (
        "no_page",
        "まだ表示できるページがありません。直して保存すると、すぐに表示します。",
        "There is no page to show yet. It is shown as soon as the content is mended and saved.",
    ),
    ("notes", "原稿についての注意", "Remarks on the content"),
    ("fix", "直し方", "How to mend it"),
    ("law", "根拠", "Provision"),
    ("place", "原稿", "Content"),
    ("show", "ページで見る", "See it on the page"),
    ("met", "載っている場所", "Where it is met"),
    ("hide", "閉じる", "Hide"),
    ("open", "点検を開く", "Show the check"),
    ("key", "Esc", "Esc"),
    ("pick", "原稿の場所を調べる", "Find the place in the content"),
    (
        "pick_help",
        "ページの文をクリックすると、それを書いたファイルと行を表示します。",
        "Click on a text of the page to see the file and line where it is written.",
    ),
    ("pick_none", "この部分は、原稿のどこか一つには書かれていません。", "This is written in no single place of the content."),
    ("phone", "スマートフォンの幅", "Width of a telephone"),
    ("societies", "組合の一覧", "Societies"),
    ("society", "組合", "Society"),
    ("state", "点検の結果", "Result of the check"),
    ("errors", "エラー", "errors"),
    ("warnings", "警告", "warnings"),
    ("lost", "kohyo serve が止まっています。もう一度実行すると、つながります。", "kohyo serve has stopped. Start it again to reconnect."),
    ("updated", "ページを新しくしました", "The page was brought up to date"),
    ("missing_title", "ページがありません", "There is no such page"),
    (
        "missing",
        "このアドレスのページはありません。原稿の site.yaml で、ページのパスを確かめてください。",
        "There is no page at this address. See the paths of pages in site.yaml.",
    ),
    ("no_society", "この名前の組合はありません。", "There is no society of this name."),
    ("refused_title", "表示できません", "This cannot be shown"),
    (
        "refused",
        "プレビューは、このパソコンで kohyo serve が表示したアドレスからだけ見られます。",
        "The preview can be seen only at the address that kohyo serve printed.",
    ),
    ("method", "プレビューは見るだけのもので、書き込めません。", "The preview is only to look at: nothing can be written."),
    ("no_print_title", "印刷物（PDF）は作れません", "Printed matter cannot be made"),
    (
        "no_print",
        "この kohyo は、印刷の機能（pdf）を付けずに作られています。cargo build --release で作ったプログラムを使ってください。",
        "This kohyo was built without the feature pdf. Use a program made with cargo build --release.",
    ),
    (
        "no_paper",
        "この名前の印刷物はありません。--no-print を付けたときは、印刷物を作りません。",
        "There is no printed matter of this name; with --no-print none is made.",
    ),
    ("faulty_title", "印刷物（PDF）を作れません", "The printed matter cannot be made"),
    ("faulty", "次の点を直して、もう一度開いてください。", "Mend the following, and open it again."),
];

const TEMPLATES: [(&str, &str); 5] = [
    ("shell.html", include_str!("assets/shell.html")),
    ("index.html", include_str!("assets/index.html")),
    ("panel.html", include_str!("assets/panel.html")),
    ("list.html", include_str!("assets/list.html")),
    ("word.html", include_str!("assets/word.html")),
];

/// A text by its name.
pub(super) fn get(name: &str, lang: Lang) -> &'static str {
    let found = WORDS.iter().find(|(n, ..)| *n == name);
    found.map_or("", |(_, ja, en)| if lang == Lang::Ja { ja } else { en })
}

/// All of them, for a template.
pub(super) fn table(lang: Lang) -> BTreeMap<&'static str, &'static str> {
    WORDS.iter().map(|(name, ja, en)| (*name, if lang == Lang::Ja { *ja } else { *en })).collect()
}

/// A template with its data. What stands in it is escaped, except for what was made by a template itself.
pub(super) fn render(name: &str, data: &impl Serialize) -> String {
    static READY: OnceLock<Tera> = OnceLock::new();
    let tera = READY.get_or_init(|| {
        let mut tera = Tera::new();
        // They are built in, and a test shows that they are sound.
        tera.add_raw_templates(TEMPLATES).ok();
        tera
    });
    Context::from_serialize(data).and_then(|context| tera.render(name, &context)).unwrap_or_else(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_sound_and_every_word_is_used() {
        let mut tera = Tera::new();
        tera.add_raw_templates(TEMPLATES).unwrap();
        let code = [include_str!("shell.rs"), include_str!("answer.rs"), include_str!("panel.rs")].concat();
        for (name, ja, en) in WORDS {
            let used = TEMPLATES.iter().any(|(_, text)| text.contains(&format!("t.{name} ")) || text.contains(&format!("t.{name}}}")));
            assert!(used || code.contains(&format!("\"{name}\"")), "{name}");
            assert!(!ja.is_empty() && !en.is_empty());
        }
        for used in TEMPLATES.iter().flat_map(|(_, text)| text.split("t.").skip(1)) {
            let name: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            assert!(WORDS.iter().any(|(n, ..)| *n == name), "there are no words for t.{name}");
        }
    }
}
