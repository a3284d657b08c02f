//! Who acts for an organisation, invitations, claims.

use db::{Fault, Read, Row, Sql, Write, params};
use seal::{Hash, Keys, Seed};
use values::{Id, Moment};

use super::word;
use crate::model::{Claim, ClaimState, Invitation, Member, Role, Way};
use crate::rules::{Outsider, Ties};

seal::columns! {
    /// The secret of an invitation's link.
    pub(crate) SECRET = Token providers_invitation.secret_hash by id;
    /// The code of a claim.
    pub(crate) CLAIM_CODE = Token providers_claim.code_hash by id;
    /// Why a claim was refused.
    pub(crate) CLAIM_NOTE = Sealed providers_claim.note by id;
}

db::statements! {
    /// Makes somebody a member, or gives a member another role.
    pub(crate) PUT_MEMBER = "insert into providers_member (organisation, person, role, since) values ($1, $2, $3, $4) on conflict (organisation, person) do update set role = excluded.role";
    /// Takes a member out.
    pub(crate) DROP_MEMBER = "delete from providers_member where organisation = $1 and person = $2";
    /// The members of an organisation.
    pub(crate) MEMBERS = "select person, role, since from providers_member where organisation = $1 order by since, person";
    /// The organisations somebody acts for.
    pub(crate) MEMBER_OF = "select organisation, role from providers_member where person = $1 order by organisation";
    /// Everybody who acts or has acted for an organisation.
    pub(crate) TIES = "select person from providers_member where organisation = $1 union select e.person from providers_event e join providers_case k on k.id = e.case_id where k.organisation = $1 and e.side = 'applicant' union select added_by from providers_document where organisation = $1 union select made_by from providers_invitation where organisation = $1 union select made_by from providers_claim where organisation = $1 union select edited_by from providers_draft where organisation = $1 union select sent_by from providers_parcel where organisation = $1";
    /// Makes an invitation.
    pub(crate) PUT_INVITATION = "insert into providers_invitation (id, organisation, role, secret_hash, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)";
    /// The invitation of a secret.
    pub(crate) INVITED = "select id, organisation, role, made_by, expires_at, used_at, withdrawn_at from providers_invitation where secret_hash in ($1, $2, $3)";
    /// The invitations of an organisation that still work.
    pub(crate) INVITATIONS = "select id, organisation, role, made_by, expires_at, used_at, withdrawn_at from providers_invitation where organisation = $1 and used_at is null and withdrawn_at is null and expires_at >= $2 order by made_at, id";
    /// Uses an invitation, if it still can be used.
    pub(crate) USE_INVITATION = "update providers_invitation set used_by = $2, used_at = $3 where id = $1 and used_at is null and withdrawn_at is null and expires_at >= $3";
    /// Takes an invitation back.
    pub(crate) WITHDRAW_INVITATION = "update providers_invitation set withdrawn_at = $3 where id = $1 and organisation = $2 and used_at is null and withdrawn_at is null";
    /// Begins a claim.
    pub(crate) PUT_CLAIM = "insert into providers_claim (id, organisation, record, way, state, code_hash, tries, made_by, made_at, expires_at) values ($1, $2, $3, $4, 'open', $5, 0, $6, $7, $8)";
    /// One claim.
    pub(crate) CLAIM = "select id, organisation, record, way, state, tries, expires_at, code_hash from providers_claim where id = $1";
    /// Claims of a state.
    pub(crate) CLAIMS_IN = "select id, organisation, record, way, state, tries, expires_at, code_hash from providers_claim where state = $1 order by made_at, id";
    /// The claims of an organisation.
    pub(crate) CLAIMS_OF = "select id, organisation, record, way, state, tries, expires_at, code_hash from providers_claim where organisation = $1 order by made_at, id";
    /// Whether a record is already shown to be somebody's.
    pub(crate) CLAIMED = "select organisation from providers_claim where record = $1 and state = 'proven' order by made_at limit 1";
    /// How many codes were asked for a record since a moment.
    pub(crate) CODES_SINCE = "select count(*) from providers_claim where record = $1 and way = 'mail' and made_at >= $2";
    /// Counts a wrong code, or ends a claim by one.
    pub(crate) TRY_CLAIM = "update providers_claim set state = $2, tries = $3, ended_at = $4 where id = $1 and state = 'open'";
    /// An officer ends a claim.
    pub(crate) DECIDE_CLAIM = "update providers_claim set state = $2, ended_at = $3, decided_by = $4, note = $5 where id = $1 and state = 'open'";
}

pub(crate) fn put_member(
    tx: &mut Write<'_>,
    organisation: Id,
    person: Id,
    role: Role,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        PUT_MEMBER,
        &params![organisation, person, role.as_str(), now],
    )?;
    Ok(())
}

pub(crate) fn drop_member(tx: &mut Write<'_>, organisation: Id, person: Id) -> Result<bool, Fault> {
    Ok(tx.exec(DROP_MEMBER, &params![organisation, person])? == 1)
}

pub(crate) fn members(c: &mut Read<'_>, organisation: Id) -> Result<Vec<Member>, Fault> {
    c.all(MEMBERS, &params![organisation], |r| {
        Ok(Member {
            person: r.get("person")?,
            role: word(MEMBERS, r, "role", Role::parse)?,
            since: r.get("since")?,
        })
    })
}

pub(crate) fn member_of(c: &mut Read<'_>, person: Id) -> Result<Vec<(Id, Role)>, Fault> {
    c.all(MEMBER_OF, &params![person], |r| {
        Ok((
            r.get("organisation")?,
            word(MEMBER_OF, r, "role", Role::parse)?,
        ))
    })
}

