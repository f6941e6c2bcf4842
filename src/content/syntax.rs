//! What YAML does not understand, in words that teach: the parser's own words follow in parentheses.

use super::source::{Position, Source};
use crate::diagnostic::{Diagnostic, Place};
use crate::lang::Words;
use crate::words;
use std::ops::Range;

/// A syntax error: where it is, and what is said about it.
pub(super) struct Trouble {
    /// The bytes of the file.
    pub bytes: Range<usize>,
    /// The diagnostic.
    pub diagnostic: Diagnostic,
}

/// What the parser's words mean: a part of its message, our code, what, why and how to mend.
struct Meaning {
    part: &'static str,
    code: &'static str,
    what: (&'static str, &'static str),
    fix: (&'static str, &'static str),
    /// Whether the trouble begins where the parser says the construct began.
    from_context: bool,
}

const MEANINGS: &[Meaning] = &[
    Meaning {
        part: "found unexpected end of stream",
        code: "open-quote",
        what: ("引用符が閉じていません。", "A quote is not closed."),
        fix: ("文の終わりに、始まりと同じ引用符を付けてください。", "End the text with the quote that it begins with."),
        from_context: true,
    },
    Meaning {
        part: "found unknown escape character",
        code: "backslash",
        what: ("\" \" の中の \\ の使い方が正しくありません。", "A \\ inside \" \" is not used rightly."),
        fix: ("\\ を文字として書くときは \\\\ と重ねるか、' ' で囲んでください。", "Write \\\\ for a backslash, or use ' ' as quotes."),
        from_context: false,
    },
    Meaning {
        part: "hexadecimal number",
        code: "backslash",
        what: ("\" \" の中の \\ の使い方が正しくありません。", "A \\ inside \" \" is not used rightly."),
        fix: ("\\ を文字として書くときは \\\\ と重ねるか、' ' で囲んでください。", "Write \\\\ for a backslash, or use ' ' as quotes."),
        from_context: false,
    },
    Meaning {
        part: "mapping values are not allowed",
        code: "unexpected-colon",
        what: ("ここに : があるため、読み方が決まりません。", "A colon at this place cannot be understood."),
        fix: (
            "文の中の「: 」なら、文全体を \" \" で囲んでください。項目の名前なら、同じまとまりの項目と字下げをそろえてください。",
            "If the colon belongs to a text, quote the whole text. If this is a key, indent it like the keys beside it.",
        ),
        from_context: false,
    },
    Meaning {
        part: "could not find expected ':'",
        code: "no-colon",
        what: ("項目の名前の後の : がありません。", "The colon behind a key is missing."),
        fix: (
            "「名前: 値」の形で、半角の : と空白を入れてください。前の行の続きなら、前の行と1行にまとめてください。",
            "Write `key: value`, with a colon and a blank. If the line continues the one before, make them one line.",
        ),
        from_context: true,
    },
    Meaning {
        part: "did not find expected ',' or '}'",
        code: "brace",
        what: ("{ } の中が読めません。", "What stands inside { } cannot be read."),
        fix: (
            "項目の間は半角の , で区切り、, : [ ] { } の入る文は \" \" で囲み、終わりの } を確かめてください。",
            "Separate entries by commas, quote texts that hold , : [ ] { }, and check the closing }.",
        ),
        from_context: false,
    },
    Meaning {
        part: "did not find expected ',' or ']'",
        code: "bracket",
        what: ("[ ] の中が読めません。", "What stands inside [ ] cannot be read."),
        fix: (
            "項目の間は半角の , で区切り、, : [ ] { } の入る文は \" \" で囲み、終わりの ] を確かめてください。",
            "Separate entries by commas, quote texts that hold , : [ ] { }, and check the closing ].",
        ),
        from_context: false,
    },
    Meaning {
        part: "did not find expected '-' indicator",
        code: "indentation",
        what: ("一覧の途中で字下げが変わっています。", "The indentation changes in the middle of a list."),
        fix: (
            "同じ一覧の - は同じ深さに、一つの - の中の項目は、その初めの項目と同じ深さにそろえてください。",
            "Indent all dashes of a list alike, and all keys behind one dash like the first of them.",
        ),
        from_context: false,
    },
    Meaning {
        part: "block sequence entries are not allowed",
        code: "indentation",
        what: ("ここでは一覧の - を使えません。", "A dash of a list cannot stand here."),
        fix: (
            "一覧は「名前:」の次の行から始めてください。文の初めの - なら \" \" で囲んでください。",
            "Begin the list on the line below `key:`. If the dash belongs to a text, quote it.",
        ),
        from_context: false,
    },
    Meaning {
        part: "did not find expected key",
        code: "indentation",
        what: (
            "この行の字下げか引用符が、まわりの行と合っていません。",
            "The indentation or quotes of this line do not fit the lines around it.",
        ),
        fix: (
            "同じまとまりの項目は同じ深さにそろえてください。\" で囲んだ文の後には何も書けません。",
            "Indent the keys of one group alike. Nothing may follow a quoted text.",
        ),
        from_context: false,
    },
    Meaning {
        part: "tab character",
        code: "tab-indentation",
        what: ("字下げにタブが使われています。", "A tab is used as indentation."),
        fix: ("タブを半角の空白2つに置き換えてください。", "Replace the tab by two blanks."),
        from_context: false,
    },
    Meaning {
        part: "did not find expected node content",
        code: "special-first",
        what: ("ここから値を読み取れません。", "No value can be read here."),
        fix: (
            "? や - や , などの記号で始まる文なら、全体を \" \" で囲んでください。余分な , がないかも確かめてください。",
            "If a text begins with ?, - or a comma, quote it. Check for a comma too many.",
        ),
        from_context: false,
    },
    Meaning {
        part: "cannot start any token",
        code: "special-first",
        what: ("この記号で文を始めることはできません。", "A text cannot begin with this character."),
        fix: ("文全体を \" \" で囲んでください。", "Quote the whole text."),
        from_context: false,
    },
    Meaning {
        part: "unknown anchor",
        code: "unknown-anchor",
        what: ("* の後の名前の付いた箇所（&名前）がありません。", "Nothing before it is named by & as this * asks."),
        fix: (
            "* で始まる文なら全体を \" \" で囲んでください。別の箇所を写すなら、先にその箇所へ &名前 を付けてください。",
            "If the text begins with *, quote it. To repeat another place, name that place with & first.",
        ),
        from_context: false,
    },
    Meaning {
        part: "more than one document",
        code: "two-documents",
        what: ("--- の行で二つに分かれています。", "A line --- divides the file in two."),
        fix: ("--- の行を消して一つにしてください。", "Remove the line --- ."),
        from_context: false,
    },
    Meaning {
        part: "recursion limit",
        code: "too-deep",
        what: ("入れ子が深すぎます。", "It is nested too deep."),
        fix: ("入れ子を浅くしてください。* が自分自身を指していないかも確かめてください。", "Nest less. Check that no * repeats itself."),
        from_context: false,
    },
    Meaning {
        part: "repetition limit",
        code: "too-many-values",
        what: ("* による繰返しが多すぎます。", "Too much is repeated by *."),
        fix: ("* の使用を減らしてください。", "Use fewer * ."),
        from_context: false,
    },
];

