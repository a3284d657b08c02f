//! Vouchers pay for bookings, and take back what is not earned after all.

use bookings::model::How as Cancelled;
use bookings::money::{Ask, Back, Mistake, Money, Posted, Purse};
use db::{Fault, Read, Write};
use ledger::model::{Act as Books, Kind, Line};
use values::{Cents, Day, Id, Moment, Refusal, Refuse};

use super::award::{Award, fill, keep, new_voucher};
use super::{Error, Wallets, books, hooks, must_terms, must_voucher};
use crate::model::{FundState, How, Item, OwnBy, Spend, State, Terms, Voucher, Who};
use crate::rules::{
    Offer, Refused, Why, after_voucher, ends_at, fits, most, number, renewed, usable,
};
use crate::store;

/// Everything that is asked before a voucher pays for something.
pub(super) struct Case<'a> {
    pub(super) voucher: &'a Voucher,
    pub(super) terms: &'a Terms,
    /// The service of the catalogue, where it is known.
    pub(super) service: Option<Id>,
    /// What is known of it there.
    pub(super) offer: Option<&'a Offer>,
    /// Who offers it.
    pub(super) organisation: Id,
    /// The day of what is paid.
    pub(super) on: Day,
}

/// How old somebody is on a day.
pub(super) fn age(c: &mut Read<'_>, w: &Wallets, who: &Who, on: Day) -> Result<Option<i32>, Error> {
    let Some(child) = who.child() else {
        return Ok(None);
    };
    let person = people::actions::person(c, &w.keys, child).map_err(super::of_trouble)?;
    let birth = person.and_then(|p| p.facts.birth);
    Ok(birth.map(|b| people::age::years(b, on)))
}

/// Whether a voucher can be spent now, whatever for.
pub(super) fn is_live(
    c: &mut Read<'_>,
    w: &Wallets,
    (v, terms): (&Voucher, &Terms),
    now: Moment,
) -> Result<Result<(), Refused>, Error> {
    if let Err(no) = usable(v, terms, w.day(now)) {
        return Ok(Err(no));
    }
    let fund = store::fund(c, v.fund)?.ok_or(Refused::Unknown)?;
    Ok(match fund.state {
        FundState::Open | FundState::AwardClosed => Ok(()),
        _ => Err(Refused::VoucherEnded { on: v.ends_on }),
    })
}

/// Whether a voucher can pay for something, whatever the amount.
pub(super) fn can_pay(
    c: &mut Read<'_>,
    w: &Wallets,
    case: &Case<'_>,
    now: Moment,
) -> Result<Result<(), Refused>, Error> {
    let (v, terms) = (case.voucher, case.terms);
    if let Err(no) = is_live(c, w, (v, terms), now)? {
        return Ok(Err(no));
    }
    let another = case
        .offer
        .is_some_and(|o| o.organisation.is_some_and(|o| o != case.organisation));
    if another || (case.service.is_some() && case.offer.is_none()) {
        return Ok(Err(Refused::NotValidForOffer {
            why: Why::UnknownOffer,
        }));
    }
    let age = age(c, w, &v.who, case.on)?;
    Ok(fits(terms, v, case.offer, age, case.on))
}

/// How much a voucher can pay for one thing now.
pub(super) fn can_spend(
    c: &mut Read<'_>,
    v: &Voucher,
    terms: &Terms,
    now: Moment,
) -> Result<(Cents, Cents, Cents), Error> {
    let account = ledger::actions::account(c, v.account())?;
    let (available, held) = account.map_or((0, 0), |a| (a.available(), a.held()));
    let used = match terms.cap_window {
        None => Cents(0),
        Some((_, days)) => {
            let since = now.plus_seconds(-i64::from(days) * 24 * 3600);
            Cents(store::used(c, v.id, since)?.0 + held)
        }
    };
    let can = most(terms, Cents(available), used);
    Ok((can, Cents(available), used))
}

/// Whether an amount is within what can be spent; the reason that binds first.
pub(super) fn enough(
    terms: &Terms,
    amount: Cents,
    (available, used): (Cents, Cents),
) -> Result<(), Refused> {
    if let Some(limit) = terms.cap_each.filter(|c| amount > *c) {
        return Err(Refused::LimitReached {
            limit,
            window: None,
        });
    }
    if let Some((limit, days)) = terms.cap_window
        && used.0 + amount.0 > limit.0
    {
        return Err(Refused::LimitReached {
            limit,
            window: Some(days),
        });
    }
    match amount > available {
        true => Err(Refused::InsufficientBalance { available }),
        false => Ok(()),
    }
}

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

