//! What the clock does: vouchers begin and end, families are reminded and told, oddities are flagged.

use std::collections::BTreeMap;

use db::Write;
use jiff::ToSpan;
use ledger::model::Kind;
use mail::{Letter, Outbox};
use people::model::Person;
use seal::Seed;
use values::{Cents, Day, Id, Moment};

use super::award::{WALLET, lapse, told};
use super::{Error, Ground, Wallets, must_terms, must_voucher};
use crate::model::{Flag, How, Item, State, Terms, Voucher};
use crate::rules::{REMINDERS, Seen, anomalies, reminder};
use crate::store;

/// Who acts.
const EXPIRY: &str = "job:expiry";

/// Vouchers whose first day has come.
///
/// # Errors
/// From the database.
pub fn begin(tx: &mut Write<'_>, w: &Wallets, now: Moment, most: u32) -> Result<u64, Error> {
    let mut done = 0;
    for mut v in store::beginning(tx, w.day(now), most)? {
        let why = ("job:begin", None);
        done += u64::from(store::step(
            tx,
            &mut v,
            (State::Active, None),
            "begin",
            why,
            now,
        )?);
    }
    Ok(done)
}

/// What a sweep has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Vouchers that are over now.
    pub ended: u64,
    /// Vouchers of which something went back.
    pub lapsed: u64,
    /// How much altogether.
    pub amount: Cents,
}

/// Ends vouchers whose last day has passed, and brings back what is available of them; what bookings hold
/// comes with a later sweep, when it is free. Run again it does nothing.
///
/// # Errors
/// From the database.
pub fn sweep(tx: &mut Write<'_>, w: &Wallets, now: Moment, most: u32) -> Result<Swept, Error> {
    let mut swept = Swept::default();
    for mut v in store::overdue(tx, w.day(now), most)? {
        let account = ledger::actions::account(tx, v.account())?;
        let how = match account.is_none_or(|a| a.balance() == 0) {
            true => How::Spent,
            false => How::Expired,
        };
        let to = (State::Ended, Some(how));
        if store::step(tx, &mut v, to, "end", (EXPIRY, None), now)? {
            store::revoke_all(tx, v.id, now)?;
            swept.ended += 1;
        }
    }
    for account in ledger::actions::ended(tx, Kind::Voucher, now, most)? {
        let Ok(id) = account.owner.parse::<Id>() else {
            continue;
        };
        let Some(v) = store::voucher(tx, id)? else {
            continue;
        };
        let terms = must_terms(tx, v.terms)?;
        let amount = lapse(tx, w, &terms, &v, EXPIRY, now)?;
        swept.lapsed += u64::from(amount.0 > 0);
        swept.amount.0 += amount.0;
    }
    Ok(swept)
}

/// A reminder, for the letter that is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The voucher.
    pub voucher: Voucher,
    /// Its terms.
    pub terms: Terms,
    /// Which reminder, in days before the end.
    pub days: u16,
    /// What can still be spent.
    pub available: Cents,
}

/// Makes the letter of a reminder for somebody; none for who has no address.
pub type Compose<'a> = &'a dyn Fn(&Reminder, &Person) -> Option<Letter>;

