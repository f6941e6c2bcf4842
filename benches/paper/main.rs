//! What paper costs: single documents, all those of the example, those of many societies, and the same pages printed by a browser.
//!
//!     cargo bench --bench paper -- [SOCIETIES] [--kohyo PROGRAM] [--chromium PROGRAM] [--keep FOLDER]
//!
//! See `benches/README.md`.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    reason = "a program to measure with, for the terminal; it shares files with another"
)]

mod family;
#[path = "../speed/measure.rs"]
mod measure;
#[path = "../speed/societies.rs"]
mod societies;

use kohyo::build::society::compose;
use kohyo::content::open;
use kohyo::print::{self, Document, Options, Printer};
use measure::Cost;
use societies::Example;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The day of the example.
const DAY: jiff::civil::Date = jiff::civil::date(2026, 12, 1);

/// How often a short run is repeated.
const TIMES: u32 = 5;

/// Documents that are printed alone, and the page that says the same; none for a sheet of which there is no page.
const ALONE: [(&str, &str, Option<&str>); 4] = [
    ("a notice, A4", "bulletins/change.pdf", Some("notices/index.html")),
    ("a notice, A3, its type fitted", "bulletins/board.pdf", None),
    ("a page", "privacy/joint-use/joint-use.pdf", Some("privacy/joint-use/index.html")),
    ("a regulation as a booklet", "bulletins/booklet.pdf", Some("rules/management/index.html")),
];

struct Args {
    count: usize,
    kohyo: PathBuf,
    chromium: PathBuf,
    folder: PathBuf,
    keep: bool,
}

fn main() -> io::Result<()> {
    let given: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [flag, content, path, out] = given.as_slice()
        && flag == "--one"
    {
        return one(Path::new(content), path, Path::new(out));
    }
    let args = arguments(given);
    fs::create_dir_all(&args.folder)?;
    println!("{:52}{:>10}{:>10}{:>10}", "", "CPU s", "wall s", "MB");
    alone(&args)?;
    warm()?;
    whole(&args)?;
    many(&args)?;
    if !args.keep {
        fs::remove_dir_all(&args.folder)?;
    }
    Ok(())
}

fn arguments(given: Vec<String>) -> Args {
    let mut args = Args {
        count: 100,
        kohyo: env!("CARGO_BIN_EXE_kohyo").into(),
        chromium: "chromium".into(),
        folder: std::env::temp_dir().join(format!("kohyo-paper-{}", std::process::id())),
        keep: false,
    };
    let mut given = given.into_iter();
    while let Some(arg) = given.next() {
        match arg.as_str() {
            "--kohyo" => args.kohyo = given.next().expect("--kohyo PROGRAM").into(),
            "--chromium" => args.chromium = given.next().expect("--chromium PROGRAM").into(),
            "--keep" => (args.folder, args.keep) = (given.next().expect("--keep FOLDER").into(), true),
            number => args.count = number.parse().expect("a number of societies"),
        }
    }
    args
}

fn example() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"))
}

fn show(what: &str, cost: &Cost) {
    println!("{what:52}{:>10.2}{:>10.2}{:>10.0}", cost.cpu / 1000.0, cost.wall / 1000.0, cost.memory);
}

/// Prints one document of some content, and nothing else: what `--one` asks for in a process of its own.
fn one(content: &Path, path: &str, out: &Path) -> io::Result<()> {
    let content = open(content);
    let (publications, _) = compose(&content, DAY);
    let printer = Printer::new(None, Options::default()).expect("the standard theme loads");
    let press = printer.for_society(Path::new("none")).expect("no fonts of its own");
    let matters: Vec<_> = print::of(&publications[0]).into_iter().filter(|m| m.path == path).collect();
    let (documents, _) = press.compose(&matters, &|_| Vec::new());
    let printed = press.print(&documents.iter().collect::<Vec<_>>()).remove(0);
    fs::write(out, printed.unwrap_or_else(|problems| panic!("{problems:?}")).bytes)
}

