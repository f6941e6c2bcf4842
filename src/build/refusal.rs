//! Why an output is not replaced, in words; each refusal leaves everything as it was.

use crate::diagnostic::Diagnostic;
use crate::fs::FileError;
use crate::words;
use std::path::Path;

/// What kept a build from replacing the output.
#[derive(Debug)]
pub enum Stop {
    /// It must not: nothing was written.
    Refused(Vec<Diagnostic>),
    /// It could not: reading or writing failed, and the old output is still there.
    Failed(FileError),
}

impl From<FileError> for Stop {
    fn from(error: FileError) -> Self {
        Stop::Failed(error)
    }
}

impl From<Diagnostic> for Stop {
    fn from(refusal: Diagnostic) -> Self {
        Stop::Refused(vec![refusal])
    }
}

impl Stop {
    /// The same as problems to print.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        match self {
            Stop::Refused(refusals) => refusals.clone(),
            Stop::Failed(error) => vec![failure(error)],
        }
    }
}

/// A failed file operation as a problem to print.
pub fn failure(error: &FileError) -> Diagnostic {
    Diagnostic::error("file-failed", error.words()).fix(error.fix())
}

/// The output is the root of the disk or somebody's home.
pub fn too_high(output: &Path) -> Diagnostic {
    let path = output.display();
    Diagnostic::error("output-too-high", words!("「{path}」を出力先にはできません", "{path} cannot be the output"))
        .why(words!(
            "出力先のフォルダーは丸ごと入れ替えるので、ディスクの根やホームフォルダーには使えません。",
            "the output folder is replaced as a whole, so the root of a disk or a home folder cannot be used"
        ))
        .fix(words!(
            "その中の新しいフォルダーを指定してください（例: --output output）。",
            "name a new folder inside it, such as --output output"
        ))
}

/// The output and a folder that is read lie in one another.
pub fn overlaps(output: &Path, input: &Path) -> Diagnostic {
    let (out, into) = (output.display(), input.display());
    Diagnostic::error(
        "output-overlaps",
        words!("出力先「{out}」が「{into}」と重なっています", "the output folder {out} overlaps with {into}"),
    )
    .why(words!(
        "出力先は入れ替えるフォルダーなので、原稿やテーマと重なると、それらを失うおそれがあります。",
        "the output is replaced, so content or a theme that lies in it, or around it, could be lost"
    ))
    .fix(words!("別のフォルダーを --output で指定してください。", "name another folder with --output"))
}

/// The output is a file.
pub fn not_a_folder(output: &Path) -> Diagnostic {
    let path = output.display();
    Diagnostic::error(
        "output-not-a-folder",
        words!("出力先「{path}」はフォルダーではありません", "the output folder {path} is not a folder"),
    )
    .fix(words!("別の名前を --output で指定してください。", "name another folder with --output"))
}

/// The output holds files and kohyo did not make it.
pub fn not_ours(output: &Path, examples: &[String]) -> Diagnostic {
    let (path, first) = (output.display(), &examples.first().map_or("", String::as_str));
    Diagnostic::error(
        "output-not-ours",
        words!("出力先「{path}」は kohyo が作ったフォルダーではありません", "the output folder {path} was not made by kohyo"),
    )
    .why(words!(
        "中に「{first}」などのファイルがあります。kohyo は自分が作っていないフォルダーを書き換えません。",
        "it holds {first} and perhaps more; kohyo does not rewrite a folder that it did not make"
    ))
    .fix(words!(
        "空のフォルダーか、まだないフォルダーを --output で指定してください。中身が要らないものなら、消してからもう一度実行してください。",
        "name an empty or a new folder with --output; or, if its content is not needed, remove it and try again"
    ))
}

/// The list of kohyo's own files cannot be understood.
pub fn manifest_unreadable(output: &Path, detail: &str) -> Diagnostic {
    let path = output.join(super::MANIFEST);
    let path = path.display();
    Diagnostic::error(
        "manifest-unreadable",
        words!("出力先の管理ファイル「{path}」を読み取れません（{detail}）", "the manifest {path} cannot be used ({detail})"),
    )
    .why(words!(
        "このファイルがないと、どれが kohyo の作ったファイルか分からず、何を消してよいか決められません。",
        "without it nobody knows which files kohyo made, and so which it may remove"
    ))
    .fix(words!(
        "新しい版の kohyo で作った出力なら、その版を使ってください。そうでなければ、出力先のフォルダーを別の場所へ移してから、もう一度実行してください。",
        "use the newer kohyo that made this output; else move the output folder away and try again"
    ))
}

