//! Accounts, ways in, links, sessions.

use super::*;

pub(crate) fn put_account(
    tx: &mut Write<'_>,
    id: Id,
    person: Id,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_ACCOUNT, &params![id, person, now])?;
    Ok(())
}

pub(crate) fn account_of(c: &mut Read<'_>, person: Id) -> Result<Option<Id>, Fault> {
    c.opt(ACCOUNT_OF, &params![person], |r| r.get("id"))
}

pub(crate) fn owner(c: &mut Read<'_>, account: Id) -> Result<Option<Id>, Fault> {
    c.opt(OWNER, &params![account], |r| r.get("person"))
}

pub(crate) fn close_account(tx: &mut Write<'_>, person: Id, now: Moment) -> Result<(), Fault> {
    tx.exec(CLOSE, &params![person, now])?;
    Ok(())
}

/// A new way in: what it is about, or a code with its PIN.
pub(crate) struct NewWay<'a> {
    pub id: Id,
    pub account: Id,
    pub method: Method,
    pub about: Option<&'a str>,
    pub paper: Option<(&'a str, &'a str)>,
    pub label: &'a str,
    pub by: Option<Id>,
    pub carries: bool,
}

pub(crate) fn put_credential(
    tx: &mut Write<'_>,
    keys: &Keys,
    w: &NewWay<'_>,
    seed: Seed,
    now: Moment,
) -> Result<(), Fault> {
    let about = w.about.map(|a| keys.seal(&ABOUT, w.id, a.as_bytes(), seed));
    let about_hash = w.about.map(|a| keys.hash(&ABOUT_HASH, a.as_bytes()));
    let secret = w.paper.map(|(code, _)| keys.hash(&PAPER, code.as_bytes()));
    let pin = w
        .paper
        .map(|(_, pin)| keys.hash_at(&PIN, w.id, pin.as_bytes()));
    tx.exec(
        PUT_CREDENTIAL,
        &params![
            w.id,
            w.account,
            w.method.as_str(),
            about,
            about_hash,
            secret,
            pin,
            w.label,
            now,
            w.by,
            w.carries
        ],
    )?;
    Ok(())
}

fn to_credential(sql: Sql, r: &Row<'_>) -> Result<Credential, Fault> {
    Ok(Credential {
        id: r.get("id")?,
        account: r.get("account")?,
        method: word(sql, r, "kind", Method::read)?,
        label: r.get("label")?,
        created_at: r.get("created_at")?,
        used_at: r.get("used_at")?,
        carries: r.get("carries")?,
    })
}

/// Ways in that wait for somebody to confirm them, with whose they are.
pub(crate) fn unconfirmed(c: &mut Read<'_>) -> Result<Vec<(Credential, Id)>, Fault> {
    c.all(UNCONFIRMED, &params![], |r| {
        Ok((to_credential(UNCONFIRMED, r)?, r.get("person")?))
    })
}

pub(crate) fn way_of(c: &mut Read<'_>, way: Id) -> Result<Option<Id>, Fault> {
    c.opt(WAY_OF, &params![way], |r| r.get("person"))
}

pub(crate) fn confirm_way(tx: &mut Write<'_>, way: Id) -> Result<bool, Fault> {
    Ok(tx.exec(CONFIRM_WAY, &params![way])? == 1)
}

pub(crate) fn by_about(
    c: &mut Read<'_>,
    keys: &Keys,
    method: Method,
    about: &str,
) -> Result<Option<Credential>, Fault> {
    let [a, b, d] = look(keys, &ABOUT_HASH, about.as_bytes());
    c.opt(BY_ABOUT, &[method.as_str().into(), a, b, d], |r| {
        to_credential(BY_ABOUT, r)
    })
}

/// A paper code with its PIN's hash and the wrong tries.
pub(crate) fn by_paper(
    c: &mut Read<'_>,
    keys: &Keys,
    code: &str,
) -> Result<Option<(Credential, Hash, u32)>, Fault> {
    c.opt(BY_PAPER, &look(keys, &PAPER, code.as_bytes()), |r| {
        Ok((
            to_credential(BY_PAPER, r)?,
            r.get("pin_hash")?,
            r.get("misses")?,
        ))
    })
}

