//! `security.yaml`: measures for security (法32条1項4号, 施行令10条).

use super::text::{File, Prose, Record};
use crate::content::model::scalar::Text;
use crate::content::record::{Load, Loader};
use crate::content::tree::NodeId;
use crate::record;

record! {
    /// `security.yaml`.
    Security {
        flat file: File,
        ask measures: Measures,
        ask entrustee_supervision: Prose,
    }
}

record! {
    /// The measures by the headings of the guidelines.
    Measures {
        flat record: Record,
        ask basic_policy: Prose,
        ask rules: Prose,
        ask organizational: Prose,
        ask human: Prose,
        ask physical: Prose,
        ask technical: Prose,
        ask external_environment: Environment,
    }
}

record! {
    /// Countries in which data are handled.
    Abroad {
        req countries: Vec<Text>,
        req text: Prose,
    }
}

/// What is said of handling abroad.
#[derive(Debug, Clone)]
pub enum Environment {
    /// With the countries.
    Abroad(Box<Abroad>),
    /// A sentence.
    Prose(Prose),
}

impl Load for Environment {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        if cx.tree.get(node, "countries").is_some() {
            return Abroad::load(cx, node).map(|a| Environment::Abroad(Box::new(a)));
        }
        Prose::load(cx, node).map(Environment::Prose)
    }
}
