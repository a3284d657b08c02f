//! What managers do with a hook: pause it, change its secret, try its messages again.

use db::{Fault, Read, Write, params};
use seal::{Keys, Seed};
use values::{Id, Moment};

use super::program::to_delivery;
use crate::actions::Error;
use crate::model::{Delivery, Hook, Unsent};

seal::columns! {
    /// With what messages are signed besides, for a while.
    pub(crate) EARLIER_SECRET = Sealed vouchers_hook_secret.secret by id;
}

db::statements! {
    /// Pauses a hook.
    pub(crate) PAUSE_HOOK = "update vouchers_hook set paused_at = $2 where id = $1 and paused_at is null and ended_at is null";
    /// Ends the pause; the time in it counts for no failure.
    pub(crate) RESUME_HOOK = "update vouchers_hook set paused_at = null, failing_since = null where id = $1 and paused_at is not null and ended_at is null";
    /// What waits is sent in the order in which it was written.
    pub(crate) RELEASE = "update vouchers_delivery set next_at = made_at where hook = $1 and done_at is null";
    /// Hooks that were paused before a moment.
    pub(crate) PAUSED_BEFORE = "select id from vouchers_hook where paused_at < $1 and ended_at is null order by id";
    /// Changes the secret of a hook, for who has seen the present one.
    pub(crate) PUT_SECRET = "update vouchers_hook set secret = $3, revision = revision + 1, rotated_at = $4 where id = $1 and revision = $2 and ended_at is null";
    /// Keeps a secret of before.
    pub(crate) PUT_EARLIER = "insert into vouchers_hook_secret (id, hook, secret, ends_at) values ($1, $2, $3, $4)";
    /// Secrets of before, the newest first.
    pub(crate) EARLIER = "select id, secret, ends_at from vouchers_hook_secret where hook = $1 order by ends_at desc, id";
    /// Forgets secrets of before of a hook.
    pub(crate) DROP_SECRETS = "delete from vouchers_hook_secret where hook = $1";
    /// Forgets secrets that sign nothing any more.
    pub(crate) FORGET_SECRETS = "delete from vouchers_hook_secret where ends_at < $1";
    /// How many tests were written since a moment.
    pub(crate) TESTS_SINCE = "select count(*) as n from vouchers_delivery where hook = $1 and event = 'webhook.test' and made_at > $2";
    /// One message.
    pub(crate) DELIVERY = "select id, hook, event, body, made_at, attempts, next_at, tried_at, taken_until, done_at, arrived, status, fault from vouchers_delivery where id = $1";
    /// Somebody sends a message: nobody else, and nothing else to this hook, meanwhile.
    pub(crate) TAKE = "update vouchers_delivery set taken_until = $3 where id = $1 and done_at is null and next_at <= $2 and not exists (select 1 from vouchers_delivery t where t.hook = vouchers_delivery.hook and t.done_at is null and t.taken_until > $2)";
    /// A message has not arrived and is not sent again by itself.
    pub(crate) TRIED = "update vouchers_delivery set done_at = $2, tried_at = $2, attempts = attempts + 1, status = $3, fault = $4, taken_until = null where id = $1 and done_at is null";
    /// A message is sent again at once.
    pub(crate) AT_ONCE = "update vouchers_delivery set done_at = null, next_at = $2 where id = $1 and not arrived";
    /// When something arrived last, by hook.
    pub(crate) ARRIVED_LAST = "select d.hook, max(d.done_at) as at from vouchers_delivery d join vouchers_hook h on h.id = d.hook where h.organisation = $1 and d.arrived group by d.hook";
    /// How much waits, by hook.
    pub(crate) WAITING = "select d.hook, count(*) as n from vouchers_delivery d join vouchers_hook h on h.id = d.hook where h.organisation = $1 and d.done_at is null group by d.hook";
}

pub(crate) fn pause_hook(tx: &mut Write<'_>, id: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(PAUSE_HOOK, &params![id, now])? == 1)
}

