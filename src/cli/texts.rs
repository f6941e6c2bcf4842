//! Every text of the help, in both languages, in one table; and the help that is made of it.

use super::args::Line;
use crate::lang::Lang;
use clap::{Command, CommandFactory};
use std::ffi::{OsStr, OsString};

/// Name of a command or argument, Japanese, English.
type Text = (&'static str, &'static str, &'static str);

/// What stands around the lists.
const FRAME: [Text; 5] = [
    ("commands", "コマンド", "Commands"),
    ("arguments", "引数", "Arguments"),
    ("options", "オプション", "Options"),
    ("common", "どのコマンドにも使えるオプション", "Options of all commands"),
    ("usage", "使い方", "Usage"),
];

/// The commands: what they do.
const ABOUT: [Text; 5] = [
    (
        "kohyo",
        "健康保険組合が公表する事項を、一度書いたYAMLからウェブページと印刷物にします。",
        "Turns what a health insurance society must publish, written once as YAML, into web pages and printed matter.",
    ),
    ("build", "点検してサイトを作り、出力先を一度に入れ替えます", "Check, build the site and replace the output at one stroke"),
    ("check", "公表の前に、足りないものや古いものがないかを点検します", "Check before publication that nothing is missing or stale"),
    (
        "explain",
        "点検の規則の一覧か、一つの規則の根拠と例を表示します",
        "List the rules of the check, or show one with its provision and examples",
    ),
    ("completions", "シェルの補完の設定を書き出します", "Print the completion script of a shell"),
];

/// The commands: how they are written.
const USAGE: [Text; 5] = [
    ("kohyo", "kohyo [オプション] <コマンド>", "kohyo [OPTIONS] <COMMAND>"),
    ("build", "kohyo build [オプション]", "kohyo build [OPTIONS]"),
    ("check", "kohyo check [オプション]", "kohyo check [OPTIONS]"),
    ("explain", "kohyo explain [オプション] [RULE]", "kohyo explain [OPTIONS] [RULE]"),
    ("completions", "kohyo completions <SHELL>", "kohyo completions <SHELL>"),
];

/// What follows the lists.
const AFTER: [Text; 5] = [
    (
        "kohyo",
        "コマンドごとの説明: kohyo build --help\n終了コード: 0 問題なし、1 指摘あり、2 原稿か規則か引数を使えない（何も書いていません）、3 読み書きの失敗",
        "Help of a command: kohyo build --help\nExit codes: 0 fine, 1 findings, 2 content, rules or arguments cannot be used (nothing was written), 3 reading or writing failed",
    ),
    (
        "build",
        "原稿のフォルダーに society.yaml があれば一つの組合として、なければその下の組合ごとに DIR/組合名/ へ作ります。\n原稿を使えないときと、点検でエラーの指摘があるときは、何も書かず、前の出力をそのまま残します。\n指摘があっても見た目を確かめたいときは --draft を付けます。kohyoが作ったのではないファイルには触れません。",
        "A content folder with a society.yaml is one society; else each society below it is built to DIR/NAME/.\nIf the content cannot be used, or the check finds errors, nothing is written and the old output stays.\nTo see the site all the same, add --draft. Files that kohyo did not make are not touched.",
    ),
    (
        "check",
        "例: kohyo check --format pdf --out 点検表.pdf（役員が署名する公表前点検表。html にもできます）\n終了コード: 0 指摘なし、1 エラーの指摘あり（--deny warning では警告も）、2 原稿か規則か引数を使えない、3 読み書きの失敗",
        "Example: kohyo check --format pdf --out sheet.pdf (the check sheet that an officer signs; html works too)\nExit codes: 0 fine, 1 errors found (with --deny warning also warnings), 2 content, rules or arguments cannot be used, 3 reading or writing failed",
    ),
    ("explain", "例: kohyo explain appi-27-5-3-manager-address", "Example: kohyo explain appi-27-5-3-manager-address"),
    ("completions", "例: kohyo completions bash > kohyo.bash", "Example: kohyo completions bash > kohyo.bash"),
];

/// The arguments.
const ARGUMENTS: [Text; 21] = [
    ("content", "原稿のフォルダー（指定しなければ content）", "The content folder (content unless given)"),
    ("output", "出力先のフォルダー（指定しなければ output）", "The output folder (output unless given)"),
    ("theme", "テーマのフォルダー（指定しなければ標準のテーマ）", "The theme's folder (the standard theme unless given)"),
    (
        "as_of",
        "どの日の法令によるか（例: 2026-12-01。指定しなければ site.yaml の publish_on、それもなければ今日）",
        "The day of the law, such as 2026-12-01 (else publish_on of site.yaml, else today)",
    ),
    ("draft", "足りないものがあっても、下書きと明記して作る", "Build although something is missing, marked as a draft"),
    ("no_print", "印刷物（PDF）を作らない", "Make no printed matter (PDF)"),
    ("pdf_a", "印刷物を長期保存用の形（PDF/A-2a）にもする", "Make printed matter fit for archives too (PDF/A-2a)"),
    (
        "system_fonts",
        "印刷物に、このパソコンに入っているフォントも使う（パソコンによって結果が変わります）",
        "Use the fonts of this machine for printed matter too (the result differs from machine to machine)",
    ),
    (
        "format",
        "点検の結果の形（text、json、sarif、junit、github、csv、html、pdf。指定しなければ text）",
        "The form of the report: text, json, sarif, junit, github, csv, html, pdf (text unless given)",
    ),
    ("out", "点検の結果を書くファイル（指定しなければ画面）", "The file of the report (the screen unless given)"),
    (
        "deny",
        "警告もエラーと同じに扱い、終了コードを1にする（値は warning）",
        "Let warnings count as errors: exit code 1 (the value is warning)",
    ),
    (
        "rules",
        "自分の規則ファイル（*.yaml）のフォルダーを加える（何度でも指定できます）",
        "Add a folder of rule files (*.yaml) of your own (may be given several times)",
    ),
    ("rule", "規則の名前（指定しなければ一覧）", "The name of a rule (all rules unless given)"),
    ("jobs", "同時に扱う組合の数（指定しなければCPUの数）", "How many societies at once (as many as processors unless given)"),
    ("shell", "シェルの名前（bash、zsh、fish、powershell、elvish）", "The shell: bash, zsh, fish, powershell, elvish"),
    (
        "lang",
        "表示の言語（ja か en。指定しなければシステムの言語が英語のときだけ英語）",
        "The language of messages: ja or en (else English if the locale says so)",
    ),
    ("quiet", "エラーだけを表示する", "Print errors only"),
    ("verbose", "変わったファイルと、警告もすべて表示する", "Print every file that changed, and every warning"),
    ("color", "色を付けるか（auto、always、never）", "Colours: auto, always, never"),
    ("help", "この説明を表示する", "Print this help"),
    ("version", "版を表示する", "Print the version"),
];

/// The text of a name in a table.
fn find(table: &[Text], name: &str, lang: Lang) -> &'static str {
    let found = table.iter().find(|(n, ..)| *n == name);
    found.map_or("", |(_, ja, en)| if lang == Lang::Ja { ja } else { en })
}

