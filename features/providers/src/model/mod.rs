//! What exists: cases of accreditation and their states, documents, people who act for an
//! organisation, invitations, claims of records of the catalogue.

mod case;
mod edit;
mod imports;

pub use case::*;
pub use edit::*;
pub use imports::{Feed, Run, RunFile, RunState, RunStep, SessionFile, SessionState};
