//! What is no longer needed, and goes.

use db::{Fault, Read, Write, params};
use values::{Id, Moment};

db::statements! {
    /// Answers of what was over before a moment and is settled.
    pub(crate) FORGET_OLD_ANSWERS = "update bookings_booking set answers = null where answers is not null and state not in ('leased', 'reserved', 'confirmed', 'disputed') and session in (select id from bookings_session where ends_at < $1)";
    /// The roll of what was over before a moment and is settled.
    pub(crate) FORGET_ROLL = "delete from bookings_presence where booking in (select b.id from bookings_booking b join bookings_session s on s.id = b.session where s.ends_at < $1 and b.state not in ('leased', 'reserved', 'confirmed', 'disputed'))";
    /// That reminders went out.
    pub(crate) FORGET_REMINDED = "delete from bookings_reminded where booking in (select b.id from bookings_booking b join bookings_session s on s.id = b.session where s.ends_at < $1)";
    /// Who waited for what was over before a moment.
    pub(crate) FORGET_WAITING = "delete from bookings_waiting where state <> 'offered' and session in (select id from bookings_session where ends_at < $1)";
    /// Bookings that still name somebody and may forget it: nothing of public money before one moment, all before another.
    pub(crate) TO_FORGET = "select b.id from bookings_booking b join bookings_session s on s.id = b.session where b.forgotten_at is null and b.state not in ('leased', 'reserved', 'confirmed', 'disputed') and (s.ends_at < $2 or (s.ends_at < $1 and not exists (select 1 from bookings_part p where p.booking = b.id))) order by s.ends_at, b.id limit $3";
    /// Cuts the link of a booking to persons.
    pub(crate) FORGET_WHO = "update bookings_booking set child = null, group_name = '', party = $2, answers = null, forgotten_at = $3 where id = $1 and forgotten_at is null";
    /// Its steps stay, without hands and words.
    pub(crate) FORGET_HANDS = "update bookings_event set actor = case when actor like 'job:%' then actor else 'forgotten' end, on_behalf_of = null, reason = null where booking = $1";
    /// The vouchers it was paid with are no vouchers any more, only sums.
    pub(crate) FORGET_PURSE = "update bookings_part set purse = $3 where booking = $1 and n = $2";
    /// How many parts a booking has.
    pub(crate) COUNT_PARTS = "select count(*) from bookings_part where booking = $1";
    /// That lessons were missed by illness.
    pub(crate) FORGET_ILL_LESSONS = "update bookings_back set why = 'forgotten' where why = 'illness' and booking in (select b.id from bookings_booking b join bookings_session s on s.id = b.session where s.ends_at < $1 and b.state not in ('leased', 'reserved', 'confirmed', 'disputed'))";
    /// That a booking was given up because of illness: it cost as little as one given up in time.
    pub(crate) FORGET_ILL = "update bookings_booking set how = 'family' where how = 'illness' and session in (select id from bookings_session where ends_at < $1)";
    /// Its codes for the roll call.
    pub(crate) FORGET_TICKETS_OF = "delete from bookings_ticket where booking = $1";
    /// Its roll.
    pub(crate) FORGET_ROLL_OF = "delete from bookings_presence where booking = $1";
}

pub(crate) fn forget_old_answers(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_OLD_ANSWERS, &params![before])
}

pub(crate) fn forget_roll(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_ROLL, &params![before])
}

/// That somebody was ill; returns of how many lessons and bookings.
pub(crate) fn forget_ill(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    let lessons = tx.exec(FORGET_ILL_LESSONS, &params![before])?;
    Ok(lessons + tx.exec(FORGET_ILL, &params![before])?)
}

pub(crate) fn forget_reminded(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_REMINDED, &params![before])
}

pub(crate) fn forget_waiting(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_WAITING, &params![before])
}

/// Bookings whose link to persons may be cut.
pub(crate) fn to_forget(
    c: &mut Read<'_>,
    (links, money): (Moment, Moment),
    most: u32,
) -> Result<Vec<Id>, Fault> {
    c.all(TO_FORGET, &params![links, money, most], |r| r.get("id"))
}

/// Cuts the link of a booking to persons; false when it was cut already.
pub(crate) fn forget_who(
    tx: &mut Write<'_>,
    booking: Id,
    nobody: Id,
    now: Moment,
) -> Result<bool, Fault> {
    if tx.exec(FORGET_WHO, &params![booking, nobody, now])? == 0 {
        return Ok(false);
    }
    tx.exec(FORGET_HANDS, &params![booking])?;
    tx.exec(FORGET_TICKETS_OF, &params![booking])?;
    tx.exec(FORGET_ROLL_OF, &params![booking])?;
    let parts: i64 = tx.one(COUNT_PARTS, &params![booking], |r| r.get(0))?;
    for n in 1..=parts {
        let none = Id::named("bookings forgotten purse", &format!("{booking} {n}"));
        tx.exec(FORGET_PURSE, &params![booking, n, none])?;
    }
    Ok(true)
}
