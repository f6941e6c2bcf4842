//! `kohyo build` from the arguments to the summary, with a renderer of a few lines in the place of the real one.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a test that fails must stop, and looks at the disk itself"
)]

use kohyo::build::{OutputFile, Render, Rendered, Settings, Site};
use kohyo::cli::report::{Locator, Spot};
use kohyo::cli::{Console, Exit, run};
use kohyo::diagnostic::{Diagnostic, Place};
use kohyo::lang::Lang;
use kohyo::words;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// Makes a page of every line of `society.yaml`; a `!` is an error, a `~` a warning.
struct Lines;

/// The text of `society.yaml`.
struct Text(String);

impl Locator for Text {
    fn spot(&self, _: &Place) -> Option<Spot> {
        None
    }

    fn text(&self, path: &str) -> Option<&str> {
        (path == "society.yaml").then_some(&self.0)
    }
}

impl Render for Lines {
    type Source = Text;

    fn render(&self, site: &Site, settings: &Settings) -> Rendered<Text> {
        let text = fs::read_to_string(site.content.join("society.yaml")).unwrap();
        let day = settings.as_of.map_or("no day".into(), |d| d.to_string());
        let page = |line: &str| OutputFile { path: format!("{line}.html"), bytes: day.clone().into() };
        let bad = |mark: char, severe: fn(&'static str, kohyo::lang::Words) -> Diagnostic| {
            let at = |(start, part): (usize, &str)| {
                severe("mark", words!("印があります", "a mark")).at(Place::Bytes("society.yaml".into(), start..start + part.len()))
            };
            text.match_indices(mark).map(at).collect::<Vec<_>>()
        };
        let diagnostics = [bad('!', Diagnostic::error), bad('~', Diagnostic::warning)].concat();
        Rendered { files: Some(text.lines().map(page).collect()), diagnostics, report: None, source: Text(text), record: None }
    }
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

impl Kept {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// A folder with the content of some societies.
struct Desk(TempDir);

impl Desk {
    fn with(societies: &[(&str, &str)]) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        for (name, text) in societies {
            desk.write(&format!("content/{name}/society.yaml"), text);
        }
        desk
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.0.path().join(path)).ok()
    }

    /// Runs `kohyo build` here: how it ended, its output and its messages with the folder's own name and the time taken out.
    fn build(&self, lang: Lang, more: &[&str]) -> (Exit, String, String) {
        let (out, err) = (Kept::default(), Kept::default());
        let console = Console::new(Box::new(out.clone()), Box::new(err.clone()), lang);
        let path = |name| self.0.path().join(name).into_os_string();
        let mut args: Vec<OsString> = ["kohyo", "build", "--color", "never", "--content"].map(OsString::from).into();
        args.extend([path("content"), "--output".into(), path("output")]);
        args.extend(more.iter().map(OsString::from));
        let exit = run(&args, console, &Lines);
        let here = format!("{}/", self.0.path().display());
        let plain = |kept: Kept| kept.text().replace(&here, "");
        (exit, without_time(&plain(out)), plain(err))
    }
}

/// With `N` for the seconds: the number that ends before `秒` or ` s)`.
fn without_time(text: &str) -> String {
    let shorten = |line: &str| {
        let Some(end) = line.find("秒").or_else(|| line.find(" s)")) else { return line.to_owned() };
        let number = line[..end].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        format!("{number}N{}", &line[end..])
    };
    text.split_inclusive('\n').map(shorten).collect()
}

