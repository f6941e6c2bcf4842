//! `kohyo serve`: the preview in a browser, until Ctrl-C.

use super::args;
use super::clock;
use super::console::{Console, Volume};
use super::exit::Exit;
use super::refusal::refuse;
use super::report::{Locator, Report};
use super::rules;
use crate::build::Folder;
use crate::content::Read;
use crate::diagnostic::Diagnostic;
use crate::lang::{Lang, Words};
use crate::preview::{self, Door, Host, Refused, Settings};
use crate::words;
use jiff::civil::Date;
use std::path::Path;
use std::sync::Arc;

/// So many columns fit into the panel beside the page.
const PANEL: usize = 46;

/// What the preview has of the command line: its clock, its console, and the form of its problems.
struct Desk {
    lang: Lang,
    console: Arc<Console>,
}

impl Host for Desk {
    fn today(&self) -> Date {
        clock::today()
    }

    fn say(&self, words: Words) {
        self.console.warn(&format!("{}\n", words.in_lang(self.lang)));
    }

    fn printed(&self, folder: &Path, read: &Option<Read>, problem: &Diagnostic) -> String {
        let files = rules::files(std::slice::from_ref(problem));
        let source: &dyn Locator = if read.is_some() { read } else { &files };
        Report { lang: self.lang, color: false, folder, source }.print_narrow(problem, PANEL)
    }
}

/// Runs the command.
pub fn run(args: args::Serve, console: Console) -> Exit {
    if let Err(stop) = Folder::all(&args.content) {
        return refuse(&stop, &console);
    }
    let packs = match rules::load(&args.rules, &console) {
        Ok(packs) => packs,
        Err(exit) => return exit,
    };
    let door = match Door::open(args.host, args.port) {
        Ok(door) => door,
        Err(refused) => return turned_away(&refused, &args, &console),
    };
    greet(&door, &console);
    let (lang, url) = (console.lang, door.url());
    let console = Arc::new(console);
    if args.open && open::that_detached(&url).is_err() {
        let words = words!(
            "ブラウザーを開けません。上のアドレスをブラウザーに入力してください。",
            "no browser could be opened: type the address above into one"
        );
        console.warn(&format!("{}\n", words.in_lang(lang)));
    }
    let settings = Settings {
        content: args.content,
        theme: args.theme,
        rules: args.rules,
        as_of: args.as_of,
        draft: args.draft,
        print: !args.no_print,
        system_fonts: args.system_fonts,
        lang,
    };
    let desk = Arc::new(Desk { lang, console: Arc::clone(&console) });
    match preview::serve(door, settings, packs, desk) {
        Ok(()) => {
            if console.volume > Volume::Quiet {
                console.say(&words!("プレビューを終わりました。", "The preview has ended."));
            }
            Exit::Fine
        }
        Err(failure) => {
            let what = words!("プレビューを続けられません（{failure}）", "the preview cannot go on ({failure})");
            say(&Diagnostic::error("preview-failed", what), &console);
            Exit::Failed
        }
    }
}

/// Where to look, and how to end it.
fn greet(door: &Door, console: &Console) {
    if !door.is_private() {
        let warning = words!(
            "ご注意: ほかのパソコンからも、公表前の原稿が見えます。見せ終わったら止めてください。",
            "Beware: other computers can see what is not published yet. Stop it when they have seen it."
        );
        console.warn(&format!("{}\n", warning.in_lang(console.lang)));
    }
    let url = door.url();
    console.say(&words!("プレビュー: {url}", "Preview: {url}"));
    if console.volume > Volume::Quiet {
        console.say(&words!(
            "このアドレスをブラウザーで開いてください。原稿を保存すると、すぐに新しくなります。終わるには Ctrl-C を押します。",
            "Open this address in a browser. It is brought up to date as soon as you save. Press Ctrl-C to end it."
        ));
    }
}

/// No port could be had.
fn turned_away(refused: &Refused, args: &args::Serve, console: &Console) -> Exit {
    let Refused { at, taken, error } = refused;
    let (ip, port) = (at.ip(), at.port());
    let problem = match (taken, args.port) {
        (true, Some(_)) => Diagnostic::error(
            "port-taken",
            words!("ポート {port} は、ほかのプログラムが使っています", "port {port} is used by another program"),
        )
        .fix(words!(
            "--port を付けずに実行すると、空いているポートを使います。前の kohyo serve が動いていれば、その画面で Ctrl-C を押してください。",
            "without --port a free one is used; if an earlier kohyo serve is still running, press Ctrl-C where it runs"
        )),
        (true, None) => Diagnostic::error(
            "port-taken",
            words!("ポート {port} から先の20個は、どれもほかのプログラムが使っています", "port {port} and the 19 after it are all used by other programs"),
        )
        .fix(words!("空いているポートを --port で指定してください（例: --port 8123）。", "name a free port with --port, such as --port 8123")),
        (false, _) => Diagnostic::error(
            "address-refused",
            words!("{ip} のポート {port} を使えません（{error}）", "port {port} of {ip} cannot be used ({error})"),
        )
        .fix(words!(
            "--host にはこのパソコンのアドレスを、--port には1024以上の番号を指定してください。どちらも付けなくてもかまいません。",
            "--host takes an address of this machine and --port a number from 1024 on; both may be left out"
        )),
    };
    say(&problem, console);
    if *taken || args.port.is_some() { Exit::Unusable } else { Exit::Failed }
}

fn say(problem: &Diagnostic, console: &Console) {
    let report = Report { lang: console.lang, color: console.color, folder: Path::new(""), source: &() };
    console.warn(&report.print(std::slice::from_ref(problem)));
}
