//! Letters by e-mail: composed from a few parts, kept in the transaction that causes them, sent later.
//!
//! A feature makes a [`Letter`] with words of its own locales and posts it with [`Outbox::post`] in the
//! transaction of its action: the letter exists if and only if that is kept. A worker inside `serve`
//! ([`later`]) sends it.
//!
//! **What is kept.** The address and the content are sealed (`platform/seal`). The content cannot be
//! made anew at sending time, since links and codes in letters are secrets of which only hashes are
//! kept; so it is kept, and forgotten the moment the letter has ended, whatever way. What stays, for a
//! number of days, is that a letter of a kind was sent to a (sealed) address.
//!
//! **How it ends** ([`State`]):
//!
//! | what happens | what becomes of the letter | the address |
//! |---|---|---|
//! | accepted | sent | |
//! | refused for now (4xx), no connection, our own account refused | tried again, later and later, some 30 times in a day; then given up | |
//! | the server knows no such address (5xx to `RCPT TO`) | refused | not reachable |
//! | the server does not want this letter (5xx, policy 5.7.x) | refused | |
//! | its time is over ([`Letter::send_before`]) | expired | |
//! | a bounce comes back later ([`bounce`]) | stays sent, with the bounce | not reachable, if the mailbox is gone |
//!
//! Nothing is posted to an address that is not reachable until somebody proves it again
//! ([`Outbox::reachable_again`]), or a year has passed.
//!
//! **Sent twice?** If the connection is lost after the content, nobody knows whether the server took
//! it: it is sent again. Its `Message-ID` is the letter's identifier and the same each time, which lets
//! servers and mail programs recognise it. The same identifier in the envelope's sender (`bounces+…@`)
//! or in the bounce's copy of the headers tells which letter has bounced; it has 74 random bits, so
//! nobody makes an address unreachable by inventing bounces.
//!
//! **How many.** One letter at a time and node, with a pause between two, so that a relay's limit is not
//! met ([`Sending::per_minute`]). Mail has a worker of its own, so other jobs do not wait behind it.

mod address;
mod bounce;
pub mod later;
mod letter;
mod message;
mod outbox;
mod render;
mod smtp;
pub mod store;
mod way;

pub use address::{Address, AddressError};
pub use bounce::{Bounce, BounceError, Verdict, bounce};
pub use letter::{Letter, Part};
pub use message::{From, FromError};
pub use outbox::{Bounced, Forgotten, Outbox, Posted, State, Tally, tally};
pub use render::{html, text};
pub use smtp::Smtp;
pub use way::{Sending, Trouble, Way, WayError};

/// The columns that are sealed, for the rotation.
pub const COLUMNS: &[seal::Column] = store::COLUMNS;
