//! What cannot be printed is told, all in one run; what looks like markup is printed as it is; a theme sees nothing but itself.

use crate::bench::{change, composed, copy, example, print, problems};
use crate::reader::{Read, dense};
use kohyo::build::society::Standard;
use kohyo::cli::{Console, Exit, run};
use kohyo::lang::Lang;
use kohyo::print::Options;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// Adds a paragraph to the top page.
fn with_paragraph(folder: &Path, text: &str) {
    copy(&example(), folder);
    let path = folder.join("pages/introduction.md");
    let page = fs::read_to_string(&path).unwrap();
    fs::write(path, format!("{page}\n\n{text}\n")).unwrap();
}

#[test]
fn what_looks_like_markup_is_text() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = r##"#panic("x") #read("/etc/passwd") $x^2$ @ref 〈label〉 \u{41} // ここ /* も */ = 見出し #[x] - + / ~ ---"##;
    with_paragraph(folder.path(), hostile);
    let (_, publications) = composed(folder.path());
    let printed = print(&publications[0], Options::default(), |path| path == "home.pdf");
    let said = dense(&Read::new(&printed[0].1.bytes).root.text);
    assert!(said.contains(&dense(hostile)), "{said}");
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

#[test]
fn a_character_that_no_font_has_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let (content, output) = (folder.path().join("content"), folder.path().join("output"));
    copy(&example(), &content);
    change(&content, "society.yaml", "name: 例示 太郎", "name: 𠮷示 太郎");
    change(&content, "society.yaml", "東京都千代田区例示町", "東京都千代田区\u{E000}示町");
    let said = Kept::default();
    let args = ["kohyo", "build", "--draft", "--content", content.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let args: Vec<OsString> = args.iter().map(OsString::from).collect();
    let exit = run(&args, Console::new(Box::new(io::sink()), Box::new(said.clone()), Lang::Ja), &Standard::default());
    assert_eq!(exit, Exit::Unusable);
    assert!(!output.exists(), "nothing is written");
    let said = String::from_utf8(said.0.lock().unwrap().clone()).unwrap().replace(folder.path().to_str().unwrap(), "");
    insta::assert_snapshot!("missing_glyph", said);
}

#[test]
fn a_theme_sees_nothing_but_itself_and_its_mistakes_are_told_with_their_place() {
    let theme = tempfile::tempdir().unwrap();
    fs::create_dir(theme.path().join("print")).unwrap();
    let told = |template: &str| -> String {
        fs::write(theme.path().join("print/page.typ"), template).unwrap();
        let told = problems(Some(theme.path()), &example());
        let told: Vec<String> = told.iter().map(|d| d.what.ja.replace(theme.path().to_str().unwrap(), "THEME")).collect();
        format!("{template}→ {}\n", told.join("\n"))
    };
    let mistakes = [
        "#let x = nothing
",
        "= あ
  #read(\"/etc/passwd\")
",
        "#read(\"../../Cargo.toml\")
",
        "#import \"@preview/cetz:0.3.0\"
",
        "#set document(title: \"x\")
#image(\"/qr.svg\")
",
        "#datetime.today()
",
    ];
    insta::assert_snapshot!(
        "theme_mistakes",
        mistakes.map(told).join(
            "
"
        )
    );
    fs::write(theme.path().join("print/page.typ"), [0xff, 0xfe]).unwrap();
    let unreadable = problems(Some(theme.path()), &example());
    assert_eq!(unreadable.iter().map(|d| d.code).collect::<Vec<_>>(), ["theme-unreadable"]);
}

#[test]
fn a_society_brings_fonts_along() {
    let folder = tempfile::tempdir().unwrap();
    copy(&example(), folder.path());
    fs::create_dir(folder.path().join("fonts")).unwrap();
    fs::write(folder.path().join("fonts/broken.ttf"), b"no font").unwrap();
    let told = problems(None, folder.path());
    assert_eq!(told.iter().map(|d| d.code).collect::<Vec<_>>(), ["font-unreadable"]);
    fs::remove_file(folder.path().join("fonts/broken.ttf")).unwrap();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/standard/fonts/BIZUDMincho-Regular.ttf");
    fs::copy(own, folder.path().join("fonts/own.ttf")).unwrap();
    assert!(problems(None, folder.path()).is_empty());
}
