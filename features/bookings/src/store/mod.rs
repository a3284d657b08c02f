//! How it is kept: all SQL of the feature.

mod keep;
mod roll;
mod session;
mod ticket;

pub(crate) use keep::{
    forget_ill, forget_old_answers, forget_reminded, forget_roll, forget_waiting, forget_who,
    to_forget,
};
pub(crate) use roll::*;
pub(crate) use session::*;
pub(crate) use ticket::{
    attempts, drop_tickets, forget_attempts, forget_tickets, miss, put_ticket, ticket,
};

use std::collections::BTreeMap;

use db::{Fault, Read, Row, Sql, Write, params};
use seal::{Keys, Sealed, Seed};
use serde::de::DeserializeOwned;
use values::{Id, Moment};

use crate::model::{Booking, Event, Happened, How, Part, State, Step, Who};

seal::columns! {
    /// What was answered to the organisation's questions.
    pub(crate) ANSWERS = Sealed bookings_booking.answers by id;
}

db::statements! {
    /// Keeps a booking.
    pub(crate) PUT_BOOKING = "insert into bookings_booking (id, session, checkout, child, group_name, places, party, price, state, hold, waits_until, made_at, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)";
    /// One booking.
    pub(crate) BOOKING = "select id, session, checkout, child, group_name, places, party, price, state, how, hold, waits_until, posted_at, made_at, changed_at from bookings_booking where id = $1";
    /// What was put together in one go.
    pub(crate) OF_CHECKOUT = "select id, session, checkout, child, group_name, places, party, price, state, how, hold, waits_until, posted_at, made_at, changed_at from bookings_booking where checkout = $1 order by id";
    /// A child's, newest first.
    pub(crate) OF_CHILD = "select id, session, checkout, child, group_name, places, party, price, state, how, hold, waits_until, posted_at, made_at, changed_at from bookings_booking where child = $1 order by made_at desc, id limit $2";
    /// Those made in somebody's name, newest first.
    pub(crate) OF_PARTY = "select id, session, checkout, child, group_name, places, party, price, state, how, hold, waits_until, posted_at, made_at, changed_at from bookings_booking where party = $1 order by made_at desc, id limit $2";
    /// A session's, in order of their making.
    pub(crate) OF_SESSION = "select id, session, checkout, child, group_name, places, party, price, state, how, hold, waits_until, posted_at, made_at, changed_at from bookings_booking where session = $1 order by made_at, id";
    /// The live one of a child in a session.
    pub(crate) LIVE = "select id from bookings_booking where session = $1 and child = $2 and state in ('leased', 'reserved', 'confirmed', 'attended', 'absent', 'disputed')";
    /// Leases and questions whose time is over, of one session.
    pub(crate) LATE_IN = "select id from bookings_booking where session = $1 and waits_until < $2 order by waits_until, id";
    /// The same of all, the longest first.
    pub(crate) LATE = "select id from bookings_booking where waits_until < $1 order by waits_until, id limit $2";
    /// The first lease that ends in a session.
    pub(crate) NEXT_LEASE = "select min(waits_until) from bookings_booking where session = $1 and state = 'leased'";
    /// Confirmed bookings of sessions that ended before a moment.
    pub(crate) OVER = "select b.id from bookings_booking b join bookings_session s on s.id = b.session where b.state = 'confirmed' and s.ends_at < $1 order by s.ends_at, b.id limit $2";
    /// What is disputed, the longest first.
    pub(crate) DISPUTED = "select id, session, checkout, child, group_name, places, party, price, state, how, hold, waits_until, posted_at, made_at, changed_at from bookings_booking where state = 'disputed' order by changed_at, id limit 200";
    /// Moves a booking on.
    pub(crate) MOVE = "update bookings_booking set state = $3, how = $4, hold = $5, waits_until = $6, posted_at = $7, changed_at = $8 where id = $1 and state = $2";
    /// Keeps the answers.
    pub(crate) ANSWER = "update bookings_booking set answers = $2 where id = $1";
    /// The answers of a session's bookings.
    pub(crate) ANSWERED = "select id, answers from bookings_booking where session = $1 and answers is not null";
    /// The answers of one booking.
    pub(crate) ANSWERS_OF = "select answers from bookings_booking where id = $1 and answers is not null";
    /// Forgets what was answered about somebody.
    pub(crate) FORGET_ANSWERS = "update bookings_booking set answers = null where (child = $1 or (party = $1 and child is null)) and answers is not null";
    /// Keeps what a voucher pays.
    pub(crate) PUT_PART = "insert into bookings_part (booking, n, purse, amount, back, hold) values ($1, $2, $3, $4, 0, $5)";
    /// What vouchers pay of a booking.
    pub(crate) PARTS = "select purse, amount, back, hold, posted from bookings_part where booking = $1 order by n";
    /// A part changes: what was given back, is held, was posted.
    pub(crate) SET_PART = "update bookings_part set back = $3, hold = $4, posted = $5 where booking = $1 and purse = $2";
    /// Keeps a step.
    pub(crate) PUT_EVENT = "insert into bookings_event (booking, n, from_state, to_state, event, actor, on_behalf_of, at, reason) select $1, coalesce(max(n), 0) + 1, $2, $3, $4, $5, $6, $7, $8 from bookings_event where booking = $1";
    /// All steps of a booking.
    pub(crate) EVENTS = "select from_state, to_state, event, actor, on_behalf_of, at, reason from bookings_event where booking = $1 order by n";
    /// What happened to bookings within a span.
    pub(crate) HAPPENED = "select e.booking, e.n, b.session, s.organisation, e.from_state, e.to_state, b.how, e.at from bookings_event e join bookings_booking b on b.id = e.booking join bookings_session s on s.id = b.session where e.at >= $1 and e.at <= $2 order by e.at, e.booking, e.n";
}

