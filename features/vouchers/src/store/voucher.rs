//! Vouchers, their steps, what is shown at a desk, wrong codes, reminders.

use db::{Fault, Read, Row, Sql, Value, Write, params};
use seal::{Hash, Keys};
use values::{Day, Id, Moment};

use super::{one, word};
use crate::model::{How, State, Step, Token, TokenKind, Voucher, Who};
use crate::rules::{Secret, Shown};

seal::columns! {
    /// What a camera reads.
    pub(crate) SECRET = Token vouchers_token.secret_hash by id;
    /// What somebody types.
    pub(crate) CODE = Token vouchers_token.code_hash by id;
    /// The PIN of a printed code.
    pub(crate) PIN = Token vouchers_token.pin_hash by id;
}

db::statements! {
    /// Keeps a voucher.
    pub(crate) PUT_VOUCHER = "insert into vouchers_voucher (id, code, terms, fund, child, group_name, holder, amount, starts_on, ends_on, window_name, state, replaces, made_at, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'issued', $12, $13, $13)";
    /// One voucher.
    pub(crate) VOUCHER = "select id, code, terms, fund, child, group_name, holder, amount, starts_on, ends_on, window_name, state, how, replaces, made_at from vouchers_voucher where id = $1";
    /// A voucher by its code.
    pub(crate) BY_CODE = "select id, code, terms, fund, child, group_name, holder, amount, starts_on, ends_on, window_name, state, how, replaces, made_at from vouchers_voucher where code = $1";
    /// The vouchers of a child, newest first.
    pub(crate) OF_CHILD = "select id, code, terms, fund, child, group_name, holder, amount, starts_on, ends_on, window_name, state, how, replaces, made_at from vouchers_voucher where child = $1 order by made_at desc, id";
    /// The vouchers for groups somebody is told about.
    pub(crate) OF_HOLDER = "select id, code, terms, fund, child, group_name, holder, amount, starts_on, ends_on, window_name, state, how, replaces, made_at from vouchers_voucher where holder = $1 and child is null order by made_at desc, id";
    /// Vouchers somebody is told about.
    pub(crate) TOLD_TO = "select id, code, terms, fund, child, group_name, holder, amount, starts_on, ends_on, window_name, state, how, replaces, made_at from vouchers_voucher where holder = $1 order by made_at desc, id";
    /// The one of a child, a call and a window that is not over.
    pub(crate) LIVE = "select id, code, terms, fund, child, group_name, holder, amount, starts_on, ends_on, window_name, state, how, replaces, made_at from vouchers_voucher where child = $1 and terms = $2 and window_name = $3 and state <> 'ended'";
    /// Vouchers whose last day has passed and that are not over.
    pub(crate) OVERDUE = "select id, code, terms, fund, child, group_name, holder, amount, starts_on, ends_on, window_name, state, how, replaces, made_at from vouchers_voucher where state <> 'ended' and ends_on < $1 order by ends_on, id limit $2";
    /// Vouchers that begin.
    pub(crate) BEGINNING = "select id, code, terms, fund, child, group_name, holder, amount, starts_on, ends_on, window_name, state, how, replaces, made_at from vouchers_voucher where state = 'issued' and starts_on <= $1 and ends_on >= $1 order by starts_on, id limit $2";
    /// Vouchers that end within a span and whose reminder has not gone out.
    pub(crate) TO_REMIND = "select v.id, v.code, v.terms, v.fund, v.child, v.group_name, v.holder, v.amount, v.starts_on, v.ends_on, v.window_name, v.state, v.how, v.replaces, v.made_at from vouchers_voucher v where v.state in ('issued', 'active') and v.ends_on >= $1 and v.ends_on <= $2 and not exists (select 1 from vouchers_reminded r where r.voucher = v.id and r.ends_on = v.ends_on and r.days <= $3) order by v.ends_on, v.id limit $4";
    /// How many vouchers of a fund are not over.
    pub(crate) LIVE_IN = "select count(*) as n from vouchers_voucher where fund = $1 and state <> 'ended'";
    /// The vouchers of a fund, in order of identifier.
    pub(crate) IN_FUND = "select id from vouchers_voucher where fund = $1 order by id";
    /// Moves a voucher on.
    pub(crate) SET_STATE = "update vouchers_voucher set state = $3, how = $4, changed_at = $5 where id = $1 and state = $2";
    /// Moves its last day.
    pub(crate) SET_END = "update vouchers_voucher set ends_on = $2, changed_at = $3 where id = $1";
    /// Keeps a step.
    pub(crate) PUT_STEP = "insert into vouchers_event (voucher, n, from_state, to_state, event, actor, at, reason) values ($1, (select coalesce(max(n), 0) + 1 from vouchers_event where voucher = $1), $2, $3, $4, $5, $6, $7)";
    /// The steps of a voucher.
    pub(crate) STEPS = "select from_state, to_state, event, actor, at, reason from vouchers_event where voucher = $1 order by n";
    /// Keeps what is shown at a desk.
    pub(crate) PUT_TOKEN = "insert into vouchers_token (id, voucher, kind, secret_hash, code_hash, pin_hash, booking, made_by, made_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// By what a camera reads.
    pub(crate) BY_SECRET = "select id, voucher, kind, pin_hash, booking, ends_at, used_at, revoked_at, misses from vouchers_token where secret_hash in ($1, $2, $3)";
    /// By what somebody types.
    pub(crate) BY_SHORT = "select id, voucher, kind, pin_hash, booking, ends_at, used_at, revoked_at, misses from vouchers_token where code_hash in ($1, $2, $3)";
    /// What is shown for a voucher and is good.
    pub(crate) TOKENS = "select id, voucher, kind, pin_hash, booking, ends_at, used_at, revoked_at, misses from vouchers_token where voucher = $1 and revoked_at is null and ends_at >= $2 order by made_at, id";
    /// Uses what is good once.
    pub(crate) USE_TOKEN = "update vouchers_token set used_at = $2 where id = $1 and used_at is null and revoked_at is null";
    /// A booking's tickets can be used again.
    pub(crate) UNUSE_TICKETS = "update vouchers_token set used_at = null where booking = $1 and used_at is not null";
    /// Takes one back.
    pub(crate) REVOKE = "update vouchers_token set revoked_at = $3 where id = $1 and voucher = $2 and revoked_at is null";
    /// Takes all of a kind back.
    pub(crate) REVOKE_KIND = "update vouchers_token set revoked_at = $3 where voucher = $1 and kind = $2 and revoked_at is null";
    /// Takes everything back.
    pub(crate) REVOKE_ALL = "update vouchers_token set revoked_at = $2 where voucher = $1 and revoked_at is null";
    /// Notes a wrong PIN.
    pub(crate) MISS_PIN = "update vouchers_token set misses = misses + 1, revoked_at = case when misses + 1 >= $2 then $3 else revoked_at end where id = $1";
    /// Wrong codes of somebody.
    pub(crate) ATTEMPTS = "select since, misses from vouchers_attempt where person = $1";
    /// Notes a wrong code.
    pub(crate) MISS = "insert into vouchers_attempt (person, since, misses) values ($1, $2, 1) on conflict (person) do update set misses = case when vouchers_attempt.since < $3 then 1 else vouchers_attempt.misses + 1 end, since = case when vouchers_attempt.since < $3 then $2 else vouchers_attempt.since end";
    /// Notes that a reminder went out.
    pub(crate) REMINDED = "insert into vouchers_reminded (voucher, ends_on, days, at) values ($1, $2, $3, $4) on conflict (voucher, ends_on, days) do nothing";
}

