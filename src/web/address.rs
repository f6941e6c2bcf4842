//! Addresses: how one file of the site leads to another.
//!
//! Links are relative and name `index.html`, so that the pages work in any sub-folder and opened from disk, where nobody turns a folder into its index.
//! Canonical addresses, the sitemap and the feed name the folder: that is the address to hand on.

use super::escape::{percent_encode, push_path};

/// Where links start.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start<'a> {
    /// In a file of the site, by its path.
    File(&'a str),
    /// At any depth, as the 404 page is shown: links begin with the path of the site's address (`/kenpo/`).
    Anywhere(&'a str),
}

/// Where a link leads, to be written when it is needed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Link<'a> {
    /// To a file of the site by its path, or to a place in it.
    File { start: Start<'a>, to: &'a str, anchor: Option<&'a str> },
    /// To an outside address that a page may lead to.
    Web(&'a str),
    /// To a mail address.
    Mail(&'a str),
    /// To a telephone number.
    Tel(&'a str),
}

impl Link<'_> {
    /// Adds it to `out`; characters that come from the content go through `escape`.
    pub(super) fn push(&self, out: &mut String, escape: fn(&str, &mut String)) {
        match *self {
            Link::File { start, to, anchor } => {
                match (start, anchor) {
                    (Start::File(from), Some(_)) if from == to => {}
                    (Start::File(from), _) => push_relative(from, to, out),
                    (Start::Anywhere(base), _) => {
                        escape(base, out);
                        push_path(to, out);
                    }
                }
                if let Some(anchor) = anchor {
                    out.push('#');
                    push_path(anchor, out);
                }
            }
            Link::Web(url) if url.bytes().all(is_plain) => escape(url, out),
            Link::Web(url) => {
                let mut encoded = String::with_capacity(url.len() * 3);
                push_url(url, &mut encoded);
                escape(&encoded, out);
            }
            Link::Mail(address) => escape(&mailed(address), out),
            Link::Tel(number) => out.push_str(&dialled(number)),
        }
    }

    /// Whether it leads to where it stands without a word.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Link::File { to, anchor: None, .. } if to.is_empty() || to.ends_with('/') => self.text().is_empty(),
            _ => false,
        }
    }

    /// The link by itself, with nothing escaped.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.push(&mut out, |text, out| out.push_str(text));
        out
    }
}

/// From one file to another. Percent-encoding changes no folder: names that are the same stay so.
fn push_relative(from: &str, to: &str, out: &mut String) {
    let shared = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let folder = from.as_bytes()[..shared].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
    from.as_bytes()[folder..].iter().filter(|byte| **byte == b'/').for_each(|_| out.push_str("../"));
    push_path(&to[folder..], out);
}

/// The address that writes a mail.
pub(super) fn mailed(address: &str) -> String {
    let mut out = String::with_capacity("mailto:".len() + address.len());
    out.push_str("mailto:");
    out.extend(address.split(['?', '&', '%', ' ']));
    out
}

/// The address that dials a number. Full-width digits are dialled like plain ones.
pub(super) fn dialled(number: &str) -> String {
    let mut out = String::with_capacity("tel:".len() + number.len());
    out.push_str("tel:");
    out.extend(number.chars().filter_map(|c| match c {
        '0'..='9' | '+' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        '＋' => Some('+'),
        _ => None,
    }));
    out
}

/// The file that shows the page of a folder.
pub(super) fn index_of(folder: &str) -> String {
    format!("{folder}index.html")
}

/// The file that a redirect from `path` needs: `old/page.html` is one, `old/page/` and `old/page` are folders.
pub(super) fn file_of(path: &str) -> String {
    let path = path.trim_start_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    match last.rsplit_once('.') {
        Some((_, "html" | "htm")) => path.to_owned(),
        _ if path.is_empty() || path.ends_with('/') => index_of(path),
        _ => index_of(&format!("{path}/")),
    }
}

/// The path of an address: `/kenpo/` of `https://www.example.or.jp/kenpo/`.
pub(super) fn path_of(base_url: &str) -> &str {
    let host = base_url.find("://").map_or(0, |at| at + 3);
    match base_url[host..].find('/') {
        Some(at) => &base_url[host + at..],
        None => "/",
    }
}

