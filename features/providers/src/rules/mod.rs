//! What is right: pure decisions, no storage.

pub mod admission;
pub mod checklist;
pub mod claim;
pub mod edit;
pub mod files;
pub mod form;
pub mod freshness;
mod outsider;
pub mod sessions;

pub use outsider::{Outsider, Ties};
