//! Programs of organisations: their keys, answers that are kept, where they want to be told, what is told.

use db::{Fault, Read, Row, Sql, Write, params};
use seal::{Keys, Seed};
use values::{Id, Moment};

use super::{one, word};
use crate::actions::Error;
use crate::model::{Delivery, Hook, Key, Scope, Unsent};

seal::columns! {
    /// What a program comes with.
    pub(crate) KEY_SECRET = Token vouchers_key.secret_hash by id;
    /// Where an organisation is told.
    pub(crate) HOOK_ADDRESS = Sealed vouchers_hook.address by id;
    /// With what messages are signed.
    pub(crate) HOOK_SECRET = Sealed vouchers_hook.secret by id;
}

db::statements! {
    /// Keeps a key.
    pub(crate) PUT_KEY = "insert into vouchers_key (id, organisation, name, scope, secret_hash, made_by, made_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// A key by what the program sent.
    pub(crate) KEY_BY_SECRET = "select id, organisation, name, scope, made_by, made_at, ends_at, revoked_at, last_used_at from vouchers_key where secret_hash in ($1, $2, $3)";
    /// One key.
    pub(crate) KEY = "select id, organisation, name, scope, made_by, made_at, ends_at, revoked_at, last_used_at from vouchers_key where id = $1";
    /// The keys of an organisation, newest first.
    pub(crate) KEYS_OF = "select id, organisation, name, scope, made_by, made_at, ends_at, revoked_at, last_used_at from vouchers_key where organisation = $1 order by made_at desc, id";
    /// Takes a key back.
    pub(crate) REVOKE_KEY = "update vouchers_key set revoked_at = $3, revoked_by = $4 where id = $1 and organisation = $2 and revoked_at is null";
    /// Notes that a key was used.
    pub(crate) USE_KEY = "update vouchers_key set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $3)";
    /// Keeps an answer.
    pub(crate) PUT_CALL = "insert into vouchers_call (key, program, body_hash, status, answer, money, at) values ($1, $2, $3, $4, $5, $6, $7)";
    /// An answer that was given.
    pub(crate) CALL = "select program, body_hash, status, answer from vouchers_call where key = $1";
    /// Keeps where an organisation wants to be told.
    pub(crate) PUT_HOOK = "insert into vouchers_hook (id, organisation, address, secret, made_by, made_at) values ($1, $2, $3, $4, $5, $6)";
    /// Hooks of an organisation that are told.
    pub(crate) LIVE_HOOKS = "select id from vouchers_hook where organisation = $1 and ended_at is null order by id";
    /// All hooks of an organisation, newest first.
    pub(crate) HOOKS_OF = "select id, organisation, address, secret, made_by, made_at, failing_since, paused_at, ended_at, ended_by, revision, rotated_at from vouchers_hook where organisation = $1 order by made_at desc, id";
    /// One hook.
    pub(crate) HOOK = "select id, organisation, address, secret, made_by, made_at, failing_since, paused_at, ended_at, ended_by, revision, rotated_at from vouchers_hook where id = $1";
    /// Ends a hook.
    pub(crate) END_HOOK = "update vouchers_hook set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null";
    /// Notes that nothing arrives.
    pub(crate) HOOK_FAILS = "update vouchers_hook set failing_since = $2 where id = $1 and failing_since is null and ended_at is null";
    /// Notes that something has arrived.
    pub(crate) HOOK_WORKS = "update vouchers_hook set failing_since = null where id = $1 and failing_since is not null";
    /// Keeps a message to be sent.
    pub(crate) PUT_DELIVERY = "insert into vouchers_delivery (id, hook, event, body, made_at, next_at, attempts, arrived) values ($1, $2, $3, $4, $5, $5, 0, false) on conflict (id) do nothing";
    /// Messages whose turn it is, so many of each hook, in their order. Of a hook that is paused only tests;
    /// none of one to which somebody is sending.
    pub(crate) DUE = "select id, hook, event, body, made_at, attempts, next_at, tried_at, taken_until, done_at, arrived, status, fault from (select d.id, d.hook, d.event, d.body, d.made_at, d.attempts, d.next_at, d.tried_at, d.taken_until, d.done_at, d.arrived, d.status, d.fault, row_number() over (partition by d.hook order by d.next_at, d.made_at, d.id) as place from vouchers_delivery d join vouchers_hook h on h.id = d.hook where d.done_at is null and d.next_at <= $1 and h.ended_at is null and (h.paused_at is null or d.event = 'webhook.test') and not exists (select 1 from vouchers_delivery t where t.hook = d.hook and t.done_at is null and t.taken_until > $1)) as turn where place <= $2 order by next_at, made_at, id";
    /// The last messages to a hook.
    pub(crate) DELIVERIES = "select id, hook, event, body, made_at, attempts, next_at, tried_at, taken_until, done_at, arrived, status, fault from vouchers_delivery where hook = $1 order by made_at desc, id limit $2";
    /// A message has arrived, also one that was given up while it was on its way.
    pub(crate) ARRIVED = "update vouchers_delivery set done_at = $2, arrived = true, attempts = attempts + 1, status = $3, fault = null, tried_at = $2, taken_until = null where id = $1 and not arrived";
    /// A message has not arrived, and is sent again later.
    pub(crate) LATER = "update vouchers_delivery set next_at = $2, attempts = attempts + 1, status = $3, fault = $4, tried_at = $5, taken_until = null where id = $1 and done_at is null";
    /// What was to be sent to a hook is given up.
    pub(crate) GIVE_UP = "update vouchers_delivery set done_at = $2 where hook = $1 and done_at is null";
    /// Organisations that are told something, and since when.
    pub(crate) LISTENERS = "select id, organisation, made_at from vouchers_hook where ended_at is null order by id";
    /// How far something has been told.
    pub(crate) TOLD_UNTIL = "select until_at from vouchers_told where what = $1";
    /// Notes how far it has been told.
    pub(crate) PUT_TOLD_UNTIL = "insert into vouchers_told (what, until_at) values ($1, $2) on conflict (what) do update set until_at = $2";
}

