//! What an output is made of, as one mark: content, theme, rules, program and options. The same mark, the same output.

use super::Settings;
use super::sum::{Adder, Sum};
use crate::content::Files;
use crate::fs;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// The mark of this program, which changes with its source.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("KOHYO_SOURCE"));

/// The mark of everything that one society's output is made of, today aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// The mark, in hexadecimal.
    pub mark: String,
    /// The sums of files that are copied as they are. They are read again when they are copied, so they can be compared then.
    pub copied: BTreeMap<String, Sum>,
    /// Today, if the output depends on it.
    pub today: Option<Date>,
}

impl Inputs {
    /// The mark for the files of a content folder, with the marks of the theme; none when what lies there cannot be marked.
    /// Only today is not in it, for few sites depend on it.
    pub fn of(folder: &Path, files: &Files, theme: &[&str], settings: &Settings) -> Option<Inputs> {
        if !files.is_sound() {
            return None;
        }
        let mut mark = Adder::default();
        mark.add(PROGRAM.as_bytes());
        theme.iter().for_each(|t| mark.add(t.as_bytes()));
        mark.add(format!("{:?} {} {} {}", settings.as_of, settings.draft, settings.print, settings.archive).as_bytes());
        // Rules that are built in are a part of the program.
        for pack in settings.rules.own().flat_map(|packs| packs.packs.iter()) {
            mark.add(pack.path.as_bytes());
            mark.add(pack.mark.sha256.as_bytes());
        }
        for (path, bytes) in files.texts() {
            mark.add(path.as_bytes());
            mark.add(bytes);
        }
        let mut copied = BTreeMap::new();
        for path in files.listed() {
            let bytes = of_file(&folder.join(path))?;
            mark.add(path.as_bytes());
            mark.add(&bytes);
            copied.insert(path.to_owned(), Sum::of(&bytes));
        }
        Some(Inputs { mark: mark.end(), copied, today: None })
    }
}

/// The bytes of a regular file. Anything else might never end.
fn of_file(path: &Path) -> Option<Vec<u8>> {
    fs::is_file(path).then(|| fs::read(path).ok()).flatten()
}
