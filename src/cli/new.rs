//! `kohyo new notice`: a dated file with the fields of its kind.

use super::console::{Console, Volume};
use super::exit::Exit;
use super::refusal::refuse;
use super::{args, clock};
use crate::build::Stop;
use crate::content::model::documents::NoticeKind;
use crate::diagnostic::Diagnostic;
use crate::fs;
use crate::init::{NewFile, NewNotice, notice};
use crate::schema::modeline;
use crate::words;
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(what: &args::New, console: &Console) -> Exit {
    let args::New::Notice(args) = what;
    match make(args) {
        Ok((path, new)) => {
            close(&path, &new, args, console);
            Exit::Fine
        }
        Err(stop) => refuse(&stop, console),
    }
}

fn make(args: &args::Notice) -> Result<(PathBuf, NewNotice), Stop> {
    if !fs::is_file(&args.content.join("society.yaml")) {
        return Err(no_society(&args.content).into());
    }
    let kind = NoticeKind::of(&args.kind).unwrap_or(NoticeKind::News);
    let slug = args.id.clone().unwrap_or_else(|| kind.word().replace('_', "-"));
    let mut new = NewNotice { kind, date: args.date.unwrap_or_else(clock::today), slug, title: args.title.clone() };
    // A name of one's own is meant; one that was made up may be made up anew.
    let base = new.slug.clone();
    let mut n = 1;
    while args.id.is_none() && taken(&args.content, &new)? {
        n += 1;
        new.slug = format!("{base}-{n}");
    }
    if taken(&args.content, &new)? {
        return Err(already_there(&args.content.join(notice(&new).path)).into());
    }
    let NewFile { path, text } = notice(&new);
    let path = args.content.join(path);
    if let Some(folder) = path.parent() {
        fs::create_folders(folder)?;
    }
    let schema = args.content.parent().is_some_and(|up| fs::is_file(&up.join("schema/notices.schema.json")));
    let first = if schema { modeline("../../schema/notices.schema.json") } else { String::new() };
    fs::write_new(&path, format!("{first}{text}").as_bytes())?;
    Ok((path, new))
}

fn taken(content: &Path, new: &NewNotice) -> Result<bool, Stop> {
    Ok(fs::kind(&content.join(notice(new).path))?.is_some())
}

fn no_society(content: &Path) -> Diagnostic {
    let path = content.display();
    Diagnostic::error("no-content", words!("「{path}」に組合の原稿が見つかりません", "no society's content was found in {path}"))
        .why(words!("「{path}/society.yaml」がありません。", "there is no {path}/society.yaml"))
        .fix(words!(
            "お知らせを加える組合のフォルダーを --content で指定してください。新しく始めるときは kohyo init です。",
            "name the folder of the society with --content; to start anew, use kohyo init"
        ))
}

fn already_there(path: &Path) -> Diagnostic {
    let path = path.display();
    Diagnostic::error("already-there", words!("「{path}」が、すでにあります", "{path} is already there"))
        .why(words!("今あるお知らせを失わないように、何も書いていません。", "nothing was written, lest a notice of yours be lost"))
        .fix(words!(
            "別の名前を --id で指定してください。出したお知らせに書き足すときは、そのファイルの updates に日付を付けて書きます。",
            "give it another name with --id; to add to a notice that is out, write under `updates` of its file, with the day"
        ))
}

fn close(path: &Path, new: &NewNotice, args: &args::Notice, console: &Console) {
    if console.volume == Volume::Quiet {
        return;
    }
    let (path, id) = (path.display(), new.id());
    let with = if args.content == Path::new("content") { String::new() } else { format!(" --content {}", args.content.display()) };
    console.say(&words!(
        "「{path}」を作りました。

次にすること:
  1. ファイルを開き、〔要記入：…〕の印を書き換えます。
  2. kohyo check{with} で、書き漏れがないかを確かめます。
  3. kohyo build{with} でサイトを作ります。お知らせの一覧（notices）には、自動で新しい順に載ります。
印刷物に載せるときは、site.yaml の bulletins に notice:{id} と書きます。",
        "{path} was made.

What comes next:
  1. Open the file and write over the marks 〔要記入：…〕.
  2. kohyo check{with} tells whether something is missing.
  3. kohyo build{with} makes the site. Lists of notices show it by themselves, newest first.
To print it, write notice:{id} under `bulletins` of site.yaml."
    ));
}
