//! What a browser may fetch: the addresses in style sheets, and what a content security policy lets through.

use memchr::memchr_iter;
use memchr::memmem::Finder;
use std::borrow::Cow;

/// The addresses that a style sheet fetches: `url(…)` and `@import "…"`, comments left out.
pub fn of_style(css: &str) -> Vec<String> {
    const URL: &[u8] = b"url";
    const IMPORT: &[u8] = b"@import";
    let css = uncommented(css);
    let bytes = css.as_bytes();
    let is = |word: &[u8], at: usize| bytes.get(at..at + word.len()).is_some_and(|there| there.eq_ignore_ascii_case(word));
    let urls = memchr_iter(b'(', bytes).filter(|at| at.checked_sub(URL.len()).is_some_and(|start| is(URL, start)));
    let mut found: Vec<String> = urls
        .filter_map(|at| {
            let rest = css[at + 1..].trim_start();
            quoted(rest).or_else(|| rest.split(')').next())
        })
        .map(|address| address.trim().to_owned())
        .collect();
    // `@import url(…)` is found by its `url(`.
    let imports = memchr_iter(b'@', bytes).filter(|at| is(IMPORT, *at));
    found.extend(imports.filter_map(|at| quoted(css[at + IMPORT.len()..].trim_start())).map(|address| address.trim().to_owned()));
    found
}

/// The text in the quotes with which a text begins.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text[1..].split(quote).next()
}

fn uncommented(css: &str) -> Cow<'_, str> {
    let (opening, closing) = (Finder::new("/*"), Finder::new("*/"));
    let mut out = String::new();
    let mut rest = css;
    while let Some(at) = opening.find(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let after = &rest[at + 2..];
        rest = closing.find(after.as_bytes()).map_or("", |end| &after[end + 2..]);
    }
    if rest.len() == css.len() {
        return Cow::Borrowed(css);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether a content security policy lets nothing through but the site's own files.
pub fn is_closed(policy: &str) -> bool {
    let mut closed = false;
    for directive in policy.split(';') {
        let mut words = directive.split_whitespace();
        let Some(name) = words.next() else { continue };
        // Others say nothing of addresses.
        if !(name.ends_with("-src") || name.ends_with("-src-elem") || name.ends_with("-src-attr")) {
            continue;
        }
        if !words.all(is_own) {
            return false;
        }
        closed |= name.eq_ignore_ascii_case("default-src");
    }
    closed
}

fn is_own(source: &str) -> bool {
    matches!(source, "'none'" | "'self'" | "data:" | "blob:" | "file:" | "'unsafe-inline'")
        || source.starts_with("'sha")
        || source.starts_with("'nonce-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_style_sheets() {
        let css = "@import 'a.css';@IMPORT url(b.css);/* url(no) */a{background:URL( \"c.svg\" )}b{src:url(d.woff2)format('x')}";
        let mut found = of_style(css);
        found.sort();
        assert_eq!(found, ["a.css", "b.css", "c.svg", "d.woff2"]);
        assert_eq!(of_style("a{color:red}/* url("), [""; 0]);
    }

    #[test]
    fn policies() {
        assert!(is_closed("default-src 'none'; style-src 'self' file:; img-src 'self' data:; base-uri 'none'"));
        assert!(!is_closed("style-src 'self'"));
        assert!(!is_closed("default-src 'none'; script-src https://cdn.example.com"));
        assert!(!is_closed("default-src *"));
    }
}
