//! Answers as YAML: plain where YAML reads them as the same text, in quotes otherwise.

use serde_yaml::Value;

/// A text as a YAML value that also may stand in `{}` and `[]`.
pub(super) fn scalar(text: &str) -> String {
    let text: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let alike = |yaml: String, path: &dyn Fn(&Value) -> Option<String>| {
        serde_yaml::from_str::<Value>(&yaml).ok().and_then(|v| path(&v)).is_some_and(|read| read == text)
    };
    let first = |v: &Value| v.get(0)?.as_str().map(str::to_owned);
    let field = |v: &Value| v.get("a")?.as_str().map(str::to_owned);
    // Digits alone are told to be numbers by other readers.
    let numeric = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '_' | ':' | 'e' | '+' | '-'))
        && text.chars().filter(|c| *c == '-').count() == 0;
    let word = matches!(text.to_ascii_lowercase().as_str(), "yes" | "no" | "on" | "off" | "y" | "n" | "true" | "false" | "null" | "~" | "");
    let plain = !numeric && !word && alike(format!("[{text}, b]"), &first) && alike(format!("a: {text}\n"), &field);
    if plain && !text.contains(" #") { text } else { serde_json::Value::String(text).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_would_misread_is_quoted() {
        for plain in
            ["例示健康保険組合", "例示 太郎", "03-0000-0000", "https://www.example.or.jp/", "privacy@example.or.jp", "東京都千代田区1-2"]
        {
            assert_eq!(scalar(plain), plain);
        }
        for (given, yaml) in [
            ("0312345678", r#""0312345678""#),
            ("100", r#""100""#),
            ("no", r#""no""#),
            ("a: b", r#""a: b""#),
            ("甲, 乙", r#""甲, 乙""#),
            ("[甲]", r#""[甲]""#),
            ("甲 #1", r#""甲 #1""#),
            ("*甲", r#""*甲""#),
            ("甲\"乙", "甲\"乙"),
            ("\"甲\"", r#""\"甲\"""#),
            ("", r#""""#),
        ] {
            assert_eq!(scalar(given), yaml);
        }
    }
}