/// The host of an address, without a port.
pub(super) fn host_of(base_url: &str) -> &str {
    let rest = base_url.find("://").map_or(base_url, |at| &base_url[at + 3..]);
    rest.split(['/', ':']).next().unwrap_or_default()
}

/// Whether an outside address is one that a page may lead to.
pub(super) fn is_web_address(url: &str) -> bool {
    url.split_once("://").is_some_and(|(scheme, _)| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)))
}

/// Adds an outside address to `out`: what is not ASCII or could end an attribute is percent-encoded.
pub(super) fn push_url(url: &str, out: &mut String) {
    percent_encode(url, out, is_plain);
}

fn is_plain(byte: u8) -> bool {
    let is_graphic = (byte > b' ') & (byte < 0x7F);
    let ends_or_breaks = (byte == b'"') | (byte == b'<') | (byte == b'>') | (byte == b'\\') | (byte == b'^') | (byte == b'`');
    is_graphic & !ends_or_breaks & (byte != b'{') & (byte != b'|') & (byte != b'}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_from_every_depth() {
        let from = |file| move |to| Link::File { start: Start::File(file), to, anchor: None }.text();
        let top = from("index.html");
        assert_eq!(top("index.html"), "index.html");
        assert_eq!(top("privacy/index.html"), "privacy/index.html");
        let deep = from("privacy/joint-use/index.html");
        assert_eq!(deep("index.html"), "../../index.html");
        assert_eq!(deep("privacy/index.html"), "../index.html");
        assert_eq!(deep("privacy/joint-use/index.html"), "index.html");
        assert_eq!(deep("privacy/joint/index.html"), "../joint/index.html");
        assert_eq!(deep("en/privacy/joint-use/index.html"), "../../en/privacy/joint-use/index.html");
        assert_eq!(from("en/index.html")("assets/site.css"), "../assets/site.css");
        assert_eq!(from("規程/甲/index.html")("規程/乙/index.html"), "../%E4%B9%99/index.html");
    }

    #[test]
    fn places() {
        let link = |start, to, anchor| Link::File { start, to, anchor: Some(anchor) }.text();
        let start = Start::File("privacy/index.html");
        assert_eq!(link(start, "privacy/index.html", "desk"), "#desk");
        assert_eq!(link(start, "about/index.html", "desk"), "../about/index.html#desk");
        assert_eq!(link(Start::Anywhere("/kenpo/"), "about/index.html", "a"), "/kenpo/about/index.html#a");
    }

    #[test]
    fn redirects_need_a_file() {
        assert_eq!(file_of("member/info/policy.html"), "member/info/policy.html");
        assert_eq!(file_of("/old/"), "old/index.html");
        assert_eq!(file_of("old/page"), "old/page/index.html");
        assert_eq!(file_of("v1.2"), "v1.2/index.html");
    }

    #[test]
    fn only_web_addresses_lead_outside() {
        let url = "https://例.jp/a b?c=d&e";
        assert!(is_web_address(url) && is_web_address("HTTP://例.jp/"));
        assert_eq!(Link::Web(url).text(), "https://%E4%BE%8B.jp/a%20b?c=d&e");
        let mut escaped = String::new();
        Link::Web("https://a.jp/?c=d&e").push(&mut escaped, crate::web::escape::escape);
        Link::Web(url).push(&mut escaped, crate::web::escape::escape);
        assert_eq!(escaped, "https://a.jp/?c=d&amp;ehttps://%E4%BE%8B.jp/a%20b?c=d&amp;e");
        for url in ["javascript://alert(1)", "javascript:alert(1)", "data:text/html,x"] {
            assert!(!is_web_address(url), "{url}");
        }
    }

    #[test]
    fn ways_to_reach_somebody() {
        assert_eq!(Link::Mail("a b?c&d%@例.jp").text(), "mailto:abcd@例.jp");
        assert_eq!(Link::Tel("０３-1234（＋81）").text(), "tel:031234+81");
    }

    #[test]
    fn parts_of_an_address() {
        assert_eq!(path_of("https://www.example.or.jp/"), "/");
        assert_eq!(path_of("https://www.example.or.jp"), "/");
        assert_eq!(path_of("https://example.or.jp:8080/kenpo/"), "/kenpo/");
        assert_eq!(host_of("https://example.or.jp:8080/kenpo/"), "example.or.jp");
    }
}
