//! The only clock of the program: all else is told the day, so that the same content and day give the same bytes.

#![allow(clippy::disallowed_methods, reason = "this is the place that the ban points to")]

use jiff::civil::Date;
use jiff::{Timestamp, tz};
use std::time::{Duration, Instant};

/// Today in Japan, wherever the computer stands. Japan has one time zone and no summer time, so no zone table is needed.
pub fn today() -> Date {
    tz::offset(9).to_datetime(Timestamp::now()).date()
}

/// How long something takes, for the summary.
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// The time since the start.
    pub fn read(&self) -> Duration {
        self.0.elapsed()
    }
}
