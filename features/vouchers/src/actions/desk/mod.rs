//! At a provider's desk: what can this code pay, take it, undo it.

mod take;
mod undo;

use db::{Read, Write};
use people::policy::Actor;
use serde::{Deserialize, Serialize};
use values::{Cents, Id, Moment};

use super::pays::{Case, can_pay, can_spend};
use super::{Answer, Ctx, Error, Ground, Ticketed, must_terms, must_voucher};
use crate::model::{OwnBy, Terms, Token, TokenKind, Voucher};
use crate::rules::{MISS_SPAN, MISSES, PIN_MISSES, Refused, Why, read_code};
use crate::store;

pub use take::redeem;
pub(super) use take::redeem_by;
pub use undo::undo;
pub(super) use undo::undo_by;

/// What a desk is told, and nothing else: no fund, no income, no other voucher, no balance beyond this
/// offer. A test holds these three fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The child's first name, when the organisation has a booking of it; else nothing.
    pub name: Option<String>,
    /// What the voucher can pay for this offer.
    pub available: Cents,
    /// What the family pays itself, when the price is known.
    pub family: Option<Cents>,
}

/// What a desk asks to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redeem {
    /// Made before the first try and kept until there is an answer.
    pub key: Id,
    /// What the camera read or somebody typed.
    pub shown: String,
    /// The PIN of a printed code.
    pub pin: Option<String>,
    /// For which organisation.
    pub organisation: Id,
    /// For which service of the catalogue.
    pub service: Option<Id>,
    /// The whole price.
    pub price: Cents,
    /// What the voucher pays.
    pub amount: Cents,
    /// What the family pays itself.
    pub own: Cents,
    /// Who takes that.
    pub own_by: OwnBy,
    /// It is a second child, a second lesson: yes.
    pub confirmed: bool,
    /// To learn it: the same answers, nothing is written.
    pub practice: bool,
}

/// What was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Its number; none in practice.
    pub number: Option<String>,
    /// The item; none in practice.
    pub spend: Option<Id>,
    /// What the voucher paid.
    pub amount: Cents,
    /// What the family paid itself.
    pub own: Cents,
    /// When.
    pub at: Moment,
    /// Until when it can be undone without formalities.
    pub undo_until: Moment,
}

/// What was undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The receipt.
    pub number: String,
    /// What is back with the family.
    pub amount: Cents,
}

/// The operator: a member of the organisation, in nobody else's name.
pub(super) fn operator(c: &mut Read<'_>, ctx: &Ctx, organisation: Id) -> Result<Id, Error> {
    let Actor::Person { id, .. } = &ctx.actor else {
        return Err(Refused::Forbidden.into());
    };
    let own = providers::actions::organisations_of(c, *id)?;
    match own.iter().any(|(o, _)| *o == organisation) {
        true => Ok(*id),
        false => Err(Refused::Forbidden.into()),
    }
}

/// A code that is good, with what it stands for.
struct Good {
    token: Token,
    voucher: Voucher,
    terms: Terms,
}

/// Who has tried too often waits.
fn not_locked(c: &mut Read<'_>, operator: Id, now: Moment) -> Result<Result<(), Refused>, Error> {
    let Some((since, misses)) = store::attempts(c, operator)? else {
        return Ok(Ok(()));
    };
    let until = since.plus_seconds(MISS_SPAN);
    Ok(match misses >= MISSES && now < until {
        true => Err(Refused::TooManyAttempts { until }),
        false => Ok(()),
    })
}

/// Finds what a code stands for. A wrong one is counted, also in practice.
fn resolve(
    tx: &mut Write<'_>,
    ground: &Ground,
    (operator, organisation): (Id, Id),
    (text, pin): (&str, Option<&str>),
    now: Moment,
) -> Answer<Good> {
    if let Err(no) = not_locked(tx, operator, now)? {
        return Ok(Err(no));
    }
    let keys = &ground.wallets.keys;
    let found = match read_code(text) {
        Some(shown) => store::token(tx, keys, &shown)?,
        None => None,
    };
    let oldest = now.plus_seconds(-MISS_SPAN);
    let good = |t: &Token| t.revoked_at.is_none() && now <= t.ends_at;
    let Some(kept) = found.filter(|k| good(&k.token)) else {
        store::miss(tx, operator, now, oldest)?;
        return Ok(Err(Refused::UnknownCode));
    };
    let voucher = must_voucher(tx, kept.token.voucher)?;
    if kept.token.kind == TokenKind::Printed {
        let pin = pin.map(str::trim).filter(|p| !p.is_empty());
        let fits = match (pin, voucher.who.child()) {
            (Some(pin), _) => store::pin_fits(keys, &kept, pin),
            // Where there is a booking, the paper alone is enough.
            (None, Some(child)) => ground.seats.knows(tx, organisation, child)?,
            (None, None) => false,
        };
        if !fits {
            if pin.is_some() {
                store::miss_pin(tx, kept.token.id, PIN_MISSES, now)?;
                store::miss(tx, operator, now, oldest)?;
            }
            return Ok(Err(Refused::PinWrong));
        }
    }
    let terms = must_terms(tx, voucher.terms)?;
    Ok(Ok(Good {
        token: kept.token,
        voucher,
        terms,
    }))
}

