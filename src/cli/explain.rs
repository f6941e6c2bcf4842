//! `kohyo explain`: all rules, or what one of them asks for.

use super::console::Console;
use super::exit::Exit;
use super::report::Report;
use super::{args, clock, rules};
use crate::check::{Packs, explain};
use crate::diagnostic::Diagnostic;
use crate::words;
use std::path::Path;

/// Runs the command.
pub fn run(args: &args::Explain, console: &Console) -> Exit {
    let packs = match rules::load_in_full(&args.rules, console) {
        Ok(packs) => packs,
        Err(exit) => return exit,
    };
    let Some(id) = &args.rule else {
        return console.deliver(explain::list(&packs, console.lang).as_bytes());
    };
    match explain::rule(&packs, id, args.as_of.unwrap_or_else(clock::today), console.lang) {
        Some(text) => console.deliver(text.as_bytes()),
        None => {
            let report = Report { lang: console.lang, color: console.color, folder: Path::new(""), source: &() };
            console.warn(&report.print(&[unknown(&packs, id)]));
            Exit::Unusable
        }
    }
}

fn unknown(packs: &Packs, id: &str) -> Diagnostic {
    let near = explain::near(packs, id);
    let fix = match near.as_slice() {
        [] => words!("規則の一覧は kohyo explain で表示できます。", "kohyo explain lists all rules"),
        _ => {
            let (ja, en) = (near.join("」か「"), near.join(" or "));
            words!("「{ja}」ではありませんか。一覧は kohyo explain で表示できます。", "did you mean {en}? kohyo explain lists all rules")
        }
    };
    Diagnostic::error("unknown-rule", words!("「{id}」という規則はありません", "there is no rule {id}")).fix(fix)
}
