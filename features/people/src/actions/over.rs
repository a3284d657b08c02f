//! What ended long ago is forgotten: who acted for a child, accounts that were closed.

use db::{Fault, Read, Write};
use jiff::Span;
use seal::Keys;
use values::{Day, Id, Moment};

use super::Error;
use crate::age::{ADULT, turns};
use crate::model::Guardianship;
use crate::store;

/// The last day on which it must still be known that somebody acted for a child. Whoever has come of age may
/// ask who decided for them: so it is kept until the later of its end and the child's eighteenth birthday,
/// and `days` more. Without a birth (the child was erased) its end counts alone. None while it goes on.
pub fn kept_until(g: &Guardianship, birth: Option<Day>, days: u16) -> Option<Day> {
    let adult = birth.and_then(|b| turns(b, ADULT));
    let last = g.until.into_iter().chain(adult).max()?;
    // A day beyond the end of the calendar is never over.
    last.checked_add(Span::new().days(i64::from(days))).ok()
}

/// The guardianships among those of the next minors (after `after`, at most `limit`) that need not be kept
/// any more; and where to go on, none at the end. Births are sealed, so each is opened: it is only read.
///
/// # Errors
/// From the database or the keys.
pub fn overdue(
    c: &mut Read<'_>,
    keys: &Keys,
    (today, days): (Day, u16),
    after: Option<Id>,
    limit: u32,
) -> Result<(Vec<Id>, Option<Id>), Error> {
    let minors = store::minors(c, after, limit)?;
    let next = minors.last().copied();
    let mut over = Vec::new();
    for minor in minors {
        let birth = store::person(c, keys, minor)?.and_then(|p| p.facts.birth);
        for g in store::of_minor(c, minor)? {
            if !g.holds(today) && kept_until(&g, birth, days).is_some_and(|last| last < today) {
                over.push(g.id);
            }
        }
    }
    Ok((over, next))
}

/// Forgets guardianships. Returns how many.
///
/// # Errors
/// From the database.
pub fn end_over(tx: &mut Write<'_>, over: &[Id]) -> Result<u64, Fault> {
    let mut gone = 0;
    for id in over {
        gone += u64::from(store::drop_guardianship(tx, *id)?);
    }
    Ok(gone)
}

/// Forgets accounts that were closed before a moment to their last row, what was asked and invited around
/// children before another, and persons without a name to whom nothing refers any more. Returns how many
/// accounts, blocks with invitations, and persons.
///
/// # Errors
/// From the database.
pub(super) fn close_over(
    tx: &mut Write<'_>,
    closed: Moment,
    children: Moment,
) -> Result<(u64, u64, u64), Fault> {
    let mut accounts = 0;
    for account in store::closed(tx, closed)? {
        store::drop_account(tx, account)?;
        accounts += 1;
    }
    let around = store::forget_around_children(tx, children)?;
    Ok((accounts, around, store::drop_erased(tx, closed)?))
}
