//! The plan of the site: paths that stay in the output, one page a path, files that exist. Read from the tree, so that it holds for content with other mistakes too.

use super::kinds::choose;
use super::model::disclosure::{Means, Request, Who};
use super::names;
use super::reader::Read;
use super::tree::{NodeId, Part, Tree, Value};
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::collections::BTreeMap;

/// What is wrong with the plan.
pub fn check(tree: &Tree, read: &Read) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut taken: BTreeMap<String, NodeId> = BTreeMap::new();
    let pages: Vec<(NodeId, &str)> = texts(tree, "pages", "path");
    for (at, text) in &pages {
        path(*at, text, true, &mut out);
        once(*at, text, text.trim_matches('/').to_lowercase(), &mut taken, &mut out);
    }
    for (at, text) in texts(tree, "redirects", "from") {
        path(at, text, false, &mut out);
        let name = text.trim_matches('/').trim_end_matches("/index.html").to_lowercase();
        once(at, text, name, &mut taken, &mut out);
    }
    let paths: Vec<&str> = pages.iter().map(|(_, p)| *p).collect();
    out.extend(texts(tree, "redirects", "to").into_iter().filter_map(|(at, to)| redirect(at, to, &paths)));
    out.extend(linked_files(tree).into_iter().filter_map(|(at, name)| file(at, name, read)));
    labels(tree, &mut out);
    languages(tree, &mut out);
    super::documentation::check(tree, &mut out);
    out
}

/// Whether the site has pages in a language.
pub(super) fn speaks(tree: &Tree, lang: &str) -> bool {
    site_list(tree, "languages").iter().any(|l| tree.text(*l) == Some(lang))
}

fn site_list<'t>(tree: &'t Tree, key: &str) -> &'t [NodeId] {
    tree.get(Tree::ROOT, "site").and_then(|s| tree.get(s, key)).map_or(&[], |l| tree.children(l))
}

/// One text field of every entry of a list of `site.yaml`.
fn texts<'t>(tree: &'t Tree, list: &str, key: &str) -> Vec<(NodeId, &'t str)> {
    let field = |entry: &NodeId| tree.get(*entry, key).and_then(|n| Some((n, tree.text(n)?)));
    site_list(tree, list).iter().filter_map(field).collect()
}

/// The files that `files.yaml` names.
fn linked_files(tree: &Tree) -> Vec<(NodeId, &str)> {
    let Some(file) = tree.get(Tree::ROOT, "files") else { return Vec::new() };
    let list = match tree.value(file) {
        Value::List(_) => file,
        _ => tree.get(file, "items").unwrap_or(file),
    };
    tree.children(list).iter().filter_map(|f| tree.get(*f, "file")).filter_map(|n| Some((n, tree.text(n)?))).collect()
}

fn path(at: NodeId, shown: &str, page: bool, out: &mut Vec<Diagnostic>) {
    let Some((ja, en)) = bad_path(shown).or_else(|| if page { taken_by_us(shown) } else { None }) else { return };
    out.push(
        Diagnostic::error("bad-path", words!("path「{shown}」は使えません。", "The path `{shown}` cannot be used."))
            .at_value(at)
            .why(words!("{ja}。", "{en}."))
            .fix(words!(
                "privacy/purposes/ のように、半角の英数字と - を / で区切って書いてください。",
                "Write letters, digits and - divided by /, such as privacy/purposes/."
            )),
    );
}

