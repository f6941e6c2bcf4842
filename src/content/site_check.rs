//! The plan of the site: paths that stay in the output, one page a path, files that exist.

use super::model::disclosure::{Means, Request, Who};
use super::model::scalar::Text;
use super::names;
use super::reader::Read;
use super::society::Society;
use super::tree::{NodeId, Part, Tree};
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::collections::BTreeMap;

/// What is wrong with the plan.
pub fn check(society: &Society, tree: &Tree, read: &Read) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut taken: BTreeMap<String, NodeId> = BTreeMap::new();
    for p in &society.site.pages {
        path(&p.path, &mut out);
        once(&p.path, p.path.trim_matches('/').to_lowercase(), &mut taken, &mut out);
    }
    for r in &society.site.redirects {
        path(&r.from, &mut out);
        let name = r.from.trim_matches('/').trim_end_matches("/index.html").to_lowercase();
        once(&r.from, name, &mut taken, &mut out);
    }
    out.extend(redirects(society));
    for f in society.files.iter().flat_map(|f| &f.items) {
        out.extend(file(f.file.as_ref(), read));
    }
    labels(tree, &mut out);
    languages(society, &mut out);
    out
}

fn path(text: &Text, out: &mut Vec<Diagnostic>) {
    let shown = &*text.text;
    let Some((ja, en)) = bad_path(text) else { return };
    out.push(
        Diagnostic::error("bad-path", words!("path「{shown}」は使えません：{ja}", "the path “{shown}” cannot be used: {en}"))
            .at_value(text.at)
            .fix(words!(
                "privacy/purposes/ のように、半角の英数字と - を / で区切って書いてください",
                "write letters, digits and - divided by /, such as privacy/purposes/"
            )),
    );
}

/// Why a path cannot be used, in both languages.
fn bad_path(path: &str) -> Option<(&'static str, &'static str)> {
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    if path.starts_with('/') || path.contains("://") || path.as_bytes().get(1) == Some(&b':') {
        return Some(("/ や C: で始まるもの（絶対パス）は書けません", "absolute paths are not allowed"));
    }
    if path.contains('\\') {
        return Some(("\\ は使えません", "\\ is not allowed"));
    }
    if parts.iter().any(|p| *p == ".." || *p == ".") {
        return Some(("出力先の外に出る .. は書けません", ".. would leave the output"));
    }
    if path.chars().any(|c| c.is_control() || matches!(c, '?' | '#' | '%' | '*' | ':' | '|' | '"' | '<' | '>' | ' ' | '\u{3000}')) {
        return Some(("空白や記号 ? # % * : | \" < > は使えません", "blanks and the signs ? # % * : | \" < > are not allowed"));
    }
    if !path.is_empty() && parts.iter().any(|p| p.is_empty()) {
        return Some(("/ が続いています", "/ stands twice"));
    }
    if parts.iter().any(|p| names::is_reserved(p)) {
        return Some(("Windows で使えない名前（con、nul など）が入っています", "it contains a name that Windows reserves (con, nul, …)"));
    }
    if parts.iter().any(|p| p.starts_with('.') || p.ends_with('.')) {
        return Some((". で始まる名前や . で終わる名前は使えません", "names may not begin or end with a point"));
    }
    let first = parts.first().copied().unwrap_or_default().to_lowercase();
    let ours = ["assets", "bulletins", "data", "forms", "files", "en"];
    if ours.contains(&first.as_str()) && parts.len() == 1 || matches!(first.as_str(), "assets" | "bulletins" | "data" | "en") {
        return Some((
            "kohyo が使うフォルダーの名前です（assets、bulletins、data、forms、files、en）",
            "kohyo uses this folder itself (assets, bulletins, data, forms, files, en)",
        ));
    }
    None
}

fn once(text: &Text, name: String, taken: &mut BTreeMap<String, NodeId>, out: &mut Vec<Diagnostic>) {
    let Some(first) = taken.insert(name, text.at) else { return };
    let shown = if text.is_empty() { "（先頭のページ）" } else { &*text.text };
    out.push(
        Diagnostic::error("duplicate-path", words!("2つのページが同じ path「{shown}」にあります", "two pages have the path “{shown}”"))
            .at_value(text.at)
            .also(Place::Node(first, Part::Value), words!("はじめはここです", "first used here"))
            .fix(words!(
                "どちらかを別の path にしてください（大文字と小文字は区別されません）",
                "give one of them another path (upper and lower case count as the same)"
            )),
    );
}

/// Redirects that lead to no page.
fn redirects(society: &Society) -> Vec<Diagnostic> {
    let known = |to: &str| society.site.pages.iter().any(|p| p.path.trim_matches('/') == to.trim_matches('/'));
    let wrong = society.site.redirects.iter().filter(|r| !known(&r.to));
    wrong
        .map(|r| {
            let to = &*r.to.text;
            Diagnostic::error("unknown-reference", words!("転送先「{to}」というページがありません", "there is no page at “{to}”"))
                .at_value(r.to.at)
                .fix(words!("site.yaml の pages にある path を書いてください", "write the path of a page of site.yaml"))
        })
        .collect()
}

fn file(file: Option<&Text>, read: &Read) -> Option<Diagnostic> {
    let file = file?;
    let shown = &*file.text;
    if read.files.contains(&format!("files/{shown}")) {
        return None;
    }
    let known: Vec<&str> = read.files.iter().filter_map(|f| f.strip_prefix("files/")).collect();
    let d = Diagnostic::error("missing-file", words!("content/files/{shown} がありません", "there is no content/files/{shown}"))
        .at_value(file.at)
        .fix(words!("ファイルを content/files/ に置くか、名前を直してください", "put the file into content/files/, or correct its name"));
    Some(match super::record::nearest(shown, known) {
        Some(k) => d.label(words!("もしかして {k}", "did you mean {k}?")),
        None => d,
    })
}

/// Labels that belong to no field or part print nothing.
fn labels(tree: &Tree, out: &mut Vec<Diagnostic>) {
    for n in (0..tree.len() as u32).map(NodeId).filter(|n| tree.key(*n) == Some("labels")) {
        for l in tree.children(n) {
            let key = tree.key(*l).unwrap_or_default();
            if known_label(key) {
                continue;
            }
            let d =
                Diagnostic::warning("unknown-label", words!("labels の {key} という項目はありません", "labels: there is no field {key}"))
                    .at_key(*l);
            out.push(match super::record::nearest(key, super::keys::KEYS.iter().copied()) {
                Some(k) => d.label(words!("もしかして {k}", "did you mean {k}?")),
                None => d,
            });
        }
    }
}

fn known_label(key: &str) -> bool {
    let part = |b: &super::block::BlockKind| b.parts.contains(&key) || b.extra.contains(&key);
    let words = [Request::WORDS, Who::WORDS, Means::WORDS, &["electronic", "paper", "entrustee"]];
    super::keys::KEYS.binary_search(&key).is_ok() || super::block::BLOCKS.iter().any(part) || words.iter().any(|w| w.contains(&key))
}

/// Languages that kohyo does not write pages in.
fn languages(society: &Society, out: &mut Vec<Diagnostic>) {
    for l in society.site.languages.iter().filter(|l| !matches!(&***l, "ja" | "en")) {
        let shown = &*l.text;
        out.push(
            Diagnostic::error("unknown-word", words!("languages に「{shown}」は書けません", "languages cannot be “{shown}”"))
                .at_value(l.at)
                .fix(words!("ja（日本語）と en（英語）だけを書いてください", "write ja and en only")),
        );
    }
}
