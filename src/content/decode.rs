//! From bytes to text: UTF-8 it must be; what else it is gets said, with the way to save it as UTF-8.

use super::glance;
use crate::diagnostic::{Diagnostic, Place};
use crate::lang::Words;
use crate::words;
use arcstr::ArcStr;
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};
use memchr::memchr;

/// A file as text.
pub(super) struct Decoded {
    /// With an error it is only good for showing.
    pub text: ArcStr,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
    /// Whether a glance found nothing but words and line feeds.
    pub quiet: bool,
}

/// The text of a file, and what is wrong with it.
pub(super) fn decode(path: &str, mut bytes: Vec<u8>) -> Decoded {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    if let Some((encoding, text)) = utf16(&bytes).or_else(|| jis(&bytes)) {
        return Decoded { text: text.into(), problems: vec![foreign(path, encoding)], quiet: false };
    }
    let text = match simdutf8::basic::from_utf8(&bytes) {
        Ok(text) => Ok(ArcStr::from(text)),
        Err(_) => String::from_utf8(bytes).map(ArcStr::from),
    };
    match text {
        Ok(text) => {
            let (problems, quiet) = odd_characters(path, &text);
            Decoded { text, problems, quiet }
        }
        Err(e) => match japanese(e.as_bytes()) {
            Some((encoding, text)) => Decoded { text: text.into(), problems: vec![foreign(path, encoding)], quiet: false },
            None => {
                let text = String::from_utf8_lossy(e.as_bytes()).into();
                Decoded { text, problems: vec![broken(path, e.utf8_error().valid_up_to())], quiet: false }
            }
        },
    }
}

/// UTF-16, with its mark or betrayed by the zero half of its ASCII characters.
fn utf16(bytes: &[u8]) -> Option<(&'static str, String)> {
    let zeros = |odd: usize| bytes.iter().take(2000).skip(odd).step_by(2).filter(|b| **b == 0).count();
    let half = bytes.len().min(2000) / 2;
    let marked = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    if !marked && memchr(0, bytes.get(..2000).unwrap_or(bytes)).is_none() {
        return None;
    }
    let encoding = match bytes {
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        _ if half >= 8 && zeros(1) * 4 >= half && zeros(0) == 0 => UTF_16LE,
        _ if half >= 8 && zeros(0) * 4 >= half && zeros(1) == 0 => UTF_16BE,
        _ => return None,
    };
    Some(("UTF-16", encoding.decode(bytes).0.into_owned()))
}

/// ISO-2022-JP looks like ASCII with escapes.
fn jis(bytes: &[u8]) -> Option<(&'static str, String)> {
    let escaped = memchr(0x1B, bytes).is_some_and(|i| bytes[i..].starts_with(b"\x1B$"));
    let text = escaped.then(|| ISO_2022_JP.decode_without_bom_handling_and_without_replacement(bytes))??;
    Some(("ISO-2022-JP (JIS)", text.into_owned()))
}

/// Shift_JIS or EUC-JP, whichever reads as Japanese.
fn japanese(bytes: &[u8]) -> Option<(&'static str, String)> {
    let tried = [("Shift_JIS", SHIFT_JIS), ("EUC-JP", EUC_JP)].map(|(name, encoding): (_, &'static Encoding)| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        let score = likeness(&text);
        (score > 0).then(|| (score, name, text.into_owned()))
    });
    let best = tried.into_iter().flatten().max_by_key(|(score, ..)| *score)?;
    Some((best.1, best.2))
}

/// How much a text looks like Japanese: kana and kanji for it, half-width katakana and controls against it.
fn likeness(text: &str) -> i64 {
    let mut score = 0;
    for c in text.chars() {
        score += match c {
            '\u{3041}'..='\u{30FF}' => 3,
            '\u{3000}'..='\u{3040}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}' => 1,
            '\u{FF61}'..='\u{FF9F}' => -3,
            '\t' | '\n' | '\r' | ' '..='~' => 0,
            _ => -2,
        };
    }
    score
}

