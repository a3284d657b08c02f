//! Booking: a place is kept, then it is booked and paid for in one order of the books.

use std::collections::{BTreeMap, BTreeSet};

use db::{Read, Write};
use ledger::model::{Act as LedgerAct, Line};
use providers::actions::Bookings as Standing;
use serde_json::json;
use values::{Cents, Id, Moment};

use super::*;
use crate::model::{How, Part};
use crate::rules::{self, GRACE, GROUP, LEASE, TOGETHER};

/// Keeps a place for each child for a quarter of an hour: all or none. `key` is made with the form; the
/// same key again finds the same places. `seen` is the price that was shown.
///
/// # Errors
/// Why there is no place: [`Refused::Full`], [`Refused::Age`] …
pub fn lease(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    session: Id,
    key: Id,
    children: &[Id],
    seen: Cents,
) -> Result<Vec<Booking>, No> {
    let chosen: BTreeSet<Id> = children.iter().copied().collect();
    if chosen.is_empty() {
        return Err(Refused::Nobody.into());
    }
    if chosen.len() > TOGETHER {
        return Err(Refused::TooMany.into());
    }
    for child in &chosen {
        must_stand(tx, act, *child)?;
    }
    let who: Vec<Who> = chosen.into_iter().map(Who::Child).collect();
    take(tx, ground, act, session, key, who, seen)
}

/// Keeps places for a group without names. Who may do it for which school or hub is the caller's to know.
///
/// # Errors
/// As [`lease`], and [`Refused::NoGroups`], [`Refused::GroupSize`], [`Refused::GroupName`].
pub fn lease_group(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    session: Id,
    key: Id,
    (name, places): (&str, u16),
    seen: Cents,
) -> Result<Vec<Booking>, No> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(Refused::GroupName.into());
    }
    if !(1..=GROUP).contains(&places) {
        return Err(Refused::GroupSize.into());
    }
    let who = Who::Group {
        name: name.to_string(),
        places,
    };
    take(tx, ground, act, session, key, vec![who], seen)
}

fn take(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    session: Id,
    key: Id,
    who: Vec<Who>,
    seen: Cents,
) -> Result<Vec<Booking>, No> {
    let made = store::of_checkout(tx, key)?;
    if !made.is_empty() {
        let mut same: Vec<Who> = made.iter().map(|b| b.who.clone()).collect();
        same.sort();
        let mine = made.iter().all(|b| b.session == session) && same == who;
        return match mine {
            true => Ok(made),
            false => Err(Refused::KeyReused.into()),
        };
    }
    let s = may_book(tx, ground, act, session)?;
    if who.iter().any(|w| matches!(w, Who::Group { .. })) && !s.groups {
        return Err(Refused::NoGroups.into());
    }
    if seen != s.price {
        return Err(Refused::PriceChanged(s.price).into());
    }
    let first = s.starts_at().day(&ground.city.zone);
    for child in who.iter().filter_map(Who::child) {
        fits(tx, act, &s, child, first)?;
        if store::live(tx, s.id, child)?.is_some() {
            return Err(Refused::Already(child).into());
        }
    }
    due::free_late(tx, ground, act, &s)?;
    let wanted: i64 = who.iter().map(Who::places).sum();
    if free(tx, s.id)? < wanted {
        return Err(full(tx, s.id, act.now())?);
    }
    let party = act.subject()?;
    let until = act.now().plus_seconds(LEASE);
    let mut all: Vec<Booking> = who
        .into_iter()
        .map(|who| new_booking(&s, key, who, party, act.now(), until))
        .collect();
    // as they are found again by the same key
    all.sort_by_key(|b| b.id);
    let lines = all
        .iter()
        .map(|b| hold_places(s.id, b.who.places(), until, about(b.id)))
        .collect();
    let id = Id::named("bookings lease", &key.to_string());
    let holds = order(tx, act, id, LedgerAct::Reserve, lines, None)?;
    for (b, hold) in all.iter_mut().zip(holds) {
        b.hold = Some(hold);
        store::put_booking(tx, b)?;
        note(tx, act, b.id, None, State::Leased, Event::Lease, None)?;
    }
    Ok(all)
}

/// The session, when it can be booked now.
pub(super) fn may_book(
    c: &mut Read<'_>,
    ground: &Ground,
    act: &Act,
    session: Id,
) -> Result<Session, No> {
    let s = known(c, session)?;
    let standing = providers::actions::blocks_new_bookings_of(
        c,
        &ground.providers,
        s.organisation,
        act.ctx.today,
    )?;
    rules::takes_bookings(&s, standing == Standing::Open, act.now())?;
    Ok(s)
}

