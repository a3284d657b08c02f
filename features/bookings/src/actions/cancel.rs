//! Giving up: by the family, by the organisation, of a lesson, of everything.

use db::Write;
use ledger::model::{Act as LedgerAct, Kind, Line};
use serde_json::json;
use values::{Cents, Id};

use super::*;
use crate::model::{How, SessionState};
use crate::money::{Back, Posted, Why};
use crate::rules::{self, GRACE};

/// A reason as it is kept.
pub(super) fn reason(text: &str) -> Result<&str, Refused> {
    let text = text.trim();
    match text.is_empty() || text.chars().count() > 300 {
        true => Err(Refused::Form("reason", "reason")),
        false => Ok(text),
    }
}

/// The family gives a booking up. What it costs was said before: [`rules::cancel`].
///
/// # Errors
/// [`Refused::TooLate`] once it has begun; no right for this child.
pub fn cancel(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    id: Id,
    ill: bool,
) -> Result<Booking, No> {
    let mut b = known_booking(tx, id)?;
    let others = must_own(tx, act, &b)?;
    if b.state == State::Cancelled {
        return Ok(b);
    }
    let s = known(tx, b.session)?;
    let (how, percent) = rules::cancel(&s, &b, ill, act.now())?;
    let leased = b.state == State::Leased;
    give_up(tx, ground, act, (&s, &mut b), how, percent, None)?;
    if !leased {
        let said = news(tx, act, What::Cancelled, (&s, &b))?;
        for person in &others {
            tell(tx, ground, act, *person, &said, b.id)?;
        }
        // Who did it has seen it; they have it in writing, too.
        let own = act.subject()?;
        if !others.contains(&own) {
            write(tx, ground, act, own, &said, b.id)?;
        }
        let gone = News::of(What::GivenUp, &s).at(s.starts_at());
        tell_house(tx, ground, act, &gone, b.id)?;
    }
    if act.behalf().is_some() {
        trail(
            tx,
            act,
            ("booking", b.id),
            "cancel",
            json!({"how": how.as_str()}),
        )?;
    }
    wait::promote(tx, ground, act, &s)?;
    Ok(b)
}

/// The organisation gives one booking up, with a reason the family reads. Nothing is due of it.
///
/// # Errors
/// [`Refused::WrongStep`]; nobody of the organisation.
pub fn cancel_by_organisation(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    id: Id,
    why: &str,
) -> Result<Booking, No> {
    let mut b = known_booking(tx, id)?;
    let s = known(tx, b.session)?;
    must_be_staff(tx, act, s.organisation, true)?;
    if b.state == State::Cancelled {
        return Ok(b);
    }
    let why = reason(why)?;
    let back = still_due(tx, &b)?;
    give_up(tx, ground, act, (&s, &mut b), How::Provider, 0, Some(why))?;
    let said = news(tx, act, What::Off, (&s, &b))?.reason(why).back(back);
    tell(tx, ground, act, b.party, &said, b.id)?;
    wait::promote(tx, ground, act, &s)?;
    Ok(b)
}

/// Gives a booking up for somebody who goes for good: at no cost, whatever the terms say.
pub(crate) fn give_up_for_good(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    b: &mut Booking,
) -> Result<(), No> {
    let s = known(tx, b.session)?;
    let leased = b.state == State::Leased;
    give_up(tx, ground, act, (&s, b), How::Family, 0, None)?;
    if !leased {
        let gone = News::of(What::GivenUp, &s).at(s.starts_at());
        tell_house(tx, ground, act, &gone, b.id)?;
    }
    wait::promote(tx, ground, act, &s)
}

/// What of a booking's price has not come back yet.
fn still_due(tx: &mut Write<'_>, b: &Booking) -> Result<Cents, No> {
    let given: i64 = store::backs(tx, b.id)?
        .iter()
        .map(|(_, _, voucher, own)| voucher.0 + own.0)
        .sum();
    Ok(Cents(b.price.0 - given))
}

/// Ends a live booking: places and money go back, or what is due of them is posted.
pub(super) fn give_up(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    (s, b): (&Session, &mut Booking),
    how: How,
    percent: u8,
    why: Option<&str>,
) -> Result<(), No> {
    if !b.state.is_live() {
        return Err(Refused::WrongStep(b.state).into());
    }
    if b.posted_at.is_some() {
        return_posted(tx, ground, act, (s, b), how, why)?;
    } else {
        let_go(tx, ground, act, (s, b), how, percent)?;
    }
    b.how = Some(how);
    step(tx, act, b, State::Cancelled, Event::Cancel, why)
}

