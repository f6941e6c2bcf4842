//! `provision.yaml`: provision to third parties.

use super::scalar::{CategoryId, Desk, Id, Text};
use super::text::{Consent, File, Prose, Record};
use crate::{closed_words, record};

record! {
    /// `provision.yaml`.
    Provision {
        flat file: File,
        opt exceptions: Prose,
        list not_third_party: NotThirdParty,
        ask specific_rule: Prose,
        opt entrustment: Entrustment,
        opt implied_consent: ImpliedConsent,
        ask opt_out: Prose,
        ask foreign_third_parties: Vec<ForeignThirdParty>,
    }
}

closed_words! {
    /// Who is no third party (法27条5項).
    NotThirdPartyCase {
        /// 委託
        Entrustment = "entrustment",
        /// 事業の承継
        Succession = "succession",
        /// 共同利用
        JointUse = "joint_use",
    }
}

record! {
    /// A case that is no provision to a third party.
    NotThirdParty {
        req case: NotThirdPartyCase,
        req text: Prose,
    }
}

record! {
    /// Entrusted work.
    Entrustment {
        flat record: Record,
        ask policy: Prose,
        list list: EntrustedWork,
    }
}

record! {
    /// A piece of work and to whom it is entrusted.
    EntrustedWork {
        opt id: Id,
        req business: Text,
        opt name: Text,
        list categories: CategoryId,
        opt country: Text,
    }
}

record! {
    /// What is done on implied consent.
    ImpliedConsent {
        flat record: Record,
        ask contact: Desk,
        ask items: Vec<Consent>,
    }
}

closed_words! {
    /// On what provision abroad rests (法28条).
    ForeignBasis {
        /// Consent.
        Consent = "consent",
        /// A system of equal standard.
        EquivalentSystem = "equivalent_system",
        /// A country of equal standard.
        EquivalentCountry = "equivalent_country",
    }
}

record! {
    /// A third party abroad.
    ForeignThirdParty {
        flat record: Record,
        req id: Id,
        req recipient: Text,
        req country: Text,
        req basis: ForeignBasis,
    }
}
