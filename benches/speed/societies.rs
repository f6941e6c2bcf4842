//! The generator: N societies of twelve pages, each a small edit of the example's Japanese content with names, numbers and texts of its own.
//! The same number gives the same society on every machine.

use std::fs;
use std::io;
use std::path::Path;

/// The pages of every society: twelve of the content, and one for the year of its notices.
pub const PAGES: usize = 13;

/// Files of the example that are taken over, edited.
const FILES: [&str; 18] = [
    "disclosure.yaml",
    "faq.yaml",
    "files.yaml",
    "forms.yaml",
    "glossary.yaml",
    "joint-use.yaml",
    "processed.yaml",
    "provision.yaml",
    "purposes.yaml",
    "security.yaml",
    "society.yaml",
    "notices/2026-03-02-rates.yaml",
    "notices/2026-04-01-bylaws.yaml",
    "notices/2026-12-01-purposes.yaml",
    "pages/employers.md",
    "pages/introduction.md",
    "policies/basic-policy.yaml",
    "rules/receipt-disclosure.yaml",
];

/// What the example says of its long management rules, which these societies do not publish, and of pages that stand elsewhere here.
const EDITS: [(&str, &str); 9] = [
    ("    rule: management\n", ""),
    ("<rule:management/full>の<item:management#fees/number>", "組合の規程"),
    ("<rule:management/full>の<item:management#disposal/number>", "組合の規程"),
    ("「<rule:management>」の<item:management#entrustees/number>", "委託先の管理についての規程"),
    ("「<rule:management>」", "個人情報の保護に関する規程"),
    ("<page:processed>", "<page:security>"),
    ("- 決まりの全文 … <page:rules>、<page:receipts>", "- 決まりの全文 … <page:receipts>"),
    ("「規程と要領」", "「要領」"),
    ("<page:health-plan>", "<page:about>"),
];

/// The plan of the site: twelve pages, one bulletin for the board.
const SITE: &str = "\
base_url: https://kenpo{n}.example.or.jp/
publish_on: 2026-12-01
languages: [ja]
era: true
page_features: {text_size: true, page_top: true, print_pdf: false, feed: true}
terms: {self: 当組合, members: 加入者}
abbreviations: {appi: 個人情報保護法, bango: 番号法, shogai: 障害者差別解消法, koreisha: 高齢者医療確保法}
menu:
  - {title: 個人情報保護, pages: [privacy, purposes, third-parties, joint-use, requests, security]}
  - {title: 要領とお知らせ, pages: [receipts, notices]}
  - {title: 組合の案内, pages: [about, employers, help]}
