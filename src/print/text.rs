//! Pieces of text that no line may break: dates with their era, a word before ℃, dashes that belong together.

use regex::Regex;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// What keeps together: dates in words, and characters with what may not begin a line after them.
static TOGETHER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let era = "(?:明治|大正|昭和|平成|令和)(?:元|[0-9０-９]{1,2})年(?:[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?)?";
    let plain = "[0-9０-９]{4}年(?:[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?)?|[0-9０-９]{1,2}月[0-9０-９]{1,2}日";
    let unit = r"[0-9０-９.]*\S℃|\S[―—…‥]+";
    Regex::new(&format!("{era}|{plain}|{unit}")).ok()
});

/// A text as strings and as pieces that keep together: `{kind: "together", parts: […]}`, where a narrow column may break between the parts.
pub(super) fn pieces(text: &str, out: &mut Vec<Value>) {
    let mut from = 0;
    for found in TOGETHER.iter().flat_map(|r| r.find_iter(text)) {
        plain(&text[from..found.start()], out);
        out.push(together("together", found.as_str()));
        from = found.end();
    }
    plain(&text[from..], out);
}

fn plain(text: &str, out: &mut Vec<Value>) {
    if !text.is_empty() {
        out.push(Value::String(text.to_owned()));
    }
}

/// A piece that keeps together, with the parts into which a narrow column may break it.
pub(super) fn together(kind: &str, text: &str) -> Value {
    json!({ "kind": kind, "text": text, "parts": parts(text) })
}

/// 令和8年12月1日 as 令和8年 and 12月1日.
fn parts(text: &str) -> Vec<&str> {
    match text.split_once('年') {
        Some((_, rest)) if !rest.is_empty() => {
            let (year, day) = text.split_at(text.len() - rest.len());
            vec![year, day]
        }
        _ => vec![text],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Value> {
        let mut out = Vec::new();
        pieces(text, &mut out);
        out
    }

    #[test]
    fn dates_keep_together() {
        assert_eq!(
            of("平成16年12月27日から、令和元年まで"),
            vec![
                json!({"kind": "together", "text": "平成16年12月27日", "parts": ["平成16年", "12月27日"]}),
                json!("から、"),
                json!({"kind": "together", "text": "令和元年", "parts": ["令和元年"]}),
                json!("まで"),
            ]
        );
    }

    #[test]
    fn nothing_that_may_not_begin_a_line_stands_alone() {
        assert_eq!(of("約25℃で"), vec![json!("約"), together("together", "25℃"), json!("で")]);
        assert_eq!(of("業務――診療"), vec![json!("業"), together("together", "務――"), json!("診療")]);
        assert_eq!(of("第21条"), vec![json!("第21条")]);
    }
}
