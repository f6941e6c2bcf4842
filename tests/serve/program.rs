//! A preview that runs, and the two ways to talk to it.

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tungstenite::{Message, WebSocket};

/// The content of a small society.
pub const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/model/everything");

/// The content of the example.
pub const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content");

/// So long nothing may take, on a machine that does much else.
pub const LONG: Duration = Duration::from_secs(40);

/// A preview of a folder of its own.
pub struct Preview {
    program: Child,
    pub at: SocketAddr,
    pub folder: tempfile::TempDir,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.split_once(": ").filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value))
    }
}

pub fn copy(from: impl AsRef<Path>, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() { copy(entry.path(), &to) } else { _ = fs::copy(entry.path(), to).unwrap() }
    }
}

/// The program, which speaks Japanese wherever it runs.
pub fn kohyo(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohyo"));
    command.args(args).env("LC_ALL", "ja_JP.UTF-8").env("NO_COLOR", "1");
    command
}

impl Preview {
    /// Of one society.
    pub fn of(content: &str) -> Preview {
        let folder = tempfile::tempdir().unwrap();
        copy(content, &folder.path().join("content"));
        Preview::start(folder, &[])
    }

    /// Of what lies in the folder `content`.
    pub fn start(folder: tempfile::TempDir, args: &[&str]) -> Preview {
        let content = folder.path().join("content");
        let mut program = kohyo(&["serve", "--port", "0", "--content", content.to_str().unwrap()]);
        let mut program = program.args(args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(program.stdout.as_mut().unwrap()).read_line(&mut said).unwrap();
        let at = said.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_else(|| panic!("no address: {said}"));
        Preview { program, at: at.parse().unwrap(), folder }
    }

    pub fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    /// Puts one text in the place of another in a file of the content.
    pub fn change(&self, file: &str, from: &str, to: &str) {
        let path = self.content().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} holds {from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.at))
    }

    pub fn get_with(&self, path: &str, headers: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"))
    }

    /// Sends bytes as they are, and reads until the other end closes.
    pub fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.at).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut all = Vec::new();
        // Who is refused in the middle of a request may be cut off.
        stream.read_to_end(&mut all).ok();
        let end = all.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        Answer { status, head, body: all.get(end + 4..).unwrap_or_default().to_vec() }
    }

    /// Opens a live connection since the beginning: of a society, or of the list.
    pub fn live(&self, path: &str) -> Live {
        let stream = TcpStream::connect(self.at).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        let (socket, _) = tungstenite::client(format!("ws://{}/_kohyo/{path}", self.at), stream).unwrap();
        Live(socket)
    }

    /// Asks it to end, as Ctrl-C does, and answers its exit code.
    #[cfg(unix)]
    pub fn end(mut self) -> Option<i32> {
        let id = self.program.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        let begun = Instant::now();
        while begun.elapsed() < LONG {
            if let Some(status) = self.program.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it does not end");
    }

    /// How many bytes of memory it holds.
    #[cfg(target_os = "linux")]
    pub fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.program.id())).unwrap();
        let line = status.lines().find(|l| l.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.program.kill().ok();
        self.program.wait().ok();
    }
}

/// A live connection.
pub struct Live(WebSocket<TcpStream>);

impl Live {
    /// Says which page is shown.
    pub fn show(&mut self, page: &str) {
        self.0.send(Message::text(page)).unwrap();
        // That it arrived cannot be seen: it answers nothing.
        std::thread::sleep(Duration::from_millis(200));
    }

    /// The next news.
    pub fn hear(&mut self) -> Value {
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < LONG, "nothing was told in time");
            if let Message::Text(text) = self.0.read().unwrap() {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    /// Hears news until one is as wanted.
    pub fn hear_until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let news = self.hear();
            if wanted(&news) {
                return news;
            }
            assert!(begun.elapsed() < LONG, "it was not told in time; at last {news}");
        }
    }
}

/// Whether the check is done.
pub fn is_checked(news: &Value) -> bool {
    news["panel"]["checking"] == Value::Bool(false)
}
