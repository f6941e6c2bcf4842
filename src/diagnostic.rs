//! One problem, as every printer shows it: what, where, why, how to mend. How it looks on a terminal is `cli::report`'s affair.

use crate::content::{NodeId, Part};
use crate::lang::Words;
use std::ops::Range;

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Cannot be used, or may not be published.
    Error,
    /// Works, but is probably not meant.
    Warning,
    /// Worth knowing.
    Info,
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A value of the content (or its key): turned into file, line and column when it is printed.
    Node(NodeId, Part),
    /// A part of a text value: byte range within the text of the node as YAML gives it.
    Within(NodeId, Range<usize>),
    /// A byte range of a file, by its path relative to the content folder (`joint-use.yaml`).
    Bytes(String, Range<usize>),
    /// A whole file or folder.
    File(String),
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable short name, `unknown-key`.
    pub code: &'static str,
    /// How grave.
    pub severity: Severity,
    /// What is wrong, one sentence.
    pub what: Words,
    /// Where; a problem of the arguments has none.
    pub place: Option<Place>,
    /// A few words under the carets.
    pub label: Option<Words>,
    /// Why it matters.
    pub why: Option<Words>,
    /// How to mend it.
    pub fix: Option<Words>,
    /// Other places that belong to it, each with a few words.
    pub others: Vec<(Place, Words)>,
}

impl Diagnostic {
    /// An error.
    #[cold]
    pub fn error(code: &'static str, what: Words) -> Self {
        Diagnostic { code, severity: Severity::Error, what, place: None, label: None, why: None, fix: None, others: Vec::new() }
    }

    /// A warning.
    #[cold]
    pub fn warning(code: &'static str, what: Words) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, what) }
    }

    /// At this place.
    #[cold]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// At the value of this node.
    #[cold]
    pub fn at_value(self, node: NodeId) -> Self {
        self.at(Place::Node(node, Part::Value))
    }

    /// At the key of this node.
    #[cold]
    pub fn at_key(self, node: NodeId) -> Self {
        self.at(Place::Node(node, Part::Key))
    }

    /// With these words under the carets.
    #[cold]
    pub fn label(mut self, words: Words) -> Self {
        self.label = Some(words);
        self
    }

    /// Because of this.
    #[cold]
    pub fn why(mut self, words: Words) -> Self {
        self.why = Some(words);
        self
    }

    /// Mended like this.
    #[cold]
    pub fn fix(mut self, words: Words) -> Self {
        self.fix = Some(words);
        self
    }

    /// With another place that belongs to it.
    #[cold]
    pub fn also(mut self, place: Place, words: Words) -> Self {
        self.others.push((place, words));
        self
    }
}