/// Single documents in a fresh process, from the YAML to the PDF; and a browser that prints the page which says the same.
fn alone(args: &Args) -> io::Result<()> {
    let site = args.folder.join("example");
    measure::run(&mut build(&args.kohyo, example(), &site))?;
    for (what, path, page) in ALONE {
        let out = args.folder.join("one.pdf");
        let mut command = Command::new(std::env::current_exe()?);
        let cost = measure::often(TIMES, command.arg("--one").arg(example()).arg(path).arg(&out))?;
        show(&format!("{what}, cold"), &cost);
        let Some(page) = page else { continue };
        match browser(args, &site.join(page)) {
            Ok(other) => {
                show("  the page, printed by Chromium", &other);
                println!("{:52}{:>9.1}x{:>9.1}x{:>9.1}x", "  as a multiple", other.cpu / cost.cpu, other.wall / cost.wall, other.memory / cost.memory);
            }
            Err(e) => println!("  Chromium is not measured ({e})"),
        }
    }
    Ok(())
}

fn browser(args: &Args, page: &Path) -> io::Result<Cost> {
    let (profile, out) = (args.folder.join("profile"), args.folder.join("page.pdf"));
    fs::remove_file(&out).ok();
    let mut command = Command::new(&args.chromium);
    for flag in ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] {
        command.arg(flag);
    }
    command.args(["--disable-component-update", "--disable-sync", "--no-pdf-header-footer"]);
    command.arg(format!("--user-data-dir={}", profile.display())).arg(format!("--print-to-pdf={}", out.display()));
    // The first run makes its profile.
    family::run(command.arg(format!("file://{}", page.display())))?;
    let cost = family::run(&mut command)?;
    if fs::metadata(&out)?.len() < 1000 { Err(io::Error::other("it printed nothing")) } else { Ok(cost) }
}

/// All documents of the example one after the other on one thread, when the program is warm.
fn warm() -> io::Result<()> {
    let content = open(example());
    let (publications, _) = compose(&content, DAY);
    let printer = Printer::new(None, Options::default()).expect("the standard theme loads");
    let press = printer.for_society(Path::new("none")).expect("no fonts of its own");
    let documents: Vec<Document> = publications.iter().flat_map(|p| press.compose(&print::of(p), &|_| Vec::new()).0).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let mut sheets = 0;
    let cost = measure::own(|| {
        sheets = pool.install(|| press.print(&documents.iter().collect::<Vec<_>>())).into_iter().flatten().map(|p| p.starts.len()).sum();
        Ok(())
    })?;
    show(&format!("{} documents of {sheets} sheets on one thread", documents.len()), &cost);
    println!("{:52}{:>10.3}", "  of these each", cost.cpu / 1000.0 / documents.len() as f64);
    Ok(())
}

fn build(program: &Path, content: &Path, output: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("build").arg("--quiet").arg("--content").arg(content).arg("--output").arg(output);
    command
}

/// The example, with everything that belongs to it.
fn whole(args: &Args) -> io::Result<()> {
    let output = args.folder.join("whole");
    let command = || build(&args.kohyo, example(), &output);
    let full = measure::run(&mut command())?;
    show(&format!("build of the example with its {} PDFs", pdfs(&output)?), &full);
    show("  again, nothing changed", &measure::often(TIMES, &mut command())?);
    fs::remove_dir_all(&output)?;
    show("  without PDFs", &measure::run(command().arg("--no-print"))?);
    Ok(())
}

/// Societies of the generator: their number must not tell in the memory.
fn many(args: &Args) -> io::Result<()> {
    let example = Example::read(example())?;
    for count in [args.count / 10, args.count / 2, args.count] {
        let (content, output) = (args.folder.join(format!("content-{count}")), args.folder.join(format!("output-{count}")));
        fs::create_dir_all(&content)?;
        societies::write(&example, count, &content)?;
        let cost = measure::run(&mut build(&args.kohyo, &content, &output))?;
        let documents = pdfs(&output)?;
        show(&format!("{count} societies with {documents} PDFs"), &cost);
        println!("{:52}{:>10.3}", "  for each PDF, with its share of the site", cost.cpu / 1000.0 / documents.max(1) as f64);
        if count < args.count {
            continue;
        }
        show("  again, nothing changed", &measure::run(&mut build(&args.kohyo, &content, &output))?);
        for n in 1..=count {
            let path = content.join(societies::name(n)).join("joint-use.yaml");
            fs::write(&path, fs::read_to_string(&path)?.replace("2026-11-02", "2026-11-09"))?;
        }
        show("  again, a day of the joint use changed", &measure::run(&mut build(&args.kohyo, &content, &output))?);
    }
    Ok(())
}

fn pdfs(output: &Path) -> io::Result<usize> {
    let mut count = 0;
    for entry in walkdir::WalkDir::new(output) {
        count += usize::from(entry?.path().extension().is_some_and(|e| e == "pdf"));
    }
    Ok(count)
}
