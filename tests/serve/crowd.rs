//! Many requests and many idle connections leave it well.

use crate::program::{LONG, Preview, SMALL};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;

/// Reads one answer of a connection that stays open, and says its status.
fn read_one(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> u16 {
    let mut piece = [0; 65536];
    loop {
        if let Some(end) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
            let length: usize = head.lines().find_map(|l| l.strip_prefix("content-length: ")).unwrap().parse().unwrap();
            if buffer.len() >= end + 4 + length {
                buffer.drain(..end + 4 + length);
                return head.split(' ').nth(1).unwrap().parse().unwrap();
            }
        }
        let n = stream.read(&mut piece).unwrap();
        assert!(n > 0, "it was cut off");
        buffer.extend_from_slice(&piece[..n]);
    }
}

#[cfg(unix)]
#[test]
fn ten_thousand_requests_and_a_hundred_idle_connections() {
    let preview = Preview::of(SMALL);
    assert_eq!(preview.get("/_kohyo/site/").status, 200);
    let idle: Vec<TcpStream> = (0..100).map(|_| TcpStream::connect(preview.at).unwrap()).collect();
    // Some say half of what they want, and then nothing.
    for mut stream in idle.iter().take(50) {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
    }
    let begun = Instant::now();
    #[cfg(target_os = "linux")]
    let before = preview.memory();
    std::thread::scope(|scope| {
        for worker in 0..10 {
            let preview = &preview;
            scope.spawn(move || {
                let mut stream = TcpStream::connect(preview.at).unwrap();
                stream.set_read_timeout(Some(LONG)).unwrap();
                let mut buffer = Vec::new();
                for n in 0..1000 {
                    let (path, status) =
                        [("/", 200), ("/_kohyo/site/", 200), ("/_kohyo/site/nowhere", 404), ("/_kohyo/shell.js", 200)][(n + worker) % 4];
                    let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", preview.at);
                    stream.write_all(request.as_bytes()).unwrap();
                    assert_eq!(read_one(&mut stream, &mut buffer), status, "{path}");
                }
            });
        }
    });
    println!("10,000 requests in {:?}", begun.elapsed());
    #[cfg(target_os = "linux")]
    {
        let after = preview.memory();
        println!("{} MB before, {} MB after", before >> 20, after >> 20);
        assert!(after < before + (64 << 20), "memory grew from {before} to {after}");
    }
    assert_eq!(preview.get("/_kohyo/site/").status, 200);
    drop(idle);
    assert_eq!(preview.end(), Some(0));
}

#[test]
fn who_says_nothing_is_let_go() {
    let preview = Preview::of(SMALL);
    let mut slow = TcpStream::connect(preview.at).unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    slow.set_read_timeout(Some(LONG)).unwrap();
    let begun = Instant::now();
    let mut rest = Vec::new();
    slow.read_to_end(&mut rest).ok();
    assert!(begun.elapsed() < LONG, "the connection is closed in time");
}
