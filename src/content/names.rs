//! Names of files: what may stand where in a content folder, and which names are refused.

use crate::diagnostic::{Diagnostic, Place};
use crate::words;

/// The files at the top of a content folder.
pub const FILES: [&str; 13] = [
    "society",
    "site",
    "purposes",
    "provision",
    "joint-use",
    "security",
    "disclosure",
    "processed",
    "forms",
    "files",
    "faq",
    "glossary",
    "waivers",
];

/// The folders that hold any number of YAML files.
pub const FOLDERS: [&str; 3] = ["policies", "rules", "notices"];

/// What a file is, by its path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of the content: to be read.
    Text,
    /// To be listed only.
    Listed,
    /// YAML with the ending `.yml` or capitals.
    Yml,
    /// Nothing that belongs here.
    Unknown,
}

/// What a file is, by its path in the content folder.
pub(super) fn kind(path: &str) -> Kind {
    if path.starts_with("files/") || path.starts_with("fonts/") {
        return Kind::Listed;
    }
    let path = path.strip_prefix("en/").unwrap_or(path);
    let Some((stem, ending)) = path.rsplit_once('.') else { return Kind::Unknown };
    let known = match stem.split_once('/') {
        None => FILES.contains(&stem),
        Some((folder, name)) => FOLDERS.contains(&folder) && !name.contains('/'),
    };
    match ending {
        "yaml" if known => Kind::Text,
        "md" if stem.strip_prefix("pages/").is_some_and(|name| !name.contains('/')) => Kind::Text,
        _ if known && (ending.eq_ignore_ascii_case("yml") || ending.eq_ignore_ascii_case("yaml")) => Kind::Yml,
        _ => Kind::Unknown,
    }
}

/// Hidden files and what desktops and editors leave behind: passed over in silence.
pub(super) fn is_litter(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || matches!(name, "Thumbs.db" | "desktop.ini" | "__MACOSX")
}

/// Why a name cannot be used, if so. `None` stands for a name that is no UTF-8.
pub(super) fn refuse(name: Option<&str>, path: &str) -> Option<Diagnostic> {
    let shown: String = path.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    let why = match name {
        None => words!("文字コードがUTF-8でない名前です。", "The name is not UTF-8."),
        Some(n) if n.contains("..") => words!("名前に .. があります。", "The name contains `..`."),
        Some(n) if n.chars().any(char::is_control) => {
            words!("名前に改行などの制御文字があります。", "The name contains a newline or another control character.")
        }
        Some(n) if n.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) => {
            words!(
                r#"名前に \ : * ? " < > | のどれかがあり、Windowsで使えません。"#,
                r#"The name contains one of \ : * ? " < > |, which Windows cannot use."#
            )
        }
        Some(n) if n.ends_with(['.', ' ']) => words!("名前が点か空白で終わっています。", "The name ends in a point or blank."),
        Some(n) if is_reserved(n) => words!("Windowsが機器のために使う名前です。", "Windows reserves this name for a device."),
        Some(_) => return None,
    };
    let problem = Diagnostic::error("file-name", words!("「{shown}」という名前は使えません。", "The name `{shown}` cannot be used."));
    Some(problem.at(Place::File(path.to_string())).why(why).fix(words!(
        "英小文字、数字、- だけの名前に変えてください（例 privacy-policy.yaml）。",
        "Rename it, with lower-case letters, digits and - only (such as privacy-policy.yaml)."
    )))
}

/// Whether Windows reserves a name: CON, NUL, COM1 and the like, with any ending.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    if !matches!(stem.len(), 3 | 4) {
        return false;
    }
    let stem = stem.to_ascii_uppercase();
    let numbered = |word: &str| stem.strip_prefix(word).is_some_and(|n| matches!(n.as_bytes(), [b'1'..=b'9']));
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// A YAML file whose ending is not `.yaml`.
pub(super) fn rename(path: &str) -> Diagnostic {
    let name = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    Diagnostic::error("yml-ending", words!("「{path}」は読みませんでした。", "`{path}` was not read."))
        .at(Place::File(path.to_string()))
        .why(words!("内容のファイルの拡張子は .yaml です。", "Files of the content end in .yaml."))
        .fix(words!("名前を「{name}.yaml」に変えてください。", "Rename it to `{name}.yaml`."))
}

/// A file that means nothing here.
pub(super) fn unknown(path: &str) -> Diagnostic {
    let problem = Diagnostic::warning("unknown-file", words!("「{path}」は使われません。", "`{path}` is not used."))
        .at(Place::File(path.to_string()))
        .why(words!(
            "この場所にこの名前のファイルがあっても、どのページにも出ません。",
            "A file of this name at this place appears on no page."
        ));
    match similar(path) {
        Some(name) => problem.fix(words!("もしかして「{name}」ですか。名前を変えてください。", "Did you mean `{name}`? Rename it.")),
        None => {
            let files = FILES.map(|f| format!("{f}.yaml")).join(", ");
            problem.fix(words!(
                "置けるのは {files}、policies/・rules/・notices/ の .yaml、pages/ の .md、それらの英訳の en/、配布するファイルの files/、書体の fonts/ です。",
                "What may stand here: {files}; .yaml under policies/, rules/, notices/; .md under pages/; en/ for their English; files/ for downloads; fonts/."
            ))
        }
    }
}

fn similar(path: &str) -> Option<String> {
    let (overlay, rest) = path.strip_prefix("en/").map_or(("", path), |rest| ("en/", rest));
    let (stem, _) = rest.rsplit_once('.').unwrap_or((rest, ""));
    let stem = stem.to_lowercase().replace('_', "-");
    let best = FILES.iter().map(|f| (strsim::damerau_levenshtein(&stem, f), *f)).min()?;
    (best.0 <= 2 && best.0 * 3 <= best.1.len()).then(|| format!("{overlay}{}.yaml", best.1))
}
