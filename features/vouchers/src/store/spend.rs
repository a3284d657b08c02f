//! Items to be paid, and answers that were a no.

use db::{Fault, Read, Row, Sql, Write, params};
use values::{Cents, Id, Moment};

use super::{json, one, to_json, word};
use crate::model::{Item, OwnBy, Spend};
use crate::rules::{Payable, Refused};

db::statements! {
    /// Keeps an item.
    pub(crate) PUT_SPEND = "insert into vouchers_spend (id, op, number, kind, adjusts, owed, voucher, fund, booking, service, organisation, operator, price, amount, own, own_by, at, undo_until, state, body_hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
    /// One item.
    pub(crate) SPEND = "select id, op, number, adjusts, owed, voucher, fund, booking, service, organisation, operator, price, amount, own, own_by, at, undo_until, state, document, body_hash from vouchers_spend where id = $1";
    /// What one order paid.
    pub(crate) OF_OP = "select id, op, number, adjusts, owed, voucher, fund, booking, service, organisation, operator, price, amount, own, own_by, at, undo_until, state, document, body_hash from vouchers_spend where op = $1 order by id";
    /// An item by its number.
    pub(crate) BY_NUMBER = "select id, op, number, adjusts, owed, voucher, fund, booking, service, organisation, operator, price, amount, own, own_by, at, undo_until, state, document, body_hash from vouchers_spend where number = $1";
    /// Everything that was paid with a voucher, in order.
    pub(crate) OF_VOUCHER = "select id, op, number, adjusts, owed, voucher, fund, booking, service, organisation, operator, price, amount, own, own_by, at, undo_until, state, document, body_hash from vouchers_spend where voucher = $1 order by at, id";
    /// What was paid for a booking and not undone.
    pub(crate) OF_BOOKING = "select id, op, number, adjusts, owed, voucher, fund, booking, service, organisation, operator, price, amount, own, own_by, at, undo_until, state, document, body_hash from vouchers_spend where booking = $1 and kind = 'payment' and state <> 'undone' order by at, id";
    /// The items of a provider within a span, newest first.
    pub(crate) OF_ORGANISATION = "select id, op, number, adjusts, owed, voucher, fund, booking, service, organisation, operator, price, amount, own, own_by, at, undo_until, state, document, body_hash from vouchers_spend where organisation = $1 and at >= $2 and at <= $3 order by at desc, id limit $4";
    /// Payments within a span, in order.
    pub(crate) WITHIN = "select id, op, number, adjusts, owed, voucher, fund, booking, service, organisation, operator, price, amount, own, own_by, at, undo_until, state, document, body_hash from vouchers_spend where at >= $1 and at <= $2 and kind = 'payment' and state <> 'undone' order by at, id limit $3";
    /// What families have not been told yet.
    pub(crate) UNTOLD = "select id, op, number, adjusts, owed, voucher, fund, booking, service, organisation, operator, price, amount, own, own_by, at, undo_until, state, document, body_hash from vouchers_spend where told_at is null order by at, id limit $1";
    /// The last payment of a voucher at a provider.
    pub(crate) LAST = "select id, op, number, adjusts, owed, voucher, fund, booking, service, organisation, operator, price, amount, own, own_by, at, undo_until, state, document, body_hash from vouchers_spend where voucher = $1 and organisation = $2 and kind = 'payment' and state <> 'undone' order by at desc, id limit 1";
    /// What was spent of a voucher since a moment, less what was given back.
    pub(crate) USED = "select cast(coalesce(sum(amount), 0) as bigint) as used from vouchers_spend where voucher = $1 and at > $2 and state <> 'undone'";
    /// What was taken off an item again, and put on it.
    pub(crate) ADJUSTED = "select cast(coalesce(sum(amount), 0) as bigint) as sum from vouchers_spend where adjusts = $1";
    /// How many corrections an item has.
    pub(crate) ADJUSTMENTS = "select count(*) as n from vouchers_spend where adjusts = $1";
    /// Moves an item on.
    pub(crate) SET_ITEM = "update vouchers_spend set state = $3 where id = $1 and state = $2";
    /// Notes that the family was told.
    pub(crate) TOLD = "update vouchers_spend set told_at = $2 where id = $1 and told_at is null";
    /// Ties the provider's document to an item.
    pub(crate) SET_DOCUMENT = "update vouchers_spend set document = $3 where id = $1 and organisation = $2";
    /// Funds and providers with something to be paid.
    pub(crate) OPEN_PAIRS = "select distinct fund, organisation from vouchers_spend where state in ('accrued', 'returned') order by fund, organisation";
    /// What may be paid to a provider from a fund, the oldest first.
    pub(crate) OPEN = "select id, adjusts, owed, amount, at, state from vouchers_spend where fund = $1 and organisation = $2 and state in ('accrued', 'returned') order by at, id limit 20000";
    /// Items of a fund that are not paid, and their sum.
    pub(crate) UNPAID = "select count(*) as n, cast(coalesce(sum(amount), 0) as bigint) as sum from vouchers_spend where fund = $1 and state not in ('paid', 'undone')";
    /// Providers that ever earned something from a fund.
    pub(crate) EARNERS = "select distinct organisation from vouchers_spend where fund = $1 order by organisation";
    /// Keeps a no.
    pub(crate) PUT_REFUSAL = "insert into vouchers_refusal (key, body_hash, refusal, at) values ($1, $2, $3, $4)";
    /// Whether a key was used for anything: most were not, and then nothing else is looked for.
    pub(crate) KEY_USED = "select count(*) as n from (select 1 as used where exists (select 1 from vouchers_spend where id = $1) or exists (select 1 from vouchers_spend where op = $1) or exists (select 1 from vouchers_refusal where key = $1) or exists (select 1 from vouchers_call where key = $1)) k";
    /// A no that was answered.
    pub(crate) REFUSAL = "select body_hash, refusal from vouchers_refusal where key = $1";
}

