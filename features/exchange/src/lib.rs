//! What comes in and goes out: sources and imports, provenance, duplicates, exports.
//!
//! A file becomes mapped records ([`model::Mapped`]) through a mapping profile; [`actions`] bring
//! them into the catalogue, whole or not at all, and can take them back.

pub mod actions;
pub mod api;
pub mod demo;
pub mod districts;
pub mod history;
pub mod hsds;
mod incoming;
pub mod mapping;
pub mod model;
pub mod opendata;
pub mod pages;
pub mod profile;
pub mod report;
pub mod rules;
pub mod spoken;
mod store;

pub use actions::{
    Candidate, Exchange, ImportError, Incoming, Outcome, PairError, Producer, Progress, Side,
    Stopped, Verdict,
};
pub use incoming::{Known, Wish, profiles};

/// Reading calendars, for others who take them in.
pub mod calendar {
    pub use crate::mapping::{apply_rule, local_moment};
}

/// What is wrong with the rows of this feature, in words for an operator; empty when all is well.
///
/// # Errors
/// From the database.
pub fn verify(c: &mut db::Read<'_>) -> Result<Vec<String>, db::Fault> {
    store::verify(c)
}

pub use store::{LinkRow, PairRow, STATEMENTS, SourceRow};