fn to_key(sql: Sql, r: &Row<'_>) -> Result<Key, Fault> {
    Ok(Key {
        id: r.get("id")?,
        organisation: r.get("organisation")?,
        name: r.get("name")?,
        scope: word(sql, r, "scope", Scope::read)?,
        made_by: r.get("made_by")?,
        made_at: r.get("made_at")?,
        ends_at: r.get("ends_at")?,
        revoked_at: r.get("revoked_at")?,
        last_used_at: r.get("last_used_at")?,
    })
}

pub(crate) fn put_key(
    tx: &mut Write<'_>,
    keys: &Keys,
    key: &Key,
    secret: &str,
) -> Result<(), Fault> {
    let values = params![
        key.id,
        key.organisation,
        &key.name,
        key.scope.as_str(),
        keys.hash(&KEY_SECRET, secret.as_bytes()),
        key.made_by,
        key.made_at,
        key.ends_at
    ];
    tx.exec(PUT_KEY, &values).map(drop)
}

pub(crate) fn key_by_secret(
    c: &mut Read<'_>,
    keys: &Keys,
    secret: &str,
) -> Result<Option<Key>, Fault> {
    let [x, y, z] = keys.look(&KEY_SECRET, secret.as_bytes());
    c.opt(KEY_BY_SECRET, &params![x, y, z], |r| {
        to_key(KEY_BY_SECRET, r)
    })
}

pub(crate) fn key(c: &mut Read<'_>, id: Id) -> Result<Option<Key>, Fault> {
    c.opt(KEY, &params![id], |r| to_key(KEY, r))
}

pub(crate) fn keys_of(c: &mut Read<'_>, organisation: Id) -> Result<Vec<Key>, Fault> {
    c.all(KEYS_OF, &params![organisation], |r| to_key(KEYS_OF, r))
}

