//! `society.yaml`: who the society is and how it is reached.

use super::scalar::{ContactId, Day, FileId, Id, Text, Url};
use super::text::{Address, File, Person, Prose, Record, Ways};
use crate::{closed_words, record};

record! {
    short
    /// The name with its reading and other forms.
    Name {
        req text: Text,
        opt ruby: Text,
        opt latin: Text,
        opt short: Text,
    } = |t| Name { at: t.at, text: t, ruby: None, latin: None, short: None }
}

closed_words! {
    /// What kind of insurer it is.
    SocietyKind {
        /// 健康保険組合
        HealthInsuranceSociety = "health_insurance_society",
        /// 国民健康保険組合
        NationalHealthInsuranceSociety = "national_health_insurance_society",
        /// 共済組合
        MutualAidAssociation = "mutual_aid_association",
    }
}

closed_words! {
    /// Under which paragraph it was set up (健康保険法11条).
    EstablishedUnder {
        /// One employer.
        Single = "art11-1",
        /// Several employers.
        Joint = "art11-2",
    }
}

closed_words! {
    /// What a desk handles.
    Handles {
        /// Complaints.
        Complaint = "complaint",
        /// Requests for disclosure and the like.
        Request = "request",
        /// Consent and its reservation.
        Consent = "consent",
        /// Questions.
        Enquiry = "enquiry",
        /// Other forms of the same information.
        Accessibility = "accessibility",
    }
}

closed_words! {
    /// How deep a 特定個人情報保護評価 went.
    AssessmentLevel {
        /// 基礎項目
        Basic = "basic",
        /// 重点項目
        Priority = "priority",
        /// 全項目
        Full = "full",
    }
}

record! {
    /// `society.yaml`.
    Profile {
        flat file: File,
        flat ways: Ways,
        ask name: Name,
        req kind: SocietyKind,
        ask address: Address,
        ask representative: Person,
        opt established_under: EstablishedUnder,
        opt persons: u32,
        list roles: Role,
        ask contact_points: Vec<ContactPoint>,
        ask public_notice: PublicNotice,
        ask accredited_organizations: Vec<AccreditedOrganization>,
        ask impact_assessments: Vec<ImpactAssessment>,
        ask accessibility: Accessibility,
        list certifications: Certification,
    }
}

record! {
    /// An office that somebody holds.
    Role {
        req id: Id,
        req title: Text,
        opt held_by: Text,
    }
}

record! {
    /// A desk.
    ContactPoint {
        flat record: Record,
        flat ways: Ways,
        opt address: Address,
        req id: Id,
        ask handles: Vec<Handles>,
    }
}

record! {
    /// How public notice is given (公告).
    PublicNotice {
        flat record: Record,
        req method: Text,
        opt basis: Text,
    }
}

record! {
    /// An accredited personal information protection organization (法47条).
    AccreditedOrganization {
        flat ways: Ways,
        opt address: Address,
        req name: Text,
        opt note: Prose,
    }
}

record! {
    /// A 特定個人情報保護評価 (番号法28条).
    ImpactAssessment {
        req title: Text,
        opt level: AssessmentLevel,
        opt assessed_on: Day,
        opt published_on: Day,
        opt url: Url,
        opt file: FileId,
    }
}

record! {
    /// Other forms of the same information.
    Accessibility {
        flat record: Record,
        req contact: ContactId,
    }
}

record! {
    /// A certificate.
    Certification {
        req id: Id,
        req name: Text,
        opt number: Text,
        opt obtained_on: Day,
        opt valid_until: Day,
    }
}
