//! Finding: words through the text index, everything else through columns in memory.
//!
//! A query keeps all its filters at once (they are cumulative). Facet counts say how many results
//! one would see by choosing that value instead of the present choice of the same facet (or, where
//! several values are asked for together, in addition to them).
//!
//! What people say in words ("free football for 9 year old near San Siro") is first understood
//! ([`understand`]): ages, places, days and prices become filters, the rest is sought as words.

mod analyse;
mod columns;
mod concepts;
mod hours;
mod index;
mod lexicon;
mod matches;
mod query;
mod run;
mod spelling;
mod understand;
mod why;
mod words;

pub(crate) use columns::Columns;
pub(crate) use hours::{Calendar, Hours};
pub use index::IndexFault;
pub(crate) use index::TextIndex;
pub(crate) use matches::{Matches, Memory};
pub use query::{
    Age, Facets, Filter, Hit, Near, OLDEST, Open, PRICES, Query, RADII, Results, Season, Slot,
    Sort, Times,
};
pub(crate) use run::run;
pub use understand::Understood;
pub(crate) use understand::understand;
pub use why::{Part, Reason};
pub(crate) use why::{theme, why};
pub(crate) use words::{Lexis, search as search_words};
