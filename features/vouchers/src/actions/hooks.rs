//! What organisations' own systems are told (webhooks): written with what has happened, sent by a job.
//!
//! A message is signed as the Standard Webhooks specification says: HMAC-SHA256 over identifier, moment and
//! body. It tells identifiers, amounts and states, and no names: who wants to know more asks.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bookings::model::{How, State};
use db::{Fault, Read, Write};
use providers::model::Role;
use ring::hmac;
use serde_json::{Value, json};
use values::{Id, Moment};

use super::programs::{manager, manager_of};
use super::{Ctx, Error, Wallets, trail};
use crate::model::{Delivery, Hook, HookState, Line, Spend, Unsent};
use crate::rules::Refused;
use crate::store;

/// A voucher has paid.
pub(super) const REDEEMED: &str = "voucher.redeemed";
/// It was undone at the desk.
pub(super) const UNDONE: &str = "voucher.undone";
/// It was given back, in whole or in part.
pub(super) const REFUNDED: &str = "voucher.refunded";
/// The bank has paid.
const PAID: &str = "payout.paid";
/// Somebody has booked.
const BOOKED: &str = "booking.made";
/// A booking is cancelled, refused, or its time is over.
const CANCELLED: &str = "booking.cancelled";
/// A manager tries whether messages arrive.
pub(crate) const TEST: &str = "webhook.test";

/// Every event, for the description.
pub const fn hook_events() -> [&'static str; 7] {
    [REDEEMED, UNDONE, REFUNDED, PAID, BOOKED, CANCELLED, TEST]
}

/// The queue of what organisations' systems are told.
pub const HOOKS: &str = "vouchers.hooks";
/// Most hooks of an organisation.
pub const MOST_HOOKS: usize = 5;
/// A hook to which nothing has come for so long is ended, in seconds.
pub const ENDED_AFTER: i64 = 5 * 24 * 3600;
/// When a message is sent again, in seconds after the first, second … failure; then always the last.
const AGAIN: [i64; 6] = [60, 300, 1_800, 7_200, 18_000, 43_200];
/// Who sends a message and is killed loses it after so many seconds: longer than an answer may take.
const SENDING: i64 = 60;
/// How far back steps of bookings are looked for again: longer than any transaction lasts.
const OVERLAP: i64 = 10 * 60;
/// How far bookings have been told.
const BOOKINGS: &str = "bookings";

