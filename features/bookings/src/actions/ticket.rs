//! Codes for the roll call: made by the family, read at the door. Who pays does not show in them.

use db::{Fault, Read, Write};
use values::{Id, Moment};

use super::*;
use crate::codes::{Secret, read_code};
use crate::model::{Presence, Ticket};
use crate::rules::{MISS_SPAN, MISSES, TICKETS};

/// How long after the last lesson a code is known, in seconds.
const AFTER: i64 = 24 * 60 * 60;

/// Makes a code for a booking, good to its end. Those made before stay good, the last few of them: one may
/// be on paper.
///
/// # Errors
/// [`Refused::WrongStep`] unless the booking is sure; not theirs.
pub fn ticket(tx: &mut Write<'_>, act: &Act, booking: Id, secret: &Secret) -> Result<Ticket, No> {
    let b = known_booking(tx, booking)?;
    must_own(tx, act, &b)?;
    if b.state != State::Confirmed {
        return Err(Refused::WrongStep(b.state).into());
    }
    let s = known(tx, b.session)?;
    let made = Ticket {
        id: Id::named("bookings ticket", &format!("{} {booking}", act.ctx.base)),
        booking,
        ends_at: s.ends_at().plus_seconds(AFTER),
    };
    let by = act.doer.map_or(b.party, |d| d.hands);
    store::put_ticket(tx, &act.ctx.keys, &made, secret, (by, act.now()))?;
    store::drop_tickets(tx, booking, TICKETS)?;
    Ok(made)
}

/// What a code at the door has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanned {
    /// Whose.
    pub booking: Id,
    /// It was marked before: nothing has changed.
    pub already: bool,
}

/// Marks whoever shows a code as present in a lesson, as the roll call does. A no is an answer and not an
/// error, so that a wrong code stays counted: too many of them, and nobody is listened to for a while.
///
/// # Errors
/// Nobody of the organisation; from the database.
pub fn scan(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    (session, lesson): (Id, u16),
    text: &str,
) -> Result<Result<Scanned, Refused>, No> {
    let s = known(tx, session)?;
    let by = must_be_staff(tx, act, s.organisation, false)?;
    if let Some(until) = locked(tx, by, act.now())? {
        return Ok(Err(Refused::TooManyAttempts(until)));
    }
    let Some(booking) = shown(tx, ground, act, text)? else {
        let oldest = act.now().plus_seconds(-MISS_SPAN);
        store::miss(tx, by, act.now(), oldest)?;
        return Ok(Err(Refused::UnknownCode));
    };
    let b = known_booking(tx, booking)?;
    if b.session != session {
        let other = known(tx, b.session)?;
        return Ok(Err(match other.organisation == s.organisation {
            true => Refused::OtherSession(other.title),
            false => Refused::OtherHouse,
        }));
    }
    match b.state {
        State::Confirmed => {}
        State::Attended | State::Absent | State::Disputed => return Ok(Err(Refused::RollClosed)),
        _ => return Ok(Err(Refused::NotBooked)),
    }
    let said = store::roll(tx, booking)?.get(&lesson).copied();
    let already = said == Some(Presence::Attended);
    if !already {
        match call(tx, act, booking, lesson, Presence::Attended) {
            Ok(()) => {}
            Err(No::Refused(no)) => return Ok(Err(no)),
            Err(other) => return Err(other),
        }
    }
    Ok(Ok(Scanned { booking, already }))
}

/// Until when somebody is not listened to who has tried too often.
fn locked(c: &mut Read<'_>, person: Id, now: Moment) -> Result<Option<Moment>, Fault> {
    let Some((since, misses)) = store::attempts(c, person)? else {
        return Ok(None);
    };
    let until = since.plus_seconds(MISS_SPAN);
    Ok((misses >= MISSES && now < until).then_some(until))
}

/// The booking a code stands for: one of ours, or a ticket of what pays.
fn shown(c: &mut Read<'_>, ground: &Ground, act: &Act, text: &str) -> Result<Option<Id>, Fault> {
    let Some(code) = read_code(text) else {
        return Ok(None);
    };
    let ours = store::ticket(c, &act.ctx.keys, &code)?;
    match ours.filter(|t| act.now() <= t.ends_at) {
        Some(ticket) => Ok(Some(ticket.booking)),
        None => ground.money.ticketed(c, text, act.now()),
    }
}
