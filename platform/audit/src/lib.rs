//! Who did what, kept so that nobody can change it unseen; and the facts that features publish to
//! each other.
//!
//! **The trail.** Every action writes one [`Entry`] in its own transaction ([`record`]). Each entry
//! carries the hash of the one before it, so a changed, removed, added or reordered entry breaks the
//! chain from there on, and [`verify`] names the first broken one. The database refuses to change or
//! delete entries by itself (triggers in the migration); the chain is for whoever gets around that.
//! Somebody who can rewrite the whole database can also rewrite the whole chain: keep a [`Head`]
//! elsewhere from time to time (`wishmi verify` and `wishmi backup` print it) and hand it to
//! [`verify_against`].
//!
//! Entries are for ever, so they hold identifiers and never names, addresses or other personal data:
//! erasing a person elsewhere must leave an entry that tells nothing about them.
//!
//! **The facts.** A lower feature does not know who listens: it notes a [`Fact`] in its transaction
//! ([`note`]); a listener reads on from its own cursor ([`listen`]), in a job, each fact exactly once.
//!
//! **What it costs.** Chain and facts need one order, so every append updates a head row (one for
//! the trail, one for each topic of facts). On SQLite there is one writer anyway. On PostgreSQL two
//! actions at the same moment meet at the head row: the second waits for the first one's commit, is
//! refused by the serializable isolation (40001), and is run again by `db`. Writing actions therefore
//! follow one another, at the pace of one durable commit each; readers never wait. One small durable
//! insert without and with an entry, per second, on two busy cores, debug build, three connections:
//!
//! | | 1 client | 16 clients | 64 clients |
//! |---|--:|--:|--:|
//! | PostgreSQL 15 | 266 → 115 | 491 → 228 | 491 → 219 |
//! | SQLite | 540 → 1,238 (noise of the disk) | 12,437 → 4,713 | 10,270 → 9,600 |
//!
//! If a city outgrows that, entries can be kept without a hash and chained by one job a second later;
//! that would leave the last second open to tampering, which is why it is not done now.

mod chain;
mod facts;
pub mod store;

pub use chain::{
    Actor, Entry, Head, HeadError, Kept, Subject, Verdict, about, by, latest, record, verify,
    verify_against,
};
pub use facts::{Fact, Noted, cursor, facts_after, listen, note, topic_of};
pub use store::STATEMENTS;
