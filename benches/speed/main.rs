//! How fast kohyo is: societies of twelve pages made, checked and installed, beside the floor of only writing the same files and beside other generators.
//!
//!     cargo bench --bench speed -- [SOCIETIES] [--kohyo PROGRAM]... [--keep FOLDER]
//!
//! See `benches/README.md`.

#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::expect_used, reason = "a program to measure with, for the terminal")]

mod markdown;
mod measure;
mod others;
mod societies;

use kohyo::build::society::look;
use kohyo::check::Packs;
use measure::Cost;
use societies::{Example, PAGES};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How often a command for one society is run.
const TIMES: u32 = 40;

struct Args {
    count: usize,
    programs: Vec<PathBuf>,
    folder: PathBuf,
    keep: bool,
}

fn main() -> io::Result<()> {
    let args = arguments();
    let example = Example::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content")))?;
    let content = args.folder.join("content");
    fs::create_dir_all(&content)?;
    societies::write(&example, args.count, &content)?;
    let pages = args.count * PAGES;
    println!("{} societies, {pages} pages, {:.1} MB of YAML", args.count, megabytes(&content)?);
    println!("{:44}{:>10}{:>12}{:>10}{:>10}{:>10}", "", "CPU s", "CPU ms/page", "wall s", "MB", "/ floor");
    // The first program also makes the files whose writing is the floor.
    let (mut lines, mut floor) = (Vec::new(), Cost::default());
    for (i, program) in args.programs.iter().enumerate() {
        let output = args.folder.join(format!("output-{i}"));
        let found = kohyo(program, &content, &output)?;
        if i == 0 {
            floor = only_write(&output, &args.folder.join("floor"))?;
            lines.push(("only writing the same files".to_owned(), floor));
        }
        lines.extend(found.into_iter().map(|(what, cost)| (named(&what, program, args.programs.len()), cost)));
    }
    lines.extend(markdown_sites(&args, &content)?);
    for (what, cost) in &lines {
        show(what, cost, pages, &floor);
    }
    one(&args, &content)?;
    if !args.keep {
        fs::remove_dir_all(&args.folder)?;
    }
    Ok(())
}

fn arguments() -> Args {
    let mut args = Args {
        count: 1000,
        programs: Vec::new(),
        folder: std::env::temp_dir().join(format!("kohyo-speed-{}", std::process::id())),
        keep: false,
    };
    let mut given = std::env::args().skip(1);
    while let Some(arg) = given.next() {
        match arg.as_str() {
            "--kohyo" => args.programs.push(given.next().expect("--kohyo PROGRAM").into()),
            "--keep" => (args.folder, args.keep) = (given.next().expect("--keep FOLDER").into(), true),
            // cargo adds this.
            "--bench" => {}
            number => args.count = number.parse().expect("a number of societies"),
        }
    }
    if args.programs.is_empty() {
        args.programs.push(env!("CARGO_BIN_EXE_kohyo").into());
    }
    args
}

fn named(what: &str, program: &Path, programs: usize) -> String {
    if programs > 1 { format!("{what} ({})", program.display()) } else { what.to_owned() }
}

/// All that kohyo does with the societies: everything anew, nothing changed, only the check.
fn kohyo(program: &Path, content: &Path, output: &Path) -> io::Result<Vec<(String, Cost)>> {
    let full = measure::run(&mut build(program, content, output))?;
    let before = inodes(output)?;
    let unchanged = measure::run(&mut build(program, content, output))?;
    assert_eq!(before, inodes(output)?, "a build with nothing changed must touch no file");
    let check = measure::run(Command::new(program).arg("check").arg("--content").arg(content))?;
    Ok(vec![("kohyo build, all anew".into(), full), ("kohyo build, nothing changed".into(), unchanged), ("kohyo check".into(), check)])
}

fn build(program: &Path, content: &Path, output: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("build").arg("--content").arg(content).arg("--output").arg(output).arg("--no-print");
    command
}

/// The floor: the same bytes into the same paths, and nothing else.
fn only_write(from: &Path, to: &Path) -> io::Result<Cost> {
    let mut sum = Cost::default();
    // One society at a time, as kohyo holds them; reading is not measured.
    let mut names: Vec<PathBuf> = fs::read_dir(from)?.map(|e| e.map(|e| e.path())).collect::<io::Result<_>>()?;
    names.sort();
    for chunk in names.chunks(50) {
        let mut files = Vec::new();
        for society in chunk {
            for entry in walkdir::WalkDir::new(society) {
                let entry = entry?;
                if entry.file_type().is_file() {
                    let path = to.join(entry.path().strip_prefix(from).map_err(io::Error::other)?);
                    files.push((path, fs::read(entry.path())?));
                }
            }
        }
        let cost = measure::own(|| {
            files.iter().try_for_each(|(path, bytes)| {
                fs::create_dir_all(path.parent().unwrap_or(to))?;
                fs::write(path, bytes)
            })
        })?;
        sum = Cost { cpu: sum.cpu + cost.cpu, wall: sum.wall + cost.wall, memory: 0.0 };
    }
    Ok(sum)
}

