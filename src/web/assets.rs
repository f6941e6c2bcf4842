//! Style sheet, script and pictures: named after their bytes, so that a browser may keep them for ever and never shows old ones.

use super::OutputFile;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The files, and by the name of each its path in the output.
pub(super) fn place(assets: &BTreeMap<String, Vec<u8>>) -> (Vec<OutputFile>, BTreeMap<String, String>) {
    let mut files = Vec::new();
    let mut paths = BTreeMap::new();
    let (sheets, others): (Vec<_>, Vec<_>) = assets.iter().partition(|(name, _)| name.ends_with(".css"));
    for (name, bytes) in others {
        add(name, bytes.clone(), &mut files, &mut paths);
    }
    // Style sheets last: they name pictures.
    for (name, bytes) in sheets {
        let bytes = renamed(bytes, &paths);
        add(name, bytes, &mut files, &mut paths);
    }
    (files, paths)
}

fn add(name: &str, bytes: Vec<u8>, files: &mut Vec<OutputFile>, paths: &mut BTreeMap<String, String>) {
    let path = hashed(name, &bytes);
    paths.insert(name.to_owned(), path.clone());
    files.push(OutputFile { path, bytes });
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
        let (files, paths) = place(&one);
        let css = files.iter().find(|f| f.path == paths["site.css"]).expect("the style sheet is there");
        let svg = paths["a.svg"].trim_start_matches("assets/");
        assert_eq!(String::from_utf8_lossy(&css.bytes), format!("a{{background:url({svg})}}"));

        let mut other = one.clone();
        other.insert("a.svg".to_owned(), b"<svg />".to_vec());
        let (_, others) = place(&other);
        assert_ne!(paths["a.svg"], others["a.svg"]);
        assert_ne!(paths["site.css"], others["site.css"], "a sheet that names a changed picture changes too");
    }
}
