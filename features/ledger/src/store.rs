//! How it is kept: all SQL of the ledger. Sums of accounts are moved by the database itself, when a
//! transfer is inserted.

use db::{Fault, Read, Row, Sql, Write, params};
use values::{Id, Moment};

use crate::model::{
    Account, Act, Fund, Hold, Kind, Opening, Order, Outcome, Phase, Side, Transfer, Unit,
};

db::statements! {
    /// Keeps a fund.
    pub(crate) PUT_FUND = "insert into ledger_fund (id, unit, name, created_at) values ($1, $2, $3, $4)";
    /// One fund.
    pub(crate) FUND = "select id, unit, name from ledger_fund where id = $1";
    /// All funds.
    pub(crate) FUNDS = "select id, unit, name from ledger_fund order by id";
    /// Opens an account. On PostgreSQL the same account from somebody else at the same moment is a conflict
    /// that the database job is run again for (40001), and then finds the account.
    pub(crate) PUT_ACCOUNT = "insert into ledger_account (id, fund, unit, kind, owner, side, guarded, ends_at, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing";
    /// One account.
    pub(crate) ACCOUNT = "select id, fund, kind, owner, d_post, c_post, d_pend, c_pend, moves, ends_at from ledger_account where id = $1";
    /// All accounts.
    pub(crate) ACCOUNTS = "select id, fund, kind, owner, d_post, c_post, d_pend, c_pend, moves, ends_at from ledger_account order by id";
    /// One transfer that holds something, and what resolved it.
    pub(crate) HOLD = "select h.id, h.fund, h.dr, h.cr, h.pending, h.hold_until, h.subject, r.op as resolved_by, r.at as resolved_at from ledger_transfer h left join ledger_transfer r on r.hold = h.id where h.id = $1 and h.phase = 'H'";
    /// Holds whose time is over and that nothing has resolved, the longest first.
    pub(crate) DUE = "select h.id from ledger_transfer h left join ledger_transfer r on r.hold = h.id where h.phase = 'H' and h.hold_until < $1 and r.id is null order by h.hold_until, h.id limit $2";
    /// Accounts of a kind that have ended with something left, the longest first.
    pub(crate) ENDED = "select id, fund, kind, owner, d_post, c_post, d_pend, c_pend, moves, ends_at from ledger_account where kind = $1 and ends_at < $2 and c_post - d_post - d_pend > 0 order by ends_at, id limit $3";
    /// An order that was answered before.
    pub(crate) OP = "select body_hash, result from ledger_op where id = $1";
    /// Keeps an order with its answer. On PostgreSQL the same order from somebody else at the same
    /// moment is a conflict that the database job is run again for (40001), and then finds the answer.
    pub(crate) PUT_OP = "insert into ledger_op (id, kind, four_eyes, documented, body_hash, actor, on_behalf_of, approver, reason, document, outcome, result, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (id) do nothing";
    /// Keeps a transfer; the database moves its accounts.
    pub(crate) PUT_TRANSFER = "insert into ledger_transfer (id, op, n, act, outcome, at, unit, fund, dr, dr_kind, dr_move, cr, cr_kind, cr_move, phase, posted, pending, hold, hold_phase, held, hold_until, subject) values ($1, $2, $3, $4, 'done', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";
    /// Keeps that an end has moved.
    pub(crate) PUT_TERM = "insert into ledger_term (account, op, act, outcome, at, was, ends_at) values ($1, $2, 'reopen', 'done', $3, $4, $5)";
    /// Moves an end, as the term kept before says.
    pub(crate) MOVE_END = "update ledger_account set ends_at = $2 where id = $1";
    /// Every transfer in the order of moments.
    pub(crate) TRANSFERS = "select id, op, n, act, at, fund, dr, dr_kind, dr_move, cr, cr_kind, cr_move, phase, posted, pending, hold, hold_until, subject from ledger_transfer order by at, op, n";
    /// The last transfers of an account, newest first.
    pub(crate) HISTORY = "select id, op, n, act, at, fund, dr, dr_kind, dr_move, cr, cr_kind, cr_move, phase, posted, pending, hold, hold_until, subject from ledger_transfer where dr = $1 or cr = $1 order by at desc, op desc, n desc limit $2";
    /// How many orders were answered, by act and answer.
    pub(crate) COUNTS = "select kind, outcome, count(*) as orders from ledger_op group by kind, outcome order by kind, outcome";
}

