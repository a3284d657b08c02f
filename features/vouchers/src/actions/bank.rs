//! What goes to the bank and what comes back, the list of movements, and what offices look at.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use codes::Iban;
use db::{Read, Write};
use payments::voucher_csv::{Movement as Moved, write_movements};
use payments::{
    BatchDraft, BatchError, DebtorDraft, LineDraft, Outcome, Reason, Sent, read_bank_file,
};
use serde_json::json;
use values::{Cents, Day, Id, Refusal, Refuse};

use super::settle::{self, finance};
use super::{Ctx, Error, Ground, Wallets, books, must_terms, must_voucher, trail};
use crate::model::{BankEntry, BankTaken, BankWords, Batch, LineName, LineState, Payee};
use crate::policy::Act;
use crate::rules::{Clock, Refused, clock, words};
use crate::store;

/// A sealed batch as it is written into files. The same batch gives the same files.
///
/// # Errors
/// Not finance; not sealed; from the keys. What cannot stand in a file is an answer.
pub fn payout(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    id: Id,
    debtor: &city::Payments,
) -> Result<Result<payments::Batch, Vec<BatchError>>, Error> {
    finance(w, ctx)?;
    let batch = store::batch(c, id)?.ok_or(Refused::Unknown)?;
    let Some((_, sealed_at)) = batch.sealed else {
        return Err(Refused::WrongState {
            state: batch.state.as_str().to_string(),
        }
        .into());
    };
    let names = store::line_names(c, id)?;
    let mut lines = Vec::new();
    for l in store::lines(c, &w.keys, id)? {
        if l.amount.0 == 0 {
            continue;
        }
        let name = names.get(&l.id).cloned().unwrap_or_default();
        lines.push(LineDraft {
            payout: l.id,
            name: l.holder.clone(),
            tax_code: name.tax_code,
            iban: l.iban.clone(),
            amount: l.amount,
            remittance: format!("Buoni fino al {}, distinta {}", batch.until, short(id)),
            documents: name.documents,
            cup: debtor.cup.clone(),
            cig: None,
            capitolo: debtor.capitolo.clone(),
        });
    }
    let day = sealed_at
        .plus_seconds(i64::from(debtor.execution_days) * 24 * 3600)
        .day(&w.zone);
    Ok(payments::Batch::seal(BatchDraft {
        id,
        sealed_at,
        execution: day,
        debtor: DebtorDraft {
            name: debtor.name.clone(),
            iban: debtor.iban.clone(),
            bic: debtor.bic.clone(),
            cuc: debtor.cuc.clone(),
            abi: debtor.abi.clone(),
        },
        total: Cents(lines.iter().map(|l| l.amount.0).sum()),
        lines,
    }))
}

/// How people name a batch: the first eight signs of its identifier.
pub fn short(id: Id) -> String {
    id.to_string().chars().take(8).collect()
}

/// How the providers of a batch are named in its files.
///
/// # Errors
/// Not finance; from the database.
pub fn line_names(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
    batch: Id,
) -> Result<BTreeMap<Id, LineName>, Error> {
    finance(w, ctx)?;
    Ok(store::line_names(c, batch)?)
}

