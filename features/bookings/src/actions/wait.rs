//! The waiting list. What becomes free is offered in the same transaction, in the order of the list.

use db::Write;
use ledger::model::{Act as LedgerAct, Line};
use values::{Cents, Id};

use super::*;
use crate::model::{SessionState, WaitState, Waiting};
use crate::rules::LEASE;

/// Puts a child at the end of a list. Again, it finds where the child stands.
///
/// # Errors
/// [`Refused::NoList`], [`Refused::NoNeed`] while places are free, what forbids booking.
pub fn wait_for(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    session: Id,
    child: Id,
) -> Result<Waiting, No> {
    must_stand(tx, act, child)?;
    let s = book::may_book(tx, ground, act, session)?;
    if s.terms.offer_hours.is_none() {
        return Err(Refused::NoList.into());
    }
    let first = s.starts_at().day(&ground.city.zone);
    book::fits(tx, act, &s, child, first)?;
    if store::live(tx, session, child)?.is_some() {
        return Err(Refused::Already(child).into());
    }
    let standing = store::list(tx, session)?;
    if let Some(w) = standing.into_iter().find(|w| w.child == child) {
        return Ok(w);
    }
    due::free_late(tx, ground, act, &s)?;
    if free(tx, session)? > 0 {
        return Err(Refused::NoNeed.into());
    }
    let mut w = Waiting {
        id: Id::named(
            "bookings waiting",
            &format!("{} {session} {child}", act.ctx.base),
        ),
        session,
        child,
        party: act.subject()?,
        state: WaitState::Waiting,
        place: 0,
        at: act.now(),
        offer_until: None,
        hold: None,
    };
    w.place = store::put_waiting(tx, &w)?;
    let said = News::of(What::Waiting, &s);
    tell(tx, ground, act, w.party, &said, w.id)?;
    Ok(w)
}

/// Offers what is free to whoever waits, the first first.
pub(super) fn promote(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    s: &Session,
) -> Result<(), No> {
    let Some(hours) = s.terms.offer_hours else {
        return Ok(());
    };
    if s.state != SessionState::Open || act.now() >= s.starts_at() {
        return Ok(());
    }
    while free(tx, s.id)? > 0 {
        let Some(mut w) = store::first_waiting(tx, s.id)? else {
            return Ok(());
        };
        let until = act
            .now()
            .plus_seconds(i64::from(hours) * 3600)
            .min(s.starts_at());
        let line = hold_places(s.id, 1, until, format!("waiting:{}", w.id));
        let id = Id::named("bookings offer", &w.id.to_string());
        let made = order(tx, act, id, LedgerAct::Reserve, vec![line], None)?;
        w.state = WaitState::Offered;
        w.offer_until = Some(until);
        w.hold = made.first().copied();
        store::move_waiting(tx, WaitState::Waiting, &w)?;
        tell_waiting(tx, ground, act, &w, News::of(What::Offer, s).at(until))?;
    }
    Ok(())
}

/// Tells whoever put somebody on a list.
pub(super) fn tell_waiting(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    w: &Waiting,
    mut said: News<'_>,
) -> Result<(), No> {
    said.who.extend(initial(tx, act, &Who::Child(w.child))?);
    tell(tx, ground, act, w.party, &said, w.id)
}

fn mine(tx: &mut Write<'_>, act: &Act, id: Id) -> Result<(Waiting, Session), No> {
    let w = store::waiting(tx, id)?.ok_or(Refused::NotThere)?;
    must_stand(tx, act, w.child).map_err(|_| Refused::NotThere)?;
    let s = known(tx, w.session)?;
    Ok((w, s))
}

