//! What the clock does: leases and offers end, silence is an answer, sessions are closed.

use db::{Fault, Read, Write};
use values::{Id, Moment};

use super::*;
use crate::model::{How, WaitState};
use crate::rules::SILENCE;

/// Something whose time has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A lease, or a booking the organisation has not answered.
    Late(Id),
    /// An offer nobody took.
    Offer(Id),
    /// A booking of a session that is over.
    Over(Id),
}

/// What is due, at most so many of each; to be settled one by one, each in its own transaction.
///
/// # Errors
/// From the database.
pub fn due(c: &mut Read<'_>, now: Moment, most: u32) -> Result<Vec<Due>, Fault> {
    let most = i64::from(most);
    let mut all: Vec<Due> = store::late(c, now, most)?
        .into_iter()
        .map(Due::Late)
        .collect();
    all.extend(store::offers_due(c, now, most)?.into_iter().map(Due::Offer));
    let silent = now.plus_seconds(-SILENCE);
    all.extend(store::over(c, silent, most)?.into_iter().map(Due::Over));
    Ok(all)
}

/// Settles one of them. Settled already, it changes nothing.
///
/// # Errors
/// From the database.
pub fn settle_due(tx: &mut Write<'_>, ground: &Ground, act: &Act, due: Due) -> Result<(), No> {
    match due {
        Due::Late(id) => {
            let mut b = known_booking(tx, id)?;
            let s = known(tx, b.session)?;
            if b.waits_until.is_some_and(|until| until < act.now()) {
                lapse(tx, ground, act, (&s, &mut b))?;
                wait::promote(tx, act, &s)?;
            }
        }
        Due::Offer(id) => {
            let w = store::waiting(tx, id)?.ok_or(Refused::NotThere)?;
            if w.offer_until.is_some_and(|until| until < act.now()) {
                let s = known(tx, w.session)?;
                let party = w.party;
                wait::release(tx, act, w, WaitState::Lapsed)?;
                tell(tx, act, party, "bookings-told-offer-over", &s, id, &[])?;
                wait::promote(tx, act, &s)?;
            }
        }
        Due::Over(id) => {
            let mut b = known_booking(tx, id)?;
            let s = known(tx, b.session)?;
            if b.state == State::Confirmed && s.ends_at().plus_seconds(SILENCE) <= act.now() {
                roll::finish(tx, ground, act, (&s, &mut b))?;
            }
        }
    }
    Ok(())
}

/// Frees the places of a session whose leases are over, before somebody is told that it is full.
pub(super) fn free_late(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    s: &Session,
) -> Result<(), No> {
    let late = store::late_in(tx, s.id, act.now())?;
    if late.is_empty() {
        return Ok(());
    }
    for id in late {
        let mut b = known_booking(tx, id)?;
        lapse(tx, ground, act, (s, &mut b))?;
    }
    wait::promote(tx, act, s)
}

fn lapse(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    (s, b): (&Session, &mut Booking),
) -> Result<(), No> {
    let asked = b.state == State::Reserved;
    cancel::let_go(tx, ground, act, (s, b), How::Provider, 0)?;
    step(tx, act, b, State::Lapsed, Event::Lapse, None)?;
    if asked {
        tell(tx, act, b.party, "bookings-told-no-answer", s, b.id, &[])?;
    }
    Ok(())
}

/// Reminds everybody of lessons that begin within so many seconds, once each. Returns how many were told.
///
/// # Errors
/// From the database.
pub fn remind(tx: &mut Write<'_>, act: &Act, within: i64) -> Result<u64, No> {
    let mut told = 0;
    let until = act.now().plus_seconds(within);
    for (session, n) in store::coming(tx, act.now(), until)? {
        let s = known(tx, session)?;
        let at = s.lessons.iter().find(|l| l.n == n).map(|l| l.starts_at);
        for b in store::of_session(tx, session)? {
            if b.state != State::Confirmed || !store::put_reminded(tx, b.id, n, act.now())? {
                continue;
            }
            let args = [("at", at.unwrap_or(s.starts_at()).rfc3339())];
            let about = Id::named("bookings remind", &format!("{} {n}", b.id));
            tell(tx, act, b.party, "bookings-told-soon", &s, about, &args)?;
            told += 1;
        }
    }
    Ok(told)
}
