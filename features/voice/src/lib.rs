//! What visitors say about the pages and the records: how clear a page is (stars, then why), and
//! what is wrong with a record.
//!
//! A report is a ticket ([`rules::ticket`]): an officer takes it, asks, answers or closes it with a
//! reason; the organisation of the record sees it in its own area and says what it did; its writer reads
//! all that concerns them with a receipt and without an account, and is written to when they left an
//! address. Days are counted, and what waits too long is shown.
//!
//! Nobody says who they are. A rating holds the page's path, the language, the stars, one of a few
//! answers and, if wanted, some words, from which whatever looks like an address or a number is
//! taken out. A report may carry an e-mail address for the answer; it stands in a table of its own
//! and is deleted after a number of days by a job. The visitor's network address is never stored; a
//! salted hash of it, held in memory for some minutes, keeps one machine from flooding the forms.
//!
//! The form for the stars stands at the end of every page ([`web::Feature::foot`]). Whoever has no
//! style sheet or an old browser is led through the same questions step by step.

pub mod actions;
pub mod export;
pub mod jobs;
pub mod letters;
pub mod model;
pub mod pages;
pub mod policy;
pub mod rules;
mod store;

pub use pages::{Voice, feature};
pub use store::statements;
