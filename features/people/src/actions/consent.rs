//! What people agree to of their own will, and take back.

use db::{Fault, Read, Write};
use serde_json::json;
use values::{Id, Moment};

use super::family::known;
use super::{Ctx, Doer, Error, tell, trail};
use crate::age::Stage;
use crate::model::{Consent, Matter, Purpose};
use crate::rules::{Refused, Standing, lasts};
use crate::store;

/// What holds for a person.
///
/// # Errors
/// From the database.
pub fn consents(c: &mut Read<'_>, person: Id, now: Moment) -> Result<Vec<Consent>, Fault> {
    store::consents(c, person, now)
}

/// Agrees to something for oneself, or for a child who was asked too (`assent`). What was agreed to
/// before goes on.
///
/// # Errors
/// [`Refused::AssentNeeded`] for a child who was not asked, [`Refused::Forbidden`] for what no child is
/// asked, or why one may not act for it.
pub fn agree(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    doer: Doer,
    of: Id,
    purpose: Purpose,
    assent: bool,
) -> Result<(), Error> {
    let standing = super::standing(tx, &ctx.keys, doer.subject, of, Matter::Data, ctx.today)?;
    let minor = Stage::of(known(tx, &ctx.keys, of)?.facts.birth, ctx.today) == Stage::Child;
    if minor && !purpose.is_for_children() {
        return Err(Refused::Forbidden.into());
    }
    if matches!(standing, Standing::Guardian { .. }) && !assent {
        return Err(Refused::AssentNeeded.into());
    }
    let consent = Consent {
        id: ctx.id(&format!("consent {}", purpose.as_str())),
        person: of,
        purpose,
        given_by: doer.subject,
        hands: doer.hands,
        assent,
        given_at: ctx.now,
        expires_at: ctx.now.plus_seconds(lasts::CONSENT),
    };
    if !store::put_consent(tx, &consent)? {
        return Ok(());
    }
    tell_others(tx, ctx, &standing, "people-told-consent", purpose)?;
    let detail = json!({"purpose": purpose.as_str(), "assent": assent});
    trail(tx, ctx, doer, ("person", of), "agree", detail)?;
    Ok(())
}

/// Takes a consent back. Every guardian may, whoever gave it.
///
/// # Errors
/// Why one may not act for the person; from the database.
pub fn revoke(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    doer: Doer,
    of: Id,
    purpose: Purpose,
) -> Result<(), Error> {
    let standing = super::standing(tx, &ctx.keys, doer.subject, of, Matter::Data, ctx.today)?;
    if !store::revoke_consent(tx, of, purpose, doer.subject, ctx.now)? {
        return Ok(());
    }
    tell_others(tx, ctx, &standing, "people-told-revoked", purpose)?;
    let detail = json!({"purpose": purpose.as_str()});
    trail(tx, ctx, doer, ("person", of), "revoke-consent", detail)?;
    Ok(())
}

fn tell_others(
    tx: &mut Write<'_>,
    ctx: &Ctx,
    standing: &Standing,
    key: &str,
    purpose: Purpose,
) -> Result<(), Fault> {
    if let Standing::Guardian { others, .. } = standing {
        for other in others {
            let args = [("purpose", purpose.as_str().to_string())];
            tell(tx, ctx, *other, key, &args, Some("/my"))?;
        }
    }
    Ok(())
}
