//! What a failed proof says: which file, what in it, why that may not go out, and how to mend it.

use super::marks::Mark;
use crate::diagnostic::Diagnostic;
use crate::lang::Words;
use crate::words;

/// A text, short enough for a message.
pub fn short(text: &str) -> String {
    const LONGEST: usize = 24;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Where to mend what the theme does.
fn theme() -> Words {
    words!(
        "テーマ（--theme のフォルダーのテンプレート）を直してください。標準のテーマで起きたときは、kohyo の不具合です。",
        "Mend the templates of the theme (--theme). With the standard theme this is a fault of kohyo."
    )
}

/// A page of the site was not written.
#[cold]
pub fn no_page(path: &str, title: &str) -> Diagnostic {
    Diagnostic::error(
        "proof-page",
        words!("ページ「{title}」のファイル {path} ができていません", "The file {path} of the page “{title}” was not made"),
    )
    .why(words!("site.yaml にあるページは、すべて公表されなければなりません。", "Every page of site.yaml must be published."))
    .fix(theme())
}

/// Texts of the content are not on their page.
#[cold]
pub fn missing(path: &str, texts: &[&str], count: usize, after: Option<&str>, duty: Option<&Words>) -> Diagnostic {
    let quoted: Vec<String> = texts.iter().map(|t| short(t)).collect();
    let (ja, en) = (quoted.join("」「"), quoted.join("”, “"));
    let more = count.saturating_sub(texts.len());
    let (more, more_en) = if more > 0 { (format!("など{count}か所"), format!(" and {more} more")) } else { Default::default() };
    let mut found = Diagnostic::error(
        "proof-words",
        words!("できたファイル {path} に、原稿の「{ja}」{more}がありません", "{path} as it was made lacks “{en}”{more_en} of the content"),
    );
    if let Some(after) = after.map(short) {
        found = found.label(words!("{path} では「{after}」の次にあるはずです", "in {path} it should stand after “{after}”"));
    }
    found
        .why(match duty {
            Some(Words { ja, en }) => words!("公表しなければならない事項です: {ja}", "This must be published: {en}"),
            None => words!("原稿に書いたことは、そのままページに載らなければなりません。", "What the content says must stand on its page."),
        })
        .fix(theme())
}

/// The check counts a value as published on a page that does not say it.
#[cold]
pub fn unproven(path: &str, value: &str, duty: &Words) -> Diagnostic {
    let (value, Words { ja, en }) = (short(value), duty);
    Diagnostic::error(
        "proof-duty",
        words!(
            "点検では「{value}」が {path} に載っているはずですが、できたページには見当たりません",
            "The check counts “{value}” as standing in {path}, but the page as it was made does not say it"
        ),
    )
    .why(words!("公表しなければならない事項です: {ja}", "This must be published: {en}"))
    .fix(theme())
}

/// A page without a title, a language or its one heading.
#[cold]
pub fn facts(path: &str, what: &Words) -> Diagnostic {
    let Words { ja, en } = what;
    Diagnostic::error("proof-facts", words!("できたファイル {path} {ja}", "{path} as it was made {en}"))
        .why(words!(
            "読み上げソフトを使う人も、検索する人も、題名と言語と見出しで今どこにいるかを知ります。",
            "By title, language and heading people know where they are, with a screen reader too."
        ))
        .fix(theme())
}

/// A link that leads nowhere.
#[cold]
pub fn link(path: &str, line: usize, to: &str, count: usize, what: &Words) -> Diagnostic {
    let Words { ja, en } = what;
    let (more, more_en) =
        if count > 1 { (format!("（ほか{}か所）", count - 1), format!(" ({} more)", count - 1)) } else { Default::default() };
    Diagnostic::error(
        "proof-link",
        words!("{path} の{line}行目のリンク「{to}」{more}は、{ja}", "The link “{to}” in line {line} of {path}{more_en} {en}"),
    )
    .why(words!("行き先のないリンクでは、知らせたいことが届きません。", "What a broken link leads to is not made known."))
    .fix(words!(
        "原稿のファイル名や参照先を確かめてください。メニューやページの枠のリンクなら、テーマのテンプレートを直してください。",
        "Look at file names and references in the content; for links of the menu or the frame, mend the templates of the theme."
    ))
}

/// Words that should lead to a place and do not.
#[cold]
pub fn no_link(path: &str, to: &str) -> Diagnostic {
    Diagnostic::error(
        "proof-link",
        words!(
            "できたファイル {path} に、原稿にある {to} へのリンクがありません",
            "{path} as it was made has no link to {to}, which the content asks for"
        ),
    )
    .why(words!("「〜をご覧ください」と書いてあっても、たどり着けません。", "What says “see there” leads nowhere."))
    .fix(theme())
}

/// A page that is more than one click away from the top page.
#[cold]
pub fn far(top: &str, path: &str, title: &str) -> Diagnostic {
    Diagnostic::error(
        "proof-one-click",
        words!(
            "先頭のページ {top} から「{title}」（{path}）へのリンクがありません",
            "The top page {top} has no link to “{title}” ({path})"
        ),
    )
    .why(words!(
        "公表する事項は、先頭のページから1回の操作で行けるところに置きます（個人情報保護法ガイドライン（通則編）2-15）。",
        "What is published must be about one click from the top page (guideline of the Act, 2-15)."
    ))
    .fix(theme())
}

/// Something is fetched from outside.
#[cold]
pub fn outside(path: &str, line: usize, to: &str) -> Diagnostic {
    let to = short(to);
    Diagnostic::error(
        "proof-outside",
        words!("{path} の{line}行目は、外の「{to}」を読み込みます", "Line {line} of {path} fetches “{to}” from outside"),
    )
    .why(words!(
        "ページを見た人のことが、知らないうちによその会社に伝わります。外の部品が止まると、ページも壊れます。",
        "Others learn who reads the page; and the page breaks when they fail."
    ))
    .fix(words!(
        "そのファイルをテーマの assets に置き、そこから読み込んでください。",
        "Put the file into the assets of the theme and load it from there."
    ))
}

/// Something is fetched that is not there.
#[cold]
pub fn no_file(path: &str, line: usize, to: &str) -> Diagnostic {
    let to = short(to);
    Diagnostic::error(
        "proof-load",
        words!("{path} の{line}行目が読み込む「{to}」がありません", "“{to}”, which line {line} of {path} loads, is not there"),
    )
    .why(words!("スタイルや画像が欠けたページになります。", "The page would lack a style sheet or a picture."))
    .fix(theme())
}

/// A page without a policy that keeps it from fetching things outside.
#[cold]
pub fn no_policy(path: &str) -> Diagnostic {
    Diagnostic::error(
        "proof-policy",
        words!(
            "できたファイル {path} に、外からの読み込みを禁じる Content-Security-Policy がありません",
            "{path} as it was made has no Content-Security-Policy that forbids requests to outside"
        ),
    )
    .why(words!("スクリプトが何を読み込むかは、これがなければ確かめられません。", "Without it nobody can tell what a script fetches."))
    .fix(words!(
        "テーマの layout.html に、default-src 'none' で始まり、許す先が 'self' などこのサイトだけの meta を入れてください。",
        "Put it into layout.html of the theme: a meta element with default-src 'none' and sources such as 'self' only."
    ))
}

/// A mark that should have become something else.
#[cold]
pub fn left(path: &str, mark: Mark, text: &str) -> Diagnostic {
    let text = short(text);
    let (what, fix) = match mark {
        Mark::Template => (words!("テンプレートの記号「{text}」が残っています", "still shows “{text}” of a template"), theme()),
        Mark::Emphasis => (
            words!("強調の記号「{text}」が残っています", "still shows “{text}” of an emphasis that did not close"),
            words!(
                "強調は **言葉** のように、前後の ** を対にして書いてください。記号のまま載せたいときは \\*\\* と書きます。",
                "Write **words** with both marks; for the marks themselves write \\*\\*."
            ),
        ),
        Mark::Reference => (
            words!("参照「{text}」が、行き先の名前にならずに残っています", "still shows the reference “{text}” instead of what it names"),
            words!(
                "この欄では参照を使えないことがあります。言葉で書き直してください。記号のまま載せたいときは、前に \\ を付けます。",
                "References may not work in this field: write it in words. For the mark itself put a \\ before it."
            ),
        ),
    };
    let Words { ja, en } = what;
    Diagnostic::error("proof-marks", words!("できたファイル {path} に、{ja}", "{path} as it was made {en}"))
        .why(words!("読む人には意味の分からない記号です。", "Readers cannot know what it means."))
        .fix(fix)
}

/// A PDF does not say what the page or bulletin says.
#[cold]
pub fn not_on_paper(path: &str, texts: &[&str], count: usize, duty: Option<&Words>) -> Diagnostic {
    let found = missing(path, texts, count, None, duty);
    Diagnostic { code: "proof-pdf", ..found }
}

/// A PDF that cannot be read back, or is not there.
#[cold]
pub fn no_paper(path: &str) -> Diagnostic {
    Diagnostic::error("proof-pdf", words!("できたPDF {path} を読み返せません", "The PDF {path} cannot be read back"))
        .why(words!(
            "掲示や備付けに数えるには、印刷物に確かに載っていなければなりません。",
            "To count as posted it must stand on the paper."
        ))
        .fix(theme())
}
