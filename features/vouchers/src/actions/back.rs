//! What was paid and comes back: to which voucher it goes, and how the family loses nothing.

use db::{Read, Write};
use ledger::model::{Act as Books, Kind, Line};
use values::{Cents, Id, Moment};

use super::award::{Award, fill, keep, new_voucher};
use super::{Error, Wallets, books, hooks, must_terms, must_voucher};
use crate::model::{How, Item, OwnBy, Spend, State, Voucher};
use crate::rules::{Refused, ends_at, number, renewed};
use crate::store;

/// Something that is given back.
pub(super) struct Return<'a> {
    pub(super) spend: &'a Spend,
    pub(super) amount: Cents,
    /// The ledger's order; the same one gives back once.
    pub(super) key: Id,
    /// The provider or the city did not give it: ended credit gets new validity.
    pub(super) by_provider: bool,
    pub(super) actor: &'a str,
    pub(super) reason: &'a str,
    /// By an incident: the second person.
    pub(super) approver: Option<&'a str>,
}

/// True when nothing can be spent of it any more.
pub(super) fn is_over(w: &Wallets, v: &Voucher, now: Moment) -> bool {
    v.state == State::Ended || ends_at(v.ends_on, &w.zone) < now
}

/// Gives ended credit new validity. Its terms were approved by a second person, who has agreed to it.
pub(super) fn renew(
    tx: &mut Write<'_>,
    w: &Wallets,
    v: &mut Voucher,
    (key, reason): (Id, &str),
    now: Moment,
) -> Result<(), Error> {
    let terms = must_terms(tx, v.terms)?;
    let until = renewed(v.ends_on, w.day(now), terms.renewal_days);
    if until > v.ends_on {
        let id = Id::named("vouchers renew", &key.to_string());
        let line = Line::Extend {
            account: v.account(),
            until: ends_at(until, &w.zone),
        };
        let mut order = books::order(id, Books::Reopen, "vouchers:renewal", vec![line]);
        order.approver = terms.approved_by.map(|p| p.to_string());
        order.reason = Some(reason.to_string());
        books::must(tx, w, &order, now)?;
        store::set_end(tx, v, until, now)?;
    }
    if v.state == State::Ended {
        let why = ("vouchers:renewal", Some(reason));
        store::step(tx, v, (State::Active, None), "reopen", why, now)?;
    }
    Ok(())
}

/// Where money goes that comes back: to the same voucher, renewed where its provider did not give what was
/// paid; else to one that makes it good. Closed by an officer, it stays in the fund.
pub(super) enum Into {
    /// The voucher as it is.
    Same(Voucher),
    /// The voucher, with new validity.
    Renewed(Voucher),
    /// Another live voucher of the same call.
    Other(Voucher),
    /// A new one, in the place of this.
    New(Voucher),
    /// The fund.
    Fund,
}

/// Where money of a voucher goes when it comes back now.
pub(super) fn destination(
    c: &mut Read<'_>,
    w: &Wallets,
    v: Voucher,
    by_provider: bool,
    now: Moment,
) -> Result<Into, Error> {
    if !is_over(w, &v, now) {
        return Ok(Into::Same(v));
    }
    if matches!(v.how, Some(How::Closed)) {
        return Ok(Into::Fund);
    }
    // Only one of a child's vouchers of a call and window is live at a time.
    let other = match v.who.child() {
        Some(child) => store::live(c, child, v.terms, &v.window)?.filter(|o| o.id != v.id),
        None => None,
    };
    Ok(match other {
        Some(other) if other.fund == v.fund && !is_over(w, &other, now) => Into::Other(other),
        // The other one draws from another fund: its money cannot go there.
        Some(_) => Into::Fund,
        None if by_provider && v.how != Some(How::Replaced) => Into::Renewed(v),
        None => Into::New(v),
    })
}

