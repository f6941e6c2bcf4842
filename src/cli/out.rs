//! `--out`: a report goes to its file whole or not at all, and never among what is read or published.

use crate::build::{MANIFEST, Stop};
use crate::diagnostic::Diagnostic;
use crate::fs::{self, Kind};
use crate::words;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The file of a report.
#[derive(Debug)]
pub struct Out {
    /// Where it really is: a symbolic link is followed, so that the link stays.
    file: PathBuf,
    /// A device or pipe: nothing can take its place.
    special: bool,
}

impl Out {
    /// A file that may be written, apart from the folders that are read and from every output of kohyo.
    pub fn new(path: &Path, inputs: &[&Path]) -> Result<Out, Stop> {
        let file = fs::real(path)?;
        let kind = fs::kind(&file)?;
        if kind == Some(Kind::Folder) || file.file_name().is_none() {
            return Err(is_a_folder(path).into());
        }
        for input in inputs {
            if file.starts_with(fs::real(input)?) {
                return Err(among(path, input).into());
            }
        }
        if let Some(output) = file.ancestors().skip(1).find(|folder| fs::is_file(&folder.join(MANIFEST))) {
            return Err(among(path, output).into());
        }
        Ok(Out { file, special: kind == Some(Kind::Special) })
    }

    /// Writes the report. If that fails, an older report is still there.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Stop> {
        if self.special {
            return Ok(fs::write(&self.file, bytes)?);
        }
        if let Some(folder) = self.file.parent() {
            fs::create_folders(folder)?;
        }
        let mut aside = OsString::from(".");
        aside.push(self.file.file_name().unwrap_or_default());
        aside.push(".kohyo-report");
        let aside = self.file.with_file_name(aside);
        Ok(fs::write_whole(&self.file, &aside, bytes).inspect_err(|_| {
            fs::remove_file(&aside).ok();
        })?)
    }
}

fn is_a_folder(path: &Path) -> Diagnostic {
    let path = path.display();
    Diagnostic::error("report-is-a-folder", words!("「{path}」はフォルダーです", "{path} is a folder")).fix(words!(
        "--out には、報告を書くファイルの名前を指定してください（例: --out 点検表.html）。",
        "name a file for the report with --out, such as --out sheet.html"
    ))
}

fn among(path: &Path, folder: &Path) -> Diagnostic {
    let (path, folder) = (path.display(), folder.display());
    Diagnostic::error(
        "report-overlaps",
        words!("報告のファイル「{path}」が「{folder}」の中にあります", "the report {path} lies in {folder}"),
    )
    .why(words!(
        "原稿や規則のフォルダーに書くと元のファイルを失うおそれがあり、サイトのフォルダーに書くと内部の報告が公開されてしまいます。",
        "in a folder of content or rules it could replace a file of yours, and in that of a site it would be published"
    ))
    .fix(words!("そのフォルダーの外のファイルを --out で指定してください。", "name a file outside of that folder with --out"))
}
