//! What a browser may fetch: the addresses in style sheets, and what a content security policy lets through.

/// The addresses that a style sheet fetches: `url(…)` and `@import "…"`, comments left out.
pub fn of_style(css: &str) -> Vec<String> {
    let css = uncommented(css);
    let small = css.to_ascii_lowercase();
    let mut found = Vec::new();
    for (at, opening) in small.match_indices("url(").chain(small.match_indices("@import")) {
        let rest = css[at + opening.len()..].trim_start();
        let quoted = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let address = match quoted {
            Some(quote) => rest[1..].split(quote).next(),
            None if opening == "url(" => rest.split(')').next(),
            // `@import url(…)` is found by its `url(`.
            None => None,
        };
        found.extend(address.map(|a| a.trim().to_owned()));
    }
    found
}

fn uncommented(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
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
