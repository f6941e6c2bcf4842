//! The colours of a theme: custom properties put over those of the style sheet, refused where text could not be read.

use crate::diagnostic::Diagnostic;
use crate::words;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The names that `site.css` knows.
const NAMES: [&str; 9] = ["paper", "tint", "ink", "quiet", "line", "accent", "on-accent", "seal", "mark"];

/// Which colours stand on which.
const PAIRS: [(&str, &str); 9] = [
    ("ink", "paper"),
    ("ink", "tint"),
    ("quiet", "paper"),
    ("quiet", "tint"),
    ("accent", "paper"),
    ("accent", "tint"),
    ("on-accent", "accent"),
    ("seal", "paper"),
    ("ink", "mark"),
];

/// Least contrast of text (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;

/// Colours for the light and the dark scheme, `{accent: "#1d5b4f"}`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Colours {
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
}

impl Colours {
    /// Adds them to the style sheet.
    pub(super) fn add_to(&self, css: &mut Vec<u8>, theme: &str, problems: &mut Vec<Diagnostic>) {
        let sheet = String::from_utf8_lossy(css).into_owned();
        let schemes = [("print, (prefers-color-scheme: light)", &self.light), ("screen and (prefers-color-scheme: dark)", &self.dark)];
        for (nth, (scheme, colours)) in schemes.into_iter().enumerate() {
            if colours.is_empty() {
                continue;
            }
            names(colours, theme, problems);
            contrasts(|name| colours.get(name).cloned().or_else(|| inherited(&sheet, name, nth)), theme, problems);
            let properties: String = colours.iter().map(|(name, value)| format!("--{name}:{value};")).collect();
            css.extend_from_slice(format!("\n@media {scheme}{{:root{{{properties}}}}}\n").as_bytes());
        }
    }
}

/// The colour that the sheet itself sets: first for the light scheme, then for the dark one.
fn inherited(sheet: &str, name: &str, nth: usize) -> Option<String> {
    let property = format!("--{name}: ");
    let (at, _) = sheet.match_indices(&property).nth(nth)?;
    sheet.get(at + property.len()..)?.get(..7).map(str::to_owned)
}

fn names(colours: &BTreeMap<String, String>, theme: &str, problems: &mut Vec<Diagnostic>) {
    let known = NAMES.join("、");
    for (name, value) in colours.iter().filter(|(name, value)| !NAMES.contains(&name.as_str()) || rgb(value).is_none()) {
        let what = words!(
            "テーマ「{theme}」の色 {name}: {value} を使えません。",
            "The colour {name}: {value} of the theme {theme} cannot be used."
        );
        problems.push(Diagnostic::error("theme-colour", what).fix(words!(
            "色の名前は {known} のどれか、値は \"#1d5b4f\" のように # と6桁で書いてください。",
            "The names are {known}; write the value as # and six digits, \"#1d5b4f\"."
        )));
    }
}

fn contrasts(colour: impl Fn(&str) -> Option<String>, theme: &str, problems: &mut Vec<Diagnostic>) {
    let value = |name: &str| colour(name).and_then(|c| rgb(&c));
    for (text, ground) in PAIRS {
        let (Some(a), Some(b)) = (value(text), value(ground)) else { continue };
        let ratio = contrast(a, b);
        if ratio < LEAST {
            let what = words!(
                "テーマ「{theme}」では、{ground} の上の {text} の文字が読みにくくなります（コントラスト比 {ratio:.1}）。",
                "In the theme {theme}, text in {text} on {ground} is hard to read (contrast {ratio:.1})."
            );
            problems.push(Diagnostic::error("theme-contrast", what).fix(words!(
                "コントラスト比が {LEAST} 以上になる色を選んでください。",
                "Choose colours with a contrast of at least {LEAST}."
            )));
        }
    }
}

fn rgb(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// Contrast ratio as WCAG defines it, 1 to 21.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(rgb: [u8; 3]) -> f64 {
    let [red, green, blue] = rgb.map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(pairs: &[(&str, &str)]) -> Vec<&'static str> {
        let light = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let mut problems = Vec::new();
        let mut css = b":root { --paper: #ffffff; --on-accent: #ffffff; }".to_vec();
        Colours { light, ..Colours::default() }.add_to(&mut css, "t", &mut problems);
        problems.into_iter().map(|p| p.code).collect()
    }

    #[test]
    fn black_on_white_is_21() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
    }

    #[test]
    fn the_standard_sheet_is_easy_to_read() {
        let sheet = include_str!("../../themes/standard/assets/site.css");
        for (nth, (text, ground)) in [0, 1].into_iter().flat_map(|nth| PAIRS.map(|pair| (nth, pair))) {
            let value = |name| inherited(sheet, name, nth).and_then(|c| rgb(&c)).expect("the sheet sets every colour twice");
            let ratio = contrast(value(text), value(ground));
            assert!(ratio >= 6.8, "{text} on {ground}: {ratio:.2}");
        }
    }

    #[test]
    fn unreadable_colours_are_refused() {
        assert!(problems(&[("accent", "#1d5b4f")]).is_empty());
        assert_eq!(problems(&[("accent", "#ffee88"), ("on-accent", "#000000")]), ["theme-contrast"], "on the paper of the sheet");
    }

    #[test]
    fn only_known_names_and_plain_values() {
        assert_eq!(problems(&[("accent", "red;}body{display:none")]), ["theme-colour"]);
        assert_eq!(problems(&[("colour", "#112233")]), ["theme-colour"]);
    }
}