fn wrong(sql: Sql, column: &str, why: String) -> Fault {
    Fault::Column {
        statement: sql.name(),
        column: column.to_string(),
        why,
    }
}

pub(crate) fn put_fund(tx: &mut Write<'_>, fund: &Fund, now: Moment) -> Result<(), Fault> {
    tx.exec(
        PUT_FUND,
        &params![fund.id, fund.unit.number(), &fund.name, now],
    )?;
    Ok(())
}

fn to_fund(sql: Sql, r: &Row<'_>) -> Result<Fund, Fault> {
    let number: i64 = r.get("unit")?;
    let unit = Unit::ALL.into_iter().find(|u| u.number() == number);
    Ok(Fund {
        id: r.get("id")?,
        unit: unit.ok_or_else(|| wrong(sql, "unit", number.to_string()))?,
        name: r.get("name")?,
    })
}

pub(crate) fn fund(c: &mut Read<'_>, id: Id) -> Result<Option<Fund>, Fault> {
    c.opt(FUND, &params![id], |r| to_fund(FUND, r))
}

pub(crate) fn funds(c: &mut Read<'_>) -> Result<Vec<Fund>, Fault> {
    c.all(FUNDS, &params![], |r| to_fund(FUNDS, r))
}

pub(crate) fn put_account(tx: &mut Write<'_>, o: &Opening, now: Moment) -> Result<(), Fault> {
    let side = match o.kind.side() {
        Side::Debit => "D",
        Side::Credit => "C",
    };
    let unit = o.kind.unit().number();
    tx.exec(
        PUT_ACCOUNT,
        &params![
            o.id(),
            o.fund,
            unit,
            o.kind.as_str(),
            &o.owner,
            side,
            o.kind.guarded(),
            o.ends_at,
            now
        ],
    )?;
    Ok(())
}

fn kind(sql: Sql, r: &Row<'_>, column: &str) -> Result<Kind, Fault> {
    let word: String = r.get(column)?;
    Kind::read(&word).ok_or_else(|| wrong(sql, column, word))
}

fn to_account(sql: Sql, r: &Row<'_>) -> Result<Account, Fault> {
    Ok(Account {
        id: r.get("id")?,
        fund: r.get("fund")?,
        kind: kind(sql, r, "kind")?,
        owner: r.get("owner")?,
        debit: r.get("d_post")?,
        credit: r.get("c_post")?,
        debit_held: r.get("d_pend")?,
        credit_held: r.get("c_pend")?,
        moves: r.get("moves")?,
        ends_at: r.get("ends_at")?,
    })
}

pub(crate) fn account(c: &mut Read<'_>, id: Id) -> Result<Option<Account>, Fault> {
    c.opt(ACCOUNT, &params![id], |r| to_account(ACCOUNT, r))
}

pub(crate) fn accounts(c: &mut Read<'_>) -> Result<Vec<Account>, Fault> {
    c.all(ACCOUNTS, &params![], |r| to_account(ACCOUNTS, r))
}

pub(crate) fn ended(
    c: &mut Read<'_>,
    kind: Kind,
    now: Moment,
    most: i64,
) -> Result<Vec<Account>, Fault> {
    c.all(ENDED, &params![kind.as_str(), now, most], |r| {
        to_account(ENDED, r)
    })
}

pub(crate) fn hold(c: &mut Read<'_>, id: Id) -> Result<Option<Hold>, Fault> {
    c.opt(HOLD, &params![id], |r| {
        let by: Option<Id> = r.get("resolved_by")?;
        let at: Option<Moment> = r.get("resolved_at")?;
        Ok(Hold {
            id: r.get("id")?,
            fund: r.get("fund")?,
            debit: r.get("dr")?,
            credit: r.get("cr")?,
            amount: r.get("pending")?,
            until: r.get("hold_until")?,
            subject: r.get("subject")?,
            resolved: by.zip(at),
        })
    })
}

pub(crate) fn due(c: &mut Read<'_>, now: Moment, most: i64) -> Result<Vec<Id>, Fault> {
    c.all(DUE, &params![now, most], |r| r.get("id"))
}

/// What was answered before: the body's hash and the answer.
pub(crate) fn answered(c: &mut Read<'_>, id: Id) -> Result<Option<(Vec<u8>, Outcome)>, Fault> {
    c.opt(OP, &params![id], |r| {
        let text: String = r.get("result")?;
        let outcome =
            serde_json::from_str(&text).map_err(|e| wrong(OP, "result", e.to_string()))?;
        Ok((r.get("body_hash")?, outcome))
    })
}

