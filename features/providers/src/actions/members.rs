//! Who acts for an organisation: invitations that expire, roles, leaving.

use audit::Actor;
use db::{Read, Write};
use serde_json::json;
use values::{Id, Refusal};

use super::{Act, Ground, No, must_manage, trail};
use crate::model::{Invitation, Member, Role};
use crate::rules::admission::later;
use crate::store;

/// How many days an invitation works.
pub const INVITATION_DAYS: i64 = 7;
/// How many invitations of an organisation may be open at a time.
const OPEN: usize = 20;

/// Makes an invitation. `secret` is what the link holds: at least 128 bits of chance, made outside
/// the transaction and kept nowhere.
///
/// # Errors
/// When too many are open; [`No`] otherwise.
pub fn invite(
    tx: &mut Write<'_>,
    ground: &Ground,
    (organisation, id): (Id, Id),
    role: Role,
    secret: &str,
    act: Act,
) -> Result<Invitation, No> {
    must_manage(tx, organisation, act.by)?;
    if store::invitations(tx, organisation, act.at)?.len() >= OPEN {
        return Err(Refusal::new("providers-refused-invitations", 409)
            .arg("most", OPEN)
            .into());
    }
    let invitation = Invitation {
        id,
        organisation,
        role,
        made_by: act.by,
        expires_at: later(act.at, INVITATION_DAYS),
        over: false,
    };
    store::put_invitation(tx, &ground.keys, &invitation, secret, act.at)?;
    changed(tx, organisation, "invite", role, act)?;
    Ok(invitation)
}

fn changed(
    tx: &mut Write<'_>,
    organisation: Id,
    action: &str,
    role: Role,
    act: Act,
) -> Result<(), No> {
    trail(
        tx,
        Actor::Person(act.by),
        act.at,
        ("provider", organisation),
        action,
        json!({ "role": role.as_str() }),
    )?;
    Ok(())
}

/// Becomes a member by an invitation's secret. An invitation never takes a role away: a manager who
/// opens an operator's link stays one, and the link stays good for whom it was meant.
///
/// # Errors
/// The same refusal for a secret that is wrong, used, withdrawn or too old.
pub fn accept(
    tx: &mut Write<'_>,
    ground: &Ground,
    secret: &str,
    act: Act,
) -> Result<(Id, Role), No> {
    let over = || No::from(Refusal::new("providers-refused-invitation", 404));
    let invitation = store::invited(tx, &ground.keys, secret)?
        .filter(|i| !i.over)
        .ok_or_else(over)?;
    let organisation = invitation.organisation;
    let members = store::members(tx, organisation)?;
    let had = members.iter().find(|m| m.person == act.by).map(|m| m.role);
    if let Some(role) = had.filter(|r| *r == Role::Manager || *r == invitation.role) {
        return Ok((organisation, role));
    }
    // Who has invited must still be somebody who may.
    let inviter = members.iter().find(|m| m.person == invitation.made_by);
    if inviter.is_none_or(|m| m.role != Role::Manager)
        || !store::use_invitation(tx, invitation.id, act.by, act.at)?
    {
        return Err(over());
    }
    store::put_member(tx, organisation, act.by, invitation.role, act.at)?;
    changed(tx, organisation, "join", invitation.role, act)?;
    Ok((organisation, invitation.role))
}

/// Takes an invitation back.
///
/// # Errors
/// [`No`].
pub fn take_back_invitation(
    tx: &mut Write<'_>,
    (organisation, id): (Id, Id),
    act: Act,
) -> Result<(), No> {
    must_manage(tx, organisation, act.by)?;
    if store::withdraw_invitation(tx, id, organisation, act.at)? {
        Ok(())
    } else {
        Err(No::unknown())
    }
}

/// Refuses what would leave an organisation without a manager.
fn must_keep_a_manager(members: &[Member], but: Id) -> Result<(), No> {
    let others = members
        .iter()
        .any(|m| m.person != but && m.role == Role::Manager);
    if others {
        Ok(())
    } else {
        Err(Refusal::new("providers-refused-last", 409).into())
    }
}

/// Gives a member another role.
///
/// # Errors
/// When nobody would be left to manage the organisation; [`No`] otherwise.
pub fn set_role(
    tx: &mut Write<'_>,
    (organisation, person): (Id, Id),
    role: Role,
    act: Act,
) -> Result<(), No> {
    must_manage(tx, organisation, act.by)?;
    let members = store::members(tx, organisation)?;
    if !members.iter().any(|m| m.person == person) {
        return Err(No::unknown());
    }
    if role != Role::Manager {
        must_keep_a_manager(&members, person)?;
    }
    store::put_member(tx, organisation, person, role, act.at)?;
    changed(tx, organisation, "set-role", role, act)
}

/// A member leaves, or is taken out by a manager.
///
/// # Errors
/// When nobody would be left to manage the organisation; [`No`] otherwise.
pub fn leave(tx: &mut Write<'_>, (organisation, person): (Id, Id), act: Act) -> Result<(), No> {
    let members = store::members(tx, organisation)?;
    let member = members.iter().find(|m| m.person == person);
    let role = member.map(|m| m.role).ok_or_else(No::unknown)?;
    if person != act.by {
        must_manage(tx, organisation, act.by)?;
    }
    must_keep_a_manager(&members, person)?;
    store::drop_member(tx, organisation, person)?;
    changed(tx, organisation, "leave", role, act)
}

/// The members of an organisation, for one of its managers.
///
/// # Errors
/// [`No`].
pub fn members(c: &mut Read<'_>, organisation: Id, person: Id) -> Result<Vec<Member>, No> {
    must_manage(c, organisation, person)?;
    Ok(store::members(c, organisation)?)
}

/// Who acts for an organisation, and as what: for the program itself, which tells them something.
///
/// # Errors
/// From the database.
pub fn people_of(c: &mut Read<'_>, organisation: Id) -> Result<Vec<(Id, Role)>, db::Fault> {
    let all = store::members(c, organisation)?;
    Ok(all.into_iter().map(|m| (m.person, m.role)).collect())
}

/// The invitations that still work, for one of the organisation's managers.
///
/// # Errors
/// [`No`].
pub fn invitations(c: &mut Read<'_>, organisation: Id, act: Act) -> Result<Vec<Invitation>, No> {
    must_manage(c, organisation, act.by)?;
    Ok(store::invitations(c, organisation, act.at)?)
}

/// The organisations somebody acts for.
///
/// # Errors
/// From the database.
pub fn organisations_of(c: &mut Read<'_>, person: Id) -> Result<Vec<(Id, Role)>, db::Fault> {
    store::member_of(c, person)
}