pub(crate) fn revoke_key(
    tx: &mut Write<'_>,
    (id, organisation): (Id, Id),
    by: Id,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(REVOKE_KEY, &params![id, organisation, now, by])? == 1)
}

pub(crate) fn use_key(tx: &mut Write<'_>, id: Id, now: Moment, stale: Moment) -> Result<(), Fault> {
    tx.exec(USE_KEY, &params![id, now, stale]).map(drop)
}

/// An answer that was given under a key.
pub(crate) struct Call {
    pub(crate) program: Id,
    pub(crate) hash: Vec<u8>,
    pub(crate) status: u16,
    pub(crate) answer: String,
}

pub(crate) fn put_call(
    tx: &mut Write<'_>,
    key: Id,
    call: &Call,
    money: bool,
    now: Moment,
) -> Result<(), Fault> {
    let values = params![
        key,
        call.program,
        call.hash.as_slice(),
        call.status,
        &call.answer,
        money,
        now
    ];
    tx.exec(PUT_CALL, &values).map(drop)
}

pub(crate) fn call(c: &mut Read<'_>, key: Id) -> Result<Option<Call>, Fault> {
    c.opt(CALL, &params![key], |r| {
        Ok(Call {
            program: r.get("program")?,
            hash: r.get("body_hash")?,
            status: r.get("status")?,
            answer: r.get("answer")?,
        })
    })
}

pub(crate) fn put_hook(
    tx: &mut Write<'_>,
    keys: &Keys,
    seed: Seed,
    hook: &Hook,
) -> Result<(), Fault> {
    let values = params![
        hook.id,
        hook.organisation,
        keys.seal(&HOOK_ADDRESS, hook.id, hook.address.as_bytes(), seed),
        keys.seal(&HOOK_SECRET, hook.id, hook.secret.as_bytes(), seed),
        hook.made_by,
        hook.made_at
    ];
    tx.exec(PUT_HOOK, &values).map(drop)
}

type Sealed = (Hook, seal::Sealed, seal::Sealed);

fn to_hook(r: &Row<'_>) -> Result<Sealed, Fault> {
    let hook = Hook {
        id: r.get("id")?,
        organisation: r.get("organisation")?,
        address: String::new(),
        secret: String::new(),
        made_by: r.get("made_by")?,
        made_at: r.get("made_at")?,
        failing_since: r.get("failing_since")?,
        paused_at: r.get("paused_at")?,
        ended_at: r.get("ended_at")?,
        ended_by: r.get("ended_by")?,
        revision: r.get("revision")?,
        rotated_at: r.get("rotated_at")?,
        earlier: Vec::new(),
    };
    Ok((hook, r.get("address")?, r.get("secret")?))
}

fn opened(keys: &Keys, (mut hook, address, secret): Sealed) -> Result<Hook, Error> {
    hook.address = keys
        .open_text(&HOOK_ADDRESS, hook.id, &address)?
        .to_string();
    hook.secret = keys.open_text(&HOOK_SECRET, hook.id, &secret)?.to_string();
    Ok(hook)
}

pub(crate) fn live_hooks(c: &mut Read<'_>, organisation: Id) -> Result<Vec<Id>, Fault> {
    c.all(LIVE_HOOKS, &params![organisation], |r| r.get("id"))
}

pub(crate) fn hooks_of(
    c: &mut Read<'_>,
    keys: &Keys,
    organisation: Id,
) -> Result<Vec<Hook>, Error> {
    let rows = c.all(HOOKS_OF, &params![organisation], to_hook)?;
    rows.into_iter().map(|row| opened(keys, row)).collect()
}

pub(crate) fn hook(c: &mut Read<'_>, keys: &Keys, id: Id) -> Result<Option<Hook>, Error> {
    let row = c.opt(HOOK, &params![id], to_hook)?;
    let Some(mut hook) = row.map(|row| opened(keys, row)).transpose()? else {
        return Ok(None);
    };
    hook.earlier = super::earlier(c, keys, id)?;
    Ok(Some(hook))
}