/// A file that is not kohyo's stands where one of kohyo's must go.
pub fn foreign_in_the_way(output: &Path, foreign: &str, wanted: &str) -> Diagnostic {
    let path = output.join(foreign);
    let path = path.display();
    Diagnostic::error(
        "foreign-file",
        words!("「{path}」は kohyo が作ったものではないので、上書きできません", "{path} was not made by kohyo and will not be overwritten"),
    )
    .why(words!("ここには「{wanted}」を書き出すことになっています。", "{wanted} has to be written there"))
    .fix(words!(
        "このファイルを出力先の外へ移すか、ページの path を変えてください。",
        "move it out of the output folder, or change the path of the page"
    ))
}

/// All names of staging folders are taken by folders that are not kohyo's, or that it may not remove.
pub fn no_staging(example: &Path) -> Diagnostic {
    let path = example.display();
    Diagnostic::error(
        "staging-taken",
        words!("作業用のフォルダー「{path}」などがすでにあり、使えません", "working folders such as {path} are taken"),
    )
    .why(words!(
        "前の build が途中で止められたときに残り、片付ける権限がないのかもしれません。",
        "they may be left from builds that were stopped, without the right to clear them away"
    ))
    .fix(words!("中身を確かめて、要らなければ消してください。", "look into them, and remove them if they are not needed"))
}

/// One society's output stands where the outputs of several should go.
pub fn single_output(output: &Path) -> Diagnostic {
    let path = output.display();
    Diagnostic::error(
        "output-of-one-society",
        words!("出力先「{path}」には、一つの組合のサイトが入っています", "the output folder {path} holds the site of one society"),
    )
    .why(words!(
        "原稿のフォルダーには複数の組合があり、出力先の下に組合ごとのフォルダーを作ります。",
        "the content folder holds several societies, and each gets a folder of its own in the output"
    ))
    .fix(words!("別のフォルダーを --output で指定してください。", "name another folder with --output"))
}

/// No society was found.
pub fn no_content(content: &Path) -> Diagnostic {
    let path = content.display();
    Diagnostic::error("no-content", words!("「{path}」に組合の原稿が見つかりません", "no society's content was found in {path}"))
        .why(words!(
            "「{path}/society.yaml」も、その一段下の society.yaml もありません。",
            "there is neither {path}/society.yaml nor a society.yaml one folder below"
        ))
        .fix(words!(
            "原稿のフォルダーを --content で指定してください（例: --content content）。新しく始めるときは、kohyo init フォルダー名 です。",
            "name the content folder with --content, such as --content content; to start anew, use kohyo init DIR"
        ))
}

/// The name of a society's folder is not text.
pub fn unreadable_name(folder: &Path) -> Diagnostic {
    let path = folder.display();
    Diagnostic::error(
        "folder-name",
        words!("フォルダー「{path}」の名前に読めない文字があります", "the name of the folder {path} has characters that cannot be read"),
    )
    .why(words!("フォルダーの名前は、出力先のフォルダーの名前になります。", "the name of a society's folder becomes that of its output"))
    .fix(words!("半角の英数字とハイフンだけの名前に変えてください。", "rename it with plain letters, digits and hyphens"))
}

/// A path that must not be written.
pub fn bad_path(path: &str, why: crate::lang::Words) -> Diagnostic {
    let shown: String = path.escape_debug().collect();
    Diagnostic::error("output-path", words!("出力先のパス「{shown}」は使えません", "the output path {shown} cannot be used")).why(why).fix(
        words!(
            "ページやファイルの path と id を、半角の英小文字、数字、ハイフン、スラッシュだけで書いてください（例: privacy/purposes/）。",
            "write paths and ids with small letters, digits, hyphens and slashes only, such as privacy/purposes/"
        ),
    )
}