pub(crate) fn put_spend(tx: &mut Write<'_>, s: &Spend, hash: &[u8]) -> Result<(), Fault> {
    let kind = match s.adjusts {
        None => "payment",
        Some(_) => "adjustment",
    };
    let values = params![
        s.id,
        s.op,
        &s.number,
        kind,
        s.adjusts,
        s.owed,
        s.voucher,
        s.fund,
        s.booking,
        s.service,
        s.organisation,
        &s.operator,
        s.price,
        s.amount,
        s.own,
        s.own_by.as_str(),
        s.at,
        s.undo_until,
        s.state.as_str(),
        hash
    ];
    tx.exec(PUT_SPEND, &values).map(drop)
}

fn to_spend(sql: Sql, r: &Row<'_>) -> Result<Spend, Fault> {
    Ok(Spend {
        id: r.get("id")?,
        op: r.get("op")?,
        number: r.get("number")?,
        adjusts: r.get("adjusts")?,
        owed: r.get("owed")?,
        voucher: r.get("voucher")?,
        fund: r.get("fund")?,
        booking: r.get("booking")?,
        service: r.get("service")?,
        organisation: r.get("organisation")?,
        operator: r.get("operator")?,
        price: r.get("price")?,
        amount: r.get("amount")?,
        own: r.get("own")?,
        own_by: word(sql, r, "own_by", OwnBy::read)?,
        at: r.get("at")?,
        undo_until: r.get("undo_until")?,
        state: word(sql, r, "state", Item::read)?,
        document: r.get("document")?,
    })
}

pub(crate) fn spend(c: &mut Read<'_>, id: Id) -> Result<Option<Spend>, Fault> {
    c.opt(SPEND, &params![id], |r| to_spend(SPEND, r))
}

/// An item with the hash of the order as it was asked.
pub(crate) fn asked(c: &mut Read<'_>, id: Id) -> Result<Option<(Spend, Vec<u8>)>, Fault> {
    c.opt(SPEND, &params![id], |r| {
        Ok((to_spend(SPEND, r)?, r.get("body_hash")?))
    })
}

pub(crate) fn of_op(c: &mut Read<'_>, op: Id) -> Result<Vec<Spend>, Fault> {
    c.all(OF_OP, &params![op], |r| to_spend(OF_OP, r))
}

pub(crate) fn by_number(c: &mut Read<'_>, number: &str) -> Result<Option<Spend>, Fault> {
    c.opt(BY_NUMBER, &params![number], |r| to_spend(BY_NUMBER, r))
}

pub(crate) fn of_voucher(c: &mut Read<'_>, voucher: Id) -> Result<Vec<Spend>, Fault> {
    c.all(OF_VOUCHER, &params![voucher], |r| to_spend(OF_VOUCHER, r))
}

pub(crate) fn of_booking(c: &mut Read<'_>, booking: Id) -> Result<Vec<Spend>, Fault> {
    c.all(OF_BOOKING, &params![booking], |r| to_spend(OF_BOOKING, r))
}

pub(crate) fn of_organisation(
    c: &mut Read<'_>,
    organisation: Id,
    (from, to): (Moment, Moment),
    most: u32,
) -> Result<Vec<Spend>, Fault> {
    c.all(
        OF_ORGANISATION,
        &params![organisation, from, to, most],
        |r| to_spend(OF_ORGANISATION, r),
    )
}

