//! `joint-use.yaml`: joint use (法27条5項3号).

use super::scalar::{Day, Id, PartyId, Ref, Text};
use super::text::{Address, File, Item, Notified, OneOrMany, Person, Prose, Record};
use crate::content::record::{Load, Loader};
use crate::content::tree::{NodeId, Value};
use crate::{closed_words, record};

record! {
    /// `joint-use.yaml`.
    JointUses {
        flat file: File,
        ask statement: Prose,
        ask items: Vec<JointUse>,
    }
}

closed_words! {
    /// With whom data are used jointly.
    Partner {
        /// The employer.
        Employer = "employer",
        /// The federation of societies.
        Federation = "federation",
        /// Another society.
        Society = "society",
        /// A group of companies.
        Group = "group",
        /// Medical institutions.
        Medical = "medical",
        /// A contractor.
        Contractor = "contractor",
    }
}

record! {
    /// One joint use.
    JointUse {
        flat record: Record,
        req id: Id,
        req partner: Partner,
        opt rationale: Prose,
        ask data_items: Vec<Item>,
        list excludes: Text,
        ask parties: Vec<Party>,
        ask manager: Managers,
        opt acquisition: Prose,
        opt transfer: Prose,
        opt since: Day,
        opt individually_notified: Notified,
    }
}

closed_words! {
    /// What a party is.
    PartyRole {
        /// A joint user.
        JointUser = "joint_user",
        /// Somebody to whom work is entrusted: no joint user.
        Entrustee = "entrustee",
    }
}

record! {
    /// A party of a joint use; `name: society` is the society itself.
    Party {
        flat record: Record,
        opt id: Id,
        req name: Text,
        opt role: PartyRole,
        list handlers: Text,
        opt condition: Prose,
        opt listed_at: Ref,
        ask purpose: Prose,
    }
}

record! {
    /// Who answers for the management of the data.
    Manager {
        flat record: Record,
        opt party: PartyId,
        opt name: Text,
        ask address: Address,
        ask representative: Person,
        opt post: OneOrMany<Text>,
    }
}

/// One manager: the word `society`, or a record.
#[derive(Debug, Clone)]
pub enum ManagerIs {
    /// The society itself: all from `society.yaml`.
    Society(NodeId),
    /// Somebody by name.
    Named(Box<Manager>),
}

impl Load for ManagerIs {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Text(t) if &**t == "society" => Some(ManagerIs::Society(node)),
            _ => Manager::load(cx, node).map(|m| ManagerIs::Named(Box::new(m))),
        }
    }
}

/// One or several managers.
pub type Managers = OneOrMany<ManagerIs>;
