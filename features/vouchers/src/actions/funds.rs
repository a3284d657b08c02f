//! Funds: planned, filled by an act of the administration, closed by gates with a dry run.

use db::{Read, Write};
use ledger::model::{Act as Books, Kind, Unit};
use people::rules::Approved;
use serde_json::json;
use values::{Cents, Id};

use super::{Ctx, Error, Wallets, books, trail};
use crate::model::{Fund, FundState, Grant};
use crate::policy::Act;
use crate::rules::{Refused, words};
use crate::store;

/// Plans a fund: it has accounts and no money.
///
/// # Errors
/// Not an officer; no name.
pub fn plan_fund(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, name: &str) -> Result<Id, Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let wrong = Refused::Wrong {
        field: "name".into(),
    };
    let name = words(name, wrong)?;
    let id = ctx.id("fund");
    let fund = ledger::model::Fund {
        id,
        unit: Unit::Cents,
        name: name.clone(),
    };
    ledger::actions::open_fund(tx, &fund, ctx.now)?;
    for kind in [
        Kind::Appropriation,
        Kind::Unallocated,
        Kind::Paid,
        Kind::Goodwill,
        Kind::Lapsed,
        Kind::ClosedOut,
    ] {
        books::open(tx, id, kind, "", ctx.now)?;
    }
    store::put_fund(tx, (id, &name), by, ctx.now)?;
    trail(tx, by, ("fund", id), "plan_fund", json!({}), ctx.now)?;
    Ok(id)
}

/// Prepares a grant: nothing moves before another person has agreed.
///
/// # Errors
/// Not an officer; no such fund; an amount that is none; no act.
pub fn prepare_grant(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    fund: Id,
    amount: Cents,
    document: &str,
) -> Result<Grant, Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let found = store::fund(tx, fund)?.ok_or(Refused::Unknown)?;
    if !matches!(found.state, FundState::Planned | FundState::Open) {
        return Err(wrong_state(found.state.as_str()));
    }
    if !(1..=ledger::model::MOST).contains(&amount.0) {
        return Err(Refused::WrongAmount {
            field: "amount".into(),
        }
        .into());
    }
    let grant = Grant {
        id: ctx.id("grant"),
        fund,
        amount,
        document: words(document, Refused::DocumentNeeded)?,
        prepared_by: by,
        approved_by: None,
    };
    store::put_grant(tx, &grant, ctx.now)?;
    let detail = json!({"amount": amount.0, "grant": grant.id.to_string()});
    trail(tx, by, ("fund", fund), "prepare_grant", detail, ctx.now)?;
    Ok(grant)
}

/// Approves a grant: the money is there. Approved before by the same person, it changes nothing.
///
/// # Errors
/// [`Refused::SamePerson`]; not an approver; approved by somebody else.
pub fn approve_grant(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    grant: Id,
) -> Result<Grant, Error> {
    let by = ctx.may(w, Act::Approve)?;
    let mut grant = store::grant(tx, grant)?.ok_or(Refused::Unknown)?;
    match grant.approved_by {
        Some(other) if other == by => return Ok(grant),
        Some(_) => return Err(wrong_state("approved")),
        None => {}
    }
    let approved = Approved::new((), grant.prepared_by, by)?;
    let (preparer, approver) = approved.people();
    let account = |kind| ledger::model::account(grant.fund, kind, "");
    let mut order = books::order(
        grant.id,
        Books::Grant,
        &preparer.to_string(),
        vec![books::moved(
            account(Kind::Appropriation),
            account(Kind::Unallocated),
            grant.amount,
            format!("grant:{}", grant.id),
        )],
    );
    order.approver = Some(approver.to_string());
    order.document = Some(grant.document.clone());
    books::must(tx, w, &order, ctx.now)?;
    if !store::approve_grant(tx, grant.id, by, ctx.now)? {
        return Err(wrong_state("approved"));
    }
    grant.approved_by = Some(by);
    store::set_fund(tx, grant.fund, FundState::Planned, FundState::Open)?;
    let detail = json!({"amount": grant.amount.0, "grant": grant.id.to_string()});
    trail(
        tx,
        by,
        ("fund", grant.fund),
        "approve_grant",
        detail,
        ctx.now,
    )?;
    Ok(grant)
}

