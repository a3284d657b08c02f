//! Households, guardianships, blocks, invitations.

use super::*;

pub(crate) fn put_household(
    tx: &mut Write<'_>,
    id: Id,
    district: Option<&str>,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_HOUSEHOLD, &params![id, district, now])?;
    Ok(())
}

pub(crate) fn put_member(
    tx: &mut Write<'_>,
    household: Id,
    person: Id,
    since: Day,
) -> Result<(), Fault> {
    tx.exec(PUT_MEMBER, &params![household, person, since])?;
    Ok(())
}

pub(crate) fn households(c: &mut Read<'_>, person: Id, on: Day) -> Result<Vec<Id>, Fault> {
    c.all(HOUSEHOLDS, &params![person, on], |r| r.get("household"))
}

pub(crate) fn members(c: &mut Read<'_>, household: Id, on: Day) -> Result<Vec<Id>, Fault> {
    c.all(MEMBERS, &params![household, on], |r| r.get("person"))
}

pub(crate) fn put_guardianship(
    tx: &mut Write<'_>,
    g: &Guardianship,
    now: Moment,
) -> Result<(), Fault> {
    let limits: Vec<&str> = g.limits.iter().map(|l| l.as_str()).collect();
    let limits = serde_json::to_string(&limits).unwrap_or_default();
    tx.exec(
        PUT_GUARDIANSHIP,
        &params![
            g.id,
            g.adult,
            g.minor,
            g.title.as_str(),
            g.evidence.as_str(),
            limits,
            g.since,
            g.until,
            g.verified_by,
            now
        ],
    )?;
    Ok(())
}

pub(crate) fn end_guardianship(
    tx: &mut Write<'_>,
    id: Id,
    last: Day,
    because: &str,
) -> Result<bool, Fault> {
    Ok(tx.exec(END_GUARDIANSHIP, &params![id, last, because])? == 1)
}

fn to_guardianship(sql: Sql, r: &Row<'_>) -> Result<Guardianship, Fault> {
    let limits: String = r.get("limits")?;
    let limits: Vec<String> = serde_json::from_str(&limits).map_err(|e| wrong(sql, "limits", e))?;
    let limits = limits
        .iter()
        .map(|l| Matter::read(l).ok_or_else(|| wrong(sql, "limits", l)));
    Ok(Guardianship {
        id: r.get("id")?,
        adult: r.get("adult")?,
        minor: r.get("minor")?,
        title: word(sql, r, "title", Title::read)?,
        evidence: word(sql, r, "evidence", Evidence::read)?,
        limits: limits.collect::<Result<_, _>>()?,
        since: first_day(sql, r, "since")?,
        until: day(sql, r, "until")?,
        verified_by: r.get("verified_by")?,
        ended: r.get::<Option<String>>("ended_because")?.is_some(),
    })
}

pub(crate) fn of_minor(c: &mut Read<'_>, minor: Id) -> Result<Vec<Guardianship>, Fault> {
    c.all(OF_MINOR, &params![minor], |r| to_guardianship(OF_MINOR, r))
}

pub(crate) fn of_adult(c: &mut Read<'_>, adult: Id) -> Result<Vec<Guardianship>, Fault> {
    c.all(OF_ADULT, &params![adult], |r| to_guardianship(OF_ADULT, r))
}

pub(crate) fn guardianship(c: &mut Read<'_>, id: Id) -> Result<Option<Guardianship>, Fault> {
    c.opt(GUARDIANSHIP, &params![id], |r| {
        to_guardianship(GUARDIANSHIP, r)
    })
}

pub(crate) fn put_block(tx: &mut Write<'_>, b: &Block) -> Result<(), Fault> {
    tx.exec(
        PUT_BLOCK,
        &params![b.id, b.minor, b.by, b.what.as_str(), b.at],
    )?;
    Ok(())
}

pub(crate) fn lift_block(tx: &mut Write<'_>, id: Id, by: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(LIFT_BLOCK, &params![id, now, by])? == 1)
}

fn to_block(sql: Sql, r: &Row<'_>) -> Result<Block, Fault> {
    Ok(Block {
        id: r.get("id")?,
        minor: r.get("minor")?,
        by: r.get("by")?,
        what: word(sql, r, "what", Matter::read)?,
        at: r.get("at")?,
    })
}

pub(crate) fn blocks(c: &mut Read<'_>, minor: Id) -> Result<Vec<Block>, Fault> {
    c.all(BLOCKS, &params![minor], |r| to_block(BLOCKS, r))
}

pub(crate) fn block(c: &mut Read<'_>, id: Id) -> Result<Option<Block>, Fault> {
    c.opt(BLOCK, &params![id], |r| to_block(BLOCK, r))
}

pub(crate) fn put_invitation(
    tx: &mut Write<'_>,
    keys: &Keys,
    i: &Invitation,
    secret: &str,
    now: Moment,
) -> Result<(), Fault> {
    let hash = keys.hash(&INVITATION, secret.as_bytes());
    tx.exec(
        PUT_INVITATION,
        &params![i.id, hash, i.by, i.minor, i.title.as_str(), now, i.ends_at],
    )?;
    Ok(())
}

fn to_invitation(sql: Sql, r: &Row<'_>) -> Result<Invitation, Fault> {
    Ok(Invitation {
        id: r.get("id")?,
        by: r.get("by")?,
        minor: r.get("minor")?,
        title: word(sql, r, "title", Title::read)?,
        ends_at: r.get("ends_at")?,
        used_at: r.get("used_at")?,
        withdrawn_at: r.get("withdrawn_at")?,
    })
}

pub(crate) fn invited(
    c: &mut Read<'_>,
    keys: &Keys,
    secret: &str,
) -> Result<Option<Invitation>, Fault> {
    c.opt(INVITED, &look(keys, &INVITATION, secret.as_bytes()), |r| {
        to_invitation(INVITED, r)
    })
}

pub(crate) fn invitations(c: &mut Read<'_>, by: Id) -> Result<Vec<Invitation>, Fault> {
    c.all(INVITATIONS, &params![by], |r| to_invitation(INVITATIONS, r))
}

pub(crate) fn use_invitation(
    tx: &mut Write<'_>,
    id: Id,
    by: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(USE_INVITATION, &params![id, now, by])? == 1)
}

pub(crate) fn withdraw(tx: &mut Write<'_>, id: Id, by: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(WITHDRAW, &params![id, by, now])? == 1)
}

pub(crate) fn minors(c: &mut Read<'_>, after: Option<Id>, limit: u32) -> Result<Vec<Id>, Fault> {
    let after = after.unwrap_or(Id(uuid::Uuid::nil()));
    c.all(MINORS, &params![after, limit], |r| r.get("minor"))
}