pub(crate) fn end_hook(
    tx: &mut Write<'_>,
    id: Id,
    by: Option<Id>,
    now: Moment,
) -> Result<bool, Fault> {
    let ended = tx.exec(END_HOOK, &params![id, now, by])? == 1;
    tx.exec(GIVE_UP, &params![id, now])?;
    // Nothing is signed any more.
    super::drop_secrets(tx, id)?;
    Ok(ended)
}

pub(crate) fn hook_fails(tx: &mut Write<'_>, id: Id, now: Moment) -> Result<(), Fault> {
    tx.exec(HOOK_FAILS, &params![id, now]).map(drop)
}

pub(crate) fn hook_works(tx: &mut Write<'_>, id: Id) -> Result<(), Fault> {
    tx.exec(HOOK_WORKS, &params![id]).map(drop)
}

pub(crate) fn put_delivery(
    tx: &mut Write<'_>,
    id: Id,
    (hook, event, body): (Id, &str, &str),
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_DELIVERY, &params![id, hook, event, body, now])
        .map(drop)
}

pub(super) fn to_delivery(sql: Sql, r: &Row<'_>) -> Result<Delivery, Fault> {
    let fault: Option<String> = r.get("fault")?;
    let fault = match fault {
        None => None,
        Some(_) => Some(word(sql, r, "fault", Unsent::read)?),
    };
    Ok(Delivery {
        id: r.get("id")?,
        hook: r.get("hook")?,
        event: r.get("event")?,
        body: r.get("body")?,
        made_at: r.get("made_at")?,
        attempts: r.get("attempts")?,
        next_at: r.get("next_at")?,
        tried_at: r.get("tried_at")?,
        taken_until: r.get("taken_until")?,
        done_at: r.get("done_at")?,
        arrived: r.get("arrived")?,
        status: r.get("status")?,
        fault,
    })
}

pub(crate) fn due(c: &mut Read<'_>, now: Moment, most: u32) -> Result<Vec<Delivery>, Fault> {
    c.all(DUE, &params![now, most], |r| to_delivery(DUE, r))
}

pub(crate) fn deliveries(c: &mut Read<'_>, hook: Id, most: u32) -> Result<Vec<Delivery>, Fault> {
    let values = params![hook, most];
    c.all(DELIVERIES, &values, |r| to_delivery(DELIVERIES, r))
}

pub(crate) fn arrived(tx: &mut Write<'_>, id: Id, status: u16, now: Moment) -> Result<(), Fault> {
    let touched = tx.exec(ARRIVED, &params![id, now, status])?;
    // Another node may have been faster.
    match touched {
        0 => Ok(()),
        n => one(ARRIVED, n),
    }
}

pub(crate) fn later(
    tx: &mut Write<'_>,
    id: Id,
    (status, fault): (Option<u16>, Option<Unsent>),
    (next, now): (Moment, Moment),
) -> Result<(), Fault> {
    let fault = fault.map(Unsent::as_str);
    tx.exec(LATER, &params![id, next, status, fault, now])
        .map(drop)
}

/// Hook, organisation, since when.
pub(crate) fn listeners(c: &mut Read<'_>) -> Result<Vec<(Id, Id, Moment)>, Fault> {
    c.all(LISTENERS, &params![], |r| {
        Ok((r.get("id")?, r.get("organisation")?, r.get("made_at")?))
    })
}

pub(crate) fn told_until(c: &mut Read<'_>, what: &str) -> Result<Option<Moment>, Fault> {
    c.opt(TOLD_UNTIL, &params![what], |r| r.get("until_at"))
}

pub(crate) fn put_told_until(tx: &mut Write<'_>, what: &str, until: Moment) -> Result<(), Fault> {
    tx.exec(PUT_TOLD_UNTIL, &params![what, until]).map(drop)
}
