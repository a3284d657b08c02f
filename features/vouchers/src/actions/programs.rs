//! What organisations' own programs do, with keys that managers make.
//!
//! A key is hands of its own: what it took only it undoes, wrong codes are counted for it. It is read anew
//! in every transaction that changes something, so that a key that was taken back is worth nothing at once.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::{Read, Write};
use people::policy::Actor;
use providers::model::Role;
use serde_json::json;
use values::{Cents, Id, Moment};

use super::desk::{self, Quote, Receipt, Redeem, Undone};
use super::{Answer, Ctx, Error, Ground, Statement, Wallets, settle, trail};
use crate::model::{Key, Scope, Spend};
use crate::rules::{Refused, wrong_key};
use crate::store;

/// Most keys of an organisation that are good at the same time.
pub const MOST_KEYS: usize = 20;
/// A key's last use is kept to so many seconds: else every call would write one row.
const STALE: i64 = 600;

/// A secret for a key, from chance drawn outside the transaction.
pub fn key_secret(chance: [u8; 32]) -> String {
    format!("{}{}", crate::api::PREFIX, URL_SAFE_NO_PAD.encode(chance))
}

pub(super) fn manager(c: &mut Read<'_>, ctx: &Ctx, organisation: Id) -> Result<Id, Error> {
    let Actor::Person { id, .. } = &ctx.actor else {
        return Err(Refused::Forbidden.into());
    };
    let own = providers::actions::organisations_of(c, *id)?;
    match own.contains(&(organisation, Role::Manager)) {
        true => Ok(*id),
        false => Err(Refused::Forbidden.into()),
    }
}

/// [`manager`], for what was found by its own identifier: to all others it does not exist.
pub(super) fn manager_of(c: &mut Read<'_>, ctx: &Ctx, organisation: Id) -> Result<Id, Error> {
    manager(c, ctx, organisation).map_err(|no| match no {
        Error::Refused(Refused::Forbidden) => Refused::Unknown.into(),
        other => other,
    })
}

