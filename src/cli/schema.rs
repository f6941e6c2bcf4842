//! `kohyo schema`: JSON Schema for every content file, and the settings by which editors use them.

use super::args;
use super::console::{Console, Volume};
use super::exit::Exit;
use super::refusal::refuse;
use crate::build::Stop;
use crate::diagnostic::Diagnostic;
use crate::fs;
use crate::lang::Words;
use crate::schema::{Merged, Settings, content_files, merge, modeline, pretty, settings};
use crate::words;
use serde_json::{Value, json};
use std::path::{Component, Path, PathBuf};

/// By this comment a schema is known for one that kohyo wrote.
const MADE: &str = "kohyo schema が作ったファイルです。次に作るときに書き換えられます。 Made by kohyo schema, and written anew by it.";

/// Runs the command.
pub fn run(args: &args::Schema, console: &Console) -> Exit {
    let here = Path::new("");
    let done = write_schemas(&args.out, console).and_then(|count| {
        let said = if args.no_settings { Words::default() } else { write_settings(here, &args.content, &args.out, console)? };
        Ok((count, said))
    });
    match done {
        Ok((count, said)) => {
            if console.volume > Volume::Quiet {
                close(args, count, &said, console);
            }
            Exit::Fine
        }
        Err(stop) => refuse(&stop, console),
    }
}

/// The schemas and settings of a new society; what to say of them.
pub fn prepare(dir: &Path, console: &Console) -> Result<Words, Stop> {
    write_schemas(&dir.join("schema"), console)?;
    let said = write_settings(dir, Path::new("content"), Path::new("schema"), console)?;
    let (ja, en) = (said.ja, said.en);
    Ok(words!(
        "VS Code に拡張機能「YAML」（redhat.vscode-yaml）を入れてこのフォルダーを開くと、書ける項目が日本語の説明とともに表示されます。{ja}",
        "Open the folder in VS Code with the extension YAML (redhat.vscode-yaml): it completes and explains what may be written. {en}"
    ))
}

/// Writes all schemas; how many they are.
fn write_schemas(out: &Path, console: &Console) -> Result<usize, Stop> {
    let mut all: Vec<(PathBuf, Value)> = Vec::new();
    for file in content_files() {
        all.push((out.join(file.file_name()), file.schema(console.lang)));
        if file.ending == "yaml" && file.name != "waivers" {
            all.push((out.join("en").join(file.file_name()), file.overlay(console.lang)));
        }
    }
    for (path, _) in &all {
        refuse_foreign(path)?;
    }
    fs::create_folders(&out.join("en"))?;
    for (path, schema) in &mut all {
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("$comment".to_owned(), json!(MADE));
        }
        put(path, &pretty(schema), console)?;
    }
    Ok(all.len())
}

/// Writes a file, unless it says just that already.
fn put(path: &Path, text: &str, console: &Console) -> Result<(), Stop> {
    if fs::kind(path)?.is_some() && fs::holds(path, text.as_bytes())? {
        return Ok(());
    }
    fs::write(path, text.as_bytes())?;
    if console.volume == Volume::Verbose {
        console.print(&format!("+ {}\n", path.display()));
    }
    Ok(())
}

/// A schema of somebody else is not written over.
fn refuse_foreign(path: &Path) -> Result<(), Stop> {
    if fs::kind(path)?.is_none() || String::from_utf8_lossy(&fs::read(path)?).contains(MADE) {
        return Ok(());
    }
    let path = path.display();
    Err(Diagnostic::error("already-there", words!("「{path}」は kohyo が作ったファイルではありません", "{path} was not made by kohyo"))
        .why(words!("今あるファイルを失わないように、何も書いていません。", "nothing was written, lest something of yours be lost"))
        .fix(words!("別のフォルダーを --out で指定してください。", "name another folder with --out"))
        .into())
}