pub(crate) fn put_op(
    tx: &mut Write<'_>,
    order: &Order,
    hash: &[u8],
    outcome: &Outcome,
    now: Moment,
) -> Result<(), Fault> {
    let word = match outcome {
        Outcome::Done(_) => "done",
        Outcome::Refused(_) => "refused",
    };
    let result =
        serde_json::to_string(outcome).map_err(|e| wrong(PUT_OP, "result", e.to_string()))?;
    let kept = tx.exec(
        PUT_OP,
        &params![
            order.id,
            order.act.as_str(),
            order.act.needs_second_person(),
            order.act.needs_document(),
            hash,
            &order.actor,
            order.on_behalf_of.as_deref(),
            order.approver.as_deref(),
            order.reason.as_deref(),
            order.document.as_deref(),
            word,
            result,
            now
        ],
    )?;
    match kept {
        1 => Ok(()),
        _ => Err(Fault::Rows {
            statement: PUT_OP.name(),
            wanted: "one row",
            got: "none",
        }),
    }
}

pub(crate) fn put_transfer(tx: &mut Write<'_>, t: &Transfer, now: Moment) -> Result<(), Fault> {
    let n = i64::try_from(t.n).unwrap_or(i64::MAX);
    let resolves = t.hold.is_some();
    let (debit, credit) = t.kinds;
    tx.exec(
        PUT_TRANSFER,
        &params![
            t.id,
            t.op,
            n,
            t.act.as_str(),
            now,
            debit.unit().number(),
            t.fund,
            t.debit.0,
            debit.as_str(),
            t.debit.1,
            t.credit.0,
            credit.as_str(),
            t.credit.1,
            t.phase.letter(),
            t.posted,
            t.pending,
            t.hold,
            resolves.then_some("H"),
            resolves.then_some(-t.pending),
            t.until,
            &t.subject
        ],
    )?;
    Ok(())
}

pub(crate) fn move_end(
    tx: &mut Write<'_>,
    op: Id,
    (account, was, until): (Id, Moment, Moment),
    now: Moment,
) -> Result<(), Fault> {
    tx.exec(PUT_TERM, &params![account, op, now, was, until])?;
    tx.exec(MOVE_END, &params![account, until])?;
    Ok(())
}

fn to_transfer(sql: Sql, r: &Row<'_>) -> Result<(Transfer, Moment), Fault> {
    let letter: String = r.get("phase")?;
    let phase = Phase::ALL.into_iter().find(|(_, l)| *l == letter);
    let (n, act): (i64, String) = (r.get("n")?, r.get("act")?);
    let transfer = Transfer {
        id: r.get("id")?,
        op: r.get("op")?,
        act: Act::read(&act).ok_or_else(|| wrong(sql, "act", act))?,
        n: usize::try_from(n).map_err(|e| wrong(sql, "n", e.to_string()))?,
        fund: r.get("fund")?,
        debit: (r.get("dr")?, r.get("dr_move")?),
        credit: (r.get("cr")?, r.get("cr_move")?),
        kinds: (kind(sql, r, "dr_kind")?, kind(sql, r, "cr_kind")?),
        phase: phase
            .map(|(p, _)| p)
            .ok_or_else(|| wrong(sql, "phase", letter))?,
        posted: r.get("posted")?,
        pending: r.get("pending")?,
        hold: r.get("hold")?,
        until: r.get("hold_until")?,
        subject: r.get("subject")?,
    };
    Ok((transfer, r.get("at")?))
}

/// Goes through every transfer in the order of moments.
pub(crate) fn each_transfer(
    c: &mut Read<'_>,
    mut visit: impl FnMut(Transfer, Moment) -> Result<(), Fault>,
) -> Result<(), Fault> {
    c.each(TRANSFERS, &params![], |r| {
        let (transfer, at) = to_transfer(TRANSFERS, r)?;
        visit(transfer, at)
    })
}

pub(crate) fn history(
    c: &mut Read<'_>,
    account: Id,
    most: i64,
) -> Result<Vec<(Transfer, Moment)>, Fault> {
    c.all(HISTORY, &params![account, most], |r| {
        to_transfer(HISTORY, r)
    })
}

pub(crate) fn counts(c: &mut Read<'_>) -> Result<Vec<(String, String, i64)>, Fault> {
    c.all(COUNTS, &params![], |r| {
        Ok((r.get("kind")?, r.get("outcome")?, r.get("orders")?))
    })
}
