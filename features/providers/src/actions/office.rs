//! What officers do with cases: ask, admit, refuse, suspend, lift. What they may do at all is for
//! the policy of roles to say; that it is not their own organisation is said here.

use audit::Actor;
use db::{Read, Write};
use values::{Day, Id, Refusal};

use super::case::{mine, must_be_whole, step, told};
use super::{Act, Ground, No, outsider, settle};
use crate::model::{Case, Event, State, Step};
use crate::rules::admission::{self, Countdown};
use crate::rules::form;
use crate::store::{self, Move, Taker};

/// A case in the officers' queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The case.
    pub case: Case,
    /// Its clock.
    pub countdown: Countdown,
    /// Other organisations with the same fiscal code whose case is not over.
    pub twins: Vec<Id>,
}

/// The cases that wait for an officer or for an answer, those whose time runs out first first.
///
/// # Errors
/// From the database.
pub fn queue(c: &mut Read<'_>, ground: &Ground, today: Day) -> Result<Vec<Waiting>, db::Fault> {
    let mut all = Vec::new();
    for state in [State::Submitted, State::Clarification] {
        for case in store::cases_in(c, &ground.keys, state)? {
            let events = store::events(c, &ground.keys, case.id)?;
            let clock = admission::countdown(&events, &ground.checklist, &ground.city.zone, today);
            let twins = match form::fiscal_code(&case.form) {
                Ok(code) => store::twins(c, &ground.keys, &code, case.organisation)?,
                Err(_) => Vec::new(),
            };
            if let Some(countdown) = clock {
                all.push(Waiting {
                    case,
                    countdown,
                    twins,
                });
            }
        }
    }
    all.sort_by_key(|w| (w.countdown.deadline, w.case.number));
    Ok(all)
}

/// The admissions there are: in force, or suspended; those that end first first.
///
/// # Errors
/// From the database.
pub fn admitted(c: &mut Read<'_>, ground: &Ground) -> Result<Vec<Case>, db::Fault> {
    let mut all = Vec::new();
    for state in [State::Admitted, State::Expiring, State::Suspended] {
        all.extend(store::cases_in(c, &ground.keys, state)?);
    }
    all.sort_by_key(|case| (case.valid_until, case.number));
    Ok(all)
}

/// A case, for an officer. One that was never sent in is nobody's but the organisation's.
///
/// # Errors
/// [`No`].
pub fn office_case(c: &mut Read<'_>, ground: &Ground, id: Id) -> Result<Case, No> {
    let case = known(c, ground, id)?;
    match case.number {
        Some(_) => Ok(case),
        None => Err(No::unknown()),
    }
}

/// What has happened to a case, in order.
///
/// # Errors
/// From the database.
pub fn events(c: &mut Read<'_>, ground: &Ground, case: Id) -> Result<Vec<Event>, db::Fault> {
    store::events(c, &ground.keys, case)
}

/// A step of the office: the officer is shown to be a stranger first.
fn decide(
    tx: &mut Write<'_>,
    ground: &Ground,
    case: &Case,
    change: (Step, Option<Day>),
    words: Option<&str>,
    act: Act,
) -> Result<(), No> {
    let (step, valid_until) = change;
    let stranger = outsider(tx, case.organisation, act.by)?;
    let to = admission::after(case.state, step)?;
    let moved = store::take_step(
        tx,
        (&ground.keys, act.seed),
        &Taker::Office(&stranger),
        &Move {
            case,
            step,
            to,
            valid_until,
            // After a suspension the organisation is reminded anew.
            reminded: case.reminded.filter(|_| step != Step::Lift),
        },
        words,
        act.at,
    )?;
    if !moved {
        return Err(No::changed());
    }
    told(tx, case, step, Actor::Person(act.by), act.at)?;
    Ok(())
}

fn known(c: &mut Read<'_>, ground: &Ground, id: Id) -> Result<Case, No> {
    store::case(c, &ground.keys, id)?.ok_or_else(No::unknown)
}

/// Asks the organisation something; the clock stands still until the answer.
///
/// # Errors
/// [`No`].
pub fn ask(
    tx: &mut Write<'_>,
    ground: &Ground,
    id: Id,
    question: &str,
    act: Act,
) -> Result<(), No> {
    let question = form::note(question)?;
    let case = known(tx, ground, id)?;
    decide(tx, ground, &case, (Step::Ask, None), Some(&question), act)
}

