//! When a command cannot begin, or fails: why, and the exit code of it.

use super::console::Console;
use super::exit::Exit;
use super::report::Report;
use crate::build::Stop;
use std::path::Path;

/// Says what kept a command from its work.
pub fn refuse(stop: &Stop, console: &Console) -> Exit {
    let report = Report { lang: console.lang, color: console.color, folder: Path::new(""), source: &() };
    console.warn(&report.print(&stop.diagnostics()));
    Exit::of(stop)
}
