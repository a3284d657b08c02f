//! What is shown at a desk: made, counted, taken back.

use db::{Read, Write};
use people::model::Matter;
use values::{Id, Moment};

use super::{Ctx, Error, Ground, Wallets, must_terms, must_voucher};
use crate::model::{Token, TokenKind, Voucher, Who};
use crate::rules::{Refused, SHOW, Secret, Shown, ends_at, usable};
use crate::store;

/// How many days what is over is kept before it is forgotten.
pub const SHOWN_DAYS: i64 = 1;

/// Whether the acting person may do something with a voucher: the young person, a guardian whose
/// guardianship reaches vouchers, staff at a desk in their name; for a group, who is told.
pub(super) fn must_stand(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    v: &Voucher,
) -> Result<Id, Error> {
    let subject = ctx.actor.subject().ok_or(Refused::Forbidden)?;
    match v.who {
        Who::Child(child) => {
            let today = w.day(ctx.now);
            people::actions::standing(c, &w.keys, subject, child, Matter::Vouchers, today)?;
        }
        Who::Group(_) if subject == v.holder => {}
        Who::Group(_) => return Err(Refused::Unknown.into()),
    }
    Ok(subject)
}

fn put(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    (v, kind): (&Voucher, TokenKind),
    booking: Option<Id>,
    (secret, pin): (&Secret, Option<&str>),
    until: Moment,
) -> Result<Token, Error> {
    let by = ctx.hands()?;
    let token = Token {
        id: ctx.id("token"),
        voucher: v.id,
        kind,
        booking,
        ends_at: until,
        used_at: None,
        revoked_at: None,
        misses: 0,
    };
    store::put_token(tx, &w.keys, &token, (secret, pin), (by, ctx.now))?;
    Ok(token)
}

fn can_be_shown(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx, v: &Voucher) -> Result<(), Error> {
    let terms = must_terms(c, v.terms)?;
    match usable(v, &terms, w.day(ctx.now)) {
        Err(Refused::NotYetRedeemable { .. }) | Ok(()) => Ok(()),
        Err(no) => Err(no.into()),
    }
}

/// A code for the phone's screen, good for ten minutes; the one before ends.
///
/// # Errors
/// Not theirs; it is over or suspended.
pub fn show(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    voucher: Id,
    secret: &Secret,
) -> Result<Token, Error> {
    let v = must_voucher(tx, voucher)?;
    must_stand(tx, w, ctx, &v)?;
    can_be_shown(tx, w, ctx, &v)?;
    store::revoke_kind(tx, voucher, TokenKind::Show, ctx.now)?;
    let until = ctx.now.plus_seconds(SHOW).min(ends_at(v.ends_on, &w.zone));
    put(
        tx,
        w,
        ctx,
        (&v, TokenKind::Show),
        None,
        (secret, None),
        until,
    )
}

/// A code on paper, good to the voucher's end, with a PIN of six digits; the one before ends.
///
/// # Errors
/// Not theirs; it is over or suspended; no PIN.
pub fn print(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    voucher: Id,
    (secret, pin): (&Secret, &str),
) -> Result<Token, Error> {
    if pin.len() != 6 || !pin.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Refused::Wrong {
            field: "pin".into(),
        }
        .into());
    }
    let v = must_voucher(tx, voucher)?;
    must_stand(tx, w, ctx, &v)?;
    can_be_shown(tx, w, ctx, &v)?;
    store::revoke_kind(tx, voucher, TokenKind::Printed, ctx.now)?;
    let until = ends_at(v.ends_on, &w.zone);
    let what = (secret, Some(pin));
    put(tx, w, ctx, (&v, TokenKind::Printed), None, what, until)
}

/// The printed code that somebody shows, when it is this voucher's and good: hashes tell, nothing else is
/// kept.
///
/// # Errors
/// Not theirs; [`Refused::Unknown`] for anything else.
pub fn printed(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    voucher: Id,
    secret: &Secret,
) -> Result<Token, Error> {
    let v = must_voucher(c, voucher)?;
    must_stand(c, w, ctx, &v)?;
    let long = store::token(c, &w.keys, &Shown::Secret(secret.secret.clone()))?;
    let short = store::token(c, &w.keys, &Shown::Code(secret.code.clone()))?;
    let found = match (long, short) {
        (Some(a), Some(b)) if a.token.id == b.token.id => a.token,
        _ => return Err(Refused::Unknown.into()),
    };
    let good = found.voucher == voucher
        && found.kind == TokenKind::Printed
        && found.revoked_at.is_none()
        && ctx.now <= found.ends_at;
    match good {
        true => Ok(found),
        false => Err(Refused::Unknown.into()),
    }
}

/// A ticket for one booking, good once.
///
/// # Errors
/// Not theirs; the voucher pays nothing of this booking.
pub fn ticket(
    tx: &mut Write<'_>,
    ground: &Ground,
    ctx: &Ctx,
    (voucher, booking): (Id, Id),
    secret: &Secret,
) -> Result<Token, Error> {
    let w = &ground.wallets;
    let v = must_voucher(tx, voucher)?;
    must_stand(tx, w, ctx, &v)?;
    let booked = ground.seats.ticketed(tx, booking)?;
    let booked = booked.filter(|b| b.held.iter().any(|(id, _)| *id == voucher));
    let booked = booked.ok_or(Refused::HoldEnded)?;
    let until = booked.ends_at.plus_seconds(24 * 3600);
    let kind = (&v, TokenKind::Ticket);
    put(tx, w, ctx, kind, Some(booking), (secret, None), until)
}

/// Takes one back.
///
/// # Errors
/// Not theirs; there is none.
pub fn revoke(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    (voucher, token): (Id, Id),
) -> Result<(), Error> {
    let v = must_voucher(tx, voucher)?;
    must_stand(tx, w, ctx, &v)?;
    match store::revoke(tx, token, voucher, ctx.now)? {
        true => Ok(()),
        false => Err(Refused::Unknown.into()),
    }
}

/// What is shown for a voucher and is good.
///
/// # Errors
/// Not theirs.
pub fn shown(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx, voucher: Id) -> Result<Vec<Token>, Error> {
    let v = must_voucher(c, voucher)?;
    must_stand(c, w, ctx, &v)?;
    Ok(store::tokens(c, voucher, ctx.now)?)
}
