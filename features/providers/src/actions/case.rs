//! What an organisation does with its case: write, send in, take back, renew.

use audit::Actor;
use db::{Fault, Read, Write};
use serde_json::json;
use values::{Id, Refusal};

use super::{Act, Ground, No, facts, in_force, must_manage, note, settle, standing, trail};
use crate::model::{Case, Form, Role, State, Step};
use crate::rules::checklist::open_items;
use crate::rules::{admission, form};
use crate::store::{self, Move, Taker};

fn new_case(id: Id, organisation: Id, form: Form, act: Act) -> Case {
    Case {
        id,
        organisation,
        number: None,
        renews: None,
        state: State::Draft,
        revision: 1,
        form,
        created_at: act.at,
        submitted_at: None,
        valid_until: None,
        reminded: None,
    }
}

/// Begins the case of an organisation that is new here; who begins it becomes its first manager.
///
/// # Errors
/// Fields that are far too long; from the database.
pub fn begin(
    tx: &mut Write<'_>,
    ground: &Ground,
    (organisation, id): (Id, Id),
    typed: &Form,
    act: Act,
) -> Result<Case, No> {
    form::draft(typed)?;
    store::new_organisation(tx, organisation, typed.name.trim(), act.at)?;
    store::put_member(tx, organisation, act.by, Role::Manager, act.at)?;
    let case = new_case(id, organisation, typed.clone(), act);
    keep_new(tx, ground, &case, act)?;
    Ok(case)
}

fn keep_new(tx: &mut Write<'_>, ground: &Ground, case: &Case, act: Act) -> Result<(), No> {
    let code = form::fiscal_code(&case.form).ok();
    store::new_case(tx, (&ground.keys, act.seed), case, code.as_deref())?;
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("case", case.id),
        "begin",
        json!({ "organisation": case.organisation, "renews": case.renews }),
    )?;
    Ok(())
}

/// Begins the case that is to take the place of an admission, with the same form; documents that are
/// still good count again.
///
/// # Errors
/// When there is nothing to renew or a renewal has been begun already; from the database.
pub fn renew(tx: &mut Write<'_>, ground: &Ground, old: Id, id: Id, act: Act) -> Result<Case, No> {
    let old = mine(tx, ground, old, act.by)?;
    let renewable = old.state.in_force() || old.state == State::Expired;
    let cases = store::cases_of(tx, &ground.keys, old.organisation)?;
    let begun = cases.iter().any(|c| {
        matches!(
            c.state,
            State::Draft | State::Submitted | State::Clarification
        )
    });
    let newer = in_force(&cases).is_some_and(|c| c.id != old.id);
    if !renewable || begun || newer {
        return Err(Refusal::new("providers-refused-renew", 409).into());
    }
    let mut case = new_case(id, old.organisation, old.form, act);
    case.renews = Some(old.id);
    keep_new(tx, ground, &case, act)?;
    Ok(case)
}

/// The case, for a manager of its organisation.
pub(super) fn mine(c: &mut Read<'_>, ground: &Ground, id: Id, person: Id) -> Result<Case, No> {
    let case = store::case(c, &ground.keys, id)?.ok_or_else(No::unknown)?;
    must_manage(c, case.organisation, person)?;
    Ok(case)
}

/// Keeps the form as it is typed. `revision` is the one the form was shown with.
///
/// # Errors
/// When somebody else has kept it meanwhile, when the case is not open, when a field is far too long;
/// from the database.
pub fn save(
    tx: &mut Write<'_>,
    ground: &Ground,
    (id, revision): (Id, i64),
    typed: &Form,
    act: Act,
) -> Result<Case, No> {
    form::draft(typed)?;
    let case = mine(tx, ground, id, act.by)?;
    if !case.state.is_open() {
        return Err(Refusal::new("providers-refused-closed", 409).into());
    }
    let code = form::fiscal_code(typed).ok();
    let kept = store::save_form(
        tx,
        (&ground.keys, act.seed),
        (id, revision),
        typed,
        code.as_deref(),
    )?;
    if !kept {
        return Err(No::changed());
    }
    Ok(Case {
        form: typed.clone(),
        revision: revision + 1,
        ..case
    })
}