/// Writes or completes the settings of VS Code in a folder; what there is to say.
fn write_settings(dir: &Path, content: &Path, schemas: &Path, console: &Console) -> Result<Words, Stop> {
    let (Some(content_path), Some(schemas)) = (plain(content), plain(schemas)) else {
        return Ok(words!(
            "原稿か --out のフォルダーが今のフォルダーの外にあるので、エディターの設定は書いていません。",
            "The content or --out lies outside of this folder, so no settings of the editor were written."
        ));
    };
    let several = !fs::is_file(&dir.join(content).join("society.yaml"));
    let ours = settings(&Settings { content: content_path, schemas, several });
    let folder = dir.join(".vscode");
    let path = folder.join("settings.json");
    fs::create_folders(&folder)?;
    let extensions = folder.join("extensions.json");
    if fs::kind(&extensions)?.is_none() {
        put(&extensions, &pretty(&json!({"recommendations": ["redhat.vscode-yaml"]})), console)?;
    }
    let shown = path.display();
    if fs::kind(&path)?.is_none() {
        put(&path, &pretty(&ours), console)?;
        return Ok(words!("エディターの設定は「{shown}」にあります。", "The settings of the editor are in {shown}."));
    }
    let old = fs::read(&path)?;
    Ok(match merge(&String::from_utf8_lossy(&old), &ours) {
        Merged::Same => words!("エディターの設定「{shown}」は、そのままで使えます。", "The settings in {shown} are as they should be."),
        Merged::Text(text) => {
            put(&path, &text, console)?;
            words!("エディターの設定「{shown}」に書き足しました。", "The settings in {shown} were added to.")
        }
        Merged::Theirs => {
            let add = pretty(&ours);
            words!(
                "「{shown}」には注釈などがあるので、書き換えていません。次の設定を書き足してください。\n{add}",
                "{shown} has comments, so it was left as it is. Please add these settings to it:\n{add}"
            )
        }
    })
}

/// A path below the folder, with slashes; none when it leads out of it.
fn plain(path: &Path) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => parts.push(name.to_str()?),
            Component::CurDir => {}
            _ => return None,
        }
    }
    if parts.is_empty() { None } else { Some(parts.join("/")) }
}

/// The way from one folder to another, with slashes: what both have in common is left out.
fn from_to(from: &Path, to: &Path) -> String {
    let (Some(from), Some(to)) = (plain(from), plain(to)) else { return to.display().to_string() };
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[common..].iter().map(|_| "..");
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn close(args: &args::Schema, count: usize, said: &Words, console: &Console) {
    let out = args.out.display();
    let Words { ja, en } = said;
    let line = modeline(&format!("{}/society.schema.json", from_to(&args.content, &args.out)));
    let line = line.trim_end();
    let ja = if ja.is_empty() { String::new() } else { format!("{ja}\n") };
    let en = if en.is_empty() { String::new() } else { format!("{en}\n") };
    console.say(&words!(
        "「{out}」に{count}個のスキーマ（JSON Schema 2020-12）を書きました。
{ja}VS Code では、拡張機能「YAML」（redhat.vscode-yaml）を入れてこのフォルダーを開くと、書ける項目と誤りが表示されます。
ほかのエディターでは、原稿のファイルの1行目に、そのファイルのスキーマを書きます（例: {line}）。",
        "{count} schemas (JSON Schema 2020-12) are in {out}.
{en}In VS Code, open this folder with the extension YAML (redhat.vscode-yaml) to see what may be written, and mistakes.
In other editors, name the schema of a file in its first line (such as {line})."
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_schemas_leaves_out_what_is_common() {
        let way = |from, to| from_to(Path::new(from), Path::new(to));
        assert_eq!(way("content", "schema"), "../schema");
        assert_eq!(way("a/content", "a/schema"), "../schema");
        assert_eq!(way("./content", "tools/schema"), "../tools/schema");
        assert_eq!(way("content", "/etc/schema"), "/etc/schema");
    }
}