#[test]
fn one_society_is_built_and_summed_up() {
    let desk = Desk::with(&[("", "index\nprivacy\n")]);
    let (exit, out, err) = desk.build(Lang::Ja, &["--as-of", "2026-12-01"]);
    assert_eq!((exit, err.as_str()), (Exit::Fine, ""));
    insta::assert_snapshot!(out, @r#"
    2ページができました（書いたファイル 2、消したファイル 0、N秒）。
    見るには: output/index.html
    "#);
    assert_eq!(desk.read("output/privacy.html").unwrap(), "2026-12-01");
    let (_, out, _) = desk.build(Lang::En, &["--as-of", "2026-12-01"]);
    insta::assert_snapshot!(out, @r#"
    2 pages (nothing has changed, N s).
    Have a look: output/index.html
    "#);
}

#[test]
fn every_file_that_changed_is_named_if_asked() {
    let desk = Desk::with(&[("", "index\nold\n")]);
    desk.build(Lang::Ja, &["--as-of", "2026-12-01"]);
    desk.write("content/society.yaml", "index\nnew\n");
    let (_, out, _) = desk.build(Lang::Ja, &["--as-of", "2026-12-02", "--verbose"]);
    insta::assert_snapshot!(out, @r#"
    2ページができました（書いたファイル 2、消したファイル 1、N秒）。
    見るには: output/index.html
    + output/new.html
    ~ output/index.html
    - output/old.html
    "#);
}

#[test]
fn content_with_errors_changes_nothing_and_all_errors_are_shown() {
    let desk = Desk::with(&[("", "index\n")]);
    desk.build(Lang::Ja, &[]);
    desk.write("content/society.yaml", "名前!\nindex~\n電話!\n");
    let (exit, out, err) = desk.build(Lang::Ja, &[]);
    assert_eq!((exit, out.as_str()), (Exit::Unusable, ""));
    insta::assert_snapshot!(err, @r#"
    エラー[mark]: 印があります
     --> content/society.yaml:1:3
      |
    1 | 名前!
      |     ^

    警告[mark]: 印があります
     --> content/society.yaml:2:6
      |
    2 | index~
      |      ^

    エラー[mark]: 印があります
     --> content/society.yaml:3:3
      |
    3 | 電話!
      |     ^

    エラー 2件、警告 1件
    何も書き込まず、前の出力をそのまま残しました。上の点を直してから、もう一度 kohyo build を実行してください。
    "#);
    assert_eq!((desk.read("output/index.html").as_deref(), desk.read("output/電話!.html")), (Some("no day"), None));
}

#[test]
fn warnings_do_not_stop_a_build_and_quiet_hides_them() {
    let desk = Desk::with(&[("", "index\nhelp~\n")]);
    let (exit, out, err) = desk.build(Lang::En, &[]);
    assert_eq!(exit, Exit::Fine);
    insta::assert_snapshot!(format!("{err}----\n{out}"), @r#"
    warning[mark]: a mark
     --> content/society.yaml:2:5
      |
    2 | help~
      |     ^

    1 warning
    ----
    2 pages (2 files written, 0 removed, N s).
    Have a look: output/index.html
    "#);
    assert_eq!(desk.build(Lang::En, &["--quiet"]), (Exit::Fine, String::new(), String::new()));
}

#[test]
fn a_page_changed_by_hand_is_spoken_of() {
    let desk = Desk::with(&[("", "index\n")]);
    desk.build(Lang::Ja, &[]);
    desk.write("output/index.html", "mine");
    let (exit, _, err) = desk.build(Lang::Ja, &[]);
    assert_eq!(exit, Exit::Fine);
    insta::assert_snapshot!(err, @r#"
    警告[edited-by-hand]: 「output/index.html」は前に作った後で手で変えられていたので、原稿から作り直しました
     |
     = 理由: 出力先のファイルは、作るたびに原稿から書き直します。
     = 直し方: 直したいことは、原稿のYAMLに書いてください。

    警告 1件
    "#);
}

#[test]
fn several_societies_are_built_each_to_its_folder() {
    let desk = Desk::with(&[("a", "index\n"), ("b", "index!\n"), ("c", "index\nhelp\n")]);
    desk.write("content/notes/readme.txt", "not a society");
    desk.write("content/.hidden/society.yaml", "index\n");
    let (exit, out, err) = desk.build(Lang::Ja, &["--jobs", "2"]);
    assert_eq!(exit, Exit::Unusable);
    insta::assert_snapshot!(format!("{err}----\n{out}"), @r#"
    エラー[mark]: 印があります
     --> content/b/society.yaml:1:6
      |
    1 | index!
      |      ^

    エラー 1件
    1組合の出力は前のままです。上の点を直してから、もう一度 kohyo build を実行してください。
    ----
    2組合、3ページができました（書いたファイル 3、消したファイル 0、N秒）。
    見るには: output
    "#);
    let found: Vec<_> = kohyo::fs::list(&desk.0.path().join("output")).unwrap();
    assert_eq!(found, [Path::new("a"), Path::new("c")]);
}

#[test]
fn an_output_whose_society_is_gone_is_spoken_of_and_stays() {
    let desk = Desk::with(&[("a", "index\n"), ("b", "index\n")]);
    desk.build(Lang::Ja, &[]);
    fs::remove_dir_all(desk.0.path().join("content/b")).unwrap();
    let (exit, out, _) = desk.build(Lang::Ja, &[]);
    assert_eq!((exit, desk.read("output/b/index.html").is_some()), (Exit::Fine, true));
    insta::assert_snapshot!(out, @r#"
    1ページができました（前と同じで、変わったファイルはありません、N秒）。
    見るには: output/a/index.html
    「output/b」の原稿は今の原稿のフォルダーにありません。要らなければ、このフォルダーを消してください。
    "#);
}

#[test]
fn the_output_of_one_society_does_not_become_that_of_several() {
    let desk = Desk::with(&[("", "index\n")]);
    desk.build(Lang::Ja, &[]);
    fs::remove_dir_all(desk.0.path().join("content")).unwrap();
    desk.write("content/a/society.yaml", "index\n");
    let (exit, _, err) = desk.build(Lang::Ja, &[]);
    assert!(err.contains("output-of-one-society"), "{err}");
    assert_eq!((exit, desk.read("output/a/index.html")), (Exit::Unusable, None));
}

#[test]
fn many_societies_are_built_and_nothing_is_done_twice() {
    let names: Vec<String> = (0..200).map(|n| format!("society-{n:03}")).collect();
    let societies: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), "index\n")).collect();
    let desk = Desk::with(&societies);
    let (exit, out, _) = desk.build(Lang::En, &[]);
    assert!(exit == Exit::Fine && out.starts_with("200 societies, 200 pages (200 files written, 0 removed,"), "{out}");
    let (_, out, _) = desk.build(Lang::En, &[]);
    assert!(out.starts_with("200 societies, 200 pages (nothing has changed,"), "{out}");
}

#[test]
fn a_folder_of_others_is_refused_with_what_to_do() {
    let desk = Desk::with(&[("", "index\n")]);
    desk.write("output/thesis.doc", "years of work");
    let (exit, out, err) = desk.build(Lang::Ja, &[]);
    assert_eq!((exit, out.as_str()), (Exit::Unusable, ""));
    insta::assert_snapshot!(err, @r#"
    エラー[output-not-ours]: 出力先「output」は kohyo が作ったフォルダーではありません
     |
     = 理由: 中に「thesis.doc」などのファイルがあります。kohyo は自分が作っていないフォルダーを書き換えません。
     = 直し方: 空のフォルダーか、まだないフォルダーを --output で指定してください。中身が要らないものなら、消してからもう一度実行してください。

    エラー 1件
    何も書き込まず、前の出力をそのまま残しました。上の点を直してから、もう一度 kohyo build を実行してください。
    "#);
    let (_, _, err) = desk.build(Lang::En, &[]);
    insta::assert_snapshot!(err, @r#"
    error[output-not-ours]: the output folder output was not made by kohyo
     |
     = why: it holds thesis.doc and perhaps more; kohyo does not rewrite a folder that it did not make
     = how to mend: name an empty or a new folder with --output; or, if its content is not needed, remove it and try again

    1 error
    nothing was written and the old output stays; mend the points above and run kohyo build again
    "#);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_name_that_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::with(&[("a", "index\n"), ("b", "index\n")]);
    let content = desk.0.path().join("content");
    fs::rename(content.join("b"), content.join(std::ffi::OsStr::from_bytes(b"\x8c\x92"))).unwrap();
    let (exit, _, err) = desk.build(Lang::Ja, &[]);
    assert!(err.contains("folder-name"), "{err}");
    assert_eq!((exit, desk.read("output/a/index.html")), (Exit::Unusable, None));
}
