//! Vouchers: credit of families that pays for what children do, from the act that brings the money to the
//! bank that pays the provider.
//!
//! **Money stands in the ledger** and nowhere here. A voucher is an account of it; a status in these tables
//! is for people and is written in the same transaction. A [`model::Fund`] is filled by an act of the
//! administration that two people have seen; [`model::Terms`] of a call, approved by a second person, say
//! for what its vouchers pay; [`rules::ends_at`] is the one function that says when they end.
//!
//! **At a desk** somebody shows a code ([`model::Token`], kept as keyed hashes); [`actions::quote`] tells
//! three things and no more; [`actions::redeem`] writes one order of the ledger and one item, and touches
//! neither a fund's total nor the trail's chain. [`actions::Wallets`] is what pays for bookings.
//!
//! **Providers are paid** in batches: drafted, sealed with a hash, approved by another person, taken as a
//! file, answered by the bank. What goes wrong is mended in [`actions`] with every account shown before and
//! after, never by a script.

pub mod actions;
pub mod api;
pub mod belongings;
pub mod demo;
pub mod jobs;
pub mod letters;
pub mod model;
pub mod pages;
pub mod policy;
pub mod rules;
pub mod shelf;
mod store;

pub use actions::verify;
pub use store::{columns, statements};