/// Everybody who acts or has acted for an organisation.
pub(crate) fn ties(c: &mut Read<'_>, organisation: Id) -> Result<Ties, Fault> {
    let people: Vec<Id> = c.all(TIES, &params![organisation], |r| r.get(0))?;
    Ok(Ties::new(organisation, people))
}

pub(crate) fn put_invitation(
    tx: &mut Write<'_>,
    keys: &Keys,
    invitation: &Invitation,
    secret: &str,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        PUT_INVITATION,
        &params![
            invitation.id,
            invitation.organisation,
            invitation.role.as_str(),
            keys.hash(&SECRET, secret.as_bytes()),
            invitation.made_by,
            now,
            invitation.expires_at
        ],
    )?;
    Ok(())
}

fn to_invitation(sql: Sql, r: &Row<'_>) -> Result<Invitation, Fault> {
    let used: Option<Moment> = r.get("used_at")?;
    let withdrawn: Option<Moment> = r.get("withdrawn_at")?;
    Ok(Invitation {
        id: r.get("id")?,
        organisation: r.get("organisation")?,
        role: word(sql, r, "role", Role::parse)?,
        made_by: r.get("made_by")?,
        expires_at: r.get("expires_at")?,
        over: used.is_some() || withdrawn.is_some(),
    })
}

pub(crate) fn invited(
    c: &mut Read<'_>,
    keys: &Keys,
    secret: &str,
) -> Result<Option<Invitation>, Fault> {
    let [a, b, d] = keys.look(&SECRET, secret.as_bytes());
    c.opt(INVITED, &params![a, b, d], |r| to_invitation(INVITED, r))
}

pub(crate) fn invitations(
    c: &mut Read<'_>,
    organisation: Id,
    now: Moment,
) -> Result<Vec<Invitation>, Fault> {
    c.all(INVITATIONS, &params![organisation, now], |r| {
        to_invitation(INVITATIONS, r)
    })
}

/// False when it no longer works.
pub(crate) fn use_invitation(
    tx: &mut Write<'_>,
    id: Id,
    person: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(USE_INVITATION, &params![id, person, now])? == 1)
}

pub(crate) fn withdraw_invitation(
    tx: &mut Write<'_>,
    id: Id,
    organisation: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(WITHDRAW_INVITATION, &params![id, organisation, now])? == 1)
}

pub(crate) fn put_claim(
    tx: &mut Write<'_>,
    keys: &Keys,
    claim: &Claim,
    code: Option<&str>,
    by: Id,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(
        PUT_CLAIM,
        &params![
            claim.id,
            claim.organisation,
            claim.record,
            claim.way.as_str(),
            code.map(|c| keys.hash_at(&CLAIM_CODE, claim.id, c.as_bytes())),
            by,
            now,
            claim.expires_at
        ],
    )?;
    Ok(())
}

fn to_claim(sql: Sql, r: &Row<'_>) -> Result<(Claim, Option<Hash>), Fault> {
    Ok((
        Claim {
            id: r.get("id")?,
            organisation: r.get("organisation")?,
            record: r.get("record")?,
            way: word(sql, r, "way", Way::parse)?,
            state: word(sql, r, "state", ClaimState::parse)?,
            tries: r.get("tries")?,
            expires_at: r.get("expires_at")?,
        },
        r.get("code_hash")?,
    ))
}

/// A claim with the hash of its code.
pub(crate) fn claim(c: &mut Read<'_>, id: Id) -> Result<Option<(Claim, Option<Hash>)>, Fault> {
    c.opt(CLAIM, &params![id], |r| to_claim(CLAIM, r))
}

pub(crate) fn claims_in(c: &mut Read<'_>, state: ClaimState) -> Result<Vec<Claim>, Fault> {
    c.all(CLAIMS_IN, &params![state.as_str()], |r| {
        Ok(to_claim(CLAIMS_IN, r)?.0)
    })
}

pub(crate) fn claims_of(c: &mut Read<'_>, organisation: Id) -> Result<Vec<Claim>, Fault> {
    c.all(CLAIMS_OF, &params![organisation], |r| {
        Ok(to_claim(CLAIMS_OF, r)?.0)
    })
}

/// Whose a record has been shown to be.
pub(crate) fn claimed(c: &mut Read<'_>, record: Id) -> Result<Option<Id>, Fault> {
    c.opt(CLAIMED, &params![record], |r| r.get(0))
}

pub(crate) fn codes_since(c: &mut Read<'_>, record: Id, since: Moment) -> Result<i64, Fault> {
    c.one(CODES_SINCE, &params![record, since], |r| r.get(0))
}

pub(crate) fn try_claim(
    tx: &mut Write<'_>,
    claim: &Claim,
    to: ClaimState,
    tries: u32,
    now: Moment,
) -> Result<(), Fault> {
    let ended = (to != ClaimState::Open).then_some(now);
    tx.exec(TRY_CLAIM, &params![claim.id, to.as_str(), tries, ended])?;
    Ok(())
}

/// False when it is over already.
pub(crate) fn decide_claim(
    tx: &mut Write<'_>,
    (keys, seed): (&Keys, Seed),
    claim: &Claim,
    to: ClaimState,
    outsider: &Outsider,
    note: Option<&str>,
    now: Moment,
) -> Result<bool, Fault> {
    let note = note.map(|n| keys.seal(&CLAIM_NOTE, claim.id, n.as_bytes(), seed));
    Ok(tx.exec(
        DECIDE_CLAIM,
        &params![claim.id, to.as_str(), now, outsider.person(), note],
    )? == 1)
}