/// The organisation answers; the form may have been changed before.
///
/// # Errors
/// All that is missing; [`No`] otherwise.
pub fn answer(
    tx: &mut Write<'_>,
    ground: &Ground,
    (id, revision): (Id, i64),
    words: &str,
    act: Act,
) -> Result<(), No> {
    let words = form::note(words)?;
    let case = mine(tx, ground, id, act.by)?;
    if case.revision != revision {
        return Err(No::changed());
    }
    let to = admission::after(case.state, Step::Answer)?;
    must_be_whole(tx, ground, &case, act)?;
    step(tx, ground, &case, (Step::Answer, to), Some(&words), act)
}

/// Admits the organisation, with a reason, from today for as long as the city says; a renewal begins
/// where the old admission ends. Returns the last day.
///
/// # Errors
/// When something has lapsed since it was sent in, when another organisation with the same fiscal
/// code is admitted, when the admission to be renewed is suspended; [`No`] otherwise.
pub fn admit(
    tx: &mut Write<'_>,
    ground: &Ground,
    id: Id,
    reason: &str,
    act: Act,
) -> Result<Day, No> {
    let reason = form::note(reason)?;
    let case = known(tx, ground, id)?;
    admission::after(case.state, Step::Admit)?;
    must_be_whole(tx, ground, &case, act)?;
    let code = form::fiscal_code(&case.form)?;
    for twin in store::twins(tx, &ground.keys, &code, case.organisation)? {
        let cases = store::cases_of(tx, &ground.keys, twin)?;
        if cases
            .iter()
            .any(|c| c.state.in_force() || c.state == State::Suspended)
        {
            return Err(Refusal::new("providers-refused-twin", 409).into());
        }
    }
    let today = ground.day(act.at);
    let mut from = today;
    let mut replaced = None;
    for other in store::cases_of(tx, &ground.keys, case.organisation)? {
        if other.state == State::Suspended {
            return Err(Refusal::new("providers-refused-suspended", 409).into());
        }
        if other.state.in_force() {
            from = from.max(other.valid_until.unwrap_or(today));
            replaced = Some(other);
        }
    }
    let until = admission::valid_until(from, ground.checklist.validity_months);
    decide(
        tx,
        ground,
        &case,
        (Step::Admit, Some(until)),
        Some(&reason),
        act,
    )?;
    if let Some(old) = replaced {
        let to = admission::after(old.state, Step::Replace)?;
        let change = Move {
            case: &old,
            step: Step::Replace,
            to,
            valid_until: old.valid_until,
            reminded: old.reminded,
        };
        let keys = (&ground.keys, act.seed);
        if !store::take_step(tx, keys, &Taker::Clock, &change, None, act.at)? {
            return Err(No::changed());
        }
        told(
            tx,
            &old,
            Step::Replace,
            Actor::System("providers".into()),
            act.at,
        )?;
    }
    settle(tx, ground, case.organisation, act.at)?;
    Ok(until)
}

/// Refuses, with a reason.
///
/// # Errors
/// [`No`].
pub fn refuse_case(
    tx: &mut Write<'_>,
    ground: &Ground,
    id: Id,
    reason: &str,
    act: Act,
) -> Result<(), No> {
    let reason = form::note(reason)?;
    let case = known(tx, ground, id)?;
    decide(tx, ground, &case, (Step::Refuse, None), Some(&reason), act)
}

/// Suspends an admission, with a reason: no new bookings from now on.
///
/// # Errors
/// [`No`].
pub fn suspend(
    tx: &mut Write<'_>,
    ground: &Ground,
    id: Id,
    reason: &str,
    act: Act,
) -> Result<(), No> {
    stop_or_go(tx, ground, id, Step::Suspend, reason, act)
}

/// Lifts a suspension, with a reason.
///
/// # Errors
/// [`No`].
pub fn lift(tx: &mut Write<'_>, ground: &Ground, id: Id, reason: &str, act: Act) -> Result<(), No> {
    stop_or_go(tx, ground, id, Step::Lift, reason, act)
}

fn stop_or_go(
    tx: &mut Write<'_>,
    ground: &Ground,
    id: Id,
    step: Step,
    reason: &str,
    act: Act,
) -> Result<(), No> {
    let reason = form::note(reason)?;
    let case = known(tx, ground, id)?;
    let until = case.valid_until;
    decide(tx, ground, &case, (step, until), Some(&reason), act)?;
    settle(tx, ground, case.organisation, act.at)?;
    Ok(())
}
