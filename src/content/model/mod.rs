//! The content model, version 2: one type for each construct. `docs/` describes it for those who write content.

#![allow(missing_docs, reason = "fields bear the names of the content model, whose description says what each means")]

pub mod disclosure;
pub mod documents;
pub mod joint_use;
pub mod lists;
pub mod people;
pub mod processed;
pub mod profile;
pub mod provision;
pub mod purposes;
pub mod scalar;
pub mod security;
pub mod site;
pub mod text;
