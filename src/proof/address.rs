//! Where an address in a rendered page leads: into the site, outside, or nowhere that a page may lead.

use memchr::{memchr, memchr2, memrchr};
use std::borrow::Cow;

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal<'a> {
    /// A file of the site, and a place in it.
    Inside {
        /// Its path in the output.
        path: Cow<'a, str>,
        /// The name of the place.
        place: Option<Cow<'a, str>>,
    },
    /// Another site.
    Outside,
    /// A letter or a call.
    Person,
    /// Bytes written into the address itself.
    Data,
    /// Out of the folder of the site, or by a scheme that no page may use.
    Bad,
}

/// Resolves an address of a file of the site. `base_url` is the address of the site, ending in `/`.
pub fn goal<'a>(from: &'a str, to: &'a str, base_url: &str) -> Goal<'a> {
    nearly_always(from, to, base_url).unwrap_or_else(|| of_any(from, to, base_url))
}

fn of_any<'a>(from: &'a str, to: &'a str, base_url: &str) -> Goal<'a> {
    let to = to.trim();
    if let Some(place) = to.strip_prefix('#').filter(|_| !from.is_empty()) {
        let place = Some(place).filter(|place| !place.is_empty()).map(|place| decoded(Cow::Borrowed(place)));
        return Goal::Inside { path: Cow::Borrowed(from), place };
    }
    if let Some(rest) = to.strip_prefix(base_url) {
        return inside("", rest);
    }
    match scheme(to) {
        Some("http" | "https") => return Goal::Outside,
        Some("mailto" | "tel") => return Goal::Person,
        Some("data") => return Goal::Data,
        Some(_) => return Goal::Bad,
        None => {}
    }
    if to.starts_with("//") {
        return Goal::Outside;
    }
    if to.starts_with('/') {
        return to.strip_prefix(path_of(base_url)).map_or(Goal::Bad, |rest| inside("", rest));
    }
    inside(from, to)
}

/// Most addresses lead up some folders and down to a file, or to a place in it, and have nothing else to them. That is seen in one look.
fn nearly_always<'a>(from: &'a str, to: &'a str, base_url: &str) -> Option<Goal<'a>> {
    let bytes = to.as_bytes();
    let rest = bytes.chunks_exact(UP.len()).take_while(|up| up == &UP.as_bytes()).count() * UP.len();
    let mut seen = SLASH;
    let mut end = bytes.len();
    for (at, byte) in bytes.iter().enumerate().skip(rest) {
        let class = CLASSES[usize::from(*byte)];
        if class == PLACE {
            end = at;
            break;
        }
        if ((seen << 1) & class & NOT_FIRST) | (class & ODD) != 0 {
            return None;
        }
        seen = class;
    }
    let is_site = base_url.starts_with("https://") || base_url.starts_with("http://");
    let is_printed = bytes.last()?.wrapping_sub(b'!') < 0x5E;
    // Without a file, or with one that is a folder, it is another matter.
    if !is_site || !is_printed || seen & SLASH != 0 {
        return None;
    }
    let path = beside(from, rest / UP.len(), to.get(rest..end)?)?;
    let place = to.get(end + 1..).filter(|place| !place.is_empty()).map(|place| decoded(Cow::Borrowed(place)));
    Some(Goal::Inside { path, place })
}

/// A path beside a file, so many folders up; none out of the folder of the site.
fn beside<'a>(from: &str, up: usize, to: &'a str) -> Option<Cow<'a, str>> {
    let mut folder = memrchr(b'/', from.as_bytes()).map(|end| &from[..end]);
    for _ in 0..up {
        folder = folder.map(|folder| memrchr(b'/', folder.as_bytes()).map(|end| &folder[..end]))?;
    }
    Some(folder.map_or(Cow::Borrowed(to), |folder| Cow::Owned([folder, "/", to].concat())))
}

/// Up one folder.
const UP: &str = "../";
/// Ends a folder.
const SLASH: u8 = 1;
/// Begins no name of a file or folder that is as most are.
const NOT_FIRST: u8 = 2;
/// Means something of its own.
const ODD: u8 = 4;
/// Ends the path.
const PLACE: u8 = 8;

/// What each byte is in an address.
static CLASSES: [u8; 256] = {
    let mut classes = [ODD; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        classes[byte as usize] = match byte {
            b'/' => SLASH | NOT_FIRST,
            b'.' => NOT_FIRST,
            b'#' => PLACE,
            b':' | b'?' | b'%' => ODD,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// The scheme of an address in small letters, if it is one that is known; any other is told by its own name.
fn scheme(address: &str) -> Option<&'static str> {
    let scheme = &address[..memchr(b':', address.as_bytes())?];
    if scheme.is_empty() || !scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b)) {
        return None;
    }
    let known = ["http", "https", "mailto", "tel", "data"];
    Some(known.into_iter().find(|known| scheme.eq_ignore_ascii_case(known)).unwrap_or("other"))
}

/// The path of an address: `/kenpo/` of `https://www.example.or.jp/kenpo/`.
fn path_of(base_url: &str) -> &str {
    let host = base_url.find("://").map_or(0, |at| at + 3);
    base_url[host..].find('/').map_or("/", |at| &base_url[host + at..])
}