/// Gives up what is held for a booking; so many per cent of the money are posted instead.
pub(super) fn let_go(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    (s, b): (&Session, &mut Booking),
    how: How,
    percent: u8,
) -> Result<(), No> {
    let mut voids: Vec<Line> = b
        .hold
        .iter()
        .map(|hold| Line::Void { hold: *hold })
        .collect();
    let mut posts = Vec::new();
    for part in &mut b.parts {
        let Some(hold) = part.hold.take() else {
            continue;
        };
        let amount = rules::percent(part.due(), percent);
        match amount.0 {
            0 => voids.push(Line::Void { hold }),
            _ => {
                posts.push(Line::Post {
                    hold,
                    amount: amount.0,
                });
                part.posted = Some(amount);
            }
        }
    }
    b.hold = None;
    if !voids.is_empty() {
        let id = Id::named("bookings release", &b.id.to_string());
        order(tx, act, id, LedgerAct::Release, voids, None)?;
    }
    let mut op = None;
    if !posts.is_empty() {
        let id = Id::named("bookings due", &b.id.to_string());
        order(tx, act, id, LedgerAct::Redeem, posts, None)?;
        op = Some(id);
    }
    let ask = ask(s, b);
    for part in &b.parts {
        store::set_part(tx, b.id, part)?;
        match (op, part.posted) {
            (Some(op), Some(amount)) => {
                let posted = Posted {
                    booking: b.id,
                    ask: ask.clone(),
                    purse: part.purse,
                    amount,
                    own: Cents(0),
                    op,
                    actor: act.actor(),
                    why: match how {
                        How::Late => Why::Late,
                        _ => Why::Absent,
                    },
                };
                ground.money.posted(tx, &posted, act.now())?;
            }
            _ => ground.money.freed(tx, part.purse, b.id, how, act.now())?,
        }
    }
    Ok(())
}

/// Gives back what had been posted for a booking: its places and all of the money.
fn return_posted(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    (s, b): (&Session, &mut Booking),
    how: How,
    why: Option<&str>,
) -> Result<(), No> {
    let places = Line::Move {
        debit: account(s.id, Kind::Taken),
        credit: account(s.id, Kind::Free),
        amount: b.who.places(),
        subject: about(b.id),
    };
    let id = Id::named("bookings return", &b.id.to_string());
    order(tx, act, id, LedgerAct::Release, vec![places], None)?;
    let ask = ask(s, b);
    for part in &mut b.parts {
        let amount = Cents(part.posted.unwrap_or_default().0 - part.back.0);
        if amount.0 <= 0 {
            continue;
        }
        let back = Back {
            booking: b.id,
            ask: ask.clone(),
            purse: part.purse,
            amount,
            key: Id::named("bookings return", &format!("{} {}", b.id, part.purse)),
            how,
            actor: act.actor(),
            reason: why.unwrap_or("cancelled").to_string(),
        };
        ground
            .money
            .give_back(tx, &back, act.now())?
            .map_err(Refused::Money)?;
        part.back = Cents(part.back.0 + amount.0);
        store::set_part(tx, b.id, part)?;
    }
    Ok(())
}

/// The organisation does not hold one lesson: its share goes back to everybody, whether it was posted or
/// is held. When no lesson is left, nothing is.
///
/// # Errors
/// [`Refused::NotThere`]; nobody of the organisation.
pub fn cancel_lesson(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    session: Id,
    n: u16,
    why: &str,
) -> Result<(), No> {
    let s = known(tx, session)?;
    must_be_staff(tx, act, s.organisation, true)?;
    let why = reason(why)?;
    let lesson = s
        .lessons
        .iter()
        .find(|l| l.n == n)
        .ok_or(Refused::NotThere)?;
    if lesson.cancelled.is_some() {
        return Ok(());
    }
    if s.lessons.iter().filter(|l| l.cancelled.is_none()).count() == 1 && act.now() < s.starts_at()
    {
        return off(tx, ground, act, s, How::Provider, why);
    }
    store::cancel_lesson(tx, session, n, act.now(), why)?;
    let after = known(tx, session)?;
    for mut b in store::of_session(tx, session)? {
        let concerned = matches!(
            b.state,
            State::Reserved | State::Confirmed | State::Attended | State::Absent
        );
        if concerned {
            let back = lesson_back(tx, ground, act, (&s, &mut b), n, How::Provider, why)?;
            let said = news(tx, act, What::LessonOff, (&after, &b))?
                .reason(why)
                .at(lesson.starts_at)
                .back(back);
            tell(tx, ground, act, b.party, &said, b.id)?;
        }
    }
    trail(
        tx,
        act,
        ("session", session),
        "cancel_lesson",
        json!({"lesson": n}),
    )
}