fn reason(r: &Reason) -> String {
    let text = format!("{} {}", r.code, r.text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Takes a file of the bank: what it says of our payouts is done, what a person has to look at is queued.
/// A file is taken as a whole or refused as a whole, and once.
///
/// # Errors
/// Not finance. What is wrong with the file is an answer, as is one that was taken before.
pub fn take_bank_file(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    bytes: &[u8],
) -> Result<Result<BankTaken, Refusal>, Error> {
    let by = ctx.may(w, Act::PreparePayments)?;
    let mut all: BTreeMap<Id, Vec<(Id, Cents)>> = BTreeMap::new();
    for (batch, payout, amount) in store::sent(tx)? {
        all.entry(batch).or_default().push((payout, amount));
    }
    let mut sent = Sent::default();
    for (batch, payouts) in all {
        sent.add(batch, payouts);
    }
    let taken_before = store::bank_file_known(tx, &payments::content_hash(bytes))?;
    let file = match read_bank_file(bytes, &sent, &|_| taken_before) {
        Ok(file) => file,
        Err(no) => return Ok(Err(no.refusal().field("file"))),
    };
    let mut taken = BankTaken {
        hash: file.hash.clone(),
        kind: file.version.clone(),
        message_id: cut(&file.message_id, 100),
        at: ctx.now,
        paid: 0,
        returned: 0,
        pending: 0,
        queued: 0,
    };
    let mut queue: Vec<(String, BankWords)> = Vec::new();
    for r in &file.returned {
        let line = store::line(tx, &w.keys, r.payout)?.ok_or(Refused::Unknown)?;
        let reference = r.bank_reference.clone().unwrap_or_default();
        let document = format!("{} {} {reference}", file.version, file.message_id);
        let document = cut(document.trim(), 300);
        let why = r.reason.as_ref().map(reason).unwrap_or_default();
        let clash = |queue: &mut Vec<(String, BankWords)>| {
            let words = BankWords {
                end_to_end: Some(r.end_to_end.clone()),
                message_id: Some(r.message_id.clone()),
                status: r.status.clone(),
                amount: Some(r.amount.0),
                currency: Some(r.currency.clone()),
                credit: None,
                reason: (!why.is_empty()).then(|| why.clone()),
                reference: r.bank_reference.clone(),
                day: r.day,
                text: String::new(),
            };
            queue.push(("vouchers-office-why-answered".to_string(), words));
        };
        match (r.outcome, line.state) {
            (Outcome::Pending, LineState::Sent) => taken.pending += 1,
            (Outcome::Paid, LineState::Sent) => {
                settle::confirm(tx, w, ctx, r.payout, &document)?;
                taken.paid += 1;
            }
            (Outcome::Rejected, LineState::Sent) => {
                let told = match why.is_empty() {
                    true => r.status.clone(),
                    false => cut(&why, 300),
                };
                settle::returned(tx, w, ctx, r.payout, (&document, &told))?;
                taken.returned += 1;
            }
            // Told again by another file, as a notification and a statement do.
            (Outcome::Paid, LineState::Paid)
            | (Outcome::Rejected, LineState::Returned)
            | (Outcome::Pending, _) => {}
            _ => clash(&mut queue),
        }
    }
    for u in &file.unmatched {
        let words = BankWords {
            end_to_end: u.end_to_end.clone(),
            message_id: u.message_id.clone(),
            status: u.status.clone(),
            amount: u.amount.map(|a| a.0),
            currency: u.currency.clone(),
            credit: u.credit,
            reason: u.reason.as_ref().map(reason),
            reference: u.bank_reference.clone(),
            day: u.day,
            text: u.text.clone(),
        };
        queue.push((u.why.key().to_string(), words));
    }
    taken.queued = queue.len() as u64;
    store::put_bank_file(tx, &taken, by)?;
    for (n, (why, words)) in queue.into_iter().enumerate() {
        let n = u32::try_from(n + 1).unwrap_or(u32::MAX);
        let entry = BankEntry {
            id: Id::named("vouchers bank entry", &format!("{} {n}", taken.hash)),
            file: taken.hash.clone(),
            n,
            why,
            words,
            at: ctx.now,
        };
        store::put_entry(tx, &w.keys, ctx.seed, &entry)?;
    }
    let about = Id::named("vouchers bank file", &taken.hash);
    let detail = json!({"file": taken.hash, "paid": taken.paid, "returned": taken.returned, "queued": taken.queued});
    trail(
        tx,
        by,
        ("bank_file", about),
        "take_bank_file",
        detail,
        ctx.now,
    )?;
    Ok(Ok(taken))
}

/// The last files of banks, for finance.
///
/// # Errors
/// Not finance; from the database.
pub fn bank_files(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx) -> Result<Vec<BankTaken>, Error> {
    finance(w, ctx)?;
    Ok(store::bank_files(c)?)
}

/// Entries nobody has decided about, for finance.
///
/// # Errors
/// Not finance; from the keys.
pub fn bank_entries(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx) -> Result<Vec<BankEntry>, Error> {
    finance(w, ctx)?;
    store::entries(c, &w.keys)
}

/// A person has dealt with an entry, and says how.
///
/// # Errors
/// Not finance; no note; decided already.
pub fn decide_entry(
    tx: &mut Write<'_>,
    w: &Wallets,
    ctx: &Ctx,
    id: Id,
    note: &str,
) -> Result<(), Error> {
    let by = ctx.may(w, Act::PreparePayments)?;
    let note = words(note, Refused::ReasonNeeded)?;
    if !store::decide_entry(tx, id, &note, by, ctx.now)? {
        return Err(Refused::WrongState {
            state: "decided".into(),
        }
        .into());
    }
    trail(
        tx,
        by,
        ("bank_entry", id),
        "decide_entry",
        json!({}),
        ctx.now,
    )?;
    Ok(())
}

/// Accounts that wait for a second person, with the provider's name, for finance.
///
/// # Errors
/// Not finance; from the keys.
pub fn waiting_payees(
    c: &mut Read<'_>,
    w: &Wallets,
    ctx: &Ctx,
) -> Result<Vec<(Payee, String)>, Error> {
    finance(w, ctx)?;
    let mut all = Vec::new();
    for (id, organisation) in store::waiting_payees(c)? {
        if let Some(payee) = store::payee(c, &w.keys, id)? {
            all.push((payee, provider_name(c, organisation)?));
        }
    }
    Ok(all)
}

/// The name of a provider; empty for one that is not known.
///
/// # Errors
/// From the database.
pub fn provider_name(c: &mut Read<'_>, id: Id) -> Result<String, Error> {
    let found = providers::actions::organisation(c, id)?;
    Ok(found.map(|o| o.name).unwrap_or_default())
}

/// What a provider is owed, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Who.
    pub organisation: Id,
    /// Its name.
    pub name: String,
    /// How much.
    pub amount: Cents,
    /// How long the oldest of it has waited.
    pub clock: Clock,
    /// True when somebody has verified where it is paid.
    pub verified: bool,
}

/// What providers are owed, who has waited longest first.
///
/// # Errors
/// Not finance; from the database.
pub fn owed(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx) -> Result<Vec<Owed>, Error> {
    finance(w, ctx)?;
    let today = w.day(ctx.now);
    let mut all = Vec::new();
    for (organisation, oldest, amount) in store::owed(c)? {
        let payees = store::payees(c, &w.keys, organisation)?;
        all.push(Owed {
            organisation,
            name: provider_name(c, organisation)?,
            amount,
            clock: clock(oldest, today, &w.zone),
            verified: payees.iter().any(|p| p.verified_by.is_some()),
        });
    }
    Ok(all)
}

/// What was spent within a span of days and corrected, for the procedure that awarded the vouchers; of one
/// call, or of all. `named` gives the name of a service. It is written into the trail.
///
/// # Errors
/// Neither an officer nor finance; the span ends before it begins.
pub fn movements_file(
    tx: &mut Write<'_>,
    g: &Ground,
    ctx: &Ctx,
    (from, to): (Day, Day),
    call: Option<Id>,
    named: &dyn Fn(Id) -> Option<String>,
) -> Result<Vec<u8>, Error> {
    let w = &g.wallets;
    let by = ctx.may(w, Act::Prepare).or_else(|_| finance(w, ctx))?;
    if from > to {
        return Err(Refused::Wrong { field: "to".into() }.into());
    }
    let before = from.yesterday().map_err(|_| Refused::Wrong {
        field: "from".into(),
    })?;
    let span = (
        crate::rules::ends_at(before, &w.zone),
        crate::rules::ends_at(to, &w.zone),
    );
    let mut rows = Vec::new();
    let mut payees: BTreeMap<Id, (String, String, Option<Iban>)> = BTreeMap::new();
    for s in store::moved(tx, span, 200_000)? {
        if s.at.day(&w.zone) < from {
            continue;
        }
        let v = must_voucher(tx, s.voucher)?;
        if call.is_some_and(|c| c != v.terms) {
            continue;
        }
        let (provider, tax_code, iban) = match payees.entry(s.organisation) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(new) => {
                let (name, code) =
                    providers::actions::named(tx, &w.keys, s.organisation)?.unwrap_or_default();
                let iban = store::payees(tx, &w.keys, s.organisation)?
                    .into_iter()
                    .find(|p| p.verified_by.is_some())
                    .and_then(|p| Iban::parse(&p.iban).ok());
                new.insert((name, code, iban)).clone()
            }
        };
        let booked = match s.booking {
            Some(b) => g.seats.ticketed(tx, b)?,
            None => None,
        };
        let day = s.at.day(&w.zone);
        rows.push(Moved {
            id: s.id,
            day,
            voucher: v.code.clone(),
            call: must_terms(tx, v.terms)?.code,
            provider,
            tax_code,
            iban,
            service: s.service.and_then(named).unwrap_or_default(),
            service_from: booked.as_ref().map_or(day, |b| b.starts_at.day(&w.zone)),
            service_to: booked.map_or(day, |b| b.ends_at.day(&w.zone)),
            amount: s.amount,
        });
    }
    let about = Id::named("vouchers movements", &format!("{from} {to}"));
    let detail = json!({"from": from, "to": to, "rows": rows.len()});
    trail(
        tx,
        by,
        ("movements", about),
        "export_movements",
        detail,
        ctx.now,
    )?;
    Ok(write_movements(&rows))
}

