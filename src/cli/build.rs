//! `kohyo build`: from the arguments to a summary that a clerk can use.

use super::args;
use super::clock::{self, Stopwatch};
use super::console::{Console, Volume};
use super::exit::Exit;
use super::progress::Progress;
use super::refusal::refuse;
use super::report::{Locator, Report, Tally};
use super::{findings, rules};
use crate::build::{self, Change, Outcome, Plan, Render, Settings, Site};
use crate::check;
use crate::check::Rules;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::Words;
use crate::words;
use std::path::Path;
use std::time::Duration;

/// What is left of a society once its problems are printed: little, for there may be a thousand.
struct Built {
    exit: Exit,
    said: String,
    tally: Tally,
    /// Findings that are counted, but not shown.
    hidden: Tally,
    pages: usize,
    change: Change,
}

/// Runs the command.
pub fn run<R>(args: &args::Build, console: &Console, render: &R) -> Exit
where
    R: Render,
    R::Source: Locator,
{
    let watch = Stopwatch::start();
    let rules = match args.rules.as_slice() {
        [] => Rules::builtin(),
        // What is wrong with rules of a society's own is said before anything else is done.
        own => match rules::load(own, console) {
            Ok(packs) => packs.into(),
            Err(exit) => return exit,
        },
    };
    let settings = Settings {
        theme: args.theme.clone(),
        as_of: args.as_of,
        today: clock::today(),
        draft: args.draft,
        print: !args.no_print,
        archive: args.pdf_a,
        system_fonts: args.system_fonts,
        anew: console.volume == Volume::Verbose,
        rules,
    };
    let plan = match Plan::new(&args.content, &args.output, args.theme.as_deref()) {
        Ok(plan) => plan,
        Err(stop) => return refuse(&stop, console),
    };
    let jobs = args.jobs.map(usize::from);
    let progress = Progress::of_societies(console, plan.sites.len());
    let built = build::run(&plan, &settings, jobs, render, &|site| wait(site, console), |outcome| {
        let built = finish(outcome, args.draft, console);
        progress.step();
        built
    });
    drop(progress);
    close(&plan, args, &built, console, watch.read())
}

fn wait(site: &Site, console: &Console) {
    let path = site.output.display();
    let words = words!(
        "「{path}」には別の kohyo が書き込んでいます。終わるまで待ちます。",
        "another kohyo is writing to {path}; waiting until it is done"
    );
    console.warn(&format!("{}\n", words.in_lang(console.lang)));
}

/// One society is done: its problems become text while its content is still there to point into.
fn finish<S: Locator>(outcome: Outcome<'_, S>, draft: bool, console: &Console) -> Built {
    let Outcome { site, mut diagnostics, report, findings: counted, source, pages, installed } = outcome;
    let (exit, change) = match installed {
        None => (stopped(&diagnostics, report.as_ref()), None),
        Some(Err(stop)) => {
            diagnostics.extend(stop.diagnostics());
            (Exit::of(&stop), None)
        }
        Some(Ok(installed)) => {
            diagnostics.extend(installed.change.edited.iter().map(|path| edited(&site.output.join(path))));
            diagnostics.extend(installed.leftovers.iter().map(|path| leftover(path)));
            (Exit::Fine, Some(installed.change))
        }
    };
    let found = report.as_ref().map(findings::diagnostics).unwrap_or_default();
    let (shown, hidden): (Vec<_>, Vec<_>) = found.into_iter().partition(|d| shows(d, draft, console));
    diagnostics.extend(shown);
    if console.volume == Volume::Quiet {
        diagnostics.retain(|d| d.severity == Severity::Error);
    }
    let hidden = match report {
        Some(_) => Tally { infos: 0, ..Tally::of(&hidden) },
        None => Tally { errors: counted.errors, warnings: counted.warnings, infos: 0 },
    };
    let report = Report { lang: console.lang, color: console.color, folder: &site.content, source: &source };
    let said = report.print(&diagnostics);
    Built {
        exit,
        said,
        tally: Tally::of(&diagnostics),
        hidden,
        pages: if change.is_some() { pages } else { 0 },
        change: change.unwrap_or_default(),
    }
}

/// Why nothing was put in place: content that cannot be used, or else the findings of the check.
fn stopped(diagnostics: &[Diagnostic], report: Option<&check::Report>) -> Exit {
    let unusable = diagnostics.iter().any(|d| d.severity == Severity::Error);
    report.filter(|_| !unusable).map(|r| findings::exit(r, false)).filter(|e| *e != Exit::Fine).unwrap_or(Exit::Unusable)
}

/// What stops a build is shown in full; all else that the check finds is only counted, for `kohyo check` tells it better.
fn shows(finding: &Diagnostic, draft: bool, console: &Console) -> bool {
    console.volume == Volume::Verbose || !draft && finding.severity == Severity::Error
}

fn edited(path: &Path) -> Diagnostic {
    let path = path.display();
    Diagnostic::warning(
        "edited-by-hand",
        words!(
            "「{path}」は前に作った後で手で変えられていたので、原稿から作り直しました",
            "{path} was changed by hand after the last build, and was made anew from the content"
        ),
    )
    .why(words!("出力先のファイルは、作るたびに原稿から書き直します。", "files of the output are written from the content at every build"))
    .fix(words!("直したいことは、原稿のYAMLに書いてください。", "write what you want to change into the YAML of the content"))
}

fn leftover(path: &Path) -> Diagnostic {
    let path = path.display();
    Diagnostic::warning(
        "leftover",
        words!("前の出力「{path}」を片付けきれませんでした", "the old output {path} could not be cleared away completely"),
    )
    .fix(words!(
        "新しい出力はできています。残ったフォルダーは次の build がもう一度片付けます。",
        "the new output is in place; the next build tries again to clear the folder away"
    ))
}