/// The code on paper of an account, with its PIN's hash and the wrong tries.
pub(crate) fn paper_of(
    c: &mut Read<'_>,
    account: Id,
) -> Result<Option<(Credential, Hash, u32)>, Fault> {
    c.opt(PAPER_OF, &params![account], |r| {
        Ok((
            to_credential(PAPER_OF, r)?,
            r.get("pin_hash")?,
            r.get("misses")?,
        ))
    })
}

pub(crate) fn pin_is(keys: &Keys, way: Id, pin: &str, hash: &Hash) -> bool {
    keys.matches_at(&PIN, way, pin.as_bytes(), hash)
}

pub(crate) fn ways(c: &mut Read<'_>, account: Id) -> Result<Vec<Credential>, Fault> {
    c.all(WAYS, &params![account], |r| to_credential(WAYS, r))
}

pub(crate) fn used(tx: &mut Write<'_>, way: Id, now: Moment) -> Result<(), Fault> {
    tx.exec(USED, &params![way, now])?;
    Ok(())
}

pub(crate) fn missed(tx: &mut Write<'_>, way: Id) -> Result<(), Fault> {
    tx.exec(MISSED, &params![way])?;
    Ok(())
}

pub(crate) fn revoke_way(
    tx: &mut Write<'_>,
    id: Id,
    account: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(REVOKE_WAY, &params![id, account, now])? == 1)
}

pub(crate) fn revoke_kind(
    tx: &mut Write<'_>,
    account: Id,
    method: Method,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(REVOKE_KIND, &params![account, method.as_str(), now])?;
    Ok(())
}

pub(crate) fn forget_ways(tx: &mut Write<'_>, account: Id) -> Result<(), Fault> {
    tx.exec(END_CEREMONIES, &params![account])?;
    tx.exec(FORGET_WAYS, &params![account])?;
    Ok(())
}

/// A link to be sent.
pub(crate) struct NewLink<'a> {
    pub id: Id,
    pub secret: &'a str,
    pub mail: &'a str,
    pub account: Option<Id>,
    pub resume: Option<&'a str>,
    pub ends_at: Moment,
}

pub(crate) fn put_link(
    tx: &mut Write<'_>,
    keys: &Keys,
    l: &NewLink<'_>,
    seed: Seed,
    now: Moment,
) -> Result<(), Fault> {
    let mail = keys.seal(&LINK_MAIL, l.id, l.mail.as_bytes(), seed);
    let hash = keys.hash(&LINK_MAIL_HASH, l.mail.as_bytes());
    let secret = keys.hash(&LINK, l.secret.as_bytes());
    tx.exec(
        PUT_LINK,
        &params![
            l.id, secret, mail, hash, l.account, l.resume, now, l.ends_at
        ],
    )?;
    Ok(())
}

pub(crate) fn links_to(
    c: &mut Read<'_>,
    keys: &Keys,
    mail: &str,
    since: Moment,
) -> Result<u64, Fault> {
    let [a, b, d] = look(keys, &LINK_MAIL_HASH, mail.as_bytes());
    c.one(LINKS_TO, &[a, b, d, since.into()], |r| r.get("links"))
}

/// A link that can be used: its identifier, the address, the account it adds to, where it leads.
pub(crate) type Linked = (Id, String, Option<Id>, Option<String>);

pub(crate) fn linked(
    c: &mut Read<'_>,
    keys: &Keys,
    secret: &str,
    now: Moment,
) -> Result<Option<Linked>, Trouble> {
    let [a, b, d] = look(keys, &LINK, secret.as_bytes());
    let row = c.opt(LINKED, &[a, b, d, now.into()], |r| {
        let row: (Id, Sealed, Option<Id>, Option<String>) = (
            r.get("id")?,
            r.get("mail")?,
            r.get("account")?,
            r.get("resume")?,
        );
        Ok(row)
    })?;
    row.map(|(id, mail, account, resume)| {
        Ok((id, keys.open_text(&LINK_MAIL, id, &mail)?, account, resume))
    })
    .transpose()
}