fn inside<'a>(from: &'a str, to: &'a str) -> Goal<'a> {
    let (to, rest) = to.split_at(memchr2(b'#', b'?', to.as_bytes()).unwrap_or(to.len()));
    let place = memchr(b'#', rest.as_bytes()).map(|at| &rest[at + 1..]).filter(|place| !place.is_empty());
    let place = place.map(|place| decoded(Cow::Borrowed(place)));
    if to.is_empty() && !from.is_empty() {
        return Goal::Inside { path: Cow::Borrowed(from), place };
    }
    let Some((path, is_folder)) = joined(from, to) else { return Goal::Bad };
    let mut path = decoded(Cow::Owned(path));
    if is_folder {
        // A server shows the index of a folder.
        let index = if path.is_empty() { "index.html" } else { "/index.html" };
        path.to_mut().push_str(index);
    }
    Goal::Inside { path, place }
}

/// The path that another one means beside a file, and whether it is the path of a folder; none out of the folder of the site.
fn joined(from: &str, to: &str) -> Option<(String, bool)> {
    const INDEX: usize = "/index.html".len();
    let folder = memrchr(b'/', from.as_bytes()).map(|end| &from[..end]);
    let mut to = to;
    let mut path = String::with_capacity(from.len() + to.len() + INDEX);
    path.push_str(folder.unwrap_or_default());
    // How many folders are around.
    let mut depth = folder.map_or(0, |folder| 1 + folder.bytes().filter(|b| *b == b'/').count());
    loop {
        let (part, after) = match memchr(b'/', to.as_bytes()) {
            Some(at) => (&to[..at], Some(&to[at + 1..])),
            None => (to, None),
        };
        match part {
            "" | "." => {}
            ".." if depth == 0 => return None,
            ".." => {
                depth -= 1;
                path.truncate(path.rfind('/').unwrap_or(0));
            }
            part => {
                if depth > 0 {
                    path.push('/');
                }
                path.push_str(part);
                depth += 1;
            }
        }
        match after {
            Some(after) => to = after,
            None => return Some((path, matches!(part, "" | "." | ".."))),
        }
    }
}

/// Without percent signs.
fn decoded(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr(b'%', text.as_bytes()).is_none() {
        return text;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| u8::from_str_radix(str::from_utf8(two).ok()?, 16).ok()).filter(|_| first == b'%');
        bytes.push(hex.unwrap_or(first));
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BASE: &str = "https://example.or.jp/kenpo/";

    fn path(from: &str, to: &str) -> String {
        match goal(from, to, BASE) {
            Goal::Inside { path, place } => format!("{path}{}", place.map(|p| format!("#{p}")).unwrap_or_default()),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn addresses_lead_to_files() {
        assert_eq!(path("a/b/index.html", "../c/index.html"), "a/c/index.html");
        assert_eq!(path("a/b/index.html", "../../"), "index.html");
        assert_eq!(path("a/b/index.html", ".."), "a/index.html");
        assert_eq!(path("index.html", "privacy/"), "privacy/index.html");
        assert_eq!(path("index.html", "%E8%A6%8F%E7%A8%8B/x.pdf?v=1"), "規程/x.pdf");
        assert_eq!(path("a/index.html", "#x%20y"), "a/index.html#x y");
        assert_eq!(path("a/index.html", "b?c=/d#e?f#g"), "a/b#e?f#g");
        assert_eq!(path("a/index.html", "b#?c"), "a/b#?c");
        assert_eq!(path("a/index.html", ""), "a/index.html");
        assert_eq!(path("404.html", "/kenpo/a/index.html#b"), "a/index.html#b");
        assert_eq!(path("a.html", "https://example.or.jp/kenpo/"), "index.html");
        assert_eq!(path("a.html", "https://example.or.jp/kenpo/en/feed.xml"), "en/feed.xml");
    }

    #[test]
    fn most_addresses_need_one_look() {
        for to in ["../c/index.html", "index.html", "../../a/b.c#健x", "a-b_c.d.html#"] {
            assert!(nearly_always("a/b/index.html", to, BASE).is_some(), "{to}");
        }
    }

    #[test]
    fn other_addresses_are_told_apart() {
        assert_eq!(path("a.html", "https://example.com/"), "Outside");
        assert_eq!(path("a.html", "HTTP://example.com/"), "Outside");
        assert_eq!(path("a.html", "//example.com/x.js"), "Outside");
        assert_eq!(path("a.html", "tel:0300000010"), "Person");
        assert_eq!(path("a.html", "data:image/png;base64,AA=="), "Data");
        assert_eq!(path("a.html", "javascript:alert(1)"), "Bad");
        assert_eq!(path("a.html", "../x"), "Bad");
        assert_eq!(path("404.html", "/other/x"), "Bad");
    }

    #[test]
    fn broken_percent_signs_stay() {
        assert_eq!(decoded("100%と%E3%81%82%2".into()), "100%とあ%2");
    }

    /// The same, part by part.
    fn by_parts(from: &str, to: &str) -> Option<(String, bool)> {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in to.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some((parts.join("/"), matches!(to.rsplit('/').next(), Some("" | "." | ".."))))
    }

    proptest! {
        #[test]
        fn paths_are_joined_part_by_part(from in "(a|bc|[.]){0,1}(/|/a|/bc){0,3}", to in "([.][.]/|/|[.]/|a/|bc/){0,5}([.][.]|[.]|a|bc)?") {
            prop_assert_eq!(joined(&from, &to), by_parts(&from, &to));
        }

        #[test]
        fn what_is_seen_in_one_look_is_the_same(from in "(a/){0,3}b", to in "([.][.]/){0,4}([a.:/?%# \\\\健41]|/[.]|a/){0,6}") {
            for base in [BASE, "", "a"] {
                if let Some(goal) = nearly_always(&from, &to, base) {
                    prop_assert_eq!(goal, of_any(&from, &to, base));
                }
            }
        }
    }
}