/// Errors of this feature inside bookings: a no is a refusal, the rest a fault.
fn told<T>(answer: Result<T, Error>) -> Result<Result<T, Refusal>, Fault> {
    match answer {
        Ok(done) => Ok(Ok(done)),
        Err(Error::Refused(no)) => Ok(Err(no.refusal())),
        Err(Error::Fault(fault)) => Err(fault),
        Err(Error::Seal(error)) => Err(Fault::Column {
            statement: "vouchers",
            column: "sealed".into(),
            why: error.to_string(),
        }),
    }
}

fn or_fault<T>(answer: Result<T, Error>) -> Result<T, Fault> {
    told(answer)?.map_err(|no| Fault::Column {
        statement: "vouchers",
        column: "refused".into(),
        why: no.key,
    })
}

impl Wallets {
    fn purses_for(&self, c: &mut Read<'_>, ask: &Ask, now: Moment) -> Result<Vec<Purse>, Error> {
        let found = match ask.child {
            Some(child) => store::of_child(c, child)?,
            None => store::of_holder(c, ask.party)?,
        };
        let offer = self.offers.offer(ask.service);
        let mut all = Vec::new();
        for v in found {
            let terms = must_terms(c, v.terms)?;
            let case = Case {
                voucher: &v,
                terms: &terms,
                service: Some(ask.service),
                offer: offer.as_ref(),
                organisation: ask.organisation,
                on: self.day(ask.starts_at),
            };
            if can_pay(c, self, &case, now)?.is_err() {
                continue;
            }
            let (can, ..) = can_spend(c, &v, &terms, now)?;
            let (available, _) = after_voucher(ask.price, can);
            if available.0 > 0 {
                all.push(Purse {
                    id: v.id,
                    name: terms.name,
                    available,
                    ends: v.ends_on,
                });
            }
        }
        all.sort_by_key(|p| (p.ends, p.id));
        Ok(all)
    }

    fn hold_for(
        &self,
        tx: &mut Write<'_>,
        purse: Id,
        ask: &Ask,
        (amount, until): (Cents, Moment),
        now: Moment,
    ) -> Result<Line, Error> {
        let v = must_voucher(tx, purse)?;
        let terms = must_terms(tx, v.terms)?;
        let mine = match &v.who {
            Who::Child(child) => ask.child == Some(*child),
            Who::Group(_) => ask.child.is_none() && ask.party == v.holder,
        };
        if !mine {
            return Err(Refused::NotValidForOffer {
                why: Why::OtherChild,
            }
            .into());
        }
        let offer = self.offers.offer(ask.service);
        let case = Case {
            voucher: &v,
            terms: &terms,
            service: Some(ask.service),
            offer: offer.as_ref(),
            organisation: ask.organisation,
            on: self.day(ask.starts_at),
        };
        can_pay(tx, self, &case, now)??;
        if amount.0 < 1 || amount > ask.price {
            return Err(Refused::WrongAmount {
                field: "amount".into(),
            }
            .into());
        }
        let (_, available, used) = can_spend(tx, &v, &terms, now)?;
        enough(&terms, amount, (available, used))?;
        let credit = books::payable(tx, v.fund, ask.organisation, now)?;
        Ok(Line::Hold {
            debit: v.account(),
            credit,
            amount: amount.0,
            until,
            subject: format!("session:{}", ask.session),
        })
    }

    fn earned(&self, tx: &mut Write<'_>, p: &Posted, now: Moment) -> Result<(), Error> {
        let v = must_voucher(tx, p.purse)?;
        let id = Id::named(
            "vouchers spend",
            &format!("{} {} {}", p.op, p.booking, p.purse),
        );
        let spend = Spend {
            id,
            op: p.op,
            number: number(id),
            adjusts: None,
            owed: false,
            voucher: v.id,
            fund: v.fund,
            booking: Some(p.booking),
            service: Some(p.ask.service),
            organisation: p.ask.organisation,
            operator: p.actor.clone(),
            price: Cents(p.ask.price.0.max(p.amount.0 + p.own.0)),
            amount: p.amount,
            own: p.own,
            own_by: match p.own.0 {
                0 => OwnBy::Nobody,
                _ => OwnBy::Provider,
            },
            at: now,
            undo_until: now.plus_seconds(crate::rules::UNDO),
            state: Item::Accrued,
            document: None,
        };
        store::put_spend(tx, &spend, &[])?;
        Ok(hooks::of_spend(tx, hooks::REDEEMED, &spend, now)?)
    }

    fn back(&self, tx: &mut Write<'_>, back: &Back, now: Moment) -> Result<(), Error> {
        let paid = store::of_booking(tx, back.booking)?;
        let spend = paid.into_iter().find(|s| s.voucher == back.purse);
        let spend = spend.ok_or(Refused::Unknown)?;
        let what = Return {
            spend: &spend,
            amount: back.amount,
            key: back.key,
            by_provider: matches!(back.how, Cancelled::Provider | Cancelled::City),
            actor: &back.actor,
            reason: &back.reason,
            approver: None,
        };
        give_back(tx, self, &what, now)??;
        Ok(())
    }

