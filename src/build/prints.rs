//! The printed matter of a society, as the other outputs need to know it.

use super::OutputFile;
use crate::content::NodeId;
use crate::web::PdfInfo;
use std::collections::BTreeMap;

/// The printed matter of a society.
#[derive(Debug, Default)]
pub(super) struct Prints {
    /// The files.
    pub(super) files: Vec<OutputFile>,
    /// What pages say of them.
    pub(super) infos: Vec<PdfInfo>,
    /// On which sheet of which Japanese file a value of the content stands first.
    pub(super) places: BTreeMap<String, BTreeMap<NodeId, u32>>,
    /// What the next build wants to know: its path in the output, and what it says.
    pub(super) record: Option<(&'static str, Vec<u8>)>,
}
