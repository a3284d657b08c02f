//! What managers do with a hook that stands: pause it, give it another secret, try whether messages arrive.
//!
//! While a hook is paused its messages are written and kept, and none but tests are sent: whoever mends a receiver
//! sees whether it works before everything comes. Resumed, they go out in the order in which they were
//! written. After [`PAUSED_DAYS`] a pause that nobody ended ends the hook, and its managers are told.

use std::collections::BTreeMap;

use db::{Fault, Read, Write};
use jobs::New;
use serde_json::{Value, json};
use values::{Id, Moment};

use super::hooks::{HOOKS, TEST, managed, put, tell};
use super::{Ctx, Error, Wallets, trail};
use crate::model::{Hook, HookState};
use crate::rules::Refused;
use crate::store;

/// A pause lasts so many days at most.
pub const PAUSED_DAYS: i64 = 30;
/// For so many seconds the secret of before signs, too.
pub const OVERLAP_SECRETS: i64 = 24 * 3600;
/// So many secrets of before sign at the same time, at most.
const EARLIER: usize = 3;
/// So many tests of a hook in an hour.
pub const TESTS: i64 = 10;
/// A message is tried again by hand so many seconds after it was tried last.
pub const AGAIN_AFTER: i64 = 60;

fn state(state: &str) -> Error {
    Refused::WrongState {
        state: state.to_string(),
    }
    .into()
}

/// The hook of a manager, where it has not ended.
fn standing(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx, hook: Id) -> Result<(Id, Hook), Error> {
    let (by, found) = managed(c, w, ctx, hook)?;
    match found.ended_at {
        None => Ok((by, found)),
        Some(_) => Err(state("hook_ended")),
    }
}

fn noted(tx: &mut Write<'_>, by: Id, hook: &Hook, action: &str, ctx: &Ctx) -> Result<(), Fault> {
    let about = ("provider", hook.organisation);
    trail(tx, by, about, action, json!({"hook": hook.id}), ctx.now)
}

/// What waits is looked at now, not in a minute.
fn wake(tx: &mut Write<'_>, ctx: &Ctx) -> Result<(), Fault> {
    let job = New::now(HOOKS, Value::Null, ctx.now).key("now");
    jobs::enqueue(tx, ctx.id("job"), ctx.now, &job).map(drop)
}

/// What is known of a hook beside itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// When something arrived last, as far back as messages are kept.
    pub arrived_at: Option<Moment>,
    /// How many messages wait.
    pub waiting: u64,
}

/// When something arrived last and how much waits, of each hook of an organisation, for its managers.
///
/// # Errors
/// No manager.
pub fn told(c: &mut Read<'_>, ctx: &Ctx, organisation: Id) -> Result<BTreeMap<Id, Told>, Error> {
    super::programs::manager(c, ctx, organisation)?;
    let mut all: BTreeMap<Id, Told> = BTreeMap::new();
    for (hook, at) in store::arrived_last(c, organisation)? {
        all.entry(hook).or_default().arrived_at = Some(at);
    }
    for (hook, n) in store::waiting(c, organisation)? {
        all.entry(hook).or_default().waiting = n;
    }
    Ok(all)
}

/// One hook, for managers.
///
/// # Errors
/// [`Refused::Unknown`] for all others; from the keys.
pub fn hook(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx, hook: Id) -> Result<Hook, Error> {
    Ok(managed(c, w, ctx, hook)?.1)
}

/// A manager pauses a hook. Paused already, it stays as it is.
///
/// # Errors
/// [`Refused::Unknown`] for all others; it has ended.
pub fn pause_hook(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, hook: Id) -> Result<(), Error> {
    let (by, found) = standing(tx, w, ctx, hook)?;
    if store::pause_hook(tx, hook, ctx.now)? {
        noted(tx, by, &found, "pause_hook", ctx)?;
    }
    Ok(())
}

/// A manager ends the pause: what has waited is sent, in the order in which it was written. The five days after
/// which a hook that fails is ended begin anew.
///
/// # Errors
/// [`Refused::Unknown`] for all others; it has ended.
pub fn resume_hook(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, hook: Id) -> Result<(), Error> {
    let (by, found) = standing(tx, w, ctx, hook)?;
    if store::resume_hook(tx, hook)? {
        noted(tx, by, &found, "resume_hook", ctx)?;
        wake(tx, ctx)?;
    }
    Ok(())
}

