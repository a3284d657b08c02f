//! What went wrong is put right here and never by a script: opened, calculated with every account before
//! and after, approved by another person, done.

use std::collections::BTreeMap;

use db::{Read, Write};
use ledger::model::{Act as Books, Kind, Line, Order};
use people::rules::Approved;
use serde_json::json;
use values::{Cents, Id, Moment};

use super::back::{Into, Return, destination, give_back, is_over, made_good, renew};
use super::{Ctx, Error, Wallets, apart, award, books, must_voucher, trail};
use crate::model::{
    Change, Flag, FlagOutcome, Incident, IncidentState, Item, OwnBy, Spend, Trouble, Voucher,
};
use crate::policy::Act;
use crate::rules::{Refused, number, words};
use crate::store;

/// Opens an incident with a payment. `amount` goes towards the family when it is more than nothing, towards
/// the provider when it is less (only [`Trouble::WrongAmount`]).
///
/// # Errors
/// Not an officer; the own household or organisation; more than is left of the payment; no reason.
pub fn open(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    spend: Id,
    (kind, amount): (Trouble, Cents),
    reason: &str,
) -> Result<Incident, Error> {
    let by = ctx.may(w, Act::Mend)?;
    let s = store::spend(tx, spend)?.filter(|s| s.adjusts.is_none());
    let s = s.ok_or(Refused::Unknown)?;
    let v = must_voucher(tx, s.voucher)?;
    apart(tx, w, by, &award::concerned(&v), &[s.organisation], ctx.now)?;
    let wrong = || Refused::WrongAmount {
        field: "amount".into(),
    };
    let left = match s.state {
        Item::Undone => Cents(0),
        _ => store::left_of(tx, &s)?,
    };
    match kind {
        Trouble::WrongAmount if amount.0 < 0 => {
            let more = -amount.0;
            if more > 10_000_000 || left.0 + more + s.own.0 > s.price.0 {
                return Err(wrong().into());
            }
        }
        Trouble::Goodwill if (1..=10_000_000).contains(&amount.0) => {}
        Trouble::Goodwill => return Err(wrong().into()),
        _ if amount.0 < 1 => return Err(wrong().into()),
        _ if amount > left => return Err(Refused::MoreThanPaid { left }.into()),
        _ => {}
    }
    let incident = Incident {
        id: ctx.id("incident"),
        spend,
        kind,
        amount,
        reason: words(reason, Refused::ReasonNeeded)?,
        state: IncidentState::Opened,
        opened_by: by,
        approved_by: None,
        plan: None,
    };
    store::put_incident(tx, &incident, ctx.now)?;
    let detail = json!({"kind": kind.as_str(), "amount": amount.0});
    trail(
        tx,
        by,
        ("incident", incident.id),
        "open_incident",
        detail,
        ctx.now,
    )?;
    Ok(incident)
}

fn must(c: &mut Read<'_>, id: Id) -> Result<(Incident, Spend, Voucher), Error> {
    let incident = store::incident(c, id)?.ok_or(Refused::Unknown)?;
    let spend = store::spend(c, incident.spend)?.ok_or(Refused::Unknown)?;
    let voucher = must_voucher(c, spend.voucher)?;
    Ok((incident, spend, voucher))
}

fn is_sent(s: &Spend) -> bool {
    matches!(s.state, Item::Batched | Item::Sent | Item::Paid)
}

/// The lines that put it right, and the new voucher that gets the money, when there is one.
fn lines(
    tx: &mut Write<'_>,
    w: &Wallets,
    (i, s, v): (&Incident, &Spend, Voucher),
    now: Moment,
) -> Result<(Vec<Line>, Option<Id>), Error> {
    let account = |kind, owner: &str| ledger::model::account(s.fund, kind, owner);
    let subject = format!("spend:{}", s.id);
    let unallocated = account(Kind::Unallocated, "");
    let amount = Cents(i.amount.0.abs());
    let from = match (i.kind, is_sent(s)) {
        (Trouble::Goodwill, _) => account(Kind::Goodwill, ""),
        (_, true) => books::receivable(tx, s.fund, s.organisation, now)?,
        (_, false) => books::payable(tx, s.fund, s.organisation, now)?,
    };
    let line = |from, to| books::moved(from, to, amount, subject.clone());
    if i.amount.0 < 0 {
        let payable = books::payable(tx, s.fund, s.organisation, now)?;
        return Ok((vec![line(v.account(), payable)], None));
    }
    if i.kind == Trouble::Fraud {
        return Ok((vec![line(from, unallocated)], None));
    }
    if i.kind == Trouble::Goodwill {
        return Ok((vec![line(from, v.account())], None));
    }
    Ok(match destination(tx, w, v, true, now)? {
        Into::Same(v) | Into::Renewed(v) => (vec![line(from, v.account())], None),
        Into::Other(v) => (
            vec![line(from, unallocated), line(unallocated, v.account())],
            None,
        ),
        Into::New(_) => (vec![line(from, unallocated)], Some(made_good(i.id))),
        Into::Fund => (vec![line(from, unallocated)], None),
    })
}

