//! Every text of the help, in both languages, in one table; and the help that is made of it.

use super::args::Line;
use crate::lang::Lang;
use crate::words;
use clap::{Command, CommandFactory};
use std::ffi::{OsStr, OsString};

/// Name of a command or argument, Japanese, English.
type Text = (&'static str, &'static str, &'static str);

/// What stands around the lists.
const FRAME: &[Text] = &[
    ("commands", "コマンド", "Commands"),
    ("arguments", "引数", "Arguments"),
    ("options", "オプション", "Options"),
    ("common", "どのコマンドにも使えるオプション", "Options of all commands"),
    ("usage", "使い方", "Usage"),
];

/// The commands: what they do.
const ABOUT: &[Text] = &[
    (
        "kohyo",
        "健康保険組合が公表する事項を、一度書いたYAMLからウェブページと印刷物にします。",
        "Turns what a health insurance society must publish, written once as YAML, into web pages and printed matter.",
    ),
    ("build", "点検してサイトを作り、出力先を一度に入れ替えます", "Check, build the site and replace the output at one stroke"),
    ("check", "公表の前に、足りないものや古いものがないかを点検します", "Check before publication that nothing is missing or stale"),
    (
        "serve",
        "原稿を直しながら、ブラウザーで見た目と指摘を確かめます",
        "Show the site in a browser while it is written, with what the check finds beside it",
    ),
    (
        "explain",
        "点検の規則の一覧か、一つの規則の根拠と例を表示します",
        "List the rules of the check, or show one with its provision and examples",
    ),
    (
        "init",
        "組合の原稿を、組み込みのひな形から作って始めます",
        "Start with the content of a society, made from the model that is built in",
    ),
    ("new", "お知らせなどの新しいファイルを作ります", "Make a new file, such as a notice"),
    ("notice", "日付の付いた新しいお知らせを、種類に合った項目とともに作ります", "Make a new dated notice with the fields of its kind"),
    (
        "schema",
        "原稿を書くエディターのための、スキーマと設定を書き出します",
        "Write schemas and settings by which editors complete and check the content",
    ),
    ("man", "マニュアルのページ（man）を書き出します", "Print or write the manual pages"),
    ("completions", "シェルの補完の設定を書き出します", "Print the completion script of a shell"),
];

/// The commands: how they are written.
const USAGE: &[Text] = &[
    ("kohyo", "kohyo [オプション] <コマンド>", "kohyo [OPTIONS] <COMMAND>"),
    ("build", "kohyo build [オプション]", "kohyo build [OPTIONS]"),
    ("check", "kohyo check [オプション]", "kohyo check [OPTIONS]"),
    ("serve", "kohyo serve [オプション]", "kohyo serve [OPTIONS]"),
    ("explain", "kohyo explain [オプション] [RULE]", "kohyo explain [OPTIONS] [RULE]"),
    ("init", "kohyo init [オプション] <DIR>", "kohyo init [OPTIONS] <DIR>"),
    ("new", "kohyo new <作るもの>", "kohyo new <WHAT>"),
    ("notice", "kohyo new notice [オプション]", "kohyo new notice [OPTIONS]"),
    ("schema", "kohyo schema [オプション]", "kohyo schema [OPTIONS]"),
    ("man", "kohyo man [オプション]", "kohyo man [OPTIONS]"),
    ("completions", "kohyo completions <SHELL>", "kohyo completions <SHELL>"),
];

/// What follows the lists.
const AFTER: &[Text] = &[
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
    (
        "serve",
        "表示されたアドレスをブラウザーで開きます。保存すると、ページも指摘もすぐに新しくなります。出力先には何も書きません。
原稿を読み込めない間は、直すところを示し、最後に読み込めたページを残します。指摘の欄は Esc で隠せます。
印刷物（PDF）は、開いたときに作ります。終わるには Ctrl-C を押します。
終了コード: 0 終わった、2 原稿のフォルダーか規則か引数を使えない、3 続けられない",
        "Open the address that is printed in a browser. Page and findings are brought up to date as soon as you save; nothing is written to the output.
While the content cannot be loaded you see what to mend, and the page as it was before. Esc hides the findings.
Printed matter (PDF) is made when you open it. Press Ctrl-C to end.
Exit codes: 0 ended, 2 the content folder, rules or arguments cannot be used, 3 it cannot go on",
    ),
    (
        "init",
        "例: kohyo init my-society
my-society/content/ に、方針、利用目的、共同利用、請求の手続、規程などの原稿がそろいます。組合だけが書けるところには
〔要記入：…〕の印が付き、kohyo check がファイルの名前と行の番号とともに並べます。行っていないことは、そう書いてあり、
指定しなかったものには、確かめるための印が付きます。
端末では質問し、指定しなかったものを伺います。スクリプトでは --defaults を付けるか、端末以外から実行してください。
すでにあるフォルダーには書きません。",
        "Example: kohyo init my-society
my-society/content/ then holds policy, purposes, joint use, requests, rules and the rest. What only the society can write is marked
〔要記入：…〕, and kohyo check lists it by file and line. What is not done is said not to be done, with a mark to look it over where it was not given.
On a terminal it asks for what was not given; in a script add --defaults, or run it without a terminal.
Nothing is written where there is something already.",
    ),
    (
        "new",
        "例: kohyo new notice --kind news --title 令和9年度の保険料率のお知らせ",
        "Example: kohyo new notice --kind news --title Rates",
    ),
    (
        "notice",
        "例: kohyo new notice --kind incident --id lost-list
content/notices/日付-名前.yaml ができます。お知らせの一覧には自動で載ります。すでにあるファイルには書きません。",
        "Example: kohyo new notice --kind incident --id lost-list
This makes content/notices/DATE-NAME.yaml. Lists of notices show it by themselves. A file that is there is never written over.",
    ),
    (
        "schema",
        "原稿の項目が変わった版の kohyo に替えたときは、もう一度実行してください。
.vscode/settings.json がすでにあるときは、今の設定を残して書き足します。注釈があって書き足せないときは、書き足す設定を表示します。",
        "Run it again after kohyo was updated.
Settings that stand in .vscode/settings.json stay; ours are added. If it has comments, what to add is shown instead.",
    ),
    ("man", "例: kohyo man --out man1 && man -l man1/kohyo-check.1", "Example: kohyo man --out man1 && man -l man1/kohyo-check.1"),
    ("explain", "例: kohyo explain appi-27-5-3-manager-address", "Example: kohyo explain appi-27-5-3-manager-address"),
    ("completions", "例: kohyo completions bash > kohyo.bash", "Example: kohyo completions bash > kohyo.bash"),
];

/// The arguments.
const ARGUMENTS: &[Text] = &[
    ("content", "原稿のフォルダー（指定しなければ content）", "The content folder (content unless given)"),
    ("output", "出力先のフォルダー（指定しなければ output）", "The output folder (output unless given)"),
    ("theme", "テーマのフォルダー（指定しなければ標準のテーマ）", "The theme's folder (the standard theme unless given)"),
    (
        "check theme",
        "点検表と、そこに載る印刷物のテーマのフォルダー（build に指定するものと同じ。指定しなければ標準のテーマ）",
        "The theme's folder for the check sheet and the printed matter on it, as given to build (the standard theme unless given)",
    ),
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
    ("schema out", "スキーマを書くフォルダー（指定しなければ schema）", "The folder for the schemas (schema unless given)"),
    (
        "man out",
        "すべての命令の説明を書くフォルダー（指定しなければ、全体の説明を画面に）",
        "The folder for the pages of all commands (unless given, the main page goes to the screen)",
    ),
    ("serve draft", "下書きと明記して表示する", "Show it marked as a draft"),
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
    (
        "port",
        "ポートの番号（指定しなければ 4000 から先の空いているもの。0 ならシステムが選ぶ）",
        "The port (the first free one from 4000 on unless given; with 0 the system chooses)",
    ),
    (
        "host",
        "このパソコンのどのアドレスで見せるか（指定しなければ、このパソコンからだけ見られる 127.0.0.1）",
        "The address of this machine to be found at (127.0.0.1 unless given, which only this machine can see)",
    ),
    ("open", "ブラウザーで開く", "Open it in a browser"),
    ("rule", "規則の名前（指定しなければ一覧）", "The name of a rule (all rules unless given)"),
    ("jobs", "同時に扱う組合の数（指定しなければCPUの数）", "How many societies at once (as many as processors unless given)"),
    ("dir", "作るフォルダー", "The folder to make"),
    (
        "content_only",
        "DIR の中に原稿だけを作る（組合のフォルダーを並べて置くとき）",
        "Make the content alone, right in DIR (for a folder of societies)",
    ),
    ("defaults", "質問せず、指定しなかったものを要記入とする", "Ask nothing; what is not given is left to be written"),
    ("name", "組合の正式な名称", "The society's name in full"),
    ("postal_code", "郵便番号（例: 100-0000）", "Its postal code, such as 100-0000"),
    ("address", "都道府県からの住所", "Its address"),
    ("representative", "理事長の氏名", "The name of its chairperson"),
    ("tel", "電話番号（例: 03-0000-0000）", "Its telephone number"),
    ("email", "窓口のメールアドレス", "The e-mail address of its desk"),
    ("url", "サイトのアドレス（例: https://www.example.or.jp/）", "The address of the site, such as https://www.example.or.jp/"),
    ("employers", "設立した事業主（one 一つ、several 複数が共同で）", "Who set it up: one employer or several together"),
    (
        "persons",
        "個人番号を取り扱う対象の人数（複数の事業主の組合だけ）",
        "How many persons its files on Individual Numbers cover (several employers only)",
    ),
    (
        "joint_use",
        "共同利用の相手（employers 事業主、federation 連合会、none なし。, で区切る）",
        "With whom data are used jointly: employers, federation, none; divided by commas",
    ),
    (
        "anonymized",
        "匿名加工情報を作って第三者に提供しているか（yes か no）",
        "Whether anonymously processed information is made and provided: yes or no",
    ),
    ("fee", "開示の請求1件の手数料（円。無料なら 0）", "The fee of a request for disclosure in yen (0 when free)"),
    ("abroad", "個人データを外国で取り扱うか（yes か no）", "Whether personal data are handled abroad: yes or no"),
    (
        "kind",
        "種類（news お知らせ、public_notice 公告、change 変更、incident 事故。指定しなければ news）",
        "The kind: news, public_notice, change, incident (news unless given)",
    ),
    ("title", "題名（指定しなければ要記入）", "The title (left to be written unless given)"),
    ("date", "日付（例: 2026-12-01。指定しなければ今日）", "The day, such as 2026-12-01 (today unless given)"),
    (
        "id",
        "id のうち日付に続く名前（小文字の英数字と -。例: rates。指定しなければ種類の名前）",
        "The part of the id after the day: a-z, 0-9 and -, such as rates (the kind unless given)",
    ),
    ("no_settings", "エディターの設定を書かない", "Write no settings of the editor"),
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
fn find(table: &'static [Text], name: &str, lang: Lang) -> &'static str {
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
    dress(Line::command(), lang)
}

/// What stands below the short help of a command: where the long one is.
fn short(name: &str, lang: Lang) -> String {
    let of = match name {
        "kohyo" => String::new(),
        "notice" => " new notice".to_owned(),
        other => format!(" {other}"),
    };
    let words = words!("詳しくは: kohyo{of} --help", "More: kohyo{of} --help");
    words.in_lang(lang).to_owned()
}

/// Gives a command, and those below it, their texts.
fn dress(command: Command, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    let frame = |part| find(FRAME, part, lang);
    let usage = frame("usage");
    command
        .about(find(ABOUT, &name, lang))
        .override_usage(find(USAGE, &name, lang))
        .after_help(short(&name, lang))
        .after_long_help(find(AFTER, &name, lang))
        .subcommand_help_heading(frame("commands"))
        .help_template(format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}"))
        .mut_subcommands(|below| dress(below, lang))
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                "arguments"
            } else if arg.is_global_set() || arg.get_id() == "version" {
                "common"
            } else {
                "options"
            };
            // What one command means by a name that others have too comes first.
            let id = arg.get_id().as_str();
            let help = match find(ARGUMENTS, &format!("{name} {id}"), lang) {
                "" => find(ARGUMENTS, id, lang),
                own => own,
            };
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
            let mut todo = vec![&root];
            while let Some(c) = todo.pop() {
                todo.extend(c.get_subcommands());
                assert!(!find(AFTER, c.get_name(), lang).is_empty() && !find(USAGE, c.get_name(), lang).is_empty(), "{}", c.get_name());
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
