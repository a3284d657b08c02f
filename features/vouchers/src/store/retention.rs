//! What is no longer needed, and goes: in bounded pieces, oldest first.

use db::{Fault, Read, Write, params};
use values::{Day, Id, Moment};

db::statements! {
    /// Codes that ended before a moment, or were taken back before it.
    pub(crate) FORGET_TOKENS = "delete from vouchers_token where id in (select id from vouchers_token where ends_at < $1 or revoked_at < $1 order by ends_at, id limit $2)";
    /// Wrong codes that count no more.
    pub(crate) FORGET_ATTEMPTS = "delete from vouchers_attempt where since < $1";
    /// That reminders went out, of ends that are over.
    pub(crate) FORGET_REMINDED = "delete from vouchers_reminded where ends_on < $1";
    /// Old answers that moved no money.
    pub(crate) FORGET_CALLS = "delete from vouchers_call where key in (select key from vouchers_call where at < $1 and not money order by at, key limit $2)";
    /// Messages that are done, and all that were for a hook which has ended.
    pub(crate) FORGET_DELIVERIES = "delete from vouchers_delivery where id in (select d.id from vouchers_delivery d join vouchers_hook h on h.id = d.hook where d.done_at < $1 or h.ended_at < $1 order by d.made_at, d.id limit $2)";
    /// Hooks that have ended and have no message left.
    pub(crate) FORGET_HOOKS = "delete from vouchers_hook where id in (select h.id from vouchers_hook h where h.ended_at < $1 and not exists (select 1 from vouchers_delivery d where d.hook = h.id) order by h.ended_at, h.id limit $2)";
    /// Keys that are over and to which no kept answer leads.
    pub(crate) FORGET_KEYS = "delete from vouchers_key where id in (select k.id from vouchers_key k where (k.ends_at < $1 or k.revoked_at < $1) and not exists (select 1 from vouchers_call c where c.program = k.id) order by k.ends_at, k.id limit $2)";
    /// Of the others name and people go.
    pub(crate) STRIP_KEYS = "update vouchers_key set name = '-', made_by = $2, revoked_by = case when revoked_by is null then revoked_by else $2 end, forgotten_at = $3 where id in (select id from vouchers_key where (ends_at < $1 or revoked_at < $1) and forgotten_at is null order by ends_at, id limit $4)";
    /// Vouchers that still name somebody and may forget it: of which nothing was paid before one moment, all before another.
    pub(crate) TO_FORGET = "select v.id from vouchers_voucher v where v.state = 'ended' and v.forgotten_at is null and v.changed_at < $1 and v.ends_on < $3 and (not exists (select 1 from vouchers_spend s where s.voucher = v.id) or (v.changed_at < $2 and not exists (select 1 from vouchers_spend s where s.voucher = v.id and (s.at >= $2 or s.state not in ('paid', 'undone'))))) order by v.changed_at, v.id limit $4";
    /// Cuts the link of a voucher to persons.
    pub(crate) FORGET_WHO = "update vouchers_voucher set child = null, group_name = '', holder = $2, forgotten_at = $3 where id = $1 and state = 'ended' and forgotten_at is null";
    /// Its steps stay, without hands and words.
    pub(crate) FORGET_HANDS = "update vouchers_event set actor = case when actor like 'job:%' or actor like 'vouchers:%' then actor else 'forgotten' end, reason = null where voucher = $1";
    /// Its codes.
    pub(crate) FORGET_TOKENS_OF = "delete from vouchers_token where voucher = $1";
}

pub(crate) fn forget_tokens(tx: &mut Write<'_>, before: Moment, most: u32) -> Result<u64, Fault> {
    tx.exec(FORGET_TOKENS, &params![before, most])
}

pub(crate) fn forget_attempts(tx: &mut Write<'_>, before: Moment) -> Result<u64, Fault> {
    tx.exec(FORGET_ATTEMPTS, &params![before])
}

pub(crate) fn forget_reminded(tx: &mut Write<'_>, before: Day) -> Result<u64, Fault> {
    tx.exec(FORGET_REMINDED, &params![before])
}

pub(crate) fn forget_calls(tx: &mut Write<'_>, before: Moment, most: u32) -> Result<u64, Fault> {
    tx.exec(FORGET_CALLS, &params![before, most])
}

pub(crate) fn forget_deliveries(
    tx: &mut Write<'_>,
    before: Moment,
    most: u32,
) -> Result<u64, Fault> {
    tx.exec(FORGET_DELIVERIES, &params![before, most])
}

pub(crate) fn forget_hooks(tx: &mut Write<'_>, before: Moment, most: u32) -> Result<u64, Fault> {
    tx.exec(FORGET_HOOKS, &params![before, most])
}

/// Keys that are over: those that nothing leads to are deleted, the others lose name and people.
pub(crate) fn forget_keys(
    tx: &mut Write<'_>,
    before: Moment,
    (nobody, now): (Id, Moment),
    most: u32,
) -> Result<u64, Fault> {
    let gone = tx.exec(FORGET_KEYS, &params![before, most])?;
    Ok(gone + tx.exec(STRIP_KEYS, &params![before, nobody, now, most])?)
}

/// Vouchers whose link to persons may be cut.
pub(crate) fn to_forget(
    c: &mut Read<'_>,
    (unspent, spent): (Moment, Moment),
    today: Day,
    most: u32,
) -> Result<Vec<Id>, Fault> {
    c.all(TO_FORGET, &params![unspent, spent, today, most], |r| {
        r.get("id")
    })
}

/// Cuts the link of a voucher to persons; false when it was cut already, or it lives.
pub(crate) fn forget_who(
    tx: &mut Write<'_>,
    voucher: Id,
    nobody: Id,
    now: Moment,
) -> Result<bool, Fault> {
    if tx.exec(FORGET_WHO, &params![voucher, nobody, now])? == 0 {
        return Ok(false);
    }
    tx.exec(FORGET_HANDS, &params![voucher])?;
    tx.exec(FORGET_TOKENS_OF, &params![voucher])?;
    Ok(true)
}