/// Every account that would move, before and after.
fn plan(
    tx: &mut Write<'_>,
    w: &Wallets,
    (i, s, v): (&Incident, &Spend, &Voucher),
    now: Moment,
) -> Result<Vec<Change>, Error> {
    if i.kind == Trouble::Goodwill && is_over(w, v, now) && v.how == Some(crate::model::How::Closed)
    {
        return Err(Refused::VoucherEnded { on: v.ends_on }.into());
    }
    let (lines, new) = lines(tx, w, (i, s, v.clone()), now)?;
    let order = Order {
        reason: Some(i.reason.clone()),
        approver: Some("another".into()),
        ..books::order(i.id, Books::Correct, &i.opened_by.to_string(), lines)
    };
    let after = ledger::actions::preview(tx, &order, now)?;
    let after = after.map_err(|no| Refused::of_books(&no, &w.zone))?;
    let mut changes = Vec::new();
    for a in after {
        let before = ledger::actions::account(tx, a.id)?.map_or(0, |b| b.balance());
        let mut after = a.balance();
        // What makes it good comes out of the fund again.
        if new.is_some() && a.kind == Kind::Unallocated {
            after -= i.amount.0;
        }
        changes.push(Change {
            account: a.id,
            kind: a.kind.as_str().to_string(),
            before: Cents(before),
            after: Cents(after),
        });
    }
    if let Some(voucher) = new {
        changes.push(Change {
            account: crate::model::account_of(s.fund, voucher),
            kind: Kind::Voucher.as_str().to_string(),
            before: Cents(0),
            after: i.amount,
        });
    }
    Ok(changes)
}

