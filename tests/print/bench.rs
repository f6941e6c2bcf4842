//! What the tests of the print room share: content of a folder, or a tree, printed.

use kohyo::build::society::compose;
use kohyo::content::{Content, open};
use kohyo::diagnostic::Diagnostic;
use kohyo::document::tree::Publication;
use kohyo::print::{self, Document, Options, Printed, Printer};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the example society.
pub fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// A copy of a folder.
pub fn copy(from: &Path, to: &Path) {
    for found in kohyo::fs::walk(from).unwrap().iter().filter(|f| f.kind == kohyo::fs::Kind::File) {
        let to = to.join(&found.path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from.join(&found.path), to).unwrap();
    }
}

/// Changes a file of a folder.
pub fn change(folder: &Path, path: &str, from: &str, to: &str) {
    let path = folder.join(path);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from} is in {}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// The content of a folder with its publications, on the day of the example.
pub fn composed(folder: &Path) -> (Content, Vec<Publication>) {
    let content = open(folder);
    assert!(content.usable(), "{:?}", content.diagnostics);
    let (publications, _) = compose(&content, "2026-12-01".parse().unwrap());
    (content, publications)
}

/// The standard printer.
pub fn printer(options: Options) -> Printer {
    Printer::new(None, options).unwrap_or_else(|problems| panic!("the standard theme loads: {problems:?}"))
}

/// Everything of a publication that a choice takes, printed, with its data.
pub fn print(publication: &Publication, options: Options, choose: impl Fn(&str) -> bool) -> Vec<(Document, Printed)> {
    let printer = printer(options);
    let press = printer.for_society(Path::new("no fonts of its own")).unwrap();
    let matters: Vec<_> = print::of(publication).into_iter().filter(|m| choose(&m.path)).collect();
    let (documents, problems) = press.compose(&matters, &|_| Vec::new());
    assert!(problems.is_empty(), "{problems:?}");
    let printed = press.print(&documents.iter().collect::<Vec<_>>());
    documents.into_iter().zip(printed).map(|(d, p)| (d, p.unwrap_or_else(|problems| panic!("{problems:?}")))).collect()
}

/// What keeps a society of a folder from being printed with a theme.
pub fn problems(theme: Option<&Path>, folder: &Path) -> Vec<Diagnostic> {
    let printer = match Printer::new(theme, Options::default()) {
        Ok(printer) => printer,
        Err(problems) => return problems,
    };
    let press = match printer.for_society(folder) {
        Ok(press) => press,
        Err(problems) => return problems,
    };
    let (_, publications) = composed(folder);
    let matters: Vec<_> = print::of(&publications[0]).into_iter().filter(|m| m.path == "home.pdf").collect();
    let (documents, mut problems) = press.compose(&matters, &|_| Vec::new());
    if problems.is_empty() {
        for printed in press.print(&documents.iter().collect::<Vec<_>>()) {
            problems.extend(printed.err().into_iter().flatten());
        }
    }
    problems
}
