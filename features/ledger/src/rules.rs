//! What is right: from an order and the accounts as they stand to the transfers that carry it out, or
//! the reason why not. Pure; the database holds the same by itself.

use std::collections::BTreeMap;

use values::{Id, Moment};

use crate::model::{
    Account, Act, Hold, Kind, LINES, Line, MOST, Order, Phase, Refused, Side, Transfer,
};

/// What an order needs to know.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The accounts its lines name, and those of its holds.
    pub accounts: BTreeMap<Id, Account>,
    /// The holds its lines name.
    pub holds: BTreeMap<Id, Hold>,
}

/// What is to be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// In order.
    pub transfers: Vec<Transfer>,
    /// Ends that move: account, present end, new end.
    pub terms: Vec<(Id, Moment, Moment)>,
}

/// Who may stand on both sides: single transfers and holds, and whether ended accounts may be debited.
/// The same table stands in the database.
const PAIRS: [(Kind, Kind, bool, bool); 26] = {
    use Kind::*;
    // debited, credited, as a hold, after the end
    [
        (Appropriation, Unallocated, false, true),
        (Unallocated, Voucher, false, false),
        (Voucher, Payable, false, false),
        (Voucher, Payable, true, false),
        (Voucher, Unallocated, false, true),
        (Voucher, Lapsed, false, true),
        (Payable, Voucher, false, true),
        (Payable, Unallocated, false, true),
        (Payable, Receivable, false, true),
        (Payable, InPayment, false, true),
        (InPayment, Paid, false, true),
        (InPayment, Payable, false, true),
        (Receivable, Voucher, false, true),
        (Receivable, Unallocated, false, true),
        (Goodwill, Voucher, false, true),
        (Goodwill, Payable, false, true),
        (Goodwill, Unallocated, false, true),
        (Goodwill, Receivable, false, true),
        (Unallocated, ClosedOut, false, true),
        (Lapsed, ClosedOut, false, true),
        (Capacity, Free, false, true),
        (Free, Capacity, false, true),
        (Free, Taken, false, false),
        (Free, Taken, true, false),
        (Taken, Free, false, true),
        (Source, Earned, false, true),
    ]
};

/// Which kinds may be debited and credited, as a hold or at once, and whether also after the debited
/// account's end.
pub fn pairs() -> impl Iterator<Item = (Kind, Kind, bool, bool)> {
    PAIRS.into_iter()
}

/// Decides an order at a moment.
///
/// # Errors
/// The first reason why nothing is done.
pub fn decide(order: &Order, mut state: State, now: Moment) -> Result<Decision, Refused> {
    if order.lines.is_empty() || order.lines.len() > LINES {
        return Err(Refused::WrongLines);
    }
    let blank = |t: &Option<String>| t.as_deref().is_none_or(|t| t.trim().is_empty());
    if order.act.needs_second_person()
        && (blank(&order.approver) || order.approver.as_deref() == Some(&order.actor))
    {
        return Err(Refused::SecondPersonNeeded);
    }
    if order.act.needs_document() && blank(&order.document) {
        return Err(Refused::DocumentNeeded);
    }
    if matches!(order.act, Act::Correct | Act::Refund | Act::Reopen) && blank(&order.reason) {
        return Err(Refused::ReasonNeeded);
    }
    let mut decision = Decision::default();
    for line in &order.lines {
        let n = decision.transfers.len();
        match line {
            Line::Move {
                debit,
                credit,
                amount,
                subject,
            } => {
                let entry = Entry {
                    phase: Phase::Single,
                    posted: *amount,
                    pending: 0,
                    hold: None,
                    until: None,
                };
                let made = state.enter(order.id, n, (*debit, *credit), entry, subject, now)?;
                decision.transfers.push(made);
            }
            Line::Hold {
                debit,
                credit,
                amount,
                until,
                subject,
            } => {
                if *until < now {
                    return Err(Refused::EndsBeforeItBegins);
                }
                let entry = Entry {
                    phase: Phase::Hold,
                    posted: 0,
                    pending: *amount,
                    hold: None,
                    until: Some(*until),
                };
                let made = state.enter(order.id, n, (*debit, *credit), entry, subject, now)?;
                state.holds.insert(
                    made.id,
                    Hold {
                        id: made.id,
                        fund: made.fund,
                        debit: *debit,
                        credit: *credit,
                        amount: *amount,
                        until: *until,
                        subject: subject.clone(),
                        resolved: None,
                    },
                );
                decision.transfers.push(made);
            }
            Line::Post { hold, amount } => {
                let made = state.resolve(order.id, n, *hold, Phase::Post, *amount, now)?;
                decision.transfers.push(made);
            }
            Line::Void { hold } => {
                let made = state.resolve(order.id, n, *hold, Phase::Void, 0, now)?;
                decision.transfers.push(made);
            }
            Line::Expire { hold } => {
                let made = state.resolve(order.id, n, *hold, Phase::Expire, 0, now)?;
                decision.transfers.push(made);
            }
            Line::Extend { account, until } => {
                if order.act != Act::Reopen {
                    return Err(Refused::SecondPersonNeeded);
                }
                let found = state
                    .accounts
                    .get_mut(account)
                    .ok_or(Refused::UnknownAccount(*account))?;
                let was = found
                    .ends_at
                    .filter(|e| e < until)
                    .ok_or(Refused::NotLater)?;
                found.ends_at = Some(*until);
                decision.terms.push((*account, was, *until));
            }
        }
    }
    Ok(decision)
}

