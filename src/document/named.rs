//! Things by their names, found by a number that is made of the name. Nothing goes through them in an order.

use super::tree::Wording;

/// A table of things by their names.
#[derive(Debug)]
pub struct Named<T> {
    /// A power of two, at least twice as many as there are things; nothing before the first.
    places: Vec<Option<Entry<T>>>,
    count: usize,
}

#[derive(Debug)]
struct Entry<T> {
    mark: u32,
    name: Wording,
    thing: T,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named { places: Vec::new(), count: 0 }
    }
}

/// FNV-1a: names are short.
pub fn mark_of(name: &str) -> u32 {
    name.bytes().fold(0x811C_9DC5, |mark, b| (mark ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

impl<T> Named<T> {
    /// Where the name is, or the free place where it would be.
    fn place(&self, mark: u32, name: &str) -> usize {
        let most = self.places.len() - 1;
        let mut at = (mark ^ mark >> 15) as usize & most;
        while self.places[at].as_ref().is_some_and(|known| known.mark != mark || known.name.as_str() != name) {
            at = (at + 1) & most;
        }
        at
    }

    /// What has this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        if self.places.is_empty() {
            return None;
        }
        self.places[self.place(mark_of(name), name)].as_ref().map(|entry| &entry.thing)
    }

    /// Gives something a name, if nothing has it; answers whether that was so.
    pub fn insert(&mut self, name: &Wording, thing: T) -> bool {
        let mark = mark_of(name);
        let at = self.room(mark, name);
        let free = self.places[at].is_none();
        if free {
            self.places[at] = Some(Entry { mark, name: name.clone(), thing });
            self.count += 1;
        }
        free
    }

    /// What has this name; if nothing has it, something new.
    pub fn of(&mut self, name: &str) -> &mut T
    where
        T: Default,
    {
        let mark = mark_of(name);
        let at = self.room(mark, name);
        self.count += usize::from(self.places[at].is_none());
        let new = || Entry { mark, name: name.to_owned().into(), thing: T::default() };
        &mut self.places[at].get_or_insert_with(new).thing
    }

    /// The place of a name, where one more may be.
    fn room(&mut self, mark: u32, name: &str) -> usize {
        if self.places.len() <= 2 * self.count {
            let size = (4 * self.places.len()).max(32);
            let before = std::mem::take(&mut self.places);
            self.places.resize_with(size, || None);
            for entry in before.into_iter().flatten() {
                let at = self.place(entry.mark, &entry.name);
                self.places[at] = Some(entry);
            }
        }
        self.place(mark, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn they_are_found_as_in_a_map(names in proptest::collection::vec("[a-c]{0,3}", 0..80)) {
            let (mut here, mut map) = (Named::default(), BTreeMap::new());
            for (i, name) in names.iter().enumerate() {
                prop_assert_eq!(here.get(name), map.get(name));
                prop_assert_eq!(here.insert(&Wording::from(name.clone()), i), !map.contains_key(name));
                map.entry(name.clone()).or_insert(i);
            }
            for name in &names {
                prop_assert_eq!(here.get(name), map.get(name));
            }
        }
    }
}
