//! Finding things in a list by a number that is made of their names: nothing goes through them in an order.

/// FNV-1a: names are short.
pub(crate) fn mark_of(name: &str) -> u32 {
    name.bytes().fold(0x811C_9DC5, |mark, b| (mark ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// Where things are in a list, found by a number that each has. Several may have the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    /// A power of two, more than twice as many as there are things; nothing before the first. Each is free (0), or tells which thing it is, from 1.
    places: Vec<u32>,
}

impl Marks {
    fn start(&self, mark: u32) -> usize {
        (mark ^ mark >> 15) as usize & self.places.len().wrapping_sub(1)
    }

    /// Which thing it is, or else the place where it would be.
    pub(crate) fn find(&self, mark: u32, is: impl Fn(usize) -> bool) -> Result<usize, usize> {
        let mut place = self.start(mark);
        while let Some(index) = self.places.get(place).and_then(|at| (*at as usize).checked_sub(1)) {
            if is(index) {
                return Ok(index);
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        Err(place)
    }

    /// Says that a thing is at a free place.
    pub(crate) fn put(&mut self, place: usize, index: usize) {
        self.places[place] = index as u32 + 1;
    }

    /// Forgets all things, and keeps the places.
    pub(crate) fn clear(&mut self) {
        self.places.fill(0);
    }

    /// Makes room for one more than these.
    pub(crate) fn room(&mut self, count: usize, mark: impl Fn(usize) -> u32) {
        if self.places.len() > 2 * count {
            return;
        }
        let size = (4 * self.places.len()).max(32);
        self.places.clear();
        self.places.resize(size, 0);
        for index in 0..count {
            if let Err(place) = self.find(mark(index), |_| false) {
                self.put(place, index);
            }
        }
    }
}
