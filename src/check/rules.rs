//! The rules of a run that may not need them: those that are built in are read when a society is first looked at.

use super::pack::Packs;
use crate::diagnostic::Diagnostic;
use std::sync::OnceLock;

/// Packs, read when they are first needed.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    packs: OnceLock<Result<Packs, Vec<Diagnostic>>>,
    /// Whether a society's own may be among them.
    own: bool,
}

impl Rules {
    /// Those that are built in.
    pub fn builtin() -> Rules {
        Rules::default()
    }

    /// The packs, or why they cannot be read.
    pub fn get(&self) -> Result<&Packs, &[Diagnostic]> {
        self.packs.get_or_init(Packs::builtin).as_ref().map_err(Vec::as_slice)
    }

    /// The packs, if a society's own may be among them.
    pub fn own(&self) -> impl Iterator<Item = &Packs> {
        self.packs.get().into_iter().flatten().filter(|_| self.own)
    }

    /// Whether they were read.
    pub fn are_read(&self) -> bool {
        self.packs.get().is_some()
    }
}

/// Packs that were read before, a society's own among them.
impl From<Packs> for Rules {
    fn from(packs: Packs) -> Rules {
        Rules { packs: OnceLock::from(Ok(packs)), own: true }
    }
}