/// An organisation that takes vouchers now.
fn admitted(c: &mut Read<'_>, organisation: Id) -> Result<Result<(), Refused>, Error> {
    let state = match providers::actions::organisation(c, organisation)? {
        None => "unknown",
        Some(o) if o.blocked => "blocked",
        Some(_) => return Ok(Ok(())),
    };
    Ok(Err(Refused::ProviderNotAdmitted {
        state: state.into(),
    }))
}

/// The booking of a ticket, when it can be taken here and now.
fn ticketed(
    c: &mut Read<'_>,
    ground: &Ground,
    good: &Good,
    organisation: Id,
    now: Moment,
) -> Answer<(Id, Ticketed)> {
    let other = Refused::NotValidForOffer {
        why: Why::OtherBooking,
    };
    let Some(booking) = good.token.booking else {
        return Ok(Err(other));
    };
    let Some(found) = ground.seats.ticketed(c, booking)? else {
        return Ok(Err(Refused::HoldEnded));
    };
    if found.organisation != organisation {
        return Ok(Err(other));
    }
    if let Some(at) = good.token.used_at {
        let paid = store::of_booking(c, booking)?;
        let by = paid
            .iter()
            .find(|s| s.voucher == good.voucher.id)
            .map_or_else(String::new, |s| s.number.clone());
        return Ok(Err(Refused::HoldAlreadyResolved { by, at }));
    }
    if !found.held.iter().any(|(v, _)| *v == good.voucher.id) {
        let paid = store::of_booking(c, booking)?;
        return Ok(Err(match paid.first() {
            Some(s) => Refused::HoldAlreadyResolved {
                by: s.number.clone(),
                at: s.at,
            },
            None => Refused::HoldEnded,
        }));
    }
    let from = ground.wallets.day(found.starts_at);
    if ground.wallets.day(now) < from {
        return Ok(Err(Refused::NotYetRedeemable { from }));
    }
    Ok(Ok((booking, found)))
}

/// What a code can pay here. Wrong codes are counted, of the operator and of the code.
///
/// # Errors
/// Nobody of the organisation; from the database.
pub fn quote(
    tx: &mut Write<'_>,
    ground: &Ground,
    ctx: &Ctx,
    (shown, pin): (&str, Option<&str>),
    (organisation, service): (Id, Option<Id>),
    price: Option<Cents>,
) -> Answer<Quote> {
    let operator = operator(tx, ctx, organisation)?;
    quote_by(
        tx,
        ground,
        operator,
        (shown, pin),
        (organisation, service),
        price,
        ctx.now,
    )
}

/// The same by hands that are known: a person's at a desk, or the key of a program.
pub(super) fn quote_by(
    tx: &mut Write<'_>,
    ground: &Ground,
    operator: Id,
    (shown, pin): (&str, Option<&str>),
    (organisation, service): (Id, Option<Id>),
    price: Option<Cents>,
    now: Moment,
) -> Answer<Quote> {
    let w = &ground.wallets;
    let who = (operator, organisation);
    let good = match resolve(tx, ground, who, (shown, pin), now)? {
        Ok(good) => good,
        Err(no) => return Ok(Err(no)),
    };
    let (available, family) = if good.token.kind == TokenKind::Ticket {
        match ticketed(tx, ground, &good, organisation, now)? {
            Ok((_, found)) => (held_of(&found, good.voucher.id), Some(found.own)),
            Err(no) => return Ok(Err(no)),
        }
    } else {
        if let Err(no) = admitted(tx, organisation)? {
            return Ok(Err(no));
        }
        let offer = service.and_then(|s| w.offers.offer(s));
        let case = Case {
            voucher: &good.voucher,
            terms: &good.terms,
            service,
            offer: offer.as_ref(),
            organisation,
            on: w.day(now),
        };
        if let Err(no) = can_pay(tx, w, &case, now)? {
            return Ok(Err(no));
        }
        let (can, ..) = can_spend(tx, &good.voucher, &good.terms, now)?;
        // What is more than the price is nobody's business.
        let price = price.or_else(|| offer.as_ref().and_then(|o| o.price));
        match price {
            Some(price) => {
                let (pays, own) = crate::rules::after_voucher(price, can);
                (pays, Some(own))
            }
            None => (can, None),
        }
    };
    let name = match good.voucher.who.child() {
        Some(child) if ground.seats.knows(tx, organisation, child)? => {
            let person = people::actions::person(tx, &w.keys, child).map_err(super::of_trouble)?;
            person.map(|p| p.facts.name.given)
        }
        _ => None,
    };
    Ok(Ok(Quote {
        name,
        available,
        family,
    }))
}

fn held_of(found: &Ticketed, voucher: Id) -> Cents {
    let mine = found.held.iter().filter(|(v, _)| *v == voucher);
    Cents(mine.map(|(_, a)| a.0).sum())
}
