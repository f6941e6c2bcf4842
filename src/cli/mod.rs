//! The command line: arguments, messages, exit codes. It decides nothing else.

mod args;
mod ask;
mod build;
mod check;
mod clock;
mod console;
mod exit;
mod explain;
mod findings;
mod init;
mod man;
mod new;
mod out;
mod progress;
mod refusal;
pub mod report;
mod rules;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod sheet;
mod texts;
mod usage;

pub use clock::today;
pub use console::{Color, Console, Volume};
pub use exit::Exit;

use crate::build::{Render, society};
#[cfg(not(feature = "serve"))]
use crate::diagnostic::Diagnostic;
use crate::lang::Lang;
use crate::words;
use args::{Command, Line};
use clap::FromArgMatches;
use report::{Locator, Report};
use std::ffi::OsString;
use std::panic;
use std::path::Path;
use std::process::ExitCode;

/// The program, as `main` runs it.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let lang = texts::lang(&args, |name| std::env::var_os(name));
    panic::set_hook(Box::new(move |defect| apologize(lang, defect)));
    let ended = panic::catch_unwind(|| run(&args, Console::of_process(lang), &society::Standard::default()));
    ended.unwrap_or(Exit::Failed).into()
}

/// The program with its surroundings: the arguments (the first is its name), a console, and what renders a society.
pub fn run<R>(args: &[OsString], mut console: Console, render: &R) -> Exit
where
    R: Render,
    R::Source: Locator,
{
    let line = match texts::command(console.lang).try_get_matches_from(args).and_then(|m| Line::from_arg_matches(&m)) {
        Ok(line) => line,
        Err(e) => return answer(&e, &console),
    };
    console.color = line.common.color.on_stderr();
    console.volume = match (line.common.quiet, line.common.verbose) {
        (true, _) => Volume::Quiet,
        (_, true) => Volume::Verbose,
        _ => Volume::Normal,
    };
    match line.command {
        None => greet(&console),
        Some(Command::Build(args)) => build::run(&args, &console, render),
        Some(Command::Check(args)) => check::run(&args, &console),
        #[cfg(feature = "serve")]
        Some(Command::Serve(args)) => serve::run(args, console),
        #[cfg(not(feature = "serve"))]
        Some(Command::Serve(_)) => without_preview(&console),
        Some(Command::Explain(args)) => explain::run(&args, &console),
        Some(Command::Init(args)) => init::run(&args, &console),
        Some(Command::New { what }) => new::run(&what, &console),
        Some(Command::Schema(args)) => schema::run(&args, &console),
        Some(Command::Man { out }) => man::run(out.as_deref(), &console),
        Some(Command::Completions { shell }) => complete(shell, &console),
    }
}

/// Help and version are what was asked for; all else is a mistake in the arguments.
fn answer(error: &clap::Error, console: &Console) -> Exit {
    if !error.use_stderr() {
        console.print(&format!("{}\n", error.render().to_string().trim_end()));
        return Exit::Fine;
    }
    let report = Report { lang: console.lang, color: Color::Auto.on_stderr(), folder: Path::new(""), source: &() };
    console.warn(&report.print(&[usage::problem(error)]));
    Exit::Unusable
}

/// Without a command: what one would want first.
fn greet(console: &Console) -> Exit {
    let version = env!("CARGO_PKG_VERSION");
    console.say(&words!(
        "kohyo {version}: 健康保険組合が公表する事項を、原稿（YAML）からウェブページと印刷物にします。

  kohyo init DIR   組合の原稿を、ひな形から作って始めます
  kohyo check      content/ に足りないものや古いものがないかを点検します
  kohyo serve      原稿を直しながら、ブラウザーで見た目と指摘を確かめます
  kohyo build      content/ からサイトを作り、output/ を入れ替えます

ほかのコマンドとオプションは、kohyo --help で見られます。",
        "kohyo {version}: turns what a health insurance society must publish, written as YAML, into web pages and printed matter.

  kohyo init DIR   start with the content of a society, made from a model
  kohyo check      check that nothing in content/ is missing or stale
  kohyo serve      see in a browser how it looks and what is missing, while you write
  kohyo build      build the site from content/ and replace output/

For all commands and options see kohyo --help."
    ));
    Exit::Fine
}

/// The preview was left out when the program was built.
#[cfg(not(feature = "serve"))]
fn without_preview(console: &Console) -> Exit {
    let what = words!("この kohyo では、プレビューを使えません", "this kohyo has no preview");
    let problem = Diagnostic::error("no-preview", what)
        .why(words!("プレビューの機能（serve）を付けずに作られたプログラムです。", "the program was built without the feature `serve`"))
        .fix(words!("cargo build --release で作ったプログラムを使ってください。", "use a program made with cargo build --release"));
    let report = Report { lang: console.lang, color: console.color, folder: Path::new(""), source: &() };
    console.warn(&report.print(&[problem]));
    Exit::Unusable
}

fn complete(shell: clap_complete::Shell, console: &Console) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut texts::command(console.lang), "kohyo", &mut script);
    console.print(&String::from_utf8_lossy(&script));
    Exit::Fine
}

/// A defect of kohyo: said politely, with what is needed to find it, and without a backtrace.
fn apologize(lang: Lang, defect: &panic::PanicHookInfo) {
    let place = defect.location().map(ToString::to_string).unwrap_or_default();
    let detail = defect.payload_as_str().unwrap_or("?");
    let words = words!(
        "申し訳ありません。kohyoの中で思わぬ誤りが起きました。原稿のせいではありません。サイトが作りかけで公開されることもありません。
次の行を、使った命令と一緒に開発者へお知らせください。
  {place}: {detail}
",
        "We are sorry: something unexpected went wrong inside kohyo. Your content is not to blame, and no half-made site was put in place.
Please send the next line, with the command you used, to the developers.
  {place}: {detail}
"
    );
    Console::of_process(lang).warn(words.in_lang(lang));
}
