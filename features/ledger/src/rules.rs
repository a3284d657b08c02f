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

/// A pair of kinds that may stand on both sides, in a phase, by these acts; whether also after the end of
/// the debited account.
type Pair = (Kind, Kind, Phase, bool, &'static [Act]);

/// The same table stands in the database.
const PAIRS: &[Pair] = &[
    (
        Kind::Appropriation,
        Kind::Unallocated,
        Phase::Single,
        true,
        &[Act::Grant],
    ),
    (
        Kind::Unallocated,
        Kind::Voucher,
        Phase::Single,
        false,
        &[Act::Award, Act::Correct],
    ),
    (
        Kind::Voucher,
        Kind::Payable,
        Phase::Single,
        false,
        &[Act::Redeem, Act::Correct],
    ),
    (
        Kind::Voucher,
        Kind::Payable,
        Phase::Hold,
        false,
        &[Act::Reserve],
    ),
    (
        Kind::Voucher,
        Kind::Payable,
        Phase::Post,
        true,
        &[Act::Redeem],
    ),
    (
        Kind::Voucher,
        Kind::Payable,
        Phase::Void,
        true,
        &[Act::Release, Act::Correct, Act::Reserve],
    ),
    (
        Kind::Voucher,
        Kind::Payable,
        Phase::Expire,
        true,
        &[Act::Expire],
    ),
    (
        Kind::Voucher,
        Kind::Unallocated,
        Phase::Single,
        true,
        &[Act::Lapse, Act::Correct],
    ),
    (
        Kind::Voucher,
        Kind::Lapsed,
        Phase::Single,
        true,
        &[Act::Lapse],
    ),
    (
        Kind::Payable,
        Kind::Voucher,
        Phase::Single,
        true,
        &[Act::Refund, Act::Correct],
    ),
    (
        Kind::Payable,
        Kind::Unallocated,
        Phase::Single,
        true,
        &[Act::Refund, Act::Correct],
    ),
    (
        Kind::Payable,
        Kind::Receivable,
        Phase::Single,
        true,
        &[Act::Settle, Act::Correct],
    ),
    (
        Kind::Payable,
        Kind::InPayment,
        Phase::Single,
        true,
        &[Act::Settle],
    ),
    (
        Kind::InPayment,
        Kind::Paid,
        Phase::Single,
        true,
        &[Act::Confirm],
    ),
    (
        Kind::InPayment,
        Kind::Payable,
        Phase::Single,
        true,
        &[Act::Return],
    ),
    (
        Kind::Receivable,
        Kind::Voucher,
        Phase::Single,
        true,
        &[Act::Refund, Act::Correct],
    ),
    (
        Kind::Receivable,
        Kind::Unallocated,
        Phase::Single,
        true,
        &[Act::Refund, Act::Correct],
    ),
    (
        Kind::Goodwill,
        Kind::Voucher,
        Phase::Single,
        true,
        &[Act::Correct],
    ),
    (
        Kind::Goodwill,
        Kind::Payable,
        Phase::Single,
        true,
        &[Act::Correct],
    ),
    (
        Kind::Goodwill,
        Kind::Unallocated,
        Phase::Single,
        true,
        &[Act::Correct],
    ),
    (
        Kind::Goodwill,
        Kind::Receivable,
        Phase::Single,
        true,
        &[Act::Correct],
    ),
    (
        Kind::Unallocated,
        Kind::ClosedOut,
        Phase::Single,
        true,
        &[Act::Close],
    ),
    (
        Kind::Lapsed,
        Kind::ClosedOut,
        Phase::Single,
        true,
        &[Act::Close],
    ),
    (
        Kind::Capacity,
        Kind::Free,
        Phase::Single,
        true,
        &[Act::Capacity],
    ),
    (
        Kind::Free,
        Kind::Capacity,
        Phase::Single,
        true,
        &[Act::Capacity],
    ),
    (
        Kind::Free,
        Kind::Taken,
        Phase::Single,
        false,
        &[Act::Reserve, Act::Redeem, Act::Correct],
    ),
    (Kind::Free, Kind::Taken, Phase::Hold, false, &[Act::Reserve]),
    (Kind::Free, Kind::Taken, Phase::Post, true, &[Act::Redeem]),
    (
        Kind::Free,
        Kind::Taken,
        Phase::Void,
        true,
        &[Act::Release, Act::Correct, Act::Reserve],
    ),
    (Kind::Free, Kind::Taken, Phase::Expire, true, &[Act::Expire]),
    (
        Kind::Taken,
        Kind::Free,
        Phase::Single,
        true,
        &[Act::Release, Act::Refund, Act::Correct],
    ),
    (
        Kind::Source,
        Kind::Earned,
        Phase::Single,
        true,
        &[Act::Earn],
    ),
];

/// Which kinds may be debited and credited, in which phase, by which act, and whether also after the
/// debited account's end.
pub fn pairs() -> impl Iterator<Item = (Kind, Kind, Phase, Act, bool)> {
    let each = |(from, to, phase, after, acts): &Pair| {
        let one = (*from, *to, *phase, *after);
        acts.iter()
            .map(move |act| (one.0, one.1, one.2, *act, one.3))
            .collect::<Vec<_>>()
    };
    PAIRS.iter().flat_map(each)
}

/// Whether this may move by this act; if so, whether also after the end.
fn allowed(act: Act, kinds: (Kind, Kind), phase: Phase) -> Option<bool> {
    let found = PAIRS
        .iter()
        .find(|(from, to, p, ..)| (*from, *to, *p) == (kinds.0, kinds.1, phase));
    found
        .filter(|(.., acts)| acts.contains(&act))
        .map(|(.., after_end, _)| *after_end)
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
                let made = state.enter(
                    (order.id, order.act),
                    n,
                    (*debit, *credit),
                    entry,
                    subject,
                    now,
                )?;
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
                let made = state.enter(
                    (order.id, order.act),
                    n,
                    (*debit, *credit),
                    entry,
                    subject,
                    now,
                )?;
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
                let made =
                    state.resolve((order.id, order.act), n, *hold, Phase::Post, *amount, now)?;
                decision.transfers.push(made);
            }
            Line::Void { hold } => {
                let made = state.resolve((order.id, order.act), n, *hold, Phase::Void, 0, now)?;
                decision.transfers.push(made);
            }
            Line::Expire { hold } => {
                let made = state.resolve((order.id, order.act), n, *hold, Phase::Expire, 0, now)?;
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
        (op, act): (Id, Act),
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
        let after_end = allowed(act, (from.kind, to.kind), entry.phase);
        let Some(after_end) = after_end.filter(|_| debit != credit) else {
            return Err(Refused::NotAllowed {
                from: from.kind,
                to: to.kind,
            });
        };
        if let Some(on) = from.ends_at.filter(|e| *e < now && !after_end) {
            return Err(Refused::Ended { on });
        }
        self.book((op, act), n, (debit, credit), entry, subject)
    }

    /// The transfer that resolves a hold.
    fn resolve(
        &mut self,
        (op, act): (Id, Act),
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
        let kinds = |accounts: &BTreeMap<Id, Account>| {
            let kind = |id| accounts.get(&id).map(|a| a.kind);
            kind(hold.debit).zip(kind(hold.credit))
        };
        let (from, to) = kinds(&self.accounts).ok_or(Refused::UnknownHold(id))?;
        if allowed(act, (from, to), phase).is_none() {
            return Err(Refused::NotAllowed { from, to });
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
        self.book((op, act), n, both, entry, &subject)
    }

    /// Enters a transfer into both accounts.
    fn book(
        &mut self,
        (op, act): (Id, Act),
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
            act,
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