/// A manager makes a key for a program of the organisation. `secret` is shown once; a keyed hash is kept.
///
/// # Errors
/// No manager; no name; not 1 to 400 days; twenty are good already; the same form again.
pub fn make_key(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    organisation: Id,
    (name, scope, days): (&str, Scope, i64),
    secret: &str,
) -> Result<Key, Error> {
    let by = manager(tx, ctx, organisation)?;
    if let Some(no) = wrong_key(name, Some(days)).into_iter().next() {
        return Err(no.into());
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = ctx.id("key");
    let state = |state: &str| Refused::WrongState {
        state: state.to_string(),
    };
    if store::key(tx, id)?.is_some() {
        // The same form again: what was shown once is not shown again.
        return Err(state("key_made").into());
    }
    let good = store::keys_of(tx, organisation)?
        .iter()
        .filter(|k| k.is_good(ctx.now))
        .count();
    if good >= MOST_KEYS {
        return Err(state("too_many_keys").into());
    }
    let key = Key {
        id,
        organisation,
        name,
        scope,
        made_by: by,
        made_at: ctx.now,
        ends_at: ctx.now.plus_seconds(days * 24 * 3600),
        revoked_at: None,
        last_used_at: None,
    };
    store::put_key(tx, &w.keys, &key, secret)?;
    let detail = json!({"key": key.id, "scope": scope.as_str()});
    trail(
        tx,
        by,
        ("provider", organisation),
        "make_key",
        detail,
        ctx.now,
    )?;
    Ok(key)
}

/// The keys of an organisation, for its managers.
///
/// # Errors
/// No manager.
pub fn keys(c: &mut Read<'_>, ctx: &Ctx, organisation: Id) -> Result<Vec<Key>, Error> {
    manager(c, ctx, organisation)?;
    Ok(store::keys_of(c, organisation)?)
}

/// A manager takes a key back, at once.
///
/// # Errors
/// [`Refused::Unknown`] for all others.
pub fn revoke_key(tx: &mut Write<'_>, ctx: &Ctx, key: Id) -> Result<(), Error> {
    let found = store::key(tx, key)?.ok_or(Refused::Unknown)?;
    let by = manager_of(tx, ctx, found.organisation)?;
    if store::revoke_key(tx, (key, found.organisation), by, ctx.now)? {
        let about = ("provider", found.organisation);
        trail(tx, by, about, "revoke_key", json!({"key": key}), ctx.now)?;
    }
    Ok(())
}

/// Whose secret a program has sent, if the key is good.
///
/// # Errors
/// From the database.
pub fn find_key(
    c: &mut Read<'_>,
    w: &Wallets,
    secret: &str,
    now: Moment,
) -> Result<Option<Key>, Error> {
    let found = store::key_by_secret(c, &w.keys, secret)?;
    Ok(found.filter(|k| k.is_good(now)))
}

/// True when the last use should be noted.
pub fn is_stale(key: &Key, now: Moment) -> bool {
    key.last_used_at
        .is_none_or(|at| at < now.plus_seconds(-STALE))
}

/// Notes that a key was used.
///
/// # Errors
/// From the database.
pub fn touch_key(tx: &mut Write<'_>, key: Id, now: Moment) -> Result<(), Error> {
    Ok(store::use_key(tx, key, now, now.plus_seconds(-STALE))?)
}

/// The key as it stands now, good for what changes something.
pub(super) fn acting(c: &mut Read<'_>, key: Id, now: Moment) -> Result<Key, Error> {
    let found = store::key(c, key)?.filter(|k| k.is_good(now) && k.scope == Scope::Operator);
    Ok(found.ok_or(Refused::Forbidden)?)
}

/// A program is at work: the key as it stands, for what changes something.
///
/// # Errors
/// [`Refused::Forbidden`] when it was taken back, is over, or may only read.
pub fn program(c: &mut Read<'_>, key: Id, now: Moment) -> Result<Key, Error> {
    acting(c, key, now)
}

/// What was answered under a key of idempotency, if it was the same call.
///
/// # Errors
/// [`Refused::KeyReused`] when it was another one.
pub fn answered_call(
    c: &mut Read<'_>,
    key: Id,
    program: Id,
    hash: &[u8],
) -> Result<Option<(u16, String)>, Error> {
    if let Some(call) = store::call(c, key)? {
        return match call.program == program && call.hash == hash {
            true => Ok(Some((call.status, call.answer))),
            false => Err(Refused::KeyReused.into()),
        };
    }
    // A redemption's key is no other call's.
    if store::asked(c, key)?.is_some() || store::refusal(c, key)?.is_some() {
        return Err(Refused::KeyReused.into());
    }
    Ok(None)
}

/// Keeps an answer, in the transaction of what was done.
///
/// # Errors
/// From the database.
pub fn keep_call(
    tx: &mut Write<'_>,
    (key, program): (Id, Id),
    hash: &[u8],
    (status, answer): (u16, &str),
    money: bool,
    now: Moment,
) -> Result<(), Error> {
    let call = store::Call {
        program,
        hash: hash.to_vec(),
        status,
        answer: answer.to_string(),
    };
    Ok(store::put_call(tx, key, &call, money, now)?)
}

/// [`desk::quote`] by a program.
///
/// # Errors
/// The key is not good; from the database.
pub fn program_quote(
    tx: &mut Write<'_>,
    ground: &Ground,
    key: Id,
    shown: (&str, Option<&str>),
    (service, price): (Option<Id>, Option<Cents>),
    now: Moment,
) -> Answer<Quote> {
    let key = acting(tx, key, now)?;
    let of = (key.organisation, service);
    desk::quote_by(tx, ground, key.id, shown, of, price, now)
}

/// [`desk::redeem`] by a program, for its own organisation.
///
/// # Errors
/// The key is not good; from the database.
pub fn program_redeem(
    tx: &mut Write<'_>,
    ground: &Ground,
    ctx: &Ctx,
    key: Id,
    r: &Redeem,
) -> Answer<Receipt> {
    let key = acting(tx, key, ctx.now)?;
    if key.organisation != r.organisation {
        return Err(Refused::Forbidden.into());
    }
    desk::redeem_by(tx, ground, ctx, key.id, r)
}

/// [`desk::undo`] by the program that took it.
///
/// # Errors
/// As there; [`Refused::Unknown`] for another organisation's.
pub fn program_undo(
    tx: &mut Write<'_>,
    ground: &Ground,
    ctx: &Ctx,
    key: Id,
    spend: Id,
) -> Result<Undone, Error> {
    let key = acting(tx, key, ctx.now)?;
    let found = store::spend(tx, spend)?.filter(|s| s.organisation == key.organisation);
    let s = found.ok_or(Refused::Unknown)?;
    desk::undo_by(tx, ground, ctx, key.id, &s)
}

/// The receipt with a number, of the key's organisation.
///
/// # Errors
/// From the database.
pub fn receipt_of(c: &mut Read<'_>, key: &Key, number: &str) -> Result<Option<Spend>, Error> {
    let found = super::item_by_number(c, number)?;
    Ok(found.filter(|s| s.organisation == key.organisation))
}

/// The statement of the key's organisation.
///
/// # Errors
/// From the database.
pub fn statement_of(
    c: &mut Read<'_>,
    w: &Wallets,
    key: &Key,
    span: (Moment, Moment),
    (most, now): (u32, Moment),
) -> Result<Statement, Error> {
    settle::statement_by(c, w, key.organisation, span, (most, now))
}
