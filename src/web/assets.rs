//! Style sheet, script and pictures: named after their bytes, so that a browser may keep them for ever and never shows old ones.

use super::{Bytes, OutputFile};
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
        self.files.push(OutputFile { path, bytes: Bytes::shared(bytes) });
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
    const START: &str = "url(";
    let css = String::from_utf8_lossy(css);
    let mut out = String::with_capacity(css.len() + css.len() / 16);
    let mut rest = css.as_ref();
    while let Some(at) = rest.find(START) {
        let (before, inside) = rest.split_at(at + START.len());
        out.push_str(before);
        rest = match named(inside, paths) {
            Some((path, quote, after)) => {
                out.extend([quote, path.trim_start_matches("assets/"), quote, ")"]);
                after
            }
            None => inside,
        };
    }
    out.push_str(rest);
    out.into_bytes()
}

/// The path of the asset that is named within `url(…)`, the quote around its name, and what comes after.
fn named<'a>(inside: &'a str, paths: &'a BTreeMap<String, String>) -> Option<(&'a str, &'static str, &'a str)> {
    let quote = ["\"", "'"].into_iter().find(|quote| inside.starts_with(quote)).unwrap_or_default();
    let inside = inside.strip_prefix(quote)?;
    let after = |name: &str| inside.strip_prefix(name)?.strip_prefix(quote)?.strip_prefix(')');
    paths.iter().find_map(|(name, path)| Some((path.as_str(), quote, after(name)?)))
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

        let sheet = |css: &str| String::from_utf8_lossy(&renamed(css.as_bytes(), &paths)).into_owned();
        let named = sheet("url('a.svg')url(\"a.svg\")url(b.svg)url('a.svg)url(a.svg");
        assert_eq!(named, format!("url('{svg}')url(\"{svg}\")url(b.svg)url('a.svg)url(a.svg"));

        let mut other = one.clone();
        other.insert("a.svg".to_owned(), b"<svg />".to_vec());
        let others = Assets::place(&other).paths;
        assert_ne!(paths["a.svg"], others["a.svg"]);
        assert_ne!(paths["site.css"], others["site.css"], "a sheet that names a changed picture changes too");
    }
}