fn to_voucher(sql: Sql, r: &Row<'_>) -> Result<Voucher, Fault> {
    let child: Option<Id> = r.get("child")?;
    let group: Option<String> = r.get("group_name")?;
    let how: Option<String> = r.get("how")?;
    Ok(Voucher {
        id: r.get("id")?,
        code: r.get("code")?,
        terms: r.get("terms")?,
        fund: r.get("fund")?,
        who: child.map_or_else(|| Who::Group(group.unwrap_or_default()), Who::Child),
        holder: r.get("holder")?,
        amount: r.get("amount")?,
        starts_on: r.get("starts_on")?,
        ends_on: r.get("ends_on")?,
        window: r.get("window_name")?,
        state: word(sql, r, "state", State::read)?,
        how: how.and_then(|h| How::read(&h)),
        replaces: r.get("replaces")?,
        made_at: r.get("made_at")?,
    })
}

pub(crate) fn put_voucher(tx: &mut Write<'_>, v: &Voucher) -> Result<(), Fault> {
    let (child, group) = match &v.who {
        Who::Child(id) => (Some(*id), None),
        Who::Group(name) => (None, Some(name.as_str())),
    };
    let values = params![
        v.id,
        &v.code,
        v.terms,
        v.fund,
        child,
        group,
        v.holder,
        v.amount,
        v.starts_on,
        v.ends_on,
        &v.window,
        v.replaces,
        v.made_at
    ];
    tx.exec(PUT_VOUCHER, &values).map(drop)
}

