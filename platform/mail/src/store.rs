//! How letters are kept: all SQL of the outbox.

use db::{Fault, Read, Row, Write, params};
use seal::{Hash, MOST, Sealed};
use values::{Id, Lang, Moment};

use crate::outbox::{State, Tally};

seal::columns! {
    /// To whom a letter goes.
    pub(crate) RECIPIENT = Sealed mail_letters.recipient by id;
    /// What it says.
    pub(crate) CONTENT = Sealed mail_letters.content by id;
    /// An address that is not reachable.
    pub(crate) ADDRESS = Sealed mail_unreachable.address by id;
    /// Finds such an address.
    pub(crate) ADDRESS_HASH = Index mail_unreachable.address_hash by id from address folded crate::outbox::folded;
}

db::statements! {
    /// Keeps a letter.
    pub(crate) PUT = "insert into mail_letters (id, kind, lang, recipient, content, state, send_before, created_at) \
        values ($1, $2, $3, $4, $5, 'waiting', $6, $7)";
    /// One letter.
    pub(crate) LETTER = "select id, kind, lang, recipient, content, state, send_before, created_at from mail_letters where id = $1";
    /// Ends a letter that still waits, and forgets what it says.
    pub(crate) END = "update mail_letters set state = $2, reason = $3, ended_at = $4, content = null \
        where id = $1 and state = 'waiting'";
    /// Says why a letter still waits.
    pub(crate) TROUBLE = "update mail_letters set reason = $2 where id = $1 and state = 'waiting'";
    /// Marks a letter as bounced, once.
    pub(crate) BOUNCE = "update mail_letters set bounced_at = $2, reason = $3 \
        where id = $1 and state = 'sent' and bounced_at is null";
    /// Letters by kind and state.
    pub(crate) TALLY = "select kind, state, count(*) as letters, \
        cast(sum(case when bounced_at is null then 0 else 1 end) as bigint) as bounced \
        from mail_letters group by kind, state order by kind, state";
    /// Forgets letters that ended before a moment.
    pub(crate) FORGET = "delete from mail_letters where ended_at < $1";
    /// Ends letters that have waited since before a moment, or whose time is over.
    pub(crate) EXPIRE = "update mail_letters set state = 'expired', ended_at = $2, content = null \
        where state = 'waiting' and (created_at < $1 or send_before < $2)";
    /// Since when an address is not reachable, under any key.
    pub(crate) UNREACHABLE = "select since from mail_unreachable where address_hash in ($1, $2, $3)";
    /// Keeps an address as not reachable.
    pub(crate) PUT_UNREACHABLE = "insert into mail_unreachable (id, address, address_hash, reason, since) \
        values ($1, $2, $3, $4, $5) on conflict (address_hash) do nothing";
    /// Takes an address out again, under any key.
    pub(crate) REACHABLE = "delete from mail_unreachable where address_hash in ($1, $2, $3)";
    /// Forgets which addresses were not reachable before a moment.
    pub(crate) FORGET_UNREACHABLE = "delete from mail_unreachable where since < $1";
    /// How many addresses are not reachable.
    pub(crate) COUNT_UNREACHABLE = "select count(*) as addresses from mail_unreachable";
}

/// A letter as it is kept.
pub(crate) struct Kept {
    pub(crate) kind: String,
    pub(crate) lang: Lang,
    pub(crate) recipient: Sealed,
    pub(crate) content: Option<Sealed>,
    pub(crate) state: State,
    pub(crate) send_before: Option<Moment>,
    pub(crate) created_at: Moment,
}

pub(crate) struct Put<'a> {
    pub(crate) id: Id,
    pub(crate) kind: &'a str,
    pub(crate) lang: &'a Lang,
    pub(crate) recipient: Sealed,
    pub(crate) content: Sealed,
    pub(crate) send_before: Option<Moment>,
}

pub(crate) fn put(tx: &mut Write<'_>, put: Put<'_>, now: Moment) -> Result<(), Fault> {
    tx.exec(
        PUT,
        &params![
            put.id,
            put.kind,
            put.lang,
            put.recipient,
            put.content,
            put.send_before,
            now
        ],
    )
    .map(drop)
}

pub(crate) fn letter(c: &mut Read<'_>, id: Id) -> Result<Option<Kept>, Fault> {
    c.opt(LETTER, &params![id], |r: &Row<'_>| {
        Ok(Kept {
            kind: r.get("kind")?,
            lang: r.get("lang")?,
            recipient: r.get("recipient")?,
            content: r.get("content")?,
            state: r.get("state")?,
            send_before: r.get("send_before")?,
            created_at: r.get("created_at")?,
        })
    })
}

/// False when the letter has ended already.
pub(crate) fn end(
    tx: &mut Write<'_>,
    id: Id,
    state: State,
    reason: Option<&str>,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(END, &params![id, state.name(), reason, now])? == 1)
}

pub(crate) fn trouble(tx: &mut Write<'_>, id: Id, reason: &str) -> Result<(), Fault> {
    tx.exec(TROUBLE, &params![id, reason]).map(drop)
}

/// False when the letter was not sent, or has bounced before.
pub(crate) fn bounced(
    tx: &mut Write<'_>,
    id: Id,
    reason: &str,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(BOUNCE, &params![id, now, reason])? == 1)
}

pub(crate) fn tally(c: &mut Read<'_>) -> Result<Vec<Tally>, Fault> {
    c.all(TALLY, &[], |r| {
        Ok(Tally {
            kind: r.get("kind")?,
            state: r.get("state")?,
            letters: r.get("letters")?,
            bounced: r.get("bounced")?,
        })
    })
}

pub(crate) fn forget(tx: &mut Write<'_>, ended_before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET, &params![ended_before])
}

pub(crate) fn expire(tx: &mut Write<'_>, before: Moment, now: Moment) -> Result<u64, Fault> {
    tx.exec(EXPIRE, &params![before, now])
}

pub(crate) fn unreachable(
    c: &mut Read<'_>,
    [a, b, d]: [Hash; MOST],
) -> Result<Option<Moment>, Fault> {
    let found = c.all(UNREACHABLE, &params![a, b, d], |r| r.get("since"))?;
    Ok(found.into_iter().min())
}

pub(crate) fn put_unreachable(
    tx: &mut Write<'_>,
    id: Id,
    (address, hash): (Sealed, Hash),
    reason: &str,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_UNREACHABLE, &params![id, address, hash, reason, now])
        .map(drop)
}

pub(crate) fn reachable(tx: &mut Write<'_>, [a, b, d]: [Hash; MOST]) -> Result<bool, Fault> {
    Ok(tx.exec(REACHABLE, &params![a, b, d])? > 0)
}

pub(crate) fn forget_unreachable(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_UNREACHABLE, &params![before])
}

pub(crate) fn count_unreachable(c: &mut Read<'_>) -> Result<u64, Fault> {
    c.one(COUNT_UNREACHABLE, &[], |r| r.get("addresses"))
}