/// What a transfer changes, before it is known where.
struct Entry {
    phase: Phase,
    posted: i64,
    pending: i64,
    hold: Option<Id>,
    until: Option<Moment>,
}

impl State {
    fn account(&self, id: Id) -> Result<&Account, Refused> {
        self.accounts.get(&id).ok_or(Refused::UnknownAccount(id))
    }

    /// A new transfer between two accounts, entered into both.
    fn enter(
        &mut self,
        op: Id,
        n: usize,
        (debit, credit): (Id, Id),
        entry: Entry,
        subject: &str,
        now: Moment,
    ) -> Result<Transfer, Refused> {
        if !(1..=MOST).contains(&(entry.posted + entry.pending)) {
            return Err(Refused::WrongAmount);
        }
        let (from, to) = (self.account(debit)?, self.account(credit)?);
        if from.fund != to.fund {
            return Err(Refused::OtherFund);
        }
        let hold = entry.phase == Phase::Hold;
        let pair = PAIRS
            .iter()
            .find(|(d, c, h, _)| (*d, *c, *h) == (from.kind, to.kind, hold));
        let Some((.., after_end)) = pair.filter(|_| debit != credit) else {
            return Err(Refused::NotAllowed {
                from: from.kind,
                to: to.kind,
            });
        };
        if let Some(on) = from.ends_at.filter(|e| *e < now && !after_end) {
            return Err(Refused::Ended { on });
        }
        self.book(op, n, (debit, credit), entry, subject)
    }

    /// The transfer that resolves a hold.
    fn resolve(
        &mut self,
        op: Id,
        n: usize,
        id: Id,
        phase: Phase,
        amount: i64,
        now: Moment,
    ) -> Result<Transfer, Refused> {
        let hold = self.holds.get_mut(&id).ok_or(Refused::UnknownHold(id))?;
        if let Some((by, at)) = hold.resolved {
            return Err(Refused::HoldAlreadyResolved { by, at });
        }
        match phase {
            Phase::Post if hold.until < now => return Err(Refused::HoldEnded { on: hold.until }),
            Phase::Post if amount > hold.amount => {
                return Err(Refused::MoreThanHeld { held: hold.amount });
            }
            Phase::Post if amount < 1 => return Err(Refused::WrongAmount),
            Phase::Expire if hold.until >= now => {
                return Err(Refused::HoldLasts { until: hold.until });
            }
            _ => {}
        }
        hold.resolved = Some((op, now));
        let (both, subject) = ((hold.debit, hold.credit), hold.subject.clone());
        let entry = Entry {
            phase,
            posted: amount,
            pending: -hold.amount,
            hold: Some(id),
            until: None,
        };
        self.book(op, n, both, entry, &subject)
    }

    /// Enters a transfer into both accounts.
    fn book(
        &mut self,
        op: Id,
        n: usize,
        (debit, credit): (Id, Id),
        entry: Entry,
        subject: &str,
    ) -> Result<Transfer, Refused> {
        let (posted, pending) = (entry.posted, entry.pending);
        let (from, to) = (self.account(debit)?, self.account(credit)?);
        let (fund, kinds) = (from.fund, (from.kind, to.kind));
        let debit = self.step(debit, Side::Debit, posted, pending)?;
        let credit = self.step(credit, Side::Credit, posted, pending)?;
        Ok(Transfer {
            id: Transfer::id_of(op, n),
            op,
            n,
            fund,
            debit,
            credit,
            kinds,
            phase: entry.phase,
            posted,
            pending,
            hold: entry.hold,
            until: entry.until,
            subject: subject.to_string(),
        })
    }

    fn step(
        &mut self,
        id: Id,
        side: Side,
        posted: i64,
        pending: i64,
    ) -> Result<(Id, i64), Refused> {
        let account = self
            .accounts
            .get_mut(&id)
            .ok_or(Refused::UnknownAccount(id))?;
        let available = account.available();
        apply(account, side, posted, pending);
        if account.is_below_zero() {
            return Err(Refused::InsufficientBalance { available });
        }
        Ok((id, account.moves))
    }
}

/// Moves one account by one side of a transfer.
pub(crate) fn apply(account: &mut Account, side: Side, posted: i64, pending: i64) {
    match side {
        Side::Debit => {
            account.debit += posted;
            account.debit_held += pending;
        }
        Side::Credit => {
            account.credit += posted;
            account.credit_held += pending;
        }
    }
    account.moves += 1;
}
