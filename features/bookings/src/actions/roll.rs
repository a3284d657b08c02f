//! Who was there; what is earned by it.

use std::collections::BTreeMap;

use db::Write;
use ledger::model::{Act as LedgerAct, Line};
use serde_json::json;
use values::{Cents, Id};

use super::*;
use crate::model::{How, Presence};
use crate::money::{Posted, Why};
use crate::rules::{self, Outcome};

/// From so many seconds before a lesson begins the roll can be called.
const EARLY: i64 = 60 * 60;

/// Writes down who was there in a lesson; again, it mends it. After the session has been closed by the
/// clock the city settles what is disputed.
///
/// # Errors
/// [`Refused::NotBegun`], [`Refused::WrongStep`]; nobody of the organisation.
pub fn call(
    tx: &mut Write<'_>,
    act: &Act,
    booking: Id,
    lesson: u16,
    presence: Presence,
) -> Result<(), No> {
    let b = known_booking(tx, booking)?;
    let s = known(tx, b.session)?;
    let by = must_be_staff(tx, act, s.organisation, false)?;
    if b.state != State::Confirmed {
        return Err(Refused::WrongStep(b.state).into());
    }
    let found = s
        .lessons
        .iter()
        .find(|l| l.n == lesson && l.cancelled.is_none());
    let found = found.ok_or(Refused::NotThere)?;
    let from = found.starts_at.plus_seconds(-EARLY);
    if act.now() < from {
        return Err(Refused::NotBegun(from).into());
    }
    // Who said before that they are ill is not made absent by a roll.
    let said = store::roll(tx, booking)?.get(&lesson).copied();
    if said == Some(Presence::Ill) && presence == Presence::Absent {
        return Ok(());
    }
    store::put_presence(tx, (booking, lesson), presence, by, act.now())?;
    Ok(())
}

/// The family says before a lesson that the child is ill. Where the terms say so its share comes back.
///
/// # Errors
/// [`Refused::TooLate`] once it has begun.
pub fn ill(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    booking: Id,
    lesson: u16,
) -> Result<(), No> {
    let mut b = known_booking(tx, booking)?;
    must_own(tx, act, &b)?;
    let s = known(tx, b.session)?;
    if b.state != State::Confirmed {
        return Err(Refused::WrongStep(b.state).into());
    }
    let found = s
        .lessons
        .iter()
        .find(|l| l.n == lesson && l.cancelled.is_none());
    let found = found.ok_or(Refused::NotThere)?;
    if act.now() >= found.starts_at {
        return Err(Refused::TooLate(found.starts_at).into());
    }
    if s.lessons.len() == 1 {
        cancel::cancel(tx, ground, act, booking, true)?;
        return Ok(());
    }
    store::put_presence(
        tx,
        (booking, lesson),
        Presence::Ill,
        act.subject()?,
        act.now(),
    )?;
    if s.terms.ill_back {
        cancel::lesson_back(
            tx,
            ground,
            act,
            (&s, &mut b),
            lesson,
            How::Illness,
            "missed, told before",
        )?;
    }
    Ok(())
}

/// What is posted of a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The identifier of the ledger's order, made before the first try.
    pub key: Id,
    /// How much of which voucher; what is not named is posted whole.
    pub amounts: BTreeMap<Id, Cents>,
    /// What the organisation has collected from the family itself; none for what was agreed.
    pub own: Option<Cents>,
    /// Why.
    pub why: Why,
}

/// Posts what is held for a booking: the organisation has earned it. Who may do it is the caller's to know
/// (vouchers at a desk, the clock). Posted already, it finds the booking as it is.
///
/// # Errors
/// [`Refused::WrongStep`], [`Refused::MoreThanHeld`].
pub fn post(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    booking: Id,
    what: &Post,
) -> Result<Booking, No> {
    let mut b = known_booking(tx, booking)?;
    if b.posted_at.is_some() {
        return Ok(b);
    }
    if b.state != State::Confirmed {
        return Err(Refused::WrongStep(b.state).into());
    }
    let s = known(tx, b.session)?;
    post_held(tx, ground, act, (&s, &mut b), what)?;
    if !store::move_on(tx, State::Confirmed, &b)? {
        return Err(Refused::WrongStep(b.state).into());
    }
    Ok(b)
}

