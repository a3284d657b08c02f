//! How providers are paid: batches and what the bank did; their accounts ([`payee`]), what they have earned
//! ([`statement`]).

mod payee;
mod statement;

use db::{Read, Write};
use ledger::model::{Act as Books, Kind, Line as BookLine, Order};
use people::rules::Approved;
use serde_json::json;
use values::{Cents, Day, Id};

use super::{Ctx, Error, Wallets, apart, books, hooks, trail};
use crate::model::{Batch, BatchState, Finding, Flag, Item, Line, LineName, LineState};
use crate::policy::{self, Act};
use crate::rules::{Refused, ends_at, pick, seal_hash, words};
use crate::store;

pub use payee::{change_payee, payees, verify_payee};
pub(super) use statement::statement_by;
pub use statement::{Entry, Statement, put_document, statement};

/// Lines of the ledger in one order of a settlement.
const LINES: usize = 400;

fn wrong_state(state: &str) -> Error {
    Refused::WrongState {
        state: state.to_string(),
    }
    .into()
}

pub(super) fn finance(w: &Wallets, ctx: &Ctx) -> Result<Id, Refused> {
    let today = w.day(ctx.now);
    policy::may(&ctx.actor, Act::PreparePayments, today)
        .or_else(|_| policy::may(&ctx.actor, Act::ApprovePayments, today))
}

/// Prepares a batch of everything that was earned until the end of a day. Providers without a verified
/// account are left out and named.
///
/// # Errors
/// Not finance; [`Refused::NothingToPay`].
pub fn draft(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    until: Day,
) -> Result<(Batch, Vec<Id>), Error> {
    let by = ctx.may(w, Act::PreparePayments)?;
    let batch = Batch {
        id: ctx.id("batch"),
        state: BatchState::Draft,
        until,
        made_by: by,
        sealed: None,
        hash: None,
        total: None,
        approved_by: None,
        exports: 0,
        exported_hash: None,
    };
    if let Some(found) = store::batch(tx, batch.id)? {
        return match found.until == until {
            true => Ok((found, Vec::new())),
            false => Err(Refused::KeyReused.into()),
        };
    }
    let end = ends_at(until, &w.zone).min(ctx.now);
    let (mut ready, mut left_out) = (Vec::new(), Vec::new());
    for (fund, organisation) in store::open_pairs(tx)? {
        let picked = pick(&store::open(tx, fund, organisation)?, end);
        if picked.items.is_empty() || picked.gross.0 < picked.netted.0 || picked.gross.0 < 0 {
            continue;
        }
        let payee = store::payees(tx, &w.keys, organisation)?;
        let Some(payee) = payee.into_iter().find(|p| p.verified_by.is_some()) else {
            left_out.push(organisation);
            continue;
        };
        let line = Line {
            id: Id::named(
                "vouchers payout",
                &format!("{} {fund} {organisation}", batch.id),
            ),
            batch: batch.id,
            fund,
            organisation,
            gross: picked.gross,
            netted: picked.netted,
            amount: Cents(picked.gross.0 - picked.netted.0),
            iban: payee.iban,
            holder: payee.holder,
            state: LineState::Waiting,
            document: None,
        };
        ready.push((line, picked.items));
    }
    left_out.dedup();
    if ready.is_empty() {
        return Err(match left_out.is_empty() {
            true => Refused::NothingToPay,
            false => Refused::NoPayee,
        }
        .into());
    }
    store::put_batch(tx, &batch, ctx.now)?;
    for (line, items) in ready {
        store::put_line(tx, &w.keys, ctx.seed, &line, &items)?;
        let name = name_of(tx, w, line.organisation, &items)?;
        store::put_line_name(tx, line.id, &name)?;
        for (item, was) in items {
            store::must_set_item(tx, item, was, Item::Batched)?;
        }
    }
    trail(tx, by, ("batch", batch.id), "draft", json!({}), ctx.now)?;
    Ok((batch, left_out))
}

/// How a provider is named in the files of a batch: as it stands now, so that later changes make no other
/// file of the same batch.
fn name_of(
    c: &mut Read<'_>,
    w: &Wallets,
    organisation: Id,
    items: &[(Id, Item)],
) -> Result<LineName, Error> {
    let named = providers::actions::named(c, &w.keys, organisation)?;
    let (name, tax_code) = named.unwrap_or_default();
    let mut documents = std::collections::BTreeSet::new();
    for (item, _) in items {
        documents.extend(store::document_of(c, *item)?);
    }
    Ok(LineName {
        name,
        tax_code,
        documents: documents.into_iter().collect(),
    })
}