pub(crate) fn use_link(tx: &mut Write<'_>, id: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(USE_LINK, &params![id, now])? == 1)
}

pub(crate) fn put_session(
    tx: &mut Write<'_>,
    keys: &Keys,
    s: &Session,
    secret: &str,
) -> Result<(), Fault> {
    let hash = keys.hash(&SESSION, secret.as_bytes());
    tx.exec(
        PUT_SESSION,
        &params![
            s.id,
            hash,
            s.account,
            s.person,
            s.method.as_str(),
            &s.device,
            s.created_at,
            s.ends_at,
            s.strong
        ],
    )?;
    Ok(())
}

fn to_session(sql: Sql, r: &Row<'_>) -> Result<Session, Fault> {
    let subject: Option<Id> = r.get("assists")?;
    let assists = match subject {
        None => None,
        Some(subject) => Some(Assistance {
            subject,
            presence: word(sql, r, "presence", Presence::read)?,
            reason: r.get("reason")?,
            since: r.get("assisted_at")?,
            acted_at: r.get("acted_at")?,
        }),
    };
    Ok(Session {
        id: r.get("id")?,
        account: r.get("account")?,
        person: r.get("person")?,
        method: word(sql, r, "method", Method::read)?,
        strong: r.get("strong")?,
        device: r.get("device")?,
        created_at: r.get("created_at")?,
        seen_at: r.get("seen_at")?,
        ends_at: r.get("ends_at")?,
        assists,
    })
}

pub(crate) fn session(
    c: &mut Read<'_>,
    keys: &Keys,
    secret: &str,
    now: Moment,
    idle_since: Moment,
) -> Result<Option<Session>, Fault> {
    let [a, b, d] = look(keys, &SESSION, secret.as_bytes());
    c.opt(SESSION_BY, &[a, b, d, now.into(), idle_since.into()], |r| {
        to_session(SESSION_BY, r)
    })
}

pub(crate) fn sessions(
    c: &mut Read<'_>,
    account: Id,
    now: Moment,
    idle_since: Moment,
) -> Result<Vec<Session>, Fault> {
    c.all(SESSIONS, &params![account, now, idle_since], |r| {
        to_session(SESSIONS, r)
    })
}

pub(crate) fn seen(tx: &mut Write<'_>, session: Id, now: Moment) -> Result<(), Fault> {
    tx.exec(SEEN, &params![session, now])?;
    Ok(())
}

pub(crate) fn end_session(
    tx: &mut Write<'_>,
    session: Id,
    account: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(END_SESSION, &params![session, account, now])? == 1)
}

pub(crate) fn end_others(
    tx: &mut Write<'_>,
    account: Id,
    but: Id,
    now: Moment,
) -> Result<u64, Fault> {
    tx.exec(END_OTHERS, &params![account, but, now])
}

/// Forgets links and ceremonies that are over, and sessions that ended before a moment. Returns how many
/// links and sessions.
pub(crate) fn sweep(tx: &mut Write<'_>, now: Moment, before: Moment) -> Result<(u64, u64), Fault> {
    tx.exec(FORGET_CEREMONIES, &params![now])?;
    Ok((
        tx.exec(FORGET_LINKS, &params![now])?,
        tx.exec(FORGET_SESSIONS, &params![before])?,
    ))
}

pub(crate) fn assist(tx: &mut Write<'_>, session: Id, a: &Assistance) -> Result<bool, Fault> {
    Ok(tx.exec(
        ASSIST,
        &params![session, a.subject, a.presence.as_str(), &a.reason, a.since],
    )? == 1)
}

pub(crate) fn acted(tx: &mut Write<'_>, session: Id, now: Moment) -> Result<(), Fault> {
    tx.exec(ACTED, &params![session, now])?;
    Ok(())
}

pub(crate) fn assist_no_more(tx: &mut Write<'_>, session: Id) -> Result<(), Fault> {
    tx.exec(ASSIST_NO_MORE, &params![session])?;
    Ok(())
}
