//! Where providers are paid, batches, their lines and items.

use db::{Fault, Read, Row, Sql, Value, Write, params};
use seal::{Keys, SealError, Sealed, Seed};
use values::{Cents, Id, Moment};

use super::{one, word};
use crate::actions::Error;
use crate::model::{Batch, BatchState, Item, Line, LineState, Payee};

seal::columns! {
    /// The account a provider is paid to.
    pub(crate) PAYEE_IBAN = Sealed vouchers_payee.iban by id;
    /// Whose account it is.
    pub(crate) PAYEE_HOLDER = Sealed vouchers_payee.holder by id;
    /// The account of a line.
    pub(crate) LINE_IBAN = Sealed vouchers_line.iban by id;
    /// Whose account it is.
    pub(crate) LINE_HOLDER = Sealed vouchers_line.holder by id;
}

db::statements! {
    /// Keeps an account that nobody has looked at yet.
    pub(crate) PUT_PAYEE = "insert into vouchers_payee (id, organisation, iban, holder, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6)";
    /// What waits for a second person takes the place of what waited before.
    pub(crate) DROP_WAITING = "update vouchers_payee set replaced_at = $2 where organisation = $1 and verified_at is null and replaced_at is null";
    /// The accounts of a provider that are not replaced: the verified one, and one that waits.
    pub(crate) PAYEES = "select id, organisation, iban, holder, changed_by, verified_by from vouchers_payee where organisation = $1 and replaced_at is null order by verified_at is null, changed_at, id";
    /// One of them.
    pub(crate) PAYEE = "select id, organisation, iban, holder, changed_by, verified_by from vouchers_payee where id = $1 and replaced_at is null";
    /// The verified one is replaced.
    pub(crate) REPLACE_PAYEE = "update vouchers_payee set replaced_at = $2 where organisation = $1 and verified_at is not null and replaced_at is null";
    /// A second person has looked.
    pub(crate) VERIFY_PAYEE = "update vouchers_payee set verified_by = $2, verified_at = $3 where id = $1 and verified_by is null and replaced_at is null";
    /// Keeps a batch.
    pub(crate) PUT_BATCH = "insert into vouchers_batch (id, state, until_on, made_by, made_at) values ($1, 'draft', $2, $3, $4)";
    /// One batch.
    pub(crate) BATCH = "select id, state, until_on, made_by, sealed_by, sealed_at, total, hash, approved_by, exports, exported_hash from vouchers_batch where id = $1";
    /// Batches, newest first.
    pub(crate) BATCHES = "select id, state, until_on, made_by, sealed_by, sealed_at, total, hash, approved_by, exports, exported_hash from vouchers_batch order by made_at desc, id limit 200";
    /// Keeps a line.
    pub(crate) PUT_LINE = "insert into vouchers_line (id, batch, fund, organisation, gross, netted, amount, iban, holder, state) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting')";
    /// Keeps an item of a line.
    pub(crate) PUT_ITEM = "insert into vouchers_batch_item (batch, item, line, was, live) values ($1, $2, $3, $4, true)";
    /// The lines of a batch.
    pub(crate) LINES = "select id, batch, fund, organisation, gross, netted, amount, iban, holder, state, document from vouchers_line where batch = $1 order by id";
    /// One line.
    pub(crate) LINE = "select id, batch, fund, organisation, gross, netted, amount, iban, holder, state, document from vouchers_line where id = $1";
    /// The items of a batch: item, line, amount.
    pub(crate) ITEMS = "select b.item, b.line, s.amount from vouchers_batch_item b join vouchers_spend s on s.id = b.item where b.batch = $1 order by b.item";
    /// The live items of a line with their state before.
    pub(crate) ITEMS_OF = "select item, was from vouchers_batch_item where line = $1 and live order by item";
    /// Items of a line are free for another batch.
    pub(crate) FREE_LINE = "update vouchers_batch_item set live = false where line = $1 and live";
    /// Seals a draft if every sum agrees: items with lines, lines with the total.
    pub(crate) SEAL = "update vouchers_batch set state = 'sealed', sealed_by = $2, sealed_at = $3, hash = $4, total = $5, lines = $6 where id = $1 and state = 'draft' and $5 = (select cast(coalesce(sum(l.amount), 0) as bigint) from vouchers_line l where l.batch = $1) and $6 = (select count(*) from vouchers_line l where l.batch = $1) and not exists (select 1 from vouchers_line l where l.batch = $1 and l.amount <> (select cast(coalesce(sum(s.amount), 0) as bigint) from vouchers_batch_item b join vouchers_spend s on s.id = b.item where b.line = l.id and b.live))";
    /// Another person approves.
    pub(crate) APPROVE = "update vouchers_batch set state = 'approved', approved_by = $2, approved_at = $3 where id = $1 and state = 'sealed' and made_by <> $2 and sealed_by <> $2";
    /// A file was taken for the first time.
    pub(crate) EXPORT = "update vouchers_batch set state = 'exported', exported_by = $2, exported_at = $3, exported_hash = $4, exports = 1 where id = $1 and state = 'approved'";
    /// A file was taken once more.
    pub(crate) EXPORT_AGAIN = "update vouchers_batch set exports = exports + 1 where id = $1 and state in ('exported', 'partly', 'settled')";
    /// Moves a batch on.
    pub(crate) SET_BATCH = "update vouchers_batch set state = $3 where id = $1 and state = $2";
    /// Moves a line on.
    pub(crate) SET_LINE = "update vouchers_line set state = $3, document = $4, reason = $5, at = $6 where id = $1 and state = $2";
    /// How many lines of a batch wait for the bank.
    pub(crate) WAITING_LINES = "select count(*) as n from vouchers_line where batch = $1 and state = 'sent'";
    /// How many lines of a fund are on their way.
    pub(crate) LINES_UNDER_WAY = "select count(*) as n from vouchers_line where fund = $1 and state in ('waiting', 'sent')";
    /// When a provider's items were sent and paid: item, state of its line, moment.
    pub(crate) LINE_OF_ITEM = "select l.id, l.batch, l.state, l.at, b.approved_at from vouchers_batch_item i join vouchers_line l on l.id = i.line join vouchers_batch b on b.id = l.batch where i.item = $1 and i.live";
}

