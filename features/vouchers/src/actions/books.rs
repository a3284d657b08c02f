//! Orders to the ledger: the only way money moves.

use db::{Fault, Read, Write};
use ledger::model::{Account, Act, Kind, Line, Opening, Order, Outcome};
use values::{Cents, Id, Moment};

use super::{Error, Wallets};
use crate::rules::Refused;

/// An order without a second person and a document.
pub(super) fn order(id: Id, act: Act, actor: &str, lines: Vec<Line>) -> Order {
    Order {
        id,
        act,
        actor: actor.to_string(),
        on_behalf_of: None,
        approver: None,
        reason: None,
        document: None,
        lines,
    }
}

pub(super) fn moved(debit: Id, credit: Id, amount: Cents, subject: String) -> Line {
    Line::Move {
        debit,
        credit,
        amount: amount.0,
        subject,
    }
}

/// Carries an order out; the ledger's no in the words of this feature.
pub(super) fn carry(
    tx: &mut Write<'_>,
    w: &Wallets,
    order: &Order,
    now: Moment,
) -> Result<Result<Vec<Id>, Refused>, Error> {
    Ok(match ledger::actions::carry_out(tx, order, now)? {
        Outcome::Done(made) => Ok(made),
        Outcome::Refused(no) => Err(Refused::of_books(&no, &w.zone)),
    })
}

/// The same where a no undoes everything.
pub(super) fn must(
    tx: &mut Write<'_>,
    w: &Wallets,
    order: &Order,
    now: Moment,
) -> Result<Vec<Id>, Error> {
    Ok(carry(tx, w, order, now)??)
}

/// Opens the account of a fund, or finds it.
pub(super) fn open(
    tx: &mut Write<'_>,
    fund: Id,
    kind: Kind,
    owner: &str,
    now: Moment,
) -> Result<Id, Fault> {
    let opening = Opening {
        fund,
        kind,
        owner: owner.to_string(),
        ends_at: None,
    };
    ledger::actions::open(tx, &opening, now)
}

/// What a provider has earned and not been sent.
pub(super) fn payable(
    tx: &mut Write<'_>,
    fund: Id,
    organisation: Id,
    now: Moment,
) -> Result<Id, Fault> {
    open(tx, fund, Kind::Payable, &organisation.to_string(), now)
}

/// What a provider was paid too much.
pub(super) fn receivable(
    tx: &mut Write<'_>,
    fund: Id,
    organisation: Id,
    now: Moment,
) -> Result<Id, Fault> {
    open(tx, fund, Kind::Receivable, &organisation.to_string(), now)
}

/// An account as it stands; one that was never opened is empty.
pub(super) fn see(
    c: &mut Read<'_>,
    fund: Id,
    kind: Kind,
    owner: &str,
) -> Result<Option<Account>, Fault> {
    ledger::actions::account(c, ledger::model::account(fund, kind, owner))
}
