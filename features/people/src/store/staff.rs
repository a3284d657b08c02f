//! Roles, looks at files, messages, consents.

use super::*;

pub(crate) fn put_grant(tx: &mut Write<'_>, g: &Grant, now: Moment) -> Result<(), Fault> {
    let (kind, id) = g.scope.parts();
    tx.exec(
        PUT_GRANT,
        &params![
            g.id,
            g.person,
            g.role.as_str(),
            kind,
            id,
            g.since,
            g.until,
            g.granted_by,
            now
        ],
    )?;
    Ok(())
}

fn to_grant(sql: Sql, r: &Row<'_>) -> Result<Grant, Fault> {
    let (kind, id): (String, String) = (r.get("scope_kind")?, r.get("scope_id")?);
    Ok(Grant {
        id: r.get("id")?,
        person: r.get("person")?,
        role: word(sql, r, "role", Role::read)?,
        scope: Scope::read(&kind, &id).ok_or_else(|| wrong(sql, "scope_kind", kind))?,
        since: first_day(sql, r, "since")?,
        until: day(sql, r, "until")?,
        granted_by: r.get("granted_by")?,
    })
}

pub(crate) fn grants(c: &mut Read<'_>, person: Id) -> Result<Vec<Grant>, Fault> {
    c.all(GRANTS, &params![person], |r| to_grant(GRANTS, r))
}

pub(crate) fn all_grants(c: &mut Read<'_>) -> Result<Vec<Grant>, Fault> {
    c.all(ALL_GRANTS, &params![], |r| to_grant(ALL_GRANTS, r))
}

pub(crate) fn grant(c: &mut Read<'_>, id: Id) -> Result<Option<Grant>, Fault> {
    c.opt(GRANT, &params![id], |r| to_grant(GRANT, r))
}

pub(crate) fn revoke_grant(tx: &mut Write<'_>, id: Id, by: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(REVOKE_GRANT, &params![id, now, by])? == 1)
}

pub(crate) fn holders(c: &mut Read<'_>, role: Role, on: Day) -> Result<u64, Fault> {
    c.one(HOLDERS, &params![role.as_str(), on], |r| r.get("holders"))
}

pub(crate) fn put_access(tx: &mut Write<'_>, a: &Access) -> Result<(), Fault> {
    tx.exec(
        PUT_ACCESS,
        &params![
            a.id,
            a.person,
            a.by,
            &a.what,
            a.reason.as_deref(),
            a.glass,
            a.at
        ],
    )?;
    Ok(())
}

fn to_access(r: &Row<'_>) -> Result<Access, Fault> {
    Ok(Access {
        id: r.get("id")?,
        person: r.get("person")?,
        by: r.get("by")?,
        what: r.get("what")?,
        reason: r.get("reason")?,
        glass: r.get("glass")?,
        at: r.get("at")?,
        reviewed_at: r.get("reviewed_at")?,
    })
}

pub(crate) fn accesses(c: &mut Read<'_>, person: Id) -> Result<Vec<Access>, Fault> {
    c.all(ACCESSES, &params![person], to_access)
}

pub(crate) fn glass(c: &mut Read<'_>) -> Result<Vec<Access>, Fault> {
    c.all(GLASS, &params![], to_access)
}

pub(crate) fn review(tx: &mut Write<'_>, id: Id, by: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(REVIEW, &params![id, now, by])? == 1)
}

pub(crate) fn put_message(tx: &mut Write<'_>, m: &Message) -> Result<(), Fault> {
    let args = serde_json::to_string(&m.args).unwrap_or_default();
    tx.exec(
        PUT_MESSAGE,
        &params![m.id, m.person, &m.key, args, m.href.as_deref(), m.at],
    )?;
    Ok(())
}

