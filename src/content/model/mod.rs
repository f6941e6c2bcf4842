//! The content model, version 2: one type for each construct. `docs/` describes it for those who write content.

pub mod disclosure;
pub mod documents;
pub mod joint_use;
pub mod lists;
pub mod processed;
pub mod profile;
pub mod provision;
pub mod purposes;
pub mod scalar;
pub mod security;
pub mod site;
pub mod text;
