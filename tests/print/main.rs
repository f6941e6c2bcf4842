//! The print room: what is in the files, as another program reads them, and the promises that hold for every file.
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails must stop, and looks at the disk itself"
)]

mod again;
mod bench;
mod faults;
mod reader;
#[path = "../web/sample.rs"]
mod sample;
mod sheets;
mod structure;
mod texts;