pub(crate) fn resume_hook(tx: &mut Write<'_>, id: Id) -> Result<bool, Fault> {
    let resumed = tx.exec(RESUME_HOOK, &params![id])? == 1;
    if resumed {
        tx.exec(RELEASE, &params![id])?;
    }
    Ok(resumed)
}

pub(crate) fn paused_before(c: &mut Read<'_>, before: Moment) -> Result<Vec<Id>, Fault> {
    c.all(PAUSED_BEFORE, &params![before], |r| r.get("id"))
}

/// Puts a new secret in place of the one that was seen, which goes on signing until a moment. False when
/// it was another one, or the hook has ended.
pub(crate) fn put_secret(
    tx: &mut Write<'_>,
    keys: &Keys,
    seed: Seed,
    hook: &Hook,
    (secret, id, ends_at): (&str, Id, Moment),
    now: Moment,
) -> Result<bool, Fault> {
    let sealed = keys.seal(
        &super::program::HOOK_SECRET,
        hook.id,
        secret.as_bytes(),
        seed,
    );
    let values = params![hook.id, hook.revision, sealed, now];
    if tx.exec(PUT_SECRET, &values)? != 1 {
        return Ok(false);
    }
    let earlier = keys.seal(&EARLIER_SECRET, id, hook.secret.as_bytes(), seed);
    tx.exec(PUT_EARLIER, &params![id, hook.id, earlier, ends_at])?;
    Ok(true)
}

pub(crate) fn earlier(
    c: &mut Read<'_>,
    keys: &Keys,
    hook: Id,
) -> Result<Vec<(String, Moment)>, Error> {
    let rows: Vec<(Id, seal::Sealed, Moment)> = c.all(EARLIER, &params![hook], |r| {
        Ok((r.get("id")?, r.get("secret")?, r.get("ends_at")?))
    })?;
    let mut all = Vec::new();
    for (id, secret, ends_at) in rows {
        let secret = keys.open_text(&EARLIER_SECRET, id, &secret)?.to_string();
        all.push((secret, ends_at));
    }
    Ok(all)
}

pub(crate) fn drop_secrets(tx: &mut Write<'_>, hook: Id) -> Result<(), Fault> {
    tx.exec(DROP_SECRETS, &params![hook]).map(drop)
}

pub(crate) fn forget_secrets(tx: &mut Write<'_>, now: Moment) -> Result<(), Fault> {
    tx.exec(FORGET_SECRETS, &params![now]).map(drop)
}

pub(crate) fn tests_since(c: &mut Read<'_>, hook: Id, since: Moment) -> Result<i64, Fault> {
    let found = c.opt(TESTS_SINCE, &params![hook, since], |r| r.get("n"))?;
    Ok(found.unwrap_or(0))
}

pub(crate) fn delivery(c: &mut Read<'_>, id: Id) -> Result<Option<Delivery>, Fault> {
    c.opt(DELIVERY, &params![id], |r| to_delivery(DELIVERY, r))
}

pub(crate) fn take(
    tx: &mut Write<'_>,
    id: Id,
    (now, until): (Moment, Moment),
) -> Result<bool, Fault> {
    Ok(tx.exec(TAKE, &params![id, now, until])? == 1)
}

pub(crate) fn tried(
    tx: &mut Write<'_>,
    id: Id,
    (status, fault): (Option<u16>, Option<Unsent>),
    now: Moment,
) -> Result<(), Fault> {
    let fault = fault.map(Unsent::as_str);
    tx.exec(TRIED, &params![id, now, status, fault]).map(drop)
}

pub(crate) fn at_once(tx: &mut Write<'_>, id: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(AT_ONCE, &params![id, now])? == 1)
}

pub(crate) fn arrived_last(c: &mut Read<'_>, organisation: Id) -> Result<Vec<(Id, Moment)>, Fault> {
    c.all(ARRIVED_LAST, &params![organisation], |r| {
        Ok((r.get("hook")?, r.get("at")?))
    })
}

pub(crate) fn waiting(c: &mut Read<'_>, organisation: Id) -> Result<Vec<(Id, u64)>, Fault> {
    c.all(WAITING, &params![organisation], |r| {
        Ok((r.get("hook")?, r.get("n")?))
    })
}
