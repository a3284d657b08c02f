//! Where providers are paid.

use codes::Iban;
use db::{Read, Write};
use people::policy::Actor;
use people::rules::Approved;
use providers::model::Role;
use serde_json::json;
use values::Id;

use super::super::{Ctx, Error, Wallets, apart, trail};
use super::{finance, wrong_state};
use crate::model::Payee;
use crate::policy::Act;
use crate::rules::{Refused, words};
use crate::store;

/// A manager of the organisation, or finance.
pub(super) fn manager_or(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    organisation: Id,
    operators: bool,
) -> Result<Id, Error> {
    if let Actor::Person { id, .. } = &ctx.actor {
        let own = providers::actions::organisations_of(c, *id)?;
        let theirs = own.iter().find(|(o, _)| *o == organisation);
        if theirs.is_some_and(|(_, role)| operators || *role == Role::Manager) {
            return Ok(*id);
        }
    }
    Ok(finance(w, ctx)?)
}

/// Writes down where a provider is paid. Nothing is paid there before a second person has looked; until
/// then what was verified before stays.
///
/// # Errors
/// Neither a manager nor finance; no account.
pub fn change_payee(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    organisation: Id,
    (iban, holder): (&str, &str),
) -> Result<Payee, Error> {
    let by = manager_or(tx, w, ctx, organisation, false)?;
    let wrong = |field: &str| Refused::Wrong {
        field: field.to_string(),
    };
    let iban = Iban::parse(iban).map_err(|_| wrong("iban"))?;
    let payee = Payee {
        id: ctx.id("payee"),
        organisation,
        iban: iban.as_str().to_string(),
        holder: words(holder, wrong("holder"))?,
        changed_by: by,
        verified_by: None,
    };
    store::put_payee(tx, &w.keys, ctx.seed, &payee, ctx.now)?;
    let about = ("provider", organisation);
    trail(tx, by, about, "change_payee", json!({}), ctx.now)?;
    Ok(payee)
}

/// A second person has compared the account with its document.
///
/// # Errors
/// [`Refused::SamePerson`], [`Refused::OwnAffair`]; not an approver of payments.
pub fn verify_payee(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<(), Error> {
    let by = ctx.may(w, Act::ApprovePayments)?;
    let payee = store::payee(tx, &w.keys, id)?.ok_or(Refused::Unknown)?;
    if payee.verified_by.is_some() {
        return Err(wrong_state("verified"));
    }
    Approved::new((), payee.changed_by, by)?;
    apart(tx, w, by, &[], &[payee.organisation], ctx.now)?;
    if !store::verify_payee(tx, &payee, by, ctx.now)? {
        return Err(wrong_state("verified"));
    }
    let about = ("provider", payee.organisation);
    trail(tx, by, about, "verify_payee", json!({}), ctx.now)?;
    Ok(())
}

/// The verified account of a provider, and one that waits for a second person.
///
/// # Errors
/// Neither a manager nor finance; from the keys.
pub fn payees(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    organisation: Id,
) -> Result<Vec<Payee>, Error> {
    manager_or(c, w, ctx, organisation, false)?;
    store::payees(c, &w.keys, organisation)
}
