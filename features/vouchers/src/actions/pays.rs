//! What a voucher can pay, and how much of it: asked by desks, bookings, and who looks at a wallet.

use db::Read;
use values::{Cents, Day, Id, Moment};

use super::{Error, Wallets};
use crate::model::{FundState, Terms, Voucher, Who};
use crate::rules::{Offer, Refused, Why, fits, most, usable};
use crate::store;

/// Everything that is asked before a voucher pays for something.
pub(super) struct Case<'a> {
    pub(super) voucher: &'a Voucher,
    pub(super) terms: &'a Terms,
    /// The service of the catalogue, where it is known.
    pub(super) service: Option<Id>,
    /// What is known of it there.
    pub(super) offer: Option<&'a Offer>,
    /// Who offers it.
    pub(super) organisation: Id,
    /// The day of what is paid.
    pub(super) on: Day,
}

/// How old somebody is on a day.
pub(super) fn age(c: &mut Read<'_>, w: &Wallets, who: &Who, on: Day) -> Result<Option<i32>, Error> {
    let Some(child) = who.child() else {
        return Ok(None);
    };
    let person = people::actions::person(c, &w.keys, child).map_err(super::of_trouble)?;
    let birth = person.and_then(|p| p.facts.birth);
    Ok(birth.map(|b| people::age::years(b, on)))
}

/// Whether a voucher can be spent now, whatever for.
pub(super) fn is_live(
    c: &mut Read<'_>,
    w: &Wallets,
    (v, terms): (&Voucher, &Terms),
    now: Moment,
) -> Result<Result<(), Refused>, Error> {
    if let Err(no) = usable(v, terms, w.day(now)) {
        return Ok(Err(no));
    }
    let fund = store::fund(c, v.fund)?.ok_or(Refused::Unknown)?;
    Ok(match fund.state {
        FundState::Open | FundState::AwardClosed => Ok(()),
        _ => Err(Refused::VoucherEnded { on: v.ends_on }),
    })
}

/// Whether a voucher can pay for something, whatever the amount.
pub(super) fn can_pay(
    c: &mut Read<'_>,
    w: &Wallets,
    case: &Case<'_>,
    now: Moment,
) -> Result<Result<(), Refused>, Error> {
    let (v, terms) = (case.voucher, case.terms);
    if let Err(no) = is_live(c, w, (v, terms), now)? {
        return Ok(Err(no));
    }
    let another = case
        .offer
        .is_some_and(|o| o.organisation.is_some_and(|o| o != case.organisation));
    if another || (case.service.is_some() && case.offer.is_none()) {
        return Ok(Err(Refused::NotValidForOffer {
            why: Why::UnknownOffer,
        }));
    }
    let age = age(c, w, &v.who, case.on)?;
    Ok(fits(terms, v, case.offer, age, case.on))
}

/// How much a voucher can pay for one thing now.
pub(super) fn can_spend(
    c: &mut Read<'_>,
    v: &Voucher,
    terms: &Terms,
    now: Moment,
) -> Result<(Cents, Cents, Cents), Error> {
    let account = ledger::actions::account(c, v.account())?;
    let (available, held) = account.map_or((0, 0), |a| (a.available(), a.held()));
    let used = match terms.cap_window {
        None => Cents(0),
        Some((_, days)) => {
            let since = now.plus_seconds(-i64::from(days) * 24 * 3600);
            Cents(store::used(c, v.id, since)?.0 + held)
        }
    };
    let can = most(terms, Cents(available), used);
    Ok((can, Cents(available), used))
}

/// Whether an amount is within what can be spent; the reason that binds first.
pub(super) fn enough(
    terms: &Terms,
    amount: Cents,
    (available, used): (Cents, Cents),
) -> Result<(), Refused> {
    if let Some(limit) = terms.cap_each.filter(|c| amount > *c) {
        return Err(Refused::LimitReached {
            limit,
            window: None,
        });
    }
    if let Some((limit, days)) = terms.cap_window
        && used.0 + amount.0 > limit.0
    {
        return Err(Refused::LimitReached {
            limit,
            window: Some(days),
        });
    }
    match amount > available {
        true => Err(Refused::InsufficientBalance { available }),
        false => Ok(()),
    }
}
