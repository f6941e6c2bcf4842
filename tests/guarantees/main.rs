//! What the README guarantees, each with the test that shows it: the proof of what was rendered, and that nothing is ever lost.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test that fails must stop, looks at the disk and the clock itself, and says how long it took"
)]

mod again;
mod broken_pages;
mod chance;
mod disk;
mod killed;
mod literal;
mod mutations;
mod outside;
mod place;
mod same;
mod themes;
mod vanishing;
