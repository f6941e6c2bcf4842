//! `kohyo man`: the manual pages, from the same texts as the help.

use super::console::{Console, Volume};
use super::exit::Exit;
use super::refusal::refuse;
use super::texts;
use crate::build::Stop;
use crate::diagnostic::Diagnostic;
use crate::fs;
use crate::words;
use clap_mangen::Man;
use std::path::Path;

/// Prints the page of kohyo, or writes those of all commands into a folder.
pub fn run(out: Option<&Path>, console: &Console) -> Exit {
    let mut command = texts::command(console.lang);
    // The options of all commands stand on every page.
    command.build();
    let done = match out {
        None => page(&command).map(|text| console.deliver(text.as_bytes())),
        Some(folder) => write(&command, folder, console),
    };
    done.unwrap_or_else(|stop| refuse(&stop, console))
}

fn write(command: &clap::Command, folder: &Path, console: &Console) -> Result<Exit, Stop> {
    let pages = pages(command, "")?;
    fs::create_folders(folder)?;
    for (name, text) in &pages {
        fs::write(&folder.join(name), text.as_bytes())?;
    }
    if console.volume > Volume::Quiet {
        let (count, folder) = (pages.len(), folder.display());
        console.say(&words!(
            "「{folder}」にマニュアルのページを{count}枚書きました。man -l {folder}/kohyo.1 で読めます。",
            "{count} manual pages are in {folder}. Read them with man -l {folder}/kohyo.1."
        ));
    }
    Ok(Exit::Fine)
}

/// The pages of a command and of those below it: `kohyo.1`, `kohyo-build.1`.
fn pages(command: &clap::Command, before: &str) -> Result<Vec<(String, String)>, Stop> {
    let name = format!("{before}{}", command.get_name());
    let mut out = vec![(format!("{name}.1"), page(command)?)];
    for below in command.get_subcommands() {
        out.extend(pages(below, &format!("{name}-"))?);
    }
    Ok(out)
}

/// One page as roff.
fn page(command: &clap::Command) -> Result<String, Stop> {
    let mut text = Vec::new();
    match Man::new(command.clone()).render(&mut text) {
        Ok(()) => Ok(String::from_utf8_lossy(&text).into_owned()),
        Err(e) => Err(unwritten(&e)),
    }
}

fn unwritten(error: &std::io::Error) -> Stop {
    Diagnostic::error("man", words!("マニュアルのページを作れません（{error}）", "the manual page cannot be made ({error})"))
        .fix(words!("もう一度試してください。", "try again"))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn every_command_has_a_page_with_the_options_of_all_commands() {
        let mut command = texts::command(Lang::Ja);
        command.build();
        let pages = pages(&command, "").unwrap_or_default();
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        for name in ["kohyo.1", "kohyo-build.1", "kohyo-init.1", "kohyo-new-notice.1"] {
            assert!(names.contains(&name), "{name} is not among {names:?}");
        }
        for (name, text) in &pages {
            assert!(text.contains(r"\-\-lang") && text.contains("この説明を表示する") && !text.contains("Print help"), "{name}");
        }
    }
}
