//! Blanks: 〔要記入：what（例：how）〕. The rule `form-blank` of the check lists them; a site that has one is not published.

use regex::Regex;
use std::ops::Range;
use std::sync::OnceLock;

/// A blank in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank<'t> {
    /// Where it stands.
    pub range: Range<usize>,
    /// What is to be written.
    pub what: &'t str,
    /// How it may look; none where something is only to be looked over.
    pub example: Option<&'t str>,
}

/// The mark of a blank.
pub fn mark(what: &str, example: &str) -> String {
    format!("〔要記入：{what}（例：{example}）〕")
}

/// The blanks of a text.
pub fn blanks(text: &str) -> Vec<Blank<'_>> {
    static BLANK: OnceLock<Option<Regex>> = OnceLock::new();
    let Some(blank) = BLANK.get_or_init(|| Regex::new("〔要記入：([^〕]*?)(?:（例：([^〕]*)）)?〕").ok()) else {
        return Vec::new();
    };
    let found = blank.captures_iter(text);
    found
        .filter_map(|c| {
            let all = c.get(0)?;
            Some(Blank { range: all.range(), what: c.get(1)?.as_str(), example: c.get(2).map(|e| e.as_str()) })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_found_with_their_examples() {
        let text = format!("a {} b 〔要記入：見て消す〕", mark("窓口", "平日（祝日を除く）"));
        let found: Vec<(&str, Option<&str>)> = blanks(&text).iter().map(|b| (b.what, b.example)).collect();
        assert_eq!(found, [("窓口", Some("平日（祝日を除く）")), ("見て消す", None)]);
        assert!(blanks("〔注〕").is_empty());
    }
}
