//! The colours of a theme: custom properties put over those of the style sheet, refused where text could not be read.

use crate::diagnostic::Diagnostic;
use crate::words;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The names that `site.css` knows.
const NAMES: [&str; 8] = ["paper", "tint", "ink", "quiet", "line", "accent", "on-accent", "seal"];

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
        for (scheme, colours) in
            [("print, (prefers-color-scheme: light)", &self.light), ("screen and (prefers-color-scheme: dark)", &self.dark)]
        {
            check(colours, theme, problems);
            if !colours.is_empty() {
                let properties: String = colours.iter().map(|(name, value)| format!("--{name}:{value};")).collect();
                css.extend_from_slice(format!("\n@media {scheme}{{:root{{{properties}}}}}\n").as_bytes());
            }
        }
    }
}

fn check(colours: &BTreeMap<String, String>, theme: &str, problems: &mut Vec<Diagnostic>) {
    for (name, value) in colours {
        if !NAMES.contains(&name.as_str()) || rgb(value).is_none() {
            let names = NAMES.join("、");
            problems.push(
                Diagnostic::error(
                    "theme-colour",
                    words!(
                        "テーマ「{theme}」の色 {name}: {value} を使えません。",
                        "The colour {name}: {value} of the theme {theme} cannot be used."
                    ),
                )
                .fix(words!(
                    "色の名前は {names} のどれか、値は \"#1d5b4f\" のように # と6桁で書いてください。",
                    "The names are {names}; write the value as # and six digits, \"#1d5b4f\"."
                )),
            );
        }
    }
    for (text, ground) in [("ink", "paper"), ("quiet", "paper"), ("accent", "paper"), ("on-accent", "accent"), ("seal", "paper")] {
        let (Some(a), Some(b)) = (colours.get(text).and_then(|c| rgb(c)), colours.get(ground).and_then(|c| rgb(c))) else { continue };
        let contrast = contrast(a, b);
        if contrast < LEAST {
            problems.push(
                Diagnostic::error(
                    "theme-contrast",
                    words!(
                        "テーマ「{theme}」では、{ground} の上の {text} の文字が読みにくくなります（コントラスト比 {contrast:.1}）。",
                        "In the theme {theme}, text in {text} on {ground} is hard to read (contrast {contrast:.1})."
                    ),
                )
                .fix(words!(
                    "コントラスト比が {LEAST} 以上になる色を選んでください。",
                    "Choose colours with a contrast of at least {LEAST}."
                )),
            );
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
        Colours { light, ..Colours::default() }.add_to(&mut Vec::new(), "t", &mut problems);
        problems.into_iter().map(|p| p.code).collect()
    }

    #[test]
    fn black_on_white_is_21() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
    }

    #[test]
    fn unreadable_colours_are_refused() {
        assert!(problems(&[("accent", "#1d5b4f"), ("paper", "#ffffff")]).is_empty());
        assert_eq!(problems(&[("accent", "#ffee88"), ("paper", "#ffffff")]), ["theme-contrast"]);
    }

    #[test]
    fn only_known_names_and_plain_values() {
        assert_eq!(problems(&[("accent", "red;}body{display:none")]), ["theme-colour"]);
        assert_eq!(problems(&[("colour", "#112233")]), ["theme-colour"]);
    }
}
