//! The catalogue: everything a city offers to its children and young people.
//!
//! The road of the data: [`model`] says what exists (HSDS 3 names), [`store`] keeps it, a
//! [`snapshot`] of all of it is held in memory and searched through [`search`]; pages read only
//! the snapshot, never the database. Writes come through [`actions`].

pub mod model;
