//! Style sheet, script and pictures: named after their bytes, so that a browser may keep them for ever and never shows old ones.

use super::OutputFile;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The assets of a theme, as they stand in every output.
#[derive(Default)]
pub(super) struct Assets {
    files: Vec<OutputFile>,
    /// By the name of each its path in the output.
    paths: BTreeMap<String, String>,
}

impl Assets {
    /// Names them.
    pub(super) fn place(assets: &BTreeMap<String, Vec<u8>>) -> Self {
        let mut placed = Assets::default();
        let (sheets, others): (Vec<_>, Vec<_>) = assets.iter().partition(|(name, _)| name.ends_with(".css"));
        for (name, bytes) in others {
            placed.add(name, bytes.clone());
        }
        // Style sheets last: they name pictures.
        for (name, bytes) in sheets {
            let bytes = renamed(bytes, &placed.paths);
            placed.add(name, bytes);
        }
        placed
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let path = hashed(name, &bytes);
        self.paths.insert(name.to_owned(), path.clone());
        self.files.push(OutputFile { path, bytes });
    }

    /// The files.
    pub(super) fn files(&self) -> &[OutputFile] {
        &self.files
    }

    /// The path of an asset in the output.
    pub(super) fn path(&self, name: &str) -> Option<&str> {
        self.paths.get(name).map(String::as_str)
    }

    /// The names of all.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.paths.keys().map(String::as_str)
    }
}

/// `assets/site.0123abcd.css`.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes).iter().take(5).map(|b| format!("{b:02x}")).collect();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{hash}.{extension}"),
        None => format!("assets/{name}.{hash}"),
    }
}

/// `url(logo.svg)` becomes `url(logo.0123abcd.svg)`: assets lie side by side.
fn renamed(css: &[u8], paths: &BTreeMap<String, String>) -> Vec<u8> {
    let mut css = String::from_utf8_lossy(css).into_owned();
    for (name, path) in paths {
        let file = path.trim_start_matches("assets/");
        for (before, after) in [("url(", ")"), ("url(\"", "\")"), ("url('", "')")] {
            css = css.replace(&format!("{before}{name}{after}"), &format!("{before}{file}{after}"));
        }
    }
    css.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_bytes() {
        let one = BTreeMap::from([("a.svg".to_owned(), b"<svg/>".to_vec()), ("site.css".to_owned(), b"a{background:url(a.svg)}".to_vec())]);
        let Assets { files, paths } = Assets::place(&one);
        let css = files.iter().find(|f| f.path == paths["site.css"]).expect("the style sheet is there");
        let svg = paths["a.svg"].trim_start_matches("assets/");
        assert_eq!(String::from_utf8_lossy(&css.bytes), format!("a{{background:url({svg})}}"));

        let mut other = one.clone();
        other.insert("a.svg".to_owned(), b"<svg />".to_vec());
        let others = Assets::place(&other).paths;
        assert_ne!(paths["a.svg"], others["a.svg"]);
        assert_ne!(paths["site.css"], others["site.css"], "a sheet that names a changed picture changes too");
    }
}