/// An account of a fund as officers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// What for, as the ledger names it.
    pub kind: &'static str,
    /// The sum over all accounts of the kind.
    pub balance: Cents,
    /// What of it is held by bookings.
    pub held: Cents,
}

/// The balances of every kind of account of a fund, for officers and finance.
///
/// # Errors
/// Neither; from the database.
pub fn balances(c: &mut Read<'_>, w: &Wallets, ctx: &Ctx, fund: Id) -> Result<Vec<Balance>, Error> {
    use ledger::model::Kind;
    ctx.may(w, Act::Prepare)
        .or_else(|_| ctx.may(w, Act::Approve))
        .or_else(|_| finance(w, ctx))?;
    let single = || vec![String::new()];
    let vouchers = store::in_fund(c, fund)?;
    let earners = store::earners(c, fund)?;
    let batches = store::batches(c)?;
    let names = |ids: Vec<Id>| ids.into_iter().map(|i| i.to_string()).collect::<Vec<_>>();
    let all = [
        (Kind::Appropriation, single()),
        (Kind::Unallocated, single()),
        (Kind::Voucher, names(vouchers)),
        (Kind::Payable, names(earners.clone())),
        (
            Kind::InPayment,
            names(batches.iter().map(|b: &Batch| b.id).collect()),
        ),
        (Kind::Paid, single()),
        (Kind::Receivable, names(earners)),
        (Kind::Goodwill, single()),
        (Kind::Lapsed, single()),
        (Kind::ClosedOut, single()),
    ];
    let mut out = Vec::new();
    for (kind, owners) in all {
        let mut sum = Balance {
            kind: kind.as_str(),
            balance: Cents(0),
            held: Cents(0),
        };
        for owner in owners {
            if let Some(a) = books::see(c, fund, kind, &owner)? {
                sum.balance.0 += a.balance();
                sum.held.0 += a.held();
            }
        }
        out.push(sum);
    }
    Ok(out)
}

/// What vouchers find wrong with themselves: arithmetic of batches, items in one live batch. Sums of money
/// are the ledger's to check.
///
/// # Errors
/// From the database.
pub fn verify(c: &mut Read<'_>) -> Result<Vec<String>, db::Fault> {
    store::check(c)
}
