//! Terms of calls: written by an officer, approved by another person, then never changed.

use db::{Read, Write};
use people::rules::Approved;
use serde_json::json;
use values::Id;

use super::{Ctx, Error, Wallets, must_terms, trail};
use crate::model::{Terms, TermsState};
use crate::policy::Act;
use crate::rules::Refused;
use crate::store;

/// Keeps terms as a draft. State and people are set here; the identifier follows from the context.
///
/// # Errors
/// Not an officer; a field that cannot be; no such fund.
pub fn put_terms(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    mut terms: Terms,
) -> Result<Terms, Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let wrong = |field: &str| {
        Error::from(Refused::Wrong {
            field: field.to_string(),
        })
    };
    terms.code = terms.code.trim().to_string();
    if !(1..=255).contains(&terms.code.chars().count()) || terms.code.chars().any(char::is_control)
    {
        return Err(wrong("code"));
    }
    if terms.name.is_empty() {
        return Err(wrong("name"));
    }
    if terms.funds.is_empty() || terms.funds.len() > 20 {
        return Err(wrong("funds"));
    }
    for fund in &terms.funds {
        store::fund(tx, *fund)?.ok_or_else(|| wrong("funds"))?;
    }
    if terms.min_age.zip(terms.max_age).is_some_and(|(a, b)| a > b) {
        return Err(wrong("max_age"));
    }
    if terms.spend_from > terms.spend_until {
        return Err(wrong("spend_until"));
    }
    if !(1..=366).contains(&terms.renewal_days) {
        return Err(wrong("renewal_days"));
    }
    let positive =
        |c: Option<values::Cents>| c.is_none_or(|c| (1..=ledger::model::MOST).contains(&c.0));
    if !positive(terms.cap_each) {
        return Err(wrong("cap_each"));
    }
    if !positive(terms.cap_window.map(|(c, _)| c))
        || terms
            .cap_window
            .is_some_and(|(_, d)| !(1..=366).contains(&d))
    {
        return Err(wrong("cap_window"));
    }
    if store::all_terms(tx)?.iter().any(|t| t.code == terms.code) {
        return Err(wrong("code"));
    }
    (terms.id, terms.state) = (ctx.id("terms"), TermsState::Draft);
    (terms.made_by, terms.approved_by) = (by, None);
    store::put_terms(tx, &terms, ctx.now)?;
    let detail = json!({"code": terms.code});
    trail(tx, by, ("terms", terms.id), "put_terms", detail, ctx.now)?;
    Ok(terms)
}

/// Approves terms.
///
/// # Errors
/// [`Refused::SamePerson`]; not an approver; no draft.
pub fn approve_terms(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<Terms, Error> {
    let by = ctx.may(w, Act::Approve)?;
    let terms = must_terms(tx, id)?;
    Approved::new((), terms.made_by, by)?;
    if !store::approve_terms(tx, id, by, ctx.now)? {
        return Err(state(terms.state));
    }
    trail(tx, by, ("terms", id), "approve_terms", json!({}), ctx.now)?;
    must_terms(tx, id)
}

fn state(state: TermsState) -> Error {
    Refused::WrongState {
        state: state.as_str().to_string(),
    }
    .into()
}

/// Closes terms: nothing more is awarded under them. What was given stays.
///
/// # Errors
/// Not an officer; not approved.
pub fn close_terms(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<(), Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let terms = must_terms(tx, id)?;
    if !store::close_terms(tx, id)? {
        return Err(state(terms.state));
    }
    trail(tx, by, ("terms", id), "close_terms", json!({}), ctx.now)?;
    Ok(())
}

/// One call's terms.
///
/// # Errors
/// From the database.
pub fn terms(c: &mut Read<'_>, id: Id) -> Result<Option<Terms>, Error> {
    Ok(store::terms(c, id)?)
}

/// All terms, newest first.
///
/// # Errors
/// From the database.
pub fn terms_all(c: &mut Read<'_>) -> Result<Vec<Terms>, Error> {
    Ok(store::all_terms(c)?)
}
