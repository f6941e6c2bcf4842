//! Staging: the whole new output is put together aside, from new files, links to unchanged ones, and links to all that is not kohyo's.

use super::change::Change;
use super::manifest::{MANIFEST, Manifest};
use super::standing::Standing;
use super::{OutputFile, Stop, names};
use crate::fs::{self, Kind};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a staging folder is made of.
pub struct Stage<'a> {
    /// The output that stands now, if it does.
    pub output: Option<&'a Path>,
    /// What stands in it.
    pub standing: &'a Standing,
    /// The new files.
    pub files: &'a [OutputFile],
    /// How they differ.
    pub change: &'a Change,
    /// Their list.
    pub manifest: &'a Manifest,
}

impl Stage<'_> {
    /// Fills a new folder. `Ok(false)` when something that is not kohyo's cannot be linked, so that the output must not be exchanged.
    /// Whatever happens, the output itself is untouched; on a failure the staging folder is removed.
    pub fn fill(&self, staging: &Path) -> Result<bool, Stop> {
        let filled = self.try_fill(staging);
        if !matches!(filled, Ok(true)) {
            self.drop(staging);
        }
        filled
    }

    /// Removes a staging folder that did not come to stand in the output: it holds new files and links only.
    /// If that fails it stays like one of a killed build, and the error that led here matters more.
    pub fn drop(&self, staging: &Path) {
        fs::remove_tree(staging).ok();
    }

    fn try_fill(&self, staging: &Path) -> Result<bool, Stop> {
        for folder in self.folders() {
            fs::create_folders(&staging.join(folder))?;
        }
        // First of all the list: by it a later build recognizes and removes what a killed one leaves.
        self.manifest.write(staging)?;
        for file in self.files {
            self.place(staging, file)?;
        }
        let Some(output) = self.output else { return Ok(true) };
        Ok(self.carry(output, staging)? && self.dress(output, staging).is_ok())
    }

    /// The folders of the new files, outer ones first.
    fn folders(&self) -> BTreeSet<&str> {
        self.files.iter().map(|f| f.path.as_str()).chain([MANIFEST]).flat_map(names::above).collect()
    }

    /// A file that did not change keeps its inode and date, so that synchronizing tools skip it.
    fn place(&self, staging: &Path, file: &OutputFile) -> fs::Result<()> {
        let to = staging.join(&file.path);
        match self.output.filter(|_| self.change.same.contains(&file.path)) {
            None => fs::write_new(&to, &file.bytes),
            Some(output) => {
                let from = output.join(&file.path);
                fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to))
            }
        }
    }

    /// Links what is not kohyo's. A copy would not be the same file (owner, links, attributes), so without links there is no exchange.
    fn carry(&self, output: &Path, staging: &Path) -> Result<bool, Stop> {
        for found in &self.standing.foreign {
            let (from, to) = (output.join(&found.path), staging.join(&found.path));
            if let Some(parent) = to.parent() {
                fs::create_folders(parent)?;
            }
            if found.kind != Kind::Folder {
                if fs::hard_link(&from, &to).is_err() {
                    return Ok(false);
                }
            } else if fs::same_device(output, &from)? {
                fs::create_folders(&to)?;
            } else {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Gives the folders the permissions, and foreign ones the dates, that they had; inner ones first, for a folder may be closed.
    fn dress(&self, output: &Path, staging: &Path) -> fs::Result<()> {
        let foreign = self.standing.foreign.iter().filter(|f| f.kind == Kind::Folder).map(|f| (&f.path, true));
        let ours = self.standing.our_folders.iter().map(|f| (f, false));
        let mut folders: Vec<(&PathBuf, bool)> = foreign.chain(ours).collect();
        folders.sort_by(|a, b| b.cmp(a));
        for (folder, keeps_date) in folders {
            let (from, to) = (output.join(folder), staging.join(folder));
            if fs::is_folder(&from) && fs::is_folder(&to) {
                fs::like(&to, &from)?;
                if keeps_date {
                    fs::dated_like(&to, &from)?;
                }
            }
        }
        fs::like(staging, output)
    }
}
