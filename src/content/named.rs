//! Things by their names, found by a number that is made of the name.

use super::marks::{Marks, mark_of};
use std::borrow::Borrow;

/// Most tables have no more things.
const SOME: usize = 16;

/// A table of things by their names.
#[derive(Debug, Clone)]
pub(crate) struct Named<K, T> {
    marks: Marks,
    entries: Vec<Entry<K, T>>,
}

#[derive(Debug, Clone)]
struct Entry<K, T> {
    mark: u32,
    name: K,
    thing: T,
}

impl<K, T> Default for Named<K, T> {
    fn default() -> Self {
        Named { marks: Marks::default(), entries: Vec::new() }
    }
}

impl<K: Borrow<str> + Clone, T> Named<K, T> {
    /// Takes all things out, and keeps the room for others.
    pub fn clear(&mut self) {
        self.marks.clear();
        self.entries.clear();
    }

    /// What has this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        if self.entries.is_empty() {
            return None;
        }
        self.find(mark_of(name), name).ok().map(|index| &self.entries[index].thing)
    }

    /// The same, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.find(mark_of(name), name).ok().map(|index| &mut self.entries[index].thing)
    }

    /// Gives something a name, if nothing has it; answers whether that was so.
    pub fn insert(&mut self, name: &K, thing: T) -> bool {
        self.name(name, thing).is_ok()
    }

    /// The same; answers with what has the name.
    pub fn name(&mut self, name: &K, thing: T) -> Result<(), &T> {
        let mark = mark_of(name.borrow());
        self.marks.room(self.entries.len(), |i| self.entries[i].mark);
        match self.find(mark, name.borrow()) {
            Ok(index) => Err(&self.entries[index].thing),
            Err(place) => {
                self.add(place, Entry { mark, name: name.clone(), thing });
                Ok(())
            }
        }
    }

    /// What has this name; if nothing has it, something new.
    pub fn of(&mut self, name: &str) -> &mut T
    where
        T: Default,
        K: From<String>,
    {
        let mark = mark_of(name);
        self.marks.room(self.entries.len(), |i| self.entries[i].mark);
        let index = match self.find(mark, name) {
            Ok(index) => index,
            Err(place) => self.add(place, Entry { mark, name: name.to_owned().into(), thing: T::default() }),
        };
        &mut self.entries[index].thing
    }

    /// All names, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = self.entries.iter().map(|entry| entry.name.borrow()).collect();
        names.sort_unstable();
        names.into_iter()
    }

    fn find(&self, mark: u32, name: &str) -> Result<usize, usize> {
        self.marks.find(mark, |i| self.entries[i].mark == mark && self.entries[i].name.borrow() == name)
    }

    fn add(&mut self, place: usize, entry: Entry<K, T>) -> usize {
        self.marks.put(place, self.entries.len());
        if self.entries.is_empty() {
            self.entries.reserve(SOME);
        }
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
            let (mut here, mut map) = (Named::<String, usize>::default(), BTreeMap::new());
            for (i, name) in names.iter().enumerate() {
                prop_assert_eq!(here.get(name), map.get(name));
                prop_assert_eq!(here.insert(name, i), !map.contains_key(name));
                map.entry(name.clone()).or_insert(i);
            }
            for name in &names {
                prop_assert_eq!(here.get(name), map.get(name));
            }
            prop_assert!(here.names().eq(map.keys()));
        }
    }
}