/// The language of messages: `--lang`, else English if the locale says so, else Japanese.
/// Asked before the arguments are parsed, for the parser's own messages are in that language too.
pub fn lang(args: &[OsString], var: impl Fn(&str) -> Option<OsString>) -> Lang {
    let args = args.iter().map(|a| a.as_os_str()).take_while(|a| *a != OsStr::new("--"));
    let mut asked = None;
    let mut before = None;
    for arg in args.map(|a| a.to_str().unwrap_or("")) {
        if let Some(value) = arg.strip_prefix("--lang=").or((before == Some("--lang")).then_some(arg)) {
            asked = Some(value);
        }
        before = Some(arg);
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| var(name).filter(|v| !v.is_empty()));
    let locale = locale.as_ref().and_then(|l| l.to_str());
    asked.or(locale).and_then(Lang::of).unwrap_or_default()
}

/// The parser with all its texts in one language.
pub fn command(lang: Lang) -> Command {
    let mut command = dress(Line::command(), lang);
    for name in ["build", "check", "explain", "completions"] {
        command = command.mut_subcommand(name, |c| dress(c, lang));
    }
    command
}

/// Gives a command its texts.
fn dress(command: Command, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    let frame = |part| find(&FRAME, part, lang);
    let usage = frame("usage");
    command
        .about(find(&ABOUT, &name, lang))
        .override_usage(find(&USAGE, &name, lang))
        .after_help(find(&AFTER, &name, lang))
        .subcommand_help_heading(frame("commands"))
        .help_template(format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}"))
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                "arguments"
            } else if arg.is_global_set() || arg.get_id() == "version" {
                "common"
            } else {
                "options"
            };
            let help = find(&ARGUMENTS, arg.get_id().as_str(), lang);
            let arg = arg.help(help).help_heading(frame(heading));
            let takes_value = arg.get_action().takes_values();
            arg.hide_default_value(takes_value).hide_possible_values(takes_value)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_a_text_in_both_languages() {
        for lang in [Lang::Ja, Lang::En] {
            let root = command(lang);
            for c in std::iter::once(&root).chain(root.get_subcommands()) {
                assert!(!c.get_about().map(ToString::to_string).unwrap_or_default().is_empty(), "{}", c.get_name());
                for a in c.get_arguments() {
                    assert!(!a.get_help().map(ToString::to_string).unwrap_or_default().is_empty(), "{} {}", c.get_name(), a.get_id());
                }
            }
        }
        command(Lang::Ja).debug_assert();
    }

    #[test]
    fn the_language_is_that_of_the_arguments_or_the_locale() {
        let ask = |args: &[&str], env: &[(&str, &str)]| {
            let args: Vec<OsString> = args.iter().map(OsString::from).collect();
            lang(&args, |name| env.iter().find(|(n, _)| *n == name).map(|(_, v)| v.into()))
        };
        assert_eq!(ask(&["build"], &[]), Lang::Ja);
        assert_eq!(ask(&["build"], &[("LANG", "C.UTF-8")]), Lang::Ja);
        assert_eq!(ask(&["build"], &[("LANG", "en_US.UTF-8")]), Lang::En);
        assert_eq!(ask(&["build"], &[("LANG", "en_US.UTF-8"), ("LC_ALL", "ja_JP.UTF-8")]), Lang::Ja);
        assert_eq!(ask(&["build", "--lang", "en"], &[("LC_ALL", "ja_JP.UTF-8")]), Lang::En);
        assert_eq!(ask(&["--lang=ja", "build"], &[("LANG", "en_GB")]), Lang::Ja);
        assert_eq!(ask(&["build", "--", "--lang", "en"], &[]), Lang::Ja);
    }
}
