//! Starting and editing: schemas that agree with the loader, societies that pass the check once their blanks are filled, new notices.

mod notices;
mod schemas;
mod societies;
mod support;
