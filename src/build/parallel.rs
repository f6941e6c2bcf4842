//! Many societies side by side, each in the hands of one worker.

use rayon::ThreadPoolBuilder;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does something with each of many, at most `jobs` at once; the answers are in the order of the many.
///
/// Every worker has threads of its own for what is done side by side within one society. Were they shared, a worker that waits for the last part
/// of its society would begin another meanwhile, and in that one the next: all that were begun would be in memory at once.
pub fn parallel<X: Sync, T: Send>(many: &[X], jobs: Option<usize>, each: impl Fn(&X) -> T + Sync) -> Vec<T> {
    let workers = jobs.unwrap_or_else(processors).clamp(1, many.len().max(1));
    let threads = jobs.map(|jobs| jobs / workers);
    if workers == 1 {
        return within(threads, || many.iter().map(&each).collect());
    }
    let threads = threads.or_else(|| Some(processors() / workers));
    let next = AtomicUsize::new(0);
    let take = || {
        let i = next.fetch_add(1, Ordering::Relaxed);
        many.get(i).map(|one| (i, each(one)))
    };
    let work = || within(threads, || std::iter::from_fn(&take).collect::<Vec<_>>());
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let hands: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        hands.into_iter().flat_map(|hand| hand.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, answer)| answer).collect()
}

/// How many processors there are. Rayon is not asked: it would begin threads that one society may never need.
fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does some work with so many threads of its own, or with those of the whole program.
fn within<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    match threads.and_then(|n| ThreadPoolBuilder::new().num_threads(n.max(1)).build().ok()) {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn the_answers_are_in_the_order_of_the_many() {
        let many: Vec<usize> = (0..100).collect();
        for jobs in [None, Some(1), Some(3), Some(200)] {
            assert_eq!(parallel(&many, jobs, |n| n * 2), (0..200).step_by(2).collect::<Vec<_>>());
        }
        assert_eq!(parallel(&[], Some(3), |n: &usize| *n), [0; 0]);
    }

    #[test]
    fn no_more_are_begun_than_there_are_workers() {
        let (begun, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        parallel(&[0; 60], Some(2), |_| {
            most.fetch_max(begun.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            let sum: u64 = (0..200_u64).into_par_iter().map(|n| (0..n * 50).fold(0, |a, b| a ^ b)).sum();
            begun.fetch_sub(1, Ordering::SeqCst);
            sum
        });
        assert!(most.into_inner() <= 2);
    }
}
