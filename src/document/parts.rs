//! Which parts of which blocks stand somewhere: they are a few, so that they are looked for one after the other.

/// Parts of blocks.
#[derive(Debug, Default)]
pub struct Parts {
    blocks: Vec<OfBlock>,
}

#[derive(Debug)]
struct OfBlock {
    kind: &'static str,
    id: Box<str>,
    parts: Vec<&'static str>,
}

impl Parts {
    /// Whether there are none.
    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Whether a part is among them, of the block of this kind and id; the id is empty where the block has none.
    pub fn contains(&self, kind: &str, id: &str, part: &str) -> bool {
        self.blocks.iter().find(|block| block.is(kind, id)).is_some_and(|block| block.parts.contains(&part))
    }

    /// Whether any part is among them of a block of this kind that has an id.
    pub fn has_single(&self, kind: &str) -> bool {
        self.blocks.iter().any(|block| block.kind == kind && !block.id.is_empty())
    }

    /// Adds a part; answers whether it was not among them.
    pub fn insert(&mut self, kind: &'static str, id: &str, part: &'static str) -> bool {
        let Some(block) = self.blocks.iter_mut().find(|block| block.is(kind, id)) else {
            self.blocks.push(OfBlock { kind, id: id.into(), parts: vec![part] });
            return true;
        };
        let new = !block.parts.contains(&part);
        if new {
            block.parts.push(part);
        }
        new
    }
}

impl OfBlock {
    fn is(&self, kind: &str, id: &str) -> bool {
        self.kind == kind && *self.id == *id
    }
}
