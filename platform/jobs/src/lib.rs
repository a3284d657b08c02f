//! What happens later: jobs enqueued inside the transaction that causes them, workers that run them,
//! schedules that cause them by the clock.
//!
//! A job is a row: it exists if and only if its transaction was kept ([`enqueue`]). A [`Worker`]
//! claims a due job for a lease, runs the handler of its queue, and marks it done; a job that fails
//! comes back later and later and is `dead` after its attempts; a job whose worker vanished comes
//! back when its lease ends. Any number of nodes may work at the same time.
//!
//! Two kinds of handlers (see [`Handlers`]):
//! - **inside** gets the transaction in which the job is marked done: its effects on the database
//!   happen exactly once;
//! - **outside** is a future that talks to the world (mail, files, other servers): it happens at
//!   least once, so it must bear being repeated. Its lease is renewed while it runs.
//!
//! Payloads and error texts hold identifiers and no personal data: they are kept and shown to
//! operators.

mod queue;
mod schedule;
pub mod store;
mod worker;

pub use queue::{
    Count, Enqueued, Job, New, State, counts, dead, enqueue, purge, revive, waiting_since,
};
pub use schedule::{Every, Schedule, tick};
pub use store::STATEMENTS;
pub use worker::{Failure, Handlers, Outcome, Pace, Worker};