fn wrong_state(state: &str) -> Error {
    Refused::WrongState {
        state: state.to_string(),
    }
    .into()
}

/// One fund.
///
/// # Errors
/// From the database.
pub fn fund(c: &mut Read<'_>, id: Id) -> Result<Option<Fund>, Error> {
    Ok(store::fund(c, id)?)
}

/// All funds.
///
/// # Errors
/// From the database.
pub fn funds(c: &mut Read<'_>) -> Result<Vec<Fund>, Error> {
    Ok(store::funds(c)?)
}

/// The grants of a fund.
///
/// # Errors
/// From the database.
pub fn grants(c: &mut Read<'_>, fund: Id) -> Result<Vec<Grant>, Error> {
    Ok(store::grants(c, fund)?)
}

/// What stands in the way of a fund's next step: the dry run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Where it stands.
    pub state: FundState,
    /// The next step; none when it is closed.
    pub next: Option<FundState>,
    /// Not awarded.
    pub unallocated: Cents,
    /// Ended, and not to be used again.
    pub lapsed: Cents,
    /// Vouchers that are not over.
    pub live: u64,
    /// What families may still spend.
    pub with_families: Cents,
    /// What is held by bookings.
    pub held: Cents,
    /// What providers have earned and not been sent.
    pub payable: Cents,
    /// What providers were paid too much.
    pub receivable: Cents,
    /// Items that are not paid.
    pub items: u64,
    /// Payouts that are on their way.
    pub under_way: u64,
    /// Incidents that are not done.
    pub incidents: u64,
    /// What stands in the way, one word each; empty when the step can be made.
    pub missing: Vec<&'static str>,
}

/// What a fund's next step would find.
///
/// # Errors
/// No such fund; from the database.
pub fn gate(c: &mut Read<'_>, fund: Id) -> Result<Gate, Error> {
    let found = store::fund(c, fund)?.ok_or(Refused::Unknown)?;
    let next = match found.state {
        FundState::Planned => Some(FundState::Open),
        FundState::Open => Some(FundState::AwardClosed),
        FundState::AwardClosed => Some(FundState::SpendClosed),
        FundState::SpendClosed => Some(FundState::Settling),
        FundState::Settling => Some(FundState::Closed),
        FundState::Closed => None,
    };
    let balance = |c: &mut Read<'_>, kind, owner: &str| -> Result<Cents, Error> {
        Ok(Cents(
            books::see(c, fund, kind, owner)?.map_or(0, |a| a.balance()),
        ))
    };
    let (mut with_families, mut held) = (0, 0);
    for voucher in store::in_fund(c, fund)? {
        if let Some(a) = books::see(c, fund, Kind::Voucher, &voucher.to_string())? {
            with_families += a.balance();
            held += a.held();
        }
    }
    let (mut payable, mut receivable) = (0, 0);
    for organisation in store::earners(c, fund)? {
        let owner = organisation.to_string();
        payable += balance(c, Kind::Payable, &owner)?.0;
        receivable += balance(c, Kind::Receivable, &owner)?.0;
    }
    let mut gate = Gate {
        state: found.state,
        next,
        unallocated: balance(c, Kind::Unallocated, "")?,
        lapsed: balance(c, Kind::Lapsed, "")?,
        live: store::live_in(c, fund)?,
        with_families: Cents(with_families),
        held: Cents(held),
        payable: Cents(payable),
        receivable: Cents(receivable),
        items: store::unpaid(c, fund)?.0,
        under_way: store::lines_under_way(c, fund)?,
        incidents: store::open_incidents(c, fund)?,
        missing: Vec::new(),
    };
    let mut open = |yes: bool, what| {
        if yes {
            gate.missing.push(what);
        }
    };
    match found.state {
        FundState::Planned => open(true, "grant"),
        FundState::Open | FundState::Closed => {}
        FundState::AwardClosed => open(gate.live > 0, "vouchers"),
        FundState::SpendClosed => {
            open(gate.live > 0, "vouchers");
            open(gate.with_families.0 > 0, "credit");
            open(gate.held.0 > 0, "holds");
        }
        FundState::Settling => {
            open(gate.with_families.0 > 0, "credit");
            open(gate.payable.0 > 0, "payable");
            open(gate.receivable.0 > 0, "receivable");
            open(gate.under_way > 0, "payouts");
            open(gate.incidents > 0, "incidents");
        }
    }
    Ok(gate)
}