/// Refuses a form with mistakes, and a case to which something of the checklist is missing.
pub(super) fn must_be_whole(
    c: &mut Read<'_>,
    ground: &Ground,
    case: &Case,
    act: Act,
) -> Result<(), No> {
    let mut wrong = form::facts(&case.form).err().unwrap_or_default();
    let all = standing(c, ground, case, ground.day(act.at))?;
    wrong.extend(open_items(&all).into_iter().map(|item| {
        Refusal::new("providers-refused-item", 422)
            .arg("item", &item.key)
            .field(&format!("item-{}", item.key))
    }));
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(No::Refused(wrong))
    }
}

/// Sends the case in; returns the number on the receipt. `revision` is that of the summary the sender
/// has seen.
///
/// # Errors
/// All that is missing; [`No`] otherwise.
pub fn submit(
    tx: &mut Write<'_>,
    ground: &Ground,
    (id, revision): (Id, i64),
    act: Act,
) -> Result<i64, No> {
    let case = mine(tx, ground, id, act.by)?;
    if case.revision != revision {
        return Err(No::changed());
    }
    let to = admission::after(case.state, Step::Submit)?;
    must_be_whole(tx, ground, &case, act)?;
    let number = store::number(tx, &case, act.at)?;
    step(tx, ground, &case, (Step::Submit, to), None, act)?;
    store::name_organisation(tx, case.organisation, case.form.name.trim())?;
    Ok(number)
}

/// A step of the organisation.
pub(super) fn step(
    tx: &mut Write<'_>,
    ground: &Ground,
    case: &Case,
    (step, to): (Step, State),
    words: Option<&str>,
    act: Act,
) -> Result<(), No> {
    let moved = store::take_step(
        tx,
        (&ground.keys, act.seed),
        &Taker::Applicant(act.by),
        &Move {
            case,
            step,
            to,
            valid_until: case.valid_until,
            reminded: case.reminded,
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

/// Writes a step into the trail and tells those who listen.
pub(super) fn told(
    tx: &mut Write<'_>,
    case: &Case,
    step: Step,
    actor: Actor,
    at: values::Moment,
) -> Result<(), Fault> {
    trail(
        tx,
        actor,
        at,
        ("case", case.id),
        step.as_str(),
        json!({ "organisation": case.organisation }),
    )?;
    note(
        tx,
        facts::CASE,
        case.organisation,
        json!({ "case": case.id, "step": step.as_str() }),
        at,
    )
}

/// The organisation takes its case, or its admission, back.
///
/// # Errors
/// [`No`].
pub fn withdraw(tx: &mut Write<'_>, ground: &Ground, id: Id, act: Act) -> Result<(), No> {
    let case = mine(tx, ground, id, act.by)?;
    let to = admission::after(case.state, Step::Withdraw)?;
    step(tx, ground, &case, (Step::Withdraw, to), None, act)?;
    settle(tx, ground, case.organisation, act.at)?;
    Ok(())
}

/// A case, for a manager of its organisation.
///
/// # Errors
/// [`No`].
pub fn case_of(c: &mut Read<'_>, ground: &Ground, id: Id, person: Id) -> Result<Case, No> {
    mine(c, ground, id, person)
}

/// The cases of an organisation, newest first, for a manager of it.
///
/// # Errors
/// [`No`].
pub fn cases(
    c: &mut Read<'_>,
    ground: &Ground,
    organisation: Id,
    person: Id,
) -> Result<Vec<Case>, No> {
    must_manage(c, organisation, person)?;
    Ok(store::cases_of(c, &ground.keys, organisation)?)
}
