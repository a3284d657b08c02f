//! What exists: cases of accreditation and their states, documents, people who act for an
//! organisation, invitations, claims of records of the catalogue.

mod case;
mod edit;

pub use case::*;
pub use edit::*;