const OTHER: Meaning = Meaning {
    part: "",
    code: "yaml-syntax",
    what: ("YAMLとして読めません。", "This is not YAML."),
    fix: (
        "この行と前の行の、字下げ、: の後の空白、引用符と括弧の対を確かめてください。",
        "Check this line and the one before: indentation, the blank behind each colon, pairs of quotes and brackets.",
    ),
    from_context: false,
};

/// The trouble that the YAML parser reports; `offset` is where in the file its text began.
pub(super) fn trouble(source: &Source, offset: usize, error: &serde_yaml::Error) -> Trouble {
    let said = error.to_string();
    let meaning = MEANINGS.iter().find(|m| said.contains(m.part)).unwrap_or(&OTHER);
    let shift = source.position(offset).line - 1;
    let context = said.rsplit_once(" at line ").filter(|_| meaning.from_context).and_then(|(_, place)| position(place));
    let own = error.location().map(|l| Position { line: l.line(), column: l.column() });
    let at = context.or(own).map(|p| Position { line: p.line + shift, ..p });
    let bytes = at.map_or(offset..offset, |p| stretch(source, p));
    let mut why = words!(
        "YAMLの決まりに合わないため、このファイルは読めませんでした（{said}）。",
        "The file could not be read, since YAML does not allow this ({said})."
    );
    if own.is_none() {
        why = words!("このファイルは読めませんでした（{said}）。", "The file could not be read ({said}).");
    }
    let place = Place::Bytes(source.path.clone(), bytes.clone());
    Trouble { bytes, diagnostic: Diagnostic::error(meaning.code, pair(meaning.what)).at(place).why(why).fix(pair(meaning.fix)) }
}