pages:
  - {id: home, path: \"\", title: 例示健康保険組合　個人情報保護のページ, blocks: [page:introduction, {id: home-news, heading: 新しいお知らせ, block: notices}]}
  - {id: privacy, path: privacy/, title: 個人情報保護について, blocks: [policy:basic-policy, {id: operator, heading: 個人情報を取り扱う事業者, block: society}, accessibility]}
  - {id: purposes, path: privacy/purposes/, blocks: [purposes, contact:privacy]}
  - {id: third-parties, path: privacy/third-parties/, blocks: [provision, purposes/reservation, contact:privacy]}
  - {id: joint-use, path: privacy/joint-use/, blocks: [joint-use, {id: joint-use-desk, heading: 共同利用についてのお問い合わせ, block: contact:health}]}
  - id: requests
    path: privacy/requests/
    numbering: \"1. \"
    title: 開示などの請求と苦情の申出
    blocks:
      - disclosure
      - forms
      - {id: request-desk, heading: 請求と苦情の窓口, text: 請求書の送付、苦情の申出、ご相談は、次の窓口へお願いします。, block: contact:privacy}
  - {id: security, path: privacy/security/, blocks: [security, processed, {block: impact-assessments}, files]}
  - {id: receipts, path: rules/receipts/, blocks: [rule:receipt-disclosure]}
  - {id: notices, path: notices/, title: お知らせ, blocks: [notice:2026-12-01-purposes, notice:2026-04-01-bylaws, notice:2026-03-02-rates]}
  - {id: about, path: about/, title: 組合の案内, blocks: [society, public-notice, contacts]}
  - {id: employers, path: about/employers/, blocks: [page:employers]}
  - {id: help, path: help/, title: ご質問と用語, blocks: [faq, glossary]}
bulletins:
  - id: board
    title: 個人情報の取扱いに関する公表事項
    for: 掲示板
    paper: {size: A3, orientation: portrait}
    letterhead: {to: 加入者の皆様, from: representative, date: 2026-12-01}
    numbering: \"第1　\"
    blocks:
      - {id: board-operator, heading: 個人情報を取り扱う事業者, block: society}
      - {block: purposes, parts: [intro, retained, by-area]}
      - joint-use
      - {block: provision, parts: [specific-rule, implied-consent]}
      - {id: board-objection, heading: 同意しがたい利用目的があるとき, block: purposes/reservation}
      - {id: board-requests, heading: 開示などの請求, block: disclosure/brief}
      - {id: board-desk, heading: 苦情とご相談の窓口, block: contact:privacy}
redirects: [{from: member/info/policy.html, to: privacy/}]
";

/// The example's content, read once.
pub struct Example {
    files: Vec<(&'static str, String)>,
}

impl Example {
    /// Reads the example.
    pub fn read(folder: &Path) -> io::Result<Example> {
        let read = |name: &'static str| Ok((name, fs::read_to_string(folder.join(name))?));
        Ok(Example { files: FILES.into_iter().map(read).collect::<io::Result<_>>()? })
    }

    /// Writes the society with a number.
    pub fn write(&self, n: usize, folder: &Path) -> io::Result<()> {
        for sub in ["notices", "pages", "policies", "rules"] {
            fs::create_dir_all(folder.join(sub))?;
        }
        fs::write(folder.join("site.yaml"), own(&SITE.replace("{n}", &n.to_string()), n))?;
        for (name, text) in &self.files {
            let text = EDITS.iter().fold(text.clone(), |text, (from, to)| text.replace(from, to));
            fs::write(folder.join(name), varied(name, &own(&text, n), n))?;
        }
        Ok(())
    }
}

/// Writes `count` societies below a folder: `0001`, `0002`, …
pub fn write(example: &Example, count: usize, folder: &Path) -> io::Result<()> {
    (1..=count).try_for_each(|n| example.write(n, &folder.join(name(n))))
}

/// The folder of a society.
pub fn name(n: usize) -> String {
    format!("{n:04}")
}

/// The example's names, numbers and days as those of a society of its own. Telephone numbers stay within 03-0000.
fn own(text: &str, n: usize) -> String {
    let kanji: String = n.to_string().chars().map(|d| "〇一二三四五六七八九".chars().nth(d as usize - '0' as usize).unwrap_or(d)).collect();
    let tel = |k: usize| format!("03-0000-{:04}", (n * 7 + k) % 10_000);
    let mut text = text.replace("例示健康保険組合連合会", "\u{1}").replace("例示健康保険組合", &format!("例示第{kanji}健康保険組合"));
    for (from, to) in [
        ("\u{1}", "例示健康保険組合連合会".to_owned()),
        ("れいじけんこうほけんくみあい", "れいじだいけんこうほけんくみあい".to_owned()),
        ("short: 例示健保", format!("short: 例示第{kanji}健保")),
        ("Reiji Health Insurance Society", format!("Reiji Health Insurance Society No. {n}")),
        ("例示町一丁目2番3号", format!("例示町{}丁目{}番{}号", n % 9 + 1, n % 31 + 1, n % 17 + 1)),
        ("persons: 8400", format!("persons: {}", 3000 + n * 37 % 90_000)),
        ("03-0000-0000", tel(0)),
        ("03-0000-0001", tel(1)),
        ("03-0000-0010", tel(2)),
        ("03-0000-0011", tel(3)),
        ("03-0000-0020", tel(4)),
        ("03-0000-0021", tel(5)),
        ("privacy@example.or.jp", format!("privacy@kenpo{n}.example.or.jp")),
        ("health@example.or.jp", format!("health@kenpo{n}.example.or.jp")),
        ("例示データ株式会社", format!("例示データ第{kanji}株式会社")),
        ("例示メディカルチェック株式会社", format!("例示メディカルチェック{kanji}株式会社")),
        ("例示商事", format!("例示商事{kanji}")),
        ("例示運輸", format!("例示運輸{kanji}")),
        ("例示健保発第", format!("例示{kanji}健保発第")),
        ("amount: 300", format!("amount: {}", 100 + n % 9 * 50)),
        ("1000分の94.0", format!("1000分の{}.{}", 88 + n % 9, n % 10)),
        ("\"94.0\"", format!("\"{}.{}\"", 88 + n % 9, n % 10)),
    ] {
        text = text.replace(from, &to);
    }
    text
}

/// Lists in an order of its own, and a sentence that no other society has.
fn varied(name: &str, text: &str, n: usize) -> String {
    match name {
        "faq.yaml" | "glossary.yaml" => rotated(text, n),
        "policies/basic-policy.yaml" => text.replace(
            "この方針と取組を絶えず見直します。",
            &format!("この方針と取組を絶えず見直します。直近の点検では{}件を改めました。", n % 97 + 1),
        ),
        "purposes.yaml" => text
            .replace("組合会議員、役職員、取引先、お問い合わせ", &format!("組合会議員（{}名）、役職員、取引先、お問い合わせ", n % 23 + 8)),
        _ => text.to_owned(),
    }
}

/// The entries of a list of one line each, begun at another one.
fn rotated(text: &str, n: usize) -> String {
    let (mut entries, rest): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("  - {id:"));
    let by = n % entries.len().max(1);
    entries.rotate_left(by);
    rest.into_iter().chain(entries).flat_map(|line| [line, "\n"]).collect()
}
