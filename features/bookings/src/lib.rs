//! Sessions with places: who has one, who waits for one, who was there.
//!
//! Places are kept by the [`ledger`] (each session is a fund of places: free, taken), so that the database
//! itself never gives one away twice; a booking holds its places and the voucher's money in **one order** of
//! the ledger, whole or not at all. What pays besides the family's own money is [`money::Money`], which
//! vouchers implement; without them the same checkout works with the family's own money alone.
//!
//! A place that is kept for a moment (leased) while the family fills in the rest returns by itself. Whatever
//! becomes free is offered to the waiting list in the same transaction: nobody can be faster than who waits.

pub mod actions;
pub mod belongings;
pub mod codes;
pub mod jobs;
pub mod letters;
pub mod model;
pub mod money;
pub mod pages;
pub mod rules;
mod store;

pub use store::{columns, statements};
