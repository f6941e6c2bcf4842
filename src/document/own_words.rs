//! Own words of a reference are compared, not trusted: 前項 and the like with the place, numbers with the real number, titles with the real title.

use super::composer::{Composer, Scope};
use super::inline::{Flaw, Met};
use super::registry::PathId;
use crate::content::NodeId;
use crate::content::reference::{is_unknown_kind, split_view};
use crate::diagnostic::{Diagnostic, Place};
use crate::words as say;

impl Composer<'_> {
    /// Warns where the own words say something else than the reference would.
    pub(super) fn compare(&mut self, own: &str, shown: &str, met: &Met<'_>, at: NodeId, scope: &Scope) {
        if !self.writing() {
            return;
        }
        let (kind, id) = (met.kind, split_view(met.target).0);
        let number = match kind {
            "item" | "annex" | "form" | "law" => self.refer_plain(kind, &format!("{id}/number"), at, scope),
            _ => String::new(),
        };
        let differs = match kind {
            "field" | "term" => false,
            "law" => !labels_fit(own, &number),
            "item" => match relative(own) {
                Some((r, rest)) => !self.relative_fits(&r, id, scope) || !labels_fit(rest, &number),
                None => !labels_fit(own, &number),
            },
            "annex" | "form" => !labels_fit(own, &number) || self.resembles_title(own, kind, id, at, scope),
            _ => self.resembles_title(own, kind, id, at, scope),
        };
        if !differs {
            return;
        }
        let (target, real) = (met.target, if shown.is_empty() { &number } else { shown });
        let place = self.place_of(at, kind, target);
        self.problems.push(
            Diagnostic::warning(
                "own-words-differ",
                say!("言い方「{own}」は、参照先の「{real}」と違います。", "The own words `{own}` differ from `{real}`."),
            )
            .at(place)
            .label(say!("今は「{real}」", "now `{real}`"))
            .why(say!(
                "参照先の番号や題名が変わったのに、言い方が前のままかもしれません。",
                "The number or title may have changed, and the words have not."
            ))
            .fix(say!(
                "言い方を直すか、<{kind}:{id}> と書いてください。後の書き方なら、いつも正しい言葉になります。",
                "Mend the words, or write <{kind}:{id}>, which always prints the right ones."
            )),
        );
    }

    fn resembles_title(&mut self, own: &str, kind: &str, id: &str, at: NodeId, scope: &Scope) -> bool {
        let title = self.refer_plain(kind, &format!("{id}/title"), at, scope);
        resembles(own, &title)
    }

    /// 前項 and the like: is the target where the words say?
    fn relative_fits(&self, r: &Relative, id: &str, scope: &Scope) -> bool {
        let Some(item) = self.registry.find(&scope.document, id) else { return false };
        match (self.counted(scope.path, r.unit), self.counted(item.path, r.unit)) {
            (Some((around, a)), Some((same, b))) if around == same => match r.span {
                1 => a - b == r.back,
                i64::MAX => a > b,
                // 前二項 in the second paragraph would count one that is not there.
                span => a > span && (1..=span).contains(&(a - b)),
            },
            _ => false,
        }
    }

    /// The step of a way that counts by a unit: what is around it, and its number.
    fn counted(&self, path: PathId, unit: char) -> Option<(Vec<PathId>, i64)> {
        let steps = self.registry.steps(path);
        let (i, n) = steps.iter().enumerate().find_map(|(i, s)| Some((i, ordinal(self.registry.reference(*s), unit)?)))?;
        Some((steps[..i].to_vec(), n))
    }

    /// A flaw of a text.
    pub(super) fn flaw(&mut self, flaw: Flaw, place: Place) {
        let d = match flaw {
            // The closing tag says no more than the opening one, and an unknown kind of reference was told with the references.
            Flaw::Html(tag) if tag.starts_with("</") => return,
            Flaw::Scheme(url) if is_unknown_kind(&url) => return,
            Flaw::Picture(_) => Diagnostic::warning(
                "picture",
                say!("画像は載せられません。説明の言葉だけを載せます。", "Pictures cannot be printed; only the words for it are."),
            )
            .why(say!(
                "ページと印刷物に同じ内容を載せ、読み上げもできるようにするためです。",
                "Pages and print say the same, and can be read aloud."
            ))
            .fix(say!(
                "内容を文か表で書くか、files.yaml に入れて <file:…> で案内してください。",
                "Say it in words or a table, or put it into files.yaml and refer to it with <file:…>."
            )),
            Flaw::Html(tag) => Diagnostic::warning(
                "raw-html",
                say!("「{tag}」は HTML としてではなく、文字のまま載ります。", "`{tag}` is printed as text, not as HTML."),
            )
            .why(say!("HTML は、印刷物やほかの形に載せられないため使えません。", "HTML cannot be carried into print and the other forms."))
            .fix(say!(
                "強調は **…**、リンクは [言葉](https://…) と書いてください。",
                "Write **…** for emphasis, [words](https://…) for links."
            )),
            Flaw::Scheme(url) => Diagnostic::warning("bad-link", say!("「{url}」へのリンクは作りません。", "No link is made to `{url}`."))
                .why(say!(
                    "リンクにできるのは https、http、mailto、tel と <page:…> などの参照だけです。",
                    "Only https, http, mailto, tel and references such as <page:…> may be links."
                ))
                .fix(say!(
                    "https:// で始まるアドレスか、参照を書いてください。",
                    "Write an address that begins with https://, or a reference."
                )),
            Flaw::Stars => Diagnostic::warning("left-over-stars", say!("強調の ** が閉じていません。", "An emphasis ** is not closed."))
                .why(say!("** がそのまま載ります。", "The asterisks are printed as they stand."))
                .fix(say!("** を、強調する言葉の前と後ろに1つずつ書いてください。", "Write ** before and after the words.")),
        };
        self.problems.push(d.at(place));
    }
}

