//! What is said about each trap: what is wrong, why it matters, how to mend it.

use super::{Finding, Trap};
use crate::diagnostic::{Diagnostic, Place};
use crate::words;

/// The diagnostic of a finding in a text that begins at `offset` of the file.
pub(in crate::content) fn diagnostic(path: &str, text: &str, offset: usize, finding: &Finding) -> Diagnostic {
    let there = text.get(finding.bytes.clone()).unwrap_or_default();
    let place = Place::Bytes(path.to_string(), finding.bytes.start + offset..finding.bytes.end + offset);
    let problem = match finding.trap {
        Trap::TabIndent | Trap::WideIndent | Trap::DashFolded | Trap::Misindented | Trap::DashNoBlank => indentation(finding.trap, there),
        Trap::WideColon | Trap::NoBlank { .. } | Trap::ColonInText | Trap::LoneWord => colon(finding.trap, there),
        Trap::BracketFirst | Trap::BracketInside | Trap::SpecialFirst(_) | Trap::Tag => first(finding.trap, there),
        Trap::AfterQuote | Trap::OpenQuote | Trap::OpenBracket(_) | Trap::KeyInQuotes => pairs(finding.trap, there),
        Trap::YesNoKey | Trap::YesNo | Trap::Time | Trap::NumberText | Trap::NumberSample | Trap::DateShape => scalar(finding.trap, there),
        Trap::CutByHash { .. } | Trap::Folded | Trap::Merge | Trap::SecondDocument => rest(finding.trap, there),
    };
    problem.at(place)
}

/// A text as it should be quoted; long ones are shortened.
fn quoted(text: &str) -> String {
    let quote = if text.contains('"') { '\'' } else { '"' };
    let mut short: String = text.chars().take(24).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("{quote}{short}{quote}")
}

fn indentation(trap: Trap, there: &str) -> Diagnostic {
    match trap {
        Trap::TabIndent => Diagnostic::error("tab-indentation", words!("字下げにタブが使われています。", "A tab is used as indentation."))
            .label(words!("タブ", "tab"))
            .why(words!("YAMLの字下げは半角の空白だけです。", "YAML is indented by blanks only."))
            .fix(words!(
                "タブを半角の空白2つに置き換えてください。エディターの「タブを空白にする」設定が役に立ちます。",
                "Replace the tab by two blanks; most editors can insert blanks for tabs."
            )),
        Trap::WideIndent => Diagnostic::error(
            "wide-indentation",
            words!("字下げに全角などの特別な空白が使われています。", "A full-width or other special blank is used as indentation."),
        )
        .label(words!("半角の空白ではありません", "not an ordinary blank"))
        .why(words!(
            "字下げは半角の空白です。全角の空白は文字として読まれます。",
            "Indentation is made of ordinary blanks; a full-width one is read as text."
        ))
        .fix(words!("全角の空白1つを半角の空白2つに置き換えてください。", "Replace each full-width blank by two ordinary ones.")),
        Trap::DashFolded => {
            Diagnostic::error("dash-indentation", words!("この - は新しい項目になっていません。", "This dash does not begin a new entry."))
                .label(words!("前の行の続きとして読まれています", "read as part of the line before"))
                .why(words!(
                    "- が前の行の文より深く字下げされているため、文の続きになっています。",
                    "The dash is indented deeper than the entry before, so it goes on with its text."
                ))
                .fix(words!("同じ一覧の - を同じ深さにそろえてください。", "Indent all dashes of a list alike."))
        }
        Trap::Misindented => Diagnostic::error(
            "indentation",
            words!("この行は、前の行より深く字下げされています。", "This line is indented deeper than the one before."),
        )
        .why(words!(
            "前の行の値が続いているように見えるため、項目として読めません。",
            "It looks as if it continued the value of the line before, and cannot be a key."
        ))
        .fix(words!(
            "同じまとまりの項目なら、前の行と同じ深さにそろえてください。文の続きなら、全体を1行にして \" \" で囲んでください。",
            "If it is a key of the same group, indent it like the line before. If it continues the text, write one line and quote it."
        )),
        _ => Diagnostic::error("no-blank-after-dash", words!("- の後に半角の空白がありません。", "No blank follows the dash."))
            .label(words!("一覧の項目になっていません", "not an entry of the list"))
            .why(words!(
                "空白がないと - も文の一部になり、一覧になりません。",
                "Without the blank the dash belongs to the text, and there is no list."
            ))
            .fix({
                let rest = shorten(there.trim_start_matches('-').trim_start());
                words!("「- {rest}」と書いてください。", "Write `- {rest}`.")
            }),
    }
}