fn open(
    keys: &Keys,
    columns: [&seal::Column; 2],
    r: &Row<'_>,
) -> Result<Result<(String, String), SealError>, Fault> {
    let (id, iban, holder): (Id, Sealed, Sealed) = (r.get("id")?, r.get("iban")?, r.get("holder")?);
    let both = keys.open_text(columns[0], id, &iban).and_then(|i| {
        Ok((
            i.to_string(),
            keys.open_text(columns[1], id, &holder)?.to_string(),
        ))
    });
    Ok(both)
}

pub(crate) fn put_payee(
    tx: &mut Write<'_>,
    keys: &Keys,
    seed: Seed,
    p: &Payee,
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(DROP_WAITING, &params![p.organisation, now])?;
    let values = params![
        p.id,
        p.organisation,
        keys.seal(&PAYEE_IBAN, p.id, p.iban.as_bytes(), seed),
        keys.seal(&PAYEE_HOLDER, p.id, p.holder.as_bytes(), seed),
        p.changed_by,
        now
    ];
    tx.exec(PUT_PAYEE, &values).map(drop)
}

fn payee_rows(
    c: &mut Read<'_>,
    keys: &Keys,
    sql: Sql,
    values: &[Value],
) -> Result<Vec<Payee>, Error> {
    let rows = c.all(sql, values, |r| {
        let opened = open(keys, [&PAYEE_IBAN, &PAYEE_HOLDER], r)?;
        let base = Payee {
            id: r.get("id")?,
            organisation: r.get("organisation")?,
            iban: String::new(),
            holder: String::new(),
            changed_by: r.get("changed_by")?,
            verified_by: r.get("verified_by")?,
        };
        Ok((base, opened))
    })?;
    rows.into_iter()
        .map(|(base, opened)| {
            let (iban, holder) = opened?;
            Ok(Payee {
                iban,
                holder,
                ..base
            })
        })
        .collect()
}

