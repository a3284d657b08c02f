//! The waiting list, who was there, what was given back, reminders.

use std::collections::BTreeMap;

use db::{Fault, Read, Row, Sql, Write, params};
use values::{Cents, Id, Moment};

use super::{small, word};
use crate::model::{Presence, WaitState, Waiting};

db::statements! {
    /// The end of a list: the next number.
    pub(crate) NEXT_PLACE = "select coalesce(max(place), 0) + 1 from bookings_waiting where session = $1";
    /// Keeps somebody in the list.
    pub(crate) PUT_WAITING = "insert into bookings_waiting (id, session, child, party, state, place, at) values ($1, $2, $3, $4, 'waiting', $5, $6)";
    /// One of a list.
    pub(crate) WAITING = "select id, session, child, party, state, place, at, offer_until, hold from bookings_waiting where id = $1";
    /// The first who waits.
    pub(crate) FIRST = "select id, session, child, party, state, place, at, offer_until, hold from bookings_waiting where session = $1 and state = 'waiting' order by place limit 1";
    /// All of a session who wait or have an offer, in order.
    pub(crate) LIST = "select id, session, child, party, state, place, at, offer_until, hold from bookings_waiting where session = $1 and state in ('waiting', 'offered') order by place";
    /// A child's, newest first.
    pub(crate) WAITS_OF = "select id, session, child, party, state, place, at, offer_until, hold from bookings_waiting where child = $1 order by at desc, id limit $2";
    /// Offers whose time is over, the longest first.
    pub(crate) OFFERS_DUE = "select id from bookings_waiting where offer_until < $1 order by offer_until, id limit $2";
    /// Moves one on.
    pub(crate) MOVE_WAITING = "update bookings_waiting set state = $3, offer_until = $4, hold = $5 where id = $1 and state = $2";
    /// Writes the roll.
    pub(crate) PUT_PRESENCE = "insert into bookings_presence (booking, lesson, state, by_person, at) values ($1, $2, $3, $4, $5) on conflict (booking, lesson) do update set state = excluded.state, by_person = excluded.by_person, at = excluded.at";
    /// Takes off the roll what somebody wrote at a moment.
    pub(crate) UNWRITE_PRESENCE = "delete from bookings_presence where booking = $1 and by_person = $2 and at = $3";
    /// The roll of one booking.
    pub(crate) ROLL = "select lesson, state from bookings_presence where booking = $1 order by lesson";
    /// The roll of one lesson.
    pub(crate) ROLL_OF = "select p.booking, p.state from bookings_presence p join bookings_booking b on b.id = p.booking where b.session = $1 and p.lesson = $2";
    /// Keeps what was given back for a lesson; once.
    pub(crate) PUT_BACK = "insert into bookings_back (booking, lesson, why, voucher_cents, own_cents, at) values ($1, $2, $3, $4, $5, $6) on conflict (booking, lesson) do nothing";
    /// What was given back of a booking.
    pub(crate) BACKS = "select lesson, why, voucher_cents, own_cents from bookings_back where booking = $1 order by lesson";
    /// Notes a reminder; once.
    pub(crate) PUT_REMINDED = "insert into bookings_reminded (booking, lesson, at) values ($1, $2, $3) on conflict (booking, lesson) do nothing";
}

pub(crate) fn put_waiting(tx: &mut Write<'_>, w: &Waiting) -> Result<i64, Fault> {
    let place: i64 = tx.one(NEXT_PLACE, &params![w.session], |r| r.get(0))?;
    tx.exec(
        PUT_WAITING,
        &params![w.id, w.session, w.child, w.party, place, w.at],
    )?;
    Ok(place)
}

fn to_waiting(sql: Sql, r: &Row<'_>) -> Result<Waiting, Fault> {
    Ok(Waiting {
        id: r.get("id")?,
        session: r.get("session")?,
        child: r.get("child")?,
        party: r.get("party")?,
        state: word(sql, r, "state", WaitState::read)?,
        place: r.get("place")?,
        at: r.get("at")?,
        offer_until: r.get("offer_until")?,
        hold: r.get("hold")?,
    })
}

