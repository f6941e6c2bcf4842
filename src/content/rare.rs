//! Lists that few records have: where there is none, they take no more room than a number.

use std::ops::Deref;

/// A list, mostly of nothing.
#[derive(Debug, Clone)]
pub struct Rare<T>(Option<Box<All<T>>>);

#[derive(Debug, Clone)]
struct All<T>(Vec<T>);

impl<T> Rare<T> {
    /// None.
    pub const NONE: Rare<T> = Rare(None);
}

impl<T> From<Option<Vec<T>>> for Rare<T> {
    fn from(all: Option<Vec<T>>) -> Self {
        Rare(all.filter(|all| !all.is_empty()).map(|all| Box::new(All(all))))
    }
}

impl<T> Deref for Rare<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        self.0.as_ref().map_or(&[], |all| &all.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_list() {
        assert_eq!(
            (&*Rare::<u8>::NONE, &*Rare::from(Some(Vec::<u8>::new())), &*Rare::from(Some(vec![1, 2]))),
            (&[][..], &[][..], &[1, 2][..])
        );
        assert_eq!(size_of::<Rare<u8>>(), 8);
    }
}