/// Gives the share of one lesson back; once. Returns what comes back of vouchers and of own money.
pub(super) fn lesson_back(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    (s, b): (&Session, &mut Booking),
    n: u16,
    how: How,
    why: &str,
) -> Result<Cents, No> {
    let share = |amount: Cents| rules::share(amount, n, s.lessons.len());
    let own = share(b.own());
    let posted = b.posted_at.is_some();
    let mut sum = 0;
    let (mut renewed, mut released) = (Vec::new(), Vec::new());
    let ask = ask(s, b);
    let until = s.ends_at().plus_seconds(GRACE);
    let mut gives = Vec::new();
    for part in &mut b.parts {
        let amount = match (posted, part.posted) {
            (true, paid) => share(paid.unwrap_or_default()),
            (false, _) => share(part.amount),
        };
        if amount.0 == 0 {
            continue;
        }
        sum += amount.0;
        part.back = Cents(part.back.0 + amount.0);
        match (posted, part.hold) {
            (true, _) => gives.push((part.purse, amount)),
            (false, Some(hold)) if part.due().0 > 0 => {
                let was = ledger::actions::hold(tx, hold)?.ok_or(Refused::NotThere)?;
                renewed.push(Line::Void { hold });
                renewed.push(Line::Hold {
                    debit: was.debit,
                    credit: was.credit,
                    amount: part.due().0,
                    until,
                    subject: about(b.id),
                });
            }
            (false, Some(hold)) => {
                released.push(Line::Void { hold });
                part.hold = None;
            }
            (false, None) => {}
        }
    }
    let word = match how {
        How::Illness => "illness",
        _ => "cancelled",
    };
    if !store::put_back(tx, (b.id, n), word, (Cents(sum), own), act.now())? {
        return Ok(Cents(0));
    }
    let key = format!("{} {n}", b.id);
    if !renewed.is_empty() {
        let id = Id::named("bookings lesson", &key);
        let made = order(tx, act, id, LedgerAct::Reserve, renewed, None)?;
        // every second line is the new hold, in the order of the parts that still have one
        let mut holds = made.into_iter().skip(1).step_by(2);
        for part in b.parts.iter_mut().filter(|p| p.hold.is_some()) {
            if share(part.amount).0 > 0 {
                part.hold = holds.next();
            }
        }
    }
    if !released.is_empty() {
        let id = Id::named("bookings lesson release", &key);
        order(tx, act, id, LedgerAct::Release, released, None)?;
    }
    for (purse, amount) in gives {
        let back = Back {
            booking: b.id,
            ask: ask.clone(),
            purse,
            amount,
            key: Id::named("bookings lesson back", &format!("{key} {purse}")),
            how,
            actor: act.actor(),
            reason: why.to_string(),
        };
        ground
            .money
            .give_back(tx, &back, act.now())?
            .map_err(Refused::Money)?;
    }
    for part in &b.parts {
        store::set_part(tx, b.id, part)?;
    }
    Ok(Cents(sum + own.0))
}

/// The organisation, or the city for it, does not hold a session: every place and all the money that was
/// not earned yet goes back; lessons that were given stay paid. The waiting list ends.
///
/// # Errors
/// A reason is missing; nobody of the organisation.
pub fn cancel_session(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    session: Id,
    why: &str,
) -> Result<(), No> {
    let s = known(tx, session)?;
    must_be_staff(tx, act, s.organisation, true)?;
    let why = reason(why)?;
    off(tx, ground, act, s, How::Provider, why)
}

fn off(
    tx: &mut Write<'_>,
    ground: &Ground,
    act: &Act,
    mut s: Session,
    how: How,
    why: &str,
) -> Result<(), No> {
    if s.state == SessionState::Cancelled {
        return Ok(());
    }
    let begun = s.starts_at() <= act.now();
    let left: Vec<u16> = s
        .lessons
        .iter()
        .filter(|l| l.cancelled.is_none() && l.starts_at > act.now())
        .map(|l| l.n)
        .collect();
    for n in &left {
        store::cancel_lesson(tx, s.id, *n, act.now(), why)?;
    }
    for mut b in store::of_session(tx, s.id)? {
        let given = matches!(b.state, State::Confirmed | State::Attended | State::Absent);
        let back = if begun && given {
            let mut back = 0;
            for n in &left {
                back += lesson_back(tx, ground, act, (&s, &mut b), *n, how, why)?.0;
            }
            Cents(back)
        } else if b.state.is_live() {
            let back = still_due(tx, &b)?;
            give_up(tx, ground, act, (&s, &mut b), how, 0, Some(why))?;
            back
        } else {
            continue;
        };
        let said = news(tx, act, What::Off, (&s, &b))?.reason(why).back(back);
        tell(tx, ground, act, b.party, &said, b.id)?;
    }
    s.state = SessionState::Cancelled;
    if !store::set_session(tx, &s, false)? {
        return Err(Refused::KeyReused.into());
    }
    tx.notify(TOPIC);
    wait::end_list(tx, ground, act, &s)?;
    trail(
        tx,
        act,
        ("session", s.id),
        "cancel",
        json!({"how": how.as_str()}),
    )
}
