//! An organisation's sessions: opened, changed, paused.

use db::Write;
use ledger::model::{Act as LedgerAct, Fund, Kind, Line, Opening, Unit};
use serde_json::json;
use values::Id;

use super::*;
use crate::model::SessionState;
use crate::rules;

/// Opens a session: its places come into the books. The same again changes nothing.
///
/// # Errors
/// Everything that is wrong with it, the first at the head; no manager of the organisation.
pub fn open_session(tx: &mut Write<'_>, act: &Act, s: &Session) -> Result<(), Vec<No>> {
    let one = |no: No| vec![no];
    must_be_staff(tx, act, s.organisation, true).map_err(one)?;
    if store::session(tx, s.id)
        .map_err(|f| one(f.into()))?
        .is_some()
    {
        return Ok(());
    }
    let wrong = rules::session(s);
    if !wrong.is_empty() {
        return Err(wrong.into_iter().map(No::from).collect());
    }
    open(tx, act, s).map_err(one)
}

fn open(tx: &mut Write<'_>, act: &Act, s: &Session) -> Result<(), No> {
    store::put_session(tx, s, act.now())?;
    tx.notify(TOPIC);
    let fund = Fund {
        id: s.fund(),
        unit: Unit::Places,
        name: format!("session {}", s.id),
    };
    ledger::actions::open_fund(tx, &fund, act.now())?;
    for kind in [Kind::Capacity, Kind::Free, Kind::Taken] {
        let opening = Opening {
            fund: fund.id,
            kind,
            owner: String::new(),
            ends_at: None,
        };
        ledger::actions::open(tx, &opening, act.now())?;
    }
    capacity(tx, act, s.id, i64::from(s.places), 0)?;
    trail(
        tx,
        act,
        ("session", s.id),
        "open",
        json!({"places": s.places, "price": s.price.0}),
    )
}

/// Adds places, or takes free ones away.
fn capacity(tx: &mut Write<'_>, act: &Act, session: Id, more: i64, turn: i64) -> Result<(), No> {
    let (from, to) = match more {
        0 => return Ok(()),
        1.. => (Kind::Capacity, Kind::Free),
        _ => (Kind::Free, Kind::Capacity),
    };
    let line = Line::Move {
        debit: account(session, from),
        credit: account(session, to),
        amount: more.abs(),
        subject: format!("session:{session}"),
    };
    let id = Id::named("bookings capacity", &format!("{session} {turn}"));
    order(tx, act, id, LedgerAct::Capacity, vec![line], None)?;
    Ok(())
}

/// Changes a session in the revision it was read in. Price, terms and questions hold for new bookings;
/// times and place for all, who are told. Lessons can be added or taken away only while nobody has
/// booked.
///
/// # Errors
/// What is wrong with it; [`Refused::KeyReused`] when somebody else changed it meanwhile;
/// [`Refused::FewerThanTaken`].
pub fn change_session(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    s: &Session,
) -> Result<(), Vec<No>> {
    let one = |no: No| vec![no];
    let old = known(tx, s.id).map_err(one)?;
    must_be_staff(tx, act, old.organisation, true).map_err(one)?;
    let mut wrong = rules::session(s);
    let booked = store::of_session(tx, s.id).map_err(|f| one(f.into()))?;
    let times = |s: &Session| -> Vec<_> {
        s.lessons
            .iter()
            .map(|l| (l.n, l.starts_at, l.ends_at))
            .collect()
    };
    let moved = times(&old) != times(s);
    if !booked.is_empty() && old.lessons.len() != s.lessons.len() {
        wrong.push(Refused::Form("lessons_booked", "day"));
    }
    if (old.service, old.organisation) != (s.service, s.organisation) {
        wrong.push(Refused::NotThere);
    }
    if !wrong.is_empty() {
        return Err(wrong.into_iter().map(No::from).collect());
    }
    change(tx, ground, act, (&old, s), &booked, moved).map_err(one)
}

fn change(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    (old, s): (&Session, &Session),
    booked: &[Booking],
    moved: bool,
) -> Result<(), No> {
    let more = i64::from(s.places) - i64::from(old.places);
    if more < 0 {
        let taken = i64::from(old.places) - free(tx, s.id)?;
        if i64::from(s.places) < taken {
            return Err(Refused::FewerThanTaken(taken).into());
        }
    }
    if !store::set_session(tx, s, moved && booked.is_empty())? {
        return Err(Refused::KeyReused.into());
    }
    tx.notify(TOPIC);
    capacity(tx, act, s.id, more, old.revision)?;
    if moved || old.place != s.place {
        for b in booked.iter().filter(|b| b.state.is_live()) {
            let said = news(tx, act, What::Moved, (s, b))?;
            tell(tx, ground, act, b.party, &said, b.id)?;
        }
    }
    let detail = json!({"places": s.places, "price": s.price.0, "moved": moved});
    trail(tx, act, ("session", s.id), "change", detail)?;
    wait::promote(tx, ground, act, s)
}

/// Takes no bookings for now, or takes them again.
///
/// # Errors
/// [`Refused::WrongStep`] for what will not be held; no manager of the organisation.
pub fn set_session_state(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    id: Id,
    open: bool,
) -> Result<(), No> {
    let mut s = known(tx, id)?;
    must_be_staff(tx, act, s.organisation, true)?;
    let wanted = match open {
        true => SessionState::Open,
        false => SessionState::Paused,
    };
    match s.state {
        SessionState::Cancelled => return Err(Refused::SessionCancelled.into()),
        present if present == wanted => return Ok(()),
        _ => {}
    }
    s.state = wanted;
    if !store::set_session(tx, &s, false)? {
        return Err(Refused::KeyReused.into());
    }
    tx.notify(TOPIC);
    trail(tx, act, ("session", id), wanted.as_str(), json!({}))?;
    wait::promote(tx, ground, act, &s)
}
