//! The preview, as browsers and others meet it: the program itself, over its port.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test that fails must stop, looks at the disk and the clock itself, and says how long it took"
)]

mod crowd;
mod guard;
mod live;
mod many;
mod paper;
mod program;
mod start;