pub(crate) fn wrong(sql: Sql, column: &str, why: impl ToString) -> Fault {
    Fault::Column {
        statement: sql.name(),
        column: column.to_string(),
        why: why.to_string(),
    }
}

pub(crate) fn word<T>(
    sql: Sql,
    r: &Row<'_>,
    column: &str,
    read: fn(&str) -> Option<T>,
) -> Result<T, Fault> {
    let text: String = r.get(column)?;
    read(&text).ok_or_else(|| wrong(sql, column, text))
}

pub(crate) fn small<T: TryFrom<i64>>(sql: Sql, r: &Row<'_>, column: &str) -> Result<T, Fault> {
    let number: i64 = r.get(column)?;
    T::try_from(number).map_err(|_| wrong(sql, column, number))
}

pub(crate) fn json<T: DeserializeOwned>(sql: Sql, r: &Row<'_>, column: &str) -> Result<T, Fault> {
    let text: String = r.get(column)?;
    serde_json::from_str(&text).map_err(|e| wrong(sql, column, e))
}

pub(crate) fn put_booking(tx: &mut Write<'_>, b: &Booking) -> Result<(), Fault> {
    let (child, name) = match &b.who {
        Who::Child(id) => (Some(*id), None),
        Who::Group { name, .. } => (None, Some(name.as_str())),
    };
    tx.exec(
        PUT_BOOKING,
        &params![
            b.id,
            b.session,
            b.checkout,
            child,
            name,
            b.who.places(),
            b.party,
            b.price,
            b.state.as_str(),
            b.hold,
            b.waits_until,
            b.made_at
        ],
    )?;
    Ok(())
}

fn to_booking(sql: Sql, r: &Row<'_>) -> Result<Booking, Fault> {
    let child: Option<Id> = r.get("child")?;
    let how: Option<String> = r.get("how")?;
    let who = match child {
        Some(id) => Who::Child(id),
        None => Who::Group {
            name: r.get::<Option<String>>("group_name")?.unwrap_or_default(),
            places: small(sql, r, "places")?,
        },
    };
    Ok(Booking {
        id: r.get("id")?,
        session: r.get("session")?,
        checkout: r.get("checkout")?,
        who,
        party: r.get("party")?,
        price: r.get("price")?,
        parts: Vec::new(),
        state: word(sql, r, "state", State::read)?,
        how: match how {
            None => None,
            Some(text) => Some(How::read(&text).ok_or_else(|| wrong(sql, "how", &text))?),
        },
        hold: r.get("hold")?,
        waits_until: r.get("waits_until")?,
        posted_at: r.get("posted_at")?,
        made_at: r.get("made_at")?,
        changed_at: r.get("changed_at")?,
    })
}

fn with_parts(c: &mut Read<'_>, mut all: Vec<Booking>) -> Result<Vec<Booking>, Fault> {
    for b in &mut all {
        b.parts = parts(c, b.id)?;
    }
    Ok(all)
}