/// Signs a message: the value of the header `webhook-signature`.
pub fn sign(secret: &str, id: Id, timestamp: i64, body: &str) -> String {
    let plain = secret.strip_prefix("whsec_").unwrap_or(secret);
    let bytes = STANDARD
        .decode(plain)
        .unwrap_or_else(|_| plain.as_bytes().to_vec());
    let key = hmac::Key::new(hmac::HMAC_SHA256, &bytes);
    let tag = hmac::sign(&key, format!("{id}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(tag))
}

/// The header `webhook-signature` of a message to a hook: with its secret, and with each of before that still
/// signs, separated by blanks.
pub fn signatures(hook: &Hook, id: Id, timestamp: i64, body: &str) -> String {
    let now = Moment(timestamp.saturating_mul(1_000_000));
    let earlier = hook.earlier.iter().filter(|(_, until)| now <= *until);
    std::iter::once(&hook.secret)
        .chain(earlier.map(|(secret, _)| secret))
        .map(|secret| sign(secret, id, timestamp, body))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A secret for a hook, from chance drawn outside the transaction.
pub fn hook_secret(chance: [u8; 32]) -> String {
    format!("whsec_{}", STANDARD.encode(chance))
}

fn emit(
    tx: &mut Write<'_>,
    organisation: Id,
    event: &str,
    about: &str,
    data: &Value,
    (at, now): (Moment, Moment),
) -> Result<(), Fault> {
    for hook in store::live_hooks(tx, organisation)? {
        put(tx, hook, event, about, data, (at, now))?;
    }
    Ok(())
}

pub(super) fn put(
    tx: &mut Write<'_>,
    hook: Id,
    event: &str,
    about: &str,
    data: &Value,
    (at, now): (Moment, Moment),
) -> Result<(), Fault> {
    let id = Id::named("vouchers delivery", &format!("{hook} {event} {about}"));
    let body = json!({"id": id, "type": event, "timestamp": at.rfc3339(), "data": data});
    store::put_delivery(tx, id, (hook, event, &body.to_string()), now)
}

pub(super) fn of_spend(
    tx: &mut Write<'_>,
    event: &str,
    s: &Spend,
    now: Moment,
) -> Result<(), Fault> {
    let data = json!({
        "organisation": s.organisation,
        "redemption": s.adjusts.unwrap_or(s.id),
        "number": s.number,
        "amount": s.amount.0.abs(),
        "own": s.own.0,
        "service": s.service,
        "booking": s.booking,
    });
    let about = s.id.to_string();
    emit(tx, s.organisation, event, &about, &data, (now, now))
}

pub(super) fn of_line(tx: &mut Write<'_>, l: &Line, now: Moment) -> Result<(), Fault> {
    let data = json!({
        "organisation": l.organisation,
        "payout": l.id,
        "amount": l.amount.0,
    });
    let about = l.id.to_string();
    emit(tx, l.organisation, PAID, &about, &data, (now, now))
}

/// Writes messages about what has happened to bookings since the last time. The steps themselves were
/// written with what happened; each is told once, however often it is looked at.
///
/// # Errors
/// From the database.
pub fn tell_bookings(tx: &mut Write<'_>, now: Moment) -> Result<u64, Error> {
    let mut hooks: BTreeMap<Id, Vec<(Id, Moment)>> = BTreeMap::new();
    for (hook, organisation, since) in store::listeners(tx)? {
        hooks.entry(organisation).or_default().push((hook, since));
    }
    let from = store::told_until(tx, BOOKINGS)?.unwrap_or(now);
    let mut count = 0;
    if !hooks.is_empty() {
        let seen = bookings::actions::happened(tx, from.plus_seconds(-OVERLAP), now)?;
        for h in seen {
            let event = match (h.from, h.to) {
                (Some(State::Leased), State::Reserved | State::Confirmed) => BOOKED,
                (from, State::Cancelled | State::Refused | State::Lapsed)
                    if from != Some(State::Leased) =>
                {
                    CANCELLED
                }
                _ => continue,
            };
            let data = json!({
                "organisation": h.organisation,
                "booking": h.booking,
                "session": h.session,
                "state": h.to.as_str(),
                "how": h.how.map(How::as_str),
            });
            let about = format!("{} {}", h.booking, h.n);
            for (hook, since) in hooks.get(&h.organisation).into_iter().flatten() {
                if h.at >= *since {
                    put(tx, *hook, event, &about, &data, (h.at, now))?;
                    count += 1;
                }
            }
        }
    }
    store::put_told_until(tx, BOOKINGS, now)?;
    Ok(count)
}

/// A manager says where the organisation wants to be told. `address` has been looked at by whoever will
/// send there; `secret` is shown once.
///
/// # Errors
/// No manager; more than five; the same form again.
pub fn put_hook(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    organisation: Id,
    (address, secret): (&str, &str),
) -> Result<Hook, Error> {
    let by = manager(tx, ctx, organisation)?;
    let id = ctx.id("hook");
    if store::hook(tx, &w.keys, id)?.is_some() {
        // The same form again: what was shown once is not shown again.
        return Err(Refused::WrongState {
            state: "hook_made".into(),
        }
        .into());
    }
    if store::live_hooks(tx, organisation)?.len() >= MOST_HOOKS {
        return Err(Refused::WrongState {
            state: "too_many".into(),
        }
        .into());
    }
    let hook = Hook {
        id,
        organisation,
        address: address.to_string(),
        secret: secret.to_string(),
        made_by: by,
        made_at: ctx.now,
        failing_since: None,
        paused_at: None,
        ended_at: None,
        ended_by: None,
        revision: 0,
        rotated_at: None,
        earlier: Vec::new(),
    };
    store::put_hook(tx, &w.keys, ctx.seed, &hook)?;
    let about = ("provider", organisation);
    trail(tx, by, about, "put_hook", json!({"hook": hook.id}), ctx.now)?;
    Ok(hook)
}

/// The hooks of an organisation, for its managers.
///
/// # Errors
/// No manager; from the keys.
pub fn hooks(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    organisation: Id,
) -> Result<Vec<Hook>, Error> {
    manager(c, ctx, organisation)?;
    store::hooks_of(c, &w.keys, organisation)
}

/// The hook, and the manager who asks for it. To all others it does not exist.
///
/// # Errors
/// [`Refused::Unknown`]; from the keys.
pub(super) fn managed(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    hook: Id,
) -> Result<(Id, Hook), Error> {
    let found = store::hook(c, &w.keys, hook)?.ok_or(Refused::Unknown)?;
    let by = manager_of(c, ctx, found.organisation)?;
    Ok((by, found))
}

/// The last messages to a hook, for managers.
///
/// # Errors
/// [`Refused::Unknown`] for all others.
pub fn deliveries(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    hook: Id,
) -> Result<Vec<Delivery>, Error> {
    managed(c, w, ctx, hook)?;
    Ok(store::deliveries(c, hook, 100)?)
}

/// A manager takes a hook back; what was not sent yet is not sent.
///
/// # Errors
/// [`Refused::Unknown`] for all others.
pub fn end_hook(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, hook: Id) -> Result<(), Error> {
    let (by, found) = managed(tx, w, ctx, hook)?;
    if store::end_hook(tx, hook, Some(by), ctx.now)? {
        let about = ("provider", found.organisation);
        trail(tx, by, about, "end_hook", json!({"hook": hook}), ctx.now)?;
    }
    Ok(())
}

/// What is to be sent now, of each hook `most` messages in their order.
///
/// # Errors
/// From the database.
pub fn due(c: &mut Read<'_>, now: Moment, most: u32) -> Result<Vec<Vec<Delivery>>, Error> {
    let mut all: BTreeMap<Id, Vec<Delivery>> = BTreeMap::new();
    for d in store::due(c, now, most)? {
        all.entry(d.hook).or_default().push(d);
    }
    Ok(all.into_values().collect())
}

/// What a sender is told about a message that it is about to send.
#[derive(Debug)]
pub enum Turn {
    /// It is its own: the hook as it stands now.
    Take(Box<Hook>),
    /// It was sent meanwhile, or given up; the next one may have its turn.
    Next,
    /// Nothing more is sent to this hook in this round: it was ended or paused, or somebody else sends there.
    Leave,
}

/// Somebody is about to send a message.
///
/// # Errors
/// From the database or the keys.
pub fn take(tx: &mut Write<'_>, w: &Wallets, d: &Delivery, now: Moment) -> Result<Turn, Error> {
    let Some(hook) = store::hook(tx, &w.keys, d.hook)? else {
        return Ok(Turn::Leave);
    };
    let open = match hook.state() {
        HookState::Live => true,
        HookState::Paused => d.event == TEST,
        HookState::Ended | HookState::Failed | HookState::Forgotten => false,
    };
    let until = now.plus_seconds(SENDING);
    if open && store::take(tx, d.id, (now, until))? {
        return Ok(Turn::Take(Box::new(hook)));
    }
    let here = store::delivery(tx, d.id)?;
    Ok(match here.is_none_or(|d| d.done_at.is_some()) && open {
        true => Turn::Next,
        // Whoever went on would overtake what waits.
        false => Turn::Leave,
    })
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The receiver has it.
    Arrived(u16),
    /// It has not, with what it answered.
    Answered(u16),
    /// Nothing answered, and why.
    Failed(Unsent),
}

/// Notes what became of a message. A hook that has failed for five days is ended and its organisation's
/// managers are told. Returns whether it was ended.
///
/// # Errors
/// From the database or the keys.
pub fn sent(
    tx: &mut Write<'_>,
    w: &Wallets,
    seed: seal::Seed,
    d: &Delivery,
    what: Sent,
    now: Moment,
) -> Result<bool, Error> {
    let why = match what {
        Sent::Arrived(status) => {
            store::arrived(tx, d.id, status, now)?;
            store::hook_works(tx, d.hook)?;
            return Ok(false);
        }
        Sent::Answered(status) => (Some(status), None),
        Sent::Failed(fault) => (None, Some(fault)),
    };
    // Somebody waits for what comes of a test: it is told at once, and not tried again by itself.
    if d.event == TEST {
        store::tried(tx, d.id, why, now)?;
        return Ok(false);
    }
    let wait = AGAIN[(d.attempts as usize).min(AGAIN.len() - 1)];
    store::later(tx, d.id, why, (now.plus_seconds(wait), now))?;
    let Some(hook) = store::hook(tx, &w.keys, d.hook)? else {
        return Ok(false);
    };
    // Paused while this was on its way: the time of a pause counts for no failure.
    if hook.paused_at.is_some() {
        return Ok(false);
    }
    store::hook_fails(tx, d.hook, now)?;
    let over = hook
        .failing_since
        .is_some_and(|since| now >= since.plus_seconds(ENDED_AFTER));
    if !over || !store::end_hook(tx, hook.id, None, now)? {
        return Ok(false);
    }
    let since = hook.failing_since.unwrap_or(now);
    tell(tx, w, seed, &hook, ("vouchers-told-hook-ended", since), now)?;
    Ok(true)
}

/// Tells the managers, and who made it, that a hook has ended by itself.
pub(super) fn tell(
    tx: &mut Write<'_>,
    w: &Wallets,
    seed: seal::Seed,
    hook: &Hook,
    (key, since): (&'static str, Moment),
    now: Moment,
) -> Result<(), Error> {
    let mut told = BTreeSet::from([hook.made_by]);
    for (person, role) in providers::actions::people_of(tx, hook.organisation)? {
        if role == Role::Manager {
            told.insert(person);
        }
    }
    let ctx = people::actions::Ctx {
        keys: w.keys.clone(),
        seed,
        base: Id::named("vouchers hook ended", &hook.id.to_string()),
        now,
        today: w.day(now),
    };
    for person in told {
        // Who made it may be gone by now.
        let found = people::actions::person(tx, &w.keys, person).map_err(Error::from_people)?;
        if found.is_none_or(|p| p.erased_at.is_some()) {
            continue;
        }
        let args = [("at", since.rfc3339())];
        let href = format!(
            "/provider/org/{}/programs/hooks/{}",
            hook.organisation, hook.id
        );
        people::actions::tell(tx, &ctx, person, key, &args, Some(&href))?;
    }
    Ok(())
}
