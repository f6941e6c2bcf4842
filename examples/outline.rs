//! Prints the document tree of a content folder as an outline: `cargo run --example outline -- content`.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a tool for whoever changes the program")]

use kohyo::{content, document, lang::Lang, law::statutes::Statutes};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    match content::open(std::path::Path::new(&a[1])) {
        Ok(c) => {
            for d in &c.diagnostics { println!("! {} {:?} {}", d.code, d.place, d.what.ja); }
            for e in &c.editions {
                if a.get(2).map(|x| x == "en") != Some(e.lang == Lang::En) && a.len() > 2 { continue; }
                let (p, ds) = document::compose(document::Input { society: &e.society, tree: &e.tree, ids: &e.ids, statutes: Statutes::builtin(), day: e.society.site.publish_on.as_ref().and_then(|d| d.date.day()).unwrap(), lang: e.lang });
                print!("{}", document::outline::outline(&p));
                for d in &ds { println!("! {} {:?} {}", d.code, d.place, d.what.ja); }
            }
        }
        Err(ds) => for d in &ds { println!("!! {} {:?} {} | {:?}", d.code, d.place, d.what.ja, d.fix.as_ref().map(|f| &f.ja)); },
    }
}
