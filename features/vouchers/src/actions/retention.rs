//! What is forgotten when its time is over, and the report of it.

use audit::{Actor, Entry, Subject};
use db::Write;
use serde::Serialize;
use serde_json::json;
use values::{Id, Moment};

use super::{Error, LIST_KEPT, Wallets};
use crate::rules::MISS_SPAN;
use crate::store;

/// For how many days things are kept after they are over.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// Codes after their end, or after they were taken back.
    pub codes: u16,
    /// Answers to programs that moved no money, and messages to organisations' systems.
    pub answers: u16,
    /// Keys of programs and addresses for messages that have ended.
    pub programs: u16,
    /// Whose a voucher was of which nothing was paid.
    pub unspent: u16,
    /// Whose a voucher was that has paid: accounts of public money need it longer.
    pub spent: u16,
}

/// What was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Forgotten {
    /// Codes.
    pub codes: u64,
    /// Operators whose wrong codes count no more.
    pub attempts: u64,
    /// That reminders went out.
    pub reminders: u64,
    /// Answers to programs.
    pub answers: u64,
    /// Messages to organisations' systems.
    pub messages: u64,
    /// Keys of programs.
    pub keys: u64,
    /// Addresses for messages.
    pub hooks: u64,
    /// Lists that were tried and not imported.
    pub lists: u64,
    /// Vouchers that name nobody any more.
    pub links: u64,
}

impl Forgotten {
    /// Adds what a further piece has forgotten.
    pub fn add(&mut self, more: Forgotten) {
        self.codes += more.codes;
        self.attempts += more.attempts;
        self.reminders += more.reminders;
        self.answers += more.answers;
        self.messages += more.messages;
        self.keys += more.keys;
        self.hooks += more.hooks;
        self.lists += more.lists;
        self.links += more.links;
    }

    /// True when nothing was there to be forgotten.
    pub fn is_nothing(&self) -> bool {
        *self == Forgotten::default()
    }
}

/// Who stands in what names nobody any more.
pub fn nobody() -> Id {
    Id::named("vouchers", "nobody")
}

/// Forgets at most so many of each kind of what is over, and writes into the trail how much it was; call it
/// again until it is nothing. What is live is not looked at, and no money: sums, states and moments stay.
///
/// # Errors
/// From the database.
pub fn forget(
    tx: &mut Write<'_>,
    w: &Wallets,
    now: Moment,
    keep: Keep,
    most: u32,
) -> Result<Forgotten, Error> {
    let answers = ago(now, keep.answers);
    let programs = ago(now, keep.programs.max(keep.answers));
    // Money is never forgotten before what is without it.
    let links = (
        ago(now, keep.unspent),
        ago(now, keep.spent.max(keep.unspent)),
    );
    let mut gone = Forgotten {
        codes: store::forget_tokens(tx, ago(now, keep.codes), most)?,
        attempts: store::forget_attempts(tx, now.plus_seconds(-MISS_SPAN))?,
        reminders: store::forget_reminded(tx, w.day(ago(now, keep.codes)))?,
        answers: store::forget_calls(tx, answers, most)?,
        messages: store::forget_deliveries(tx, answers, most)?,
        keys: store::forget_keys(tx, programs, (nobody(), now), most)?,
        hooks: store::forget_hooks(tx, programs, most)?,
        lists: store::forget_lists(tx, now.plus_seconds(-LIST_KEPT))?,
        links: 0,
    };
    for id in store::to_forget(tx, links, w.day(now), most)? {
        gone.links += u64::from(store::forget_who(tx, id, nobody(), now)?);
    }
    report(tx, &gone, now)?;
    Ok(gone)
}

/// Writes into the trail how much was forgotten, by kind; nothing when it was nothing.
fn report(tx: &mut Write<'_>, gone: &Forgotten, now: Moment) -> Result<(), Error> {
    if gone.is_nothing() {
        return Ok(());
    }
    let entry = Entry {
        at: now,
        actor: Actor::System("job:vouchers.night".into()),
        subject: Subject::new("retention", "vouchers"),
        action: "vouchers.forget".into(),
        detail: json!(gone),
    };
    audit::record(tx, &entry)?;
    Ok(())
}

fn ago(now: Moment, days: u16) -> Moment {
    now.plus_seconds(-i64::from(days) * 86_400)
}