fn pair((ja, en): (&str, &str)) -> Words {
    Words { ja: ja.to_string(), en: en.to_string() }
}

/// `3 column 5` as libyaml writes places.
fn position(place: &str) -> Option<Position> {
    let (line, column) = place.split_once(" column ")?;
    Some(Position { line: line.parse().ok()?, column: column.trim().parse().ok()? })
}

/// What to underline at a position: from there to the end of the line, or the line above when nothing is there.
fn stretch(source: &Source, at: Position) -> Range<usize> {
    let byte = source.byte(at);
    let line = source.words_of_line(at.line);
    match byte < line.end {
        true => byte..line.end,
        false if line.is_empty() => {
            let above = (1..at.line).rev().map(|l| source.words_of_line(l)).find(|l| !l.is_empty());
            above.unwrap_or(line)
        }
        false => line,
    }
}

/// Too many values in all.
pub(super) fn too_many(place: Place) -> Diagnostic {
    Diagnostic::error(
        "too-many-values",
        words!("内容の項目が多すぎます（上限 100,000）。", "The content holds too many values (limit 100,000)."),
    )
    .at(place)
    .why(words!(
        "&名前 と *名前 による繰返しが掛け合わされて、膨れ上がっているおそれがあります。",
        "Repetition by & and * may have multiplied itself."
    ))
    .fix(words!("* の使用を減らし、同じ内容は一か所に書いてください。", "Use fewer * and write each thing once."))
}

/// Nested too deep.
pub(super) fn too_deep(place: Place) -> Diagnostic {
    let limit = super::parse::MAX_DEPTH;
    Diagnostic::error("too-deep", words!("入れ子が深すぎます（上限 {limit} 段）。", "It is nested too deep (limit {limit} levels)."))
        .at(place)
        .why(words!(
            "ふつうの内容は10段ほどです。括弧の閉じ忘れか、壊れたファイルかもしれません。",
            "Ordinary content has about ten levels. A bracket may be missing, or the file is damaged."
        ))
        .fix(words!("括弧の対と字下げを確かめてください。", "Check the pairs of brackets and the indentation."))
}

/// A file that is only a text or number.
pub(super) fn only_a_scalar(place: Place) -> Diagnostic {
    Diagnostic::error("not-a-mapping", words!("このファイルには項目がありません。", "This file holds no keys."))
        .at(place)
        .why(words!(
            "内容は「名前: 値」の行、又は - で始まる一覧で書きます。",
            "Content is written as lines `key: value`, or as a list of dashes."
        ))
        .fix(words!(
            "「title: …」のように、名前と半角の : と空白から始めてください。",
            "Begin each line with a key, a colon and a blank: `title: …`."
        ))
}
