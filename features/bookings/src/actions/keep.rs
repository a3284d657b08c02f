//! What is forgotten when its time is over.

use db::Write;
use values::{Id, Moment};

use super::No;
use crate::rules::MISS_SPAN;
use crate::store;

/// For how many days after the end of a session things are kept.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// Who was there, who was ill, what was answered, who waited.
    pub attendance: u16,
    /// Who had a place of which no public money paid anything.
    pub bookings: u16,
    /// Who had a place that a voucher was to pay for: accounts of public money need it longer.
    pub paid: u16,
}

/// What was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Bookings whose answers went.
    pub answers: u64,
    /// Entries of rolls.
    pub roll: u64,
    /// Words that somebody was ill.
    pub ill: u64,
    /// Entries of waiting lists.
    pub waiting: u64,
    /// Codes for the roll call.
    pub tickets: u64,
    /// Bookings that name nobody any more.
    pub links: u64,
}

/// Who stands in a booking that names nobody any more.
pub fn nobody() -> Id {
    Id::named("bookings", "nobody")
}

/// Forgets all that is over, as long ago as `keep` says. What is disputed, or not closed yet, waits.
///
/// # Errors
/// From the database.
pub fn forget(tx: &mut Write<'_>, now: Moment, keep: Keep) -> Result<Forgotten, No> {
    let before = ago(now, keep.attendance);
    store::forget_reminded(tx, before)?;
    store::forget_attempts(tx, now.plus_seconds(-MISS_SPAN))?;
    Ok(Forgotten {
        answers: store::forget_old_answers(tx, before)?,
        roll: store::forget_roll(tx, before)?,
        ill: store::forget_ill(tx, before)?,
        waiting: store::forget_waiting(tx, before)?,
        tickets: store::forget_tickets(tx, now)?,
        links: 0,
    })
}

/// Cuts the link to persons of at most so many bookings whose time is over. Sums, states and moments stay,
/// for figures and accounts; who, by whose hands and in which words do not. Returns how many; call it again
/// until it is none.
///
/// # Errors
/// From the database.
pub fn forget_links(tx: &mut Write<'_>, now: Moment, keep: Keep, most: u32) -> Result<u64, No> {
    // Money is never forgotten before what is without it.
    let bookings = ago(now, keep.bookings);
    let paid = ago(now, keep.paid.max(keep.bookings));
    let mut gone = 0;
    for id in store::to_forget(tx, (bookings, paid), most)? {
        gone += u64::from(store::forget_who(tx, id, nobody(), now)?);
    }
    Ok(gone)
}

fn ago(now: Moment, days: u16) -> Moment {
    now.plus_seconds(-i64::from(days) * 86_400)
}
