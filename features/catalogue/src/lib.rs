//! The catalogue: everything a city offers to its children and young people.
//!
//! The road of the data: [`model`] says what exists (HSDS 3 names), `store` keeps it, a
//! [`snapshot`] of all of it is held in memory and searched through [`search`]; [`live`] swaps both
//! when something changes. Pages read only the view, never the database. Writes come through
//! [`actions`].

pub mod actions;
pub mod api;
pub mod demo;
pub mod districts;
mod gaps;
mod kept;
pub mod live;
pub mod means;
pub mod model;
mod occurs;
mod packed;
pub mod pages;
pub mod search;
pub mod snapshot;
mod store;
mod terms;

pub use gaps::Gap;
pub use live::{Catalogue, View, ViewFault, index_trouble, settled};
pub use store::STATEMENTS;