/// Whether a child is of the age for it.
pub(super) fn fits(
    c: &mut Read<'_>,
    act: &Act,
    s: &Session,
    child: Id,
    first: values::Day,
) -> Result<(), No> {
    let person =
        people::actions::person(c, &act.ctx.keys, child).map_err(people::actions::Error::from)?;
    let birth = person.and_then(|p| p.facts.birth);
    rules::of_age(s, child, birth, first)?;
    Ok(())
}

/// Full for good, or only until somebody's lease ends.
pub(super) fn full(c: &mut Read<'_>, session: Id, now: Moment) -> Result<No, Fault> {
    let lease = store::next_lease(c, session)?.filter(|until| *until >= now);
    Ok(lease.map_or(Refused::Full, Refused::LeasedUntil).into())
}

pub(super) fn new_booking(
    s: &Session,
    key: Id,
    who: Who,
    party: Id,
    now: Moment,
    until: Moment,
) -> Booking {
    let named = match &who {
        Who::Child(id) => id.to_string(),
        Who::Group { name, .. } => name.clone(),
    };
    Booking {
        id: Id::named("bookings booking", &format!("{key} {named}")),
        session: s.id,
        checkout: key,
        price: rules::price(s, who.places()),
        who,
        party,
        parts: Vec::new(),
        state: State::Leased,
        how: None,
        hold: None,
        waits_until: Some(until),
        posted_at: None,
        made_at: now,
        changed_at: now,
    }
}

/// What a family adds to a place that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// Which place.
    pub booking: Id,
    /// The organisation's questions, answered.
    pub answers: BTreeMap<String, String>,
    /// What which voucher pays; the rest is the family's own.
    pub pay: Vec<(Id, Cents)>,
}

/// Books what was kept: places and vouchers' money are held in one order, all or nothing. Booked already,
/// it finds what was booked.
///
/// # Errors
/// [`Refused::LeaseOver`], an answer, what pays: the first at the head.
pub fn reserve(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    checkout: Id,
    wants: &[Want],
) -> Result<Vec<Booking>, No> {
    let mut all = store::of_checkout(tx, checkout)?;
    let Some(first) = all.first() else {
        return Err(Refused::NotThere.into());
    };
    let s = known(tx, first.session)?;
    let mut told = BTreeSet::new();
    for b in &all {
        told.extend(must_own(tx, act, b)?);
    }
    if all
        .iter()
        .all(|b| matches!(b.state, State::Reserved | State::Confirmed))
    {
        return Ok(all);
    }
    if let Some(b) = all.iter().find(|b| b.state != State::Leased) {
        return Err(match b.state {
            State::Lapsed => Refused::LeaseOver,
            other => Refused::WrongStep(other),
        }
        .into());
    }
    // What was kept in time may be refused meanwhile: the organisation paused, a certificate ended.
    let standing = providers::actions::blocks_new_bookings_of(
        tx,
        &ground.providers,
        s.organisation,
        act.ctx.today,
    )?;
    if standing != Standing::Open {
        return Err(Refused::NotAdmitted.into());
    }
    if s.state == crate::model::SessionState::Cancelled {
        return Err(Refused::SessionCancelled.into());
    }
    let until = s.ends_at().plus_seconds(GRACE);
    let mut lines = Vec::new();
    let mut answered = Vec::new();
    for b in &mut all {
        let want = wants.iter().find(|w| w.booking == b.id);
        let none = BTreeMap::new();
        let given = want.map_or(&none, |w| &w.answers);
        answered.push(rules::answers(&s.questions, given)?);
        let Some(hold) = b.hold else {
            return Err(Refused::LeaseOver.into());
        };
        lines.push(Line::Void { hold });
        lines.push(hold_places(s.id, b.who.places(), until, about(b.id)));
        let ask = ask(&s, b);
        let mut rest = b.price.0;
        let pay = want.map_or(&[][..], |w| &w.pay);
        for (purse, amount) in pay.iter().filter(|(_, a)| a.0 != 0) {
            rest -= amount.0;
            if amount.0 < 0 || rest < 0 || b.parts.iter().any(|p| p.purse == *purse) {
                return Err(Refused::Overpaid.into());
            }
            let line = ground
                .money
                .hold(tx, *purse, &ask, *amount, until, act.now())?;
            let mut line = line.map_err(Refused::Money)?;
            if let Line::Hold { subject, .. } = &mut line {
                *subject = about(b.id);
            }
            lines.push(line);
            b.parts.push(Part {
                purse: *purse,
                amount: *amount,
                back: Cents(0),
                hold: None,
                posted: None,
            });
        }
        if b.parts.len() > 4 {
            return Err(Refused::Overpaid.into());
        }
    }
    let id = Id::named("bookings reserve", &checkout.to_string());
    let mut made = order(tx, act, id, LedgerAct::Reserve, lines, None)?.into_iter();
    for (b, answers) in all.iter_mut().zip(answered) {
        let (_, hold) = (made.next(), made.next());
        b.hold = hold;
        for (n, part) in b.parts.iter_mut().enumerate() {
            part.hold = made.next();
            store::put_part(tx, b.id, n + 1, part)?;
        }
        if !answers.is_empty() {
            store::put_answers(tx, &act.ctx.keys, b.id, &answers, act.ctx.seed)?;
        }
        let to = match s.terms.confirm_hours {
            None => State::Confirmed,
            Some(hours) => {
                let answer = act.now().plus_seconds(i64::from(hours) * 3600);
                b.waits_until = Some(answer.min(s.starts_at()).max(act.now()));
                State::Reserved
            }
        };
        step(tx, act, b, to, Event::Reserve, None)?;
        if act.behalf().is_some() {
            trail(
                tx,
                act,
                ("booking", b.id),
                "book",
                json!({"session": s.id.to_string()}),
            )?;
        }
    }
    tell_booked(tx, ground, act, (&s, &all), told)?;
    Ok(all)
}

