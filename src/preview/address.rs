//! Addresses of the preview: what a path means. What could lead anywhere else means nothing.

/// Everything that is not of the society lies here; no page of content begins so.
pub(super) const OWN: &str = "_kohyo";

/// What a path asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// The page around a page, or a file of the site, as the path of the site says.
    Around(String),
    /// A file of the site by itself.
    Bare(String),
    /// Something of the preview's own: `shell.js`, `live`, `place`.
    Own(String),
}

/// What a path asks for; none if it is none.
pub(super) fn read(path: &str) -> Option<Asked> {
    let path = decoded(path.strip_prefix('/')?)?;
    let Some(own) = path.strip_prefix(OWN).and_then(|rest| rest.strip_prefix('/')) else {
        return (path != OWN).then_some(Asked::Around(path));
    };
    match own.strip_prefix("site") {
        Some(site) if site.starts_with('/') => Some(Asked::Bare(site[1..].to_owned())),
        _ => Some(Asked::Own(own.to_owned())),
    }
}

/// A path with its escapes undone, of plain names only: nothing that goes up, and nothing that a system could take for a border.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let byte = match byte {
            b'%' => {
                let (high, low) = (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
                let byte = u8::try_from(high * 16 + low).ok()?;
                // An escaped border is none.
                (byte != b'/').then_some(byte)?
            }
            plain => plain,
        };
        bytes.push(byte);
    }
    let path = String::from_utf8(bytes).ok()?;
    let plain = |name: &str| !name.is_empty() && name != "." && name != ".." && !name.contains(|c: char| c == '\\' || c.is_control());
    let names = path.strip_suffix('/').unwrap_or(&path);
    (path.is_empty() || names.split('/').all(plain)).then_some(path)
}

/// The file that a path of a site means: of a folder its index.
pub(super) fn file_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// A path as it stands in an address.
pub(super) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            plain if plain.is_ascii_alphanumeric() || b"/-._~".contains(&plain) => out.push(char::from(plain)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// What kind of file it is, as browsers are told.
pub(super) fn type_of(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_path_asks_for() {
        assert_eq!(read("/"), Some(Asked::Around(String::new())));
        assert_eq!(read("/privacy/"), Some(Asked::Around("privacy/".to_owned())));
        assert_eq!(read("/%E4%BE%8B/a.pdf"), Some(Asked::Around("例/a.pdf".to_owned())));
        assert_eq!(read("/_kohyo/site/privacy/"), Some(Asked::Bare("privacy/".to_owned())));
        assert_eq!(read("/_kohyo/site/"), Some(Asked::Bare(String::new())));
        assert_eq!(read("/_kohyo/live"), Some(Asked::Own("live".to_owned())));
        assert_eq!(read("/_kohyo/sitemap"), Some(Asked::Own("sitemap".to_owned())));
        assert_eq!(read("/_kohyo"), None);
    }

    #[test]
    fn what_leads_elsewhere_asks_for_nothing() {
        for path in [
            "/../etc/passwd",
            "/a/../../b",
            "/%2e%2e/b",
            "/%2E%2E%2Fb",
            "/a%2fb",
            "/a%5Cb",
            "/a\\b",
            "/..",
            "/.",
            "/a//b",
            "//a",
            "/a/./b",
            "/%00",
            "/a%0Ab",
            "/%",
            "/%4",
            "/%GG",
            "/%FF",
            "a",
            "",
            "/_kohyo/site/../a",
            "/_kohyo/site//a",
            "/_kohyo/site/%2e%2e/a",
        ] {
            assert_eq!(read(path), None, "{path}");
        }
    }

    #[test]
    fn folders_mean_their_index() {
        assert_eq!(file_of(""), "index.html");
        assert_eq!(file_of("a/"), "a/index.html");
        assert_eq!(file_of("a/b.pdf"), "a/b.pdf");
        assert_eq!(encoded("例/a b"), "%E4%BE%8B/a%20b");
    }
}