/// Reminds families of credit that ends soon: at 90, 30 and 7 days, once each, inside the site and by
/// mail. Returns how many were told.
///
/// # Errors
/// From the database and the keys.
pub fn remind(
    tx: &mut Write<'_>,
    w: &Wallets,
    (outbox, compose): (&Outbox, Compose<'_>),
    seed: Seed,
    now: Moment,
    most: u32,
) -> Result<u64, Error> {
    let today = w.day(now);
    let mut nearest = REMINDERS;
    nearest.sort_unstable();
    let mut count = 0;
    for days in nearest {
        let until = today
            .checked_add(i64::from(days).days())
            .unwrap_or(Day::MAX);
        for v in store::to_remind(tx, today, until, days, most)? {
            if reminder(v.ends_on, today) != Some(days) || !store::reminded(tx, &v, days, now)? {
                continue;
            }
            let account = ledger::actions::account(tx, v.account())?;
            let available = Cents(account.map_or(0, |a| a.available()));
            if available.0 == 0 {
                continue;
            }
            let terms = must_terms(tx, v.terms)?;
            let base = Id::named("vouchers remind", &format!("{} {} {days}", v.id, v.ends_on));
            let mut args = told(&terms, &v);
            args.push(("left", available.to_string()));
            args.push(("days", days.to_string()));
            let people = people_ctx(w, base, seed, now);
            people::actions::tell(tx, &people, v.holder, "vouchers-told-ends", &args, WALLET)?;
            let person =
                people::actions::person(tx, &w.keys, v.holder).map_err(super::of_trouble)?;
            let reminder = Reminder {
                voucher: v,
                terms,
                days,
                available,
            };
            if let Some(letter) = person.and_then(|p| compose(&reminder, &p)) {
                outbox.post(
                    tx,
                    Id::named("vouchers letter", &base.to_string()),
                    &letter,
                    seed,
                    now,
                )?;
            }
            count += 1;
        }
    }
    Ok(count)
}

fn people_ctx(w: &Wallets, base: Id, seed: Seed, now: Moment) -> people::actions::Ctx {
    people::actions::Ctx {
        keys: w.keys.clone(),
        seed,
        base,
        now,
        today: w.day(now),
    }
}

/// Tells families what was taken and what is left. A redemption does not do it itself, so that it writes
/// nothing besides its order and its item.
///
/// # Errors
/// From the database.
pub fn tell_spends(
    tx: &mut Write<'_>,
    w: &Wallets,
    seed: Seed,
    now: Moment,
    most: u32,
) -> Result<u64, Error> {
    let mut count = 0;
    for s in store::untold(tx, most)? {
        if !store::told(tx, s.id, now)? {
            continue;
        }
        let v = must_voucher(tx, s.voucher)?;
        let account = ledger::actions::account(tx, v.account())?;
        let left = Cents(account.map_or(0, |a| a.available()));
        let house = providers::actions::organisation(tx, s.organisation)?;
        let key = match (s.state, s.amount.0) {
            (Item::Undone, _) => "vouchers-told-undone",
            (_, ..=0) => "vouchers-told-back",
            _ => "vouchers-told-spent",
        };
        let args = [
            ("amount", Cents(s.amount.0.abs()).to_string()),
            ("own", s.own.to_string()),
            ("left", left.to_string()),
            ("where", house.map(|h| h.name).unwrap_or_default()),
            ("number", s.number.clone()),
        ];
        let people = people_ctx(w, Id::named("vouchers told", &s.id.to_string()), seed, now);
        people::actions::tell(tx, &people, v.holder, key, &args, WALLET)?;
        count += 1;
    }
    Ok(count)
}

/// Looks through the payments of a span for oddities; each is flagged once and waits in review until a
/// person has looked. Returns how many flags are new.
///
/// # Errors
/// From the database.
pub fn scan(
    tx: &mut Write<'_>,
    ground: &Ground,
    (from, to): (Moment, Moment),
    now: Moment,
) -> Result<u64, Error> {
    let mut terms: BTreeMap<Id, Option<Cents>> = BTreeMap::new();
    let mut seen = Vec::new();
    for s in store::within(tx, from, to, 20_000)? {
        let most = match terms.get(&s.voucher) {
            Some(most) => *most,
            None => {
                let v = must_voucher(tx, s.voucher)?;
                let most = must_terms(tx, v.terms)?.cap_each;
                terms.insert(s.voucher, most);
                most
            }
        };
        let booked = match s.booking {
            Some(booking) => ground.seats.ticketed(tx, booking)?,
            None => None,
        };
        seen.push(Seen {
            id: s.id,
            voucher: s.voucher,
            organisation: s.organisation,
            operator: s.operator,
            amount: s.amount,
            most,
            at: s.at,
            session: booked.as_ref().map(|b| (b.starts_at, b.ends_at)),
            roll_call: booked.and_then(|b| b.roll_call),
        });
    }
    let mut new = 0;
    for (spend, finding, detail) in anomalies(&seen, &ground.wallets.zone, now) {
        let flag = Flag {
            id: Id::named("vouchers flag", &format!("{spend} {}", finding.as_str())),
            spend: Some(spend),
            line: None,
            finding,
            detail,
            at: now,
            outcome: None,
        };
        if store::put_flag(tx, &flag)? {
            store::set_item(tx, spend, Item::Accrued, Item::InReview)?;
            new += 1;
        }
    }
    Ok(new)
}
