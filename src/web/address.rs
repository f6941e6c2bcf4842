//! Addresses: how one file of the site leads to another.
//!
//! Links are relative and name `index.html`, so that the pages work in any sub-folder and opened from disk, where nobody turns a folder into its index.
//! Canonical addresses, the sitemap and the feed name the folder: that is the address to hand on.

use super::escape::encode_path;

/// Where links start.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start<'a> {
    /// In a file of the site, by its path.
    File(&'a str),
    /// At any depth, as the 404 page is shown: links begin with the path of the site's address (`/kenpo/`).
    Anywhere(&'a str),
}

/// The link from `start` to the file `to`, or to a place in it.
pub(super) fn link(start: Start, to: &str, anchor: Option<&str>) -> String {
    let mut out = match (start, anchor) {
        (Start::File(from), Some(_)) if from == to => String::new(),
        (Start::File(from), _) => relative(from, to),
        (Start::Anywhere(base), _) => format!("{base}{}", encode_path(to)),
    };
    if let Some(anchor) = anchor {
        out.push('#');
        out.push_str(&encode_path(anchor));
    }
    out
}

fn relative(from: &str, to: &str) -> String {
    let shared = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let folder = from[..from.floor_char_boundary(shared)].rfind('/').map_or(0, |at| at + 1);
    let up = from[folder..].matches('/').count();
    format!("{}{}", "../".repeat(up), encode_path(&to[folder..]))
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

/// An outside address, if it is one that a page may lead to: what is not ASCII or could end an attribute is percent-encoded.
pub(super) fn encode_url(url: &str) -> Option<String> {
    let scheme = url.split_once("://")?.0;
    if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        return None;
    }
    let plain = |b: u8| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b);
    Some(url.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_from_every_depth() {
        let from = |file| move |to| link(Start::File(file), to, None);
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
        let start = Start::File("privacy/index.html");
        assert_eq!(link(start, "privacy/index.html", Some("desk")), "#desk");
        assert_eq!(link(start, "about/index.html", Some("desk")), "../about/index.html#desk");
        assert_eq!(link(Start::Anywhere("/kenpo/"), "about/index.html", Some("a")), "/kenpo/about/index.html#a");
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
        assert_eq!(encode_url("https://例.jp/a b?c=d&e"), Some("https://%E4%BE%8B.jp/a%20b?c=d&e".to_owned()));
        assert_eq!(encode_url("javascript://alert(1)"), None);
        assert_eq!(encode_url("javascript:alert(1)"), None);
        assert_eq!(encode_url("data:text/html,x"), None);
    }

    #[test]
    fn parts_of_an_address() {
        assert_eq!(path_of("https://www.example.or.jp/"), "/");
        assert_eq!(path_of("https://www.example.or.jp"), "/");
        assert_eq!(path_of("https://example.or.jp:8080/kenpo/"), "/kenpo/");
        assert_eq!(host_of("https://example.or.jp:8080/kenpo/"), "example.or.jp");
    }
}
