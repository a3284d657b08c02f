//! What was redeemed at a desk by mistake is put back as it was.

use db::Write;
use ledger::model::{Act as LedgerAct, Kind, Line};
use values::{Cents, Id};

use super::*;
use crate::model::SessionState;
use crate::money::Mistake;
use crate::rules::GRACE;

/// Undoes [`post`](super::post): the credit comes back by opposite transfers with a reason, and place and
/// credit are held again as they were, in the same transaction. What the same hands wrote on the roll at
/// that moment goes with it. Who may do it, and how long, is the caller's to know (vouchers at a desk).
///
/// # Errors
/// [`Refused::WrongStep`] where nothing is posted or the booking has gone on; what the money says.
pub fn undo_post(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    booking: Id,
    why: &str,
) -> Result<Booking, No> {
    let mut b = known_booking(tx, booking)?;
    let Some(posted_at) = b.posted_at.filter(|_| b.state == State::Confirmed) else {
        return Err(Refused::WrongStep(b.state).into());
    };
    let s = known(tx, b.session)?;
    if s.state == SessionState::Cancelled {
        return Err(Refused::WrongStep(State::Cancelled).into());
    }
    // A booking can be redeemed and undone again: the moment tells one time from another.
    let key = format!("{} {}", b.id, posted_at.0);
    let until = s.ends_at().plus_seconds(GRACE);
    let ask = ask(&s, &b);
    let mut holds = vec![hold_places(s.id, b.who.places(), until, about(b.id))];
    for part in &mut b.parts {
        let (amount, due) = (part.posted.take().unwrap_or_default(), part.due());
        if amount.0 == 0 {
            if due.0 > 0 {
                return Err(Refused::WrongStep(b.state).into());
            }
            continue;
        }
        let mistake = Mistake {
            booking: b.id,
            ask: ask.clone(),
            purse: part.purse,
            amount,
            hold: due,
            until,
            key: Id::named("bookings undo", &format!("{key} {}", part.purse)),
            actor: act.actor(),
            reason: why.to_string(),
        };
        let line = ground.money.undo(tx, &mistake, act.now())?;
        holds.push(line.map_err(Refused::Money)?);
    }
    let places = Line::Move {
        debit: account(s.id, Kind::Taken),
        credit: account(s.id, Kind::Free),
        amount: b.who.places(),
        subject: about(b.id),
    };
    let id = Id::named("bookings undo places", &key);
    order(tx, act, id, LedgerAct::Release, vec![places], Some(why))?;
    let id = Id::named("bookings undo hold", &key);
    let mut made = order(tx, act, id, LedgerAct::Reserve, holds, Some(why))?.into_iter();
    b.hold = made.next();
    // in the order of the parts that hold something
    for part in &mut b.parts {
        if part.due() > Cents(0) {
            part.hold = made.next();
        }
        store::set_part(tx, b.id, part)?;
    }
    store::unwrite_presence(tx, b.id, &act.actor(), posted_at)?;
    b.posted_at = None;
    b.changed_at = act.now();
    if !store::move_on(tx, State::Confirmed, &b)? {
        return Err(Refused::WrongStep(b.state).into());
    }
    Ok(b)
}