/// Tells the family what it has booked or asked for, once for all of a checkout; the organisation that
/// somebody waits for its answer.
fn tell_booked(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    (s, all): (&Session, &[Booking]),
    mut told: BTreeSet<Id>,
) -> Result<(), No> {
    let Some(first) = all.first() else {
        return Ok(());
    };
    told.insert(first.party);
    let what = match first.state {
        State::Reserved => What::Asked,
        _ => What::Booked,
    };
    let mut said = News::of(what, s).booking(first.id).at(s.starts_at());
    for b in all {
        said.who.extend(initial(tx, act, &b.who)?);
    }
    said.who.sort();
    for person in told {
        tell(tx, ground, act, person, &said, first.checkout)?;
    }
    if what == What::Asked {
        let asked = News::of(What::Request, s).at(s.starts_at());
        tell_house(tx, ground, act, &asked, first.checkout)?;
    }
    Ok(())
}

/// The organisation says yes to a booking.
///
/// # Errors
/// [`Refused::WrongStep`]; nobody of the organisation.
pub fn confirm(tx: &mut Write<'_>, ground: &Ground, act: &Act, id: Id) -> Result<Booking, No> {
    let mut b = known_booking(tx, id)?;
    let s = known(tx, b.session)?;
    must_be_staff(tx, act, s.organisation, false)?;
    if b.state == State::Confirmed {
        return Ok(b);
    }
    if b.state != State::Reserved {
        return Err(Refused::WrongStep(b.state).into());
    }
    step(tx, act, &mut b, State::Confirmed, Event::Confirm, None)?;
    let said = news(tx, act, What::Booked, (&s, &b))?.at(s.starts_at());
    tell(tx, ground, act, b.party, &said, b.id)?;
    Ok(b)
}

/// The organisation says no, with a reason the family reads.
///
/// # Errors
/// [`Refused::WrongStep`]; a reason is missing; nobody of the organisation.
pub fn refuse(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    id: Id,
    reason: &str,
) -> Result<Booking, No> {
    let mut b = known_booking(tx, id)?;
    let s = known(tx, b.session)?;
    must_be_staff(tx, act, s.organisation, false)?;
    if b.state == State::Refused {
        return Ok(b);
    }
    if b.state != State::Reserved {
        return Err(Refused::WrongStep(b.state).into());
    }
    let reason = cancel::reason(reason)?;
    cancel::let_go(tx, ground, act, (&s, &mut b), How::Provider, 0)?;
    step(tx, act, &mut b, State::Refused, Event::Refuse, Some(reason))?;
    let said = news(tx, act, What::Refused, (&s, &b))?.reason(reason);
    tell(tx, ground, act, b.party, &said, b.id)?;
    wait::promote(tx, ground, act, &s)?;
    Ok(b)
}
