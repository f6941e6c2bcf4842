//! Pages of the manual that are made of data of the program: their files, and the list of them in `site.yaml`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A page that is made.
pub struct Made {
    /// Its id, which is the name of its file.
    pub id: String,
    /// Its address in the site.
    pub path: String,
    /// Its file.
    pub text: String,
    /// Its translation.
    pub english: String,
}

/// From this line on, `site.yaml` is made too.
const LIST: &str = "  # ここから下は、点検の規則と原稿の項目から作られます（KOHYO_UPDATE_DOCS=1 cargo test --test manual）。手で書き換えないでください。\n";

/// The folder of the manual.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/manual")
}

/// What each file is to hold, by its path in the manual.
pub fn files(pages: &[Made]) -> Vec<(String, String)> {
    let site = std::fs::read_to_string(folder().join("site.yaml")).expect("the site of the manual");
    let (own, _) = site.split_once(LIST).expect("the line in site.yaml from which on it is made");
    let mut list = format!("{own}{LIST}");
    for page in pages {
        _ = writeln!(list, "  - {{id: {}, path: {}, blocks: [page:{}]}}", page.id, page.path, page.id);
    }
    let both =
        |page: &Made| [(format!("pages/{}.md", page.id), page.text.clone()), (format!("en/pages/{}.md", page.id), page.english.clone())];
    let files = pages.iter().flat_map(both);
    files.chain([("site.yaml".to_owned(), list)]).collect()
}

/// The head of a page of prose.
pub fn front(id: &str, title: &str) -> String {
    format!("---\nid: {id}\ntitle: {}\n---\n", serde_json::Value::from(title))
}

/// A block of code that holds any text.
pub fn quoted(lang: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{lang}\n{}\n{fence}\n", text.trim_end())
}

/// Words of the program as Markdown: what is written in content stands as code, and no sign means anything.
pub fn prose(text: &str) -> String {
    let code =
        regex::Regex::new("`[^`]*`|\"[^\"]*\"|<[^<>]*>|\\{[^{}]*\\}|〔要記入[^〕]*〕|[ⅠⅡⅢⅣⅤⅥⅦⅧ][0-9]*\\([0-9]+\\)").expect("an expression");
    let mut out = String::new();
    let mut end = 0;
    for found in code.find_iter(text) {
        out.push_str(&plain(&text[end..found.start()]));
        match found.as_str().starts_with('`') {
            true => out.push_str(found.as_str()),
            false => _ = write!(out, "`{}`", found.as_str()),
        }
        end = found.end();
    }
    out + &plain(&text[end..])
}

fn plain(text: &str) -> String {
    ['*', '|', '[', '<', '`'].iter().fold(text.to_owned(), |text, sign| text.replace(*sign, &format!("\\{sign}")))
}
