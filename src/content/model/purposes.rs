//! `purposes.yaml`: what personal information is held and what it is used for.

use super::scalar::{CategoryId, Desk, Id, Ref, Text};
use super::text::{File, Item, Labels, Node, Notified, Prose, Record};
use crate::content::record::{Load, Loader};
use crate::content::tree::{NodeId, Value};
use crate::{closed_words, record, words};

record! {
    /// `purposes.yaml`.
    Purposes {
        flat file: File,
        opt flows: Labels,
        ask categories: Vec<Category>,
        ask areas: Vec<Area>,
        opt retained_personal_data: RetainedData,
        opt change: Prose,
        list acquisitions: Acquisition,
        opt not_notified: Prose,
        opt reservation: Reservation,
        opt individually_notified: Notified,
    }
}

record! {
    /// A kind of personal information (ガイダンス別表1).
    Category {
        flat record: Record,
        req id: Id,
        req name: Text,
        list items: Item,
        list purposes: Use,
        opt specific: bool,
        opt special_care: bool,
    }
}

record! {
    /// An area of work (ガイダンス別表2).
    Area {
        flat record: Record,
        req id: Id,
        req name: Text,
        ask uses: Uses,
        opt specific: bool,
    }
}

/// The uses of an area by flow, in the order in which they are written.
#[derive(Debug, Clone)]
pub struct Uses(pub Vec<(String, NodeId, Vec<Use>)>);

impl Load for Uses {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        let Value::Map(children) = cx.tree.value(node) else {
            return cx
                .wrong_type(node, &words!("流れの名（internal: など）ごとの利用目的の一覧", "lists of purposes by flow (internal: …)"));
        };
        let load = |n: NodeId, cx: &mut Loader| {
            let key = cx.tree.key(n)?.to_string();
            Vec::load(cx, n).map(|uses| (key, n, uses))
        };
        Some(Uses(children.clone().into_iter().filter_map(|n| load(n, cx)).collect()))
    }
}

closed_words! {
    /// On what a provision rests.
    Basis {
        /// Consent.
        Consent = "consent",
        /// Implied consent.
        ImpliedConsent = "implied_consent",
        /// A law.
        Law = "law",
        /// Entrustment.
        Entrustment = "entrustment",
        /// Joint use.
        JointUse = "joint_use",
    }
}

record! {
    short
    /// A purpose of use.
    Use {
        opt id: Id,
        req text: Text,
        list categories: CategoryId,
        opt basis: Basis,
        opt reference = "ref": Ref,
        list detail: Node,
    } = |t| Use { at: t.at, id: None, text: t, categories: Vec::new(), basis: None, reference: None, detail: Vec::new() }
}

record! {
    /// Whether the purposes of retained personal data are the same.
    Retained {
        req same: bool,
        req text: Prose,
    }
}

/// What is said of retained personal data.
#[derive(Debug, Clone)]
pub enum RetainedData {
    /// The word `same`.
    Same(NodeId),
    /// The same or not, with a sentence.
    Said(Box<Retained>),
    /// A sentence.
    Prose(Prose),
}

impl Load for RetainedData {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        if cx.tree.text(node) == Some("same") {
            return Some(RetainedData::Same(node));
        }
        if cx.tree.get(node, "same").is_some() {
            return Retained::load(cx, node).map(|r| RetainedData::Said(Box::new(r)));
        }
        Prose::load(cx, node).map(RetainedData::Prose)
    }
}

record! {
    /// Information that comes from others.
    Acquisition {
        flat record: Record,
        opt id: Id,
        req from: Text,
        ask data_items: Vec<Item>,
        req uses: Vec<Use>,
    }
}

record! {
    /// The reservation of consent: the three statements of the guidance (Ⅲ7(3)).
    Reservation {
        flat record: Record,
        ask may_object: Prose,
        ask deemed: Prose,
        ask changeable: Prose,
        ask contact: Desk,
    }
}
