//! Being at another party's sign-in page: what is kept until the browser comes back.

use db::Write;
use values::{Id, Moment};

use super::entry::is_own_path;
use super::{Ctx, Error};
use crate::store::{self, Ceremony, NewCeremony};

/// A sign-in elsewhere that has begun. `handle` stands in the browser's cookie, `body` is secret.
#[derive(Clone)]
pub struct Elsewhere {
    /// By which it is found.
    pub handle: String,
    /// What the answer is compared with.
    pub body: String,
    /// Until when.
    pub ends_at: Moment,
}

impl std::fmt::Debug for Elsewhere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Elsewhere(…)")
    }
}

fn purpose(adds_to: Option<Id>) -> Ceremony {
    match adds_to {
        Some(account) => Ceremony::OutsideAdd(account),
        None => Ceremony::OutsideEnter,
    }
}

/// Keeps a sign-in that has begun elsewhere: of somebody who comes in, or who adds an identity to their
/// account.
///
/// # Errors
/// From the database.
pub fn go_outside(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    there: &Elsewhere,
    adds_to: Option<Id>,
    resume: Option<&str>,
) -> Result<(), Error> {
    let ceremony = NewCeremony {
        id: ctx.id("outside"),
        purpose: purpose(adds_to),
        found_by: there.handle.as_bytes(),
        state: there.body.as_bytes(),
        resume: resume.filter(|r| is_own_path(r)),
        ends_at: there.ends_at,
    };
    store::put_ceremony(tx, &ctx.keys, &ceremony, ctx.seed, ctx.now)?;
    Ok(())
}

/// Takes what was kept: the body and where the journey goes on. It is gone whatever comes of it; of two
/// equal answers one gets it.
///
/// # Errors
/// From the database or the keys.
pub fn back_from_outside(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    handle: &str,
    adds_to: Option<Id>,
) -> Result<Option<(String, Option<String>)>, Error> {
    let taken = store::take_ceremony(tx, &ctx.keys, handle.as_bytes(), purpose(adds_to), ctx.now)?;
    Ok(taken.and_then(|(body, resume)| Some((String::from_utf8(body).ok()?, resume))))
}