fn list(c: &mut Read<'_>, sql: Sql, values: &[Value]) -> Result<Vec<Voucher>, Fault> {
    c.all(sql, values, |r| to_voucher(sql, r))
}

pub(crate) fn voucher(c: &mut Read<'_>, id: Id) -> Result<Option<Voucher>, Fault> {
    c.opt(VOUCHER, &params![id], |r| to_voucher(VOUCHER, r))
}

pub(crate) fn by_code(c: &mut Read<'_>, code: &str) -> Result<Option<Voucher>, Fault> {
    c.opt(BY_CODE, &params![code], |r| to_voucher(BY_CODE, r))
}

pub(crate) fn of_child(c: &mut Read<'_>, child: Id) -> Result<Vec<Voucher>, Fault> {
    list(c, OF_CHILD, &params![child])
}

pub(crate) fn told_to(c: &mut Read<'_>, holder: Id) -> Result<Vec<Voucher>, Fault> {
    list(c, TOLD_TO, &params![holder])
}

pub(crate) fn of_holder(c: &mut Read<'_>, holder: Id) -> Result<Vec<Voucher>, Fault> {
    list(c, OF_HOLDER, &params![holder])
}

pub(crate) fn live(
    c: &mut Read<'_>,
    child: Id,
    terms: Id,
    window: &str,
) -> Result<Option<Voucher>, Fault> {
    c.opt(LIVE, &params![child, terms, window], |r| {
        to_voucher(LIVE, r)
    })
}

pub(crate) fn overdue(c: &mut Read<'_>, today: Day, most: u32) -> Result<Vec<Voucher>, Fault> {
    list(c, OVERDUE, &params![today, most])
}

pub(crate) fn beginning(c: &mut Read<'_>, today: Day, most: u32) -> Result<Vec<Voucher>, Fault> {
    list(c, BEGINNING, &params![today, most])
}

pub(crate) fn to_remind(
    c: &mut Read<'_>,
    today: Day,
    until: Day,
    days: u16,
    most: u32,
) -> Result<Vec<Voucher>, Fault> {
    list(c, TO_REMIND, &params![today, until, days, most])
}

pub(crate) fn live_in(c: &mut Read<'_>, fund: Id) -> Result<u64, Fault> {
    c.one(LIVE_IN, &params![fund], |r| r.get("n"))
}

pub(crate) fn in_fund(c: &mut Read<'_>, fund: Id) -> Result<Vec<Id>, Fault> {
    c.all(IN_FUND, &params![fund], |r| r.get("id"))
}

/// Moves a voucher on and keeps the step; false when it stands elsewhere by now.
pub(crate) fn step(
    tx: &mut Write<'_>,
    v: &mut Voucher,
    (to, how): (State, Option<How>),
    event: &str,
    (actor, reason): (&str, Option<&str>),
    now: Moment,
) -> Result<bool, Fault> {
    let values = params![
        v.id,
        v.state.as_str(),
        to.as_str(),
        how.map(How::as_str),
        now
    ];
    if tx.exec(SET_STATE, &values)? != 1 {
        return Ok(false);
    }
    put_step(
        tx,
        v.id,
        (v.state.as_str(), to, event),
        (actor, reason),
        now,
    )?;
    (v.state, v.how) = (to, how);
    Ok(true)
}

pub(crate) fn put_step(
    tx: &mut Write<'_>,
    voucher: Id,
    (from, to, event): (&str, State, &str),
    (actor, reason): (&str, Option<&str>),
    now: Moment,
) -> Result<(), Fault> {
    let values = params![voucher, from, to.as_str(), event, actor, now, reason];
    tx.exec(PUT_STEP, &values).map(drop)
}

pub(crate) fn set_end(
    tx: &mut Write<'_>,
    v: &mut Voucher,
    day: Day,
    now: Moment,
) -> Result<(), Fault> {
    let touched = tx.exec(SET_END, &params![v.id, day, now])?;
    v.ends_on = day;
    one(SET_END, touched)
}

pub(crate) fn steps(c: &mut Read<'_>, voucher: Id) -> Result<Vec<Step>, Fault> {
    c.all(STEPS, &params![voucher], |r| {
        Ok(Step {
            from: r.get("from_state")?,
            to: word(STEPS, r, "to_state", State::read)?,
            event: r.get("event")?,
            actor: r.get("actor")?,
            at: r.get("at")?,
            reason: r.get("reason")?,
        })
    })
}

