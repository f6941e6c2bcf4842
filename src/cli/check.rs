//! `kohyo check`: every rule for every society, a report, and an exit code.

use super::args::Form;
use super::console::{Console, Volume};
use super::exit::Exit;
use super::out::Out;
use super::progress::Progress;
use super::refusal::refuse;
use super::report::{Report, Tally};
use super::sheet::Sheets;
use super::{args, clock, findings, rules, sheet};
use crate::build::society::{Looked, look};
use crate::build::{Folder, Stop, parallel};
use crate::check::report::Format;
use crate::check::{self, Packs, report};
use crate::diagnostic::Severity;
use crate::lang::Words;
use crate::words;
use std::path::Path;

/// What is left of a society once its content is dropped.
struct Seen {
    exit: Exit,
    /// What is wrong with its content, printed.
    said: String,
    /// The same, counted.
    tally: Tally,
    report: Option<check::Report>,
}

/// Runs the command.
pub fn run(args: &args::Check, console: &Console) -> Exit {
    let packs = match rules::load(&args.rules, console) {
        Ok(packs) => packs,
        Err(exit) => return exit,
    };
    match prepare(args) {
        Err(stop) => refuse(&stop, console),
        Ok(Job { folders, out, sheets }) => {
            let jobs = args.jobs.map(usize::from);
            let progress = Progress::of_societies(console, folders.len());
            let seen = parallel(&folders, jobs, |folder| {
                let seen = see(&folder.content, &packs, &sheets, args, console);
                progress.step();
                seen
            });
            drop(progress);
            close(args, seen, out.as_ref(), &sheets, console)
        }
    }
}

/// What is settled before the work, so that a wrong name costs no time.
struct Job {
    folders: Vec<Folder>,
    /// The file of the report.
    out: Option<Out>,
    sheets: Sheets,
}

fn prepare(args: &args::Check) -> Result<Job, Stop> {
    let folders = Folder::all(&args.content)?;
    if args.format == Form::Pdf {
        sheet::can_print(args.out.as_deref())?;
    }
    let inputs: Vec<&Path> = [&args.content].into_iter().chain(&args.rules).chain(&args.theme).map(|p| p.as_path()).collect();
    let out = args.out.as_ref().map(|path| Out::new(path, &inputs)).transpose()?;
    let sheets = Sheets::new(matches!(args.format, Form::Pdf | Form::Text(Format::Html)), args.theme.as_deref())?;
    Ok(Job { folders, out, sheets })
}

/// Looks at one society. Content with errors gives no report: what it lacks could not be told from what could not be read.
fn see(folder: &Path, packs: &Packs, sheets: &Sheets, args: &args::Check, console: &Console) -> Seen {
    let Looked { content, publications, mut diagnostics, mut report, .. } = look(folder, packs, args.as_of, clock::today());
    if let Some(report) = &mut report {
        sheets.add(folder, &publications, report);
    }
    if console.volume == Volume::Quiet {
        diagnostics.retain(|d| d.severity == Severity::Error);
    }
    let tally = Tally::of(&diagnostics);
    let said = Report { lang: console.lang, color: console.color, folder, source: &content.read }.print(&diagnostics);
    let report = report.filter(|_| tally.errors == 0);
    let denied = args.deny.is_some() && tally.warnings > 0;
    let exit = match &report {
        None => Exit::Unusable,
        Some(report) => findings::exit(report, args.deny.is_some()).max(if denied { Exit::Findings } else { Exit::Fine }),
    };
    Seen { exit, said, tally, report }
}

/// The end: what is wrong with the content, the report, and what it comes to.
fn close(args: &args::Check, seen: Vec<Seen>, out: Option<&Out>, sheets: &Sheets, console: &Console) -> Exit {
    let exit = seen.iter().map(|s| s.exit).max().unwrap_or(Exit::Fine);
    let content = seen.iter().fold(Tally::default(), |sum, s| sum.and(s.tally));
    for s in seen.iter().filter(|s| !s.said.is_empty()) {
        console.warn(&format!("{}\n", s.said));
    }
    let (all, unusable) = (seen.len(), seen.iter().filter(|s| s.report.is_none()).count());
    let bad = seen.iter().filter(|s| s.exit != Exit::Fine).count();
    let reports: Vec<check::Report> = seen.into_iter().filter_map(|s| s.report).collect();
    let found = reports.iter().fold(Tally::default(), |sum, r| sum.and(findings::tally(r)));
    if let Some(count) = content.words() {
        say_of_content(&count, unusable, console);
    }
    let written = write(args, &reports, out, sheets, console);
    if all > 1 && !reports.is_empty() && console.volume > Volume::Quiet {
        let count = found.words().unwrap_or_else(|| words!("なし", "none"));
        let (ja, en) = (&count.ja, &count.en);
        let sum = words!(
            "{all}組合のうち、直すところがあるのは{bad}組合です（点検の指摘: {ja}）。",
            "{bad} of {all} societies have something to mend (findings: {en})."
        );
        console.warn(&format!("{}\n", sum.in_lang(console.lang)));
    }
    exit.max(written)
}

fn say_of_content(count: &Words, unusable: usize, console: &Console) {
    let next = match unusable {
        0 => Words::default(),
        n => words!(
            "原稿に使えないところがある{n}組合は、点検していません。上の点を直してから、もう一度 kohyo check を実行してください。\n",
            "not checked, because the content cannot be used: {n}; mend the points above and run kohyo check again\n"
        ),
    };
    console.warn(&format!("{}\n{}", count.in_lang(console.lang), next.in_lang(console.lang)));
}

/// Writes the report on all societies that could be looked at; without any there is none.
fn write(args: &args::Check, reports: &[check::Report], out: Option<&Out>, sheets: &Sheets, console: &Console) -> Exit {
    if reports.is_empty() {
        return Exit::Fine;
    }
    let bytes = match args.format {
        Form::Text(format) => report::write(format, reports, console.lang).into_bytes(),
        Form::Pdf => match sheets.print(reports, console.lang) {
            Ok(bytes) => bytes,
            Err(stop) => return refuse(&stop, console),
        },
    };
    let (Some(out), Some(path)) = (out, &args.out) else { return console.deliver(&bytes) };
    if let Err(stop) = out.write(&bytes) {
        return refuse(&stop, console);
    }
    if console.volume > Volume::Quiet {
        let found = reports.iter().fold(Tally::default(), |sum, r| sum.and(findings::tally(r)));
        let count = found.words().unwrap_or_else(|| words!("指摘はありません", "nothing found"));
        let (ja, en, path) = (&count.ja, &count.en, path.display());
        console.say(&words!("点検の結果を「{path}」に書きました（{ja}）。", "The report is in {path} ({en})."));
    }
    Exit::Fine
}