/// The other generators, where they are installed.
fn markdown_sites(args: &Args, content: &Path) -> io::Result<Vec<(String, Cost)>> {
    let installed: Vec<&str> = ["zola", "hugo"].into_iter().filter(|name| Command::new(name).arg("--help").output().is_ok()).collect();
    for name in ["zola", "hugo"].into_iter().filter(|name| !installed.contains(name)) {
        println!("{name} is not installed: not measured");
    }
    if installed.is_empty() {
        return Ok(Vec::new());
    }
    let packs = Packs::default();
    let day = jiff::civil::date(2026, 12, 1);
    let site = args.folder.join("markdown");
    fs::create_dir_all(site.join("content"))?;
    fs::write(site.join("content/_index.md"), "+++\ntitle = \"kohyo\"\n+++\n")?;
    for n in 1..=args.count {
        let name = societies::name(n);
        let looked = look(&content.join(&name), &packs, Some(day), day);
        let publication = looked.publications.first().ok_or_else(|| io::Error::other("the content cannot be used"))?;
        others::society(&site, &name, publication)?;
    }
    others::zola(&site)?;
    others::hugo(&site)?;
    let mut lines = Vec::new();
    for name in installed {
        let mut command = Command::new(name);
        match name {
            "zola" => command.arg("--root").arg(&site).arg("build").arg("--force").arg("--output-dir").arg(args.folder.join("zola")),
            _ => command.arg("--source").arg(&site).arg("--destination").arg(args.folder.join("hugo")),
        };
        lines.push((format!("{name}, the same pages as one site of Markdown"), measure::run(&mut command)?));
    }
    Ok(lines)
}

/// One society by itself, as a clerk builds it.
fn one(args: &Args, content: &Path) -> io::Result<()> {
    println!("one society of {PAGES} pages, mean of {TIMES} runs (wall time; processor time is counted in steps that are summed up)");
    let example = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"));
    for (i, program) in args.programs.iter().enumerate() {
        let content = content.join(societies::name(1));
        // Each into a folder of its own: file systems take longer for files in the place of others that were just removed.
        let output = |time| args.folder.join(format!("one-{i}-{time}"));
        let mut full = Cost::default();
        for time in 0..TIMES {
            let cost = measure::run(&mut build(program, &content, &output(time)))?;
            full = Cost { cpu: full.cpu + cost.cpu, wall: full.wall + cost.wall, memory: full.memory.max(cost.memory) };
        }
        let full = Cost { cpu: full.cpu / f64::from(TIMES), wall: full.wall / f64::from(TIMES), ..full };
        let unchanged = measure::often(TIMES, &mut build(program, &content, &output(0)))?;
        let check = measure::often(TIMES, Command::new(program).arg("check").arg("--content").arg(example))?;
        let nothing = measure::often(TIMES, Command::new(program).arg("--version"))?;
        let lines = [("all anew", full), ("nothing changed", unchanged), ("check of the example", check), ("only --version", nothing)];
        for (what, cost) in lines {
            println!(
                "{:44}{:>7.1} CPU ms{:>9.1} wall ms{:>9.1} MB",
                named(what, program, args.programs.len()),
                cost.cpu,
                cost.wall,
                cost.memory
            );
        }
    }
    Ok(())
}

fn show(what: &str, cost: &Cost, pages: usize, floor: &Cost) {
    let (cpu, wall) = (cost.cpu / 1000.0, cost.wall / 1000.0);
    println!(
        "{what:44}{cpu:>10.2}{:>12.3}{wall:>10.2}{:>10.0}{:>10.1}",
        cost.cpu / pages as f64,
        cost.memory,
        cost.cpu / floor.cpu.max(0.001)
    );
}

fn megabytes(folder: &Path) -> io::Result<f64> {
    let mut sum = 0;
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        sum += if entry.file_type().is_file() { entry.metadata()?.len() } else { 0 };
    }
    Ok(sum as f64 / 1e6)
}

/// Every file with its number in the file system, which a new file does not share, and its time.
fn inodes(folder: &Path) -> io::Result<Vec<(PathBuf, u64, i64, i64)>> {
    use std::os::unix::fs::MetadataExt;
    let mut all = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        // The folder that holds the outputs also holds the locks for a moment.
        if entry.file_type().is_file() {
            let data = entry.metadata()?;
            all.push((entry.into_path(), data.ino(), data.mtime(), data.mtime_nsec()));
        }
    }
    Ok(all)
}
