//! Building: which societies there are, and how their rendered files take the place of the old output at one stroke.
//!
//! `plan` finds the societies, `society` renders one, `install` puts its files in place. Every promise of the README about `output/` is kept here.

mod change;
mod copies;
mod in_place;
mod inputs;
mod install;
mod manifest;
mod names;
mod parallel;
mod place;
mod plan;
#[cfg(feature = "pdf")]
pub(crate) mod print;
mod prints;
mod refusal;
mod run;
pub mod society;
mod stage;
mod standing;
mod sum;
mod swap;

pub use change::Change;
pub use inputs::Inputs;
pub use install::{Installed, install, install_waiting};
pub use manifest::{Findings, MANIFEST, Manifest};
pub use parallel::parallel;
pub use place::apart;
pub use plan::{Folder, Plan, Site};
pub use refusal::{Stop, failure};
pub use run::{Outcome, Render, Rendered, Settings, run};

pub use crate::web::OutputFile;
