//! What is made while the program is compiled.
//!
//! The data that every start of the program reads become JSON, or MessagePack where they are many, which are read many times faster than the YAML in
//! which people write them; tests compare the two. And the program gets a mark that changes with its source: a build may skip a society only if the very same program made its output.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "runs while the program is compiled, not in it")]

#[path = "src/check/words.rs"]
mod words;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What the program is made of. A dependency changes with the lock file.
const PARTS: [&str; 5] = ["src", "themes", "build.rs", "Cargo.toml", "Cargo.lock"];

fn main() -> Result<(), Box<dyn Error>> {
    data()?;
    Ok(mark()?)
}

fn data() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let mut packs = read(&yaml_files("src/rules")?, pack)?;
    let words = Map::from_iter(packs.iter().flat_map(expressions).map(|e| (e.to_owned(), json!(words::required(e)))));
    let mut all = Vec::new();
    packs.iter().for_each(|p| all_expressions(p, &mut all));
    let plain = Map::from_iter(all.into_iter().filter_map(|e| Some((e.to_owned(), json!(words::plain(e)?)))));
    fs::write(out.join("told.json"), told(&mut packs)?)?;
    write_packed(&out.join("rules.msgpack"), &json!({"packs": packs, "words": words, "plain": plain}))?;
    let acts = yaml_files("src/law/data/acts")?;
    write_packed(&out.join("acts.msgpack"), &Value::from(read(&acts, |_, text| Ok(serde_yaml::from_str(text)?))?))?;
    let others = [
        ("documents.json", "src/law/data/documents.yaml"),
        ("labels.json", "src/document/labels.yaml"),
        ("strings.json", "themes/standard/strings.yaml"),
        ("synonyms.json", "src/web/search/synonyms.yaml"),
    ];
    for (name, file) in others {
        let read = read(&[file.into()], |_, text| Ok(serde_yaml::from_str(text)?))?;
        read.iter().try_for_each(|value| write(&out.join(name), value))?;
    }
    Ok(())
}

/// What a rule says to people: a check needs it only for what it finds.
const TOLD: [&str; 12] =
    ["title", "title_en", "law", "source", "message", "message_en", "fix", "fix_en", "why", "why_en", "formerly", "fields"];

/// Takes what rules say out of their packs; in each its place among all is left.
fn told(packs: &mut [Value]) -> Result<String, Box<dyn Error>> {
    let mut all = String::new();
    let rules = packs.iter_mut().filter_map(|p| p.pointer_mut("/pack/rules")?.as_array_mut()).flatten();
    for rule in rules.filter_map(Value::as_object_mut) {
        let says = TOLD.iter().filter_map(|key| Some(((*key).to_owned(), rule.shift_remove(*key)?)));
        let says = serde_json::to_string(&Map::from_iter(says))?;
        rule.insert("told".to_owned(), json!([all.len(), says.len()]));
        all.push_str(&says);
    }
    Ok(all)
}

/// A pack without the tests of its rules: they prove it when kohyo is tested, and `explain` reads them in the YAML.
fn pack(path: &Path, text: &str) -> Result<Value, Box<dyn Error>> {
    let mut pack: Value = serde_yaml::from_str(text)?;
    let rules = pack.get_mut("rules").and_then(Value::as_array_mut);
    for rule in rules.into_iter().flatten().filter_map(Value::as_object_mut) {
        rule.shift_remove("tests");
    }
    pack.as_object_mut().map(|pack| pack.remove("sources"));
    let sha256: String = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(json!({"path": format!("rules/{name}"), "sha256": sha256, "pack": pack}))
}

/// The YAML files of a folder by name.
fn yaml_files(folder: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={folder}");
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "yaml"));
    paths.sort();
    Ok(paths)
}

/// What becomes of some files.
fn read(paths: &[PathBuf], read: impl Fn(&Path, &str) -> Result<Value, Box<dyn Error>>) -> Result<Vec<Value>, Box<dyn Error>> {
    let one = |path: &PathBuf| {
        println!("cargo::rerun-if-changed={}", path.display());
        read(path, &fs::read_to_string(path)?).map_err(|e| format!("{}: {e}", path.display()).into())
    };
    paths.iter().map(one).collect()
}

fn write(out: &Path, value: &Value) -> Result<(), Box<dyn Error>> {
    Ok(fs::write(out, serde_json::to_vec(value)?)?)
}

/// Writes a value as MessagePack: texts and lists say how long they are, so that nobody looks for their ends.
fn write_packed(out: &Path, value: &Value) -> Result<(), Box<dyn Error>> {
    Ok(fs::write(out, rmp_serde::to_vec(value)?)?)
}

/// The expressions with which the rules of a pack search all texts.
fn expressions(pack: &Value) -> Vec<&str> {
    let rules = pack.pointer("/pack/rules").and_then(Value::as_array).into_iter().flatten();
    let mut found = Vec::new();
    for rule in rules {
        found.extend(rule.pointer("/when/text"));
        for check in rule.get("versions").and_then(Value::as_array).into_iter().flatten().filter_map(|v| v.get("text")) {
            found.extend(check.get("find"));
            found.extend(check.get("expect"));
            let groups = check.get("covers").and_then(Value::as_array).into_iter().flatten();
            found.extend(groups.filter_map(|g| g.get("match")));
        }
    }
    found.into_iter().filter_map(Value::as_str).collect()
}

fn mark() -> io::Result<()> {
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

/// Keys under which rules write an expression.
const EXPRESSIONS: [&str; 10] = ["find", "expect", "match", "not_match", "near", "not_near", "unless", "topic", "not_topic", "text"];

/// All that may be an expression in a pack.
fn all_expressions<'v>(value: &'v Value, out: &mut Vec<&'v str>) {
    match value {
        Value::Object(map) => {
            out.extend(map.iter().filter(|(k, _)| EXPRESSIONS.contains(&k.as_str())).filter_map(|(_, v)| v.as_str()));
            map.values().for_each(|v| all_expressions(v, out));
        }
        Value::Array(list) => list.iter().for_each(|v| all_expressions(v, out)),
        _ => {}
    }
}