fn shorten(text: &str) -> String {
    let short: String = text.chars().take(24).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

fn colon(trap: Trap, there: &str) -> Diagnostic {
    let key = there.trim_end_matches([':', '：']).trim_end();
    match trap {
        Trap::WideColon => {
            Diagnostic::error("wide-colon", words!("「{key}」の後の : が全角です。", "The colon behind `{key}` is full-width."))
                .label(words!("全角の ：", "a full-width colon"))
                .why(words!("キーの後は半角の : と空白です。", "A key is followed by an ordinary colon and a blank."))
                .fix(words!("「{key}: 」と半角で打ち直してください。", "Type `{key}: ` with an ordinary colon and blank."))
        }
        Trap::NoBlank { .. } => {
            Diagnostic::error("no-blank-after-colon", words!("「{key}:」の後に半角の空白がありません。", "No blank follows `{key}:`."))
                .label(words!("この後に空白が要ります", "a blank is needed here"))
                .why(words!("キーの後は半角の : と空白です。", "A key is followed by a colon and a blank; without it all is one text."))
                .fix(words!("「{key}: 」のように、: の後に半角の空白を入れてください。", "Put a blank behind the colon: `{key}: `."))
        }
        Trap::ColonInText => {
            let example = quoted(there);
            Diagnostic::error("colon-in-text", words!("文の中に「: 」があります。", "There is a colon and blank within a text."))
                .why(words!(
                    "半角の : と空白は、名前と値の区切りと読まれます。",
                    "A colon with a blank is read as the mark between a key and its value."
                ))
                .fix(words!("半角の : や , が入る文は \" \" で囲んでください（{example}）。", "Quote texts that hold : or , ({example})."))
        }
        _ => {
            let example = quoted(there);
            Diagnostic::error(
                "comma-in-text",
                words!("{{ }} の中に、値のない言葉があります。", "Within braces there is a word without a value."),
            )
            .label(words!("別の項目として読まれています", "read as another key"))
            .why(words!(
                "{{ }} の中では半角の , が項目を区切るため、文が途中で切れます。",
                "Within braces a comma ends the entry, so the text is cut."
            ))
            .fix(words!(
                "半角の : や , が入る文は \" \" で囲んでください（{example}）。項目なら「名前: 値」の形にしてください。",
                "Quote texts that hold : or , ({example}). If it is a key, give it a value."
            ))
        }
    }
}

fn first(trap: Trap, there: &str) -> Diagnostic {
    let example = quoted(there);
    let quote = || words!("この文の全体を \" \" で囲んでください（{example}）。", "Quote the whole text ({example}).");
    match trap {
        Trap::BracketFirst | Trap::BracketInside => {
            let what = if trap == Trap::BracketFirst {
                words!("[ や {{ で始まる文が \" \" で囲まれていません。", "A text that begins with a bracket is not quoted.")
            } else {
                words!("{{ }} や [ ] の中の文に括弧があります。", "A text within brackets holds brackets itself.")
            };
            Diagnostic::error("bracket-in-text", what)
                .why(words!(
                    "[ ] は一覧、{{ }} は項目のまとまりの印と読まれ、その後の文が余ってしまいます。",
                    "[ ] means a list and {{ }} a mapping, and the text behind it has no place."
                ))
                .fix(words!(
                    "[ で始まる文、{{ }} の中の [ ] は \" \" で囲んでください（{example}）。",
                    "Quote texts that begin with [ and brackets within brackets ({example})."
                ))
        }
        Trap::Tag => Diagnostic::error("tag", words!("「{there}」は使えません。", "`{there}` cannot be used."))
            .why(words!(
                "! で始まる言葉は、YAMLでは型の指定と読まれ、文章から消えてしまいます。",
                "A word that begins with ! is a type to YAML and disappears from the text."
            ))
            .fix(words!("文字なら全体を \" \" で囲み、型の指定なら消してください。", "Quote the text, or remove the type.")),
        Trap::SpecialFirst(c) => {
            let (ja, en) = match c {
                '*' => ("別の箇所（&名前）を写す印", "a repetition of another place (&name)"),
                '&' => ("ほかから写せるように名前を付ける印", "a name by which other places repeat this one"),
                '!' => ("型の指定", "a type"),
                '|' | '>' => ("次の行から続く文の印", "a text on the lines below"),
                _ => ("YAMLの特別な記号", "a special character of YAML"),
            };
            Diagnostic::error(
                "special-first",
                words!("「{c}」で始まる文が \" \" で囲まれていません。", "A text that begins with {c} is not quoted."),
            )
            .why(words!("値の初めの {c} は、{ja}と読まれます。", "At the beginning of a value, {c} is read as {en}."))
            .fix(quote())
        }
        _ => Diagnostic::error("special-first", words!("この文は \" \" で囲まれていません。", "This text is not quoted.")).fix(quote()),
    }
}

fn pairs(trap: Trap, there: &str) -> Diagnostic {
    match trap {
        Trap::AfterQuote => {
            Diagnostic::error("after-quote", words!("閉じた引用符の後に文が続いています。", "Text follows behind a closing quote."))
                .why(words!(
                    "\" や ' で始まる値は、次の \" や ' で終わり、その後には何も書けません。",
                    "A value that begins with a quote ends at the next one, and nothing may follow."
                ))
                .fix(words!(
                    "文の中の \" は「」などに変えるか、全体を ' ' で囲んでください。",
                    "Use other quotation marks within the text, or ' ' around the whole."
                ))
        }
        Trap::OpenQuote => Diagnostic::error("open-quote", words!("引用符が閉じていません。", "A quote is not closed."))
            .label(words!("ここから始まる文の終わりがありません", "this text has no end"))
            .why(words!(
                "閉じる引用符がないと、後の項目までこの文の一部になります。",
                "Without the closing quote the keys that follow belong to this text."
            ))
            .fix(words!("文の終わりに、始まりと同じ引用符を付けてください。", "End the text with the quote that it begins with.")),
        Trap::OpenBracket(c) => {
            let close = if c == '[' { ']' } else { '}' };
            Diagnostic::error("open-bracket", words!("「{c}」が閉じていません。", "`{c}` is not closed."))
                .label(words!("ここで開いています", "opened here"))
                .why(words!("閉じる括弧がないと、後の項目までこの中身になります。", "Without its end, the keys that follow belong to it."))
                .fix(words!(
                    "「{close}」を補ってください。文の初めの {c} なら、全体を \" \" で囲んでください。",
                    "Add `{close}`. If the text begins with {c}, quote it."
                ))
        }
        _ => Diagnostic::warning("key-in-quotes", words!("引用符の中に「{there}」があります。", "There is `{there}` within quotes."))
            .label(words!("文の一部として読まれています", "read as part of the text"))
            .why(words!(
                "項目の名前と同じ言葉です。引用符の閉じる位置が後ろにずれているかもしれません。",
                "That is the name of a key: the closing quote may stand too late."
            ))
            .fix(words!(
                "引用符の位置を確かめてください。文の一部なら、このままでかまいません。",
                "Check where the quotes stand. If it belongs to the text, leave it."
            )),
    }
}

fn scalar(trap: Trap, there: &str) -> Diagnostic {
    let example = quoted(there);
    match trap {
        Trap::YesNo | Trap::YesNoKey => {
            Diagnostic::error("yes-no", words!("「{there}」が \" \" で囲まれていません。", "`{there}` is not quoted."))
                .why(words!(
                    "no、on、yes などは真偽値（はい・いいえ）になります。",
                    "no, on, yes and the like are read as true or false by YAML 1.1."
                ))
                .fix(words!(
                    "文字なら \" \" で囲んでください（{example}）。はい・いいえなら true か false と書いてください。",
                    "Quote it if it is text ({example}); write true or false if that is meant."
                ))
        }
        Trap::Time => {
            Diagnostic::error("unquoted-time", words!("時刻「{there}」が \" \" で囲まれていません。", "The time {there} is not quoted."))
                .why(words!("囲まないと、60進法の数と読まれることがあります。", "Unquoted it may be read as a number to the base of 60."))
                .fix(words!("時刻は \" \" で囲んでください（{example}）。", "Quote times ({example})."))
        }
        Trap::NumberText => Diagnostic::error(
            "number-for-text",
            words!("郵便番号や電話番号「{there}」が数になっています。", "The postal code or telephone number {there} is a number here."),
        )
        .why(words!("先頭の 0 が失われることがあります。", "Leading zeros may be lost."))
        .fix(words!(
            "郵便番号（電話番号）は - を入れるか \" \" で囲んでください（{example}）。",
            "Write it with hyphens or quote it ({example})."
        )),
        Trap::NumberSample => {
            Diagnostic::error("number-for-sample", words!("「{there}」が数になっています。", "{there} is a number here."))
                .why(words!(
                    "数では「1.」の点や「1.10」の 0 が失われます。",
                    "As a number, the point of `1.` and the zero of `1.10` are lost."
                ))
                .fix(words!(
                    "番号の見本や版の番号は \" \" で囲んでください（{example}）。",
                    "Quote samples of numbers and versions ({example})."
                ))
        }
        _ => {
            let full = full_date(there);
            Diagnostic::error("date-shape", words!("日付「{there}」の形が違います。", "The date {there} has another shape."))
                .why(words!("日付は 2026-04-01 の形です。", "Dates have the shape 2026-04-01."))
                .fix(words!("{full} と書いてください。", "Write {full}."))
        }
    }
}

fn full_date(text: &str) -> String {
    text.split('-').map(|part| format!("{part:0>2}")).collect::<Vec<_>>().join("-")
}

fn rest(trap: Trap, there: &str) -> Diagnostic {
    match trap {
        Trap::CutByHash { .. } => Diagnostic::error(
            "cut-by-hash",
            words!("空白と # から後ろ（{there}）は読み込まれていません。", "What stands behind the blank and # ({there}) is not read."),
        )
        .label(words!("注記（コメント）になっています", "taken for a comment"))
        .why(words!(
            "空白の後の # から行の終わりまでは注記と読まれ、公表されません。",
            "From a # behind a blank to the end of the line all is a comment, and not published."
        ))
        .fix(words!(
            "文字なら全体を \" \" で囲んでください。注記なら「# 」と空白を入れてください。",
            "If it belongs to the text, quote the whole; if it is a comment, put a blank behind the #."
        )),
        Trap::Folded => Diagnostic::warning("folded-line", words!("折り返しが空白になっています。", "The line end becomes a blank."))
            .label(words!("この前に空白が入ります", "a blank stands before this"))
            .why(words!(
                "YAMLは続きの行を空白でつなぐため、日本語の文の途中にすき間が出ます。",
                "YAML joins lines by a blank, which leaves a gap within a Japanese text."
            ))
            .fix(words!("1行で書くか、段落の一覧にしてください。", "Write one line, or a list of paragraphs.")),
        Trap::Merge => Diagnostic::error("merge-key", words!("<< は使えません。", "`<<` cannot be used."))
            .why(words!(
                "ほかの項目を取り込む書き方は、読む人に値の出どころが分かりません。",
                "A merge hides from readers where a value comes from."
            ))
            .fix(words!("要る項目をここに書いてください。", "Write the keys here.")),
        _ => Diagnostic::error(
            "two-documents",
            words!("--- の行で、ファイルが二つに分かれています。", "A line --- divides the file in two."),
        )
        .why(words!("一つのファイルには一つの内容しか書けません。", "A file holds one document only."))
        .fix(words!("--- の行を消すか、別のファイルに分けてください。", "Remove the line --- , or make two files.")),
    }
}
