//! The tutorial, followed word by word in a fresh folder: its commands run, its answers are compared, its changes are made.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A line that stands for any lines of an answer.
const LEFT_OUT: &str = "（略）";

/// What came of following a page.
pub struct Followed {
    /// The folder in which it was followed.
    pub home: tempfile::TempDir,
    /// The page as it would have to be.
    pub page: String,
    /// What was answered otherwise than it says.
    pub wrong: Vec<String>,
}

/// Follows a page of the manual from an empty folder.
pub fn follow(page: &str) -> Followed {
    let home = tempfile::tempdir().expect("a folder");
    let mut here = home.path().to_owned();
    let (mut right, mut wrong) = (String::new(), Vec::new());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        right.push_str(line);
        right.push('\n');
        let Some(info) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
        match info {
            "console" => {
                for (command, wanted) in console(&block) {
                    let (answer, now) = run(&command, &here);
                    here = now;
                    let same = tells(&told(&answer), &told(&wanted));
                    let shown = if same { wanted.clone() } else { answer.trim_end().to_owned() + "\n" };
                    right.push_str(&format!("$ {command}\n{}", if shown == "\n" { "" } else { &shown }));
                    if !same {
                        wrong.push(format!("$ {command}\n--- in the manual\n{wanted}\n--- answered\n{answer}"));
                    }
                }
            }
            _ => {
                if info == "diff" {
                    change(&block, &here);
                }
                block.iter().for_each(|l| right.push_str(&format!("{l}\n")));
            }
        }
        right.push_str("```\n");
    }
    Followed { home, page: right, wrong }
}

/// Commands, each with what it answers.
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

/// Makes a change: `--- FILE`, then lines that begin with `-`, `+` or a blank.
fn change(block: &[&str], here: &Path) {
    let file = block[0].strip_prefix("--- ").expect("a change names its file");
    let side = |mark: char| -> String {
        let of_side = |l: &&&str| l.starts_with(mark) || l.starts_with(' ');
        block[1..].iter().filter(of_side).map(|l| format!("{}\n", &l[1..])).collect()
    };
    let (path, old) = (here.join(file), side('-'));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{file}: {e}"));
    assert_eq!(text.matches(&old).count(), 1, "what the tutorial changes stands once in {file}:\n{old}");
    std::fs::write(&path, text.replace(&old, &side('+'))).expect("a file");
}

/// Runs a command as a shell does, with kohyo at hand, and tells where it leaves one.
fn run(command: &str, here: &Path) -> (String, PathBuf) {
    let program = Path::new(env!("CARGO_BIN_EXE_kohyo")).parent().expect("a folder");
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([program.to_owned()].into_iter().chain(std::env::split_paths(&others))).expect("a path");
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1\nprintf '\\n%s' \"$PWD\"")])
        .current_dir(here)
        .env("PATH", path)
        .env("LC_ALL", "ja_JP.UTF-8")
        .env("PERL_BADLANG", "0")
        .env("NO_COLOR", "1")
        .output()
        .expect("a shell");
    let text = String::from_utf8(output.stdout).expect("a text");
    let (answer, now) = text.rsplit_once('\n').expect("where the shell is");
    (answer.to_owned(), PathBuf::from(now))
}

/// What is compared: without how long it took.
fn told(answer: &str) -> String {
    let time = regex::Regex::new(r"[0-9]+\.[0-9]秒|…秒").expect("an expression");
    time.replace_all(answer.trim_end(), "N秒").into_owned()
}

/// Whether an answer is the one that is shown, in which lines may be left out.
fn tells(answer: &str, shown: &str) -> bool {
    let answer = format!("{answer}\n");
    let whole = |part: &str| if part.is_empty() { String::new() } else { format!("{part}\n") };
    let parts: Vec<String> = shown.split(LEFT_OUT).map(|part| whole(part.trim_matches('\n'))).collect();
    let [first, rest @ ..] = &parts[..] else { return false };
    let Some(mut left) = answer.strip_prefix(first.as_str()) else { return false };
    for (i, part) in rest.iter().enumerate() {
        let last = i + 1 == rest.len();
        let at =
            if last { left.len().checked_sub(part.len()).filter(|at| left.get(*at..) == Some(part)) } else { left.find(part.as_str()) };
        let Some(at) = at else { return false };
        left = &left[at + part.len()..];
    }
    left.trim().is_empty()
}

#[test]
fn lines_may_be_left_out_of_an_answer() {
    assert!(tells("一\n二\n三", "一\n（略）\n三"));
    assert!(tells("一\n二\n三", "一\n二\n三"));
    assert!(!tells("一\n二\n三", "一\n（略）\n二"));
    assert!(tells("一\n二\n三", "（略）\n三"));
    assert!(!tells("一\n二\n三", "（略）\n二"));
    assert!(!tells("一\n二\n三", "一\n三"));
    assert!(!tells("一\n二", "一"));
}
