//! Passkeys: adding one to an account, coming in with one.

use db::Write;
use passkeys::{Added, Came, Refused as No, Site};
use serde_json::json;
use values::Id;

use super::entry::{Entered, is_own_path};
use super::{Ctx, Doer, Error, trail};
use crate::model::Method;
use crate::rules::{Refused, lasts};
use crate::store::{self, Ceremony, NewCeremony};

/// Longest name of a passkey, in characters.
const LABEL: usize = 60;

/// What people are told. That a challenge or a state does not fit is to them the same as being late.
fn told(no: &No) -> Refused {
    match no {
        No::Over | No::State | No::Challenge => Refused::PasskeyOver,
        No::Unverified => Refused::PasskeyUnverified,
        No::Copied => Refused::PasskeyCopied,
        No::Unreadable(_) | No::Origin | No::Site | No::Other | No::Signature | No::Wrong(_) => {
            Refused::PasskeyWrong
        }
    }
}

fn begin(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    purpose: Ceremony,
    begun: Result<passkeys::Begun, No>,
    resume: Option<&str>,
) -> Result<String, Error> {
    let begun = begun.map_err(|no| told(&no))?;
    let ceremony = NewCeremony {
        id: ctx.id("ceremony"),
        purpose,
        found_by: &begun.challenge,
        state: &begun.state,
        resume: resume.filter(|r| is_own_path(r)),
        ends_at: ctx.now.plus_seconds(lasts::CEREMONY),
    };
    store::put_ceremony(tx, &ctx.keys, &ceremony, ctx.seed, ctx.now)?;
    Ok(begun.options)
}

/// Begins to add a passkey to the account of somebody who is signed in, for themselves: never to the
/// account of whom staff assists. Returns the options for the browser, JSON.
///
/// # Errors
/// [`Refused::NoEntry`] when the account is closed; from the database.
pub fn begin_passkey(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    site: &Site,
    account: Id,
) -> Result<String, Error> {
    let owner = store::owner(tx, account)?.ok_or(Refused::NoEntry)?;
    let person = store::person(tx, &ctx.keys, owner)?.ok_or(Refused::NoEntry)?;
    let called = person
        .facts
        .mail
        .unwrap_or_else(|| person.facts.name.whole());
    let known = store::passkeys_of(tx, &ctx.keys, account)?;
    let begun = site.begin_adding(&called, &known);
    begin(tx, ctx, Ceremony::Add(account), begun, None)
}

/// Adds the passkey that the browser has made to the account that asked for it. Returns the way in. Roles
/// hold after coming in with it only when it `carries` them: when it was added in a session with two
/// factors. Else a mailbox alone would open them; somebody else confirms it ([`super::confirm_way`]). The
/// ceremony is used up either way: call it in a transaction of its own that is not undone by the
/// refusal.
///
/// # Errors
/// From the database; the refusal is the answer.
pub fn add_passkey(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    site: &Site,
    (account, carries): (Id, bool),
    response: &str,
    label: &str,
) -> Result<Result<Id, Refused>, Error> {
    let answer = match Added::read(response) {
        Ok(answer) => answer,
        Err(no) => return Ok(Err(told(&no))),
    };
    let purpose = Ceremony::Add(account);
    let taken = store::take_ceremony(tx, &ctx.keys, &answer.challenge(), purpose, ctx.now)?;
    let Some((state, _)) = taken else {
        return Ok(Err(Refused::PasskeyOver));
    };
    let Some(owner) = store::owner(tx, account)? else {
        return Ok(Err(Refused::NoEntry));
    };
    let passkey = match site.finish_adding(&state, &answer) {
        Ok(passkey) => passkey,
        Err(no) => return Ok(Err(told(&no))),
    };
    if store::by_about(tx, &ctx.keys, Method::Passkey, &passkey.id())?.is_some() {
        return Ok(Err(Refused::PasskeyTwice));
    }
    let way = ctx.id("passkey way");
    let label: String = label.trim().chars().filter(|c| !c.is_control()).collect();
    let label: String = label.chars().take(LABEL).collect();
    store::put_passkey(
        tx,
        &ctx.keys,
        (way, account),
        (&passkey, carries),
        &label,
        ctx.seed,
        ctx.now,
    )?;
    trail(
        tx,
        ctx,
        Doer::oneself(owner),
        ("person", owner),
        "way",
        json!({"kind": "passkey"}),
    )?;
    Ok(Ok(way))
}

/// Somebody wants to come in with a passkey; nobody knows yet who. Returns the options for the browser,
/// JSON. Everybody may ask, and every time makes a row for five minutes: the pages limit how often.
///
/// # Errors
/// From the database.
pub fn ask_passkey(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    site: &Site,
    resume: Option<&str>,
) -> Result<String, Error> {
    begin(tx, ctx, Ceremony::Enter, site.begin_coming_in(), resume)
}

/// Comes in with a passkey. The ceremony is used up either way, and a counter that did not go up is
/// noted: call it in a transaction of its own that is not undone by the refusal.
///
/// # Errors
/// From the database; the refusal is the answer.
pub fn enter_by_passkey(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    site: &Site,
    response: &str,
) -> Result<Result<Entered, Refused>, Error> {
    let answer = match Came::read(response) {
        Ok(answer) => answer,
        Err(no) => return Ok(Err(told(&no))),
    };
    let challenge = answer.challenge();
    let taken = store::take_ceremony(tx, &ctx.keys, &challenge, Ceremony::Enter, ctx.now)?;
    let Some((state, resume)) = taken else {
        return Ok(Err(Refused::PasskeyOver));
    };
    let name = answer.id();
    let Some(way) = store::by_about(tx, &ctx.keys, Method::Passkey, &name)? else {
        return Ok(Err(Refused::PasskeyUnknown));
    };
    let kept = store::passkey(tx, &ctx.keys, way.id, &name)?;
    let (Some(kept), Some(person)) = (kept, store::owner(tx, way.account)?) else {
        return Ok(Err(Refused::PasskeyUnknown));
    };
    match site.finish_coming_in(&state, &answer, kept) {
        Ok(changed) => store::set_passkey(tx, &ctx.keys, way.id, &changed, ctx.seed)?,
        Err(no) => {
            if no == No::Copied {
                trail(
                    tx,
                    ctx,
                    Doer::oneself(person),
                    ("person", person),
                    "passkey_copied",
                    json!({"way": way.id}),
                )?;
            }
            return Ok(Err(told(&no)));
        }
    }
    store::used(tx, way.id, ctx.now)?;
    Ok(Ok(Entered {
        account: way.account,
        person,
        method: Method::Passkey,
        strong: way.carries,
        new: false,
        resume,
    }))
}
