//! The preview: the site as it will look, on this machine alone, beside it what the check finds, and both new as soon as a file is saved.
//!
//! `watch` sees what changed, `maker` renders the societies that it concerns, `critic` looks at them with the rules once their pages are shown,
//! `studio` holds the result, and `server` hands it out. Nothing is written to a disk.

mod address;
mod answer;
mod critic;
mod duty;
mod guard;
mod list;
mod live;
mod maker;
mod panel;
#[cfg(feature = "pdf")]
mod paper;
mod place;
mod port;
mod problem;
mod server;
mod shell;
mod studio;
mod watch;
mod words;

pub use port::{Door, Refused};
pub use studio::{Host, Settings};

use crate::check::Packs;
use std::sync::Arc;
use std::sync::mpsc;
use studio::Studio;

/// What keeps a preview from going on.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The system gives no threads or timers.
    #[error("{0}")]
    System(#[from] std::io::Error),
}

/// Shows a preview until the process is asked to end.
pub fn serve(door: Door, settings: Settings, packs: Packs, host: Arc<dyn Host>) -> Result<(), Failure> {
    let (asks, asked) = mpsc::channel();
    let studio = Arc::new(Studio::new(settings, packs, host, asks));
    let watching = watch::start(&studio);
    maker::start(Arc::clone(&studio), asked)?;
    critic::start(Arc::clone(&studio))?;
    let ended = server::run(door, &studio);
    drop(watching);
    Ok(ended?)
}
