//! Prints the document tree of a content folder as an outline: `cargo run --example outline -- content [en]`.
#![allow(clippy::print_stdout, reason = "a tool for whoever changes the program")]

use kohyo::document::{self, Input};
use kohyo::{content, lang::Lang, law::statutes::Statutes};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = args.first().map_or("content", String::as_str);
    let lang = args.get(1).and_then(|tag| Lang::of(tag)).unwrap_or_default();
    let content = content::open(std::path::Path::new(folder));
    for d in &content.diagnostics {
        println!("! {} {:?} {}", d.code, d.place, d.what.ja);
    }
    for e in content.editions.iter().filter(|e| e.lang == lang) {
        let publish_on = e.society.site.publish_on.as_ref().and_then(|d| d.date.day());
        let day = publish_on.unwrap_or_else(kohyo::cli::today);
        let input = Input { society: &e.society, tree: &e.tree, ids: &e.ids, statutes: Statutes::builtin(), day, lang };
        let (publication, problems) = document::compose(input);
        print!("{}", document::outline::outline(&publication));
        for d in &problems {
            println!("! {} {:?} {}", d.code, d.place, d.what.ja);
        }
    }
}
