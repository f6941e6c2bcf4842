//! Doing the same with many things, side by side where that pays: to begin other threads and to wait for them costs more than most societies take.

use rayon::prelude::*;

/// From so many pages on, or as much work as they are.
pub const MANY_PAGES: usize = 64;

/// The answers for all things in their order; by several threads only if there is `much` to do.
pub fn side_by_side<'a, T: Sync, R: Send>(things: &'a [T], much: bool, each: impl Fn(&'a T) -> R + Sync + Send) -> Vec<R> {
    if much { things.par_iter().map(each).collect() } else { things.iter().map(each).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answers_are_the_same_with_one_thread_and_with_many() {
        let things: Vec<usize> = (0..1_000).collect();
        assert_eq!(side_by_side(&things, true, |n| n * 2), side_by_side(&things, false, |n| n * 2));
    }
}
