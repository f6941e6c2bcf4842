//! Folders and builds: copies of contents, the program itself, and everything that stands in a folder.

use kohyo::build::society::Standard;
use kohyo::cli::{Console, Exit, run};
use kohyo::fs::{Kind, walk};
use kohyo::lang::Lang;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

/// The example society.
pub const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
/// A small society with every kind of file, built as a draft.
pub const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/model/everything");
/// The program.
pub const KOHYO: &str = env!("CARGO_BIN_EXE_kohyo");

/// Copies the files of a folder.
pub fn copy(from: impl AsRef<Path>, to: &Path) {
    for found in walk(from.as_ref()).unwrap().iter().filter(|f| f.kind == Kind::File) {
        let to = to.join(&found.path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from.as_ref().join(&found.path), to).unwrap();
    }
}

/// Everything in a folder, with what it holds: a file its bytes, a link where it leads.
pub fn all(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let held = |path: &Path, kind| match kind {
        Kind::File => fs::read(path).unwrap(),
        Kind::Link => format!("-> {}", fs::read_link(path).unwrap().display()).into_bytes(),
        Kind::Folder | Kind::Special => Vec::new(),
    };
    walk(folder).unwrap().into_iter().map(|f| (f.path.clone(), held(&folder.join(&f.path), f.kind))).collect()
}

/// The differences between two folders, in few words.
pub fn differences(a: &BTreeMap<PathBuf, Vec<u8>>, b: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
    let mut found: Vec<String> =
        a.iter().filter(|(path, held)| b.get(*path) != Some(held)).map(|(path, _)| path.display().to_string()).collect();
    found.extend(b.keys().filter(|path| !a.contains_key(*path)).map(|path| format!("+{}", path.display())));
    found
}

/// `kohyo build`, not run yet.
pub fn command(content: &Path, output: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(KOHYO);
    command.arg("build").arg("--content").arg(content).arg("--output").arg(output).args(more).env("LC_ALL", "ja_JP.UTF-8");
    command
}

/// Runs it: exit code and messages.
pub fn build(content: &Path, output: &Path, more: &[&str]) -> (i32, String) {
    ended(command(content, output, more).output().unwrap())
}

/// Exit code and messages of what was run.
pub fn ended(done: Output) -> (i32, String) {
    (done.status.code().unwrap_or(-1), String::from_utf8_lossy(&done.stderr).into_owned())
}

/// A stream that is kept.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs `kohyo build` within this process: how it ended, and its messages.
pub fn in_process(content: &Path, output: &Path, more: &[&str]) -> (Exit, String) {
    let paths = ["--content".as_ref(), content.as_os_str(), "--output".as_ref(), output.as_os_str()];
    let args: Vec<OsString> =
        ["kohyo", "build"].iter().chain(more).map(OsString::from).chain(paths.into_iter().map(OsString::from)).collect();
    let said = Kept::default();
    let console = Console::new(Box::new(io::sink()), Box::new(said.clone()), Lang::Ja);
    let exit = run(&args, console, &Standard::default());
    let said = String::from_utf8_lossy(&said.0.lock().unwrap()).into_owned();
    (exit, said)
}

/// Changes a file: every `from` becomes `to`, and there must be one.
pub fn change(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{} does not say {from}", file.display());
    fs::write(file, text.replace(from, to)).unwrap();
}

/// Two contents that differ on most pages, and the outputs that they give.
pub struct Two {
    pub folder: tempfile::TempDir,
    pub contents: [PathBuf; 2],
    pub outputs: [BTreeMap<PathBuf, Vec<u8>>; 2],
}

/// Makes them.
pub fn two() -> Two {
    let folder = tempfile::tempdir().unwrap();
    let contents = ["one", "two"].map(|name| folder.path().join(name));
    contents.iter().for_each(|content| copy(SMALL, content));
    change(&contents[1].join("society.yaml"), "例示", "例示第二");
    let outputs = contents.clone().map(|content| {
        let output = folder.path().join("first");
        assert_eq!(build(&content, &output, &["--draft", "--no-print"]).0, 0);
        let made = all(&output);
        fs::remove_dir_all(&output).unwrap();
        made
    });
    assert_ne!(outputs[0], outputs[1]);
    Two { folder, contents, outputs }
}
