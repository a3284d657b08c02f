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
                wait::promote(tx, ground, act, &s)?;
            }
        }
        Due::Offer(id) => {
            let w = store::waiting(tx, id)?.ok_or(Refused::NotThere)?;
            if w.offer_until.is_some_and(|until| until < act.now()) {
                let s = known(tx, w.session)?;
                wait::release(tx, act, w.clone(), WaitState::Lapsed)?;
                wait::tell_waiting(tx, ground, act, &w, News::of(What::OfferOver, &s))?;
                wait::promote(tx, ground, act, &s)?;
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
    wait::promote(tx, ground, act, s)
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
        let said = news(tx, act, What::NoAnswer, (s, b))?;
        tell(tx, ground, act, b.party, &said, b.id)?;
    }
    Ok(())
}

/// Lessons that begin within so many seconds, soonest first: of which session, which.
///
/// # Errors
/// From the database.
pub fn coming(c: &mut Read<'_>, now: Moment, within: i64) -> Result<Vec<(Id, u16)>, Fault> {
    store::coming(c, now, now.plus_seconds(within))
}

/// Reminds everybody who comes to a lesson, once each: that it was done is kept in the same transaction as
/// message and letter. Who has said that they are ill is left alone. Returns how many were told.
///
/// # Errors
/// From the database.
pub fn remind(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    (session, n): (Id, u16),
) -> Result<u64, No> {
    let s = known(tx, session)?;
    let held = s.lessons.iter().find(|l| l.n == n && l.cancelled.is_none());
    let Some(at) = held.map(|l| l.starts_at).filter(|at| *at > act.now()) else {
        return Ok(0);
    };
    let roll = store::roll_of(tx, session, n)?;
    let mut told = 0;
    for b in store::of_session(tx, session)? {
        let ill = roll.get(&b.id) == Some(&crate::model::Presence::Ill);
        let comes = b.state == State::Confirmed && !ill;
        if !comes || !store::put_reminded(tx, b.id, n, act.now())? {
            continue;
        }
        let said = news(tx, act, What::Soon, (&s, &b))?.at(at);
        let about = Id::named("bookings remind", &format!("{} {n}", b.id));
        tell(tx, ground, act, b.party, &said, about)?;
        told += 1;
    }
    Ok(told)
}
