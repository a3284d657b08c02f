//! What other features do with money, places and points. One function is one part of the caller's
//! transaction: what the caller writes beside it is kept or undone together with it.

use db::{Fault, Read, Write};
use sha2::{Digest, Sha256};
use values::{Id, Moment};

use crate::model::{Account, Fund, Hold, Kind, Line, Opening, Order, Outcome, Transfer};
use crate::rules::{Decision, State, decide};
use crate::store;

/// Why there is no answer to an order.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// The identifier belongs to another order: the caller made it twice, or something was changed
    /// between two tries. Nothing was done.
    #[error("the key {0} was used for another order")]
    KeyReused(Id),
    /// From the database.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Keeps a new fund. The same fund again changes nothing.
///
/// # Errors
/// From the database; also when there is another fund of this identifier.
pub fn open_fund(tx: &mut Write<'_>, fund: &Fund, now: Moment) -> Result<(), Fault> {
    match store::fund(tx, fund.id)? {
        Some(kept) if kept == *fund => Ok(()),
        _ => store::put_fund(tx, fund, now),
    }
}

/// Opens an account, empty. One that is open already stays as it is.
///
/// # Errors
/// From the database: no such fund, or one that counts something else.
pub fn open(tx: &mut Write<'_>, opening: &Opening, now: Moment) -> Result<Id, Fault> {
    let id = opening.id();
    if store::account(tx, id)?.is_none() {
        store::put_account(tx, opening, now)?;
    }
    Ok(id)
}

/// Carries an order out, whole or not at all, and keeps the answer. The same order again gets the same
/// answer and changes nothing.
///
/// # Errors
/// [`OrderError::KeyReused`], or from the database.
pub fn carry_out(tx: &mut Write<'_>, order: &Order, now: Moment) -> Result<Outcome, OrderError> {
    let hash = body_hash(order);
    if let Some((kept, outcome)) = store::answered(tx, order.id)? {
        return match kept == hash {
            true => Ok(outcome),
            false => Err(OrderError::KeyReused(order.id)),
        };
    }
    let state = state(tx, order)?;
    let (outcome, decision) = match decide(order, state, now) {
        Ok(decision) => (
            Outcome::Done(decision.transfers.iter().map(|t| t.id).collect()),
            decision,
        ),
        Err(refused) => (Outcome::Refused(refused), Decision::default()),
    };
    store::put_op(tx, order, &hash, &outcome, now)?;
    for transfer in &decision.transfers {
        store::put_transfer(tx, transfer, now)?;
    }
    for term in decision.terms {
        store::move_end(tx, order.id, term, now)?;
    }
    Ok(outcome)
}

/// What an order would change, without doing it: the accounts as they would stand, or the reason why
/// nothing would be done.
///
/// # Errors
/// From the database.
pub fn preview(
    c: &mut Read<'_>,
    order: &Order,
    now: Moment,
) -> Result<Result<Vec<Account>, crate::model::Refused>, Fault> {
    let state = state(c, order)?;
    let mut after = state.accounts.clone();
    Ok(decide(order, state, now).map(|decision| {
        for t in &decision.transfers {
            for (id, side) in [
                (t.debit.0, crate::model::Side::Debit),
                (t.credit.0, crate::model::Side::Credit),
            ] {
                if let Some(account) = after.get_mut(&id) {
                    crate::rules::apply(account, side, t.posted, t.pending);
                }
            }
        }
        for (id, _, until) in decision.terms {
            if let Some(account) = after.get_mut(&id) {
                account.ends_at = Some(until);
            }
        }
        after.into_values().collect()
    }))
}

/// An account as it stands.
///
/// # Errors
/// From the database.
pub fn account(c: &mut Read<'_>, id: Id) -> Result<Option<Account>, Fault> {
    store::account(c, id)
}

/// A hold as it stands.
///
/// # Errors
/// From the database.
pub fn hold(c: &mut Read<'_>, id: Id) -> Result<Option<Hold>, Fault> {
    store::hold(c, id)
}

/// Holds whose time is over and that nothing has resolved, at most so many.
///
/// # Errors
/// From the database.
pub fn due(c: &mut Read<'_>, now: Moment, most: u32) -> Result<Vec<Id>, Fault> {
    store::due(c, now, i64::from(most))
}

/// Accounts of a kind that have ended with something left to spend, at most so many.
///
/// # Errors
/// From the database.
pub fn ended(c: &mut Read<'_>, kind: Kind, now: Moment, most: u32) -> Result<Vec<Account>, Fault> {
    store::ended(c, kind, now, i64::from(most))
}

/// The last transfers of an account with their moments, newest first.
///
/// # Errors
/// From the database.
pub fn history(c: &mut Read<'_>, account: Id, most: u32) -> Result<Vec<(Transfer, Moment)>, Fault> {
    store::history(c, account, i64::from(most))
}

/// What the order's lines name, as it stands.
fn state(c: &mut Read<'_>, order: &Order) -> Result<State, Fault> {
    let mut state = State::default();
    let mut wanted = Vec::new();
    for line in &order.lines {
        match line {
            Line::Move { debit, credit, .. } | Line::Hold { debit, credit, .. } => {
                wanted.extend([*debit, *credit])
            }
            Line::Extend { account, .. } => wanted.push(*account),
            Line::Post { hold, .. } | Line::Void { hold } | Line::Expire { hold } => {
                if let Some(found) = store::hold(c, *hold)? {
                    wanted.extend([found.debit, found.credit]);
                    state.holds.insert(*hold, found);
                }
            }
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    for id in wanted {
        if let Some(account) = store::account(c, id)? {
            state.accounts.insert(id, account);
        }
    }
    Ok(state)
}

/// The hash by which an order is known again.
fn body_hash(order: &Order) -> Vec<u8> {
    // An order is plain data: it always has a JSON form.
    let body = serde_json::to_vec(order).unwrap_or_default();
    Sha256::digest(body).to_vec()
}
