//! Gives the program a mark that changes with its source: a build may skip a society only if the very same program made its output.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "runs while the program is compiled, not in it")]

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What the program is made of. A dependency changes with the lock file.
const PARTS: [&str; 5] = ["src", "themes", "build.rs", "Cargo.toml", "Cargo.lock"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hasher = DefaultHasher::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        if root.join(part).exists() {
            add(&root, &root.join(part), &mut hasher)?;
        }
    }
    let features: BTreeSet<String> = env::vars().map(|(name, _)| name).filter(|name| name.starts_with("CARGO_FEATURE_")).collect();
    features.hash(&mut hasher);
    println!("cargo::rustc-env=KOHYO_SOURCE={:016x}", hasher.finish());
    Ok(())
}

/// Adds a file, or all files of a folder in the order of their names.
fn add(root: &Path, path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let entries: BTreeSet<PathBuf> = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        return entries.iter().try_for_each(|entry| add(root, entry, hasher));
    }
    let name = path.strip_prefix(root).unwrap_or(path);
    name.to_string_lossy().replace('\\', "/").hash(hasher);
    fs::read(path)?.hash(hasher);
    Ok(())
}
