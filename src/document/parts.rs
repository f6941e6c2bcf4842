//! Which parts of which blocks stand somewhere: they are a few, so that they are looked for one after the other.

/// Parts of blocks.
#[derive(Debug, Default)]
pub struct Parts {
    all: Vec<OfBlock>,
}

#[derive(Debug)]
struct OfBlock {
    kind: &'static str,
    id: Box<str>,
    part: &'static str,
}

impl Parts {
    /// Whether there are none.
    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Takes them out, and keeps the room for others.
    pub fn clear(&mut self) {
        self.all.clear();
    }

    /// Whether a part is among them, of the block of this kind and id; the id is empty where the block has none.
    pub fn contains(&self, kind: &str, id: &str, part: &str) -> bool {
        self.all.iter().any(|one| one.part == part && one.kind == kind && *one.id == *id)
    }

    /// Whether any part is among them of a block of this kind that has an id.
    pub fn has_single(&self, kind: &str) -> bool {
        self.all.iter().any(|one| one.kind == kind && !one.id.is_empty())
    }

    /// Adds a part; answers whether it was not among them.
    pub fn insert(&mut self, kind: &'static str, id: &str, part: &'static str) -> bool {
        let new = !self.contains(kind, id, part);
        if new {
            self.all.push(OfBlock { kind, id: id.into(), part });
        }
        new
    }
}