pub(crate) fn within(
    c: &mut Read<'_>,
    from: Moment,
    to: Moment,
    most: u32,
) -> Result<Vec<Spend>, Fault> {
    c.all(WITHIN, &params![from, to, most], |r| to_spend(WITHIN, r))
}

pub(crate) fn untold(c: &mut Read<'_>, most: u32) -> Result<Vec<Spend>, Fault> {
    c.all(UNTOLD, &params![most], |r| to_spend(UNTOLD, r))
}

pub(crate) fn last(
    c: &mut Read<'_>,
    voucher: Id,
    organisation: Id,
) -> Result<Option<Spend>, Fault> {
    c.opt(LAST, &params![voucher, organisation], |r| to_spend(LAST, r))
}

pub(crate) fn used(c: &mut Read<'_>, voucher: Id, since: Moment) -> Result<Cents, Fault> {
    c.one(USED, &params![voucher, since], |r| r.get("used"))
}

/// What is left of a payment after its corrections.
pub(crate) fn left_of(c: &mut Read<'_>, s: &Spend) -> Result<Cents, Fault> {
    let sum: Cents = c.one(ADJUSTED, &params![s.id], |r| r.get("sum"))?;
    Ok(Cents(s.amount.0 + sum.0))
}

pub(crate) fn adjustments(c: &mut Read<'_>, id: Id) -> Result<u64, Fault> {
    c.one(ADJUSTMENTS, &params![id], |r| r.get("n"))
}

pub(crate) fn set_item(tx: &mut Write<'_>, id: Id, from: Item, to: Item) -> Result<bool, Fault> {
    Ok(tx.exec(SET_ITEM, &params![id, from.as_str(), to.as_str()])? == 1)
}

/// The same where nobody else can have moved it.
pub(crate) fn must_set_item(tx: &mut Write<'_>, id: Id, from: Item, to: Item) -> Result<(), Fault> {
    let touched = tx.exec(SET_ITEM, &params![id, from.as_str(), to.as_str()])?;
    one(SET_ITEM, touched)
}

pub(crate) fn told(tx: &mut Write<'_>, id: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(TOLD, &params![id, now])? == 1)
}

pub(crate) fn set_document(
    tx: &mut Write<'_>,
    id: Id,
    organisation: Id,
    document: &str,
) -> Result<bool, Fault> {
    Ok(tx.exec(SET_DOCUMENT, &params![id, organisation, document])? == 1)
}

pub(crate) fn open_pairs(c: &mut Read<'_>) -> Result<Vec<(Id, Id)>, Fault> {
    c.all(OPEN_PAIRS, &params![], |r| {
        Ok((r.get("fund")?, r.get("organisation")?))
    })
}

pub(crate) fn open(c: &mut Read<'_>, fund: Id, organisation: Id) -> Result<Vec<Payable>, Fault> {
    c.all(OPEN, &params![fund, organisation], |r| {
        Ok(Payable {
            id: r.get("id")?,
            adjusts: r.get("adjusts")?,
            owed: r.get("owed")?,
            amount: r.get("amount")?,
            at: r.get("at")?,
            state: word(OPEN, r, "state", Item::read)?,
        })
    })
}

pub(crate) fn unpaid(c: &mut Read<'_>, fund: Id) -> Result<(u64, Cents), Fault> {
    c.one(UNPAID, &params![fund], |r| Ok((r.get("n")?, r.get("sum")?)))
}

pub(crate) fn earners(c: &mut Read<'_>, fund: Id) -> Result<Vec<Id>, Fault> {
    c.all(EARNERS, &params![fund], |r| r.get("organisation"))
}

pub(crate) fn put_refusal(
    tx: &mut Write<'_>,
    key: Id,
    hash: &[u8],
    no: &Refused,
    now: Moment,
) -> Result<(), Fault> {
    let text = to_json(PUT_REFUSAL, no)?;
    tx.exec(PUT_REFUSAL, &params![key, hash, text, now])
        .map(drop)
}

/// True for a key under which nothing was asked before: no payment, no refusal, no other call of a program.
pub(crate) fn is_new(c: &mut Read<'_>, key: Id) -> Result<bool, Fault> {
    let used: i64 = c.one(KEY_USED, &params![key], |r| r.get("n"))?;
    Ok(used == 0)
}

pub(crate) fn refusal(c: &mut Read<'_>, key: Id) -> Result<Option<(Vec<u8>, Refused)>, Fault> {
    c.opt(REFUSAL, &params![key], |r| {
        let text: String = r.get("refusal")?;
        Ok((r.get("body_hash")?, json(REFUSAL, "refusal", &text)?))
    })
}