/// A token with what its PIN is compared with.
pub(crate) struct Kept {
    pub(crate) token: Token,
    pub(crate) pin: Option<Hash>,
}

fn to_token(sql: Sql, r: &Row<'_>) -> Result<Kept, Fault> {
    let token = Token {
        id: r.get("id")?,
        voucher: r.get("voucher")?,
        kind: word(sql, r, "kind", TokenKind::read)?,
        booking: r.get("booking")?,
        ends_at: r.get("ends_at")?,
        used_at: r.get("used_at")?,
        revoked_at: r.get("revoked_at")?,
        misses: r.get("misses")?,
    };
    Ok(Kept {
        token,
        pin: r.get("pin_hash")?,
    })
}

pub(crate) fn put_token(
    tx: &mut Write<'_>,
    keys: &Keys,
    t: &Token,
    (secret, pin): (&Secret, Option<&str>),
    (by, now): (Id, Moment),
) -> Result<(), Fault> {
    let values = params![
        t.id,
        t.voucher,
        t.kind.as_str(),
        keys.hash(&SECRET, secret.secret.as_bytes()),
        keys.hash(&CODE, secret.code.as_bytes()),
        pin.map(|p| keys.hash_at(&PIN, t.id, p.as_bytes())),
        t.booking,
        by,
        now,
        t.ends_at
    ];
    tx.exec(PUT_TOKEN, &values).map(drop)
}

pub(crate) fn token(c: &mut Read<'_>, keys: &Keys, shown: &Shown) -> Result<Option<Kept>, Fault> {
    let (sql, hashes) = match shown {
        Shown::Secret(s) => (BY_SECRET, keys.look(&SECRET, s.as_bytes())),
        Shown::Code(s) => (BY_SHORT, keys.look(&CODE, s.as_bytes())),
    };
    c.opt(sql, &hashes.map(Value::from), |r| to_token(sql, r))
}

pub(crate) fn pin_fits(keys: &Keys, kept: &Kept, pin: &str) -> bool {
    let fits = |hash| keys.matches_at(&PIN, kept.token.id, pin.as_bytes(), hash);
    kept.pin.as_ref().is_some_and(fits)
}

pub(crate) fn tokens(c: &mut Read<'_>, voucher: Id, now: Moment) -> Result<Vec<Token>, Fault> {
    c.all(TOKENS, &params![voucher, now], |r| {
        Ok(to_token(TOKENS, r)?.token)
    })
}

pub(crate) fn use_token(tx: &mut Write<'_>, id: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(USE_TOKEN, &params![id, now])? == 1)
}

pub(crate) fn unuse_tickets(tx: &mut Write<'_>, booking: Id) -> Result<u64, Fault> {
    tx.exec(UNUSE_TICKETS, &params![booking])
}

pub(crate) fn revoke(tx: &mut Write<'_>, id: Id, voucher: Id, now: Moment) -> Result<bool, Fault> {
    Ok(tx.exec(REVOKE, &params![id, voucher, now])? == 1)
}

pub(crate) fn revoke_kind(
    tx: &mut Write<'_>,
    voucher: Id,
    kind: TokenKind,
    now: Moment,
) -> Result<u64, Fault> {
    tx.exec(REVOKE_KIND, &params![voucher, kind.as_str(), now])
}

pub(crate) fn revoke_all(tx: &mut Write<'_>, voucher: Id, now: Moment) -> Result<u64, Fault> {
    tx.exec(REVOKE_ALL, &params![voucher, now])
}

pub(crate) fn miss_pin(tx: &mut Write<'_>, id: Id, most: u32, now: Moment) -> Result<(), Fault> {
    tx.exec(MISS_PIN, &params![id, most, now]).map(drop)
}

/// Since when wrong codes are counted, and how many there were.
pub(crate) fn attempts(c: &mut Read<'_>, person: Id) -> Result<Option<(Moment, u32)>, Fault> {
    c.opt(ATTEMPTS, &params![person], |r| {
        Ok((r.get("since")?, r.get("misses")?))
    })
}

pub(crate) fn miss(
    tx: &mut Write<'_>,
    person: Id,
    now: Moment,
    oldest: Moment,
) -> Result<(), Fault> {
    tx.exec(MISS, &params![person, now, oldest]).map(drop)
}

pub(crate) fn reminded(
    tx: &mut Write<'_>,
    v: &Voucher,
    days: u16,
    now: Moment,
) -> Result<bool, Fault> {
    Ok(tx.exec(REMINDED, &params![v.id, v.ends_on, days, now])? == 1)
}
