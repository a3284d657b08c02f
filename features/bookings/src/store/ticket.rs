//! Codes for the roll call, and wrong ones.

use db::{Fault, Read, Row, Value, Write, params};
use seal::Keys;
use values::{Id, Moment};

use crate::codes::{Secret, Shown};
use crate::model::Ticket;

seal::columns! {
    /// What a camera reads.
    pub(crate) SECRET = Token bookings_ticket.secret_hash by id;
    /// What somebody types.
    pub(crate) CODE = Token bookings_ticket.code_hash by id;
}

db::statements! {
    /// Keeps a code.
    pub(crate) PUT_TICKET = "insert into bookings_ticket (id, booking, secret_hash, code_hash, made_by, made_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7)";
    /// By what a camera reads.
    pub(crate) BY_SECRET = "select id, booking, ends_at from bookings_ticket where secret_hash in ($1, $2, $3)";
    /// By what somebody types.
    pub(crate) BY_CODE = "select id, booking, ends_at from bookings_ticket where code_hash in ($1, $2, $3)";
    /// Drops the oldest of a booking.
    pub(crate) DROP_TICKETS = "delete from bookings_ticket where booking = $1 and id not in (select t.id from bookings_ticket t where t.booking = $1 order by t.made_at desc, t.id desc limit $2)";
    /// Forgets codes that are over.
    pub(crate) FORGET_TICKETS = "delete from bookings_ticket where ends_at < $1";
    /// Wrong codes of somebody.
    pub(crate) ATTEMPTS = "select since, misses from bookings_attempt where person = $1";
    /// Notes a wrong code.
    pub(crate) MISS = "insert into bookings_attempt (person, since, misses) values ($1, $2, 1) on conflict (person) do update set misses = case when bookings_attempt.since < $3 then 1 else bookings_attempt.misses + 1 end, since = case when bookings_attempt.since < $3 then $2 else bookings_attempt.since end";
    /// Forgets wrong codes of long ago.
    pub(crate) FORGET_ATTEMPTS = "delete from bookings_attempt where since < $1";
}

pub(crate) fn put_ticket(
    tx: &mut Write<'_>,
    keys: &Keys,
    t: &Ticket,
    secret: &Secret,
    (by, now): (Id, Moment),
) -> Result<(), Fault> {
    let camera = keys.hash(&SECRET, secret.secret.as_bytes());
    let fingers = keys.hash(&CODE, secret.code.as_bytes());
    tx.exec(
        PUT_TICKET,
        &params![t.id, t.booking, camera, fingers, by, now, t.ends_at],
    )?;
    Ok(())
}

fn to_ticket(r: &Row<'_>) -> Result<Ticket, Fault> {
    Ok(Ticket {
        id: r.get("id")?,
        booking: r.get("booking")?,
        ends_at: r.get("ends_at")?,
    })
}

pub(crate) fn ticket(
    c: &mut Read<'_>,
    keys: &Keys,
    shown: &Shown,
) -> Result<Option<Ticket>, Fault> {
    let (sql, hashes) = match shown {
        Shown::Secret(s) => (BY_SECRET, keys.look(&SECRET, s.as_bytes())),
        Shown::Code(s) => (BY_CODE, keys.look(&CODE, s.as_bytes())),
    };
    c.opt(sql, &hashes.map(Value::from), to_ticket)
}

/// Drops all of a booking but the last few.
pub(crate) fn drop_tickets(tx: &mut Write<'_>, booking: Id, keep: u32) -> Result<u64, Fault> {
    tx.exec(DROP_TICKETS, &params![booking, keep])
}

pub(crate) fn forget_tickets(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_TICKETS, &params![before])
}

/// Since when wrong codes are counted, and how many there were.
pub(crate) fn attempts(c: &mut Read<'_>, person: Id) -> Result<Option<(Moment, u32)>, Fault> {
    c.opt(ATTEMPTS, &params![person], |r| {
        Ok((r.get("since")?, r.get("misses")?))
    })
}

pub(crate) fn miss(
    tx: &mut Write<'_>,
    person: Id,
    now: Moment,
    oldest: Moment,
) -> Result<(), Fault> {
    tx.exec(MISS, &params![person, now, oldest]).map(drop)
}

pub(crate) fn forget_attempts(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_ATTEMPTS, &params![before])
}