/// Gives back what was paid, before or after it was sent, and keeps the correction. Given back by the same
/// key before, it finds it.
pub(super) fn give_back(
    tx: &mut Write<'_>,
    w: &Wallets,
    back: &Return<'_>,
    now: Moment,
) -> Result<Result<Spend, Refused>, Error> {
    if let Some(found) = store::spend(tx, back.key)? {
        let same = found.adjusts == Some(back.spend.id) && found.amount.0 == -back.amount.0;
        return Ok(match same {
            true => Ok(found),
            false => Err(Refused::KeyReused),
        });
    }
    let s = back.spend;
    let left = match s.state {
        Item::Undone => Cents(0),
        _ => store::left_of(tx, s)?,
    };
    if back.amount.0 < 1 {
        return Ok(Err(Refused::WrongAmount {
            field: "amount".into(),
        }));
    }
    if back.amount > left {
        return Ok(Err(Refused::MoreThanPaid { left }));
    }
    // In a batch it is as good as sent: what was sealed is not changed.
    let owed = matches!(s.state, Item::Batched | Item::Sent | Item::Paid);
    let from = match owed {
        true => books::receivable(tx, s.fund, s.organisation, now)?,
        false => books::payable(tx, s.fund, s.organisation, now)?,
    };
    let v = must_voucher(tx, s.voucher)?;
    let unallocated = ledger::model::account(s.fund, Kind::Unallocated, "");
    let subject = format!("spend:{}", s.id);
    let mut into = destination(tx, w, v, back.by_provider, now)?;
    if let Into::Renewed(v) = &mut into {
        renew(tx, w, v, (back.key, back.reason), now)?;
    }
    let to = match &into {
        Into::Same(v) | Into::Renewed(v) => v.account(),
        Into::Other(_) | Into::New(_) | Into::Fund => unallocated,
    };
    let act = match back.approver {
        Some(_) => Books::Correct,
        None => Books::Refund,
    };
    let line = books::moved(from, to, back.amount, subject);
    let mut order = books::order(back.key, act, back.actor, vec![line]);
    order.reason = Some(back.reason.to_string());
    order.approver = back.approver.map(String::from);
    if let Err(no) = books::carry(tx, w, &order, now)? {
        return Ok(Err(no));
    }
    make_good(tx, w, into, back, now)?;
    let correction = Spend {
        id: back.key,
        op: back.key,
        number: number(back.key),
        adjusts: Some(s.id),
        owed,
        amount: Cents(-back.amount.0),
        own: Cents(0),
        own_by: OwnBy::Nobody,
        operator: back.actor.to_string(),
        at: now,
        undo_until: now,
        state: Item::Accrued,
        document: None,
        ..s.clone()
    };
    store::put_spend(tx, &correction, &[])?;
    hooks::of_spend(tx, hooks::REFUNDED, &correction, now)?;
    Ok(Ok(correction))
}

/// The voucher that makes a return good.
pub(super) fn made_good(key: Id) -> Id {
    Id::named("vouchers make good", &key.to_string())
}

/// The family never loses: what came back after the end becomes credit again.
fn make_good(
    tx: &mut Write<'_>,
    w: &Wallets,
    into: Into,
    back: &Return<'_>,
    now: Moment,
) -> Result<(), Error> {
    let id = made_good(back.key);
    let mut v = match into {
        Into::Same(_) | Into::Renewed(_) | Into::Fund => return Ok(()),
        Into::Other(v) => {
            let line = fill(tx, w, &v, back.amount, now)?;
            let order = books::order(id, Books::Award, back.actor, vec![line]);
            books::must(tx, w, &order, now)?;
            return Ok(());
        }
        Into::New(v) => v,
    };
    let terms = must_terms(tx, v.terms)?;
    let today = w.day(now);
    let wanted = Award {
        who: v.who.clone(),
        holder: v.holder,
        amount: back.amount,
        starts_on: today,
        ends_on: renewed(today, today, terms.renewal_days),
        window: v.window.clone(),
    };
    if v.state != State::Ended {
        // Its day has passed and the sweep has not come by yet.
        let to = (State::Ended, Some(How::Expired));
        store::step(tx, &mut v, to, "end", ("vouchers:expiry", None), now)?;
    }
    let mut new = new_voucher(&terms, &wanted, (id, v.fund), Some(v.id), now);
    let line = fill(tx, w, &new, back.amount, now)?;
    let order = books::order(id, Books::Award, back.actor, vec![line]);
    books::must(tx, w, &order, now)?;
    keep(tx, w, &mut new, back.actor, now)
}