/// Words that name a place by where it stands from here.
#[derive(Debug, PartialEq, Eq)]
struct Relative {
    unit: char,
    back: i64,
    span: i64,
}

/// 前項, 次条, 前二項 and the like at the beginning of words, and what follows.
fn relative(words: &str) -> Option<(Relative, &str)> {
    let (back, rest) = match (words.strip_prefix('前'), words.strip_prefix('次')) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return None,
    };
    let many: String = rest.chars().take_while(|c| "一二三四五六七八九十各".contains(*c)).collect();
    let rest = &rest[many.len()..];
    let unit = rest.chars().next().filter(|c| "条項号".contains(*c))?;
    let span = match many.as_str() {
        "" => 1,
        "各" => i64::MAX,
        n => i64::from(kanji_number(n)?),
    };
    Some((Relative { unit, back, span }, &rest[unit.len_utf8()..]))
}

/// The number of a reference that counts by a unit: 第3項, 第三号; (3) and ③ count as 号.
fn ordinal(reference: &str, unit: char) -> Option<i64> {
    if let Some(inner) = reference.strip_prefix('第').and_then(|r| r.strip_suffix(unit)) {
        return inner.parse().ok().or_else(|| kanji_number(inner).map(i64::from));
    }
    if unit != '号' {
        return None;
    }
    let bare = reference.trim_start_matches(['(', '（']).trim_end_matches([')', '）']);
    match bare.chars().next()? {
        c @ '①'..='⑳' => Some(i64::from(u32::from(c) - 0x2460 + 1)),
        _ => bare.parse().ok(),
    }
}

/// 一, 十二, 二十, 百五 as numbers.
fn kanji_number(text: &str) -> Option<u32> {
    let mut sum = 0;
    let mut digit = None;
    for c in text.chars() {
        let unit = match c {
            '百' => 100,
            '十' => 10,
            _ => {
                digit = Some("一二三四五六七八九".chars().position(|k| k == c)? as u32 + 1);
                continue;
            }
        };
        sum += digit.take().unwrap_or(1) * unit;
    }
    let n = sum + digit.unwrap_or(0);
    (n > 0).then_some(n)
}

/// Whether every number in the words is part of the real number.
fn labels_fit(own: &str, real: &str) -> bool {
    let real = normal(real);
    labels(&normal(own)).iter().all(|l| real.contains(l))
}

/// Full-width figures and brackets as half-width, 第三条 as 第3条, no blanks.
fn normal(text: &str) -> String {
    let half = text.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '０'..='９' | '（' | '）' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    });
    let chars: Vec<char> = half.collect();
    let mut out = String::new();
    let mut i = 0;
    while i < chars.len() {
        out.push(chars[i]);
        i += 1;
        let kanji: String = chars[i..].iter().take_while(|c| "一二三四五六七八九十百".contains(**c)).collect();
        let end = i + kanji.chars().count();
        if matches!(chars[i - 1], '第' | 'の')
            && chars.get(end).is_none_or(|c| "章節条項号の".contains(*c))
            && let Some(n) = kanji_number(&kanji)
        {
            out.push_str(&n.to_string());
            i = end;
        }
    }
    out
}