/// A manager gives a hook another secret, which is shown once. The one of before signs for 24 more hours beside
/// it. `seen` is the revision of the hook that the manager has seen: of two who change it at once, one does,
/// and the other is told.
///
/// # Errors
/// [`Refused::Unknown`] for all others; it has ended; it was changed meanwhile, or three times in a day.
pub fn rotate_hook(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    (hook, seen): (Id, i64),
    secret: &str,
) -> Result<Hook, Error> {
    let (by, found) = standing(tx, w, ctx, hook)?;
    if found.revision != seen {
        return Err(state("hook_rotated"));
    }
    let signing = found
        .earlier
        .iter()
        .filter(|(_, until)| *until >= ctx.now)
        .count();
    if signing >= EARLIER {
        return Err(state("hook_rotations"));
    }
    let until = ctx.now.plus_seconds(OVERLAP_SECRETS);
    let next = (secret, ctx.id("secret"), until);
    if !store::put_secret(tx, &w.keys, ctx.seed, &found, next, ctx.now)? {
        return Err(state("hook_rotated"));
    }
    noted(tx, by, &found, "rotate_hook", ctx)?;
    hook_again(tx, w, hook)
}

fn hook_again(c: &mut Read<'_>, w: &Wallets, hook: Id) -> Result<Hook, Error> {
    Ok(store::hook(c, &w.keys, hook)?.ok_or(Refused::Unknown)?)
}

/// A manager has a test sent, also while the hook is paused. It is tried once, by the sender of all messages.
///
/// # Errors
/// [`Refused::Unknown`] for all others; it has ended; ten in an hour.
pub fn test_hook(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, hook: Id) -> Result<(), Error> {
    let (by, found) = standing(tx, w, ctx, hook)?;
    let since = ctx.now.plus_seconds(-3600);
    if store::tests_since(tx, hook, since)? >= TESTS {
        return Err(state("hook_tests"));
    }
    let data = json!({"organisation": found.organisation});
    let about = ctx.id("test").to_string();
    put(tx, hook, TEST, &about, &data, (ctx.now, ctx.now))?;
    noted(tx, by, &found, "test_hook", ctx)?;
    Ok(wake(tx, ctx)?)
}

/// A manager has a message sent again that did not arrive.
///
/// # Errors
/// [`Refused::Unknown`] for all others, and for a message to another hook; the hook has ended, or is paused; the
/// message has arrived, was not tried yet, or was tried within the last minute.
pub fn again(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    (hook, message): (Id, Id),
) -> Result<(), Error> {
    let (by, found) = standing(tx, w, ctx, hook)?;
    let d = store::delivery(tx, message)?
        .filter(|d| d.hook == hook)
        .ok_or(Refused::Unknown)?;
    if found.state() == HookState::Paused && d.event != TEST {
        return Err(state("hook_paused"));
    }
    if d.arrived {
        return Err(state("message_arrived"));
    }
    let taken = d.taken_until.is_some_and(|until| until > ctx.now);
    let just = d
        .tried_at
        .is_some_and(|at| at.plus_seconds(AGAIN_AFTER) > ctx.now);
    if d.attempts == 0 || taken || just {
        return Err(state("message_soon"));
    }
    if store::at_once(tx, message, ctx.now)? {
        let detail = json!({"hook": hook, "message": message});
        let about = ("provider", found.organisation);
        trail(tx, by, about, "send_again", detail, ctx.now)?;
        wake(tx, ctx)?;
    }
    Ok(())
}

/// Forgets secrets that sign nothing any more, and ends hooks that were paused for too long: their managers are
/// told. Returns how many were ended.
///
/// # Errors
/// From the database or the keys.
pub fn tidy_hooks(
    tx: &mut Write<'_>,
    w: &Wallets,
    seed: seal::Seed,
    now: Moment,
) -> Result<usize, Error> {
    store::forget_secrets(tx, now)?;
    let before = now.plus_seconds(-PAUSED_DAYS * 24 * 3600);
    let mut ended = 0;
    for id in store::paused_before(tx, before)? {
        let found = hook_again(tx, w, id)?;
        if store::end_hook(tx, id, None, now)? {
            let since = found.paused_at.unwrap_or(now);
            tell(
                tx,
                w,
                seed,
                &found,
                ("vouchers-told-hook-paused", since),
                now,
            )?;
            ended += 1;
        }
    }
    Ok(ended)
}
