//! Giving and taking roles.

use db::{Fault, Read, Write};
use serde_json::json;
use values::{Day, Id};

use super::{Ctx, Doer, Error, tell, trail};
use crate::model::{Credential, Facts, Grant, Role, Scope};
use crate::rules::Refused;
use crate::store;

/// Longest reason, in characters.
const REASON: usize = 200;

/// The first administrator, made on the machine itself: only while there is none.
///
/// # Errors
/// [`Refused::Forbidden`] when there is one; from the database.
pub fn first_administrator(tx: &mut Write<'_>, ctx: &Ctx, person: Id) -> Result<(), Error> {
    if store::holders(tx, Role::Administrator, ctx.today)? > 0 {
        return Err(Refused::Forbidden.into());
    }
    let grant = Grant {
        id: ctx.id("grant"),
        person,
        role: Role::Administrator,
        scope: Scope::City,
        since: ctx.today,
        until: None,
        granted_by: None,
    };
    store::put_grant(tx, &grant, ctx.now)?;
    trail(
        tx,
        ctx,
        Doer::oneself(person),
        ("person", person),
        "grant",
        json!({"role": "administrator", "first": true}),
    )?;
    Ok(())
}

/// A role of somebody invented, given by nobody.
pub(crate) fn give_demo_role(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    person: Id,
    role: Role,
    scope: Scope,
) -> Result<(), Error> {
    let grant = Grant {
        id: ctx.id(&format!("grant {}", role.as_str())),
        person,
        role,
        scope,
        since: ctx.today,
        until: None,
        granted_by: None,
    };
    store::put_grant(tx, &grant, ctx.now)?;
    let detail = json!({"role": role.as_str(), "demo": true});
    trail(
        tx,
        ctx,
        Doer::oneself(person),
        ("person", person),
        "grant",
        detail,
    )?;
    Ok(())
}

/// Makes the first administrator with an account of their own, and a link by which they come in and add
/// a passkey. Only while there is none.
///
/// # Errors
/// [`Refused::Forbidden`] when there is one, what is wrong with name or address; from the database.
pub fn create_administrator(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    facts: Facts,
    mail: &str,
    secret: &str,
) -> Result<Id, Error> {
    let (person, account) = (ctx.id("person"), ctx.id("account"));
    super::put(tx, ctx, person, facts)?;
    store::put_account(tx, account, person, ctx.now)?;
    first_administrator(tx, ctx, person)?;
    super::ask_link(tx, ctx, mail, secret, Some(account), Some("/my/account"))?;
    Ok(person)
}

/// Gives somebody a role.
///
/// # Errors
/// [`Refused::SamePerson`] for oneself; from the database.
pub fn give(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    by: Id,
    person: Id,
    (role, scope): (Role, Scope),
    until: Option<Day>,
) -> Result<Id, Error> {
    if by == person {
        return Err(Refused::SamePerson.into());
    }
    let id = ctx.id(&format!("grant {}", role.as_str()));
    let grant = Grant {
        id,
        person,
        role,
        scope,
        since: ctx.today,
        until,
        granted_by: Some(by),
    };
    store::put_grant(tx, &grant, ctx.now)?;
    tell(
        tx,
        ctx,
        person,
        "people-told-role",
        &[("role", role.as_str().to_string())],
        None,
    )?;
    let (kind, of) = grant.scope.parts();
    trail(
        tx,
        ctx,
        Doer::oneself(by),
        ("person", person),
        "grant",
        json!({"role": role.as_str(), "scope": kind, "of": of}),
    )?;
    Ok(id)
}

/// Strong ways in of people with a role that were added in a session with one factor, and whose they are:
/// roles hold with them when somebody has confirmed them.
///
/// # Errors
/// From the database.
pub fn unconfirmed(c: &mut Read<'_>) -> Result<Vec<(Credential, Id)>, Fault> {
    store::unconfirmed(c)
}

/// Somebody who knows that a way in is the person's own says so: roles hold with it from now on.
///
/// # Errors
/// [`Refused::SamePerson`] for one's own, [`Refused::NoEntry`] when it is not there or was confirmed
/// before; from the database.
pub fn confirm_way(tx: &mut Write<'_>, ctx: &Ctx, by: Id, way: Id) -> Result<(), Error> {
    let person = store::way_of(tx, way)?.ok_or(Refused::NoEntry)?;
    if person == by {
        return Err(Refused::SamePerson.into());
    }
    if !store::confirm_way(tx, way)? {
        return Err(Refused::NoEntry.into());
    }
    tell(tx, ctx, person, "people-told-way", &[], Some("/my/account"))?;
    trail(
        tx,
        ctx,
        Doer::oneself(by),
        ("person", person),
        "confirm-way",
        json!({"way": way}),
    )
    .map_err(Into::into)
}

/// Takes a role. The last administrator of the city stays.
///
/// # Errors
/// [`Refused::Forbidden`]; from the database.
pub fn take(tx: &mut Write<'_>, ctx: &Ctx, by: Id, grant: Id) -> Result<(), Error> {
    let found = store::grant(tx, grant)?.ok_or(Refused::Forbidden)?;
    let last = found.role == Role::Administrator
        && found.scope == Scope::City
        && found.holds(ctx.today)
        && store::holders(tx, Role::Administrator, ctx.today)? == 1;
    if last || !store::revoke_grant(tx, grant, by, ctx.now)? {
        return Err(Refused::Forbidden.into());
    }
    trail(
        tx,
        ctx,
        Doer::oneself(by),
        ("person", found.person),
        "revoke",
        json!({"role": found.role.as_str()}),
    )?;
    Ok(())
}

/// An administrator ends all sessions of somebody, on all their devices: an account that may be in other hands,
/// a member of staff who leaves. The person is told, and comes in again.
///
/// # Errors
/// [`Refused::SamePerson`] for one's own, which one's own page ends; [`Refused::ReasonNeeded`]; from the database.
pub fn end_sessions(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    by: Id,
    person: Id,
    reason: &str,
) -> Result<u64, Error> {
    let reason = reason.trim();
    if by == person {
        return Err(Refused::SamePerson.into());
    }
    if reason.is_empty() || reason.chars().count() > REASON {
        return Err(Refused::ReasonNeeded.into());
    }
    let ended = match store::account_of(tx, person)? {
        Some(account) => store::end_others(tx, account, ctx.id("no session"), ctx.now)?,
        None => 0,
    };
    // Nobody whose sessions were ended finds again what they had begun to type.
    store::forget_typed_of(tx, person)?;
    let reason_said = [("reason", reason.to_string())];
    tell(
        tx,
        ctx,
        person,
        "people-told-sessions",
        &reason_said,
        Some("/my/account"),
    )?;
    trail(
        tx,
        ctx,
        Doer::oneself(by),
        ("person", person),
        "end-sessions",
        json!({"ended": ended, "reason": reason}),
    )?;
    Ok(ended)
}

/// The roles of somebody, also those that begin later or are over.
///
/// # Errors
/// From the database.
pub fn of(c: &mut Read<'_>, person: Id) -> Result<Vec<Grant>, Fault> {
    store::grants(c, person)
}

/// Everybody's roles.
///
/// # Errors
/// From the database.
pub fn all(c: &mut Read<'_>) -> Result<Vec<Grant>, Fault> {
    store::all_grants(c)
}
