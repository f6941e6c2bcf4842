//! `forms.yaml`, `files.yaml`, `faq.yaml`, `glossary.yaml`, `waivers.yaml` and the front matter of pages: lists of small records.

use super::scalar::{Day, FileId, Id, Ref, Text, Url};
use super::text::{File, Prose};
use crate::content::record::{Load, Loader};
use crate::content::tree::{NodeId, Value};
use crate::{closed_words, record};

/// A file that is a list of records, bare or under `items` with a title of its own.
#[derive(Debug, Clone)]
pub struct ListFile<T> {
    /// Its place in the content.
    pub at: NodeId,
    /// Title, intro and the like.
    pub file: Option<File>,
    /// The records.
    pub items: Vec<T>,
}

record! {
    /// The long form of a list file.
    LongList {
        flat file: File,
        req items: NodeId,
    }
}

impl<T: Load> Load for ListFile<T> {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Map(children) if !children.is_empty() => {
                let long = LongList::load(cx, node)?;
                Some(ListFile { at: node, items: Vec::load(cx, long.items)?, file: Some(long.file) })
            }
            Value::Map(_) => Some(ListFile { at: node, file: None, items: Vec::new() }),
            _ => Vec::load(cx, node).map(|items| ListFile { at: node, file: None, items }),
        }
    }
}

closed_words! {
    /// A blank form that is printed from the procedure it belongs to.
    Sheet {
        /// A request.
        Request = "request",
        /// An objection.
        Objection = "objection",
        /// A mandate for an agent.
        Mandate = "mandate",
    }
}

closed_words! {
    /// Who fills a form in.
    UsedBy {
        /// The person.
        Applicant = "applicant",
        /// The society.
        Society = "society",
        /// A medical institution.
        Institution = "institution",
    }
}

record! {
    /// A form.
    Form {
        req id: Id,
        opt number: Text,
        opt title: Text,
        list files: FileId,
        opt sheet: Sheet,
        opt of: Ref,
        opt used_by: UsedBy,
        opt purpose: Prose,
    }
}

record! {
    /// A document that the site links to.
    LinkedDocument {
        req id: Id,
        req title: Text,
        opt file: Text,
        opt url: Url,
        opt pages: u32,
        opt text: Prose,
    }
}

record! {
    /// A question and its answer.
    Question {
        req id: Id,
        req q: Text,
        req a: Prose,
    }
}

record! {
    /// A word and what it means.
    GlossaryEntry {
        req id: Id,
        req term: Text,
        opt ruby: Text,
        req text: Prose,
        list aliases: Text,
    }
}

record! {
    /// A finding that is accepted on purpose, for a time.
    Waiver {
        req rule: Text,
        req place = "at": Text,
        req reason: Text,
        req approved_by: Text,
        req approved_on: Day,
        req expires: Day,
    }
}

record! {
    /// The front matter of a Markdown page.
    FrontMatter {
        req id: Id,
        opt title: Text,
    }
}
