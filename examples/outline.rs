//! Dev only.
#![allow(clippy::print_stdout, clippy::unwrap_used)]
use kohyo::{cli::report::Report, content, document, lang::Lang, law::statutes::Statutes};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let dir = std::path::Path::new(&a[1]);
    let lang = if a.get(2).is_some_and(|x| x == "en") { Lang::En } else { Lang::Ja };
    let mut c = content::open(dir);
    let mut all = std::mem::take(&mut c.diagnostics);
    let mut out = String::new();
    for e in &c.editions {
        let day = e.society.site.publish_on.as_ref().and_then(|d| d.date.day()).unwrap_or(jiff::civil::date(2026, 12, 1));
        let (p, ds) = document::compose(document::Input {
            society: &e.society,
            tree: &e.tree,
            ids: &e.ids,
            statutes: Statutes::builtin(),
            day,
            lang: e.lang,
        });
        if e.lang == lang {
            out = document::outline::outline(&p);
            all.extend(ds);
        }
    }
    let r = Report { lang, color: false, folder: std::path::Path::new("content"), source: &c.read };
    print!("{}", r.print(&all));
    if a.get(3).is_none() {
        print!("{out}");
    }
}
