//! What somebody had typed before they came in: kept for an hour, for this browser and this person.

use db::{Fault, Read, Write};
use seal::Keys;
use values::{Id, Moment};
use web::Typed;

use super::{Ctx, Error};
use crate::rules::lasts;
use crate::store;

/// A form that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Which.
    pub id: Id,
    /// What was typed.
    pub typed: Typed,
    /// About whom; none where nobody was known.
    pub person: Option<Id>,
    /// Until when.
    pub ends_at: Moment,
}

/// Keeps what was typed under a handle, the browser's cookie. What the browser had kept before is forgotten.
/// Returns until when it waits.
///
/// # Errors
/// From the database or the keys.
pub fn keep_typed(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    (handle, before): (&str, Option<&str>),
    typed: &Typed,
    person: Option<Id>,
) -> Result<Moment, Error> {
    if let Some(before) = before {
        drop_typed(tx, &ctx.keys, before, ctx.now)?;
    }
    let ends_at = ctx.now.plus_seconds(lasts::TYPED);
    let body = store::Body {
        action: typed.action().to_string(),
        page: typed.page().to_string(),
        fields: typed.fields().to_string(),
    };
    let id = ctx.id("typed");
    store::put_typed(
        tx,
        &ctx.keys,
        (id, handle),
        (&body, person),
        ctx.seed,
        (ctx.now, ends_at),
    )?;
    Ok(ends_at)
}

/// What waits under a handle.
///
/// # Errors
/// From the database or the keys.
pub fn typed(
    c: &mut Read<'_>,
    keys: &Keys,
    handle: &str,
    now: Moment,
) -> Result<Option<Waiting>, Error> {
    let found = store::typed(c, keys, handle, now)?;
    Ok(found.map(|(id, body, person, ends_at)| Waiting {
        id,
        typed: Typed::new(body.action, body.page, body.fields),
        person,
        ends_at,
    }))
}

/// Forgets what waits under a handle.
///
/// # Errors
/// From the database or the keys.
pub fn drop_typed(tx: &mut Write<'_>, keys: &Keys, handle: &str, now: Moment) -> Result<(), Error> {
    if let Some((id, ..)) = store::typed(tx, keys, handle, now)? {
        store::drop_typed(tx, id)?;
    }
    Ok(())
}

/// Whom a session was about, whether or not it goes on: whoever was helped, else whose it was.
///
/// # Errors
/// From the database.
pub fn once(c: &mut Read<'_>, keys: &Keys, secret: &str) -> Result<Option<Id>, Fault> {
    let found = store::once(c, keys, secret)?;
    Ok(found.map(|(person, assists)| assists.unwrap_or(person)))
}
