//! The tutorial, followed word by word in a fresh folder: its commands run, its answers are compared, its changes are made.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A step of the tutorial: a block of code of its page.
#[derive(Debug)]
enum Step {
    /// Commands, each with what it answers.
    Console(Vec<(String, String)>),
    /// A change to a file: lines that go and lines that come.
    Change { file: String, old: String, new: String },
}

/// Follows a page of the manual from an empty folder; gives what was answered otherwise than it says.
pub fn follow(page: &str) -> (tempfile::TempDir, Vec<String>) {
    let home = tempfile::tempdir().expect("a folder");
    let mut here = home.path().to_owned();
    let mut wrong = Vec::new();
    for step in steps(page) {
        match step {
            Step::Console(commands) => {
                for (command, wanted) in commands {
                    let (answer, now) = run(&command, &here);
                    here = now;
                    if told(&answer) != told(&wanted) {
                        wrong.push(format!("$ {command}\n--- in the manual\n{wanted}\n--- answered\n{answer}"));
                    }
                }
            }
            Step::Change { file, old, new } => {
                let path = here.join(&file);
                let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{file}: {e}"));
                assert_eq!(text.matches(&old).count(), 1, "what the tutorial changes stands once in {file}:\n{old}");
                std::fs::write(&path, text.replace(&old, &new)).expect("a file");
            }
        }
    }
    (home, wrong)
}

/// The blocks of code that are to be done, in their order.
fn steps(page: &str) -> Vec<Step> {
    let mut out = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
        match info {
            "console" => out.push(Step::Console(console(&block))),
            "diff" => out.push(change(&block)),
            _ => {}
        }
    }
    out
}

fn console(block: &[&str]) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for line in block {
        match line.strip_prefix("$ ") {
            Some(command) => out.push((command.to_owned(), String::new())),
            None => {
                let (_, answer) = out.last_mut().expect("a block begins with a command");
                answer.push_str(line);
                answer.push('\n');
            }
        }
    }
    out
}

/// `--- FILE`, then lines that begin with `-`, `+` or a blank.
fn change(block: &[&str]) -> Step {
    let file = block[0].strip_prefix("--- ").expect("a change names its file");
    let side = |mark: char| -> String {
        let of_side = |l: &&&str| l.starts_with(mark) || l.starts_with(' ');
        block[1..].iter().filter(of_side).map(|l| format!("{}\n", &l[1..])).collect()
    };
    Step::Change { file: file.to_owned(), old: side('-'), new: side('+') }
}

/// Runs a command as a shell does, with kohyo at hand, and tells where it leaves one.
fn run(command: &str, here: &Path) -> (String, PathBuf) {
    let program = Path::new(env!("CARGO_BIN_EXE_kohyo")).parent().expect("a folder");
    let path = std::env::join_paths(
        [program.to_owned()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    )
    .expect("a path");
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1\nprintf '\\n%s' \"$PWD\"")])
        .current_dir(here)
        .env("PATH", path)
        .env("LC_ALL", "ja_JP.UTF-8")
        .env("NO_COLOR", "1")
        .output()
        .expect("a shell");
    let text = String::from_utf8(output.stdout).expect("a text");
    let (answer, now) = text.rsplit_once('\n').expect("where the shell is");
    (answer.to_owned(), PathBuf::from(now))
}

/// What is compared: without how long it took and how large files became.
fn told(answer: &str) -> String {
    let time = regex::Regex::new(r"[0-9]+\.[0-9]秒").expect("an expression");
    time.replace_all(answer.trim_end(), "N秒").into_owned()
}
