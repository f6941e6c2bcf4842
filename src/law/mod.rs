//! The law room: days and eras, statutes with the numbers that their articles bore on a day, identity documents in use.
//!
//! It knows nothing of a society and never reads the clock: the caller says which day is meant. Every fact is data with its source.

pub mod act;
pub mod citation;
pub mod cite_error;
pub mod date;
pub mod date_error;
pub mod documents;
pub mod era;
pub mod numbering;
mod scalar;
pub mod sources;
pub mod statutes;

pub use act::{Act, Confidence, Kind};
pub use citation::{Citation, Number, Part, Provision, View};
pub use cite_error::CiteError;
pub use date::{Date, Precision};
pub use date_error::DateError;
pub use documents::{Documents, IdentityDocument};
pub use era::parse_era;
pub use numbering::{Numbered, Period, Standing};
pub use statutes::Statutes;
