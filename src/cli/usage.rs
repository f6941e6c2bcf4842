//! What is wrong with the arguments, in the words of every other problem.

use crate::diagnostic::Diagnostic;
use crate::words;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// A mistake in the arguments as a problem to print.
pub fn problem(error: &clap::Error) -> Diagnostic {
    let says = |kind| error.get(kind).map(plain).unwrap_or_default();
    let (arg, value) = (says(ContextKind::InvalidArg), says(ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::UnknownArgument => words!("「{arg}」という引数はありません", "there is no argument {arg}"),
        ErrorKind::InvalidSubcommand => {
            let name = says(ContextKind::InvalidSubcommand);
            words!("「{name}」というコマンドはありません", "there is no command {name}")
        }
        ErrorKind::InvalidValue if value.is_empty() => words!("「{arg}」に値がありません", "{arg} has no value"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            words!("「{value}」は「{arg}」の値として使えません", "{value} cannot be the value of {arg}")
        }
        ErrorKind::MissingRequiredArgument => words!("「{arg}」が必要です", "{arg} is needed"),
        ErrorKind::ArgumentConflict => {
            let other = says(ContextKind::PriorArg);
            if arg == other {
                words!("「{arg}」は一度しか書けません", "{arg} can be given once only")
            } else {
                words!("「{arg}」と「{other}」は一緒に使えません", "{arg} and {other} exclude each other")
            }
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues | ErrorKind::NoEquals => {
            words!("「{arg}」の値の数が合いません", "{arg} has a wrong number of values")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            words!("コマンドの続きがありません", "the command is not complete")
        }
        ErrorKind::InvalidUtf8 => words!("引数に読めない文字があります", "an argument has characters that cannot be read"),
        _ => words!("引数が正しくありません", "the arguments are wrong"),
    };
    Diagnostic::error("arguments", what).fix(fix(error, &arg))
}

/// What to write instead.
fn fix(error: &clap::Error, arg: &str) -> crate::lang::Words {
    let says = |kind| error.get(kind).map(plain).filter(|s| !s.is_empty());
    let near =
        says(ContextKind::SuggestedArg).or_else(|| says(ContextKind::SuggestedSubcommand)).or_else(|| says(ContextKind::SuggestedValue));
    if let Some(near) = near {
        return words!("「{near}」ではありませんか。使い方は kohyo --help で見られます。", "did you mean {near}? See kohyo --help");
    }
    if matches!(error.kind(), ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) {
        return words!(
            "何を作るかを書いてください（例: kohyo new notice）。kohyo new --help で見られます。",
            "say what to make, such as kohyo new notice; see kohyo new --help"
        );
    }
    if let Some(valid) = says(ContextKind::ValidValue) {
        return words!("使える値: {valid}", "possible values: {valid}");
    }
    if arg.starts_with("--as-of") || arg.starts_with("--date") {
        return words!("実在する日付を 2026-12-01 の形で書いてください。", "write a real date in the form 2026-12-01");
    }
    if arg.starts_with("--jobs") {
        return words!("1から65535までの整数を書いてください。", "write a whole number from 1 to 65535");
    }
    if arg.starts_with("--url") {
        return words!("https:// で始まるアドレスを書いてください。", "write an address that begins with https://");
    }
    if arg.starts_with("--id") {
        return words!("小文字の英数字と - だけで書いてください（例: rates）。", "write it with a-z, 0-9 and - only, such as rates");
    }
    if arg.starts_with("--fee") || arg.starts_with("--persons") {
        return words!("0以上の整数を、単位を付けずに書いてください（例: 300）。", "write a whole number without its unit, such as 300");
    }
    words!("使い方は kohyo --help で見られます。", "see kohyo --help")
}

fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::String(s) => s.clone(),
        ContextValue::Strings(s) => s.join(", "),
        other => other.to_string(),
    }
}
