//! `processed.yaml`: anonymously and pseudonymously processed information (法41条から46条まで).

use super::scalar::{Desk, Id, Text};
use super::text::{File, Item, Prose, Record};
use crate::record;

record! {
    /// `processed.yaml`.
    Processed {
        flat file: File,
        ask anonymized: Vec<Anonymized>,
        ask pseudonymized: Vec<Pseudonymized>,
    }
}

record! {
    /// Anonymously processed information.
    Anonymized {
        flat record: Record,
        req id: Id,
        opt purpose: Prose,
        ask data_items: Vec<Item>,
        list removed: Text,
        opt continuous: bool,
        opt period: Text,
        ask provision: Provided,
        opt safety: Prose,
        opt contact: Desk,
    }
}

record! {
    /// To whom and how it is provided.
    Provided {
        opt to: Text,
        ask method: Text,
    }
}

record! {
    /// Pseudonymously processed information.
    Pseudonymized {
        flat record: Record,
        req id: Id,
        ask purpose: Prose,
        list data_items: Item,
        opt safety: Prose,
    }
}
