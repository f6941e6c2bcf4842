//! A file operation that did not work, in words that need no manual.

use crate::lang::Words;
use crate::words;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// What was tried with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// To read it, or to list a folder.
    Read,
    /// To write it, or to make a folder.
    Write,
    /// To move it.
    Move,
    /// To remove it.
    Remove,
    /// To keep others from writing at the same time.
    Lock,
}

/// A file operation that did not work.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.words().en)]
pub struct FileError {
    /// What was tried.
    pub action: Action,
    /// With which file or folder.
    pub path: PathBuf,
    /// What the system answered.
    pub source: io::Error,
}

impl FileError {
    /// One sentence in both languages: what could not be done, with which file, and why.
    pub fn words(&self) -> Words {
        let path = self.path.display();
        let Words { ja, en } = reason(&self.source);
        match self.action {
            Action::Read => words!("「{path}」を読めません（{ja}）", "cannot read {path} ({en})"),
            Action::Write => words!("「{path}」に書き込めません（{ja}）", "cannot write {path} ({en})"),
            Action::Move => words!("「{path}」を移せません（{ja}）", "cannot move {path} ({en})"),
            Action::Remove => words!("「{path}」を消せません（{ja}）", "cannot remove {path} ({en})"),
            Action::Lock => words!("「{path}」で書込みを一つに限れません（{ja}）", "cannot lock {path} ({en})"),
        }
    }

    /// What the clerk can do about it.
    pub fn fix(&self) -> Words {
        match self.source.kind() {
            ErrorKind::PermissionDenied => words!(
                "このフォルダーに書き込む権限があるか、ほかの人が読み取り専用にしていないかを確かめてください。",
                "check that you may write in this folder, and that nobody made it read-only"
            ),
            ErrorKind::ReadOnlyFilesystem => {
                words!("書き込める場所を --output で指定してください。", "choose a place that can be written with --output")
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                words!("要らないファイルを消して、空きを作ってください。", "make room by removing files that are not needed")
            }
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory => {
                words!("フォルダーの名前が正しいかを確かめてください。", "check that the name of the folder is right")
            }
            _ => words!(
                "しばらくしてからもう一度試し、それでも同じときは、この文をそのままシステムの担当者に伝えてください。",
                "try again in a while; if it stays, show this message to the person who runs your systems"
            ),
        }
    }
}

/// Why a file operation failed, in words that need no manual; else what the system says.
fn reason(error: &io::Error) -> Words {
    match error.kind() {
        ErrorKind::NotFound => words!("見つかりません", "it does not exist"),
        ErrorKind::PermissionDenied => words!("権限がありません", "permission denied"),
        ErrorKind::AlreadyExists => words!("同じ名前のものがあります", "something of that name exists"),
        ErrorKind::NotADirectory => words!("途中の名前がフォルダーではありません", "a part of the path is not a folder"),
        ErrorKind::IsADirectory => words!("ファイルではなくフォルダーです", "it is a folder, not a file"),
        ErrorKind::DirectoryNotEmpty => words!("フォルダーが空ではありません", "the folder is not empty"),
        ErrorKind::ReadOnlyFilesystem => words!("読み取り専用の場所です", "the place is read-only"),
        ErrorKind::StorageFull => words!("ディスクの空きがありません", "the disk is full"),
        ErrorKind::QuotaExceeded => words!("使える容量を超えました", "the quota is exceeded"),
        ErrorKind::InvalidFilename => words!("名前に使えない文字があるか、名前が長すぎます", "the name is not allowed or too long"),
        ErrorKind::InvalidData => words!("中身の形が正しくありません", "its content has a wrong form"),
        _ => words!("{error}", "{error}"),
    }
}