fn must_batch(c: &mut Read<'_>, id: Id) -> Result<Batch, Error> {
    Ok(store::batch(c, id)?.ok_or(Refused::Unknown)?)
}

fn hash_of(c: &mut Read<'_>, w: &Wallets, batch: &Batch) -> Result<(Vec<u8>, Vec<Line>), Error> {
    let lines = store::lines(c, &w.keys, batch.id)?;
    let items = store::items(c, batch.id)?;
    Ok((seal_hash(batch.id, batch.until, &lines, &items), lines))
}

/// Seals a batch: nothing of it changes any more. The database adds every line up again.
///
/// # Errors
/// [`Refused::BatchChanged`] when a sum does not agree; no draft; not finance.
pub fn seal(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<Batch, Error> {
    let by = ctx.may(w, Act::PreparePayments)?;
    let batch = must_batch(tx, id)?;
    if batch.state != BatchState::Draft {
        return Err(wrong_state(batch.state.as_str()));
    }
    let (hash, lines) = hash_of(tx, w, &batch)?;
    let total = Cents(lines.iter().map(|l| l.amount.0).sum());
    let many = u64::try_from(lines.len()).unwrap_or(u64::MAX);
    if !store::seal(tx, id, (by, ctx.now), &hash, (total, many))? {
        return Err(Refused::BatchChanged.into());
    }
    let detail = json!({"total": total.0, "hash": hex::encode(&hash)});
    trail(tx, by, ("batch", id), "seal", detail, ctx.now)?;
    must_batch(tx, id)
}

/// Another person approves a sealed batch, who has nothing to do with any of its providers: what was
/// earned is on its way. Everything is compared with the hash first. A batch of which everything was netted
/// is settled by that, without a file.
///
/// # Errors
/// [`Refused::SamePerson`], [`Refused::OwnAffair`], [`Refused::BatchChanged`]; not sealed.
pub fn approve(tx: &mut Write<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<Batch, Error> {
    let by = ctx.may(w, Act::ApprovePayments)?;
    let batch = must_batch(tx, id)?;
    let Some((sealed_by, _)) = batch.sealed.filter(|_| batch.state == BatchState::Sealed) else {
        return Err(wrong_state(batch.state.as_str()));
    };
    Approved::new((), batch.made_by, by)?;
    Approved::new((), sealed_by, by)?;
    let (hash, lines) = hash_of(tx, w, &batch)?;
    if batch.hash.as_deref() != Some(&hash) {
        return Err(Refused::BatchChanged.into());
    }
    let houses: Vec<Id> = lines.iter().map(|l| l.organisation).collect();
    apart(tx, w, by, &[], &houses, ctx.now)?;
    let mut moves: Vec<BookLine> = Vec::new();
    for l in &lines {
        let owner = l.organisation.to_string();
        let payable = ledger::model::account(l.fund, Kind::Payable, &owner);
        let subject = format!("payout:{}", l.id);
        if l.netted.0 > 0 {
            let receivable = ledger::model::account(l.fund, Kind::Receivable, &owner);
            moves.push(books::moved(payable, receivable, l.netted, subject.clone()));
        }
        if l.amount.0 > 0 {
            let to = books::open(tx, l.fund, Kind::InPayment, &id.to_string(), ctx.now)?;
            moves.push(books::moved(payable, to, l.amount, subject));
        }
    }
    for (n, chunk) in moves.chunks(LINES).enumerate() {
        let order = Order {
            approver: Some(by.to_string()),
            ..books::order(
                Id::named("vouchers settle", &format!("{id} {n}")),
                Books::Settle,
                &sealed_by.to_string(),
                chunk.to_vec(),
            )
        };
        books::must(tx, w, &order, ctx.now)?;
    }
    if !store::approve(tx, id, by, ctx.now)? {
        return Err(wrong_state(batch.state.as_str()));
    }
    for l in &lines {
        let sent = (LineState::Waiting, LineState::Sent);
        store::set_line(tx, l.id, sent, (None, None), ctx.now)?;
        move_items(tx, l.id, Item::Batched, Item::Sent)?;
        if l.amount.0 == 0 {
            // All of it was netted: no bank has anything to answer.
            let paid = (LineState::Sent, LineState::Paid);
            store::set_line(tx, l.id, paid, (None, None), ctx.now)?;
            move_items(tx, l.id, Item::Sent, Item::Paid)?;
        }
    }
    // Nothing goes to a bank: there is no file to take and no answer to wait for.
    let netted = store::waiting_lines(tx, id)? == 0;
    if netted {
        store::set_batch(tx, id, BatchState::Approved, BatchState::Settled)?;
    }
    let detail = json!({"settled": netted});
    trail(tx, by, ("batch", id), "approve", detail, ctx.now)?;
    must_batch(tx, id)
}

fn move_items(tx: &mut Write<'_>, line: Id, from: Item, to: Item) -> Result<(), Error> {
    for (item, _) in store::items_of(tx, line)? {
        store::must_set_item(tx, item, from, to)?;
    }
    Ok(())
}

/// Notes that a file was taken. The first one's hash is kept; the same batch gives the same file, and a
/// different one is refused.
///
/// # Errors
/// [`Refused::BatchChanged`]; not approved; not finance.
pub fn export(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    id: Id,
    file: &[u8; 32],
) -> Result<Batch, Error> {
    let by = finance(w, ctx)?;
    let batch = must_batch(tx, id)?;
    let (hash, _) = hash_of(tx, w, &batch)?;
    if batch.hash.as_deref() != Some(&hash) {
        return Err(Refused::BatchChanged.into());
    }
    let again = match &batch.exported_hash {
        None => {
            if !store::export(tx, id, (by, ctx.now), file)? {
                return Err(wrong_state(batch.state.as_str()));
            }
            false
        }
        Some(kept) if kept == file => store::export_again(tx, id)?,
        Some(_) => return Err(Refused::BatchChanged.into()),
    };
    let detail = json!({"file": hex::encode(file), "again": again});
    trail(tx, by, ("batch", id), "export", detail, ctx.now)?;
    must_batch(tx, id)
}

/// A line the bank can answer for.
fn answered(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    line: Id,
) -> Result<(Id, Line, Batch), Error> {
    let by = ctx.may(w, Act::PreparePayments)?;
    let line = store::line(tx, &w.keys, line)?.ok_or(Refused::Unknown)?;
    let batch = must_batch(tx, line.batch)?;
    if !matches!(batch.state, BatchState::Exported | BatchState::Partly) {
        return Err(wrong_state(batch.state.as_str()));
    }
    Ok((by, line, batch))
}

fn go_on(tx: &mut Write<'_>, batch: &Batch) -> Result<(), Error> {
    let to = match store::waiting_lines(tx, batch.id)? {
        0 => BatchState::Settled,
        _ => BatchState::Partly,
    };
    if to != batch.state {
        store::set_batch(tx, batch.id, batch.state, to)?;
    }
    Ok(())
}

fn bank_order(line: &Line, (word, act, to): (&str, Books, Id), by: Id, document: &str) -> Order {
    let from = ledger::model::account(line.fund, Kind::InPayment, &line.batch.to_string());
    let lines = vec![books::moved(
        from,
        to,
        line.amount,
        format!("payout:{}", line.id),
    )];
    let id = Id::named("vouchers bank", &format!("{word} {}", line.id));
    Order {
        document: Some(document.to_string()),
        ..books::order(id, act, &by.to_string(), lines)
    }
}

/// The bank has paid a line, as a document says. Told again, it changes nothing.
///
/// # Errors
/// [`Refused::DocumentNeeded`]; it came back already; nothing was sent.
pub fn confirm(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    line: Id,
    document: &str,
) -> Result<Line, Error> {
    if let Some(found) = store::line(tx, &w.keys, line)?
        && found.state == LineState::Paid
    {
        ctx.may(w, Act::PreparePayments)?;
        return Ok(found);
    }
    let (by, l, batch) = answered(tx, w, ctx, line)?;
    let document = words(document, Refused::DocumentNeeded)?;
    if l.state != LineState::Sent {
        return Err(wrong_state(l.state.as_str()));
    }
    let to = ledger::model::account(l.fund, Kind::Paid, "");
    let order = bank_order(&l, ("paid", Books::Confirm, to), by, &document);
    books::must(tx, w, &order, ctx.now)?;
    let paid = (LineState::Sent, LineState::Paid);
    store::set_line(tx, line, paid, (Some(&document), None), ctx.now)?;
    move_items(tx, line, Item::Sent, Item::Paid)?;
    hooks::of_line(tx, &l, ctx.now)?;
    go_on(tx, &batch)?;
    trail(tx, by, ("payout", line), "confirm", json!({}), ctx.now)?;
    Ok(store::line(tx, &w.keys, line)?.ok_or(Refused::Unknown)?)
}

/// The bank has not paid a line: it is owed again, and somebody looks at the account. Told again, it
/// changes nothing.
///
/// # Errors
/// [`Refused::DocumentNeeded`], [`Refused::ReasonNeeded`]; it was paid already; nothing was sent.
pub fn returned(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    line: Id,
    (document, reason): (&str, &str),
) -> Result<Line, Error> {
    if let Some(found) = store::line(tx, &w.keys, line)?
        && found.state == LineState::Returned
    {
        ctx.may(w, Act::PreparePayments)?;
        return Ok(found);
    }
    let (by, l, batch) = answered(tx, w, ctx, line)?;
    let document = words(document, Refused::DocumentNeeded)?;
    let reason = words(reason, Refused::ReasonNeeded)?;
    if l.state != LineState::Sent {
        return Err(wrong_state(l.state.as_str()));
    }
    let to = books::payable(tx, l.fund, l.organisation, ctx.now)?;
    let order = bank_order(&l, ("returned", Books::Return, to), by, &document);
    books::must(tx, w, &order, ctx.now)?;
    let back = (LineState::Sent, LineState::Returned);
    store::set_line(tx, line, back, (Some(&document), Some(&reason)), ctx.now)?;
    move_items(tx, line, Item::Sent, Item::Returned)?;
    store::free_line(tx, line)?;
    let flag = Flag {
        id: Id::named("vouchers flag", &format!("{line} bank")),
        spend: None,
        line: Some(line),
        finding: Finding::BankData,
        detail: vec![("reason".into(), reason)],
        at: ctx.now,
        outcome: None,
    };
    store::put_flag(tx, &flag)?;
    go_on(tx, &batch)?;
    trail(tx, by, ("payout", line), "returned", json!({}), ctx.now)?;
    Ok(store::line(tx, &w.keys, line)?.ok_or(Refused::Unknown)?)
}

/// Gives a batch up before a file was taken; its items can go into another one. One that was approved
/// is given up only when nothing was netted in it: netting is not taken back.
///
/// # Errors
/// A file was taken; not finance; no reason.
pub fn void(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    id: Id,
    reason: &str,
) -> Result<Batch, Error> {
    let by = ctx.may(w, Act::PreparePayments)?;
    let reason = words(reason, Refused::ReasonNeeded)?;
    let batch = must_batch(tx, id)?;
    let lines = store::lines(tx, &w.keys, id)?;
    let approved = match batch.state {
        BatchState::Draft | BatchState::Sealed => false,
        BatchState::Approved if lines.iter().all(|l| l.netted.0 == 0) => true,
        other => return Err(wrong_state(other.as_str())),
    };
    for l in &lines {
        if approved {
            let to = books::payable(tx, l.fund, l.organisation, ctx.now)?;
            let document = format!("void {id}: {reason}");
            let order = bank_order(l, ("void", Books::Return, to), by, &document);
            books::must(tx, w, &order, ctx.now)?;
        }
        let stands = match approved {
            true => Item::Sent,
            false => Item::Batched,
        };
        for (item, was) in store::items_of(tx, l.id)? {
            store::must_set_item(tx, item, stands, was)?;
        }
        store::free_line(tx, l.id)?;
        let to = (l.state, LineState::Void);
        store::set_line(tx, l.id, to, (None, Some(&reason)), ctx.now)?;
    }
    store::set_batch(tx, id, batch.state, BatchState::Void)?;
    trail(tx, by, ("batch", id), "void", json!({}), ctx.now)?;
    must_batch(tx, id)
}

/// One batch, for finance.
///
/// # Errors
/// Not finance; from the database.
pub fn batch(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<Batch, Error> {
    finance(w, ctx)?;
    must_batch(c, id)
}

/// The last batches, newest first, for finance.
///
/// # Errors
/// Not finance; from the database.
pub fn batches(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx) -> Result<Vec<Batch>, Error> {
    finance(w, ctx)?;
    Ok(store::batches(c)?)
}

/// The lines of a batch with their accounts, for finance and the files that are made of them.
///
/// # Errors
/// Not finance; from the keys.
pub fn lines(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx, id: Id) -> Result<Vec<Line>, Error> {
    finance(w, ctx)?;
    store::lines(c, &w.keys, id)
}