pub(crate) fn waiting(c: &mut Read<'_>, id: Id) -> Result<Option<Waiting>, Fault> {
    c.opt(WAITING, &params![id], |r| to_waiting(WAITING, r))
}

pub(crate) fn first_waiting(c: &mut Read<'_>, session: Id) -> Result<Option<Waiting>, Fault> {
    c.opt(FIRST, &params![session], |r| to_waiting(FIRST, r))
}

pub(crate) fn list(c: &mut Read<'_>, session: Id) -> Result<Vec<Waiting>, Fault> {
    c.all(LIST, &params![session], |r| to_waiting(LIST, r))
}

pub(crate) fn waits_of(c: &mut Read<'_>, child: Id, most: i64) -> Result<Vec<Waiting>, Fault> {
    c.all(WAITS_OF, &params![child, most], |r| to_waiting(WAITS_OF, r))
}

pub(crate) fn offers_due(c: &mut Read<'_>, now: Moment, most: i64) -> Result<Vec<Id>, Fault> {
    c.all(OFFERS_DUE, &params![now, most], |r| r.get("id"))
}

/// False when somebody was faster.
pub(crate) fn move_waiting(
    tx: &mut Write<'_>,
    from: WaitState,
    w: &Waiting,
) -> Result<bool, Fault> {
    let moved = tx.exec(
        MOVE_WAITING,
        &params![w.id, from.as_str(), w.state.as_str(), w.offer_until, w.hold],
    )?;
    Ok(moved == 1)
}

pub(crate) fn put_presence(
    tx: &mut Write<'_>,
    (booking, lesson): (Id, u16),
    state: Presence,
    by: Id,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        PUT_PRESENCE,
        &params![booking, lesson, state.as_str(), by, now],
    )?;
    Ok(())
}

/// Hands that are no person's write no roll.
pub(crate) fn unwrite_presence(
    tx: &mut Write<'_>,
    booking: Id,
    by: &str,
    at: Moment,
) -> Result<(), Fault> {
    if let Ok(by) = by.parse::<Id>() {
        tx.exec(UNWRITE_PRESENCE, &params![booking, by, at])?;
    }
    Ok(())
}

pub(crate) fn roll(c: &mut Read<'_>, booking: Id) -> Result<BTreeMap<u16, Presence>, Fault> {
    let all = c.all(ROLL, &params![booking], |r| {
        Ok((
            small(ROLL, r, "lesson")?,
            word(ROLL, r, "state", Presence::read)?,
        ))
    })?;
    Ok(all.into_iter().collect())
}

pub(crate) fn roll_of(
    c: &mut Read<'_>,
    session: Id,
    lesson: u16,
) -> Result<BTreeMap<Id, Presence>, Fault> {
    let all = c.all(ROLL_OF, &params![session, lesson], |r| {
        Ok((
            r.get("booking")?,
            word(ROLL_OF, r, "state", Presence::read)?,
        ))
    })?;
    Ok(all.into_iter().collect())
}

/// False when it was given back already.
pub(crate) fn put_back(
    tx: &mut Write<'_>,
    (booking, lesson): (Id, u16),
    why: &str,
    (voucher, own): (Cents, Cents),
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(PUT_BACK, &params![booking, lesson, why, voucher, own, now])? == 1)
}

pub(crate) fn backs(
    c: &mut Read<'_>,
    booking: Id,
) -> Result<Vec<(u16, String, Cents, Cents)>, Fault> {
    c.all(BACKS, &params![booking], |r| {
        Ok((
            small(BACKS, r, "lesson")?,
            r.get("why")?,
            r.get("voucher_cents")?,
            r.get("own_cents")?,
        ))
    })
}

/// False when it went out already.
pub(crate) fn put_reminded(
    tx: &mut Write<'_>,
    booking: Id,
    lesson: u16,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(PUT_REMINDED, &params![booking, lesson, now])? == 1)
}
