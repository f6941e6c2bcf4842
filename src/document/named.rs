//! Things by their names, found by a number that is made of the name. Nothing goes through them in an order.

use super::tree::Wording;
use crate::content::marks::{Marks, mark_of};

/// A table of things by their names.
#[derive(Debug)]
pub struct Named<T> {
    places: Marks,
    entries: Vec<Entry<T>>,
}

#[derive(Debug)]
struct Entry<T> {
    mark: u32,
    name: Wording,
    thing: T,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named { places: Marks::default(), entries: Vec::new() }
    }
}

impl<T> Named<T> {
    /// What has this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        let entry = &self.entries[self.find(mark_of(name), name).ok()?];
        Some(&entry.thing)
    }

    /// Gives something a name, if nothing has it; answers whether that was so.
    pub fn insert(&mut self, name: &Wording, thing: T) -> bool {
        let mark = mark_of(name);
        self.places.room(self.entries.len(), |i| self.entries[i].mark);
        let free = self.find(mark, name);
        if let Err(place) = free {
            self.add(place, Entry { mark, name: name.clone(), thing });
        }
        free.is_err()
    }

    /// What has this name; if nothing has it, something new.
    pub fn of(&mut self, name: &str) -> &mut T
    where
        T: Default,
    {
        let mark = mark_of(name);
        self.places.room(self.entries.len(), |i| self.entries[i].mark);
        let index = match self.find(mark, name) {
            Ok(index) => index,
            Err(place) => self.add(place, Entry { mark, name: name.to_owned().into(), thing: T::default() }),
        };
        &mut self.entries[index].thing
    }

    fn find(&self, mark: u32, name: &str) -> Result<usize, usize> {
        self.places.find(mark, |i| self.entries[i].mark == mark && self.entries[i].name.as_str() == name)
    }

    fn add(&mut self, place: usize, entry: Entry<T>) -> usize {
        self.places.put(place, self.entries.len());
        self.entries.push(entry);
        self.entries.len() - 1
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