/// The numbers in normal words: 第3条, 第27条の2, (1), ③, 別表2, 様式第1号.
fn labels(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let len = label_at(&chars[i..]);
        if len > 0 {
            out.push(chars[i..i + len].iter().collect());
        }
        i += len.max(1);
    }
    out
}

/// The length of the label at the beginning, 0 if there is none.
fn label_at(chars: &[char]) -> usize {
    let figures = |from: usize| chars[from.min(chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    match chars {
        ['第', ..] if figures(1) > 0 => {
            let mut end = 1 + figures(1);
            if chars.get(end).is_some_and(|c| "章節条項号".contains(*c)) {
                end += 1;
            }
            if chars.get(end) == Some(&'の') && figures(end + 1) > 0 {
                end += 1 + figures(end + 1);
            }
            end
        }
        ['別', '表', ..] if figures(2) > 0 => 2 + figures(2),
        ['①'..='⑳', ..] => 1,
        ['(', inner, ')', ..] if inner.is_ascii_digit() || ('ア'..='ン').contains(inner) => 3,
        ['(', a, b, ')', ..] if a.is_ascii_digit() && b.is_ascii_digit() => 4,
        _ => 0,
    }
}

/// Whether words resemble a title without being a part of it.
fn resembles(own: &str, title: &str) -> bool {
    let bare: String = own.chars().filter(|c| !"「」『』".contains(*c)).collect();
    if title.is_empty() || bare.is_empty() || title.contains(&bare) || bare.contains(title) {
        return false;
    }
    strsim::normalized_levenshtein(&bare, title) >= 0.6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_own_words_are_recognised() {
        for (words, found) in [
            ("第3条", "第3条"),
            ("第 三項", "第3項"),
            ("（１）", "(1)"),
            ("（ア）", "(ア)"),
            ("③のとおり", "③"),
            ("別表２", "別表2"),
            ("様式第1号", "第1号"),
            ("第二十七条の二", "第27条の2"),
            ("第6の1", "第6の1"),
        ] {
            assert_eq!(labels(&normal(words)), [found], "{words}");
        }
        for words in ["この規程", "次の方法", "（注）の通り", "第三者", "第一に", "一の規程"] {
            assert_eq!(labels(&normal(words)), Vec::<String>::new(), "{words}");
        }
    }

    #[test]
    fn a_part_of_the_number_is_right_and_another_number_is_not() {
        assert!(labels_fit("第二十七条", "第27条第5項第3号"));
        assert!(labels_fit("同条", "第27条"));
        assert!(labels_fit("法第27条第5項", "第27条第5項第3号"));
        assert!(!labels_fit("第28条", "第27条第5項第3号"));
        assert!(!labels_fit("別表1", "別表2"));
    }

    #[test]
    fn words_that_count_from_here_are_read() {
        let r = |unit, back, span| Relative { unit, back, span };
        assert_eq!(relative("前項"), Some((r('項', 1, 1), "")));
        assert_eq!(relative("次条"), Some((r('条', -1, 1), "")));
        assert_eq!(relative("前二項"), Some((r('項', 1, 2), "")));
        assert_eq!(relative("前各号"), Some((r('号', 1, i64::MAX), "")));
        assert_eq!(relative("前条第2項"), Some((r('条', 1, 1), "第2項")));
        assert_eq!(relative("次の方法"), None);
        assert_eq!(relative("前文"), None);
    }

    #[test]
    fn ordinals_are_read_in_every_form() {
        assert_eq!(ordinal("第12条", '条'), Some(12));
        assert_eq!(ordinal("第十二号", '号'), Some(12));
        assert_eq!(ordinal("(3)", '号'), Some(3));
        assert_eq!(ordinal("③", '号'), Some(3));
        assert_eq!(ordinal("(3)", '項'), None);
        assert_eq!(ordinal("ア", '号'), None);
    }

    #[test]
    fn titles_that_only_resemble_are_told() {
        assert!(resembles("診療報酬明細書の開示の要領", "診療報酬明細書等の開示に関する要領"));
        assert!(!resembles("開示の要領", "診療報酬明細書等の開示の要領"));
        assert!(!resembles("こちら", "診療報酬明細書等の開示の要領"));
    }
}