pub(crate) fn booking(c: &mut Read<'_>, id: Id) -> Result<Option<Booking>, Fault> {
    let found = c.opt(BOOKING, &params![id], |r| to_booking(BOOKING, r))?;
    Ok(with_parts(c, found.into_iter().collect())?.pop())
}

pub(crate) fn of_checkout(c: &mut Read<'_>, checkout: Id) -> Result<Vec<Booking>, Fault> {
    let all = c.all(OF_CHECKOUT, &params![checkout], |r| {
        to_booking(OF_CHECKOUT, r)
    })?;
    with_parts(c, all)
}

pub(crate) fn of_child(c: &mut Read<'_>, child: Id, most: i64) -> Result<Vec<Booking>, Fault> {
    let all = c.all(OF_CHILD, &params![child, most], |r| to_booking(OF_CHILD, r))?;
    with_parts(c, all)
}

pub(crate) fn of_party(c: &mut Read<'_>, party: Id, most: i64) -> Result<Vec<Booking>, Fault> {
    let all = c.all(OF_PARTY, &params![party, most], |r| to_booking(OF_PARTY, r))?;
    with_parts(c, all)
}

pub(crate) fn of_session(c: &mut Read<'_>, session: Id) -> Result<Vec<Booking>, Fault> {
    let all = c.all(OF_SESSION, &params![session], |r| to_booking(OF_SESSION, r))?;
    with_parts(c, all)
}

pub(crate) fn disputed(c: &mut Read<'_>) -> Result<Vec<Booking>, Fault> {
    let all = c.all(DISPUTED, &params![], |r| to_booking(DISPUTED, r))?;
    with_parts(c, all)
}

pub(crate) fn live(c: &mut Read<'_>, session: Id, child: Id) -> Result<Option<Id>, Fault> {
    c.opt(LIVE, &params![session, child], |r| r.get("id"))
}

pub(crate) fn late_in(c: &mut Read<'_>, session: Id, now: Moment) -> Result<Vec<Id>, Fault> {
    c.all(LATE_IN, &params![session, now], |r| r.get("id"))
}

pub(crate) fn late(c: &mut Read<'_>, now: Moment, most: i64) -> Result<Vec<Id>, Fault> {
    c.all(LATE, &params![now, most], |r| r.get("id"))
}

pub(crate) fn next_lease(c: &mut Read<'_>, session: Id) -> Result<Option<Moment>, Fault> {
    c.one(NEXT_LEASE, &params![session], |r| r.get(0))
}

pub(crate) fn over(c: &mut Read<'_>, before: Moment, most: i64) -> Result<Vec<Id>, Fault> {
    c.all(OVER, &params![before, most], |r| r.get("id"))
}

/// Moves a booking from the state it was read in to the one it says now. False when somebody was faster.
pub(crate) fn move_on(tx: &mut Write<'_>, from: State, b: &Booking) -> Result<bool, Fault> {
    let moved = tx.exec(
        MOVE,
        &params![
            b.id,
            from.as_str(),
            b.state.as_str(),
            b.how.map(How::as_str),
            b.hold,
            b.waits_until,
            b.posted_at,
            b.changed_at
        ],
    )?;
    Ok(moved == 1)
}

pub(crate) fn put_answers(
    tx: &mut Write<'_>,
    keys: &Keys,
    booking: Id,
    answers: &BTreeMap<String, String>,
    seed: Seed,
) -> Result<(), Fault> {
    let text = serde_json::to_string(answers).map_err(|e| wrong(ANSWER, "answers", e))?;
    let sealed = keys.seal(&ANSWERS, booking, text.as_bytes(), seed);
    tx.exec(ANSWER, &params![booking, sealed.as_bytes()])?;
    Ok(())
}

/// What was answered, by booking.
pub(crate) fn answered(
    c: &mut Read<'_>,
    keys: &Keys,
    session: Id,
) -> Result<BTreeMap<Id, BTreeMap<String, String>>, Fault> {
    let rows = c.all(ANSWERED, &params![session], |r| {
        let bytes: Vec<u8> = r.get("answers")?;
        Ok((r.get::<Id>("id")?, bytes))
    })?;
    let mut all = BTreeMap::new();
    for (id, bytes) in rows {
        all.insert(id, opened(ANSWERED, keys, id, &bytes)?);
    }
    Ok(all)
}