fn post_held(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    (s, b): (&Session, &mut Booking),
    what: &Post,
) -> Result<(), No> {
    let (mut posts, mut voids) = (Vec::new(), Vec::new());
    if let Some(hold) = b.hold.take() {
        posts.push(Line::Post {
            hold,
            amount: b.who.places(),
        });
    }
    for part in &mut b.parts {
        let Some(hold) = part.hold.take() else {
            continue;
        };
        let due = part.due();
        let amount = what.amounts.get(&part.purse).copied().unwrap_or(due);
        if amount > due || amount.0 < 0 {
            return Err(Refused::MoreThanHeld(due).into());
        }
        part.posted = Some(amount);
        match amount.0 {
            0 => voids.push(Line::Void { hold }),
            _ => posts.push(Line::Post {
                hold,
                amount: amount.0,
            }),
        }
    }
    if !posts.is_empty() {
        order(tx, act, what.key, LedgerAct::Redeem, posts, None)?;
    }
    if !voids.is_empty() {
        let id = Id::named("bookings nothing due", &b.id.to_string());
        order(tx, act, id, LedgerAct::Release, voids, None)?;
    }
    b.posted_at = Some(act.now());
    b.changed_at = act.now();
    let own = what.own.unwrap_or_else(|| b.own());
    let ask = ask(s, b);
    let mut first = true;
    for part in &b.parts {
        store::set_part(tx, b.id, part)?;
        let Some(amount) = part.posted.filter(|a| a.0 > 0) else {
            continue;
        };
        let posted = Posted {
            booking: b.id,
            ask: ask.clone(),
            purse: part.purse,
            amount,
            // what the family paid itself is told once
            own: match std::mem::take(&mut first) {
                true => own,
                false => Cents(0),
            },
            op: what.key,
            actor: act.actor(),
            why: what.why,
        };
        ground.money.posted(tx, &posted, act.now())?;
    }
    Ok(())
}

/// Closes a booking after its end: from the roll, or by the benefit of the doubt.
pub(super) fn finish(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    (s, b): (&Session, &mut Booking),
) -> Result<(), No> {
    let roll = store::roll(tx, b.id)?;
    let key = Id::named("bookings finish", &b.id.to_string());
    let (to, event, percent) = match rules::outcome(&s.lessons, &roll) {
        Outcome::Attended => (State::Attended, Event::Attend, 100),
        Outcome::Absent => (State::Absent, Event::Miss, s.terms.absent_percent),
        Outcome::Ill if b.posted_at.is_none() => {
            return cancel::give_up(tx, ground, act, (s, b), How::Illness, 0, None);
        }
        Outcome::Ill => (State::Attended, Event::Attend, 100),
    };
    if b.posted_at.is_none() {
        let amounts = b
            .parts
            .iter()
            .map(|p| (p.purse, rules::percent(p.due(), percent)))
            .collect();
        let what = Post {
            key,
            amounts,
            own: match to {
                // nobody asks a family for its own money when it did not come
                State::Absent => Some(Cents(0)),
                _ => None,
            },
            why: match to {
                State::Absent => Why::Absent,
                _ => Why::Attended,
            },
        };
        post_held(tx, ground, act, (s, b), &what)?;
    }
    step(tx, act, b, to, event, None)?;
    if to == State::Absent {
        let said = news(tx, act, What::Missed, (s, b))?;
        tell(tx, ground, act, b.party, &said, b.id)?;
    }
    Ok(())
}

/// The family, or the organisation, says it was otherwise: the city looks at it.
///
/// # Errors
/// [`Refused::WrongStep`]; a reason is missing; neither of them.
pub fn dispute(tx: &mut Write<'_>, act: &Act, booking: Id, why: &str) -> Result<Booking, No> {
    let mut b = known_booking(tx, booking)?;
    let s = known(tx, b.session)?;
    if must_be_staff(tx, act, s.organisation, false).is_err() {
        must_own(tx, act, &b)?;
    }
    if !matches!(b.state, State::Attended | State::Absent) {
        return Err(Refused::WrongStep(b.state).into());
    }
    let why = cancel::reason(why)?;
    step(tx, act, &mut b, State::Disputed, Event::Dispute, Some(why))?;
    Ok(b)
}

/// An officer of the city decides a dispute. Money that was paid wrongly is an incident's (vouchers).
/// Who may is the caller's to know.
///
/// # Errors
/// [`Refused::WrongStep`]; a reason is missing.
pub fn settle_dispute(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    booking: Id,
    attended: bool,
    why: &str,
) -> Result<Booking, No> {
    let mut b = known_booking(tx, booking)?;
    if b.state != State::Disputed {
        return Err(Refused::WrongStep(b.state).into());
    }
    let s = known(tx, b.session)?;
    let why = cancel::reason(why)?;
    let to = match attended {
        true => State::Attended,
        false => State::Absent,
    };
    step(tx, act, &mut b, to, Event::Settle, Some(why))?;
    let said = news(tx, act, What::Settled, (&s, &b))?.reason(why);
    tell(tx, ground, act, b.party, &said, b.id)?;
    trail(
        tx,
        act,
        ("booking", b.id),
        "settle",
        json!({"to": to.as_str()}),
    )?;
    Ok(b)
}
