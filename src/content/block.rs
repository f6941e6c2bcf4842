//! The closed list of blocks: what a page may print, and in which order a block prints its parts.

/// A kind of block with the parts that it prints.
#[derive(Debug, PartialEq, Eq)]
pub struct BlockKind {
    /// Its name, `joint-use`.
    pub name: &'static str,
    /// What its id names, when it takes one: `contact`, `joint-use`, `annex`.
    pub id: Option<&'static str>,
    /// The parts that it prints, in this order.
    pub parts: &'static [&'static str],
    /// Parts that it prints only when asked.
    pub extra: &'static [&'static str],
    /// The file that it reads, without which it does not exist.
    pub file: Option<&'static str>,
}

const fn plain(name: &'static str) -> BlockKind {
    BlockKind { name, id: None, parts: &[], extra: &[], file: None }
}

const fn of(name: &'static str, id: &'static str, parts: &'static [&'static str]) -> BlockKind {
    BlockKind { name, id: Some(id), parts, extra: &[], file: None }
}

const fn file(name: &'static str, parts: &'static [&'static str], extra: &'static [&'static str]) -> BlockKind {
    BlockKind { name, id: None, parts, extra, file: Some(name) }
}

/// All blocks.
pub const BLOCKS: &[BlockKind] = &[
    plain("society"),
    of("contact", "contact", &[]),
    plain("contacts"),
    plain("accredited"),
    plain("certifications"),
    plain("impact-assessments"),
    plain("public-notice"),
    plain("accessibility"),
    file("files", &[], &[]),
    plain("ki"),
    plain("ijo"),
    file(
        "purposes",
        &["intro", "change", "retained", "reservation", "by-area", "by-category", "acquisitions", "not-notified", "notes", "history"],
        &["matrix"],
    ),
    file(
        "provision",
        &[
            "intro",
            "exceptions",
            "not-third-party",
            "specific-rule",
            "entrustment",
            "implied-consent",
            "opt-out",
            "foreign",
            "notes",
            "history",
        ],
        &[],
    ),
    file("joint-use", &["intro", "statement", "items", "notes", "history"], &[]),
    of("joint-use", "joint-use", &[]),
    file("security", &["intro", "measures", "supervision", "notes", "history"], &[]),
    file("disclosure", &["intro", "procedures", "fees", "notes", "history"], &["brief"]),
    of("procedure", "procedure", &[]),
    file("processed", &["intro", "anonymized", "pseudonymized", "notes", "history"], &[]),
    of("policy", "policy", &["intro", "body", "notes", "history", "signed"]),
    of("rule", "rule", &["intro", "articles", "body", "notes", "supplementary", "history", "annexes"]),
    of("annex", "annex", &[]),
    of("page", "page", &[]),
    of("notice", "notice", &[]),
    file("forms", &[], &[]),
    file("faq", &[], &[]),
    file("glossary", &[], &[]),
    BlockKind { name: "notices", id: None, parts: &[], extra: &["news", "public_notice", "change", "incident"], file: None },
];

/// A block as a page names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockRef<'t> {
    /// Its kind.
    pub kind: &'static BlockKind,
    /// The id after the colon.
    pub id: Option<&'t str>,
    /// The part after the slash.
    pub part: Option<&'static str>,
}

impl<'t> BlockRef<'t> {
    /// Reads `kind`, `kind:id`, `kind/part`, `kind:id/part`; nothing when the list has no such block.
    pub fn parse(name: &'t str) -> Option<Self> {
        let (head, part) = match name.split_once('/') {
            Some((head, part)) => (head, Some(part)),
            None => (name, None),
        };
        let (word, id) = match head.split_once(':') {
            Some((word, id)) => (word, Some(id)),
            None => (head, None),
        };
        let kind = BLOCKS.iter().find(|b| b.name == word && b.id.is_some() == id.is_some())?;
        if id == Some("") {
            return None;
        }
        let part = match part {
            Some(p) => Some(*kind.parts.iter().chain(kind.extra).find(|k| **k == p)?),
            None => None,
        };
        Some(BlockRef { kind, id, part })
    }

    /// The kinds of this name, with and without an id.
    pub fn kinds(name: &str) -> Vec<&'static BlockKind> {
        BLOCKS.iter().filter(|b| b.name == name).collect()
    }

    /// The names of all kinds, for did-you-mean.
    pub fn words() -> Vec<&'static str> {
        BLOCKS.iter().map(|b| b.name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_nothing_else() {
        let b = BlockRef::parse("purposes/by-area").unwrap();
        assert_eq!((b.kind.name, b.id, b.part), ("purposes", None, Some("by-area")));
        let b = BlockRef::parse("joint-use:checkups").unwrap();
        assert_eq!((b.kind.name, b.id, b.part), ("joint-use", Some("checkups"), None));
        let b = BlockRef::parse("annex:management#purposes").unwrap();
        assert_eq!(b.id, Some("management#purposes"));
        for wrong in ["purpose", "contact", "contact:", "purposes:x", "purposes/areas", "society/intro", ""] {
            assert_eq!(BlockRef::parse(wrong), None, "{wrong}");
        }
    }
}