/// Names of files that kohyo writes itself.
fn taken_by_us(path: &str) -> Option<(&'static str, &'static str)> {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let ours = ["404.html", "feed.xml", "sitemap.xml", "robots.txt"];
    let taken = parts.contains(&"index.html") || parts.first().is_some_and(|first| ours.contains(first));
    taken.then_some((
        "kohyo が作るファイルの名前です（index.html、404.html、feed.xml、sitemap.xml、robots.txt）",
        "kohyo writes a file of this name itself (index.html, 404.html, feed.xml, sitemap.xml, robots.txt)",
    ))
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

fn once(at: NodeId, text: &str, name: String, taken: &mut BTreeMap<String, NodeId>, out: &mut Vec<Diagnostic>) {
    let Some(first) = taken.get(&name).copied() else {
        taken.insert(name, at);
        return;
    };
    let (ja, en) = if text.is_empty() { ("（先頭のページ）", "(the top page)") } else { (text, text) };
    out.push(
        Diagnostic::error("duplicate-path", words!("同じ path「{ja}」が2回使われています。", "The path `{en}` is used twice."))
            .at_value(at)
            .label(words!("2回目", "the second"))
            .also(Place::Node(first, Part::Value), words!("1回目", "the first"))
            .why(words!("片方がもう片方を上書きしてしまいます。", "One of them would overwrite the other."))
            .fix(words!(
                "どちらかを別の path にしてください（大文字と小文字は区別されません）。",
                "Give one of them another path (upper and lower case count as the same)."
            )),
    );
}

/// A redirect that leads to no page.
fn redirect(at: NodeId, to: &str, pages: &[&str]) -> Option<Diagnostic> {
    if pages.iter().any(|p| p.trim_matches('/') == to.trim_matches('/')) {
        return None;
    }
    let d = Diagnostic::error("unknown-reference", words!("転送先「{to}」というページがありません。", "There is no page at `{to}`."))
        .at_value(at);
    Some(choose(d.why(words!("to には site.yaml の pages の path を書きます。", "`to` is the path of a page of site.yaml.")), to, pages))
}

fn file(at: NodeId, shown: &str, read: &Read) -> Option<Diagnostic> {
    if read.files.contains(&format!("files/{shown}")) {
        return None;
    }
    let d = Diagnostic::error("missing-file", words!("content/files/{shown} がありません。", "There is no content/files/{shown}."))
        .at_value(at)
        .why(words!("ページから開けないリンクになってしまいます。", "The page would have a link that leads nowhere."));
    let known: Vec<&str> = read.files.iter().filter_map(|f| f.strip_prefix("files/")).collect();
    Some(match super::record::nearest(shown, known) {
        Some(k) => d.label(words!("もしかして {k}", "did you mean {k}?")).fix(words!(
            "名前を {k} に直すか、ファイルを content/files/ に置いてください。",
            "Write {k}, or put the file into content/files/."
        )),
        None => d.fix(words!(
            "ファイルを content/files/ に置くか、名前を直してください。",
            "Put the file into content/files/, or correct its name."
        )),
    })
}

/// Labels that belong to no field or part print nothing.
fn labels(tree: &Tree, out: &mut Vec<Diagnostic>) {
    let maps = (0..tree.len() as u32).map(NodeId).filter(|n| tree.key(*n) == Some("labels"));
    let entries = maps.flat_map(|n| tree.children(n)).filter(|l| !known_label(tree.key(**l).unwrap_or_default()));
    for l in entries {
        let key = tree.key(*l).unwrap_or_default();
        let d = Diagnostic::warning(
            "unknown-label",
            words!("labels の「{key}」に当たる項目はありません。", "labels: there is no field `{key}`."),
        )
        .at_key(*l)
        .why(words!("この言葉は、どこにも載りません。", "Words for what no field or part has are printed nowhere."));
        out.push(match super::record::nearest(key, super::keys::KEYS.iter().copied()) {
            Some(k) => d
                .label(words!("もしかして {k}", "did you mean {k}?"))
                .fix(words!("{key} を {k} に直してください。", "Write {k} instead of {key}.")),
            None => d.fix(words!(
                "この行を消すか、項目や部分の名前に直してください。",
                "Take this line away, or write the name of a field or part."
            )),
        });
    }
}

fn known_label(key: &str) -> bool {
    let part = |b: &super::block::BlockKind| b.parts.contains(&key) || b.extra.contains(&key);
    let words = [Request::WORDS, Who::WORDS, Means::WORDS, &["electronic", "paper", "entrustee"]];
    super::keys::KEYS.binary_search(&key).is_ok() || super::block::BLOCKS.iter().any(part) || words.iter().any(|w| w.contains(&key))
}

/// Languages that kohyo does not write pages in.
fn languages(tree: &Tree, out: &mut Vec<Diagnostic>) {
    for at in site_list(tree, "languages") {
        let Some(shown) = tree.text(*at).filter(|l| !matches!(*l, "ja" | "en")) else { continue };
        out.push(
            Diagnostic::error("unknown-word", words!("languages に「{shown}」は書けません。", "languages cannot be `{shown}`."))
                .at_value(*at)
                .why(words!(
                    "ページの決まり文句があるのは日本語と英語だけです。",
                    "The fixed words of the pages exist in Japanese and English only."
                ))
                .fix(words!("ja（日本語）と en（英語）だけを書いてください。", "Write ja and en only.")),
        );
    }
}
