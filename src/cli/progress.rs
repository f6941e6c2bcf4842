//! How far long work has come: one line that is written over, on a terminal only.

use super::console::Console;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The line of a piece of work with many parts.
pub struct Progress<'c> {
    console: &'c Console,
    all: usize,
    done: AtomicUsize,
    /// Whether there is anybody to look.
    live: bool,
}

impl<'c> Progress<'c> {
    /// A line for so many societies; a single one is soon done.
    pub fn of_societies(console: &'c Console, all: usize) -> Progress<'c> {
        let progress = Progress { console, all, done: AtomicUsize::new(0), live: console.live && all > 1 };
        progress.draw(0);
        progress
    }

    /// One more is done.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        // Of a thousand societies every tenth is enough to see it move.
        if done.is_multiple_of((self.all / 100).max(1)) {
            self.draw(done);
        }
    }

    fn draw(&self, done: usize) {
        if self.live {
            let all = self.all;
            let line = crate::words!("{done}/{all} 組合", "{done} of {all} societies");
            self.console.warn(&format!("\r\x1b[K{}", line.in_lang(self.console.lang)));
        }
    }
}

/// The line goes before anything else is written.
impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.live {
            self.console.warn("\r\x1b[K");
        }
    }
}
