//! What programs read: `GET /api/search`, the question of the results page with its answer as JSON.
//!
//! Parameters are those of the page, with `lang` for the language of texts and `per_page` ([`params`]).
//! A program is told plainly what it did wrong: an answer to another question than the one asked would
//! not be noticed. What is asked and answered is described for `/api/openapi.json` ([`described`]).

mod described;
mod params;
mod search;

pub use described::described;
pub(crate) use params::Params;
pub(crate) use search::{Api, search};
