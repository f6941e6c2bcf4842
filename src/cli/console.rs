//! Where messages go: results to standard output, all that is said about them to standard error.

use super::exit::Exit;
use crate::lang::{Lang, Words, visible};
use crate::words;
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` or `CLICOLOR=0` is set; with `CLICOLOR_FORCE` anywhere.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How much to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Volume {
    /// Errors only.
    Quiet,
    /// A short summary.
    #[default]
    Normal,
    /// Every file.
    Verbose,
}

/// A place to write to, from any thread.
type Stream = Mutex<Box<dyn Write + Send>>;

/// The two streams and how to speak.
pub struct Console {
    out: Stream,
    err: Stream,
    /// The language.
    pub lang: Lang,
    /// Whether colours are used on standard error.
    pub color: bool,
    /// How much is said.
    pub volume: Volume,
    /// Whether somebody watches standard error: a terminal that can write over a line.
    pub live: bool,
}

impl Console {
    /// The console of the process, in a language.
    pub fn of_process(lang: Lang) -> Console {
        let live = io::stderr().is_terminal() && !dumb();
        Console { live, ..Console::new(Box::new(io::stdout()), Box::new(io::stderr()), lang) }
    }

    /// A console on two streams, plain and of normal volume.
    pub fn new(out: Box<dyn Write + Send>, err: Box<dyn Write + Send>, lang: Lang) -> Console {
        Console { out: Mutex::new(out), err: Mutex::new(err), lang, color: false, volume: Volume::Normal, live: false }
    }

    /// Writes a result.
    pub fn print(&self, text: &str) {
        put(&self.out, text);
    }

    /// Writes all of what was asked for. A reader who closed the pipe (`| head`) has seen enough; any other failure would leave a file
    /// that looks whole and is not, so it is told.
    pub fn deliver(&self, bytes: &[u8]) -> Exit {
        match write(&self.out, bytes) {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
                let words = words!(
                    "結果を書き出せません（{e}）。書き出し先の空き容量と、書き込む権限を確かめて、もう一度実行してください。",
                    "the result cannot be written ({e}); see that there is room and that you may write there, and run it again"
                );
                self.warn(&format!("kohyo: {}\n", words.in_lang(self.lang)));
                Exit::Failed
            }
            _ => Exit::Fine,
        }
    }

    /// Writes a line of a result in the language of the console.
    pub fn say(&self, words: &Words) {
        put(&self.out, &format!("{}\n", visible(words.in_lang(self.lang))));
    }

    /// Writes about a result.
    pub fn warn(&self, text: &str) {
        put(&self.err, text);
    }
}

/// Nobody can be told that writing to a terminal or pipe failed, and a reader who closed the pipe (`| head`) has seen enough:
/// the exit code still says how the command went.
fn put(stream: &Stream, text: &str) {
    write(stream, text.as_bytes()).ok();
}

fn write(stream: &Stream, bytes: &[u8]) -> io::Result<()> {
    let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
    stream.write_all(bytes).and_then(|()| stream.flush())
}

impl Color {
    /// Whether to use colours on standard error.
    pub fn on_stderr(self) -> bool {
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => wanted(|name| std::env::var_os(name).and_then(|v| v.into_string().ok()), io::stderr().is_terminal()),
        }
    }
}

/// What the conventions of no-color.org and bixense.com/clicolors ask for.
fn wanted(var: impl Fn(&str) -> Option<String>, terminal: bool) -> bool {
    let set = |name| var(name).filter(|v| !v.is_empty());
    if set("NO_COLOR").is_some() {
        return false;
    }
    if set("CLICOLOR_FORCE").is_some_and(|v| v != "0") {
        return true;
    }
    terminal && set("TERM").is_none_or(|t| t != "dumb") && set("CLICOLOR").is_none_or(|v| v != "0")
}

/// A terminal that can only add lines.
fn dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|t| t == "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_follow_the_conventions() {
        let ask =
            |vars: &[(&str, &str)], terminal| wanted(|name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()), terminal);
        assert!(ask(&[], true));
        assert!(!ask(&[], false));
        assert!(!ask(&[("NO_COLOR", "1")], true));
        assert!(ask(&[("NO_COLOR", "")], true));
        assert!(!ask(&[("CLICOLOR", "0")], true));
        assert!(ask(&[("CLICOLOR_FORCE", "1")], false));
        assert!(!ask(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], true));
        assert!(!ask(&[("TERM", "dumb")], true));
    }
}