/// Keeps a message, unless it was kept before: its identifier says which it is.
pub(crate) fn put_message_once(tx: &mut Write<'_>, m: &Message) -> Result<bool, Fault> {
    let args = serde_json::to_string(&m.args).unwrap_or_default();
    Ok(tx.exec(
        PUT_MESSAGE_ONCE,
        &params![m.id, m.person, &m.key, args, m.href.as_deref(), m.at],
    )? == 1)
}

pub(crate) fn messages(c: &mut Read<'_>, person: Id) -> Result<Vec<Message>, Fault> {
    c.all(MESSAGES, &params![person], |r| {
        let args: String = r.get("args")?;
        Ok(Message {
            id: r.get("id")?,
            person: r.get("person")?,
            key: r.get("key")?,
            args: serde_json::from_str(&args).map_err(|e| wrong(MESSAGES, "args", e))?,
            href: r.get("href")?,
            at: r.get("at")?,
            read_at: r.get("read_at")?,
        })
    })
}

pub(crate) fn read_messages(tx: &mut Write<'_>, person: Id, now: Moment) -> Result<u64, Fault> {
    tx.exec(READ, &params![person, now])
}

/// Forgets what was told before one moment, what was looked at and agreed to before another. Returns how
/// many of each.
pub(crate) fn forget_old(
    tx: &mut Write<'_>,
    told: Moment,
    looked: Moment,
) -> Result<(u64, u64, u64), Fault> {
    Ok((
        tx.exec(FORGET_TOLD, &params![told])?,
        tx.exec(FORGET_LOOKS, &params![looked])?,
        tx.exec(FORGET_CONSENTS, &params![looked])?,
    ))
}

/// A consent as it is told to whom it is about: purpose, assent, given, its end, taken back.
pub(crate) type Agreed = (Purpose, bool, Moment, Moment, Option<Moment>);

pub(crate) fn all_consents(c: &mut Read<'_>, person: Id) -> Result<Vec<Agreed>, Fault> {
    c.all(ALL_CONSENTS, &params![person], |r| {
        Ok((
            word(ALL_CONSENTS, r, "purpose", Purpose::read)?,
            r.get("assent")?,
            r.get("given_at")?,
            r.get("expires_at")?,
            r.get("revoked_at")?,
        ))
    })
}

pub(crate) fn forget_messages(tx: &mut Write<'_>, person: Id) -> Result<(), Fault> {
    tx.exec(FORGET_MESSAGES, &params![person])?;
    Ok(())
}

pub(crate) fn put_consent(tx: &mut Write<'_>, c: &Consent) -> Result<bool, Fault> {
    tx.exec(
        END_CONSENT,
        &params![c.person, c.purpose.as_str(), c.given_at],
    )?;
    let kept = tx.exec(
        PUT_CONSENT,
        &params![
            c.id,
            c.person,
            c.purpose.as_str(),
            c.given_by,
            c.hands,
            c.assent,
            c.given_at,
            c.expires_at
        ],
    )?;
    Ok(kept == 1)
}

pub(crate) fn revoke_consent(
    tx: &mut Write<'_>,
    person: Id,
    purpose: Purpose,
    by: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(REVOKE_CONSENT, &params![person, purpose.as_str(), now, by])? == 1)
}

pub(crate) fn end_consents(tx: &mut Write<'_>, person: Id, now: Moment) -> Result<(), Fault> {
    tx.exec(END_CONSENTS, &params![person, now])?;
    Ok(())
}

pub(crate) fn consents(c: &mut Read<'_>, person: Id, now: Moment) -> Result<Vec<Consent>, Fault> {
    c.all(CONSENTS, &params![person, now], |r| {
        Ok(Consent {
            id: r.get("id")?,
            person: r.get("person")?,
            purpose: word(CONSENTS, r, "purpose", Purpose::read)?,
            given_by: r.get("given_by")?,
            hands: r.get("hands")?,
            assent: r.get("assent")?,
            given_at: r.get("given_at")?,
            expires_at: r.get("expires_at")?,
        })
    })
}
