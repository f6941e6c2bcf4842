//! The check before publication: rules as data, an outcome for every one of them, and reports.

pub mod answer;
pub mod citation;
pub mod finding;
pub mod kind;
mod law_label;
pub mod message;
pub mod pack;
mod proof;
pub mod rendered;
pub mod rule;
pub mod run;
pub mod scalar;
pub mod texts;
pub mod view;

pub use finding::{Finding, Outcome, Report, RuleResult};
pub use pack::{Pack, Packs};
pub use rendered::Rendered;
pub use texts::Body;
