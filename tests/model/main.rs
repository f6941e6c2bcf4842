//! The content model, construct by construct: what a folder prints, and what is said of mistakes in it.

mod bad;
mod folder;
mod mutations;
mod notices;
mod outlines;
mod references;
mod sheets;