fn foreign(path: &str, encoding: &str) -> Diagnostic {
    Diagnostic::error(
        "not-utf8",
        words!(
            "「{path}」の文字コードは {encoding} のようです。UTF-8で保存してください。",
            "`{path}` seems to be {encoding}. Save it as UTF-8."
        ),
    )
    .at(Place::File(path.to_string()))
    .why(words!(
        "kohyoはUTF-8のファイルだけを読みます。ほかの文字コードでは文字化けしたまま公表されるおそれがあります。",
        "kohyo reads UTF-8 only; another encoding could be published as garbage."
    ))
    .fix(how_to_save())
}

fn how_to_save() -> Words {
    words!(
        "メモ帳は「名前を付けて保存」でエンコード「UTF-8」を選びます。Excelは「CSV UTF-8」の形式で保存します。VS Codeは右下の文字コードの名前から「エンコード付きで再度開く」、続いて「エンコード付きで保存」→「UTF-8」です。",
        "Notepad: Save As, encoding UTF-8. Excel: save as CSV UTF-8. VS Code: click the encoding at the lower right, Reopen with Encoding, then Save with Encoding, UTF-8."
    )
}

fn broken(path: &str, at: usize) -> Diagnostic {
    Diagnostic::error("invalid-utf8", words!("UTF-8として読めない文字があります。", "There are bytes that are not UTF-8."))
        .at(Place::Bytes(path.to_string(), at..at + '\u{FFFD}'.len_utf8()))
        .label(words!("ここから先の文字が壊れています", "broken from here"))
        .why(words!(
            "違う文字コードの文章を貼り付けたか、ファイルが途中で壊れています。",
            "Text of another encoding was pasted in, or the file was damaged."
        ))
        .fix(words!("この行を打ち直して、UTF-8で保存してください。", "Type this line again and save the file as UTF-8."))
}

/// Characters that are valid UTF-8 but stand in no text on purpose, and whether there is none that even looks so at a glance.
fn odd_characters(path: &str, text: &str) -> (Vec<Diagnostic>, bool) {
    let mut found = Vec::new();
    let mut quiet = true;
    for start in glance::suspects(text.as_bytes()) {
        let Some(c) = text.get(start..).and_then(|rest| rest.chars().next()) else { continue };
        quiet = false;
        if let Some(problem) = may_be_odd(c).then(|| odd_character(c)).flatten() {
            found.push(problem.at(Place::Bytes(path.to_string(), start..start + c.len_utf8())));
            if found.len() == 20 {
                break;
            }
        }
    }
    (found, quiet)
}

/// Whether a character is none of those that begin with the same byte and stand in most texts: full-width forms, dashes, figures in circles.
fn may_be_odd(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFD}'..='\u{FFFF}')
}

fn odd_character(c: char) -> Option<Diagnostic> {
    let code = format!("U+{:04X}", u32::from(c));
    let problem = match c {
        '\0' => Diagnostic::error("nul", words!("ヌル文字（{code}）があります。", "There is a NUL character ({code}).")).why(words!(
            "文章のファイルではないか、保存の途中で壊れています。",
            "This is no text file, or it was damaged while it was saved."
        )),
        '\u{FFFD}' => {
            return Some(
                Diagnostic::warning(
                    "garbled",
                    words!("文字化けの跡（{code}）があります。", "There is the mark of a garbled character ({code})."),
                )
                .why(words!(
                    "元の文字は失われていて、このまま公表されます。",
                    "The original character is lost, and this mark would be published."
                ))
                .fix(words!("元の文字に打ち直してください。", "Type the original character.")),
            );
        }
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' => Diagnostic::error(
            "invisible-character",
            words!("目に見えない文字（{code}）があります。", "There is an invisible character ({code})."),
        )
        .why(words!(
            "ワープロやウェブページから写すと入ることがあり、行の区切りや項目の名前が変わってしまいます。",
            "It comes with text pasted from word processors or web pages, and changes where lines end or what keys are called."
        )),
        _ if c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {
            Diagnostic::error("control-character", words!("制御文字（{code}）があります。", "There is a control character ({code})."))
                .why(words!("文章には使えない、目に見えない文字です。", "It is invisible and cannot stand in a text."))
        }
        _ => return None,
    };
    Some(
        problem
            .fix(words!("その前後の文字ごと消して、打ち直してください。", "Delete it with the characters around it and type them again.")),
    )
}
