//! Nobody but the browser's user can read it, and nothing but the site can be read.

use crate::program::{Preview, SMALL};
use std::fs;

#[test]
fn only_requests_to_its_own_name_are_answered() {
    let preview = Preview::of(SMALL);
    let port = preview.at.port();
    for own in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")] {
        assert_eq!(preview.get_with("/", &format!("Host: {own}\r\n")).status, 200, "{own}");
    }
    // What a name of another leads here for: a page of that name would read it.
    for other in
        [format!("rebound.example:{port}"), "127.0.0.1".to_owned(), format!("127.0.0.1.rebound.example:{port}"), format!("10.0.0.1:{port}")]
    {
        let answer = preview.get_with("/_kohyo/site/", &format!("Host: {other}\r\n"));
        assert_eq!(answer.status, 421, "{other}");
        assert!(!answer.text().contains("例示"), "{other}");
    }
    assert_eq!(preview.get_with("/", "").status, 421, "without a name");
}

#[test]
fn other_sites_cannot_read_it() {
    let preview = Preview::of(SMALL);
    let host = format!("Host: {}\r\n", preview.at);
    for header in [
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ] {
        for path in ["/", "/_kohyo/site/", "/_kohyo/shell.js", "/_kohyo/live/0/"] {
            let upgrade = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
            let answer = preview.get_with(path, &format!("{host}{header}\r\n{upgrade}"));
            assert_eq!(answer.status, 403, "{header} {path}");
        }
    }
    let own = preview.get_with("/", &format!("{host}Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", preview.at));
    assert_eq!(own.status, 200);
}

#[test]
fn every_answer_says_that_it_is_for_nobody_else() {
    let preview = Preview::of(SMALL);
    for path in ["/", "/_kohyo/site/", "/_kohyo/site/nowhere/", "/_kohyo/shell.css", "/_kohyo/nothing", "/../"] {
        let answer = preview.get(path);
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"), "{path}");
        assert!(answer.header("content-security-policy").is_some_and(|p| p.contains("frame-ancestors")), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
        assert!(answer.header("content-type").is_some(), "{path}");
    }
}

#[test]
fn nothing_can_be_written() {
    let preview = Preview::of(SMALL);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let answer = preview.ask(&format!("{method} / HTTP/1.1\r\nHost: {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", preview.at));
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let head = preview.ask(&format!("HEAD / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", preview.at));
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn no_path_leads_out_of_the_site() {
    let preview = Preview::of(SMALL);
    fs::write(preview.folder.path().join("secret.txt"), "secret").unwrap();
    fs::write(preview.content().join("files/secret.txt"), "secret").unwrap();
    let mut tried = 0;
    for start in ["/", "/_kohyo/site/", "/_kohyo/site/files/", "/files/", "/_kohyo/", "/_kohyo/place/1/", "/assets/"] {
        for way in [
            "../secret.txt",
            "../../secret.txt",
            "%2e%2e/secret.txt",
            "%2e%2e%2fsecret.txt",
            "..%2fsecret.txt",
            "..\\secret.txt",
            "..%5csecret.txt",
            "%252e%252e/secret.txt",
            "./../secret.txt",
            "//secret.txt",
            "....//secret.txt",
            "secret.txt",
            "society.yaml",
            "../content/society.yaml",
            "%00secret.txt",
            "/etc/passwd",
            "C:/secret.txt",
            "%c0%ae%c0%ae/secret.txt",
            "a/../../../secret.txt",
        ] {
            let answer = preview.get(&format!("{start}{way}"));
            assert!(matches!(answer.status, 400 | 404), "{start}{way}: {}", answer.status);
            assert!(!answer.text().contains("secret\n") && answer.text() != "secret" && !answer.text().contains("root:"), "{start}{way}");
            tried += 1;
        }
    }
    assert_eq!(tried, 133);
    // What the content names is there, and only that.
    let named = preview.get("/files/pia.pdf");
    assert_eq!((named.status, named.header("content-type")), (200, Some("application/pdf")));
    assert_eq!(named.body, fs::read(preview.content().join("files/pia.pdf")).unwrap());
}

#[test]
fn requests_that_are_none_do_no_harm() {
    let preview = Preview::of(SMALL);
    let long = format!("GET / HTTP/1.1\r\nHost: {}\r\nX: {}\r\n\r\n", preview.at, "x".repeat(100_000));
    let many = format!("GET / HTTP/1.1\r\nHost: {}\r\n{}\r\n", preview.at, "A: b\r\n".repeat(1000));
    for request in ["\r\n\r\n", "GET\r\n\r\n", "\u{16}\u{3}\u{1}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", &long, &many] {
        let answer = preview.ask(request);
        assert!(!(200..400).contains(&answer.status), "{}", answer.head);
    }
    assert_eq!(preview.get("/").status, 200);
}
