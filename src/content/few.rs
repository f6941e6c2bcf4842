//! Lists that mostly hold one thing or none: then they need no memory of their own.

use std::fmt;
use std::iter::Chain;
use std::ops::{Deref, DerefMut};
use std::{option, slice, vec};

/// A list, mostly of one thing or none.
#[derive(Clone)]
pub enum Few<T> {
    /// One thing.
    One(T),
    /// None, or several.
    Many(Vec<T>),
}

/// Where there are several, there will be room for so many more.
const MORE: usize = 3;

impl<T> Few<T> {
    /// None.
    pub const fn new() -> Self {
        Few::Many(Vec::new())
    }

    /// All of them.
    pub fn as_slice(&self) -> &[T] {
        self
    }

    /// Adds one at the end.
    #[inline(never)]
    pub fn push(&mut self, more: T) {
        match self {
            Few::Many(all) if all.is_empty() => *self = Few::One(more),
            Few::Many(all) => all.push(more),
            Few::One(_) => self.change(|all| all.push(more)),
        }
    }

    /// Adds all of another list at the end.
    #[inline(never)]
    pub fn append(&mut self, more: Few<T>) {
        match more {
            Few::One(one) => self.push(one),
            Few::Many(all) if self.is_empty() => *self = Few::Many(all),
            Few::Many(all) if all.is_empty() => {}
            Few::Many(more) => self.change(|all| all.extend(more)),
        }
    }

    /// Adds one at a place, at most behind the last.
    pub fn insert(&mut self, at: usize, more: T) {
        self.change(|all| all.insert(at, more));
    }

    /// Changes it as a list with some room.
    fn change(&mut self, change: impl FnOnce(&mut Vec<T>)) {
        let mut all = match std::mem::take(self) {
            Few::Many(all) => all,
            Few::One(one) => {
                let mut all = Vec::with_capacity(1 + MORE);
                all.push(one);
                all
            }
        };
        change(&mut all);
        *self = Few::Many(all);
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Few::new()
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        match self {
            Few::One(one) => slice::from_ref(one),
            Few::Many(all) => all,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Few::One(one) => slice::from_mut(one),
            Few::Many(all) => all,
        }
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(all: Vec<T>) -> Self {
        Few::Many(all)
    }
}

impl<T> From<Few<T>> for Vec<T> {
    #[inline(never)]
    fn from(few: Few<T>) -> Self {
        match few {
            Few::One(one) => vec![one],
            Few::Many(all) => all,
        }
    }
}

impl<T> From<Few<T>> for Box<[T]> {
    fn from(few: Few<T>) -> Self {
        match few {
            Few::One(one) => Box::new([one]),
            Few::Many(all) => all.into_boxed_slice(),
        }
    }
}

impl<T> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, more: I) {
        more.into_iter().for_each(|one| self.push(one));
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut all = all.into_iter();
        let (Some(first), second) = (all.next(), all.next()) else { return Few::new() };
        let Some(second) = second else { return Few::One(first) };
        let mut many = Vec::with_capacity(2 + all.size_hint().0);
        many.extend([first, second]);
        many.extend(all);
        Few::Many(many)
    }
}

impl<T> IntoIterator for Few<T> {
    type Item = T;
    type IntoIter = Chain<option::IntoIter<T>, vec::IntoIter<T>>;
    fn into_iter(self) -> Self::IntoIter {
        let (one, all) = match self {
            Few::One(one) => (Some(one), Vec::new()),
            Few::Many(all) => (None, all),
        };
        one.into_iter().chain(all)
    }
}

impl<'f, T> IntoIterator for &'f Few<T> {
    type Item = &'f T;
    type IntoIter = slice::Iter<'f, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: PartialEq> PartialEq for Few<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Few<T> {}

impl<T: fmt::Debug> fmt::Debug for Few<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_list_however_many_there_are() {
        let mut few = Few::new();
        let mut list = Vec::new();
        for n in 0..7 {
            assert_eq!((&*few, format!("{few:?}")), (&*list, format!("{list:?}")));
            assert_eq!(few.clone().into_iter().collect::<Vec<_>>(), list);
            assert_eq!(Box::<[i32]>::from(few.clone()), Box::from(&*list));
            assert_eq!(Vec::from(few.clone()), list);
            assert_eq!(few, Few::from(list.clone()));
            assert_eq!(few, list.iter().copied().collect());
            few.push(n);
            list.push(n);
        }
        for from in [Few::new(), Few::One(1), Few::from(vec![1, 2])] {
            let mut few = from.clone();
            few.insert(0, 3);
            assert_eq!((few[0], &few[1..]), (3, &*from));
            for more in [Few::new(), Few::One(4), Few::from(vec![5, 6])] {
                let mut few = from.clone();
                few.append(more.clone());
                assert_eq!(*few, [&*from, &*more].concat());
            }
        }
    }
}