/// The end: all problems in the order of the societies, how many they are, and what was made.
fn close(plan: &Plan, args: &args::Build, built: &[Built], console: &Console, time: Duration) -> Exit {
    let exit = built.iter().map(|b| b.exit).max().unwrap_or(Exit::Fine);
    let tally = built.iter().fold(Tally::default(), |sum, b| sum.and(b.tally));
    for b in built.iter().filter(|b| !b.said.is_empty()) {
        console.warn(&format!("{}\n", b.said));
    }
    if let Some(count) = tally.words() {
        let (count, next) = (count.in_lang(console.lang), next(exit, built));
        console.warn(&format!("{count}\n{}", next.in_lang(console.lang)));
    }
    let hidden = built.iter().fold(Tally::default(), |sum, b| sum.and(b.hidden));
    if console.volume > Volume::Quiet {
        if let Some(count) = hidden.words() {
            console.warn(&format!("{}\n", of_the_check(&count, args.draft).in_lang(console.lang)));
        }
        for words in summary(plan, &args.output, built, time) {
            console.say(&words);
        }
    }
    if console.volume == Volume::Verbose {
        console.print(&files(plan, built));
    }
    exit
}

/// The findings that were not shown.
fn of_the_check(count: &Words, draft: bool) -> Words {
    let (ja, en) = (&count.ja, &count.en);
    if draft {
        words!(
            "公表の前に直すところ: {ja}。kohyo check で詳しく見られます。",
            "To be mended before publication: {en}. kohyo check tells the details."
        )
    } else {
        words!("公表前点検: {ja}。kohyo check で詳しく見られます。", "Check before publication: {en}. kohyo check tells the details.")
    }
}

/// What to do about the problems, if anything must be done.
fn next(exit: Exit, built: &[Built]) -> Words {
    let stopped = built.iter().filter(|b| b.exit != Exit::Fine).count();
    match exit {
        Exit::Fine => Words::default(),
        _ if built.len() > 1 => words!(
            "{stopped}組合の出力は前のままです。上の点を直してから、もう一度 kohyo build を実行してください。\n",
            "outputs that stay as they were: {stopped}; mend the points above and run kohyo build again\n"
        ),
        Exit::Failed => words!(
            "出力は新しくなっていません。上の点を確かめてから、もう一度 kohyo build を実行してください。\n",
            "the output was not brought up to date; check the points above and run kohyo build again\n"
        ),
        Exit::Findings => words!(
            "このままでは公表できないので、何も書き込まず、前の出力をそのまま残しました。上の点を直してから、もう一度 kohyo build を実行してください。
直す前に見た目を確かめるには、kohyo build --draft を実行してください（下書きと明記します）。\n",
            "this may not be published yet: nothing was written and the old output stays; mend the points above and run kohyo build again
to see the site before that, run kohyo build --draft (it is marked as a draft)\n"
        ),
        Exit::Unusable => words!(
            "何も書き込まず、前の出力をそのまま残しました。上の点を直してから、もう一度 kohyo build を実行してください。\n",
            "nothing was written and the old output stays; mend the points above and run kohyo build again\n"
        ),
    }
}

/// How much was made, and where to look at it.
fn summary(plan: &Plan, output: &Path, built: &[Built], time: Duration) -> Vec<Words> {
    let done: Vec<&Built> = built.iter().filter(|b| b.exit == Exit::Fine).collect();
    let mut lines = Vec::new();
    if !done.is_empty() {
        lines.push(made(&done, built.len() > 1, time));
        let open = match plan.sites.as_slice() {
            [only] => only.output.join("index.html"),
            _ => output.to_owned(),
        };
        let open = open.display();
        lines.push(words!("見るには: {open}", "Have a look: {open}"));
    }
    for orphan in &plan.orphans {
        let path = orphan.display();
        lines.push(words!(
            "「{path}」の原稿は今の原稿のフォルダーにありません。要らなければ、このフォルダーを消してください。",
            "The content of {path} is not in the content folder any more. Remove {path} if it is not needed."
        ));
    }
    lines
}

fn made(done: &[&Built], many: bool, time: Duration) -> Words {
    let sum = |count: fn(&Change) -> usize| done.iter().map(|b| count(&b.change)).sum::<usize>();
    let (pages, written, removed) =
        (done.iter().map(|b| b.pages).sum::<usize>(), sum(|c| c.added.len() + c.changed.len()), sum(|c| c.removed.len()));
    let what = match (written, removed) {
        (0, 0) => words!("前と同じで、変わったファイルはありません", "nothing has changed"),
        _ => words!("書いたファイル {written}、消したファイル {removed}", "{written} files written, {removed} removed"),
    };
    let Words { ja, en } = what;
    let (n, seconds) = (done.len(), time.as_secs_f64());
    if many {
        words!("{n}組合、{pages}ページができました（{ja}、{seconds:.1}秒）。", "{n} societies, {pages} pages ({en}, {seconds:.1} s).")
    } else {
        words!("{pages}ページができました（{ja}、{seconds:.1}秒）。", "{pages} pages ({en}, {seconds:.1} s).")
    }
}

/// Every file that changed: `+` new, `~` changed, `-` gone.
fn files(plan: &Plan, built: &[Built]) -> String {
    let mut text = String::new();
    for (site, b) in plan.sites.iter().zip(built) {
        for (mark, paths) in [('+', &b.change.added), ('~', &b.change.changed), ('-', &b.change.removed)] {
            for path in paths {
                text.push_str(&format!("{mark} {}\n", site.output.join(path).display()));
            }
        }
    }
    text
}