/// Moves a fund to its next step but the last, when nothing stands in the way.
///
/// # Errors
/// [`Refused::NotReady`]; not an officer.
pub fn move_fund(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, fund: Id) -> Result<FundState, Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let found = gate(tx, fund)?;
    ready(&found)?;
    let next = found.next.filter(|n| *n != FundState::Closed);
    let next = next.ok_or_else(|| wrong_state(found.state.as_str()))?;
    store::set_fund(tx, fund, found.state, next)?;
    let detail = json!({"to": next.as_str()});
    trail(tx, by, ("fund", fund), "move_fund", detail, ctx.now)?;
    Ok(next)
}

fn ready(gate: &Gate) -> Result<(), Error> {
    match gate.missing.is_empty() {
        true => Ok(()),
        false => Err(Refused::NotReady {
            what: gate.missing.join(" "),
        }
        .into()),
    }
}

/// Closes a fund: what is left goes back to the grantor. `prepared_by` is the officer who asked for it,
/// the acting person agrees.
///
/// # Errors
/// [`Refused::NotReady`], [`Refused::SamePerson`], [`Refused::DocumentNeeded`]; not an approver.
pub fn close_fund(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    fund: Id,
    prepared_by: Id,
    document: &str,
) -> Result<(), Error> {
    let by = ctx.may(w, Act::Approve)?;
    let approved = Approved::new((), prepared_by, by)?;
    let document = words(document, Refused::DocumentNeeded)?;
    let found = gate(tx, fund)?;
    if found.state != FundState::Settling {
        return Err(wrong_state(found.state.as_str()));
    }
    ready(&found)?;
    let account = |kind| ledger::model::account(fund, kind, "");
    let to = account(Kind::ClosedOut);
    let lines: Vec<_> = [
        (Kind::Unallocated, found.unallocated),
        (Kind::Lapsed, found.lapsed),
    ]
    .into_iter()
    .filter(|(_, a)| a.0 > 0)
    .map(|(kind, amount)| books::moved(account(kind), to, amount, format!("fund:{fund}")))
    .collect();
    if !lines.is_empty() {
        let id = Id::named("vouchers close fund", &fund.to_string());
        let (preparer, approver) = approved.people();
        let mut order = books::order(id, Books::Close, &preparer.to_string(), lines);
        order.approver = Some(approver.to_string());
        order.document = Some(document);
        books::must(tx, w, &order, ctx.now)?;
    }
    store::set_fund(tx, fund, FundState::Settling, FundState::Closed)?;
    trail(tx, by, ("fund", fund), "close_fund", json!({}), ctx.now)?;
    Ok(())
}

/// An officer asks to close a fund by an act; another person agrees ([`agree_to_close`]).
///
/// # Errors
/// [`Refused::NotReady`], [`Refused::DocumentNeeded`]; not an officer; not settling.
pub fn ask_to_close(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    fund: Id,
    document: &str,
) -> Result<(), Error> {
    let by = ctx.may(w, Act::Prepare)?;
    let document = words(document, Refused::DocumentNeeded)?;
    let found = gate(tx, fund)?;
    if found.state != FundState::Settling {
        return Err(wrong_state(found.state.as_str()));
    }
    ready(&found)?;
    store::put_closing(tx, fund, by, &document, ctx.now)?;
    trail(tx, by, ("fund", fund), "ask_to_close", json!({}), ctx.now)?;
    Ok(())
}

/// Another person agrees to close a fund as it was asked.
///
/// # Errors
/// As [`close_fund`]; nobody has asked.
pub fn agree_to_close(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, fund: Id) -> Result<(), Error> {
    ctx.may(w, Act::Approve)?;
    let (by, document) = store::closing(tx, fund)?.ok_or_else(|| Refused::NotReady {
        what: "closing".into(),
    })?;
    close_fund(tx, w, ctx, fund, by, &document)
}

/// By which act somebody has asked to close a fund.
///
/// # Errors
/// From the database.
pub fn closing(c: &mut Read<'_>, fund: Id) -> Result<Option<String>, Error> {
    Ok(store::closing(c, fund)?.map(|(_, document)| document))
}
