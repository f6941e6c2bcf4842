//! Who may ask: only the browser's user. A page of another site must not read drafts through the reader's browser, whatever name it gives this machine.

use axum::http::{HeaderMap, Method, header};
use std::net::{IpAddr, SocketAddr};

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It does not name this server: a name of another leads here.
    Host,
    /// A page of another site asks.
    Origin,
    /// Nothing can be written here.
    Method,
}

/// Lets through what names this server and comes from nowhere else.
pub(super) fn look(method: &Method, headers: &HeaderMap, at: SocketAddr) -> Result<(), Refusal> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).filter(|_| hosts.next().is_none());
    if !host.is_some_and(|host| is_own(host, at)) {
        return Err(Refusal::Host);
    }
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| is_own(host, at));
    if origins.any(|origin| !origin.to_str().is_ok_and(own)) || comes_from_elsewhere(headers) {
        return Err(Refusal::Origin);
    }
    if matches!(*method, Method::GET | Method::HEAD) { Ok(()) } else { Err(Refusal::Method) }
}

/// What the browser says of where a request comes from. Only a link that the user follows may come from elsewhere: what it opens, nobody else can read.
fn comes_from_elsewhere(headers: &HeaderMap) -> bool {
    let says = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match says("sec-fetch-site") {
        None | Some("same-origin" | "none") => false,
        Some(_) => says("sec-fetch-mode") != Some("navigate") || says("sec-fetch-dest") != Some("document"),
    }
}

/// Whether a name with its port means this server. Names that others could give to this machine do not; addresses cannot be given away.
fn is_own(host: &str, at: SocketAddr) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
        _ => (host, Some(80)),
    };
    if port != Some(at.port()) {
        return false;
    }
    let open = at.ip().is_unspecified();
    let ip: Option<IpAddr> = name.strip_prefix('[').and_then(|n| n.strip_suffix(']')).map_or_else(|| name.parse().ok(), |n| n.parse().ok());
    match ip {
        Some(ip) => ip == at.ip() || open || at.ip().is_loopback() && ip.is_loopback(),
        None => name.eq_ignore_ascii_case("localhost") && (open || at.ip().is_loopback()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn ask(at: &str, headers: &[(&'static str, &'static str)]) -> Result<(), Refusal> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        look(&Method::GET, &map, at.parse().unwrap())
    }

    const HERE: &str = "127.0.0.1:4000";

    #[test]
    fn only_its_own_names() {
        for host in ["127.0.0.1:4000", "localhost:4000", "LocalHost:4000", "[::1]:4000"] {
            assert_eq!(ask(HERE, &[("host", host)]), Ok(()), "{host}");
        }
        for host in [
            "evil.example:4000",
            "127.0.0.1",
            "127.0.0.1:4001",
            "localhost",
            "127.0.0.1.evil.example:4000",
            "",
            ":4000",
            "192.168.0.2:4000",
        ] {
            assert_eq!(ask(HERE, &[("host", host)]), Err(Refusal::Host), "{host}");
        }
        assert_eq!(ask(HERE, &[]), Err(Refusal::Host));
        assert_eq!(ask(HERE, &[("host", "localhost:4000"), ("host", "evil.example:4000")]), Err(Refusal::Host));
        assert_eq!(ask("192.168.0.2:80", &[("host", "192.168.0.2")]), Ok(()));
        assert_eq!(ask("192.168.0.2:80", &[("host", "localhost")]), Err(Refusal::Host));
        assert_eq!(ask("0.0.0.0:4000", &[("host", "192.168.0.2:4000")]), Ok(()));
        assert_eq!(ask("0.0.0.0:4000", &[("host", "rebound.example:4000")]), Err(Refusal::Host));
    }

    #[test]
    fn no_other_site() {
        let with = |more: &[(&'static str, &'static str)]| ask(HERE, &[&[("host", "localhost:4000")], more].concat());
        assert_eq!(with(&[("origin", "http://localhost:4000")]), Ok(()));
        for origin in ["http://evil.example", "null", "https://localhost:4000", "http://localhost:3000", "http://localhost"] {
            assert_eq!(with(&[("origin", origin)]), Err(Refusal::Origin), "{origin}");
        }
        assert_eq!(with(&[("sec-fetch-site", "same-origin")]), Ok(()));
        assert_eq!(with(&[("sec-fetch-site", "none")]), Ok(()));
        for site in ["cross-site", "same-site", "", "?"] {
            assert_eq!(with(&[("sec-fetch-site", site)]), Err(Refusal::Origin), "{site}");
        }
        let link = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
        assert_eq!(with(&link), Ok(()), "a link that the user follows");
        let frame = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
        assert_eq!(with(&frame), Err(Refusal::Origin));
    }

    #[test]
    fn nothing_is_written() {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("localhost:4000"));
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::CONNECT, Method::TRACE] {
            assert_eq!(look(&method, &headers, HERE.parse().unwrap()), Err(Refusal::Method));
        }
        assert_eq!(look(&Method::HEAD, &headers, HERE.parse().unwrap()), Ok(()));
    }
}
