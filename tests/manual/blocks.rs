//! What pages and bulletins may print: the closed list of blocks, each with what it prints.

use kohyo::content::block::{BLOCKS, BlockKind};
use kohyo::lang::{Lang, Words};
use kohyo::words;
use std::fmt::Write;

/// The section of all blocks, for the page of `site.yaml`.
pub fn section(lang: Lang) -> String {
    let w = |words: Words| words.in_lang(lang).to_owned();
    let intro = words!(
        "`blocks` には、次の名前を並べます。部分だけを載せるときは `purposes/by-area` のように書きます。見出しや文を添えるときは `{{heading: …, text: …, block: 名前}}` とします。",
        "Names for `blocks`. A part alone is written `purposes/by-area`; with a heading or text of its own, `{{heading: …, text: …, block: NAME}}`."
    );
    let heads = [words!("名前", "Name"), words!("載るもの", "What it prints"), words!("部分", "Parts")].map(w);
    let mut out = format!(
        "## {}\n\n{}\n\n| {} |\n| --- | --- | --- |\n",
        w(words!("載せるものの名前", "Names of blocks")),
        w(intro),
        heads.join(" | ")
    );
    for block in BLOCKS {
        let name = if block.id.is_some() { format!("{}:id", block.name) } else { block.name.to_owned() };
        let parts: Vec<String> = block.parts.iter().chain(block.extra).map(|part| format!("`{part}`")).collect();
        _ = writeln!(out, "| `{name}` | {} | {} |", w(about(block)), parts.join(" "));
    }
    out
}

fn about(block: &BlockKind) -> Words {
    match (block.name, block.id.is_some()) {
        ("society", _) => words!("組合の名称、所在地、代表者、連絡先", "name, address, representative and ways of the society"),
        ("contact", _) => words!("一つの窓口", "a desk"),
        ("contacts", _) => words!("すべての窓口", "all desks"),
        ("accredited", _) => words!("認定個人情報保護団体", "accredited organizations"),
        ("certifications", _) => words!("取得している認証", "certificates"),
        ("impact-assessments", _) => words!("特定個人情報保護評価書", "assessment reports"),
        ("public-notice", _) => words!("公告の方法", "how public notice is given"),
        ("accessibility", _) => words!("別の形での提供の案内", "other forms of the same information"),
        ("files", _) => words!("サイトから案内する文書", "documents that the site links to"),
        ("ki", _) => words!("「記」", "the word 記"),
        ("ijo", _) => words!("「以上」", "the word 以上"),
        ("purposes", _) => words!("利用目的", "purposes of use"),
        ("provision", _) => words!("第三者への提供", "provision to third parties"),
        ("joint-use", false) => words!("すべての共同利用", "all joint uses"),
        ("joint-use", true) => words!("一つの共同利用", "a joint use"),
        ("security", _) => words!("安全管理のための措置", "measures for security"),
        ("disclosure", _) => words!("開示などの請求の手続", "requests by the person"),
        ("procedure", _) => words!("一つの手続", "a procedure"),
        ("processed", _) => words!("匿名加工情報と仮名加工情報", "processed information"),
        ("policy", _) => words!("一つの方針", "a policy"),
        ("rule", _) => words!("一つの規程", "a rule"),
        ("annex", _) => {
            words!("規程の別表。`annex:management#purposes` のように書きます", "an annex of a rule, such as `annex:management#purposes`")
        }
        ("page", _) => words!("`pages/` の文章", "prose of `pages/`"),
        ("notice", _) => words!("一つのお知らせ", "a notice"),
        ("forms", _) => words!("様式の一覧", "forms"),
        ("faq", _) => words!("よくあるご質問", "frequent questions"),
        ("glossary", _) => words!("用語の説明", "glossary"),
        ("notices", _) => words!("お知らせの一覧。新しい順", "the notices, newest first"),
        (name, _) => panic!("what the block {name} prints is missing here"),
    }
}
