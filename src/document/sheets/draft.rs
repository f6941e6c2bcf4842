//! A blank form while it is made: sections that count, boxes that do not.

use crate::content::NodeId;
use crate::document::composer::{Blocks, section};
use crate::document::tree::{Block, Inlines};

/// A form while it is made.
pub(super) struct Draft {
    /// The record that asks for it.
    pub at: NodeId,
    /// What it prints so far.
    pub blocks: Vec<Block>,
    count: u32,
}

impl Draft {
    /// A form with nothing on it.
    pub fn new(at: NodeId) -> Self {
        Draft { at, blocks: Vec::new(), count: 0 }
    }

    /// A part with a number and a heading; nothing where there is nothing to say.
    pub fn part(&mut self, role: &'static str, heading: Inlines, body: Blocks) {
        if !body.is_empty() {
            self.count += 1;
            self.blocks.push(section(self.at, role, None, self.count.to_string(), heading, body));
        }
    }

    /// A part in a frame, without a number.
    pub fn frame(&mut self, role: &'static str, heading: Inlines, body: Blocks) {
        if !body.is_empty() {
            self.blocks.push(section(self.at, role, None, String::new(), heading, body));
        }
    }
}