pub(crate) fn payees(c: &mut Read<'_>, keys: &Keys, organisation: Id) -> Result<Vec<Payee>, Error> {
    payee_rows(c, keys, PAYEES, &params![organisation])
}

pub(crate) fn payee(c: &mut Read<'_>, keys: &Keys, id: Id) -> Result<Option<Payee>, Error> {
    Ok(payee_rows(c, keys, PAYEE, &params![id])?.pop())
}

/// A second person has looked: it takes the place of the one before.
pub(crate) fn verify_payee(
    tx: &mut Write<'_>,
    p: &Payee,
    by: Id,
    now: Moment,
) -> Result<bool, Fault> {
    tx.exec(REPLACE_PAYEE, &params![p.organisation, now])?;
    Ok(tx.exec(VERIFY_PAYEE, &params![p.id, by, now])? == 1)
}

pub(crate) fn put_batch(tx: &mut Write<'_>, b: &Batch, now: Moment) -> Result<(), Fault> {
    tx.exec(PUT_BATCH, &params![b.id, b.until, b.made_by, now])
        .map(drop)
}

fn to_batch(sql: Sql, r: &Row<'_>) -> Result<Batch, Fault> {
    let (by, at): (Option<Id>, Option<Moment>) = (r.get("sealed_by")?, r.get("sealed_at")?);
    Ok(Batch {
        id: r.get("id")?,
        state: word(sql, r, "state", BatchState::read)?,
        until: r.get("until_on")?,
        made_by: r.get("made_by")?,
        sealed: by.zip(at),
        hash: r.get("hash")?,
        total: r.get("total")?,
        approved_by: r.get("approved_by")?,
        exports: r.get("exports")?,
        exported_hash: r.get("exported_hash")?,
    })
}

pub(crate) fn batch(c: &mut Read<'_>, id: Id) -> Result<Option<Batch>, Fault> {
    c.opt(BATCH, &params![id], |r| to_batch(BATCH, r))
}

pub(crate) fn batches(c: &mut Read<'_>) -> Result<Vec<Batch>, Fault> {
    c.all(BATCHES, &params![], |r| to_batch(BATCHES, r))
}

pub(crate) fn put_line(
    tx: &mut Write<'_>,
    keys: &Keys,
    seed: Seed,
    l: &Line,
    items: &[(Id, Item)],
) -> Result<(), Fault> {
    let values = params![
        l.id,
        l.batch,
        l.fund,
        l.organisation,
        l.gross,
        l.netted,
        l.amount,
        keys.seal(&LINE_IBAN, l.id, l.iban.as_bytes(), seed),
        keys.seal(&LINE_HOLDER, l.id, l.holder.as_bytes(), seed)
    ];
    tx.exec(PUT_LINE, &values)?;
    for (item, was) in items {
        tx.exec(PUT_ITEM, &params![l.batch, *item, l.id, was.as_str()])?;
    }
    Ok(())
}

fn line_rows(c: &mut Read<'_>, keys: &Keys, sql: Sql, id: Id) -> Result<Vec<Line>, Error> {
    let rows = c.all(sql, &params![id], |r| {
        let opened = open(keys, [&LINE_IBAN, &LINE_HOLDER], r)?;
        let base = Line {
            id: r.get("id")?,
            batch: r.get("batch")?,
            fund: r.get("fund")?,
            organisation: r.get("organisation")?,
            gross: r.get("gross")?,
            netted: r.get("netted")?,
            amount: r.get("amount")?,
            iban: String::new(),
            holder: String::new(),
            state: word(sql, r, "state", LineState::read)?,
            document: r.get("document")?,
        };
        Ok((base, opened))
    })?;
    rows.into_iter()
        .map(|(base, opened)| {
            let (iban, holder) = opened?;
            Ok(Line {
                iban,
                holder,
                ..base
            })
        })
        .collect()
}

pub(crate) fn lines(c: &mut Read<'_>, keys: &Keys, batch: Id) -> Result<Vec<Line>, Error> {
    line_rows(c, keys, LINES, batch)
}