/// Takes an offered place: it is kept for a quarter of an hour, to be booked as any other.
///
/// # Errors
/// [`Refused::LeaseOver`] when the offer has ended; [`Refused::PriceChanged`].
pub fn accept_offer(
    tx: &mut Write<'_>,
    act: &Act,
    id: Id,
    key: Id,
    seen: Cents,
) -> Result<Vec<Booking>, No> {
    let made = store::of_checkout(tx, key)?;
    if !made.is_empty() {
        return Ok(made);
    }
    let (mut w, s) = mine(tx, act, id)?;
    let Some(hold) = w.hold.filter(|_| w.state == WaitState::Offered) else {
        return Err(Refused::LeaseOver.into());
    };
    if w.offer_until.is_some_and(|until| until < act.now()) {
        return Err(Refused::LeaseOver.into());
    }
    if seen != s.price {
        return Err(Refused::PriceChanged(s.price).into());
    }
    let until = act.now().plus_seconds(LEASE);
    let mut b = book::new_booking(&s, key, Who::Child(w.child), w.party, act.now(), until);
    let lines = vec![
        Line::Void { hold },
        hold_places(s.id, 1, until, about(b.id)),
    ];
    let op = Id::named("bookings lease", &key.to_string());
    let made = order(tx, act, op, LedgerAct::Reserve, lines, None)?;
    b.hold = made.last().copied();
    store::put_booking(tx, &b)?;
    note(tx, act, b.id, None, State::Leased, Event::Lease, None)?;
    leave(tx, &mut w, WaitState::Taken)?;
    Ok(vec![b])
}

/// Does not want an offered place any more; the next is asked.
///
/// # Errors
/// [`Refused::LeaseOver`] when there is no offer.
pub fn decline_offer(tx: &mut Write<'_>, ground: &Ground, act: &Act, id: Id) -> Result<(), No> {
    let (w, s) = mine(tx, act, id)?;
    match w.state {
        WaitState::Declined => return Ok(()),
        WaitState::Offered => {}
        _ => return Err(Refused::LeaseOver.into()),
    }
    release(tx, act, w, WaitState::Declined)?;
    promote(tx, ground, act, &s)
}

/// Leaves the list.
///
/// # Errors
/// [`Refused::NotThere`].
pub fn leave_list(tx: &mut Write<'_>, ground: &Ground, act: &Act, id: Id) -> Result<(), No> {
    let (mut w, s) = mine(tx, act, id)?;
    match w.state {
        WaitState::Waiting => leave(tx, &mut w, WaitState::Withdrawn),
        WaitState::Offered => {
            release(tx, act, w, WaitState::Withdrawn)?;
            promote(tx, ground, act, &s)
        }
        _ => Ok(()),
    }
}

fn leave(tx: &mut Write<'_>, w: &mut Waiting, to: WaitState) -> Result<(), No> {
    let from = w.state;
    w.state = to;
    w.offer_until = None;
    w.hold = None;
    match store::move_waiting(tx, from, w)? {
        true => Ok(()),
        false => Err(Refused::LeaseOver.into()),
    }
}

/// Gives an offered place up.
pub(super) fn release(
    tx: &mut Write<'_>,
    act: &Act,
    mut w: Waiting,
    to: WaitState,
) -> Result<(), No> {
    if let Some(hold) = w.hold {
        let id = Id::named("bookings offer over", &w.id.to_string());
        order(
            tx,
            act,
            id,
            LedgerAct::Release,
            vec![Line::Void { hold }],
            None,
        )?;
    }
    leave(tx, &mut w, to)
}

/// Takes somebody out of a list who goes for good; what was offered to them goes to the next.
pub(crate) fn leave_for_good(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    w: Waiting,
) -> Result<(), No> {
    let s = known(tx, w.session)?;
    release(tx, act, w, WaitState::Withdrawn)?;
    promote(tx, ground, act, &s)
}

/// Ends a list: what they wait for will not be.
pub(super) fn end_list(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    s: &Session,
) -> Result<(), No> {
    for w in store::list(tx, s.id)? {
        release(tx, act, w.clone(), WaitState::Withdrawn)?;
        tell_waiting(tx, ground, act, &w, News::of(What::ListOver, s))?;
    }
    Ok(())
}
