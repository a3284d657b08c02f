//! Money, places and points by double entry. No pages; nobody else writes these tables.
//!
//! A [`model::Fund`] is one source (of money, of one session's places, of points); it holds
//! [`model::Account`]s. Somebody's [`model::Order`] is carried out by [`actions::carry_out`], whole or not
//! at all, once: the same order again answers the same, also when the answer was a refusal. What is
//! held for later is a hold, which is posted (at most what was held), given up, or expires; once.
//!
//! [`rules::decide`] says what is right, from the accounts alone. The database holds the same promises
//! by itself (`migrations/0030_ledger.sql`): a mistake here, or somebody with a console, cannot make
//! money. [`verify`] replays every transfer from nothing and compares.
//!
//! Amounts are whole numbers of the fund's unit: cents, places, points. One transfer moves at most
//! [`model::MOST`], an account at most a million times as much, so that sums stay far from 2^63.

pub mod actions;
pub mod model;
pub mod rules;
mod store;
mod verify;

pub use store::STATEMENTS;
pub use verify::{Replayed, verify};