fn opened(
    sql: Sql,
    keys: &Keys,
    booking: Id,
    bytes: &[u8],
) -> Result<BTreeMap<String, String>, Fault> {
    let sealed = Sealed::from_bytes(bytes).map_err(|e| wrong(sql, "answers", e))?;
    let text = keys
        .open(&ANSWERS, booking, &sealed)
        .map_err(|e| wrong(sql, "answers", e))?;
    serde_json::from_slice(&text).map_err(|e| wrong(sql, "answers", e))
}

/// What was answered for one booking.
pub(crate) fn answers_of(
    c: &mut Read<'_>,
    keys: &Keys,
    booking: Id,
) -> Result<BTreeMap<String, String>, Fault> {
    let bytes: Option<Vec<u8>> = c.opt(ANSWERS_OF, &params![booking], |r| r.get("answers"))?;
    bytes.map_or(Ok(BTreeMap::new()), |b| {
        opened(ANSWERS_OF, keys, booking, &b)
    })
}

/// Forgets what was answered about somebody.
pub(crate) fn forget_answers(tx: &mut Write<'_>, of: Id) -> Result<u64, Fault> {
    tx.exec(FORGET_ANSWERS, &params![of])
}

pub(crate) fn put_part(
    tx: &mut Write<'_>,
    booking: Id,
    n: usize,
    part: &Part,
) -> Result<(), Fault> {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    tx.exec(
        PUT_PART,
        &params![booking, n, part.purse, part.amount, part.hold],
    )?;
    Ok(())
}

pub(crate) fn parts(c: &mut Read<'_>, booking: Id) -> Result<Vec<Part>, Fault> {
    c.all(PARTS, &params![booking], |r| {
        Ok(Part {
            purse: r.get("purse")?,
            amount: r.get("amount")?,
            back: r.get("back")?,
            hold: r.get("hold")?,
            posted: r.get("posted")?,
        })
    })
}

pub(crate) fn set_part(tx: &mut Write<'_>, booking: Id, part: &Part) -> Result<(), Fault> {
    tx.exec(
        SET_PART,
        &params![booking, part.purse, part.back, part.hold, part.posted],
    )?;
    Ok(())
}

pub(crate) fn put_event(tx: &mut Write<'_>, booking: Id, step: &Step) -> Result<(), Fault> {
    tx.exec(
        PUT_EVENT,
        &params![
            booking,
            step.from.map_or("new", State::as_str),
            step.to.as_str(),
            step.event.as_str(),
            &step.actor,
            step.on_behalf_of,
            step.at,
            step.reason.as_deref()
        ],
    )?;
    Ok(())
}

pub(crate) fn events(c: &mut Read<'_>, booking: Id) -> Result<Vec<Step>, Fault> {
    c.all(EVENTS, &params![booking], |r| {
        let from: String = r.get("from_state")?;
        Ok(Step {
            from: State::read(&from),
            to: word(EVENTS, r, "to_state", State::read)?,
            event: word(EVENTS, r, "event", Event::read)?,
            actor: r.get("actor")?,
            on_behalf_of: r.get("on_behalf_of")?,
            at: r.get("at")?,
            reason: r.get("reason")?,
        })
    })
}

pub(crate) fn happened(c: &mut Read<'_>, from: Moment, to: Moment) -> Result<Vec<Happened>, Fault> {
    c.all(HAPPENED, &params![from, to], |r| {
        let from: String = r.get("from_state")?;
        let how: Option<String> = r.get("how")?;
        Ok(Happened {
            booking: r.get("booking")?,
            n: r.get("n")?,
            session: r.get("session")?,
            organisation: r.get("organisation")?,
            from: State::read(&from),
            to: word(HAPPENED, r, "to_state", State::read)?,
            how: how.and_then(|h| How::read(&h)),
            at: r.get("at")?,
        })
    })
}

/// The columns that hold sealed values and hashes, for the rotation of keys.
pub fn columns() -> Vec<seal::Column> {
    [COLUMNS, ticket::COLUMNS].concat()
}

/// Every statement of the feature, for the test that prepares them all.
pub fn statements() -> Vec<&'static [Sql]> {
    vec![
        STATEMENTS,
        COLUMN_STATEMENTS,
        keep::STATEMENTS,
        ticket::STATEMENTS,
        ticket::COLUMN_STATEMENTS,
        session::STATEMENTS,
        roll::STATEMENTS,
    ]
}