pub(crate) fn line(c: &mut Read<'_>, keys: &Keys, id: Id) -> Result<Option<Line>, Error> {
    Ok(line_rows(c, keys, LINE, id)?.pop())
}

pub(crate) fn items(c: &mut Read<'_>, batch: Id) -> Result<Vec<(Id, Id, Cents)>, Fault> {
    c.all(ITEMS, &params![batch], |r| {
        Ok((r.get("item")?, r.get("line")?, r.get("amount")?))
    })
}

pub(crate) fn items_of(c: &mut Read<'_>, line: Id) -> Result<Vec<(Id, Item)>, Fault> {
    c.all(ITEMS_OF, &params![line], |r| {
        Ok((r.get("item")?, word(ITEMS_OF, r, "was", Item::read)?))
    })
}

pub(crate) fn free_line(tx: &mut Write<'_>, line: Id) -> Result<u64, Fault> {
    tx.exec(FREE_LINE, &params![line])
}

/// Seals a draft; false when a sum does not agree, or it is no draft.
pub(crate) fn seal(
    tx: &mut Write<'_>,
    id: Id,
    (by, now): (Id, Moment),
    hash: &[u8],
    (total, lines): (Cents, u64),
) -> Result<bool, Fault> {
    let lines = i64::try_from(lines).unwrap_or(i64::MAX);
    let values = params![id, by, now, hash, total, lines];
    Ok(tx.exec(SEAL, &values)? == 1)
}

pub(crate) fn approve(tx: &mut Write<'_>, id: Id, by: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(APPROVE, &params![id, by, now])? == 1)
}

pub(crate) fn export(
    tx: &mut Write<'_>,
    id: Id,
    (by, now): (Id, Moment),
    hash: &[u8],
) -> Result<bool, Fault> {
    Ok(tx.exec(EXPORT, &params![id, by, now, hash])? == 1)
}

pub(crate) fn export_again(tx: &mut Write<'_>, id: Id) -> Result<bool, Fault> {
    Ok(tx.exec(EXPORT_AGAIN, &params![id])? == 1)
}

pub(crate) fn set_batch(
    tx: &mut Write<'_>,
    id: Id,
    from: BatchState,
    to: BatchState,
) -> Result<(), Fault> {
    let touched = tx.exec(SET_BATCH, &params![id, from.as_str(), to.as_str()])?;
    one(SET_BATCH, touched)
}

pub(crate) fn set_line(
    tx: &mut Write<'_>,
    id: Id,
    (from, to): (LineState, LineState),
    (document, reason): (Option<&str>, Option<&str>),
    now: Moment,
) -> Result<(), Fault> {
    let values = params![id, from.as_str(), to.as_str(), document, reason, now];
    let touched = tx.exec(SET_LINE, &values)?;
    one(SET_LINE, touched)
}

pub(crate) fn waiting_lines(c: &mut Read<'_>, batch: Id) -> Result<u64, Fault> {
    c.one(WAITING_LINES, &params![batch], |r| r.get("n"))
}

pub(crate) fn lines_under_way(c: &mut Read<'_>, fund: Id) -> Result<u64, Fault> {
    c.one(LINES_UNDER_WAY, &params![fund], |r| r.get("n"))
}

/// The payout an item is in, and since when it is sent and answered.
pub(crate) struct Payout {
    pub(crate) line: Id,
    pub(crate) sent_at: Option<Moment>,
    pub(crate) answered_at: Option<Moment>,
}

pub(crate) fn payout_of(c: &mut Read<'_>, item: Id) -> Result<Option<Payout>, Fault> {
    c.opt(LINE_OF_ITEM, &params![item], |r| {
        let state = word(LINE_OF_ITEM, r, "state", LineState::read)?;
        let at: Option<Moment> = r.get("at")?;
        Ok(Payout {
            line: r.get("id")?,
            sent_at: r.get("approved_at")?,
            answered_at: at.filter(|_| matches!(state, LineState::Paid | LineState::Returned)),
        })
    })
}