    /// Never into another voucher: what is promised again must be held of the one that promised it.
    fn undone(&self, tx: &mut Write<'_>, m: &Mistake, now: Moment) -> Result<Line, Error> {
        let paid = store::of_booking(tx, m.booking)?;
        let s = paid.into_iter().find(|s| s.voucher == m.purse);
        let s = s.ok_or(Refused::Unknown)?;
        let whole = store::left_of(tx, &s)? == m.amount && store::adjustments(tx, s.id)? == 0;
        if !matches!(s.state, Item::Accrued | Item::InReview) || !whole {
            let state = match whole {
                true => s.state.as_str(),
                false => "corrected",
            };
            return Err(Refused::WrongState {
                state: state.to_string(),
            }
            .into());
        }
        let v = must_voucher(tx, m.purse)?;
        let ended = v.ends_on;
        let v = match destination(tx, self, v, true, now)? {
            Into::Same(v) => v,
            Into::Renewed(mut v) => {
                renew(tx, self, &mut v, (m.key, &m.reason), now)?;
                v
            }
            Into::Other(_) | Into::New(_) | Into::Fund => {
                return Err(Refused::VoucherEnded { on: ended }.into());
            }
        };
        let payable = books::payable(tx, s.fund, s.organisation, now)?;
        let line = books::moved(payable, v.account(), m.amount, format!("spend:{}", s.id));
        let mut order = books::order(m.key, Books::Refund, &m.actor, vec![line]);
        order.reason = Some(m.reason.clone());
        books::must(tx, self, &order, now)?;
        store::must_set_item(tx, s.id, s.state, Item::Undone)?;
        hooks::of_spend(tx, hooks::UNDONE, &s, now)?;
        Ok(Line::Hold {
            debit: v.account(),
            credit: payable,
            amount: m.hold.0,
            until: m.until,
            subject: format!("session:{}", m.ask.session),
        })
    }

    fn free(
        &self,
        tx: &mut Write<'_>,
        purse: Id,
        booking: Id,
        how: Cancelled,
        now: Moment,
    ) -> Result<(), Error> {
        let mut v = must_voucher(tx, purse)?;
        let theirs = matches!(how, Cancelled::Provider | Cancelled::City);
        let closed = matches!(v.how, Some(How::Closed | How::Replaced));
        if !theirs || closed || !is_over(self, &v, now) {
            return Ok(());
        }
        let other = match v.who.child() {
            Some(child) => store::live(tx, child, v.terms, &v.window)?,
            None => None,
        };
        // Beside another live voucher of the same call it stays ended; the sweep takes what is left.
        if other.is_some_and(|o| o.id != v.id) {
            return Ok(());
        }
        let key = Id::named(
            "vouchers freed",
            &format!("{booking} {purse} {}", v.ends_on),
        );
        renew(tx, self, &mut v, (key, "provider cancelled"), now)
    }
}

impl Money for Wallets {
    fn purses(&self, c: &mut Read<'_>, ask: &Ask, now: Moment) -> Result<Vec<Purse>, Fault> {
        or_fault(self.purses_for(c, ask, now))
    }

    fn hold(
        &self,
        tx: &mut Write<'_>,
        purse: Id,
        ask: &Ask,
        amount: Cents,
        until: Moment,
        now: Moment,
    ) -> Result<Result<Line, Refusal>, Fault> {
        told(self.hold_for(tx, purse, ask, (amount, until), now))
    }

    fn posted(&self, tx: &mut Write<'_>, posted: &Posted, now: Moment) -> Result<(), Fault> {
        or_fault(self.earned(tx, posted, now))
    }

    fn give_back(
        &self,
        tx: &mut Write<'_>,
        back: &Back,
        now: Moment,
    ) -> Result<Result<(), Refusal>, Fault> {
        told(self.back(tx, back, now))
    }

    fn ticketed(&self, c: &mut Read<'_>, text: &str, now: Moment) -> Result<Option<Id>, Fault> {
        let Some(shown) = crate::rules::read_code(text) else {
            return Ok(None);
        };
        let kept = store::token(c, &self.keys, &shown)?.map(|k| k.token);
        let good = kept.filter(|t| t.revoked_at.is_none() && now <= t.ends_at);
        Ok(good.and_then(|t| t.booking))
    }

    fn undo(
        &self,
        tx: &mut Write<'_>,
        mistake: &Mistake,
        now: Moment,
    ) -> Result<Result<Line, Refusal>, Fault> {
        told(self.undone(tx, mistake, now))
    }

    fn freed(
        &self,
        tx: &mut Write<'_>,
        purse: Id,
        booking: Id,
        how: Cancelled,
        now: Moment,
    ) -> Result<(), Fault> {
        or_fault(self.free(tx, purse, booking, how, now))
    }
}
