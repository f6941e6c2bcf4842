//! The same content gives the same bytes; what did not change is not typeset again; what is taken from the old output is what would be made.

use crate::bench::{change, composed, copy, example, print, printer};
use crate::reader::Read;
use kohyo::build::society::Standard;
use kohyo::cli::{Console, Exit, run};
use kohyo::lang::Lang;
use kohyo::print::{self, Options, Printer};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

fn kohyo(args: &[&str]) -> Exit {
    let args: Vec<OsString> = ["kohyo"].iter().chain(args).map(OsString::from).collect();
    run(&args, Console::new(Box::new(std::io::sink()), Box::new(std::io::sink()), Lang::Ja), &Standard::default())
}

fn build(content: &Path, output: &Path) {
    let exit = kohyo(&["build", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    assert_eq!(exit, Exit::Fine);
}

/// A society that is quick to print: the example with a few pages, and without English.
fn small(folder: &Path) {
    copy(&example(), folder);
    fs::remove_dir_all(folder.join("en")).unwrap();
    change(folder, "site.yaml", "languages: [ja, en]", "languages: [ja]");
}

/// All files of an output with their bytes.
fn bytes(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let found = kohyo::fs::walk(output).unwrap();
    let files = found.iter().filter(|f| f.kind == kohyo::fs::Kind::File);
    files.map(|f| (f.path.display().to_string(), fs::read(output.join(&f.path)).unwrap())).collect()
}

fn dates(output: &Path) -> BTreeMap<String, SystemTime> {
    let names = bytes(output);
    names
        .into_keys()
        .filter(|n| n.ends_with(".pdf"))
        .map(|n| (n.clone(), fs::metadata(output.join(n)).unwrap().modified().unwrap()))
        .collect()
}

#[test]
fn the_same_bytes_twice_and_with_any_number_of_threads() {
    let (_, publications) = composed(&example());
    let some = |path: &str| path.starts_with("bulletins/") || path.starts_with("privacy/joint-use/");
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| print(&publications[0], Options::default(), some)).into_iter().map(|(_, p)| p.bytes).collect::<Vec<_>>()
    };
    let first = with(1);
    assert!(first.len() >= 4);
    assert!(first == with(4) && first == with(1));
}

#[test]
fn what_did_not_change_is_taken_from_the_old_output_and_nothing_is_stale() {
    let folder = tempfile::tempdir().unwrap();
    let (content, output, fresh) = (folder.path().join("content"), folder.path().join("output"), folder.path().join("fresh"));
    small(&content);
    build(&content, &output);
    let (first, before) = (bytes(&output), dates(&output));
    assert!(before.len() > 10, "{before:?}");
    build(&content, &output);
    assert!(first == bytes(&output) && before == dates(&output), "nothing is touched");

    // A telephone number stands on some of the sheets only.
    change(&content, "society.yaml", "03-0000-0010", "03-0000-0019");
    build(&content, &output);
    build(&content, &fresh);
    assert!(bytes(&output) == bytes(&fresh), "as if it were built anew");
    let changed = dates(&output).iter().filter(|(path, date)| before.get(*path) != Some(date)).count();
    assert!((1..before.len()).contains(&changed), "{changed} of {}", before.len());

    // A file that was damaged, and one that the record lies about.
    fs::write(output.join("bulletins/board.pdf"), b"%PDF-").unwrap();
    build(&content, &output);
    assert!(bytes(&output) == bytes(&fresh), "damage is mended");
    fs::remove_file(output.join(".kohyo/prints.json")).unwrap();
    change(&content, "society.yaml", "03-0000-0019", "03-0000-0018");
    build(&content, &output);
    build(&content, &fresh);
    assert!(bytes(&output) == bytes(&fresh), "without the record all is typeset again");
}

#[test]
fn the_key_of_a_document_follows_everything_that_its_bytes_follow() {
    let (_, publications) = composed(&example());
    let key = |options: Options, theme: Option<&Path>, publication| {
        let printer = Printer::new(theme, options).unwrap();
        let press = printer.for_society(Path::new("none")).unwrap();
        let matters: Vec<_> = print::of(publication).into_iter().filter(|m| m.path.ends_with("bulletins/letter.pdf")).collect();
        press.key(&press.compose(&matters, &|_| Vec::new()).0[0])
    };
    let plain = key(Options::default(), None, &publications[0]);
    assert_eq!(plain, key(Options::default(), None, &publications[0]));
    let theme = tempfile::tempdir().unwrap();
    fs::create_dir(theme.path().join("print")).unwrap();
    fs::write(theme.path().join("print/words.typ"), include_str!("../../themes/standard/print/words.typ").replace("目次", "もくじ"))
        .unwrap();
    let others = [
        key(Options { draft: true, ..Options::default() }, None, &publications[0]),
        key(Options { archive: true, ..Options::default() }, None, &publications[0]),
        key(Options::default(), Some(theme.path()), &publications[0]),
        key(Options::default(), None, &publications[1]),
    ];
    assert!(others.iter().all(|k| k.is_some() && *k != plain), "{others:?}");
    assert_eq!(key(Options { system_fonts: true, ..Options::default() }, None, &publications[0]), None, "fonts of a machine have no name");
}

#[test]
fn pages_and_paper_lead_to_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let (content, output) = (folder.path().join("content"), folder.path().join("output"));
    small(&content);
    build(&content, &output);
    let page = fs::read_to_string(output.join("privacy/joint-use/index.html")).unwrap();
    let size = fs::metadata(output.join("privacy/joint-use/joint-use.pdf")).unwrap().len();
    assert!(page.contains("href=\"joint-use.pdf\"") && page.contains(&format!("{} KB", size.div_ceil(1024))), "the page offers its file");
    let rules = fs::read_to_string(output.join("rules/management/index.html")).unwrap();
    assert!(rules.contains("href=\"../../bulletins/booklet.pdf\""), "a rule that is a booklet anyway is not printed twice");
    assert!(output.join("rules/receipt-disclosure.pdf").exists() && !output.join("rules/receipts/receipts.pdf").exists());
    let home = fs::read_to_string(output.join("index.html")).unwrap();
    assert!(home.contains("href=\"bulletins/board.pdf\""));
    let read = Read::new(&fs::read(output.join("privacy/joint-use/joint-use.pdf")).unwrap());
    assert!(read.root.text.contains("www.example.or.jp/privacy/joint-use/"));
}

#[test]
fn a_report_names_the_sheet_that_meets_a_duty() {
    let folder = tempfile::tempdir().unwrap();
    let sheet = folder.path().join("sheet.pdf");
    assert_eq!(
        kohyo(&["check", "--content", example().to_str().unwrap(), "--format", "pdf", "--out", sheet.to_str().unwrap()]),
        Exit::Fine
    );
    let read = Read::new(&fs::read(sheet).unwrap());
    let said = read.root.text.replace(['\u{200b}', '\n'], "");
    assert!(said.contains("公表前点検表") && said.contains("例示健康保険組合"), "{said}");
    assert!(said.contains("bulletins/board.pdf p."), "{said}");
    assert!(read.sheets.len() > 3 && read.all("TH").iter().any(|h| h.scope == "Column"), "tables with heads");
}

#[test]
fn fonts_are_what_their_list_says() {
    use sha2::{Digest, Sha256};
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/standard/fonts");
    let list = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    assert_eq!(list.lines().count(), 6);
    for (sum, name) in list.lines().filter_map(|l| l.split_once("  ")) {
        let real: String = Sha256::digest(fs::read(folder.join(name)).unwrap()).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(real, sum, "{name}");
    }
    drop(printer(Options::default()));
}