/// Works out what every account will look like. It can be done again, until somebody approves.
///
/// # Errors
/// Not an officer; it is approved already; what the books would refuse.
pub fn calculate(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<Incident, Error> {
    ctx.may(w, Act::Mend)?;
    let (i, s, v) = must(tx, id)?;
    if !matches!(i.state, IncidentState::Opened | IncidentState::Calculated) {
        return Err(wrong_state(i.state));
    }
    let changes = plan(tx, w, (&i, &s, &v), ctx.now)?;
    store::calculated(tx, id, &changes, ctx.now)?;
    Ok(must(tx, id)?.0)
}

fn wrong_state(state: IncidentState) -> Error {
    Refused::WrongState {
        state: state.as_str().to_string(),
    }
    .into()
}

/// By how much each account moves.
fn moves(plan: &[Change]) -> BTreeMap<Id, i64> {
    plan.iter()
        .map(|c| (c.account, c.after.0 - c.before.0))
        .collect()
}

/// Another person agrees, and it is done. What each account moves by is what was calculated: else it is
/// calculated anew first.
///
/// # Errors
/// [`Refused::SamePerson`], [`Refused::OwnAffair`], [`Refused::NotReady`]; not an approver.
pub fn approve(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<Incident, Error> {
    let by = ctx.may(w, Act::ApproveMending)?;
    let (i, s, v) = must(tx, id)?;
    if i.state != IncidentState::Calculated {
        return Err(wrong_state(i.state));
    }
    Approved::new((), i.opened_by, by)?;
    apart(tx, w, by, &award::concerned(&v), &[s.organisation], ctx.now)?;
    let now_plan = plan(tx, w, (&i, &s, &v), ctx.now)?;
    if moves(&now_plan) != moves(i.plan.as_deref().unwrap_or_default()) {
        return Err(Refused::NotReady {
            what: "plan".into(),
        }
        .into());
    }
    store::approve_incident(tx, id, by, ctx.now)?;
    do_it(tx, w, (&i, &s, v), by, ctx.now)?;
    store::post_incident(tx, id)?;
    if s.state == Item::InReview && store::flags_of(tx, s.id)? == 0 {
        store::set_item(tx, s.id, Item::InReview, Item::Accrued)?;
    }
    let detail = json!({"kind": i.kind.as_str(), "amount": i.amount.0});
    trail(
        tx,
        by,
        ("incident", id),
        "approve_incident",
        detail,
        ctx.now,
    )?;
    Ok(must(tx, id)?.0)
}

fn do_it(
    tx: &mut Write<'_>,
    w: &Wallets,
    (i, s, mut v): (&Incident, &Spend, Voucher),
    by: Id,
    now: Moment,
) -> Result<(), Error> {
    let (preparer, approver) = (i.opened_by.to_string(), by.to_string());
    let towards_family = i.amount.0 > 0 && !matches!(i.kind, Trouble::Fraud | Trouble::Goodwill);
    if towards_family {
        let back = Return {
            spend: s,
            amount: i.amount,
            key: i.id,
            by_provider: true,
            actor: &preparer,
            reason: &i.reason,
            approver: Some(&approver),
        };
        give_back(tx, w, &back, now)??;
        return Ok(());
    }
    let (lines, _) = lines(tx, w, (i, s, v.clone()), now)?;
    let order = Order {
        reason: Some(i.reason.clone()),
        approver: Some(approver),
        ..books::order(i.id, Books::Correct, &preparer, lines)
    };
    books::must(tx, w, &order, now)?;
    if i.kind == Trouble::Goodwill {
        if is_over(w, &v, now) {
            renew(tx, w, &mut v, (i.id, &i.reason), now)?;
        }
        return Ok(());
    }
    let correction = Spend {
        id: i.id,
        op: i.id,
        number: number(i.id),
        adjusts: Some(s.id),
        owed: i.amount.0 > 0 && is_sent(s),
        amount: Cents(-i.amount.0),
        own: Cents(0),
        own_by: OwnBy::Nobody,
        operator: preparer,
        at: now,
        undo_until: now,
        state: Item::Accrued,
        document: None,
        ..s.clone()
    };
    Ok(store::put_spend(tx, &correction, &[])?)
}

/// One incident.
///
/// # Errors
/// From the database.
pub fn incident(c: &mut Read<'_>, id: Id) -> Result<Option<Incident>, Error> {
    Ok(store::incident(c, id)?)
}

/// Incidents that are not done, the oldest first.
///
/// # Errors
/// From the database.
pub fn incidents(c: &mut Read<'_>) -> Result<Vec<Incident>, Error> {
    Ok(store::incidents(c)?)
}

/// Flags nobody has decided about, the oldest first.
///
/// # Errors
/// From the database.
pub fn flags(c: &mut Read<'_>) -> Result<Vec<Flag>, Error> {
    Ok(store::flags(c)?)
}

/// A person decides about a flag. When nothing else is open about a payment it leaves the review; one
/// for which an incident is opened stays until that is done.
///
/// # Errors
/// Not an officer; the own household or organisation; decided already; no note.
pub fn decide(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    id: Id,
    outcome: FlagOutcome,
    note: &str,
) -> Result<Flag, Error> {
    let by = ctx.may(w, Act::Mend)?;
    let flag = store::flag(tx, id)?.ok_or(Refused::Unknown)?;
    let note = words(note, Refused::ReasonNeeded)?;
    let spend = match flag.spend {
        Some(id) => store::spend(tx, id)?,
        None => None,
    };
    if let Some(s) = &spend {
        let v = must_voucher(tx, s.voucher)?;
        apart(tx, w, by, &award::concerned(&v), &[s.organisation], ctx.now)?;
    }
    if !store::decide_flag(tx, id, outcome, by, &note, ctx.now)? {
        return Err(Refused::WrongState {
            state: "decided".into(),
        }
        .into());
    }
    if let Some(s) = spend.filter(|_| outcome != FlagOutcome::Incident)
        && s.state == Item::InReview
        && store::flags_of(tx, s.id)? == 0
    {
        store::set_item(tx, s.id, Item::InReview, Item::Accrued)?;
    }
    let detail = json!({"outcome": outcome.as_str()});
    trail(tx, by, ("flag", id), "decide_flag", detail, ctx.now)?;
    Ok(Flag {
        outcome: Some(outcome),
        ..flag
    })
}
