//! The law room: days and eras, statutes with the numbers that their articles bore on a day, identity documents in use.
//!
//! It knows nothing of a society and never reads the clock: the caller says which day is meant. Every fact is data with its source.

pub mod date;
pub mod date_error;
pub mod era;

pub use date::{Date, Precision};
pub use date_error::DateError;
